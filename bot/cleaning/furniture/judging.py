"""A line and its place in, how much it reads like furniture out: a small statistical model for what no rule knows.

A logistic regression over the line's words (whole, and their first letters, which languages share: newsl…, abonn…, redak…),
its shape and its place. Trained on lines written and marked by hand in fifteen languages (`benchmarks/train_lines.py`). It
is asked at the ends of a story alone, where furniture is.
"""

import gzip
import json
import re
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import Literal, NamedTuple

from bot.cleaning.furniture import lines

Place = Literal["top", "end", "any"]  #: above the first paragraph, behind the last one, between paragraphs

LONGEST = 500  #: characters of a line that is judged; longer ones are text

# Names of sites and people, which say nothing of other lines.
_ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+|\b[\w-]{2,40}\.(?:example|com|org|net|info|tv|[a-z]{2})\b(?:/\S*)?"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")
_LETTERS = re.compile(r"[^\W\d_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]+")
#: Where a sentence ends, with what closes it.
SENTENCE = re.compile(r"[.!?…]+[”\"’'»)\]]{0,2}(?= )|[。！？]")
_QUOTED = re.compile(r"[“„«「『][^”“»」』]{8,}|\"[^\"]{8,}\"")
_URL = re.compile(r"https?://|www\.|\b[a-zA-Z0-9-]{2,40}\.(?:example|com|org|net|info|tv|[a-z]{2})\b")
# What is looked for only where one of the characters is: most lines have none of them.
_SIGNS = (
    ("mail", "@", re.compile(r"\S@\S")),
    ("handle", "@", re.compile(r"(?:^|[\s(/|])@\w")),
    ("hash", "#＃", re.compile(r"(?:^|\s)[#＃]\w")),
    ("bar", "|│‖¦", re.compile(r" [|│‖¦] ")),
    ("dot", "•·●‧・", re.compile(r" [•·●‧・] ")),
    ("slash", "/", re.compile(r"\w ?/ ?\w")),
    ("arrow", "→►▶➡➔➤»›>▼▲↓", re.compile(r"[→►▶➡➔➤»›>]\W*$|^\W*[→►▶➡➔➤»›>▼▲↓]")),
)
_IN_DIGITS = (
    ("phone", re.compile(r"\+?\d[\d ()/.-]{6,}\d")),
    ("clock", re.compile(r"\b\d{1,2}[:.h]\d\d\b")),
    ("date", re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b(?:19|20)\d\d\b")),
)
_STAMP = re.compile(r"\b\d{1,2}[:.h]\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
_RIGHTS = re.compile(r"[©®™]|\([cC]\)")
_EMOJI = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")
_MONEY = re.compile("[$€£¥₽₹]")
_CODE = re.compile(r"\b[A-Z]{2,}[-_/]?\d+|\b\d+[A-Z]{2,}|_")
_LENGTHS = (1, 2, 3, 5, 8, 12, 20, 32)
_PREFIX = 5
_SPEAKS, _SHORTEST = 0.5, 4  # weight and length, with its mark, of a word that is a reason
_STRONG = 0.6  # weight of a word that speaks for furniture


class Verdict(NamedTuple):
    """How a line reads."""

    score: float  #: log odds that it is furniture
    words: tuple[str, ...]  #: what speaks for it most, heaviest first


_TOLD = Verdict(-3.0, ())  # a sentence of which no word speaks for furniture


@lru_cache(maxsize=2000)  # the ends of a story are judged again when something was taken off
def judge(text: str, place: Place, *, is_part: bool = False) -> Verdict:
    """Judge one line; a sentence without a word that speaks for furniture is none, unless it *is_part* of a line that has one."""
    if not is_part and is_sentence(text) and not lines.is_unspaced(text) and not has_strong_word(text):
        return _TOLD  # most lines; the model would say so, at twenty times the price
    weights = _weights()
    found = features(text, place)
    total = weights["bias"] + sum([weights.get(name, 0.0) for name in found])
    spoken = sorted(
        {
            (-weights.get(name, 0.0), name[2:])
            for name in found
            if name[:2] in {"w:", "p:"}
            and weights.get(name, 0.0) > _SPEAKS
            and len(name) > _SHORTEST
            and not name[2].isdigit()
        }
    )
    return Verdict(total, tuple(dict.fromkeys(word for _, word in spoken[:3])))


def is_sentence(text: str) -> bool:
    """Whether a line is built as a sentence is: so many words, and a full stop or the like."""
    return (
        _end(text) in ".?!…"
        and bool(_end(text))
        and (text.count(" ") >= 5 or (lines.is_unspaced(text) and len(text) > 14))
    )


def is_dated(text: str) -> bool:
    """Whether a line has a time of day or a date in digits."""
    return _STAMP.search(text) is not None


def has_strong_word(text: str) -> bool:
    """Whether any word of a line speaks for furniture."""
    words = _WORD.findall(text.casefold())
    strong = _strong()
    return not strong.isdisjoint(words) or not strong.isdisjoint([word[:_PREFIX] for word in words])


def features(text: str, place: Place) -> list[str]:
    """Name what is seen of a line; each name once."""
    folded = text.casefold()
    words = _words(folded)
    found = {f"w:{word}" for word in words}
    found |= {f"p:{word[:_PREFIX]}" for word in words if len(word) > _PREFIX}
    found |= {f"b:{one} {two}" for one, two in pairwise(words)}
    if words:
        found |= {f"f:{words[0]}", f"l:{words[-1]}"}
    shape = _shape(text, words)
    found |= shape
    found |= {f"{place}|{name}" for name in shape}
    found.add(place)
    return sorted(found)


def _words(folded: str) -> list[str]:
    words: list[str] = []
    for word in _WORD.findall(_ADDRESS.sub(" ", folded)):
        if word[0].isdigit():
            words.append("0" * min(len(word), 5))
        elif _UNSPACED.match(word):
            words += [word[at : at + 2] for at in range(max(len(word) - 1, 1))]
        else:
            words.append(word)
    return words


def _shape(text: str, words: list[str]) -> set[str]:
    count = len(words) if not lines.is_unspaced(text) else len(text) // 2
    length = sum([count > limit for limit in _LENGTHS])
    ends = _end(text)
    shape = {f"n{length}", f"n{length}{ends}", f"e{ends}", f"s{_start(text)}"}
    letters = [word for word in _LETTERS.findall(text) if word[0].isalpha()]
    if letters:
        shape.add(f"c{4 * sum([word[0].isupper() for word in letters]) // len(letters)}")
        shape.add("all-caps" if text.isupper() else "not-caps")
    digits = sum(map(str.isdigit, text))
    shape.add(f"d{min(8 * digits // max(len(text), 1), 4)}")
    shape |= _signs(text, has_digits=digits > 0)
    shape.add(f"x{min(len(SENTENCE.findall(text)), 3)}")
    if _QUOTED.search(text):
        shape.add("quotes")
    if text[:1] in "([【（" and text[-1:] in ")]】）":
        shape.add("bracketed")
    return shape


def _signs(text: str, *, has_digits: bool) -> set[str]:
    found = {f"has-{name}" for name, marks, sign in _SIGNS if any(map(text.__contains__, marks)) and sign.search(text)}
    if has_digits:
        found |= {f"has-{name}" for name, sign in _IN_DIGITS if sign.search(text)}
    others = (("url", _URL), ("rights", _RIGHTS), ("money", _MONEY), ("code", _CODE))
    found |= {f"has-{name}" for name, sign in others if sign.search(text)}
    if not text.isascii() and _EMOJI.search(text):
        found.add("has-emoji")
    return found


def _end(text: str) -> str:
    bare = text.rstrip("”\"’'»)]」』）")
    last = bare[-1:] or text[-1:]
    if last in ".。":
        return "."
    if last in "!！":
        return "!"
    if last in "?？؟":
        return "?"
    if last in ":：;；,，、":
        return ":"
    if last == "…":
        return "…"
    return "" if last.isalnum() else "*"


def _start(text: str) -> str:
    first = text[:1]
    if first.isalnum():
        return "A" if first.isupper() else "a" if first.islower() else "0" if first.isdigit() else "字"
    for kind, signs in (("(", "([【（"), ("q", "“\"„«「『'’‘"), ("-", "-–—•*·")):
        if first in signs:
            return kind
    return "*"


@cache
def _weights() -> dict[str, float]:
    packed = resources.files("bot.cleaning.furniture").joinpath("weights/lines.json.gz").read_bytes()
    weights: dict[str, float] = json.loads(gzip.decompress(packed))
    return weights


@cache
def _strong() -> frozenset[str]:
    return frozenset(name[2:] for name, weight in _weights().items() if name[:2] in {"w:", "p:"} and weight > _STRONG)
