"""The command line: one file per command. JSON goes to standard output, everything for people to standard error."""

from bot.cli.app import main

__all__ = ["main"]
