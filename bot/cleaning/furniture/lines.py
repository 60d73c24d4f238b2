"""A line in, why it is furniture out; None for what is not known as such.

What outlets write around their stories is a matter of language and habit, so it stands in tables, one for each language
(`phrases/`). All of them are asked, whatever the story's language: a German paper has English buttons. A pattern begins with
a word that is written out (or a group of them), by which it is found; so a line that begins with none of these words costs one look into a dict.

A line is compared folded: in small letters, with straight quotation marks and signs of ASCII for full-width ones, with
one way to write each letter (`_LETTERS`), without the signs around it. No line longer than `LONGEST` is ever held against a
pattern, and patterns hold no repetition inside of a repetition.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import TypeAlias

from bot.cleaning.furniture.phrases import TABLES

LONGEST = 600  #: characters of the longest furniture line, a disclaimer; longer ones are text
SHORT = 320  #: characters; of a line that says something of the outlet somewhere inside

#: Reason -> patterns, each of which has to match all of a folded line.
Phrases: TypeAlias = Mapping[str, Iterable[str]]

_SENTENCE_END = re.compile(r"[.!?؟] (?=\W?[A-ZÀ-ÖØ-ÞĄĆĘŁŚŹŻİŞÇĞА-ЯЁ\u0590-\u06ff\d])")
_UNSPACED_END = re.compile("[。！？]")
_SHORT_UNSPACED = 15  # characters of a sentence that says nothing: a greeting
_SHORT_SENTENCE = 40  # characters; arbitrary

_SIGNS = (
    " \t*•·▪►▶●■□◆◇→➡⇒»«›‹>–—-_|#=~+[](){}【】「」『』〔〕<>/….:;,،؛。、!؟?"
    "〈〉《》※▲△▼▽◀◁▷○◎★☆↓↑⬇⬆⤵➤➔➜☛│✔☑‼⁉"
    "👉👆👇👈🔴📷✅📌📲📢🔗🎥📸❗⚡📹📩📧✉📱🔥📰🎧🎙📝🚨👁💬🕒📅🏷📍☎📞🔔⏱"
)
# Letters that are written in more than one way: Turkish dotted and dotless i, Russian ё, Arabic letters with and without
# their signs (vowels and the stroke that stretches a word go). Patterns are folded like this, too.
_LETTERS: dict[int, str | None] = {
    **dict.fromkeys(map(ord, "İı"), "i"),
    **dict.fromkeys(map(ord, "Ёё"), "е"),
    **dict.fromkeys(map(ord, "أإآٱ"), "ا"),
    **dict.fromkeys(map(ord, "ىی"), "ي"),
    **dict.fromkeys([0x640, 0x670, *range(0x64B, 0x653)], None),
}
# Full-width signs, letters and digits of East Asian text are those of ASCII, shifted.
_STRAIGHT = _LETTERS | {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, "’‘"), "'"),
    **dict.fromkeys(map(ord, "“”„"), '"'),
    **dict.fromkeys(map(ord, "\u00a0\u202f\u3000"), " "),
    **dict.fromkeys(map(ord, "ⓒⒸ"), "©"),
    **dict.fromkeys([0xFE0E, 0xFE0F, 0x20E3], None),  # how an emoji is shown
}
_CORRECTED = (
    "richtig gestellt",
    "earlier version",
    *"correct corrig korrig berichtig rectif rettific retific rättel rettelse sprostow düzelt исправл уточн تصحيح 更正 訂正 정정".split(),
)
_WORDS = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_QUOTES = re.compile(r"[\"“”„«»「」『』‹›]|(?:^|[ (])['‘’]\w")  # an apostrophe inside of a word is none
_OPENING = frozenset('“"„«‘「『')
_QUOTED = '(?:“[^“”]{1,280}”|"[^"]{1,280}"|„[^„“”]{1,280}[“”]|«[^«»]{1,280}»|»[^«»]{1,280}«|「[^「」]{1,280}」|『[^『』]{1,280}』)'
_ATTRIBUTED = re.compile(rf"{_QUOTED}[ ,.—–-]{{0,4}}[^\W\d_]")
_QUOTING = re.compile(rf"[^\W\d_][ ,:—–-]{{0,4}}{_QUOTED}|{_QUOTED}[ ,.—–-]{{0,4}}[^\W\d_]")
# Signs of ASCII that are no part of a word.
_BETWEEN_WORDS = bytes(code if code >= 0x80 or chr(code).isalnum() else 0x20 for code in range(256))
# Looking for one of them takes a tenth of the time of replacing them all.
_OTHERWISE = re.compile(f"[{re.escape(''.join(map(chr, _STRAIGHT)))}]")
# Han, kana and Thai are written without spaces: two characters are found by, not a word. Any number, or \d in a pattern,
# is found by the same key.
_UNSPACED = r"\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_FIRST = re.compile(rf"\\d|\d+|[{_UNSPACED}]{{1,2}}|©|[^\W\d_{_UNSPACED}]+")
_ANY_UNSPACED = re.compile(f"[{_UNSPACED}]")
_A_NUMBER = "0"


class Table:
    """Patterns by their first word. They are compiled when a line first begins with it: all of them together take a second."""

    def __init__(self, *phrases: Phrases) -> None:
        self._written: dict[str, list[tuple[str, str]]] = {}
        self._any: dict[str, re.Pattern[str]] = {}
        for reasons in phrases:
            for because, patterns in reasons.items():
                for pattern in patterns:
                    written = pattern.translate(_LETTERS)
                    for begin in _begins(written):
                        self._written.setdefault(_key(begin), []).append((written, because))

    @property
    def written(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Patterns, each with its reason, by the word that they begin with."""
        return self._written

    def reason(self, folded: str) -> str | None:
        """Say what a folded line is; None if it is in no pattern."""
        if not folded or len(folded) > LONGEST:
            return None
        key = _key(folded)
        any_of_them = self._any.get(key)
        if any_of_them is None:
            if key not in self._written:
                return None
            any_of_them = self._any[key] = re.compile(
                "|".join(f"(?:{pattern})" for pattern, _ in self._written[key]), re.DOTALL
            )
        if any_of_them.fullmatch(folded) is None:
            return None
        # One look finds that it is none of them, as most are; here it is known that it is one.
        return next(because for pattern, because in self._written[key] if _compiled(pattern).fullmatch(folded))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.DOTALL)


