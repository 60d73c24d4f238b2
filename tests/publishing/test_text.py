"""Texts and times as published."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bot.publishing.text import day, one_line, rfc822, rfc3339, scrub, shorten, spell, spoken, web_url

WHEN = datetime(2023, 10, 6, 9, 5, 59, 999_999, UTC)


@given(st.text(st.characters(exclude_categories=[])))
def test_scrubbed_text_is_accepted_by_xml_and_scrubbing_again_changes_nothing(text: str):
    node = etree.Element("t")
    node.text = scrub(text)

    assert scrub(node.text) == node.text
    assert scrub(text).encode().decode() == scrub(text)


def test_scrub_keeps_what_people_write():
    text = "Zwölf — “naïve” 東京 שלום 😀\n\t&<>"

    assert scrub(text) == text


@given(st.text(), st.integers(min_value=2, max_value=50))
def test_shortened_text_keeps_to_its_limit(text: str, limit: int):
    assert len(shorten(text, limit)) <= limit


def test_shortening_ends_after_a_whole_word():
    assert shorten("The ferry sailed, again", 18) == "The ferry sailed…"


def test_times_are_written_alike_everywhere():
    assert rfc3339(WHEN) == "2023-10-06T09:05:59Z"
    assert rfc822(WHEN) == "Fri, 06 Oct 2023 09:05:59 GMT"
    assert spoken(WHEN) == "6 Oct 2023, 09:05 UTC"
    assert day(WHEN) == "Friday 6 October 2023"


@pytest.mark.parametrize(
    "gap, expected",
    [
        (timedelta(), "0 min"),
        (timedelta(seconds=59), "0 min"),
        (timedelta(minutes=65), "1 h 5 min"),
        (timedelta(hours=2), "2 h"),
        (timedelta(days=3, minutes=5), "3 d"),
        (-timedelta(days=1, hours=2), "1 d 2 h"),
    ],
)
def test_gap_is_spelled_by_its_two_largest_units(gap: timedelta, expected: str):
    assert spell(gap) == expected


@pytest.mark.parametrize("url", ["https://a.example/ü?q=1&r=[2]", "http://a.example", "HTTPS://a.example/"])
def test_web_urls_pass(url: str | None):
    assert web_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "//a.example/",
        "/a",
        "ftp://a.example/",
        "https://",
        "https://a.example/ b",
        "https://a.example/\x00",
        'https://a.example/"',
        "data:text/html,x",
    ],
)
def test_other_urls_do_not_pass(url: str | None):
    assert web_url(url) is None


def test_one_line_keeps_inner_no_break_spaces():
    assert one_line(" «\xa0Non\xa0»,\r\n dit-il\x07 ") == "«\xa0Non\xa0», dit-il"
