"""Memory that was freed goes back to the system."""

import subprocess
import sys

import pytest

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
