"""Decide for each story, in the order of arrival, which cluster it joins; remember the window, never the texts."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from bot.clustering import encoder, kernel, repair
from bot.clustering.across import MatcherAcross, shared_abroad
from bot.clustering.background import Frequencies
from bot.clustering.bonds import Bonds, Ties
from bot.clustering.copies import copy_scores
from bot.clustering.features import Looked, is_readable, look, pack, unpack
from bot.clustering.kernel import Numbers
from bot.clustering.matching import Match, Matcher, Reading
from bot.clustering.scoring import MEASURES
from bot.clustering.tongues import MEASURES as FOREIGN_MEASURES
from bot.clustering.tongues import gist
from bot.clustering.trees import Forest, shipped
from bot.clustering.window import Place, Stored, Window
from bot.model import Decision, Evidence, Story

_PORTION = 4096  # stories that are put back at once: some 4 MB
_SHOWN_WORDS = 12  # arbitrary; what a person reads


#: How much alike stories have to be to report one event. Labelled sets do not agree on what one event is; what each does to them
#: is in benchmarks/README.md.
Granularity: TypeAlias = Literal["tight", "normal", "broad"]
THRESHOLDS: Mapping[Granularity, float] = {"tight": 0.4, "normal": 0.25, "broad": 0.2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the clusterer may be told. The defaults were measured; see benchmarks/README.md."""

    window: timedelta = timedelta(days=7)  #: how long a story is remembered, and how far apart claimed times may be
    threshold: float = THRESHOLDS["normal"]  #: a story joins a cluster whose score is at least this, 0-1
    copy_threshold: float = 0.5  #: a story is a copy of the member whose copy score is at least this, 0-1
    across_languages: bool = (
        False  #: stories of several languages may share a cluster; needs an extra, see `encoder.py`
    )

    def __post_init__(self) -> None:
        if self.window <= timedelta(0):
            raise ValueError(f"window must be positive, got {self.window}")
        for name, value in (("threshold", self.threshold), ("copy_threshold", self.copy_threshold)):
            if not 0 <= value <= 1:
                raise ValueError(f"{name} must be between 0 and 1, got {value}")


class _Compared(NamedTuple):
    """The member of a cluster that is most like a story."""

    match: Match
    nearest: int  # its place in the match
    copy: float | None  # how surely the story is a copy of it; None if they are not in one cluster, where nobody asks


class _Read(NamedTuple):
    """A story that is looked at."""

    story: Story
    looked: Looked
    reading: Reading


