"""Logs, progress and metrics: for people at a terminal, for programs elsewhere, for Prometheus."""

import logging
import sys
from typing import Protocol

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest


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
        self.failures = Counter("storyfold_failures", "Files and feeds that failed", registry=self._registry)
        self.written = Counter("storyfold_files_written", "Published files that changed", registry=self._registry)
        self.last_pass = Gauge(
            "storyfold_last_pass_timestamp_seconds", "When the last pass that went well ended", registry=self._registry
        )

    def text(self) -> bytes:
        """The metrics in Prometheus' text format."""
        return generate_latest(self._registry)
