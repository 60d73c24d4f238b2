"""The page on which editors decide about a cluster, behind a token: `/edit/<cluster>`.

Published pages are the same for everybody, so this is a page of its own. What a decision means is known to whoever gives the
`Desk`; this knows forms, cookies and status codes. The token is typed once: from then on a cookie stands for it that cannot be
made without it, and that no other site can have sent along (SameSite=Strict; the Origin is checked as well).
"""

import asyncio
import hashlib
import hmac
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final, Protocol
from urllib.parse import parse_qsl, quote, urlsplit

import anyio.to_thread
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.errors import StoryfoldError

COOKIE: Final = "storyfold_editor"
#: How long a browser keeps the cookie.
KEPT: Final = timedelta(days=30)
#: What is taken in a minute: wrong tokens, and decisions. Arbitrary; a token cannot be guessed at this pace.
WRONG_A_MINUTE, DECISIONS_A_MINUTE = 10, 60
_MINUTE_S: Final = 60.0
_PREFIX, _METHODS = "/edit/", {"GET", "HEAD", "POST"}
#: For a form: bytes, fields, and how long it may take to come.
LARGEST, FIELDS, READING = 64 * 1024, 2_000, timedelta(seconds=10)

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with no-referrer, browsers hide the Origin of forms too
    "Cache-Control": "no-store",
}
_templates = Environment(
    loader=PackageLoader("bot.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_templates.filters["minute"] = lambda when: f"{when:%Y-%m-%d %H:%M} UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A story of the cluster."""

    key: str
    title: str
    outlet: str
    time: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A decision about the cluster that stands."""

    number: int
    at: datetime
    by: str
    text: str  #: what was decided, for people
    is_due: bool  #: the next pass heeds it


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A cluster, as editors see it."""

    key: str  #: of the cluster that is there: what was asked for may be merged into it
    stories: tuple[Line, ...]  #: the first founded it
    topics: tuple[tuple[str, str], ...]  #: slug and title of each
    decisions: tuple[Made, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an editor asks for, as it was typed: nothing of it is checked."""

    kind: str
    stories: tuple[str, ...]  #: keys of those that were marked
    other: str  #: what another story is called
    topic: str | None
    title: str


class Desk(Protocol):
    """Whoever knows clusters. All of it but `title` runs in a worker thread, and may raise StoryfoldError: its line is shown."""

    def secret(self) -> str | None:
        """Return the token; None if nobody may decide here."""

    def home(self) -> str:
        """Return the URL that readers know the site by."""

    def title(self) -> str:
        """Return what the site is called."""

    def sheet(self, cluster: str) -> Sheet | None:
        """Return what is known of a cluster; None if there is none."""

    def decide(self, cluster: str, asked: Asked) -> None:
        """Write a decision down."""

    def undo(self, number: int) -> None:
        """Take a decision back."""


@dataclass(slots=True)
class _Pace:
    """At most so many in a minute."""

    most: int
    times: deque[float] = field(default_factory=deque)

    def is_over(self, now: float) -> bool:
        while self.times and self.times[0] <= now - _MINUTE_S:
            self.times.popleft()
        return len(self.times) >= self.most

    def count(self, now: float) -> None:
        self.times.append(now)


@dataclass(slots=True)
class Editors:
    """The page, and what it leads to."""

    desk: Desk
    clock: Callable[[], float] = lambda: asyncio.get_running_loop().time()  #: in seconds, from any begin
    _wrong: _Pace = field(default_factory=lambda: _Pace(WRONG_A_MINUTE), init=False)
    _decided: _Pace = field(default_factory=lambda: _Pace(DECISIONS_A_MINUTE), init=False)

    def before(self, app: ASGIApp) -> ASGIApp:
        """Return an application that has the page, and for all else is another: also where there is no token, or no such cluster."""

        async def called(scope: Scope, receive: Receive, send: Send) -> None:
            answer = None
            if scope["type"] == "http" and scope["path"].startswith(_PREFIX) and scope["method"] in _METHODS:
                answer = await self._answer(Request(scope, receive))
            await (answer or app)(scope, receive, send)

        return called

    async def _answer(self, request: Request) -> Response | None:
        """Answer a request; None if there is nothing at its address."""
        cluster = request.scope["path"].removeprefix(_PREFIX)
        try:
            secret = await anyio.to_thread.run_sync(self.desk.secret)
            if secret is None or not cluster or "/" in cluster:
                return None
            if request.method == "POST":
                return await self._posted(request, cluster, secret)
            return await self._sheet(cluster) if _is_editor(request, secret) else self._page(401, asks=True)
        except StoryfoldError as error:
            return self._page(503, problem=str(error))
        except ClientDisconnect:
            return Response(status_code=400, headers=_HEADERS)

    async def _sheet(self, cluster: str, problem: str | None = None) -> Response | None:
        sheet = await anyio.to_thread.run_sync(self.desk.sheet, cluster)
        if sheet is None:
            return None
        if sheet.key != cluster and problem is None:
            return _to(sheet.key)
        return self._page(200 if problem is None else 409, problem=problem, sheet=sheet)

    async def _posted(self, request: Request, cluster: str, secret: str) -> Response | None:
        home = await anyio.to_thread.run_sync(self.desk.home)
        fields = await _form(request) if _is_from_here(request, home) else 403
        if isinstance(fields, int):
            strange = "the form came from another site, or does not say from where"
            return self._page(fields, problem=strange if fields == 403 else HTTPStatus(fields).phrase.lower())
        if "token" in fields:
            return self._let_in(cluster, fields["token"][-1], secret, home)
        if not _is_editor(request, secret):
            return self._page(401, problem="the token has changed, or the cookie is gone", asks=True)
        if fields.get("do") == ["leave"]:
            return _let_out(cluster, home)
        return await self._decide(cluster, fields)

    async def _decide(self, cluster: str, fields: Mapping[str, Sequence[str]]) -> Response | None:
        def last(name: str) -> str:
            return fields[name][-1].strip() if name in fields else ""

        if self._decided.is_over(self.clock()):
            return self._busy(f"more than {DECISIONS_A_MINUTE} decisions in a minute")
        self._decided.count(self.clock())
        stories = tuple(fields.get("story", ()))
        asked = Asked(
            kind=last("do"), stories=stories, other=last("other"), topic=last("topic") or None, title=last("title")
        )
        number = last("number")
        try:
            if asked.kind == "undo":
                await anyio.to_thread.run_sync(self.desk.undo, int(number[:18]) if number.isdecimal() else 0)
            else:
                await anyio.to_thread.run_sync(self.desk.decide, cluster, asked)
        except StoryfoldError as error:
            return await self._sheet(cluster, str(error))
        return _to(cluster)

    def _let_in(self, cluster: str, token: str, secret: str, home: str) -> Response:
        now = self.clock()
        if self._wrong.is_over(now):
            return self._busy("too many wrong tokens")
        # Of digests, so that the time taken says nothing of the length either.
        if not hmac.compare_digest(_mark(token.strip()), _mark(secret)):
            self._wrong.count(now)
            return self._page(401, problem="that is not the token", asks=True)
        answer = _to(cluster)
        answer.set_cookie(
            COOKIE,
            _mark(secret),
            max_age=int(KEPT.total_seconds()),
            path=_path(home),
            secure=urlsplit(home).scheme == "https",
            httponly=True,
            samesite="strict",
        )
        return answer

    def _busy(self, problem: str) -> Response:
        answer = self._page(429, problem=f"{problem}; wait a minute")
        answer.headers["Retry-After"] = str(int(_MINUTE_S))
        return answer

    def _page(
        self, code: int, *, problem: str | None = None, sheet: Sheet | None = None, asks: bool = False
    ) -> Response:
        html = _templates.get_template("edit.html").render(
            problem=problem, sheet=sheet, asks=asks, site=self.desk.title(), root="../"
        )
        content = html.encode(errors="replace")
        return Response(content, status_code=code, headers={**_HEADERS, "Content-Type": "text/html; charset=utf-8"})


def _let_out(cluster: str, home: str) -> Response:
    answer = _to(cluster)
    answer.delete_cookie(COOKIE, path=_path(home))
    return answer


def _path(home: str) -> str:
    return urlsplit(home).path.rstrip("/") + _PREFIX.rstrip("/")


def _mark(token: str) -> str:
    """Return what stands for a token in cookies: nobody makes it without the token, or the token of it."""
    return hmac.new(token.encode(errors="surrogatepass"), b"storyfold editor", hashlib.sha256).hexdigest()


def _is_editor(request: Request, secret: str) -> bool:
    return hmac.compare_digest(request.cookies.get(COOKIE, "").encode(), _mark(secret).encode())


def _is_from_here(request: Request, home: str) -> bool:
    """Tell whether a form was on a page of ours: under the address that readers know, or the one that was dialled."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    origin = urlsplit(request.headers.get("Origin", ""))
    if origin.scheme not in {"http", "https"} or not origin.netloc:
        return False
    known = urlsplit(home)
    is_known = (origin.scheme, origin.netloc.lower()) == (known.scheme, known.netloc.lower())
    return is_known or origin.netloc.lower() == request.headers.get("Host", "").lower()


async def _form(request: Request) -> dict[str, list[str]] | int:
    """Return the fields of a form; a status code if it is none, or too much."""
    if request.headers.get("Content-Type", "").partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        return 415
    body = bytearray()
    try:
        async with asyncio.timeout(READING.total_seconds()):
            async for chunk in request.stream():
                body += chunk
                if len(body) > LARGEST:
                    return 413
    except TimeoutError:
        return 408
    fields: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=FIELDS)
    except ValueError:  # too many fields, or bytes that are no text
        return 400
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


def _to(cluster: str) -> Response:
    # Relative, as the service may run under a path of a larger site.
    return Response(status_code=303, headers={**_HEADERS, "Location": f"./{quote(cluster, safe='')}"})
