"""Show a person how far a pass is; stay silent where nobody watches."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console

from bot.telemetry import Progress, in_silence

T = TypeVar("T")


@contextmanager
def shown_progress(begin: str = "reading sources") -> Iterator[Progress]:
    """Keep one line at the bottom of the terminal up to date; only where standard error is a terminal."""
    if not sys.stderr.isatty():
        yield in_silence
        return
    with Console(stderr=True).status(begin) as line:
        yield lambda stage, done: line.update(f"{done:,} {stage}")


def counted(items: Iterable[T], progress: Progress, what: str) -> Iterator[T]:
    """Yield *items*, and say of every hundredth how many there were."""
    for number, item in enumerate(items, 1):
        yield item
        if number % 100 == 0:
            progress(what, number)
