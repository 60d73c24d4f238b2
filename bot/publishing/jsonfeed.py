"""Write a topic as JSON Feed 1.1 (jsonfeed.org). Pure: the same topic gives the same bytes.

What Storyfold knows beside stands in `_storyfold`, of the feed and of each item; docs/feed-schema.json says what every key means.
Keys are added to it, never renamed or removed.
"""

import json
from typing import Any

from bot.model import Coverage, Enclosure, Member
from bot.publishing.items import Channel, Item, Line
from bot.publishing.parts import Parts
from bot.publishing.text import instant, one_line, rfc3339

# Enough to tell two scores apart; more digits would differ between processors.
_DIGITS = 4


def json_feed(feed: Channel) -> bytes:
    """Write the topic as a JSON Feed, items in the topic's order."""
    parts = json_parts(feed)
    return parts.whole(parts.entries)


def json_parts(feed: Channel) -> Parts:
    """Write the topic as a JSON Feed in parts, so that items can be kept."""
    written: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.address,
        "feed_url": f"{feed.address}.json",
        "description": feed.description,
        "authors": [{"name": feed.author}],
    }
    if feed.language:
        written["language"] = feed.language
    if feed.hubs:
        written["hubs"] = [{"type": "WebSub", "url": url} for url in feed.hubs]
    written["_storyfold"] = {
        "topic": feed.slug,
        "id": feed.id,
        "updated": instant(feed.updated),
        "tombstones": [
            {"id": one.id, "at": rfc3339(one.at), "into": one.into, "url": page}
            for one, page in zip(feed.tombstones, feed.gone_to, strict=True)
        ],
    }
    written["items"] = []
    tail = "]}"
    return Parts(
        head=_dumped(written).removesuffix(tail).encode(),
        # An item is a line: no string holds a line end, they are escaped.
        entries=tuple(f"\n{_dumped(_item(one))}".encode() for one in feed.items),
        tail=f"{tail}\n".encode(),
        between=b",",
        after_last=b"\n",
    )


def _dumped(value: dict[str, Any]) -> str:
    # Without indents, which were a quarter of a feed, and took the encoder that is written in Python: three times as long.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _item(shared: Item) -> dict[str, Any]:
    written: dict[str, Any] = {"id": shared.id, "url": shared.page}
    if shared.url != shared.page:
        written["external_url"] = shared.url
    written |= {"title": shared.title, "content_html": shared.content}
    if shared.lead:
        written["summary"] = shared.lead
    if shared.images:
        written["image"] = shared.images[0].url
    written |= {
        "date_published": rfc3339(shared.published),
        "date_modified": instant(shared.updated),
        "authors": [{"name": name} for name in shared.authors],
    }
    if shared.categories:
        written["tags"] = [category.label for category in shared.categories]
    if shared.language:
        written["language"] = shared.language
    # The format requires their types, and a guess would mislead players.
    if typed := [_attachment(one, one.media_type) for one in shared.enclosures if one.media_type]:
        written["attachments"] = typed
    written["_storyfold"] = _extension(shared)
    return written


def _attachment(enclosure: Enclosure, media_type: str) -> dict[str, Any]:
    size = {} if enclosure.length is None else {"size_in_bytes": enclosure.length}
    return {"url": enclosure.url, "mime_type": media_type, **size}


def _extension(shared: Item) -> dict[str, Any]:
    entry, origin = shared.entry, shared.origin
    told: dict[str, Any] = {
        "cluster": entry.cluster.key,
        "representative": entry.representative.key,
        "chosen_because": one_line(entry.chosen_because),
        "matched": [one_line(found) for found in entry.matched],
        "pinned": entry.is_pinned,
    }
    if origin is not None:
        told["origin"] = {"title": origin.title, "url": origin.url, "home": origin.home}
    if shared.rights:
        told["rights"] = shared.rights
    return told | {
        **_coverage(entry.coverage),
        "changes": [{"at": rfc3339(one.at), "text": one.text, "outlet": one.outlet} for one in shared.changes],
        "sources": [_source(line) for line in shared.lines],
    }


def _coverage(coverage: Coverage | None) -> dict[str, Any]:
    if coverage is None:
        return {}
    voices = [
        {"name": one_line(voice.name), "because": one_line(voice.because), "stories": list(voice.stories)}
        for voice in coverage.voices
    ]
    return {
        "outlets": [one_line(outlet) for outlet in coverage.outlets],
        "independent": voices,
        "first": coverage.first,
    }


def _source(line: Line) -> dict[str, Any]:
    story = line.member.story
    return {
        "outlet": line.outlet,
        "source": one_line(line.source),
        "story": story.key,
        "title": line.headline,
        "url": line.url,
        "file": line.file,
        "published": rfc3339(story.published) if story.published else None,
        "seen": rfc3339(line.seen),
        "copy": line.member.decision.copy,
        "why": _why(line.member),
    }


def _why(member: Member) -> dict[str, Any]:
    decision = member.decision
    evidence = decision.evidence
    why: dict[str, Any] = {
        "decision": decision.kind,
        "score": round(decision.score, _DIGITS),
        "refused": decision.refused,
        "nearest": evidence.nearest,
        "measures": {one_line(name): round(value, _DIGITS) for name, value in sorted(evidence.measures.items())},
        "shared": [one_line(word) for word in evidence.shared],
        "gap_s": None if evidence.gap is None else int(evidence.gap.total_seconds()),
    }
    if decision.former:
        why["moved_from"] = decision.former
    if member.merges:
        why["merged"] = [
            {"cluster": merge.story, "into": merge.cluster, "score": round(merge.score, _DIGITS)}
            for merge in member.merges
        ]
    return why
