"""`storyfold doctor`: what is wrong, and how it is mended."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import DEFAULT_CONFIG, Config
from bot.cli.printing import printable, say
from bot.cli.progress import shown_progress
from bot.config import load
from bot.doctor import Checkup, Finding, check, system_resolve
from bot.errors import ConfigError


def doctor(
    config: Config = DEFAULT_CONFIG,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    offline: Annotated[bool, typer.Option("--offline", help="Ask no name server where feeds are.")] = False,
) -> None:
    """Look for what is wrong with data, disk, clock, configuration and sources, and say how it is mended.

    Nothing is changed, no publisher is asked, and a running service goes on. A finding is one line: what, where, what was
    seen, what was expected, what to do. Exits with 1 if anything has to be mended; remarks alone are none.

    For example:

        storyfold doctor

        storyfold doctor --json | jq -r '.findings[].mend'
    """
    found = _checkup(config, offline=offline)
    if as_json:
        print(json.dumps({"well": found.is_well, **asdict(found)}, ensure_ascii=False))
    else:
        _show(found)
    if not found.is_well:
        raise typer.Exit(1)


def _checkup(config: Path, *, offline: bool) -> Checkup:
    try:
        settings = load(config)
    except ConfigError as error:
        problems = [
            Finding(
                "configuration",
                f"{one.file}:{one.line}:{one.column}",
                f"{one.key}: {one.message}" if one.key else one.message,
                "a configuration that is valid",
                "change it until `storyfold check` accepts it",
            )
            for one in error.problems
        ]
        return Checkup(checked=("configuration",), findings=tuple(problems))
    with shown_progress("looking") as progress:
        return check(settings, datetime.now(UTC), progress, None if offline else system_resolve)


def _show(found: Checkup) -> None:
    for what in found.checked:
        findings = [finding for finding in found.findings if finding.what == what]
        if not findings:
            print(f"fine     {what}")
        for finding in findings:
            print(f"{'PROBLEM' if finding.is_problem else 'remark '}  {printable(str(finding))}")
    problems = sum(finding.is_problem for finding in found.findings)
    remarks = len(found.findings) - problems
    say(f"{problems} problem(s), {remarks} remark(s)")
