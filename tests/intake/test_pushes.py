"""What hubs push, through a whole pass: stored beside what folders have, and never in their way."""

import asyncio
import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.config import load
from bot.intake.subscriptions import Subscriptions
from bot.pipeline import Pipeline, Report, open_pipeline
from bot.store import tables
from bot.store.database import open_database
from bot.store.subscriptions import Subscription, save, subscriptions
from tests.desk import CONFIG, Desk

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
SECRET = "hub-secret"
TOPIC = "http://127.0.0.1:9/feed?token=0123456789abcdef"
FEED = b"""<rss version="2.0"><channel><title>Wire</title>
<item><title>Ferry aground</title><link>?</link><guid isPermaLink="false">1</guid>
<description>A ferry ran aground on Monday.</description></item></channel></rss>"""
SUBSCRIBED = Subscription(
    token="token",
    source="wire",
    hub="http://127.0.0.1:9/hub",
    topic=TOPIC,
    base_url="http://127.0.0.1:8000",
    secret=SECRET,
    state="active",
    asked_at=NOON - DAY,
    confirmed_at=NOON - DAY,
    next_ask_at=NOON + DAY,
    expires_at=NOON + 2 * DAY,
)
# Nobody listens there: a poll fails, and what the hub pushes is all that there is.
WIRE = "  - {name: wire, feed: 'http://127.0.0.1:9/feed', private: true}\n"
OTHER = "  - {name: other, feed: 'http://127.0.0.1:9/other', private: true}\n"


@dataclass
class Room:
    """A service that a hub pushes to."""

    desk: Desk
    pipeline: Pipeline
    subscriptions: Subscriptions

    async def push(self) -> bool:
        signature = f"sha256={hmac.new(SECRET.encode(), FEED, 'sha256').hexdigest()}"
        return await self.subscriptions.receive(
            "token", signature=signature, media_type="application/rss+xml", body=FEED, now=NOON
        )

    async def run_pass(self) -> Report:
        return await self.pipeline.run_pass(NOON)


@asynccontextmanager
async def subscribed(root: Path, sources: str) -> AsyncIterator[Room]:
    desk = Desk(root / "desk", CONFIG + sources)
    settings = load(desk.config)
    database = open_database(settings.database)
    with database.writing() as connection:
        save(connection, [SUBSCRIBED], [])
    database.close()
    async with open_pipeline(settings, is_service=True) as pipeline:
        assert pipeline.intake.subscriptions is not None
        yield Room(desk, pipeline, pipeline.intake.subscriptions)


@pytest.mark.parametrize("sources", ["", OTHER])
def test_push_for_a_source_that_was_taken_out_is_refused_and_stops_no_pass(tmp_path: Path, sources: str) -> None:
    async def scenario() -> None:
        async with subscribed(tmp_path, sources) as room:
            room.desk.drop("a.txt", "A storm\n\nA storm hit the coast.")
            assert await room.subscriptions.standing("token") == "ended"
            assert await room.push()  # nothing that it could send again would be wanted
            parameters = {"hub.mode": "subscribe", "hub.topic": TOPIC, "hub.challenge": "c1"}
            assert await room.subscriptions.verify("token", parameters, NOON) is None

            report = await room.run_pass()

            assert report.taken.new == 1
            with room.pipeline.database.reading() as connection:
                [row] = subscriptions(connection)
            assert not row.is_wanted

    asyncio.run(scenario())


def test_token_of_a_feed_is_in_no_link_of_what_its_hub_pushes(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with subscribed(tmp_path, WIRE) as room:
            pushing = asyncio.create_task(room.push())
            while not room.pipeline.intake.is_behind:
                await asyncio.sleep(0.002)
            report = await room.run_pass()

            assert await pushing
            assert report.taken.new == 1
            with room.pipeline.database.reading() as connection:
                [url] = connection.execute(select(tables.story.c.url)).scalars()
            assert url.startswith("http://127.0.0.1:9/feed")
            assert "0123456789abcdef" not in url

    asyncio.run(scenario())
