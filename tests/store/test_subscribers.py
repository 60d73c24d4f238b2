"""Tokens open what they are for, and are kept nowhere; what is private is known to be, whatever becomes of it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.fingerprints import marked
from bot.model import Decision, Reach, Story
from bot.store import addresses, clusters, private, subscribers, topics
from bot.store.addresses import Former
from bot.store.database import open_database
from bot.store.stories import keep as keep_stories
from bot.store.topics import Shown

MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
GONE = Former(None)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    database = open_database(tmp_path_factory.mktemp("store") / "storyfold.db")
    with database.writing() as connection:
        for key in ("s1", "s2"):
            story = Story(key=key, title=key, text=key, html=key, first_seen=MONDAY, source="wire", outlet="Wire")
            keep_stories(connection, [marked(story, entry=key, own_key=f"own-{key}")], MONDAY)
            clusters.apply(
                connection,
                [Decision(kind="found", story=key, cluster=key, copy=key, score=0.0)],
                "storyfold.example,2026",
            )
        yield connection
    database.close()


@pytest.fixture
def connection(opened: Connection) -> Iterator[Connection]:
    savepoint = opened.begin_nested()
    yield opened
    savepoint.rollback()


def configure(connection: Connection, *public: str, **secret: tuple[str, ...]) -> None:
    """Have these topics; those that are private come with their former slugs."""
    private.keep(connection, secret, public)
    everything: dict[str, tuple[str, ...]] = {**dict.fromkeys(public, ()), **secret}
    addresses.keep(connection, everything, MONDAY)


def show(
    connection: Connection, topic: str, cluster: str, *, withdrawn: bool = False, held_until: datetime | None = None
) -> None:
    entry = Shown(
        topic=topic,
        cluster=cluster,
        representative=cluster,
        chosen_because="",
        matched=(),
        signature="x",
        published=MONDAY,
        updated=MONDAY,
        withdrawn=withdrawn,
        held_until=held_until,
    )
    topics.show(connection, [entry])


# Subscribers


def test_token_opens_what_it_is_for_and_is_not_kept(connection: Connection) -> None:
    token = subscribers.new_token()

    assert subscribers.add(connection, "Ann", ["budget"], token, MONDAY)

    found = subscribers.with_token(connection, token)
    assert found == subscribers.Subscriber(name="Ann", topics=("budget",), made_at=MONDAY)
    assert token not in str(connection.exec_driver_sql("SELECT * FROM subscriber").all())
    assert subscribers.with_token(connection, token[:-1]) is None
    assert subscribers.with_token(connection, "") is None
    assert subscribers.with_token(connection, subscribers.digest(token)) is None
    assert subscribers.with_token(connection, "\udcff") is None


def test_tokens_are_long_and_never_the_same_and_need_no_escape() -> None:
    tokens = {subscribers.new_token() for _ in range(50)}

    assert len(tokens) == 50
    assert all(len(token) == 40 and set(token) <= set("0123456789abcdef") for token in tokens)


def test_revoked_token_ends_when_it_was_revoked_first(connection: Connection) -> None:
    subscribers.add(connection, "Ann", None, "t1", MONDAY)

    assert subscribers.revoke(connection, "Ann", MONDAY + HOUR)
    assert subscribers.revoke(connection, "Ann", MONDAY + 2 * HOUR)

    assert subscribers.with_token(connection, "t1") is None
    [ann] = subscribers.everybody(connection)
    assert ann.revoked_at == MONDAY + HOUR


def test_renewed_token_ends_the_former_one_and_opens_the_same(connection: Connection) -> None:
    subscribers.add(connection, "Ann", ["budget"], "t1", MONDAY)
    subscribers.mark_used(connection, [(subscribers.digest("t1"), MONDAY.date())])
    subscribers.revoke(connection, "Ann", MONDAY)

    assert subscribers.renew(connection, "Ann", "t2", MONDAY + HOUR)

    assert subscribers.with_token(connection, "t1") is None
    found = subscribers.with_token(connection, "t2")
    assert found == subscribers.Subscriber(name="Ann", topics=("budget",), made_at=MONDAY + HOUR)


def test_names_are_given_once_and_nobody_is_made_by_mistake(connection: Connection) -> None:
    assert subscribers.add(connection, "Ann", None, "t1", MONDAY)

    assert not subscribers.add(connection, "Ann", None, "t2", MONDAY)
    assert not subscribers.renew(connection, "Bob", "t3", MONDAY)
    assert not subscribers.revoke(connection, "Bob", MONDAY)
    assert [one.name for one in subscribers.everybody(connection)] == ["Ann"]


def test_last_use_is_that_of_the_token(connection: Connection) -> None:
    subscribers.add(connection, "Ann", None, "t1", MONDAY)

    subscribers.mark_used(connection, [(subscribers.digest("t1"), date(2026, 3, 4))])
    subscribers.mark_used(connection, [(subscribers.digest("t0"), date(2026, 3, 5))])

    assert [one.last_used_on for one in subscribers.everybody(connection)] == [date(2026, 3, 4)]


# Topics


def test_address_of_a_private_topic_is_unknown_unless_it_was_public_once(connection: Connection) -> None:
    configure(connection, "fires", secret=(), waters=())
    assert [private.former(connection, slug) for slug in ("secret", "waters", "fires")] == [None, None, None]

    configure(connection, "waters", fires=())

    # One that leaves while it is private was never there; one that was public is gone.
    assert private.former(connection, "secret") is None
    assert private.former(connection, "fires") == GONE
    assert private.former(connection, "waters") is None
    configure(connection, "other", waters=())
    assert private.former(connection, "waters") == GONE
    assert private.former(connection, "fires") == GONE


def test_former_address_never_leads_to_a_private_topic(connection: Connection) -> None:
    configure(connection, "fires", secret=())

    configure(connection, "other", blazes=("fires",), hidden=("secret",))

    assert private.former(connection, "fires") == GONE
    assert private.former(connection, "secret") is None
    moved = [private.moved_to(connection, slug) for slug in ("fires", "secret", "blazes", "never")]
    assert moved == ["blazes", "hidden", None, None]


def test_former_address_of_a_public_topic_leads_to_it(connection: Connection) -> None:
    configure(connection, "fires")
    private.keep(connection, {}, ["blazes"])
    addresses.keep(connection, {"blazes": ("fires",)}, MONDAY)

    assert private.former(connection, "fires") == Former("blazes")


def test_subscriber_follows_a_renamed_topic_and_gets_no_other_one_of_its_former_slug(connection: Connection) -> None:
    configure(connection, secret=(), more=())
    subscribers.add(connection, "Ann", ["more", "secret"], "t1", MONDAY)
    subscribers.add(connection, "Bob", None, "t2", MONDAY)

    configure(connection, hidden=("secret",), more=())
    configure(connection, hidden=("secret",), more=())
    configure(connection, hidden=(), secret=(), more=())

    ann, bob = subscribers.everybody(connection)
    assert ann.topics == ("more", "hidden")
    assert bob.topics is None


@pytest.mark.parametrize(
    ("shown", "reach"),
    [
        ({"waters": {}}, Reach(is_public=False, topics=frozenset({"waters"}))),
        ({"waters": {}, "boats": {}}, Reach(is_public=False, topics=frozenset({"waters", "boats"}))),
        ({"waters": {}, "fires": {}}, Reach(is_public=True, topics=frozenset({"waters"}))),
        # The public saw it once, and it goes on as a secret.
        ({"waters": {}, "fires": {"withdrawn": True}}, Reach(is_public=False, topics=frozenset({"waters"}))),
        # It was both, and is nothing.
        (
            {"waters": {"withdrawn": True}, "fires": {"withdrawn": True}},
            Reach(is_public=True, topics=frozenset({"waters"})),
        ),
        ({"waters": {"withdrawn": True}}, Reach(is_public=False, topics=frozenset({"waters"}))),
        # Held back: nobody saw it yet.
        ({"waters": {}, "fires": {"held_until": MONDAY + HOUR}}, Reach(is_public=False, topics=frozenset({"waters"}))),
        ({"waters": {}, "fires": {"held_until": MONDAY}}, Reach(is_public=True, topics=frozenset({"waters"}))),
        ({"fires": {}}, None),
        ({}, None),
    ],
)
def test_who_may_see_a_cluster(connection: Connection, shown: dict[str, dict[str, bool]], reach: Reach | None) -> None:
    configure(connection, "fires", waters=(), boats=())
    for topic, how in shown.items():
        show(connection, topic, "s1", **how)  # type: ignore[arg-type]
    show(connection, "fires", "s2")

    assert private.reach(connection, ["s1", "s2"], MONDAY) == ({} if reach is None else {"s1": reach})
    secret = reach is not None and not reach.is_public
    assert private.secret_stories(connection, ["s1", "s2"], MONDAY) == ({"s1"} if secret else frozenset())


def test_pages_are_due_when_a_topic_becomes_private_or_public_and_not_again(connection: Connection) -> None:
    configure(connection, "fires")
    show(connection, "fires", "s1")
    for configured in ({"fires": ()}, {}):
        configure(connection, *([] if configured else ["fires"]), **configured)
        assert clusters.due_pages(connection) == ["s1"]
        clusters.mark_pages_written(connection, ["s1"])
        configure(connection, *([] if configured else ["fires"]), **configured)
        assert clusters.due_pages(connection) == []


def test_what_stands_for_tokens_is_made_once(tmp_path: Path) -> None:
    database = open_database(tmp_path / "storyfold.db")
    with database.writing() as connection:
        assert private.veil(connection) is None
        veil = private.make_veil(connection)
        assert private.make_veil(connection) == private.veil(connection) == veil
    database.close()
