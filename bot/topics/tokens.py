"""A title or a paragraph in, its sentences out, as words and numbers: what the figures of an event are found in. Pure."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from bot.topics.tollwords import LABELS, TABLES

_YEAR = 4  # digits
_NUMBER = r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?!\d)|\d{1,3}(?:[.,'’\u00a0\u202f]\d{3})+(?!\d)|\d{1,12}(?:[.,]\d{1,2}(?!\d))?"
_TOKEN = re.compile(
    rf"(?P<sign>[$€£¥₽] ?)?(?P<number>{_NUMBER})(?P<share> ?%)?|(?P<word>[^\W\d_]+(?:['’-][^\W\d_]+)*)|(?P<comma>[,،])"
    r"|(?P<end>[.!?…;:()\[\]—–\n。！？]| - )"
)
_GROUPS = re.compile(r"[.,'’\u00a0\u202f ](?=\d{3}(?!\d))")
_IN_NAMES = frozenset("-‑_/.,:#+@&")  # beside digits, they make a date, a time, a score or a name of them


class Token(NamedTuple):
    """A word, a number, or what ends a part of a sentence."""

    kind: Literal["number", "word", "comma", "end", "other"]
    text: str  #: in small letters; of a number its decimal
    written: str
    mark: str = ""  #: of a number: % or a currency's sign
    year: int = 0  #: if that is what it may be


class Words(NamedTuple):
    """The table of one language, made ready: what became of people by the words for it, the rest as sets."""

    plain: dict[str, str]
    participles: dict[str, str]
    causes: dict[str, str]
    counts: frozenset[str]
    helps: frozenset[str]
    least: frozenset[str]
    over: frozenset[str]
    rises: frozenset[str]
    ends: frozenset[str]
    days: frozenset[str]
    voids: frozenset[str]
    units: frozenset[str]
    past: frozenset[str]
    numbers: dict[str, int]
    tens: frozenset[str]
    capitals: frozenset[str]  #: words that are what they are with a capital only
    phrases: dict[str, tuple[tuple[str, ...], ...]]  #: by their first word, the longest first


def sentences(text: str, words: Words, language: str, year: int) -> Iterator[list[Token]]:
    """Yield the sentences that are about now."""
    sentence: list[Token] = []
    for token in (*_joined(_tokens(text, language), words), Token("end", "", "")):
        if token.kind != "end":
            sentence.append(token)
            continue
        if sentence and not any(one.text in words.past or one.year not in {0, year} for one in sentence):
            yield sentence
        sentence = []


def _tokens(text: str, language: str) -> list[Token]:
    found = []
    for match in _TOKEN.finditer(text):
        if match["word"]:
            word = match["word"].replace("’", "'")
            found.append(Token("word", word.casefold(), word))
        elif match["number"]:
            found.append(_number(text, match, language))
        else:
            found.append(Token("comma" if match["comma"] else "end", "", ""))
    return found


def _number(text: str, match: re.Match[str], language: str) -> Token:
    said, start, end = match["number"], match.start(), match.end()
    if " " in said and language == "en":
        return Token("other", "", said)  # no number is written so: they are two
    before, behind = text[start - 1 : start], text[end : end + 1]
    is_glued = (before in _IN_NAMES and start > 0 and not text[start - 2 : start - 1].isspace()) or before.isalpha()
    if is_glued or behind.isalpha() or (behind in _IN_NAMES and text[end + 1 : end + 2].isalnum() and behind != ","):
        return Token("other", "", said)
    value = _GROUPS.sub("", said).replace(",", ".")
    if len(said) == _YEAR and said.isdigit() and said[:2] in {"19", "20"} and not match["sign"]:
        return Token("other", "", said, year=int(said))
    mark = "%" if match["share"] else (match["sign"] or "").strip()
    return Token("number", value, match[0].strip(), mark)


def _joined(tokens: Sequence[Token], words: Words) -> Iterator[Token]:
    """Put the words of phrases together, and read numbers that are written out."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        phrase = _phrase(tokens, at, words) if token.text in words.phrases else ()
        if phrase:
            yield Token("word", "_".join(phrase), " ".join(each.written for each in tokens[at : at + len(phrase)]))
        elif token.text in words.numbers and token.text not in words.tens:
            yield Token("number", str(words.numbers[token.text]), token.written, "in words")
        else:
            yield token
        at += len(phrase) or 1


def _phrase(tokens: Sequence[Token], at: int, words: Words) -> tuple[str, ...]:
    """The longest phrase that begins here; none is ()."""
    for phrase in words.phrases[tokens[at].text]:
        if phrase == tuple(each.text for each in tokens[at : at + len(phrase)]):
            return phrase
    return ()


@cache
def words_of(language: str) -> Words:
    """Return the words of a language that has a table."""
    table = TABLES[language]
    outcomes = [(word, kind) for kind in LABELS for word in getattr(table, kind).split()]
    sets = {name: frozenset(getattr(table, name).casefold().split()) for name in Words._fields if name in table._fields}
    every = {word.rstrip("*>") for word, _ in outcomes}.union(*sets.values())
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(
        {tuple(word.casefold().split("_")) for word in every if "_" in word}, key=lambda one: (-len(one), one)
    ):
        phrases.setdefault(phrase[0], []).append(phrase)
    numbers = {word: number for number, word in enumerate(table.numbers.split(), 1) if word != "-"}
    return Words(
        **sets  # type: ignore[arg-type]
        | {
            "plain": {word.casefold(): kind for word, kind in outcomes if word[-1] not in "*>"},
            "participles": {word[:-1].casefold(): kind for word, kind in outcomes if word[-1] == "*"},
            "causes": {word[:-1].casefold(): kind for word, kind in outcomes if word[-1] == ">"},
            "numbers": numbers,
            "capitals": frozenset(word.casefold() for word in every if word[:1].isupper()),
            "phrases": {first: tuple(each) for first, each in phrases.items()},
        }
    )
