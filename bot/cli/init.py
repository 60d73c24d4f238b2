"""`storyfold init`: a first configuration, from a few questions or from the list of another reader."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from bot.cli.opml import feeds_of
from bot.cli.options import DEFAULT_CONFIG, Config
from bot.cli.printing import say
from bot.config import kinds
from bot.config.edit import NewFeed, new_feed, slug, unique
from bot.config.kinds import Kind, Mismatch
from bot.config.settings import SiteSettings
from bot.config.starter import NewFolder, NewTopic, Wanted, write

T = TypeVar("T")

_TITLE, _BASE_URL = (str(SiteSettings.model_fields[key].default) for key in ("title", "base_url"))
_EVERYTHING = NewTopic(slug="everything", title="Everything", words=())

Opml = Annotated[
    Path | None,
    typer.Option("--opml", metavar="FILE|-", help="Take the feeds of another reader; ask nothing.", show_default=False),
]
Sources = Annotated[
    list[str] | None,
    typer.Option(
        "--source", metavar="URL|DIR", help="A feed or a folder; may be repeated. Ask nothing.", show_default=False
    ),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing: a folder `inbox` beside the configuration's.")]
Title = Annotated[str | None, typer.Option("--title", metavar="TEXT", help="Name of the site.", show_default=_TITLE)]
BaseUrl = Annotated[
    str | None, typer.Option("--base-url", metavar="URL", help="Where readers reach it.", show_default=_BASE_URL)
]


def init(  # noqa: PLR0913, PLR0917 (one option each)
    opml: Opml = None,
    source: Sources = None,
    yes: Yes = False,
    title: Title = None,
    base_url: BaseUrl = None,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Write a first configuration, with comments: asks a few questions at a terminal, or takes what is named.

    Nothing is replaced. The topics go into topics.yaml beside it, and the schemas that editors complete keys from.

    For example:

        storyfold init

        storyfold init --opml subscriptions.opml --base-url https://news.example.org

        storyfold init --yes -c /srv/storyfold/config/storyfold.yaml
    """
    places = _Places(config)
    is_asked = opml is None and not source and not yes
    if is_asked and not sys.stdin.isatty():
        raise typer.BadParameter("nobody is there to be asked; name --source or --opml, or say --yes")
    chosen_title = _given(title, kinds.TITLE, "--title") or (
        _asked("Name of the site", kinds.TITLE, _TITLE) if is_asked else _TITLE
    )
    url = _given(base_url, kinds.BASE_URL, "--base-url")
    url = url or (_asked("Where readers reach it", kinds.BASE_URL, _BASE_URL) if is_asked else _BASE_URL)
    if opml is not None:
        places.feeds += feeds_of(opml, []).added
    for one in source or []:
        places.add(one)
    topics = _ask_the_rest(places) if is_asked else [_EVERYTHING]
    if not places.feeds and not places.folders:
        places.add(str(config.parent / ".." / "inbox"), is_made=True)
    wanted = Wanted(title=chosen_title, base_url=url, folders=places.folders, feeds=places.feeds, topics=topics)
    settings = write(config, wanted, datetime.now(UTC))
    places.make()
    say(
        f"{config} and {config.with_name('topics.yaml')} written: {len(settings.sources)} source(s), {len(topics)} topic(s)"
    )
    named = "" if config == DEFAULT_CONFIG else f" -c {config}"
    say(f"next: `storyfold once{named}` reads and publishes, `storyfold run{named}` goes on and serves {url}/")


class _Places:
    """The sources so far, under names of their own."""

    def __init__(self, config: Path) -> None:
        self._base = config.parent.resolve()
        self._made: list[Path] = []
        self.feeds: list[NewFeed] = []
        self.folders: list[NewFolder] = []

    def add(self, said: str, *, is_made: bool = False) -> None:
        """Take a URL or a folder.

        Raises:
            typer.BadParameter: it is neither.
        """
        names = [feed.name for feed in self.feeds] + [folder.name for folder in self.folders]
        if "://" in said:
            feed = new_feed(said, "", names)
            if feed is None:
                raise typer.BadParameter(f"seen {said!r}, expected a folder, or an http or https URL of a feed")
            self.feeds.append(feed)
            return
        path = Path(said).resolve()
        if is_made:
            self._made.append(path)
        elif not path.is_dir():
            raise typer.BadParameter(
                f"seen {said!r}, expected a folder that is there, or an http or https URL of a feed"
            )
        # Relative where they are neighbours, so that the whole can be moved.
        is_near = path.is_relative_to(self._base.parent)
        folder = os.path.relpath(path, self._base) if is_near else str(path)
        self.folders.append(NewFolder(name=unique(slug(path.name) or "folder", names), folder=folder))

    def make(self) -> None:
        """Make the folders that are to be there."""
        for path in self._made:
            path.mkdir(parents=True, exist_ok=True)
            say(f"put stories into {path}")


def _ask_the_rest(places: _Places) -> list[NewTopic]:
    while said := _line("A feed's URL, or a folder (nothing: no more)"):
        try:
            places.add(said)
        except typer.BadParameter as error:
            say(error.message)
    topics: list[NewTopic] = []
    while said := _line("A topic's title (nothing: no more)"):
        words = tuple(
            word.strip(' "“”')
            for word in _line("Its words, with commas; one is enough (nothing: every event)").split(",")
        )
        name = unique(slug(said) or "topic", [one.slug for one in topics])
        topics.append(NewTopic(slug=name, title=said, words=tuple(filter(None, words))))
    return topics or [_EVERYTHING]


def _line(question: str) -> str:
    answer: str = typer.prompt(question, default="", show_default=False, err=True)
    return answer.strip()


def _asked(question: str, kind: Kind[T], default: str) -> T:
    def read(said: str) -> T:
        try:
            return kind.read(said.strip())
        except Mismatch as error:
            raise typer.BadParameter(f"expected {kind.expected}") from error

    asked: T = typer.prompt(question, default=default, value_proc=read, err=True)
    return asked


def _given(said: str | None, kind: Kind[T], option: str) -> T | None:
    if said is None:
        return None
    try:
        return kind.read(said)
    except Mismatch as error:
        raise typer.BadParameter(f"seen {said!r}, expected {kind.expected}", param_hint=option) from error
