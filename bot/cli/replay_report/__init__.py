"""What `storyfold replay` finds, at a terminal, as JSON and as a page."""

from bot.cli.replay_report.gathering import Replay, replayed
from bot.cli.replay_report.page import render
from bot.cli.replay_report.saying import as_json, print_tables

__all__ = ["Replay", "as_json", "print_tables", "render", "replayed"]
