"""Words are found in any case and accent, in the forms that readers take for the same; patterns cost little, whatever they are."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.topics.folding import bare, fold, is_same, words
from bot.topics.lookup import Found, Lookup, Passage
from bot.topics.patterns import LONGEST, PatternError, Patterns, compiled
from bot.topics.rules import Pattern, Phrase


def found(leaf: Phrase | Pattern, text: str, language: str | None = "en", where: str = "text") -> str | None:
    seen = Lookup([leaf]).found([Passage(where, text)], language)  # type: ignore[arg-type]
    return seen[0].words if seen else None


@pytest.mark.parametrize(
    "phrase, text, expected",
    [
        ("ferry", "The FERRY sank.", "FERRY"),
        ("cafe", "A new Café opens", "Café"),
        ("Café", "a new cafe opens", "cafe"),
        ("belt and road", "the Belt-and-Road plan", "Belt-and-Road"),
        ("Straße", "in der STRASSE", "STRASSE"),
        ("AT&T", "shares of AT&T rose", "AT&T"),
        ("Putin", "“Putin’s visit”", "Putin’s"),
        ("Italia", "per l'Italia, oggi", "l'Italia"),
        ("bank of england", "a bank of the bank of England", "bank of England"),
        ("a a b", "a a a b", "a a b"),
        ("北京", "普京抵达北京访问", "北京"),
        ("访", "普京抵达北京访问", "访"),
        ("NATO", "NATO秘书长访问", "NATO秘书长访问"),
        ("ガザ", "ｶﾞｻﾞ地区", "ｶﾞｻﾞ"),
        ("キ", "10㌔の道", "㌔"),
        ("กรุงเทพ", "ที่กรุงเทพวันนี้", "กรุงเทพ"),
        ("हिन्दी", "यह हिन्दी है", "हिन्दी"),
        ("medtop:20000149", "medtop:20000149", "medtop:20000149"),
    ],
)
def test_a_phrase_is_found_as_it_is_written_there(phrase: str, text: str, expected: str) -> None:
    assert found(Phrase(phrase), text, None) == expected


@pytest.mark.parametrize(
    "phrase, text",
    [
        ("art", "the party"),
        ("Putin", "Putinism"),
        ("belt road", "belt and road"),
        ("road", ""),
        ("ferry ferry", "ferry"),
    ],
)
def test_part_of_a_word_or_phrase_is_not_found(phrase: str, text: str) -> None:
    assert found(Phrase(phrase), text) is None


@pytest.mark.parametrize(
    "language, phrase, text",
    [
        ("en", "sanction", "sanctions"),
        ("en", "sanctions", "Sanctioned"),
        ("en", "foreign minister", "foreign ministers"),
        ("en", "stop", "stopped"),
        ("en", "strike", "striking"),
        ("en", "baby", "babies"),
        ("en", "Democrat", "Democrats"),
        ("ru", "Путин", "Путина"),
        ("ru", "санкции", "санкциями"),
        ("de", "Sanktion", "Sanktionen"),
        ("de", "Haus", "Häuser"),
        ("es", "investigación", "investigaciones"),
        ("fr", "élection", "elections"),
    ],
)
def test_other_forms_are_found_where_the_language_is_known(language: str, phrase: str, text: str) -> None:
    assert found(Phrase(phrase), text, language) == text
    assert found(Phrase(phrase), text, None) is None
    assert found(Phrase(f'"{phrase}"'), text, language) is None
    assert found(Phrase(f'"{phrase}"'), phrase.upper(), language) == phrase.upper()


@pytest.mark.parametrize(
    "phrase, text",
    [
        ("import", "important"),
        ("execution", "chief executive"),
        ("organ", "organization"),
        ("universe", "university"),
        ("Gates", "the gate"),
        ("AIDS", "Aided"),
        ("run", "runs"),
        ("G20s", "g20"),
    ],
)
def test_other_words_are_not_found_though_they_have_one_stem(phrase: str, text: str) -> None:
    assert found(Phrase(phrase), text) is None


@pytest.mark.parametrize("where, is_prose", [("title", True), ("category", True), ("author", False), ("source", False)])
def test_names_have_no_other_forms(where: str, is_prose: bool) -> None:
    assert (found(Phrase("banker", where), "bankers", where=where) is not None) is is_prose  # type: ignore[arg-type]


def test_what_is_in_several_parts_is_told_of_the_first() -> None:
    passages = [Passage("title", "A ferry"), Passage("text", "Ferries"), Passage("author", "Ferry")]

    seen = Lookup([Phrase("ferry"), Phrase("ferry", "author"), Phrase("ferries", "title")]).found(passages, "en")

    assert seen == {0: Found("title", "ferry"), 1: Found("author", "Ferry"), 2: Found("title", "ferry")}


@pytest.mark.parametrize(
    "pattern, text, expected",
    [
        (r"\d+ (dead|hurt)", "fire: 12 DEAD", "12 DEAD"),
        ("^fog", "no\nFog", "Fog"),
        ("й$", "край\nпуть", "й"),
        ("caf[eé]", "Café", "Café"),
        ("a.c", "a\nc", None),
    ],
)
def test_a_pattern_is_found_in_any_case_line_by_line(pattern: str, text: str, expected: str | None) -> None:
    assert found(Pattern(pattern), text) == expected


@pytest.mark.parametrize(
    "pattern, reason",
    [
        ("(?=x)", "invalid perl operator"),
        (r"(a)\1", "invalid escape sequence"),
        ("(", "missing )"),
        ("x*", "empty text"),
        (r"\p{L}{3,50}x", "too large"),
        ("((((.{1,9}){1,9}){1,9}){1,9})q", "invalid repetition size"),
    ],
)
def test_a_pattern_that_cannot_be_used_says_why(pattern: str, reason: str) -> None:
    with pytest.raises(PatternError, match=reason.replace(")", r"\)").replace("(", r"\(")):
        compiled(pattern)


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "(a|a)*b", "[ab]*a[ab]{200}c", "(.*a){200}x", "[^x]{1,300}z", ".{1,200}y"]
)
def test_no_pattern_takes_long(pattern: str) -> None:
    assert len(pattern) <= LONGEST
    patterns, text = Patterns([pattern]), "ab ba" * 40_000
    began = time.process_time()

    list(patterns.found(text))

    assert time.process_time() - began < 2  # 200,000 characters; a backtracking engine would take for ever


@given(st.text(), st.text())
def test_folding_goes_character_by_character(one: str, other: str) -> None:
    assert bare(one) + bare(other) == bare(one + other)
    assert fold(bare(one)) == fold(one)


@given(st.text(max_size=20), st.sampled_from(["en", "ru", "de", "hi", None]))
def test_every_word_is_the_same_as_itself(text: str, language: str | None) -> None:
    for word in words(text):
        assert is_same(word, word, language)


ATOMS = ["ferry", "gate", "путь", "é", r"\d", r"\w", ".", "a", "北", r"\b", "k", "ſ", "İ"]
some_patterns = st.lists(st.sampled_from(ATOMS), min_size=1, max_size=4).map("".join)


@settings(max_examples=60)
@given(st.lists(some_patterns, min_size=1, max_size=6), st.text(alphabet="ferygatпуть北é KſİI1 \n", max_size=30))
def test_patterns_looked_for_together_are_those_found_alone(asked: list[str], text: str) -> None:
    usable = [pattern for pattern in asked if pattern.replace(r"\b", "")]

    together = dict(Patterns(usable).found(text))

    alone = {number: compiled(pattern).search(text) for number, pattern in enumerate(usable)}
    assert together == {number: match.group() for number, match in alone.items() if match}
