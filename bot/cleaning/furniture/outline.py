"""A line in, its outline out: what the model of lines knows of one beside its words. How long it is, how it begins and ends, its signs."""

import re
import string
from typing import NamedTuple

from bot.cleaning.furniture import lines

#: Where a sentence ends, with what closes it.
SENTENCE = re.compile(r"[.!?…]+[”\"’'»)\]]{0,2}(?= )|[。！？]")

_LENGTHS = (1, 2, 3, 5, 8, 12, 20, 32)
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_QUOTED = re.compile(r"[“„«「『][^”“»」』]{8,}|\"[^\"]{8,}\"")
_URL = re.compile(r"https?://|www\.|\b[a-zA-Z0-9-]{2,40}\.(?:example|com|org|net|info|tv|[a-z]{2})\b")
# Each with the characters without which it is not there.
_SIGNS = (
    ("mail", "@", re.compile(r"\S@\S")),
    ("handle", "@", re.compile(r"(?:^|[\s(/|])@\w")),
    ("hash", "#＃", re.compile(r"(?:^|\s)[#＃]\w")),
    ("bar", "|│‖¦", re.compile(r" [|│‖¦] ")),
    ("dot", "•·●‧・", re.compile(r" [•·●‧・] ")),
    ("slash", "/", re.compile(r"\w ?/ ?\w")),
    ("arrow", "→►▶➡➔➤»›>▼▲↓", re.compile(r"[→►▶➡➔➤»›>]\W*$|^\W*[→►▶➡➔➤»›>▼▲↓]")),
    ("rights", "©®™(", re.compile(r"[©®™]|\([cC]\)")),
    ("money", "$€£¥₽₹", re.compile("[$€£¥₽₹]")),
)
_ANY_SIGN = re.compile(f"[{re.escape(''.join(marks for _, marks, _ in _SIGNS))}]")
_EMOJI = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")
# Each with what one of has to be there, where "0" stands for any digit and "A" for any large letter. They begin with a digit
# where they can, as a search for a digit is fast; that no word goes on there is asked behind it.
_IN_DIGITS = (
    ("clock", (b"0:0", b"0.0", b"0h0"), re.compile(r"\d(?<=\b\d)\d?[:.h]\d\d\b")),
    (
        "date",
        (b"000", b"0.0", b"0/0", b"0-0"),
        re.compile(r"\d(?<=\b\d)(?:\d?[./-]\d{1,2}[./-]\d{2,4}|(?:(?<=1)9|(?<=2)0)\d\d)\b"),
    ),
    ("code", (b"AA0", b"AA-0", b"AA_0", b"AA/0", b"0AA"), re.compile(r"\b[A-Z]{2,}[-_/]?\d+|\b\d+[A-Z]{2,}")),
)
_PHONE, _SHORTEST_PHONE = re.compile(r"\d[\d ()/.-]{6,}\d"), b"0" * 8
# Where none of these is, there is no address.
_IN_ADDRESSES = re.compile(r"[@/]|\.[a-zA-Z]")
# Most lines are of ASCII but for the first of these. With the second in its place they are counted as octets, in a tenth of the time.
_ALIKE = (("’", "'"), ("”", '"'), ("“", "`"), ("—", "-"), ("–", "-"))
_ASCII = [*map(chr, range(128))]
_CASES = bytes(ord("A" if sign.isupper() else "a" if sign.islower() else " ") for sign in _ASCII) + bytes(128)
_STOPS = bytes(
    ord("." if sign in ".!?" else ")" if sign in "\"')]" else " " if sign == " " else "x") for sign in _ASCII
) + bytes(128)
_DIGITS = b"0123456789"
_IN_PHONES = bytes(0x30 if chr(code) in "0123456789 ()/.-" else 0x78 for code in range(256))
_FIGURES = bytes.maketrans(_DIGITS + string.ascii_uppercase.encode(), b"0" * 10 + b"A" * 26)
_ASCII_SIGNS = "".join(marks for _, marks, _ in _SIGNS).encode("ascii", "ignore")


