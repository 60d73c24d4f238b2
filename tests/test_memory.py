"""Memory that was freed goes back to the system."""

import gc
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.clustering import Clusterer, Options
from bot.clustering.window import Window
from bot.model import Story
from bot.store.database import open_database

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

PROGRAM = """
import random
from bot.memory import give_back, give_back_early

def held():
    return int(open("/proc/self/statm").read().split()[1]) * 4096

if {early}:
    give_back_early()
chance = random.Random(3)
large = b"x" * 30_000_000
del large  # from now on glibc by itself keeps what is below 30 MB
pages = [b"x" * 200_000 for _ in range(200)]
pins = [bytes(2_000) for page in pages]
before = held()
del pages
print(before - held())
scraps = [b"x" * chance.randint(600, 60_000) for _ in range(2_000)]
del scraps[::2]
before = held()
give_back()
print(before - held())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc, and glibc")
def test_what_was_freed_is_given_back() -> None:
    kept, given = ([int(line) for line in _run(early=early)] for early in (False, True))

    assert given[0] > 35_000_000 > kept[0]
    assert given[1] > 15_000_000


def _run(*, early: bool) -> list[str]:
    program = PROGRAM.format(early=early)
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()


def test_the_service_imports_nothing_that_only_its_children_read_with() -> None:
    program = (
        "import sys, bot.cli.run; print(*{'feedparser', 'resiliparse', 'fasttext', 'requests'} & sys.modules.keys())"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert found.stdout.split() == []


def test_a_new_service_leaves_alembic_to_a_child(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from bot.store.database import open_database\n"
        "open_database(Path(sys.argv[1]), apart=True).close()\n"
        "print(*{'alembic', 'mako'} & sys.modules.keys())"
    )
    path = tmp_path / "data" / "storyfold.db"
    found = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True)

    assert found.stdout.split() == []
    open_database(path, migrate=False).close()


def test_stories_that_are_held_against_each_other_are_forgotten_at_once() -> None:
    story = Story(
        key="a", source="s", title="Ferry aground off the Merrow coast", text="", html="", first_seen=NOON, outlet="S"
    )
    gc.collect()
    gc.disable()
    try:
        Clusterer(Options()).held_against([story])(replace(story, key="b"))
        left = [one for one in gc.get_objects() if isinstance(one, Window)]
    finally:
        gc.enable()

    assert left == []
