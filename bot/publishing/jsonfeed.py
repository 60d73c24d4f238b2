"""Write a topic as JSON Feed 1.1 (jsonfeed.org). Pure: the same topic gives the same bytes.

Each item carries `_storyfold`: the key of its cluster, why the representative speaks for it, what the topic's rules found,
and `sources`, oldest first, each with the reason why it is in the cluster (`why`: score and likenesses from 0 to 1;
`moved_from` and `merged` where it came in from other clusters).
"""

import json
from typing import Any

from bot.model import Member, Site, Topic, TopicEntry
from bot.publishing.items import Item, Line, item, topic_url
from bot.publishing.text import one_line, rfc3339

# Enough to tell two scores apart; more digits would differ between processors.
_DIGITS = 4


def json_feed(topic: Topic, site: Site) -> bytes:
    """Write the topic as a JSON Feed, items in the topic's order."""
    title = one_line(topic.title) or topic.slug
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": topic_url(site, topic),
        "feed_url": topic_url(site, topic, ".json"),
        "description": one_line(topic.description) or title,
        "authors": [{"name": one_line(site.title) or site.id_authority}],
    }
    if topic.language:
        feed["language"] = topic.language
    feed["items"] = [_item(entry, item(entry, site)) for entry in topic.entries]
    return (json.dumps(feed, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _item(entry: TopicEntry, shared: Item) -> dict[str, Any]:
    written: dict[str, Any] = {"id": shared.id, "url": shared.page}
    if shared.url != shared.page:
        written["external_url"] = shared.url
    written |= {"title": shared.title, "content_html": shared.content}
    if shared.lead:
        written["summary"] = shared.lead
    written |= {
        "date_published": rfc3339(shared.published),
        "date_modified": rfc3339(shared.updated),
        "authors": [{"name": name} for name in shared.authors],
    }
    if shared.categories:
        written["tags"] = list(shared.categories)
    if shared.language:
        written["language"] = shared.language
    attachments = [
        _attachment(enclosure.url, enclosure.media_type, enclosure.length) for enclosure in shared.enclosures
    ]
    if typed := [attachment for attachment in attachments if attachment]:
        written["attachments"] = typed
    written["_storyfold"] = {
        "cluster": entry.cluster.key,
        "representative": entry.representative.key,
        "chosen_because": one_line(entry.chosen_because),
        "matched": [one_line(found) for found in entry.matched],
        "sources": [_source(line) for line in shared.lines],
    }
    return written


def _attachment(url: str, media_type: str | None, length: int | None) -> dict[str, Any] | None:
    if not media_type:
        return None  # the format requires it, and a guess would mislead players
    size = {} if length is None else {"size_in_bytes": length}
    return {"url": url, "mime_type": one_line(media_type), **size}


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
