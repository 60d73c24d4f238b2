"""How much of what was freed a long-lived process keeps, and how often it looks for what may be freed.

Of C libraries only glibc listens; with another one nothing is given back early.
"""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: Names of glibc's malloc.h, and what they are set to: blocks from 128 KiB on are given back as soon as they are freed, and so is
#: what is free at the end of the heap. These are glibc's own values at the start; but it raises them, up to 64 MiB, with each
#: large block that is freed, and a pass frees many: after two minutes of feeds a service held 170 MB more
#: (`python -m benchmarks.soak`). One arena, as the interpreter's lock lets one thread at a time ask for memory anyhow.
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8
_SET = ((_M_MMAP_THRESHOLD, 128 * 1024), (_M_TRIM_THRESHOLD, 128 * 1024), (_M_ARENA_MAX, 1))

_libc = ctypes.CDLL(None)


def give_back_early() -> None:
    """Have freed memory given back to the system, from now on, rather than kept for later."""
    if hasattr(_libc, "mallopt"):
        for name, value in _SET:
            _libc.mallopt(name, value)


def give_back() -> None:
    """Give back what is free between things that are in use; 5 ms where there is nothing to give, 27 ms for 135 MB."""
    if hasattr(_libc, "malloc_trim"):
        _libc.malloc_trim(0)


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Look for garbage in cycles after 10,000 new objects, not 700: a pass makes stories by the thousand and few cycles.

    What the program consists of stays, and is not looked at again. Of a cycle of feeds, collecting took a tenth.
    """
    former = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*former)
        gc.unfreeze()
