"""The parts of a mail in, its text and what came with it out."""

import re
from dataclasses import dataclass, field
from email.message import Message
from html import escape, unescape

from bot.errors import FormatError
from bot.formats.mails import mime
from bot.formats.mails.mime import Leaf

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_TEXT = frozenset({"text/plain", "text/markdown", "text/x-markdown"})
#: What says something about the mail and nothing to a reader; nobody misses them.
_SILENT = ("image/", "audio/", "video/", "font/", "text/css", "application/pgp-signature", "application/pkcs7-signature",
           "application/x-pkcs7-signature", "application/pgp-keys", "application/ms-tnef")  # fmt: skip
_SIGNATURE = re.compile(r"\n-- ?\n")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w:.-]{1,40})", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,20000}>")
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?tr|/?td|/?h[1-6]|/?li|/?ul|/?table)\b[^<>]{0,20000}>", re.IGNORECASE)
_ENDS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("head", "style", "script", "title")}
_UNSEEN = re.compile(r"<(head|style|script|title)\b", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class Body:
    """What a mail holds."""

    texts: list[Leaf] = field(default_factory=list)  #: of type text/plain or text/html, in the order of reading
    attached: list[Leaf] = field(default_factory=list)
    mails: list[Message] = field(default_factory=list)
    root: Leaf | None = None  #: the page of a multipart/related

    def add(self, other: "Body") -> None:
        """Take what another one holds."""
        self.texts += other.texts
        self.add_beside(other)

    def add_beside(self, other: "Body") -> None:
        """Take what another one holds beside its text."""
        self.attached += other.attached
        self.mails += other.mails
        self.root = self.root or other.root

    @property
    def is_html(self) -> bool:
        """Whether any of its text is HTML."""
        return any(text.media_type in _HTML for text in self.texts)

    @property
    def text(self) -> str:
        """Its text: HTML if any of it is, else plain text without the sender's signature."""
        if not self.is_html:
            return "\n\n".join(found for text in self.texts if (found := plain(text)))
        return "\n".join(html(text) if text.media_type in _HTML else _paragraphs(plain(text)) for text in self.texts)


def read(message: Message, location: str, depth: int = 0) -> Body:
    """Find the text of a message and what came with it.

    Raises:
        FormatError: parts are too deep in each other, or are encrypted, or it is a mail server's report.
    """
    if depth > mime.DEEPEST:
        raise FormatError(location, f"is a mail with parts more than {mime.DEEPEST} deep in each other")
    kind = mime.media_type(message)
    if kind in {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}:
        raise FormatError(location, f"is encrypted mail ({kind}), expected one that anybody can read")
    if kind in {"message/delivery-status", "message/disposition-notification"}:
        raise FormatError(location, f"is a mail server's report ({kind}), expected a story")
    if not message.is_multipart():
        return _of_leaf(mime.leaf(message))
    inside = [part for part in message.get_payload() if isinstance(part, Message)]
    if kind.startswith("message/"):
        return Body(mails=inside)
    if kind == "multipart/signed":
        inside = inside[:1]
    if kind == "multipart/related":
        return _related(message, inside, location, depth)
    found = [read(part, location, depth + 1) for part in inside]
    return _best(found) if kind == "multipart/alternative" else _joined(found)


def _of_leaf(leaf: Leaf) -> Body:
    if leaf.media_type.startswith(("multipart/", "message/")):  # they have no parts: what is there is text
        leaf = leaf._replace(media_type="text/plain")
    if leaf.media_type in _HTML | _TEXT and not leaf.is_attached and not leaf.name:
        return Body(texts=[leaf])
    return Body(attached=[leaf])


def _joined(bodies: list[Body]) -> Body:
    whole = Body()
    for body in bodies:
        whole.add(body)
    return whole


def _best(bodies: list[Body]) -> Body:
    """Choose one of several forms of the same text: HTML, else what comes last, the richest (RFC 2046 5.1.4)."""
    full = [body for body in bodies if body.text.strip()]
    best = next((body for body in reversed(full) if body.is_html), full[-1] if full else Body())
    for body in bodies:
        if body is not best:
            best.add_beside(body)
    return best


def _related(message: Message, parts: list[Message], location: str, depth: int) -> Body:
    """Read a page with its pictures (RFC 2387): these are no parts of their own."""
    start = mime.parameters_of(mime.fields(message), "content-type").get("start", "").strip("<> ")
    found = [read(part, location, depth + 1) for part in parts]
    first = next((n for n, body in enumerate(found) if start and _content_id(body) == start), 0)
    whole = found[first] if found else Body()
    for body in found:
        if body is not whole:
            whole.attached += [leaf for leaf in body.attached if not leaf.content_id and not leaf.location]
            whole.mails += body.mails
    if whole.texts and whole.texts[0].media_type in _HTML:
        whole.root = whole.texts[0]
    return whole


def _content_id(body: Body) -> str:
    return body.texts[0].content_id if body.texts else ""


def is_silent(leaf: Leaf) -> bool:
    """Whether nobody misses a part: pictures, signatures, and what a mailer wrote for its like."""
    return leaf.media_type.startswith(_SILENT)


def plain(leaf: Leaf) -> str:
    """The characters of a text part, without the sender's signature."""
    text = leaf.text
    if leaf.parameters.get("format", "").lower() == "flowed":
        text = _unflowed(text, is_deleted=leaf.parameters.get("delsp", "").lower() == "yes")
    signature = _SIGNATURE.search(text)
    # A newsletter may have one between two stories: what is cut has to be at the end, and short.
    if signature and text.count("\n", signature.end()) <= 15:
        text = text[: signature.start()]
    return text.strip("\n")


def html(leaf: Leaf) -> str:
    """The characters of an HTML part, by its charset, or what the page itself says."""
    claimed = leaf.parameters.get("charset", "")
    if not claimed and (meta := _META_CHARSET.search(leaf.content[:4096])):
        claimed = meta[1].decode("ascii")
    return mime.decoded(leaf.content, claimed).replace("\r\n", "\n").replace("\r", "\n")


def seen(text: str, *, is_html: bool) -> list[str]:
    """The lines a reader sees first."""
    head = text[:60_000]
    if is_html:
        head = unescape(_TAG.sub("", _BREAK.sub("\n", " ".join(_without_unseen(head).split()))))
    return [line for raw in head.split("\n") if (line := " ".join(raw.split()))]


def _without_unseen(markup: str) -> str:
    """Take out heads, styles and scripts; of one without an end, what follows is unseen too."""
    kept, at = [], 0
    while match := _UNSEEN.search(markup, at):
        kept.append(markup[at : match.start()])
        end = _ENDS[match[1].lower()].search(markup, match.end())
        if end is None:
            return "".join(kept)
        at = end.start()
    return "".join((*kept, markup[at:]))


def _unflowed(text: str, *, is_deleted: bool) -> str:
    """Join the lines of a paragraph (RFC 3676 section 4)."""
    lines: list[str] = []
    before = -1  # depth of quotation of the line that flows on; -1 if none does
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        content = line[depth:].removeprefix(" ")
        flows = content.endswith(" ") and content != "-- "
        rest = content[:-1] if flows and is_deleted else content
        if before == depth and content != "-- ":
            lines[-1] += rest
        else:
            lines.append("> " * bool(depth) + rest)
        before = depth if flows else -1
    return "\n".join(lines)


def _paragraphs(text: str) -> str:
    return "\n".join(f"<p>{escape(part, quote=False)}</p>" for part in re.split(r"\n\s*\n", text) if part.strip())
