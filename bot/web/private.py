"""Serve private topics to whoever has a token: in the address, `/private/<token>/…`, or as the password of HTTP Basic.

Each file is one for all subscribers. Where an address belongs there stands a *veil*, which becomes the token of whoever asks
while it is served; under Basic it vanishes, since the addresses have no token there.

The token is in no answer but those to who sent it, and in no line that we write. Nobody learns what there is for others: a
wrong token, a topic that is not theirs and a page that never was have one and the same answer.
"""

import asyncio
import base64
import gzip
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import format_datetime
from pathlib import Path
from typing import Final, NamedTuple, Protocol

import anyio.to_thread
import brotli  # type: ignore[import-untyped]
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.errors import StoreError
from bot.web.coding import codings
from bot.web.conditional import is_fresh
from bot.web.pace import Pace
from bot.web.public import Found, Place, Public, locate
from bot.web.replying import SECURITY, heeded

PREFIX: Final = "/private/"
#: What follows the prefix where no token does.
_PLACES: Final = frozenset({"", "topics", "topics.opml", "clusters", "sources", "static", "favicon.ico"})
#: Wrong tokens from one address in a minute, and addresses that are remembered at once. Arbitrary; nobody guesses 160 bits at
#: any pace, but each attempt costs a look into the database.
WRONG_A_MINUTE, ADDRESSES = 20, 4096
#: Tokens that were right lately and are let in wherever they come from: behind one proxy, one fool would shut out all others.
_KNOWN = 4096
_SMALLEST = 512  # bytes that are worth to be coded
_AGAIN_S = "30"  # when to ask again for what the database could not tell

#: Browsers and proxies may keep it, but not for others, and not without asking whether it still holds.
_OURS: Final = {
    **SECURITY,
    "Cache-Control": "private, no-cache",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",  # the address of a page is the key to it
}
_SHUT: Final = {**_OURS, "Cache-Control": "no-store"}
_ASKING: Final = {**_SHUT, "WWW-Authenticate": 'Basic realm="Private feeds", charset="UTF-8"'}

