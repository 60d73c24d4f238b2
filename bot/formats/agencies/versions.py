"""The items of one document in, one entry for each of them out: the highest version of what comes several times."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from bot.formats.parts import Parts
from bot.model import Entry, Wire


def latest(entries: Iterable[Entry], skipped: Iterable[str], location: str) -> Parts:
    """Keep the highest version of each item, where its first version stood; say which were left out.

    Of one version that may be published and may not, the later counts, and the one that may not where no time tells. Two
    texts under one id and version are two entries: whoever sent them has given the same id to both.
    """
    kept: dict[str, Entry] = {}
    copies: Counter[str] = Counter()
    notes = list(skipped)
    for entry in entries:
        other = kept.get(entry.key)
        if other is None:
            kept[entry.key] = entry
        elif (is_newer := _is_newer(entry, other)) is not None:
            newer, older = (entry, other) if is_newer else (other, entry)
            kept[entry.key] = newer
            notes.append(f"{location}: {_named(older)} of {entry.key}, {_named(newer)} is in it too")
        elif (entry.title, entry.body) == (other.title, other.body):
            notes.append(f"{location}: {entry.key} once more with the same text")
        else:
            copies[entry.key] += 1
            key = f"{entry.key}#{copies[entry.key] + 1}"
            kept[key] = _renamed(entry, key)
    return Parts(tuple(kept.values()), tuple(notes))


def _is_newer(entry: Entry, other: Entry) -> bool | None:
    """Whether *entry* takes the place of *other*; None if nothing tells."""
    version, former = _wire(entry).version, _wire(other).version
    if version is not None and former is not None and version != former:
        return version > former
    is_held_back = _wire(entry).status != "usable"
    if is_held_back != (_wire(other).status != "usable"):
        if entry.updated and other.updated and entry.updated != other.updated:
            return entry.updated > other.updated
        return is_held_back
    return None if version == former else former is None


def _wire(entry: Entry) -> Wire:
    return entry.wire or Wire()


def _named(entry: Entry) -> str:
    wire = _wire(entry)
    number = "a version without a number" if wire.version is None else f"version {wire.version}"
    return number if wire.status == "usable" else f"{number} ({wire.status})"


def _renamed(entry: Entry, key: str) -> Entry:
    wire = entry.wire
    return replace(entry, key=key, wire=replace(wire, item=key) if wire and wire.item else wire)
