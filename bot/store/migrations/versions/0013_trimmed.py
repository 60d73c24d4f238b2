"""Stories of which only the beginning is kept."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

STATEMENTS = (
    "ALTER TABLE story ADD COLUMN trimmed_at VARCHAR(27)",
    # The oldest whose texts are whole: found without a look at the texts themselves.
    "CREATE INDEX story_whole ON story (revised, key, cluster) WHERE trimmed_at IS NULL AND cluster IS NOT NULL",
    "CREATE INDEX story_trimmed ON story (cluster) WHERE trimmed_at IS NOT NULL",
)


def upgrade() -> None:
    """Add the column; all texts are whole."""
    for statement in STATEMENTS:
        op.execute(statement)
