"""What is compiled does what a few plain lines say."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clustering.background import BUCKETS, Frequencies, Terms
from bot.clustering.features import HEAVIEST, LEAD, NAME, OFTEN, PAIRS, SLOTS, TITLE, WEIGHT, read
from bot.clustering.reading import Lexicon
from bot.clustering.words import CAPITAL, worded
from tests.clustering.test_features import story

LEAD_WORDS = 70
WORDS = st.lists(
    st.sampled_from(
        "the of in dam Dam dams Orvelle prefect valley 12 4,150 Gabuev gabuev May may Monday cracks".split()
    )
    | st.integers(0, 300).map("w{}x".format),
    max_size=450,
)


def hashed(one: int, other: int) -> int:
    mixed = (one * 2654435761 + other) & 0xFFFFFFFF
    mixed = (mixed ^ mixed >> 16) * 0x85EBCA6B & 0xFFFFFFFF
    mixed = (mixed ^ mixed >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
    return mixed ^ mixed >> 16


def are_names(words: Sequence[int], title: int) -> set[int]:
    if not any(word & CAPITAL for word in words):
        return set(words)
    if 0 < title < len(words) and sum(word & CAPITAL > 0 for word in words[:title]) / title > 0.7:
        words = words[title:]
    small = {word for word in words if not word & CAPITAL}
    return {word & ~CAPITAL for word in words if word & CAPITAL} - small


def kept(words: Sequence[int], title: int, frequencies: Frequencies) -> tuple[list[int], list[int]]:
    """Return the terms of features and their pairs, made word by word."""
    names, plain = are_names(words, title), [word & ~CAPITAL for word in words]
    found, common = [], set()
    for term in sorted(set(plain)):
        idf, is_common = (values[0] for values in frequencies.weigh(np.array([term], dtype=np.int32)))
        if is_common:
            common.add(term)
            continue
        first, often = plain.index(term), plain.count(term)
        packed = term | min(max(round(2 * idf), 1), HEAVIEST) << WEIGHT
        packed |= int(TITLE) * (first < title) | int(NAME) * (term in names) | int(LEAD) * (first < title + LEAD_WORDS)
        found.append(packed | (0, 0, 1, 2, 2, 3)[min(often, 5)] << OFTEN)
    best = sorted(found, key=lambda one: (not one & TITLE, -(one >> WEIGHT & HEAVIEST), one & BUCKETS - 1))[:SLOTS]
    spoken = [term for term in plain if term not in common]
    pairs = sorted({hashed(*pair) for pair in pairwise(spoken)})
    return sorted(best, key=lambda one: one & BUCKETS - 1), pairs[:PAIRS]


def streamed(language: str | None, texts: Sequence[Sequence[str]]) -> Frequencies:
    frequencies = Frequencies(language)
    for text in texts:
        terms = worded([(" ".join(text), 400)], language).terms & (BUCKETS - 1)
        frequencies.add(np.unique(terms))
    return frequencies


@given(WORDS, WORDS, st.lists(WORDS.map(lambda words: words[:30]), max_size=3), st.sampled_from(["en", "de", None]))
def test_features_are_what_word_by_word_gives(
    title: list[str], text: list[str], before: list[list[str]], language: str | None
) -> None:
    one, frequencies = story(" ".join(text), " ".join(title), language), streamed(language, before * 20)
    words = worded([(one.title, 60), (one.text, 400)], language)
    features = read(one, frequencies)

    assert (features.terms.tolist(), features.pairs.tolist()) == kept(words.terms.tolist(), words.first, frequencies)
    assert features.length == len(words.terms)


@pytest.mark.parametrize("texts", [0, 1, 49, 50, 3_000])
@pytest.mark.parametrize("language", ["en", None])
def test_a_term_is_weighed_as_background_says(language: str | None, texts: int) -> None:
    frequencies, words = Frequencies(language), " ".join(f"orvelle{chr(97 + n % 26)}{n // 26}" for n in range(60))
    terms = np.unique(worded([(words, 400)], language).terms & (BUCKETS - 1))
    for number in range(texts):
        frequencies.add(terms[: 1 + number % len(terms)])
    found = read(story(words, "", language), frequencies).terms
    idf, is_common = frequencies.weigh(found & (BUCKETS - 1))

    assert not is_common.any()
    assert (found >> WEIGHT & HEAVIEST).tolist() == np.clip(np.rint(2 * idf), 1, HEAVIEST).tolist()


def lexicon(most: int) -> Lexicon:
    def of_words(words: Sequence[str]) -> Terms:
        return np.array([len(word) for word in words], dtype=np.int32)

    def of_chunk(chunk: str) -> tuple[bytes, bool]:
        return np.array([len(chunk), ord(chunk[0])], dtype=np.int32).tobytes(), len(chunk) < 20

    return Lexicon(of_words, of_chunk, joins=True, quotes=False, most=most)


@given(
    st.lists(st.text("abcdefgé", min_size=1, max_size=24), max_size=200),
    st.sampled_from([1, 2, 8, 64]),
    st.integers(1, 3),
)
def test_a_lexicon_that_is_full_forgets_and_is_told_again(words: list[str], most: int, times: int) -> None:
    small, expected = lexicon(most), []
    for word in words:
        expected += [len(word)] if word.isascii() else [len(word), ord(word[0])]
    for _ in range(times):
        found = small.read([(" ".join(words).encode(), 1_000)])
        assert found.terms.tolist() == expected


def test_a_lexicon_asks_only_for_what_it_does_not_know() -> None:
    asked: list[str] = []

    def of_words(words: Sequence[str]) -> Terms:
        asked.extend(words)
        return np.zeros(len(words), dtype=np.int32)

    def of_chunk(chunk: str) -> tuple[bytes, bool]:
        asked.append(chunk)
        return b"", True

    asking = Lexicon(of_words, of_chunk, joins=True, quotes=False)
    for _ in range(2):
        asking.read([("The dam, the “Dam” of Köln (Köln) don’t DON'T 4,150".encode(), 100)])

    assert asked == ["Köln", "The", "dam", "the", "Dam", "of", "don’t", "DON'T", "4,150"]
