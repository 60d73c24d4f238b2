"""Stories that move and clusters that become one: what is read back is what was decided, and readers lose nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from bot.fingerprints import marked
from bot.model import Decision, Evidence, Story
from bot.store import clusters, remembered, repairs, stories, topics
from bot.store.database import open_database
from bot.store.stories import keep
from bot.store.topics import Shown

MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
AUTHORITY = "storyfold.example,2026"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    database = open_database(tmp_path_factory.mktemp("store") / "storyfold.db")
    with database.writing() as connection:
        yield connection
    database.close()


@contextmanager
def undone(connection: Connection) -> Iterator[Connection]:
    savepoint = connection.begin_nested()
    try:
        yield connection
    finally:
        savepoint.rollback()


@pytest.fixture
def connection(opened: Connection) -> Iterator[Connection]:
    with undone(opened) as given_back:
        yield given_back


def arrive(connection: Connection, *keys: str) -> None:
    for key in keys:
        at = MONDAY + int(key[1:] or "0") * MINUTE
        story = Story(key=key, title=f"Title {key}", text=key, html=key, first_seen=at, source="wire", outlet="Wire")
        keep(connection, [marked(story, entry=key, own_key=f"own-{key}")], at)


def decided(
    kind: Literal["found", "join", "merge", "split"],
    story: str,
    cluster: str,
    copy: str | None = None,
    score: float = 0.5,
) -> Decision:
    evidence = Evidence(nearest=cluster, measures={"likeness": score})
    return Decision(kind=kind, story=story, cluster=cluster, copy=copy or story, score=score, evidence=evidence)


def decide(connection: Connection, *decisions: Decision) -> list[Decision]:
    return clusters.apply(connection, decisions, AUTHORITY)


def founded(connection: Connection, *keys: str) -> None:
    arrive(connection, *keys)
    decide(connection, *(decided("found", key, key) for key in keys))


def members(connection: Connection, cluster: str) -> list[str]:
    return [member.story.key for member in clusters.load(connection, [cluster])[cluster].members]


# The law


@dataclass
class Model:
    """What is to come of decisions, in the simplest way there is."""

    stories: dict[str, tuple[str, str]] = field(default_factory=dict)  # by arrival: cluster and copy
    clusters: dict[str, str] = field(default_factory=dict)  # where each one's stories are

    def apply(self, decision: Decision) -> None:
        if decision.kind == "merge":
            self.clusters = {key: self._now(into, decision) for key, into in self.clusters.items()}
            self.stories = {key: (self._now(into, decision), copy) for key, (into, copy) in self.stories.items()}
        else:
            self.clusters.setdefault(decision.cluster, decision.cluster)
            self.stories[decision.story] = (decision.cluster, decision.copy)

    @staticmethod
    def _now(cluster: str, decision: Decision) -> str:
        return decision.cluster if cluster == decision.story else cluster

    @property
    def living(self) -> list[str]:
        return [key for key, into in self.clusters.items() if key == into]

    @property
    def free(self) -> list[str]:
        """Stories that may move: not those that found a cluster which is there."""
        return [key for key, (cluster, _) in self.stories.items() if key != cluster]

    @property
    def founders(self) -> list[str]:
        """Stories that may found a cluster: those that never did."""
        return [key for key in self.stories if key not in self.clusters]


@st.composite
def histories(draw: st.DrawFn) -> list[list[Decision]]:
    """Decisions as a clusterer makes them, in transactions."""
    model, transactions = Model(), [[]]  # type: Model, list[list[Decision]]
    for _ in range(draw(st.integers(1, 25))):
        kinds = ["found", *(["join"] if model.living else []), *(["move"] if model.free else [])]
        kinds += ["split"] if model.founders else []
        kind = draw(st.sampled_from([*kinds, *(["merge"] if len(model.living) > 1 else [])]))
        key = f"s{len(model.stories)}"
        score = draw(st.sampled_from([0.25, 0.5, 0.75]))
        if kind == "found":
            decision = decided("found", key, key, score=score)
        elif kind == "merge":
            younger, elder = draw(st.permutations(model.living))[:2]
            decision = decided("merge", younger, elder, score=score)
        elif kind == "split":
            story = draw(st.sampled_from(model.founders))
            former = model.stories[story][0]
            decision = decided("split", story, story, score=score)
            with_it = [key for key in model.free if model.stories[key][0] == former and key != story]
            for other in draw(st.lists(st.sampled_from(with_it), unique=True)) if with_it else []:
                model.apply(decision)
                transactions[-1].append(decision)
                decision = decided("split", other, story, story, score)
        else:
            story = key if kind == "join" else draw(st.sampled_from(model.free))
            copy = draw(st.sampled_from([story, *model.stories]))
            decision = decided("join", story, draw(st.sampled_from(model.living)), copy, score)
        model.apply(decision)
        transactions[-1].append(decision)
        if draw(st.booleans()):
            transactions.append([])
    return transactions


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories())
def test_what_is_read_back_is_what_was_decided(opened: Connection, history: list[list[Decision]]) -> None:
    model = Model()
    with undone(opened) as connection:
        for transaction in history:
            new = {decision.story for decision in transaction if decision.kind != "merge"} - model.stories.keys()
            arrive(connection, *sorted(new))
            decide(connection, *transaction)
            for decision in transaction:
                model.apply(decision)
        loaded = clusters.load(connection, model.clusters)
        found = {key: {member.story.key for member in cluster.members} for key, cluster in loaded.items()}
        restarted = Model()
        for one in remembered.since(connection, MONDAY):
            kind: Literal["found", "join"] = "found" if one.story == one.cluster else "join"
            assert one.has_founded is (one.story in model.clusters)
            restarted.apply(Decision(kind=kind, story=one.story, cluster=one.cluster, copy=one.copy, score=0.5))
        ways = [(cluster.key, member) for cluster in loaded.values() for member in cluster.members]

        assert found == {key: {s for s, (c, _) in model.stories.items() if c == key} for key in model.clusters}
        assert list(restarted.stories.items()) == list(model.stories.items())
        assert clusters.count(connection) == len(model.living)
        assert repairs.merged_into(connection, model.clusters) == {k: v for k, v in model.clusters.items() if k != v}
        assert not set(clusters.changed(connection, 99)) - set(model.living)
        for key, member in ways:
            steps = [member.decision.cluster, *(merge.cluster for merge in member.merges)]
            assert steps[-1] == key, "the way that is told leads where the story is"
            assert [merge.story for merge in member.merges] == steps[:-1]
            said = [one for part in history for one in part if one.story == member.story.key]
            assert (member.decision.kind, member.decision.score) == (said[-1].kind, said[-1].score)
            assert member.decision.copy == model.stories[member.story.key][1]
        for key in model.living:
            assert members(connection, key)[0] == key, "the founding story is the first"


# What is stored


def test_story_that_moves_changes_both_clusters_and_remembers_the_one_it_left(connection: Connection) -> None:
    founded(connection, "s1", "s2")
    arrive(connection, "s3")
    decide(connection, decided("join", "s3", "s2"))
    clusters.mark_seen(connection, ["s1", "s2"])

    [stored] = decide(connection, decided("join", "s3", "s1"))

    assert stored.former == "s2"
    assert clusters.changed(connection, 9) == ["s1", "s2"]
    assert clusters.load(connection, ["s1"])["s1"].members[1].decision == stored


def test_cluster_that_is_split_off_has_an_id_of_its_own_and_both_have_changed(connection: Connection) -> None:
    founded(connection, "s1")
    arrive(connection, "s2", "s3")
    decide(connection, decided("join", "s2", "s1"), decided("join", "s3", "s1"))
    clusters.mark_seen(connection, ["s1"])

    stored = decide(connection, decided("split", "s2", "s2"), decided("split", "s3", "s2"))

    assert [decision.former for decision in stored] == ["s1", "s1"]
    assert clusters.changed(connection, 9) == ["s1", "s2"]
    assert members(connection, "s1") == ["s1"]
    split_off = clusters.load(connection, ["s2"])["s2"]
    assert split_off.id == tag("s2")
    assert tuple(member.decision for member in split_off.members) == tuple(stored)


def test_decision_that_moves_nothing_leaves_nothing(connection: Connection) -> None:
    founded(connection, "s1")
    arrive(connection, "s2")

    stored = decide(connection, decided("join", "s2", "s1"), decided("join", "s2", "s1", "s1"))

    assert [decision.former for decision in stored] == [None, None]
    assert clusters.load(connection, ["s1"])["s1"].members[1].decision.copy == "s1"


def test_story_that_was_carried_by_a_merge_leaves_the_cluster_that_it_was_carried_to(connection: Connection) -> None:
    founded(connection, "s1", "s2", "s3")

    stored = decide(connection, decided("merge", "s2", "s1"), decided("join", "s2", "s3"))

    assert [decision.former for decision in stored] == [None, "s1"]
    assert members(connection, "s3") == ["s3", "s2"]


def test_order_of_arrival_is_that_of_first_decisions(connection: Connection) -> None:
    founded(connection, "s1", "s2", "s3")
    decide(connection, decided("merge", "s2", "s1"), decided("merge", "s3", "s1"))
    arrive(connection, "s4")
    decide(connection, decided("join", "s4", "s1"), decided("join", "s2", "s1", score=0.9))

    read = remembered.since(connection, MONDAY + 2 * MINUTE)

    assert [(one.story, one.cluster) for one in read] == [("s2", "s1"), ("s3", "s1"), ("s4", "s1")]


@pytest.mark.parametrize(
    "wrong", [decided("join", "s3", "s2"), decided("merge", "s2", "s3"), decided("join", "s3", "s9")]
)
def test_decision_about_a_cluster_that_is_not_there_is_refused(connection: Connection, wrong: Decision) -> None:
    founded(connection, "s1", "s2", "s3")
    decide(connection, decided("merge", "s2", "s1"))

    with pytest.raises(ValueError, match="merged"):
        decide(connection, wrong)


def test_new_rules_look_at_no_merged_cluster(connection: Connection) -> None:
    founded(connection, "s1", "s2")
    decide(connection, decided("merge", "s2", "s1"))
    clusters.mark_seen(connection, ["s1", "s2"])

    clusters.mark_all_changed(connection)

    assert clusters.changed(connection, 9) == ["s1"]


# What topics show

Show = Callable[..., None]


@pytest.fixture
def show(connection: Connection) -> Show:
    def show(cluster: str, topic: str = "all", *, minute: int = 0, withdrawn: bool = False) -> None:
        at = MONDAY + minute * MINUTE
        entry = Shown(
            topic=topic,
            cluster=cluster,
            representative=cluster,
            chosen_because="the only story",
            matched=("the",),
            signature=cluster,
            published=at,
            updated=at,
            withdrawn=withdrawn,
        )
        topics.show(connection, [entry])

    return show


def tag(key: str) -> str:
    return f"tag:{AUTHORITY}:cluster/{key}"


def shown(connection: Connection, topic: str = "all") -> list[tuple[str, str | None]]:
    return [(entry.cluster, entry.id) for entry in topics.newest(connection, topic, 9, now=MONDAY + timedelta(days=1))]


def test_of_two_entries_the_elder_clusters_stays_and_its_topic_does_not_get_older(
    connection: Connection, show: Show
) -> None:
    founded(connection, "s1", "s2")
    show("s1", minute=1)
    show("s2", minute=5)

    decide(connection, decided("merge", "s2", "s1"))

    [entry] = topics.newest(connection, "all", 9, now=MONDAY + timedelta(days=1))
    assert (entry.cluster, entry.id, entry.published, entry.updated) == (
        "s1",
        None,
        MONDAY + MINUTE,
        MONDAY + 5 * MINUTE,
    )


def test_entry_that_only_the_younger_cluster_had_goes_on_under_its_id(connection: Connection, show: Show) -> None:
    founded(connection, "s1", "s2")
    show("s1", "other", minute=1)
    show("s2", minute=5)
    before = topics.newest(connection, "all", 9, now=MONDAY + timedelta(days=1))[0]

    decide(connection, decided("merge", "s2", "s1"))

    [entry] = topics.newest(connection, "all", 9, now=MONDAY + timedelta(days=1))
    assert entry == replace(before, cluster="s1", id=tag("s2"))
    assert shown(connection, "other") == [("s1", None)]


def test_entry_goes_on_under_its_id_through_any_number_of_merges(connection: Connection, show: Show) -> None:
    founded(connection, "s1", "s2", "s3")
    show("s3")

    decide(connection, decided("merge", "s3", "s2"), decided("merge", "s2", "s1"))

    assert shown(connection) == [("s1", tag("s3"))]


@pytest.mark.parametrize(
    ("own", "other", "expected"),
    [
        (True, False, [("s1", tag("s2"))]),  # what readers see goes on
        (False, True, [("s1", None)]),
        (True, True, []),
    ],
)
def test_entry_that_the_rules_let_go_is_no_entry(
    connection: Connection,
    show: Show,
    own: bool,
    other: bool,
    expected: list[tuple[str, str | None]],
) -> None:
    founded(connection, "s1", "s2")
    show("s1", withdrawn=own)
    show("s2", withdrawn=other)

    decide(connection, decided("merge", "s2", "s1"))

    assert shown(connection) == expected


# What pages show


def test_only_pages_that_readers_may_know_are_written_for_a_merge(connection: Connection, show: Show) -> None:
    founded(connection, "s1", "s2", "s3", "s4")
    show("s3")

    decide(connection, decided("merge", "s2", "s1"))
    assert clusters.due_pages(connection) == []

    decide(connection, decided("merge", "s3", "s1"))
    assert clusters.due_pages(connection) == ["s1", "s3"]
    clusters.mark_pages_written(connection, ["s1", "s3"])
    assert clusters.due_pages(connection) == []
    assert clusters.once_taken_back(connection, ["s1", "s3"]) == set()

    decide(connection, decided("merge", "s1", "s4"))
    assert clusters.due_pages(connection) == ["s1", "s3", "s4"], "no page leads to a page that leads on"


def test_page_of_a_cluster_is_written_without_a_story_that_moved(connection: Connection, show: Show) -> None:
    founded(connection, "s1", "s2")
    arrive(connection, "s3")
    decide(connection, decided("join", "s3", "s2"))
    show("s2")

    decide(connection, decided("join", "s3", "s1"))

    assert clusters.due_pages(connection) == ["s2"]


def test_what_is_taken_back_is_taken_off_the_pages_that_name_where_it_was(connection: Connection, show: Show) -> None:
    founded(connection, "s1", "s2", "s3", "s5", "s6")
    arrive(connection, "s4", "s7")
    decide(connection, decided("join", "s4", "s2"), decided("join", "s7", "s2"))
    decide(connection, decided("merge", "s2", "s1"))  # s7 was most like s4, and its page says so
    decide(connection, decided("join", "s4", "s3"))
    for key in ("s1", "s3", "s5"):
        show(key)
    clusters.mark_pages_written(connection, clusters.due_pages(connection))

    clusters.mark_taken_back(connection, ["s3"])

    assert clusters.due_pages(connection) == ["s1", "s3"]


def test_cluster_is_named_after_a_story_that_may_be_elsewhere_by_now(connection: Connection, show: Show) -> None:
    founded(connection, "s1", "s2", "s3", "s4")
    arrive(connection, "s5")
    decide(connection, decided("join", "s5", "s2"), decided("join", "s5", "s4"))  # “moved here from the cluster of s2”
    decide(connection, decided("merge", "s2", "s1"), decided("join", "s2", "s3"))
    show("s4")

    clusters.mark_taken_back(connection, ["s3"])

    assert clusters.due_pages(connection) == ["s4"]


def test_what_was_taken_back_once_is_meant_for_ever_after_a_merge_too(connection: Connection, show: Show) -> None:
    founded(connection, "s1", "s2")
    show("s2")
    clusters.mark_taken_back(connection, ["s2"])

    decide(connection, decided("merge", "s2", "s1"))

    assert clusters.once_taken_back(connection, ["s1", "s2"]) == {"s1"}


def test_cluster_of_a_story_is_the_one_that_it_is_in_now(connection: Connection) -> None:
    founded(connection, "s1", "s2")
    decide(connection, decided("merge", "s2", "s1"))

    found = clusters.of_story(connection, "s2")

    assert found is not None
    assert (found.key, found.id) == ("s1", tag("s1"))
    assert stories.count(connection) == 2


def test_decisions_of_a_former_release_are_read_back(tmp_path: Path) -> None:
    database = open_database(tmp_path / "storyfold.db")
    with database.writing() as connection:
        founded(connection, "s1")
        columns = connection.exec_driver_sql("SELECT former FROM decision").all()
        entries = connection.exec_driver_sql("SELECT merged_into, page_due FROM cluster").all()
    database.close()

    assert (columns, entries) == ([(None,)], [(None, 0)])
