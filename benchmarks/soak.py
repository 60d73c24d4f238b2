"""An hour of ingest: several hundred real feeds that keep bringing stories, and what the service holds meanwhile.

    python -m benchmarks.soak --data DIR [--minutes 60] [--feeds 300] [--rate 4] [--interval 30]
                              [--command "CMD ARG …"] [--root DIR] [--results FILE]

DIR has a folder for each paper with snapshots of its feed (`*.xml`, named by their time), itself or in `rss_snapshots`. They are
served from loopback by `benchmarks.papers`, some answers late or broken. The service is `python -m bot run`, or what
`--command` says, in which `{config}` stands for the configuration file; a container has to share the network and see
`--root` (`config/` to be read, `data/` to be written). Beside it somebody reads feeds, pages and searches, once in ten seconds.
Every ten seconds are noted: memory, files and threads of each process of the service, the size of each of its files, and what the
kernel says of the control group that it is in, if that has a limit (as with `docker run --memory 300m`).
Writes `soak.md` and `soak.svg`. Linux only; reading the memory of another user's processes takes root.
"""

import argparse
import asyncio
import os
import shlex
import signal
import sqlite3
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from benchmarks.groups import Group, group_of
from benchmarks.papers import Papers, Troubles, papers
from benchmarks.soaked import fit, last_part, logged, plot

RESULTS: Final = Path(__file__).parent / "results" / "soak.md"
EVERY_S: Final = 10.0
MOST_RSS: Final = 300 * 2**20  #: the bar
MB: Final = 2**20
CONFIG: Final = """\
data: ../data
site: {{base_url: "http://127.0.0.1:{port}", id_authority: "storyfold.example,2026"}}
web: {{port: {port}}}
folders: {{rescan: 1s}}
polling: {{spacing: 0s, timeout: 30s}}
sources:
{sources}
"""
TOPICS: Final = """\
topics:
  - {slug: all, title: All, limit: 200, rules: {any: [the, a, of, to]}}
  - {slug: economy, title: Economy, rules: {any: [economy, inflation, tariff, tariffs, jobs, bank, trade, rates]}}
  - {slug: politics, title: Politics, order: newest, rules: {any: [Trump, president, minister, election, Congress]}}
  - {slug: wars, title: Wars, order: most_covered, rules: {any: [Gaza, Ukraine, Israel, Russia, war]}}
  - {slug: often, title: Often told, rules: {all: [{min_sources: 3}]}}
"""
READ: Final = (
    "/",
    "/topics/all.atom",
    "/topics/economy",
    "/topics/often.json",
    "/search?q=tariffs+court",
    "/status",
    "/metrics",
)


@dataclass(frozen=True, slots=True)
class Process:
    """What one process held at one time; bytes."""

    name: str
    rss: int
    anon: int  #: of it, what is in no file: of a container, what is called its resident set (`container_memory_rss`)
    pss: int
    files: int
    threads: int


@dataclass(slots=True)
class Sample:
    """The service at one time."""

    at_s: float
    processes: dict[int, Process]
    sizes: dict[str, int]  #: bytes of each file of the data folder; published ones together
    group: Group | None  #: that the service is in, if its memory is limited

    def total(self, what: str) -> int:
        """Return the sum of one figure of all processes."""
        return sum(getattr(one, what) for one in self.processes.values())


@dataclass(slots=True)
class Run:
    """All that was seen."""

    samples: list[Sample] = field(default_factory=list)
    read: Counter[str] = field(default_factory=Counter)  #: answers to readers, by status
    left_after: tuple[float, int | None] = (0.0, None)  #: seconds from SIGTERM on, and the exit code
    logged: Counter[str] = field(default_factory=Counter)  #: lines of the log by level and event
    odd: list[str] = field(default_factory=list)  #: those that are errors, or no messages
    kept: tuple[int, int] = (0, 0)  #: stories and clusters


def descendants(pid: int) -> Iterator[int]:
    """Yield the processes that another one started, and those started by them; itself first."""
    yield pid
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(one) for task in tasks for one in (task / "children").read_text(encoding="ascii").split()]
    except (FileNotFoundError, ProcessLookupError):
        return  # it has ended meanwhile
    for child in children:
        yield from descendants(child)


