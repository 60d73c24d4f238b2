"""What was read is moved or deleted; nothing is overwritten, and nothing that nobody read is lost."""

import errno
import os
from pathlib import Path

import pytest

from bot.errors import FolderError
from bot.sources import aside
from bot.sources.folder import Found, Stamp
from bot.sources.inside import to_key


def put(path: Path, text: str = "Story.") -> Found:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return found(path)


def found(path: Path) -> Found:
    root = next(parent for parent in path.parents if parent.name == "wire")
    return Found(path=to_key(os.fsencode(path.relative_to(root))), stamp=Stamp.of(path.lstat()))


def two_file_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    renamed = os.rename

    def refuse(old: object, new: bytes, **rest: object) -> None:
        if b"/done/" in new and b"wire" not in new:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        renamed(old, new, **rest)  # type: ignore[arg-type]  # as it came

    monkeypatch.setattr(os, "rename", refuse)


@pytest.fixture(params=["one", "two"])
def wire(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "wire").mkdir()
    if request.param == "two":
        two_file_systems(monkeypatch)
    return tmp_path / "wire"


def move(wire: Path, one: Found, reason: str | None = None) -> bool:
    return aside.move("desk", wire, one, wire.parent / "done", reason)


def tree(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_moved_file_keeps_its_place_its_text_and_its_time(wire: Path) -> None:
    one = put(wire / "sub" / "a.txt", "Text.")

    assert move(wire, one)

    assert tree(wire) == {}
    assert tree(wire.parent / "done") == {"sub/a.txt": "Text."}
    assert (wire.parent / "done/sub/a.txt").stat().st_mtime_ns == one.stamp.mtime_ns


def test_names_that_are_taken_get_a_number(wire: Path) -> None:
    for number in range(13):
        assert move(wire, put(wire / "a.txt", f"Text {number}."))

    done = tree(wire.parent / "done")
    assert len(done) == 13
    assert done["a.txt"] == "Text 0."
    assert done["a.9.txt"] == "Text 9."
    assert set(done.values()) == {f"Text {number}." for number in range(13)}


@pytest.mark.parametrize("name", ["x" * 255, "x" * 251 + ".txt", "." * 3 + "x", "noend", "ü" * 127])
def test_long_and_odd_names_have_room_for_number_and_reason(wire: Path, name: str) -> None:
    for number in range(2):
        assert move(wire, put(wire / name, f"Text {number}."), "wire: it is bad")

    done = tree(wire.parent / "done") if not name.startswith("ü") else {}
    if done:
        assert sorted(done.values()) == ["Text 0.", "Text 1.", "wire: it is bad\n", "wire: it is bad\n"]
    assert tree(wire) == {}


def test_name_that_is_no_utf8_is_moved_as_it_is(wire: Path) -> None:
    name = os.fsencode(wire) + b"/caf\xe9.txt"
    with open(name, "wb") as file:  # noqa: PTH123 (a path of bytes)
        file.write(b"Text.")

    assert move(wire, Found(path=to_key(b"caf\xe9.txt"), stamp=Stamp.of(os.lstat(name))))

    assert os.listdir(os.fsencode(wire.parent / "done")) == [b"caf\xe9.txt"]  # noqa: PTH208 (bytes)


@pytest.mark.parametrize("end", ["move", "remove"])
def test_file_that_was_replaced_since_it_was_read_stays(wire: Path, end: str) -> None:
    one = put(wire / "a.txt", "Read.")
    put(wire / "a.txt", "Newer, and nobody has read it.")

    assert not (move(wire, one) if end == "move" else aside.remove("desk", wire, one))

    assert tree(wire) == {"a.txt": "Newer, and nobody has read it."}
    assert tree(wire.parent / "done") == {}


@pytest.mark.parametrize("end", ["move", "remove"])
def test_file_that_is_replaced_at_the_last_moment_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    wire = tmp_path / "wire"
    one = put(wire / "a.txt", "Read.")
    newer = put(wire / ".draft", "Newer, and nobody has read it.")
    renamed = os.rename

    def late(old: bytes, new: bytes, **rest: int) -> None:
        monkeypatch.setattr(os, "rename", renamed)
        renamed(wire / newer.path, wire / "a.txt")
        renamed(old, new, **rest)

    monkeypatch.setattr(os, "rename", late)

    assert not (move(wire, one, "because") if end == "move" else aside.remove("desk", wire, one))

    assert tree(wire) == {"a.txt": "Newer, and nobody has read it."}
    assert tree(wire.parent / "done") == {}


def test_file_that_is_gone_is_no_error(wire: Path) -> None:
    one = put(wire / "a.txt")
    (wire / "a.txt").unlink()

    assert not move(wire, one)
    assert not aside.remove("desk", wire, one)


def test_place_that_a_kill_left_claimed_is_taken_again(wire: Path) -> None:
    done = wire.parent / "done"
    done.mkdir()
    (done / "a.txt").touch(mode=0)
    (done / "a.txt.reason.txt").write_text("ha")
    (done / "b.txt").touch()

    assert move(wire, put(wire / "a.txt", "Text."), "because")
    assert move(wire, put(wire / "b.txt", "Text."))

    assert tree(done) == {"a.txt": "Text.", "a.txt.reason.txt": "because\n", "b.txt": "", "b.1.txt": "Text."}


def test_copy_that_a_kill_left_beside_the_original_is_not_made_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_file_systems(monkeypatch)
    wire = tmp_path / "wire"
    one = put(wire / "a.txt", "Text.")
    with monkeypatch.context() as patched:
        patched.setattr(aside, "remove", lambda *_: True)  # killed before
        assert move(wire, one)

    assert move(wire, one)

    assert tree(wire) == {}
    assert tree(tmp_path / "done") == {"a.txt": "Text."}


def test_archive_that_cannot_be_made_is_one_clear_line(wire: Path) -> None:
    one = put(wire / "a.txt")
    (wire.parent / "done").write_text("in the way")

    with pytest.raises(FolderError, match=r"^desk: a\.txt: cannot be moved to .*/done: (File exists|Not a directory)$"):
        move(wire, one)

    assert tree(wire) == {"a.txt": "Story."}


def test_removed_file_is_gone(wire: Path) -> None:
    assert aside.remove("desk", wire, put(wire / "sub" / "a.txt"))
    assert tree(wire) == {}
