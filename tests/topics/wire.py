"""Stories, clusters and their coverage, as short as tests of rules want them."""

from datetime import UTC, datetime
from typing import Any

from bot.model import Cluster, Coverage, Decision, Member, Sighting, Story, Voice

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def story(text: str = "", title: str = "", key: str = "00aa", language: str | None = "en", **values: Any) -> Story:
    told = {"html": "", "first_seen": NOW, "source": "harbour", "outlet": "Harbour Post"} | values
    return Story(key=key, title=title, text=text, language=language, **told)


def member(told: Story, *sources: str) -> Member:
    decision = Decision(kind="join", story=told.key, cluster="00aa", copy=told.key, score=1.0)
    seen = [Sighting(source=name, entry=told.key, story=told.key, url=None, seen=NOW) for name in sources]
    return Member(story=told, sightings=tuple(seen), decision=decision)


def cluster(*members: Member | Story) -> Cluster:
    every = [one if isinstance(one, Member) else member(one) for one in members]
    return Cluster(key="00aa", id="tag:storyfold.example,2026:cluster/00aa", members=tuple(every))


def coverage(sources: int = 1, voices: int = 1) -> Coverage:
    heard = [Voice(name=f"V{number}", because="", stories=(), outlets=(f"O{number}",)) for number in range(voices)]
    return Coverage(outlets=tuple(f"O{number}" for number in range(sources)), voices=tuple(heard), first="00aa")
