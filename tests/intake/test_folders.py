"""A folder that loses nothing: every complete file is one story once, whatever is done to it, and what is wrong is said."""

import os
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.intake.folders import folder as one_folder
from bot.intake.folders.batches import BATCH
from bot.sources import folder as watching
from bot.store.files import REMEMBERED
from tests.intake.desks import SECOND, Wire

STORM = "Storm closes bridge\n\nA storm closed the bridge at Port Merrow on Monday, and forty lorries wait on its far side, the harbour master said."
MINUTE = timedelta(minutes=1)


def nitf(text: str, item: str = "item-1", version: int = 1) -> str:
    title, _, body = text.partition("\n\n")
    return (
        f'<?xml version="1.0"?><nitf><head><docdata><doc-id id-string="{item}"/><du-key key="{item}" version="{version}"/>'
        f"</docdata></head><body><body.head><hedline><hl1>{title}</hl1></hedline></body.head>"
        f"<body.content><p>{body}</p></body.content></body></nitf>"
    )


@pytest.fixture
def wire(tmp_path: Path) -> Iterator[Wire]:
    wire = Wire(tmp_path)
    yield wire
    wire.close()


def stories(wire: Wire) -> int:
    return len(wire.texts())


def test_more_files_than_one_batch_holds_are_all_taken_once(wire: Wire) -> None:
    for number in range(2 * BATCH + 5):
        wire.put(f"{number % 7}/{number}.txt", f"Title {number}\n\nText of number {number}.")

    taken = wire.look()

    assert (taken.documents, taken.new, wire.look().documents) == (2 * BATCH + 5, 2 * BATCH + 5, 0)
    wire.started()
    assert wire.look().documents == 0
    assert stories(wire) == 2 * BATCH + 5


def test_stop_ends_between_files_and_the_rest_comes_with_the_next_start(wire: Wire) -> None:
    for number in range(9):
        wire.put(f"{number}.txt", f"Title {number}\n\nText of number {number}.")
    wire.on_document = lambda count: wire.intake.stop() if count == 3 else None

    begun = wire.look().new
    wire.on_document = lambda _: None
    wire.started()

    assert 3 <= begun < 9
    assert wire.look().new == 9 - begun
    assert stories(wire) == 9


def test_files_of_a_former_release_are_known_and_what_it_could_not_read_is_tried_again(wire: Wire) -> None:
    wire.put("a.txt", STORM)
    wire.put("b.nitf", "")
    wire.look()
    with wire.database.writing() as connection:
        connection.exec_driver_sql("UPDATE file SET ctime_ns = NULL, digest = NULL, entry = NULL")
    wire.put("b.nitf", nitf(STORM), at=wire.now)
    wire.started()

    taken = wire.look()

    assert (taken.documents, taken.new) == (1, 1)
    assert wire.errors() == {}


def test_what_was_read_is_forgotten_a_while_after_it_went(wire: Wire) -> None:
    wire.put("a.txt", STORM)
    wire.look()
    (wire.folder / "a.txt").unlink()
    wire.look()
    assert len(wire.rows("SELECT path FROM file")) == 1

    wire.started()
    wire.look(REMEMBERED + SECOND)

    assert wire.rows("SELECT path FROM file") == []
    assert stories(wire) == 1


@pytest.mark.parametrize("restart", [False, True])
@pytest.mark.parametrize("to", ["b.txt", "sub/a.txt", "sub/deep/b.md"])
def test_moved_file_is_no_new_story(wire: Wire, to: str, restart: bool) -> None:
    path = wire.put("a.txt", STORM)
    wire.look()
    (wire.folder / to).parent.mkdir(parents=True, exist_ok=True)
    path.rename(wire.folder / to)
    if restart:
        wire.started()

    wire.look()

    assert wire.entries() == [to]
    assert stories(wire) == 1
    wire.put(to, STORM.replace("forty", "fifty"))
    assert wire.look().revised == 1
    assert stories(wire) == 1


def test_other_text_under_the_name_that_a_moved_file_had_is_another_story(wire: Wire) -> None:
    wire.put("a.txt", STORM).rename(wire.folder / "b.txt")
    wire.put("a.txt", STORM)
    wire.look()
    (wire.folder / "b.txt").rename(wire.folder / "c.txt")
    wire.put("b.txt", "Council votes\n\nThe council of Tolland voted for a new library on Friday.")

    wire.look()

    assert wire.entries() == ["a.txt", "b.txt", "c.txt"]
    assert len(set(wire.texts())) == 2


