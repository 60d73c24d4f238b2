"""Lists of feeds as readers write them, as people break them, and as nobody should be hurt by them."""

import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import FormatError
from bot.formats.feeds.opml import MAX_BYTES, MAX_OUTLINES, Outline, read

LIST = """<?xml version="1.0" encoding="UTF-8"?>
<!-- from a reader -->
<opml version="2.0">
  <head><title>Subscriptions</title></head>
  <body>
    <outline text="Ports"><outline text="North">
      <outline type="rss" text="Harbour" title="The Harbour&#10; Post" xmlUrl=" https://harbour.example/feed?a=1&amp;b=2 "
        htmlUrl="https://harbour.example/" language="en-gb"/></outline>
      <outline TYPE="RSS" TEXT="Quay" XMLURL="http://quay.example/rss"/>
    </outline>
    <outline type="link" text="A page" url="https://page.example/"/>
    <outline type="rss" text="Old" url="http://old.example/index.rdf"/>
    <outline text="A note"/>
  </body>
</opml>"""


def feeds(text: str | bytes) -> list[tuple[str, str]]:
    content = text if isinstance(text, bytes) else text.encode()
    return [(feed.url, feed.title) for feed in read(content, "list.opml").feeds]


def listed(outlines: str) -> str:
    return f'<opml version="1.0"><body>{outlines}</body></opml>'


def test_feeds_are_read_with_what_is_said_of_them_and_the_folders_they_are_in() -> None:
    found = read(LIST.encode(), "list.opml")

    assert found.broken is None
    assert found.feeds == (
        Outline(
            url="https://harbour.example/feed?a=1&b=2",
            title="The Harbour Post",
            home="https://harbour.example/",
            language="en-gb",
            folders=("Ports", "North"),
        ),
        Outline(url="http://quay.example/rss", title="Quay", folders=("Ports",)),
        Outline(url="http://old.example/index.rdf", title="Old"),
    )


@pytest.mark.parametrize(
    "outlines, expected",
    [
        ('<outline text="a" xmlUrl="http://a.example/?a=1&b=2&copy=3"/>', ("http://a.example/?a=1&b=2&copy=3", "a")),
        ('<outline text="caf&eacute; & bar" xmlUrl="http://a.example/"/>', ("http://a.example/", "café & bar")),
        ('<outline text="a\x0b\x00b" xmlUrl="http://a.example/"/>', ("http://a.example/", "ab")),
        ('<outline text="a&#0;" xmlUrl="http://a.example/"/>', ("http://a.example/", "a&#0;")),
        ('<outline text="open" xmlUrl="http://a.example/">', ("http://a.example/", "open")),
    ],
)
def test_common_mistakes_cost_nothing(outlines: str, expected: tuple[str, str]) -> None:
    assert feeds(listed(outlines)) == [expected]


def test_what_is_beyond_mending_costs_itself_and_is_named() -> None:
    found = read(
        listed(
            '<outline text="a" xmlUrl=http://a.example/ />\n<outline text="b" xmlUrl="http://b.example/"/>'
        ).encode(),
        "l",
    )

    assert [feed.url for feed in found.feeds] == ["http://b.example/"]
    assert found.broken is not None
    assert found.broken.startswith("line 1: ")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1", "koi8-r"])
def test_encodings_are_read_as_marked_or_declared(encoding: str) -> None:
    title = "Вести" if encoding == "koi8-r" else "Zürich"
    declared = "" if encoding.startswith("utf") else f'<?xml version="1.0" encoding="{encoding}"?>'

    assert feeds((declared + listed(f'<outline text="{title}" xmlUrl="http://a.example/"/>')).encode(encoding)) == [
        ("http://a.example/", title)
    ]


@pytest.mark.parametrize(
    "content, expected",
    [
        (b"", "list.opml: has no <opml>, expected OPML"),
        (b"<html><body>no</body></html>", "list.opml: has no <opml>, expected OPML"),
        (b"\x89PNG\r\n\x1a\n\0\0", "list.opml: has no <opml>, expected OPML"),
        (b" " * (MAX_BYTES + 1), f"list.opml: has {MAX_BYTES + 1} bytes, expected at most 10 MiB"),
        (
            listed("<outline/>" * (MAX_OUTLINES + 1)).encode(),
            f"list.opml: has more than {MAX_OUTLINES} outlines; split it",
        ),
    ],
)
def test_what_is_no_list_is_refused_in_one_line(content: bytes, expected: str) -> None:
    with pytest.raises(FormatError) as caught:
        read(content, "list.opml")

    assert str(caught.value) == expected


def test_entities_bring_in_nothing_and_grow_nothing() -> None:
    bomb = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    head = f'<!DOCTYPE opml [<!ENTITY e0 "x"><!ENTITY file SYSTEM "file:///etc/passwd">{bomb}]>'
    began = time.process_time()

    found = feeds(head + listed('<outline text="&file;&e9;" xmlUrl="http://a.example/">&file;&e9;</outline>'))

    assert found == [("http://a.example/", "&file;&e9;")]
    assert time.process_time() - began < 0.5


def test_a_flood_of_attributes_costs_its_outline_and_little_time() -> None:
    flood = " ".join(f"a{number}=''" for number in range(100_000))
    began = time.process_time()

    found = feeds(listed(f"<outline {flood} xmlUrl='http://a.example/'/><outline xmlUrl='http://b.example/'/>"))

    assert found == [("http://b.example/", "")]
    assert time.process_time() - began < 1


@given(
    st.lists(
        st.tuples(
            st.text(string.ascii_letters + "&<>\"'é", min_size=1, max_size=20),
            st.text(string.ascii_letters + "&?=;#<>\"'%", min_size=1, max_size=40),
        ),
        max_size=5,
    )
)
def test_what_the_writer_of_lists_wrote_comes_back(drawn: list[tuple[str, str]]) -> None:
    from bot.publishing.opml import listed as write  # noqa: PLC0415 (the other stage, for this law only)

    rows = [{"text": title, "xmlUrl": f"http://a.example/{path}"} for title, path in drawn]

    assert feeds(write("A list", rows)) == [(row["xmlUrl"], row["text"]) for row in rows]


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for whole in (content, b"<opml>" + content, b'<opml><outline xmlUrl="' + content + b'"/></opml>'):
        try:
            read(whole, "list.opml")
        except FormatError as refused:
            assert str(refused).startswith("list.opml: ")  # noqa: PT017 (to be read is as good)
            assert "\n" not in str(refused)  # noqa: PT017
