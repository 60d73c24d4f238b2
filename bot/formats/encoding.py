"""A feed's bytes in, the same feed as UTF-8 out. What the bytes are counts for more than what anybody says of them.

Claims about single-byte and East Asian encodings are weighed by feedparser, the authority for what a feed says (RFC 3023
and what publishers make of it). Claims about wide encodings are decided here: bytes show plainly whether they are wide.
"""

import codecs
import re
from typing import Any

from feedparser.encodings import convert_to_utf8

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: `<?` or `<r` without a mark (XML 1.0 appendix F), as patterns
_UNMARKED = (
    (b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"), (b"<\0[^\0]\0", "utf-16-le"), (b"\0<\0[^\0]", "utf-16-be"),
)  # fmt: skip
_EBCDIC = b"\x4c\x6f\xa7\x94"  # `<?xm` in every EBCDIC code page
_LONGEST_DECLARATION = 400  # bytes in UTF-8; a real one has about 60
_DECLARATION = re.compile(r"<\?xml\s[^<>]{0,400}>")
_DECLARED = re.compile(r"encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]{1,40})[\"']?", re.IGNORECASE)
_WIDE = re.compile(r"u(?:tf|cs)?[-_]?(?:16|32|2|4)(?:[-_]?[lb]e)?|iso-10646-ucs-[24]|csucs4|csunicode", re.IGNORECASE)
_REFERENCES = re.compile(rb"(?:&#(?:[xX][0-9a-fA-F]+|[0-9]+);)+")
_REFERENCE = re.compile(rb"&#(?:[xX]0*([0-9a-fA-F]+)|0*([0-9]+));")
#: A reference to half a character (D800 to DFFF), or to none at all (from 110000 on); some others too.
_BROKEN_REFERENCE = re.compile(rb"&#(?:[xX]0*(?:[dD][89a-fA-F]|[1-9a-fA-F][0-9a-fA-F]{5})|0*(?:5[5-7]\d{3}|\d{7}))")
_UTF8_NAMES = frozenset({"utf-8", "utf8"})


def wide(content: bytes) -> tuple[str, int] | None:
    """Tell an encoding in which ASCII is not ASCII, and the length of its mark; None for all others."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding, len(mark)
    for start, encoding in _UNMARKED:
        if re.match(start, content):
            return encoding, 0
    if content.startswith(_EBCDIC):
        head = content[:_LONGEST_DECLARATION].decode("cp037")
        return _ebcdic(_DECLARED.search(head)), 0
    return None


def utf8(content: bytes, media_type: str | None) -> bytes:
    """Return the document in UTF-8, without NUL characters; it declares UTF-8 or nothing.

    Raises:
        ValueError: a claimed codec cannot say what it read in UTF-8.
    """
    if found := wide(content):
        encoding, mark = found
        text = content[mark:].decode(encoding, "replace").replace("\0", "")
        return _DECLARATION.sub("", text, count=1).encode()
    content = content.replace(b"\0", b"")
    if _is_plain(content, media_type):
        return content
    headers = {"content-type": _without_wide(media_type)} if media_type else {}
    result: dict[str, Any] = {}
    converted: bytes = convert_to_utf8(headers, _narrowed(content), result)
    return converted if result["encoding"] else converted.decode("utf-8", "replace").encode()


def mended(content: bytes) -> bytes:
    """Return UTF-8 with every reference to half a character joined with its other half, or else to U+FFFD.

    Emoji in two halves are what JavaScript and old databases make of them. feedparser gives a whole document up for one.
    """
    return _REFERENCES.sub(_mended, content) if _BROKEN_REFERENCE.search(content) else content


def _mended(run: re.Match[bytes]) -> bytes:
    if not _BROKEN_REFERENCE.search(run[0]):
        return run[0]
    # Nine digits are more than any character has; Python refuses to read thousands of them.
    codes = [
        int(hexadecimal[:9], 16) if hexadecimal else int(decimal[:9])
        for hexadecimal, decimal in _REFERENCE.findall(run[0])
    ]
    halves = "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)
    text = halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return "".join(f"&#{ord(character)};" for character in text).encode("ascii")


def _is_plain(content: bytes, media_type: str | None) -> bool:
    """Whether it is UTF-8 and nobody says otherwise; the usual case, and the one that needs no second copy."""
    claim = _CHARSET.search(media_type or "")
    declaration = _DECLARATION.match(content.removeprefix(codecs.BOM_UTF8)[:_LONGEST_DECLARATION].decode("latin-1"))
    declared = _DECLARED.search(declaration[0]) if declaration else None
    claims = {match[1].lower() for match in (claim, declared) if match}
    is_new = declaration is not None and "1.1" in declaration[0]  # XML 1.1, which nobody reads as such
    return claims <= _UTF8_NAMES and not is_new and is_utf8(content)


def is_utf8(content: bytes) -> bool:
    """Tell whether bytes can be read as UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(content), 1 << 20):  # a megabyte at a time: nobody keeps the text
            decoder.decode(content[at : at + (1 << 20)])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _ebcdic(declared: re.Match[str] | None) -> str:
    try:
        name = codecs.lookup(declared[1]).name if declared else "cp037"
        return name if _EBCDIC.decode(name) == "<?xm" else "cp037"
    except (LookupError, UnicodeError):  # an unknown name, or the wrong kind of codec
        return "cp037"


def _without_wide(media_type: str) -> str:
    claim = _CHARSET.search(media_type)
    if claim and _WIDE.fullmatch(claim[1]):
        return media_type[: claim.start()] + media_type[claim.end() :]
    return media_type


def _narrowed(content: bytes) -> bytes:
    """Drop a declaration of a wide encoding from bytes that are not wide."""
    head = content[:_LONGEST_DECLARATION].decode("latin-1")
    declaration = _DECLARATION.search(head)
    declared = _DECLARED.search(declaration[0]) if declaration else None
    if declaration is None or declared is None or not _WIDE.fullmatch(declared[1]):
        return content
    return content[: declaration.start()] + b'<?xml version="1.0"?>' + content[declaration.end() :]
