"""Stories of one source in, the paragraphs that they repeat and that belong to the source and not to them out.

Background is repeated too ("The country has been at war since 2022"), and what a template says for every quake. So a line has
to be in stories that are unlike each other, at their edges, and to be about something else than they are.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.cleaning.habits import shares
from bot.cleaning.habits.addressing import is_about_itself
from bot.cleaning.habits.folding import Found, fold, names, stems, telling
from bot.model import Story

LONGEST = 400  #: characters of a line that may be a habit
_LONGEST_NEIGHBOUR = 200  # characters of what may stand between a line and the edge: a byline, the next headline
_ABOVE, _BELOW = 1, 2  # how many of these
_AT_EDGE = 0.8  # of its stories have a line at an edge; the others may be longer than they seem
_FEWEST_WORDS = 6  # of five letters and more, in what a story has of its own; a story of fewer proves nothing
# Versions of a story share two thirds of the shorter one's words, quake bulletins more, two stories of a kind two fifths.
_ALIKE = 0.5
# A line is background if this share of its words is in the rest of its stories, on average. Measured on what agencies
# explain again and again (0.3 to 0.7) and on lines that outlets put under everything (0 to 0.2).
_SHORTEST_NAME = 5  # letters of a word that names an outlet
_BACKGROUND = 0.3
_NAMED = 0.15  # of the stories name what a plain sentence names: it is background
_TOPIC = 0.3  # of the stories have one of its words
_ENOUGH_SAID = 60  # words that most of its stories have, for their silence about it to say something
_SENTENCE = 5  # words
_FEWEST_INSIDE = 6  # words; a shorter line between two paragraphs is a heading of the second
_QUOTED = re.compile(r"[“\"„«][^“”\"„«»]{12,400}[”\"“»]")


@dataclass(slots=True)
class Parted:
    """Stories of one source, taken apart."""

    paragraphs: list[list[tuple[str, str]]]  # of each story: folded and as they are; long ones are not folded
    repeated: dict[str, None]  # folded lines that come often, in the order of their first story
    _words: dict[int, frozenset[str]] = field(default_factory=dict)

    def words(self, at: int) -> frozenset[str]:
        """Stems of the words of all paragraphs that are a story's own; read when they are first asked for."""
        if at not in self._words:
            own = [text for key, text in self.paragraphs[at] if key not in self.repeated]
            self._words[at] = stems("\n".join(own))
        return self._words[at]


class _Carrier(NamedTuple):
    lines: dict[str, str]  # folded -> as they are
    edges: frozenset[str]  # repeated lines that stand at an edge
    rest: frozenset[str]  # stems of all words that are its own, title included
    group: int  # stories that are alike have one


def part(stories: Sequence[Story], share: float | None = None) -> Parted:
    """Take stories apart."""
    paragraphs = [
        [(fold(part) if len(part) <= LONGEST else "", part) for part in story.text.split("\n\n")] for story in stories
    ]
    counts = Counter(key for each in paragraphs for key in {key for key, _ in each if key})
    least = shares.enough(shares.FEWEST, share)
    repeated = {key: None for key, count in counts.items() if count >= least}
    return Parted(paragraphs, repeated)


def learn(parted: Parted, titles: Sequence[str], outlet: str, share: float | None = None) -> Iterator[Found]:
    """Yield what stories with these titles repeat, which *outlet* published."""
    if not parted.repeated:
        return
    stories = _carriers(parted, titles)
    of = len({one.group for one in stories})
    for key in parted.repeated:
        carriers = [one for one in stories if key in one.lines]
        count = len({one.group for one in carriers})
        if count < shares.enough(of, share):
            continue
        text = carriers[0].lines[key].removeprefix("- ")
        at_edge = sum(key in one.edges for one in carriers) >= _AT_EDGE * len(carriers)
        if not at_edge and not (count >= shares.ALWAYS * of and len(text.split()) >= _FEWEST_INSIDE):
            continue
        if any(map(str.isalnum, text)) and not _is_of_the_story(text, [one.rest for one in carriers], outlet):
            yield Found("line", text, count, of)


def _carriers(parted: Parted, titles: Sequence[str]) -> list[_Carrier]:
    """Return the stories that have something of their own."""
    rests = [parted.words(at) | stems(title) for at, title in enumerate(titles)]
    found = []
    for paragraphs, rest, group in zip(parted.paragraphs, rests, _groups(rests), strict=True):
        if group >= 0 and any(key not in parted.repeated for key, _ in paragraphs):
            lines = {key: part for key, part in paragraphs if key}
            found.append(_Carrier(lines, _edges(paragraphs, parted.repeated), rest, group))
    return found


def _edges(paragraphs: Sequence[tuple[str, str]], repeated: Mapping[str, None]) -> frozenset[str]:
    return frozenset((*_run(paragraphs, repeated, _ABOVE), *_run(reversed(paragraphs), repeated, _BELOW)))


def _run(paragraphs: Iterable[tuple[str, str]], repeated: Mapping[str, None], spare: int) -> Iterator[str]:
    """Yield the repeated lines from one end on, over so many others."""
    for key, text in paragraphs:
        if key in repeated:
            yield key
        elif spare and len(text) <= _LONGEST_NEIGHBOUR:
            spare -= 1
        else:
            return


def _groups(rests: Sequence[frozenset[str]]) -> list[int]:
    """Number stories so that those that are alike in what they have of their own have one number; -1 has too little."""
    leaders: list[frozenset[str]] = []
    found: list[int] = []
    for rest in rests:
        words = frozenset(word for word in rest if (len(word) >= 5 or not word.isascii()) and not word[0].isdigit())
        if len(words) < _FEWEST_WORDS:
            found.append(-1)
            continue
        like = (at for at, other in enumerate(leaders) if len(words & other) >= _ALIKE * min(len(words), len(other)))
        at = next(like, len(leaders))
        if at == len(leaders):
            leaders.append(words)
        found.append(at)
    return found


def _is_of_the_story(text: str, rests: Sequence[frozenset[str]], outlet: str) -> bool:
    """Tell whether a line says something about what its stories are about."""
    if _QUOTED.search(text):
        return True  # somebody said it
    words = telling(text)
    if not words:
        return False
    if sum(len(words & rest) for rest in rests) >= _BACKGROUND * len(words) * len(rests):
        return True
    is_sentence = text.endswith((".", "。", "।", "؟", "!", "?")) and (
        len(text.split()) >= _SENTENCE or not text.isascii()
    )
    is_own = is_about_itself(text) or _names(text, outlet)
    return is_sentence and not is_own and not _is_foreign(text, rests)


def _names(text: str, outlet: str) -> bool:
    """Whether a line names the outlet, perhaps by one word of its name: "The Courier" is the Valley Courier."""
    words = {word for word in re.findall(r"[^\W\d_]+", text) if word[0].isupper() and len(word) >= _SHORTEST_NAME}
    return bool(outlet) and (outlet.casefold() in text.casefold() or not words.isdisjoint(outlet.split()))


def _is_foreign(text: str, rests: Sequence[frozenset[str]]) -> bool:
    """Tell whether a plain statement about the world has nothing to do with these stories, which say enough to tell."""
    if sum(map(len, rests)) < _ENOUGH_SAID * len(rests):
        return False
    named = names(text)
    if sum(not named.isdisjoint(rest) for rest in rests) >= _NAMED * len(rests):
        return False
    return all(sum(word in rest for rest in rests) < _TOPIC * len(rests) for word in telling(text))
