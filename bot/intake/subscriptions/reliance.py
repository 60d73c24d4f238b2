"""How far a feed's hub is relied on: its next poll in view of what the hub does. Pure; none of it is stored."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.config import FeedSource
from bot.config.sources import SHORTEST_PUBLIC_INTERVAL
from bot.sources import websub
from bot.store.sources import FeedState
from bot.store.subscriptions import Subscription

#: How often a feed is asked that its hub pushes: hubs forget, publishers forget hubs.
POLLED_ANYWAY: Final = timedelta(days=1)
#: News that a poll brought, and that no push did within this before, says that the hub is silent. It covers a hint and the
#: poll that followed it.
GRACE: Final = timedelta(hours=1)


def planned(source: FeedSource | None, state: FeedState, row: Subscription, now: datetime) -> FeedState:
    """Return *state* with the time of the next poll as it is while its hub does what *row* says."""
    # A feed that fails or is gone keeps its pauses, whatever its hub says.
    if state.polled_at is None or state.next_poll_at is None or state.failures or state.gone_since:
        return state
    if is_hinted(row, state, now):
        soon = max(row.hinted_at or now, state.polled_at + _floor(source))
        if soon < state.next_poll_at:
            return replace(state, next_poll_at=soon, because="its hub says that there is news")
    elif is_active(row, state, now):
        late = state.polled_at + POLLED_ANYWAY
        if late > state.next_poll_at:
            return replace(state, next_poll_at=late, because="its hub pushes; asked once a day")
    return state


def is_hinted(row: Subscription, state: FeedState, now: datetime) -> bool:
    """Whether a push that could not be trusted said that there is news, and the feed was not asked since."""
    return row.hinted_at is not None and state.polled_at is not None and state.polled_at < row.hinted_at <= now


def is_active(row: Subscription, state: FeedState | None, now: datetime) -> bool:
    """Whether the hub can be relied on at *now*: the lease runs, and no poll found what it did not push."""
    if row.state != "active" or row.expires_at is None:
        return False
    # Times that a wrong clock wrote are not believed.
    heard = max((when for when in (row.confirmed_at, row.pushed_at) if when is not None and when <= now), default=None)
    if heard is None or not now < row.expires_at <= now + websub.LONGEST_LEASE:
        return False
    return state is None or state.changed_at is None or state.changed_at <= heard + GRACE


def _floor(source: FeedSource | None) -> timedelta:
    is_ours = source is not None and source.private
    return (source.interval if source and is_ours else None) or SHORTEST_PUBLIC_INTERVAL
