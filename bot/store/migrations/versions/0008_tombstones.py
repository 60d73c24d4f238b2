"""What is left of entries that went, and what topics ever showed, month by month."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

STATEMENTS: tuple[str, ...] = (
    # Empty: what was shown before nobody wrote down.
    """CREATE TABLE published_entry (
        topic VARCHAR(64) NOT NULL,
        id TEXT NOT NULL,
        cluster VARCHAR(20) NOT NULL REFERENCES cluster (key),
        month VARCHAR(7) NOT NULL,
        is_there BOOLEAN NOT NULL,
        went_at VARCHAR(27),
        went_into VARCHAR(20) REFERENCES cluster (key),
        PRIMARY KEY (topic, id)
    )""",
    "CREATE INDEX published_entry_cluster ON published_entry (topic, cluster)",
    "CREATE INDEX published_entry_month ON published_entry (topic, month, is_there)",
    "CREATE INDEX published_entry_went ON published_entry (topic, went_at DESC) WHERE went_at IS NOT NULL",
    "CREATE INDEX published_entry_into ON published_entry (went_into) WHERE went_into IS NOT NULL",
    """CREATE TABLE archive (
        topic VARCHAR(64) NOT NULL,
        month VARCHAR(7) NOT NULL,
        is_due BOOLEAN NOT NULL,
        documents INTEGER NOT NULL DEFAULT 0,
        stamp VARCHAR(64),
        PRIMARY KEY (topic, month)
    )""",
    "CREATE INDEX archive_due ON archive (month, topic) WHERE is_due = 1",
    # What feeds call themselves is part of every entry that came from them.
    """CREATE TRIGGER feed_came AFTER INSERT ON feed BEGIN
        INSERT INTO setting VALUES ('origins', '1')
            ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(setting.value AS INTEGER) + 1 AS TEXT);
    END""",
    """CREATE TRIGGER feed_renamed AFTER UPDATE OF url, title, home, moved_to ON feed
        WHEN OLD.url IS NOT NEW.url OR OLD.title IS NOT NEW.title OR OLD.home IS NOT NEW.home
            OR OLD.moved_to IS NOT NEW.moved_to BEGIN
        INSERT INTO setting VALUES ('origins', '1')
            ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(setting.value AS INTEGER) + 1 AS TEXT);
    END""",
    "CREATE TABLE entry_due (topic VARCHAR(64) NOT NULL, cluster VARCHAR(20) NOT NULL, PRIMARY KEY (topic, cluster))",
    # Noticed where it cannot be forgotten: entries change in curation, in merges, in renames, and when a hold ends.
    """CREATE TRIGGER entry_came AFTER INSERT ON topic_entry BEGIN
        INSERT INTO entry_due SELECT NEW.topic, NEW.cluster
            WHERE NOT EXISTS (SELECT 1 FROM entry_due WHERE topic = NEW.topic AND cluster = NEW.cluster);
    END""",
    """CREATE TRIGGER entry_changed AFTER UPDATE ON topic_entry BEGIN
        INSERT INTO entry_due SELECT NEW.topic, NEW.cluster
            WHERE NOT EXISTS (SELECT 1 FROM entry_due WHERE topic = NEW.topic AND cluster = NEW.cluster);
        INSERT INTO entry_due SELECT OLD.topic, OLD.cluster
            WHERE NOT EXISTS (SELECT 1 FROM entry_due WHERE topic = OLD.topic AND cluster = OLD.cluster);
    END""",
    """CREATE TRIGGER entry_went AFTER DELETE ON topic_entry BEGIN
        INSERT INTO entry_due SELECT OLD.topic, OLD.cluster
            WHERE NOT EXISTS (SELECT 1 FROM entry_due WHERE topic = OLD.topic AND cluster = OLD.cluster);
    END""",
)


def upgrade() -> None:
    """Add it, empty."""
    for statement in STATEMENTS:
        op.execute(statement)
