"""Progress and metrics: for people at a terminal, for Prometheus."""

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
        self._left_out = Counter(
            "storyfold_log_lines_left_out",
            "Lines that were not logged, as there were too many",
            registry=self._registry,
        )
        self._counted = limit.total
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

        self.pass_seconds = Histogram(
            "storyfold_pass_duration_seconds", "How long passes took", buckets=_PASSES, registry=self._registry
        )
        self.delay = Histogram(
            "storyfold_publication_delay_seconds",
            "From the time that a new story claims to the end of the pass that published it",
            buckets=_DELAYS,
            registry=self._registry,
        )
        self.ready = Gauge("storyfold_ready", "Whether /readyz says yes", registry=self._registry)
        self.queues = Gauge("storyfold_queue", "What waits", ["queue"], registry=self._registry)
        self.database = Gauge(
            "storyfold_database_bytes", "What of the database holds something", registry=self._registry
        )
        self.free = Gauge("storyfold_disk_free_bytes", "What is free where the data is", registry=self._registry)
        self.source_entries = Gauge(
            "storyfold_source_entries", "Entries that a source delivered", ["source"], registry=self._registry
        )
        self.source_duplicates = Gauge(
            "storyfold_source_duplicates",
            "Entries of a source whose event another source had reported before",
            ["source"],
            registry=self._registry,
        )
        self.source_read = Gauge(
            "storyfold_source_last_read_timestamp_seconds",
            "When a source was last read without an error",
            ["source"],
            registry=self._registry,
        )
        self.source_ok = Gauge(
            "storyfold_source_ok",
            "Whether a source is neither failing, gone, paused nor stale",
            ["source"],
            registry=self._registry,
        )
        self.source_stale = Gauge(
            "storyfold_source_stale",
            "Whether nothing came of a source for longer than its stale_after",
            ["source"],
            registry=self._registry,
        )
        self.topic_entries = Gauge(
            "storyfold_topic_entries", "Events that a public topic let in", ["topic"], registry=self._registry
        )
        self.topic_stale = Gauge(
            "storyfold_topic_stale",
            "Whether nothing changed in a public topic for longer than its stale_after",
            ["topic"],
            registry=self._registry,
        )
        ProcessCollector(registry=self._registry)

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
