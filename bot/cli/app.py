"""Put the commands together, and turn errors into one line and an exit code."""

import sys

import typer

from bot.cli import check, cluster, evaluate, explain, once, parse, run
from bot.errors import ConfigError, StoryfoldError

app = typer.Typer(
    name="storyfold",
    help="One feed entry per event: watches folders and feeds of wire stories, groups those that report the same event.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # errors stay one line each, for scripts and logs
)
app.command("run")(run.run)
app.command("once")(once.once)
app.command("check")(check.check)
app.command("parse")(parse.parse)
app.command("cluster")(cluster.cluster)
app.command("eval")(evaluate.evaluate)
app.command("explain")(explain.explain)

#: Exit codes: 0 done, 1 something failed and was reported, 2 bad usage (typer's own) or configuration.
FAILED, BAD_USAGE = 1, 2


def main() -> None:
    """Run a command and exit."""
    try:
        app()
    except ConfigError as error:
        print(error, file=sys.stderr)
        sys.exit(BAD_USAGE)
    except StoryfoldError as error:
        print(f"storyfold: {error}", file=sys.stderr)
        sys.exit(FAILED)
