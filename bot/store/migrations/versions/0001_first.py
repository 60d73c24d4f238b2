"""The first schema: feeds, files, stories with their revisions and sightings, clusters, decisions, topic entries."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    """
    CREATE TABLE feed (
        source VARCHAR(64) PRIMARY KEY,
        url TEXT NOT NULL,
        etag TEXT,
        last_modified TEXT,
        polled_at VARCHAR(27),
        read_at VARCHAR(27),
        next_poll_at VARCHAR(27),
        failures INTEGER NOT NULL,
        error TEXT
    )
    """,
    """
    CREATE TABLE file (
        source VARCHAR(64) NOT NULL,
        path TEXT NOT NULL,
        size BIGINT NOT NULL,
        mtime_ns BIGINT NOT NULL,
        read_at VARCHAR(27) NOT NULL,
        error TEXT,
        PRIMARY KEY (source, path)
    )
    """,
    """
    CREATE TABLE cluster (
        key VARCHAR(20) PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        changed BOOLEAN NOT NULL
    )
    """,
    "CREATE INDEX cluster_changed ON cluster (changed) WHERE changed",
    """
    CREATE TABLE story (
        key VARCHAR(20) PRIMARY KEY,
        source VARCHAR(64) NOT NULL,
        url TEXT,
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        html TEXT NOT NULL,
        published VARCHAR(27),
        updated VARCHAR(27),
        first_seen VARCHAR(27) NOT NULL,
        authors JSON NOT NULL,
        outlet TEXT NOT NULL,
        credit TEXT,
        dateline TEXT,
        language VARCHAR(8),
        categories JSON NOT NULL,
        enclosures JSON NOT NULL,
        digest VARCHAR(64) NOT NULL,
        revision INTEGER NOT NULL,
        revised VARCHAR(27) NOT NULL,
        cluster VARCHAR(20) REFERENCES cluster (key),
        copy VARCHAR(20)
    )
    """,
    "CREATE INDEX story_unclustered ON story (first_seen, key) WHERE cluster IS NULL",
    "CREATE INDEX story_cluster ON story (cluster)",
    "CREATE INDEX story_first_seen ON story (first_seen)",
    """
    CREATE TABLE revision (
        story VARCHAR(20) NOT NULL REFERENCES story (key),
        number INTEGER NOT NULL,
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        html TEXT NOT NULL,
        updated VARCHAR(27),
        revised VARCHAR(27) NOT NULL,
        PRIMARY KEY (story, number)
    )
    """,
    """
    CREATE TABLE sighting (
        source VARCHAR(64) NOT NULL,
        entry TEXT NOT NULL,
        story VARCHAR(20) NOT NULL REFERENCES story (key),
        url TEXT,
        seen VARCHAR(27) NOT NULL,
        digest VARCHAR(64) NOT NULL,
        PRIMARY KEY (source, entry)
    )
    """,
    "CREATE INDEX sighting_story ON sighting (story)",
    """
    CREATE TABLE decision (
        number INTEGER PRIMARY KEY,
        story VARCHAR(20) NOT NULL REFERENCES story (key),
        kind VARCHAR(8) NOT NULL,
        cluster VARCHAR(20) NOT NULL REFERENCES cluster (key),
        copy VARCHAR(20) NOT NULL,
        score FLOAT NOT NULL,
        refused VARCHAR(20),
        evidence JSON NOT NULL
    )
    """,
    "CREATE INDEX decision_story ON decision (story)",
    """
    CREATE TABLE topic_entry (
        topic VARCHAR(64) NOT NULL,
        cluster VARCHAR(20) NOT NULL REFERENCES cluster (key),
        representative VARCHAR(20) NOT NULL REFERENCES story (key),
        chosen_because TEXT NOT NULL,
        matched JSON NOT NULL,
        signature VARCHAR(64) NOT NULL,
        published VARCHAR(27) NOT NULL,
        updated VARCHAR(27) NOT NULL,
        withdrawn BOOLEAN NOT NULL,
        PRIMARY KEY (topic, cluster)
    )
    """,
    "CREATE INDEX topic_entry_newest ON topic_entry (topic, updated)",
    "CREATE TABLE setting (name VARCHAR(64) PRIMARY KEY, value TEXT NOT NULL)",
)


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)