_templates = Environment(
    loader=PackageLoader("bot.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


class Listed(NamedTuple):
    """A topic that a subscriber may read."""

    slug: str
    title: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody who sent a token that holds."""

    mark: str  #: stands for the token where it must not be said
    topics: tuple[Listed, ...]  #: in the order of the configuration
    title: str  #: of the site
    base_url: str  #: of the site, without a trailing slash
    veil: str  #: stands for the token in files; "" before the first was written
    is_first_today: bool = False  #: nobody wrote down yet that the token was used today


class Readers(Protocol):
    """Whoever knows subscribers. All of it runs in a worker thread."""

    def find(self, token: str) -> Reader | None:
        """Return whose token it is; None if nobody's. May raise StoreError."""

    def mark(self, token: str) -> str:
        """Return what stands for a token, without asking the database."""

    def moved_to(self, reader: Reader, slug: str) -> str | None:
        """Return the slug that a topic of the reader's has now which had this one before, if there is one. May raise StoreError."""

    def feeds(self, reader: Reader, root: str) -> bytes:
        """Return the list of the reader's feeds as OPML; they are below *root*, an absolute URL."""

    def used(self, reader: Reader) -> None:
        """Be told that a token was used, after the answer. Raises nothing."""


class _Asked(NamedTuple):
    token: str | None  # as it was sent; None if none was
    path: str  # below the prefix, or below the token: begins with a slash
    is_basic: bool


class Private:
    """The routes, over the directories of what is private and of what is public."""

    def __init__(self, private: Path, public: Path, readers: Readers, clock: Callable[[], float] | None = None) -> None:
        """Prepare. *clock* tells seconds from any begin."""
        self._private: Public[Found] = Public(private, lambda found: found)
        self._public: Public[Found] = Public(public, lambda found: found)
        self._readers = readers
        self._clock = clock or (lambda: asyncio.get_running_loop().time())
        self._wrong = Pace(WRONG_A_MINUTE, ADDRESSES)
        self._known: dict[str, None] = {}
        self._telling: set[asyncio.Task[None]] = set()

    def routes(self) -> list[BaseRoute]:
        """Return what `create_app` is given as *also*."""
        return [Route(PREFIX + "{rest:path}", self._answer, methods=["GET"])]

    async def _answer(self, request: Request) -> Response:
        path = request.scope["path"]
        asked = _asked(path, request.headers.get("authorization"))
        reader = await self._reader(asked, request.client.host if request.client else "")
        self._tell(reader)
        root = f"{reader.base_url}{PREFIX}" + ("" if asked.is_basic else f"{asked.token}/")
        if not asked.is_basic and not path.removeprefix(f"{PREFIX}{asked.token}"):
            return _to(302, f"{asked.token}/")  # relative: the address without a slash at its end
        if asked.path == "/":
            page = _templates.get_template("private.html").render(
                topics=reader.topics, address=root, site=reader.title, root="./"
            )
            return _fresh(request, page.encode(errors="replace"), "text/html; charset=utf-8")
        if asked.path == "/topics.opml":
            listed = await anyio.to_thread.run_sync(self._readers.feeds, reader, root.removesuffix("/"))
            return _fresh(request, listed, "text/x-opml; charset=utf-8")
        place = locate(asked.path)
        found = self._find(place, reader) if place else None
        if place is None or found is None:
            return await self._elsewhere(asked, place, reader)
        body = _unveiled(found.body, reader.veil, None if asked.is_basic else asked.token)
        return await _whole(request, found, body, f"{root}{asked.path[1:]}")

    async def _reader(self, asked: _Asked, address: str) -> Reader:
        refusal = HTTPException(401, headers=_ASKING) if asked.is_basic else HTTPException(404, headers=_SHUT)
        if not asked.token:
            raise refusal
        mark, now = self._readers.mark(asked.token), self._clock()
        if mark not in self._known and self._wrong.is_over(address, now):
            raise HTTPException(429, headers={**_SHUT, "Retry-After": "60"})
        with _told():
            reader = await anyio.to_thread.run_sync(self._readers.find, asked.token)
        if reader is None:
            self._known.pop(mark, None)
            self._wrong.count(address, now)
            raise refusal
        self._known[mark] = self._known.pop(mark, None)
        while len(self._known) > _KNOWN:
            del self._known[next(iter(self._known))]
        return reader

    def _tell(self, reader: Reader) -> None:
        if not reader.is_first_today:
            return
        # Beside the answer, which does not wait for it; the set keeps the task from being collected.
        task = asyncio.create_task(anyio.to_thread.run_sync(self._readers.used, reader))
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    def _find(self, place: Place, reader: Reader) -> Found | None:
        if place.kind == "static":
            return self._public.find(place)
        if not reader.veil:
            return None
        slugs = (topic.slug for topic in reader.topics)
        # A page of a cluster is in the folder of each topic that shows it, without a word of the others.
        for slug in (slug for slug in slugs if place.topic in {None, slug}):
            file = f"{slug}/{place.file}"
            found = self._private.find(
                Place(path=place.path, file=file, media_type=place.media_type, kind=place.kind, topic=place.topic)
            )
            if found is not None:
                return found
        return None

    async def _elsewhere(self, asked: _Asked, place: Place | None, reader: Reader) -> Response:
        """Say where something is that is not here: under another slug, or public by now."""
        up = "../" * asked.path.count("/")
        slug = None
        if place is not None and place.topic is not None:
            with _told():
                slug = await anyio.to_thread.run_sync(self._readers.moved_to, reader, place.topic)
        if slug is not None and place is not None:
            former = f"/topics/{place.topic}"
            return _to(301, f"{up[3:]}topics/{slug}{asked.path.removeprefix(former)}")
        if place is not None and self._public.find(place) is not None:
            # Not for good: what became public may become private again, and readers would look for it there.
            return _to(302, f"{up if asked.is_basic else up + '../'}{asked.path[1:]}")
        raise HTTPException(404, headers=_SHUT)


@contextmanager
def _told() -> Iterator[None]:
    """Tell who asks that the database cannot be read at present."""
    try:
        yield
    except StoreError:
        # Not as its cause: whatever is written of this one day, the request is not to be a part of it.
        raise HTTPException(503, headers={**_SHUT, "Retry-After": _AGAIN_S}) from None


def _asked(path: str, authorization: str | None) -> _Asked:
    rest = path.removeprefix(PREFIX)
    first, _, others = rest.partition("/")
    if first in _PLACES:
        return _Asked(_password(authorization or ""), f"/{rest}", is_basic=True)
    return _Asked(first, f"/{others}", is_basic=False)


def _password(authorization: str) -> str | None:
    """Return the password of HTTP Basic (RFC 7617), whoever the user is; None if there is none."""
    scheme, _, credentials = authorization.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        pair = base64.b64decode(credentials.strip(), validate=True).decode()
    except ValueError:
        return None
    return pair.partition(":")[2] or None


def _unveiled(body: bytes, veil: str, token: str | None) -> bytes:
    """Put the token where it belongs; without one, take out the step of the way that it is."""
    if token is not None:
        return body.replace(veil.encode(), token.encode())
    # The slash after it may be escaped, as in a query, or be followed by a place to break the line.
    return re.sub(re.escape(veil.encode()) + rb"(?:/(?:<wbr>)?|%2[Ff])?", b"", body)


async def _whole(request: Request, found: Found, body: bytes, address: str) -> Response:
    """Answer as files of the public directory are answered for, but of bytes that are this subscriber's own."""
    headers = heeded(request.scope["headers"])
    liked = codings(headers.get(b"accept-encoding", ""))
    coding = next(iter(liked), None) if len(body) >= _SMALLEST else None
    # Of the plain bytes and the coding: the same bytes are coded to the same.
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}{f"-{coding}" if coding else ""}"'
    is_xml = found.place.kind in {"feed", "archive"} and "xml" in found.place.media_type
    vary = "Accept-Encoding, Authorization" + (", Sec-Fetch-Dest" if is_xml else "")
    kept = {**_OURS, "ETag": etag, "Vary": vary}
    if is_fresh(headers.get(b"if-none-match"), headers.get(b"if-modified-since"), etag, found.modified):
        return Response(status_code=304, headers=kept)
    if coding is not None:
        body = await anyio.to_thread.run_sync(_coded, body, coding)
    is_shown = is_xml and headers.get(b"sec-fetch-dest") == "document"
    return _sent(
        request,
        body,
        {
            **kept,
            "Content-Type": "text/xml; charset=utf-8" if is_shown else found.place.media_type,
            **({"Content-Encoding": coding} if coding else {}),
            **({"Link": f'<{address}>; rel="self"'} if found.place.kind in {"feed", "archive"} else {}),
            "Last-Modified": format_datetime(found.modified, usegmt=True),
            "Accept-Ranges": "none",
        },
    )


def _coded(body: bytes, coding: str) -> bytes:
    # Each subscriber has bytes of his own, so nothing is coded ahead: not as small as can be, but at once.
    return brotli.compress(body, quality=4) if coding == "br" else gzip.compress(body, compresslevel=5, mtime=0)


def _fresh(request: Request, body: bytes, media_type: str) -> Response:
    return _sent(request, body, {**_OURS, "Content-Type": media_type})


def _sent(request: Request, body: bytes, headers: Mapping[str, str]) -> Response:
    length = {"Content-Length": str(len(body))}
    return Response(b"" if request.method == "HEAD" else body, headers={**headers, **length})


def _to(code: int, target: str) -> Response:
    return Response(status_code=code, headers={**_SHUT, "Location": target})
