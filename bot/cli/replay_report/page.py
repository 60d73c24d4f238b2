"""What a replay found as one page that needs no other file, no script and no network. Pure."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from jinja2 import Environment

from bot.cli.replay_report.gathering import Replay
from bot.cli.replay_report.saying import KINDS, in_short, state_of
from bot.model import Site
from bot.publishing.layout import environment
from bot.publishing.text import one_line, scrub, shorten, web_url

_LONGEST_REASON = 400  # characters; arbitrary


def render(found: Replay, titles: Mapping[str, str], site: Site) -> bytes:
    """Write the page; *titles* are those of topics, by slug, and *site* is where pages of clusters are."""
    template = _environment().get_template("replay.html")
    values = {"found": found, "titles": titles, "kinds": KINDS, "short": in_short(found), "base": site.base_url}
    return scrub(template.render(values)).encode()


def _reason(text: str) -> str:
    return shorten(one_line(text), _LONGEST_REASON)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


@cache
def _environment() -> Environment:
    filters: dict[str, Callable[..., Any]] = {"reason": _reason, "line": one_line, "state": state_of}
    return environment("bot.cli.replay_report", {**filters, "counted": _counted, "web": web_url})
