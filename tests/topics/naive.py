"""The rules of one topic, told as plainly as they can be: each word of each phrase against each word of each story."""

from collections.abc import Iterable

import re2

from bot.model import Coverage, Member, Story
from bot.topics import folding, rules
from bot.topics.rules import Number, Pattern, Phrase


def values(member: Member, coverage: Coverage, families: dict[str, str], field: str | None) -> list[str]:
    story, wire = member.story, member.story.wire
    sources = {story.source, *(sighting.source for sighting in member.sightings)}
    subjects = [text for one in (wire.subjects if wire else ()) for text in (one.name, one.code)]
    voices = {voice.name for voice in coverage.voices if story.key in voice.stories}
    of: dict[str | None, Iterable[str | None]] = {
        None: [story.title, story.text],
        "title": [story.title],
        "source": sources,
        "family": voices | {families[source] for source in sources if source in families},
        "author": story.authors,
        "category": [*story.categories, *subjects],
        "language": [story.language],
        "dateline": [story.dateline, wire.dateline if wire else None],
        "subject": subjects,
        "outlet": [story.outlet],
    }
    return [value for value in of[field] if value]


def has_phrase(phrase: Phrase, text: str, language: str | None) -> bool:
    if folding.RUN.search(folding.bare(phrase.words)):
        return folding.bare(phrase.words) in folding.bare(text)
    asked, seen = folding.words(phrase.words), [word for chunk in text.split() for word in folding.words(chunk)]
    language = None if phrase.is_exact or phrase.field not in {None, "title", "category", "subject"} else language
    return bool(asked) and any(
        all(folding.is_same(one, other, language) for one, other in zip(asked, seen[at:], strict=False))
        for at in range(len(seen) - len(asked) + 1)
    )


def has_pattern(pattern: str, text: str) -> bool:
    return re2.search(f"(?im){pattern}", text) is not None


def satisfies(
    node: rules.Node, member: Member, coverage: Coverage, families: dict[str, str], language: str | None
) -> bool:
    def each(children: Iterable[rules.Node]) -> Iterable[bool]:
        return (satisfies(child, member, coverage, families, language) for child in children)

    match node:
        case rules.Any(children):
            return any(each(children))
        case rules.All(children):
            return all(each(children))
        case rules.None_(children):
            return not any(each(children))
        case Phrase():
            return any(has_phrase(node, text, language) for text in values(member, coverage, families, node.field))
        case Pattern():
            return any(has_pattern(node.text, text) for text in values(member, coverage, families, node.field))
        case Number(kind, value):
            return len(coverage.voices if kind == "min_independent" else coverage.outlets) >= value
    raise AssertionError(node)


def lets_in(asked: rules.Rules, story: Story, member: Member, coverage: Coverage, families: dict[str, str]) -> bool:
    return satisfies(asked.tree, member, coverage, families, story.language)
