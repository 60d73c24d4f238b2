"""Does a story satisfy a topic's rules, and by which words? Pure.

A phrase is found as whole words, in any case and with or without accents: `cafe` finds “Café”, `art` does not find “party”.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.model import Cluster, Story

_WORD = re.compile(r"\w+")

# Scripts that are written without spaces have no word bounds to look for: Thai, Lao, Khmer, Burmese, kana, Han.
# Source: Unicode blocks; UAX #29 names these as the scripts that need a dictionary to find words.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Phrases: at least one of `any` (if there are any), each of `all`, and none of `none`."""

    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Phrase:
    written: str
    text: "_Text"
    is_unspaced: bool

    def is_in(self, text: "_Text") -> bool:
        return self.text.characters in text.characters if self.is_unspaced else self.text.words in text.words


@dataclass(frozen=True, slots=True)
class _Text:
    words: str  #: folded, a space between and around the words
    characters: str  #: folded, as written


class Matcher:
    """Rules made ready to be held against many clusters."""

    def __init__(self, rules: Rules) -> None:
        self._any = _phrases(rules.any)
        self._all = _phrases(rules.all)
        self._none = _phrases(rules.none)

    def match(self, cluster: Cluster) -> tuple[str, ...] | None:
        """Return the phrases that let the cluster in, as the rules write them; None if no story satisfies the rules.

        One story has to satisfy them all: words from different outlets' stories never add up to a match.
        """
        found = [self.match_story(member.story) for member in cluster.members]
        matches = [matched for matched in found if matched is not None]
        return tuple(dict.fromkeys(phrase for matched in matches for phrase in matched)) if matches else None

    def match_story(self, story: Story) -> tuple[str, ...] | None:
        """Return the phrases by which the story satisfies the rules; None if it does not."""
        text = _text(f"{story.title}\n{story.text}")
        some = _found(self._any, text)
        if (self._any and not some) or any(phrase.is_in(text) for phrase in self._none):
            return None
        every = _found(self._all, text)
        return (*every, *some) if len(every) == len(self._all) else None


def _found(phrases: Iterable[_Phrase], text: _Text) -> tuple[str, ...]:
    return tuple(phrase.written for phrase in phrases if phrase.is_in(text))


def _phrases(written: Sequence[str]) -> tuple[_Phrase, ...]:
    return tuple(_Phrase(phrase, _text(phrase.strip()), bool(_UNSPACED.search(phrase))) for phrase in written)


def _text(text: str) -> _Text:
    folded = fold(text)
    return _Text(f" {' '.join(_WORD.findall(folded))} ", folded)


def fold(text: str) -> str:
    """Fold case and accents. Idempotent."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    # Casefold again: compatibility decomposition can bring capitals back (e.g. U+1D2C).
    return unicodedata.normalize("NFC", bare.casefold())
