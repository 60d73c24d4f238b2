"""Markdown: what is taken for it, front matter, and the simple HTML that is made of the text."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import FormatError
from bot.formats import parsing
from bot.formats.texts import front_matter, markdown, markdown_html
from bot.model import Document, Enclosure, Entry, Wire

ARRIVED = datetime(2024, 3, 13, tzinfo=UTC)
SEEDS = Path(__file__).parent.parent.parent / "seeds"


def read(content: str | bytes) -> Entry:
    content = content.encode() if isinstance(content, str) else content
    (entry,) = markdown.parse(Document(source="s", location="in/a.md", content=content, arrived=ARRIVED)).entries
    return entry


FULL = """---
title: "Two dead as ferry runs aground: the \\"Halcyon Bay\\""
date: 2024-03-12T09:15:00+01:00
lastmod: 2024-03-12 16:00:00 UTC   # after the second update
author:
  - Anders Tellmark
  - 'Runa Skeld'
source: Northwire
canonical_url: https://nw.example/1
lang: en
tags: [ferry, "fog, sea", 'Kallan']
categories:
- World
description: A ferry *ran* aground.
embargo: 2024-03-12T08:00:00Z
version: 3
id: nw-4711
credit: Northwire
copyright: (c) Northwire
status: usable
urgency: 2
slug: ferry-kallan
ednote: Toll will rise
params:
  nested: value
  other: {a: 1}
---

# Two dead as ferry runs aground: the "Halcyon Bay"

