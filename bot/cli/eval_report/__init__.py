"""The page of `storyfold eval --report`: scores, plots, and the worst mistakes side by side, for people to learn from."""

from bot.cli.eval_report.gathering import Onlooker, Section, section
from bot.cli.eval_report.page import render

__all__ = ["Onlooker", "Section", "render", "section"]
