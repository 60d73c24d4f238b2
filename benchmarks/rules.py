"""Hold new stories against the rules of many topics, and print what one story costs for all topics together.

    python -m benchmarks.rules [--topics N] [--stories N] [--runs N] [--members N]

Topics and stories are made of invented words that are as frequent and as long as those of news. A topic has eight phrases of one
to three words; one in seven has a pattern, one in five asks for a field, one in five for a number, one in three has exceptions.

alone     the story founds a cluster               grown     it joins one of `--members` stories that were read before
plainly   every topic by itself, without the common index: each reads the story anew; over a few of the stories
first     making the rulebook, and what the first story of its language costs

Times are those of the processor, as a busy machine would add its own. Prints the median of the runs of each run's mean, and of all stories the slowest in a hundred. A cluster is looked
at by itself: how many there are is nothing to the cost.
"""

import argparse
import itertools
import platform
import random
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.model import Cluster, Coverage, Decision, Member, Sighting, Story, Voice
from bot.topics.rulebook import Rulebook
from bot.topics.rules import FIELDS, MaxAge, Node, Number, Pattern, Phrase, Rules
from bot.topics.rules import Any as AnyOf

NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
WORDS = 400  #: in a story
VOCABULARY = 30_000
COMMON = 1000  #: rank of the most common word in rules
PLAINLY = 20  #: stories that every topic reads by itself
SYLLABLES = [a + b for a in "bcdfghklmnprstvw" for b in ("a", "e", "i", "o", "u", "an", "er", "ist", "or", "en")]
ENDINGS = ["", "", "", "s", "ed", "ing", "ment", "ation"]


def vocabulary(chance: random.Random) -> list[str]:
    words = dict.fromkeys(
        "".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2, 3)))) + chance.choice(ENDINGS)
        for _ in range(2 * VOCABULARY)
    )
    return list(words)[:VOCABULARY]


