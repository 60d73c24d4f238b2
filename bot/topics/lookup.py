"""Find all phrases and patterns of all topics in a passage in one go: each of its words is looked at once. Pure.

A phrase hangs on its longest word. Words of a text are cut at blanks, and what a chunk says to the phrases is remembered by
language, so that a common word costs one look-up however many topics there are. What is written without spaces is found by
two characters.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import Final, NamedTuple

from bot.topics.folding import RUN, Word, bare, is_inflection, may_be_unspaced, stem, words
from bot.topics.patterns import Patterns
from bot.topics.rules import Pattern, Phrase, Where

#: Chunks of one language that are remembered. Arbitrary: some 15 MB; a stream's typing errors never end.
_MOST_REMEMBERED: Final = 100_000
_LONGEST_REMEMBERED: Final = 40  # characters; what is longer hardly comes again
_PUNCTUATION: Final = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~“”„‘’«»‹›–—…·¿¡、。「」（）"


class _Asked(NamedTuple):
    """A word of a phrase."""

    word: Word
    is_exact: bool  #: its endings count


class _Anchored(NamedTuple):
    """A phrase at the word that it hangs on."""

    phrase: int
    before: int  #: words in front of that word
    asked: tuple[int, ...]  #: numbers of all its words


class _Sense(NamedTuple):
    """What a word of a text is to the phrases."""

    asked: frozenset[int]  #: the words of phrases that it is
    anchored: tuple[_Anchored, ...]


class Phrases:
    """Phrases of spaced scripts, looked for word by word; of unspaced ones, as characters."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._spaced = _Spaced()
        self._unspaced = _Unspaced()
        for number, phrase in enumerate(phrases):
            if RUN.search(bare(phrase.words)):
                self._unspaced.add(number, phrase)
            else:
                self._spaced.add(number, phrase)

    def found(self, text: str, language: str | None) -> Iterator[tuple[int, str]]:
        """Yield the number of each phrase that is found in *text*, and the words that it is found as; some perhaps twice."""
        yield from self._spaced.found(text, language)
        yield from self._unspaced.found(text)


class _Spaced:
    def __init__(self) -> None:
        self._numbers: dict[_Asked, int] = {}
        self._by_folded: dict[str, list[int]] = {}
        self._anchored: dict[int, list[_Anchored]] = {}
        self._heard: dict[str | None, _Heard] = {}

    def add(self, number: int, phrase: Phrase) -> None:
        spoken = words(phrase.words)
        asked = tuple(self._number(_Asked(word, phrase.is_exact)) for word in spoken)
        if asked:
            anchor = max(range(len(spoken)), key=lambda at: len(spoken[at].folded))
            self._anchored.setdefault(asked[anchor], []).append(_Anchored(number, anchor, asked))

    def _number(self, asked: _Asked) -> int:
        if asked not in self._numbers:
            self._numbers[asked] = len(self._numbers)
            self._by_folded.setdefault(asked.word.folded, []).append(self._numbers[asked])
        return self._numbers[asked]

    def found(self, text: str, language: str | None) -> Iterator[tuple[int, str]]:
        if not self._anchored:
            return
        heard = self._heard.get(language)
        if heard is None:
            heard = self._heard[language] = _Heard(language, self._numbers, self._by_folded, self._anchored)
        chunks = text.split()
        senses = list(chain.from_iterable(map(heard.__getitem__, chunks)))
        told: set[int] = set()
        ends: list[int] = []  # of each chunk: its words and those before it
        for at, sense in enumerate(senses):
            if sense is None:
                continue
            for phrase, before, asked in sense.anchored:
                if phrase in told or (len(asked) > 1 and not _stands(asked, at - before, senses)):
                    continue
                told.add(phrase)
                ends = ends or list(accumulate(map(len, map(heard.__getitem__, chunks))))
                first, last = bisect_right(ends, at - before), bisect_right(ends, at - before + len(asked) - 1)
                yield phrase, " ".join(chunks[first : last + 1]).strip(_PUNCTUATION)


def _stands(asked: Sequence[int], begin: int, senses: Sequence[_Sense | None]) -> bool:
    if begin < 0 or begin + len(asked) > len(senses):
        return False
    for at, number in enumerate(asked, start=begin):
        sense = senses[at]
        if sense is None or number not in sense.asked:
            return False
    return True


_NOTHING: Final = (None,)  #: one word that is nothing to any phrase


