"""An address that nobody else is to know is in a file of its own; what the file holds is in no message."""

import json
from pathlib import Path

import jsonschema
import pytest

from bot.config import load
from bot.config.load import named_files
from bot.config.schema import json_schema
from bot.config.secrets import MAX_BYTES
from bot.config.sources import FeedSource
from bot.errors import ConfigError
from tests.desk import CONFIG, Desk

TOPICS = "topics:\n  - {slug: all, title: All, rules: {any: [the]}}\n"
FEED = CONFIG + "  - {name: paper, feed_file: ../secrets/paper}\n"
ADDRESS = "https://ann:s3cr3t@paper.example/rss?token=s3cr3t"


@pytest.fixture
def secret(desk: Desk) -> Path:
    desk.configure(FEED, TOPICS)
    file = desk.root / "secrets" / "paper"
    file.parent.mkdir()
    file.write_text(f"{ADDRESS}\nwhat comes behind is ours\n")
    return file


def test_address_is_read_from_its_file(desk: Desk, secret: Path) -> None:
    settings = load(desk.config)

    [source] = [one for one in settings.sources if isinstance(one, FeedSource)]
    assert source.feed == ADDRESS
    assert settings.secrets == (secret,)
    assert "s3cr3t" not in repr(settings)


def test_file_is_watched_so_that_a_new_address_is_taken_up(desk: Desk, secret: Path) -> None:
    assert secret in load(desk.config).files
    assert secret in named_files(desk.config)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, "no such file, expected the http or https URL of a feed on its first line"),
        ("", "seen nothing, expected"),
        ("\n" + ADDRESS, "seen nothing, expected"),
        ("s3cr3t", "seen something else, expected"),
        ("ftp://ann:s3cr3t@paper.example", "seen something else, expected"),
        ("x" * (MAX_BYTES + 1), f"seen more than {MAX_BYTES} bytes, expected"),
    ],
)
def test_what_is_wrong_with_the_file_is_one_line_without_what_it_holds(
    desk: Desk, secret: Path, content: str | None, expected: str
) -> None:
    secret.unlink() if content is None else secret.write_text(content)

    with pytest.raises(ConfigError) as refused:
        load(desk.config)

    assert str(refused.value).startswith(f"{desk.config}:")
    assert f"sources.1.feed_file: ../secrets/paper: {expected}" in str(refused.value)
    assert "\n" not in str(refused.value)
    assert "s3cr3t" not in str(refused.value)


def test_folder_in_the_place_of_the_file_is_refused(desk: Desk, secret: Path) -> None:
    secret.unlink()
    secret.mkdir()

    with pytest.raises(ConfigError, match="is no file, expected"):
        load(desk.config)


def test_feed_and_file_of_it_are_one_too_many(desk: Desk, secret: Path) -> None:
    desk.configure(FEED.replace("feed_file:", "feed: 'https://a.example/', feed_file:"), TOPICS)

    with pytest.raises(ConfigError, match="seen both feed and feed_file, expected one of them"):
        load(desk.config)


def test_editors_complete_either_of_the_two() -> None:
    feed = json_schema()["$defs"]["FeedSource"]
    for valid, keys in ((True, ["feed_file"]), (True, ["feed"]), (False, []), (False, ["feed", "feed_file"])):
        written = {"name": "paper"} | dict.fromkeys(keys, "https://a.example/")
        assert jsonschema.Draft202012Validator(feed).is_valid(json.loads(json.dumps(written))) is valid