def look(pid: int) -> Process | None:
    """Return what a process holds; None if it is none of the service's (a wrapper), or has ended."""
    here = Path(f"/proc/{pid}")
    try:
        if not (here / "exe").readlink().name.startswith("python"):
            return None
        words = (here / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
        status = dict(line.split(":", 1) for line in (here / "status").read_text(encoding="utf-8").splitlines())
        rollup = (here / "smaps_rollup").read_text(encoding="ascii")
        pss = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
        files = len(list((here / "fd").iterdir()))
    except (FileNotFoundError, ProcessLookupError):
        return None
    if "VmRSS" not in status:
        return None  # a zombie
    rss, anon = (int(status[key].split()[0]) * 1024 for key in ("VmRSS", "RssAnon"))
    return Process(_name(words), rss, anon, pss * 1024, files, int(status["Threads"]))


def _name(words: list[str]) -> str:
    line = " ".join(words)
    for sign, name in (
        ("bot.web.front", "front"),
        ("resource_tracker", "tracker"),
        ("bot.formats.isolation", "readers"),
    ):
        if sign in line:
            return name
    return "service"


def sizes(data: Path) -> dict[str, int]:
    """Return the bytes of each file, those of `public` and `private` counted together."""
    found: Counter[str] = Counter()
    for file in data.rglob("*"):
        try:
            size = file.stat().st_size if file.is_file() else 0
        except FileNotFoundError:
            continue  # a temporary one, put in its place meanwhile
        top = file.relative_to(data).parts[0]
        if (data / top).is_dir():
            found[f"{top}/"] += size
            found[f"{top}/ (files)"] += file.is_file()
        else:
            found[top] += size
    return dict(found)


def prepare(root: Path, served: Papers, port: int, feeds_port: int, interval_s: int) -> Path:
    """Write the configuration, and return its file."""
    sources = "\n".join(
        f"  - {{name: outlet-{number}, title: {outlet.title}, feed: 'http://{host}:{feeds_port}/feed', "
        f"interval: {interval_s + number % 11}s, private: true}}"  # not all of them together
        for number, (host, outlet) in enumerate(served.outlets.items())
    )
    for folder in ("config", "data"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / "config" / "topics.yaml").write_text(TOPICS)
    config = root / "config" / "storyfold.yaml"
    config.write_text(CONFIG.format(port=port, sources=sources))
    return config


async def soak(options: argparse.Namespace, served: Papers, root: Path) -> Run:
    """Run the service for so many minutes, then end it."""
    server = await asyncio.start_server(served.answer, "0.0.0.0", 0, backlog=1024)
    config = prepare(root, served, options.port, server.sockets[0].getsockname()[1], options.interval)
    command = [word.replace("{config}", str(config)) for word in shlex.split(options.command)]
    with (root / "log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(*command, stderr=log, stdin=asyncio.subprocess.DEVNULL)
    run, began = Run(), time.monotonic()
    served.begin()
    try:
        while (elapsed := time.monotonic() - began) < options.minutes * 60:
            await asyncio.sleep(EVERY_S)
            if process.returncode is not None:
                raise SystemExit(f"the service ended by itself with {process.returncode}; see {root / 'log'}")
            processes = {pid: one for pid in descendants(process.pid) if (one := look(pid))}
            found = sizes(root / "data") | {"log": (root / "log").stat().st_size}
            group = group_of(next(iter(processes), process.pid))
            run.samples.append(Sample(time.monotonic() - began, processes, found, group))
            await asyncio.to_thread(read, f"http://127.0.0.1:{options.port}", run.read)
            if len(run.samples) % 6 == 0:
                print(_progress(run.samples[-1], elapsed, served), file=sys.stderr, flush=True)
    finally:
        if process.returncode is None:
            run.left_after = await end(process)
        server.close()
    return run


def read(url: str, counts: Counter[str]) -> None:
    """Read as somebody who comes by now and then."""
    for path in READ:
        try:
            with urllib.request.urlopen(url + path, timeout=30) as answer:
                answer.read()
                counts[str(answer.status)] += 1
        except urllib.error.HTTPError as error:
            counts[f"{error.code} {path}"] += 1
        except OSError as error:
            counts[f"{type(error).__name__} {path}"] += 1


async def end(process: asyncio.subprocess.Process) -> tuple[float, int | None]:
    """Ask the service to stop, as an engine does; return the seconds that it took and its exit code."""
    first = next((pid for pid in descendants(process.pid) if look(pid)), process.pid)
    began = time.monotonic()
    os.kill(first, signal.SIGTERM)
    try:
        code = await asyncio.wait_for(process.wait(), 30)
    except TimeoutError:
        process.kill()
        code = None
    return time.monotonic() - began, code


def _progress(sample: Sample, elapsed: float, served: Papers) -> str:
    each = ", ".join(f"{one.name} {one.rss / MB:.0f}" for one in sample.processes.values())
    log_and_data = ", ".join(f"{name} {size / MB:.1f}" for name, size in sorted(sample.sizes.items()) if size > MB)
    return (
        f"{elapsed / 60:5.1f} min  rss {sample.total('rss') / MB:.0f} ({each})  pss {sample.total('pss') / MB:.0f}  anonymous {sample.total('anon') / MB:.0f}  "
        f"MB of {log_and_data}  asked {dict(served.asked)}"
    )


def report(options: argparse.Namespace, served: Papers, run: Run, root: Path) -> None:
    """Write the table and the picture, and print the table."""
    minutes = [(sample.at_s / 60, sample) for sample in run.samples]
    kinds = {one.name: None for sample in run.samples for one in sample.processes.values()}
    lines = {"RSS, all": [(at, sample.total("rss") / MB) for at, sample in minutes]}
    lines["PSS, all"] = [(at, sample.total("pss") / MB) for at, sample in minutes]
    lines["anonymous, all"] = [(at, sample.total("anon") / MB) for at, sample in minutes]
    for kind in kinds:
        each = [(at, [one.rss for one in sample.processes.values() if one.name == kind]) for at, sample in minutes]
        if max((sum(found) for _, found in each), default=0) > 5 * MB:
            lines[f"{kind} (RSS)"] = [(at, sum(found) / MB) for at, found in each]
    run.logged, run.odd = logged(root / "log")
    run.kept = stored(root)
    text = table(options, served, run, lines)
    options.results.write_text(text)
    options.results.with_suffix(".svg").write_text(
        plot(lines, "Memory of the service, MB; dotted: the trend of the last two thirds", "MB")
    )
    print(text)


def table(options: argparse.Namespace, served: Papers, run: Run, lines: dict[str, list[tuple[float, float]]]) -> str:
    """Return the figures as Markdown."""
    memory_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    machine = (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {memory_gb:.0f} GB; the machine shared, load at the end "
        f"{os.getloadavg()[0]:.1f}."
    )
    command = (
        f"Command: `python -m benchmarks.soak --data DIR --minutes {options.minutes:g} --feeds {options.feeds} "
        f"--rate {options.rate:g} --interval {options.interval}`; {options.note}."
    )
    rows = [
        "# An hour of ingest" if options.minutes == 60 else f"# {options.minutes:g} minutes of ingest",
        "",
        machine,
        command,
        "",
        "![memory over time](soak.svg)",
        "",
        "| memory, MB | first minute | most | end | trend of the last two thirds |",
        "|---|---|---|---|---|",
    ]
    for name, points in lines.items():
        heights = [height for _, height in points]
        slope = fit(last_part(points)).slope * 60
        rows.append(
            f"| {name} | {heights[min(5, len(heights) - 1)]:.0f} | {max(heights):.0f} | {heights[-1]:.0f} | {slope:+.1f} MB/h |"
        )
    most = max(sample.total("rss") for sample in run.samples)
    rows += [
        "",
        f"The bar of {MOST_RSS // MB} MB is {'held' if most <= MOST_RSS else 'not held'} by the sum of RSS, which counts a page as often as it is shared.",
        "",
    ]
    rows += limited([sample.group for sample in run.samples if sample.group])
    rows += ["| what | first minute | most | end | trend of the last two thirds |", "|---|---|---|---|---|"]
    for what, name in (("files", "open files"), ("threads", "threads")):
        rows.append(_row(name, [(sample.at_s / 3600, sample.total(what)) for sample in run.samples], is_count=True))
    for name in dict.fromkeys(name for sample in run.samples for name in sample.sizes):
        sizes_of = [(sample.at_s / 3600, sample.sizes.get(name, 0)) for sample in run.samples]
        rows.append(_row(name, sizes_of, is_count=name.endswith("(files)")))
    seconds, code = run.left_after
    rows += [
        "",
        f"- {run.kept[0]:,} stories came in, of {run.kept[1]:,} events; the {len(served.outlets)} feeds had {served.entries:,}. They answered: "
        + ", ".join(f"{what} {count:,}" for what, count in sorted(served.asked.items()))
        + ".",
        f"- Readers were answered: {', '.join(f'{what} {count:,}' for what, count in sorted(run.read.items()))}.",
        f"- After SIGTERM it ended with {code} within {seconds:.1f} s.",
        "- Log: " + ", ".join(f"{name} {count:,}" for name, count in sorted(run.logged.items())) + ".",
        f"- Lines of the log that are errors, or no messages: {len(run.odd)}.",
        *(f"  - `{line[:300]}`" for line in run.odd[:10]),
    ]
    return "\n".join(rows) + "\n"


def limited(groups: Sequence[Group]) -> list[str]:
    """Say what the kernel let a limited service hold; nothing where there was no limit."""
    if not groups:
        return []
    last, most = groups[-1], max(group.anon for group in groups)
    told = (
        f"**The kernel let it hold {last.limit / MB:.0f} MB**, files that it remembers included, and it held {last.most / MB:.0f} at most; "
        f"{most / MB:.0f} MB at most were in no file. {last.killed} processes were ended for want of memory."
    )
    return [told, ""]


def _row(name: str, points: Sequence[tuple[float, float]], *, is_count: bool) -> str:
    """Return a row of the table; *points* are hours, and numbers or bytes."""
    heights = [height for _, height in points]
    slope = fit(last_part(points)).slope

    def shown(value: float, sign: str = "") -> str:
        return f"{value:{sign},.0f}" if is_count else f"{value / MB:{sign},.1f} MB"

    first, most, end = heights[min(5, len(heights) - 1)], max(heights), heights[-1]
    return f"| {name} | {shown(first)} | {shown(most)} | {shown(end)} | {shown(slope, '+')}/h |"


def stored(root: Path) -> tuple[int, int]:
    """Return how many stories and clusters there are."""
    with closing(sqlite3.connect(root / "data" / "storyfold.db")) as connection:
        return tuple(connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("story", "cluster"))


def main() -> None:
    """Run and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--feeds", type=int, default=300)
    parser.add_argument("--rate", type=float, default=4, help="new stories a second, all feeds together")
    parser.add_argument("--interval", type=int, default=30, help="seconds between two polls of a feed")
    parser.add_argument("--port", type=int, default=18790)
    parser.add_argument("--command", default=f"{shlex.quote(sys.executable)} -m bot run -c {{config}}")
    parser.add_argument("--root", type=Path, help="folder of the run; left out: a new one, removed afterwards")
    parser.add_argument("--note", default="run as it is", help="how it was run, for the results")
    parser.add_argument("--results", type=Path, default=RESULTS)
    options = parser.parse_args()
    if not options.data.is_dir():
        raise SystemExit(f"{options.data}: no such folder; expected one with snapshots of feeds")
    folder = options.data / "rss_snapshots"
    seconds = options.minutes * 60
    served = papers(
        folder if folder.is_dir() else options.data,
        outlets=options.feeds,
        entries=round(options.rate * seconds),
        seconds=seconds,
        troubles=Troubles(),
    )
    with tempfile.TemporaryDirectory() as temporary:
        root = options.root or Path(temporary)
        run = asyncio.run(soak(options, served, root))
        report(options, served, run, root)


if __name__ == "__main__":
    main()
