"""Logs: one line per thing that happened, for people at a terminal and as JSON elsewhere. What stories say cannot forge a line."""

import logging
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from typing import Any, Final, Literal, TypeAlias

import structlog

from bot.model import Decision, Habit, Story

log = structlog.get_logger()

Level: TypeAlias = Literal["debug", "info", "warning", "error"]
Format: TypeAlias = Literal["auto", "json", "console"]
_Line: TypeAlias = MutableMapping[str, Any]

#: Lines of one kind about one source, topic or hub in so many seconds; the others are counted and not written. Decisions are worth
#: more lines: there is one for each story.
MOST: Final[Mapping[str, int]] = {"info": 2_000, "warning": 60, "error": 60}
EACH_S: Final = 60.0
_ABOUT = ("source", "topic", "hub", "problem")
#: Written on several lines, each of them set in: the texts of errors may quote what came from outside, and begin no line.
_ON_LINES = ("exception", "stack")
_MOST_KINDS = 10_000  # that are counted at a time


class Limit:
    """How many lines of each kind were written lately. A processor of structlog."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin; *clock* gives seconds that never go back."""
        self._clock = clock
        self._since = clock()
        self._written: Counter[tuple[Any, ...]] = Counter()
        self._left_out: Counter[str] = Counter()
        self._before: dict[str, int] = {}
        self.total = 0  #: lines that were left out since the start

    def __call__(self, _logger: Any, level: str, line: _Line) -> _Line:
        """Return the line, with what was left out before; or leave it out.

        Raises:
            structlog.DropEvent: there were too many like it.
        """
        if self._clock() - self._since >= EACH_S or len(self._written) > _MOST_KINDS:
            self._since = self._clock()
            self._written.clear()
            self._before = {**self._before, **self._left_out}
            self._left_out.clear()
        kind = (line["event"], level, *(str(line.get(name)) for name in _ABOUT))
        self._written[kind] += 1
        if self._written[kind] > MOST.get(level, MOST["error"]):
            self._left_out[line["event"]] += 1
            self.total += 1
            raise structlog.DropEvent
        if self._before:
            line["left_out"], self._before = self._before, {}
        return line


limit = Limit()


def configure_logs(level: Level = "info", form: Format = "auto") -> None:
    """Log to standard error, what is at least so grave; *form* auto is coloured lines at a terminal, else a JSON object a line."""
    is_watched = form == "console" or (form == "auto" and sys.stderr.isatty())
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
        if is_watched
        else structlog.processors.JSONRenderer(sort_keys=True)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            limit,
            structlog.processors.TimeStamper(fmt="%H:%M:%S" if is_watched else "iso", utc=not is_watched),
            structlog.processors.format_exc_info,
            # JSON escapes by itself what a terminal would obey.
            *([_escaped] if is_watched else []),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        # Looked up at each line: a progress line at the bottom of the terminal puts itself in the place of the stream.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(handlers=[_Others()], level=logging.WARNING, force=True)


class _Others(logging.Handler):
    """Takes what other packages log by Python's own logging."""

    def emit(self, record: logging.LogRecord) -> None:
        """Log it as ours is."""
        level = "error" if record.levelno >= logging.ERROR else "warning"
        exc_info = {"exc_info": record.exc_info} if record.exc_info else {}
        getattr(log, level)(record.getMessage(), logger=record.name, **exc_info)


def _escaped(_logger: Any, _level: str, line: _Line) -> _Line:
    return {name: _set_in(value) if name in _ON_LINES else _printable(value) for name, value in line.items()}


def _set_in(text: Any) -> Any:
    return "\n".join(f"    {_printable(one)}" for one in text.split("\n")) if isinstance(text, str) else text


def _printable(value: Any) -> Any:
    """Write as escapes what would end a line, or what a terminal would obey."""
    if not isinstance(value, str) or value.isprintable():
        return value
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in value)


def log_habits(new: Iterable[Habit]) -> None:
    """Say what was learned of sources."""
    for habit in new:
        log.info(
            "habit learned", source=habit.source, kind=habit.kind, text=habit.text, stories=habit.stories, of=habit.of
        )


def log_repairs(titles: Mapping[str, str], decisions: Iterable[Decision]) -> None:
    """Say which stories were moved, with the *titles* of the stories that the decisions are about."""
    for decision in decisions:
        log.info(
            {"merge": "merged", "split": "split off"}.get(decision.kind, "moved"),
            title=titles[decision.story],
            story=decision.story,
            cluster=decision.cluster,
            score=round(decision.score, 3),
            **{} if decision.former is None else {"former": decision.former},
        )


def log_decisions(waiting: Sequence[Story], decisions: Sequence[Decision]) -> None:
    """Say where new stories were put; one decision for each, in the same order."""
    for story, decision in zip(waiting, decisions, strict=True):
        log.info(
            "joined" if decision.kind == "join" else "founded",
            title=story.title,
            source=story.source,
            story=story.key,
            cluster=decision.cluster,
            score=round(decision.score, 3),
        )


def log_topics(renamed: Iterable[tuple[str, str]], gone: Iterable[str]) -> None:
    """Say which topics have other slugs now, former and present one, and which are no longer there."""
    for former, slug in renamed:
        log.info("topic renamed", topic=slug, former=former)
    for slug in gone:
        log.info("topic gone", topic=slug)
