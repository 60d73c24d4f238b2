"""A program that was killed and started again decides the rest of the stream exactly as one that ran through."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.config import load
from bot.model import Delivery
from bot.store.database import open_database
from tests.cleaning.test_habits import STORIES
from tests.desk import CONFIG, MORNING, Desk
from tests.newsroom import HOUR, Newsroom, said

TOPICS = "topics:\n  - slug: all\n    title: Everything\n    rules: {any: [the]}\n"
FOOTER = "The Northwire desk is always first with the news of the valley."
TAILS = ("Nobody was hurt.", "The mayor, Piet Vos, spoke of 40 jobs.", "Work begins on 3 May.", "Residents protested.")
Pass = tuple[datetime, list[Delivery]]


def stream(seed: int) -> list[Pass]:
    """Passes of some stories each, days apart in all, with new versions, withdrawals and a return among them."""
    dice, passes, versions = random.Random(seed), [], {}
    for number in range(6):
        now = MORNING + number * 45 * HOUR
        new = [f"{seed}n{number}n{i}" for i in range(dice.randrange(2, 9))]
        again = dice.sample(sorted(versions), min(len(versions), dice.randrange(3)))
        deliveries = []
        for item in (*new, *again):
            versions[item] = versions.get(item, 0) + 1
            title, *paragraphs = dice.choice(STORIES)
            text = "\n\n".join((*dice.sample(paragraphs, 2), dice.choice(TAILS), FOOTER))
            more: dict[str, Any] = {"status": "canceled"} if item in again and dice.random() < 0.4 else {}
            told = said(item, (title, text), versions[item], now, **more)
            deliveries.append(replace(told, story=replace(told.story, first_seen=now, published=now)))
        passes.append((now, deliveries))
    return passes


def tables_of(desk: Desk) -> dict[str, list[Any]]:
    database = open_database(load(desk.config).database)
    with database.reading() as connection:
        # What was left behind by the window, or is withdrawn, may be dropped later by one program than by another.
        in_window = "story IN (SELECT key FROM story WHERE status = 'usable' AND first_seen >= (SELECT "
        in_window += "strftime('%Y-%m-%dT%H:%M:%S', max(first_seen), '-7 days') FROM story WHERE cluster IS NOT NULL))"
        asked = {"decision": "1", "remembered": in_window, "habit": "1"}
        found = {
            name: list(connection.exec_driver_sql(f"SELECT * FROM {name} WHERE {where} ORDER BY 1, 2").fetchall())
            for name, where in asked.items()
        }
    database.close()
    return found


def ran(root: Path, starts: Sequence[Sequence[Pass]]) -> dict[str, list[Any]]:
    desk = Desk(root, CONFIG, TOPICS)
    for passes in starts:
        Newsroom(desk).run(*passes)
    return tables_of(desk)


@pytest.mark.parametrize("seed", [1, 2])
def test_started_again_at_any_pass_it_decides_as_if_it_had_run_through(tmp_path: Path, seed: int) -> None:
    passes = stream(seed)
    through = ran(tmp_path / "through", [passes])

    assert ran(tmp_path / "each", [[one] for one in passes]) == through
    at = random.Random(seed).randrange(1, len(passes))
    assert ran(tmp_path / "once", [passes[:at], passes[at:]]) == through
    assert len(through["remembered"]) < len(through["decision"])  # a week is remembered, the stream is longer
    assert through["habit"]


def test_killed_between_an_edit_and_the_pass_that_heeds_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passes = stream(4)
    through = ran(tmp_path / "through", [passes])
    desk = Desk(tmp_path / "killed", CONFIG, TOPICS)
    for now, deliveries in passes:
        with monkeypatch.context() as broken:
            broken.setattr("bot.pipeline.Pipeline._cluster", kill)
            with pytest.raises(KeyboardInterrupt):
                Newsroom(desk).run((now, deliveries))
        Newsroom(desk).run((now, []))

    assert tables_of(desk) == through


def kill(*_: object) -> None:
    raise KeyboardInterrupt


def test_what_a_former_release_clustered_is_read_once_and_remembered_from_then_on(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk", CONFIG, TOPICS)
    passes = stream(5)
    Newsroom(desk).run(*passes[:4])
    kept = tables_of(desk)["remembered"]
    database = open_database(load(desk.config).database)
    with database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM remembered WHERE number % 2")
        connection.exec_driver_sql("UPDATE remembered SET packed = x'00ff' WHERE number % 4 = 0")
    database.close()

    Newsroom(desk).run((passes[3][0] + timedelta(minutes=1), [said("last", ("The mill at Merrow", "It was sold."))]))

    found = tables_of(desk)["remembered"]
    assert [row[:2] for row in found][: len(kept)] == [row[:2] for row in kept]
    assert not any(packed == b"\0\xff" for _, _, packed, _ in found)
