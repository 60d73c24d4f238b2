"""What people type -> what is asked of the database. Any text is a query: nothing that is typed is an error or an order. Pure.

mill fire               both words, in any order
"paper mill"            one after the other
-drill                  not this one
fire*                   whatever begins so
outlet:Northwire        outlet, with a phrase: outlet:"The Daily"
source:desk topic:all   source and topic by their names in the configuration
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, NamedTuple

from bot.search.words import is_paired, words_of

#: Characters and terms that are heeded; what follows is left out. Arbitrary: what people type is shorter.
LONGEST: Final = 200
MOST_TERMS: Final = 16

_TERM: Final = re.compile(
    r'(?P<minus>-?)(?:(?P<field>[a-zA-Z]+):)?(?:"(?P<phrase>[^"]*)"?|(?P<bare>[^\s"]+))(?P<star>\*?)'
)
_FIELDS: Final = ("outlet", "source", "topic")
#: Quotation marks that keyboards and other programs make of the plain one.
_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟«»＂「」『』", '"'))
# Persian and the scripts of India are written with them; the index leaves them out as it does all that turns or joins letters.
_JOINERS: Final = "\u200c\u200d"


class Term(NamedTuple):
    """Words that have to stand next to each other."""

    words: tuple[str, ...]
    is_begin: bool  #: the last one may be the beginning of a word

    def match(self) -> str:
        """Return it as the database reads it; words hold nothing that would mean anything to it."""
        return f'"{" ".join(self.words)}"' + (" *" if self.is_begin else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked for."""

    text: str  #: as it was typed, as far as it is heeded
    terms: tuple[Term, ...] = ()  #: all of them have to be there
    without: tuple[Term, ...] = ()  #: none of them may be
    outlets: tuple[Term, ...] = ()  #: the name of the outlet has all of them
    sources: tuple[str, ...] = ()  #: a story of any of these
    topics: tuple[str, ...] = ()  #: shown in any of these

    @property
    def is_empty(self) -> bool:
        """Whether there is no word to look for; what is only left out or narrowed down finds nothing."""
        return not self.terms and not self.outlets

    def match(self) -> str:
        """Return it as SQLite's FTS5 reads it; it must not be empty."""
        wanted = [term.match() for term in self.terms] + [f"outlet : {term.match()}" for term in self.outlets]
        there = " AND ".join(wanted)
        return f"({there}) NOT ({' OR '.join(term.match() for term in self.without)})" if self.without else there


def read_query(text: str) -> Query:
    """Read what somebody typed."""
    text = "".join(map(_seen, text))[:LONGEST].strip()
    found: dict[str, list[Term]] = {"terms": [], "without": [], "outlets": []}
    named: dict[str, list[str]] = {"source": [], "topic": []}
    for number, typed in enumerate(_TERM.finditer(text.translate(_QUOTES))):
        if number == MOST_TERMS:
            break
        _take(typed, found, named)
    return Query(
        text=text,
        **{kind: tuple(dict.fromkeys(terms)) for kind, terms in found.items()},
        sources=tuple(dict.fromkeys(named["source"])),
        topics=tuple(dict.fromkeys(named["topic"])),
    )


def _seen(character: str) -> str:
    """Return a character as a line has it; those that join letters stay, and others that are not seen part no word."""
    if character.isprintable() or character in _JOINERS:
        return character
    return "" if unicodedata.category(character) == "Cf" else " "


def _take(typed: re.Match[str], found: dict[str, list[Term]], named: dict[str, list[str]]) -> None:
    field = (typed["field"] or "").lower()
    said = typed["phrase"] if typed["phrase"] is not None else typed["bare"]
    if typed["field"] and field not in _FIELDS:  # a time, an address
        said, field = f"{typed['field']}:{said}", ""
    if field in named and not typed["minus"]:
        named[field].append(said)
        return
    is_begin = bool(typed["star"]) or said.endswith("*")
    term = term_of(said, is_begin=is_begin)
    if term is None:
        return
    kind = "without" if typed["minus"] else "outlets" if field == "outlet" else "terms"
    found[kind].append(term)


def term_of(said: str, *, is_begin: bool = False) -> Term | None:
    """Return the words of a text as they stand in the index; None where it has none."""
    words = words_of(said)
    if not words:
        return None
    last = words[-1]
    if is_paired(last):
        # The last character stands by itself at the end of what was said; in a text more may follow.
        if len(words) > 1 and is_paired(words[-2]) and words[-2].endswith(last):
            return Term(tuple(words[:-1]), is_begin=False)
        return Term(tuple(words), is_begin=True)
    return Term(tuple(words), is_begin=is_begin)
