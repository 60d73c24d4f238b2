"""The tables as they are now, for queries. Migrations hold the frozen history and never import this.

Times are stored as `timestamps.py` says, lists as JSON.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

from bot.store.timestamps import UtcDateTime

Key = TypeVar("Key")


metadata = MetaData()

feed = Table(  # what is known about an HTTP feed between two polls
    "feed",
    metadata,
    Column("source", String(64), primary_key=True),
    Column("url", Text, nullable=False),  # the validators below belong to this URL only
    Column("etag", Text),  # verbatim
    Column("last_modified", Text),  # verbatim
    Column("polled_at", UtcDateTime),  # null if never
    Column("read_at", UtcDateTime),  # last poll that went well; null if none
    Column("next_poll_at", UtcDateTime),  # null: at once
    Column("failures", Integer, nullable=False, default=0),  # in a row
    Column("error", Text),  # of the last poll; null if it went well
    Column("validated_url", Text),  # the URL that issued the validators
    Column("because", Text),  # why it is polled next when it is, for people
    Column("moved_to", Text),  # asked in place of `url`: a permanent redirect, proven; null if none
    Column("moving_to", Text),  # where a permanent redirect leads that is not proven yet
    Column("moving_since", UtcDateTime),  # when it was first seen
    Column("moving_polls", Integer, nullable=False, default=0),  # how often it was seen in a row
    Column("gone_since", UtcDateTime),  # first 410 (Gone) in a row; null if there is none
    Column("body_digest", String(64)),  # SHA-256 of the last document that was read
    Column("changed_at", UtcDateTime),  # last poll that brought a new or changed entry
    Column("pace_s", Float),  # seconds between two changes, as learned; null before the second
    Column("wishes", JSON),  # what the last document says about polling; null if none was read
    Column("title", Text),  # what the feed calls itself
    Column("home", Text),  # URL of its site
    Column("identity", String(16)),  # what tells its entries apart; null before the first document
    Column("identity_because", Text),  # why, for people
    Column("polls", Integer, nullable=False, default=0),  # how often it was asked
    Column("unchanged", Integer, nullable=False, default=0),  # how many of the answers brought nothing
    Column("failed", Integer, nullable=False, default=0),  # how many polls failed
    Column("hub", Text),  # WebSub hub that the last document, or its answer's headers, named
    Column("topic", Text),  # what the hub knows the feed by
    Column("answered_in_s", Float),  # how many seconds its last answer took; null if that is not known
)

host = Table(  # hosts that asked for a pause
    "host",
    metadata,
    Column("host", Text, primary_key=True),  # `name`, or `name:port` where the port is unusual
    Column("not_before", UtcDateTime, nullable=False),
    Column("because", Text, nullable=False),
)

subscription = Table(  # WebSub: hubs that push or are asked to, and those that were told to stop
    "subscription",
    metadata,
    Column("token", String(64), primary_key=True),  # end of the callback's URL
    Column("source", String(64), nullable=False),
    Column("hub", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("base_url", Text, nullable=False),  # begin of the callback's URL
    Column("secret", String(64)),  # what the hub signs with; null if it was given none
    Column("state", String(16), nullable=False),  # asked, active, denied, failed; ending, ended
    Column("asked_at", UtcDateTime),  # null: not yet
    Column("next_ask_at", UtcDateTime, nullable=False),  # renewal, or the next attempt
    Column("confirmed_at", UtcDateTime),  # when the hub last verified what it was asked; null if never
    Column("expires_at", UtcDateTime),  # end of the lease; null if there is none
    Column("pushed_at", UtcDateTime),  # last push that was taken; null if none
    Column("hinted_at", UtcDateTime),  # last push that said no more than that there is news
    Column("failures", Integer, nullable=False, default=0),  # in a row
    Column("error", Text),  # of the last attempt; null if it went well
)

page = Table(  # stories whose text is still to be taken from their page; they wait for it before they are clustered
    "page",
    metadata,
    Column("story", String(20), ForeignKey("story.key"), primary_key=True),
    Column("source", String(64), nullable=False),
    Column("url", Text, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("next_at", UtcDateTime),  # null: read; or given up, if there is an error
    Column("error", Text),  # of the last attempt
)

file = Table(  # files of folders that were read, so that they are read again only when they change
    "file",
    metadata,
    Column("source", String(64), primary_key=True),
    Column("path", Text, primary_key=True),  # inside the folder, with /
    Column("size", Integer, nullable=False),  # bytes
    Column("mtime_ns", Integer, nullable=False),
    Column("ctime_ns", Integer),  # null from before it was kept
    Column("digest", String(32)),  # of its bytes; null if they were not read, and from before it was kept
    Column("entry", Text),  # key of its first entry; null if it gave none, and from before it was kept
    Column("read_at", UtcDateTime, nullable=False),
    Column("error", Text),  # why it gave no story; null if it did
)

story = Table(
    "story",
    metadata,
    Column("key", String(20), primary_key=True),
    Column("source", String(64), nullable=False),
    Column("url", Text),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("published", UtcDateTime),  # as claimed
    Column("updated", UtcDateTime),  # as claimed
    Column("first_seen", UtcDateTime, nullable=False),
    Column("authors", JSON, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("credit", Text),
    Column("dateline", Text),
    Column("language", String(8)),
    Column("categories", JSON, nullable=False),
    Column("enclosures", JSON, nullable=False),
    Column("digest", String(64), nullable=False),  # of what the source said, cleaned; tells revisions apart
    Column("revision", Integer, nullable=False),  # 1, 2, …
    Column("revised", UtcDateTime, nullable=False),  # when it last said something that it had not said before
    Column("cluster", String(20), ForeignKey("cluster.key")),  # null: not clustered yet
    Column("copy", String(20)),  # null: not clustered yet
    Column("wire", JSON(none_as_null=True)),  # what its agency says of it; null for what is no agency's item
    Column("version", Integer),  # the agency's highest so far; null if it counts none
    Column("status", String(16), nullable=False, default="usable"),  # usable, withheld, canceled
    Column("embargo", UtcDateTime),  # not to be published before; null: at once
    Column("markers", JSON(none_as_null=True)),  # UPDATE 2-, LIVE: and the like; null if none
    Column("facts", JSON(none_as_null=True)),  # lead, numbers, dates, names, quotes; null from before they were kept
    Column("cuts", JSON(none_as_null=True)),  # what cleaning took off; null if nothing
    Column("trimmed_at", UtcDateTime),  # only its beginning is kept since; null: all of it
)

habit = Table(  # what sources say in story after story: taken off whenever a story is read, so that it can be undone
    "habit",
    metadata,
    Column("source", String(64), primary_key=True),
    Column("kind", String(8), primary_key=True),  # line, prefix, suffix
    Column("mark", String(32), primary_key=True),  # of the text, folded
    Column("text", Text, nullable=False),  # as first seen
    Column("stories", Integer, nullable=False),  # how many had it when it was learned
    Column("of", Integer, nullable=False),  # of how many that were looked at
    Column("learned_at", UtcDateTime, nullable=False),
    Column("is_kept", Boolean, nullable=False, default=False),  # somebody said that it belongs to the stories
)

learning = Table(  # when to look for the habits of each source again; the database counts its new stories here itself
    "learning",
    metadata,
    Column("source", String(64), primary_key=True),
    Column("waiting", Integer, nullable=False),  # stories that came since its habits were last looked for
    Column("enough", Integer, nullable=False),  # how many are enough to look again
)

revision = Table(  # what a story said before its source changed it
    "revision",
    metadata,
    Column("story", String(20), ForeignKey("story.key"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("updated", UtcDateTime),
    Column("revised", UtcDateTime, nullable=False),
)

sighting = Table(
    "sighting",
    metadata,
    Column("source", String(64), primary_key=True),
    Column("entry", Text, primary_key=True),
    Column("story", String(20), ForeignKey("story.key"), nullable=False),
    Column("url", Text),
    Column("seen", UtcDateTime, nullable=False),
    Column("digest", String(64), nullable=False),  # of what this entry last said
    Column("guid", Text),  # as claimed; null if none, or from before it was kept
    Column("title", String(32)),  # fingerprint of the title; null from before it was kept
    Column("identity", String(16)),  # what `entry` is made of; null for files, and from before it was kept
)

cluster = Table(
    "cluster",
    metadata,
    Column("key", String(20), primary_key=True),
    Column("id", Text, nullable=False, unique=True),  # tag: URI, minted once
    Column("changed", Boolean, nullable=False),  # topics have not looked at it since it changed
    Column("again_at", UtcDateTime),  # topics have to look at it then, as an embargo ends; null if none does
    # Readers once saw of it what was then taken back: `due` until its page is written without it, in a topic or not, then
    # `written`; null if nothing was.
    Column("kept_page", String(8)),
    Column("merged_into", String(20), ForeignKey("cluster.key")),  # one that is there; its stories are in that one now
    Column("page_due", Boolean, nullable=False, default=False),  # to be written, in a topic or not: its stories moved
)

decision = (
    Table(  # why each story is where it is: a log; the last one about a story counts, the first says when it came
        "decision",
        metadata,
        Column("number", Integer, primary_key=True, autoincrement=True),  # the order in which things were decided
        Column("story", String(20), ForeignKey("story.key"), nullable=False),
        Column("kind", String(8), nullable=False),
        Column("cluster", String(20), ForeignKey("cluster.key"), nullable=False),
        Column("copy", String(20), nullable=False),
        Column("score", Float, nullable=False),
        Column("refused", String(20)),
        Column("evidence", JSON, nullable=False),
        Column("former", String(20)),  # the cluster that a story moved from; null if it did not move
    )
)

remembered = (
    Table(  # what the clusterer remembers of stories, so that it starts again as it was; those of its window only
        "remembered",
        metadata,
        Column("number", Integer, primary_key=True, autoincrement=False),  # of the first decision about the story
        Column("story", String(20), ForeignKey("story.key"), nullable=False, unique=True),
        Column("packed", LargeBinary, nullable=False),  # as the clusterer wrote it; the first byte is the format
        Column(
            "is_due", Boolean, nullable=False
        ),  # the story says something else by now; the database notices by itself
    )
)

topic_entry = Table(  # what each topic shows of each cluster that its rules let in
    "topic_entry",
    metadata,
    Column("topic", String(64), primary_key=True),
    Column("cluster", String(20), ForeignKey("cluster.key"), primary_key=True),
    Column("representative", String(20), ForeignKey("story.key"), nullable=False),
    Column("chosen_because", Text, nullable=False),
    Column("matched", JSON, nullable=False),
    Column("signature", String(64), nullable=False),  # of what a reader sees
    Column("published", UtcDateTime, nullable=False),
    Column("updated", UtcDateTime, nullable=False),
    Column(
        "withdrawn", Boolean, nullable=False
    ),  # the rules let it in once and no more, or it was merged; its times are kept
    Column("id", Text),  # that of a merged cluster whose entry it goes on; null: the cluster's own
    Column("outlets", Integer, nullable=False, default=1),  # how many report it
    Column("voices", Integer, nullable=False, default=1),  # how many of them on their own account
    Column("held_until", UtcDateTime),  # not shown before; null: at once
    Column("changes", JSON, nullable=False, default=[]),  # what became new in it for readers, the newest first
    Column("told", JSON),  # what readers were told last, against which news is held; null from before it was kept
    Column(
        "issue", Integer, nullable=False, default=1
    ),  # which entry of the cluster, where news makes a new one; from 1
    Column("is_pinned", Boolean, nullable=False, default=False),  # an editor wants it first
    Column("title", Text),  # an editor's; null: the representative's
)

editorial = Table(  # what editors decided: a log; what is undone says so
    "editorial",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", UtcDateTime, nullable=False),
    Column("by", String(16), nullable=False),  # cli, web
    Column("kind", String(16), nullable=False),  # merge, split, apart, hide, pin, represent, retitle
    Column("story", String(20), ForeignKey("story.key"), nullable=False),  # of the cluster that is meant
    Column("other", String(20), ForeignKey("story.key")),  # the second story of merge, split and apart
    Column("topic", String(64)),  # null: all of them
    Column("value", Text),  # the title of retitle
    Column("undone_at", UtcDateTime),  # null: it holds
    Column("is_due", Boolean, nullable=False),  # neither it nor its undoing was heeded yet
)

known_topic = Table(  # topics that were ever published: their addresses are for ever
    "known_topic",
    metadata,
    Column("slug", String(64), primary_key=True),
    Column("first_published", UtcDateTime, nullable=False),
    Column("gone_since", UtcDateTime),  # null: it is there
    Column("moved_to", String(64)),  # the slug that it has now; null: none
    Column("minted", String(80)),  # what the feed's id says in place of the slug; null: the slug
    Column(
        "empty_at", UtcDateTime
    ),  # what its feeds said of their age before the first entry; null: they never had none
)

published_entry = Table(  # what topics ever showed: ids are never used again, and subscribers hear of what went
    "published_entry",
    metadata,
    Column("topic", String(64), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("cluster", String(20), ForeignKey("cluster.key"), nullable=False),  # that has it now, or had it last
    Column("month", String(7), nullable=False),  # of its `published`, in UTC: 2026-03
    Column("is_there", Boolean, nullable=False),  # the topic lets it in, whether or not there is room for it
    Column("went_at", UtcDateTime),  # when it last went, kept when it comes back; null: never
    Column("went_into", String(20), ForeignKey("cluster.key")),  # that has its stories since; null: none
)

archive = Table(  # months of which topics showed entries
    "archive",
    metadata,
    Column("topic", String(64), primary_key=True),
    Column("month", String(7), primary_key=True),
    Column("is_due", Boolean, nullable=False),  # an entry came, changed or went since its documents were written
    Column("documents", Integer, nullable=False, default=0),  # that it was last written as
    Column("stamp", String(64)),  # of what they say beside the entries; null: not written yet
)

entry_due = Table(  # entries of topics that were written since anybody asked what went; the database notices by itself
    "entry_due",
    metadata,
    Column("topic", String(64), primary_key=True),
    Column("cluster", String(20), primary_key=True),
)

private_topic = Table(  # topics that only subscribers may read, also after they left the configuration
    "private_topic",
    metadata,
    Column("slug", String(64), primary_key=True),
    Column("was_public", Boolean, nullable=False),  # its public address was known before, so that it may be said gone
)

subscriber = Table(  # who may read private topics
    "subscriber",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),  # SHA-256 of the token, which is kept nowhere
    Column("topics", JSON(none_as_null=True)),  # slugs; null: all of them
    Column("made_at", UtcDateTime, nullable=False),  # the token
    Column("revoked_at", UtcDateTime),  # null: it holds
    Column("last_used_on", String(10)),  # the day, in UTC: 2026-03-02; null: never
)

search_due = Table(  # what was indexed of stories that say something else by now; the database notices by itself
    "search_due",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # of the story's row in `searched`
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("outlet", Text, nullable=False),
)

setting = Table(  # what was decided with which configuration
    "setting",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)


def in_portions(keys: Iterable[Key], size: int = 500) -> Iterator[list[Key]]:
    """Yield *keys* in lists of at most *size*: databases limit how many values one statement may hold."""
    rest = iter(keys)
    while some := list(islice(rest, size)):
        yield some
