"""What `parse` does with files that are none, are too large, have odd names or odd times; and with lists of them."""

import json
import os
from datetime import UTC, datetime

import pytest

from bot.cli.files import arrival
from bot.sources.folder import MAX_FILE_BYTES
from tests.desk import Desk
from tests.test_pipeline import FIRE

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def batch(desk: Desk, content: bytes) -> list[dict[str, object]]:
    (desk.root / "list").write_bytes(content)
    return [json.loads(line) for line in desk.run("parse", "--batch", str(desk.root / "list")).out.splitlines()]


def test_parse_refuses_what_is_no_file_and_does_not_wait_for_it(desk: Desk) -> None:
    fifo = desk.root / "pipe"
    os.mkfifo(fifo)
    good = desk.drop("fire.txt", FIRE)

    rows = batch(desk, f"{fifo}\n{desk.wire}\n/dev/zero\n{good}\n".encode())

    assert [row["error"] for row in rows] == [
        "is a fifo, expected a file",
        "is a directory, expected a file",
        "is a device, expected a file",
        None,
    ]


def test_parse_refuses_a_file_above_the_limit_before_reading_it(desk: Desk) -> None:
    large = desk.drop("large.txt", "")
    os.truncate(large, 2**40)  # a hole: it takes no room on the disk, and reading it all would take this machine

    result = desk.run("parse", str(large), code=2)

    assert result.err == f"storyfold: {large}: has {2**40} bytes, at most 25 MiB are read\n"


def test_parse_reads_a_file_of_just_the_limit(desk: Desk) -> None:
    reasons = []
    for size in (MAX_FILE_BYTES, MAX_FILE_BYTES + 1):
        large = desk.drop("large.txt", "")
        os.truncate(large, size)
        reasons.append("at most 25 MiB are read" in desk.run("parse", str(large), code=2).err)

    assert reasons == [False, True]


@pytest.mark.parametrize("modified_s", [1e15, -1e15, 1e18, -62135596801.0, 253402300800.0])
def test_file_time_that_no_calendar_has_counts_as_now(modified_s: float) -> None:
    assert arrival(modified_s, NOW) == NOW


def test_file_arrived_when_it_was_modified() -> None:
    assert arrival(NOW.timestamp() - 60, NOW).isoformat() == "2026-03-01T23:59:00+00:00"


def test_list_is_split_at_line_feeds_only(desk: Desk) -> None:
    names = ["a\x0bb.txt", "a\x0cb.txt", "a\x1cb.txt", "a\u0085b.txt", "a\u2028b.txt", "a\rb.txt", "plain.txt"]
    files = [str(desk.drop(name, FIRE)) for name in names]

    rows = batch(desk, "\n".join(files).encode() + b"\r\n\r\n\n")

    assert [(row["file"], row["error"]) for row in rows] == [(file, None) for file in files]


def test_list_may_name_files_that_are_not_utf8(desk: Desk) -> None:
    name = os.fsencode(desk.wire) + b"/caf\xe9.txt"
    desk.drop("fire.txt", FIRE).rename(os.fsdecode(name))

    [row] = batch(desk, name)

    assert (os.fsencode(str(row["file"])), row["error"]) == (name, None)


@pytest.mark.parametrize("name", ["nowhere", "", "two\nlines"])
def test_list_that_cannot_be_read_is_one_line_and_two(desk: Desk, name: str) -> None:
    result = desk.run("parse", "--batch", str(desk.root / name), code=2)

    assert result.out == ""
    assert result.err.startswith(f"storyfold: {desk.root}")
    assert ": cannot be read: " in result.err
    assert len(result.err.splitlines()) == 1


def test_message_about_a_file_is_one_line_whatever_its_name(desk: Desk) -> None:
    missing = desk.wire / "two\nlines\x1b[31m \u2028é.txt"

    result = desk.run("parse", str(missing), code=2)

    shown = r"two\nlines\x1b[31m \u2028é.txt"
    assert result.err == f"storyfold: {desk.wire}/{shown}: cannot be read: No such file or directory\n"


def test_message_about_a_skipped_entry_is_one_line_whatever_its_name(desk: Desk) -> None:
    feed = desk.drop("feed.xml", "<rss><channel><item><guid>a&#10;b</guid></item></channel></rss>")

    result = desk.run("parse", str(feed), code=None)

    assert len(result.err.splitlines()) == 1
