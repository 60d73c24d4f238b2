"""A line in, why it is furniture out; None for what is not known as such.

What outlets write around their stories is a matter of language and habit, so it stands in tables, one for each language
(`phrases/`). All of them are asked, whatever the story's language: a German paper has English buttons. A pattern begins with
a word that is written out (or a group of them), by which it is found; so a line that begins with none of these words costs one look into a dict.

A line is compared folded: in small letters, with straight quotation marks and signs of ASCII for full-width ones, with
one way to write each letter (`LETTERS`), without the signs around it. No line longer than `LONGEST` is ever held against a
pattern, and patterns hold no repetition inside of a repetition.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.cleaning.furniture import tables
from bot.cleaning.furniture.phrases import TABLES
from bot.cleaning.furniture.tables import LETTERS, UNSPACED, Phrases, Table

LONGEST = tables.LONGEST
SHORT = 320  #: characters; of a line that says something of the outlet somewhere inside

_SENTENCE_END = re.compile(r"[.!?؟] (?=\W?[A-ZÀ-ÖØ-ÞĄĆĘŁŚŹŻİŞÇĞА-ЯЁ\u0590-\u06ff\d])")
_UNSPACED_END = re.compile("[。！？]")
_SHORT_UNSPACED = 15  # characters of a sentence that says nothing: a greeting
SHORT_SENTENCE = 40  #: characters of one behind which an outlet may speak; arbitrary

_SIGNS = (
    " \t*•·▪►▶●■□◆◇→➡⇒»«›‹>–—-_|#=~+[](){}【】「」『』〔〕<>/….:;,،؛。、!؟?"
    "〈〉《》※▲△▼▽◀◁▷○◎★☆↓↑⬇⬆⤵➤➔➜☛│✔☑‼⁉"
    "👉👆👇👈🔴📷✅📌📲📢🔗🎥📸❗⚡📹📩📧✉📱🔥📰🎧🎙📝🚨👁💬🕒📅🏷📍☎📞🔔⏱"
)
_ASCII_SIGNS = "".join(filter(str.isascii, _SIGNS))
# Full-width signs, letters and digits of East Asian text are those of ASCII, shifted.
_STRAIGHT = LETTERS | {
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
_QUOTATION = re.compile('["“„«»「『]')  # what one begins with
_ATTRIBUTED = re.compile(rf"{_QUOTED}[ ,.—–-]{{0,4}}[^\W\d_]")
_QUOTING = re.compile(rf"[^\W\d_][ ,:—–-]{{0,4}}{_QUOTED}|{_QUOTED}[ ,.—–-]{{0,4}}[^\W\d_]")
# Signs of ASCII that are no part of a word.
_BETWEEN_WORDS = bytes(code if code >= 0x80 or chr(code).isalnum() else 0x20 for code in range(256))
# Looking for one of them takes a tenth of the time of replacing them all.
_OTHERWISE = re.compile(f"[{re.escape(''.join(map(chr, _STRAIGHT)))}]")
_ANY_UNSPACED = re.compile(f"[{UNSPACED}]")


class Within:
    """Plain phrases by their longest word, for lines in which they stand anywhere."""

    def __init__(self, *phrases: Phrases) -> None:
        self._found: dict[str, list[tuple[str, str]]] = {}
        self._unspaced: list[tuple[str, str]] = []
        for reasons in phrases:
            for because, texts in reasons.items():
                for text in (text.translate(LETTERS) for text in texts):
                    if _ANY_UNSPACED.search(text):
                        self._unspaced.append((text, because))
                    else:
                        key = max(_WORDS.findall(text), key=len)
                        self._found.setdefault(key, []).append((f" {text} ", because))
        # Words of phrases by the word that they are found by, as octets: which are split at signs, and searched, in a third of the time.
        self._octets: dict[bytes, list[list[bytes]]] = {}
        for key, found in self._found.items():
            part = max(key.encode().translate(_BETWEEN_WORDS).split(), key=len)
            self._octets.setdefault(part, []).extend(phrase.encode().split() for phrase, _ in found)
        self._keys = frozenset(self._octets)

    def may_have(self, folded: Sequence[str]) -> set[str]:
        """Return those of folded lines that have all words of any phrase; of scripts with spaces alone."""
        whole = "\n".join(folded).encode("utf-8", "surrogatepass")
        phrases = [
            words
            for key in self._keys.intersection(whole.translate(_BETWEEN_WORDS).split())
            for words in self._octets[key]
            if all(map(whole.__contains__, words))
        ]
        return {line for line in folded if _has_any(line, phrases)} if phrases else set()

    def reason(self, text: str) -> str | None:
        """Say what a line is that has one of the phrases in it and quotes nobody.

        Of several sentences, the first has to have it, or to be a call to the reader.
        """
        if len(text) > SHORT or '"' in text or "“" in text:
            return None
        folded = fold(text)
        if not folded.isascii() and _ANY_UNSPACED.search(folded):
            # Of several sentences, the first that says something has to have it.
            end = _UNSPACED_END.search(text, _SHORT_UNSPACED)
            first = fold(text[: end.start()]) if end else folded
            found = next((because for phrase, because in self._unspaced if phrase in first), None)
            return None if found and _QUOTES.search(text) else found
        if len(folded) > SHORT or not self.may_have([folded]):
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


def _has_any(line: str, phrases: list[list[bytes]]) -> bool:
    octets = line.encode("utf-8", "surrogatepass")
    return any(all(map(octets.__contains__, words)) for words in phrases)


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
    if first is None or text[first.start()] in "!?" or first.start() < SHORT_SENTENCE:
        return True
    return phrase in f" {' '.join(_WORDS.findall(fold(text[: first.start()])))} "


def fold(text: str) -> str:
    """Fold a line for comparison; "" for one that is too long to be furniture, or begins with what somebody says or reads."""
    if len(text) > LONGEST or (text[:1] in _OPENING and _ATTRIBUTED.match(text)):
        return ""
    return _fold(text)


def is_quoting(text: str) -> bool:
    """Whether a line quotes something, and says more than that."""
    return _QUOTATION.search(text) is not None and _QUOTING.search(text) is not None


@lru_cache(maxsize=1000)  # the rules are asked more than once for each line
def _fold(text: str) -> str:
    text = straight(text)
    if text.isascii():
        return text.casefold().strip(_ASCII_SIGNS)
    if _OTHERWISE.search(text):
        text = text.translate(_STRAIGHT)
    return text.casefold().strip(_SIGNS)


def straight(text: str) -> str:
    """Write the signs that most texts have beyond those of ASCII as these; it takes a tenth of the time of looking for all."""
    if text.isascii():
        return text
    return text.replace("’", "'").replace("“", '"').replace("”", '"').replace("\u00a0", " ")


def _words(name: str) -> frozenset[str]:
    return frozenset(word.translate(LETTERS) for table in TABLES for word in getattr(table, name, ()))


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
KNOWN = _table(
    "ANYWHERE", "CLOSINGS", "LABELS", "SENDERS", "SUMMARIES"
)  #: known lines wherever they stand, and all headings
NOTES = _table("NOTES")  #: lines in brackets above the text, from one desk to another
#: What an outlet says of itself, anywhere in a line.
WITHIN = Within(*(getattr(table, "WITHIN", {}) for table in TABLES))
CALENDAR = _words("CALENDAR")  #: words of dates and times
ROLES = _words("ROLES")  #: what journalists are called
PICTURES = _words("PICTURES")  #: what pictures and their makers are called
BUTTONS = _words("BUTTONS")  #: what is written on buttons; a line of nothing else is a row of them
AUTHORED = _words("AUTHORED")  #: what stands behind an author's name in a note about him
