"""What editors decided, as it is kept; and clusters that were merged and come back."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from bot.store import clusters, editorial, repairs, topics
from bot.store.editorial import Wanted, Wishes
from bot.store.topics import Shown
from tests.store.test_repairs import AUTHORITY, MINUTE, MONDAY, arrive, decide, decided, founded, opened, undone

__all__ = ["opened"]  # a fixture


@pytest.fixture
def connection(opened: Connection) -> Iterator[Connection]:
    with undone(opened) as given_back:
        yield given_back


def entry(cluster: str, at: int = 0, **more: object) -> Shown:
    when = MONDAY + at * MINUTE
    told = {"representative": cluster, "chosen_because": "", "matched": (), "signature": "s"}
    return Shown(topic="all", cluster=cluster, published=when, updated=when, **told, **more)  # type: ignore[arg-type]


def shown(connection: Connection) -> dict[str, tuple[str | None, int, bool]]:
    """Of each cluster: the id of its entry, when it was published, in minutes, and whether readers see it."""
    found = topics.shown(connection, ["a1", "b2", "c3", "d4"])
    return {key: (one.id, (one.published - MONDAY) // MINUTE, not one.withdrawn) for (_, key), one in found.items()}


def known(cluster: str) -> str:
    return f"tag:{AUTHORITY}:cluster/{cluster}"


def test_each_story_came_by_the_merges_of_its_time(connection: Connection) -> None:
    founded(connection, "a1", "b2", "c3")
    arrive(connection, "x4")
    decide(connection, decided("join", "x4", "b2"), decided("merge", "b2", "a1"))
    decide(connection, decided("split", "b2", "b2"), decided("merge", "b2", "c3"))

    places = {key: clusters.of_story(connection, key) for key in ("x4", "b2")}

    ways = {
        key: (found.key, [(merge.story, merge.cluster) for merge in member.merges])
        for key, found in places.items()
        if found is not None
        for member in found.members
        if member.story.key == key
    }
    assert ways == {"x4": ("a1", [("b2", "a1")]), "b2": ("c3", [])}  # its last decision is the merge itself


def test_cluster_that_comes_back_has_the_entry_back_that_went_on_as_another_one(connection: Connection) -> None:
    founded(connection, "a1", "b2", "d4")
    topics.show(connection, [entry("b2", 5)])
    decide(connection, decided("merge", "b2", "a1"))
    assert shown(connection) == {"a1": (known("b2"), 5, True), "b2": (None, 5, False)}
    repairs.lead_to(connection, ["b2"], "d4")  # its founding story is elsewhere by now

    decide(connection, decided("split", "b2", "b2"))

    assert shown(connection) == {"b2": (None, 5, True)}
    assert repairs.merged_into(connection, ["b2"]) == {}


def test_clusters_that_took_each_others_entry_have_their_own_back(connection: Connection) -> None:
    founded(connection, "a1", "b2")
    topics.show(connection, [entry("a1", 1, withdrawn=True), entry("b2", 5)])
    before = shown(connection)
    decide(connection, decided("merge", "b2", "a1"))
    assert shown(connection)["a1"] == (known("b2"), 5, True)

    decide(connection, decided("split", "b2", "b2"))

    assert shown(connection) == before


def test_no_two_entries_have_one_id_after_clusters_came_back_one_after_the_other(connection: Connection) -> None:
    founded(connection, "a1", "b2", "c3")
    topics.show(connection, [entry("c3", 5)])
    decide(connection, decided("merge", "c3", "b2"), decided("merge", "b2", "a1"))
    decide(connection, decided("split", "c3", "c3"))
    decide(connection, decided("split", "b2", "b2"))

    assert shown(connection) == {"c3": (None, 5, True)}


def test_page_of_a_cluster_that_comes_back_is_written_again(connection: Connection) -> None:
    founded(connection, "a1", "b2")
    topics.show(connection, [entry("b2")])
    decide(connection, decided("merge", "b2", "a1"))
    clusters.mark_pages_written(connection, clusters.due_pages(connection))

    decide(connection, decided("split", "b2", "b2"))

    assert "b2" in clusters.due_pages(connection)
    assert "b2" in clusters.changed(connection, 10)


def test_decision_stands_until_it_is_taken_back_and_is_due_both_times(connection: Connection) -> None:
    founded(connection, "a1", "b2")
    number = editorial.add(
        connection, Wanted(kind="merge", story="a1", other="b2", sides=(("a1",), ("b2",))), "cli", MONDAY
    )
    [due] = editorial.due(connection)
    assert (due.number, due.by, due.at, due.undone_at, due.wanted.sides) == (
        number,
        "cli",
        MONDAY,
        None,
        (("a1",), ("b2",)),
    )
    editorial.mark_heeded(connection, due, (("a1", "x9"), ("b2",)))
    assert editorial.due(connection) == []
    assert editorial.bonds(connection)[0].wanted.sides == (("a1", "x9"), ("b2",))

    assert editorial.undo(connection, number, MONDAY + MINUTE)
    assert not editorial.undo(connection, number, MONDAY + MINUTE)
    assert [one.undone_at for one in editorial.due(connection)] == [MONDAY + MINUTE]
    assert editorial.bonds(connection) == []
    assert editorial.about(connection, ["b2"]) == []


def test_wishes_are_by_topic_and_the_last_one_counts(connection: Connection) -> None:
    founded(connection, "a1", "b2")
    for wanted in (
        Wanted(kind="hide", story="a1", topic="water"),
        Wanted(kind="retitle", story="a1", title="First"),
        Wanted(kind="retitle", story="a1", title="Second"),
        Wanted(kind="represent", story="a1", topic="water"),
    ):
        editorial.add(connection, wanted, "web", MONDAY)

    found = editorial.wishes(connection, ["a1", "b2"])

    assert found == {
        "a1": Wishes(hidden=frozenset({"water"}), titles={None: "Second"}, representatives={"water": "a1"})
    }
    assert (found["a1"].title("any"), found["a1"].representative("any"), found["a1"].hides("any")) == (
        "Second",
        None,
        False,
    )
