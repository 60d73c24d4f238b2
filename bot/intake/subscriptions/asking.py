"""One request to a hub, and why it was not taken. No state; the token and the secret in it are in no message."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

import structlog

from bot.config import FeedSource
from bot.errors import FetchError, TooManyRequests
from bot.intake.subscriptions.changes import host
from bot.intake.upkeep import Pause, pause_after
from bot.model import Source
from bot.sources import websub
from bot.sources.hosts import HostPaused
from bot.store.subscriptions import Subscription

log = structlog.get_logger()


class Hubs(Protocol):
    """Whoever sends forms to hubs, and checks where they lead."""

    async def post_form(
        self, source: Source, url: str, form: Mapping[str, str], now: datetime, *, private: bool
    ) -> int:
        """Return the status of the answer; raises FetchError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a hub did not take a request."""

    error: str  #: one line
    pause: Pause | None = None  #: its host wants to be left alone


async def ask(hubs: Hubs, row: Subscription, feed: FeedSource | None, now: datetime) -> Refusal | None:
    """Subscribe or unsubscribe; return None if the hub took it. *feed* is None where it was taken out."""
    is_private = feed is not None and feed.private
    mode: Literal["subscribe", "unsubscribe"] = "subscribe" if row.is_wanted else "unsubscribe"
    form = websub.request(mode, row.topic, f"{row.base_url}/websub/{row.token}", row.secret)
    asker = feed.as_source() if feed else Source(name=row.source, title=row.source, family=row.source)
    url = websub.where_to_ask(row.hub, is_private=is_private, failures=row.failures)
    try:
        status = await hubs.post_form(asker, url, form, now, private=is_private)
    except TooManyRequests as error:
        return Refusal(error=str(error), pause=pause_after(error))
    except FetchError as error:
        return Refusal(error=str(error))
    except HostPaused:
        return Refusal(error=f"{row.source}: the hub at {host(row)} was not asked: its host wants to be left alone")
    # As with polls: what an HTTP library raises cannot be listed. Its words may hold the form, and so the secret.
    except Exception as error:  # noqa: BLE001 (see above)
        return Refusal(error=f"{row.source}: unexpected error: {type(error).__name__}")
    log.info("hub asked", source=row.source, hub=host(row), mode=mode, status=status)
    if 200 <= status < 300:
        return None
    return Refusal(error=f"{row.source}: the hub at {host(row)} answered {status}, expected 202")
