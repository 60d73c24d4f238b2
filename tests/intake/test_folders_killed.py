"""Killed in the middle of a drop, at any moment: nothing is lost, nothing is there twice, nothing is left half moved."""

import os
import random
import signal
import sqlite3
import time
from pathlib import Path

from tests.intake.desks import Wire

FILES = 400
KILLS = 8


def started(wire: Wire) -> int:
    """Take the folder in in a process of its own: a fork, which has imported all that it needs; return its id."""
    if (process := os.fork()) > 0:
        return process
    code = 1
    try:
        again = Wire(wire.root, archive="done", quarantine="bad")
        again.look()
        again.close()
        code = 0
    finally:
        os._exit(code)


def read_so_far(wire: Wire) -> int:
    connection = sqlite3.connect(wire.settings.database)
    try:
        return int(connection.execute("SELECT count(*) FROM file").fetchone()[0])
    finally:
        connection.close()


def test_kills_at_random_moments_lose_and_double_nothing(tmp_path: Path) -> None:
    wire = Wire(tmp_path, archive="done", quarantine="bad")
    names = [f"{number % 3}/{number}.txt" for number in range(FILES)]
    for number, name in enumerate(names):
        wire.put(name, f"Title {number}\n\nText of number {number}." if number % 40 else "")
    chance, kills = random.Random(), 0
    wire.close()

    for _ in range(KILLS):
        process, goal = started(wire), read_so_far(wire) + chance.randint(0, 60)
        has_ended = False
        while read_so_far(wire) <= goal and not has_ended:
            has_ended = os.waitpid(process, os.WNOHANG) != (0, 0)
        if has_ended:
            break
        time.sleep(chance.random() / 20)
        os.kill(process, signal.SIGKILL)
        kills += os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == -signal.SIGKILL
    assert os.waitpid(started(wire), 0)[1] == 0

    assert kills > 0
    good, bad = (
        {name for number, name in enumerate(names) if bool(number % 40) is is_good} for is_good in (True, False)
    )
    assert wire.entries() == sorted(good)
    assert len(set(wire.texts())) == len(wire.texts()) == len(good)
    assert {row[0] for row in wire.rows("SELECT path FROM file WHERE error IS NULL")} == good
    assert wire.files() == []
    moved = [str(path.relative_to(tmp_path / "done")) for path in (tmp_path / "done").rglob("*") if path.is_file()]
    assert sorted(moved) == sorted(good)
    apart = {str(path.relative_to(tmp_path / "bad")) for path in (tmp_path / "bad").rglob("*.txt")}
    assert {name for name in apart if not name.endswith(".reason.txt")} == bad
    assert {f"{name}.reason.txt" for name in bad} <= apart
    wire.close()
