"""Regular expressions in rules: RE2's, whose time is linear in the text whatever the pattern. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final

import re2

LONGEST: Final = 300  #: characters of a pattern
# Bytes for one pattern and for what RE2 remembers of its states; without that memory it would be hundreds of times slower.
_MEMORY: Final = 4 * 1024**2
# Instructions. \p{L}+ has 1,200 and .{1,200} 1,800; with more of them a long story would take seconds.
_LARGEST: Final = 5_000


class PatternError(ValueError):
    """The pattern cannot be used; the message says why."""


def compiled(pattern: str) -> "re2._Regexp":
    """Return the pattern made ready to search in UTF-8.

    Raises:
        PatternError: RE2 does not understand it, or it is too large, or it is found in any text.
    """
    try:
        regexp = re2.compile(_multiline(pattern), _options())
    except re2.error as exc:
        reason = exc.args[0]
        raise PatternError(reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)) from exc
    if regexp.programsize > _LARGEST:
        raise PatternError("it is too large")
    if regexp.search(b"") is not None:
        raise PatternError("it is found in an empty text")
    return regexp


class Patterns:
    """Patterns that are looked for together: only those are tried whose letters are in the text."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._filter = re2.Filter()
        self._patterns = [compiled(pattern) for pattern in patterns]
        for pattern in patterns:
            self._filter.Add(_multiline(pattern), _options())
        if patterns:
            self._filter.Compile()

    def found(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield the number of each pattern that is found in *text*, in any order, and the first words that it is found in."""
        if not self._patterns or not text:
            return
        encoded = text.encode("utf-8", "replace")
        for number in self._filter.Match(encoded, potential=True) or ():
            if match := self._patterns[number].search(encoded):
                yield number, match.group().decode("utf-8", "replace")


def _multiline(pattern: str) -> str:
    return f"(?m){pattern}"


def _options() -> re2.Options:
    options = re2.Options()
    options.max_mem = _MEMORY
    options.log_errors = False
    options.case_sensitive = False
    options.never_capture = True
    return options
