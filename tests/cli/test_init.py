"""`storyfold init`: what it writes is valid and does what was asked for, and nothing is ever replaced."""

import os
import pty
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from bot.cli.app import COMMANDS
from bot.config import FeedSource, FolderSource, load
from bot.config.starter import authority
from tests.desk import MORNING, Desk
from tests.test_pipeline import FIRE

LIST = """<?xml version="1.0"?><opml version="2.0"><body>
<outline type="rss" text="Harbour Post: all" xmlUrl="https://harbour.example/feed"/>
<outline type="rss" text="Gopher" xmlUrl="gopher://old.example/"/>
</body></opml>"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "new" / "config" / "storyfold.yaml"


def test_first_configuration_publishes_what_is_put_into_its_folder(desk: Desk, config: Path) -> None:
    said = desk.run("init", "--yes", "--title", "News: all", "-c", str(config))
    inbox = config.parent.parent / "inbox"
    (inbox / "fire.txt").write_text(FIRE)
    os.utime(inbox / "fire.txt", (MORNING.timestamp(), MORNING.timestamp()))

    assert f"put stories into {inbox}" in said.err
    assert desk.run("check", "-c", str(config)).err == f"{config}: fine, 1 source(s), 1 topic(s)\n"
    assert desk.run("once", "-c", str(config)).json["stories"]["founded"] == 1
    feed = (config.parent.parent / "data" / "public" / "topics" / "everything.atom").read_text()
    assert "Fire at the mill" in feed
    assert "News: all" in feed


def test_feeds_of_another_reader(desk: Desk, config: Path) -> None:
    (desk.root / "list.opml").write_text(LIST)

    said = desk.run(
        "init", "--opml", str(desk.root / "list.opml"), "--base-url", "https://n.example/", "-c", str(config)
    )

    [feed] = load(config).sources
    assert isinstance(feed, FeedSource)
    assert (feed.feed, feed.title) == ("https://harbour.example/feed", "Harbour Post: all")
    assert load(config).site.base_url == "https://n.example"
    assert load(config).site.id_authority.startswith("n.example,20")
    assert "skipped 'gopher:***'" in said.err or "skipped 'gopher://old.example/'" in said.err


def test_sources_that_are_named(desk: Desk, config: Path) -> None:
    desk.run("init", "--source", str(desk.wire), "--source", "http://a.example/rss", "-c", str(config))

    folder, feed = load(config).sources
    assert isinstance(folder, FolderSource)
    assert isinstance(feed, FeedSource)
    assert (folder.name, folder.folder) == ("wire", desk.wire)


def test_nothing_is_replaced(desk: Desk) -> None:
    before = desk.config.read_text()

    said = desk.run("init", "--yes", "-c", str(desk.config), code=2)

    assert (
        said.err
        == f"{desk.config}:1:1: is there already, and stays as it is; name another place with -c, or move it away\n"
    )
    assert desk.config.read_text() == before
    assert sorted(path.name for path in desk.config.parent.iterdir()) == ["storyfold.yaml", "topics.yaml"]


def test_what_is_not_valid_is_not_left_behind(desk: Desk, tmp_path: Path) -> None:
    config = tmp_path / "data" / "config" / "storyfold.yaml"
    (config.parent.parent / "data").mkdir(parents=True)

    # The folder is the one that the database would be in.
    said = desk.run("init", "--source", str(config.parent.parent / "data"), "-c", str(config), code=2)

    assert "expected a folder apart from data" in said.err
    assert list(config.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), "nobody is there to be asked; name --source or --opml, or say --yes"),
        (("--yes", "--base-url", "news.example"), "--base-url: seen 'news.example', expected an absolute http"),
        (("--source", "ftp://a.example/"), "seen 'ftp://a.example/', expected a folder, or an http or https URL"),
        (("--source", "nowhere"), "seen 'nowhere', expected a folder that is there"),
    ],
)
def test_bad_usage_is_said_and_leaves_nothing(desk: Desk, config: Path, words: tuple[str, ...], expected: str) -> None:
    said = desk.run("init", *words, "-c", str(config), code=2)

    assert expected in " ".join(said.err.split())
    assert not config.exists()


def test_questions_at_a_terminal(desk: Desk, config: Path) -> None:
    answers = [
        "Harbour: daily",
        "nonsense",
        "https://news.example.org",
        "nowhere",
        "https://a.example/rss",
        str(desk.wire),
    ]
    answers += ["", "Ferries", 'ferry, a: b, "boats"', "", ""]

    said = answered(["init", "-c", str(config)], answers)

    settings = load(config)
    assert (settings.site.title, settings.site.base_url) == ("Harbour: daily", "https://news.example.org")
    assert len(settings.sources) == 2
    [topic] = yaml.safe_load(config.with_name("topics.yaml").read_text())["topics"]
    assert topic == {"slug": "ferries", "title": "Ferries", "rules": {"any": ["ferry", "a: b", "boats"]}}
    assert "expected an absolute http or https URL" in said
    assert "seen 'nowhere', expected a folder that is there" in said


def answered(words: list[str], answers: list[str]) -> str:
    """Run a command at a terminal, and give an answer to each question."""
    master, slave = pty.openpty()
    with subprocess.Popen([sys.executable, "-m", "bot", *words], stdin=slave, stdout=slave, stderr=slave) as process:
        os.close(slave)
        said = ""
        deadline = time.monotonic() + 30
        try:
            while piece := os.read(master, 65536).decode():
                said += piece
                assert time.monotonic() < deadline, said
                if answers and re.search(r": $", said):
                    os.write(master, f"{answers.pop(0)}\n".encode())
        except OSError:  # Linux ends a terminal whose other side is closed with EIO
            pass
        assert process.wait(10) == 0, said
    os.close(master)
    return " ".join(said.split())


@pytest.mark.parametrize(
    ("base_url", "expected"),
    [
        ("https://news.example.org:8443/feeds", "news.example.org,2026"),
        ("http://127.0.0.1:8000", "storyfold.local,2026"),
        ("http://[::1]:8000", "storyfold.local,2026"),
        ("http://localhost", "storyfold.local,2026"),
    ],
)
def test_ids_are_minted_by_the_host_of_the_site(base_url: str, expected: str) -> None:
    assert authority(base_url, MORNING) == expected


GROUPS = {"feeds": ["find"], "opml": ["import", "export"], "topics": ["list", "suggest", "threshold"]}
GROUPS |= {"subscribers": ["add", "list", "renew", "revoke"], "labels": ["export"]}


def test_help_of_every_command_has_an_example() -> None:
    script = """
import sys, contextlib, io
from bot.cli.app import main
for words in map(str.split, sys.stdin):
    out = io.StringIO()
    sys.argv = ["storyfold", *words, "--help"]
    with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
        main()
    print("For example:" in out.getvalue() and f"storyfold {' '.join(words)}" in out.getvalue(), *words)
"""
    asked = [f"{command} {one}" for command in COMMANDS for one in GROUPS.get(command, [""])]
    done = subprocess.run(
        [sys.executable, "-c", script], input="\n".join(asked), capture_output=True, text=True, check=True, timeout=120
    )

    assert [line for line in done.stdout.splitlines() if not line.startswith("True")] == []
    assert len(done.stdout.splitlines()) == len(asked)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("storyfold bac", "backup"), ("storyfold backup --t", "--to"), ("storyfold opml im", "import")],
)
def test_shells_complete_commands_and_options(words: str, expected: str) -> None:
    environment = {"_STORYFOLD_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    script = "import sys; sys.argv = ['storyfold']; from bot.cli.app import main; main()"

    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.stdout.split() == [expected]
