"""Find the words and numbers of a text, and the form under which each is counted, by the rules of its language.

A text in a language that has no rules, or whose language is not known, is read by its script alone.
"""

import re
import string
import sys
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
import Stemmer

from bot.clustering.background import BUCKETS, Terms, term_number
from bot.clustering.endings import RULES
from bot.clustering.reading import Lexicon, Words
from bot.clustering.segments import UNSPACED, segments, simplified

CAPITAL = BUCKETS  #: the bit of a term for words that begin with a capital

_STEMMERS = {
    "ar": "arabic", "bs": "serbian", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french",
    "ga": "irish", "hi": "hindi", "hr": "serbian", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "ms": "indonesian", "nb": "norwegian", "ne": "nepali", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
# 1.200,50 and not 1,200.50; of these, the ones that also write 1 200,50.
_DECIMAL_COMMA = frozenset(
    "be bg bs ca cs da de el es et eu fi fr gl hr hu hy id is it lt lv mk nb nl nn no pl pt ro ru sk sl sq sr sv tr uk vi".split()
)
_SPACED_NUMBERS = frozenset("be bg cs es et fi fr hu hy lt lv nb nn no pl pt ru sk sv uk".split())
# Latin America writes 1,200 where Spain writes 1.200; three decimals are rare in news.
_BOTH_THOUSANDS = frozenset({"es"})
# l'Italia, d'une, dell'arte: two words. Elsewhere what follows an apostrophe belongs to the word.
_ELISIONS = frozenset({"ca", "fr", "it"})
# Ankara'da, Putin's: what follows is an ending.
_ENDINGS_BEHIND_APOSTROPHE = frozenset({"az", "tr"})

# Hebrew writes a mark like a quotation mark in front of the last letter of an abbreviation.
_QUOTATION_MARKS_JOIN = frozenset({"he", "yi"})

# Vowel signs are not alphanumeric for `re`, but part of the word: Hebrew, Arabic, the Indic scripts, Thai to Khmer.
_SIGNS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0971-\u0df3\u0e31-\u0e4e\u0eb1-\u0ece\u102b-\u109d\u17b4-\u17d3"
_NUMBER = r"\d+(?:[.,:٫٬]\d+|['’]\d\d\d(?!\d))*"
_UNSPACED_RUN = re.compile(f"[{UNSPACED}]+")
_RUNS = re.compile(f"[{UNSPACED}]+|[^{UNSPACED}]+")
_SPACED_NUMBER = re.compile(r"(?<![\d.,])(\d{1,3})((?:[ \u00a0\u2009\u202f]\d{3})+)(?!\d)")
# Begins with what is rare, and so finds four times as fast that there is nothing to do.
_SPACED_THOUSANDS = re.compile("[0-9][ \u00a0\u2009\u202f][0-9]{3}")
_SPACES = re.compile(r"\s")
_POSSESSIVE = re.compile(r"['’]s?$")
# Points, vowels and the stroke that only makes an Arabic word longer: most texts leave them out.
_POINTS = re.compile("[\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_THOUSANDS = {
    ".": re.compile(r"\d{1,3}(?:[.'’]\d{3})+(?:,\d+)?"),
    ",": re.compile(r"\d{1,3}(?:[,'’]\d{3})+(?:\.\d+)?"),
}
# These say themselves which sign is which.
_PLAIN_THOUSANDS = {
    ".": re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+"),
    ",": re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}(?:,\d{3})+\.\d+"),
}

# Characters that a word and what stands between words take at most, as a mean over a text.
_LONG_WORD = {"ja": 3, "th": 6, "zh": 3}

_PUNCTUATION = string.punctuation + "“”„‘’«»–—…"

BYTES = 4  #: of a term
_MOST_REMEMBERED = 20_000  # arbitrary: some 3 MB a language; a stream's typing errors never end
_MOST_OF_A_CHUNK = 40  # characters; what is longer, or a clause in unspaced script, hardly comes again