def test_files_of_one_size_and_time_that_change_places_keep_their_stories(wire: Wire) -> None:
    one, other = wire.put("a.txt", STORM), wire.put("b.txt", STORM.replace("forty", "fifty"))
    wire.look()
    before = dict(wire.rows("SELECT story.text, story.key FROM story"))
    one.rename(wire.folder / "c.txt")
    other.rename(one)

    taken = wire.look()

    assert (taken.new, taken.revised) == (0, 0)
    assert wire.entries() == ["a.txt", "c.txt"]
    assert dict(wire.rows("SELECT text, key FROM story")) == before
    assert (
        wire.rows("SELECT text FROM sighting JOIN story ON story = key WHERE entry = 'a.txt'")[0][0].count("fifty") == 1
    )


def test_moved_archive_takes_its_members_along(wire: Wire) -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("one.txt", STORM)
        archive.writestr("two.txt", "Council votes\n\nThe council of Tolland voted for a new library on Friday.")
    path = wire.put("a.zip", packed.getvalue())
    assert wire.look().new == 2
    path.rename(wire.folder / "b.zip")

    assert wire.look().new == 0

    assert wire.entries() == ["b.zip!one.txt", "b.zip!two.txt"]


def test_touched_file_is_not_read_again(wire: Wire) -> None:
    wire.put("a.txt", STORM)
    wire.look()
    wire.put("a.txt", STORM, at=wire.now)

    assert (wire.look().documents, wire.look().waiting) == (0, 0)


def test_text_of_the_same_length_in_the_same_second_is_read(wire: Wire) -> None:
    at = wire.now
    wire.put("a.txt", STORM, at)
    wire.look()
    wire.put("a.txt", STORM.replace("forty", "fifty"), at)

    assert wire.look().revised == 1


def test_what_gives_no_story_is_on_the_list_until_it_changes_or_goes(wire: Wire) -> None:
    wire.put("bad.xml", b"\x00\x01\x02\x03" * 50)
    wire.put("empty.txt", "")
    assert len(wire.look().failures) == 2
    assert sorted(wire.errors()) == ["bad.xml", "empty.txt"]

    wire.started()
    assert wire.look().documents == 0
    wire.put("bad.xml", nitf(STORM))
    (wire.folder / "empty.txt").unlink()

    assert wire.look().new == 1
    assert wire.errors() == {}


def test_too_large_a_file_is_on_the_list(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "MAX_FILE_BYTES", 10)
    wire.put("a.txt", STORM)

    wire.look()

    assert wire.errors() == {"a.txt": f"a.txt: has {len(STORM)} bytes, at most 10 are read"}


