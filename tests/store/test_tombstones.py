"""What went from a topic is said once and for ever, unless it comes back; what nobody saw is not spoken of."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import Connection

from bot.fingerprints import marked
from bot.model import Cluster, Decision, Story, Tombstone, Topic, TopicEntry
from bot.store import addresses, archives, clusters, repairs, tombstones, topics
from bot.store.archives import Month, Written
from bot.store.database import Database, open_database
from bot.store.stories import keep
from bot.store.topics import Shown
from tests.store.test_plans import plan

MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
AUTHORITY = "storyfold.example,2026"
KEYS = "abcdef"


def minted(key: str) -> str:
    return f"tag:{AUTHORITY}:cluster/{key}"


def filled(path: Path) -> Database:
    database = open_database(path / "storyfold.db")
    with database.writing() as connection:
        for key in KEYS:
            story = Story(key=key, title=key, text=key, html=key, first_seen=MONDAY, source="wire", outlet="Wire")
            keep(connection, [marked(story, entry=key, own_key=key)], MONDAY)
            found = Decision(kind="found", story=key, cluster=key, copy=key, score=0.5)
            clusters.apply(connection, [found], AUTHORITY)
    return database


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    database = filled(tmp_path_factory.mktemp("tombstones"))
    with database.writing() as connection:
        yield connection
    database.close()


@pytest.fixture
def connection(opened: Connection) -> Iterator[Connection]:
    savepoint = opened.begin_nested()
    yield opened
    savepoint.rollback()


def entry(cluster: str, **given: Any) -> Shown:
    values: dict[str, Any] = {
        "topic": "all", "cluster": cluster, "representative": cluster, "chosen_because": "the only story", "matched": (),
        "signature": "", "published": MONDAY, "updated": MONDAY,
    }  # fmt: skip
    return Shown(**(values | given))


def topic_entry(shown: Shown) -> TopicEntry:
    story = Story(key=shown.representative, title="", text="", html="", first_seen=MONDAY, source="w", outlet="W")
    return TopicEntry(
        cluster=Cluster(key=shown.cluster, id=minted(shown.cluster), members=()),
        representative=story,
        chosen_because="",
        matched=(),
        published=shown.published,
        updated=shown.updated,
        id=tombstones.entry_id(shown.id, minted(shown.cluster), shown.issue),
    )


def published(connection: Connection, now: datetime, topic: str = "all", limit: int = 50) -> Topic:
    """What a topic shows *now*, as far as it counts here, in documents that readers can see."""
    tombstones.settle(connection, now)
    shown = topics.newest(connection, topic, limit, now=now)
    gone = tombstones.gone(connection, topic, topics.last(connection, topic))
    times = [time for time in (topics.last(connection, topic), gone.last) if time is not None]
    found_topic = Topic(
        slug=topic,
        title="",
        description="",
        language=None,
        entries=tuple(map(topic_entry, shown)),
        tombstones=gone.tombstones,
        last=max(times, default=None),
    )
    topics.release(connection, topic, now)
    tombstones.note(connection, [found_topic])
    return found_topic


def test_what_leaves_a_topic_went_when_it_was_decided_and_is_back_without_a_trace(connection: Connection):
    topics.show(connection, [entry("a"), entry("b")])
    published(connection, MONDAY)
    topics.show(connection, [entry("a", withdrawn=True)])

    gone = (Tombstone(id=minted("a"), at=MONDAY + HOUR),)
    assert published(connection, MONDAY + HOUR).tombstones == gone
    topics.show(connection, [entry("a", withdrawn=True)])  # looked at once more
    assert published(connection, MONDAY + 5 * HOUR).tombstones == gone
    topics.show(connection, [entry("a")])
    back = published(connection, MONDAY + 6 * HOUR)
    assert back.tombstones == ()
    assert back.updated == MONDAY + HOUR  # never back, even though it is no more said why


def test_what_nobody_saw_leaves_nothing(connection: Connection):
    topics.show(connection, [entry("a", held_until=MONDAY + DAY), entry("b"), entry("c", updated=MONDAY - HOUR)])
    published(connection, MONDAY, limit=1)
    topics.show(connection, [entry("a", withdrawn=True), entry("c", withdrawn=True)])

    assert published(connection, MONDAY + HOUR).tombstones == ()


def test_what_was_held_back_and_seen_then_is_missed(connection: Connection):
    topics.show(connection, [entry("a", held_until=MONDAY + HOUR)])
    published(connection, MONDAY)
    published(connection, MONDAY + HOUR)
    topics.show(connection, [entry("a", withdrawn=True)])

    assert [one.id for one in published(connection, MONDAY + 2 * HOUR).tombstones] == [minted("a")]


def test_what_there_is_no_room_for_has_not_gone(connection: Connection):
    topics.show(connection, [entry("a")])
    published(connection, MONDAY, limit=1)
    topics.show(connection, [entry("b", updated=MONDAY + HOUR)])

    found = published(connection, MONDAY + HOUR, limit=1)
    assert ([one.cluster.key for one in found.entries], found.tombstones) == (["b"], ())


def test_what_was_merged_says_where_its_stories_are_also_when_they_go_on(connection: Connection):
    topics.show(connection, [entry("a"), entry("b"), entry("c")])
    published(connection, MONDAY)
    repairs.merge(connection, "c", "b")

    assert published(connection, MONDAY + HOUR).tombstones == (Tombstone(id=minted("c"), at=MONDAY + HOUR, into="b"),)
    repairs.merge(connection, "b", "a")
    assert published(connection, MONDAY + 2 * HOUR).tombstones == (
        Tombstone(id=minted("b"), at=MONDAY + 2 * HOUR, into="a"),
        Tombstone(id=minted("c"), at=MONDAY + HOUR, into="a"),
    )


def test_what_goes_on_as_the_entry_of_another_cluster_has_not_gone(connection: Connection):
    topics.show(connection, [entry("b")])
    published(connection, MONDAY)
    repairs.merge(connection, "b", "a")  # which this topic never showed

    found = published(connection, MONDAY + HOUR)
    assert [(one.id, one.cluster.key) for one in found.entries] == [(minted("b"), "a")]
    assert found.tombstones == ()


def test_a_new_entry_in_place_of_a_former_one_says_so(connection: Connection):
    topics.show(connection, [entry("a")])
    published(connection, MONDAY)
    topics.show(connection, [entry("a", issue=2, published=MONDAY + HOUR, updated=MONDAY + HOUR)])

    gone = published(connection, MONDAY + HOUR).tombstones
    assert gone == (Tombstone(id=minted("a"), at=MONDAY + HOUR, into="a"),)


def test_only_the_newest_are_said_and_none_from_long_before_the_last_news(connection: Connection, monkeypatch: Any):
    monkeypatch.setattr(tombstones, "MOST", 2)
    topics.show(connection, [entry(key) for key in "abc"])
    published(connection, MONDAY)
    for number, key in enumerate("abc"):
        topics.show(connection, [entry(key, withdrawn=True)])
        published(connection, MONDAY + number * HOUR)

    assert [one.id for one in published(connection, MONDAY + 90 * DAY).tombstones] == [minted("c"), minted("b")]
    topics.show(connection, [entry("d", updated=MONDAY + 2 * HOUR + 30 * DAY)])
    found = published(connection, MONDAY + 90 * DAY)
    assert found.tombstones == ()
    assert found.updated == MONDAY + 2 * HOUR + 30 * DAY


def test_a_renamed_topic_goes_on_with_what_went_and_with_when_it_began(connection: Connection):
    addresses.keep(connection, {"all": ()}, MONDAY)
    topics.show(connection, [entry("a"), entry("b")])
    published(connection, MONDAY)
    topics.show(connection, [entry("a", withdrawn=True)])
    gone = published(connection, MONDAY + HOUR).tombstones

    addresses.keep(connection, {"every": ("all",)}, MONDAY + 2 * HOUR)
    assert published(connection, MONDAY + 3 * HOUR, "every").tombstones == gone
    assert addresses.began(connection)["every"] == MONDAY
    topics.show(connection, [entry("b", topic="every", withdrawn=True)])
    assert len(published(connection, MONDAY + 4 * HOUR, "every").tombstones) == 2


def test_topics_that_become_one_say_what_went_of_either(connection: Connection):
    addresses.keep(connection, {"all": (), "every": ()}, MONDAY)
    topics.show(connection, [entry("a"), entry("b", issue=2), entry("c")])
    topics.show(connection, [entry("b", topic="every"), entry("c", topic="every", withdrawn=True)])
    for slug in ("all", "every"):
        published(connection, MONDAY, slug)

    addresses.keep(connection, {"every": ("all",)}, MONDAY + HOUR)
    found = published(connection, MONDAY + 2 * HOUR, "every")
    assert {one.id for one in found.entries} == {minted("a"), minted("b")}
    assert {(one.id, one.into) for one in found.tombstones} == {(f"{minted('b')}/2", "b"), (minted("c"), None)}


# --- months that are over ---------------------------------------------------------------------------------------------

APRIL = datetime(2026, 4, 1, tzinfo=UTC)


def over(connection: Connection, now: datetime = APRIL) -> list[Month]:
    return archives.months(connection, "all", now)


def write(connection: Connection, month: str = "2026-03", documents: int = 1) -> None:
    archives.mark_written(connection, [Written("all", month, documents, "stamp")])


def test_a_month_is_over_when_the_next_one_begins_and_has_all_that_was_ever_shown(connection: Connection):
    late = datetime(2026, 3, 31, 23, 59, 59, tzinfo=UTC)
    topics.show(connection, [entry("a", published=late), entry("b"), entry("c", withdrawn=True)])
    topics.show(connection, [entry("d", published=datetime(2025, 12, 31, tzinfo=UTC)), entry("e", published=APRIL)])
    for limit in (1, 2, 50):
        published(connection, MONDAY, limit=limit)

    assert [one.name for one in over(connection, late)] == ["2025-12"]
    assert archives.due(connection, late) == ["all"]
    assert over(connection) == [Month("2025-12", 1, 0, True, None), Month("2026-03", 2, 0, True, None)]
    assert [one.cluster for one in archives.entries(connection, "all", "2026-03")] == ["b", "a"]


def test_only_a_month_in_which_an_entry_changed_is_due_again(connection: Connection):
    topics.show(connection, [entry("a"), entry("b", published=MONDAY - 30 * DAY)])
    published(connection, MONDAY)
    for month in ("2026-01", "2026-03"):
        write(connection, month)
    assert archives.due(connection, APRIL) == []

    topics.show(connection, [entry("a", title="An editor's")])
    published(connection, MONDAY)
    assert [(one.name, one.is_due) for one in over(connection)] == [("2026-01", False), ("2026-03", True)]
    write(connection)
    topics.show(connection, [entry("a", withdrawn=True)])
    published(connection, MONDAY)
    assert over(connection)[1] == Month("2026-03", 0, 1, True, "stamp")
    write(connection, documents=0)
    topics.show(connection, [entry("a", withdrawn=True)])
    published(connection, MONDAY)
    assert archives.due(connection, APRIL) == []


def test_a_new_entry_leaves_the_month_of_the_former_one(connection: Connection):
    topics.show(connection, [entry("a")])
    published(connection, MONDAY)
    write(connection)
    topics.show(connection, [entry("a", issue=2, published=APRIL, updated=APRIL)])
    published(connection, APRIL)

    assert over(connection) == [Month("2026-03", 0, 1, True, "stamp")]


def test_what_every_pass_asks_is_found_by_an_index(connection: Connection):
    asked = {
        "archive_due": lambda given: archives.due(given, MONDAY),
        "published_entry_month": lambda given: archives.months(given, "all", MONDAY),
        "published_entry_went": lambda given: tombstones.gone(given, "all", None),
    }
    for index, ask in asked.items():
        steps = plan(connection, ask)
        assert any(index in step for step in steps), (index, steps)
        assert not [step for step in steps if step.startswith("SCAN") and "INDEX" not in step], steps


# --- whatever happens -------------------------------------------------------------------------------------------------

CLUSTER = st.sampled_from(KEYS[:4])
TOPICS = ("all", "few")
TOPIC = st.sampled_from(TOPICS)
GAP = st.sampled_from((None, timedelta(0), timedelta(minutes=20), HOUR))


class Subscribers(RuleBasedStateMachine):
    """Entries come, leave, come back, are merged and parted, in any order; topics are renamed."""

    @initialize()
    def begin(self) -> None:
        self.folder = TemporaryDirectory()
        self.database = filled(Path(self.folder.name))
        self.now = MONDAY
        self.seen: dict[str, set[str]] = {slug: set() for slug in TOPICS}
        self.gone: dict[str, dict[str, datetime]] = {slug: {} for slug in TOPICS}
        self.updated: dict[str, datetime] = {}
        self.published: dict[str, Topic] = {}

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.database.close()
            self.folder.cleanup()

    @rule(topic=TOPIC, cluster=CLUSTER, is_held=st.booleans(), is_news=st.booleans(), gap=GAP)
    def entry_comes_or_changes(
        self, topic: str, cluster: str, is_held: bool, is_news: bool, gap: timedelta | None
    ) -> None:
        with self.database.writing() as connection:
            before = topics.shown(connection, [cluster]).get((topic, cluster))
            if not self._is_there(connection, cluster):
                return
            if before is None:
                until = self.now + HOUR if is_held else None
                shown = entry(cluster, topic=topic, published=self.now, updated=self.now, held_until=until)
            else:
                updated = max(self.now, before.updated + timedelta(seconds=1))
                issue = before.issue + is_news
                times = {"published": updated if is_news else before.published, "updated": updated}
                shown = replace(before, withdrawn=False, issue=issue, **times)
            topics.show(connection, [shown])
        self._pass(gap)

    @rule(topic=TOPIC, cluster=CLUSTER, gap=GAP)
    def entry_leaves(self, topic: str, cluster: str, gap: timedelta | None) -> None:
        with self.database.writing() as connection:
            before = topics.shown(connection, [cluster]).get((topic, cluster))
            if before is not None:
                topics.show(connection, [replace(before, withdrawn=True)])
        self._pass(gap)

    @rule(one=CLUSTER, other=CLUSTER, gap=GAP)
    def clusters_become_one(self, one: str, other: str, gap: timedelta | None) -> None:
        elder, younger = sorted((one, other))
        with self.database.writing() as connection:
            if elder != younger and self._is_there(connection, elder) and self._is_there(connection, younger):
                repairs.merge(connection, younger, elder)
        self._pass(gap)

    @rule(cluster=CLUSTER, gap=GAP)
    def cluster_is_one_again(self, cluster: str, gap: timedelta | None) -> None:
        with self.database.writing() as connection:
            repairs.revive(connection, cluster)
        self._pass(gap)

    @rule(gap=st.sampled_from((HOUR, DAY)), limit=st.sampled_from((1, 2, 50)))
    def time_passes(self, gap: timedelta, limit: int) -> None:
        self._pass(gap, limit)

    def _pass(self, gap: timedelta | None, limit: int = 50) -> None:
        if gap is None:
            return
        self.now += gap
        with self.database.writing() as connection:
            for topic in TOPICS:
                found = published(connection, self.now, topic, limit)
                self.seen[topic] |= {str(one.id) for one in found.entries}
                self._look(connection, found)

    def _look(self, connection: Connection, found: Topic) -> None:
        slug = found.slug
        there = {str(one.id) for one in topics_entries(connection, slug, self.now)}
        left = {one.id: one.at for one in found.tombstones}
        assert len(left) == len(found.tombstones), "said twice"
        assert left.keys() == self.seen[slug] - there
        for id_, at in left.items():
            assert self.gone[slug].get(id_, at) == at, f"{id_} went at {self.gone[slug][id_]}, now at {at}"
            assert at <= self.now
        self.gone[slug] = left
        assert found.updated >= self.updated.get(slug, found.updated), "the topic goes back"
        self.updated[slug] = found.updated
        alive = {row[0] for row in connection.exec_driver_sql("SELECT key FROM cluster WHERE merged_into IS NULL")}
        assert {one.into for one in found.tombstones} <= alive | {None}, "what it leads to is no cluster"

    @invariant()
    def every_entry_is_in_one_month(self) -> None:
        if not hasattr(self, "database"):
            return
        with self.database.reading() as connection:
            if tombstones.are_due(connection):
                return
            for slug in TOPICS:
                there = {one.id: one for one in topics_entries(connection, slug, self.now)}
                months = archives.months(connection, slug, self.now + 40 * DAY)
                counted = sum(one.entries for one in months)
                listed = [one for month in months for one in archives.entries(connection, slug, month.name)]
                assert counted == len(listed) == len(there.keys() & self.seen[slug])

    def _is_there(self, connection: Connection, cluster: str) -> bool:
        return not repairs.merged_into(connection, [cluster])


def topics_entries(connection: Connection, slug: str, now: datetime) -> list[TopicEntry]:
    """All that a topic lets in, whether or not there is room for it."""
    return [topic_entry(one) for one in topics.newest(connection, slug, 1000, now=now)]


Subscribers.TestCase.settings = settings(
    max_examples=int(os.environ.get("STATEFUL_EXAMPLES", "15")),
    stateful_step_count=30,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
TestSubscribers = Subscribers.TestCase
