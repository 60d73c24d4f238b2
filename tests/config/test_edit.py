"""Feeds are added to a configuration as a careful person would: in their place, and nothing else changes."""

import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.config import FeedSource, load
from bot.config.edit import NewFeed, add, block, configured, new_feed
from bot.errors import ConfigError

TOPICS = "topics: [{slug: t, title: T, rules: {any: [x]}}]\n"
FEED = NewFeed(feed="https://a.example/f", name="a-feed", title="A: feed", language="en")
LINES = '- name: a-feed\n  feed: https://a.example/f\n  title: "A: feed"\n  language: en\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "topics.yaml").write_text(TOPICS)
    return tmp_path / "s.yaml"


def indented(spaces: int) -> str:
    return "".join(" " * spaces + line + "\n" for line in LINES.splitlines())


@pytest.mark.parametrize(
    "before, expected",
    [
        # at the end of the file, with and without its last line break
        ("sources:\n  - name: x\n    folder: in\n", "sources:\n  - name: x\n    folder: in\n\n" + indented(2)),
        ("sources:\n  - {name: x, folder: in}", "sources:\n  - {name: x, folder: in}\n\n" + indented(2)),
        # before the next key, with dashes as far left as the key; its comment stays with it
        (
            "# top\nsources:\n- name: x\n  folder: in # here\n\n# the web\nweb: {port: 1}\n",
            "# top\nsources:\n- name: x\n  folder: in # here\n\n" + LINES + "\n# the web\nweb: {port: 1}\n",
        ),
        # behind comments that belong to the list
        (
            "sources:\n    - name: x\n      folder: in\n\n    # more:\n    # - name: y\n\n# end\n",
            "sources:\n    - name: x\n      folder: in\n\n    # more:\n    # - name: y\n\n" + indented(4) + "\n# end\n",
        ),
        # a text of several lines
        (
            "sources:\n  - name: x\n    folder: in\n    title: >-\n      one\n      two\nweb: {port: 1}\n",
            "sources:\n  - name: x\n    folder: in\n    title: >-\n      one\n      two\n\n"
            + indented(2)
            + "web: {port: 1}\n",
        ),
        # an empty list
        ("sources: [ ] # none yet\ndata: d\n", "sources: # none yet\n" + indented(2) + "data: d\n"),
        # the word elsewhere
        (
            "site: {title: 'sources'}\nsources:\n  - name: x\n    folder: in\n",
            "site: {title: 'sources'}\nsources:\n  - name: x\n    folder: in\n\n" + indented(2),
        ),
    ],
)
def test_feed_comes_at_the_end_of_the_list_and_all_else_stays(file: Path, before: str, expected: str) -> None:
    file.write_text(before)

    add(file, [FEED])

    assert file.read_text() == expected
    source = load(file).sources[-1]
    assert isinstance(source, FeedSource)
    assert (source.name, source.feed, source.title, source.language) == ("a-feed", FEED.feed, "A: feed", "en")


def test_line_breaks_mark_and_permissions_stay(file: Path) -> None:
    before = "\ufeffsources:\r\n  - name: x\r\n    folder: in\r\n".encode()
    file.write_bytes(before)
    file.chmod(0o640)

    add(file, [FEED])

    assert file.read_bytes() == before + ("\n" + indented(2)).replace("\n", "\r\n").encode()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_link_to_the_file_stays_a_link_and_paths_stay_relative_to_it(file: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere" / "real.yaml"
    real.parent.mkdir()
    real.write_text("sources:\n  - name: x\n    folder: in\n")
    file.symlink_to(real)

    add(file, [FEED])

    assert file.is_symlink()
    assert "a-feed" in real.read_text()
    assert sorted(path.name for path in real.parent.iterdir()) == ["real.yaml"]


@pytest.mark.parametrize(
    "before, place",
    [
        ("sources: [{name: x, folder: in}]\n", ":1:10: sources: seen a list in [ ]"),
        ("sources: x\n", ":1:10: sources: expected a list"),
        ("web: {port: 1}\n", ":1:1: sources: missing"),
        ("sources:\n  - name: a-feed\n    folder: in\n", ":5:11: sources.1.name: seen"),
        ("sources:\n  - name: x\n    folder: in\nweb: {port: x}\n", "web.port: seen"),
    ],
)
def test_file_stays_as_it_is_where_that_is_not_possible(file: Path, before: str, place: str) -> None:
    file.write_text(before)

    with pytest.raises(ConfigError) as caught:
        add(file, [FEED])

    assert place in str(caught.value)
    assert str(caught.value).startswith(f"{file}:")
    assert file.read_text() == before
    assert sorted(path.name for path in file.parent.iterdir()) == ["s.yaml", "topics.yaml"]


def test_configured_lists_names_and_urls(file: Path) -> None:
    file.write_text("sources: []\n")
    assert configured(file) == []

    add(file, [FEED])
    assert configured(file) == [("a-feed", "https://a.example/f")]

    file.write_text("sources: []\nweb: {port: 1}\nno: 1\n")
    with pytest.raises(ConfigError):
        add(file, [FEED])


@pytest.mark.parametrize(
    "title, url, name",
    [
        ("The Harbour Post", "https://x.example/", "the-harbour-post"),
        ("L'Écho d'été – straße", "https://x.example/", "lecho-dete-strasse"),
        ("Новости порта", "https://www.vesti.example/rss", "vesti-example"),
        ("", "https://feeds.harbour.example/rss", "harbour-example"),
        ("!!!", "http://[::1]:8080/", "1"),
        ("x" * 100, "https://x.example/", "x" * 64),
    ],
)
def test_name_comes_from_the_title_or_the_host(title: str, url: str, name: str) -> None:
    found = new_feed(url, title, ())

    assert found is not None
    assert found.name == name


def test_names_that_are_taken_get_a_number_and_stay_short() -> None:
    taken = {"x" * 64, "x" * 62 + "-2"}
    found = new_feed("https://x.example/", "x" * 100, taken)

    assert found is not None
    assert found.name == "x" * 62 + "-3"


@pytest.mark.parametrize("url", ["", "x", "ftp://x.example/", "javascript:alert(1)", "http://", "http://[::1"])
def test_what_is_no_web_address_is_no_feed(url: str) -> None:
    assert new_feed(url, "x", ()) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.tuples(st.text(max_size=250), st.sampled_from(["en", "en-GB", "xx", "eng", "", "No"])), max_size=4))
def test_any_title_is_read_back_as_it_was_written(file: Path, drawn: list[tuple[str, str]]) -> None:
    taken: list[NewFeed] = []
    for number, (title, language) in enumerate(drawn):
        found = new_feed(
            f"https://x.example/?n={number}&t=: #",
            title,
            [feed.name for feed in taken],
            language=language,
            private=True,
        )
        assert found is None  # a blank in a URL
        found = new_feed(f"https://x.example/?n={number}&t=:#", title, [feed.name for feed in taken], language=language)
        assert found is not None
        taken.append(found)
    file.write_text("sources:\n  - {name: folder--, folder: in}\n" + block(taken))

    read = [source for source in load(file).sources if isinstance(source, FeedSource)]

    assert [(feed.name, feed.feed, feed.title, feed.language) for feed in taken] == [
        (source.name, source.feed, source.title if source.title != source.name else "", source.language)
        if not taken[number].title
        else (source.name, source.feed, source.title, source.language)
        for number, source in enumerate(read)
    ]
