"""When topics were first published without any entry: what they say of their own age never goes back behind it."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of topics that were there before nobody knows."""
    op.execute("ALTER TABLE known_topic ADD COLUMN empty_at VARCHAR(27)")
