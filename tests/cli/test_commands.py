"""The commands as a person or a script calls them: what goes to standard output, what to standard error, which exit code."""

import json
import os
import subprocess
import time
from pathlib import Path

import pytest

from tests.desk import Desk
from tests.test_pipeline import FIRE, FLOOD, SEEDS

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><link>https://wire.example/</link>
<item><guid isPermaLink="false">w-1</guid><title>Fire at the mill</title><link>/fire?utm_source=rss</link>
<pubDate>Mon, 02 Mar 2026 08:30:00 +0100</pubDate><description>&lt;p&gt;It &lt;b&gt;burned&lt;/b&gt; all night.&lt;script&gt;x()&lt;/script&gt;&lt;/p&gt;</description>
<category>fires</category><enclosure url="https://wire.example/fire.jpg" type="image/jpeg" length="123"/></item>
<item><guid isPermaLink="false">w-2</guid></item>
</channel></rss>"""

FIELDS = [
    "id",
    "url",
    "title",
    "text",
    "html",
    "published",
    "updated",
    "authors",
    "source",
    "language",
    "categories",
    "enclosures",
]


def test_check_accepts_the_shipped_configuration(desk: Desk) -> None:
    result = desk.run("check", "-c", str(SEEDS.parent / "config" / "storyfold.yaml"))

    assert result.out == ""
    assert "1 source(s), 3 topic(s)" in result.err


def test_wrong_configuration_is_refused_with_its_place_and_harms_nothing(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)
    desk.once()
    before = desk.published()
    desk.config.write_text(desk.config.read_text().replace("rescan: 200ms", "rescan: soon"))

    for command in ("check", "once", "run"):
        result = desk.run(command, "-c", str(desk.config), code=2)
        assert result.err.startswith(f"{desk.config}:5:11: folders.rescan: ")
        assert len(result.err.splitlines()) == 1

    assert desk.published() == before


def test_missing_configuration_is_refused(desk: Desk) -> None:
    result = desk.run("once", "-c", "nowhere.yaml", code=2)

    assert result.err.startswith("nowhere.yaml:1:1: ")


@pytest.mark.parametrize("words", [["parse"], ["unknown"], ["once", "--unknown"], ["cluster", "x.jsonl"]])
def test_bad_usage_ends_with_two(desk: Desk, words: list[str]) -> None:
    result = desk.run(*words, code=2)

    assert result.out == ""
    assert "Traceback" not in result.err


def test_foreign_database_is_refused_and_named(desk: Desk) -> None:
    desk.database().parent.mkdir()
    desk.database().write_bytes(b"a diary" * 1000)

    result = desk.once(code=1)

    assert (
        result.err
        == f"storyfold: {desk.database()}: file is not a database; move it away, or name another `data` folder in the configuration\n"
    )
    assert desk.database().read_bytes() == b"a diary" * 1000


def test_parse_prints_one_story_a_line_with_every_field(desk: Desk) -> None:
    path = desk.drop("feed.xml", RSS)

    result = desk.run("parse", str(path), "--base-url", "https://wire.example/")

    story = result.json
    assert list(story) == FIELDS
    assert story == {
        "id": "w-1",
        "url": "https://wire.example/fire",
        "title": "Fire at the mill",
        "text": "It burned all night.",
        "html": "<p>It <b>burned</b> all night.</p>",
        "published": "2026-03-02T07:30:00Z",
        "updated": None,
        "authors": [],
        "source": None,
        "language": story["language"],
        "categories": ["fires"],
        "enclosures": [{"url": "https://wire.example/fire.jpg", "type": "image/jpeg", "length": 123}],
    }
    assert "w-2" in result.err


def test_parse_of_an_unreadable_file_is_one_line_and_two(desk: Desk) -> None:
    path = desk.drop("broken.txt", b"\0\1\2" * 50)

    result = desk.run("parse", str(path), code=2)

    assert result.out == ""
    assert result.err.startswith(f"storyfold: {path}: ")
    assert len(result.err.splitlines()) == 1


def test_parse_batch_answers_for_every_file_in_order_and_ends_with_zero(desk: Desk) -> None:
    good, bad = desk.drop("fire.txt", FIRE), desk.drop("broken.txt", b"\0\1\2" * 50)
    listed = [str(good), str(desk.root / "nowhere.txt"), str(bad), str(good)]
    (desk.root / "list").write_text("\n".join(listed) + "\n")

    result = desk.run("parse", "--batch", str(desk.root / "list"))

    rows = [json.loads(line) for line in result.out.splitlines()]
    assert [row["file"] for row in rows] == listed
    assert [len(row["stories"]) for row in rows] == [1, 0, 0, 1]
    assert [row["error"] is None for row in rows] == [True, False, False, True]
    assert "No such file" in rows[1]["error"]


def test_parse_survives_a_bomb_and_answers_for_each_file_as_soon_as_it_is_done(desk: Desk) -> None:
    items = "<item><title>a &unknown; b</title><link>https://a.example/?a=1&b=2</link></item>" * 45_000
    bomb = desk.drop("bomb.xml", f"<rss version='2.0'><channel>{items}")
    good = desk.drop("fire.txt", FIRE)
    (desk.root / "list").write_text(f"{good}\n{bomb}\n{good}\n")

    command = desk.command("parse", "--batch", str(desk.root / "list"))
    buffered = {**os.environ, "PYTHONUNBUFFERED": ""}  # as for everybody, where a line stays unless it is flushed
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=buffered) as parse:
        assert parse.stdout is not None
        came = [(time.monotonic(), json.loads(line)) for line in parse.stdout]

    assert [row["error"] for _, row in came] == [None, "took longer than 4.5 s", None]
    assert [len(row["stories"]) for _, row in came] == [1, 0, 1]
    assert came[1][0] - came[0][0] > 2  # the first line did not wait for the bomb


def rows(path: Path, *values: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(value) + "\n" for value in values))
    return path


def test_cluster_writes_a_row_for_each_row_in_order(desk: Desk) -> None:
    archive = rows(
        desk.root / "in.jsonl",
        {"id": "a", "title": "", "text": FIRE},
        {
            "id": "b",
            "title": None,
            "text": FLOOD,
            "date": "2026-03-02T06:00:00Z",
            "lang": "en",
            "source": "Wire",
            "url": None,
        },
        {"id": "c", "text": FIRE},
        {"id": "a"},
    )

    desk.run("cluster", str(archive), "-o", str(desk.root / "out.jsonl"))

    placed = [json.loads(line) for line in (desk.root / "out.jsonl").read_text().splitlines()]
    assert [list(place) for place in placed] == [["id", "cluster", "copy"]] * 4
    assert [place["id"] for place in placed] == ["a", "b", "c", "a"]
    # Each is named by the row that founded it; a name that is taken gets the number of the line.
    assert [place["cluster"] for place in placed] == ["a", "b", "a", "a#4"]
    assert [place["copy"] for place in placed] == ["a", "b", "a", "a#4"]


def test_cluster_is_the_same_each_time(desk: Desk) -> None:
    texts = [{"id": path.name, "text": path.read_text()} for path in sorted(SEEDS.glob("*.txt"))]
    archive = rows(desk.root / "in.jsonl", *texts)

    outputs = []
    for seed in ("0", "1"):
        desk.run("cluster", str(archive), "-o", str(desk.root / seed), env={"PYTHONHASHSEED": seed})
        outputs.append((desk.root / seed).read_bytes())

    assert outputs[0] == outputs[1]


def test_cluster_names_the_line_that_is_no_row(desk: Desk) -> None:
    archive = desk.root / "in.jsonl"
    archive.write_text('{"id": "a", "text": "x"}\n[1]\n')

    result = desk.run("cluster", str(archive), "-o", str(desk.root / "out.jsonl"), code=1)

    assert result.err.startswith(f"storyfold: {archive}:2: is a list, expected an object")
    assert not (desk.root / "out.jsonl").exists()


def test_eval_prints_the_figures(desk: Desk) -> None:
    gold = rows(
        desk.root / "gold.jsonl",
        {"id": "a", "text": FIRE, "cluster": "fire"},
        {"id": "b", "text": FLOOD, "cluster": "flood"},
        {"id": "c", "text": FIRE, "cluster": "fire"},
    )

    figures = desk.run("eval", str(gold)).json

    assert figures["stories"] == 3
    for name in ("bcubed_precision", "bcubed_recall", "bcubed_f1", "pairwise_f1", "ari"):
        assert figures[name] == 1.0
    assert figures["false_merge_rate"] == 0.0


def test_eval_without_labels_is_bad_usage(desk: Desk) -> None:
    result = desk.run("eval", str(rows(desk.root / "gold.jsonl", {"id": "a", "text": FIRE})), code=2)

    assert "no row has a `cluster`" in result.err.replace("\n", " ").replace("│", "")


def test_explain_says_why_two_stories_are_together(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)
    desk.drop("again.txt", FIRE + " More later.")
    desk.drop("flood.txt", FLOOD)
    desk.once()

    together = desk.run("explain", "-c", str(desk.config), "fire.txt", "again.txt").json
    apart = desk.run("explain", "-c", str(desk.config), "fire.txt", "flood.txt").json
    placed = desk.run("explain", "-c", str(desk.config), "again.txt").json

    assert (together["together"], apart["together"]) == (True, False)
    assert together["score"] > apart["score"]
    assert together["why"]
    assert apart["why"]
    assert placed["cluster"]["stories"] == 2


def test_explain_of_an_unknown_story_is_one_line(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)
    desk.once()

    result = desk.run("explain", "-c", str(desk.config), "nothing.txt", code=1)

    assert result.err.startswith(f"storyfold: {desk.database()}: no story is called 'nothing.txt'")


def test_explain_before_the_first_pass_says_what_to_do_and_makes_no_database(desk: Desk) -> None:
    result = desk.run("explain", "-c", str(desk.config), "fire.txt", code=1)

    assert "run `storyfold once` first" in result.err
    assert not desk.database().exists()
