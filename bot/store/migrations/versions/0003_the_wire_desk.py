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
)


def upgrade() -> None:
    """Add columns."""
    for statement in STATEMENTS:
        op.execute(statement)
