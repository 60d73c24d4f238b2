"""What tells the entries of one feed apart: their ids, their links, or what they say. Pure.

A feed's ids are opaque: two that differ in letter case only are two, as the ids of video sites are. Blanks around them
are none of their own; whoever reads the feed has taken them off.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from bot.formats.dates import read_date
from bot.model import Identity

ORDER: tuple[Identity, ...] = ("guid", "link", "link+title", "content")
_STRAYS = 10  # one entry in so many may share with another what tells the others apart
_NEVER = datetime.min.replace(tzinfo=UTC)


class Claim(NamedTuple):
    """What one entry says that may tell it from the others, as it says it; "" for what it does not say.

    Two entries that are equal in all of it are one: it is looked up in tables many times, which a tuple is made for.
    """

    guid: str = ""
    link: str = ""
    title: str = ""
    summary: str = ""
    published: str = ""
    updated: str = ""
    body: str = ""


def digest(values: Iterable[str]) -> str:
    """Return a key made of values: `sha256:` and 32 hex digits."""
    return "sha256:" + hashlib.sha256("\n".join(values).encode("utf-8", "surrogatepass")).hexdigest()[:32]


_KEYS: Mapping[Identity, Callable[[Claim], str]] = {
    "guid": lambda claim: claim.guid,
    "link": lambda claim: claim.link,
    "link+title": lambda claim: digest([claim.link, claim.title]) if claim.link and claim.title else "",
    "content": lambda claim: digest([claim.title, claim.summary]) if claim.title or claim.summary else "",
}


def learn(claims: Sequence[Claim], former: Identity | None = None) -> tuple[Identity, str]:
    """Choose the strongest identity that tells (nearly) all entries apart, and say why; "" where nothing changed.

    A former identity is kept while it does so, and is only ever weakened: one document in which something stronger is
    unique would change the keys of all entries, and the next one might change them back.
    """
    entries = _newest(claims)
    failed: list[str] = []
    for identity in ORDER if former is None else ORDER[ORDER.index(former) :]:
        fault = _fault(entries, identity, spared=1 if identity == former else 0)
        if not fault or identity == ORDER[-1]:
            return identity, "" if identity == former else _because(identity, failed, len(entries))
        failed.append(fault)
    raise AssertionError("the last identity always serves")


def keys(claims: Sequence[Claim], identity: Identity) -> list[str | None]:
    """Return the key of each entry, unique in the document; None for an entry that is there already, word for word.

    An entry that lacks what the identity asks for, or shares it with another one, is known by the next weaker. Of several
    versions of one entry (same guid, link and title) the newest has the strong key. The order of *claims* has no say.
    """
    found: dict[Claim, str] = {}
    taken: set[str] = set()
    current = _newest(claims)
    for level in ORDER[ORDER.index(identity) :]:
        offered = {claim: _KEYS[level](claim) for claim in current if claim not in found}
        if not offered:
            break
        wanted = Counter(offered.values())
        fits = {claim: key for claim, key in offered.items() if key and wanted[key] == 1 and key not in taken}
        found |= fits
        taken |= set(fits.values())
    given: list[str | None] = []
    seen: set[Claim] = set()
    for claim in claims:
        given.append(None if claim in seen else found.get(claim) or _everything(claim))
        seen.add(claim)
    return given


def _everything(claim: Claim) -> str:
    return digest([claim.title, claim.summary, claim.guid, claim.link, claim.published, claim.updated, claim.body])


def _newest(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims, each once, without those that are an older version of another one."""
    newest: dict[tuple[str, str, str], Claim] = {}
    alone: list[Claim] = []
    for claim in dict.fromkeys(claims):
        if not (claim.guid or claim.link):
            alone.append(claim)
            continue
        other = newest.setdefault((claim.guid, claim.link, claim.title), claim)
        if other is not claim and _age(other) < _age(claim):
            newest[claim.guid, claim.link, claim.title] = claim
    return [*newest.values(), *alone]


def _age(claim: Claim) -> tuple[datetime, str]:
    claimed = [when for text in (claim.published, claim.updated) if (when := read_date(text))]
    return max(claimed, default=_NEVER), _everything(claim)


def _fault(entries: Sequence[Claim], identity: Identity, *, spared: int) -> str:
    """Say why it does not tell the entries apart, "" if it does.

    That one entry in ten shares it, or half of them lack it, is no reason: those are known by something weaker, each by
    itself. *spared* entries may lack it anyway.
    """
    values = Counter(_KEYS[identity](entry) for entry in entries)
    missing = values.pop("", 0)
    repeated = sum(count for count in values.values() if count > 1)
    if repeated > len(entries) // _STRAYS:
        return f"{_PLURAL[identity]} repeat ({repeated} of {len(entries)})"
    if 2 * missing > len(entries) and missing > spared:
        return f"{_PLURAL[identity]} are missing ({missing} of {len(entries)})"
    return ""


_PLURAL: Mapping[Identity, str] = {
    "guid": "guids", "link": "links", "link+title": "links with titles", "content": "texts",
}  # fmt: skip


def _because(identity: Identity, failed: list[str], count: int) -> str:
    return ", ".join([*failed, f"{_PLURAL[identity]} tell {count} entries apart"])
