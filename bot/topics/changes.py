"""What became new in an event that readers were told of: figures, corrections, and how many report it by now. Pure.

What readers were told is a snapshot (`told`), kept with the entry as JSON:

    version   of this module's reading: a snapshot of another one is replaced in silence
    at        when the newest of it had arrived
    cluster   its key: an entry may go on as that of another one
    stories   key -> how many people something became of, by kind, as the story says it
    tolls     kind -> [the number told, whether more than that, the time of the story that said so, all numbers said so far]
    counted   [unit, word before, word behind, language, source, as written, time, numbers said so far], the representative's
    voices    the highest threshold of independent voices that was told, 0 if none
    corrected [copy group, story, version] of the corrections that were told
    speaker   key of the representative, headlines: what it was called so far, folded
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from bot.model import Change, Cluster, Coverage, Member, Story
from bot.topics.figures import Counted, Toll, alike, figures
from bot.topics.tollwords import LABELS

VERSION: Final = 1
#: Numbers of independent voices that are news.
THRESHOLDS: Final = (3, 5, 10, 20)
#: What goes down as well as up while an event goes on.
_SINKING: Final = frozenset({"missing"})
#: A rise of less than one in so many is another rounding; many that are so many times more are something else. Arbitrary.
_LEAST_RISE: Final = 100
_MANY: Final = 100
_MOST_RISE: Final = 50
_MOST: Final = 50  #: corrections, and figures of other kinds, that are kept in mind
_HEADLINES: Final = 10  #: that are kept in mind: desks try several, and come back to one

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What an event has that readers were not told, and what they are told with it."""

    changes: tuple[Change, ...]  #: that count as news, in the order in which they arrived
    headline: Change | None  #: the representative goes by another title now
    is_regrouped: bool  #: stories left it for another event or were taken back, or others came from another event
    told: Told


def is_corrected(story: Story) -> bool:
    """Tell whether the story as it is now puts an error right."""
    says_wire = story.wire is not None and story.wire.is_correction
    return says_wire or any(marker.kind == "correction" for marker in story.markers)


def significant(
    before_told: Told | None, cluster: Cluster, representative: Story, coverage: Coverage | None, at: datetime
) -> tuple[Change, ...]:
    """Return the changes since *before_told* that are news, in the order in which they arrived; none where it is None."""
    return news(before_told, cluster, representative, coverage, at).changes


def news(
    before_told: Told | None, cluster: Cluster, representative: Story, coverage: Coverage | None, at: datetime
) -> News:
    """Hold an event against what readers were told of it; *at* is when the newest of it arrived.

    Where they were told nothing, or by another reading of stories than this one, there is no news: all of it is.
    """
    is_first = before_told is None or before_told.get("version") != VERSION
    before: Told = _NOTHING if before_told is None or is_first else before_told
    said = [_said(member, before, at) for member in cluster.members]
    tolls, of_tolls = _tolls(before, said)
    counted, of_counted = _counted(before, said, representative)
    corrected, of_corrections = _corrections(before, said)
    voices, of_voices = _voices(before, said, coverage, at)
    headlines, headline = _headline(before, representative, at)
    told = {
        "version": VERSION,
        "at": max(at, _time(before["at"]) or at).isoformat(),
        "cluster": cluster.key,
        "stories": {one.member.story.key: one.tolls for one in said},
        "tolls": tolls,
        "counted": counted,
        "voices": voices,
        "corrected": corrected,
        "speaker": representative.key,
        "headlines": headlines,
    }
    if is_first:
        return News(changes=(), headline=None, is_regrouped=False, told=told)
    changes = sorted((*of_corrections, *of_tolls, *of_counted, *of_voices), key=lambda one: one.at)
    is_regrouped = before["cluster"] != cluster.key or _is_regrouped(before, said)
    return News(changes=tuple(changes), headline=headline, is_regrouped=is_regrouped, told=told)


_NOTHING: Final[Told] = {
    "version": VERSION, "at": None, "cluster": None, "stories": {}, "tolls": {}, "counted": [], "voices": 0, "corrected": [],
    "speaker": None, "headlines": [],
}  # fmt: skip