def tokens(text: str, language: str | None = None) -> list[str]:
    """Return the words and numbers as written; of unspaced scripts, their words (see `segments`)."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    found = _pattern(language).findall(_with_whole_numbers(text, language))
    if text.isascii() or not _UNSPACED_RUN.search(text):
        return found
    return [part for token in found for part in _parts(token, language)]


def stem(token: str, language: str | None) -> str:
    """Return the form under which a token is counted."""
    if token[0].isdigit():
        return _number(token, language)
    word = token.casefold()
    if not word.isascii():
        word = _POINTS.sub("", word) or word
        if _UNSPACED_RUN.match(word):
            return word if language == "ja" else simplified(word)
        word = word.replace("’", "'").replace("ʼ", "'")
    if language in _ENDINGS_BEHIND_APOSTROPHE:
        word = word.partition("'")[0]
    return _stemmer(language)(word if word.isalpha() else _POSSESSIVE.sub("", word))


def worded(parts: Sequence[tuple[str, int]], language: str | None) -> Words:
    """Return the words of some texts, and of each at most as many terms as is said.

    The terms are the same as `term_number` of each `stem` of `tokens`, many times as fast: most words were met before. Of a text
    that is long for so many words in its language, only the beginning is looked at.
    """
    longest = _LONG_WORD.get(language or "", 12)
    texts = [(_with_whole_numbers(text[: most * longest], language), most) for text, most in parts]
    return _lexicon(language).read([(text.encode("utf-8", "surrogatepass"), most) for text, most in texts])


def written(words: Words, places: Sequence[int], language: str | None) -> list[str]:
    """Return the words as they are written whose terms are at some places among all."""
    begins = words.chunks[:, 0]
    spans = words.chunks.take(places, axis=0)
    first, behind = (begins.searchsorted(spans[:, 0], side).tolist() for side in ("left", "right"))
    chunks = [words.text[begin:end].decode("utf-8", "surrogatepass") for begin, end in spans.tolist()]
    return [
        chunk.strip(_PUNCTUATION) if last - start == 1 else tokens(chunk, language)[place - start]
        for chunk, place, start, last in zip(chunks, places, first, behind, strict=True)
    ]


class _Reader:
    """Tells a lexicon what it does not know."""

    def __init__(self, language: str | None) -> None:
        self._language = language
        self._stemmer = _stemmer(language)
        self._known: dict[str, bytes] = {}
        self._former: dict[str, bytes] = {}

    def words(self, words: Sequence[str]) -> Terms:
        """Return the terms of words in ASCII, without the bit CAPITAL."""
        return np.array([self._number(word) for word in words], dtype=np.int32)

    def chunk(self, chunk: str) -> tuple[bytes, bool]:
        """Return the terms of what stands between two blanks, and whether that may come again."""
        terms = b"".join([self._token(token) for token in tokens(chunk, self._language)])
        return terms, len(chunk) <= _MOST_OF_A_CHUNK and not _UNSPACED_RUN.search(chunk)

    def _number(self, word: str) -> int:
        if word.isalpha():  # by far the most
            return term_number(self._stemmer(word.lower()))
        return term_number(stem(word, self._language), is_number=word[0].isdigit())

    def _token(self, token: str) -> bytes:
        """Remember what was asked for again of late: half of all is forgotten when it is full."""
        found = self._known.get(token) or self._former.get(token)
        if found is None:
            number = term_number(stem(token, self._language), is_number=token[0].isdigit())
            found = (number | CAPITAL * token[0].isupper()).to_bytes(BYTES, sys.byteorder)
        if token not in self._known:
            if len(self._known) >= _MOST_REMEMBERED // 2:
                self._former, self._known = self._known, {}
            self._known[token] = found
        return found


@cache
def _lexicon(language: str | None) -> Lexicon:
    reader = _Reader(language)
    return Lexicon(
        reader.words, reader.chunk, joins=language not in _ELISIONS, quotes=language in _QUOTATION_MARKS_JOIN
    )


@cache
def _pattern(language: str | None) -> re.Pattern[str]:
    # Two branches instead of `(?:[^\W\d_]|[signs])`, which is half as fast.
    letters = rf"[^\W\d_]+(?:[{_SIGNS}]+[^\W\d_]*)*"
    if language in _ELISIONS:
        return re.compile(rf"{letters}|{_NUMBER}")
    joints = "['’\"״׳]" if language in _QUOTATION_MARKS_JOIN else "['’]"
    return re.compile(rf"{letters}(?:{joints}{letters})*|{_NUMBER}")


@cache
def _stemmer(language: str | None) -> Callable[[str], str]:
    name = _STEMMERS.get(language or "")
    if name:
        snowball: Callable[[str], str] = Stemmer.Stemmer(name, 0).stemWord  # what it says is remembered here
        return snowball
    return RULES.get(language or "", str)


def _with_whole_numbers(text: str, language: str | None) -> str:
    if language not in _SPACED_NUMBERS or not _SPACED_THOUSANDS.search(text):
        return text
    return _SPACED_NUMBER.sub(lambda match: match[1] + _SPACES.sub("", match[2]), text)


def _parts(token: str, language: str | None) -> list[str]:
    parts: list[str] = []
    for run in _RUNS.findall(token):
        if _UNSPACED_RUN.match(run):
            parts += segments(run, language)
        else:
            parts.append(run)
    return parts


def _number(token: str, language: str | None) -> str:
    """Return the number in ASCII digits, with a decimal point and no marks between thousands."""
    if not token.isascii():
        token = "".join(str(unicodedata.digit(c, c)) for c in token).replace("٬", "").replace("٫", ".")
    if token.isdigit():
        return token
    if _PLAIN_THOUSANDS[","].fullmatch(token):
        return re.sub("[,'’]", "", token)
    comma = language in _DECIMAL_COMMA
    if _PLAIN_THOUSANDS["."].fullmatch(token) or (comma and _THOUSANDS["."].fullmatch(token)):
        return re.sub("[.'’]", "", token).replace(",", ".")
    if _THOUSANDS[","].fullmatch(token) and (not comma or language in _BOTH_THOUSANDS):
        return re.sub("[,'’]", "", token)
    return token.replace(",", "." if comma else "")
