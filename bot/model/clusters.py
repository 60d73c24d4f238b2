"""Stories in clusters, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from sys import intern
from typing import Any, Literal, Self

from bot.model.base import require_utc
from bot.model.incoming import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One source carrying one story."""

    source: str  #: name of the source
    entry: str  #: the entry's key inside the source
    story: str  #: key
    url: str | None  #: as this source links it, canonical
    seen: datetime  #: first time in this source


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """An editor's decision about which stories are together."""

    number: int  #: in the log of what editors decided
    kind: Literal["merge", "split", "apart", "undo"]
    at: datetime

    def __post_init__(self) -> None:
        require_utc(self.at, "Ruling.at")


class Measures(Mapping[str, float]):
    """Values by name, in a tenth of what a dict takes: all decisions of a clusterer name the same, and thousands are held at once."""

    __slots__ = ("_names", "_values")

    def __init__(self, values: Mapping[str, float]) -> None:
        """Hold these values in their order."""
        self._names = _one_tuple(tuple(values))
        self._values = tuple(values.values())

    def __getitem__(self, name: str) -> float:
        try:
            return self._values[self._names.index(name)]
        except ValueError:
            raise KeyError(name) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __repr__(self) -> str:
        return repr(dict(self))


@lru_cache(maxsize=16)
def _one_tuple(names: tuple[str, ...]) -> tuple[str, ...]:
    return names


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why a score is what it is: the compared stories, the measures, and words a person can check."""

    nearest: str | None = None  #: key of the cluster's story that is most like it; None if there was no candidate
    measures: Mapping[str, float] = field(default_factory=dict)  #: name -> value, e.g. words: 0.41
    shared: tuple[str, ...] = ()  #: the shared words that count most, heaviest first
    gap: timedelta | None = None  #: between the claimed times; None if one of them is unknown
    languages: tuple[str, ...] | None = None  #: ISO 639-1, of the story and of *nearest*, if compared across languages
    editor: Ruling | None = None  #: of an editor's decision, which it follows; None: it follows from the stories

    def as_dict(self) -> dict[str, Any]:
        """Return it as values that JSON has; `gap_s` is in seconds."""
        gap_s = None if self.gap is None else self.gap.total_seconds()
        told: dict[str, Any] = {
            "nearest": self.nearest,
            "measures": dict(self.measures),
            "shared": list(self.shared),
            "gap_s": gap_s,
        }
        if self.languages is not None:
            told["languages"] = list(self.languages)
        if (editor := self.editor) is not None:
            told["editor"] = {"number": editor.number, "kind": editor.kind, "at": editor.at.isoformat()}
        return told

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """Read back what `as_dict` gave."""
        gap = None if values["gap_s"] is None else timedelta(seconds=values["gap_s"])
        languages = tuple(values["languages"]) if "languages" in values else None
        # Stories of one event share the same words, which are held once.
        told = {
            "nearest": values["nearest"],
            "measures": Measures(values["measures"]),
            "shared": tuple(map(intern, values["shared"])),
        }
        by = values.get("editor")
        editor = by and Ruling(number=by["number"], kind=by["kind"], at=datetime.fromisoformat(by["at"]))
        return cls(**told, gap=gap, languages=languages, editor=editor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Where one story belongs, as a value: the store applies it, `explain` shows it.

    A story that is in a cluster already moves. A "merge" is about all stories of a cluster, and names its founding one. A "split"
    is a story that leaves its cluster for a new one: the one that founds it, then those that go with it.
    """

    kind: Literal["found", "join", "merge", "split"]
    story: str  #: key
    cluster: str  #: key; when founding, the story's own key; when merging, that of the elder cluster, which stays
    copy: str  #: key of the copy group (its first story) inside the cluster; a merge changes none
    #: 0–1: likeness to the cluster; when founding, to the best cluster that was refused; when splitting, of those that leave to those that stay
    score: float
    refused: str | None = None  #: when founding: key of the best cluster that was refused
    former: str | None = None  #: when moving or splitting: key of the cluster that the story was in; the store knows it
    evidence: Evidence = Evidence()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A story in its cluster, with everybody who carries it and the reason why it is there."""

    story: Story
    sightings: tuple[Sighting, ...]  #: by time, then source
    decision: Decision  #: the last one about it; names the cluster that it was put in then
    merges: tuple[Decision, ...] = ()  #: by which that cluster became part of this one, in their order


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """All stories about one event."""

    key: str  #: key of the founding story; in URLs of pages
    id: str  #: `tag:` URI, minted once
    members: tuple[Member, ...]  #: the first founded it, the others in the order of their arrival
