"""A line and its place in, how much it reads like furniture out: a small statistical model for what no rule knows.

A logistic regression over the line's words (whole, and their first letters, which languages share: newsl…, abonn…, redak…),
its shape and its place. Trained on lines written and marked by hand in fifteen languages (`benchmarks/train_lines.py`). It
is asked at the ends of a story alone, where furniture is.
"""

import gzip
import math
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise, repeat
from typing import Literal, NamedTuple, get_args

from bot.cleaning.furniture import lines, outline

Place = Literal["top", "end", "any"]  #: above the first paragraph, behind the last one, between paragraphs

LONGEST = 500  #: characters of a line that is judged; longer ones are text

# Names of sites and people, which say nothing of other lines.
_ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+|\b[\w-]{2,40}\.(?:example|com|org|net|info|tv|[a-z]{2})\b(?:/\S*)?"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]+")
# What is no part of any word of ASCII; apostrophes and hyphens may stand inside of one.
_NO_WORDS = bytes(code if code >= 0x80 or chr(code).isalnum() or chr(code) in "'-" else 0x20 for code in range(256))
_STAMP = re.compile(r"\b\d{1,2}[:.h]\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
_STOPS = frozenset(".?!…")
_PREFIX = 5
_SPEAKS, _SHORTEST, _MOST_WORDS = 0.5, 3, 3  # weight and length of a word that is a reason; and how many are told
_STRONG = 0.6  # weight of a word that speaks for furniture
_TOLD = -3.0  # a sentence of which no word speaks for furniture


class _Weights(NamedTuple):
    """Log odds of furniture by what is seen of a line."""

    bias: float
    words: dict[str, float]
    prefixes: dict[str, float]
    pairs: dict[str, dict[str, float]]  #: by the first word, and the second
    first: dict[str, float]
    last: dict[str, float]
    shape: dict[Place, dict[str, float]]  #: at each place, together with what it weighs anywhere
    strong: frozenset[str]  #: words and prefixes that speak for furniture


@lru_cache(maxsize=2000)  # the ends of a story are judged again when something was taken off
def judge(text: str, place: Place, *, is_part: bool = False) -> float:
    """Return the log odds that a line is furniture; a sentence without a word that says so is none, unless it *is_part* of a line that has one."""
    if not is_part and is_told(text):
        return _TOLD  # most lines; the model would say so, at ten times the price
    weights = _weights()
    words, said = _said(text)
    shapes = weights.shape[place]
    shape = map(shapes.get, outline.of(text, len(words)), _NOTHING)
    return math.fsum((weights.bias, said, shapes.get(place, 0.0), *shape))


@lru_cache(maxsize=500)  # asked for more than one place
def _said(text: str) -> tuple[list[str], float]:
    """The words of a line, and what they weigh together, wherever it stands; each word and each pair once."""
    weights, words = _weights(), _words(text)
    found = [*map(weights.words.get, set(words), _NOTHING)]
    found += map(weights.prefixes.get, {word[:_PREFIX] for word in words if len(word) > _PREFIX}, _NOTHING)
    second = map(weights.pairs.get, words, repeat(_NO_PAIRS))
    found += {
        pair: known[pair[1]] for pair, known in zip(pairwise(words), second, strict=False) if pair[1] in known
    }.values()
    if words:
        found += (weights.first.get(words[0], 0.0), weights.last.get(words[-1], 0.0))
    return words, math.fsum(found)


def weigh_words(text: str) -> float:
    """Return what the words of a line add to the log odds that it is furniture: most of what there is to say, at half the price."""
    return _said(text)[1]


_NOTHING = repeat(0.0)  # what a word weighs that the model does not know
_NO_PAIRS: dict[str, float] = {}


@lru_cache(maxsize=500)
def spoken(text: str) -> tuple[str, ...]:
    """Return the words of a line, and begins of words, that speak for furniture most, heaviest first."""
    weights, (words, _) = _weights(), _said(text)
    heavy = [(-weights.words.get(word, 0.0), word) for word in words]
    heavy += [(-weights.prefixes.get(prefix, 0.0), prefix) for prefix in _prefixes(words)]
    told = [
        word for weight, word in sorted(heavy) if -weight > _SPEAKS and len(word) >= _SHORTEST and not word[0].isdigit()
    ]
    return tuple(dict.fromkeys(told))[:_MOST_WORDS]


def is_sentence(text: str) -> bool:
    """Whether a line is built as a sentence is: so many words, and a full stop or the like."""
    return outline.end(text) in _STOPS and (text.count(" ") >= 5 or (lines.is_unspaced(text) and len(text) > 14))


@lru_cache(maxsize=1000)
def is_told(text: str) -> bool:
    """Whether a line is a sentence of which no word speaks for furniture; none of scripts without spaces is."""
    return is_sentence(text) and not lines.is_unspaced(text) and not has_strong_word(text)


def is_dated(text: str) -> bool:
    """Whether a line has a time of day or a date in digits."""
    return _STAMP.search(text) is not None


def has_strong_word(text: str) -> bool:
    """Whether any word of a line speaks for furniture."""
    words, strong = _tokens(text.casefold()), _weights().strong
    return not strong.isdisjoint(words) or not strong.isdisjoint(
        [word[:_PREFIX] for word in words if len(word) > _PREFIX]
    )


def features(text: str, place: Place) -> list[str]:
    """Name what is seen of a line, as the weights are named; each name once."""
    words = _words(text)
    found = {f"w:{word}" for word in words}
    found |= {f"p:{prefix}" for prefix in _prefixes(words)}
    found |= {f"b:{one} {two}" for one, two in pairwise(words)}
    if words:
        found |= {f"f:{words[0]}", f"l:{words[-1]}"}
    shape = outline.of(text, len(words))
    return sorted({*found, *shape, *(f"{place}|{name}" for name in shape), place})


@lru_cache(maxsize=100)  # a line that some word speaks for is looked at closely
def _tokens(folded: str) -> list[str]:
    """Find all words and numbers; most are found at a fifth of the pattern's cost, between signs of ASCII."""
    words = folded.encode("utf-8", "surrogatepass").translate(_NO_WORDS).decode("utf-8", "surrogatepass").split()
    if "".join(words).isalpha():
        return words
    found: list[str] = []
    for word in words:
        if word.isalpha() or word.isdecimal():
            found.append(word)
        else:
            found += _WORD.findall(word)
    return found


def _words(text: str) -> list[str]:
    folded = text.casefold()
    words = _tokens(_ADDRESS.sub(" ", folded) if outline.may_have_address(folded) else folded)
    words = ["0" * min(len(word), 5) if word[0].isdigit() else word for word in words]
    if folded.isascii() or not _UNSPACED.search(folded):
        return words
    apart: list[str] = []
    for word in words:
        if _UNSPACED.match(word):
            apart += [word[at : at + 2] for at in range(max(len(word) - 1, 1))]
        else:
            apart.append(word)
    return apart


def _prefixes(words: list[str]) -> dict[str, None]:
    return dict.fromkeys([word[:_PREFIX] for word in words if len(word) > _PREFIX])


@cache
def _weights() -> _Weights:
    kinds: dict[str, dict[str, float]] = {kind: {} for kind in "wpfl"}
    plain: dict[str, float] = {}
    pairs: dict[str, dict[str, float]] = {}
    # Of equal words and weights one is kept, which saves half of 10 MB.
    words: dict[str, str] = {}
    weights: dict[str, float] = {}
    for name, heavy in _named():
        weight = weights.get(heavy)
        if weight is None:
            weight = weights[heavy] = float(heavy)
        kind, mark, rest = name.partition(":")
        if mark and kind == "b":
            one, _, two = rest.partition(" ")
            pairs.setdefault(words.setdefault(one, one), {})[words.setdefault(two, two)] = weight
        elif mark and kind in kinds:
            kinds[kind][words.setdefault(rest, rest)] = weight
        else:
            plain[name] = weight
    strong = {word for kind in "wp" for word, weight in kinds[kind].items() if weight > _STRONG}
    return _Weights(
        bias=plain["bias"],
        words=kinds["w"],
        prefixes=kinds["p"],
        pairs=pairs,
        first=kinds["f"],
        last=kinds["l"],
        shape={place: _at(place, plain) for place in get_args(Place)},
        strong=frozenset(strong),
    )


def _named() -> Iterator[tuple[str, str]]:
    """Yield the names of all weights, and the weights as written: line by line, as a process keeps most of what it ever held at once."""
    packed = resources.files("bot.cleaning.furniture").joinpath("weights/lines.txt.gz")
    with packed.open("rb") as opened, gzip.open(opened, "rt", encoding="utf-8", newline="\n") as rows:
        for row in rows:
            heavy, _, name = row.rstrip("\n").partition(" ")
            yield name, heavy


def _at(place: Place, plain: dict[str, float]) -> dict[str, float]:
    """What each shape weighs at a place: what it weighs anywhere, and what it weighs there."""
    there = f"{place}|"
    names = {name.partition("|")[2] or name for name in plain}
    return {name: plain.get(name, 0.0) + plain.get(there + name, 0.0) for name in names}
