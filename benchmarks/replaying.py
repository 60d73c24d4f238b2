"""Group a set again and again under other conditions, and read and compare its stories only once."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from benchmarks.sets import Stream, grouped
from bot.clustering import Options, background, linking, matching, repair
from bot.clustering.background import Frequencies
from bot.clustering.features import Features, Looked, look
from bot.clustering.kernel import Numbers
from bot.clustering.scoring import MEASURES, measure
from bot.clustering.trees import Forest
from bot.clustering.window import Window
from bot.model import Story

NO_TABLE = 0  #: texts that no word table counts as


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """How stories are grouped, beside forest and threshold. The defaults are as shipped."""

    per_day: float | None = None  #: log odds that a day between the claimed times takes off; None as shipped
    dated: bool = True
    settles: bool = True


UNCHANGED = Conditions()


@contextmanager
def word_table(texts: int) -> Iterator[None]:
    """Let the word table count as so many texts; not there at all for NO_TABLE."""
    with ExitStack() as changed:
        changed.callback(background.shares.cache_clear)
        if texts == NO_TABLE:
            changed.enter_context(patch.object(background, "table", lambda _: None))
        else:
            changed.enter_context(patch.object(background, "_STANDING_TEXTS", texts))
        background.shares.cache_clear()
        yield


class _Asked:
    """Stories of a window, named but not fetched."""

    def __init__(self, window: Window, numbers: Sequence[int]) -> None:
        self.window, self.numbers = window, numbers

    def __getattr__(self, name: str) -> object:
        return getattr(_rows(self.window, self.numbers), name)


_rows = Window.rows


def _asked(window: Window, numbers: Sequence[int]) -> _Asked:
    return _Asked(window, numbers)


class Memory:
    """What was read and measured of one stream: neither depends on the forest, so it is done once.

    The window numbers stories in the order in which they come, whatever is decided of them.
    """

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self._looked: dict[str, Looked] = {}
        self._places: dict[bytes, int] = {}  # features -> row
        size = len(stream.stories)
        self._measures = np.full((size, size, len(MEASURES)), np.nan, dtype=np.float32)

    def grouped(self, forest: Forest, threshold: float, conditions: Conditions = UNCHANGED) -> list[str]:
        """Return what `sets.grouped` does, under these conditions. Which stories are copies is not asked."""
        stories = self.stream.stories
        if not conditions.dated:
            stories = [replace(story, published=None) for story in stories]
        with ExitStack() as changed:
            changed.enter_context(patch.object(linking, "look", self._look))
            changed.enter_context(
                patch.object(linking, "copy_scores", lambda _, others, __, ___: np.zeros(len(others.numbers)))
            )
            changed.enter_context(patch.object(matching, "measure", self._measure))
            changed.enter_context(patch.object(Window, "rows", _asked))
            if conditions.per_day is not None:
                changed.enter_context(patch.object(matching, "_PER_DAY", conditions.per_day))
            if not conditions.settles:
                changed.enter_context(patch.object(repair, "settle", lambda *_: []))
            stream = Stream(self.stream.name, stories, self.stream.events)
            return grouped(stream, Options(threshold=threshold), forest)

    def prove(self, forest: Forest) -> None:
        """Look whether what is remembered leads where the engine goes by itself.

        Raises:
            RuntimeError: it does not.
        """
        options = Options()
        if self.grouped(forest, options.threshold) != grouped(self.stream, options, forest):
            raise RuntimeError(f"{self.stream.name}: not grouped as by sets.grouped: mend benchmarks/replaying.py")

    def _look(self, story: Story, frequencies: Frequencies) -> Looked:
        if story.key not in self._looked:
            self._looked[story.key] = look(story, frequencies)
        return self._looked[story.key]

    def _measure(self, story: Features, own: Numbers, asked: _Asked) -> Numbers:
        key = b"".join((story.terms.tobytes(), story.pairs.tobytes(), int(story.calendar).to_bytes(4, "little")))
        known: NDArray[np.float32] = self._measures[self._places.setdefault(key, len(self._places))]
        found = known.take(asked.numbers, axis=0)
        unknown = np.isnan(found[:, 0])
        if unknown.any():
            numbers = np.array(asked.numbers)[unknown].tolist()
            found[unknown] = known[numbers] = measure(story, own, _rows(asked.window, numbers))
        return found