PORT MERROW (Northwire) — A **passenger ferry** ran
_aground_ on [a reef](https://nw.example/reef).

> “Time is against us.”

- one
- two
"""


def test_front_matter_and_text_give_every_field():
    document = Document(source="s", location="in/a.md", content=FULL.encode(), arrived=ARRIVED)

    assert parsing.parse(document).entries == (
        Entry(
            key="nw-4711",
            id="nw-4711",
            url="https://nw.example/1",
            title='Two dead as ferry runs aground: the "Halcyon Bay"',
            summary="<p>A ferry ran aground.</p>",
            body=(
                '<p>PORT MERROW (Northwire) — A passenger ferry ran\naground on <a href="https://nw.example/reef">a reef</a>.</p>\n'
                "<blockquote>\n<p>“Time is against us.”</p>\n</blockquote>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>"
            ),
            body_type="html",
            published=datetime(2024, 3, 12, 8, 15, tzinfo=UTC),
            updated=datetime(2024, 3, 12, 16, tzinfo=UTC),
            authors=("Anders Tellmark", "Runa Skeld"),
            publisher="Northwire",
            language="en",
            categories=("ferry", "fog, sea", "Kallan", "World"),
            wire=Wire(
                item="nw-4711",
                version=3,
                embargo=datetime(2024, 3, 12, 8, tzinfo=UTC),
                slug="ferry-kallan",
                credit="Northwire",
                copyright="(c) Northwire",
                urgency=2,
                note="Toll will rise",
            ),
        ),
    )


def test_toml_between_plus_signs_is_front_matter_too():
    entry = read(
        '+++\ntitle = "Ferry aground"\ndate = 2024-03-12T09:15:00Z\ntags = [\n  "ferry",\n  "fog"\n]\nauthor = \'Runa Skeld\'\n'
        "draft = true\n[params]\n+++\nText.\n"
    )

    assert (entry.title, entry.categories, entry.authors) == ("Ferry aground", ("ferry", "fog"), ("Runa Skeld",))
    assert entry.published == datetime(2024, 3, 12, 9, 15, tzinfo=UTC)
    assert entry.wire is not None
    assert entry.wire.status == "withheld"


def test_page_that_is_no_agencys_item_has_no_wire():
    entry = read(
        "---\ntitle: Ferry\nslug: ferry-1\nurl: /posts/ferry\nauthor: Runa Skeld and Anders Tellmark\ntags: a, b\n---\nText.\n"
    )

    assert (entry.key, entry.wire, entry.url) == ("in/a.md", None, None)
    assert (entry.authors, entry.categories) == (("Runa Skeld", "Anders Tellmark"), ("a", "b"))


@pytest.mark.parametrize(
    "line, status",
    [
        ("draft: true", "withheld"), ("published: false", "withheld"), ("status: canceled", "canceled"),
        ("embargo: until noon", "withheld"), ("status: withheld", "withheld"), ("draft: true\nstatus: canceled", "canceled"),
    ],
)  # fmt: skip
def test_what_is_not_to_be_published_is_marked(line: str, status: str):
    wire = read(f"---\ntitle: Ferry\n{line}\n---\nText.\n").wire

    assert wire is not None
    assert wire.status == status


def test_draft_that_is_none_changes_nothing():
    assert read("---\ntitle: Ferry\ndraft: false\n---\nText.\n").wire is None


@pytest.mark.parametrize(
    "text, title, body",
    [
        ("# Ferry *aground*\n\nText *a*.", "Ferry aground", "<p>Text a.</p>"),
        ("Ferry aground\n=============\n\nText `a`.", "Ferry aground", "<p>Text <code>a</code>.</p>"),
        ("---\ntitle: Ferry\n---\n## Another\n\nText.", "Ferry", "<h2>Another</h2>\n<p>Text.</p>"),
        ("---\ntitle: Ferry\n---\n# FERRY\n\nText.", "Ferry", "<p>Text.</p>"),
        ("---\ntitle: Ferry\n---\n", "Ferry", ""),
        ("---\ntitle: Ferry\nsummary: Short & good.\n---\n", "Ferry", "<p>Short &amp; good.</p>"),
        ("Text only.", "", "<p>Text only.</p>"),
    ],
)
def test_headline_is_the_title_and_not_in_the_text(text: str, title: str, body: str):
    entry = read(text)

    assert (entry.title, entry.body) == (title, body)


@pytest.mark.parametrize(
    "text, rendered",
    [
        ("one\ntwo\n\nthree", "<p>one\ntwo</p>\n<p>three</p>"),
        ("### Sub ###", "<h3>Sub</h3>"),
        ("#no heading", "<p>#no heading</p>"),
        ("Sub\n---", "<h2>Sub</h2>"),
        ("a\n\n***\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
        ("> a\n> > b\nlazy", "<blockquote>\n<p>a</p>\n<blockquote>\n<p>b\nlazy</p>\n</blockquote>\n</blockquote>"),
        (
            "- a\n- b\n  - c\n\n  more",
            "<ul>\n<li>a</li>\n<li><p>b</p>\n<ul>\n<li>c</li>\n</ul>\n<p>more</p></li>\n</ul>",
        ),
        ("1. a\n2) b\nlazy", "<ol>\n<li>a</li>\n<li>b\nlazy</li>\n</ol>"),
        ("```python\nif a < b:\n\n    *x*\n```\nend", "<pre><code>if a &lt; b:\n\n    *x*</code></pre>\n<p>end</p>"),
        ("    code <b>\n\n    more", "<pre><code>code &lt;b&gt;\n\nmore</code></pre>"),
        (
            "| a | b |\n|---|---|\n| 1 | *2* |",
            "<table>\n<tr><td>a</td><td>b</td></tr>\n<tr><td>1</td><td>2</td></tr>\n</table>",
        ),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("**a** *b* ***c*** __d__ _e_ snake_case_name 3*4 2 * 3", "<p>a b c d e snake_case_name 3*4 2 * 3</p>"),
        (r"\*a\* \[b\]", "<p>*a* [b]</p>"),
        ("`a *b* <c>`", "<p><code>a *b* &lt;c&gt;</code></p>"),
        ('[a *b*](https://x.example/?a=1&b=2 "T")', '<p><a href="https://x.example/?a=1&amp;b=2">a b</a></p>'),
        ("[a](https://x.example/a_(b)) z", '<p><a href="https://x.example/a_(b)">a</a> z</p>'),
        ("[a](javascript:alert(1)) [b](/rel)", "<p>a b</p>"),
        ("<https://x.example/a>", '<p><a href="https://x.example/a">https://x.example/a</a></p>'),
        (
            '![A "b"](https://x.example/a.jpg) ![c](c.jpg)',
            '<p><img src="https://x.example/a.jpg" alt="A &quot;b&quot;"> </p>',
        ),
        ("<script>alert(1)</script> & <b>", "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;</p>"),
        ('[a](https://x.example/"onload="x)', '<p><a href="https://x.example/&quot;onload=&quot;x">a</a></p>'),
    ],
)
def test_text_becomes_simple_html(text: str, rendered: str):
    assert markdown_html.rendered(text) == rendered


@pytest.mark.parametrize(
    "text",
    [
        FULL,
        "# Ferry aground\n\nText with *emphasis* in it.",
        "Ferry aground\n===\n\n## More\n\nText.",
        "# Ferry\n\n- one\n- two",
        "# Ferry\n\n> quoted",
        "\ufeff# Ferry\r\n\r\nSee [this](https://x.example).\r\n",
        "---\ntitle: Ferry\n---\nPlain text.",
        "+++\ndate = 2024-03-12\n+++\nPlain text.",
    ],
)
def test_markdown_is_told_by_its_signs(text: str):
    assert markdown.is_one(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "Ferry aground\n\nText.", "# Ferry aground\n\nPlain text.", "Title: x\n---\n\n*a*", "#ferry #fog\n\n*a*",
        "- Chinese leaders meet\n- They talk\n\nText *a*.", "---\nA rule.\n---\n\nMore *text*.", "---\nnote: x\n---\nMore.",
        "From: a@b.example\nSubject: # x\n\n# x\n\n*a*", "* One\n* Two\n\n(Adds)\n\nPORT MERROW — Text.", "---\ntitle: never closed\n",
        "Text *a* and **b** and [c](https://d.example).", "THE GAZETTE\n\nText.", "UPDATE 2\n---\n\nText.",
    ],
)  # fmt: skip
def test_other_text_is_no_markdown(text: str):
    assert not markdown.is_one(text)


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_seeds_are_no_markdown(seed: Path):
    assert not markdown.is_one(seed.read_text(encoding="utf-8"))


@given(
    st.lists(st.from_regex(r"[A-Z][a-zé,;:'() -]{3,80}[.!?]", fullmatch=True), min_size=1, max_size=8).map("\n\n".join)
)
def test_prose_is_never_markdown(text: str):
    assert not markdown.is_one(text)


def test_pictures_with_a_url_of_their_own_are_enclosures():
    entry = read(
        "# Ferry\n\n![A](https://x.example/a.jpg?w=1&h=2) ![B](b.jpg)\n\n![A](https://x.example/a.jpg?w=1&h=2)\n"
    )

    assert entry.enclosures == (Enclosure(url="https://x.example/a.jpg?w=1&h=2"),)


def test_nothing_is_refused_and_named():
    with pytest.raises(FormatError, match="no text: 19 bytes of Markdown") as caught:
        read("---\nauthor: a\n---\n\n")
    assert "\n" not in str(caught.value)


def test_cancelled_item_needs_no_text():
    entry = read("---\nid: nw-1\nstatus: canceled\n---\n")

    assert (entry.key, entry.title, entry.wire and entry.wire.status) == ("nw-1", "", "canceled")


@pytest.mark.parametrize(
    "text, fields",
    [
        ("---\na: 1\n---\nx", {"a": ("1",)}),
        ("---\na: 'it''s'\nb: \"x\\\"y\" # c\n---\n", {"a": ("it's",), "b": ('x"y',)}),
        ("---\nA_b: [x, 'y, z']\n---\n", {"a-b": ("x", "y, z")}),
        ("---\na:\n- x\n-  y: z\nb: |\n  block\nc: ~\nd: &x 1\n---\n", {"a": ("x", "y: z")}),
        ("---\nurl: https://x.example/#part\n...\n", {"url": ("https://x.example/#part",)}),
        ("---\n---\n", None),
        ("text", None),
    ],
)
def test_front_matter_is_read_as_people_write_it(text: str, fields: dict[str, tuple[str, ...]] | None):
    found = front_matter.split(text)

    assert (dict(found.fields) if found else None) == fields


PIECES = st.sampled_from(
    [
        "---", "+++", "\n", "\n\n", "title: x", "# h", "> ", "- ", "  - ", "1. ", "```", "~~~", "*", "**", "_", "[", "](", ")", "!",
        "<b>", "&", "`", "\\", "    ", "\t", "| a |", "|-|", "===", "https://x.example", "<https://x>", "date: 2024-13-45", "word", " ",
        "javascript:x", '"', "draft: true", "\0", "\r",
    ]
)  # fmt: skip


@given(
    st.one_of(
        st.binary(max_size=200),
        st.lists(PIECES | st.text(max_size=4), max_size=40).map(lambda parts: "".join(parts).encode()),
    )
)
def test_any_text_gives_one_entry_or_one_error_and_no_markup_of_its_own(content: bytes):
    markdown.is_one(content.decode("utf-8", "replace"))
    try:
        entry = read(content)
    except FormatError as error:
        assert "\n" not in str(error)  # noqa: PT017 - either outcome is fine, each has its law
    else:
        assert "<b>" not in entry.body
        assert 'href="javascript' not in entry.body


@pytest.mark.parametrize(
    "piece",
    [
        "> ",
        "- ",
        "  - ",
        "*",
        "_",
        "[",
        "![](",
        "`",
        "[a](",
        "\\",
        "| ",
        "    ",
        "#",
        "* * ",
        "1. ",
        "<http://",
        "a\n- ",
        "> - ",
        "\n",
        "**a ",
        "_a ",
    ],
)
def test_hostile_repetition_is_read_in_time_that_grows_with_it(piece: str):
    text = "# Title\n\n" + piece * 5000

    markdown.is_one(text)
    assert read(text).title == "Title"
