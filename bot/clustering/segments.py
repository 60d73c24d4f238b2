"""Find the words of scripts that write none apart: Chinese, Japanese and Thai by a word list, the rest by syllables.

The word list is the background table of the language. A run is cut into the words that together are the likeliest, each
taken for itself (a unigram model, by dynamic programming), so that two texts that share a phrase share its words.
"""

import gzip
import re
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import log
from typing import NamedTuple

from bot.clustering.background import table

# Thai, Lao, Burmese, Khmer, kana, Han.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"

# The tables count texts of some 200 words: a rare word's share of them is that many times its share of words.
_WORD_COST = log(200)
# A piece that no table knows costs as much as a word that is in one of so many texts, and as another half of that.
_UNKNOWN_COST = 1.5 * (log(1_000_000) + _WORD_COST)
_MOST_UNITS = 8  # characters, or syllables in Thai; longer words are compounds of known ones

_KANA = re.compile("[\u3041-\u309f]")
_HAN_OR_KANA = re.compile("[\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_THAI = re.compile("[\u0e00-\u0e7f]")
# Katakana spell foreign words and names: a run of them is one word.
_PARTS = re.compile("[\u30a1-\u30fa\u30fc]{2,}|(?:(?![\u30a1-\u30fa\u30fc]{2}).)+", re.DOTALL)
# What belongs together on paper. Thai and Lao: a vowel in front, a consonant, what is written over, under and behind it.
# Khmer and Burmese: a consonant, those stacked under it, and signs; a Burmese consonant with a killer ends a syllable.
_SYLLABLE = re.compile(
    "[\u0e40-\u0e44\u0ec0-\u0ec4]?[\u0e01-\u0e2e\u0e81-\u0eae\u0edc-\u0edf][\u0e30-\u0e3a\u0e45\u0e47-\u0e4e\u0eb0-\u0ebd\u0ec8-\u0ece]*"
    "|[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17dd])*"
    "|[\u1000-\u102a\u103f\u104e](?:\u1039[\u1000-\u102a]|[\u102b-\u1038\u103a-\u103e]|[\u1000-\u1021](?=[\u1037\u1038]?\u103a))*"
    "|.",
    re.DOTALL,
)


class _Lexicon(NamedTuple):
    costs: dict[str, float]
    longest: int  #: in characters


@cache
def _lexicon(language: str) -> _Lexicon:
    known = table(language)
    if known is None:
        raise LookupError(f"words-{language}.txt.gz: no such table, but words of {language} are found by it: reinstall")
    costs = {word: log(known.texts / count) + _WORD_COST for word, count in known.counts.items() if not word.isascii()}
    return _Lexicon(costs, max(map(len, costs)))


@cache
def _simple_forms() -> dict[int, int]:
    packed = files(__package__).joinpath("weights", "han.txt.gz").read_bytes()
    traditional, simple = gzip.decompress(packed).decode().splitlines()
    return str.maketrans(traditional, simple)


def simplified(word: str) -> str:
    """Return Chinese with each traditional character in its simple form."""
    return word.translate(_simple_forms())


def segments(run: str, language: str | None) -> list[str]:
    """Return the words of a run of unspaced script; together they are the run.

    Chinese characters without kana among them are Chinese unless the language says otherwise. Of Lao, Burmese and Khmer,
    for which there is no table, every two neighbouring syllables, which overlap.
    """
    if _HAN_OR_KANA.match(run):
        if language == "ja" or (language != "zh" and _KANA.search(run)):
            parts = _PARTS.findall(run)
            return [word for part in parts for word in ([part] if _is_katakana(part) else _cut(part, part, "ja"))]
        return _cut(run, simplified(run), "zh")
    if _THAI.match(run):
        return _cut(run, run, "th", [0, *(match.end() for match in _SYLLABLE.finditer(run))])
    syllables = _SYLLABLE.findall(run)
    return [a + b for a, b in pairwise(syllables)] or syllables


def _is_katakana(part: str) -> bool:
    return len(part) > 1 and "\u30a1" <= part[0] <= "\u30fc" and "\u30a1" <= part[1] <= "\u30fc"


def _cut(run: str, looked_up: str, language: str, ends: list[int] | None = None) -> list[str]:
    """Cut at some of `ends`, without them anywhere. Pieces that the table does not know are joined if they meet."""
    costs, longest = _lexicon(language)
    at = ends if ends is not None else range(len(run) + 1)
    best, back, known = [0.0] * len(at), [0] * len(at), [True] * len(at)
    get = costs.get
    for i in range(1, len(at)):
        end = at[i]
        cost = get(looked_up[at[i - 1] : end])
        least, start, known[i] = best[i - 1] + (_UNKNOWN_COST if cost is None else cost), i - 1, cost is not None
        for j in range(i - 2, max(i - _MOST_UNITS, 0) - 1, -1):
            if end - at[j] > longest:
                break
            cost = get(looked_up[at[j] : end])
            if cost is not None and best[j] + cost < least:
                least, start, known[i] = best[j] + cost, j, True
        best[i], back[i] = least, start
    return _pieces(run, at, back, known)


def _pieces(run: str, at: list[int] | range, back: list[int], known: list[bool]) -> list[str]:
    pieces: list[str] = []
    i = len(at) - 1
    while i > 0:
        start = back[i]
        while not known[i] and start > 0 and not known[start]:
            start = back[start]
        pieces.append(run[at[start] : at[i]])
        i = start
    return pieces[::-1]
