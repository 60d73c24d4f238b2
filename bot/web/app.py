"""Serve the published files, and say how the service is doing. What is here reads only; hubs push to `websub.py`."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path

import anyio.to_thread
from jinja2 import Environment, PackageLoader, StrictUndefined
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.web.conditional import is_fresh
from bot.web.public import Public, locate
from bot.web.status import Status
from bot.web.websub import Callbacks

# No script runs, nothing but our style sheet and the stories' pictures is loaded, nobody frames or is sent a form.
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' https: http: data:; media-src https: http:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_SECURITY = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
# Readers ask every few minutes; a proxy may spare us the ones in between. Arbitrary, cheap to change.
_SHARED = "public, max-age=60, must-revalidate"
_FRESH = {**_SECURITY, "Cache-Control": "no-store"}

_templates = Environment(
    loader=PackageLoader("bot.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)

_Endpoint = Callable[[Request], Awaitable[Response]]


def create_app(
    public: Path, status: Callable[[], Status], metrics: Callable[[], bytes], websub: Callbacks | None = None
) -> Starlette:
    """Build the application over the public directory; with *websub*, hubs can push to it.

    `status` and `metrics` are called in a worker thread, once for each request that needs them.
    """
    return Starlette(
        routes=[
            Route("/healthz", _healthz),
            Route("/readyz", _readyz(status)),
            Route("/status", _status(status)),
            Route("/metrics", _metrics(metrics)),
            *([websub.route()] if websub else []),
            Route("/{path:path}", _published(Public(public))),
        ],
        exception_handlers={HTTPException: _refused},
    )


def _published(files: Public) -> _Endpoint:
    async def published(request: Request) -> Response:
        place = locate(request.scope["path"])
        found = await files.find(place) if place else None
        if found is None:
            raise HTTPException(404)
        headers = {
            **_SECURITY,
            "Cache-Control": _SHARED,
            "ETag": found.etag,
            "Last-Modified": format_datetime(found.modified, usegmt=True),
        }
        if is_fresh(request.headers, found.etag, found.modified):
            return Response(status_code=304, headers=headers)
        return Response(found.body, headers={**headers, "Content-Type": found.place.media_type})

    return published


async def _healthz(_: Request) -> Response:
    return PlainTextResponse("ok\n", headers=_FRESH)


def _readyz(status: Callable[[], Status]) -> _Endpoint:
    async def readyz(_: Request) -> Response:
        now = await anyio.to_thread.run_sync(status)
        lines = ("ready" if now.ready else "not ready", *now.reasons)
        return PlainTextResponse("\n".join(lines) + "\n", status_code=200 if now.ready else 503, headers=_FRESH)

    return readyz


def _status(status: Callable[[], Status]) -> _Endpoint:
    async def show(_: Request) -> Response:
        now = await anyio.to_thread.run_sync(status)
        return _page("status.html", 200, status=now, root="./")

    return show


def _metrics(metrics: Callable[[], bytes]) -> _Endpoint:
    async def scrape(_: Request) -> Response:
        content = await anyio.to_thread.run_sync(metrics)
        return Response(content, headers={**_FRESH, "Content-Type": CONTENT_TYPE_LATEST})

    return scrape


async def _refused(request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, HTTPException)
    # The page may be asked for at any depth, and the service may run under a path of a larger site.
    root = "../" * request.scope["path"].strip("/").count("/") or "./"
    code = refusal.status_code
    response = _page("refused.html", code, refused=code, reason=refusal.detail, root=root)
    response.headers.update(refusal.headers or {})
    return response


def _page(template: str, code: int, **values: object) -> Response:
    html = _templates.get_template(template).render(values)
    content = html.encode(errors="replace")
    return Response(content, status_code=code, headers={**_FRESH, "Content-Type": "text/html; charset=utf-8"})


def _moment(when: datetime) -> str:
    return when.strftime("%Y-%m-%d %H:%M:%S UTC")


_templates.filters["moment"] = _moment