def test_unreadable_file_is_on_the_list_said_once_and_tried_again(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    wire.put("a.txt", STORM)
    wire.put("b.txt", STORM.replace("forty", "fifty"))
    opened = os.open

    def refuse(path: object, *rest: object, **more: object) -> int:
        if path == b"a.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *rest, **more)  # type: ignore[arg-type]  # as it came

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", refuse)
        assert wire.look().failures == ["wire: a.txt: cannot be read: Permission denied"]
        assert wire.errors() == {"a.txt": "a.txt: cannot be read: Permission denied"}
        assert wire.look().failures == []
        assert wire.look(one_folder.AGAIN).failures == []
        wire.started()
        assert wire.look().failures == []

    assert wire.look(one_folder.AGAIN).new == 1
    assert wire.errors() == {}
    assert stories(wire) == 2


# One item in two forms


@pytest.mark.parametrize("after", ["keep", "archive"])
@pytest.mark.parametrize("first", ["text", "structured", "both"])
def test_text_beside_a_structured_item_is_the_same_story(tmp_path: Path, first: str, after: str) -> None:
    wire = Wire(tmp_path, **({"archive": "done"} if after == "archive" else {}))
    if first != "structured":
        wire.put("in/a.txt", STORM)
    if first != "text":
        wire.put("in/a.xml", nitf(STORM.replace("forty", "fifty")))
    taken = wire.look()
    assert (taken.new, taken.waiting) == (1, 0)
    if first == "structured":
        wire.put("in/a.txt", STORM)
    if first == "text":
        wire.put("in/a.xml", nitf(STORM.replace("forty", "fifty")))

    taken = wire.look()

    assert taken.revised == (1 if first == "text" else 0)
    assert stories(wire) == 1
    assert "fifty" in wire.texts()[0]
    assert wire.entries() == ["item-1"]
    assert sorted(row[0] for row in wire.rows("SELECT path FROM file WHERE error IS NULL")) == ["in/a.txt", "in/a.xml"]
    assert wire.look().documents == 0
    assert wire.files() == ([] if after == "archive" else ["wire/in/a.txt", "wire/in/a.xml"])
    wire.close()


def test_text_waits_for_a_structured_item_that_is_being_written(tmp_path: Path) -> None:
    wire = Wire(tmp_path, settle="5s")
    wire.put("a.txt", STORM, at=wire.now - MINUTE)
    wire.put("a.xml", nitf(STORM)[:50])
    assert (wire.look().documents, stories(wire)) == (0, 0)
    wire.put("a.xml", nitf(STORM))

    wire.look()
    taken = wire.look(6 * SECOND)

    assert (taken.new, wire.entries()) == (1, ["item-1"])
    wire.close()


def test_text_beside_what_gives_no_story_is_read(wire: Wire) -> None:
    wire.put("a.txt", STORM)
    wire.put("a.json", '{"width": 300}')

    assert wire.look().new == 1
    assert list(wire.errors()) == ["a.json"]

    wire.put("a.json", '{"uri": "urn:x:1", "type": "text", "headline": "Storm", "body_text": "Forty lorries wait."}')
    wire.look()
    assert stories(wire) == 1


def test_same_name_in_another_sub_folder_or_long_after_is_another_story(wire: Wire) -> None:
    wire.put("a/a.xml", nitf(STORM))
    wire.put("b/a.txt", "Council votes\n\nThe council of Tolland voted for a new library on Friday.")
    assert wire.look().new == 2
    (wire.folder / "a/a.xml").unlink()
    wire.look()

    wire.put(
        "a/a.txt", "Rain at last\n\nRain fell on Elmside for the first time since May.", at=wire.now + 2 * 60 * MINUTE
    )
    wire.look(3 * 60 * MINUTE)

    assert stories(wire) == 3


# After


def test_archive_takes_what_was_read_with_its_sub_folders_and_overwrites_nothing(tmp_path: Path) -> None:
    wire = Wire(tmp_path, archive="done")
    for text in ("One\n\nFirst text of the day.", "Two\n\nSecond text of the day."):
        wire.put("sub/a.txt", text)
        wire.look()
    wire.put("bad.txt", "")

    wire.look()

    assert wire.files() == ["wire/bad.txt"]
    assert (tmp_path / "done/sub/a.txt").read_text().startswith("One")
    assert (tmp_path / "done/sub/a.1.txt").read_text().startswith("Two")
    wire.close()


def test_deleted_is_only_what_gave_its_story(tmp_path: Path) -> None:
    wire = Wire(tmp_path, after="delete")
    wire.put("a.txt", STORM)
    wire.put("bad.txt", "")

    wire.look()

    assert wire.files() == ["wire/bad.txt"]
    assert stories(wire) == 1
    wire.close()


def test_quarantine_takes_what_gives_no_story_with_its_reason(tmp_path: Path) -> None:
    wire = Wire(tmp_path, quarantine="bad")
    wire.put("a.txt", STORM)
    for _ in range(2):
        wire.put("sub/b.txt", "")
        wire.look()

    assert wire.files() == ["wire/a.txt"]
    assert (
        tmp_path / "bad/sub/b.txt.reason.txt"
    ).read_text() == "sub/b.txt: no text: 0 bytes without a letter, expected a story\n"
    assert (tmp_path / "bad/sub/b.1.txt").exists()
    assert (tmp_path / "bad/sub/b.1.txt.reason.txt").exists()
    wire.look()
    assert wire.errors() == {}
    wire.close()


def test_after_a_crash_between_commit_and_move_the_file_is_moved_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire = Wire(tmp_path, archive="done")
    wire.put("a.txt", STORM)

    def killed(*_: object) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(one_folder.aside, "move", killed)
        with pytest.raises(KeyboardInterrupt):
            wire.look()
    wire.started()

    assert wire.look().documents == 0
    assert wire.files() == []
    assert (tmp_path / "done/a.txt").exists()
    wire.close()


def test_failure_to_move_is_one_line_and_no_loss(tmp_path: Path) -> None:
    wire = Wire(tmp_path, archive="done")
    (tmp_path / "done").write_text("in the way")
    for number in range(9):
        wire.put(f"{number}.txt", f"Title {number}\n\nText of number {number}.")

    taken = wire.look()

    assert taken.new == 9
    assert len(taken.failures) == one_folder.MOST_FAILURES
    assert f"wire: 0.txt: cannot be moved to {tmp_path}/done: " in taken.failures[0]
    assert wire.look().failures == []
    assert len(wire.intake.problems) == 1
    (tmp_path / "done").unlink()
    wire.look(one_folder.AGAIN)
    assert wire.files() == []
    assert wire.intake.problems == {}
    wire.close()


def test_what_is_still_read_only_is_kept_as_it_is(wire: Wire) -> None:
    wire.put("a.txt", STORM)
    wire.folder.chmod(0o555)
    before = wire.folder.stat().st_mtime_ns

    assert wire.look().new == 1

    assert wire.folder.stat().st_mtime_ns == before
    wire.folder.chmod(0o755)