class Within:
    """Plain phrases by their longest word, for lines in which they stand anywhere."""

    def __init__(self, *phrases: Phrases) -> None:
        self._found: dict[str, list[tuple[str, str]]] = {}
        self._unspaced: list[tuple[str, str]] = []
        for reasons in phrases:
            for because, texts in reasons.items():
                for text in (text.translate(_LETTERS) for text in texts):
                    if _ANY_UNSPACED.search(text):
                        self._unspaced.append((text, because))
                    else:
                        key = max(_WORDS.findall(text), key=len)
                        self._found.setdefault(key, []).append((f" {text} ", because))
        # As octets: to split a line at its signs so, before it is looked at closely, takes a third of the time.
        self._keys = frozenset(max(key.encode().translate(_BETWEEN_WORDS).split(), key=len) for key in self._found)

    def may_have(self, folded: str) -> bool:
        """Whether a folded line has any word by which phrases are found; of scripts with spaces alone. No long line has one."""
        return len(folded) <= SHORT and not self._keys.isdisjoint(
            folded.encode("utf-8", "surrogatepass").translate(_BETWEEN_WORDS).split()
        )

    def reason(self, text: str) -> str | None:
        """Say what a line is that has one of the phrases in it and quotes nobody.

        Of several sentences, the first has to have it, or to be a call to the reader.
        """
        if len(text) > SHORT:
            return None
        folded = fold(text)
        if not folded.isascii() and _ANY_UNSPACED.search(folded):
            # Of several sentences, the first that says something has to have it.
            end = _UNSPACED_END.search(text, _SHORT_UNSPACED)
            first = fold(text[: end.start()]) if end else folded
            found = next((because for phrase, because in self._unspaced if phrase in first), None)
            return None if found and _QUOTES.search(text) else found
        if not self.may_have(folded):
            return None
        words = _WORDS.findall(folded)
        keys = self._found.keys() & words
        if not keys or _QUOTES.search(text) or is_correction(text):
            return None
        spaced = f" {' '.join(words)} "
        for key in sorted(keys):
            for phrase, because in self._found[key]:
                if phrase in spaced:
                    return because if _begins_with(text, phrase) else None
        return None


def is_correction(text: str) -> bool:
    """Whether a line may put an error right, which is part of the story, whatever else it says."""
    folded = text.casefold()
    return any(map(folded.__contains__, _CORRECTED))


def is_unspaced(text: str) -> bool:
    """Whether there is anything in a text that is written without spaces between words."""
    return _ANY_UNSPACED.search(text) is not None


