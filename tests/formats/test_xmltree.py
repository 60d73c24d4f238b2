from datetime import UTC, datetime

import pytest

from bot.errors import FormatError
from bot.formats.agencies import xmltree
from bot.model import Document


def tree(content: bytes) -> xmltree.Element:
    arrived = datetime(2026, 3, 4, tzinfo=UTC)
    return xmltree.tree(Document(source="s", location="in/a.xml", content=content, arrived=arrived))


@pytest.mark.parametrize("declared", ["UTF-8", "ISO-8859-1", "windows-1252", "us-ascii"])
def test_bytes_that_are_utf8_are_read_as_such_whatever_is_declared(declared: str) -> None:
    root = tree(f'<?xml version="1.0" encoding="{declared}"?><nitf>Škoda – “über”</nitf>'.encode())

    assert xmltree.text(root) == "Škoda – “über”"


@pytest.mark.parametrize("declared", ["ISO-8859-1", "windows-1252"])
def test_bytes_that_are_not_are_read_as_declared(declared: str) -> None:
    root = tree(f'<?xml version="1.0" encoding="{declared}"?><nitf>über Málaga</nitf>'.encode("latin-1"))

    assert xmltree.text(root) == "über Málaga"


@pytest.mark.parametrize(
    "content, seen",
    [
        (b'<!DOCTYPE nitf [<!ENTITY a "b">]><nitf>&a;</nitf>', "declares entities of its own"),
        (b'<!DOCTYPE nitf [<!ENTITY a SYSTEM "file:///etc/passwd">]><nitf>&a;</nitf>', "declares entities of its own"),
        (b"<nitf><body></nitf>", "is not well-formed XML"),
        (b"<nitf><body>cut of", "is not well-formed XML"),
        (b"<a>" * 5000 + b"</a>" * 5000, "is not well-formed XML"),
        (b"<nitf " + b" ".join(b'a%d=""' % n for n in range(2000)) + b"/>", "attributes"),
    ],
)
def test_what_is_dangerous_or_broken_is_refused_in_one_line(content: bytes, seen: str) -> None:
    with pytest.raises(FormatError, match=seen) as caught:
        tree(content)

    assert "\n" not in str(caught.value)
    assert "passwd" not in str(caught.value)


def test_a_doctype_that_only_names_a_dtd_is_passed_over() -> None:
    root = tree(b'<?xml version="1.0"?><!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.4//EN" "nitf-3-4.dtd"><nitf>a</nitf>')

    assert xmltree.name(root) == "nitf"


@pytest.mark.parametrize("before", [b"", b'<!DOCTYPE nitf SYSTEM "nitf.dtd">'])
def test_names_of_html_for_characters_are_read_whether_a_dtd_is_named_or_not_and_left_alone_in_cdata(
    before: bytes,
) -> None:
    root = tree(
        before + b"<nitf>caf&eacute;&nbsp;&mdash; R&amp;D &lt;b&gt; <![CDATA[caf&eacute; &amp;]]> &eacute;</nitf>"
    )

    assert xmltree.text(root) == "café — R&D <b> caf&eacute; &amp; é"


@pytest.mark.parametrize("name", ["LT", "AMP", "QUOT", "nothing", "lt", "Aacut"])
def test_names_never_become_markup(name: str) -> None:
    try:
        root = tree(f"<nitf>a&{name};b/>&{name};</nitf>".encode())
    except FormatError as error:
        assert "well-formed" in error.message  # noqa: PT017 - either it is refused, or this
    else:
        assert len(root) == 0
