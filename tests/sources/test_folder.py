"""A folder: every complete file once, again when it changes, nothing outside, nothing half."""

import os
import socket
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import FolderError, FormatError
from bot.model import Source
from bot.sources.folder import FolderWatch, Found, Listing, Stamp
from bot.sources.inside import from_key, to_key

SOURCE = Source(name="desk", title="Desk", family="desk")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SETTLE = timedelta(seconds=2)


def watch(root: Path, include: tuple[str, ...] = ("*.txt",)) -> FolderWatch:
    return FolderWatch(SOURCE, root, include, SETTLE)


def put(path: Path, text: str = "Story.", at: datetime = NOON) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, (at.timestamp(), at.timestamp()))
    return path


def paths(listing: Listing) -> list[str]:
    return [found.path for found in listing.ready]


def known(listing: Listing) -> dict[str, Stamp]:
    return {found.path: found.stamp for found in listing.ready}


def test_settled_files_are_ready_oldest_first_with_sub_folders(tmp_path: Path) -> None:
    put(tmp_path / "b.txt", at=NOON)
    put(tmp_path / "sub" / "a.txt", at=NOON - timedelta(hours=1))

    assert paths(watch(tmp_path).look({}, NOON + SETTLE)) == ["sub/a.txt", "b.txt"]


