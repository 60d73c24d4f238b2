"""The tables of what leaves the house: hubs that are told, digests that are mailed; beside those of `tables`."""

from sqlalchemy import Boolean, Column, Integer, String, Table, Text

from bot.store.tables import metadata
from bot.store.timestamps import UtcDateTime

__all__ = ["digest", "digest_sent", "digest_told", "metadata", "ping"]

ping = Table(  # hubs that are still to be told that a feed changed; one row for however many changes
    "ping",
    metadata,
    Column("hub", Text, primary_key=True),  # URL
    Column("feed", Text, primary_key=True),  # path in the public directory
    Column("number", Integer, nullable=False),  # of the last change: one that came while the hub was told is told again
    Column("is_ready", Boolean, nullable=False),  # the feed is in place, so that the hub finds what is new
    Column("since", UtcDateTime, nullable=False),  # of the first change
    Column("next_at", UtcDateTime, nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("error", Text),  # one line, of the last attempt
)

digest = Table(  # digests as they were made, whoever got them
    "digest",
    metadata,
    Column("topic", String(64), primary_key=True),
    Column("day", String(10), primary_key=True),  # in the time zone of the site: 2026-03-02
    Column("at", UtcDateTime, nullable=False),  # when it was due: what came until then is in it
    Column("subject", Text, nullable=False),  # "": there was nothing to tell
    Column("plain", Text, nullable=False),
    Column("html", Text, nullable=False),
)

digest_told = Table(  # what digests told of
    "digest_told",
    metadata,
    Column("topic", String(64), primary_key=True),
    Column("cluster", String(20), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("until", UtcDateTime, nullable=False),  # its changes until then
)

digest_sent = Table(  # who gets a digest
    "digest_sent",
    metadata,
    Column("topic", String(64), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("recipient", Text, primary_key=True),  # as configured
    Column("next_at", UtcDateTime, index=True),  # null: no further attempt, it was sent or given up
    Column("attempts", Integer, nullable=False),
    Column("error", Text),  # one line, of the last attempt
    Column("sent_at", UtcDateTime),  # null: not sent
)
