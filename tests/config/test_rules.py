"""Rules are read into the tree that topics know; whatever is wrong in them is one line with its place."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.config import load, schema
from bot.config.rules import read, written
from bot.config.topics import TopicSettings
from bot.errors import ConfigError
from bot.topics import rules
from bot.topics.rules import About, MaxAge, Number, Pattern, Phrase, Rules

HEAD = "topics:\n- slug: a\n  title: A\n  rules:\n"


def loaded(tmp_path: Path, text: str) -> TopicSettings:
    (tmp_path / "s.yaml").write_text("sources: [{name: a, folder: in}]")
    (tmp_path / "topics.yaml").write_text(text)
    (topic,) = load(tmp_path / "s.yaml").topics
    return topic


def test_every_kind_of_rule_is_read(tmp_path: Path) -> None:
    topic = loaded(
        tmp_path,
        """
topics:
- slug: a
  title: A
  match_on: representative
  rules:
    min_independent: 3
    language: de
    any: [ferry, '"Putin visits"', '/ferr(y|ies)/', {title: fog}, {author: /^ada/}, {subject: 'medtop:1'}]
    all:
    - any: [a, {all: [b, {none: [c]}]}]
    - max_age: 3d
    - min_sources: 2
    - about: Ferries in distress
    - about: {examples: [One story., Another.], threshold: 0.4}
    none: [{outlet: Harbour Post}, {min_sources: 9}]
