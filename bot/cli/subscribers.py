"""`storyfold subscribers`: who may read private topics."""

import json
import sys
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from bot.cli.options import DEFAULT_CONFIG, Config
from bot.cli.printing import iso, printable, say
from bot.cli.stories import opened
from bot.config import Settings
from bot.errors import UnknownSubscriber
from bot.store import subscribers as stored
from bot.store.database import Database
from bot.store.subscribers import Subscriber, new_token

_LONGEST = 64  # characters of a name; the column has as many

subscribers = typer.Typer(help="Say who may read private topics.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME", help="Who it is, for you alone.", show_default=False)]
Topics = Annotated[
    list[str] | None,
    typer.Option("--topic", metavar="SLUG", help="A private topic; again for more.", show_default="all of them"),
]


@subscribers.command("add")
def add(name: Name, topic: Topics = None, config: Config = DEFAULT_CONFIG) -> None:
    """Give somebody a token, and print it with the addresses of the feeds. It is shown this once: only its digest is kept.

    Without `--topic` it is for all private topics, also for those to come.

    For example:

        storyfold subscribers add 'Night desk' --topic budget --topic transfers
    """
    _require_name(name)
    with opened(config) as (settings, database):
        topics = None if not topic else _private(settings, topic)
        token = new_token()
        with database.writing() as connection:
            is_new = stored.add(connection, name, topics, token, datetime.now(UTC))
        if not is_new:
            raise UnknownSubscriber(
                str(database.path), f"there is a subscriber {name!r} already; give another name, or renew the token"
            )
        _hand_over(settings, name, token, topics)


@subscribers.command("renew")
def renew(name: Name, config: Config = DEFAULT_CONFIG) -> None:
    """Give a subscriber another token, and print it. The former one ends; a revoked subscriber is one again.

    For example:

        storyfold subscribers renew "Night desk"
    """
    with opened(config) as (settings, database):
        token = new_token()
        with database.writing() as connection:
            is_known = stored.renew(connection, name, token, datetime.now(UTC))
            found = stored.named(connection, name)
        if not is_known or found is None:
            raise _unknown(database, name)
        _hand_over(settings, name, token, found.topics)


@subscribers.command("revoke")
def revoke(name: Name, config: Config = DEFAULT_CONFIG) -> None:
    """End a subscriber's token at once: from now on its addresses lead nowhere.

    For example:

        storyfold subscribers revoke "Night desk"
    """
    with opened(config) as (_, database):
        with database.writing() as connection:
            is_known = stored.revoke(connection, name, datetime.now(UTC))
        if not is_known:
            raise _unknown(database, name)
        say(f"{name} reads nothing private any more; `storyfold subscribers renew` gives another token")


@subscribers.command("list")
def list_subscribers(config: Config = DEFAULT_CONFIG) -> None:
    """Show who has a token, for which topics, since when, and on which day it was last used.

    A line each at a terminal, a JSON object a line elsewhere. Tokens are not shown: nobody knows them.

    For example:

        storyfold subscribers list
    """
    with opened(config) as (_, database), database.reading() as connection:
        found = stored.everybody(connection)
    for one in found:
        print(_in_words(one) if sys.stdout.isatty() else json.dumps(_row(one), ensure_ascii=False))


def _hand_over(settings: Settings, name: str, token: str, topics: tuple[str, ...] | None) -> None:
    """Print a token and what it opens, this once."""
    home = f"{settings.site.base_url}/private"
    private = [one.slug for one in settings.topics if one.private and (topics is None or one.slug in topics)]
    feeds = [f"{home}/{token}/topics/{slug}.atom" for slug in private]
    if sys.stdout.isatty():
        lines = [
            f"Token of {printable(name)}, shown this once:\n",
            f"  {token}\n",
            "Addresses:\n",
            f"  {home}/{token}/",
        ]
        lines += [f"  {url}" for url in feeds]
        with_password = f"\nReaders that ask for a password get the token as one, with any name, at {home}/"
        print("\n".join([*lines, with_password]))
    else:
        page = f"{home}/{token}/"
        print(json.dumps({"name": name, "token": token, "page": page, "feeds": feeds}, ensure_ascii=False))
    if not private:
        say("no topic of the configuration is private that this subscriber may read; `private: true` makes one")


def _private(settings: Settings, slugs: list[str]) -> tuple[str, ...]:
    private = [topic.slug for topic in settings.topics if topic.private]
    for slug in slugs:
        if slug not in private:
            known = f"there are {', '.join(private)}" if private else "there is none"
            raise typer.BadParameter(f"no private topic is called {slug!r}; {known}", param_hint="--topic")
    return tuple(dict.fromkeys(slugs))


def _require_name(name: str) -> None:
    if not name.strip() or name != name.strip() or not name.isprintable() or len(name) > _LONGEST:
        raise typer.BadParameter(
            f"expected 1 to {_LONGEST} printable characters without blanks at the ends, seen {name!r}",
            param_hint="NAME",
        )


def _unknown(database: Database, name: str) -> UnknownSubscriber:
    return UnknownSubscriber(
        str(database.path), f"no subscriber is called {name!r}; `storyfold subscribers list` names them"
    )


def _row(one: Subscriber) -> dict[str, Any]:
    return {
        "name": one.name,
        "topics": None if one.topics is None else list(one.topics),
        "made": iso(one.made_at),
        "last_used": one.last_used_on.isoformat() if one.last_used_on else None,
        "revoked": iso(one.revoked_at),
    }


def _in_words(one: Subscriber) -> str:
    topics = "all private topics" if one.topics is None else ", ".join(one.topics)
    used = f"last used {one.last_used_on}" if one.last_used_on else "never used"
    ended = f", revoked {one.revoked_at:%Y-%m-%d}" if one.revoked_at else ""
    return f"{printable(one.name)}  {topics}  (since {one.made_at:%Y-%m-%d}, {used}{ended})"
