"""From a folder to a feed: what all files of a source say is learned, left out, and put back when somebody says so."""

import asyncio
import json
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.cli.explain import explain
from bot.cli.habits import habits as habits_command
from bot.cli.parse import parse
from bot.config import load
from bot.pipeline import open_pipeline
from tests.cleaning.test_habits import STORIES
from tests.desk import MORNING, Desk

FOOTER = "The Harlen Courier is our voice of the valley since 1902."
TOPICS = """\
topics:
  - slug: all
    title: Everything
    rules: {any: [the, a, of, in, and]}
"""


def deliver(desk: Desk, numbers: range) -> None:
    for number in numbers:
        _, first, second = STORIES[number]
        text = f"{STORIES[number][0]}\n\n{first}\n\n{second}\n\n{FOOTER}\n"
        desk.drop(f"{number:02}.txt", text, MORNING + timedelta(minutes=number))


def run(desk: Desk, *before: Callable[[], object]) -> None:
    """Start the program, do a pass after each of these, and end it."""

    async def passes() -> None:
        async with open_pipeline(load(desk.config)) as pipeline:
            for step in before:
                step()
                report = await pipeline.run_pass(MORNING + timedelta(hours=1), is_patient=True)
                assert not report.taken.failures

    asyncio.run(passes())


def invoke(command: Callable[..., None], *words: str) -> Result:
    """Run a command in this process."""
    program = typer.Typer()
    program.command()(command)
    return CliRunner().invoke(program, words)


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk after one pass over twelve stories with one footer; not to be changed."""
    desk = Desk(tmp_path_factory.mktemp("learned") / "desk", topics=TOPICS)
    run(desk, lambda: deliver(desk, range(12)))
    return desk


def habits(desk: Desk, *words: str) -> list[dict[str, Any]]:
    result = invoke(habits_command, "-c", str(desk.config), *words)
    assert result.exit_code == 0, result
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_footer_is_learned_and_readers_never_see_it(learned: Desk) -> None:
    assert len(learned.feed("all").entries) == 12
    assert not [path for path, content in learned.published().items() if b"voice of the valley" in content]
    (one,) = habits(learned)
    assert (one["source"], one["kind"], one["text"], one["state"]) == ("desk", "line", FOOTER, "taken off")
    assert (one["stories"], one["of"]) == (12, 12)
    assert learned.query(f"SELECT count(*) FROM story WHERE text LIKE '%{FOOTER}'") == [(12,)]


def test_stories_are_grouped_without_what_all_of_them_say(learned: Desk) -> None:
    said = " ".join(words for (words,) in learned.query("SELECT evidence FROM decision"))

    assert "harlen" not in said.casefold()


def test_explain_says_what_was_taken_off(learned: Desk) -> None:
    said = json.loads(invoke(explain, "-c", str(learned.config), "03.txt").stdout)

    assert f"Taken off: “{FOOTER}” (repeated in 12 of 12 stories of this source)." in said["why"]


def test_what_is_learned_later_leaves_former_stories_too_and_is_no_news(desk: Desk) -> None:
    desk.configure(topics=TOPICS)
    before: dict[str, Any] = {}

    def read_and_deliver() -> None:
        before.update((entry.id, entry) for entry in desk.feed("all").entries)
        deliver(desk, range(5, 12))

    run(desk, lambda: deliver(desk, range(5)), read_and_deliver)

    assert all("voice of the valley" in entry.content[0].value for entry in before.values())
    after = {entry.id: entry for entry in desk.feed("all").entries}
    assert not [entry for entry in after.values() if "voice of the valley" in entry.content[0].value]
    assert {key: after[key].updated for key in before} == {key: entry.updated for key, entry in before.items()}
    assert {key: after[key].published for key in before} == {key: entry.published for key, entry in before.items()}


def test_keep_brings_it_back_and_take_off_takes_it_off_again(learned: Desk, tmp_path: Path) -> None:
    desk = copied(learned, tmp_path / "desk")

    (kept,) = habits(desk, "desk", "--keep", FOOTER)
    run(desk, lambda: None)
    assert kept["state"] == "kept"
    assert all("voice of the valley" in entry.content[0].value for entry in desk.feed("all").entries)

    (again,) = habits(desk, "desk", "--take-off", kept["mark"][:6])
    run(desk, lambda: None)
    assert again["state"] == "taken off"
    assert desk.published() == learned.published()


def test_what_is_kept_while_the_program_runs_is_back_with_its_next_pass(learned: Desk, tmp_path: Path) -> None:
    desk = copied(learned, tmp_path / "desk")

    run(desk, lambda: None, lambda: habits(desk, "desk", "--keep", FOOTER))

    assert all("voice of the valley" in entry.content[0].value for entry in desk.feed("all").entries)


def test_unknown_habit_is_refused(learned: Desk) -> None:
    result = learned.run("habits", "-c", str(learned.config), "desk", "--keep", "another line", code=1)

    assert "no habit of source 'desk' is called 'another line'" in result.err
    assert result.out == ""


def test_habit_of_another_source_is_not_meant(learned: Desk) -> None:
    result = invoke(habits_command, "-c", str(learned.config), "other", "--take-off", FOOTER)

    assert "no habit of source 'other' is called" in str(result.exception)


def test_habit_without_its_source_is_bad_usage(learned: Desk) -> None:
    result = invoke(habits_command, "-c", str(learned.config), "--keep", FOOTER)

    assert "name the SOURCE" in result.output
    assert result.exit_code == 2


def test_killed_after_it_learned_the_next_pass_ends_with_the_same_files(learned: Desk, desk: Desk) -> None:
    desk.configure(topics=TOPICS)
    deliver(desk, range(12))

    started = subprocess.Popen(
        desk.command("once", "-c", str(desk.config)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while started.poll() is None and not has_learned(desk):
        time.sleep(0.005)
    started.kill()
    started.wait()
    run(desk, lambda: None)

    assert desk.published() == learned.published()
    what = 'SELECT source, kind, mark, text, stories, "of", is_kept FROM habit'
    assert desk.query(what) == learned.query(what)


def test_parse_learns_from_each_feed_alone(tmp_path: Path) -> None:
    many, few = tmp_path / "many.xml", tmp_path / "few.xml"
    many.write_text(feed(range(8)))
    few.write_text(feed(range(4)))

    told = [json.loads(line) for line in invoke(parse, str(many), str(few)).stdout.splitlines()]

    assert [(one["title"], one["text"]) for one in told[:8]] == [(STORIES[n][0], STORIES[n][1]) for n in range(8)]
    assert len(told) == 12
    assert all(FOOTER in one["text"] for one in told[8:])


def copied(desk: Desk, root: Path) -> Desk:
    shutil.rmtree(root, ignore_errors=True)
    again = Desk(root, topics=TOPICS)
    shutil.copytree(desk.root, root, dirs_exist_ok=True)
    return again


def has_learned(desk: Desk) -> bool:
    try:
        return desk.query("SELECT count(*) FROM habit") != [(0,)]
    except sqlite3.OperationalError:  # no table yet
        return False


def feed(numbers: range) -> str:
    items = "".join(
        f"<item><title>{STORIES[n][0]} | The Valley Voice</title><link>https://v.example/{n}</link>"
        f"<description>&lt;p&gt;{STORIES[n][1]}&lt;/p&gt;&lt;p&gt;{FOOTER}&lt;/p&gt;</description></item>"
        for n in numbers
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Voices</title>{items}</channel></rss>'