class _Said(NamedTuple):
    """One story as it is now."""

    member: Member
    tolls: dict[str, list[int]]  #: kind -> number, and 1 if it is more than that
    counted: tuple[Counted, ...]
    was: (
        Mapping[str, Sequence[int]] | None
    )  #: the numbers that it said when readers were last told; None: it was not there
    is_new: bool  #: it was not there, or says other numbers now
    time: datetime  #: when what it says is from
    arrived: datetime


def _said(member: Member, before: Told, at: datetime) -> _Said:
    story = member.story
    found = figures(story)
    tolls = {toll.kind: [toll.value, int(toll.is_over)] for toll in found.tolls}
    was = before["stories"].get(story.key)
    claimed = max(story.time, min(story.updated or story.time, at))
    last = _time(before["at"])
    # A story that says something else than it did arrived with the news, whatever time it claims.
    is_revised = was is not None and {**was} != tolls
    is_fresh = was is None and last is not None and last < story.first_seen <= at
    return _Said(
        member=member,
        tolls=tolls,
        counted=found.counted,
        was=was,
        is_new=was is None or is_revised,
        time=at if is_revised else claimed,
        arrived=story.first_seen if is_fresh else at,
    )


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _outlet(story: Story) -> str:
    return story.outlet or story.source


# How many people


def _tolls(before: Told, said: Sequence[_Said]) -> tuple[dict[str, list[Any]], list[Change]]:
    told, changes = {}, []
    for kind in LABELS:
        giving = [(one, Toll(kind, one.tolls[kind][0], bool(one.tolls[kind][1]))) for one in said if kind in one.tolls]
        known = before["tolls"].get(kind)
        if known is None:
            if giving:
                one, toll = max(giving, key=lambda given: (given[1].value, -given[0].time.timestamp()))
                told[kind] = [toll.value, int(toll.is_over), one.time.isoformat(), _numbers(giving)]
                # Where another story is the first to count, those before may have done so in words that nobody read.
                if one.was is not None:
                    text = f"{LABELS[kind]} {_written(toll)}"
                    changes.append(Change(at=one.arrived, text=text, outlet=_outlet(one.member.story)))
            continue
        value, is_over, since, seen = known
        found = _newest(giving, value, frozenset(seen), datetime.fromisoformat(since))
        told[kind] = [value, is_over, since, sorted({*seen, *_numbers(giving)})]
        if found is not None:
            one, toll = found
            told[kind][:3] = [toll.value, int(toll.is_over), one.time.isoformat()]
            text = f"{LABELS[kind]} {_written(Toll(kind, value, bool(is_over)))} → {_written(toll)}"
            changes.append(Change(at=one.arrived, text=text, outlet=_outlet(one.member.story)))
    return told, changes


def _newest(
    giving: Iterable[tuple[_Said, Toll]], value: int, seen: frozenset[int], since: datetime
) -> tuple[_Said, Toll] | None:
    """Return the number that takes the place of the one that was told; None if that one stands.

    A number that anybody has said before is none: papers disagree, and reprint what was true in the morning. Nor is one of a
    story that is from before the one that was told. Numbers go up; only who said one before takes it back.
    """
    news = [
        (one, toll)
        for one, toll in giving
        if one.is_new
        and toll.value not in seen
        and one.time >= since
        and (_is_more(toll.value, value) or toll.kind in _SINKING or _takes_back(one, toll.kind, value))
    ]
    return max(news, key=lambda given: (given[1].value > value, given[1].value, given[0].time), default=None)


def _is_more(value: int, than: int) -> bool:
    """Whether a count went up by what is worth telling: 500,071 is what 500,000 was, and 250,000 counts something else than 1,707."""
    return value > than and (value - than) * _LEAST_RISE >= than and (than < _MANY or value <= than * _MOST_RISE)


def _takes_back(one: _Said, kind: str, value: int) -> bool:
    had_said_so = one.was is not None and kind in one.was and one.was[kind][0] == value
    return had_said_so or (one.was is None and is_corrected(one.member.story))


def _numbers(giving: Iterable[tuple[_Said, Toll]]) -> list[int]:
    return sorted({toll.value for _, toll in giving})


