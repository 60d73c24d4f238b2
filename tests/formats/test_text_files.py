from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import FormatError
from bot.formats import parsing
from bot.model import Document, Entry, Wire


def parse(document: Document) -> list[Entry]:
    return list(parsing.parse(document).entries)


ARRIVED = datetime(2024, 3, 13, tzinfo=UTC)


def read(content: bytes | str) -> Entry:
    content = content.encode() if isinstance(content, str) else content
    (entry,) = parse(Document(source="s", location="in/a.txt", content=content, arrived=ARRIVED))
    return entry


def test_header_block_becomes_fields_and_is_not_in_the_text():
    entry = read(
        "HEADLINE: Ferry aground\nDate: 12 Mar 2024 09:15 EST\nUpdated: 2024-03-12T16:00:00Z\nSource: Northwire\n"
        "By: Anders Tellmark; Runa Skeld\nURL: https://nw.example/1\nLanguage: en\nKeywords: ferry, sea; fog\nSlug: ferry-1\n"
        "\nA ferry ran aground.\n\nNobody was hurt.\n"
    )

    assert entry == Entry(
        key="in/a.txt",
        url="https://nw.example/1",
        title="Ferry aground",
        body="A ferry ran aground.\n\nNobody was hurt.",
        published=datetime(2024, 3, 12, 14, 15, tzinfo=UTC),
        updated=datetime(2024, 3, 12, 16, tzinfo=UTC),
        authors=("Anders Tellmark", "Runa Skeld"),
        publisher="Northwire",
        language="en",
        categories=("ferry", "sea", "fog"),
    )


@pytest.mark.parametrize(
    "story",
    [
        "Beijing: leaders meet\n\nThey met.",
        "Title: a word that means much\nshe said on Friday.\n\nMore.",
        "Source: officials say a deal is near.\n\nMore.",
        "By: nobody you know\n\nMore.",
        "Date: unknown\n\nMore.",
        "URL: see below\nTitle: x\n\nMore.",
        "Slug: x\nTitle: y\n\nMore.",
        "Version: 3\nTitle: y\n\nMore.",
        "STATUS: nobody knows\nTitle: y\n\nMore.",
        "VERSION: 2\n\nMore.",
        "http://a.example/ is where it began.\n\nMore.",
        "One line only",
    ],
)
def test_story_that_begins_with_a_colon_is_never_eaten(story: str):
    entry = read(story)

    assert (entry.title, entry.body) == ("", story)


def test_header_of_an_agency_says_what_may_be_done_with_the_item():
    entry = read(
        "SLUG: FERRY-KALLAN\nID: nw-4711\nVERSION: 3\nSTATUS: usable\nURGENCY: 2\nEMBARGO: 2024-03-13T06:00:00+01:00\n"
        "CREDIT: Northwire\nCOPYRIGHT: (c) Northwire 2024\nNOTE: Toll will rise\nDATELINE: PORT MERROW\nTitle: Ferry aground\n\n"
        "A ferry ran aground.\n"
    )

    assert (entry.key, entry.id, entry.title, entry.body) == (
        "nw-4711",
        "nw-4711",
        "Ferry aground",
        "A ferry ran aground.",
    )
    assert entry.wire == Wire(
        item="nw-4711",
        version=3,
        embargo=datetime(2024, 3, 13, 5, tzinfo=UTC),
        slug="FERRY-KALLAN",
        dateline="PORT MERROW",
        credit="Northwire",
        copyright="(c) Northwire 2024",
        urgency=2,
        note="Toll will rise",
    )


@pytest.mark.parametrize(
    "field, status, is_correction",
    [
        ("STATUS: canceled", "canceled", False), ("Status: Withheld", "withheld", False), ("STATUS: corrected", "usable", True),
        ("EMBARGO: until the speech begins", "withheld", False), ("EMBARGO: 2024-03-13", "usable", False),
        ("Embargo: until noon\nSTATUS: kill", "canceled", False),
    ],
)  # fmt: skip
def test_status_and_embargo_decide_whether_it_may_be_published(field: str, status: str, is_correction: bool):
    wire = read(f"Title: Ferry aground\n{field}\n\nText.").wire

    assert wire is not None
    assert (wire.status, wire.is_correction) == (status, is_correction)


