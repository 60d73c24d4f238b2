"""Saved pages and pieces of HTML in, stories out; and pages that are none."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import FormatError
from bot.formats.pages.page import parse
from bot.model import Document, Enclosure, Entry

DATA = Path(__file__).parents[1] / "data" / "formats" / "page"
SAVED = (DATA / "saved.html").read_text()
ARRIVED = datetime(2024, 3, 13, tzinfo=UTC)
TEXT = (
    "<p>A ferry with 212 people on board ran aground off Port Merrow on Tuesday morning, the coast guard said.</p>"
    "<p>All passengers were taken off by lifeboats and fishing vessels within three hours; nobody was hurt.</p>"
    "<p>Divers are to look at the hull on Wednesday, before tugs try to pull the ship free with the evening tide.</p>"
)


def document(content: str | bytes, base_url: str | None = None) -> Document:
    content = content.encode() if isinstance(content, str) else content
    return Document(source="desk", location="in/ferry.html", content=content, base_url=base_url, arrived=ARRIVED)


def read(content: str | bytes, base_url: str | None = None) -> Entry:
    parts = parse(document(content, base_url))
    assert parts.skipped == ()
    (entry,) = parts.entries
    return entry


def page(head: str = "", body: str = f"<h1>Ferry aground</h1>{TEXT}", before: str = "") -> str:
    return f"<!DOCTYPE html>{before}<html><head>{head}</head><body><div>{body}</div></body></html>"


def test_all_that_a_saved_page_says_of_its_story_is_read():
    entry = read(SAVED)

    assert entry.key == entry.url == "https://www.portpaper.example/sea/ferry-4711"
    assert entry.title == "Ferry runs aground off Port Merrow"
    assert entry.published == datetime(2024, 3, 12, 8, 15, tzinfo=UTC)
    assert entry.updated == datetime(2024, 3, 12, 10, tzinfo=UTC)
    assert entry.authors == ("Runa Skeld", "Anders Tellmark")
    assert (entry.publisher, entry.language) == ("The Port Paper", "en-GB")
    assert entry.categories == ("At sea", "Ferries", "Accidents", "Port Merrow", "coast guard")
    assert entry.enclosures == (
        Enclosure(url="https://img.portpaper.example/ferry.jpg", media_type="image/jpeg", width=1200, height=800),
    )


def test_text_of_a_saved_page_is_its_paragraphs_with_quotes_and_whole_links():
    body = read(SAVED).body

    assert body.index("212 people") < body.index("The steering failed") < body.index("Divers")
    assert '<a href="https://www.portpaper.example/sea/lifeboats">lifeboats</a>' in body
    for furniture in ("Home", "on the rocks", "All rights reserved"):
        assert furniture not in body


@pytest.mark.parametrize(
    "before",
    [
        "<!-- saved from url=(0036)https://paper.example/a/ferry?id=1&amp;b=2 -->",
        "<!--\n Page saved with SingleFile \n url: https://paper.example/a/ferry?id=1&b=2 \n saved date: Tue Mar 12 2024 -->",
        "<!-- Mirrored from paper.example/a/ferry?id=1&b=2 by HTTrack Website Copier/3.x [XR&CO'2014], Tue, 12 Mar 2024 -->",
        '<html data-scrapbook-source="https://paper.example/a/ferry?id=1&amp;b=2" data-scrapbook-create="20240312">',
        '<meta name="savepage-url" content="https://paper.example/a/ferry?id=1&amp;b=2">',
    ],
)
def test_address_comes_from_the_program_that_saved_a_page_without_a_canonical_one(before: str):
    entry = read(
        page(before=before, body=TEXT + '<p>See the <a href="../map">map</a> of the harbour and its rocks.</p>')
    )

    assert entry.key == entry.url == "https://paper.example/a/ferry?id=1&b=2"
    assert 'href="https://paper.example/map"' in entry.body


def test_canonical_address_of_another_site_than_the_page_was_saved_from_is_not_believed():
    entry = read(
        page(
            '<link rel=canonical href="https://other.example/x">',
            before="<!-- saved from url=(0022)https://paper.example/1 -->",
        )
    )

    assert entry.url == "https://paper.example/1"


def test_page_that_does_not_say_where_it_is_has_its_location_as_key():
    entry = read(page("<link rel=canonical href=/relative><meta property=og:url content='javascript:alert(1)'>"))

    assert (entry.key, entry.url) == ("in/ferry.html", None)


def test_base_of_links_is_not_where_a_page_is():
    base = "https://paper.example/all"
    for content in (page(), page("<link rel=canonical href=https://other.example/x>"), "<p>The ferry ran aground.</p>"):
        assert (read(content, base_url=base).key, read(content, base_url=base).url) == ("in/ferry.html", None)
    said = read(page("<link rel=canonical href=/ferry>"), base_url=base)
    assert said.url == "https://paper.example/ferry"
    assert read(page(f'<link rel=canonical href="{base}">'), base_url=base).url == base


@pytest.mark.parametrize(
    "head, expected",
    [
        ('<meta name="citation_publication_date" content="2024/03/12">', datetime(2024, 3, 12, tzinfo=UTC)),
        ('<meta name="DCTERMS.created" content="2024-03-12T09:15Z">', datetime(2024, 3, 12, 9, 15, tzinfo=UTC)),
        ('<meta name="parsely-pub-date" content="2024-03-12T09:15:00Z">', datetime(2024, 3, 12, 9, 15, tzinfo=UTC)),
        ('<meta name="date" content="some day">', None),
    ],
)
def test_time_comes_from_any_of_the_usual_names(head: str, expected: datetime | None):
    assert read(page(head)).published == expected


def test_time_comes_from_a_time_element_where_nothing_else_says_it():
    body = f'<article><time datetime="yesterday">x</time><time datetime="2024-03-12T09:15:00+01:00">Tuesday</time>{TEXT}</article>'

    assert read(page(body=body)).published == datetime(2024, 3, 12, 8, 15, tzinfo=UTC)


def test_authors_lose_by_and_addresses_are_none():
    head = '<meta name="byl" content="By Runa Skeld"><meta property="article:author" content="https://social.example/runa">'

    assert read(page(head.replace("article:author", "x"))).authors == ("Runa Skeld",)
    assert read(page('<meta property="article:author" content="https://social.example/runa">')).authors == ()


def test_language_and_publisher_come_from_metadata_where_the_root_has_none():
    head = '<meta property="og:locale" content="nb_NO"><meta name="DC.publisher" content="Havneavisa">'

    assert (read(page(head)).language, read(page(head)).publisher) == ("nb-NO", "Havneavisa")


@pytest.mark.parametrize(
    "content",
    [
        f"<article><h2>Ferry aground</h2>{TEXT}</article>",
        "<div><h1>Ferry aground</h1>\n<p>Nobody was hurt.</p></div>",
        "<h3>Ferry aground</h3><p>Nobody was hurt.</p>",
        "\ufeff<section><p>Nobody was hurt.</p><h2> Ferry\n aground</h2></section>",
    ],
)
def test_piece_of_html_is_a_story_and_its_title_the_first_heading(content: str):
    entry = read(content)

    assert (entry.key, entry.title, entry.body_type) == ("in/ferry.html", "Ferry aground", "html")
    assert entry.body == content.lstrip("\ufeff")


def test_piece_of_html_without_a_heading_has_no_title():
    assert read("<p>Nobody was hurt.</p>").title == ""


def test_short_page_with_nothing_but_its_text_is_a_story():
    entry = read(
        "<html lang=de><head><title>Fähre auf Grund</title></head><body><p>Niemand wurde verletzt.</p></body></html>"
    )

    assert (entry.title, entry.language) == ("Fähre auf Grund", "de")
    assert "Niemand wurde verletzt." in entry.body


def test_short_article_among_furniture_is_a_story_if_the_page_calls_it_one():
    body = "<nav><a href=/>Home</a></nav><article><p>Nobody was hurt.</p></article><form><input></form>"

    entry = read(page('<meta property="og:type" content="article"><title>Ferry</title>', body=body))
    assert "Nobody was hurt." in entry.body
    assert "Home" not in entry.body
    with pytest.raises(FormatError, match="characters of text"):
        parse(document(page("<title>Ferry</title>", body=body)))


LINKS = "".join(
    f"<p><a href=/{n}>Item {n}: harbour news of this day, with a line of teaser text that is as long as a sentence</a></p>"
    for n in range(30)
)


@pytest.mark.parametrize(
    "content, reason",
    [
        (page("<title>The Port Paper</title>", body=LINKS), "is a list of links"),
        (page("<title>404 Not Found</title>", body=TEXT), "is a page called '404'"),
        (page("<title>Just a moment...</title>", body=TEXT), "is a page called 'Just a moment'"),
        (page("<title>Welcome</title>", body=f"{TEXT}<form><input type=password></form>"), "is a page to log in at"),
        (page("<title>App</title>", body="<nav></nav><div id=app></div>"), "characters of text"),
        ("<div> \n </div>", "without text"),
        ("<p></p>", "without text"),
    ],
)
def test_page_without_a_story_is_one_clear_line(content: str, reason: str):
    with pytest.raises(FormatError, match=reason) as caught:
        parse(document(content))

    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("in/ferry.html: ")


def test_long_story_about_errors_is_a_story():
    assert read(page("<title>404 ways to lose a ferry</title>", body=TEXT * 6)).title == "404 ways to lose a ferry"


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "image": [[], {"url": 3}, null]}</script>',
        '<script type="application/ld+json">{"@type": "Report", "keywords": {"a": [1]}, "publisher": [[[]]]}</script>',
        '<script type="application/ld+json">{"@type": "Report", "mainEntityOfPage": 7, "inLanguage": []}</script>',
        '<link rel=canonical href="http://[half"><meta property=og:image content="http://[half">',
        '<meta property="og:image:width" content="99999999999999999999"><meta property=og:image content=https://a.example/b>',
        '<script type="application/ld+json">' + "[" * 5000 + "</script>",
        "<!-- saved from url=(0020)https://[half/ferry -->",
        "<link rel=canonical><meta name=author content=','><base href='http://[x'>",
    ],
)
def test_nonsense_about_a_page_leaves_its_text(head: str):
    entry = read(page(head))

    assert "212 people" in entry.body
    assert all(enclosure.width is None for enclosure in entry.enclosures)


def test_page_that_is_nested_to_cost_time_is_refused():
    with pytest.raises(FormatError, match="deep"):
        parse(document("<p>" + "<div>" * 5000 + TEXT))
    with pytest.raises(FormatError, match="tags"):
        parse(document("<p>" * 50_000))


PIECES = st.sampled_from(
    [*SAVED.split("\n"), "<!--", "-->", "<script type='application/ld+json'>", "</html>", "<p>", "\0", "<a href='"]
)


def one_or_none(content: bytes | str) -> Entry | None:
    """Read a page; None for the one error that there may be."""
    try:
        (entry,) = parse(document(content)).entries
    except FormatError as error:
        message = str(error)
    else:
        return entry
    assert "\n" not in message
    return None


@given(st.one_of(st.binary(max_size=400), st.binary(max_size=200).map(b"<html><p>".__add__)))
@settings(deadline=None)
def test_any_bytes_give_a_story_or_one_error(content: bytes):
    entry = one_or_none(content)

    assert entry is None or entry.body


@given(st.lists(PIECES, max_size=40).map("\n".join))
@settings(deadline=None)
def test_any_mutation_of_a_page_gives_a_story_or_one_error(content: str):
    entry = one_or_none(content)

    assert entry is None or (entry.key and (entry.url is None or entry.url.startswith("http")))
