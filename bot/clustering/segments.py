"""Find the words of scripts that write none apart: Chinese, Japanese and Thai by a word list, the rest by syllables.

The word list is the background table of the language. A run is cut into the words that together are the likeliest, each
taken for itself (a unigram model, by dynamic programming), so that two texts that share a phrase share its words.
"""

import gzip
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise
from math import inf, log

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


@cache
def _costs(language: str) -> dict[str, float]:
    """Return the cost of each word, and infinity for what only begins one: where neither is found, no longer word is."""
    known = table(language)
    if known is None:
        raise LookupError(f"words-{language}.txt.gz: no such table, but words of {language} are found by it: reinstall")
    words = {word: log(known.texts / count) + _WORD_COST for word, count in known.counts.items() if not word.isascii()}
    beginnings = {word[:end] for word in words for end in _ends(word, language)}
    return dict.fromkeys(beginnings, inf) | words


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
        return _cut(run, run, "th")
    syllables = _SYLLABLE.findall(run)
    return [a + b for a, b in pairwise(syllables)] or syllables


def _is_katakana(part: str) -> bool:
    return len(part) > 1 and "\u30a1" <= part[0] <= "\u30fc" and "\u30a1" <= part[1] <= "\u30fc"


def _ends(run: str, language: str) -> Sequence[int]:
    """Return where words may begin and end: 0, anywhere in Chinese and Japanese and after syllables in Thai, its length."""
    if language == "th":
        return [0, *accumulate(map(len, _SYLLABLE.findall(run)))]
    return range(len(run) + 1)


def _cut(run: str, looked_up: str, language: str) -> list[str]:
    """Cut into the likeliest words. Pieces that the table does not know are joined if they meet."""
    get, at = _costs(language).get, _ends(run, language)
    last = len(at) - 1
    best, back, known = [0.0] + [inf] * last, [0] * len(at), [True] * len(at)
    for i in range(last):
        start, so_far = at[i], best[i]
        j = i + 1
        if so_far + _UNKNOWN_COST < best[j]:
            best[j], back[j], known[j] = so_far + _UNKNOWN_COST, i, False
        for end in at[j : j + _MOST_UNITS]:
            cost = get(looked_up[start:end])
            if cost is None:
                break
            if so_far + cost < best[j]:
                best[j], back[j], known[j] = so_far + cost, i, True
            j += 1
    return _pieces(run, at, back, known)


def _pieces(run: str, at: Sequence[int], back: list[int], known: list[bool]) -> list[str]:
    pieces: list[str] = []
    i = len(at) - 1
    while i > 0:
        start = back[i]
        while not known[i] and start > 0 and not known[start]:
            start = back[start]
        pieces.append(run[at[start] : at[i]])
        i = start
    return pieces[::-1]
