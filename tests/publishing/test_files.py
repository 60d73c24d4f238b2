"""Published files: whole or not there, untouched when unchanged, removed only when ours."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import PublishError
from bot.publishing.files import Folder, write
from bot.publishing.manifest import FORMER_MANIFEST, MANIFEST, TEMPORARY

ROOT = Path(__file__).parents[2]
FIRST = {"static/style.css": b"a", "topics/x.html": b"one", "index.html": b"home"}


def tree(directory: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(directory)): path.read_bytes() for path in sorted(directory.rglob("*")) if path.is_file()
    }


def published(directory: Path) -> dict[str, bytes]:
    return {path: content for path, content in tree(directory).items() if path != MANIFEST}


def stamps(directory: Path) -> dict[str, tuple[int, int]]:
    return {path: ((directory / path).stat().st_mtime_ns, (directory / path).stat().st_ino) for path in tree(directory)}


def test_files_are_there_as_given_and_readable_by_other_users(tmp_path: Path):
    directory = tmp_path / "deep" / "public"

    done = write(directory, FIRST)

    assert published(directory) == FIRST
    assert (done.written, done.unchanged, done.removed) == (tuple(FIRST), 0, ())
    assert (directory / "index.html").stat().st_mode & 0o444 == 0o444


def test_second_write_touches_nothing(tmp_path: Path):
    write(tmp_path, FIRST)
    before = stamps(tmp_path)

    done = write(tmp_path, FIRST)

    assert (done.written, done.unchanged, done.removed) == ((), 3, ())
    assert stamps(tmp_path) == before


def test_only_the_changed_file_is_replaced(tmp_path: Path):
    write(tmp_path, FIRST)
    before = stamps(tmp_path)

    done = write(tmp_path, FIRST | {"topics/x.html": b"two"})

    assert (done.written, done.unchanged) == (("topics/x.html",), 2)
    assert {path for path, stamp in stamps(tmp_path).items() if stamp != before[path]} == {"topics/x.html"}


def test_file_of_the_same_length_is_seen_to_be_changed(tmp_path: Path):
    write(tmp_path, FIRST)

    assert write(tmp_path, FIRST | {"index.html": b"HOME"}).written == ("index.html",)


def test_file_no_longer_published_goes_and_foreign_files_stay(tmp_path: Path):
    write(tmp_path, FIRST)
    (tmp_path / "topics" / "mine.html").write_bytes(b"foreign")
    (tmp_path / "robots.txt").write_bytes(b"foreign")

    done = write(tmp_path, {"index.html": b"home"})

    assert done.removed == ("static/style.css", "topics/x.html")
    assert published(tmp_path) == {"index.html": b"home", "topics/mine.html": b"foreign", "robots.txt": b"foreign"}
    write(tmp_path, FIRST)
    assert (tmp_path / "topics" / "mine.html").exists()


def test_foreign_file_in_the_way_is_refused_before_anything_is_written(tmp_path: Path):
    (tmp_path / "index.html").write_bytes(b"foreign")

    with pytest.raises(PublishError, match=r"index\.html: is in the way .*; move it"):
        write(tmp_path, FIRST)

    assert tree(tmp_path) == {"index.html": b"foreign"}


def test_equal_file_without_a_manifest_is_taken_over(tmp_path: Path):
    write(tmp_path, FIRST)
    (tmp_path / MANIFEST).unlink()

    assert write(tmp_path, FIRST).written == ()
    assert write(tmp_path, {}).removed == tuple(sorted(FIRST))


def test_damaged_manifest_is_reported_and_nothing_is_removed(tmp_path: Path):
    write(tmp_path, FIRST)
    (tmp_path / MANIFEST).write_bytes(b'{"files": [')

    with pytest.raises(PublishError, match="is damaged, expected"):
        write(tmp_path, {})

    assert published(tmp_path) == FIRST


def test_manifest_of_a_former_release_is_read_once(tmp_path: Path):
    write(tmp_path, FIRST)
    (tmp_path / MANIFEST).unlink()
    (tmp_path / FORMER_MANIFEST).write_text(json.dumps({"files": sorted(FIRST)}))

    done = write(tmp_path, {"index.html": b"changed"})

    assert (done.written, done.removed) == (("index.html",), ("static/style.css", "topics/x.html"))
    assert not (tmp_path / FORMER_MANIFEST).exists()
    assert published(tmp_path) == {"index.html": b"changed"}


@pytest.mark.parametrize("torn", [b"+clusters/n", b"-index.ht", b"+"])
def test_line_that_was_being_written_counts_for_nothing(tmp_path: Path, torn: bytes):
    write(tmp_path, FIRST)
    whole = (tmp_path / MANIFEST).read_bytes()
    with (tmp_path / MANIFEST).open("ab") as file:
        file.write(torn)

    folder = Folder(tmp_path)

    assert folder.paths() == sorted(FIRST)
    assert (tmp_path / MANIFEST).read_bytes() == whole


def test_new_file_costs_the_manifest_a_line(tmp_path: Path):
    folder = Folder(tmp_path)
    folder.write(FIRST)
    before = (tmp_path / MANIFEST).read_bytes()

    folder.write({"clusters/a.html": b"new", "index.html": b"changed"})
    folder.write({"index.html": b"again"}, removed=["topics/x.html", "topics/never.html"])

    added = (tmp_path / MANIFEST).read_bytes().removeprefix(before)
    assert added == b"+clusters/a.html\n-topics/x.html\n"
    assert published(tmp_path) == {"static/style.css": b"a", "clusters/a.html": b"new", "index.html": b"again"}
    assert Folder(tmp_path).paths() == ["clusters/a.html", "index.html", "static/style.css"]


def test_write_looks_at_nothing_but_what_it_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = Folder(tmp_path)
    folder.write({f"clusters/{number}.html": b"x" for number in range(50)} | FIRST)
    seen: list[str] = []
    lstat = Path.lstat
    monkeypatch.setattr(Path, "lstat", lambda path: (seen.append(path.name), lstat(path))[1])

    folder.write({"index.html": b"changed"})

    assert {name for name in seen if name.endswith(".html")} == {"index.html"}


def test_what_another_process_published_in_between_is_known(tmp_path: Path):
    folder = Folder(tmp_path)
    folder.write(FIRST)
    write(tmp_path, {"topics/theirs.html": b"x"}, keeps=lambda _: True)

    done = folder.write({"topics/theirs.html": b"y"}, removed=["index.html"])

    assert (done.written, done.removed) == (("topics/theirs.html",), ("index.html",))
    assert sorted(published(tmp_path)) == ["static/style.css", "topics/theirs.html", "topics/x.html"]


def test_foreign_file_is_not_removed(tmp_path: Path):
    folder = Folder(tmp_path)
    folder.write(FIRST)
    (tmp_path / "mine.html").write_bytes(b"foreign")

    assert folder.write({}, removed=["mine.html"]).removed == ()

    assert (tmp_path / "mine.html").exists()


def test_what_was_compressed_goes_with_its_file(tmp_path: Path):
    folder = Folder(tmp_path)
    folder.write(FIRST)
    for ending in (".gz", ".br"):
        (tmp_path / f"index.html{ending}").write_bytes(b"packed")

    folder.write({}, removed=["index.html"])

    assert published(tmp_path) == {"static/style.css": b"a", "topics/x.html": b"one"}


def test_folder_goes_on_after_a_write_that_failed(tmp_path: Path):
    folder = Folder(tmp_path)
    folder.write(FIRST)
    (tmp_path / "topics" / "y.html").write_bytes(b"foreign")
    with pytest.raises(PublishError, match="is in the way"):
        folder.write({"topics/y.html": b"ours", "topics/z.html": b"ours"})
    (tmp_path / "topics" / "y.html").unlink()

    folder.write({"topics/y.html": b"ours"})

    assert published(tmp_path) == FIRST | {"topics/y.html": b"ours"}
    assert Folder(tmp_path).paths() == sorted([*FIRST, "topics/y.html"])


@pytest.mark.parametrize(
    "path",
    ["", "/etc/x", "../x", "a/../../x", "a//b", ".hidden", "a/.x", "./a", "a/", "a\\b", "a\0b", "a\nb", MANIFEST],
)
def test_unsafe_path_is_refused(tmp_path: Path, path: str):
    directory = tmp_path / "public"

    with pytest.raises(PublishError, match="is not a path to publish under"):
        write(directory, {path: b"x"})

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name, content",
    [(MANIFEST, "storyfold manifest 2\n+../precious\n"), (FORMER_MANIFEST, '{"files": ["../precious"]}')],
)
def test_manifest_that_names_a_file_outside_removes_nothing(tmp_path: Path, name: str, content: str):
    (tmp_path / "precious").write_bytes(b"x")
    directory = tmp_path / "public"
    directory.mkdir()
    (directory / name).write_text(content)

    with pytest.raises(PublishError, match="is not a path to publish under"):
        write(directory, {})

    assert (tmp_path / "precious").exists()


def test_linked_folder_is_not_written_through(tmp_path: Path):
    (tmp_path / "elsewhere").mkdir()
    directory = tmp_path / "public"
    directory.mkdir()
    (directory / "topics").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(PublishError, match="is a symbolic link"):
        write(directory, FIRST)

    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_folder_in_the_way_is_one_clear_line(tmp_path: Path):
    write(tmp_path, FIRST)
    (tmp_path / "topics" / "new.html").mkdir()

    with pytest.raises(PublishError, match="is in the way") as caught:
        write(tmp_path, FIRST | {"topics/new.html": b"x"})

    assert "\n" not in str(caught.value)
    assert published(tmp_path) == FIRST


def test_public_directory_that_is_a_file_is_one_clear_line(tmp_path: Path):
    (tmp_path / "public").write_bytes(b"x")

    with pytest.raises(PublishError, match="cannot be published: file exists") as caught:
        write(tmp_path / "public", FIRST)

    assert caught.value.path == str(tmp_path / "public")


LIMITED = """
import resource, signal, sys
from pathlib import Path
from bot.errors import PublishError
from bot.publishing.files import write
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
try:
    write(Path(sys.argv[1]), {"static/style.css": b"changed", "index.html": b"x" * 9000})
