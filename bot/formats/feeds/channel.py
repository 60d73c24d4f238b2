"""What a feed says of itself, beside its entries."""

import re
from datetime import timedelta

from bot.formats.feeds.items import Item, link, many, string, text, title
from bot.formats.feeds.links import absolute
from bot.model import Feed

_LONGEST_TTL = 7  # digits of minutes; more is a joke
_PERIODS = {
    "hourly": timedelta(hours=1), "daily": timedelta(days=1), "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30), "yearly": timedelta(days=365),
}  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
#: A feed's state is read at every look at what is due, so what a feed says of itself is short. Arbitrary; real titles have up
#: to a hundred characters, and common servers take URLs of two thousand.
_LONGEST_TITLE, _LONGEST_URL = 500, 2000
_MOST_HUBS = 10  # arbitrary; WebSub feeds name one or two
_FIRST_ITEM = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]")
_SKIPPED = re.compile(rb"<skip(Hours|Days)\s*>(.{0,2000}?)</skip(?:Hours|Days)\s*>", re.DOTALL)
_HOUR = re.compile(rb"<hour\s*>\s*(\d{1,2})\s*</hour\s*>")
_DAY = re.compile(rb"<day\s*>\s*([A-Za-z]{1,12})\s*</day\s*>")


def feed(claims: Item, content: bytes, base_url: str | None) -> Feed:
    """Read the claims of a feed; *content* is the document, for what feedparser drops.

    Hours are 0–24 in the document, where 24 is 0 (RSS 0.91 counted from 1), in GMT as days are.
    """
    links = [found for found in many(claims, "links") if string(found.get("href"))]
    hubs = [found for found in links if "hub" in string(found.get("rel")).split()]
    own = [found for found in links if "self" in string(found.get("rel")).split()]
    hours, days = _skipped(content)
    return Feed(
        title=title(claims)[:_LONGEST_TITLE],
        home=_short(link(claims, base_url)),
        language=text(claims, "language") or None,
        ttl=_minutes(text(claims, "ttl")),
        update_period=_period(text(claims, "sy_updateperiod"), text(claims, "sy_updatefrequency")),
        skip_hours=hours,
        skip_days=days,
        hubs=tuple(dict.fromkeys(filter(None, (_url(hub, base_url) for hub in hubs[:_MOST_HUBS])))),
        self_url=_url(own[0], base_url) if own else None,
    )


def _url(link: Item, base_url: str | None) -> str | None:
    return _short(absolute(string(link["href"]), base_url))


def _short(url: str | None) -> str | None:
    return url if url is not None and len(url) <= _LONGEST_URL else None


def _minutes(claimed: str) -> timedelta | None:
    is_number = claimed.isascii() and claimed.isdigit() and len(claimed) <= _LONGEST_TTL
    return timedelta(minutes=int(claimed)) if is_number and int(claimed) else None


def _period(period: str, frequency: str) -> timedelta | None:
    """Return the time between two updates (RSS 1.0 syndication module: daily, once, where only one of both is there)."""
    if not period and not frequency:
        return None
    length = _PERIODS.get(period.lower() or "daily")
    is_number = frequency.isascii() and frequency.isdigit() and len(frequency) < 6
    times = int(frequency) if is_number else 1
    return length / times if length and times else None


def _skipped(content: bytes) -> tuple[frozenset[int], frozenset[int]]:
    # feedparser keeps the last hour and the last day only. They stand before the items in every feed that was seen.
    first = _FIRST_ITEM.search(content)
    head = content[: first.start()] if first else content[:65536]
    hours: set[int] = set()
    days: set[int] = set()
    for kind, inside in _SKIPPED.findall(head):
        if kind == b"Hours":
            hours |= {int(hour) % 24 for hour in _HOUR.findall(inside) if int(hour) <= 24}
        else:
            named = {day.decode().lower() for day in _DAY.findall(inside)}
            days |= {number for number, name in enumerate(_DAYS) if name in named}
    return frozenset(hours), frozenset(days)
