"""Topics say how many report an event, what became new in it, and what editors decided."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STATEMENTS = (
    "ALTER TABLE topic_entry ADD COLUMN outlets INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE topic_entry ADD COLUMN voices INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE topic_entry ADD COLUMN held_until VARCHAR(27)",
    "ALTER TABLE topic_entry ADD COLUMN changes JSON NOT NULL DEFAULT '[]'",
    "ALTER TABLE topic_entry ADD COLUMN told JSON",
    "ALTER TABLE topic_entry ADD COLUMN issue INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE topic_entry ADD COLUMN is_pinned BOOLEAN NOT NULL DEFAULT 0",
    "ALTER TABLE topic_entry ADD COLUMN title TEXT",
    # The order of a topic, so that its first entries are found without reading the others.
    """CREATE INDEX topic_entry_developing ON topic_entry
        (topic, withdrawn, is_pinned DESC, updated DESC, cluster)""",
    """CREATE INDEX topic_entry_published ON topic_entry
        (topic, withdrawn, is_pinned DESC, published DESC, cluster)""",
    """CREATE INDEX topic_entry_covered ON topic_entry
        (topic, withdrawn, is_pinned DESC, voices DESC, outlets DESC, updated DESC, cluster)""",
    "CREATE INDEX topic_entry_seen ON topic_entry (topic, updated) WHERE held_until IS NULL",
    "CREATE INDEX topic_entry_held ON topic_entry (topic, held_until) WHERE held_until IS NOT NULL",
    """CREATE TABLE editorial (
        number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        at VARCHAR(27) NOT NULL,
        by VARCHAR(16) NOT NULL,
        kind VARCHAR(16) NOT NULL,
        story VARCHAR(20) NOT NULL REFERENCES story (key),
        other VARCHAR(20) REFERENCES story (key),
        topic VARCHAR(64),
        value TEXT,
        undone_at VARCHAR(27),
        is_due BOOLEAN NOT NULL
    )""",
    "CREATE INDEX editorial_due ON editorial (number) WHERE is_due = 1",
    "CREATE INDEX editorial_story ON editorial (story)",
    """CREATE TABLE known_topic (
        slug VARCHAR(64) NOT NULL PRIMARY KEY,
        first_published VARCHAR(27) NOT NULL,
        gone_since VARCHAR(27),
        moved_to VARCHAR(64),
        minted VARCHAR(80)
    )""",
)


def upgrade() -> None:
    """Add columns and tables; what is stored of them was not counted yet."""
    for statement in STATEMENTS:
        op.execute(statement)
