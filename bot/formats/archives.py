"""A delivery in, the documents in it out: zip and gzip (RFC 1952), within limits, in memory only.

The name of a member is a label and never a path that anything is written to. What is refused is named.
"""

import re
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.errors import FormatError
from bot.formats import zipped
from bot.formats.zipped import Member, Packed
from bot.model import Document

_MIB = 2**20
#: All arbitrary, far above what agencies deliver; cheap to change.
MOST_BYTES_EACH, MOST_BYTES, MOST_MEMBERS, MOST_LEVELS = 25 * _MIB, 100 * _MIB, 10_000, 2
#: Text packs to a fifth, tables to a fiftieth; deflate ends at 1032. Small members may be anything.
MOST_GROWTH, GROWTH_FROM_BYTES = 200, _MIB

_LONGEST_NAME = 500
_DRIVE = re.compile(r"[A-Za-z]:")
_CONTROL = re.compile(r"[\0-\x1f\x7f-\x9f]")
_GZIP = b"\x1f\x8b"
#: How an archive begins; an empty zip archive begins with its end.
SIGNATURES = (_GZIP, b"PK\x03\x04", b"PK\x05\x06")
_HAS_EXTRA, _HAS_NAME = 0x04, 0x08  # flags of a gzip header
_GZIP_BITS = 16 + zlib.MAX_WBITS  # zlib's number for: with a gzip header
#: Members that tell what a zip archive is besides.
_DISGUISES = {
    "[Content_Types].xml": "an office document",
    "META-INF/MANIFEST.MF": "a Java archive",
    "mimetype": "an OpenDocument or EPUB file",
}
#: What systems and programs leave in folders, and files that were packed half-written; names in lower case.
_LITTER_FOLDERS, _LITTER = frozenset({"__macosx"}), frozenset({"thumbs.db", "desktop.ini"})
_LITTER_PREFIXES = (".", "~$")
_LITTER_SUFFIXES = ("~", ".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".swp")
#: An item in one of these says all that the text beside it says, if it can be read.
_ITEM_SUFFIXES = frozenset({"xml", "json"})


@dataclass(slots=True)
class _Budget:
    """What may still be unpacked from this archive and those in it, and what came of it."""

    told: Collection[str]  #: locations of documents that gave a story, up to now
    bytes_left: int = MOST_BYTES
    members_left: int = MOST_MEMBERS


def unpack(document: Document, told: Collection[str] = ()) -> Iterator[Document | FormatError]:
    """Yield the documents in an archive and in those in it, or why one is left out.

    Each has its place as location: `in/delivery.zip!story.xml`. A text beside an item of its name comes after all others,
    and only if the item's location is not in *told* by then: that of each document that gave a story.

    Raises:
        FormatError: it is no archive, a broken one, or has more in it than is unpacked.
    """
    return _opened(document, _Budget(told=told), 1)


def _opened(document: Document, budget: _Budget, level: int) -> Iterator[Document | FormatError]:
    parts = _from_gzip(document, budget) if document.content.startswith(_GZIP) else _from_zip(document, budget)
    for part in parts:
        if isinstance(part, FormatError) or not part.content.startswith(SIGNATURES):
            yield part
        elif level == MOST_LEVELS:
            yield FormatError(part.location, f"is an archive inside {level} others, only one inside another is opened")
        else:
            try:
                yield from _opened(part, budget, level + 1)
            except FormatError as error:
                yield error


# gzip


def _from_gzip(document: Document, budget: _Budget) -> Iterator[Document | FormatError]:
    data, at, members = memoryview(document.content), 0, 0
    most = min(MOST_BYTES_EACH, max(GROWTH_FROM_BYTES, MOST_GROWTH * len(data)), budget.bytes_left)
    found = bytearray()
    while document.content.startswith(_GZIP, at):
        members += 1
        if members > budget.members_left:
            raise FormatError(document.location, f"has more than {MOST_MEMBERS} members, deliver it in parts")
        try:
            content, used = zipped.inflated(data[at:], _GZIP_BITS, most - len(found))
        except zlib.error as error:
            raise FormatError(document.location, f"cannot be unpacked: {zipped.reason(error)}") from error
        except EOFError as error:
            raise FormatError(document.location, "is gzip data that breaks off, deliver it again") from error
        if content is None:
            raise FormatError(
                document.location, f"grows from {len(data)} bytes to more than {most}, which is the limit"
            )
        found += content
        at += used
    budget.members_left -= members
    budget.bytes_left -= len(found)
    yield _member(document, _gzip_name(document), bytes(found))
    if rest := len(data[at:].tobytes().strip(b"\0")):  # tapes and block devices pad with zeros
        yield FormatError(document.location, f"has {rest} bytes behind its gzip data, which are left out")


def _gzip_name(document: Document) -> str:
    """Return the name that the file had before it was packed; without a decent one, its own without .gz."""
    content, at = document.content[: _LONGEST_NAME + 0x10000], 10
    flags = content[3]
    if flags & _HAS_EXTRA:
        at += 2 + int.from_bytes(content[at : at + 2], "little")
    if flags & _HAS_NAME:
        name = _decoded(content[at : content.find(b"\0", at)]).replace("\\", "/").rpartition("/")[2]
        if name and _name_refusal(name) is None:
            return name
    name = document.location.rpartition("!")[2].rpartition("/")[2]
    return name[:-3] if name.lower().endswith(".gz") else name


def _decoded(name: bytes) -> str:
    try:
        return name.decode()  # what systems of today write there
    except UnicodeDecodeError:
        return name.decode("latin-1")  # what RFC 1952 asks for


# zip


class _Part(NamedTuple):
    """A file in a zip archive, or why it is refused."""

    name: str
    found: Packed | str

    @property
    def stem(self) -> str:
        """What it has in common with the files beside it that tell the same."""
        return self.name.rpartition(".")[0].casefold()

    @property
    def suffix(self) -> str:
        return self.name.rpartition(".")[2].casefold()


def _from_zip(document: Document, budget: _Budget) -> Iterator[Document | FormatError]:
    members, directory_at = zipped.directory(document.location, document.content, budget.members_left)
    budget.members_left -= len(members)
    for name, what in _DISGUISES.items():
        if any(member.name == name for member in members):
            raise FormatError(document.location, f"is {what} (it has a {name}), expected a zip archive of stories")
    parts = list(_parts(document.content, members, directory_at))
    size = sum(part.found.member.size for part in parts if isinstance(part.found, Packed))
    if size > budget.bytes_left:
        limit = f"at most {MOST_BYTES} are unpacked of one delivery"
        raise FormatError(document.location, f"has {size} bytes when unpacked, {limit}, deliver it in parts")
    return _read(document, parts, budget)


def _read(document: Document, parts: list[_Part], budget: _Budget) -> Iterator[Document | FormatError]:
    items: dict[str, list[str]] = {}
    for part in parts:
        if part.suffix in _ITEM_SUFFIXES:
            items.setdefault(part.stem, []).append(f"{document.location}!{part.name}")
    held: list[_Part] = []
    for part in parts:
        if part.suffix == "txt" and part.stem in items:
            held.append(part)
        else:
            yield _one(document, part, budget)
    for part in held:
        if not any(item in budget.told for item in items[part.stem]):
            yield _one(document, part, budget)


def _one(document: Document, part: _Part, budget: _Budget) -> Document | FormatError:
    found = part.found if isinstance(part.found, str) else zipped.unpacked(document.content, part.found)
    if isinstance(found, str):
        return FormatError(f"{document.location}!{part.name}", found)
    budget.bytes_left -= len(found)
    return _member(document, part.name, found)


def _parts(content: bytes, members: Sequence[Member], directory_at: int) -> Iterator[_Part]:
    """Say which files there are, and why some are not to be unpacked; litter is passed over."""
    files: list[_Part] = []
    for member in members:
        name = member.name.replace("\\", "/")
        refusal = _name_refusal(name)
        if refusal is not None:
            files.append(_Part(_shown(member.name), refusal))
            continue
        name = "/".join(folder for folder in name.split("/") if folder not in {"", "."})
        if not member.is_folder and name and not _is_litter(name):
            files.append(_Part(name, _refusal(member) or zipped.placed(content, member, directory_at)))
    last = {part.name: number for number, part in enumerate(files)}
    shared = _overlaps(files)
    for number, (name, found) in enumerate(files):
        if isinstance(found, Packed) and number in shared:
            yield _Part(name, "shares its bytes with another member, which only bombs do")
        elif isinstance(found, Packed) and last[name] != number:
            yield _Part(name, "is in the archive twice, the later one counts")
        else:
            yield _Part(name, found)


def _overlaps(files: Sequence[_Part]) -> frozenset[int]:
    """Return the places of those that begin before another one's bytes have ended."""
    placed = [(part.found, number) for number, part in enumerate(files) if isinstance(part.found, Packed)]
    shared, end = set(), 0
    for packed, number in sorted(placed, key=lambda place: place[0].member.offset):
        if packed.member.offset < end:
            shared.add(number)
        else:
            end = packed.end
    return frozenset(shared)


def _refusal(member: Member) -> str | None:
    if member.refusal is not None:
        return member.refusal
    if member.size > MOST_BYTES_EACH:
        return f"has {member.size} bytes when unpacked, at most {MOST_BYTES_EACH} are read"
    if member.size > max(GROWTH_FROM_BYTES, MOST_GROWTH * member.packed):
        return f"grows from {member.packed} bytes to {member.size}, at most {MOST_GROWTH} times is no bomb"
    return None


def _name_refusal(name: str) -> str | None:
    """Say why nothing of that name is read: such names are made for unpackers that believe them."""
    if not name:
        return "has no name"
    if _CONTROL.search(name):
        return "has control characters in its name"
    if len(name) > _LONGEST_NAME:
        return f"has a name of {len(name)} characters, at most {_LONGEST_NAME} are read"
    if name.startswith("/") or _DRIVE.match(name):
        return "has an absolute path as its name, expected one inside the archive"
    if ".." in name.split("/"):
        return "has a name that leads out of the archive"
    return None


def _shown(name: str) -> str:
    """Return a name that cannot be trusted as one that can be shown."""
    short = name if len(name) <= 100 else f"{name[:100]}…"
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in short) or "?"


def _is_litter(name: str) -> bool:
    *folders, file = name.lower().split("/")
    return (
        any(folder in _LITTER_FOLDERS or folder.startswith(".") for folder in folders)
        or file in _LITTER
        or file.startswith(_LITTER_PREFIXES)
        or file.endswith(_LITTER_SUFFIXES)
    )


def _member(document: Document, name: str, content: bytes) -> Document:
    return replace(document, location=f"{document.location}!{name}", content=content, media_type=None)
