"""The bytes of a text in, its characters out."""

import codecs
import re

_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([^\s;\"']{1,40})", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def charset(media_type: str | None) -> str | None:
    """Return the charset parameter of a media type, in lower case, if Python knows a text encoding of that name."""
    match = _CHARSET.search(media_type or "")
    try:
        return codecs.lookup(match[1]).name if match else None
    except LookupError:
        return None


def decode(content: bytes, claimed: str | None = None) -> str:
    """Decode text: by its byte order mark, else as UTF-8, as *claimed*, as Windows-1252, as Latin-1. Never fails.

    UTF-8 comes before the claim: bytes that happen to be UTF-8 are, whatever a server is set up to say of all its files.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    for encoding in filter(None, ("utf-8", claimed, "cp1252")):
        try:
            return content.decode(encoding)
        except (UnicodeError, LookupError):  # LookupError: a codec of bytes to bytes, such as base64
            continue
    return content.decode("latin-1")
