"""Which topics are private, and who may read them."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

STATEMENTS: tuple[str, ...] = (
    "CREATE TABLE private_topic (slug VARCHAR(64) NOT NULL PRIMARY KEY, was_public BOOLEAN NOT NULL)",
    """CREATE TABLE subscriber (
        name VARCHAR(64) NOT NULL PRIMARY KEY,
        digest VARCHAR(64) NOT NULL UNIQUE,
        topics JSON,
        made_at VARCHAR(27) NOT NULL,
        revoked_at VARCHAR(27),
        last_used_on VARCHAR(10)
    )""",
)


def upgrade() -> None:
    """Add the tables, empty: every topic was public so far."""
    for statement in STATEMENTS:
        op.execute(statement)
