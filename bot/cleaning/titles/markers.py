"""What desks put in front of headlines: UPDATE 2-, CORRECTED-, LIVE:, WATCH |. Text in, markers as data out."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from bot.model import Marker, MarkerKind

# As agencies write them in capitals (Reuters: UPDATE 2-, WRAPUP 1-, RPT-, REFILE-, CORRECTED-), and as sites call their formats.
_WORDS: dict[MarkerKind, tuple[str, ...]] = {
    "update": ("update", "recasts"),
    "correction": ("corrected", "correction"),
    "repeat": ("rpt", "refile"),
    "live": ("live", "live updates"),
    "breaking": ("breaking", "breaking news", "urgent"),
    "video": ("watch", "video"),
    "photos": ("photos",),
    "wrapup": ("wrapup",),
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words}
_SLUG = re.compile(
    r"(UPDATE|WRAPUP|RPT|REFILE|CORRECTED|CORRECTION|RECASTS|BREAKING|BREAKING NEWS|URGENT|LIVE|WATCH|VIDEO|PHOTOS)"
    r"(?: ?(\d{1,2}))? ?[-–—:|] *(?=\S)"
)
_FORMAT = re.compile(r"(Live|Watch|Video|Photos|Breaking|Breaking news|Live updates) ?[:|] *(?=\S)")


class Marked(NamedTuple):
    """Markers at the begin of a title."""

    length: int  #: characters to take off
    markers: tuple[Marker, ...]


def at_start(title: str) -> Marked | None:
    """Read one marker at the begin of a title that goes on behind it."""
    if match := _SLUG.match(title):
        return Marked(match.end(), (Marker(_KINDS[match[1].lower()], int(match[2]) if match[2] else None),))
    if match := _FORMAT.match(title):
        return Marked(match.end(), (Marker(_KINDS[match[1].lower()]),))
    return None


def unique(found: Iterable[Marker]) -> tuple[Marker, ...]:
    """Keep the first of each kind."""
    kinds: dict[str, Marker] = {}
    for marker in found:
        kinds.setdefault(marker.kind, marker)
    return tuple(kinds.values())