def test_file_is_not_ready_until_it_has_settled(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", at=NOON)
    folder = watch(tmp_path)

    early = folder.look({}, NOON + SETTLE / 2)
    late = folder.look({}, NOON + SETTLE)

    assert (paths(early), early.waiting) == ([], 1)
    assert (paths(late), late.waiting) == (["a.txt"], 0)


def test_growing_file_starts_to_settle_anew(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", "Half", at=NOON)
    folder = watch(tmp_path)
    folder.look({}, NOON + timedelta(seconds=1))
    put(tmp_path / "a.txt", "Half and half", at=NOON + timedelta(seconds=1.5))

    assert paths(folder.look({}, NOON + SETTLE)) == []
    assert paths(folder.look({}, NOON + 2 * SETTLE)) == ["a.txt"]


def test_file_dated_in_the_future_settles_by_our_own_clock(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", at=NOON + timedelta(days=1))
    folder = watch(tmp_path)

    assert paths(folder.look({}, NOON)) == []
    [ready] = folder.look({}, NOON + SETTLE).ready
    document = folder.read(ready, NOON + SETTLE)
    assert document is not None
    assert document.arrived == NOON + SETTLE


def test_known_file_is_not_mentioned_until_it_changes(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", "One", at=NOON)
    folder = watch(tmp_path)
    seen = known(folder.look({}, NOON + SETTLE))

    assert folder.look(seen, NOON + SETTLE) == Listing(ready=(), waiting=0)

    put(tmp_path / "a.txt", "Two", at=NOON + SETTLE)
    assert paths(folder.look(seen, NOON + 2 * SETTLE)) == ["a.txt"]


def test_file_renamed_into_the_folder_is_ready_at_once(tmp_path: Path) -> None:
    written = put(tmp_path / "outside" / "x.part", at=NOON - SETTLE)
    (tmp_path / "in").mkdir()
    written.rename(tmp_path / "in" / "x.txt")

    assert paths(watch(tmp_path / "in").look({}, NOON)) == ["x.txt"]


def test_only_files_that_match_and_no_hidden_ones_are_mentioned(tmp_path: Path) -> None:
    for name in ("a.txt", "a.xml", ".hidden.txt", ".sync/b.txt", "wire/c.nitf"):
        put(tmp_path / name)

    assert paths(watch(tmp_path).look({}, NOON + SETTLE)) == ["a.txt"]
    assert paths(watch(tmp_path, ("wire/*",)).look({}, NOON + SETTLE)) == ["wire/c.nitf"]


def test_links_pipes_and_sockets_are_passed_over_without_blocking_and_named_once(tmp_path: Path) -> None:
    outside = put(tmp_path / "secret.txt")
    inside = tmp_path / "in"
    put(inside / "a.txt")
    (inside / "again.txt").symlink_to(inside / "a.txt")
    (inside / "link.txt").symlink_to(outside)
    (inside / "loop.txt").symlink_to(inside)
    (inside / "sub").symlink_to(tmp_path)
    os.mkfifo(inside / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(inside / "socket.txt"))
    folder = watch(inside, ("*",))

    listing = folder.look({}, NOON + SETTLE)

    assert paths(listing) == ["a.txt"]
    assert listing.passed_over == (
        "again.txt: is a link inside the folder: what it leads to is read in its own place",
        "link.txt: is a link that leads out of the folder, put the file itself there",
        "loop.txt: is a link that leads out of the folder, put the file itself there",
        "pipe.txt: is a pipe, expected a file",
        "socket.txt: is a socket, expected a file",
        "sub: is a link that leads out of the folder, put the file itself there",
    )
    assert folder.look({}, NOON + SETTLE).passed_over == ()


@pytest.mark.parametrize(
    "name",
    [
        "~a.txt",
        "a.txt~",
        "a.tmp",
        "a.PART",
        "a.partial",
        "a.filepart",
        "a.crdownload",
        ".a.txt.swp",
        ".#a.txt",
        "#a.txt#",
    ],
)
def test_files_that_are_not_complete_by_their_name_are_not_mentioned(tmp_path: Path, name: str) -> None:
    put(tmp_path / name)

    assert watch(tmp_path, ("*",)).look({}, NOON + SETTLE) == Listing(ready=(), waiting=0)


def test_file_written_anew_with_the_same_size_and_time_is_noticed(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", "One", at=NOON)
    folder = watch(tmp_path)
    seen = known(folder.look({}, NOON + SETTLE))

    put(tmp_path / "a.txt", "Two", at=NOON)
    folder.look(seen, NOON + SETTLE)

    assert paths(folder.look(seen, NOON + 2 * SETTLE)) == ["a.txt"]


def test_sub_folder_replaced_by_a_link_after_the_look_is_not_followed(tmp_path: Path) -> None:
    put(tmp_path / "in" / "sub" / "a.txt")
    folder = watch(tmp_path / "in")
    [found] = folder.look({}, NOON + SETTLE).ready
    (tmp_path / "in" / "sub").rename(tmp_path / "elsewhere")
    (tmp_path / "in" / "sub").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(FolderError, match=r"desk: sub/a\.txt: cannot be read"):
        folder.read(found, NOON)


def test_file_replaced_by_a_link_after_the_look_is_not_followed(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.txt")
    folder = watch(tmp_path / "in")
    [found] = folder.look({}, NOON + SETTLE).ready
    (tmp_path / "in" / "a.txt").unlink()
    (tmp_path / "in" / "a.txt").symlink_to(put(tmp_path / "secret.txt"))

    with pytest.raises(FolderError, match=r"desk: a\.txt: cannot be read"):
        folder.read(found, NOON)


def test_file_that_changes_between_look_and_read_is_left_for_the_next_look(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", "One", at=NOON)
    folder = watch(tmp_path)
    [found] = folder.look({}, NOON + SETTLE).ready
    put(tmp_path / "a.txt", "One and more", at=NOON + SETTLE)

    assert folder.read(found, NOON + SETTLE) is None


def test_read_gives_the_bytes_and_when_the_file_came(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", "Story.", at=NOON)
    folder = watch(tmp_path)
    [found] = folder.look({}, NOON + SETTLE).ready

    document = folder.read(found, NOON + SETTLE)

    assert document is not None
    assert (document.content, document.location, document.arrived) == (b"Story.", "a.txt", NOON)


def test_file_dated_beyond_the_calendar_is_read_as_of_now(tmp_path: Path) -> None:
    found = Found(path="a.txt", stamp=Stamp(size=6, mtime_ns=10**21))
    assert found.stamp.modified is None

    put(tmp_path / "a.txt", "Story.")
    os.utime(tmp_path / "a.txt", (2**33, 2**33))  # as far as every file system here goes
    folder = watch(tmp_path)
    folder.look({}, NOON)
    [ready] = folder.look({}, NOON + SETTLE).ready
    document = folder.read(ready, NOON)
    assert document is not None
    assert document.arrived == NOON


def test_too_large_a_file_is_refused_unread(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"a\.txt: has 99000000 bytes, at most"):
        watch(tmp_path).read(Found(path="a.txt", stamp=Stamp(size=99_000_000, mtime_ns=0)), NOON)


def test_known_file_that_is_gone_is_named(tmp_path: Path) -> None:
    put(tmp_path / "a.txt")
    seen = known(watch(tmp_path).look({}, NOON + SETTLE))
    (tmp_path / "a.txt").unlink()

    assert watch(tmp_path).look(seen, NOON).gone == ("a.txt",)


def test_missing_folder_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match=r"desk: .*gone: cannot be listed: No such file or directory"):
        watch(tmp_path / "gone").look({}, NOON)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may list every folder")
def test_unreadable_sub_folder_costs_only_itself(tmp_path: Path) -> None:
    put(tmp_path / "a.txt")
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed").chmod(0)

    listing = watch(tmp_path).look({}, NOON + SETTLE)

    (tmp_path / "closed").chmod(stat.S_IRWXU)
    assert paths(listing) == ["a.txt"]
    assert [str(problem) for problem in listing.problems] == ["desk: closed: cannot be listed: Permission denied"]


def test_file_that_vanishes_after_the_look_is_left_for_the_next_look(tmp_path: Path) -> None:
    put(tmp_path / "a.txt")
    folder = watch(tmp_path)
    [found] = folder.look({}, NOON + SETTLE).ready
    assert folder.has(found)
    (tmp_path / "a.txt").unlink()

    assert folder.read(found, NOON) is None
    assert not folder.has(found)


def test_names_of_255_bytes_and_of_different_case_are_files_of_their_own(tmp_path: Path) -> None:
    names = ["A.txt", "a.txt", f"{'ü' * 125}x.txt", "two\nlines.txt"]
    for name in names:
        put(tmp_path / name, name)
    folder = watch(tmp_path)

    found = folder.look({}, NOON + SETTLE).ready

    documents = [folder.read(one, NOON) for one in found]
    assert {document.content.decode() for document in documents if document} == set(names)
    assert "two\\x0alines.txt" in {one.path for one in found}


def test_name_that_is_no_utf8_is_read_under_a_name_that_can_be_stored(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9\\x.txt"
    with open(name, "wb") as file:  # noqa: PTH123 (a path of bytes)
        file.write(b"Story.")
    folder = watch(tmp_path)

    [found] = folder.look({}, datetime.now(UTC) + SETTLE).ready
    document = folder.read(found, NOON)

    assert found.path == "caf\\xe9\\\\x.txt"
    assert document is not None
    assert document.content == b"Story."


@given(st.binary(min_size=1).filter(lambda name: b"/" not in name and b"\0" not in name))
def test_every_name_has_a_key_of_plain_text_and_comes_back(name: bytes) -> None:
    key = to_key(name)

    key.encode("utf-8")
    assert len(key.splitlines()) == 1
    assert from_key(key) == name
