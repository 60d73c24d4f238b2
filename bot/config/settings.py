"""The settings as one frozen tree: every key, its kind, default, unit and meaning. Reads no files.

StoryfoldFile    what storyfold.yaml holds       TopicsFile    what topics.yaml holds
Settings         both together, with paths resolved
"""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from bot.config import kinds
from bot.config.kinds import MISMATCH, duration, size, whole
from bot.config.mail import TIMEZONE, SmtpSettings
from bot.config.section import Section
from bot.config.sources import FeedSource, FolderSource, SourceSettings
from bot.config.topics import TopicSettings
from bot.model import Site


class SiteSettings(Section):
    """What every published document says about where it is from."""

    title: Annotated[str, kinds.TITLE] = Field(default="Storyfold", description="Name of the whole, on every page.")
    base_url: Annotated[str, kinds.BASE_URL] = Field(
        default="http://127.0.0.1:8000",
        description="Where readers reach the site: an absolute http or https URL. A trailing slash is removed.",
    )
    id_authority: Annotated[str, kinds.AUTHORITY] = Field(
        default="storyfold.local,2026",
        description="Who mints the ids of feeds and entries: a domain or an e-mail address, a comma, and a date on "
        "which it was yours (RFC 4151). Never change it once feeds have subscribers.",
    )

    hubs: tuple[Annotated[str, kinds.HUB_URL], ...] = Field(
        default=(),
        description="WebSub hubs that feeds name, and that are told when a feed changes. Left out: none, readers ask again and again.",
    )

    timezone: Annotated[str, TIMEZONE] = Field(
        default="UTC", description="Where a day begins for daily pages and digests, such as Europe/Berlin."
    )

    def as_site(self, sources: Iterable[FolderSource | FeedSource]) -> Site:
        """Return the site as publishing knows it, with the titles of *sources* as its outlets."""
        return Site(
            title=self.title,
            base_url=self.base_url,
            id_authority=self.id_authority,
            outlets={source.name: source.title for source in sources},
            hubs=self.hubs,
            timezone=self.timezone,
        )


class WebSettings(Section):
    """Where the built-in web server listens."""

    host: Annotated[str, kinds.HOST] = Field(
        default="127.0.0.1",
        description="Address to listen on; 127.0.0.1 is this machine only, 0.0.0.0 every network it is in.",
    )
    port: Annotated[int, whole(0, 65535)] = Field(default=8000, description="TCP port; 0 takes any free one.")
    editor_token: Annotated[Path | None, kinds.PATH] = Field(
        default=None,
        description="File with the secret that lets editors decide on the web page, relative to this file. Left out: nobody can.",
    )
    fronts: Annotated[int, whole(0, 16)] = Field(
        default=1,
        description="Processes of some 25 MB that answer for published files, so that readers wait for no pass; 0 to 16. "
        "0: the service does all itself. Read at the start only.",
    )
    max_connections: Annotated[int, whole(16, 65_536)] = Field(
        default=4096, description="Most connections that are open at a time, in each process; 16 to 65536."
    )
    max_connections_each: Annotated[int, whole(1, 65_536)] = Field(
        default=512, description="Most of them from one address, or from one IPv6 network of 64 bits; 1 to 65536."
    )
    trusted_proxies: tuple[Annotated[str, kinds.NETWORK], ...] = Field(
        default=(),
        description="Networks of reverse proxies of yours, such as 10.0.0.0/8: what they say of a client's address is believed, "
        "and only max_connections holds for them.",
    )


class FolderSettings(Section):
    """How folders are watched."""

    rescan: Annotated[timedelta, duration("200ms", "1h")] = Field(
        default=timedelta(seconds=1), description="How often folders are listed; 200ms to 1h."
    )
    settle: Annotated[timedelta, duration("0s", "1h")] = Field(
        default=timedelta(seconds=2),
        description="How long the size and time of a file must stay the same before it counts as complete; 0s to 1h.",
    )


