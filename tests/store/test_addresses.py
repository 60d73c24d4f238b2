"""Topics come, go and are renamed: their addresses lead somewhere for ever, and nobody gets everything as unread."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from bot.fingerprints import marked
from bot.model import Decision, Story
from bot.store import clusters, editorial, topics
from bot.store.addresses import Former, News, find, keep, minted
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
        for key in ("s1", "s2", "s3"):
            story = Story(key=key, title=key, text=key, html=key, first_seen=MONDAY, source="wire", outlet="Wire")
            keep_stories(connection, [marked(story, entry=key, own_key=f"own-{key}")], MONDAY)
            found = Decision(kind="found", story=key, cluster=key, copy=key, score=0.0)
            clusters.apply(connection, [found], "storyfold.example,2026")
        yield connection
    database.close()


@pytest.fixture
def connection(opened: Connection) -> Iterator[Connection]:
    savepoint = opened.begin_nested()
    yield opened
    savepoint.rollback()


def show(connection: Connection, topic: str, cluster: str, *, hours: int = 0) -> Shown:
    entry = Shown(
        topic=topic,
        cluster=cluster,
        representative=cluster,
        chosen_because="",
        matched=("any",),
        signature="x",
        published=MONDAY + hours * HOUR,
        updated=MONDAY + hours * HOUR,
        id=f"tag:{topic}/{cluster}",
    )
    topics.show(connection, [entry])
    return entry


def shown(connection: Connection, topic: str) -> dict[str, tuple[str | None, datetime, datetime]]:
    found = topics.shown(connection, ["s1", "s2", "s3"]).values()
    return {one.cluster: (one.id, one.published, one.updated) for one in found if one.topic == topic}


def test_topic_that_is_there_and_one_that_never_was_have_no_former_place(connection: Connection) -> None:
    assert keep(connection, {"harbour": ()}, MONDAY) == News()

    assert find(connection, "harbour") is None
    assert find(connection, "unheard-of") is None


def test_topic_that_left_is_gone_and_one_that_comes_back_is_there_again(connection: Connection) -> None:
    keep(connection, {"harbour": (), "all": ()}, MONDAY)

    assert keep(connection, {"all": ()}, MONDAY) == News(gone=("harbour",))
    assert find(connection, "harbour") == GONE
    assert keep(connection, {"all": ()}, MONDAY) == News()  # that is no news
    assert keep(connection, {"all": (), "harbour": ()}, MONDAY) == News(back=("harbour",))
    assert find(connection, "harbour") is None


def test_renamed_topic_takes_its_entries_and_what_editors_decided_along(connection: Connection) -> None:
    keep(connection, {"harbour": ()}, MONDAY)
    first, second = show(connection, "harbour", "s1"), show(connection, "harbour", "s2", hours=1)
    other = show(connection, "all", "s1")
    editorial.add(connection, editorial.Wanted(kind="pin", story="s1", topic="harbour"), "cli", MONDAY)

    assert keep(connection, {"waterfront": ("harbour",)}, MONDAY + HOUR) == News(renamed=(("harbour", "waterfront"),))

    assert find(connection, "harbour") == Former("waterfront")
    assert find(connection, "waterfront") is None
    expected = {one.cluster: (one.id, one.published, one.updated) for one in (first, second)}
    assert shown(connection, "waterfront") == expected
    assert shown(connection, "harbour") == {}
    assert shown(connection, "all") == {"s1": (other.id, other.published, other.updated)}
    assert [entry.wanted.topic for entry in editorial.log(connection)] == ["waterfront"]


def test_renamed_topic_is_news_once_and_its_former_address_outlives_the_word_formerly(connection: Connection) -> None:
    keep(connection, {"harbour": ()}, MONDAY)
    keep(connection, {"waterfront": ("harbour",)}, MONDAY)

    assert keep(connection, {"waterfront": ("harbour",)}, MONDAY) == News()
    assert keep(connection, {"waterfront": ()}, MONDAY) == News()
    assert find(connection, "harbour") == Former("waterfront")


def test_address_leads_to_the_last_of_several_names_in_one_step(connection: Connection) -> None:
    keep(connection, {"one": ()}, MONDAY)
    keep(connection, {"two": ("one",)}, MONDAY)
    keep(connection, {"three": ("two",)}, MONDAY)

    assert find(connection, "one") == find(connection, "two") == Former("three")
    keep(connection, {"other": ()}, MONDAY)
    assert find(connection, "one") == find(connection, "two") == find(connection, "three") == GONE


def test_topic_that_gets_its_former_slug_back_is_there_and_the_other_one_leads_to_it(connection: Connection) -> None:
    keep(connection, {"one": ()}, MONDAY)
    show(connection, "one", "s1")
    keep(connection, {"two": ("one",)}, MONDAY)

    keep(connection, {"one": ("two",)}, MONDAY)

    assert find(connection, "one") is None
    assert find(connection, "two") == Former("one")
    assert shown(connection, "one").keys() == {"s1"}


def test_topic_that_takes_another_over_keeps_its_own_entries_and_is_as_new_as_both(connection: Connection) -> None:
    keep(connection, {"harbour": (), "sea": ()}, MONDAY)
    own = show(connection, "sea", "s1")
    show(connection, "harbour", "s1", hours=2)
    theirs = show(connection, "harbour", "s2", hours=1)

    keep(connection, {"sea": ("harbour",)}, MONDAY)

    assert shown(connection, "sea") == {
        "s1": (own.id, own.published, MONDAY + 2 * HOUR),
        "s2": (theirs.id, theirs.published, theirs.updated),
    }


def test_what_is_left_of_a_topic_that_once_had_the_slug_gives_way(connection: Connection) -> None:
    keep(connection, {"sea": ()}, MONDAY)
    show(connection, "sea", "s1")
    keep(connection, {"harbour": ()}, MONDAY)
    read = show(connection, "harbour", "s1", hours=2)

    keep(connection, {"sea": ("harbour",)}, MONDAY)

    assert shown(connection, "sea") == {"s1": (read.id, read.published, read.updated)}


def test_slug_that_nobody_remembers_can_be_a_former_one(connection: Connection) -> None:
    keep(connection, {"waterfront": ("harbour",)}, MONDAY)

    assert find(connection, "harbour") == Former("waterfront")


def test_topics_of_a_database_from_before_slugs_were_remembered_are_known_by_what_they_showed(
    connection: Connection,
) -> None:
    show(connection, "harbour", "s1")
    show(connection, "old-name", "s2")

    assert keep(connection, {"new-name": ("old-name",)}, MONDAY) == News(
        renamed=(("old-name", "new-name"),), gone=("harbour",)
    )
    assert find(connection, "harbour") == GONE
    assert shown(connection, "new-name").keys() == {"s2"}


SLUGS = ("a", "b", "c", "d")


@st.composite
def configurations(draw: st.DrawFn) -> list[dict[str, tuple[str, ...]]]:
    made = []
    for _ in range(draw(st.integers(1, 6))):
        present = draw(st.lists(st.sampled_from(SLUGS), min_size=1, unique=True))
        claims = {slug: draw(st.sampled_from([None, *present])) for slug in SLUGS if slug not in present}
        made.append({slug: tuple(old for old, new in claims.items() if new == slug) for slug in present})
    return made


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(configurations())
def test_every_slug_that_was_ever_published_is_there_or_leads_to_one_that_is_or_is_gone(
    opened: Connection, made: list[dict[str, tuple[str, ...]]]
) -> None:
    savepoint = opened.begin_nested()
    try:
        ever: set[str] = set()
        for number, configured in enumerate(made):
            keep(opened, configured, MONDAY)
            ever |= configured.keys()
            for slug, formerly in configured.items():
                assert find(opened, slug) is None
                assert all(find(opened, old) == Former(slug) for old in formerly)
                show(opened, slug, "s1", hours=number)
            for slug in ever - configured.keys():
                former = find(opened, slug)
                assert former is not None
                assert former.moved_to is None or former.moved_to in configured
            claimed = {old for formerly in configured.values() for old in formerly}
            assert all(find(opened, slug) is None for slug in {*SLUGS} - ever - claimed)
            ever |= claimed
            assert keep(opened, configured, MONDAY) == News()
    finally:
        savepoint.rollback()


def test_memory_is_that_of_the_file(tmp_path: Path) -> None:
    for configured in ({"one": (), "two": ()}, {"three": ("one",)}):
        database = open_database(tmp_path / "storyfold.db")
        with database.writing() as connection:
            keep(connection, configured, MONDAY)
        database.close()

    database = open_database(tmp_path / "storyfold.db")
    with database.reading() as connection:
        assert (find(connection, "one"), find(connection, "two")) == (Former("three"), GONE)
    database.close()


def test_id_of_a_feed_outlives_every_new_slug_and_no_other_topic_ever_has_it(connection: Connection) -> None:
    keep(connection, {"ships": ()}, MONDAY)
    keep(connection, {"ferries": ("ships",)}, MONDAY)
    keep(connection, {"boats": ("ferries", "ships")}, MONDAY)
    assert minted(connection)["boats"] == "ships"
    keep(connection, {"boats": (), "ships": ()}, MONDAY)
    assert minted(connection) | {"ferries": ""} == {"boats": "ships", "ships": "ships-2", "ferries": ""}


def test_topic_that_was_never_renamed_has_its_slug_in_its_id(connection: Connection) -> None:
    keep(connection, {"ships": (), "ferries": ()}, MONDAY)
    keep(connection, {"ships": ("ferries",)}, MONDAY)
    assert "ships" not in minted(connection)
