"""Feeds of the open web: moves, wishes and pace of feeds, pauses of hosts, WebSub, pages to read, what identifies entries."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STATEMENTS = (
    "ALTER TABLE feed ADD COLUMN because TEXT",
    "ALTER TABLE feed ADD COLUMN validated_url TEXT",
    "UPDATE feed SET validated_url = url WHERE etag IS NOT NULL OR last_modified IS NOT NULL",
    "ALTER TABLE feed ADD COLUMN moved_to TEXT",
    "ALTER TABLE feed ADD COLUMN moving_to TEXT",
    "ALTER TABLE feed ADD COLUMN moving_since VARCHAR(27)",
    "ALTER TABLE feed ADD COLUMN moving_polls INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE feed ADD COLUMN gone_since VARCHAR(27)",
    "ALTER TABLE feed ADD COLUMN body_digest VARCHAR(64)",
    "ALTER TABLE feed ADD COLUMN changed_at VARCHAR(27)",
    "ALTER TABLE feed ADD COLUMN pace_s FLOAT",
    "ALTER TABLE feed ADD COLUMN wishes JSON",
    "ALTER TABLE feed ADD COLUMN title TEXT",
    "ALTER TABLE feed ADD COLUMN home TEXT",
    "ALTER TABLE feed ADD COLUMN identity VARCHAR(16)",
    "ALTER TABLE feed ADD COLUMN identity_because TEXT",
    "ALTER TABLE feed ADD COLUMN polls INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE feed ADD COLUMN unchanged INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE feed ADD COLUMN failed INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE feed ADD COLUMN hub TEXT",
    "ALTER TABLE feed ADD COLUMN topic TEXT",
    "CREATE TABLE host (host TEXT PRIMARY KEY, not_before VARCHAR(27) NOT NULL, because TEXT NOT NULL)",
    """
    CREATE TABLE subscription (
        token VARCHAR(64) PRIMARY KEY,
        source VARCHAR(64) NOT NULL,
        hub TEXT NOT NULL,
        topic TEXT NOT NULL,
        base_url TEXT NOT NULL,
        secret VARCHAR(64),
        state VARCHAR(16) NOT NULL,
        asked_at VARCHAR(27),
        next_ask_at VARCHAR(27) NOT NULL,
        confirmed_at VARCHAR(27),
        expires_at VARCHAR(27),
        pushed_at VARCHAR(27),
        hinted_at VARCHAR(27),
        failures INTEGER NOT NULL DEFAULT 0,
        error TEXT
    )
    """,
    """
    CREATE TABLE page (
        story VARCHAR(20) PRIMARY KEY REFERENCES story (key),
        source VARCHAR(64) NOT NULL,
        url TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        next_at VARCHAR(27),
        error TEXT
    )
    """,
    "CREATE INDEX page_next ON page (next_at) WHERE next_at IS NOT NULL",
    "ALTER TABLE sighting ADD COLUMN guid TEXT",
    "ALTER TABLE sighting ADD COLUMN title VARCHAR(32)",
    "ALTER TABLE sighting ADD COLUMN identity VARCHAR(16)",
    # Stories that are new have no cluster yet: they stand in `story_unclustered`.
    "DROP INDEX story_cluster",
    "CREATE INDEX story_cluster ON story (cluster, key) WHERE cluster IS NOT NULL",
    "DROP INDEX sighting_story",
    "CREATE INDEX sighting_story ON sighting (story, source, seen)",
    "CREATE INDEX sighting_url ON sighting (source, url)",
    "CREATE INDEX sighting_title ON sighting (source, title)",
    "CREATE INDEX sighting_digest ON sighting (source, digest) WHERE title IS NULL",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
