"""Show a person how far a pass is; stay silent where nobody watches."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from bot.telemetry import Progress, in_silence


@contextmanager
def shown_progress(begin: str = "reading sources") -> Iterator[Progress]:
    """Keep one line at the bottom of the terminal up to date; only where standard error is a terminal."""
    if not sys.stderr.isatty():
        yield in_silence
        return
    with Console(stderr=True).status(begin) as line:
        yield lambda stage, done: line.update(f"{done:,} {stage}")
