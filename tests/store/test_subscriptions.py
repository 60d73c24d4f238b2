"""Subscriptions are kept as they are, and what is secret in them is not shown."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.store.database import open_database
from bot.store.subscriptions import HubFacts, Subscription, hub_facts, save, subscriptions

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ASKED = Subscription(
    token="token-1",
    source="wire",
    hub="https://hub.example/?key=1",
    topic="https://wire.example/feed",
    base_url="https://news.example",
    secret="secret-1",
    state="asked",
    next_ask_at=NOON,
)
ACTIVE = replace(
    ASKED,
    token="token-2",
    source="desk",
    state="active",
    asked_at=NOON,
    confirmed_at=NOON,
    expires_at=NOON + 10 * HOUR,
    pushed_at=NOON + HOUR,
    hinted_at=NOON,
    failures=3,
    error="answered 500",
)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    database = open_database(tmp_path / "storyfold.db")
    with database.writing() as opened:
        yield opened
    database.close()


def test_subscriptions_come_back_as_they_were_saved(connection: Connection) -> None:
    save(connection, [ACTIVE, ASKED], [])

    assert subscriptions(connection) == [ASKED, ACTIVE]


def test_saving_again_replaces_and_what_is_gone_is_gone(connection: Connection) -> None:
    save(connection, [ASKED, ACTIVE], [])

    save(connection, [replace(ASKED, state="failed", error="no answer")], ["token-2", "token-9"])

    assert subscriptions(connection) == [replace(ASKED, state="failed", error="no answer")]


def test_facts_are_those_of_the_wanted_subscription(connection: Connection) -> None:
    former = replace(ACTIVE, token="token-0", state="ended", error=None)
    save(connection, [former, ACTIVE], [])

    assert hub_facts(connection) == {
        "desk": HubFacts(
            state="active",
            next_ask_at=NOON,
            expires_at=NOON + 10 * HOUR,
            pushed_at=NOON + HOUR,
            error="answered 500",
        )
    }


def test_subscription_never_shows_its_token_its_secret_or_a_key_of_its_hub() -> None:
    for hidden in ("token-1", "secret-1", "key="):
        assert hidden not in repr(ASKED)


@pytest.mark.parametrize(
    "changed, is_pending",
    [
        ({"asked_at": None}, False),
        ({"confirmed_at": None}, True),
        ({"confirmed_at": NOON - HOUR}, True),
        ({"confirmed_at": NOON}, False),
    ],
)
def test_subscription_is_pending_until_the_hub_verified_what_it_was_asked_last(
    changed: dict[str, datetime | None], *, is_pending: bool
) -> None:
    assert replace(ACTIVE, **changed).is_pending is is_pending
