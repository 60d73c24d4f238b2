"""The strict reader of YAML: what it takes, what it refuses, and where it says so."""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import yaml
from bot.errors import ConfigError


def problems_of(text: str) -> list[str]:
    try:
        return list(map(str, yaml.parse("f", text).problems))
    except ConfigError as exc:
        return list(map(str, exc.problems))


def problems_in(path: Path) -> list[str]:
    try:
        return [str(problem).replace(f"{path}:", "f:", 1) for problem in yaml.read(path).problems]
    except ConfigError as exc:
        return [str(problem).replace(f"{path}:", "f:", 1) for problem in exc.problems]


@pytest.mark.parametrize(
    "text, value",
    [
        ("true", True),
        ("false", False),
        ("0", 0),
        ("-5", -5),
        ("123456789012345678", 123456789012345678),
        ("0.5", 0.5),
        ("-1.0", -1.0),
        ("Storyfold", "Storyfold"),
        ("1h", "1h"),
        ("10MiB", "10MiB"),
        ("../seeds", "../seeds"),
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("127.0.0.1", "127.0.0.1"),
        ("storyfold.local,2026", "storyfold.local,2026"),
        ("none", "none"),
        ("yesterday", "yesterday"),
        ("'no'", "no"),
        ('"12:30"', "12:30"),
        ('"true"', "true"),
        ('""', ""),
        ("|-\n  10", "10"),
        ("[a, 1]", ("a", 1)),
        ("{}", {}),
    ],
)
def test_plain_scalars_are_what_they_look_like_and_quoted_ones_are_text(text: str, value: object):
    tree = yaml.parse("f", f"key: {text}\n")

    assert tree.problems == ()
    assert tree.value == {"key": value}
    assert type(tree.value["key"]) is type(value)


@pytest.mark.parametrize("word", ["on", "On", "OFF", "yes", "No", "y", "N", "True", "FALSE", "NO"])
def test_words_that_yaml_1_1_takes_for_switches_are_refused(word: str):
    assert problems_of(f"key: {word}") == [
        f'f:1:6: key: seen {word}, expected true or false, or "{word}" in quotes for the text'
    ]


@pytest.mark.parametrize(
    "number",
    [
        *["1.10", "0.50", ".5", "5.", "1e3", "1.5e3", "+5", "-0", "1_000", "0x1F", "0b11", "017", "0o17", "08"],
        *["12:30", "1:30:45.5", "2024-01-01", "2024-01-01T10:00:00Z", ".inf", "-.INF", ".nan", "1234567890123456789"],
    ],
)
def test_numbers_times_and_dates_that_readers_disagree_about_are_refused(number: str):
    assert problems_of(f"key: {number}") == [
        f'f:1:6: key: seen {number}, expected a plain decimal number such as 10 or 0.5, or "{number}" in quotes for the text'
    ]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("key:", "f:1:5: key: seen nothing, expected a value: leave the key out if it has none"),
        ("key: ~", "f:1:6: key: seen ~, expected a value: leave the key out if it has none"),
        ("key: Null", "f:1:6: key: seen Null, expected a value: leave the key out if it has none"),
        ("- null", "f:1:3: 0: seen null, expected a value: leave the item out if it has none"),
        ("key: =", 'f:1:6: key: seen =, expected "=" in quotes for the text'),
    ],
)
def test_values_that_are_none_are_refused(text: str, expected: str):
    assert problems_of(text) == [expected]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("a: 1\nb: 2\na: 3", "f:3:1: a: seen a second time, expected once: it is on line 1 already"),
        ("a:\n  'x': 1\n  x: 2", "f:3:3: a.x: seen a second time, expected once: it is on line 2 already"),
        ("on: 1", 'f:1:1: seen "on" without quotes as a key, expected a name'),
        ("8000: 1", 'f:1:1: seen "8000" without quotes as a key, expected a name'),
        ("true: 1", 'f:1:1: seen "true" without quotes as a key, expected a name'),
        ("? \n: 1", "f:1:2: seen nothing without quotes as a key, expected a name"),
        ("? [a]\n: 1", "f:1:3: seen a mapping, a list or an alias as a key, expected a name"),
        ("<<: {a: 1}", "f:1:1: seen the key <<, merge keys are not used here: write the values out"),
        ("a: !!str 5", 'f:1:4: a: seen the tag "tag:yaml.org,2002:str", expected a value: tags are not used here'),
        ("a: ! 5", 'f:1:4: a: seen the tag "!", expected a value: tags are not used here'),
        (
            "a: !!python/object/apply:os.system [ls]",
            'f:1:4: a: seen the tag "tag:yaml.org,2002:python/object/apply:os.system", expected a value: tags are not used here',
        ),
        ("a: &x {b: 1}", "f:1:4: a: seen an anchor (&), aliases are not used here: write the value out"),
        ("a: *x", "f:1:4: a: seen an alias (*), aliases are not used here: write the value out"),
        ("%YAML 1.1\n---\na: 1", "f:1:1: seen a % directive, expected none: directives are not used here"),
        ("a: 1\n---\nb: 2", "f:2:1: seen a second document, expected one in a file"),
        ("", "f:1:1: seen an empty file, expected a mapping of settings"),
        ("# nothing\n", "f:1:1: seen an empty file, expected a mapping of settings"),
        (
            "a: b: c",
            'f:1:5: not YAML: mapping values are not allowed in this context: a text that holds ": " is put in quotes',
        ),
        (
            "a: 1\nb: [1\nc: 2",
            "f:3:2: not YAML: did not find expected ',' or ']' while parsing a flow sequence that began on line 2",
        ),
        (
            'a: 1\nb: "c\nd: 2\n',
            "f:2:4: not YAML: found unexpected end of stream while scanning a quoted scalar that began on line 2",
        ),
        ("é: 1\né: 2", "f:2:1: é: seen a second time, expected once: it is on line 1 already"),
    ],
)
def test_structure_that_surprises_is_refused_at_its_place(text: str, expected: str):
    assert problems_of(text) == [expected]


