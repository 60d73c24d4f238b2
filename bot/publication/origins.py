"""The feeds that stories are taken from, as published documents name them: nothing of them that is a secret."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from bot.config import FeedSource, FolderSource
from bot.model import Origin, Site
from bot.sources.urls import HIDDEN, shown, without_userinfo
from bot.store import sources, topics
from bot.store.database import Database

#: A part of a path that is no word or number: who knows it is let in, as to the feeds that publishers make for one subscriber.
_TOKEN = re.compile(
    r"(?=[0-9_]*[A-Za-z])(?=[A-Za-z_]*[0-9])[A-Za-z0-9_]{16,}|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
)


class Naming:
    """How feeds call themselves, asked again when one of them may call itself otherwise."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._asked: tuple[str, Sequence[FolderSource | FeedSource]] | None = None
        self._named: dict[str, Origin] = {}

    def of(self, site: Site, configured: Sequence[FolderSource | FeedSource]) -> Site:
        """Return the site with the feeds among the *configured* sources by name.

        Raises:
            StoreError: the database cannot be read.
        """
        asked = (edition(self._database), configured)
        if asked != self._asked:
            self._asked, self._named = asked, origins(configured, self._database)
        return replace(site, origins=self._named)


def edition(database: Database) -> str:
    """Return what changes whenever `origins` may give something else.

    Raises:
        StoreError: the database cannot be read.
    """
    with database.reading() as connection:
        return topics.setting(connection, "origins") or ""


def origins(configured: Iterable[FolderSource | FeedSource], database: Database) -> dict[str, Origin]:
    """Name the feeds among the *configured* sources that may be named, by source: those of the open web.

    Raises:
        StoreError: the database cannot be read.
    """
    with database.reading() as connection:
        said = sources.names(connection)
    found = ((source.name, _origin(source, said)) for source in configured if isinstance(source, FeedSource))
    return {name: origin for name, origin in found if origin is not None}


def _origin(source: FeedSource, said: Mapping[str, sources.Named]) -> Origin | None:
    if source.private:
        return None
    named = said.get(source.name)
    configured = without_userinfo(source.feed)
    if named is None or named.url != configured:  # what is stored is of a feed that was here before
        named = sources.Named(configured, None, None, None)
    url = public(named.moved_to or named.url)
    if url is None:
        return None
    return Origin(title=named.title or source.title, url=url, home=public(named.home) if named.home else None)


def public(url: str) -> str | None:
    """Return a URL without what may let somebody in: user, password, tokens in the query; None where the path itself may."""
    safe = shown(url)
    base, _, query = safe.partition("?")
    parts = [part for step in urlsplit(base).path.split("/") for part in (*step.split("."), *re.split("[-.]", step))]
    if HIDDEN in base or any(map(_TOKEN.fullmatch, parts)):
        return None
    kept = "&".join(parameter for parameter in query.split("&") if HIDDEN not in parameter)
    return f"{base}?{kept}" if kept else base
