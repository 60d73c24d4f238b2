"""E-mail in, entries out: stories as agencies and newsletters send them (RFC 5322, MIME), and pages saved as MHTML.

An entry's key is its Message-ID. A mail that says `Supersedes` (RFC 5536 section 3.2.12; `Obsoletes` in RFC 2156) has
the key of the one that it takes the place of, as has a kill or a correction that answers a mail (`In-Reply-To`). A mail
knows one mail before it: the third of a row has the key of the second.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.message import Message
from html import escape

from bot.errors import FormatError
from bot.formats.agencies import agency
from bot.formats.dates import parse_date
from bot.formats.mails import mailbody, mailwords, mime
from bot.formats.mails.mailbody import Body
from bot.formats.mails.mailwords import Marks
from bot.formats.mails.mime import Leaf
from bot.formats.pages import page
from bot.formats.pages.pagedata import absolute
from bot.formats.parts import Parts
from bot.model import Document, Entry, Status, Subject, Wire

Fields = dict[str, list[str]]
ReadPart = Callable[[Document], Parts]

_FIELD = re.compile(r"[!-9;-~]{1,76}[ \t]{0,8}:")
_ID = re.compile(r"<([^<>\s]{1,500})>")
_ADDRESS = re.compile(
    r"(?P<name>[^<>]{0,300}?)\s*<(?P<address>[^<>]{0,300})>|(?P<bare>[^\s,;<>]{1,300})(?:\s*\((?P<comment>[^()]{1,200})\))?"
)
_COMMENT = re.compile(r"\([^()]{0,100}\)")
_URL = re.compile(r"https?://[^\s<>\"]{1,2000}", re.IGNORECASE)
_MOST_HEADER_LINES = 2_000
#: What only mailers write.
_OF_MAILERS = frozenset(
    "mime-version message-id received return-path delivered-to dkim-signature x-mailer newsgroups".split()
)
_OF_TEXT_FILES = frozenset({"title", "headline", "byline"})

# Where agencies put what mail has no field for: IPTC's names, ClariNet's (slugword, acategory, note), and desks' habits.
_SLUGS = ("slug", "slugline", "x-slug", "x-slugline", "x-iptc-slug", "slugword")
_URGENCIES = ("urgency", "x-urgency", "x-iptc-urgency", "iptc-urgency")
_EMBARGOES = ("embargo", "x-embargo", "x-iptc-embargo", "embargo-until", "x-embargo-until")
_STATUSES = ("x-status-iptc", "x-iptc-status", "pubstatus", "x-pubstatus")
_NOTES = ("note", "x-note", "x-ednote", "x-editorial-note")
_DATELINES = ("dateline", "x-dateline", "x-iptc-dateline")
_CREDITS = ("credit", "x-credit", "x-iptc-credit")
_COPYRIGHTS = ("copyright", "x-copyright")
_CATEGORIES = ("keywords", "x-keywords", "acategory", "x-iptc-category")
_URLS = ("archived-at", "x-original-url", "x-canonical-url", "x-rss-url", "x-url", "link")

_FIRST_LINES = 6  # of the text; further down stands the story
_COVER_NOTE = 500  # characters; shorter text with stories attached says that they are attached. Arbitrary.
_OF_ITEMS = re.compile(
    r"(?:application|text)/(?:[\w.-]{1,60}\+)?(?:xml|json)|text/(?:html|plain|markdown)|application/xhtml\+xml"
)
_NAMES_OF_ITEMS = re.compile(r".{0,250}\.(?:xml|nitf|newsml|json|txt|html?|md|anpa|iptc)", re.IGNORECASE)


def is_one(head: str) -> bool:
    """Tell whether a document begins with the header of a mail; a line `From …` of an mbox file may stand before it."""
    lines = head.lstrip("\ufeff\r\n").replace("\r\n", "\n").replace("\r", "\n").split("\n")[:_MOST_HEADER_LINES]
    start = 1 if lines and lines[0].startswith("From ") else 0
    values: dict[str, str] = {}
    for number, line in enumerate(lines[start:]):
        if not line.strip():
            break
        if line[0] in " \t":
            if number == 0:
                return False
            continue
        if not _FIELD.match(line):
            # A head that ends inside of a line
            if number + start == len(lines) - 1 and number:
                break
            return False
        name, _, value = line.partition(":")
        values.setdefault(name.strip().lower(), value)
    if values.keys() & _OF_TEXT_FILES and not {"message-id", "mime-version"} & values.keys():
        return False
    of_mailers = len(values.keys() & _OF_MAILERS)
    known = len(values.keys() & {"from", "date", "subject", "to", "content-type", "reply-to", "sender"}) + of_mailers
    has_address = "@" in values.get("from", "")
    return ("from" in values and known >= 3 and (of_mailers > 0 or has_address)) or (of_mailers >= 2 and known >= 3)


def parse(document: Document, read_part: ReadPart | None = None) -> Parts:
    """Read the stories of a mail, or of an mbox file: its text, the mails attached to it, and attached items.

    *read_part* reads attached items of other formats, and raises FormatError; without it they are left out.

    Raises:
        FormatError: there is no story in it.
    """
    found = _Found(read_part=read_part)
    raw = mime.messages(document.content, document.location)
    for number, content in enumerate(raw, 1):
        location = document.location if len(raw) == 1 else f"{document.location}#{number}"
        try:
            message = mime.opened(content, location)
            found.take(message, replace(document, content=b"", location=location), 0)
        except FormatError as error:
            found.skipped.append(str(error))
            found.reason = found.reason or error.message
    if not found.entries:
        raise FormatError(document.location, found.reason or _why_none(found.skipped))
    return Parts(tuple(found.entries), tuple(found.skipped))


def _why_none(skipped: list[str]) -> str:
    return f"is a mail without a story: {skipped[0]}" if skipped else "is a mail without a text or a subject"


@dataclass(slots=True, kw_only=True)
class _Found:
    """What was read of a document so far."""

    read_part: ReadPart | None
    entries: list[Entry] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    reason: str = ""  #: why the first message that gave nothing did not
    keys: set[str] = field(default_factory=set)

    def take(self, message: Message, document: Document, depth: int) -> None:
        """Read a message and what is attached to it. *document* says where it is from, not what it holds.

        Raises:
            FormatError: the message as a whole cannot be read.
        """
        if depth > mime.DEEPEST:
            raise FormatError(document.location, f"is a mail with mails more than {mime.DEEPEST} deep in each other")
        said = mime.fields(message)
        if mime.one(said, "auto-submitted").lower().startswith("auto-replied"):
            raise FormatError(document.location, "is an automatic reply, expected a story")
        body = mailbody.read(message, document.location)
        if url := _saved_page(said, body):
            self._add(_page_of(document, body, url, said))
            return
        before = len(self.entries)
        self._take_attached(body, document, depth)
        entry = _entry(said, body, document)
        text = " ".join(mailbody.seen(entry.body, is_html=entry.body_type == "html"))
        if len(self.entries) > before and len(text) < _COVER_NOTE:
            if text:
                self._skip(document, f"a note of {len(text)} characters to what is attached, left out")
        elif (
            text
            or (entry.wire and entry.wire.status == "canceled")
            or (entry.title and not body.attached and not body.mails)
        ):
            # What came first in the mail stands first.
            self._add(entry, before)
        elif len(self.entries) == before:
            self._skip(document, "a mail without a text, expected a story")

    def _take_attached(self, body: Body, document: Document, depth: int) -> None:
        for number, mail in enumerate(body.mails, 1):
            inside = replace(document, location=f"{document.location}!mail-{number}")
            try:
                self.take(mail, inside, depth + 1)
            except FormatError as error:
                self.skipped.append(str(error))
        for number, leaf in enumerate(body.attached, 1):
            if mailbody.is_silent(leaf) or not leaf.content.strip():
                continue
            self._read(leaf, replace(document, location=f"{document.location}!{leaf.name or number}"))

    def _read(self, leaf: Leaf, document: Document) -> None:
        if not (_OF_ITEMS.fullmatch(leaf.media_type) or _NAMES_OF_ITEMS.fullmatch(leaf.name)):
            self._skip(document, f"attached {leaf.media_type}, left out")
        elif self.read_part is None:
            self._skip(document, f"attached {leaf.media_type}, not read; save it as a file of its own")
        else:
            charset = leaf.parameters.get("charset")
            media_type = f"{leaf.media_type}; charset={charset}" if charset else leaf.media_type
            try:
                parts = self.read_part(replace(document, content=leaf.content, media_type=media_type))
            except FormatError as error:
                self.skipped.append(str(error))
                return
            self.skipped += parts.skipped
            for entry in parts.entries:
                self._add(entry)

    def _add(self, entry: Entry, at: int | None = None) -> None:
        if entry.key in self.keys:
            self.skipped.append(f"{entry.key}: is in the mail twice, the second left out")
            return
        self.keys.add(entry.key)
        self.entries.insert(len(self.entries) if at is None else at, entry)

    def _skip(self, document: Document, line: str) -> None:
        self.skipped.append(f"{document.location}: {line}")


# Pages


def _saved_page(said: Fields, body: Body) -> str:
    """Return the URL of a page that a browser saved as a mail (RFC 2557); "" for what somebody sent."""
    if said.keys() & {"message-id", "received", "return-path"}:
        return ""
    root = body.root or (body.texts[0] if body.texts and body.texts[0].media_type == "text/html" else None)
    claimed = mime.one(said, "snapshot-content-location", "content-location") or (root.location if root else "")
    return absolute(claimed.replace(" ", "")) if root else ""


def _page_of(document: Document, body: Body, url: str, said: Fields) -> Entry:
    root = body.root or body.texts[0]
    media_type = f"{root.media_type}; charset={root.parameters.get('charset', '')}"
    saved = replace(document, content=root.content, media_type=media_type, base_url=url)
    (entry,) = page.parse(saved).entries
    return replace(entry, url=entry.url or url, title=entry.title or mime.one(said, "subject"))


# Mails


def _entry(said: Fields, body: Body, document: Document) -> Entry:
    text, is_html = body.text, body.is_html
    first = mailbody.seen(text, is_html=is_html)[:_FIRST_LINES]
    subject = mailwords.bare(mime.one(said, "subject"))
    of_subject = mailwords.marks(subject)
    title, slug = of_subject.rest, mailwords.slug(of_subject.rest)
    embargo, is_open, line = _embargo(said, subject, first)
    marked = _marks(said, of_subject, first, is_open=is_open)
    identity = _identity(said)
    key = _superseded(said, marked) or identity
    sent, author, publisher = _sent(said), *_from(said)
    wire = Wire(
        item=key,
        status=marked.status,
        is_correction=marked.is_correction,
        embargo=embargo,
        slug=mime.one(said, *_SLUGS) or slug,
        dateline=mime.one(said, *_DATELINES) or None,
        credit=mime.one(said, *_CREDITS) or None,
        copyright=mime.one(said, *_COPYRIGHTS) or None,
        urgency=agency.urgency(mime.one(said, *_URGENCIES)),
        note=mime.one(said, *_NOTES) or None,
        subjects=tuple(Subject(name=name) for name in _keywords(said)),
    )
    return Entry(
        key=key or document.location,
        id=identity,
        url=_url(said),
        title="" if title == slug else title,
        body=_without(text, line, is_html=is_html),
        body_type="html" if is_html else "text",
        published=sent,
        updated=sent if key != identity or marked.is_correction else None,
        authors=author,
        publisher=publisher,
        language=_language(said, body),
        categories=_keywords(said),
        # What has nothing but its id, sender and keywords is a newsletter.
        wire=None if wire == Wire(item=key, subjects=wire.subjects) else wire,
    )


def _identity(said: Fields) -> str | None:
    match = _ID.search(claimed := mime.one(said, "message-id"))
    return match[1] if match else next(iter(claimed.split()), None)


def _superseded(said: Fields, marked: Marks) -> str | None:
    """The id of the mail that this one takes the place of."""
    names = ["supersedes", "x-supersedes", "obsoletes"]
    if marked.status == "canceled" or marked.is_correction:
        names += ["in-reply-to"]
    for name in names:
        if match := _ID.search(mime.one(said, name)):
            return match[1]
    return None


def _embargo(said: Fields, subject: str, first: list[str]) -> tuple[datetime | None, bool, str]:
    """Return until when to wait, whether that is not known, and the line of the text that says so."""
    if claimed := mime.one(said, *_EMBARGOES):
        when = mailwords.moment(claimed)
        return when, when is None, ""
    for line in (subject, *first):
        is_one, when = mailwords.embargo(line)
        if is_one:
            return when, when is None, line if line != subject else ""
    return None, False, ""


def _marks(said: Fields, of_subject: Marks, first: list[str], *, is_open: bool) -> Marks:
    """Read the status. An embargo without an end is kept: nobody can tell when it is over."""
    status: Status = agency.status(mime.one(said, *_STATUSES)) or of_subject.status
    of_text = mailwords.marks(first[0]) if first and len(first[0]) < 60 else None
    if of_text and not of_text.rest and status == "usable":  # a line that says nothing else
        status = of_text.status
    is_correction = of_subject.is_correction or bool(of_text and of_text.is_correction and not of_text.rest)
    if status == "usable" and is_open:
        status = "withheld"
    return Marks(status, is_correction, of_subject.rest)


def _sent(said: Fields) -> datetime | None:
    """When it was sent: as it says, else when the first server took it."""
    for claimed in (
        mime.one(said, "date"),
        *(value.rpartition(";")[2] for value in reversed(said.get("received", []))),
    ):
        if claimed and (when := parse_date(_COMMENT.sub(" ", claimed))):
            return when
    return None


def _from(said: Fields) -> tuple[tuple[str, ...], str | None]:
    """Return the author and the publisher."""
    is_bulk = bool({"list-id", "list-unsubscribe", "list-post"} & said.keys())
    authors: list[str] = []
    house = None
    for name in _display_names(mime.one(said, "from")):
        person, employer = mailwords.sender(name, is_bulk=is_bulk)
        authors += [person] if person else []
        house = house or employer
    listed = mime.one(said, "list-id").partition("<")[0].strip(' "')
    return tuple(authors), house or mime.one(said, "organization", "x-organization") or listed or None


def _display_names(value: str) -> Iterator[str]:
    # A comma stands between addresses, and in names that are quoted.
    for match in _ADDRESS.finditer(value[:2_000]):
        name = (match["name"] or "").strip(" ,;") or match["comment"]
        if name:
            yield name


def _language(said: Fields, body: Body) -> str | None:
    claimed = mime.one(said, "content-language")
    claimed = claimed or next(
        (found for text in body.texts if (found := mime.one(text.fields, "content-language"))), ""
    )
    return claimed.partition(",")[0].strip() or None


def _keywords(said: Fields) -> tuple[str, ...]:
    values = [value for name in _CATEGORIES for value in said.get(name, ())]
    return tuple(
        dict.fromkeys(word for value in values for piece in re.split("[,;]", value) if (word := piece.strip()))
    )


def _url(said: Fields) -> str | None:
    match = _URL.search(mime.one(said, *_URLS))
    return absolute(match[0]) or None if match else None


def _without(text: str, line: str, *, is_html: bool) -> str:
    """Take out the line that sets the embargo: it has a field of its own."""
    if not line:
        return text
    words = r"\s+".join(re.escape(escape(word, quote=False) if is_html else word) for word in line.split())
    if is_html:
        return re.sub(rf">\s*{words}\s*<", "><", text, count=1)
    return re.sub(rf"(?m)^[ \t]*{words}[ \t]*\n?", "", text, count=1).strip("\n")