class Clusterer:
    """Groups a stream of stories. Its state depends on what was applied, and on nothing else.

    Raises:
        MissingExtra: languages shall be crossed, and the encoder is not installed.
    """

    def __init__(self, options: Options, *, forest: Forest | None = None) -> None:
        self.options = options
        self._forest = forest or shipped("event")
        self._encoder = encoder.shipped() if options.across_languages else None
        self._window = Window(across_languages=self.options.across_languages)
        self._matcher = self._matcher_of(self._window)
        self._frequencies: dict[str | None, Frequencies] = {}
        self._newest = datetime.min.replace(tzinfo=UTC)
        self._last_read: _Read | None = None
        self._last_matched: tuple[Story, list[Match]] | None = None
        self._doubts = repair.Doubts()  # what `settle` has to look at

    def __len__(self) -> int:
        """Return how many stories are remembered."""
        return len(self._window)

    def decide(self, story: Story) -> Decision:
        """Return where the story belongs. Changes nothing; a story that is known already is compared with the others."""
        read = self._read(story)
        home = self._matcher.ties.home(story.key)
        if home is not None:
            self._last_matched = (story, [])
            return self._bonded(read, home)
        matches = self._matcher.matches(read.reading, own=self._window.numbers.get(story.key))
        self._last_matched = (story, matches)
        if not matches:
            return Decision(kind="found", story=story.key, cluster=story.key, copy=story.key, score=0.0)
        joins = matches[0].score >= self.options.threshold
        return _decision(read, matches[0], self._window, self.options if joins else None)

    def bind(self, bonds: Bonds, places: Mapping[str, str]) -> None:
        """Heed what editors decided, from now on; *places* are the clusters of the stories in it that have one.

        They are needed of stories that are not remembered: their clusters may go on without them.
        """
        self._matcher.ties = Ties(self._window, bonds, places)

    def heed(self, decisions: Iterable[Decision]) -> None:
        """Put remembered stories where editors did: what `settle` does by itself."""
        window = self._window
        for one in decisions:
            if one.kind == "merge":
                for number in list(window.members[one.story]) if one.story in window.members else []:
                    window.move(number, one.cluster, window.copy(number))
                window.mark_merged(one.story)
                continue
            if one.cluster == one.story:  # also where an editor gives a cluster back that was merged
                window.merged.discard(one.story)
            if one.story in window.numbers:
                window.move(window.numbers[one.story], one.cluster, one.copy)

    def doubt(self, clusters: Iterable[str]) -> None:
        """Let `settle` look again at all stories of these clusters; it passes over those that are forgotten."""
        for cluster in clusters:
            if cluster in self._window.members:
                self._doubts.clusters[cluster] = None
                self._doubts.stories |= dict.fromkeys(self._window.members[cluster])

    def compare(self, a: Story, b: Story) -> Decision:
        """Return what `decide` would say of `b` if `a` were all that is remembered, with today's weights of words."""
        alone, first = self._unsearched(), self._read(a).reading
        alone.add(a.key, first.features, a.first_seen, a.published, Place(a.key, a.key))
        read, matcher = self._read(b), self._matcher_of(alone)
        match = matcher.against(read.reading, a.key)
        joins = matcher.allows(read.reading, match) and match.score >= self.options.threshold
        return _decision(read, match, alone, self.options if joins else None)

    def held_against(self, members: Sequence[Story]) -> Callable[[Story], tuple[float, bool]]:
        """Return what scores a story against these as one cluster, with today's weights of words, and tells whether it may join.

        Each of them is looked at, so that stories can be tried that differ a little; the clusterer itself learns of none.
        """
        alone, key = self._unsearched(), members[0].key
        for member in members:
            features = self._read(member).reading.features
            alone.add(member.key, features, member.first_seen, member.published, Place(key, member.key))
        matcher = self._matcher_of(alone)

        def held(story: Story) -> tuple[float, bool]:
            reading = self._read(story).reading
            match = matcher.against(reading, key)
            return match.score, match.score >= self.options.threshold and matcher.allows(reading, match)

        return held

    def nearest(self, story: Story) -> list[tuple[str, float]]:
        """Return the keys of remembered stories that are most like the story, and how probably each reports its event."""
        found = self._matcher.nearest(self._read(story).reading, own=self._window.numbers.get(story.key))
        return [(self._window.key(number), score) for number, score in found]

    def apply(self, story: Story, decision: Decision) -> None:
        """Remember the story where the decision puts it, and forget what the window has left behind.

        Stored decisions are loaded by applying them in their old order. A story that is known already is replaced.
        """
        reading = self._read(story).reading
        place = Place(decision.cluster, decision.copy, decision.kind == "found")
        number = self._remember(story.key, place, reading, story.first_seen, story.published)
        if self._last_matched is not None and self._last_matched[0] is story:
            matches = self._last_matched[1]
            self._doubts.note(number, decision.cluster, matches, self.options.threshold)
        self.forget(self._newest - self.options.window)

    def packed(self, key: str) -> bytes | None:
        """Return what is remembered of a story's text as bytes, some 900 at most; None if the story is not remembered."""
        number = self._window.numbers.get(key)
        return None if number is None else pack(self._matcher.remembered(number).features)

    def reads(self, packed: bytes) -> bool:
        """Tell whether `restore` can read what `packed` returned, in whatever release and under whatever options."""
        if self._encoder is None or not is_readable(packed):
            return is_readable(packed)
        features = unpack(packed)
        return features.gist is not None or features.language not in encoder.LANGUAGES

    def restore(self, stored: Sequence[Stored]) -> None:
        """Remember stories as `packed` had them, none of which is remembered, and forget what the window has left behind.

        Stories that are restored in the order in which they were applied leave what these had left.

        Raises:
            ValueError: one was packed in another format, see `reads`.
        """
        self._window.reserve(len(stored))
        for start in range(0, len(stored), _PORTION):
            some = stored[start : start + _PORTION]
            seen = list(accumulate((one.seen for one in some), max, initial=self._newest))[1:]
            for language, terms, texts in self._window.spoken(self._window.put_back(some, seen)):
                self._frequencies_of(language).add_several(terms, texts)
            self._newest = seen[-1]
        if stored:
            self.forget(self._newest - self.options.window)

    def keys(self) -> Iterator[str]:
        """Yield the keys of the remembered stories in the order in which they came."""
        yield from self._window.numbers

    @property
    def oldest(self) -> str | None:
        """The key of the story that came first of those that are remembered; None if there is none."""
        return next(self.keys(), None)

    def settle(self) -> list[Decision]:
        """Return and apply what stories that came since the last time show to have been wrong; in this order.

        Stories that do not belong to the others leave their cluster together ("split", the first of them founds the new one); a
        story moves to the cluster that it fits better ("join"); and two clusters become one under the key of the elder one
        ("merge", its story the founding one of the other). The founding story of a cluster never leaves it, and founds no second.
        """
        doubts, self._doubts = self._doubts, repair.Doubts()
        return repair.settle(self._window, self._matcher, doubts, self.options.threshold)

    def revise(self, story: Story) -> None:
        """Remember what a known story says now: where it is, and for as long as before. Nothing if it is not remembered."""
        number = self._window.numbers.get(story.key)
        if number is None:
            return
        self._frequencies_of(self._window.language(number)).remove(self._window.terms(number))
        features = self._read(story).reading.features
        self._window.replace(number, features, story.published)
        self._frequencies_of(features.language).add(features.terms)

    def forget(self, before: datetime) -> None:
        """Forget all stories that arrived before a time. `apply` does so by itself as newer stories come."""
        for number in self._window.oldest(before):
            self._drop(number)

    def _remember(self, key: str, place: Place, reading: Reading, seen: datetime, claimed: datetime | None) -> int:
        if key in self._window.numbers:
            place = place._replace(has_founded=place.has_founded or key in self._window.merged)
            self._drop(self._window.numbers[key])
        self._newest = max(self._newest, seen)
        features = reading.features
        self._frequencies_of(features.language).add(features.terms)
        return self._window.add(key, features, self._newest, claimed, place, reading.norms)

    def _drop(self, number: int) -> None:
        self._frequencies_of(self._window.language(number)).remove(self._window.terms(number))
        self._matcher.ties.forget(self._window.key(number), self._window.cluster(number))
        self._window.drop(number)

    def _bonded(self, read: _Read, cluster: str) -> Decision:
        """Say that a story joins a cluster because an editor decided it; what both have in common is measured all the same."""
        key = read.story.key
        if cluster in self._window.members:
            match = self._matcher.against(read.reading, cluster)
            found = _decision(read, match, self._window, self.options)
        else:
            found = Decision(kind="join", story=key, cluster=cluster, copy=key, score=1.0)
        ruling = self._matcher.ties.bonds.ruling(key)
        return replace(found, score=1.0, evidence=replace(found.evidence, editor=ruling))

    def _read(self, story: Story) -> _Read:
        # `apply` follows `decide` for the same story: read it once.
        if self._last_read is None or self._last_read.story is not story:
            looked = look(story, self._frequencies_of(story.language))
            if self._encoder is not None:
                looked = replace(looked, features=replace(looked.features, gist=gist(story, self._encoder)))
            claimed = None if story.published is None else int(story.published.timestamp())
            self._last_read = _Read(story, looked, Reading.of(looked.features, claimed, story.key))
        return self._last_read

    def _frequencies_of(self, language: str | None) -> Frequencies:
        if language not in self._frequencies:
            self._frequencies[language] = Frequencies(language)
        return self._frequencies[language]

    def _matcher_of(self, window: Window) -> Matcher:
        most_apart = self.options.window.total_seconds()
        kind = MatcherAcross if self.options.across_languages else Matcher
        return kind(window, self._forest, threshold=self.options.threshold, most_apart=most_apart)

    def _unsearched(self) -> Window:
        return Window(across_languages=self.options.across_languages, is_searched=False)


