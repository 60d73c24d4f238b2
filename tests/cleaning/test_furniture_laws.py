"""Whatever order furniture and story come in: cleaning twice is cleaning once, and no sentence of the story goes."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cleaning.furniture import lines
from bot.cleaning.furniture.tables import Table
from bot.cleaning.stories import clean
from bot.model import Entry, Source, Story

WHEN = datetime(2026, 3, 12, 14, tzinfo=UTC)
SOURCE = Source(name="gazette", title="The Merrow Gazette", family="gazette", language="en")
TITLE = "Ferry runs aground off Halcyon"

SENTENCES = (
    "The ferry left Port Merrow at 9:40 with 214 people on board, officials said.",
    "“We were lucky,” said Tomas Brekkan, 41, who was thrown against a wall.",
    "Read more slowly, her doctor told her.",
    "By Monday the water had fallen by 3 metres.",
    "Correction: An earlier version of this story gave a wrong age.",
    "Photo: an exhibition of that name opens in Halcyon on Friday, with 90 pictures of wrecks.",
    "“Subscribe to our newsletter,” the minister joked.",
    "About the harbour nobody would say a word, and the mayor hung up.",
    "The end of the strike is near, he said.",
    "Follow the red line on the quay and you reach the hall where 40 slept.",
    "Copyright law is to change, the government said in a statement to Reuters.",
    "Sharing the boats is what saved the village, she said (and nobody disagreed).",
    "Watch the tide, the old men say.",
    "Related species have been seen off Calverdale since 1998.",
    "Reporting by the committee took a year.",
    "More than 30 died.",
    "Enough.",
)
FURNITURE = (
    "By Jane Doe",
    "Published: 12 March 2026, 14:05 GMT",
    "Thu 12 Mar 2026 14.05 GMT",
    "3 min read",
    "NEWS",
    "Home > News > Islands",
    "(Adds quotes, background)",
    "Read more: Timetable changes anger commuters",
    "Subscribe to our newsletter for the morning headlines.",
    "Advertisement",
    "Related stories",
    "Storm closes three ports",
    "More on this story",
    "Key points",
    "Share this article",
    "Facebook",
    "ENDS",
    "###",
    "Notes to editors",
    "Media contact: Hal Prentice, press@merrow.example",
    "About Merrow Lines",
    "Merrow Lines runs 14 ferries. Visit www.merrow.example for more.",
    "(Reporting by Jane Doe; Editing by John Smith)",
    "© 2026 The Merrow Gazette. All rights reserved.",
    "Jane Doe is our correspondent in Halcyon.",
    "Photo: Jane Doe/AFP",
    "The Merrow Gazette",
    "AFP",
    "___",
    "-30-",
    "(MORE)",
    "BC-Halcyon-Ferry, 1st Ld-Writethru",
    "#ferry #halcyon",
    "Tags: ferry, Halcyon",
    "12 comments",
    "18.41 GMT",
    "[…]",
    "Continue reading",
)
LINES = st.lists(st.sampled_from((*SENTENCES, *FURNITURE)), min_size=1, max_size=14)


def as_html(lines: Sequence[str], shape: int) -> str:
    """Write lines as paragraphs, headings, list items or links, by the digits of a number."""
    written = []
    for line in lines:
        shape, kind = divmod(shape, 5)
        text = escape(line, quote=False)
        is_sentence = line in SENTENCES
        marks = (
            "<p>{}</p>",
            "<p>{}</p>" if is_sentence else "<h3>{}</h3>",
            "<ul><li>{}</li></ul>",
            "<p>{}</p>" if is_sentence else "<p><a href='https://a.example/b'>{}</a></p>",
            "<p><em>{}</em></p>"
            if is_sentence
            else "<figure><img src='https://a.example/i.jpg'><figcaption>{}</figcaption></figure>",
        )
        written.append(marks[kind].format(text))
    return "".join(written)


def cleaned(body: str, kind: Literal["html", "text"], title: str) -> Story:
    entry = Entry(key="1", title=title, body=body, body_type=kind, url="https://gazette.example/1")
    return clean(entry, SOURCE, WHEN)


@settings(deadline=None, max_examples=150)
@given(LINES, st.integers(0, 5**14), st.sampled_from([TITLE, ""]))
def test_cleaning_html_twice_is_cleaning_it_once(lines: list[str], shape: int, title: str) -> None:
    once = cleaned(as_html(lines, shape), "html", title)

    again = cleaned(once.html, "html", once.title)

    assert (again.title, again.text, again.html) == (once.title, once.text, once.html)


@settings(deadline=None, max_examples=150)
@given(LINES, st.sampled_from([TITLE, ""]))
def test_cleaning_text_twice_is_cleaning_it_once(lines: list[str], title: str) -> None:
    once = cleaned("\n\n".join(lines), "text", title)

    again = cleaned(once.text, "text", once.title)

    assert (again.title, again.text, again.html) == (once.title, once.text, once.html)


# Below "Key points" go sentences that say what the text says, of which most words are enough.
CLOSING = frozenset({"ENDS", "###", "-30-", "Notes to editors", "About Merrow Lines", "Key points"})


@settings(deadline=None, max_examples=200)
@given(LINES, st.integers(0, 5**14), st.booleans())
def test_no_sentence_of_the_story_goes_that_nothing_closed(lines: list[str], shape: int, is_html: bool) -> None:
    lines = [line for line in lines if line not in CLOSING and not line.startswith("Media contact")]
    lines = [SENTENCES[0], *lines]

    body = as_html(lines, shape) if is_html else "\n\n".join(lines)
    story = cleaned(body, "html" if is_html else "text", TITLE)

    lost = [line for line in lines if line in SENTENCES and line not in story.text]
    assert lost == []


def test_every_phrase_is_a_pattern() -> None:
    tables = [table for table in vars(lines).values() if isinstance(table, Table)]

    patterns = {pattern for table in tables for found in table.written.values() for pattern, _ in found}
    assert len([re.compile(pattern) for pattern in patterns]) > 2_000
