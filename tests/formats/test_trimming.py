import html
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from bot.errors import FormatError
from bot.formats import parsing
from bot.formats.parsing import Parsed
from bot.model import Document

START = datetime(2024, 3, 1, tzinfo=UTC)
CHANNEL = '<rss version="2.0"><channel><title>t</title>{}</channel></rss>'


def parse(content: str | bytes, max_entries: int | None = None) -> Parsed:
    content = content.encode() if isinstance(content, str) else content
    return parsing.parse(Document(source="s", location="feed", content=content, arrived=START), max_entries=max_entries)


def items(days: list[int | None], extra: str = "") -> str:
    dated = [
        "" if day is None else f"<pubDate>{format_datetime(START + timedelta(days=day))}</pubDate>" for day in days
    ]
    return CHANNEL.format(
        "".join(f"<item><title>{n}{extra}</title>{date}</item>\n" for n, date in enumerate(dated)) + "<ttl>9</ttl>"
    )


#: Read the strict way, by feedparser from a well-formed document, and from one that is not
WAYS = pytest.mark.parametrize(
    "extra", ["", "</title><tags>a</tags><title>", "</title><description>&nbsp;</description><title>"]
)


@WAYS
def test_the_newest_are_kept_in_the_order_of_the_document_and_the_rest_is_counted(extra: str):
    parsed = parse(items([3, 9, 1, None, 7, 5], extra), max_entries=3)

    assert ([entry.title for entry in parsed.entries], parsed.cut) == (["1", "4", "5"], 3)
    assert parsed.feed is not None
    assert parsed.feed.ttl == timedelta(minutes=9)


@WAYS
def test_of_entries_that_are_mostly_undated_the_first_are_kept(extra: str):
    parsed = parse(items([None, None, None, 7, 5], extra), max_entries=2)

    assert ([entry.title for entry in parsed.entries], parsed.cut) == (["0", "1"], 3)


@WAYS
def test_as_many_as_may_be_are_all_kept(extra: str):
    parsed = parse(items([1, 2, 3], extra), max_entries=3)

    assert (len(parsed.entries), parsed.cut) == (3, 0)


def test_items_in_a_text_are_no_items_of_the_feed():
    body = "<description><![CDATA[&nbsp;<item><pubDate>2024-03-09</pubDate>]]></description><comments>&nbsp;</comments>"
    parsed = parse(CHANNEL.format("".join(f"<item><title>{n}</title>{body}</item>" for n in range(4))), max_entries=3)

    assert ([entry.title for entry in parsed.entries], parsed.cut) == (["0", "1", "2"], 1)


@pytest.mark.parametrize("extra", ["", "<tags>a</tags>", "<docs>&nbsp;</docs>"])
def test_a_huge_feed_is_not_lost(extra: str):
    body = html.escape("<p>A sentence with a <a href='http://a.example/'>link</a> in it.</p>" * 25)
    one = "<item><title>{}</title><description>" + body + "</description></item>"
    content = CHANNEL.format(extra + "".join(one.format(number) for number in range(5000)))
    started = time.process_time()

    parsed = parse(content, max_entries=2000)

    assert len(content) > 10_000_000
    assert len(parsed.entries) + parsed.cut == 5000
    assert 1000 <= len(parsed.entries) <= 2000
    assert time.process_time() - started < 5


ATTRIBUTES = " ".join(f'a{n}="x"' for n in range(40_000))
QUOTED = " ".join(f'a{n}=">"' for n in range(40_000))


@pytest.mark.parametrize(
    "content, message",
    [
        (CHANNEL.format(f"<item {ATTRIBUTES}/>"), "40000 attributes in one tag at byte "),
        (CHANNEL.format(f"<item {QUOTED}/>"), "more than 500 attributes in one tag"),
        (CHANNEL.format("<a/>" * 400_000), "400006 tags"),
        (CHANNEL.format("<item><title>" + "<b>" * 100_000 + "</title></item>"), "Excessive depth"),
        (CHANNEL.format("<item><title>&nbsp;" + "<b>" * 100_000 + "</title></item>"), "nested without end"),
        (CHANNEL.format("<item><title>&nbsp;" + "&lt;b>" * 500_000 + "</title></item>"), "500001 references"),
        (
            "<!DOCTYPE rss [" + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9)) + "]>"
            + CHANNEL.format("<item><title>&a8;</title></item>"),
            "80 entities inside of entities",
        ),
    ],
)  # fmt: skip
def test_a_document_that_is_built_to_cost_time_is_refused_before_it_does(content: str, message: str):
    started = time.process_time()

    with pytest.raises(FormatError, match=message):
        parse(content)
    assert time.process_time() - started < 1


def test_pages_that_never_close_a_paragraph_are_no_bomb():
    body = "<description><![CDATA[" + "<p>a<li>b" * 9_000 + "]]></description>"
    open_tags = "<description>" + "<p>a<br>" * 30 + "</description>"
    content = CHANNEL.format(f"<item><title>&nbsp;1</title>{body}</item>" + f"<item>{open_tags}</item>" * 300)

    assert parse(content).entries[0].title.strip() == "1"
