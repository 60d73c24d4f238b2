"""A mail's bytes in, its parts out: what RFC 5322 and MIME (RFC 2045 to 2049, 2231) wrap a text in.

The standard library takes the parts apart. It does so by its old policy and its headers are read here: the reading of
headers by its new policy costs the square of their length, and breaks on a hundred things that mailers write.
"""

import binascii
import quopri
import re
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from bot.errors import FormatError
from bot.formats import decoding

#: Parts of one mail that have parts. Arbitrary: digests have dozens.
_MOST_PARTS = 500
#: How deep parts may be in each other. Arbitrary: forwarded forwards have five levels.
DEEPEST = 20
#: Bytes; taking a mail apart costs six times its size in memory, and a child has 400 MB.
_LARGEST = 25_000_000
#: Lines; a header of that many takes 1.5 s, a mail of 25 MB in base64 has 330,000.
_MOST_LINES = 600_000
#: Lines, times the parts that have parts: the parser asks each line about each part around it. Six million take 2 s.
_MOST_QUESTIONS = 6_000_000
#: Lines that may end a part, whether they do or not.
_MOST_BOUNDARIES = 5_000
#: Messages of one mbox file; each takes 200 µs.
_MOST_MESSAGES = 5_000
#: Bytes of a Content-Type; the parser takes its parameters apart in the square of its length.
_LONGEST_TYPE = 10_000
_LONGEST_FIELD = 10_000  # characters; a list of recipients is longer, and of no use
_MOST_FIELDS = 500

# Each begins with letters that are searched for fast, in lower case.
_NESTS = (re.compile(rb"boundary[*0-9]*+\s*+="), re.compile(rb"content-type\s*+:\s*+message/"))
_CONTENT_TYPE = re.compile(rb"content-type[ \t]*+:(?:[^\r\n]*+(?:\r\n?|\n)[ \t])*+[^\r\n]*+")
_FROM_LINE = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\r\n]{1,300}\r?\n(?=[!-9;-~]{1,76}:)")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_WORD = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]{0,20})?\?([bBqQ])\?([^?]{0,2000})\?=")
_TYPE = re.compile(r"\s*([\w.+-]{1,80}/[\w.+-]{1,80})")
_PARAMETER = re.compile(r';\s*([\w-]{1,40})(?:\*\d{1,3})?(\*)?\s*=\s*("(?:[^"\\]|\\.){0,1000}"|[^;\s"]{1,500})')
_NOT_BASE64 = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))
#: ASCII that means something else, and encodings in which ASCII is not ASCII: the claim comes before what the bytes look like.
_CLAIM_FIRST = ("iso2022", "hz", "utf-7", "utf-16", "utf-32")
#: Codecs of Python that are no encodings of anybody's mail.
_NO_ENCODINGS = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "mbcs", "oem"})
_SURROGATE = re.compile("[\ud800-\udfff]")


class Leaf(NamedTuple):
    """A part that has no parts."""

    media_type: str  #: type/subtype, in lower case
    parameters: dict[str, str]
    content: bytes
    name: str  #: of the file; "" where none is given
    is_attached: bool  #: it is said to be an attachment
    content_id: str  #: without angle brackets
    location: str  #: Content-Location
    fields: dict[str, list[str]]

    @property
    def text(self) -> str:
        """Its characters, with line ends as they are here."""
        return decoded(self.content, self.parameters.get("charset", "")).replace("\r\n", "\n").replace("\r", "\n")


def messages(content: bytes, location: str) -> list[bytes]:
    """Return the messages of an mbox file, or the one message that it is.

    Raises:
        FormatError: it is too large, or has too many.
    """
    if len(content) > _LARGEST:
        raise FormatError(location, f"is mail of {len(content)} bytes, expected {_LARGEST} or fewer")
    if (lines := _lines(content)) > _MOST_LINES:
        raise FormatError(location, f"is mail of {lines} lines, expected {_MOST_LINES} or fewer")
    content = content.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if not content.startswith(b"From "):
        return [content]
    parts = [part for part in _FROM_LINE.split(content) if part.strip()]
    if len(parts) > _MOST_MESSAGES:
        seen = f"is an mbox file of {len(parts)} messages"
        raise FormatError(location, f"{seen}, expected {_MOST_MESSAGES} or fewer; split it")
    return [_QUOTED_FROM.sub(rb"\1", part) for part in parts]


def _lines(content: bytes) -> int:
    return max(content.count(b"\n"), content.count(b"\r"))


def opened(content: bytes, location: str) -> Message:
    """Take a message apart.

    Raises:
        FormatError: it is built to cost time, or breaks the parser.
    """
    lower = content.lower()
    nests = sum(1 for nest in _NESTS for _ in nest.finditer(lower))
    is_flood = nests > _MOST_PARTS or content.count(b"\n--") + content.count(b"\r--") > _MOST_BOUNDARIES
    if is_flood or nests * _lines(content) > _MOST_QUESTIONS:
        raise FormatError(location, "is a mail with thousands of parts, or with long ones deep in each other")
    if any(len(found[0]) > _LONGEST_TYPE for found in _CONTENT_TYPE.finditer(lower)):
        raise FormatError(location, f"has a Content-Type of more than {_LONGEST_TYPE} bytes")
    try:
        return message_from_bytes(content, policy=compat32)
    # A boundary in a broken codec or with a NUL in its name (ValueError), numbered and not numbered at once (TypeError),
    # multiparts a hundred deep (RecursionError).
    except (ValueError, TypeError, RecursionError) as error:
        raise FormatError(location, f"is a mail whose parts cannot be told apart ({_line(error)})") from error