class _Counts(NamedTuple):
    words: int  #: runs of letters
    large: int  #: of them those that begin with a large letter
    digits: int
    sentences: int  #: that have something behind them
    has_signs: bool


def of(text: str, words: int) -> list[str]:
    """Name what is seen of a line of so many words."""
    alike = text
    for sign, other in _ALIKE:
        alike = alike.replace(sign, other)
    is_plain = alike.isascii()
    octets = alike.encode("utf-8", "surrogatepass")
    counts = _count_octets(octets) if is_plain else _count(text)
    length = sum(map((words if is_plain or not lines.is_unspaced(text) else len(text) // 2).__gt__, _LENGTHS))
    ends = end(text)
    shape = [f"n{length}", f"e{ends}", f"s{_start(text)}"]
    if ends:
        shape.append(f"n{length}{ends}")
    if counts.words:
        shape += (f"c{4 * counts.large // counts.words}", "all-caps" if text.isupper() else "not-caps")
    shape += (f"d{min(8 * counts.digits // max(len(text), 1), 4)}", f"x{min(counts.sentences, 3)}")
    if counts.has_signs:
        shape += _signs(text)
    if counts.digits:
        shape += _figures(text, octets if is_plain else None)
    if "_" in text and "has-code" not in shape:
        shape.append("has-code")
    if may_have_address(text) and _URL.search(text):
        shape.append("has-url")
    if not (is_plain and '"' not in alike and "`" not in alike) and _QUOTED.search(text):
        shape.append("quotes")
    if text[:1] in "([【（" and text[-1:] in ")]】）":
        shape.append("bracketed")
    return shape


def may_have_address(text: str) -> bool:
    """Whether an address may be in a text. In most, all stops have a space behind them, which is quick to count."""
    is_told = "@" not in text and "/" not in text and text.count(".") == text.count(". ") + text.endswith(".")
    return not is_told and _IN_ADDRESSES.search(text) is not None


def end(text: str) -> str:
    """Say how a line ends: with which stop, "*" for another sign, "" for a letter or a digit."""
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


def _signs(text: str) -> list[str]:
    signs = _ANY_SIGN.findall(text)
    found = [f"has-{name}" for name, marks, sign in _SIGNS if any(map(marks.__contains__, signs)) and sign.search(text)]
    return [*found, "has-emoji"] if _EMOJI.search(text) else found


def _figures(text: str, octets: bytes | None) -> list[str]:
    """Name what the digits of a text are. *octets* are its own if it is of ASCII: where no part of such a figure is, none is looked for."""
    figures = None if octets is None else octets.translate(_FIGURES)
    found = [
        f"has-{name}"
        for name, parts, figure in _IN_DIGITS
        if (figures is None or any(map(figures.__contains__, parts))) and figure.search(text)
    ]
    may_be_phone = octets is None or _SHORTEST_PHONE in octets.translate(_IN_PHONES)
    return [*found, "has-phone"] if may_be_phone and _PHONE.search(text) else found


def _count(text: str) -> _Counts:
    first = [word[0] for word in _LETTERS.findall(text)]
    return _Counts(
        words=len(first),
        large=sum(map(str.isupper, first)),
        digits=len(_DIGIT.findall(text)),
        sentences=len(SENTENCE.findall(text)),
        has_signs=_ANY_SIGN.search(text) is not None or _EMOJI.search(text) is not None,
    )


def _count_octets(octets: bytes) -> _Counts:
    """Count the same in a text of ASCII."""
    cases, stops = b" " + octets.translate(_CASES), octets.translate(_STOPS)
    large = cases.count(b" A")
    return _Counts(
        words=large + cases.count(b" a"),
        large=large,
        digits=len(octets) - len(octets.translate(None, _DIGITS)),
        sentences=stops.count(b". ") + stops.count(b".) ") + stops.count(b".)) "),
        has_signs=len(octets) != len(octets.translate(None, _ASCII_SIGNS)),
    )
