"""The stories of a cluster as its page shows them: each text once, with its copies under it, and why they are together."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from bot.model import Cluster, Decision, MarkerKind, Member, Story, Wire
from bot.publishing.items import body, headline
from bot.publishing.layout import counted
from bot.publishing.pages.differences import Difference, difference
from bot.publishing.pages.labels import measured
from bot.publishing.pages.pictures import Picture, picture
from bot.publishing.pages.values import Former, Why
from bot.publishing.text import one_line, web_url

#: Urgency of what agencies send as a flash or a bulletin (IPTC: 1 is the most urgent, 5 is usual).
_URGENT = 2
_NO_WIRE = Wire()
# More former texts of one story than these are not compared; arbitrary.
_MOST_FORMER = 5
#: What readers are told of a story's kind; that it is urgent or corrected stands beside it.
_LABELS: Mapping[MarkerKind, str] = {
    "live": "live",
    "video": "video",
    "photos": "photos",
    "audio": "audio",
    "wrapup": "round-up",
    "exclusive": "exclusive",
    "analysis": "analysis",
    "opinion": "opinion",
    "interview": "interview",
    "feature": "feature",
    "explainer": "explainer",
}
# In sanitised markup, where every `<` begins a tag and no value of an attribute has a `>`.
_HEADING = re.compile(r"(</?)h[1-6](?=[\s>])")
_IMAGE = re.compile(r"<img\b([^>]*)>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Another story of the page."""

    key: str
    headline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A story that its source changed."""

    at: datetime
    headline: str  #: the former one; "" where it is the same
    difference: Difference


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A member as the cluster's page shows it."""

    story: Story
    headline: str
    byline: str
    facts: Sequence[str]  #: what its agency says to readers too
    copyright: str
    labels: Sequence[str]  #: what kind of item it is, as its desk calls it
    is_urgent: bool
    is_corrected: bool
    corrected_at: datetime | None  #: None if that is not known
    url: str | None
    picture: Picture | None  #: None too where the text has pictures itself
    body: Markup
    is_copy: bool
    difference: Difference | None  #: to the text that it is a copy of; None where it is none
    former: Sequence[Changed]  #: the last change first
    sentences: Sequence[str]
    summary: str  #: of the reasons
    score: str
    founded: bool
    nearest: Reference | None
    measures: Mapping[str, str]
    shared: Sequence[str]
    gap: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One text, with the stories that are copies of it."""

    version: Version
    copies: Sequence[Version]


def sheets(cluster: Cluster, why: Why, former: Mapping[str, Sequence[Former]]) -> list[Sheet]:
    """Return each text of the cluster with its copies, the oldest first."""
    headlines = {member.story.key: headline(member.story) for member in cluster.members}
    found: dict[str, list[Member]] = {}
    for member in sorted(cluster.members, key=lambda member: (member.story.time, member.story.key)):
        found.setdefault(member.decision.copy, []).append(member)
    made = []
    for key, members in found.items():
        # The story that a group of copies is named after may be in another cluster by now.
        base = next((one for one in members if one.story.key == key), members[0])
        copies = [_version(one, why, headlines, former, of=base.story) for one in members if one is not base]
        made.append(Sheet(version=_version(base, why, headlines, former), copies=copies))
    return sorted(made, key=lambda one: (one.version.story.time, one.version.story.key))


def in_order(made: Sequence[Sheet]) -> list[Version]:
    """Return all stories, the oldest first."""
    versions = [version for sheet in made for version in (sheet.version, *sheet.copies)]
    return sorted(versions, key=lambda one: (one.story.time, one.story.key))


def _version(
    member: Member,
    why: Why,
    headlines: Mapping[str, str],
    former: Mapping[str, Sequence[Former]],
    of: Story | None = None,
) -> Version:
    story, decision, wire = member.story, member.decision, member.story.wire or _NO_WIRE
    nearest = decision.evidence.nearest
    kinds = [marker.kind for marker in story.markers]
    is_corrected = wire.is_correction or "correction" in kinds
    text = _shown(body(story))
    return Version(
        story=story,
        headline=headlines[story.key],
        byline=", ".join(filter(None, map(one_line, story.authors))),
        facts=_facts(story, wire),
        copyright=one_line(wire.copyright or ""),
        labels=[_LABELS[kind] for kind in kinds if kind in _LABELS],
        is_urgent="breaking" in kinds or (wire.urgency is not None and wire.urgency <= _URGENT),
        is_corrected=is_corrected,
        corrected_at=story.updated if is_corrected else None,
        url=web_url(story.url),
        picture=None if "<img" in text else picture(story),
        body=text,
        is_copy=of is not None,
        difference=difference(of.text, story.text) if of is not None else None,
        former=list(_changed(story, former.get(story.key, ()))),
        sentences=why(member),
        summary=_summary(decision),
        score=score(decision.score),
        founded=decision.kind == "found",
        nearest=Reference(key=nearest, headline=headlines[nearest]) if nearest and nearest in headlines else None,
        measures=measured(decision.evidence.measures),
        shared=decision.evidence.shared,
        gap=decision.evidence.gap,
    )


def _changed(story: Story, former: Sequence[Former]) -> Iterator[Changed]:
    """Say how each text differs from the one before it, the last change first. *former* are in their order."""
    after_title, after = story.title, story.text
    for before in reversed(former[-_MOST_FORMER:]):
        title = one_line(before.title)
        headline = "" if title == one_line(after_title) else title
        # Readers do not see what else changed.
        if headline or before.text != after:
            yield Changed(at=before.until, headline=headline, difference=difference(before.text, after))
        after_title, after = before.title, before.text


def _shown(html: Markup) -> Markup:
    """Fit the text into the page: its headings are below the headline, its pictures wait until they are scrolled to."""
    below = _HEADING.sub(r"\1h4", html)
    # Sanitised before, and nothing is put in that a source wrote.
    return Markup(_IMAGE.sub(_patient, below))  # noqa: S704


def _patient(image: re.Match[str]) -> str:
    alt = "" if re.search(r"\salt=", image[1]) else ' alt=""'
    return f'<img loading="lazy" decoding="async"{alt}{image[1]}>'


def _facts(story: Story, wire: Wire) -> list[str]:
    """Where it is from, for readers. The note and the embargo are for editors, and slug, item and version are furniture."""
    said = (one_line(wire.dateline or ""), one_line(wire.credit or ""))
    return [fact for fact in dict.fromkeys(said) if fact and fact != one_line(story.outlet)]


def _summary(decision: Decision) -> str:
    if decision.kind == "found":
        return "Founded this event"
    if decision.kind == "split":
        return f"Split off, with a likeness of {score(decision.score)} to the others"
    how = "Merged" if decision.kind == "merge" else "Moved" if decision.former else "Joined"
    return f"{how} with a likeness of {score(decision.score)}"


def score(value: float) -> str:
    """Write a score for people."""
    return f"{value:.2f}"


def texts(made: Sequence[Sheet]) -> str:
    """Say how many texts there are, and how many stories carry them: `5 stories, 3 texts`."""
    stories = sum(1 + len(sheet.copies) for sheet in made)
    said = counted(stories, "story", "stories")
    return said if stories == len(made) else f"{said}, {counted(len(made), 'text', 'texts')}"