""",
    )

    assert topic.rules == Rules(
        any=(
            Phrase("ferry"),
            Phrase('"Putin visits"'),
            Pattern("ferr(y|ies)"),
            Phrase("fog", "title"),
            Pattern("^ada", "author"),
            Phrase("medtop:1", "subject"),
        ),
        all=(
            Number("min_independent", 3),
            Phrase("de", "language"),
            rules.Any((Phrase("a"), rules.All((Phrase("b"), rules.None_((Phrase("c"),)))))),
            MaxAge(timedelta(days=3)),
            Number("min_sources", 2),
            About(("Ferries in distress",)),
            About(("One story.", "Another."), 0.4),
        ),
        none=(Phrase("Harbour Post", "outlet"), Number("min_sources", 9)),
    )
    assert topic.selects == Rules(
        any=topic.rules.any, all=topic.rules.all, none=topic.rules.none, match_on="representative"
    )


A_PHRASE = "expected a phrase with a letter or digit on one line, at most 200 characters"
A_PATTERN = "expected a pattern without look-around and back-references"
AN_AGE = "expected a duration with its unit from 1m to 3650d, such as 500ms, 30s, 15m, 1h or 7d"
PLACED = [
    ("    any: []", "5:10: topics.0.rules.any: seen an empty list, expected at least one item"),
    ("    any: x", '5:10: topics.0.rules.any: seen "x", expected a list'),
    ("    none: [x]", "5:5: topics.0.rules: seen no phrase in any or all, expected at least one"),
    (
        "    all: [{none: [x]}]",
        "5:5: topics.0.rules: seen no phrase in any or all, expected at least one",
    ),
    (
        "    any: [x, {none: [z]}]",
        "5:5: topics.0.rules: seen no phrase in any or all, expected at least one",
    ),
    (
        "    any: [x]\n    titel: z",
        "6:5: topics.0.rules.titel: unknown key titel, did you mean title?",
    ),
    (
        "    any:\n    - titel: z",
        "6:7: topics.0.rules.any.0.titel: unknown key titel, did you mean title?",
    ),
    (
        "    any:\n    - title: z\n      text: z",
        "6:7: topics.0.rules.any.0: seen a mapping with 2 keys, expected one: put each in an item of its own",
    ),
    (
        "    any:\n    - {}",
        "6:7: topics.0.rules.any.0: seen a mapping with 0 keys, expected one: put each in an item of its own",
    ),
    (
        "    any:\n    - [x]",
        f"6:7: topics.0.rules.any.0: seen a list, {A_PHRASE}",
    ),
    (
        "    any:\n    - any:\n      - title: 7",
        f"7:16: topics.0.rules.any.0.any.0.title: seen 7, {A_PHRASE}; put it in quotes",
    ),
    (
        "    any:\n    - /(?=x)/",
        f'6:7: topics.0.rules.any.0: seen "/(?=x)/", {A_PATTERN}; invalid perl operator: (?=',
    ),
    (
        f"    any:\n    - /{'x' * 301}/",
        "6:7: topics.0.rules.any.0: seen a pattern of 301 characters, expected at most 300",
    ),
    (
        "    min_sources: 0",
        "5:18: topics.0.rules.min_sources: seen 0, expected a whole number from 1 to 10000",
    ),
    (
        "    any: [x]\n    none: [{max_age: 3d}]",
        "6:22: topics.0.rules.none.0.max_age: seen max_age in none, expected it outside: entries leave with age, and none come",
    ),
    (
        "    any: [x]\n    none: [{all: [x, {any: [{max_age: 3d}]}]}]",
        "6:39: topics.0.rules.none.0.all.1.any.0.max_age: seen max_age in none, expected it outside: entries leave with age, and none come",
    ),
    (
        "    max_age: 3",
        f"5:14: topics.0.rules.max_age: seen 3, {AN_AGE}; write 3s if seconds are meant",
    ),
    (
        "    all: [{language: German}]",
        '5:22: topics.0.rules.all.0.language: seen "German", expected a language as two small letters (ISO 639-1) such as en',
    ),
    (
        "    about: {threshold: 0.4}",
        "5:12: topics.0.rules.about.examples: missing, expected a list of a sentence or a story, at most 20000 characters",
    ),
    (
        "    about: {examples: [x], threshold: 2}",
        "5:39: topics.0.rules.about.threshold: seen 2, expected a number above 0, at most 1, such as 0.4",
    ),
    (
        "    about: {examples: [x], treshold: 1}",
        "5:28: topics.0.rules.about.treshold: unknown key treshold, did you mean threshold?",
    ),
    ("    any: [NO]", '5:11: topics.0.rules.any.0: seen NO, expected true or false, or "NO" in quotes for the text'),
]


@pytest.mark.parametrize("text, expected", PLACED)
def test_what_is_wrong_is_one_line_with_its_place(tmp_path: Path, text: str, expected: str) -> None:
    with pytest.raises(ConfigError) as caught:
        loaded(tmp_path, HEAD + text)

    assert [str(problem).split("topics.yaml:")[-1] for problem in caught.value.problems] == [expected]


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        loaded(tmp_path, HEAD + "    any: [9, {title: ' x'}]\n    all: y\n    nome: [z]\n  limit: 0\n")

    places = [(problem.line, problem.column, problem.key) for problem in caught.value.problems]
    assert places == [
        (5, 11, "topics.0.rules.any.0"),
        (5, 22, "topics.0.rules.any.1.title"),
        (6, 10, "topics.0.rules.all"),
        (7, 5, "topics.0.rules.nome"),
        (8, 10, "topics.0.limit"),
    ]


phrases = st.text(alphabet="abcé1 -", min_size=1, max_size=12).filter(
    lambda text: text == text.strip() and text.strip(" -")
)
fields = st.sampled_from([None, *(field for field in rules.FIELDS if field != "language")])
leaf = st.one_of(
    st.builds(Phrase, phrases, fields),
    st.builds(Pattern, st.sampled_from(["ferr(y|ies)", r"\d+ dead", "/"]), fields),
    st.builds(Phrase, st.sampled_from(["en", "de"]), st.just("language")),
    st.builds(Number, st.sampled_from(["min_sources", "min_independent"]), st.integers(1, 99)),
    st.builds(
        About,
        st.lists(phrases.filter(lambda text: any(map(str.isalpha, text))), min_size=1, max_size=3).map(tuple),
        st.none() | st.sampled_from([0.3, 1.0]),
    ),
)
trees = st.recursive(
    leaf,
    lambda inner: st.one_of(
        [st.lists(inner, min_size=1, max_size=3).map(tuple).map(kind) for kind in (rules.Any, rules.All, rules.None_)]
    ),
    max_leaves=8,
)
children = st.lists(trees, max_size=3).map(tuple)
ages = st.integers(1, 100).map(lambda hours: (MaxAge(timedelta(hours=hours)),))
rulesets = st.builds(
    Rules, any=children, all=st.tuples(children, ages | st.just(())).map(lambda both: both[0] + both[1]), none=children
).filter(lambda asked: asked.can_match)

VALIDATOR = jsonschema.Draft202012Validator(schema.topics_schema())


def is_valid(content: Any) -> bool:
    return VALIDATOR.is_valid({"topics": [{"slug": "t", "title": "T", "rules": content}]})


@settings(max_examples=40)
@given(rulesets)
def test_what_is_written_is_read_as_the_same_and_fits_the_schema(asked: Rules) -> None:
    assert read(written(asked)) == asked
    assert is_valid(written(asked))


@pytest.mark.parametrize(
    "content",
    [
        {"any": []},
        {"any": "x"},
        {"none": ["x"]},
        {"any": [{"titel": "x"}]},
        {"any": [{"title": "x", "source": "y"}]},
        {"any": [{}]},
        {"min_sources": 0},
        {"max_age": 3},
        {"about": {"threshold": 0.4}},
        {"about": {"examples": [], "threshold": 0.4}},
        {"language": "German"},
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(content: dict[str, Any]) -> None:
    assert not is_valid(content)
    with pytest.raises(ValueError, match="rules"):
        read(content)


def test_rules_of_a_topic_are_dumped_as_a_file_has_them() -> None:
    topic = TopicSettings.model_validate({"slug": "a", "title": "A", "rules": {"any": ("x", {"title": "/y/"})}})

    assert topic.model_dump(mode="json")["rules"] == {"any": ["x", {"title": "/y/"}]}
