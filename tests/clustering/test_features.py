import sys
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clustering.background import Frequencies, background
from bot.clustering.candidates import Index
from bot.clustering.features import read, stem, tokens
from bot.clustering.scoring import MEASURES, Models, Scratch, copy_score, measure
from bot.clustering.vectors import Vectors
from bot.model import Story

VECTORS = Vectors()


def story(text: str, key: str = "k", language: str | None = "en") -> Story:
    seen = datetime(2024, 3, 12, tzinfo=UTC)
    return Story(
        key=key, title="A title", text=text, html="", first_seen=seen, source="s", outlet="S", language=language
    )


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Xi’s visit cost $1,250.50.", ["Xi’s", "visit", "cost", "1,250.50"]),
        ("भारत की राजधानी", ["भारत", "की", "राजधानी"]),
        ("習近平訪問", ["習近", "近平", "平訪", "訪問"]),
        ("AI規制は", ["AI", "規制", "制は"]),
        ("", []),
    ],
)
def test_tokens_follow_the_script(text: str, expected: list[str]):
    assert tokens(text) == expected


def test_forms_of_a_word_and_ways_of_writing_a_number_are_one():
    assert stem("Visited", "en") == stem("visits", "en")
    assert stem("Putin’s", "en") == stem("Putin", "en")
    assert stem("4,000", "en") == stem("4000", "en")
    assert stem("4", "en") != stem("5", "en")


def test_common_words_weigh_little_and_rare_ones_much():
    frequencies = Frequencies.of("en")
    features = read(story("the Gabuev"), None)
    weight = {
        features.words[term]: frequencies.idf(np.array([term], np.int32))[0]
        for term in features.features.terms.tolist()
    }

    assert weight["the"] < 1
    assert weight["Gabuev"] > 6


def test_counting_and_taking_back_leaves_the_counts_as_they_were():
    frequencies, terms = Frequencies.of("en"), read(story("Gabuev spoke"), None).features.terms
    before = frequencies.idf(terms)
    frequencies.add(terms)
    assert (frequencies.idf(terms) < before).any()
    frequencies.remove(terms)

    assert (frequencies.idf(terms) == before).all()
    shipped = background("en")
    assert shipped is not None
    assert (shipped.counts == frequencies.counts).all()


def test_vectors_bring_paraphrases_together_and_import_no_heavy_package():
    report, rewrite, other = (
        read(story(text), VECTORS).features.vector
        for text in ("The doctor was fined", "A physician got a penalty", "Rain fell on the hills")
    )

    assert report is not None
    assert rewrite is not None
    assert other is not None
    assert report @ rewrite > report @ other
    assert "wordllama" not in sys.modules
    assert read(story("Der Arzt", language="de"), VECTORS).features.vector is None


@given(st.lists(st.text(max_size=60), min_size=2, max_size=4))
def test_measures_are_fractions_the_same_in_both_directions_and_one_for_the_same_text(texts: list[str]):
    frequencies, scratch = Frequencies.of("en"), Scratch()
    features = [read(story(text, str(i)), VECTORS).features for i, text in enumerate(texts)]
    measures = measure(features[0], features, frequencies, scratch)

    assert ((measures >= 0) & (measures <= 1)).all()
    assert measures[0][MEASURES.index("words")] == pytest.approx(1, abs=1e-4)
    for other, row in zip(features, measures, strict=True):
        assert measure(other, features[:1], frequencies, scratch)[0] == pytest.approx(row, abs=1e-4)
    assert not scratch.slots.any()
    assert not scratch.marks.any()


def test_more_likeness_never_lowers_the_score():
    for model in (Models.shipped().with_vectors, Models.shipped().without_vectors):
        assert len(model.weights) == len(MEASURES)
        assert min(model.weights) >= 0
    assert Models.shipped().without_vectors.weights[MEASURES.index("vectors")] == 0


def test_without_vectors_the_copy_score_rests_on_words_and_pairs():
    row = dict.fromkeys(MEASURES, 0.0) | {"words": 0.8, "pairs": 0.6}
    with_vectors = row | {"vectors": 1.0}
    scores = copy_score(np.array([list(row.values()), list(with_vectors.values())]))

    assert scores == pytest.approx([0.7, 0.8])


def test_the_index_returns_the_heaviest_matches_first_and_the_earlier_at_a_tie():
    index = Index()
    for number, terms in enumerate(([1, 2], [2, 3], [1, 2], [9])):
        index.add(number, np.array(terms, np.int32))
    asked = np.array([1, 2, 3], np.int32), np.array([1.0, 1.0, 5.0], np.float32)

    assert index.nearest(*asked, most=5) == [1, 0, 2]
    assert index.nearest(*asked, most=1) == [1]
    index.remove(1, np.array([2, 3], np.int32))
    assert index.nearest(*asked, most=5) == [0, 2]
    assert index.nearest(np.array([7], np.int32), np.array([1.0], np.float32), most=5) == []
