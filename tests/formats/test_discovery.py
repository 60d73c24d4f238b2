"""Where a page's feeds may be: what it announces, what it links, and where feeds often are."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.formats.feeds.discovery import WELL_KNOWN, candidates
from bot.model import Document

NOW = datetime(2026, 3, 2, tzinfo=UTC)
GUESSES = [f"https://site.example{path}" for path in WELL_KNOWN]


def found(html: str | bytes, url: str = "https://site.example/news/today") -> list[str]:
    content = html if isinstance(html, bytes) else html.encode()
    document = Document(source="x", location=url, content=content, base_url=url, arrived=NOW)
    return [one.url for one in candidates(document) if one.why != "guessed"]


@pytest.mark.parametrize(
    "html, expected",
    [
        ('<link rel="alternate" type="application/rss+xml" href="/rss">', ["https://site.example/rss"]),
        (
            "<LINK REL='Alternate' TYPE='Application/Atom+XML; charset=utf-8' HREF='a.xml'>",
            ["https://site.example/news/a.xml"],
        ),
        ('<base href="//cdn.example/x/"><link rel=feed href=f>', ["https://cdn.example/x/f"]),
        ('<link rel="alternate" type="application/feed+json" href="f.json#x">', ["https://site.example/news/f.json"]),
        # what is alternate and no feed
        ('<link rel="alternate" hreflang="de" href="/de">', []),
        ('<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">', []),
        ('<link rel="stylesheet" type="application/rss+xml" href="/rss">', []),
        ('<link rel="alternate" type="text/xml" href="/sitemap">', []),
        ('<link rel="alternate" type="text/xml" href="/rss/all">', ["https://site.example/rss/all"]),
        # links in the text
        ('<a href="/about">About</a><a href="/feed/">News</a>', ["https://site.example/feed/"]),
        ('<a href="/subscribe"><b>RSS</b></a>', ["https://site.example/subscribe"]),
        ('<a href="https://feeds.other.example/x">x</a>', ["https://feeds.other.example/x"]),
        ('<a href="/feedback">Feedback</a><a href="/hamatoma">press</a>', []),
        # what is nowhere
        ('<link rel=feed href="javascript:alert(1)"><link rel=feed href="http://[::1"><link rel=feed href="">', []),
    ],
)
def test_page_is_read_for_its_feeds(html: str, expected: list[str]) -> None:
    assert found(f"<html><head>{html}</head></html>") == expected


def test_best_comes_first_each_once_and_comments_last() -> None:
    page = """<a href="/rss">RSS</a><a href="/feed">feed</a>
    <link rel=alternate type=application/rss+xml title="Comments" href="/comments/feed">
    <link rel=alternate type=application/rss+xml title="News" href="/rss">"""
    document = Document(source="x", location="https://site.example/", content=page.encode(), arrived=NOW)

    got = candidates(document)

    assert [(one.url.removeprefix("https://site.example"), one.why) for one in got][:3] == [
        ("/rss", "announced"),
        ("/comments/feed", "announced"),
        ("/feed", "linked"),
    ]
    assert [one.url for one in got if one.why == "guessed"] == [
        url for url in GUESSES if not url.endswith(("/feed", "/rss"))
    ]
    assert got[0].title == "News"


def test_many_links_are_read_in_a_moment_and_few_of_them_are_taken() -> None:
    page = "<a href='/feed/{}'>x</a>" * 100_000
    began = time.process_time()

    assert len(found(page)) == 1
    assert time.process_time() - began < 3


@given(st.text(max_size=80))
def test_any_address_is_taken_or_left(text: str) -> None:
    page = f'<base href="{text}"><link rel=feed href="{text}"><a href="{text}">rss</a>'

    assert all(
        url.startswith(("http://", "https://")) and url.isprintable() for url in found(page.encode("utf-8", "replace"))
    )
