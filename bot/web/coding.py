"""Choose among the codings that a file is there in, by Accept-Encoding (RFC 9110, section 12.5.3). Pure."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

#: What a coding adds to the name of a file, the better one first.
SUFFIXES: Final = {"br": ".br", "gzip": ".gz"}

# Whitespace around `;` and `=` is what some send, and harmless.
_ITEM = re.compile(r"\s*([a-z0-9!#$%&'*+.^_`|~-]+)\s*(?:;\s*q\s*=\s*(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)\s*)?")
_ALIASES: Final = {"x-gzip": "gzip"}


class _Wish(NamedTuple):
    weight: float
    coding: str


@lru_cache(maxsize=1024)
def codings(accepted: str) -> tuple[str, ...]:
    """Return the codings to be tried before the plain bytes, the one that is liked best first.

    `accepted` is the value of Accept-Encoding, "" where there is none. Items that cannot be read count as not there. Where
    all are refused, the plain bytes are what is left: nobody is sent away for want of a coding.
    """
    weights: dict[str, float] = {}
    for item in accepted.lower().split(","):
        if found := _ITEM.fullmatch(item):
            weights[_ALIASES.get(found[1], found[1])] = float(found[2] or 1)
    others = weights.get("*", 0.0)
    plain = weights.get("identity", 0.0)
    wishes = [_Wish(weights.get(coding, others), coding) for coding in SUFFIXES]
    # Sorting is stable: of two that are liked equally, the one that is smaller as a rule.
    liked = sorted((wish for wish in wishes if wish.weight > 0 and wish.weight >= plain), key=lambda wish: -wish.weight)
    return tuple(wish.coding for wish in liked)
