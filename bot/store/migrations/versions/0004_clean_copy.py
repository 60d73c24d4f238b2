"""Clean copy: what cleaning reads out of stories and takes off them, and what it learns of sources."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STATEMENTS = (
    "ALTER TABLE story ADD COLUMN markers JSON",
    "ALTER TABLE story ADD COLUMN facts JSON",
    "ALTER TABLE story ADD COLUMN cuts JSON",
    """CREATE TABLE habit (
        source VARCHAR(64) NOT NULL,
        kind VARCHAR(8) NOT NULL,
        mark VARCHAR(32) NOT NULL,
        text TEXT NOT NULL,
        stories INTEGER NOT NULL,
        "of" INTEGER NOT NULL,
        learned_at VARCHAR(27) NOT NULL,
        is_kept BOOLEAN NOT NULL,
        PRIMARY KEY (source, kind, mark)
    )""",
    """CREATE TABLE learning (
        source VARCHAR(64) NOT NULL,
        waiting INTEGER NOT NULL,
        enough INTEGER NOT NULL,
        PRIMARY KEY (source)
    )""",
    "CREATE INDEX learning_due ON learning (source) WHERE waiting >= enough",
    "INSERT INTO learning SELECT source, count(*), 8 FROM story GROUP BY source",
    # Counted where it cannot be forgotten: in the transaction that brings the story, whatever code does.
    """CREATE TRIGGER story_learning AFTER INSERT ON story BEGIN
        INSERT INTO learning VALUES (NEW.source, 1, 8) ON CONFLICT (source) DO UPDATE SET waiting = waiting + 1;
    END""",
    "CREATE INDEX story_source ON story (source, first_seen)",
)


def upgrade() -> None:
    """Add columns and tables."""
    for statement in STATEMENTS:
        op.execute(statement)