def _decision(read: _Read, match: Match, window: Window, joins: Options | None) -> Decision:
    """Say that the story joins the cluster, under these options; else that it founds one, and which one it did not join."""
    story = read.story.key
    nearest = min(range(len(match.members)), key=lambda i: (-match.scores[i], match.members[i]))
    if match.across:
        return _foreign_decision(read, _Compared(match, nearest, 0.0), window, joins)
    if joins is None:
        evidence = _evidence(read, _Compared(match, nearest, None), window)
        refused, score = match.cluster, match.score
        return Decision(
            kind="found", story=story, cluster=story, copy=story, score=score, refused=refused, evidence=evidence
        )
    lengths = [window.length(number) for number in match.members]
    copies = copy_scores(read.reading.features, window.rows(match.members), np.array(match.measures), lengths)
    original = min(range(len(match.members)), key=lambda i: (-copies[i], match.members[i]))
    is_copy = copies[original] >= joins.copy_threshold
    return Decision(
        kind="join",
        story=story,
        cluster=match.cluster,
        copy=window.copy(match.members[original]) if is_copy else story,
        score=match.score,
        evidence=_evidence(read, _Compared(match, nearest, copies[nearest]), window),
    )


def _foreign_decision(read: _Read, compared: _Compared, window: Window, joins: Options | None) -> Decision:
    """The same about a cluster of other languages: what is told in another language is no copy."""
    story, cluster, score = read.story.key, compared.match.cluster, compared.match.score
    evidence = _evidence_across(read, compared, window)
    if joins is None:
        return Decision(
            kind="found", story=story, cluster=story, copy=story, score=score, refused=cluster, evidence=evidence
        )
    return Decision(kind="join", story=story, cluster=cluster, copy=story, score=score, evidence=evidence)


