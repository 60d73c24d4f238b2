import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clustering.background import Frequencies, table
from bot.clustering.reading import Shares
from bot.clustering.words import stem
from tests.clustering.test_words import numbered

FUNCTION_WORDS = {
    "ar": "في من على إلى التي", "bg": "на и за от не", "bn": "এই করে না", "ca": "de la que i el", "cs": "se na je v že",
    "da": "og det at en til", "de": "der die und in zu", "el": "και το να του", "en": "the of and to in",
    "es": "de la que el en", "fa": "و به در از که", "fi": "ja on ei se että", "fr": "de la le et les l d qu",
    "he": "של את על לא", "hi": "के है में की से", "hr": "je i u da se", "hu": "a az és hogy", "id": "yang dan di ini",
    "is": "og að í á", "it": "di e che il la dell", "ja": "の に は を が て", "ko": "그 수 이 것 것으로 밝혔다 이날", "lt": "ir į kad su",
    "lv": "un ir ar", "mk": "на и да се", "ms": "yang dan di", "nl": "de het een van en", "no": "og det er i",
    "pl": "w na i się nie", "pt": "de a o que e", "ro": "de și în a", "ru": "и в не на что", "sk": "sa na je v že",
    "sl": "je in v na", "sr": "je i u da se", "sv": "och det att i", "ta": "என்று ஒரு", "th": "ที่ และ ใน ของ", "tl": "ang ng sa",
    "tr": "ve bir bu için", "uk": "і в на не що", "ur": "کے میں کی ہے", "vi": "là và của có", "zh": "的 是 在 了 和",
}  # fmt: skip


@pytest.mark.parametrize("language", FUNCTION_WORDS)
def test_function_words_are_common_and_names_are_not(language: str):
    frequencies = Frequencies(language)
    words = numbered(FUNCTION_WORDS[language], language)

    assert len(words) == len(FUNCTION_WORDS[language].split())
    assert frequencies.is_common(words).all()
    assert not frequencies.is_common(numbered("Gabuev Zzyzx 4173", language) & ~np.int32(1 << 20)).any()
    assert (frequencies.idf(words) < 3.3).all()


def test_what_a_table_knows_weighs_less_than_what_it_does_not():
    frequencies = Frequencies("de")
    weights = frequencies.idf(numbered("der regierung ministerin gabujewland", "de"))

    assert (np.diff(weights) > 0).all()


def test_the_stream_moves_the_weights_and_taking_it_back_restores_them():
    frequencies = Frequencies("en")
    terms = np.unique(numbered("gabuev spoke", "en"))
    before = frequencies.idf(terms)
    for _ in range(500):
        frequencies.add(terms)
    assert (frequencies.idf(terms) < before).all()
    for _ in range(500):
        frequencies.remove(terms)

    assert (frequencies.idf(terms) == before).all()


def test_a_language_without_a_table_begins_with_nothing_and_learns_what_is_common():
    for language in (None, "eo", "xx", "../en", "e n"):
        frequencies = Frequencies(language)
        assert not frequencies.has_table
        assert frequencies.texts == 0
    common, rare = numbered("la", "eo"), numbered("katarakto", "eo")
    for _ in range(100):
        frequencies.add(common)
    frequencies.add(rare)

    assert frequencies.is_common(common).all()
    assert not frequencies.is_common(rare).any()
    assert frequencies.idf(rare)[0] > frequencies.idf(common)[0]
    assert table("han") is None


def test_tables_hold_the_stems_that_words_makes():
    for language in ("de", "ru", "ja", "zh", "th", "ko", "he"):
        known = table(language)
        assert known is not None
        words = [word for word in list(known.counts)[::500] if word.isalpha()]
        again = [stem(word, language) for word in words]
        # Stems are not always stems of themselves; a table in other units would agree nowhere.
        assert np.mean([a == w for a, w in zip(again, words, strict=True)]) > 0.6


@given(st.dictionaries(st.integers(0, 64 * 5 - 1), st.floats(1, 1e6, width=32), min_size=1, max_size=80))
def test_what_is_packed_has_all_texts_of_each_term_and_none_of_others(texts: dict[int, float]) -> None:
    plain = np.zeros(64 * 5, dtype=np.float32)
    for term, count in texts.items():
        plain[term] = count

    packed = Shares(plain)

    assert packed[np.arange(64 * 5, dtype=np.int32)].tolist() == plain.tolist()
    assert [packed.of(term) for term in range(64 * 5)] == plain.tolist()
