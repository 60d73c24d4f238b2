"""Ten thousand files dropped into a watched folder at once: read, cleaned and stored, on one core.

    python -m benchmarks.folder [--files 10000] [--paragraphs 8] [--cores 1] [--after keep|archive|delete]

Every second file is plain text, the others are NITF, in sub-folders of 500. What is measured is the intake of a running
program: look, read, store, put aside; imports, and the start of the children that read, come before. Then comes a look that
finds nothing new. Clustering is another stage, with a benchmark of its own.
"""

import argparse
import asyncio
import os
import platform
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.config import load
from bot.intake import Taken
from bot.model import Document, Source
from bot.pipeline import Pipeline, open_pipeline
from bot.reading.tasks import Task
from bot.store import stories

WORDS = (
    "harbour council ferry minister votes on Tuesday after the storm closed both bridges and residents said that the new "
    "budget would cut hospitals while farmers asked for rain before the harvest begins in the northern valley"
).split()
NITF = """<?xml version="1.0" encoding="UTF-8"?>
<nitf version="-//IPTC//DTD NITF 3.5//EN"><head><title>{title}</title>
<docdata><doc-id id-string="northwire-{number}"/><urgency ed-urg="4"/>
<date.issue norm="20260302T060000Z"/><du-key version="1" key="item-{number}"/></docdata></head>
<body><body.head><hedline><hl1>{title}</hl1></hedline><byline>By Ada Example</byline>
<dateline><location>PORT MERROW</location></dateline></body.head>
<body.content>{paragraphs}</body.content></body></nitf>
"""


@dataclass(slots=True)
class Took:
    """What a piece of work took."""

    seconds: float = 0  #: by the clock
    cpu: float = 0  #: of the processor, the readers' included


def drop(folder: Path, files: int, paragraphs: int) -> int:
    """Write the files; return their bytes."""
    chance, size = random.Random(4), 0
    for number in range(files):
        title = f"{' '.join(chance.choices(WORDS, k=7)).capitalize()} {number}"
        said = [f"{' '.join(chance.choices(WORDS, k=40)).capitalize()} {number}." for _ in range(paragraphs)]
        sub = folder / f"{number // 500:03}"
        sub.mkdir(exist_ok=True)
        if number % 2:
            text = "\n\n".join([title, *said])
        else:
            inside = "".join(f"<p>{one}</p>" for one in said)
            text = NITF.format(title=title, number=number, paragraphs=inside)
        size += (sub / f"{number}.{'txt' if number % 2 else 'xml'}").write_text(text)
    return size


def configured(folder: Path, after: str) -> Path:
    """Write a configuration; return its path."""
    archive = "archive: archive" if after == "archive" else ""
    (folder / "topics.yaml").write_text("topics: [{slug: all, title: All, rules: {any: [the]}}]\n")
    source = f"sources:\n  - name: wire\n    folder: wire\n    after: {after}\n" + (
        f"    {archive}\n" if archive else ""
    )
    path = folder / "storyfold.yaml"
    path.write_text(f"data: data\nfolders: {{settle: 0s}}\n{source}")
    return path


def used(process: int | None = None) -> float:
    """Return the processor's seconds of a process, this one if none is given."""
    who = process or os.getpid()
    fields = Path(f"/proc/{who}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def children() -> list[int]:
    """Return the processes that read."""
    return [int(one) for task in Path("/proc/self/task").iterdir() for one in (task / "children").read_text().split()]


@contextmanager
def measured() -> Iterator[Took]:
    took, begin = Took(), time.perf_counter()
    before = used() + sum(map(used, children()))
    yield took
    took.cpu = used() + sum(map(used, children())) - before
    took.seconds = time.perf_counter() - begin


def resident(process: int | str = "self", name: str = "VmHWM") -> int:
    """Return the memory that a process held at most, in MB."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) // 1024


async def measure(pipeline: Pipeline, files: int) -> None:
    now = datetime.now(UTC) + timedelta(seconds=1)
    warm(pipeline)
    before = resident(name="VmRSS")
    for what in ("dropped at once", "nothing new"):
        taken = Taken()
        with measured() as took:
            await pipeline.intake.take_in(taken, now, is_patient=False)
        speed = f"{files / took.seconds:,.0f} files/s, {files / took.cpu:,.0f} for each second of processor time"
        print(
            f"{what}: {taken.documents:,} documents, {taken.new:,} new, {took.seconds:.2f} s; {took.cpu:.2f} s of the processor; {speed}"
        )
        print(*taken.failures[:3], sep="\n", end="\n" if taken.failures else "")
    readers = max((resident(one) for one in children()), default=0)
    print(f"memory: {before} MB before, {resident()} MB at most; a reader {readers} MB at most")
    with pipeline.database.reading() as connection:
        assert stories.count(connection) == files, "a file was lost, or is there twice"


def warm(pipeline: Pipeline) -> None:
    """Start the child that reads, with all that it imports when it first reads."""
    source = Source(name="warm", title="Warm", family="warm")
    text = Document(
        source="warm", location="a.txt", content=b"Storm\n\nA storm closed the bridge.", arrived=datetime.now(UTC)
    )
    list(pipeline.means.read_each([Task(document=text, source=source)]))


async def run(arguments: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "wire").mkdir()
        size = drop(folder / "wire", arguments.files, arguments.paragraphs)
        print(f"{arguments.files:,} files, {size / arguments.files / 1024:.1f} KB each, after: {arguments.after}, "
              f"{arguments.cores} of {os.cpu_count()} cores, CPython {platform.python_version()}")  # fmt: skip
        async with open_pipeline(load(configured(folder, arguments.after))) as pipeline:
            await measure(pipeline, arguments.files)
        left = sum(1 for path in (folder / "wire").rglob("*") if path.is_file())
        print(f"left in the folder: {left:,}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--paragraphs", type=int, default=8)
    parser.add_argument("--cores", type=int, default=1)
    parser.add_argument("--after", choices=["keep", "archive", "delete"], default="keep")
    arguments = parser.parse_args()
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: arguments.cores])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    asyncio.run(run(arguments))


if __name__ == "__main__":
    main()
