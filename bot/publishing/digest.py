"""What a topic had on a day: as its daily page, and as a digest to be mailed. Pure; what is new is said by who asks."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.model import Change, Site, Topic, TopicEntry
from bot.publishing.items import cluster_url, entry_headline, lead, lines, reach, topic_url, written_changes
from bot.publishing.layout import counted, fill, part
from bot.publishing.text import day as spoken_day
from bot.publishing.text import one_line

#: Columns of plain text: what is quoted once or twice still fits a line (RFC 3676 has 78 at most).
COLUMNS = 72
_CHANGES = 3  # more than these are on the page of the event


@dataclass(frozen=True, slots=True, kw_only=True)
class Tale:
    """An event as it is told of in short."""

    key: str  #: of the cluster
    url: str  #: of its page
    headline: str
    lead: str
    language: str | None
    reach: str  #: `7 sources, 3 independent`
    weight: tuple[int, int]  #: the more, the more report it
    published: datetime
    updated: datetime
    changes: tuple[Change, ...]  #: newest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A digest, ready to be mailed."""

    subject: str  #: one line
    plain: str  #: lines of COLUMNS at most, but for what has no gap
    html: str


def tale(entry: TopicEntry, site: Site) -> Tale:
    """Tell of an entry in short."""
    story, coverage = entry.representative, entry.coverage
    rows = len(lines(entry.cluster, site))
    return Tale(
        key=entry.cluster.key,
        url=cluster_url(site, entry.cluster.key),
        headline=entry_headline(entry),
        lead=lead(story),
        language=story.language,
        reach=reach(coverage, rows),
        weight=(len(coverage.voices), len(coverage.outlets)) if coverage else (rows, rows),
        published=entry.published,
        updated=max(entry.updated, entry.published),
        changes=written_changes(entry.changes),
    )


def by_weight(tales: Iterable[Tale]) -> list[Tale]:
    """Put those first that most report on their own account, then those that most carry, then the newest."""
    newest_first = sorted(sorted(tales, key=lambda one: one.key), key=lambda one: one.updated, reverse=True)
    return sorted(newest_first, key=lambda one: one.weight, reverse=True)


def daily_page(topic: Topic, tales: Sequence[Tale], site: Site) -> bytes:
    """Write the page with what a topic had on its last day: the one on which any entry came or changed last."""
    zone = ZoneInfo(site.timezone)
    newest = max((one.updated for one in tales), default=None)
    day = None if newest is None else newest.astimezone(zone).date()
    # Nothing is later than that day: what is not before it is in it.
    began = datetime.min.replace(tzinfo=UTC) if day is None else datetime.combine(day, time(), zone).astimezone(UTC)
    new = [one for one in tales if one.published >= began]
    developed = [
        replace(one, changes=tuple(change for change in one.changes if change.at >= began))
        for one in tales
        if one.updated >= began > one.published
    ]
    return fill(
        "daily.html",
        site=site,
        root="../../",
        topic=topic,
        day=None if day is None else datetime.combine(day, time(), UTC),
        parts=[
            (title, [_told(one) for one in by_weight(tales)])
            for title, tales in (("New", new), ("Developments", developed))
            if tales
        ],
        canonical=f"{topic_url(site, topic)}/daily",
        description=one_line(topic.description),
    ).encode()


# A day has hundreds of them, and the page is written again for each that comes.
@lru_cache(maxsize=5_000)
def _told(one: Tale) -> Markup:
    return part("tale.html", one=one, most_changes=_CHANGES)


def digest(  # noqa: PLR0913, PLR0917 (one value each)
    topic: Topic, site: Site, day: date, new: Sequence[Tale], changed: Sequence[Tale], more: int
) -> Digest:
    """Write the digest of a day: what is *new*, and what *changed* of what was told before; *more* events are not in it."""
    numbers = [f"{len(new)} new"] * bool(new) + [f"{len(changed)} changed"] * bool(changed)
    when = spoken_day(datetime.combine(day, time(), UTC))
    title = _on_one_line(topic.title)
    parts = [(name, by_weight(tales)) for name, tales in (("New", new), ("Changed", changed)) if tales]
    rest = (
        f"{counted(more, 'more event', 'more events')} on the topic's page"
        if more
        else "All events are on the topic's page"
    )
    values = {
        "site": site,
        "topic": topic,
        "when": when,
        "numbers": ", ".join(numbers),
        "parts": parts,
        "rest": rest,
        "url": topic_url(site, topic),
        "most_changes": _CHANGES,
    }
    heading = [*_wrapped(title), f"{when} · {', '.join(numbers)}", ""]
    body = [line for name, tales in parts for line in _plain_part(name, tales)]
    ending = [
        "-- ",
        f"{rest}:",
        topic_url(site, topic),
        *_wrapped(f"Mailed by {_on_one_line(site.title)} to addresses that its operator chose."),
    ]
    return Digest(
        subject=f"{title}: {', '.join(numbers)} · {when}",
        plain="\n".join([*heading, *body, *ending, ""]),
        html=fill("digest.html", **values),
    )


def _plain_part(name: str, tales: Sequence[Tale]) -> Iterator[str]:
    yield from [name.upper(), ""]
    for one in tales:
        yield from _wrapped(_on_one_line(one.headline), "* ", "  ")
        yield from _wrapped(one.reach, "  ", "  ")
        for change in one.changes[:_CHANGES]:
            said = f"{change.text}, {change.outlet}" if change.outlet else change.text
            yield from _wrapped(_on_one_line(said), "  > ", "    ")
        if one.lead:
            yield from _wrapped(_on_one_line(one.lead), "  ", "  ")
        yield from [f"  {one.url}", ""]


def _on_one_line(text: str) -> str:
    """Put on one line as mails understand it: they end lines in more places than documents do."""
    return " ".join(one_line(text).split())


def _wrapped(text: str, first: str = "", others: str = "") -> Iterator[str]:
    """Break a line at gaps, and between wide characters, so that each has COLUMNS at most; a word that is longer stays whole."""
    line, width = first, len(first)
    is_empty = True
    for piece, gap in _pieces(text):
        size = sum(map(_width, piece))
        if not is_empty and width + gap + size > COLUMNS:
            yield line
            line, width, is_empty = others, len(others), True
        space = " " * (gap if not is_empty else 0)
        line, width, is_empty = line + space + piece, width + len(space) + size, False
    yield line


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """Yield what stays together, each with the width of the gap before it."""
    for number, word in enumerate(text.split(" ")):
        gap, piece = int(number > 0), ""
        for letter in word:
            # Chinese and Japanese have no gaps, and may be broken nearly everywhere.
            if piece and _width(letter) == 2:
                yield piece, gap
                gap, piece = 0, ""
            piece += letter
        yield piece, gap


def _width(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1