def fields(message: Message) -> dict[str, list[str]]:
    """Return what the header says, by names in lower case; values are decoded, and on one line."""
    found: dict[str, list[str]] = {}
    for name, value in islice(message.raw_items(), _MOST_FIELDS):
        found.setdefault(str(name).lower(), []).append(unworded(str(value)[:_LONGEST_FIELD]))
    return found


def media_type(message: Message) -> str:
    """What a part is, `type/subtype` in lower case; text/plain where it does not say (RFC 2045 5.2)."""
    claimed = next((str(value) for name, value in message.raw_items() if name.lower() == "content-type"), "")
    match = _TYPE.match(claimed[:_LONGEST_FIELD])
    return match[1].lower() if match else message.get_default_type()


def leaf(message: Message) -> Leaf:
    """Read a part that has no parts."""
    said = fields(message)
    parameters = parameters_of(said, "content-type")
    disposition = parameters_of(said, "content-disposition")
    # Without the field, these are the bytes as they stand: the library's own decoding of them can break.
    del message["content-transfer-encoding"]
    raw = message.get_payload(decode=True)
    coding = one(said, "content-transfer-encoding").lower()
    return Leaf(
        media_type=media_type(message),
        parameters=parameters,
        content=_transferred(raw if isinstance(raw, bytes) else b"", coding),
        name=disposition.get("filename") or parameters.get("name", ""),
        is_attached=one(said, "content-disposition").lower().startswith("attachment"),
        content_id=one(said, "content-id").strip("<> "),
        location=one(said, "content-location"),
        fields=said,
    )


def one(said: dict[str, list[str]], *names: str) -> str:
    """The first value of the first of these fields; "" if there is none."""
    return next((value for name in names for value in said.get(name, ()) if value), "")


def parameters_of(said: dict[str, list[str]], name: str) -> dict[str, str]:
    """Return the parameters of a field; of a value in pieces (RFC 2231 section 3) the first piece."""
    found: dict[str, str] = {}
    for match in _PARAMETER.finditer(one(said, name)):
        key, is_encoded, value = match[1].lower(), match[2], match[3]
        value = re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value
        if is_encoded and value.count("'") >= 2:
            encoding, _, rest = value.split("'", 2)
            value = decoded(unquote_to_bytes(rest), encoding)
        found.setdefault(key, value.strip())
    return found


def decoded(content: bytes, encoding: str) -> str:
    """Decode text as a mail claims it; never fails, and gives no half characters."""
    known = decoding.charset(f"; charset={encoding.strip()}")
    if known is not None and known.replace("_", "-") in _NO_ENCODINGS:
        known = None
    text = None
    if known is not None and known.startswith(_CLAIM_FIRST):
        try:
            text = content.decode(known)
        except (UnicodeError, LookupError):
            known = None
    text = decoding.decode(content, known) if text is None else text
    return _SURROGATE.sub("\ufffd", text).replace("\0", "")


def unworded(value: str) -> str:
    """Decode a field: bytes as they come (RFC 6532), and encoded words (RFC 2047); white space is one blank.

    Words beside each other are joined before they are decoded: mailers cut them inside a character.
    """
    text = decoding.decode(value.encode("ascii", "surrogateescape")) if not value.isascii() else value
    text = " ".join(text.split())
    pieces: list[str] = []
    run, run_of, at = b"", "", 0
    for match in _WORD.finditer(text):
        between, encoding = text[at : match.start()], match[1].lower()
        if run_of and (between.strip() or encoding != run_of):
            pieces.append(decoded(run, run_of))
            run = b""
        if between.strip() or not run_of:
            pieces.append(between)
        run, run_of, at = run + _worded(match[2], match[3]), encoding, match.end()
    pieces += [decoded(run, run_of)] if run_of else []
    return " ".join(_SURROGATE.sub("\ufffd", "".join((*pieces, text[at:]))).replace("\0", "").split())


def _worded(kind: str, text: str) -> bytes:
    content = text.encode("utf-8", "replace")
    return _base64(content) if kind in "bB" else binascii.a2b_qp(content, header=True)


def _transferred(content: bytes, coding: str) -> bytes:
    if coding.startswith("base64"):
        return _base64(content)
    return quopri.decodestring(content) if coding.startswith("quoted-printable") else content


def _base64(content: bytes) -> bytes:
    """Decode base64 with whatever stands between its letters, and without its end."""
    letters = content.translate(None, _NOT_BASE64)
    letters = letters[:-1] if len(letters) % 4 == 1 else letters
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def _line(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
