"""What tells the entries of one feed apart: their ids, their links, or what they say. Pure.

A feed's ids are opaque: two that differ in letter case only are two, as the ids of video sites are. Blanks around them
are none of their own; whoever reads the feed has taken them off.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.model import Identity

ORDER: tuple[Identity, ...] = ("guid", "link", "link+title", "content")
_STRAYS = 10  # one entry in so many may share with another what tells the others apart
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one entry says that may tell it from the others; "" for what it does not say."""

    guid: str = ""
    link: str = ""
    title: str = ""
    summary: str = ""
    rest: tuple[str, ...] = ()  #: all else that it says; entries that are equal in this too are one
    when: datetime | None = None  #: the latest time that it claims


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
    entries = _distinct(claims)
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
    whole = [_everything(claim) for claim in claims]
    entries = dict(zip(whole, claims, strict=True))
    found: dict[str, str] = {}
    taken: set[str] = set()
    current = _newest(entries)
    for level in ORDER[ORDER.index(identity) :]:
        offered = {name: _KEYS[level](entries[name]) for name in current if name not in found}
        wanted = Counter(offered.values())
        fits = {name: key for name, key in offered.items() if key and wanted[key] == 1 and key not in taken}
        found |= fits
        taken |= set(fits.values())
    given: list[str | None] = []
    seen: set[str] = set()
    for name in whole:
        given.append(None if name in seen else found.get(name, name))
        seen.add(name)
    return given


def _everything(claim: Claim) -> str:
    return digest([claim.title, claim.summary, claim.guid, claim.link, *claim.rest])


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    entries = {_everything(claim): claim for claim in claims}
    return [entries[name] for name in _newest(entries)]


def _newest(entries: Mapping[str, Claim]) -> list[str]:
    """Return the names of the entries without those that are an older version of another one."""
    newest: dict[tuple[str, str, str], str] = {}
    alone: list[str] = []
    for name, claim in entries.items():
        if not (claim.guid or claim.link):
            alone.append(name)
            continue
        version = (claim.guid, claim.link, claim.title)
        other = newest.get(version)
        if other is None or _age(entries[other], other) < _age(claim, name):
            newest[version] = name
    return [*newest.values(), *alone]


def _age(claim: Claim, name: str) -> tuple[datetime, str]:
    return (claim.when or _NEVER, name)


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
