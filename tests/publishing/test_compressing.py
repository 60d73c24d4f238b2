"""Compressed siblings: the same content, of the same time as their file, made once; none where there is nothing to gain."""

import gzip
import os
import random
import time
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest

from bot.errors import PublishError
from bot.publishing.compressing import LEAST, compress
from bot.publishing.files import Folder
from bot.publishing.manifest import TEMPORARY

TEXT = b"The ferry sailed again at dawn. " * 100
PAGE, FEED, SMALL, PICTURE = "clusters/a.html", "topics/x.atom", "topics/x.json", "static/quay.png"
FILES = {PAGE: TEXT, FEED: TEXT * 2, SMALL: b"{}", PICTURE: TEXT}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path)
    made.write(FILES)
    return made


def siblings(directory: Path) -> list[str]:
    return sorted(str(path.relative_to(directory)) for path in directory.rglob("*") if path.suffix in {".gz", ".br"})


def test_siblings_hold_the_file_and_have_its_time(tmp_path: Path, folder: Folder):
    os.utime(tmp_path / PAGE, ns=(1_700_000_000_123_456_789, 1_700_000_000_123_456_789))

    made = compress(tmp_path, FILES)

    assert made == 4
    assert siblings(tmp_path) == [f"{PAGE}.br", f"{PAGE}.gz", f"{FEED}.br", f"{FEED}.gz"]
    assert gzip.decompress((tmp_path / f"{PAGE}.gz").read_bytes()) == TEXT
    assert brotli.decompress((tmp_path / f"{PAGE}.br").read_bytes()) == TEXT
    for path in (PAGE, FEED):
        times = {(tmp_path / f"{path}{ending}").stat().st_mtime_ns for ending in ("", ".gz", ".br")}
        assert len(times) == 1


def test_large_file_is_compressed_as_well_piece_by_piece(tmp_path: Path):
    content = b"".join(b"<p>Ferry %d reopens after %d days</p>" % (number, number * 7) for number in range(20_000))
    Folder(tmp_path).write({PAGE: content})

    compress(tmp_path, [PAGE])

    packed = (tmp_path / f"{PAGE}.gz").read_bytes()
    assert packed == gzip.compress(content, compresslevel=6, mtime=0)
    brotlied = (tmp_path / f"{PAGE}.br").read_bytes()
    assert brotli.decompress(brotlied) == content
    assert len(brotlied) < len(packed)


def test_same_file_gives_the_same_bytes_at_any_time(tmp_path: Path, folder: Folder, monkeypatch: pytest.MonkeyPatch):
    compress(tmp_path, [PAGE])
    first = (tmp_path / f"{PAGE}.gz").read_bytes()
    (tmp_path / f"{PAGE}.gz").unlink()
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)

    compress(tmp_path, [PAGE])

    assert (tmp_path / f"{PAGE}.gz").read_bytes() == first


def test_what_is_there_is_not_made_again(tmp_path: Path, folder: Folder):
    compress(tmp_path, FILES)
    before = (tmp_path / f"{PAGE}.br").stat().st_ino

    assert compress(tmp_path, FILES) == 0
    assert (tmp_path / f"{PAGE}.br").stat().st_ino == before


def test_changed_file_gets_new_siblings_and_until_then_has_stale_ones(tmp_path: Path, folder: Folder):
    compress(tmp_path, FILES)
    folder.write({PAGE: TEXT[::-1]})
    page, packed = tmp_path / PAGE, tmp_path / f"{PAGE}.gz"
    assert page.stat().st_mtime_ns != packed.stat().st_mtime_ns

    compress(tmp_path, [PAGE])

    assert page.stat().st_mtime_ns == packed.stat().st_mtime_ns
    assert gzip.decompress(packed.read_bytes()) == TEXT[::-1]


def test_one_sibling_that_a_kill_left_out_is_made(tmp_path: Path, folder: Folder):
    compress(tmp_path, FILES)
    (tmp_path / f"{PAGE}.br").unlink()

    assert compress(tmp_path, FILES) == 1


def test_file_that_shrank_below_the_least_loses_its_siblings(tmp_path: Path, folder: Folder):
    compress(tmp_path, FILES)
    folder.write({PAGE: b"x" * (LEAST - 1)})

    compress(tmp_path, [PAGE])

    assert siblings(tmp_path) == [f"{FEED}.br", f"{FEED}.gz"]


def test_file_that_went_is_passed_over(tmp_path: Path, folder: Folder):
    assert compress(tmp_path, ["topics/gone.atom"]) == 0


def test_half_written_sibling_of_a_killed_run_is_swept(tmp_path: Path, folder: Folder):
    leftover = tmp_path / "clusters" / f"{TEMPORARY}a.html.gz"
    leftover.write_bytes(b"half")

    Folder(tmp_path).paths()
    compress(tmp_path, FILES)

    assert not leftover.exists()
    assert gzip.decompress((tmp_path / f"{PAGE}.gz").read_bytes()) == TEXT


def test_sibling_that_cannot_be_written_is_one_clear_line(tmp_path: Path, folder: Folder):
    (tmp_path / f"{PAGE}.gz").mkdir()

    with pytest.raises(PublishError, match=r"a\.html: cannot be compressed beside itself: is a directory") as caught:
        compress(tmp_path, FILES)

    assert "\n" not in str(caught.value)


def test_feed_of_two_megabytes_is_compressed_quickly(tmp_path: Path):
    chance = random.Random(7)
    words = ["".join(chance.choices("abcdefghiklmnoprstuvw", k=chance.randint(2, 10))) for _ in range(5000)]
    content = " ".join(chance.choices(words, k=300_000)).encode()[:2_000_000]
    Folder(tmp_path).write({FEED: content})

    started = time.process_time()
    compress(tmp_path, [FEED])

    # 190 ms measured for both codings of what compresses badly; room for a loaded machine.
    assert time.process_time() - started < 2.0