def test_lesser_problems_are_all_listed_before_the_one_that_ends_the_reading():
    assert [line.split(":")[1] for line in problems_of("a: on\nb: 12:30\nc: [")] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "content, expected",
    [
        (b"a: 1\nb: \xff\n", "f:2:4: seen the byte 0xff, expected text in UTF-8"),
        ("a: é".encode("latin-1"), "f:1:4: seen the byte 0xe9, expected text in UTF-8"),
        ("a: 1".encode("utf-16"), "f:1:1: seen the byte 0xff, expected text in UTF-8"),
        (b"a: \x00", "f:1:4: seen the character U+0000, expected text without control characters"),
        (b"a: 1\n\nb: \x1b[2J", "f:3:4: seen the character U+001B, expected text without control characters"),
        ("a: 1\u2028b: 2".encode(), "f:1:5: seen the character U+2028, expected text without control characters"),
        (b"a:\n\tb: 1", "f:2:1: seen a tab in the indentation, expected spaces"),
        (b"a:\r\n  \tb: 1", "f:2:3: seen a tab in the indentation, expected spaces"),
        (b"#" * (1024 * 1024 + 1), "f:1:1: seen 1048577 bytes, expected at most 1048576 (1MiB)"),
    ],
)
def test_bytes_that_are_no_clean_text_are_refused(tmp_path: Path, content: bytes, expected: str):
    path = tmp_path / "f.yaml"
    path.write_bytes(content)

    assert problems_in(path) == [expected]


def test_a_byte_order_mark_is_taken_and_changes_no_position(tmp_path: Path):
    path = tmp_path / "f.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: on")

    assert problems_in(path) == ['f:1:4: a: seen on, expected true or false, or "on" in quotes for the text']


@pytest.mark.parametrize(
    "make, expected",
    [
        (lambda _: None, "f:1:1: no such file, expected a YAML file"),
        (Path.mkdir, "f:1:1: seen a directory, expected a YAML file"),
        (os.mkfifo, "f:1:1: seen a pipe or a device, expected a YAML file"),
        (lambda path: path.symlink_to(path), "f:1:1: cannot be read: too many levels of symbolic links"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_problem(tmp_path: Path, make: Callable[[Path], None], expected: str):
    path = tmp_path / "f.yaml"
    make(path)

    assert problems_in(path) == [expected]


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "text, first",
    [
        (BOMB, "f:1:4: a: seen an anchor (&)"),
        ("[" * 100_000, "f:1:21: nested too deeply"),
        ("{a: " * 100_000, "f:1:81: nested too deeply"),
        ("- " * 400_000, "f:1:41: nested too deeply"),
        ("? " * 400_000, "f:1:3: seen a mapping, a list or an alias as a key"),
        ("[" + "on," * 300_000 + "]", "f:1:2: 0: seen on"),
        ("[" + "*a," * 300_000 + "]", "f:1:2: 0: seen an alias"),
    ],
)
def test_bombs_are_refused_within_a_second(text: str, first: str):
    began = time.process_time()
    problems = problems_of(text)

    assert problems[0].startswith(first)
    assert len(problems) <= yaml.MAX_PROBLEMS + 1
    assert time.process_time() - began < 1


def test_more_values_than_any_configuration_has_are_refused():
    assert problems_of("[" + "a," * 200_000 + "]")[-1].endswith("too many values, expected at most 100000")


def test_twenty_levels_are_read_and_one_more_is_refused():
    assert problems_of("[" * 20 + "]" * 20) == []
    assert problems_of("[" * 21 + "]" * 21)[0].endswith("nested too deeply, expected at most 20 levels")


def test_places_of_values_names_and_what_is_missing():
    tree = yaml.parse("f", "# c\nweb:\n  port: 1\n  hosts: [a, b]\n")

    assert str(tree.problem(("web", "port"), "m")) == "f:3:9: web.port: m"
    assert str(tree.problem(("web", "port"), "m", at_name=True)) == "f:3:3: web.port: m"
    assert str(tree.problem(("web", "hosts", 1), "m")) == "f:4:14: web.hosts.1: m"
    assert str(tree.problem(("web", "other", "deep"), "m")) == "f:3:3: web.other.deep: m"


YAMLISH = st.text(alphabet=st.sampled_from(list("ab1.0:-,[]{}&*!?|>'\"%#@~ \n\ntoyn=<é\\xu")), max_size=60)


@given(YAMLISH | st.text(max_size=60))
def test_any_text_gives_a_tree_or_a_configuration_error(text: str):
    assert all(": " in problem for problem in problems_of(text))


JSON = st.recursive(
    st.booleans() | st.integers(-(10**17), 10**17) | st.text("aZ é:#-", max_size=8),
    lambda items: st.lists(items).map(tuple) | st.dictionaries(st.text("ab:", max_size=3), items),
    max_leaves=8,
)


@given(st.dictionaries(st.just("key"), JSON, min_size=1))
def test_what_json_writes_is_read_back(value: dict[str, object]):
    tree = yaml.parse("f", json.dumps(value, ensure_ascii=False))

    assert tree.value == value
    assert tree.problems == ()
