"""What stories said before their sources changed them, as far as readers may see it."""

from collections.abc import Iterable
from datetime import datetime
from itertools import zip_longest
from typing import NamedTuple

from sqlalchemy import Connection, select

from bot.store import tables


class Said(NamedTuple):
    """What a story said until something else took its place."""

    title: str
    text: str
    html: str
    until: datetime


def said(connection: Connection, keys: Iterable[str]) -> dict[str, list[Said]]:
    """What these stories said before, oldest first; nothing of those that said the same from the start.

    Nothing of agencies' items, of which a former version may have been withheld or under an embargo, and nothing of events of
    which anything was taken back once: nobody but their sources knows what was to be read of them.
    """
    story, former, cluster = tables.story, tables.revision, tables.cluster
    columns = (
        former.c.story,
        former.c.title,
        former.c.text,
        former.c.html,
        former.c.revised,
        story.c.revised.label("last"),
    )
    may_be_seen = (
        story.c.wire.is_(None),
        story.c.status == "usable",
        story.c.embargo.is_(None),
        cluster.c.kept_page.is_(None),
    )
    found: dict[str, list[Said]] = {}
    for some in tables.in_portions(keys):
        rows = connection.execute(
            select(*columns)
            .join(story, story.c.key == former.c.story)
            .join(cluster, cluster.c.key == story.c.cluster)
            .where(former.c.story.in_(some), *may_be_seen)
            .order_by(former.c.story, former.c.number)
        ).all()
        for row, after in zip_longest(rows, rows[1:]):
            until = after.revised if after is not None and after.story == row.story else row.last
            found.setdefault(row.story, []).append(Said(row.title, row.text, row.html, until))
    return found
