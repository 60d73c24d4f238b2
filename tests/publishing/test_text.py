"""Texts and times as published."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bot.publishing.text import (
    day,
    identifier,
    instant,
    media_type,
    one_line,
    plain,
    rfc822,
    rfc3339,
    scrub,
    shorten,
    spell,
    spoken,
    web_url,
)

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
    assert instant(WHEN) == "2023-10-06T09:05:59.999999Z"
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


@pytest.mark.parametrize("url", ["https://a.example/x?q=1&r=%5B2%5D#f", "http://a.example", "HTTPS://a.example/"])
def test_web_urls_pass(url: str):
    assert web_url(url) == url


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://a.example/ü?q=1&r=[2]", "https://a.example/%C3%BC?q=1&r=%5B2%5D"),
        ("https://bücher.example:8080/", "https://xn--bcher-kva.example:8080/"),
        ("https://a.example/100%/%41#a#b", "https://a.example/100%25/%41#a%23b"),
        ("http://[2001:db8::1]/é", "http://[2001:db8::1]/%C3%A9"),
    ],
)
def test_what_a_uri_may_not_hold_is_written_as_escapes(url: str, written: str):
    assert web_url(url) == written
    assert web_url(written) == written


@given(st.text(max_size=60).map("https://a.example/".__add__) | st.text().map("http://".__add__) | st.text())
def test_a_web_url_is_of_ascii_and_stays_what_it_is(text: str):
    url = web_url(text)

    assert url is None or (url.isascii() and web_url(url) == url and scrub(url) == url)


@pytest.mark.parametrize("ending", [" ", "%", "_"])
@pytest.mark.parametrize("piece", ["a.", "a-", "a/", "%", "é", "a@", "a:", "1"])
def test_no_url_takes_long_to_be_judged(piece: str, ending: str):
    url = "https://" + piece * 20_000 + ending

    started = time.process_time()
    web_url(url)
    identifier(url)

    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    "name",
    [
        "urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6",
        "tag:a.example,2001:b",
        "https://a.example/feed?x=1",
        "urn:isbn:1",
    ],
)
def test_ids_in_canonical_form_are_kept_as_they_are(name: str):
    assert identifier(name) == name


@pytest.mark.parametrize(
    "name",
    [None, "", "guid 7", "https://a.example", "HTTP://a.example/", "https://a.example/../b", "urn:uuid:7", "urn:x"],
)
def test_other_ids_are_nobody_s(name: str | None):
    assert identifier(name) is None


def test_what_looks_like_an_end_tag_is_no_longer_one_and_reads_the_same():
    told = plain(" How </b> ends\n<b> ")

    assert told == "How <\u2060/b> ends <b>"
    assert plain(told) == told


@pytest.mark.parametrize(
    ("claimed", "written"),
    [
        ("image/JPEG", "image/jpeg"),
        ("text/html; charset=utf-8", "text/html"),
        ("jpg", None),
        ("a/b c", None),
        ("", None),
        (None, None),
    ],
)
def test_media_types_are_types_or_nothing(claimed: str | None, written: str | None):
    assert media_type(claimed) == written


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