class _Desk:
    """Writes stories and topics; the same from the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.words = vocabulary(self.chance)
        self.weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(self.words))))  # Zipf's law

    def story(self, number: int) -> Story:
        words = self.chance.choices(self.words, cum_weights=self.weights, k=WORDS)
        for at in range(0, WORDS, 14):
            words[at] = words[at].capitalize()
            words[at - 1] += "."
        for at in range(5, WORDS, 9):
            words[at] += ","
        paragraphs = [" ".join(words[at : at + 45]) for at in range(0, WORDS, 45)]
        return Story(
            key=f"{number:020x}",
            title=" ".join(word.title() for word in words[:10]),
            text="\n\n".join(paragraphs),
            html="",
            first_seen=NOW,
            source=f"desk-{number % 90}",
            outlet=f"{self.word().title()} Post",
            language="en",
            authors=("Ada Example",),
            categories=(self.word(), self.word()),
        )

    def follow_up(self, story: Story, number: int) -> Story:
        """Tell the same event again: half of the words are other ones."""
        other = self.story(number)
        paragraphs = zip(story.text.split("\n\n"), other.text.split("\n\n"), strict=True)
        text = "\n\n".join(self.chance.choice(both) for both in paragraphs)
        return replace(other, text=text, categories=story.categories)

    def word(self) -> str:
        # As people choose words for topics: no word that every second story has.
        return self.words[int(COMMON * (VOCABULARY / COMMON) ** self.chance.random())]

    def phrase(self) -> Phrase:
        return Phrase(" ".join(self.word() for _ in range(self.chance.choice((1, 1, 1, 2, 2, 3)))))

    def pattern(self) -> Pattern:
        one, other = self.word(), self.word()
        shapes = (rf"\b{one}(s|ed|ing)?\b", rf"{one}.{{0,40}}{other}", rf"\b({one}|{other})\s+\w+", rf"\b\d+ {one}")
        return Pattern(self.chance.choice(shapes))

    def rules(self) -> Rules:
        some: list[Node] = [self.phrase() for _ in range(7)]
        every: list[Node] = []
        if self.chance.random() < 1 / 7:
            some.append(self.pattern())
        if self.chance.random() < 1 / 5:
            some.append(Phrase(self.word(), self.chance.choice([field for field in FIELDS if field != "language"])))
        if self.chance.random() < 1 / 5:
            every.append(self.chance.choice((Number("min_independent", 2), MaxAge(timedelta(days=3)))))
        if self.chance.random() < 1 / 5:
            every.append(AnyOf((self.phrase(), self.phrase())))
        none = (self.phrase(), self.phrase()) if self.chance.random() < 1 / 3 else ()
        return Rules(any=tuple(some), all=tuple(every), none=none)


def cluster(stories: Sequence[Story]) -> Cluster:
    members = [
        Member(
            story=story,
            sightings=(Sighting(source=story.source, entry=story.key, story=story.key, url=None, seen=NOW),),
            decision=Decision(kind="join", story=story.key, cluster=stories[0].key, copy=story.key, score=1.0),
        )
        for story in stories
    ]
    return Cluster(
        key=stories[0].key, id=f"tag:storyfold.example,2026:cluster/{stories[0].key}", members=tuple(members)
    )


def coverage(stories: Sequence[Story]) -> Coverage:
    outlets = tuple(dict.fromkeys(story.outlet for story in stories))
    voices = tuple(Voice(name=outlet, because="", stories=(), outlets=(outlet,)) for outlet in outlets)
    return Coverage(outlets=outlets, voices=voices, first=stories[0].key)


def timed(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return (time.process_time() - begin) * 1e6


def alone(book: Rulebook, stories: Sequence[Story]) -> Iterator[float]:
    for story in stories:
        event, heard = cluster([story]), coverage([story])
        yield timed(lambda event=event, heard=heard: book.match(event, heard, NOW))  # type: ignore[misc]


def grown(book: Rulebook, stories: Sequence[Story], members: int, desk: _Desk) -> Iterator[float]:
    for story in stories:
        told = [story, *(desk.follow_up(story, number) for number in range(1_000_000, 1_000_000 + members - 1))]
        book.match(cluster(told[:-1]), coverage(told[:-1]), NOW)
        event, heard = cluster(told), coverage(told)
        yield timed(lambda event=event, heard=heard: book.match(event, heard, NOW))  # type: ignore[misc]


def plainly(topics: Mapping[str, Rules], stories: Sequence[Story]) -> Iterator[float]:
    books = [Rulebook({slug: rules}) for slug, rules in topics.items()]
    for story in stories[-PLAINLY - 1 :]:
        event, heard = cluster([story]), coverage([story])
        yield timed(lambda event=event, heard=heard: [book.match(event, heard, NOW) for book in books])  # type: ignore[misc]


def main(topics: int, stories: int, runs: int, members: int) -> None:
    desk = _Desk(20260302)
    asked = {f"topic-{number}": desk.rules() for number in range(topics)}
    took: dict[str, list[float]] = {"alone": [], "grown": [], "plainly": []}
    every: list[float] = []
    built: list[float] = []
    shown = 0
    for _ in range(runs):
        told = [desk.story(number) for number in range(stories)]
        books: list[Rulebook] = []
        built.append(timed(lambda books=books: books.append(Rulebook(asked))))  # type: ignore[misc]
        book = books[0]
        first = next(alone(book, told))
        costs = list(alone(book, told[1:]))
        every += costs
        took["alone"].append(statistics.mean(costs))
        took["grown"].append(statistics.mean(grown(book, told[: len(told) // members], members, desk)))
        took["plainly"].append(statistics.mean(list(plainly(asked, told))[1:]))
        shown += sum(len(book.match(cluster([story]), coverage([story]), NOW)) for story in told)
    mean = {name: statistics.median(values) for name, values in took.items()}
    slowest = sorted(every)[-max(1, len(every) // 100)]
    print(f"CPython {platform.python_version()}, {topics} topics, {stories} stories of {WORDS} words, {runs} runs")
    print(f"topics that a story is in: {shown / stories / runs:.1f}")
    print(f"first    rulebook {statistics.median(built) / 1000:.0f} ms, first story {first / 1000:.0f} ms")
    print(
        f"alone    {mean['alone']:.0f} µs a story, one in a hundred {slowest:.0f} µs or more, worst {max(every):.0f} µs"
    )
    print(f"grown    {mean['grown']:.0f} µs a story in a cluster of {members}")
    print(f"plainly  {mean['plainly']:.0f} µs a story, {mean['plainly'] / mean['alone']:.0f} times as much")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--topics", type=int, default=500)
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--members", type=int, default=10)
    options = parser.parse_args()
    main(options.topics, options.stories, options.runs, options.members)
