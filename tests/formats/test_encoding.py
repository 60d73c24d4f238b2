from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import FormatError
from bot.formats import parsing
from bot.formats.encoding import mended, utf8
from bot.model import Document

BODY = '<rss version="2.0"><channel><title>F</title><item><title>{}</title></item></channel></rss>'


def titles(content: bytes, media_type: str | None = None) -> list[str]:
    arrived = datetime(2024, 3, 13, tzinfo=UTC)
    document = Document(source="s", location="feed", content=content, media_type=media_type, arrived=arrived)
    return [entry.title for entry in parsing.parse(document).entries]


def declared(encoding: str, title: str = "Übung") -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?>{BODY.format(title)}'


@pytest.mark.parametrize(
    "content, media_type",
    [
        (declared("IBM037").encode("cp037"), None),
        (declared("cp500").encode("cp500"), "text/xml"),
        (declared("nonsense").encode("cp037"), None),
        (BODY.format("Übung").encode(), "text/xml; charset=utf-16"),
        (declared("utf-8").encode(), 'application/rss+xml; charset="UTF-16LE"'),
        (declared("utf-16").encode(), None),
        (declared("utf-16").encode(), "text/xml; charset=utf-8"),
        (declared("UTF-16").encode("utf-16-le"), None),
        (declared("utf-16").encode("utf-16-be"), "text/xml"),
        (declared("utf-8").encode("utf-16-le"), "text/xml; charset=utf-8"),
        (declared("utf-16").encode("utf-16"), None),
        (declared("utf-32").encode("utf-32"), None),
        (BODY.format("Übung").encode("utf-16-be"), None),
        (declared("utf-8").encode().replace(b"item", b"it\0em", 1), None),
        (b"\0" + declared("utf-8").encode() + b"\0", None),
        (declared("iso-8859-1").encode("latin-1"), None),
        (declared("windows-1252").encode("latin-1"), "text/xml"),
        (BODY.format("Übung").encode("latin-1"), None),
        (declared("utf-8").encode("latin-1"), None),
    ],
)
def test_what_the_bytes_are_counts_for_more_than_what_is_said_of_them(content: bytes, media_type: str | None):
    assert titles(content, media_type) == ["Übung"]


@pytest.mark.parametrize("content", [b"a story\0", b"\0\0\0", "a story".encode("utf-16-le"), b"<html>\0</html>"])
def test_a_nul_byte_outside_of_a_feed_is_still_refused(content: bytes):
    with pytest.raises(FormatError, match=r"NUL byte at offset|is binary, expected an HTML page"):
        titles(content)


def test_what_is_utf_8_and_said_to_be_is_not_copied():
    content = declared("UTF-8").encode()

    assert utf8(content, "text/xml; charset=utf-8") is content


@given(st.binary(max_size=60), st.sampled_from([None, "text/xml; charset=utf-7", "a/b;charset=idna"]))
def test_any_bytes_come_out_as_utf_8_without_nul_or_a_value_error(noise: bytes, media_type: str | None):
    for content in (noise, b"<?xml version='1.0' encoding='shift_jis'?>" + noise, b"\x4c\x6f\xa7\x94" + noise):
        try:
            found = utf8(content, media_type)
        except ValueError:
            continue
        assert "\0" not in found.decode("utf-8")


@pytest.mark.parametrize(
    "reference, character",
    [
        ("&#55357;&#56832;", "😀"),
        ("&#xD83D;&#xde00;", "😀"),
        ("&#x00D83D;&#0056832;", "😀"),
        ("&#33;&#55357;&#56832;&#60;", "!😀<"),
        ("&#55357;", "\ufffd"),
        ("&#56832;&#55357;", "\ufffd\ufffd"),
        ("&#x110000;", "\ufffd"),
        ("&#" + "9" * 5000 + ";", "\ufffd"),
    ],
)
def test_reference_to_half_a_character_costs_no_feed(reference: str, character: str):
    content = BODY.format(f"a {reference} b</title></item><item><title>whole &#233;")

    assert titles(content.encode()) == [f"a {character} b", "whole é"]


def test_half_a_character_in_cdata_is_joined_too():
    assert titles(BODY.format("<![CDATA[a &#55357;&#56832; b]]>&#55357;").encode()) == ["a 😀 b\ufffd"]


def test_document_without_such_references_is_not_copied():
    content = declared("UTF-8", "&#233; &#xE9; &#128512; &#54999; &amp;").encode()

    assert mended(content) is content


@given(st.text(alphabet="&#xX;05dD89aAfF1 ", max_size=40))
def test_what_is_mended_has_no_halves(noise: str):
    found = titles(BODY.format(f"t {noise}").encode())

    assert not any("\ud800" <= letter <= "\udfff" for letter in "".join(found))
