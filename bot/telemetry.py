"""Progress and metrics: for people at a terminal, for Prometheus."""

from collections.abc import Sequence
from typing import Final, Protocol

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from bot.logs import limit


class Progress(Protocol):
    """Somebody who wants to see how far a pass is."""

    def __call__(self, stage: str, done: int) -> None:
        """Say that so many items of a stage are done."""


def in_silence(stage: str, done: int) -> None:
    """Show nothing."""


#: Seconds: of a pass that found nothing, up to a start with everything to do.
_PASSES: Final = (0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300)
#: Seconds from the time that a story claims to the end of the pass that published it.
_DELAYS: Final = (60, 300, 900, 1800, 3600, 10_800, 21_600, 86_400)


class Metrics:
    """The counters of one process; a registry of their own, so that two services in one test do not share them."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self.passes = self._counter("storyfold_passes", "Passes that were run")
        self.documents = self._counter("storyfold_documents", "Documents that were read")
        self.stories = self._counter("storyfold_stories", "New stories")
        self.joined = self._counter("storyfold_stories_joined", "Stories that joined a cluster")
        self.moved = self._counter("storyfold_stories_moved", "Stories that moved to another cluster")
        self.merged = self._counter("storyfold_clusters_merged", "Clusters that became part of others")
        self.split = self._counter("storyfold_clusters_split", "Clusters that were split off from others")
        self.failures = self._counter("storyfold_failures", "Files and feeds that failed")
        self.written = self._counter("storyfold_files_written", "Published files that changed")
        self._hubs = self._counter("storyfold_hub_pings", "What came of telling hubs", ["outcome"])
        self._mails = self._counter("storyfold_digest_mails", "What came of mailing", ["outcome"])
        self._left_out = self._counter(
            "storyfold_log_lines_left_out", "Lines that were not logged, as there were too many"
        )
        self._counted = limit.total
        self.hubs_waiting = self._gauge("storyfold_hub_pings_waiting", "What hubs are still to be told")
        self.hubs_oldest = self._gauge("storyfold_hub_pings_oldest_seconds", "For how long a hub has not been told")
        self.mails_waiting = self._gauge("storyfold_digest_mails_waiting", "Mails to be sent")
        self.last_pass = self._gauge("storyfold_last_pass_timestamp_seconds", "When the last pass that went well ended")
        self.config_ok = self._gauge(
            "storyfold_config_ok", "Whether the configuration files could be used when they last changed"
        )
        self.config_loaded = self._gauge(
            "storyfold_config_last_load_timestamp_seconds",
            "When the configuration files were last loaded without a problem",
        )
        self.pass_seconds = Histogram(
            "storyfold_pass_duration_seconds", "How long passes took", buckets=_PASSES, registry=self._registry
        )
        self.delay = Histogram(
            "storyfold_publication_delay_seconds",
            "From the time that a new story claims to the end of the pass that published it",
            buckets=_DELAYS,
            registry=self._registry,
        )
        self.ready = self._gauge("storyfold_ready", "Whether /readyz says yes")
        self.queues = self._gauge("storyfold_queue", "What waits", ["queue"])
        self.database = self._gauge("storyfold_database_bytes", "What of the database holds something")
        self.free = self._gauge("storyfold_disk_free_bytes", "What is free where the data is")
        self.source_entries = self._gauge("storyfold_source_entries", "Entries that a source delivered", ["source"])
        self.source_duplicates = self._gauge(
            "storyfold_source_duplicates",
            "Entries of a source whose event another source had reported before",
            ["source"],
        )
        self.source_read = self._gauge(
            "storyfold_source_last_read_timestamp_seconds", "When a source was last read without an error", ["source"]
        )
        self.source_seconds = self._gauge(
            "storyfold_source_answer_seconds", "How long the last answer of a feed took", ["source"]
        )
        self.source_ok = self._gauge(
            "storyfold_source_ok", "Whether a source is neither failing, gone, paused nor stale", ["source"]
        )
        self.source_stale = self._gauge(
            "storyfold_source_stale", "Whether nothing came of a source for longer than its stale_after", ["source"]
        )
        self.topic_entries = self._gauge("storyfold_topic_entries", "Events that a public topic let in", ["topic"])
        self.topic_stale = self._gauge(
            "storyfold_topic_stale",
            "Whether nothing changed in a public topic for longer than its stale_after",
            ["topic"],
        )
        ProcessCollector(registry=self._registry)

    def _counter(self, name: str, says: str, labels: Sequence[str] = ()) -> Counter:
        return Counter(name, says, labels, registry=self._registry)

    def _gauge(self, name: str, says: str, labels: Sequence[str] = ()) -> Gauge:
        return Gauge(name, says, labels, registry=self._registry)

    def hub(self, outcome: str) -> None:
        """Count a request to a hub: told, failed, or given_up."""
        self._hubs.labels(outcome).inc()

    def mail(self, outcome: str) -> None:
        """Count a mail: sent, failed, away, or refused."""
        self._mails.labels(outcome).inc()

    def text(self) -> bytes:
        """The metrics in Prometheus' text format."""
        self._left_out.inc(limit.total - self._counted)
        self._counted = limit.total
        return generate_latest(self._registry)
