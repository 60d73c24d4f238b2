"""What `watch` shows of a directory, live and at once, for people and for machines."""

import io
import json
import os
import queue
import signal
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from rich.console import Console

from bot.cli.watch import Event, Examined, _lines
from bot.formats.detect import Format
from bot.model import Delivery, Story, Wire
from bot.reading.tasks import Reading
from tests.desk import Desk
from tests.test_docs import at_a_terminal
from tests.test_pipeline import FIRE

NOW = datetime(2026, 3, 2, 9, 31, 2, tzinfo=UTC)
FERRY = (
    "Title: Ferry runs aground\nLanguage: en\n\nPORT MERROW (Northwire) - A passenger ferry ran aground on Tuesday.\n"
)
PICTURE = b"\x89PNG\r\n\x1a\n"


class Watching:
    """A running command, and the lines that it prints."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def line(self) -> str:
        return self._lines.get(timeout=30)

    def row(self) -> Any:
        return json.loads(self.line())

    def is_silent(self) -> bool:
        return self._lines.empty()

    def end(self) -> tuple[int, str]:
        self.process.send_signal(signal.SIGINT)
        assert self.process.stderr is not None
        said = self.process.stderr.read()
        return self.process.wait(timeout=30), said


@contextmanager
def watching(desk: Desk, *options: str) -> Iterator[Watching]:
    command = desk.command("watch", str(desk.wire), "--settle", "0.2", *options)
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield Watching(process)
    finally:
        process.kill()
        process.communicate()


def archive(**members: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in members.items():
            packed.writestr(f"{name}.txt", content)
        packed.writestr("picture.png", PICTURE)
    return file.getvalue()


def story(title: str, **facts: Any) -> Delivery:
    return Delivery(
        story=Story(key=title, title=title, text="", html="", first_seen=NOW, source="watch", outlet="", **facts),
        entry=title,
        own_key=title,
        digest="",
        title_mark="",
    )


def shown(examined: Examined, what: str = "new", file: str = "a.xml") -> list[str]:
    return [line.plain for line in _lines(Event(time=NOW, file=file, what=what, examined=examined))]


# At once


def test_once_shows_each_file_on_a_line_fails_if_one_cannot_be_read_and_stores_nothing(desk: Desk) -> None:
    desk.drop("ferry.txt", FERRY)
    desk.drop("world/picture.png", PICTURE)
    before = sorted(map(str, desk.root.rglob("*")))

    result = desk.run("watch", "--once", str(desk.wire), code=1)

    ferry, picture = result.out.splitlines()
    assert ferry[8:] == "  ferry.txt  plain text  “Ferry runs aground”  en · PORT MERROW · Northwire"
    assert picture[8:].startswith("  world/picture.png  not read: is a PNG picture, expected ")
    assert result.err == ""
    assert sorted(map(str, desk.root.rglob("*"))) == before


def test_once_ends_well_where_everything_can_be_read_also_what_came_this_moment(desk: Desk) -> None:
    desk.drop("ferry.txt", FERRY)
    desk.drop("fire.txt", FIRE, at=datetime.now(UTC) + timedelta(hours=1))

    assert len(desk.run("watch", "--once", str(desk.wire)).out.splitlines()) == 2


def test_stories_of_an_archive_and_what_is_left_out_are_below_it(desk: Desk) -> None:
    desk.drop("a.zip", archive(ferry=FERRY, fire=FIRE))

    [head, *stories, skipped] = desk.run("watch", "--once", str(desk.wire)).out.splitlines()

    assert head[8:] == "  a.zip  an archive  2 stories"
    assert stories[0] == "          “Ferry runs aground”  en · PORT MERROW · Northwire"
    assert len(stories) == 2
    assert skipped.startswith("          skipped: a.zip!picture.png: is a PNG picture")


def test_machines_get_one_object_a_file(desk: Desk) -> None:
    desk.drop("a.zip", archive(ferry=FERRY))
    desk.drop("picture.png", PICTURE)

    first, second = map(json.loads, desk.run("watch", "--once", "--json", str(desk.wire), code=1).out.splitlines())

    assert first.pop("time").endswith("Z")
    [skipped] = first.pop("skipped")
    assert skipped.startswith("a.zip!picture.png: ")
    assert first == {
        "file": "a.zip",
        "event": "new",
        "format": "archive",
        "stories": [
            {
                "id": "a.zip!ferry.txt",
                "url": None,
                "title": "Ferry runs aground",
                "language": "en",
                "published": None,
                "updated": None,
                "dateline": "PORT MERROW",
                "credit": "Northwire",
                "wire": None,
            }
        ],
        "error": None,
    }
    assert (second["file"], second["format"], second["stories"]) == ("picture.png", None, [])
    assert second["error"].startswith("is a PNG picture")


def test_link_is_passed_over_and_said(desk: Desk) -> None:
    desk.drop("ferry.txt", FERRY)
    (desk.wire / "link.txt").symlink_to("/etc/passwd")

    result = desk.run("watch", "--once", str(desk.wire))

    assert len(result.out.splitlines()) == 1
    assert result.err.startswith("storyfold: passed over link.txt: ")


def test_name_that_gives_orders_to_the_terminal_does_not(desk: Desk) -> None:
    desk.drop("a\x1b[31m\nb.txt", FERRY)

    [line] = desk.run("watch", "--once", str(desk.wire)).out.splitlines()

    assert line.isprintable()
    assert r"a\x1b[31m" in line


def test_colours_are_for_terminals(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.drop("ferry.txt", FERRY)
    command = desk.command("watch", "--once", str(desk.wire))

    assert "\x1b" not in desk.run("watch", "--once", str(desk.wire), env={"TERM": "xterm"}).out
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[" in at_a_terminal(command)


def test_directory_that_is_not_there_is_one_line(desk: Desk) -> None:
    result = desk.run("watch", str(desk.root / "nowhere"), code=1)

    assert result.err.splitlines()[-1].endswith("nowhere: cannot be listed: No such file or directory")
    assert "Traceback" not in result.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_that_may_not_be_read_is_said(desk: Desk) -> None:
    desk.drop("ferry.txt", FERRY).chmod(0)

    assert "ferry.txt: cannot be read" in desk.run("watch", "--once", str(desk.wire), code=1).err


# Live


def test_what_arrives_changes_and_goes_is_shown_until_ctrl_c(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)
    with watching(desk, "--json") as watch:
        assert (watch.row()["file"], desk.drop("ferry.txt", FERRY).exists()) == ("fire.txt", True)
        row = watch.row()
        assert (row["file"], row["event"], row["stories"][0]["title"]) == ("ferry.txt", "new", "Ferry runs aground")
        desk.drop("ferry.txt", FERRY.replace("aground", "ashore"))
        row = watch.row()
        assert (row["file"], row["event"], row["stories"][0]["title"]) == ("ferry.txt", "changed", "Ferry runs ashore")
        (desk.wire / "ferry.txt").unlink()
        row = watch.row()
        assert (row["file"], row["event"], row["stories"]) == ("ferry.txt", "gone", [])
        code, said = watch.end()

    assert (code, said) == (0, f"watching {desk.wire}, times are UTC, Ctrl-C ends\n")


def test_file_that_is_still_written_waits(desk: Desk) -> None:
    with watching(desk, "--json") as watch, (desk.wire / "slow.txt").open("w") as slow:
        for piece in FERRY.split(" "):
            slow.write(piece + " ")
            slow.flush()
            threading.Event().wait(0.05)
        slow.close()
        assert watch.row()["stories"][0]["title"] == "Ferry runs aground"
        threading.Event().wait(0.6)
        assert watch.is_silent()


def test_what_is_there_can_be_left_out(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)
    with watching(desk, "--new") as watch:
        assert watch.process.stderr is not None
        watch.process.stderr.readline()
        desk.drop("ferry.txt", FERRY)
        assert "ferry.txt" in watch.line()
        assert watch.end()[0] == 0


def test_directory_that_goes_away_is_said_once_and_watched_again(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)
    away = desk.root / "away"
    with watching(desk, "--json") as watch:
        assert watch.row()["file"] == "fire.txt"
        assert watch.process.stderr is not None
        watch.process.stderr.readline()
        desk.wire.rename(away)
        assert "cannot be listed" in watch.process.stderr.readline()
        threading.Event().wait(0.6)
        away.rename(desk.wire)
        desk.drop("ferry.txt", FERRY)
        assert watch.row()["file"] == "ferry.txt"
        code, said = watch.end()

    assert (code, said) == (0, "")


# What is said of a story


def test_what_the_agency_says_is_in_the_line() -> None:
    wire = Wire(
        version=3, status="withheld", is_correction=True, embargo=datetime(2026, 3, 3, 6, tzinfo=UTC), urgency=2
    )
    reading = Reading(deliveries=(story("Ferry", language="en", dateline="TARNBY", credit="NW", wire=wire),))

    [line] = shown(Examined(format=Format.NITF, reading=reading))

    assert line == (
        "09:31:02  a.xml  NITF  “Ferry”  en · TARNBY · NW · version 3 · correction · withheld · "
        "embargo until 2026-03-03 06:00 · urgency 2"
    )


def test_agency_that_says_nothing_takes_no_room() -> None:
    [line] = shown(Examined(format=Format.NINJS, reading=Reading(deliveries=(story("Ferry", wire=Wire()),))))

    assert line == "09:31:02  a.xml  ninjs  “Ferry”"


def test_facts_stand_apart_without_language_and_place() -> None:
    [line] = shown(Examined(format=Format.NITF, reading=Reading(deliveries=(story("Ferry", wire=Wire(version=1)),))))

    assert line == "09:31:02  a.xml  NITF  “Ferry”  version 1"


def test_of_many_stories_ten_are_shown() -> None:
    reading = Reading(deliveries=tuple(story(f"Story {number}") for number in range(12)))

    lines = shown(Examined(format=Format.FEED, reading=reading), what="changed")

    assert lines[0] == "09:31:02  a.xml  changed  a feed  12 stories"
    assert lines[10:] == ["          “Story 9”", "          … and 2 more"]


def test_file_without_a_story_says_so() -> None:
    assert shown(Examined(format=Format.FEED)) == ["09:31:02  a.xml  a feed  0 stories"]


def test_file_that_is_gone_says_no_more() -> None:
    assert shown(Examined(), what="gone") == ["09:31:02  a.xml  gone"]


def test_long_line_is_not_broken() -> None:
    [line] = _lines(Event(time=NOW, file="a" * 300, what="gone"))
    console = Console(file=io.StringIO(), width=80)
    with console.capture() as captured:
        console.print(line, soft_wrap=True)

    assert captured.get() == f"09:31:02  {'a' * 300}  gone\n"
