"""Versions, embargoes and kills as agencies send them: the newest word stands, in whatever order they come."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from bot import fingerprints
from bot.model import Decision, Delivery, Status, Story, Wire
from bot.store import clusters, stories, tables
from bot.store.ahead import Ahead
from bot.store.database import Database, open_database
from bot.store.keeping import Kept, keep

MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
ITEM = "urn:newsml:northwire.example:20260302:ferry"
KEY = "0" * 19 + "a"


def story(text: str = "The ferry is late.", updated: datetime | None = None, **wire: Any) -> Story:
    return Story(
        key=KEY,
        title=f"Ferry: {text}" if text else ITEM,
        text=text,
        html=f"<p>{text}</p>" if text else "",
        published=MONDAY,
        updated=updated,
        first_seen=MONDAY,
        source="wire",
        outlet="Northwire",
        wire=Wire(item=ITEM, **wire),
    )


def delivery(*given: Any, **wire: Any) -> Delivery:
    return fingerprints.marked(story(*given, **wire), entry=ITEM, own_key=f"own-{ITEM}")


def version(number: int, **wire: Any) -> Delivery:
    return delivery(f"The ferry is {number} hours late.", MONDAY + number * HOUR, version=number, **wire)


@contextmanager
def opened() -> Iterator[Database]:
    with TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "storyfold.db")
        yield database
        database.close()


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    database = open_database(tmp_path / "storyfold.db")
    with database.writing() as given:
        yield given
    database.close()


def held(connection: Connection) -> Story:
    [found] = stories.named(connection, [KEY])
    return found


def status(connection: Connection) -> str:
    wire = held(connection).wire
    assert wire is not None
    return wire.status


def stored(connection: Connection) -> list[list[tuple[object, ...]]]:
    every = (tables.story, tables.sighting, tables.revision)
    return [[tuple(row) for row in connection.execute(table.select().order_by(*table.primary_key))] for table in every]


def cluster(connection: Connection) -> None:
    decision = Decision(kind="found", story=KEY, cluster=KEY, copy=KEY, score=0.0)
    clusters.apply(connection, [decision], "storyfold.example,2026")


# Versions


states: list[dict[str, Any]] = [{}, {}, {"status": "canceled"}, {"status": "withheld"}, {"embargo": MONDAY}]


@st.composite
def documents(draw: st.DrawFn) -> list[list[int]]:
    """Versions 1 to n in any order, in any number of documents; some of them come again."""
    count = draw(st.integers(1, 6))
    again = draw(st.lists(st.integers(1, count), max_size=3))
    order = draw(st.permutations([*range(1, count + 1), *again]))
    cuts = sorted(draw(st.sets(st.integers(1, len(order)), max_size=4)) | {0, len(order)})
    return [order[a:b] for a, b in pairwise(cuts)]


@settings(deadline=None, max_examples=40)
@given(documents(), st.lists(st.sampled_from(states), min_size=6, max_size=6), st.booleans(), st.booleans())
def test_in_whatever_order_versions_come_the_newest_stands(
    orders: list[list[int]], wires: list[dict[str, Any]], has_numbers: bool, looks_up: bool
) -> None:
    told = {
        number: version(number, **wire) if has_numbers else unnumbered(number, **wire)
        for number, wire in enumerate(wires, 1)
    }
    with opened() as database, database.writing() as connection:
        for hour, numbers in enumerate(orders):
            said = [told[number] for number in numbers]
            ahead = Ahead(connection) if looks_up else None
            if ahead:
                ahead.look_up(("wire", one.entry, one.story.key) for one in said)
            keep(connection, said, MONDAY + hour * HOUR, lambda _former, _text: True, ahead=ahead)
            if ahead:
                ahead.write()
        newest = told[max(number for numbers in orders for number in numbers)].story
        assert replace(held(connection), first_seen=newest.first_seen) == newest
        assert stories.count(connection) == 1


def unnumbered(number: int, **wire: Any) -> Delivery:
    return delivery(f"The ferry is {number} hours late.", MONDAY + number * HOUR, **wire)


def test_a_late_old_version_is_known_and_changes_nothing(connection: Connection) -> None:
    keep(connection, [version(1)], MONDAY)
    keep(connection, [version(3)], MONDAY)
    before = stored(connection)

    assert keep(connection, [version(2)], MONDAY + HOUR) == Kept(known=1)
    assert keep(connection, [version(1)], MONDAY + HOUR) == Kept(known=1)
    assert keep(connection, [unnumbered(2)], MONDAY + HOUR) == Kept(known=1)

    assert stored(connection) == before


def test_what_former_versions_said_is_kept(connection: Connection) -> None:
    for number in (1, 2, 3):
        keep(connection, [version(number)], MONDAY + number * HOUR)

    former = connection.exec_driver_sql("SELECT text FROM revision ORDER BY number").scalars().all()
    assert former == ["The ferry is 1 hours late.", "The ferry is 2 hours late."]


def test_of_two_texts_of_one_version_the_one_dated_later_stands(connection: Connection) -> None:
    early = delivery("Early.", MONDAY, version=1)
    late = delivery("Late.", MONDAY + HOUR, version=1)

    keep(connection, [late, early], MONDAY)

    assert held(connection).text == "Late."


@pytest.mark.parametrize("updated", [None, MONDAY])
def test_of_two_texts_of_one_version_and_time_the_one_that_came_later_stands(
    connection: Connection, updated: datetime | None
) -> None:
    keep(connection, [delivery("First.", updated, version=1)], MONDAY)
    keep(connection, [delivery("Second.", updated, version=1)], MONDAY)

    assert held(connection).text == "Second."


def test_an_item_is_one_story_wherever_its_versions_are(connection: Connection) -> None:
    first = replace(version(1).story, url="https://northwire.example/a")
    second = replace(version(2).story, url="https://northwire.example/b", published=MONDAY + timedelta(days=200))
    said = [fingerprints.marked(one, entry=ITEM, own_key="own") for one in (first, second)]

    def splits(_former: str, _text: str) -> bool:
        return True

    keep(connection, said[:1], MONDAY, splits, is_repost=splits)
    assert keep(connection, said[1:], MONDAY, splits, is_repost=splits) == Kept(revised=(KEY,))


# Kills


def test_a_kill_stands_against_what_it_killed_and_yields_to_a_higher_version(connection: Connection) -> None:
    keep(connection, [version(1), version(2)], MONDAY)

    assert keep(connection, [version(3, status="canceled")], MONDAY + HOUR) == Kept(revised=(KEY,))
    assert keep(connection, [version(2)], MONDAY + 2 * HOUR) == Kept(known=1)
    assert status(connection) == "canceled"

    assert keep(connection, [version(4)], MONDAY + 3 * HOUR) == Kept(revised=(KEY,))
    assert status(connection) == "usable"


@pytest.mark.parametrize("kill", [version(2, status="canceled"), delivery("", status="canceled")])
def test_a_kill_of_what_was_never_seen_keeps_it_out_when_it_comes(connection: Connection, kill: Delivery) -> None:
    assert keep(connection, [kill], MONDAY + HOUR) == Kept(new=1)
    assert keep(connection, [version(1)], MONDAY + 2 * HOUR) == Kept(known=1)

    assert status(connection) == "canceled"
    assert stories.unclustered(connection, 9, MONDAY + 99 * HOUR) == []

    keep(connection, [version(3)], MONDAY + 3 * HOUR)
    assert [one.key for one in stories.unclustered(connection, 9, MONDAY + 99 * HOUR)] == [KEY]


@pytest.mark.parametrize("state", ["canceled", "withheld"])
def test_an_undated_kill_without_a_number_is_as_old_as_its_arrival(connection: Connection, state: str) -> None:
    keep(connection, [unnumbered(1)], MONDAY)
    keep(connection, [delivery("", status=state)], MONDAY + 2 * HOUR)

    assert keep(connection, [unnumbered(1)], MONDAY + 9 * HOUR) == Kept(known=1)
    assert keep(connection, [delivery("No time.")], MONDAY + 9 * HOUR) == Kept(known=1)
    assert status(connection) == state
    assert held(connection).updated == MONDAY + 2 * HOUR

    keep(connection, [unnumbered(3)], MONDAY + 9 * HOUR)
    assert status(connection) == "usable"


def test_an_undated_kill_is_no_older_than_what_it_kills(connection: Connection) -> None:
    keep(connection, [unnumbered(5)], MONDAY)
    keep(connection, [delivery("", status="canceled")], MONDAY + HOUR)

    assert keep(connection, [unnumbered(5)], MONDAY + 2 * HOUR) == Kept(known=1)
    assert status(connection) == "canceled"


def test_a_kill_without_a_number_takes_none_of_the_count_away(connection: Connection) -> None:
    keep(connection, [version(3)], MONDAY)
    keep(connection, [delivery("", MONDAY + 4 * HOUR, status="canceled")], MONDAY)

    assert keep(connection, [version(2)], MONDAY) == Kept(known=1)
    keep(connection, [version(4)], MONDAY)
    assert status(connection) == "usable"


def test_a_kill_without_text_leaves_us_the_text(connection: Connection) -> None:
    keep(connection, [version(1)], MONDAY)
    word = replace(story("", MONDAY + HOUR, status="canceled"), outlet="The folder")
    keep(connection, [fingerprints.marked(word, entry=ITEM, own_key="own")], MONDAY)

    assert held(connection).title == "Ferry: The ferry is 1 hours late."
    assert held(connection).outlet == "Northwire"
    assert keep(connection, [delivery("", MONDAY + HOUR, status="canceled")], MONDAY) == Kept(known=1)


def test_what_says_nothing_of_versions_undoes_no_kill(connection: Connection) -> None:
    keep(connection, [version(1, status="canceled")], MONDAY)
    plain = replace(version(9).story, wire=None)

    assert keep(connection, [fingerprints.marked(plain, entry=ITEM, own_key="own")], MONDAY) == Kept(known=1)
    assert status(connection) == "canceled"


@pytest.mark.parametrize("state", ["canceled", "withheld"])
def test_a_kill_without_an_id_takes_back_what_its_entry_said_whatever_its_own_words(
    connection: Connection, state: Status
) -> None:
    said = replace(version(1).story, wire=None, url="https://northwire.example/a")
    taken_back = replace(
        said, text="Do not use.", updated=None, url="https://northwire.example/kills/7", wire=Wire(status=state)
    )

    def splits(_former: str, _text: str) -> bool:
        return True

    keep(connection, [fingerprints.marked(said, entry="ferry.txt", own_key="own")], MONDAY)
    keep(connection, [fingerprints.marked(taken_back, entry="ferry.txt", own_key="own")], MONDAY, splits)

    assert stories.count(connection) == 1
    assert status(connection) == state


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_a_kill_in_the_document_of_its_item_holds_in_any_order(connection: Connection, order: Sequence[int]) -> None:
    keep(connection, [version(number, status="canceled" if number == 2 else "usable") for number in order], MONDAY)

    assert status(connection) == "canceled"


def test_a_kill_is_news_whatever_its_text(connection: Connection) -> None:
    keep(connection, [version(1)], MONDAY)
    cluster(connection)
    clusters.mark_seen(connection, [KEY])

    killed = replace(version(1).story, wire=Wire(item=ITEM, version=2, status="canceled"))
    keep(connection, [fingerprints.marked(killed, entry=ITEM, own_key="own")], MONDAY + HOUR)

    assert clusters.changed(connection, 9) == [KEY]
    assert clusters.newest_revisions(connection, [KEY]) == {KEY: MONDAY + HOUR}


# Embargoes


def test_what_is_under_an_embargo_waits_for_its_end(connection: Connection) -> None:
    keep(connection, [version(1, embargo=MONDAY + 5 * HOUR)], MONDAY)

    assert stories.unclustered(connection, 9) == []
    assert stories.unclustered(connection, 9, MONDAY + 5 * HOUR - timedelta(microseconds=1)) == []
    assert [one.key for one in stories.unclustered(connection, 9, MONDAY + 5 * HOUR)] == [KEY]


@pytest.mark.parametrize(("hours", "free_at"), [(9, 9), (2, 2), (None, 0)])
def test_a_later_version_lengthens_shortens_or_lifts_an_embargo(
    connection: Connection, hours: int | None, free_at: int
) -> None:
    keep(connection, [version(1, embargo=MONDAY + 5 * HOUR)], MONDAY)
    keep(connection, [version(2, embargo=MONDAY + hours * HOUR if hours else None)], MONDAY)
    keep(connection, [version(1, embargo=MONDAY + 5 * HOUR)], MONDAY)

    waits = [not stories.unclustered(connection, 9, MONDAY + hour * HOUR) for hour in range(12)]
    assert waits == [hour < free_at for hour in range(12)]


def test_what_is_withheld_waits_without_end(connection: Connection) -> None:
    keep(connection, [version(1, status="withheld")], MONDAY)

    assert stories.unclustered(connection, 9, MONDAY + timedelta(days=9999)) == []

    keep(connection, [version(2)], MONDAY)
    assert len(stories.unclustered(connection, 9, MONDAY)) == 1


def test_topics_look_at_a_cluster_again_when_an_embargo_in_it_ends(connection: Connection) -> None:
    keep(connection, [version(1)], MONDAY)
    cluster(connection)
    clusters.mark_seen(connection, [KEY], {KEY: MONDAY + 5 * HOUR})

    assert clusters.changed(connection, 9, MONDAY + 4 * HOUR) == []
    assert clusters.changed(connection, 9, MONDAY + 5 * HOUR) == [KEY]
    clusters.mark_seen(connection, [KEY])
    assert clusters.changed(connection, 9, MONDAY + 6 * HOUR) == []


# Fingerprints


def test_digest_of_what_is_no_agency_item_is_what_it_always_was() -> None:
    plain = replace(version(1).story, wire=None)

    said = json.dumps([1, plain.title, plain.text, plain.html])
    assert fingerprints.digest(plain) == hashlib.sha256(said.encode()).hexdigest()


def test_digest_tells_what_may_be_done_with_an_item_and_nothing_else_of_it() -> None:
    one: dict[str, Any] = {"version": 1}
    marks: list[dict[str, Any]] = [
        one,
        one | {"version": 2},
        one | {"status": "canceled"},
        one | {"status": "withheld"},
        one | {"embargo": MONDAY},
        one | {"embargo": MONDAY + HOUR},
        one | {"is_correction": True},
    ]
    assert len({fingerprints.digest(story(**wire)) for wire in marks}) == len(marks)
    assert fingerprints.digest(story(**one)) == fingerprints.digest(story(**one, note="To editors: call us."))
