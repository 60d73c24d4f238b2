"""The settings as one frozen tree: every key, its kind, default, unit and meaning. Reads no files.

StoryfoldFile    what storyfold.yaml holds       TopicsFile    what topics.yaml holds
Settings         both together, with paths resolved
"""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from bot.config import kinds
from bot.config.kinds import MISMATCH, duration, size, whole
from bot.model import Site, Source

NO_PHRASES: Final = "no_phrases"  #: type of the pydantic error of a topic that nothing can match


class Section(BaseModel):
    """Base of every mapping in a configuration file."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


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

    def as_site(self, sources: "Iterable[FolderSource | FeedSource]") -> Site:
        """Return the site as publishing knows it, with the titles of *sources* as its outlets."""
        return Site(
            title=self.title,
            base_url=self.base_url,
            id_authority=self.id_authority,
            outlets={source.name: source.title for source in sources},
        )


class WebSettings(Section):
    """Where the built-in web server listens."""

    host: Annotated[str, kinds.HOST] = Field(
        default="127.0.0.1",
        description="Address to listen on; 127.0.0.1 is this machine only, 0.0.0.0 every network it is in.",
    )
    port: Annotated[int, whole(0, 65535)] = Field(default=8000, description="TCP port; 0 takes any free one.")


class FolderSettings(Section):
    """How folders are watched."""

    rescan: Annotated[timedelta, duration("200ms", "1h")] = Field(
        default=timedelta(seconds=1), description="How often folders are listed; 200ms to 1h."
    )
    settle: Annotated[timedelta, duration("0s", "1h")] = Field(
        default=timedelta(seconds=2),
        description="How long the size and time of a file must stay the same before it counts as complete; 0s to 1h.",
    )


SHORTEST_PUBLIC_INTERVAL: Final = timedelta(minutes=15)  #: publishers ban who asks more often


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


class _SourceSettings(Section):
    name: Annotated[str, kinds.SLUG] = Field(
        description="Unique, 1 to 64 of a-z, 0-9 and -. Everything stored about the source hangs on it: never rename it."
    )
    title: Annotated[str, kinds.TITLE] = Field(
        default_factory=lambda data: data["name"], description="What readers see. Left out: the name."
    )
    family: Annotated[str, kinds.TITLE] = Field(
        default_factory=lambda data: data["name"],
        description="Publisher or agency behind it; sources of one family are one voice. Left out: the name.",
    )
    language: Annotated[str | None, kinds.LANGUAGE] = Field(
        default=None, description="ISO 639-1 code of its stories where neither they nor their text tell."
    )
    enabled: Annotated[bool, kinds.SWITCH] = Field(default=True, description="false: keep what it said, read no more.")

    def as_source(self) -> Source:
        """Return the source as the stages know it."""
        return Source(name=self.name, title=self.title, family=self.family, language=self.language)


ASIDES: Final = ("archive", "quarantine")  #: keys of a folder that name another one


class FolderSource(_SourceSettings):
    """A folder of files, one or more stories in each."""

    folder: Annotated[Path, kinds.PATH] = Field(
        description="Directory to watch, relative to this file. Must be apart from `data`."
    )
    include: tuple[Annotated[str, kinds.GLOB], ...] = Field(
        default=("*",),
        min_length=1,
        description="Patterns of the file names to read, relative to the folder. What a file is, is told by its content.",
    )
    archive: Annotated[Path | None, kinds.PATH] = Field(
        default=None,
        description="Directory that files are moved to when their stories are stored, relative to this file. Apart from "
        "`data` and from every watched folder, or hidden in it.",
    )
    after: Annotated[Literal["keep", "archive", "delete"], kinds.one_of("keep", "archive", "delete")] = Field(
        default_factory=lambda data: "archive" if data.get("archive") else "keep",
        description="What becomes of a file when its stories are stored. Left out: archive with `archive`, else keep.",
    )
    quarantine: Annotated[Path | None, kinds.PATH] = Field(
        default=None,
        description="Directory that files are moved to which give no story, each with its reason beside it. Where it may "
        "be, is as for `archive`. Left out: they stay, and are tried again when they change.",
    )

    @field_validator("after")
    @classmethod
    def _knows_where_to(cls, after: str, known: ValidationInfo) -> str:
        if after == "archive" and known.data.get("archive", after) is None:
            name = known.data.get("name", "name")
            context = {
                "expected": "`archive` with a directory beside it",
                "hint": f"such as archive: ../archive/{name}",
            }
            raise PydanticCustomError(MISMATCH, "expected {expected}", context)
        return after

    @property
    def asides(self) -> dict[str, Path]:
        """Where files are moved to, by key."""
        return {key: path for key in ASIDES if (path := getattr(self, key)) is not None}


class FeedSource(_SourceSettings):
    """A feed on the web."""

    feed: Annotated[str, kinds.FEED_URL] = Field(
        repr=False, description="http or https URL of an RSS or Atom feed. A user and password in it are never shown."
    )
    private: Annotated[bool, kinds.SWITCH] = Field(
        default=False,
        description="true: the feed, and what it leads to, may be in a private network or on this machine.",
    )
    interval: Annotated[timedelta | None, duration("1s", "30d")] = Field(
        default=None,
        description="Exactly how long after one fetch the next is due, unless the publisher asks for more: 15m to 30d, with "
        "`private` from 1s. Left out: between polling.interval and polling.max_interval, by how often the feed changes.",
    )
    full_text: Annotated[bool, kinds.SWITCH] = Field(
        default=False,
        description="true: take the text of a new entry from its page, where the feed has only a part of it.",
    )
    websub: Annotated[bool, kinds.SWITCH] = Field(
        default=True,
        description="true: let the feed's hub push new entries, where it has one and site.base_url can be reached by it.",
    )

    @field_validator("interval")
    @classmethod
    def _is_polite(cls, interval: timedelta | None, known: ValidationInfo) -> timedelta | None:
        if interval is not None and interval < SHORTEST_PUBLIC_INTERVAL and not known.data.get("private", True):
            context = {
                "expected": "15m or more",
                "hint": "publishers ban who asks more often; with `private: true` from 1s",
            }
            raise PydanticCustomError(MISMATCH, "expected {expected}", context)
        return interval


def _tag(value: object) -> str:
    # Both keys or neither are a problem of one of the two, so that the other keys of the source are checked as well.
    keys = set(value) if isinstance(value, dict) else set()
    is_feed = isinstance(value, FeedSource) or (
        "folder" not in keys and bool(keys & {"feed", "interval", "private", "full_text", "websub"})
    )
    return "feed" if is_feed else "folder"


SourceSettings = Annotated[
    Annotated[FolderSource, Tag("folder")] | Annotated[FeedSource, Tag("feed")], Discriminator(_tag)
]

Phrases = tuple[Annotated[str, kinds.PHRASE], ...]


class RuleSettings(Section):
    """Which clusters belong to a topic: any one of `any`, every one of `all`, and none of `none`."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": ["any"]}, {"required": ["all"]}]})

    any: Phrases = Field(default=(), description="At least one of these phrases is in the story.")
    all: Phrases = Field(default=(), description="Every one of these phrases is in the story.")
    none: Phrases = Field(default=(), description="None of these phrases is in the story.")

    @model_validator(mode="after")
    def _can_match(self) -> Self:
        if not self.any and not self.all:
            raise PydanticCustomError(NO_PHRASES, "no phrase in any or all")
        return self


class TopicSettings(Section):
    """A published selection of clusters: one feed and one page."""

    slug: Annotated[str, kinds.SLUG] = Field(
        description="Unique, 1 to 64 of a-z, 0-9 and -; in the addresses of the feeds. Subscribers hang on it."
    )
    title: Annotated[str, kinds.TITLE] = Field(description="What readers see.")
    description: Annotated[str, kinds.DESCRIPTION] = Field(default="", description="One sentence for readers.")
    language: Annotated[str | None, kinds.LANGUAGE] = Field(
        default=None, description="ISO 639-1 code that the feed declares. Left out: none is declared."
    )
    limit: Annotated[int, whole(1, 1000)] = Field(default=50, description="Most entries in the feed; 1 to 1000.")
    rules: RuleSettings = Field(description="Which clusters belong to the topic.")


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
    sources: tuple[SourceSettings, ...] = Field(min_length=1, description="Folders and feeds that stories come from.")


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

    def as_site(self) -> Site:
        """Return the site as publishing knows it."""
        return self.site.as_site(self.sources)