def _evidence_across(read: _Read, compared: _Compared, window: Window) -> Evidence:
    match, nearest, copy = compared
    number = match.members[nearest]
    return Evidence(
        nearest=window.key(number),
        measures=_told(FOREIGN_MEASURES, match.measures[nearest], match.scores[nearest], copy),
        shared=tuple(shared_abroad(read.story, number, window)[:_SHOWN_WORDS]),
        gap=_gap(read.reading, number, window),
        languages=(read.story.language or "", window.language(number) or ""),
    )


def _told(names: Sequence[str], values: Numbers, likeness: float, copy: float | None) -> dict[str, float]:
    """Name what was measured, to four places: the values, how probably both report one event, and that one is a copy."""
    told = dict(zip(names, values.astype(np.float64).round(4).tolist(), strict=True)) | {"likeness": round(likeness, 4)}
    return told if copy is None else told | {"copy": round(copy, 4)}


def _gap(reading: Reading, number: int, window: Window) -> timedelta | None:
    claimed = window.claimed(number)
    return None if claimed is None or reading.claimed is None else timedelta(seconds=abs(reading.claimed - claimed))


def _evidence(read: _Read, compared: _Compared, window: Window) -> Evidence:
    """Say what the story and the member most like it have in common."""
    match, nearest, copy = compared
    number, reading = match.members[nearest], read.reading
    heaviest = kernel.shared(reading.features.terms, window.terms(number), _SHOWN_WORDS)
    return Evidence(
        nearest=window.key(number),
        measures=_told(MEASURES, match.measures[nearest], match.scores[nearest], copy),
        shared=tuple(read.looked.written(heaviest)),
        gap=_gap(reading, number, window),
    )
