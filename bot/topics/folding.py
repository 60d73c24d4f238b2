"""Words as rules compare them: in any case and accent, and with other endings where the language is known.

Two words are the same if they are the same folded. Beyond that, the phrase `sanction` finds “sanctions”, as far as no reader
is surprised:

- short words (under 4 letters), words with digits, words in capitals only (AIDS) and whatever stands in quotation marks have
  no other endings;
- a word that the rules write with a capital finds other endings on words with a capital only: `Gates` is no “gate”;
- words that differ by more than an ending are two words, whatever the stemmer says: `import` is not “important”.
"""

import re
import unicodedata
from functools import cache
from typing import Final, NamedTuple

import Stemmer

# Scripts that are written without spaces have no word bounds to look for: Thai, Lao, Khmer, Burmese, kana, Han.
# Source: Unicode blocks; UAX #29 names these as the scripts that need a dictionary to find words.
_UNSPACED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
# Vowel signs are no letters for `re`, but part of the word in the scripts of India.
_SIGNS: Final = "\u0900-\u0963\u0971-\u0df3"
_WORD = re.compile(rf"[^\W{_UNSPACED}]+(?:[{_SIGNS}]+[^\W{_UNSPACED}]*)*|[{_UNSPACED}]+")
RUN = re.compile(f"[{_UNSPACED}]+")  #: what is written without spaces, in a text without marks
# The same, with what `bare` turns into it: radicals, squared and halfwidth forms.
_MAY_BE_UNSPACED = re.compile(
    f"[{_UNSPACED}\u2e80-\u2fdf\u3100-\u33ff\uff66-\uff9f\U0001f200-\U0001f2ff\U0002f800-\U0002fa1f]"
)

# Languages that Snowball has a stemmer for; Serbian's reads Croatian and Bosnian as well.
_STEMMERS: Final = {
    "ar": "arabic", "bs": "serbian", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french",
    "ga": "irish", "hi": "hindi", "hr": "serbian", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "ms": "indonesian", "nb": "norwegian", "ne": "nepali", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
_SHORTEST_STEMMED: Final = 4  # letters
# English stems go too far for phrases: import and important, execution and executive are one to them. These are inflections.
_ENGLISH_ENDINGS: Final = frozenset({"", "s", "es", "e", "ed", "d", "ing", "y", "ies", "ied"})
_LONGEST_ENDING: Final = 4  # letters, in other languages. Arbitrary; санкциями and Sanktionen have 3 and 2


class Word(NamedTuple):
    """One word of a text or a phrase."""

    written: str
    folded: str

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.written[0].isupper()

    @property
    def may_end_otherwise(self) -> bool:
        """Whether a rule that has this word may mean its other forms, too."""
        is_acronym = self.written.isupper()
        return len(self.folded) >= _SHORTEST_STEMMED and not is_acronym and not any(map(str.isdigit, self.folded))


def bare(text: str) -> str:
    """Fold case and accents character by character: what it says of two texts it says of one after the other."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    # Casefold again: compatibility decomposition can bring capitals back (e.g. U+1D2C).
    return "".join([character for character in decomposed if not unicodedata.combining(character)]).casefold()


def fold(text: str) -> str:
    """Fold case and accents. Idempotent."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", bare(text))


def may_be_unspaced(text: str) -> bool:
    """Tell whether there may be anything written without spaces in *text*, folded or not."""
    return not text.isascii() and _MAY_BE_UNSPACED.search(text) is not None


def words(text: str) -> list[Word]:
    """Return the words of *text*; what is written without spaces is one word, whatever it is."""
    if text.isascii() and text.isalpha():
        return [Word(text, text.lower())]
    folded = _WORD.findall(fold(text))
    written = _WORD.findall(unicodedata.normalize("NFKC", text))
    # Folding can make other words of a text, e.g. of ½; then there is no telling how they were written.
    return list(map(Word, written if len(written) == len(folded) else folded, folded))


def is_same(asked: Word, seen: Word, language: str | None) -> bool:
    """Tell whether the word *asked* for in a rule is the one *seen* in a text in *language*."""
    if asked.folded == seen.folded:
        return True
    if not asked.may_end_otherwise:
        return False
    root = stem(asked, language)
    return root is not None and root == stem(seen, language) and is_inflection(asked, seen, language)


def stem(word: Word, language: str | None) -> str | None:
    """Return what other forms of the word in a rule or a text have in common; None if it has no other forms."""
    if language not in _STEMMERS or len(word.folded) < _SHORTEST_STEMMED:
        return None
    # Accents tell endings apart, so they are folded behind the stemmer.
    return fold(_stemmer(language).stemWord(word.written.casefold()))


def is_inflection(asked: Word, seen: Word, language: str | None) -> bool:
    """Tell whether the word of a rule and that of a text, which have one stem, are one to readers too."""
    if asked.is_capital and not seen.is_capital:
        return False
    pairs = enumerate(zip(asked.folded, seen.folded, strict=False))
    common = next((at for at, (one, other) in pairs if one != other), min(len(asked.folded), len(seen.folded)))
    ends = asked.folded[common:], seen.folded[common:]
    if language != "en":
        return max(map(len, ends)) <= _LONGEST_ENDING
    doubled = asked.folded[common - 1] if common else ""
    return all(end in _ENGLISH_ENDINGS or (end[:1] == doubled and end[1:] in {"ed", "ing"}) for end in ends)


@cache
def _stemmer(language: str) -> "Stemmer.Stemmer":
    return Stemmer.Stemmer(_STEMMERS[language], 0)  # what it says is remembered by who asks
