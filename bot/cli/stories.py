"""Find the stories that are named on the command line, and write down what editors decide about them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.printing import printable, say
from bot.config import Settings, load
from bot.editing import decide
from bot.errors import StoreError, UnknownStory
from bot.model import Story
from bot.store import stories
from bot.store.database import Database, open_database
from bot.store.editorial import Wanted

NAMED = "A key or its beginning, a URL, or the name of a file."
OneStory = Annotated[str, typer.Argument(metavar="STORY", help=NAMED, show_default=False)]
OtherStory = Annotated[str, typer.Argument(metavar="STORY", help="The same, of the other one.", show_default=False)]
InTopic = Annotated[
    str | None, typer.Option("--topic", metavar="SLUG", help="In this topic only.", show_default="in all topics")
]


@contextmanager
def opened(config: Path) -> Iterator[tuple[Settings, Database]]:
    """Open the database of a configuration as it is, beside a service that may be running.

    Raises:
        ConfigError: the configuration cannot be used.
        StoreError: the database cannot be opened, or there is none.
    """
    settings = load(config)
    if not settings.database.exists():
        raise StoreError(str(settings.database), "there is no database yet; run `storyfold once` first")
    database = open_database(settings.database, migrate=False)
    try:
        yield settings, database
    finally:
        database.close()


def find(database: Database, name: str) -> Story:
    """Return the story that a person calls by this name, as it is kept.

    Raises:
        UnknownStory: there is none, or more than one.
    """
    with database.reading() as connection:
        found = stories.find(connection, name)
    if not found:
        raise UnknownStory(
            str(database.path), f"no story is called {name!r}; expected {NAMED[:1].lower()}{NAMED[1:-1]}"
        )
    if len(found) > 1:
        raise UnknownStory(
            str(database.path),
            f"more than one story is called {name!r}, e.g. {found[0].key} and {found[1].key}; name a key",
        )
    return found[0]


def topic_of(settings: Settings, slug: str | None) -> str | None:
    """Return the slug of a configured topic; None stands for all.

    Raises:
        typer.BadParameter: no topic is called so.
    """
    known = [topic.slug for topic in settings.topics]
    if slug is not None and slug not in known:
        raise typer.BadParameter(f"no topic is called {slug!r}; there are {', '.join(known)}")
    return slug


def write_down(database: Database, wanted: Wanted, what: str) -> None:
    """Keep what an editor decided, and say *what* the next pass does.

    Raises:
        StoreError: it cannot be done, or the database cannot be written.
    """
    number = decide(database, wanted, "cli", datetime.now(UTC))
    say(f"decision {number}: the next pass {what}; `storyfold undo {number}` takes it back")


def called(story: Story) -> str:
    """Return how a story is named to people."""
    return f"“{printable(story.title)}”"
