"""The members of a zip archive, from bytes in memory (PKWARE's APPNOTE.TXT 6.3, sections 4.3 to 4.5).

The standard library's reader makes an object of every entry before it can be asked how many there are, gives up a whole
archive for one name, does not notice members that share their bytes, and raises ten kinds of errors.
"""

import struct
import zlib
from typing import NamedTuple

from bot.errors import FormatError

_LOCAL, _ENTRY, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_END_64, _LOCATOR_64 = b"PK\x06\x06", b"PK\x06\x07"
# Flags, method, CRC, sizes packed and unpacked, lengths of name, extra fields and comment, attributes, offset
_ENTRY_FIELDS = struct.Struct("<8xHH4xIIIHHH4xII")
_LOCAL_FIELDS = struct.Struct("<26xHH")  # lengths of name and extra fields
_END_FIELDS = struct.Struct("<4xHHHHII2x")  # disks, entries on this one and in all, size and offset of the directory
_END_64_FIELDS = struct.Struct("<16xIIQQQQ")  # the same
_LOCATOR_FIELDS = struct.Struct("<8xQ4x")  # offset of the zip64 record
_LONGEST_COMMENT = 0xFFFF
_IN_EXTRA = 0xFFFFFFFF  # the number is in the zip64 field, which has eight bytes for it
_ZIP64, _UNICODE_PATH = 0x0001, 0x7075  # extra fields

_ENCRYPTED = 0x0001  # flag
_STORED, _DEFLATED = 0, 8
_METHODS = {9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "XZ", 98: "PPMd", 99: "AES"}
_FILE, _FOLDER = 0o10, 0o04  # of a Unix mode, its uppermost four bits
_PIECE = 16 * 1024  # bytes; small, for what follows a short stream is copied


class Member(NamedTuple):
    """One entry of the directory, which may say anything."""

    name: str  #: as it stands there, / or \\ between folders
    flags: int
    method: int
    crc: int
    packed: int  #: bytes
    size: int  #: bytes when unpacked
    offset: int  #: of its local header
    kind: int  #: uppermost bits of its Unix mode; 0 where its maker knew none

    @property
    def is_folder(self) -> bool:
        """Whether it holds nothing itself."""
        return self.name.endswith(("/", "\\")) or self.kind == _FOLDER

    @property
    def refusal(self) -> str | None:
        """Why it cannot be unpacked, as far as the directory tells."""
        if self.kind not in {0, _FILE}:
            return "is a link or a device, expected a file"
        if self.flags & _ENCRYPTED:
            return "is encrypted, expected a member without a password"
        if self.method not in {_STORED, _DEFLATED}:
            name = _METHODS.get(self.method, f"method {self.method}")
            return f"is compressed with {name}, expected deflate or no compression"
        return None


class Packed(NamedTuple):
    """A member and where its bytes are."""

    member: Member
    start: int
    end: int


class _Directory(NamedTuple):
    entries: int
    size: int  # bytes
    offset: int


def directory(location: str, content: bytes, most: int) -> tuple[tuple[Member, ...], int]:
    """List the members in the order of the directory, and say where it begins.

    Raises:
        FormatError: it has no directory, a broken one, or one of more than *most* entries.
    """
    end = content.rfind(_END, max(len(content) - _END_FIELDS.size - _LONGEST_COMMENT, 0))
    if end == -1 or len(content) - end < _END_FIELDS.size:
        raise FormatError(location, "is a zip archive without its end, deliver it again")
    found = _found_directory(location, content, end)
    if found.entries > most:
        raise FormatError(location, f"has {found.entries} members, at most {most} are unpacked, deliver it in parts")
    members: list[Member] = []
    at, last = found.offset, found.offset + found.size
    while len(members) < found.entries:
        if at + _ENTRY_FIELDS.size > min(last, end) or not content.startswith(_ENTRY, at):
            raise _broken(location, f"no entry {len(members) + 1} of {found.entries} at byte {at}")
        member, at = _entry(content, at)
        members.append(member)
    if at != last:
        raise _broken(location, f"its {found.entries} entries end at byte {at}, expected {last}")
    return tuple(members), found.offset


def _found_directory(location: str, content: bytes, end: int) -> _Directory:
    disk, first, here, entries, size, offset = _END_FIELDS.unpack_from(content, end)
    locator = end - _LOCATOR_FIELDS.size
    if locator >= 0 and content.startswith(_LOCATOR_64, locator):
        (at,) = _LOCATOR_FIELDS.unpack_from(content, locator)
        if at + _END_64_FIELDS.size > locator or not content.startswith(_END_64, at):
            raise _broken(location, f"no zip64 record at byte {at}")
        disk, first, here, entries, size, offset = _END_64_FIELDS.unpack_from(content, at)
    if disk or first or here != entries:
        raise FormatError(location, "is one volume of a zip archive in several, expected a whole one")
    if offset + size > end:
        raise _broken(location, f"it ends at byte {offset + size} of {len(content)}")
    return _Directory(entries, size, offset)


