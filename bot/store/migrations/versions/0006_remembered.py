"""What the clusterer remembers of stories, so that it starts again as it was."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

STATEMENTS = (
    """CREATE TABLE remembered (
        number INTEGER NOT NULL PRIMARY KEY,
        story VARCHAR(20) NOT NULL UNIQUE REFERENCES story (key),
        packed BLOB NOT NULL,
        is_due BOOLEAN NOT NULL
    )""",
    "CREATE INDEX remembered_due ON remembered (number) WHERE is_due = 1",
    # Noticed where it cannot be forgotten: in the transaction that changes a story, or what is taken off it, whatever code does.
    """CREATE TRIGGER remembered_said AFTER UPDATE OF title, text, published, language, status ON story
        WHEN OLD.title IS NOT NEW.title OR OLD.text IS NOT NEW.text OR OLD.published IS NOT NEW.published
            OR OLD.language IS NOT NEW.language OR OLD.status IS NOT NEW.status BEGIN
        UPDATE remembered SET is_due = 1 WHERE story = NEW.key;
    END""",
    """CREATE TRIGGER remembered_learned AFTER INSERT ON habit BEGIN
        UPDATE remembered SET is_due = 1 WHERE story IN (SELECT key FROM story WHERE source = NEW.source);
    END""",
    """CREATE TRIGGER remembered_kept AFTER UPDATE OF is_kept ON habit WHEN OLD.is_kept <> NEW.is_kept BEGIN
        UPDATE remembered SET is_due = 1 WHERE story IN (SELECT key FROM story WHERE source = NEW.source);
    END""",
    "CREATE TRIGGER remembered_deleted AFTER DELETE ON story BEGIN DELETE FROM remembered WHERE story = OLD.key; END",
)


def upgrade() -> None:
    """Add a table, and what keeps it true."""
    for statement in STATEMENTS:
        op.execute(statement)
