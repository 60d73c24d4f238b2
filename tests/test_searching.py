"""Searching what is stored: kept in step with every change of the stories, and nothing is found that may not be read."""

import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from bot import editing
from bot.config import load
from bot.search.query import read_query
from bot.search.words import words_of
from bot.searching import Searching
from bot.store import search
from bot.store.database import Database, open_database
from bot.store.editorial import Wanted
from bot.store.stories import keep
from tests.desk import MORNING, Desk
from tests.newsroom import BLAZE, FIRE, FLOOD, HOUR, Newsroom, said

TOPICS = """\
topics:
  - {slug: fires, title: Fires, rules: {any: [fire]}}
  - {slug: all, title: Everything, rules: {any: [the]}}
"""
CHINESE = ("北京会谈", "国务院总理星期一在北京会见客人。The talks go on.")


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(Desk(tmp_path / "desk", topics=TOPICS))


def found(newsroom: Newsroom, text: str, now: datetime = MORNING + 99 * HOUR, page: int = 1) -> list[Any]:
    database = open_database(newsroom.desk.database())
    try:
        configured = load(newsroom.desk.config)
        return list(Searching(lambda: configured, database, lambda: now).find(text, page).found)
    finally:
        database.close()


def titles(newsroom: Newsroom, text: str) -> list[str]:
    return ["".join(part for part, _ in one.title) for one in found(newsroom, text)]


def decide(newsroom: Newsroom, wanted: Wanted) -> None:
    database = open_database(newsroom.desk.database())
    editing.decide(database, wanted, "cli", MORNING)
    database.close()


def test_an_event_is_found_once_with_all_that_is_told_of_it(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("blaze", BLAZE), said("flood", FLOOD), said("talks", CHINESE)]))

    [mill] = found(newsroom, "mill")

    assert mill.has_page
    assert mill.topics == (("fires", "Fires"), ("all", "Everything"))
    assert mill.reach == "1 source"  # of one outlet
    assert ("mill", True) in [*mill.piece, *mill.title]
    assert titles(newsroom, "sold may") == titles(newsroom, "mill")  # what only the other story says
    assert titles(newsroom, "the -mill -esker") == [CHINESE[0]]
    assert titles(newsroom, "北京") == [CHINESE[0]]
    assert titles(newsroom, "topic:fires the") == titles(newsroom, "mill")
    assert titles(newsroom, "source:desk esker") == [FLOOD[0]]
    assert titles(newsroom, "source:other esker") == []
    assert titles(newsroom, "outlet:northwire esker") == [FLOOD[0]]


def test_what_a_story_says_now_is_found_and_what_it_said_is_not(newsroom: Newsroom) -> None:
    changed = (FLOOD[0], FLOOD[1].replace("sandbags", "bridges"))
    back = MORNING + 2 * HOUR
    newsroom.run((MORNING, [said("flood", FLOOD)]))
    assert titles(newsroom, "sandbags") == [FLOOD[0]]

    newsroom.run((MORNING + HOUR, [said("flood", changed, 2, MORNING + HOUR)]))
    assert (titles(newsroom, "sandbags"), titles(newsroom, "bridges")) == ([], [FLOOD[0]])

    newsroom.run((back, [said("flood", FLOOD, 3, back)]))
    assert (titles(newsroom, "sandbags"), titles(newsroom, "bridges")) == ([FLOOD[0]], [])


def test_page_after_the_last_one_is_the_last_one(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE)]))

    assert found(newsroom, "mill", page=99) == found(newsroom, "mill")


def test_what_may_not_be_read_is_not_found(newsroom: Newsroom) -> None:
    tomorrow = MORNING + 24 * HOUR
    stories = [said("fire", FIRE), said("flood", FLOOD, embargo=tomorrow), said("talks", CHINESE, status="withheld")]
    newsroom.run((MORNING, stories))
    assert titles(newsroom, "the") == [FIRE[0]]

    newsroom.run((tomorrow, []))
    assert titles(newsroom, "esker") == [FLOOD[0]]

    gone = said("flood", FLOOD, 2, tomorrow, status="canceled")
    newsroom.run((tomorrow + HOUR, [gone]))
    assert titles(newsroom, "esker") == []


def test_a_story_that_is_taken_back_is_no_way_to_the_event(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("blaze", BLAZE)]))
    assert titles(newsroom, "sold") != []

    newsroom.run((MORNING + HOUR, [said("blaze", BLAZE, 2, MORNING + HOUR, status="canceled")]))

    assert titles(newsroom, "sold") == []
    assert titles(newsroom, "mill") == [FIRE[0]]


