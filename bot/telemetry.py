"""Logs, progress and metrics: for people at a terminal, for programs elsewhere, for Prometheus."""

import logging
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

from bot.model import Decision, Habit, Story

log = structlog.get_logger()


def configure_logs() -> None:
    """Log to standard error: coloured lines at a terminal, one JSON object a line otherwise."""
    is_watched = sys.stderr.isatty()
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer() if is_watched else structlog.processors.JSONRenderer(sort_keys=True)
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="%H:%M:%S" if is_watched else "iso", utc=not is_watched),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        # Looked up at each line: a progress line at the bottom of the terminal puts itself in the place of the stream.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )


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


class Progress(Protocol):
    """Somebody who wants to see how far a pass is."""

    def __call__(self, stage: str, done: int) -> None:
        """Say that so many items of a stage are done."""


def in_silence(stage: str, done: int) -> None:
    """Show nothing."""


class Metrics:
    """The counters of one process; a registry of their own, so that two services in one test do not share them."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self.passes = Counter("storyfold_passes", "Passes that were run", registry=self._registry)
        self.documents = Counter("storyfold_documents", "Documents that were read", registry=self._registry)
        self.stories = Counter("storyfold_stories", "New stories", registry=self._registry)
        self.joined = Counter("storyfold_stories_joined", "Stories that joined a cluster", registry=self._registry)
        self.moved = Counter(
            "storyfold_stories_moved", "Stories that moved to another cluster", registry=self._registry
        )
        self.merged = Counter(
            "storyfold_clusters_merged", "Clusters that became part of others", registry=self._registry
        )
        self.split = Counter(
            "storyfold_clusters_split", "Clusters that were split off from others", registry=self._registry
        )
        self.failures = Counter("storyfold_failures", "Files and feeds that failed", registry=self._registry)
        self.written = Counter("storyfold_files_written", "Published files that changed", registry=self._registry)
        self._hubs = Counter("storyfold_hub_pings", "What came of telling hubs", ["outcome"], registry=self._registry)
        self._mails = Counter("storyfold_digest_mails", "What came of mailing", ["outcome"], registry=self._registry)
        self.hubs_waiting = Gauge(
            "storyfold_hub_pings_waiting", "What hubs are still to be told", registry=self._registry
        )
        self.hubs_oldest = Gauge(
            "storyfold_hub_pings_oldest_seconds", "For how long a hub has not been told", registry=self._registry
        )
        self.mails_waiting = Gauge("storyfold_digest_mails_waiting", "Mails to be sent", registry=self._registry)
        self.last_pass = Gauge(
            "storyfold_last_pass_timestamp_seconds", "When the last pass that went well ended", registry=self._registry
        )
        self.config_ok = Gauge(
            "storyfold_config_ok",
            "Whether the configuration files could be used when they last changed",
            registry=self._registry,
        )
        self.config_loaded = Gauge(
            "storyfold_config_last_load_timestamp_seconds",
            "When the configuration files were last loaded without a problem",
            registry=self._registry,
        )

    def hub(self, outcome: str) -> None:
        """Count a request to a hub: told, failed, or given_up."""
        self._hubs.labels(outcome).inc()

    def mail(self, outcome: str) -> None:
        """Count a mail: sent, failed, away, or refused."""
        self._mails.labels(outcome).inc()

    def text(self) -> bytes:
        """The metrics in Prometheus' text format."""
        return generate_latest(self._registry)
