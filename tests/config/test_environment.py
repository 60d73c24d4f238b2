"""Variables of the environment win over the main file, and what is wrong with one is told under its name."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import load
from bot.config.environment import overlaid
from bot.config.load import named_files
from bot.config.yaml import parse
from bot.errors import ConfigError
from tests.desk import CONFIG, Desk

TOPICS = "topics:\n  - {slug: all, title: All, rules: {any: [the]}}\n"


@pytest.fixture
def config(desk: Desk) -> Path:
    desk.configure(CONFIG, TOPICS)
    return desk.config


def wrong(config: Path, environment: Mapping[str, str]) -> str:
    with pytest.raises(ConfigError) as refused:
        load(config, environment)
    return str(refused.value)


def test_variable_wins_over_the_file(config: Path) -> None:
    settings = load(
        config,
        {
            "STORYFOLD__SITE__BASE_URL": "https://news.example.org/",
            "storyfold__web__port": "9000",
            "STORYFOLD__CLUSTERING__GRANULARITY": "tight",
            "STORYFOLD__SITE__HUBS": "[https://hub.example.org/]",
            "STORYFOLD__RETENTION__AGE": "90d",
            "PATH": "/usr/bin",
        },
    )

    assert (settings.site.base_url, settings.web.port) == ("https://news.example.org", 9000)
    assert settings.clustering.granularity == "tight"
    assert settings.site.hubs == ("https://hub.example.org/",)
    assert settings.retention.age is not None
    assert settings.site.id_authority == load(config, {}).site.id_authority  # what no variable says is the file's


def test_section_that_the_file_has_not_may_come_from_variables(config: Path) -> None:
    found = load(config, {"STORYFOLD__SMTP__HOST": "mail.example.org", "STORYFOLD__SMTP__FROM": "ann@example.org"}).smtp

    assert found is not None
    assert found.host == "mail.example.org"


def test_list_may_be_given_whole(config: Path) -> None:
    settings = load(config, {"STORYFOLD__SOURCES": "[{name: paper, feed: 'https://paper.example/rss'}]"})

    assert [source.name for source in settings.sources] == ["paper"]


def test_key_of_a_section_is_put_into_one_that_is_given_whole(config: Path) -> None:
    given = {"STORYFOLD__WEB__PORT": "9001", "STORYFOLD__WEB": "{port: 9000, fronts: 0}"}

    settings = load(config, given)

    assert (settings.web.port, settings.web.fronts) == (9001, 0)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("STORYFOLD__WEB__PORT", "high", 'STORYFOLD__WEB__PORT: web.port: seen "high", expected a whole number'),
        ("STORYFOLD__SITE__BASE_ULR", "x", "site.base_ulr: unknown key base_ulr, did you mean base_url?"),
        ("STORYFOLD__STIE", "{title: x}", "STORYFOLD__STIE: stie: unknown key stie, did you mean site?"),
        ("STORYFOLD__SITE__TITLE", "", "seen nothing, expected a value: unset the variable to leave it out"),
        ("STORYFOLD__SITE__TITLE", "on", 'seen on, expected true or false, or "on" in quotes for the text'),
        ("STORYFOLD__SITE__TITLE", "[a", "STORYFOLD__SITE__TITLE: site.title: not YAML"),
        ("STORYFOLD__", "x", "seen no key, expected names of keys with __ between them"),
        ("STORYFOLD__SITE____TITLE", "x", "seen no key, expected names of keys with __ between them"),
        (
            "STORYFOLD__SOURCES__0__NAME",
            "x",
            "seen a key of sources, which is no mapping, expected all of it in STORYFOLD__SOURCES",
        ),
        ("STORYFOLD__SITE__BASE_URL", "!!python/object:os.system x", "STORYFOLD__SITE__BASE_URL: site.base_url: "),
    ],
)
def test_wrong_variable_is_one_line_with_its_name(config: Path, name: str, value: str, expected: str) -> None:
    said = wrong(config, {name: value})

    assert expected in said
    assert said.startswith(name)
    assert "\n" not in said


def test_same_key_in_two_spellings_is_refused(config: Path) -> None:
    said = wrong(config, {"STORYFOLD__WEB__PORT": "1", "Storyfold__Web__Port": "2"})

    assert "seen a second time, expected once: it is in STORYFOLD__WEB__PORT already" in said


def test_secret_in_a_variable_is_in_no_message(config: Path) -> None:
    for value in ("https://ann:s3cr3t@a.example/?token=s3cr3t|", "[{name: a b, feed: 'https://ann:s3cr3t@a.example'}]"):
        name = "STORYFOLD__SOURCES" if value.startswith("[") else "STORYFOLD__SITE__BASE_URL"
        assert "s3cr3t" not in wrong(config, {name: value})


def test_file_of_topics_may_be_named_by_a_variable(config: Path) -> None:
    other = config.parent / "others.yaml"
    other.write_text(TOPICS.replace("All", "Others"))
    environment = {"STORYFOLD__TOPICS": "others.yaml"}

    assert [topic.title for topic in load(config, environment).topics] == ["Others"]
    assert other in named_files(config, environment)


def test_check_names_the_variables_and_not_what_they_say(desk: Desk) -> None:
    desk.configure(CONFIG, TOPICS)

    done = desk.run(
        "check", "-c", str(desk.config), env={**os.environ, "STORYFOLD__SITE__BASE_URL": "https://s3cr3t.example"}
    )

    assert "with STORYFOLD__SITE__BASE_URL from the environment" in done.err
    assert "s3cr3t" not in done.err


@given(st.dictionaries(st.text(min_size=1, max_size=20).map("STORYFOLD__{}".format), st.text(max_size=40), max_size=4))
def test_any_variables_give_a_tree_with_problems_or_without(environment: dict[str, str]) -> None:
    tree = overlaid(parse("storyfold.yaml", "site: {title: News}\n"), environment)

    assert isinstance(tree.value, dict)
    assert all(str(one).startswith(one.file) for one in tree.problems)
