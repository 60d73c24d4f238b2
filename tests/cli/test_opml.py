"""`storyfold opml`: feeds from another reader come in, ours go out, and the configuration is never harmed."""

import json
from pathlib import Path

import pytest

from bot.config import FeedSource, load
from bot.store.database import open_database
from bot.store.sources import FeedState, save_feed
from tests.desk import CONFIG, Desk

LIST = """<?xml version="1.0"?><opml version="2.0"><body>
<outline text="News"><outline type="rss" title="Harbour Post" text="x" xmlUrl="https://harbour.example/feed?utm_source=opml"/>
<outline type="rss" text="Quay: daily" xmlUrl="feed://quay.example/rss" language="en-us"/></outline>
<outline type="rss" text="Quay again" xmlUrl="http://QUAY.example:80/rss"/>
<outline type="rss" text="The desk" xmlUrl="http://known.example/rss#top"/>
<outline type="rss" text="Gopher" xmlUrl="gopher://old.example/"/>
<outline type="rss" text="Locked" xmlUrl="https://anna:hunter2@locked.example/f"/>
</body></opml>"""
KNOWN = "  - {name: quay-daily, feed: http://known.example/rss}  # ours\n"


@pytest.fixture
def listed(desk: Desk) -> Path:
    desk.configure(CONFIG + KNOWN)
    path = desk.root / "list.opml"
    path.write_text(LIST)
    return path


def feeds(desk: Desk) -> list[tuple[str, str, str, str | None]]:
    found = [source for source in load(desk.config).sources if isinstance(source, FeedSource)]
    return [(source.name, source.feed, source.title, source.language) for source in found]


def test_import_adds_what_is_new_and_says_what_it_did(desk: Desk, listed: Path) -> None:
    before = desk.config.read_text()

    result = desk.run("opml", "import", str(listed), "-c", str(desk.config))

    assert desk.config.read_text().startswith(before)
    assert feeds(desk)[1:] == [
        ("harbour-post", "https://harbour.example/feed?utm_source=opml", "Harbour Post", None),
        ("quay-daily-2", "http://quay.example/rss", "Quay: daily", "en"),
        ("locked", "https://anna:hunter2@locked.example/f", "Locked", None),
    ]
    assert result.json == {"added": ["harbour-post", "quay-daily-2", "locked"], "present": 2, "skipped": 1}
    assert result.err.splitlines() == [
        "storyfold: skipped 'gopher://old.example/': no http or https URL",
        "storyfold: added 3, 2 were there already, 1 skipped (no http or https URL)",
    ]


def test_import_a_second_time_changes_nothing(desk: Desk, listed: Path) -> None:
    desk.run("opml", "import", str(listed), "-c", str(desk.config))
    before = desk.config.read_bytes()

    result = desk.run("opml", "import", "-", "-c", str(desk.config), stdin=LIST)

    assert "added 0, 5 were there already, 1 skipped" in result.err
    assert desk.config.read_bytes() == before


def test_import_can_print_the_lines_instead(desk: Desk, listed: Path) -> None:
    before = desk.config.read_text()

    result = desk.run("opml", "import", "--print", str(listed), "-c", str(desk.config))

    assert desk.config.read_text() == before
    assert result.out.startswith("  - name: harbour-post\n    feed: https://harbour.example/feed?utm_source=opml\n")
    desk.configure(CONFIG + KNOWN + result.out)
    assert len(feeds(desk)) == 4


def test_what_is_no_list_is_one_line(desk: Desk) -> None:
    path = desk.root / "x.opml"
    path.write_text("<html/>")
    before = desk.config.read_bytes()

    result = desk.run("opml", "import", str(path), "-c", str(desk.config), code=1)

    assert result.err == f"storyfold: {path}: has no <opml>, expected OPML\n"
    assert desk.config.read_bytes() == before


def test_missing_file_and_list_in_brackets_are_one_line(desk: Desk, listed: Path) -> None:
    assert "no such file" in desk.run("opml", "import", "nowhere", "-c", str(desk.config), code=1).err
    desk.configure("sources: [{name: desk, folder: ../wire}]\n")

    result = desk.run("opml", "import", str(listed), "-c", str(desk.config), code=2)

    assert result.err.splitlines()[-1].startswith(
        f"{desk.config}:1:10: sources: seen a list in [ ], expected one with a -"
    )
    assert desk.config.read_text() == "sources: [{name: desk, folder: ../wire}]\n"


def test_export_has_every_feed_without_passwords(desk: Desk, listed: Path) -> None:
    desk.run("opml", "import", str(listed), "-c", str(desk.config))
    database = open_database(desk.database())
    with database.writing() as connection:
        save_feed(connection, "harbour-post", FeedState(url="x", home="https://harbour.example/"))
    database.close()

    result = desk.run("opml", "export", "-c", str(desk.config))

    assert "hunter2" not in result.out
    assert 'xmlUrl="https://locked.example/f"' in result.out
    assert (
        '<outline type="rss" text="Harbour Post" title="Harbour Post" '
        'xmlUrl="https://harbour.example/feed?utm_source=opml" htmlUrl="https://harbour.example/"/>' in result.out
    )
    assert result.err == "storyfold: locked: its user and password are not in the list\n"
    assert result.out == desk.run("opml", "export", "-c", str(desk.config)).out


def test_what_is_exported_comes_back_the_same(desk: Desk) -> None:
    desk.configure(
        CONFIG
        + '  - {name: harbour-post, title: "Harbour: “Post” & Söhne", feed: "https://harbour.example/f?a=1&b=2"}\n'.replace(
            "harbour-post", "harbour-post-sohne"
        )
        + "  - {name: quay, feed: http://quay.example/rss, title: Quay, language: de}\n"
    )
    before = feeds(desk)
    out = desk.root / "out.opml"
    desk.run("opml", "export", "-c", str(desk.config), "-o", str(out))
    desk.configure("sources: []\n")

    result = desk.run("opml", "import", str(out), "-c", str(desk.config))

    assert json.loads(result.out)["added"] == ["harbour-post-sohne", "quay"]
    assert feeds(desk) == before


def test_schemes_are_read_in_any_case(desk: Desk) -> None:
    desk.configure(CONFIG)
    path = desk.root / "loud.opml"
    outlines = (
        "HTTPS://loud.example/rss",
        "https://loud.example/rss",
        "Http://Port.example:80/rss",
        "FEED://old.example/rss",
    )
    path.write_text("<opml><body>" + "".join(f'<outline xmlUrl="{url}"/>' for url in outlines) + "</body></opml>")

    result = desk.run("opml", "import", str(path), "-c", str(desk.config))

    assert [url for _, url, _, _ in feeds(desk)] == [
        "https://loud.example/rss",
        "http://Port.example:80/rss",
        "http://old.example/rss",
    ]
    assert "added 3, 1 were there already, 0 skipped" in result.err


def test_export_says_which_urls_may_hold_a_token(desk: Desk) -> None:
    feed = 'sources:\n  - {name: paid, feed: "https://paid.example/rss?token=s3cr3t-of-a-subscriber"}\n'
    open_one = '  - {name: open, feed: "https://open.example/rss?lang=en"}\n'
    desk.configure(CONFIG.partition("sources:")[0] + feed + open_one)

    result = desk.run("opml", "export", "-c", str(desk.config))

    assert [line for line in result.err.splitlines() if "token" in line] == [
        "storyfold: paid: its URL may hold a token, which is in the list: keep it to yourself"
    ]
    assert "s3cr3t" not in result.err
    assert "https://paid.example/rss?token=s3cr3t-of-a-subscriber" in result.out
