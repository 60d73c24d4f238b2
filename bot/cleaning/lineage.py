"""Is a text that came for a known entry a new version of the former one, or another story altogether? Pure."""

import re

# Words of five letters and more: shorter ones are shared by any two texts of a language.
_WORD = re.compile(r"\w{5,}")
# Too few words to judge by. Arbitrary; a correction of a short text stays a correction.
_FEWEST = 12
# Of the words of the shorter text, a shortened version shares all, a heavy rewrite two thirds, an agency's update of its own
# report two fifths; reports on two events of one kind (two ferries aground) as much as that, on two unlike events a tenth:
# measured on the seeds. What is as like as an update is taken for one.
_LEAST_SHARED = 0.2
# What is posted again under a new title, months later, is a new version only if it shares more than this: the guide that is
# brought up to date each year. Arbitrary; the title and the date have spoken for another story already.
_MUCH_SHARED = 0.5


def is_another(former: str, text: str) -> bool:
    """Tell whether *text* is no version of *former*: file names and guids are used again for other stories."""
    before, now = _words(former), _words(text)
    return min(len(before), len(now)) >= _FEWEST and _shared(before, now) < _LEAST_SHARED


def is_repost(former: str, text: str) -> bool:
    """Tell the same of texts that stand months apart under two titles, both given with these: however short, they count."""
    before, now = _words(former), _words(text)
    if not before or not now:
        return former != text
    return _shared(before, now) <= _MUCH_SHARED


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _shared(before: frozenset[str], now: frozenset[str]) -> float:
    return len(before & now) / min(len(before), len(now))
