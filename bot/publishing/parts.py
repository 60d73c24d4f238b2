"""A document of a feed in parts: what stands before its entries, each of them, and what stands after. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A document whose entries stand one after the other; whole again, it has the same bytes."""

    head: bytes
    entries: tuple[bytes, ...]
    tail: bytes
    between: bytes = b""  #: two entries
    after_last: bytes = b""  #: where there is any entry

    def whole(self, entries: Sequence[bytes]) -> bytes:
        """Return the document with other entries."""
        return b"".join((self.head, self.between.join(entries), self.after_last if entries else b"", self.tail))


def parted(document: bytes, name: bytes, last: bytes) -> Parts:
    """Take an XML document apart that is all on one line, and whose entries are elements called *name*; *last* begins its tail.

    The serialiser escapes every `<` of texts and attributes and writes no CDATA: what looks like a tag is one.
    """
    tail = document.rindex(last)
    end = b"</" + name + b">"
    *written, rest = document[:tail].split(end)
    if not written:
        return Parts(head=rest, entries=(), tail=document[tail:])
    begin = written[0].index(b"<" + name)
    entries = (written[0][begin:], *written[1:])
    return Parts(head=written[0][:begin], entries=tuple(one + end for one in entries), tail=rest + document[tail:])
