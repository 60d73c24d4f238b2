"""Put the commands together, and turn errors into one line and an exit code."""

import os
import sys
from importlib import import_module

import typer

from bot.errors import ConfigError, StoryfoldError

#: Each command's function, or group of commands, in its module of the same name. The order is that of `storyfold --help`.
COMMANDS = (
    "init",
    "run",
    "once",
    "publish",
    "check",
    "sources",
    "habits",
    "feeds",
    "opml",
    "parse",
    "clean",
    "watch",
    "cluster",
    "eval",
    "search",
    "explain",
    "replay",
    "topics",
    "digest",
    "merge",
    "split",
    "apart",
    "hide",
    "pin",
    "represent",
    "retitle",
    "undo",
    "subscribers",
    "labels",
    "backup",
    "restore",
    "doctor",
)
MODULES = {"eval": "evaluate"}  # `eval` is a builtin

app = typer.Typer(
    name="storyfold",
    help="One feed entry per event: watches folders and feeds of wire stories, groups those that report the same event.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # errors stay one line each, for scripts and logs
)

#: Exit codes: 0 done, 1 something failed and was reported, 2 bad usage (typer's own) or configuration.
FAILED, BAD_USAGE = 1, 2


def main() -> None:
    """Run a command and exit."""
    wanted = sys.argv[1:2] or _being_completed()
    # Only what the command needs is imported: the clusterer alone costs `check` half a second.
    for command in wanted if wanted and wanted[0] in COMMANDS else COMMANDS:
        name = MODULES.get(command, command)
        found = getattr(import_module(f"bot.cli.{name}"), name)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=command)
        else:
            app.command(command)(found)
    app.callback()(_together)
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except ConfigError as error:
        print(error, file=sys.stderr)
        sys.exit(BAD_USAGE)
    except StoryfoldError as error:
        print(f"storyfold: {error}", file=sys.stderr)
        sys.exit(FAILED)
    except (
        OSError
    ) as error:  # of standard output, or of a file that a command writes: the disk is full, the reader gone
        print(f"storyfold: {error}", file=sys.stderr)
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 (what is left in it has nowhere to go)
        sys.exit(FAILED)


def _being_completed() -> list[str]:
    """The command whose options a shell asks for: completion has to be as quick as the keys."""
    words = os.environ.get("_TYPER_COMPLETE_ARGS") or os.environ.get("COMP_WORDS") or ""
    return words.split()[1:2]


def _together() -> None:
    # A callback makes typer keep the command's name on the command line, also where only one command is registered.
    pass
