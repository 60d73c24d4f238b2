"""What is answered to a request for a published file: the same words, whichever process says them. Pure but for the files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Final, NamedTuple

from bot.web.coding import codings
from bot.web.conditional import is_fresh
from bot.web.public import Found, Place, Public

# No script runs, nothing but our style sheet and the stories' pictures is loaded, nobody frames; forms come back to us.
POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self' https: http: data:; media-src https: http:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SECURITY: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
#: What a page of another site is told (Fetch Standard, 3.2): that it may read, and more headers than those that all may.
OPEN: Final = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Link"}
#: And when it asks beforehand, as it has to for a conditional request. A day, which browsers cut short as they like.
ASKED_BEFORE: Final = {
    "Allow": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since, Cache-Control",
    "Access-Control-Max-Age": "86400",
}
#: Readers ask every few minutes; a proxy may spare us the ones in between. Arbitrary, cheap to change.
SHARED: Final = "public, max-age=60, must-revalidate"
_XML: Final = "text/xml; charset=utf-8"

#: The headers of a request that an answer depends on.
HEEDED: Final = frozenset(
    {b"if-none-match", b"if-modified-since", b"accept-encoding", b"sec-fetch-dest"},
)
#: What stands in `Manner.links` for the path of the document.
PATH: Final = "{path}"

Lines = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a directory of published files is served."""

    cache_control: str = SHARED
    #: `Link` of a feed and of an archive, with PATH where the path belongs; "": none
    feed_link: str = ""
    archive_link: str = ""


class Reply(NamedTuple):
    """An answer without the lines that depend on the moment and on the connection."""

    status: int  #: 200 or 304
    lines: Lines  #: names in lower case; no Date, no Connection
    head: bytes  #: the same as one piece, from the status line on; the empty line is missing
    body: bytes  #: whole also for HEAD


class _Said(NamedTuple):
    """What is said of a file, ready to be sent."""

    etag: str
    modified: datetime
    whole: Reply
    shown: Reply  #: to a browser that opens a feed
    same: Reply


class Files:
    """Published files as replies."""

    def __init__(self, directory: Path, manner: Manner | None = None) -> None:
        self._public = Public(directory, self._say)
        self._manner = manner or Manner()

    def reply(self, place: Place, asked: Mapping[bytes, str]) -> Reply | None:
        """Return the answer to GET and HEAD, or None where nothing is published.

        `asked` has the HEEDED headers, in lower case; those that came more than once are joined by commas.
        """
        said = self._public.find(place, codings(asked.get(b"accept-encoding", "")))
        if said is None:
            return None
        if is_fresh(asked.get(b"if-none-match"), asked.get(b"if-modified-since"), said.etag, said.modified):
            return said.same
        return said.shown if asked.get(b"sec-fetch-dest") == "document" else said.whole

    def _say(self, found: Found) -> _Said:
        kept = {"ETag": found.etag, "Cache-Control": self._manner.cache_control, "Vary": _vary(found.place)}
        if is_open(found.place):
            kept |= OPEN
        whole = {
            "Content-Type": found.place.media_type,
            "Content-Length": str(len(found.body)),
            **({"Content-Encoding": found.coding} if found.coding else {}),
            "Last-Modified": format_datetime(found.modified, usegmt=True),
            "Accept-Ranges": "none",
            **kept,
            **self._links(found.place),
            **SECURITY,
        }
        # An application/… type is what readers know feeds by, and what browsers offer to save.
        shown = {**whole, "Content-Type": _XML} if _is_xml(found.place) else whole
        return _Said(
            etag=found.etag,
            modified=found.modified,
            whole=_reply(200, whole, found.body),
            shown=_reply(200, shown, found.body),
            same=_reply(304, kept, b""),
        )

    def _links(self, place: Place) -> dict[str, str]:
        form = {"feed": self._manner.feed_link, "archive": self._manner.archive_link}.get(place.kind, "")
        return {"Link": form.replace(PATH, place.path)} if form else {}


def is_open(place: Place) -> bool:
    """Tell whether pages of other sites may read what is there."""
    return place.kind in {"feed", "archive", "data"}


def heeded(headers: Iterable[tuple[bytes, bytes]]) -> dict[bytes, str]:
    """Return the headers that an answer depends on. Names are in lower case already."""
    asked: dict[bytes, str] = {}
    for name, value in headers:
        if name in HEEDED:
            former = asked.get(name)
            asked[name] = value.decode("latin-1") if former is None else f"{former}, {value.decode('latin-1')}"
    return asked


def _vary(place: Place) -> str:
    return "Accept-Encoding, Sec-Fetch-Dest" if _is_xml(place) else "Accept-Encoding"


def _is_xml(place: Place) -> bool:
    return place.kind in {"feed", "archive"} and "xml" in place.media_type


def _reply(status: int, headers: Mapping[str, str], body: bytes) -> Reply:
    lines = tuple((name.lower().encode(), value.encode("latin-1")) for name, value in headers.items())
    first = b"HTTP/1.1 200 OK\r\n" if status == 200 else b"HTTP/1.1 304 Not Modified\r\n"
    return Reply(status, lines, first + b"".join(b"%s: %s\r\n" % line for line in lines), body)
