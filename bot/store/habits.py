"""What sources say in story after story: what was learned, what of it is kept, and whose turn it is to be looked at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, exists, func, literal_column, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.model import Habit, Story
from bot.store import tables, topics
from bot.store.stories import story_of

#: Stories that are looked at: the newest of the source. Arbitrary; enough to tell a habit from a coincidence.
LOOKED_AT = 40
#: New stories after which a source is looked at again: twice as many each time nothing new is found, up to the second.
SOON, LATE = 8, 64

#: The setting that changes with every habit that is learned, kept or taken off.
_EDITION = "habits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """A habit as it is stored."""

    habit: Habit
    mark: str  #: of its text, folded; 32 hex digits
    learned_at: datetime
    is_kept: bool  #: somebody said that it belongs to the stories


def due(connection: Connection) -> list[str]:
    """Sources with enough new stories to look for their habits again."""
    columns = tables.learning.c
    # Written out, as the index holds only these.
    is_due: ColumnElement[bool] = literal_column("waiting >= enough")
    return list(connection.scalars(select(columns.source).where(is_due).order_by(columns.source)))


def newest(connection: Connection, source: str) -> list[Story]:
    """The stories of a source to learn from, oldest first; not those that wait for their page, or were taken back."""
    columns, pages = tables.story.c, tables.page.c
    is_unread = exists().where(pages.story == columns.key, pages.next_at.is_not(None))
    rows = connection.execute(
        select(tables.story)
        .where(columns.source == source, columns.status == "usable", ~is_unread, columns.trimmed_at.is_(None))
        .order_by(columns.first_seen.desc(), columns.key)
        .limit(LOOKED_AT)
    ).mappings()
    return [story_of(row) for row in rows][::-1]


def learn(connection: Connection, source: str, habits: Mapping[str, Habit], now: datetime) -> list[Habit]:
    """Store what was learned of a source, by mark, and that it was looked at; return what is new.

    What is known stays as it was first learned, and kept where it is kept.
    """
    columns = tables.habit.c
    rows = connection.execute(select(columns.kind, columns.mark).where(columns.source == source))
    before = {(row.kind, row.mark) for row in rows}
    new = {mark: habit for mark, habit in habits.items() if (habit.kind, mark) not in before}
    for mark, habit in new.items():
        values = {name: getattr(habit, name) for name in Habit.__slots__}
        connection.execute(insert(tables.habit).values(**values, mark=mark, learned_at=now, is_kept=False))
    of_source = tables.learning.c.source == source
    enough = SOON if new else func.min(2 * tables.learning.c.enough, LATE)
    connection.execute(update(tables.learning).where(of_source).values(waiting=0, enough=enough))
    if new:
        _publish_again(connection, source, list(new.values()))
    return list(new.values())


def known(connection: Connection, source: str | None = None) -> list[Learned]:
    """What was learned of a source, or of all: by source, kind, and how many stories had it."""
    columns = tables.habit.c
    query = select(tables.habit).order_by(columns.source, columns.kind, columns.stories.desc(), columns.mark)
    rows = connection.execute(query if source is None else query.where(columns.source == source)).mappings()
    return [
        Learned(
            habit=Habit(**{name: row[name] for name in Habit.__slots__}),
            mark=row["mark"],
            learned_at=row["learned_at"],
            is_kept=row["is_kept"],
        )
        for row in rows
    ]


def taken_off(connection: Connection) -> list[Habit]:
    """All habits that are to be taken off stories."""
    return [one.habit for one in known(connection) if not one.is_kept]


def decide(connection: Connection, one: Learned, *, is_kept: bool) -> None:
    """Say that a habit belongs to the stories of its source, or that it does not."""
    columns, source = tables.habit.c, one.habit.source
    wanted = (columns.source == source) & (columns.kind == one.habit.kind) & (columns.mark == one.mark)
    connection.execute(update(tables.habit).where(wanted).values(is_kept=is_kept))
    _publish_again(connection, source, [one.habit])


def edition(connection: Connection) -> str:
    """A word that changes with the habits that are taken off; "" while nothing was learned."""
    return topics.setting(connection, _EDITION) or ""


def titles(connection: Connection, keys: Iterable[str]) -> dict[str, tuple[str, str, str]]:
    """Source, title and outlet of stories, by key: what a title needs to be seen without the source's habits."""
    columns = tables.story.c
    found: dict[str, tuple[str, str, str]] = {}
    for some in tables.in_portions(keys):
        query = select(columns.key, columns.source, columns.title, columns.outlet).where(columns.key.in_(some))
        found |= {key: (source, title, outlet) for key, source, title, outlet in connection.execute(query)}
    return found


def _publish_again(connection: Connection, source: str, habits: Sequence[Habit]) -> None:
    """Make topics look again at every cluster with a story that has one of these, and have them read again where they are used."""
    columns = tables.story.c
    has_one = or_(
        *(func.instr(columns.text if habit.kind == "line" else columns.title, habit.text) > 0 for habit in habits)
    )
    own = select(columns.cluster).where(columns.source == source, columns.cluster.is_not(None), has_one)
    connection.execute(update(tables.cluster).where(tables.cluster.c.key.in_(own)).values(changed=True))
    topics.remember(connection, _EDITION, str(int(edition(connection) or "0") + 1))
