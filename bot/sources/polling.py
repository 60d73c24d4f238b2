"""When a feed is polled next, and why. Pure: no clock, no network, no chance; the next poll is the retry of a failed one.

    our own rhythm      learned from how often polls bring something new, between `shortest` and `longest`
    the publisher       Cache-Control or Expires, ttl, sy:updatePeriod: a longer wait, up to `longest`
                        skipHours, skipDays: the next hour that is not ruled out
    failures            the wait doubles with each, up to a day, and never ends; Retry-After up to a week
    410 (Gone)          asked once more the next day, then once a month

Every wait is lengthened a little, and never shortened, so that feeds that were asked together drift apart. How much
follows from the name of the source and the number of the poll: a second run does the same.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final, Self

from bot.sources.headers import parse_date

HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)

#: A feed that fails is asked less and less often, but never given up: this is the longest pause.
LONGEST_PAUSE: Final = DAY

#: How much of a Retry-After is believed. Arbitrary: FreshRSS stops at 2 days, lemon24/reader at 31.
LONGEST_RETRY_AFTER: Final = timedelta(days=7)

#: How often a feed is asked that said twice, a day apart, that it is gone for good.
GONE_PAUSE: Final = timedelta(days=30)

#: The most by which a wait is lengthened, as a fraction of it and at all.
JITTER: Final = 0.1
MOST_JITTER: Final = HOUR

#: A new gap between two changes counts this much in the pace: a feed that speeds up is followed sooner than one that slows
#: down. The longer gaps count as at most STRETCH times the pace, so that one quiet night does not change it much.
FASTER, SLOWER, STRETCH = 0.5, 0.25, 3

#: A feed without news for so long is asked after this part of the silence, whatever its pace was before. A tenth: the night
#: of a feed that is asked every hour changes nothing.
SILENCE = 10

DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often we would ask a feed, if its publisher has no wishes."""

    shortest: timedelta
    longest: timedelta  #: less than `shortest` counts as `shortest`
    is_exact: bool = False  #: always `shortest`, however often the feed changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a publisher says about polling, in the last document and in the headers it came with."""

    max_age: timedelta | None = None  #: how long the answer is fresh (Cache-Control or Expires)
    ttl: timedelta | None = None  #: of RSS
    update_period: timedelta | None = None  #: of the RSS 1.0 syndication module
    skip_hours: frozenset[int] = frozenset()  #: 0–23, UTC
    skip_days: frozenset[int] = frozenset()  #: 0–6, Monday is 0, UTC

    def as_dict(self) -> dict[str, Any]:
        """Return it as values that JSON has; what is not wished is left out."""
        waits = {"max_age_s": self.max_age, "ttl_s": self.ttl, "update_period_s": self.update_period}
        skips = {"skip_hours": self.skip_hours, "skip_days": self.skip_days}
        return {name: wait.total_seconds() for name, wait in waits.items() if wait is not None} | {
            name: sorted(some) for name, some in skips.items() if some
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any] | None) -> Self:
        """Read back what `as_dict` gave; None is no wishes."""
        values = values or {}

        def wait(name: str) -> timedelta | None:
            return timedelta(seconds=values[name]) if name in values else None

        return cls(
            max_age=wait("max_age_s"),
            ttl=wait("ttl_s"),
            update_period=wait("update_period_s"),
            skip_hours=frozenset(values.get("skip_hours", ())),
            skip_days=frozenset(values.get("skip_days", ())),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What is to be known of a poll that has just ended, and of those before it."""

    source: str  #: name
    polls: int  #: how many there were, with this one
    failures: int = 0  #: in a row, with this one; 0: it went well
    status: int | None = None  #: HTTP status of the failure; None: it had none
    retry_after: timedelta | None = None  #: as the server asked
    was_gone: bool = False  #: an earlier poll found it gone (410), and none has found it back
    pace: timedelta | None = None  #: between two changes, as learned; None before the second
    silence: timedelta | None = None  #: since the last change; None if there was none yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """When to poll next."""

    at: datetime
    because: str  #: for people


def plan(now: datetime, outcome: Outcome, rhythm: Rhythm, wishes: Wishes) -> Plan:
    """When to poll next, after the poll that ended at *now* with this *outcome*."""
    if outcome.failures and outcome.status == 410:
        wait, because = _when_gone(outcome, rhythm)
    elif outcome.failures:
        wait, because = _after_failure(now, outcome, rhythm)
    else:
        wait, because = _own(outcome, rhythm)
    asked, why = _asked_for(rhythm, wishes)
    if asked > wait:
        wait, because = asked, f"{because}, {why}" if outcome.failures else why
    is_exact = rhythm.is_exact and not outcome.failures and wait == rhythm.shortest
    if outcome.polls == 1 and not outcome.failures and not is_exact:
        # Feeds that were added together are asked together once, and then no more.
        wait += rhythm.shortest * _chance(outcome)
        because += ", spread out after the first poll"
    elif not is_exact:
        wait += min(wait * JITTER, MOST_JITTER) * _chance(outcome)
    at, why_later = _allowed(now + wait, wishes, outcome)
    return Plan(at=at, because=because + why_later)


def learn(pace: timedelta | None, gap: timedelta) -> timedelta:
    """Return the pace of a feed after one more *gap* between two changes.

    A moving average: the publisher's day and night, and his week, go into one number, which follows a feed that falls
    asleep or wakes up within some ten changes.
    """
    if pace is None:
        return gap
    gap = min(gap, STRETCH * pace)
    return pace + (gap - pace) * (FASTER if gap < pace else SLOWER)


def is_due(next_poll_at: datetime | None, now: datetime, longest_wait: timedelta) -> bool:
    """Tell whether a poll is due.

    A time further ahead than any wait comes from another configuration, or from a clock that was wrong: it is not believed.
    """
    return next_poll_at is None or not now < next_poll_at <= now + longest_wait


def longest_wait(rhythm: Rhythm, wishes: Wishes, *, has_failed: bool, is_gone: bool) -> timedelta:
    """Return a time that no `plan` goes beyond, for a feed in this state, nor the day of a feed whose hub pushes."""
    pause = GONE_PAUSE if is_gone else LONGEST_RETRY_AFTER if has_failed else DAY
    wait = max(pause, rhythm.longest, rhythm.shortest)
    skipped = timedelta(days=8) if wishes.skip_hours or wishes.skip_days else timedelta(0)
    return wait + MOST_JITTER + rhythm.shortest + skipped


def is_ruled_out(when: datetime, wishes: Wishes) -> bool:
    """Tell whether the publisher wants no poll in the hour, or on the day, of *when*."""
    hours, days = _believed(wishes)
    return when.hour in hours or when.weekday() in days


def parse_retry_after(value: str | None, now: datetime) -> timedelta | None:
    """Read a Retry-After header in either form, seconds or a date (RFC 9110, 10.2.3); None if there is no sense in it."""
    if value is None:
        return None
    if (digits := value.strip()).isdecimal():
        # Python refuses to read numbers of thousands of digits; seven are more than a week.
        return min(timedelta(seconds=int(digits[:9])) if len(digits) < 10 else LONGEST_RETRY_AFTER, LONGEST_RETRY_AFTER)
    when = parse_date(value)
    return None if when is None else min(max(when - now, timedelta(0)), LONGEST_RETRY_AFTER)


def in_words(wait: timedelta) -> str:
    """Return a duration for people: one unit, at most one decimal, e.g. 45 s, 1.5 h, 30 days."""
    for size, unit, most in ((1, "s", 60), (60, "min", 60), (3600, "h", 48)):
        if (number := wait.total_seconds() / size) < most:
            return f"{round(number, 1):g} {unit}"
    return f"{round(wait / DAY, 1):g} days"


def _own(outcome: Outcome, rhythm: Rhythm) -> tuple[timedelta, str]:
    # Half the pace: of a feed that changes every 10 hours we learn 2.5 hours late on average, at two requests a change.
    shortest, longest = rhythm.shortest, max(rhythm.shortest, rhythm.longest)
    configured = shortest, f"every {in_words(shortest)}, as configured"
    if rhythm.is_exact:
        return configured
    by_pace = outcome.pace / 2 if outcome.pace else timedelta(0)
    by_silence = outcome.silence / SILENCE if outcome.silence else timedelta(0)
    if max(by_pace, by_silence) <= shortest:
        return configured
    if by_silence > by_pace:
        return min(by_silence, longest), f"nothing new for {in_words(by_silence * SILENCE)}"
    return min(by_pace, longest), f"changes about every {in_words(by_pace * 2)}"


def _asked_for(rhythm: Rhythm, wishes: Wishes) -> tuple[timedelta, str]:
    asked = [
        (wishes.max_age, "Cache-Control or Expires"),
        (wishes.ttl, "ttl"),
        (wishes.update_period, "sy:updatePeriod"),
    ]
    wait, where = max(((wait, where) for wait, where in asked if wait is not None), default=(timedelta(0), ""))
    longest = max(rhythm.shortest, rhythm.longest)
    because = f"the publisher asks for {in_words(wait)} ({where})"
    return (wait, because) if wait <= longest else (longest, f"{because}, we wait {in_words(longest)} at most")


def _after_failure(now: datetime, outcome: Outcome, rhythm: Rhythm) -> tuple[timedelta, str]:
    shortest, failures = rhythm.shortest, outcome.failures
    pause = min(shortest * (1 << min(failures - 1, 20)), max(LONGEST_PAUSE, shortest))
    retry_after = min(outcome.retry_after or timedelta(0), LONGEST_RETRY_AFTER)
    if retry_after > pause:
        until = f"{now + retry_after:%Y-%m-%d %H:%M} UTC"
        return retry_after, f"answered {outcome.status}, asks to wait until {until}"
    return pause, f"{failures} failures in a row" if failures > 1 else "the last poll failed"


def _when_gone(outcome: Outcome, rhythm: Rhythm) -> tuple[timedelta, str]:
    if outcome.was_gone:
        return max(GONE_PAUSE, rhythm.shortest), "gone (410), asked once a month"
    return max(DAY, rhythm.shortest), "answered 410 (Gone), asked once more to be sure"


def _allowed(at: datetime, wishes: Wishes, outcome: Outcome) -> tuple[datetime, str]:
    """Move *at* to the next hour that the publisher does not rule out, and say so."""
    hours, days = _believed(wishes)
    why = [
        f"; it rules out every {what}, which is not believed ({key})"
        for what, key, skips, believed in (
            ("hour", "skipHours", wishes.skip_hours, hours),
            ("day", "skipDays", wishes.skip_days, days),
        )
        if skips and not believed
    ]
    first, met = at, set[str]()
    while True:
        if at.weekday() in days:
            met.add(f"not on {DAYS[at.weekday()]} (skipDays)")
            at = datetime.combine(at.date() + DAY, time(), UTC)
        elif at.hour in hours:
            met.add("not in this hour (skipHours)")
            at = at.replace(minute=0, second=0, microsecond=0) + HOUR
        else:
            break
    if at != first:
        at += HOUR * JITTER * _chance(outcome)  # others were moved to the same full hour
        why += [f"; {reason}" for reason in sorted(met)]
    return at, "".join(why)


def _believed(wishes: Wishes) -> tuple[frozenset[int], frozenset[int]]:
    # A feed that may never be asked is a mistake of its software.
    none = frozenset[int]()
    return (
        wishes.skip_hours if len(wishes.skip_hours) < 24 else none,
        wishes.skip_days if len(wishes.skip_days) < 7 else none,
    )


def _chance(outcome: Outcome) -> float:
    """Return a number from 0 to 1 that looks random, and is the same each time."""
    digest = hashlib.sha256(f"{outcome.source} {outcome.polls}".encode()).digest()
    return int.from_bytes(digest[:7], "big") / (1 << 56)