def _begins_with(text: str, phrase: str) -> bool:
    """Whether the first of several sentences has the phrase, or is too short or too loud to be one of a story."""
    first = _SENTENCE_END.search(text)
    if first is None or text[first.start()] in "!?" or first.start() < _SHORT_SENTENCE:
        return True
    return phrase in f" {' '.join(_WORDS.findall(fold(text[: first.start()])))} "


def fold(text: str) -> str:
    """Fold a line for comparison; "" for one that is too long to be furniture, or begins with what somebody says or reads."""
    if len(text) > LONGEST or (text[:1] in _OPENING and _ATTRIBUTED.match(text)):
        return ""
    return _fold(text)


def is_quoting(text: str) -> bool:
    """Whether a line quotes something, and says more than that."""
    return _QUOTING.search(text) is not None


@lru_cache(maxsize=1000)  # the rules are asked more than once for each line
def _fold(text: str) -> str:
    if not text.isascii():
        # Most texts have none but these, which are replaced one by one in a tenth of the time.
        text = text.replace("’", "'").replace("“", '"').replace("”", '"').replace("\u00a0", " ")
        if _OTHERWISE.search(text):
            text = text.translate(_STRAIGHT)
    return text.casefold().strip(_SIGNS)


def _begins(pattern: str) -> list[str]:
    """The words that a pattern may begin with: one written out, whose last letter may be missing, or a group of such."""
    if not pattern.startswith("(?:"):
        first = _FIRST.match(pattern)
        if first is None:
            raise ValueError(f"phrase {pattern!r} does not begin with a word written out")
        return [first[0], first[0][:-1]] if pattern[first.end() : first.end() + 1] == "?" else [first[0]]
    choices, rest = _group(pattern)
    begins = [begin for choice in choices for begin in _begins(choice or rest)]
    return begins + _begins(rest[1:]) if rest.startswith("?") else begins


def _group(pattern: str) -> tuple[list[str], str]:
    """Split the group that a pattern begins with into its choices; and what is behind it."""
    depth, choices, start = 0, [], len("(?:")
    for sign in re.finditer(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", pattern):
        depth += {"(": 1, ")": -1}.get(sign[0], 0)
        if (sign[0] == "|" and depth == 1) or depth == 0:
            choices.append(pattern[start : sign.start()])
            start = sign.end()
        if depth == 0:
            return choices, pattern[start:]
    raise ValueError(f"phrase {pattern!r} has an open group")


@lru_cache(maxsize=2000)  # each table asks for the same
def _key(text: str) -> str:
    first = _FIRST.search(text)
    if first is None:
        return ""
    return _A_NUMBER if first[0][0].isdigit() or first[0] == r"\d" else first[0]


def _words(name: str) -> frozenset[str]:
    return frozenset(word.translate(_LETTERS) for table in TABLES for word in getattr(table, name, ()))


def _table(*kinds: str) -> Table:
    return Table(*(getattr(table, name, {}) for table in TABLES for name in kinds))


ANYWHERE = _table("ANYWHERE")  #: lines that send the reader elsewhere, wherever they stand
TOP = _table("TOP")  #: lines above the first paragraph of the story
END = _table("END")  #: lines and last sentences behind the last paragraph of the story
LABELS = _table("LABELS")  #: headings of lists of links, boxes and the like, with all that belongs to them
CLOSINGS = _table("CLOSINGS")  #: lines that end the story: whatever follows is for editors or about the sender
SENDERS = _table("SENDERS")  #: as CLOSINGS, if what follows is about a sender
SUMMARIES = _table("SUMMARIES")  #: headings above sentences that repeat the text
HEADINGS = _table("CLOSINGS", "LABELS", "SENDERS", "SUMMARIES")  #: any of these four
NOTES = _table("NOTES")  #: lines in brackets above the text, from one desk to another
#: What an outlet says of itself, anywhere in a line.
WITHIN = Within(*(getattr(table, "WITHIN", {}) for table in TABLES))
CALENDAR = _words("CALENDAR")  #: words of dates and times
ROLES = _words("ROLES")  #: what journalists are called
PICTURES = _words("PICTURES")  #: what pictures and their makers are called
BUTTONS = _words("BUTTONS")  #: what is written on buttons; a line of nothing else is a row of them
AUTHORED = _words("AUTHORED")  #: what stands behind an author's name in a note about him


def begins_as_known(folded: str) -> bool:
    """Whether a folded line is a known one wherever it stands, or a heading of furniture."""
    key = _key(folded)
    return (key in ANYWHERE.written and ANYWHERE.reason(folded) is not None) or (
        key in HEADINGS.written and HEADINGS.reason(folded) is not None
    )
