"""A page in, its article out; and pages that have none."""

import gzip
import re
from datetime import UTC, datetime

import pytest

from bot.errors import FormatError
from bot.formats.isolation import Isolated
from bot.formats.pages.article import extract
from bot.model import Document, Entry

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
URL = "https://paper.example/2026/ferry"
PARAGRAPHS = (
    "A ferry with 212 people on board ran aground off the northern coast on Monday morning, the coast guard said.",
    "All passengers were taken off by lifeboats and fishing vessels within three hours; nobody was hurt.",
    "The captain told the harbour office that the steering had failed shortly after the ship had left port.",
    "Divers are to look at the hull on Tuesday, before tugs try to pull the ship free with the evening tide.",
)
TEXT = "".join(f"<p>{paragraph}</p>\n" for paragraph in PARAGRAPHS)
MENU = (
    "<nav><ul>"
    + "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("World", "Sport", "Money"))
    + "</ul></nav>"
)


def page(article: str = TEXT, head: str = "<title>Ferry runs aground | The Paper</title>") -> str:
    return f"""<!DOCTYPE html><html lang="en"><head>{head}</head><body>{MENU}
    <div class="content"><h1>Ferry runs aground</h1><div class="story">{article}</div></div>
    <aside class="related"><h3>More</h3><p>Ten things to know about harbours, and why none of them has a beach</p></aside>
    <footer><p>Copyright The Paper. All rights reserved, of course, in all countries of the world.</p></footer></body></html>"""


def read(content: str | bytes, media_type: str | None = "text/html", base_url: str | None = URL) -> Entry:
    return extract(document(content, media_type, base_url))


def document(content: str | bytes, media_type: str | None = "text/html", base_url: str | None = URL) -> Document:
    return Document(
        source="paper",
        location=URL,
        content=content.encode() if isinstance(content, str) else content,
        media_type=media_type,
        base_url=base_url,
        arrived=NOON,
    )


def test_article_is_its_paragraphs_and_nothing_around_them():
    entry = read(page())

    assert entry.body_type == "html"
    assert [line for line in entry.body.split("\n") if line] == [f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS]


def test_what_stands_beside_the_element_with_most_of_the_paragraphs_is_left_out():
    banner = "<div><p>We and our partners would like to store cookies on your device, if you allow it.</p></div>"
    content = page(TEXT * 4).replace('<div class="content">', f'{banner}<div class="content">')

    body = read(content.replace("<footer>", f"{banner}<footer>")).body

    assert "cookies" not in body
    assert body.count(PARAGRAPHS[3]) == 4


def test_captions_bylines_and_newsletters_are_left_out():
    between = (
        '<figure><img src="a.jpg"><figcaption>The ferry on the rocks, seen from the air.</figcaption></figure>'
        '<div class="PhotoCaption">Passengers waiting at the pier on Monday.</div>'
        '<p class="byline">By Our Correspondent at the coast</p><div class="newsletter-box">Sign up for our letter</div>'
    )
    entry = read(page(TEXT + between + "<p>The shipping company said that it would refund all tickets this week.</p>"))

    for furniture in ("rocks", "waiting", "Correspondent", "Sign up"):
        assert furniture not in entry.body
    assert "refund" in entry.body


def test_lists_of_the_story_stay_and_menus_inside_of_it_go():
    news = "<ul class='x'><li>No boat left the harbour.</li><li>Two <a href='/r'>roads</a> were closed.</li></ul>"
    steps = "<ol><li>Leave the house at once.</li><li>Go to the school.</li></ol>"
    menu = "<ul><li><a href='/a'>What we know about the ferry</a></li><li><a href='/b'>More from the bay</a></li></ul>"

    found = read(page(f"{TEXT}{news}{steps}{menu}{TEXT}")).body

    assert re.search(
        r"<ul>\s*<li>No boat left the harbour.</li>\s*<li>Two <a href=[^>]*>roads</a> were closed.</li>", found
    )
    assert re.search(r"<ol>\s*<li>Leave the house at once.</li>\s*<li>Go to the school.</li>\s*</ol>", found)
    assert "What we know" not in found
    assert ":ul:" not in found


def test_what_the_page_says_about_itself_is_taken():
    head = """<title>Ferry | The Paper</title><link rel="canonical" href="/news/ferry">
    <meta property="og:title" content="Ferry runs aground"><meta property="og:site_name" content="The Paper">
    <meta property="article:published_time" content="2026-03-02T08:30:00+01:00">
    <meta property="article:modified_time" content="2026-03-02T09:00:00Z"><meta name="author" content="Ann Author">"""
    entry = read(page(head=head))

    assert (entry.title, entry.publisher, entry.authors) == ("Ferry runs aground", "The Paper", ("Ann Author",))
    assert entry.published == datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
    assert entry.updated == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert (entry.language, entry.url, entry.key) == ("en", "https://paper.example/news/ferry", URL)


