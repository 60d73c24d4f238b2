from datetime import UTC, datetime
from itertools import permutations

import pytest

from bot.formats.agencies.versions import latest
from bot.model import Entry, Status, Wire

MORNING, NOON = datetime(2026, 3, 4, 6, tzinfo=UTC), datetime(2026, 3, 4, 12, tzinfo=UTC)


def item(
    text: str,
    version: int | None = None,
    status: Status = "usable",
    updated: datetime | None = None,
    key: str = "urn:a",
) -> Entry:
    return Entry(
        key=key, title="Ferry", body=text, updated=updated, wire=Wire(item=key, version=version, status=status)
    )


def kept(*entries: Entry) -> list[tuple[str, str]]:
    return [(entry.key, entry.body) for entry in latest(entries, (), "in/a").entries]


@pytest.mark.parametrize(
    "entries",
    [
        [item("second", 2), item("first", 1)],
        [item("counted", 1), item("not counted")],
        [item("third", 3), item("killed", 2, "canceled")],
    ],
    ids=["higher", "counted", "back again"],
)
def test_highest_version_is_kept_in_any_order(entries: list[Entry]) -> None:
    for some in permutations(entries):
        assert kept(*some) == [("urn:a", entries[0].body)]


@pytest.mark.parametrize("status", ["canceled", "withheld"])
@pytest.mark.parametrize("version, of_kill", [(1, 1), (3, None), (None, None)])
def test_a_kill_of_the_same_version_or_of_none_counts_in_any_order(
    status: Status, version: int | None, of_kill: int | None
) -> None:
    for some in permutations([item("a story", version), item("killed", of_kill, status)]):
        assert kept(*some) == [("urn:a", "killed")]


def test_a_kill_that_is_provably_earlier_does_not() -> None:
    for some in permutations([item("back", 1, updated=NOON), item("killed", 1, "canceled", MORNING)]):
        assert kept(*some) == [("urn:a", "back")]


def test_two_texts_under_one_id_are_two_entries_and_one_text_is_one() -> None:
    assert kept(item("one", 1), item("two", 1), item("one", 1)) == [("urn:a", "one"), ("urn:a#2", "two")]


def test_what_is_left_out_is_said() -> None:
    parts = latest([item("a story", 3), item("killed", None, "canceled")], ["before"], "in/a")

    assert parts.skipped == (
        "before",
        "in/a: version 3 of urn:a, a version without a number (canceled) is in it too",
    )
