"""A feed of any format, taken apart but not yet told apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.formats.feeds import items
from bot.formats.feeds.identity import Claim
from bot.model import Entry, Feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Its items, each as feedparser would have it, and what it says of itself."""

    items: Sequence[items.Item]  #: in the order of the document
    feed: Feed
    base_url: str | None  #: what relative links are relative to
    cut: int = 0  #: items that were left out

    def claims(self) -> list[Claim]:
        """Say what may tell the items apart."""
        return [_claim(item) for item in self.items]

    def entry(self, number: int, key: str) -> Entry:
        """Make an entry of an item."""
        return items.entry(self.items[number], key, self.feed.language, self.base_url)


def _claim(item: items.Item) -> Claim:
    return Claim(
        guid=items.text(item, "id"),
        link=items.text(item, "link"),
        title=items.text(item, "title"),
        summary=items.text(item, "summary"),
        published=items.text(item, "published"),
        updated=items.text(item, "updated"),
        body=items.body_claimed(item),
    )
