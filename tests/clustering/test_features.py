from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clustering.background import Frequencies, term_number
from bot.clustering.features import HEAVIEST, LEAD, NAME, OFTEN, PAIRS, SLOTS, TERM, TITLE, WEIGHT, Features, read
from bot.clustering.words import stem
from bot.model import Story


def story(text: str, title: str = "A title", language: str | None = "en") -> Story:
    seen = datetime(2024, 3, 12, tzinfo=UTC)
    return Story(key="k", title=title, text=text, html="", first_seen=seen, source="s", outlet="S", language=language)


def packed(features: Features, word: str) -> int:
    """Return what is kept of a word; fails where it is not kept."""
    number = term_number(stem(word, features.language), is_number=word[0].isdigit())
    [found] = features.terms[(features.terms & TERM) == number]
    return int(found)


def test_a_term_keeps_its_weight_its_place_and_how_often_it_stands():
    text = "Gabuev spoke of dams. " + "Other words follow here. " * 30 + "Only Sarvonia, and dams, dams and dams."
    features = read(story(text, "Gabuev in Orvelle"), Frequencies("en"))
    gabuev, dams, sarvonia = (packed(features, word) for word in ("Gabuev", "dams", "Sarvonia"))

    assert gabuev & TITLE
    assert gabuev & NAME
    assert gabuev & LEAD
    assert gabuev >> OFTEN == 1
    assert not dams & (TITLE | NAME)
    assert dams & LEAD
    assert dams >> OFTEN == 2
    assert sarvonia & NAME
    assert not sarvonia & LEAD
    assert (gabuev >> WEIGHT) & HEAVIEST > (dams >> WEIGHT) & HEAVIEST > 6


def test_function_words_are_not_kept_and_numbers_are_odd():
    features = read(story("the dam held 4,000 of them"), Frequencies("en"))

    assert packed(features, "4000") & 1
    with pytest.raises(ValueError, match="unpack"):
        packed(features, "the")


def test_of_a_headline_in_capitals_only_the_text_says_what_is_a_name():
    features = read(story("Gabuev saw the dam at noon.", "Gabuev Sees Dam Crack"), Frequencies("en"))

    assert packed(features, "Gabuev") & NAME
    assert not packed(features, "dam") & NAME
    assert not packed(features, "Crack") & NAME


def test_in_a_script_without_capitals_every_word_may_be_a_name():
    features = read(story("习近平访问莫斯科", "习近平访问", "zh"), Frequencies("zh"))

    assert len(features.terms)
    assert (features.terms & NAME).all()


def test_of_a_long_story_the_title_and_the_weightiest_words_are_kept():
    text = " ".join(f"Orvelle{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(300))
    features = read(story(text, "Dam cracks"), Frequencies("en"))

    assert len(features.terms) == SLOTS
    assert packed(features, "Dam") & TITLE
    assert len(features.pairs) == PAIRS
    assert features.length == 302


def test_a_story_without_words_has_no_features():
    features = read(story("—", "…"), Frequencies("en"))

    assert (len(features.terms), len(features.pairs), features.length) == (0, 0, 0)


@given(st.text(max_size=400), st.sampled_from(["en", "de", "zh", "th", "ar", None]))
def test_any_text_gives_ascending_terms_and_the_same_ones_again(text: str, language: str | None):
    features, again = (read(story(text, language=language), Frequencies(language)) for _ in range(2))

    assert (np.diff(features.terms & TERM) > 0).all()
    assert (features.terms > 0).all()
    assert (features.terms == again.terms).all()
    assert (features.pairs == again.pairs).all()
