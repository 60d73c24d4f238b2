"""The items of one document in, one entry for each of them out: the highest version of what comes several times."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from bot.formats.parts import Parts
from bot.model import Entry


def latest(entries: Iterable[Entry], skipped: Iterable[str], location: str) -> Parts:
    """Keep the highest version of each item, where its first version stood; say which were left out.

    Two texts under one id and version are two entries: whoever sent them has given the same id to both.
    """
    kept: dict[str, Entry] = {}
    copies: Counter[str] = Counter()
    notes = list(skipped)
    for entry in entries:
        other = kept.get(entry.key)
        if other is None:
            kept[entry.key] = entry
        elif _version(entry) != _version(other):
            newer, older = (entry, other) if _version(entry) > _version(other) else (other, entry)
            kept[entry.key] = newer
            notes.append(
                f"{location}: version {_version(older)} of {entry.key}, version {_version(newer)} is in it too"
            )
        elif (entry.title, entry.body) == (other.title, other.body):
            notes.append(f"{location}: {entry.key} once more with the same text")
        else:
            copies[entry.key] += 1
            key = f"{entry.key}#{copies[entry.key] + 1}"
            kept[key] = _renamed(entry, key)
    return Parts(tuple(kept.values()), tuple(notes))


def _version(entry: Entry) -> int:
    claimed = entry.wire.version if entry.wire else None
    return -1 if claimed is None else claimed


def _renamed(entry: Entry, key: str) -> Entry:
    wire = entry.wire
    return replace(entry, key=key, wire=replace(wire, item=key) if wire and wire.item else wire)
