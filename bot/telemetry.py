"""Progress and metrics: for people at a terminal, for Prometheus."""

from typing import Protocol

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

from bot.logs import limit


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
