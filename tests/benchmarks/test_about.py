"""The measure of `about:`: what counts as found, and which examples are drawn."""

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks import about as benchmark
from benchmarks.about import KEYWORDS, Keywords, Labelled, Run, curve, f1, judge, labelled, runs


def stories(tmp_path: Path) -> Labelled:
    rows = [
        {"title": f"Match {number}", "text": f"The team scored {number} goals.", "topic": "sport"}
        for number in range(6)
    ]
    rows += [
        {"title": f"Loan {number}", "text": f"Shares rose by {number}.", "topic": "business"} for number in range(6)
    ]
    rows += [rows[0], {"title": "Nobody", "text": "labelled this", "topic": None}]
    path = tmp_path / "bbc_topics.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return labelled(path)


def test_copies_and_stories_without_a_label_are_left_out(tmp_path: Path) -> None:
    one = stories(tmp_path)

    assert len(one.stories) == 12
    assert {topic: int(has.sum()) for topic, has in one.labels.items() if has.any()} == {"sport": 6, "business": 6}


def test_examples_are_of_the_topic_and_always_the_same(tmp_path: Path) -> None:
    one = stories(tmp_path)

    assert one.examples("sport", 1) == one.examples("sport", 1)
    assert all(one.labels["sport"][one.examples("sport", seed)].all() for seed in range(5))


def test_keywords_find_what_a_topic_rule_finds(tmp_path: Path) -> None:
    found = Keywords()(stories(tmp_path), {})

    assert found["sport"].tolist() == [1] * 6 + [0] * 6
    assert found["business"].tolist() == [0] * 6 + [1] * 6


def test_examples_are_not_counted(tmp_path: Path) -> None:
    one = stories(tmp_path)
    few = Labelled(one.name, one.stories, {topic: one.labels[topic] for topic in ("sport", "business")})

    every = list(runs([few], lambda _, drawn: {topic: np.zeros(12) for topic in drawn}, 2))

    assert [(len(run.scores), int(run.wanted.sum())) for run in every] == [(9, 3)] * 4


def test_curve_is_the_f1_at_each_threshold() -> None:
    run = Run("set", "topic", np.array([True, False, True, False]), np.array([0.9, 0.6, 0.4, 0.1]))
    grid = np.array([0.05, 0.3, 0.5, 0.95])

    assert curve(run, grid).tolist() == pytest.approx([f1(run.wanted, run.scores >= step) for step in grid])


def test_threshold_of_the_other_sets_is_no_better_than_the_best() -> None:
    drawn = np.random.default_rng(3)
    every = []
    for name, shift in (("one", 0.0), ("other", 0.2)):
        for _ in range(4):
            wanted = drawn.random(200) < 0.2
            every.append(Run(name, "topic", wanted, np.clip(0.3 * wanted + 0.3 * drawn.random(200) + shift, 0, 1)))

    judged = judge(every)

    assert judged.left_out[""] < judged.at_one[""] < judged.best[""]


def test_at_most_twenty_words_a_topic() -> None:
    assert all(6 <= len(words.split(",")) <= 20 for topics in KEYWORDS.values() for words in topics.values())


def test_report_names_every_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = stories(tmp_path)
    few = Labelled(one.name, one.stories, {topic: one.labels[topic] for topic in ("sport", "business")})
    monkeypatch.setattr(benchmark, "KEYWORDS", {one.name: {topic: KEYWORDS[one.name][topic] for topic in few.labels}})
    other = Labelled("agnews_test", one.stories, few.labels)
    monkeypatch.setitem(benchmark.KEYWORDS, "agnews_test", dict(benchmark.KEYWORDS[one.name]))

    text = "\n".join(benchmark.report([few, other]))

    assert "keywords" in text
    assert "TF-IDF centroids, less the nearest other" in text
