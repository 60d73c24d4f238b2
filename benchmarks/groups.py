"""What the kernel says of a control group's memory: what it may hold at most, and what it did.

Source: docs.kernel.org, admin-guide/cgroup-v1/memory and admin-guide/cgroup-v2, "Memory".
"""

from dataclasses import dataclass
from pathlib import Path

_MOUNTED = Path("/sys/fs/cgroup")
_MOST_LIMIT = 2**60  # version 1 says "no limit" with the largest number of pages


@dataclass(frozen=True, slots=True)
class Group:
    """The memory of a control group that has a limit; bytes."""

    limit: int
    most: int  #: at any time, files that the kernel remembers included
    anon: int  #: what is in no file: `container_memory_rss` of container engines
    killed: int  #: processes that were ended for want of memory


def group_of(pid: int) -> Group | None:
    """Return the limited group that a process is in; None if there is none."""
    for line in Path(f"/proc/{pid}/cgroup").read_text(encoding="ascii").splitlines():
        _, kinds, path = line.split(":", 2)
        if "memory" in kinds.split(","):
            return _first(_MOUNTED / "memory" / path.lstrip("/"))
        if not kinds and (_MOUNTED / path.lstrip("/") / "memory.max").exists():
            return _second(_MOUNTED / path.lstrip("/"))
    return None


def _first(folder: Path) -> Group | None:
    limit = int(_text(folder / "memory.limit_in_bytes"))
    if limit >= _MOST_LIMIT:
        return None
    return Group(
        limit=limit,
        most=int(_text(folder / "memory.max_usage_in_bytes")),
        anon=_counts(folder / "memory.stat")["rss"],
        killed=_counts(folder / "memory.oom_control").get("oom_kill", 0),
    )


def _second(folder: Path) -> Group | None:
    limit = _text(folder / "memory.max")
    if limit == "max":
        return None
    return Group(
        limit=int(limit),
        most=int(_text(folder / "memory.peak")),
        anon=_counts(folder / "memory.stat")["anon"],
        killed=_counts(folder / "memory.events")["oom_kill"],
    )


def _text(file: Path) -> str:
    return file.read_text(encoding="ascii").strip()


def _counts(file: Path) -> dict[str, int]:
    return {name: int(count) for name, count in (line.split() for line in _text(file).splitlines())}