class PollingSettings(Section):
    """How feeds are fetched."""

    interval: Annotated[timedelta, duration("15m", "30d")] = Field(
        default=timedelta(hours=1),
        description="Shortest time between two fetches of a feed; 15m to 30d. Publishers ban who asks too often.",
    )
    max_interval: Annotated[timedelta, duration("15m", "30d")] = Field(
        default=timedelta(days=1),
        description="Longest time between two fetches: a feed that seldom changes is asked less often, up to this; 15m to 30d.",
    )
    spacing: Annotated[timedelta, duration("0s", "10m")] = Field(
        default=timedelta(seconds=1),
        description="Pause between two requests to one host, which never gets two at once; 0s to 10m.",
    )
    timeout: Annotated[timedelta, duration("1s", "10m")] = Field(
        default=timedelta(seconds=60),
        description="Deadline of one fetch as a whole, redirects and body included; 1s to 10m.",
    )
    max_body: Annotated[int, size("1KiB", "1GiB")] = Field(
        default=10 * 1024**2, description="Largest feed accepted, in bytes after decompression; 1KiB to 1GiB."
    )
    max_entries: Annotated[int, whole(1, 100_000)] = Field(
        default=2000, description="Most entries read of one fetch, the newest first; 1 to 100000."
    )
    contact: Annotated[str | None, kinds.CONTACT] = Field(
        default=None,
        description="URL or e-mail address in the User-Agent, so that a publisher can reach you. Left out: none is sent.",
    )

    @field_validator("max_interval")
    @classmethod
    def _is_longest(cls, max_interval: timedelta, known: ValidationInfo) -> timedelta:
        least = known.data.get("interval", max_interval)
        if max_interval < least:
            context = {
                "expected": f"{kinds.format_duration(least)} or more, as polling.interval is",
                "hint": "interval is the shortest time between two fetches, max_interval the longest",
            }
            raise PydanticCustomError(MISMATCH, "expected {expected}", context)
        return max_interval


class ClusteringSettings(Section):
    """Which stories may report the same event."""

    window: Annotated[timedelta, duration("1h", "365d")] = Field(
        default=timedelta(days=7), description="Stories further apart in time than this are not compared; 1h to 365d."
    )
    granularity: Annotated[Literal["tight", "normal", "broad"], kinds.one_of("tight", "normal", "broad")] = Field(
        default="normal",
        description="How much alike stories have to be to share a cluster. tight: one press conference, one match, and when in "
        "doubt apart; normal: one event as most newsrooms would file it; broad: with its follow-ups, and when in doubt together.",
    )
    across_languages: Annotated[bool, kinds.SWITCH] = Field(
        default=False,
        description="true: stories of different languages that report one event share a cluster. "
        "Needs pip install 'storyfold[multilingual]'.",
    )

    @field_validator("across_languages")
    @classmethod
    def _is_installed(cls, across_languages: bool) -> bool:
        if not across_languages:
            return False
        # Only here: the clusterer costs half a second.
        from bot.clustering import encoder  # noqa: PLC0415

        if not encoder.is_installed():
            context = {
                "expected": "false while the encoder is not installed",
                "hint": f"pip install 'storyfold[{encoder.EXTRA}]'",
            }
            raise PydanticCustomError(MISMATCH, "expected {expected}", context)
        return across_languages


class FamilySettings(Section):
    """A publisher or agency that several names stand for."""

    name: Annotated[str, kinds.TITLE] = Field(description="What readers know it by.")
    names: tuple[Annotated[str, kinds.TITLE], ...] = Field(
        min_length=1, description="Outlets, credits and bylines that are it, in any case, such as Thomson Reuters."
    )


class RetentionSettings(Section):
    """For how long texts are kept. Titles, links, ids and what was seen of sources stay for ever."""

    age: Annotated[timedelta | None, duration("1d", "36500d")] = Field(
        default=None,
        description="How long a text is kept after it was last changed; then its beginning stays. Nothing goes that is compared or "
        "shown: no shorter than clustering.window; 1d to 36500d. Left out: for ever.",
    )
    size: Annotated[int | None, kinds.size("16MiB", "1024GiB")] = Field(
        default=None,
        description="How large the database may be: while it is larger, texts go earlier, the oldest first; 16MiB to 1024GiB. "
        "Left out: as large as it gets.",
    )