class _Heard(dict[str, tuple[_Sense | None, ...]]):
    """What stands between two blanks -> what each of its words is to the phrases; of one language."""

    def __init__(
        self,
        language: str | None,
        numbers: Mapping[_Asked, int],
        by_folded: Mapping[str, Sequence[int]],
        anchored: Mapping[int, Sequence[_Anchored]],
    ) -> None:
        self._language = language
        self._by_folded = by_folded
        self._anchored = anchored
        self._by_stem: dict[str, list[tuple[Word, int]]] = {}
        for asked, number in numbers.items():
            if not asked.is_exact and asked.word.may_end_otherwise and (root := stem(asked.word, language)):
                self._by_stem.setdefault(root, []).append((asked.word, number))

    def __missing__(self, chunk: str) -> tuple[_Sense | None, ...]:
        plain = chunk.strip(_PUNCTUATION)
        found = self[plain] if plain != chunk and plain.isalpha() else tuple(map(self._sense, words(chunk)))
        found = _NOTHING if found == _NOTHING else found  # by far the most, and one object for all of them
        if len(chunk) <= _LONGEST_REMEMBERED:
            if len(self) >= _MOST_REMEMBERED:
                self.clear()
            self[chunk] = found
        return found

    def _sense(self, seen: Word) -> _Sense | None:
        asked = set(self._by_folded.get(seen.folded, ()))
        if self._by_stem and (root := stem(seen, self._language)):
            asked |= {n for word, n in self._by_stem.get(root, ()) if is_inflection(word, seen, self._language)}
        if not asked:
            return None
        anchored = [phrase for number in sorted(asked) for phrase in self._anchored.get(number, ())]
        return _Sense(frozenset(asked), tuple(anchored))


class _Unspaced:
    def __init__(self) -> None:
        self._by_pair: dict[str, list[tuple[int, int, str]]] = {}  # two characters or the last one of a run
        self._has_single = False

    def add(self, number: int, phrase: Phrase) -> None:
        text = bare(phrase.words)
        run = RUN.search(text)
        assert run is not None
        pair = run[0][:2]
        self._has_single |= len(pair) == 1
        self._by_pair.setdefault(pair, []).append((number, run.start(), text))

    def found(self, text: str) -> Iterator[tuple[int, str]]:
        if not self._by_pair or not may_be_unspaced(text):
            return
        folded = bare(text)
        told: set[int] = set()
        for run in RUN.finditer(folded):
            for at in range(run.start(), run.end()):
                hanging = self._by_pair.get(folded[at : at + 2], ())
                if self._has_single:
                    hanging = (*hanging, *self._by_pair.get(folded[at], ()))
                for number, before, phrase in hanging:
                    if number not in told and folded.startswith(phrase, at - before):
                        told.add(number)
                        yield number, _written(text, at - before, len(phrase))


def _written(text: str, begin: int, length: int) -> str:
    """Return what stands in *text* where it is folded from `begin` on; characters are folded one by one."""
    ends = list(accumulate(len(bare(character)) for character in text))
    last = bisect_right(ends, begin + length - 1) + 1  # the end may be in the middle of one, e.g. ㌔ for キロ
    return text[bisect_right(ends, begin) : max(last, bisect_right(ends, begin + length))]  # with the marks behind it


class Passage(NamedTuple):
    """One value of a part of a story."""

    where: Where  #: title, text or a field
    value: str


class Found(NamedTuple):
    """Where a phrase or pattern was found first."""

    where: Where
    words: str  #: as they are written there


class Lookup:
    """Phrases and patterns, each with its number, looked for in the parts of a story that they are about."""

    def __init__(self, leaves: Sequence[Phrase | Pattern]) -> None:
        by_field: dict[str | None, list[int]] = {}
        for number, leaf in enumerate(leaves):
            by_field.setdefault(leaf.field, []).append(number)
        self._parts = {field: _Part(leaves, numbers) for field, numbers in by_field.items()}

    def found(self, passages: Sequence[Passage], language: str | None) -> dict[int, Found]:
        """Return what is found in the passages of one story; what is in several of them, in the first."""
        found: dict[int, Found] = {}
        for where, value in passages:
            for part in self._looking(where):
                for number, seen in part.found(value, language if where in _PROSE else None):
                    found.setdefault(number, Found(where, seen))
        return found

    def _looking(self, where: str) -> Iterator["_Part"]:
        if where in {"title", "text"} and (general := self._parts.get(None)):
            yield general
        if own := self._parts.get(where):
            yield own


#: Whose words have endings; the others hold names.
_PROSE: Final = frozenset({"title", "text", "category", "subject"})


class _Part:
    def __init__(self, leaves: Sequence[Phrase | Pattern], numbers: Sequence[int]) -> None:
        by_kind: tuple[list[int], list[int]] = ([], [])
        for number in numbers:
            by_kind[isinstance(leaves[number], Pattern)].append(number)
        self._numbers = by_kind
        self._phrases = Phrases([leaf for leaf in map(leaves.__getitem__, by_kind[0]) if isinstance(leaf, Phrase)])
        self._patterns = Patterns([leaf.text for leaf in map(leaves.__getitem__, by_kind[1])])

    def found(self, text: str, language: str | None) -> Iterator[tuple[int, str]]:
        for number, seen in self._phrases.found(text, language):
            yield self._numbers[0][number], seen
        for number, seen in self._patterns.found(text):
            yield self._numbers[1][number], seen
