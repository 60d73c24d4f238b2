"""What the service measures of itself, of each pass and each minute: figures for Prometheus, and lines when an alarm begins and ends."""

from datetime import datetime

import structlog

from bot.pipeline import Report
from bot.telemetry import Metrics
from bot.web.status import BAD, Status

log = structlog.get_logger()


class Watch:
    """What was seen the last time."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._stale: dict[str, str] = {}  # what, by name

    def look(self, status: Status) -> None:
        """Take the figures of a *status*, and log what became stale since the last one, and what is so no more."""
        self._measure(status)
        stale = {f"source {one.name}": one.title for one in status.sources if one.is_stale}
        stale |= {f"topic {one.slug}": one.title for one in status.topics if one.is_stale}
        for name in sorted(stale.keys() - self._stale.keys()):
            log.warning(
                "stale", what=name, title=stale[name], mend="look at /status; its stale_after says for how long it may"
            )
        for name in sorted(self._stale.keys() - stale.keys()):
            log.info("stale no more", what=name, title=self._stale[name])
        self._stale = stale

    def count(self, report: Report, now: datetime, took_s: float) -> None:
        """Count what a pass did that ended *now*, and say so if it did anything."""
        taken, metrics = report.taken, self._metrics
        metrics.passes.inc()
        metrics.pass_seconds.observe(took_s)
        metrics.documents.inc(taken.documents)
        metrics.stories.inc(taken.new)
        metrics.joined.inc(report.joined)
        metrics.moved.inc(report.moved)
        metrics.merged.inc(report.merged)
        metrics.split.inc(report.split)
        metrics.failures.inc(len(taken.failures))
        metrics.written.inc(report.written)
        for published in report.claimed:
            metrics.delay.observe(max((now - published).total_seconds(), 0))
        metrics.last_pass.set(now.timestamp())
        if taken.documents or report.written:
            log.info(
                "pass",
                documents=taken.documents,
                new=taken.new,
                revised=taken.revised,
                joined=report.joined,
                founded=report.founded,
                moved=report.moved,
                merged=report.merged,
                split=report.split,
                written=report.written,
                unchanged=report.unchanged,
            )

    def _measure(self, status: Status) -> None:
        metrics = self._metrics
        metrics.ready.set(status.ready)
        by_source = (
            metrics.source_entries,
            metrics.source_duplicates,
            metrics.source_read,
            metrics.source_seconds,
            metrics.source_ok,
            metrics.source_stale,
        )
        for gauge in (*by_source, metrics.topic_entries, metrics.topic_stale):
            gauge.clear()  # some may have left the configuration
        for source in status.sources:
            metrics.source_entries.labels(source.name).set(source.entries)
            metrics.source_duplicates.labels(source.name).set(source.duplicates)
            metrics.source_ok.labels(source.name).set(source.state not in BAD)
            metrics.source_stale.labels(source.name).set(source.is_stale)
            if source.last_read is not None:
                metrics.source_read.labels(source.name).set(source.last_read.timestamp())
            if source.requests is not None and source.requests.seconds is not None:
                metrics.source_seconds.labels(source.name).set(source.requests.seconds)
        for topic in status.topics:
            metrics.topic_entries.labels(topic.slug).set(topic.entries)
            metrics.topic_stale.labels(topic.slug).set(topic.is_stale)
        if status.activity is not None:
            for name, _, number in status.activity.queues:
                metrics.queues.labels(name).set(number)
            metrics.database.set(status.activity.database)
            if status.activity.free is not None:
                metrics.free.set(status.activity.free)
