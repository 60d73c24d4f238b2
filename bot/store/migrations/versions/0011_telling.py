"""Hubs that are still to be told of news, and digests that were sent."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE ping (
        hub TEXT NOT NULL,
        feed TEXT NOT NULL,
        number INTEGER NOT NULL,
        is_ready BOOLEAN NOT NULL,
        since VARCHAR(27) NOT NULL,
        next_at VARCHAR(27) NOT NULL,
        attempts INTEGER NOT NULL,
        error TEXT,
        PRIMARY KEY (hub, feed)
    )""",
    "CREATE INDEX ping_by_time ON ping (next_at)",
    """CREATE TABLE digest (
        topic VARCHAR(64) NOT NULL,
        day VARCHAR(10) NOT NULL,
        at VARCHAR(27) NOT NULL,
        subject TEXT NOT NULL,
        plain TEXT NOT NULL,
        html TEXT NOT NULL,
        PRIMARY KEY (topic, day)
    )""",
    """CREATE TABLE digest_told (
        topic VARCHAR(64) NOT NULL,
        cluster VARCHAR(20) NOT NULL,
        day VARCHAR(10) NOT NULL,
        until VARCHAR(27) NOT NULL,
        PRIMARY KEY (topic, cluster, day)
    )""",
    """CREATE TABLE digest_sent (
        topic VARCHAR(64) NOT NULL,
        day VARCHAR(10) NOT NULL,
        recipient TEXT NOT NULL,
        next_at VARCHAR(27),
        attempts INTEGER NOT NULL,
        error TEXT,
        sent_at VARCHAR(27),
        PRIMARY KEY (topic, day, recipient)
    )""",
    "CREATE INDEX digest_sent_by_time ON digest_sent (next_at)",
)


def upgrade() -> None:
    """Add the tables, empty."""
    for statement in STATEMENTS:
        op.execute(statement)
