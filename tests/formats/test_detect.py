from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import FormatError
from bot.formats import parsing
from bot.formats.detect import Format, detect
from bot.model import Document

NOW = datetime(2026, 3, 4, tzinfo=UTC)


def document(content: str | bytes, location: str = "in/a") -> Document:
    content = content.encode() if isinstance(content, str) else content
    return Document(source="s", location=location, content=content, arrived=NOW)


DOCUMENTS = [
    (Format.FEED, '<?xml version="1.0"?><rss version="2.0"><channel/></rss>'),
    (Format.FEED, "Warning: cannot modify header\n<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'/>"),
    (Format.JSON_FEED, '{"version": "https://jsonfeed.org/version/1.1", "items": []}'),
    (Format.NITF, '<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd"><nitf><head/></nitf>'),
    (Format.NEWSML_G2, '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:a" version="1"/>'),
    (Format.NEWSML_G2, '<nar:newsMessage xmlns:nar="http://iptc.org/std/nar/2006-10-01/"/>'),
    (Format.NEWSML_G2, "<packageItem/>"),
    (Format.NEWSML_1, "<NewsML><NewsItem/></NewsML>"),
    (Format.NINJS, '{"uri": "urn:a", "type": "text", "pubstatus": "usable", "headline": "A bridge opens"}'),
    (Format.NINJS, '[{"headline": "A bridge opens", "uri": "urn:a"}]'),
    (Format.NINJS, '{"uri": "urn:a", "versionCreated": "2026-03-04T00:00:00Z", "headlines": []}'),
    (
        Format.MAIL,
        "Message-ID: <1@a.example>\nFrom: Desk <desk@a.example>\nSubject: A bridge opens\nDate: x\n\nIt opened.",
    ),
    (Format.PAGE, "<!DOCTYPE html><html><body><p>It opened."),
    (Format.PAGE, "<p>It opened.</p>"),
    (Format.MARKDOWN, "---\ntitle: A bridge opens\n---\n\nIt opened."),
    (Format.ARCHIVE, b"PK\x03\x04" + b"\0" * 30),
    (Format.ARCHIVE, b"\x1f\x8b\x08" + b"\0" * 30),
    (Format.TEXT, "Title: A bridge opens\nDate: 4 Mar 2026 10:00\n\nIt opened."),
    (Format.TEXT, "Leaders met in Norhaven on Monday. They agreed.\n\nA bridge is to be built."),
    (Format.TEXT, "{broken"),
    (Format.TEXT, "[Norhaven] They met."),
    (Format.TEXT, '{ "quoted" braces } are back, writers said.'),
    (Format.TEXT, "<b>A bridge</b> opens\n\nLeaders met in Norhaven on Monday."),
    (Format.TEXT, "<i>By A. Tellmark</i>\nA bridge opens"),
    (Format.TEXT, "<name withheld> says so\n\nLeaders met in Norhaven on Monday."),
    (Format.PAGE, "<b>A bridge opens</b>\n\n<p>Leaders met.</p><p>They agreed.</p>"),
    (Format.PAGE, "<strong>A bridge opens</strong><br><br>Leaders met.<br/>They agreed."),
]


@pytest.mark.parametrize("expected, content", DOCUMENTS)
def test_format_is_told_by_content(expected: Format, content: str | bytes) -> None:
    assert detect(document(content)) is expected


@pytest.mark.parametrize("name", ["a.txt", "a.xml", "a.json", "a.html", "a"])
def test_name_of_a_file_says_nothing(name: str) -> None:
    assert detect(document("<nitf><body/></nitf>", name)) is Format.NITF


@pytest.mark.parametrize(
    "content, seen",
    [
        ("<svg xmlns='http://www.w3.org/2000/svg'/>", "root element <svg>"),
        ('{"uri": "urn:a", "headline": "A bridge op', "JSON that breaks off"),
        ("<inventory><name>a</name></inventory>", "root element <inventory>"),
        ('<?xml version="1.0"?><name>', "root element <name>"),
        ('<name xmlns="urn:a">cut off', "root element <name>"),
        ('{"name": "package"}', "JSON without what ninjs or a JSON Feed has"),
        (b"%PDF-1.7", "a PDF document"),
        (bytes(range(32)) * 8, "is binary"),
    ],
)
def test_what_cannot_be_read_is_named(content: str | bytes, seen: str) -> None:
    with pytest.raises(FormatError, match=seen):
        detect(document(content))


@pytest.mark.parametrize(
    "kind, content", [one for one in DOCUMENTS if one[0] in {Format.PAGE, Format.TEXT, Format.MAIL}]
)
def test_a_feed_address_that_answers_with_something_else_gives_no_story(kind: Format, content: str) -> None:
    with pytest.raises(FormatError, match=rf"is {kind.value}, expected a feed"):
        parsing.parse(document(content, "http://a.example/feed"), is_polled=True)


@given(st.binary(max_size=2000) | st.text(max_size=500).map(str.encode))
def test_any_bytes_have_a_format_or_one_clear_error(content: bytes) -> None:
    try:
        parsing.parse(document(content))
    except FormatError as error:
        assert "\n" not in str(error)  # noqa: PT017 - either it gives entries, or this
