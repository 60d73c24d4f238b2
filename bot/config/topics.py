"""What is published: topics, as they are configured."""

from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Literal, TypeAlias, get_args

from pydantic import Field

from bot.config import kinds
from bot.config.kinds import duration, one_of, whole
from bot.config.mail import DigestSettings
from bot.config.rules import RULES
from bot.config.section import Section
from bot.topics.rules import MatchOn, Rules

Order: TypeAlias = Literal["newest", "developing", "most_covered"]
Updates: TypeAlias = Literal["silent", "bump", "new_entry"]


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
    order: Annotated[Order, one_of(*get_args(Order))] = Field(
        default="developing",
        description="What stands first: newest - by when the event was first shown; developing - by its last news; "
        "most_covered - by how many report it on their own account.",
    )
    window: Annotated[timedelta | None, duration("1h", "3650d")] = Field(
        default=None,
        description="Entries without news for so long leave the feed. Left out: only `limit` lets them go.",
    )
    stale_after: Annotated[timedelta | None, duration("10m", "3650d")] = Field(
        default=None,
        description="An alarm is raised (/status, metrics, log) when nothing changed in it for so long; 10m to 3650d. Left out: never.",
    )
    hold: Annotated[timedelta, duration("0s", "7d")] = Field(
        default=timedelta(0),
        description="How long an event is held back after its first story: what is rash is often wrong.",
    )
    urgent: tuple[Annotated[str, kinds.TITLE], ...] = Field(
        default=(), description="Sources, by name or family, whose stories are not held back."
    )
    prefer: tuple[Annotated[str, kinds.TITLE], ...] = Field(
        default=(), description="Sources, by name or family, that speak for an event if they report it; the best first."
    )
    updates: Annotated[Updates, one_of(*get_args(Updates))] = Field(
        default="bump",
        description="What news in an entry does: silent - it is changed, but not marked as new; bump - significant news "
        "moves its `updated`; new_entry - significant news makes a new entry in place of it.",
    )
    formerly: tuple[Annotated[str, kinds.SLUG], ...] = Field(
        default=(), description="Slugs that it had before: their addresses lead here for ever."
    )
    private: Annotated[bool, kinds.SWITCH] = Field(
        default=False,
        description="true: only for those who have a token (storyfold subscribers); nothing of it is public.",
    )
    digest: DigestSettings | None = Field(
        default=None, description="A mail with what is new in it. Left out: none. Needs smtp in storyfold.yaml."
    )
    match_on: Annotated[MatchOn, one_of(*get_args(MatchOn))] = Field(
        default="any",
        description="Which story of an event has to satisfy the rules: any - one of them all; representative - the one that speaks for it.",
    )
    rules: Annotated[Rules, RULES] = Field(description="Which clusters belong to the topic.")

    @property
    def selects(self) -> Rules:
        """The rules with the stories that they are held against."""
        return replace(self.rules, match_on=self.match_on)