def _written(toll: Toll) -> str:
    return f"over {toll.value:,}" if toll.is_over else f"{toll.value:,}"


# What else is counted


def _counted(before: Told, said: Sequence[_Said], representative: Story) -> tuple[list[list[Any]], list[Change]]:
    """Only the representative's: of what others count, nobody knows whether it is the same."""
    told, changes = [list(one) for one in before["counted"]], []
    for one in said:
        story, is_speaking = one.member.story, one.member.story.key == representative.key
        for figure in one.counted:
            known = next((each for each in told if _is_same(each, figure, story)), None)
            if known is not None and figure.value not in known[7] and _is_later(one, before, known):
                text = f"{known[5]} → {figure.written}"
                changes.append(Change(at=one.arrived, text=text, outlet=_outlet(story)))
                known[5:] = [figure.written, max(one.time.isoformat(), known[6]), [*known[7], figure.value]]
            elif known is not None and figure.value not in known[7]:
                known[7] = [*known[7], figure.value]
            elif known is None and is_speaking:
                told.append(
                    [*figure[:3], story.language, story.source, figure.written, one.time.isoformat(), [figure.value]]
                )
    return told[-_MOST:], changes


def _is_same(known: Sequence[Any], figure: Counted, story: Story) -> bool:
    """Whether the figure was told: in some of its words by the same source, in all of them by another."""
    unit, word_before, word_behind = known[:3]
    other = Counted(unit, word_before, word_behind, "", "")
    return known[3] == story.language and alike(other, figure, wholly=known[4] != story.source)


def _is_later(one: _Said, before: Told, known: Sequence[Any]) -> bool:
    # A story that was there, and says another number now, was revised.
    return one.member.story.key in before["stories"] or one.time >= datetime.fromisoformat(known[6])


# Corrections, coverage, headline


def _corrections(before: Told, said: Sequence[_Said]) -> tuple[list[list[str]], list[Change]]:
    told = [list(one) for one in before["corrected"]]
    changes = []
    for one in said:
        story, copy = one.member.story, one.member.decision.copy
        if not is_corrected(story):
            continue
        mark = str(story.wire.version if story.wire and story.wire.version is not None else story.updated)
        earlier = [each for each in told if each[0] == copy or each[1] == story.key]
        told += [] if [copy, story.key, mark] in told else [[copy, story.key, mark]]
        # Ten papers that reprint a corrected text tell of one correction; its own source may correct it again.
        if not earlier or (any(each[1] == story.key for each in earlier) and all(each[2] != mark for each in earlier)):
            changes.append(Change(at=one.arrived, text=f"corrected by {_outlet(story)}"))
    return told[-_MOST:], changes


def _voices(before: Told, said: Sequence[_Said], coverage: Coverage | None, at: datetime) -> tuple[int, list[Change]]:
    voices = len(coverage.voices) if coverage else 0
    passed = max((one for one in THRESHOLDS if one <= voices), default=0)
    told = max(passed, before["voices"])
    last = _time(before["at"])
    # That the publisher of an outlet was configured is no news: something has to have come.
    has_come = any(one.was is None for one in said) or (last is not None and at > last)
    if passed <= before["voices"] or not has_come:
        return told, []
    return told, [Change(at=at, text=f"now reported by {voices} independent sources")]


def _headline(before: Told, representative: Story, at: datetime) -> tuple[list[str], Change | None]:
    title = " ".join(representative.title.casefold().split())
    if before["speaker"] != representative.key:
        return [title], None
    if title in before["headlines"]:
        return before["headlines"], None
    change = Change(at=at, text="new headline", outlet=_outlet(representative))
    return [*before["headlines"], title][-_HEADLINES:], change


def _is_regrouped(before: Told, said: Sequence[_Said]) -> bool:
    here = {one.member.story.key for one in said}
    came = [one.member for one in said if one.was is None]
    return any(key not in here for key in before["stories"]) or any(map(_was_elsewhere, came))


def _was_elsewhere(member: Member) -> bool:
    decision = member.decision
    return bool(member.merges) or decision.former is not None or decision.kind in {"merge", "split"}
