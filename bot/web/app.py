"""Serve the published files, and say how the service is doing. What is here reads only; hubs push to `websub.py`."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

import anyio.to_thread
from jinja2 import Environment, PackageLoader, StrictUndefined
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.errors import StoreError
from bot.web.public import Former, locate
from bot.web.replying import ASKED_BEFORE, SECURITY, SHARED, Files, Manner, Reply, heeded, is_open
from bot.web.status import SLOW, Status
from bot.web.websub import Callbacks

_AGAIN_S = "30"  # when to ask again for what the database could not tell
_FRESH = {**SECURITY, "Cache-Control": "no-store"}

_templates = Environment(
    loader=PackageLoader("bot.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)

Application: TypeAlias = ASGIApp
_Endpoint = Callable[[Request], Awaitable[Response]]


def _none_known(_: str) -> Former | None:
    return None


def create_app(  # noqa: PLR0913 (one value each)
    public: Path,
    status: Callable[[], Status],
    metrics: Callable[[], bytes],
    websub: Callbacks | None = None,
    *,
    title: str = "Storyfold",
    former: Callable[[str], Former | None] = _none_known,
    manner: Manner | None = None,
    unready: Callable[[], Sequence[str]] | None = None,
    also: Sequence[BaseRoute] = (),
) -> Starlette:
    """Build the application over the public directory; with *websub*, hubs can push to it.

    `status`, `metrics`, `former` and `unready` are called in a worker thread, once for each request that needs them. *title* is what
    the site is called. *former* says by
    slug what became of a topic of which nothing is published, or None if it is not known; it may raise StoreError. *manner*
    is how published files are served; *unready* says why the service is not ready, for less than the whole status costs; *also* are further routes, tried before them.
    """
    files = Files(public, manner)
    return Starlette(
        routes=[
            Route("/healthz", _healthz),
            Route("/readyz", _readyz(unready or (lambda: status().reasons))),
            Route("/status", _status(status, title)),
            Route("/metrics", _metrics(metrics)),
            *([websub.route()] if websub else []),
            *also,
            _AskedBefore("/{path:path}", _asked_before, methods=["OPTIONS"]),
            Route("/{path:path}", _published(files, former)),
        ],
        exception_handlers={HTTPException: _refused(title)},
    )


class Replaceable:
    """An application that another one can take the place of; requests under way go on with theirs."""

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        await self.app(scope, receive, send)


class _AskedBefore(Route):
    """What a browser asks before a page of another site may ask something more than the simplest of what is open to it."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Match nothing else: other routes know what is allowed on theirs."""
        place = locate(scope["path"]) if scope["type"] == "http" and scope["method"] == "OPTIONS" else None
        return super().matches(scope) if place is not None and is_open(place) else (Match.NONE, {})


async def _asked_before(_: Request) -> Response:
    return Response(status_code=204, headers={**SECURITY, **ASKED_BEFORE})


def _published(files: Files, former: Callable[[str], Former | None]) -> _Endpoint:
    async def published(request: Request) -> Response:
        place = locate(request.scope["path"])
        if place is None:
            raise HTTPException(404)
        reply = files.reply(place, heeded(request.scope["headers"]))
        if reply is not None:
            return _Published(reply)
        if place.topic is None:
            raise HTTPException(404)
        try:
            was = await anyio.to_thread.run_sync(former, place.topic)
        except StoreError as error:
            raise HTTPException(503, headers={"Retry-After": _AGAIN_S}) from error
        return _elsewhere(request.scope["path"], place.topic, was)

    return published


class _Published(Response):
    """A reply with exactly its own headers."""

    def __init__(self, reply: Reply) -> None:
        self.status_code = reply.status
        self.body = reply.body
        self.background = None
        self.raw_headers = list(reply.lines)


def _elsewhere(path: str, slug: str, former: Former | None) -> Response:
    """Answer for a page or a feed of a topic that is not published under this slug."""
    if former is None:
        raise HTTPException(404)
    if former.moved_to is None:
        raise HTTPException(410)
    # Relative to the path of the request, since the service may run under a path of a larger site.
    rest = path.removeprefix(f"/topics/{slug}")
    target = f"{'../' * rest.count('/')}{former.moved_to}{rest}"
    # Not for ever in caches: a slug can come back.
    headers = {**SECURITY, "Cache-Control": SHARED, "Location": target}
    return PlainTextResponse(f"This topic is now at {target}\n", status_code=301, headers=headers)


async def _healthz(_: Request) -> Response:
    return PlainTextResponse("ok\n", headers=_FRESH)


def _readyz(unready: Callable[[], Sequence[str]]) -> _Endpoint:
    async def readyz(_: Request) -> Response:
        reasons = await anyio.to_thread.run_sync(unready)
        lines = ("not ready" if reasons else "ready", *reasons)
        return PlainTextResponse("\n".join(lines) + "\n", status_code=503 if reasons else 200, headers=_FRESH)

    return readyz


def _status(status: Callable[[], Status], title: str) -> _Endpoint:
    async def show(_: Request) -> Response:
        now = await anyio.to_thread.run_sync(status)
        return _page("status.html", 200, status=now, slow=SLOW, site=title, root="./")

    return show


def _metrics(metrics: Callable[[], bytes]) -> _Endpoint:
    async def scrape(_: Request) -> Response:
        content = await anyio.to_thread.run_sync(metrics)
        return Response(content, headers={**_FRESH, "Content-Type": CONTENT_TYPE_LATEST})

    return scrape


def _refused(title: str) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def refused(request: Request, refusal: Exception) -> Response:
        assert isinstance(refusal, HTTPException)
        # The page may be asked for at any depth, and the service may run under a path of a larger site.
        root = "../" * request.scope["path"].removeprefix("/").count("/") or "./"
        code = refusal.status_code
        response = _page("refused.html", code, refused=code, reason=refusal.detail, site=title, root=root)
        response.headers.update(refusal.headers or {})
        return response

    return refused


def _page(template: str, code: int, **values: object) -> Response:
    html = _templates.get_template(template).render(values)
    content = html.encode(errors="replace")
    return Response(content, status_code=code, headers={**_FRESH, "Content-Type": "text/html; charset=utf-8"})


def _moment(when: datetime) -> str:
    return when.strftime("%Y-%m-%d %H:%M:%S UTC")


_templates.filters["moment"] = _moment
_templates.filters["bytes"] = lambda size: f"{size / 2**30:,.1f} GiB" if size >= 2**30 else f"{size / 2**20:,.1f} MiB"