def test_structured_data_is_preferred_and_broken_one_is_passed_over():
    head = """<title>x</title><script type="application/ld+json">{"@type": </script>
    <script type="application/ld+json">{"@graph": [{"@type": "WebPage", "name": "no"}, {"@type": ["NewsArticle"],
    "headline": "Ferry aground", "datePublished": "2026-03-02", "author": [{"name": "Ann"}, {"name": "Bob"}]}]}</script>"""
    entry = read(page(head=head))

    assert (entry.title, entry.authors) == ("Ferry aground", ("Ann", "Bob"))
    assert entry.published == datetime(2026, 3, 2, tzinfo=UTC)


def test_text_that_a_script_would_write_comes_from_structured_data():
    body = " ".join(PARAGRAPHS)
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{body}"}}</script>'
    entry = read(page(article="<div id=app></div>", head=head))

    assert (entry.body, entry.body_type) == (body, "text")


@pytest.mark.parametrize(
    "href", ["https://other.example/2026/ferry", "https://paper.example/", "/", "http://[half", "mailto:a@b.example"]
)
def test_canonical_url_of_another_site_or_of_the_front_page_is_not_believed(href: str):
    assert read(page(head=f'<link rel="canonical" href="{href}">')).url == URL


def test_canonical_url_is_not_believed_of_a_page_from_an_address_that_is_none():
    base = "http://[half.example/news/1"

    assert read(page(head=f'<title>Ferry</title><link rel="canonical" href="{URL}">'), base_url=base).url == base


def test_canonical_url_without_www_is_the_same_site():
    head = '<link rel="canonical" href="https://www.paper.example/ferry?id=1">'

    assert read(page(head=head)).url == "https://www.paper.example/ferry?id=1"


def test_links_are_absolute_by_the_base_of_the_page():
    article = (
        TEXT + '<p>The company has lost <a href="older?a=1&amp;b=2">another ferry in the same waters</a> before.</p>'
    )

    assert 'href="https://paper.example/2026/older?a=1&amp;b=2"' in read(page(article)).body
    assert 'href="https://cdn.example/older?' in read(page(article, head='<base href="//cdn.example/">')).body


@pytest.mark.parametrize(
    ("media_type", "meta", "encoding"),
    [
        ("text/html; charset=shift_jis", "", "shift_jis"),
        ("text/html", '<meta charset="shift_jis">', "shift_jis"),
        ("text/html", '<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">', "shift_jis"),
        ("text/html; charset=iso-8859-1", "", "utf-8"),
        (None, '<meta charset="utf-16">', "utf-8"),
    ],
)
def test_charset_is_of_the_bytes_then_as_the_server_or_the_page_claims(
    media_type: str | None, meta: str, encoding: str
):
    paragraph = "北部の沿岸で月曜日の朝、二百十二人を乗せたフェリーが座礁したと海上保安庁が発表した。" * 8

    assert paragraph in read(page(f"<p>{paragraph}</p>", head=meta).encode(encoding), media_type).body


def test_page_without_paragraphs_gives_its_text():
    article = "<br><br>".join(PARAGRAPHS)

    assert all(paragraph in read(page(article)).body for paragraph in PARAGRAPHS)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (page("<p>We value your privacy. Accept all cookies to go on reading this.</p>"), "characters of text"),
        ("<html><body></body></html>", "has 0 characters of text, expected 250 or more"),
        ("", "is no HTML page, begins with ''"),
        ("Service temporarily unavailable", "is no HTML page, begins with 'Service temporarily unavailable'"),
        ('{"error": "gone"}', "is no HTML page"),
        (f'<?xml version="1.0"?><!-- x --><rss><channel>{TEXT}</channel></rss>', "root element <rss>"),
        (b"<html>\x00\x01\x02" + TEXT.encode(), "is binary"),
        (b"%PDF-1.7\n\x00", "is"),
        (gzip.compress(page().encode()), "is"),
    ],
)
def test_what_has_no_article_is_refused_in_one_line(content: str | bytes, expected: str):
    with pytest.raises(FormatError) as refused:
        read(content)

    assert expected in refused.value.message
    assert "\n" not in str(refused.value)


def test_page_with_monstrous_markup_is_refused_or_read_at_once():
    tags = "<div>" * 100_000 + TEXT
    attributes = "<div " + " ".join(f"a{number}=1" for number in range(100_000)) + ">" + TEXT
    script = "<script>" + "let x = 1;\n" * 500_000 + "</script>"
    picture = f'<img src="data:image/png;base64,{"A" * 500_000}">'

    with pytest.raises(FormatError, match="tags, expected"):
        read(page(tags))
    for heavy in (attributes, script + TEXT, picture + TEXT):
        assert PARAGRAPHS[3] in read(page(heavy)).body


def test_every_nesting_that_is_let_through_stays_within_the_limits_of_a_child():
    with Isolated(extract) as isolated:
        for unit in ("<div>", "<p>", "<b>", "<table>", "<a href=x>", "<ul><li>", "<font><p>", "<svg><g>"):
            nested = page(unit * (19_000 // unit.count("<")) + TEXT)
            try:
                isolated(document(nested))
            except FormatError as error:
                assert "unexpected" not in str(error)  # noqa: PT017 (either answer is right)

        assert isolated(document(page())).body


def test_deep_structured_data_is_passed_over():
    head = f'<script type="application/ld+json">{"[" * 100_000}</script>'

    assert PARAGRAPHS[0] in read(page(head=head)).body
