"""A check-up: what is wrong with data, disk, clock, configuration and sources, where, and how it is mended. Changes nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.config import Settings
from bot.doctor import data, disk, published, sources
from bot.doctor.findings import Finding
from bot.doctor.sources import Resolve, system_resolve
from bot.errors import StoryfoldError
from bot.selection import Selection
from bot.telemetry import Progress

__all__ = ["Checkup", "Finding", "Resolve", "check", "system_resolve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """What a check-up found."""

    checked: tuple[str, ...]  #: what was looked at, in order
    findings: tuple[Finding, ...]

    @property
    def is_well(self) -> bool:
        """Nothing has to be mended: there are remarks at most."""
        return not any(finding.is_problem for finding in self.findings)


def check(settings: Settings, now: datetime, progress: Progress, resolve: Resolve | None = system_resolve) -> Checkup:
    """Look at everything that the service needs; without *resolve* no name server is asked."""
    looks: dict[str, Callable[[], Iterator[Finding]]] = {
        "configuration": lambda: _configuration(settings),
        "permissions": lambda: disk.permissions(settings),
        "disk": lambda: disk.space(settings),
        "database": lambda: data.database(settings),
        "clock": lambda: data.clock(settings, now),
        "stories": lambda: data.stories(settings, now),
        "published files": lambda: published.files(settings),
        "sources": lambda: sources.states(settings, now),
        "network": lambda: sources.egress(settings, resolve) if resolve else iter(()),
    }
    findings: list[Finding] = []
    for number, (what, look) in enumerate(looks.items()):
        progress(f"of {len(looks)} looked at, now {what}", number)
        findings += look()
    return Checkup(checked=tuple(looks), findings=tuple(findings))


def _configuration(settings: Settings) -> Iterator[Finding]:
    file = str(settings.files[0]) if settings.files else "configuration"
    try:
        Selection(settings)
    except StoryfoldError as error:
        yield Finding("configuration", file, str(error), "rules that can be told here", "see the message")
    is_local = settings.site.base_url.startswith(("http://127.", "http://localhost"))
    if is_local and not settings.web.host.startswith(("127.", "localhost", "::1")):
        yield Finding(
            "configuration",
            f"{file}: site.base_url",
            f"{settings.site.base_url}, while web.host listens to networks",
            "the address that readers use",
            "put the public address into site.base_url",
            is_problem=False,
        )
    if settings.site.id_authority == "storyfold.local,2026":
        yield Finding(
            "configuration",
            f"{file}: site.id_authority",
            "the default",
            "a domain of yours and a date, before the first reader comes",
            "put your own there, unless feeds have subscribers already",
            is_problem=False,
        )
