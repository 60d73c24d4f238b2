"""What the service says about itself, as values; `/readyz` and `/status` show them. No I/O, no clock."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

State = Literal["ok", "failing", "gone", "paused", "stale", "never read", "off"]
"""How a source is, in one word. gone: the server says for good. paused: its host asked for it. stale: nothing came for long.
off: by configuration."""
#: Seconds that an answer may take before it is said that it is slow; and how many feeds are named as slow. Arbitrary.
SLOW: Final = 2.0
_MOST_SLOW: Final = 5
#: What somebody has to look at.
BAD: Final = ("failing", "gone", "paused", "stale")


@dataclass(frozen=True, slots=True, kw_only=True)
class Requests:
    """What is known of the requests to a feed."""

    polls: int  #: how often it was asked
    unchanged: int  #: how many answers brought nothing
    failed: int
    moved_to: str | None  #: where a permanent redirect leads, without secrets; None if there is none
    identity: str | None  #: what tells its entries apart; None before the first document
    websub: str  #: none, off, or the state of the subscription at its hub
    seconds: float | None = None  #: how many the last answer took; None if that is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStatus:
    """How one source is doing."""

    name: str
    title: str
    location: str  #: the folder, or the feed's URL without secrets
    state: State
    last_read: datetime | None  #: last time it was read without an error; None if never
    next_read: datetime | None  #: when it is read again; None for a folder that is watched, and for what is off
    because: str | None = None  #: why then; None for a folder
    entries: int  #: entries it has delivered so far
    duplicates: int = 0  #: of those, entries whose event another source had reported before
    new: tuple[tuple[date, int], ...] = ()  #: entries that were new on a day (UTC), the last days, each of them
    requests: Requests | None = None  #: None for a folder
    notes: tuple[str, ...] = ()  #: what else there is to know or to do, one line each
    error: str | None  #: one line, of the last attempt; None if that went well
    is_stale: bool = False  #: nothing came of it, or it could not be read, for longer than it may

    @property
    def mend(self) -> str:
        """What to do about its state; "" where there is nothing to do."""
        return {
            "failing": "asked again by itself; if it lasts, look at the address in a browser, or take the source out",
            "gone": "find its new address (storyfold feeds find), or take it out",
            "paused": "asked again by itself; a longer interval asks less often",
            "stale": "look whether it still says anything; another stale_after is more patient",
        }.get(self.state, "")

    @property
    def share_of_duplicates(self) -> float | None:
        """The fraction of its entries, 0 to 1; None where it has none."""
        return self.duplicates / self.entries if self.entries else None

    @property
    def newly(self) -> int:
        """Entries that were new in the last days."""
        return sum(number for _, number in self.new)

    @property
    def bars(self) -> tuple[int, ...]:
        """Heights of a picture of `new`, one bar a day: 0 for nothing, else 1 to 8, the busiest day has 8."""
        most = max((number for _, number in self.new), default=0)
        return tuple(-(-8 * number // most) if most else 0 for _, number in self.new)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicStatus:
    """How much one topic shows."""

    slug: str
    title: str
    entries: int
    updated: datetime | None  #: None for a topic without entries
    is_stale: bool = False  #: nothing changed in it for longer than it may


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """What came of late, and what waits."""

    hours: tuple[int, ...]  #: stories by hour (UTC), the oldest first, the last one not over
    delays: tuple[float, ...]  #: seconds from a story's own time to its arrival, of the last day's, ascending
    queues: tuple[tuple[str, str, int], ...]  #: what waits: its name, in words, and how much of it
    database: int  #: bytes of it that hold something
    free: int | None  #: bytes on its disk; None where nobody can tell

    @property
    def bars(self) -> tuple[int, ...]:
        """Heights of a picture of `hours`: 0 for nothing, else 1 to 60, the busiest hour has 60."""
        most = max(self.hours, default=0)
        return tuple(-(-60 * number // most) if most else 0 for number in self.hours)

    @property
    def shares(self) -> tuple[tuple[str, int, float], ...]:
        """How many of the delays were within a time, each beyond the one before, and what fraction of all that is."""
        found, before = [], 0
        for words, limit in (*_WITHIN, ("longer", float("inf"))):
            count = sum(delay <= limit for delay in self.delays)
            found.append((words, count - before, (count - before) / len(self.delays) if self.delays else 0.0))
            before = count
        return tuple(found)

    def quantile(self, share: float) -> str:
        """Say in which time this share of the stories came, 0 to 1; "" where none did."""
        if not self.delays:
            return ""
        return in_words(timedelta(seconds=self.delays[min(int(share * len(self.delays)), len(self.delays) - 1)]))


_WITHIN: Final = (("1 min", 60.0), ("5 min", 300.0), ("15 min", 900.0), ("1 h", 3600.0), ("6 h", 21_600.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How the service is doing at one moment."""

    ready: bool  #: published files are there and the last pass went through
    reasons: tuple[str, ...]  #: why it is not ready, one line each; may also hold warnings when it is
    version: str
    now: datetime
    started: datetime
    last_pass: datetime | None  #: end of the last pass that went through; None before the first
    config_loaded: datetime | None = None  #: when its files were last loaded without a problem
    config_problems: tuple[str, ...] = ()  #: why what its files say now is not in force, one line each
    database: str  #: what it is and where, without a password
    stories: int
    clusters: int
    hubs: str | None = None  #: what they are still to be told; None where there are none
    mails: str | None = None  #: what is still to be mailed; None where nothing ever is
    sources: tuple[SourceStatus, ...]  #: in the order of the configuration
    topics: tuple[TopicStatus, ...]  #: in the order of the configuration
    activity: Activity | None = None  #: None where the database cannot be read

    @property
    def troubled(self) -> tuple[SourceStatus, ...]:
        """The sources that somebody has to look at."""
        return tuple(one for one in self.sources if one.state in BAD)

    @property
    def slowest(self) -> tuple[tuple[SourceStatus, float, float], ...]:
        """The feeds that take longest to answer, SLOW seconds at least, the slowest first: each with its seconds, and their fraction of the slowest one's."""
        found = sorted(
            ((one, one.requests.seconds) for one in self.sources if one.requests and one.requests.seconds),
            key=lambda one: -one[1],
        )
        return tuple((one, took, took / found[0][1]) for one, took in found[:_MOST_SLOW] if took >= SLOW)

    def distance(self, when: datetime) -> str:
        """Say how long ago, or how far ahead, a time is: `17 min ago`, `now`, `in 2 h`."""
        if when == self.now:
            return "now"
        return f"{in_words(self.now - when)} ago" if when < self.now else f"in {in_words(when - self.now)}"


def in_words(span: timedelta) -> str:
    """Say how long a time is in its largest unit, rounded to it: `43 min`, `2 h`, `3 d`; at least `0 s`."""
    seconds = max(span.total_seconds(), 0)
    for unit, length in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= (2 * length if unit == "d" else length):
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} s"
