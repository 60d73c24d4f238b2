"""What editors decided about which stories are together and which are not. It stands above every score."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bot.clustering.window import Window
from bot.model import Ruling


class Bond(NamedTuple):
    """One decision of an editor about stories, by their keys."""

    ruling: Ruling
    ones: tuple[str, ...]  #: a side of a merge; what left, or is kept apart
    others: tuple[str, ...]  #: the other side; what stayed


class Bonds:
    """Which stories have to be together, and which must never be; made of decisions in their order.

    The last word counts: what a later decision contradicts of a former one is void.
    """

    def __init__(self, bonds: Iterable[Bond] = ()) -> None:
        self._groups: dict[str, dict[str, None]] = {}  # story -> all that have to be with it, and itself
        self._apart: dict[str, dict[str, Ruling]] = {}  # story -> each that it is kept apart from, and by what
        self._rulings: dict[str, Ruling] = {}  # the last one that put a story together with others
        self._enemies: dict[str, frozenset[str]] = {}
        for bond in bonds:
            if bond.ruling.kind == "merge":
                self._unite((*bond.ones, *bond.others), bond.ruling)
            else:
                self._part(bond)

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._groups or self._apart)

    def keys(self) -> list[str]:
        """Return the stories that are in any bond, sorted."""
        return sorted({*self._groups, *self._apart})

    def mates(self, story: str) -> list[str]:
        """Return the stories that have to be with one, without itself; in the order in which they were named."""
        return [key for key in self._groups.get(story, ()) if key != story]

    def enemies(self, story: str) -> frozenset[str]:
        """Return the stories that must never be with one: what keeps a story apart keeps all apart that are to be with it."""
        if not self._apart:
            return frozenset()
        if story not in self._enemies:
            found = {enemy for one in self._group(story) for enemy in self._apart.get(one, ())}
            self._enemies[story] = frozenset(other for enemy in found for other in self._group(enemy))
        return self._enemies[story]

    def apart(self) -> list[str]:
        """Return the stories that decisions themselves keep apart from others."""
        return [story for story, others in self._apart.items() if others]

    def ruling(self, story: str) -> Ruling | None:
        """Return the last decision that put a story together with others; None if there is none."""
        return self._rulings.get(story)

    def between(self, one: str, other: str) -> Ruling | None:
        """Return the last decision that puts two stories together, or keeps them apart; None if there is none."""
        if other in self.mates(one):
            found = [self._rulings[key] for key in self._group(one) if key in self._rulings]
        else:
            theirs = self._group(other)
            found = [
                by for key in self._group(one) for enemy, by in self._apart.get(key, {}).items() if enemy in theirs
            ]
        return max(found, key=lambda ruling: ruling.number, default=None)

    def _group(self, story: str) -> Mapping[str, None]:
        return self._groups.get(story, {story: None})

    def _unite(self, stories: Sequence[str], ruling: Ruling) -> None:
        group = {key: None for story in stories for key in self._group(story)}
        for key in group:
            self._groups[key] = group
            self._apart[key] = {one: by for one, by in self._apart.get(key, {}).items() if one not in group}
        self._rulings |= dict.fromkeys(stories, ruling)

    def _part(self, bond: Bond) -> None:
        leaving = dict.fromkeys(bond.ones)
        for key in bond.ones:
            if any(other in self._group(key) for other in bond.others):
                left = self._groups.pop(key)
                del left[key]
                self._rulings.pop(key, None)
        for one in bond.ones:
            for other in bond.others:
                self._apart.setdefault(one, {})[other] = bond.ruling
                self._apart.setdefault(other, {})[one] = bond.ruling
        if bond.ruling.kind == "split" and bond.others and len(leaving) > 1:
            self._unite(bond.ones, bond.ruling)


class Ties:
    """The bonds of the stories of a window, and of those that it forgot: their clusters may go on without them."""

    def __init__(self, window: Window, bonds: Bonds, places: Mapping[str, str]) -> None:
        self.bonds = bonds
        self._window = window
        self._places = dict(places)  # where stories were when they were forgotten, or before they were read back

    def place(self, story: str) -> str | None:
        """Return the cluster of a story that is in a bond; None if it has none yet."""
        number = self._window.numbers.get(story)
        return self._places.get(story) if number is None else self._window.cluster(number)

    def home(self, story: str) -> str | None:
        """Return the cluster that a story has to join; None if that is for its words to say."""
        places = (self.place(mate) for mate in self.bonds.mates(story))
        return next((place for place in places if place is not None), None)

    def refuses(self, story: str, cluster: str) -> bool:
        """Tell whether a story must not be in a cluster."""
        return any(self.place(enemy) == cluster for enemy in self.bonds.enemies(story))

    def parts(self, one: str, other: str) -> bool:
        """Tell whether two clusters must not become one."""
        return any(self.place(story) == one and self.refuses(story, other) for story in self.bonds.apart()) or any(
            self.place(story) == other and self.refuses(story, one) for story in self.bonds.apart()
        )

    def hold(self, stories: Sequence[str], cluster: str) -> bool:
        """Tell whether any of these stories of a cluster has to be with one of its others."""
        return any(
            mate not in stories and self.place(mate) == cluster for story in stories for mate in self.bonds.mates(story)
        )

    def forget(self, story: str, cluster: str) -> None:
        """Note where a story is that the window forgets."""
        if self.bonds and (self.bonds.mates(story) or self.bonds.enemies(story)):
            self._places[story] = cluster

    def merge(self, younger: str, elder: str) -> None:
        """Note that a cluster became part of another, with those of its stories that are forgotten."""
        for story in [story for story, place in self._places.items() if place == younger]:
            self._places[story] = elder
