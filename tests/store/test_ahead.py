"""What is looked up for many documents at once is what each would have found by itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event

from bot.fingerprints import marked
from bot.model import Delivery, Story
from bot.store import tables
from bot.store.ahead import Ahead
from bot.store.database import Database, open_database
from bot.store.keeping import Kept, keep

MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)

Document = list[tuple[int, int, int]]  # entry, story, text
Batch = dict[str, Document]  # by source

numbers = st.integers(0, 3)
batches = st.dictionaries(
    st.sampled_from(["wire", "echo", "post"]),
    st.lists(st.tuples(numbers, numbers, numbers), max_size=4, unique_by=lambda one: one[0]),
    max_size=3,
)


def delivery(source: str, entry: int, story: int, text: int) -> Delivery:
    url = f"https://news.example/{story}" if story else None
    key = f"{story:020}" if story else f"own-{source}-{entry}"
    told = Story(
        key=key,
        url=url,
        title=f"Bridge {story} closed",
        text=f"The bridge is closed for {text} days.",
        html=f"<p>The bridge is closed for {text} days.</p>",
        published=MONDAY - timedelta(hours=text) if text else None,
        first_seen=MONDAY,
        source=source,
        outlet=source,
    )
    return marked(told, entry=f"e{entry}", own_key=f"own-{source}-{entry}", guid=f"e{entry}")


@contextmanager
def opened() -> Iterator[Database]:
    with TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "storyfold.db")
        yield database
        database.close()


def keep_all(connection: Connection, batch: Batch, arrived: datetime, ahead: Ahead | None) -> dict[str, Kept]:
    documents = {source: [delivery(source, *one) for one in some] for source, some in batch.items()}
    if ahead is not None:
        ahead.look_up((one.story.source, one.entry, one.story.key) for some in documents.values() for one in some)
    kept = {source: keep(connection, some, arrived, identity="guid", ahead=ahead) for source, some in documents.items()}
    if ahead is not None:
        ahead.write()
    return kept


def stored(connection: Connection) -> list[list[tuple[object, ...]]]:
    every = (tables.story, tables.sighting, tables.revision)
    return [[tuple(row) for row in connection.execute(table.select().order_by(*table.primary_key))] for table in every]


def outcome(cycles: list[Batch], *, looks_up: bool) -> object:
    with opened() as database, database.writing() as connection:
        kept = [
            keep_all(connection, batch, MONDAY + timedelta(days=day), Ahead(connection) if looks_up else None)
            for day, batch in enumerate(cycles)
        ]
        return kept, stored(connection)


@settings(deadline=None, max_examples=40)
@given(st.lists(batches, max_size=4))
def test_keeping_with_a_look_up_stores_what_it_stores_without(cycles: list[Batch]) -> None:
    assert outcome(cycles, looks_up=True) == outcome(cycles, looks_up=False)


def test_a_story_that_an_earlier_document_of_the_batch_brought_is_known() -> None:
    with opened() as database, database.writing() as connection:
        batch = {"wire": [(1, 1, 1)], "echo": [(1, 1, 1)]}
        assert keep_all(connection, batch, MONDAY, Ahead(connection)) == {"wire": Kept(new=1), "echo": Kept(known=1)}


def test_a_second_document_of_a_source_sees_what_the_first_brought() -> None:
    with opened() as database, database.writing() as connection:
        ahead = Ahead(connection)
        assert keep_all(connection, {"wire": [(1, 1, 1)]}, MONDAY, ahead) == {"wire": Kept(new=1)}
        again = keep(connection, [delivery("wire", 1, 1, 1)], MONDAY, identity="guid", ahead=ahead)
        assert again == Kept(known=1)


def test_a_batch_of_many_documents_is_looked_up_in_few_statements() -> None:
    with opened() as database, database.writing() as connection:
        statements: list[str] = []
        event.listen(connection, "before_cursor_execute", lambda *given: statements.append(given[2]))
        keep_all(connection, {f"f{n}": [(n, n + 1, 1)] for n in range(60)}, MONDAY, Ahead(connection))
    assert sum(statement.startswith(("SELECT", "WITH")) for statement in statements) <= 3
