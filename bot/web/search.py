"""The page on which readers search, `/search?q=…`, and the same as data, `/search?q=…&format=json`.

What is found is known to whoever gives the `Seeker`; this knows addresses, templates and status codes.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol
from urllib.parse import urlencode

import anyio
import anyio.to_thread
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.errors import StoreError
from bot.web.replying import SECURITY

#: Characters of a query that are read at all; more is no query.
LONGEST: Final = 1_000
MOST_PAGES: Final = 100
#: Searches at once: each holds the processor for some milliseconds, and a pass needs it too.
AT_ONCE: Final = 2
_AGAIN_S = "30"  # when to ask again for what the database could not tell
_HEADERS: Final = {**SECURITY, "Cache-Control": "no-store", "X-Robots-Tag": "noindex"}

_templates = Environment(
    loader=PackageLoader("bot.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An event that was found."""

    key: str
    has_page: bool  #: a page of its own is published
    url: str | None  #: of the story that speaks for it, where readers may be sent; None: none
    title: Sequence[tuple[str, bool]]  #: parts, and whether they are what was asked for
    title_language: str | None
    piece: Sequence[tuple[str, bool]]  #: of the story that matches best, as the title is given
    language: str | None  #: of the piece
    outlet: str  #: whose story the piece is of
    published: datetime
    updated: datetime
    when: str  #: `published`, for people
    reach: str  #: how many report it, for people
    outlets: int
    voices: int  #: how many of them report it on their own account
    topics: Sequence[tuple[str, str]]  #: slug and title of those that show it


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """A page of what was found."""

    text: str  #: what was asked for, as far as it was heeded
    notes: Sequence[str]  #: what there is to say about the question, a sentence each
    found: Sequence[Shown]  #: the best first
    number: int  #: how many there are on all pages
    is_all: bool  #: no more than these match
    page: int  #: this one, from 1
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The site that is searched."""

    title: str
    base_url: str  #: without a trailing slash


class Seeker(Protocol):
    """Whoever knows the stories. All of it runs in a worker thread but `home`."""

    def home(self) -> Home:
        """Return what the site says of itself."""

    def find(self, text: str, page: int) -> Results:
        """Return a page of what is found, the first one is 1; the last one where there are not so many. May raise StoreError."""


class Search:
    """The route, over whoever knows the stories."""

    def __init__(self, seeker: Seeker) -> None:
        self._seeker = seeker
        self._turns = anyio.CapacityLimiter(AT_ONCE)

    def routes(self) -> list[BaseRoute]:
        """Return what `create_app` is given as *also*."""
        return [Route("/search", self._answer, methods=["GET"])]

    async def _answer(self, request: Request) -> Response:
        asked = request.query_params
        text = asked.get("q", "")
        if len(text) > LONGEST:
            raise HTTPException(414)
        page = _page(asked.get("page", "1"))
        kind = asked.get("format", "html")
        if page is None or kind not in {"html", "json"}:
            raise HTTPException(404)
        home = self._seeker.home()
        try:
            found = await anyio.to_thread.run_sync(self._seeker.find, text, page, limiter=self._turns)
        except StoreError as error:
            raise HTTPException(503, headers={"Retry-After": _AGAIN_S}) from error
        if kind == "json":
            return _sent(_as_json(found, home), "application/json; charset=utf-8", {"Access-Control-Allow-Origin": "*"})
        html = _templates.get_template("search.html").render(
            root="./", home=home, results=found, former=_address(found, -1), next=_address(found, 1)
        )
        return _sent(html.encode(errors="replace"), "text/html; charset=utf-8", {})


def _page(text: str) -> int | None:
    is_number = text.isascii() and text.isdecimal() and len(text) <= 3
    return int(text) if is_number and 1 <= int(text) <= MOST_PAGES else None


def _address(found: Results, step: int) -> str | None:
    """Return where another page of it is, relative to the page; None: there is none."""
    page = found.page + step
    if not 1 <= page <= found.pages:
        return None
    return "search?" + urlencode({"q": found.text} | ({"page": page} if page > 1 else {}))


def _sent(body: bytes, media_type: str, headers: Mapping[str, str]) -> Response:
    return Response(body, headers={**_HEADERS, **headers, "Content-Type": media_type})


def _as_json(found: Results, home: Home) -> bytes:
    following = _address(found, 1)
    answer: dict[str, Any] = {
        "query": found.text,
        "notes": list(found.notes),
        "found": found.number,
        "is_all": found.is_all,
        "page": found.page,
        "pages": found.pages,
        "next_url": f"{home.base_url}/{following}&format=json" if following else None,
        "events": [_event(one, home) for one in found.found],
    }
    return json.dumps(answer, ensure_ascii=False).encode(errors="replace")


def _event(one: Shown, home: Home) -> dict[str, Any]:
    return {
        "key": one.key,
        "url": f"{home.base_url}/clusters/{one.key}" if one.has_page else one.url,
        "title": "".join(text for text, _ in one.title),
        "published": _written(one.published),
        "updated": _written(one.updated),
        "sources": one.outlets,
        "independent": one.voices,
        "topics": [{"slug": slug, "title": title} for slug, title in one.topics],
        "outlet": one.outlet,
        "language": one.language,
        "snippet": "".join(text for text, _ in one.piece),
        "marks": _marks(one.piece),
    }


def _marks(parts: Sequence[tuple[str, bool]]) -> list[list[int]]:
    """Say where marked parts begin and end, in characters."""
    marks, at = [], 0
    for text, is_marked in parts:
        if is_marked:
            marks.append([at, at + len(text)])
        at += len(text)
    return marks


def _written(when: datetime) -> str:
    return when.isoformat(timespec="seconds").replace("+00:00", "Z")


_templates.filters["written"] = _written
