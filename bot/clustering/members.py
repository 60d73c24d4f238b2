"""Which stories are in which cluster: most founded theirs and are alone in it, and take no room."""

from array import array
from bisect import insort
from collections.abc import Mapping, Sequence
from typing import Protocol


class Placed(Protocol):
    """What tells of stories where they are: `window.Window`."""

    @property
    def numbers(self) -> Mapping[str, int]: ...  # noqa: D102

    def key(self, number: int) -> str: ...  # noqa: D102

    def cluster(self, number: int) -> str: ...  # noqa: D102


class Members:
    """The numbers of the stories in each cluster, ascending. A story that founded a cluster and is alone in it takes no room."""

    def __init__(self, window: Placed) -> None:
        self._window = window
        self._several: dict[str, array[int]] = {}

    def __getitem__(self, cluster: str) -> Sequence[int]:
        """Return the members of a cluster that has any."""
        several = self._several.get(cluster)
        if several is not None:
            return several
        alone = self._alone(cluster)
        if alone is None:
            raise KeyError(cluster)
        return (alone,)

    def __contains__(self, cluster: str) -> bool:
        return cluster in self._several or self._alone(cluster) is not None

    def join(self, number: int, cluster: str) -> None:
        """Count a story to a cluster, before its row says so."""
        several = self._several.get(cluster)
        if several is not None:
            insort(several, number)
        elif (alone := self._alone(cluster)) is not None:
            self._several[cluster] = array("i", sorted((alone, number)))
        elif self._window.key(number) != cluster:
            self._several[cluster] = array("i", (number,))

    def leave(self, number: int, cluster: str) -> None:
        """Take a story out of a cluster, while its row still says that it is there."""
        several = self._several.get(cluster)
        if several is None:
            return
        several.remove(number)
        if not several or (len(several) == 1 and self._window.key(several[0]) == cluster):
            del self._several[cluster]

    def _alone(self, cluster: str) -> int | None:
        number = self._window.numbers.get(cluster)
        return number if number is not None and self._window.cluster(number) == cluster else None
