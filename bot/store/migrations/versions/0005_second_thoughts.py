"""Second thoughts: clusters that became one, stories that moved, and what is left at their old addresses."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

STATEMENTS = (
    "ALTER TABLE cluster ADD COLUMN merged_into VARCHAR(20) REFERENCES cluster (key)",
    "ALTER TABLE cluster ADD COLUMN page_due BOOLEAN NOT NULL DEFAULT 0",
    "CREATE INDEX cluster_merged ON cluster (merged_into) WHERE merged_into IS NOT NULL",
    "CREATE INDEX cluster_page_due ON cluster (key) WHERE page_due = 1",
    "ALTER TABLE decision ADD COLUMN former VARCHAR(20)",
    "CREATE INDEX decision_former ON decision (former) WHERE former IS NOT NULL",
    "ALTER TABLE topic_entry ADD COLUMN id TEXT",
)


def upgrade() -> None:
    """Add columns."""
    for statement in STATEMENTS:
        op.execute(statement)