except PublishError as exc:
    print(exc)
"""


def test_disk_that_takes_no_more_leaves_all_that_was_there(tmp_path: Path):
    write(tmp_path, FIRST)
    before = tree(tmp_path)

    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )

    assert "cannot be published: file too large; raise the limit" in done.stdout
    assert tree(tmp_path) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_directory_without_permission_is_one_clear_line(tmp_path: Path):
    write(tmp_path, FIRST)
    tmp_path.chmod(0o555)

    with pytest.raises(PublishError, match="permission denied; let the user"):
        write(tmp_path, FIRST | {"index.html": b"x"})


KILLED = """
import os, signal, sys
from pathlib import Path
from bot.publishing import files
countdown = int(sys.argv[2])
folder = files.Folder(Path(sys.argv[1]))
folder.paths()
def trip(event, arguments):
    global countdown
    if event in {"os.rename", "os.remove", "os.mkdir"} or (event == "open" and arguments[2] & os.O_CREAT):
        countdown -= 1
        if countdown < 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(trip)
new = {"static/style.css": b"b", "clusters/new.html": b"new", "index.html": b"home 2"}
if sys.argv[3] == "whole":
    files.write(Path(sys.argv[1]), new)
else:
    folder.write(new, removed=["topics/x.html"])
"""
SECOND = {"static/style.css": b"b", "clusters/new.html": b"new", "index.html": b"home 2"}


@pytest.mark.parametrize("how", ["whole", "changed"])
def test_kill_at_any_point_leaves_whole_files_and_the_next_write_leaves_no_orphan(tmp_path: Path, how: str):
    killed = 0
    for point in range(60):
        directory = tmp_path / str(point)
        write(directory, FIRST)

        child = subprocess.run(
            [sys.executable, "-c", KILLED, str(directory), str(point), how], cwd=ROOT, check=False, timeout=60
        )

        killed += child.returncode == -signal.SIGKILL
        for path, content in published(directory).items():
            if TEMPORARY not in path:
                assert content in {FIRST.get(path), SECOND.get(path)}
        # The next run has moved on: what only the killed one published has to go, too.
        write(directory, {"index.html": b"home 3"})
        assert published(directory) == {"index.html": b"home 3"}
        if child.returncode == 0:
            break
    assert killed >= 10
    assert child.returncode == 0


def test_reader_never_sees_half_a_file(tmp_path: Path):
    contents = [bytes([65 + i]) * 200_000 for i in range(4)]
    write(tmp_path, {"index.html": contents[0]})
    seen: set[bytes] = set()
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.add((tmp_path / "index.html").read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    for round_ in range(40):
        write(tmp_path, {"index.html": contents[round_ % 4]})
    stop.set()
    reader.join()

    assert seen <= set(contents)


def test_a_thousand_unchanged_files_are_compared_quickly(tmp_path: Path):
    files = {f"clusters/{i:04x}.html": b"x" * 8_000 for i in range(1_000)}
    write(tmp_path, files)

    started = time.perf_counter()
    done = write(tmp_path, files)

    assert done.unchanged == 1_000
    # 40 ms measured; room for a loaded machine.
    assert time.perf_counter() - started < 1.0


NAMES = st.sampled_from(["index.html", "topics/a.html", "topics/b.html", "clusters/c.html"])
STATES = st.lists(st.dictionaries(NAMES, st.sampled_from([b"", b"1", b"22", b"11"])), max_size=4)


@settings(max_examples=25, deadline=None)
@given(STATES)
def test_directory_always_equals_the_last_state_and_the_manifest_depends_on_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, states: list[dict[str, bytes]]
):
    directory, fresh = tmp_path_factory.mktemp("grown"), tmp_path_factory.mktemp("fresh")
    for state in states:
        write(directory, state)
        assert published(directory) == state

    last = states[-1] if states else {}
    write(directory, last)
    write(fresh, last)
    if last:
        assert (directory / MANIFEST).read_bytes() == (fresh / MANIFEST).read_bytes()
