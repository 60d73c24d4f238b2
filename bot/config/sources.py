"""Where stories come from: folders and feeds, as they are configured."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import Discriminator, Field, Tag, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from bot.config import kinds
from bot.config.kinds import MISMATCH, duration
from bot.config.section import Section
from bot.model import Source

SHORTEST_PUBLIC_INTERVAL: Final = timedelta(minutes=15)  #: publishers ban who asks more often


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
    stale_after: Annotated[timedelta | None, duration("10m", "3650d")] = Field(
        default=None,
        description="An alarm is raised (/status, metrics, log) when nothing new came of it for so long; 10m to 3650d. Left out: never.",
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
    feed_file: Annotated[Path | None, kinds.PATH] = Field(
        default=None,
        description="In the place of `feed`: a file with the URL on its first line, relative to this file, for one that nobody else is "
        "to know.",
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
        "folder" not in keys and bool(keys & {"feed", "feed_file", "interval", "private", "full_text", "websub"})
    )
    return "feed" if is_feed else "folder"


SourceSettings = Annotated[
    Annotated[FolderSource, Tag("folder")] | Annotated[FeedSource, Tag("feed")], Discriminator(_tag)
]
