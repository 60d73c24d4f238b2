"""Any text is a query, and a text is found by its words whatever their case, accents and script."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.query import LONGEST, MOST_TERMS, read_query
from bot.search.words import indexed

#: What people type by mistake, what means something to the database, and anything else.
PIECES = st.sampled_from(
    ['"', "*", "-", ":", "(", ")", "{title}", " AND ", " NOT ", " NEAR(a b, 2)", "^", "+", ";", "--", "'", "\0", "\ud800", "京",
     "outlet:", "topic:", "source:", "mill", "fire*", "É", "\u0301", "\u200d"]
)  # fmt: skip
TYPED = st.lists(PIECES | st.text(max_size=12), max_size=12).map("".join)
TEXTS = [
    "The Müller’s paper mill burned — “nobody was hurt”.",
    "国务院总理在北京会见客人",
    "ฝนตกหนักในกรุงเทพมหานคร",
    "مقام\u200cها می\u200cگویند که کشتی به صخره خورد",
]


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE searched USING fts5(title, text, outlet, content='', tokenize='ascii')"
        )
        for number, text in enumerate(TEXTS):
            row = (number, "", indexed(text), indexed("Northwire"))
            connection.execute("INSERT INTO searched (rowid, title, text, outlet) VALUES (?, ?, ?, ?)", row)
        yield connection


def found(index: sqlite3.Connection, typed: str) -> list[int]:
    query = read_query(typed)
    if query.is_empty:
        return []
    return [row[0] for row in index.execute("SELECT rowid FROM searched WHERE searched MATCH ?", (query.match(),))]


@given(typed=TYPED)
def test_whatever_is_typed_is_no_error(index: sqlite3.Connection, typed: str) -> None:
    found(index, typed)

    query = read_query(typed)
    assert len(query.text) <= LONGEST
    assert sum(map(len, (query.terms, query.without, query.outlets, query.sources, query.topics))) <= MOST_TERMS


@given(text=st.text(min_size=1, max_size=60), data=st.data())
def test_a_text_is_found_by_each_piece_of_it_that_ends_where_words_do(text: str, data: st.DataObject) -> None:
    pieces = text.split()
    if not pieces:
        return
    begin = data.draw(st.integers(0, len(pieces) - 1))
    end = data.draw(st.integers(begin + 1, len(pieces)))
    said = " ".join(pieces[begin:end]).replace('"', " ")
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE searched USING fts5(title, text, outlet, content='', tokenize='ascii')"
        )
        connection.execute(
            "INSERT INTO searched (rowid, text) VALUES (1, ?)", (indexed(" ".join(pieces).replace('"', " ")),)
        )
        query = read_query(f'"{said}"')
        assert query.is_empty or found(connection, f'"{said}"') == [1]


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("mill", [0]),
        ("MULLER", [0]),
        ("müller's", [0]),
        ('"paper mill"', [0]),
        ('"mill paper"', []),
        ("mill paper", [0]),
        ("mill drill", []),
        ("mill -drill", [0]),
        ("mill -paper", []),
        ("pap", []),
        ("pap*", [0]),
        ("“paper mill”", [0]),
        ("outlet:northwire mill", [0]),
        ("outlet:paper", []),
        ("northwire", [0, 1, 2, 3]),
        ("北京", [1]),
        ("京", [1]),
        ("京北", []),
        ("在北京会见", [1]),
        ("กรุงเทพ", [2]),
        ("เทพ", [2]),
        ("می\u200cگویند", [3]),
        ("میگویند", [3]),
        ("گویند", []),
        ("pa\u00adper", [0]),
        ("\u202epaper\u202c", [0]),
        ("-mill", []),
        ("", []),
    ],
)
def test_what_is_asked_for_is_found(index: sqlite3.Connection, typed: str, texts: list[int]) -> None:
    assert found(index, typed) == texts


def test_fields_are_names_of_the_configuration_and_other_colons_are_text() -> None:
    query = read_query("source:desk topic:all Topic:few at 18:30 http://x.example/y -topic:all")

    assert query.sources == ("desk",)
    assert query.topics == ("all", "few")
    assert [term.words for term in query.terms] == [("at",), ("18", "30"), ("http", "x", "example", "y")]