def _broken(location: str, seen: str) -> FormatError:
    return FormatError(location, f"is a zip archive with a broken directory: {seen}, deliver it again")


def _entry(content: bytes, at: int) -> tuple[Member, int]:
    fields = _ENTRY_FIELDS.unpack_from(content, at)
    flags, method, crc, packed, size, name_size, extra_size, comment_size, mode, offset = fields
    at += _ENTRY_FIELDS.size
    name = content[at : at + name_size]
    at += name_size
    extra = _extra(content[at : at + extra_size])
    wide = extra.get(_ZIP64, b"")
    size, wide = _widened(size, wide)
    packed, wide = _widened(packed, wide)
    offset, wide = _widened(offset, wide)
    member = Member(
        name=_name(name, extra),
        flags=flags,
        method=method,
        crc=crc,
        packed=packed,
        size=size,
        offset=offset,
        kind=mode >> 28,
    )
    return member, at + extra_size + comment_size


def _extra(field: bytes) -> dict[int, bytes]:
    found, at = {}, 0
    while at + 4 <= len(field):
        kind, size = struct.unpack_from("<HH", field, at)
        found[kind] = field[at + 4 : at + 4 + size]
        at += 4 + size
    return found


def _widened(number: int, wide: bytes) -> tuple[int, bytes]:
    if number == _IN_EXTRA and len(wide) >= 8:
        return int.from_bytes(wide[:8], "little"), wide[8:]
    return number, wide


def _name(name: bytes, extra: dict[int, bytes]) -> str:
    """Decode a name: the flag for UTF-8 is left out by many tools, and set by some that write the machine's own code."""
    unicode_path = extra.get(_UNICODE_PATH, b"")
    if len(unicode_path) > 5 and int.from_bytes(unicode_path[1:5], "little") == zlib.crc32(name):
        name = unicode_path[5:]
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name.decode("cp437")


def placed(content: bytes, member: Member, directory_at: int) -> Packed | str:
    """Find the bytes of a member, or say why they are not there."""
    if member.offset + _LOCAL_FIELDS.size > directory_at or not content.startswith(_LOCAL, member.offset):
        return f"is not at byte {member.offset} where the archive's directory says, deliver the archive again"
    name_size, extra_size = _LOCAL_FIELDS.unpack_from(content, member.offset)
    start = member.offset + _LOCAL_FIELDS.size + name_size + extra_size
    if start + member.packed > directory_at:
        return f"has {member.packed} packed bytes that run into the archive's directory, deliver the archive again"
    return Packed(member, start, start + member.packed)


def unpacked(content: bytes, packed: Packed) -> bytes | str:
    """Return the bytes of a member, or say what is wrong with them; never more than the directory says."""
    member = packed.member
    data = memoryview(content)[packed.start : packed.end]
    try:
        found = bytes(data) if member.method == _STORED else inflated(data, -zlib.MAX_WBITS, member.size).content
    except zlib.error as error:
        return f"cannot be unpacked: {reason(error)}"
    except EOFError:
        return "is broken off, deliver the archive again"
    if found is None or len(found) != member.size:
        seen = "more" if found is None else len(found)
        return f"has {seen} bytes when unpacked, the archive's directory says {member.size}"
    if (crc := zlib.crc32(found)) != member.crc:
        return f"is damaged: its CRC is {crc:08x}, the archive's directory says {member.crc:08x}"
    return found


def reason(error: zlib.error) -> str:
    """Return what zlib says, without its number."""
    return str(error).rpartition(": ")[2]


class Inflated(NamedTuple):
    """What a deflate stream gave."""

    content: bytes | None  #: None: more than was allowed
    used: int  #: bytes of the packed data that the stream took


def inflated(data: memoryview, bits: int, most: int) -> Inflated:
    """Unpack one stream, at most *most* bytes of it; *bits* are zlib's, which tell the wrapping.

    Raises:
        zlib.error: the stream is none.
        EOFError: the stream has no end.
    """
    stream, found, at = zlib.decompressobj(bits), bytearray(), 0
    while not stream.eof:
        piece = stream.unconsumed_tail or data[at : at + _PIECE]
        if not stream.unconsumed_tail:
            at += len(piece)
        more = stream.decompress(piece, 4 * _PIECE)
        if not piece and not more and not stream.eof:
            raise EOFError
        found += more
        if len(found) > most:
            return Inflated(None, at)
    return Inflated(bytes(found), at - len(stream.unused_data))