def test_a_story_that_is_taken_back_speaks_for_no_event_before_the_next_pass_either(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("blaze", BLAZE)]))
    [speaker] = [one for one in (FIRE, BLAZE) if titles(newsroom, "mill") == [one[0]]]
    item, other = ("fire", BLAZE) if speaker is FIRE else ("blaze", FIRE)

    database = open_database(newsroom.desk.database())
    with database.writing() as connection:
        keep(connection, [said(item, speaker, 2, MORNING + HOUR, status="canceled")], MORNING + HOUR)
    database.close()

    assert titles(newsroom, "mill") == [other[0]]


def test_topic_that_becomes_private_or_hides_an_event_shows_it_to_nobody_who_searches(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("flood", FLOOD)]))
    assert len(titles(newsroom, "the")) == 2

    decide(newsroom, Wanted(kind="hide", story=f"{'fire':0>20}"))
    newsroom.run((MORNING + HOUR, []))
    assert titles(newsroom, "the") == [FLOOD[0]]

    newsroom.desk.configure(topics=TOPICS.replace("title: Everything,", "title: Everything, private: true,"))
    assert titles(newsroom, "the") == []  # before the next pass, too
    newsroom.run((MORNING + 2 * HOUR, []))
    assert titles(newsroom, "topic:all the") == []

    newsroom.desk.configure(topics=TOPICS)
    newsroom.run((MORNING + 3 * HOUR, []))
    assert titles(newsroom, "the") == [FLOOD[0]]


def test_what_a_merged_event_had_is_found_in_the_other(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("flood", FLOOD)]))
    decide(newsroom, Wanted(kind="merge", story=f"{'fire':0>20}", other=f"{'flood':0>20}"))
    newsroom.run((MORNING + HOUR, []))

    assert [one.key for one in found(newsroom, "esker")] == [one.key for one in found(newsroom, "mill")]


def test_database_of_a_former_release_is_indexed_in_portions(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("flood", FLOOD), said("talks", CHINESE)]))
    newsroom.desk.query("DELETE FROM setting WHERE name LIKE 'search%'")
    database = open_database(newsroom.desk.database())
    done: list[int] = []
    while not done or done[-1]:
        with database.writing() as connection:
            done.append(search.index(connection, 2))
    database.close()

    assert done == [2, 1, 0]
    assert len(titles(newsroom, "the")) == 3


# --- whatever happens -------------------------------------------------------------------------------------------------

WORDS = ("mill", "fire", "esker", "Müller", "北京", "京北")
SAYINGS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
CHANGES = st.lists(st.tuples(st.sampled_from("abcd"), SAYINGS, st.booleans()), max_size=12)


def place(connection: Connection, key: str) -> None:
    """Put a story where the clusterer would: in a cluster of its own, shown in a topic."""
    at = "2026-03-02T06:00:00.000000Z"
    entry = "topic, cluster, representative, chosen_because, matched, signature, published, updated, withdrawn"
    told = (
        "INSERT INTO cluster (key, id, changed) VALUES (:key, :key, 0)",
        "UPDATE story SET cluster = :key WHERE key = :key",
        "INSERT INTO decision (story, kind, cluster, copy, score, evidence) VALUES (:key, 'found', :key, :key, 0, '{}')",
        f"INSERT INTO topic_entry ({entry}) VALUES ('all', :key, :key, '', '[]', '', '{at}', '{at}', 0)",
    )
    for statement in told:
        connection.exec_driver_sql(statement, {"key": key})


def found_in(database: Database, word: str) -> set[str]:
    with database.reading() as connection:
        answer = search.find(connection, read_query(word), ["all"], MORNING)
    return {one.cluster for one in answer.found}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "storyfold.db"
    open_database(path).close()
    return path


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(changes=CHANGES, at_once=st.integers(1, 3))
def test_index_says_what_stories_say(empty: Path, changes: Sequence[tuple[str, str, bool]], at_once: int) -> None:
    path = empty.with_name("filled.db")
    shutil.copy(empty, path)
    database = open_database(path)
    now: dict[str, str] = {}
    for version, (item, text, is_indexed) in enumerate(changes, 1):
        with database.writing() as connection:
            keep(connection, [said(item, ("Title", text), version, MORNING + version * HOUR)], MORNING + version * HOUR)
            if item not in now:
                place(connection, f"{item:0>20}")
            if is_indexed:
                search.index(connection, at_once)
        now[item] = text
    with database.writing() as connection:
        while search.is_due(connection):
            search.index(connection, at_once)
    for word in WORDS:
        wanted = words_of(word)[: len(word) - 1] if word[0] in "北京" else words_of(word)
        saying = {f"{item:0>20}" for item, text in now.items() if set(wanted) <= set(words_of(text))}
        assert found_in(database, word) == saying
    database.close()
