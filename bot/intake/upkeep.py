"""What is known of a feed, a poll later: an answer or a failure -> its next state, with when it is asked again. Pure.

Three things are held apart: what the server said (`Answer`), what came of reading it (`Reading`, or an error), and whether
any of it was new. Validators move only after a document was read, so that the bytes they stand for are never missed.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from bot.config import FeedSource, PollingSettings
from bot.config.sources import SHORTEST_PUBLIC_INTERVAL
from bot.errors import FetchError, FormatError, TooManyRequests
from bot.model import Document, Feed
from bot.reading.tasks import Reading
from bot.sources.feed import Answer, Request, Validators, without_userinfo
from bot.sources.polling import (
    DAY,
    HOUR,
    LONGEST_RETRY_AFTER,
    Outcome,
    Plan,
    Rhythm,
    Wishes,
    in_words,
    is_due,
    is_ruled_out,
    learn,
    longest_wait,
    plan,
)
from bot.sources.urls import may_see_password, parse
from bot.store.sources import FeedState

#: A permanent redirect is believed when it was seen so often, for so long, with a feed at its end each time: a hotel's
#: network redirects everything for a night. Others: Bloglines 14 days, lion-reader 7 days, NewsBlur 10 times.
PROOF_POLLS: Final = 5
PROOF_TIME: Final = timedelta(days=7)

#: Failures in a row at the place a feed moved to, after which it is looked for where the configuration says.
MOVE_FAILURES: Final = 3

#: How long a host is left alone that says "too many requests", and not for how long.
UNTOLD_PAUSE: Final = HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """One feed's answer, or why there is none."""

    source: FeedSource
    state: FeedState  #: as it was when the feed was asked
    answer: Answer | FetchError
    answered: datetime  #: when it came, or was given up; a feed may have waited long for its host's turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A host that asked to be left alone."""

    host: str
    wait: timedelta  #: from the answer on
    because: str  #: for people


#: A poll that is so much later than now was dated by a clock that was wrong, and set back since. Less than that is only waited for.
SET_BACK: Final = timedelta(minutes=5)

_NOT_MOVING: Final[dict[str, Any]] = {"moving_to": None, "moving_since": None, "moving_polls": 0}


class Upkeep:
    """The rules for the feeds of one configuration."""

    def __init__(self, polling: PollingSettings) -> None:
        self._polling = polling

    def interval(self, source: FeedSource) -> timedelta:
        """How long after one poll of a feed the next may be, as configured."""
        return source.interval or self._polling.interval

    def is_due(self, source: FeedSource, state: FeedState, now: datetime) -> bool:
        """Tell whether a feed is to be asked; not in hours that its publisher rules out, however late it is."""
        at = state.next_poll_at
        if state.polled_at is not None and state.polled_at > now + SET_BACK:
            # It was polled by a clock that was ahead: what that one planned is worth nothing. `Polls` still lets nobody ask early.
            return not is_ruled_out(now, Wishes.from_dict(state.wishes))
        if at is not None and now < at <= now + DAY:
            return False  # most feeds at most times, and no wait is too long for it; the rest costs more
        wishes = Wishes.from_dict(state.wishes)
        most = longest_wait(
            self._rhythm(source), wishes, has_failed=state.failures > 0, is_gone=state.gone_since is not None
        )
        return is_due(at, now, most) and not is_ruled_out(now, wishes)

    def asked(self, source: FeedSource, state: FeedState, now: datetime) -> FeedState:
        """Return the state to store before a feed is asked, so that who is killed meanwhile, again and again, asks seldom."""
        wait = min(self.interval(source), SHORTEST_PUBLIC_INTERVAL)
        return replace(state, next_poll_at=now + wait, because="asked, and stopped before it was stored")

    def after_answer(
        self, polled: Polled, reading: Reading | None, now: datetime, *, brought_news: bool = False
    ) -> FeedState:
        """Return the state after an answer. *reading* is None where there was nothing to read: a 304, or known bytes.

        *brought_news* tells whether there was a new or changed entry.
        """
        state, answer, now = polled.state, polled.answer, max(now, polled.answered)
        assert isinstance(answer, Answer)
        following = replace(
            state,
            **_validators(state, answer),
            **_move(state, answer, now),
            **_self_description(state, answer, reading),
            **(_pace(state, now) if brought_news else {}),
            wishes=_wishes(state, answer, reading.feed if reading else None).as_dict(),
            body_digest=digest(answer.document) if answer.document else state.body_digest,
            read_at=now,
            answered_in_s=answer.seconds,
            failures=0,
            error=None,
            gone_since=None,
            unchanged=state.unchanged + (not brought_news),
        )
        return self._planned(polled.source, following, now)

    def after_failure(self, polled: Polled, problem: FetchError | FormatError, now: datetime) -> FeedState:
        """Return the state after a poll that brought nothing that could be read."""
        state, now = polled.state, max(now, polled.answered)
        failures = state.failures + 1
        status = problem.status if isinstance(problem, FetchError) else None
        has_left = state.moved_to is not None and (failures >= MOVE_FAILURES or status == 410)
        following = replace(
            state,
            **(_NOT_MOVING | {"moved_to": None} if has_left else {}),
            gone_since=(state.gone_since or now) if status == 410 else state.gone_since,
            failures=failures,
            error=str(problem),
            failed=state.failed + 1,
        )
        retry_after = problem.retry_after if isinstance(problem, TooManyRequests) else None
        return self._planned(
            polled.source,
            following,
            now,
            status=status,
            retry_after=retry_after,
            was_gone=state.gone_since is not None,
        )

    def _rhythm(self, source: FeedSource) -> Rhythm:
        return Rhythm(
            shortest=self.interval(source),
            longest=self._polling.max_interval,
            is_exact=source.interval is not None,
        )

    def _planned(self, source: FeedSource, state: FeedState, now: datetime, **failure: Any) -> FeedState:
        outcome = Outcome(
            source=source.name,
            polls=state.polls + 1,
            failures=state.failures,
            pace=None if state.pace_s is None else timedelta(seconds=state.pace_s),
            silence=None if state.changed_at is None else max(now - state.changed_at, timedelta(0)),
            **failure,
        )
        planned: Plan = plan(now, outcome, self._rhythm(source), Wishes.from_dict(state.wishes))
        return replace(state, polled_at=now, polls=outcome.polls, next_poll_at=planned.at, because=planned.because)


