"""Words of stories, to be searched for."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

STATEMENTS: tuple[str, ...] = (
    # Only where which word stands; the texts are in `story`. A row has the number of the story's first decision. Texts come as
    # words already, so that the simplest reader of them will do: to it all beyond ASCII is letters.
    "CREATE VIRTUAL TABLE searched USING fts5(title, text, outlet, content='', tokenize='ascii')",
    # What was indexed of stories that say something else by now: a row is taken out with what was put in.
    """CREATE TABLE search_due (
        number INTEGER NOT NULL PRIMARY KEY,
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        outlet TEXT NOT NULL
    )""",
    # Noticed where it cannot be forgotten: in the transaction that changes a story, whatever code does. What is not indexed yet
    # is read when it is.
    """CREATE TRIGGER search_said AFTER UPDATE OF title, text, outlet ON story
        WHEN OLD.cluster IS NOT NULL
            AND (OLD.title IS NOT NEW.title OR OLD.text IS NOT NEW.text OR OLD.outlet IS NOT NEW.outlet) BEGIN
        INSERT INTO search_due (number, title, text, outlet)
            SELECT number, OLD.title, OLD.text, OLD.outlet
            FROM (SELECT min(number) AS number FROM decision WHERE story = OLD.key)
            WHERE number <= (SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'searched up to')
                AND number NOT IN (SELECT number FROM search_due);
    END""",
)


def upgrade() -> None:
    """Add it, empty: the passes that follow index what is there, some at a time."""
    for statement in STATEMENTS:
        op.execute(statement)
