"""What becomes of a subscription: when it is asked, confirmed, denied, refused, ended. No I/O and no clock; tokens are random."""

import secrets
from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from bot.sources import websub
from bot.store.subscriptions import State, Subscription

#: Ended subscriptions of one source that are remembered until their leases end.
ENDED_KEPT: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a feed's state and the configuration say that its subscription should be."""

    hub: str  #: as advertised
    topic: str
    base_url: str
    is_private: bool

    def is_met_by(self, row: Subscription) -> bool:
        """Whether there is no need for another subscription."""
        is_safe = websub.keeps_secrets(self.hub, is_private=self.is_private)
        same = (row.hub, row.topic, row.base_url) == (self.hub, self.topic, self.base_url)
        return same and (row.secret is not None) == is_safe

    @property
    def is_possible(self) -> bool:
        """Whether the URLs that the feed names can be a hub and a topic."""
        return websub.is_usable(self.hub) and websub.is_usable(self.topic)


def new(source: str, wanted: Wanted, now: datetime) -> Subscription:
    """Return a subscription that is due at once, with its own token, and a secret if that can be told in private."""
    is_safe = websub.keeps_secrets(wanted.hub, is_private=wanted.is_private)
    return Subscription(
        token=secrets.token_urlsafe(32),
        source=source,
        hub=wanted.hub,
        topic=wanted.topic,
        base_url=wanted.base_url,
        secret=secrets.token_urlsafe(32) if is_safe else None,
        state="asked",
        next_ask_at=now,
    )


def asked(row: Subscription, now: datetime) -> Subscription:
    """Return it as it is stored before its hub is asked, with the time of the next attempt should nothing come of it."""
    if not row.is_wanted:
        return replace(row, state="ended")
    if row.is_pending and row.error is None:
        row = replace(row, failures=row.failures + 1, error="the hub took the request and never verified it")
    has_lease = row.state == "active" and row.expires_at is not None and now < row.expires_at
    return replace(
        row,
        state="active" if has_lease else "asked",
        asked_at=now,
        next_ask_at=now + websub.pause_after(row.failures + 1),
        # What a wrong clock wrote would stand for the answer to what is asked now.
        confirmed_at=row.confirmed_at if row.confirmed_at is not None and row.confirmed_at <= now else None,
    )


def confirmed(row: Subscription, lease: timedelta, now: datetime) -> Subscription:
    """Return it as its hub has verified it, to be renewed in time."""
    return replace(
        row,
        state="active",
        confirmed_at=max(now, row.asked_at or now),  # the clock may have gone back
        expires_at=now + lease,
        next_ask_at=now + websub.until_renewal(lease),
        failures=0,
        error=None,
    )


def denied(row: Subscription, reason: str, now: datetime) -> Subscription:
    """Return it without a lease, and with the hub's *reason*."""
    error = f"denied by its hub: {reason or 'no reason given'}"
    return replace(row, state="denied", expires_at=None, next_ask_at=now + websub.PAUSE_AFTER_DENIAL, error=error)


def refused(row: Subscription, error: str) -> Subscription:
    """Return it with one failure more; a lease that it has runs until it ends, and the next attempt is when `asked` said."""
    state: State = "active" if row.state == "active" else "failed"
    return replace(row, state=state, failures=row.failures + 1, error=error)


def end(draft: dict[str, Subscription], row: Subscription, now: datetime) -> None:
    """End it in *draft*: its hub is told if it pushes. If one comes later to verify, it hears that we want nothing."""
    if row.expires_at is not None and now < row.expires_at:
        draft[row.token] = replace(row, state="ending", next_ask_at=now)
    else:
        del draft[row.token]


def forget_ended(draft: dict[str, Subscription], under_way: Container[str], now: datetime) -> None:
    """Forget those in *draft* whose leases have ended, and the oldest where a source has had many."""
    kept: dict[str, int] = {}
    ended = [row for row in draft.values() if not row.is_wanted and row.token not in under_way]
    for row in sorted(ended, key=lambda row: (row.next_ask_at, row.token), reverse=True):
        kept[row.source] = kept.get(row.source, 0) + 1
        if kept[row.source] > ENDED_KEPT or row.expires_at is None or row.expires_at <= now:
            del draft[row.token]


def host(row: Subscription) -> str:
    """Return what may be shown of its hub."""
    return urlsplit(row.hub).hostname or ""
