"""`storyfold once`: one pass over everything, then exit."""

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import typer

from bot.cli.options import DEFAULT_CONFIG, Config
from bot.cli.progress import shown_progress
from bot.config import Settings, load
from bot.logs import configure_logs
from bot.pipeline import Pipeline, Report, open_pipeline
from bot.telemetry import Metrics, Progress
from bot.telling import Telling

#: How many more looks a file gets that is still being written. Arbitrary; cheap to change.
LOOKS = 3

#: So long hubs and the mail server have after the pass.
TELLING = timedelta(seconds=30)

#: What shells expect of a command that was ended by Ctrl-C.
INTERRUPTED = 130


def once(config: Config = DEFAULT_CONFIG) -> None:
    """Poll, read, cluster and publish once.

    Exits with 1 if a source failed or a file was still being written; all else was done.

    For example:

        storyfold once

        storyfold once | jq .failures
    """
    configure_logs()
    settings = load(config)
    configure_logs(settings.logs.level, settings.logs.format)
    with shown_progress() as progress:
        reports, stopped = asyncio.run(_passes(settings, progress))
    summary = _summary(reports)
    print(json.dumps(summary, ensure_ascii=False))
    print(_in_words(summary), file=sys.stderr)
    if stopped:
        print("storyfold: stopped; the next run does the rest", file=sys.stderr)
        raise typer.Exit(INTERRUPTED)
    if summary["failures"] or summary["waiting"]:
        raise typer.Exit(1)


async def _passes(settings: Settings, progress: Progress) -> tuple[list[Report], bool]:
    async with open_pipeline(settings, progress) as pipeline:
        stopped = _stop_on_signals(pipeline)
        reports = [await pipeline.run_pass(datetime.now(UTC), is_patient=True)]
        # Files that came just now are looked at again once they had the time to settle.
        while reports[-1].taken.waiting and len(reports) <= LOOKS and not stopped.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(stopped.wait(), settings.folders.settle.total_seconds() + 0.05)
            reports.append(await pipeline.run_pass(datetime.now(UTC), is_patient=True))
        await _tell(settings, pipeline, stopped)
    return reports, stopped.is_set()


async def _tell(settings: Settings, pipeline: Pipeline, stopped: asyncio.Event) -> None:
    """Try once to tell hubs and to mail digests; what is left, the next run tells."""
    telling = Telling(settings, pipeline.database, lambda: datetime.now(UTC), Metrics())
    telling.has_passed()
    tasks = [asyncio.create_task(job()) for job in telling.now()]
    ending = asyncio.create_task(stopped.wait())
    if tasks:
        waiting = asyncio.create_task(asyncio.wait(tasks, timeout=TELLING.total_seconds()))
        await asyncio.wait([waiting, ending], return_when=asyncio.FIRST_COMPLETED)
        await telling.end(timedelta(seconds=1))
        waiting.cancel()
    ending.cancel()


def _stop_on_signals(pipeline: Pipeline) -> asyncio.Event:
    stopped = asyncio.Event()

    def stop() -> None:
        if stopped.is_set():
            os._exit(INTERRUPTED)  # asked twice: whatever is open is safe, as after a kill
        stopped.set()
        pipeline.stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop)
    return stopped


def _summary(reports: list[Report]) -> dict[str, Any]:
    failures = dict.fromkeys(line for report in reports for line in report.taken.failures)
    return {
        "documents": sum(report.taken.documents for report in reports),
        "stories": {
            "new": sum(report.taken.new for report in reports),
            "revised": sum(report.taken.revised for report in reports),
            "joined": sum(report.joined for report in reports),
            "founded": sum(report.founded for report in reports),
            "moved": sum(report.moved for report in reports),
        },
        "clusters": {
            "merged": sum(report.merged for report in reports),
            "split": sum(report.split for report in reports),
        },
        "entries_skipped": sum(report.taken.skipped for report in reports),
        "waiting": reports[-1].taken.waiting,
        "files": {
            "written": sum(report.written for report in reports),
            "removed": sum(report.removed for report in reports),
            "unchanged": reports[-1].unchanged or reports[0].unchanged,
        },
        "failures": list(failures),
    }


def _in_words(summary: dict[str, Any]) -> str:
    stories, files, clusters = summary["stories"], summary["files"], summary["clusters"]
    said = [f"{summary['documents']} document(s) read, {stories['new']} new and {stories['revised']} revised stories"]
    if stories["joined"] or stories["founded"]:
        said.append(f"{stories['joined']} joined a cluster, {stories['founded']} founded one")
    if stories["moved"] or clusters["merged"] or clusters["split"]:
        repairs = f"{clusters['merged']} cluster(s) were merged, {clusters['split']} split off"
        said.append(f"on second thoughts {stories['moved']} moved to another cluster, {repairs}")
    if files["written"] or files["removed"]:
        said.append(f"{files['written']} published file(s) written, {files['removed']} removed")
    else:
        said.append(f"no published file changed, {files['unchanged']} left untouched")
    if summary["waiting"]:
        said.append(f"{summary['waiting']} file(s) still being written, left for the next pass")
    if summary["failures"]:
        said.append(f"{len(summary['failures'])} failed, see above")
    return "storyfold: " + "; ".join(said)