def known(source: FeedSource, state: FeedState | None) -> FeedState:
    """Return what is known of a feed, which is nothing once its URL in the configuration is another one."""
    url = without_userinfo(source.feed)
    return state if state is not None and state.url == url else FeedState(url=url)


def request(source: FeedSource, state: FeedState) -> Request:
    """Return what to ask a feed: at the place it moved to, with the validators that it gave last."""
    return Request(
        source=source.as_source(),
        url=_with_userinfo(state.moved_to, source.feed) if state.moved_to else source.feed,
        validators=Validators(etag=state.etag, last_modified=state.last_modified, url=state.validated_url),
        private=source.private,
    )


def digest(document: Document) -> str:
    """Return what tells two documents apart, with all that a reading of them depends on."""
    told = hashlib.sha256(document.content)
    told.update(f"\0{document.media_type}\0{document.base_url}".encode("utf-8", "surrogateescape"))
    return told.hexdigest()


def is_known(state: FeedState, document: Document) -> bool:
    """Tell whether *document* is the one that was read last, so that there is no need to read it again."""
    return state.body_digest is not None and state.body_digest == digest(document)


def pause_after(problem: TooManyRequests) -> Pause:
    """Return how long a whole host is to be left alone that has refused one request."""
    wait = min(max(problem.retry_after or UNTOLD_PAUSE, timedelta(0)), LONGEST_RETRY_AFTER)
    because = f"answered {problem.status}, left alone for {in_words(wait)}"
    return Pause(host=problem.host, wait=wait, because=because)


def _validators(state: FeedState, answer: Answer) -> dict[str, Any]:
    given = answer.validators
    if answer.document is None and given.url != state.validated_url:
        return {}  # "not modified" since nothing that we know of
    if given.etag is None and given.last_modified is None:
        return {"etag": None, "last_modified": None, "validated_url": None}
    return {"etag": given.etag, "last_modified": given.last_modified, "validated_url": given.url}


def _move(state: FeedState, answer: Answer, now: datetime) -> dict[str, Any]:
    """Count how often a permanent redirect was seen; anything else, and another target, begins anew."""
    asked, target = state.moved_to or state.url, answer.moved_to
    if target is None or target == asked:
        return _NOT_MOVING
    is_same = target == state.moving_to and state.moving_since is not None
    polls = state.moving_polls + 1 if is_same else 1
    since = state.moving_since if is_same and state.moving_since is not None else now
    is_proven = polls >= PROOF_POLLS and now - since >= PROOF_TIME
    if is_proven or _is_upgrade(asked, target):
        return _NOT_MOVING | {"moved_to": None if target == state.url else target}
    return {"moving_to": target, "moving_since": since, "moving_polls": polls}


def _is_upgrade(asked: str, target: str) -> bool:
    """Tell whether a redirect leads to the same place by https: the one move that needs no proof."""
    before, after = urlsplit(asked), urlsplit(target)
    is_secured = (before.scheme, after.scheme) == ("http", "https") and before.port in {None, 80}
    is_same = (before.hostname, before.path or "/", before.query) == (after.hostname, after.path or "/", after.query)
    return is_secured and is_same and after.port in {None, 443}


def _self_description(state: FeedState, answer: Answer, reading: Reading | None) -> dict[str, Any]:
    feed = reading.feed if reading else None
    hub = next(iter(answer.hubs or (feed.hubs if feed else ())), None)
    topic = answer.topic or (feed.self_url if feed else None)
    if feed is None:  # nothing was read: a header may still say something new
        return {"hub": hub or state.hub, "topic": topic or state.topic}
    assert reading is not None
    return {
        "title": feed.title or None,
        "home": feed.home,
        "hub": hub,
        "topic": topic,
        "identity": reading.identity,
        "identity_because": reading.identity_because or state.identity_because,
    }


def _pace(state: FeedState, now: datetime) -> dict[str, Any]:
    if state.changed_at is None or now <= state.changed_at:  # the first time, or the clock was set back
        return {"changed_at": now}
    pace = None if state.pace_s is None else timedelta(seconds=state.pace_s)
    return {"changed_at": now, "pace_s": learn(pace, now - state.changed_at).total_seconds()}


def _wishes(state: FeedState, answer: Answer, feed: Feed | None) -> Wishes:
    # A 304 repeats what has changed of the headers, and keeps the rest (RFC 9111, 3.2).
    former = Wishes.from_dict(state.wishes)
    is_whole = answer.document is not None
    max_age = answer.max_age if is_whole or answer.max_age is not None else former.max_age
    if feed is None:
        return replace(former, max_age=max_age)
    return Wishes(
        max_age=max_age,
        ttl=feed.ttl,
        update_period=feed.update_period,
        skip_hours=feed.skip_hours,
        skip_days=feed.skip_days,
    )


def _with_userinfo(url: str, configured: str) -> str:
    """Add the user and password of the configured URL, if the other one may see them."""
    start, there = parse(configured), parse(url)
    if start is None or there is None or not start.userinfo or not may_see_password(start, there):
        return url
    return str(there.copy_with(userinfo=start.userinfo))
