"""Turn a story into what the comparison needs: numbered terms, word pairs and a static vector; never the text itself."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import Stemmer
from numpy.typing import NDArray

from bot.clustering.background import BUCKETS, Terms, background, term_number
from bot.clustering.vectors import Vectors
from bot.model import Story

TITLE, NAME, NUMBER = 1, 2, 4  #: bits of Features.fields

# Arbitrary: what follows is mostly background that other events share, and costs time.
_MOST_WORDS = 400

_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "ne": "nepali", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip

# Vowel signs are not alphanumeric for `re`, but part of the word: Hebrew, Arabic, the Indic scripts, Thai to Khmer.
_SIGNS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0971-\u0df3\u0e31-\u0e4e\u0eb1-\u0ece\u102b-\u109d\u17b4-\u17d3"
_LETTER = rf"(?:[^\W\d_]|[{_SIGNS}])"
_TOKEN = re.compile(rf"[^\W\d_]{_LETTER}*(?:['’]{_LETTER}+)*|\d+(?:[.,:]\d+)*")
# Han, kana, Thai, Lao, Burmese, Khmer: written without spaces between the words.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_SPACELESS = re.compile(f"[{_UNSPACED}]+")
_RUNS = re.compile(f"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """One story as numbers, some 2 KB."""

    key: str
    language: str | None
    terms: Terms  #: each once, ascending
    fields: NDArray[np.uint8]  #: for each term, bits: in the title, always capitalised, a number
    pairs: Terms  #: neighbouring words that say something, each pair once, ascending
    vector: NDArray[np.float32] | None  #: of length 1; None where the language has no vectors


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A story's features, and the words behind the terms for as long as somebody wants to see them."""

    features: Features
    words: dict[int, str]  #: term -> the word as first written


class _Numbers(dict[str, int]):
    """Token as written -> term of one language, remembered."""

    def __init__(self, language: str | None) -> None:
        name = _STEMMERS.get(language or "")
        self._stemmer = Stemmer.Stemmer(name) if name else None

    def __missing__(self, token: str) -> int:
        if len(self) > 200_000:  # arbitrary: some 20 MB; a stream's typing errors never end
            self.clear()
        self[token] = number = term_number(self.stem(token), is_number=token[0].isdigit())
        return number

    def stem(self, token: str) -> str:
        if token[0].isdigit():
            return token.replace(",", "").rstrip(".:")
        word = _POSSESSIVE.sub("", token.casefold())
        return self._stemmer.stemWord(word) if self._stemmer else word


@cache
def _numbers(language: str | None) -> _Numbers:
    return _Numbers(language)


def stem(token: str, language: str | None) -> str:
    """Return the form under which a token is counted."""
    return _numbers(language).stem(token)


def tokens(text: str) -> list[str]:
    """Return the words and numbers as written; of scripts without spaces, every two neighbouring characters."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    found = _TOKEN.findall(text)
    if not _SPACELESS.search(text):
        return found
    return [part for token in found for part in _segments(token)]


def _segments(token: str) -> Iterator[str]:
    for run in _RUNS.findall(token):
        if len(run) < 3 or not _SPACELESS.match(run):
            yield run
        else:
            yield from (run[i : i + 2] for i in range(len(run) - 1))


def read(story: Story, vectors: Vectors | None) -> Reading:
    """Return the story's features. Depends on the story alone, so that a restart finds the same ones."""
    language = story.language
    title = tokens(story.title)
    # Cutting the text first keeps a novel as cheap as a story; 12 characters a word leave room for any language.
    words = (title + tokens(story.text[: _MOST_WORDS * 12]))[: len(title) + _MOST_WORDS]
    numbered = np.fromiter(map(_numbers(language).__getitem__, words), dtype=np.int32, count=len(words))
    terms, first, inverse, counts = np.unique(numbered, return_index=True, return_inverse=True, return_counts=True)
    capitals = np.fromiter((word[0].isupper() for word in words), dtype=np.bool_, count=len(words))
    # Words that begin a sentence in small texts pass as names: costs less than finding the sentences.
    is_name = np.bincount(inverse, weights=capitals, minlength=len(terms)) == counts
    fields = TITLE * (first < len(title)) | NAME * is_name | NUMBER * (terms & 1)
    weights = _standing_weights(language, words, numbered)
    surfaces = [words[i] for i in first.tolist()]
    features = Features(
        key=story.key,
        language=language,
        terms=terms,
        fields=fields.astype(np.uint8),
        pairs=_pairs(numbered[weights > 0]),
        vector=vectors.mean(surfaces, weights[first] * np.log1p(counts)) if vectors and language == "en" else None,
    )
    return Reading(features, dict(zip(terms.tolist(), surfaces, strict=True)))


def _standing_weights(language: str | None, words: list[str], numbered: Terms) -> NDArray[np.float32]:
    """Return weights that do not follow the stream: 0 for function words."""
    known = background(language)
    if known is None:
        # Function words are short in most languages; without a table this is all there is to go by.
        return np.fromiter((len(w) > 3 or w[0].isdigit() or _SPACELESS.match(w) is not None for w in words), np.float32)
    return np.where(known.is_common(numbered), np.float32(0), known.idf(numbered))


def _pairs(numbered: Terms) -> Terms:
    # Knuth's multiplicative hash keeps (a, b) and (b, a) apart.
    mixed = (numbered[:-1].astype(np.int64) * 2654435761 + numbered[1:]) >> 7
    return np.unique(mixed % BUCKETS).astype(np.int32)