class LogSettings(Section):
    """What is written to standard error."""

    level: Annotated[
        Literal["debug", "info", "warning", "error"], kinds.one_of("debug", "info", "warning", "error")
    ] = Field(default="info", description="How grave a line has to be: debug, info, warning or error.")
    format: Annotated[Literal["auto", "json", "console"], kinds.one_of("auto", "json", "console")] = Field(
        default="auto",
        description="json: an object a line; console: for people; auto: console at a terminal, else json.",
    )


class _Shared(Section):
    data: Annotated[Path, kinds.PATH] = Field(
        default=Path("../data"),
        description="Directory of the database and of the published files, relative to this file.",
    )
    site: SiteSettings = Field(default_factory=SiteSettings, description="What readers are told.")
    web: WebSettings = Field(default_factory=WebSettings, description="Where the built-in web server listens.")
    folders: FolderSettings = Field(default_factory=FolderSettings, description="How folders are watched.")
    polling: PollingSettings = Field(default_factory=PollingSettings, description="How feeds are fetched.")
    clustering: ClusteringSettings = Field(
        default_factory=ClusteringSettings, description="Which stories may report the same event."
    )
    logs: LogSettings = Field(default_factory=LogSettings, description="What is written to standard error.")
    retention: RetentionSettings = Field(default_factory=RetentionSettings, description="For how long texts are kept.")
    families: tuple[FamilySettings, ...] = Field(
        default=(), description="Publishers and agencies with several names: whatever one of them carries is one voice."
    )
    smtp: SmtpSettings | None = Field(
        default=None, description="The server that mails digests. Left out: none are mailed."
    )
    sources: tuple[SourceSettings, ...] = Field(min_length=1, description="Folders and feeds that stories come from.")

    @field_validator("retention")
    @classmethod
    def _is_as_long_as_the_window(cls, retention: RetentionSettings, known: ValidationInfo) -> RetentionSettings:
        window = known.data["clustering"].window if "clustering" in known.data else timedelta(0)
        if retention.age is not None and retention.age < window:
            context = {
                "expected": f"an age of {kinds.format_duration(window)} or more, as clustering.window is",
                "hint": "stories are compared with those of the window, and need their texts for it",
            }
            raise PydanticCustomError(MISMATCH, "expected {expected}", context)
        return retention


class StoryfoldFile(_Shared):
    """What storyfold.yaml holds."""

    topics: Annotated[Path, kinds.PATH] = Field(
        default=Path("topics.yaml"), description="The file with the topics, relative to this file."
    )


class TopicsFile(Section):
    """What topics.yaml holds."""

    topics: tuple[TopicSettings, ...] = Field(min_length=1, description="The topics, in the order of the index page.")


class Settings(_Shared):
    """Everything configured, from both files. Paths are absolute."""

    topics: tuple[TopicSettings, ...]
    files: tuple[Path, ...] = ()  #: the files that it was read from, as they were named

    @property
    def database(self) -> Path:
        """The embedded database."""
        return self.data / "storyfold.db"

    @property
    def public(self) -> Path:
        """The directory of the published files."""
        return self.data / "public"

    @property
    def private(self) -> Path:
        """The directory of the files of private topics, a folder each; only who has a token is given one."""
        return self.data / "private"

    @property
    def secrets(self) -> tuple[Path, ...]:
        """The files that hold what nobody else is to know."""
        named = [self.web.editor_token, self.smtp.password_file if self.smtp else None]
        named += [source.feed_file for source in self.sources if isinstance(source, FeedSource)]
        return tuple(path for path in named if path is not None)

    def as_site(self) -> Site:
        """Return the site as publishing knows it."""
        return self.site.as_site(self.sources)
