"""How long a feed took to answer when it was asked last."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; nobody knows before the next poll."""
    op.execute("ALTER TABLE feed ADD COLUMN answered_in_s FLOAT")