def test_cancelled_item_needs_no_text():
    entry = read("ID: nw-4711\nSTATUS: kill\n")

    assert (entry.key, entry.title, entry.wire and entry.wire.status) == ("nw-4711", "", "canceled")


def test_embargo_alone_is_a_header_if_it_is_a_time():
    wire = read("EMBARGO: 2024-03-13T06:00Z\n\nText.").wire

    assert wire is not None
    assert wire.embargo == datetime(2024, 3, 13, 6, tzinfo=UTC)
    assert read("EMBARGO: sixty years of it\n\nText.").wire is None


@pytest.mark.parametrize(
    "field", ["Priority: high", "Version: two", "Status: developing", "ID: it is his", "Urgency: 12"]
)
def test_field_that_says_nothing_is_left_out_and_the_header_stays(field: str):
    entry = read(f"Title: Ferry aground\n{field}\n\nText.")

    assert (entry.title, entry.body, entry.wire) == ("Ferry aground", "Text.", None)


def test_title_alone_is_a_header():
    entry = read("Title: Ferry aground\r\n\r\nText.\r\n")

    assert (entry.title, entry.body) == ("Ferry aground", "Text.")


@pytest.mark.parametrize(
    "content, body",
    [
        ("\ufeffPékin — “oui”".encode(), "Pékin — “oui”"),
        ("Pékin – “oui”".encode("cp1252"), "Pékin – “oui”"),
        ("Pékin".encode("latin-1") + b"\x81", "Pékin\x81"),
        ("Пекин".encode("utf-16"), "Пекин"),
    ],
)
def test_text_is_decoded_by_one_certain_rule(content: bytes, body: str):
    assert read(content).body == body


@pytest.mark.parametrize(
    "content, seen",
    [
        (b"", "no text"),
        (b" \r\n\t", "no text"),
        (b"Date: 2024-03-12\n\n", "no text: only a header"),
        (b"abc\0def", "NUL byte at offset 3"),
        (bytes(range(1, 32)) * 4, "control characters"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"<?xml version='1.0'?><!-- x --><invoice><body/></invoice>", "<invoice>"),
        (b"STATUS: usable\nVERSION: 2\n\n", "no text: only a header"),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', "JSON"),
    ],
)
def test_what_is_no_story_is_refused_and_named(content: bytes, seen: str):
    with pytest.raises(FormatError, match=seen) as caught:
        read(content)

    assert caught.value.location == "in/a.txt"


def test_text_that_mentions_markup_is_text():
    assert read("<b> is a tag, he said.\n\nMore.".replace("<b>", "The <b>")).body.startswith("The <b>")
    assert read("[AP] A {strange} start").body == "[AP] A {strange} start"


@given(st.binary(max_size=300))
def test_any_bytes_give_one_story_or_a_format_error(content: bytes):
    try:
        found = parse(Document(source="s", location="x", content=content, arrived=ARRIVED))
    except FormatError as error:
        assert "\n" not in str(error)  # noqa: PT017 - either outcome is fine, each has its law
    else:
        assert all(entry.key for entry in found)


RUSSIAN = "Пожар на старой бумажной фабрике"


@pytest.mark.parametrize(
    "content, media_type",
    [
        (RUSSIAN.encode("cp1251"), "text/plain; charset=windows-1251"),
        (RUSSIAN.encode("koi8-r"), 'text/plain;charset="KOI8-R"'),
        (RUSSIAN.encode(), "text/plain; charset=windows-1251"),
        (RUSSIAN.encode(), "text/plain; charset=base64"),
        (RUSSIAN.encode("utf-16"), "text/plain; charset=nonsense"),
    ],
)
def test_text_is_read_in_the_charset_that_the_bytes_or_the_server_tell(content: bytes, media_type: str):
    document = Document(source="desk", location="a.txt", content=content, media_type=media_type, arrived=ARRIVED)

    assert RUSSIAN in parse(document)[0].body + parse(document)[0].title
