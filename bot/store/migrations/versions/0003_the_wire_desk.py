"""The wire desk: what agencies say of their items."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STATEMENTS = (
    "ALTER TABLE story ADD COLUMN wire JSON",
    "ALTER TABLE story ADD COLUMN version INTEGER",
    "ALTER TABLE story ADD COLUMN status VARCHAR(16) NOT NULL DEFAULT 'usable'",
    "ALTER TABLE story ADD COLUMN embargo VARCHAR(27)",
    "CREATE INDEX story_embargo ON story (embargo) WHERE embargo IS NOT NULL",
    "ALTER TABLE file ADD COLUMN ctime_ns INTEGER",
    "ALTER TABLE file ADD COLUMN digest VARCHAR(32)",
    "ALTER TABLE file ADD COLUMN entry TEXT",
    "CREATE INDEX file_digest ON file (source, digest) WHERE digest IS NOT NULL",
    "ALTER TABLE cluster ADD COLUMN again_at VARCHAR(27)",
    "ALTER TABLE cluster ADD COLUMN kept_page VARCHAR(8)",
    # Each pass asks for these in the order of their keys, and SQLite read the whole table for it.
    "DROP INDEX cluster_changed",
    "CREATE INDEX cluster_changed ON cluster (key) WHERE changed = 1",
    "CREATE INDEX topic_entry_cluster ON topic_entry (cluster)",
    "CREATE INDEX cluster_again ON cluster (again_at) WHERE again_at IS NOT NULL",
    "CREATE INDEX cluster_kept_page ON cluster (key) WHERE kept_page = 'due'",
    "CREATE INDEX decision_refused ON decision (refused) WHERE refused IS NOT NULL",
)


def upgrade() -> None:
    """Add columns."""
    for statement in STATEMENTS:
        op.execute(statement)
