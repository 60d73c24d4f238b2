"""Durations and sizes keep their unit on the way in and out."""

import contextlib
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import kinds


@pytest.mark.parametrize(
    "text, expected",
    [
        ("500ms", timedelta(milliseconds=500)),
        ("30s", timedelta(seconds=30)),
        ("15m", timedelta(minutes=15)),
        ("1h", timedelta(hours=1)),
        ("7d", timedelta(days=7)),
        ("0s", timedelta()),
        *(
            (text, None)
            for text in ["30", "s", "1.5h", "1h30m", "-1s", "1 h", "1H", "01s", "1s\n", "١s", "", "9999999999d"]
        ),
    ],
)
def test_a_duration_is_a_number_and_its_unit(text: str, expected: timedelta | None):
    assert kinds.parse_duration(text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("512KiB", 512 * 1024),
        ("10MiB", 10 * 1024**2),
        ("2GiB", 2 * 1024**3),
        *((text, None) for text in ["10", "10MB", "10M", "0KiB", "1.5MiB", "10 MiB", "10mib", ""]),
    ],
)
def test_a_size_is_a_number_and_its_unit(text: str, expected: int | None):
    assert kinds.parse_size(text) == expected


@given(st.integers(0, 10**9 - 1).map(lambda ms: timedelta(milliseconds=ms)))
def test_a_duration_that_is_written_is_read_back(duration: timedelta):
    assert kinds.parse_duration(kinds.format_duration(duration)) == duration


@given(st.integers(1, 10**9 - 1).map(lambda kib: kib * 1024))
def test_a_size_that_is_written_is_read_back(size: int):
    assert kinds.parse_size(kinds.format_size(size)) == size


@given(st.text(max_size=40) | st.integers() | st.booleans() | st.none() | st.floats())
def test_every_kind_gives_a_value_or_a_mismatch(value: object):
    found = [kind for kind in vars(kinds).values() if isinstance(kind, kinds.Kind)]

    assert len(found) >= 12
    for kind in [*found, kinds.whole(0, 9), kinds.duration("1s", "1h"), kinds.size("1KiB", "1GiB")]:
        with contextlib.suppress(kinds.Mismatch):
            assert kind.read(value) is not None


@pytest.mark.parametrize(
    "kind, text, read",
    [
        (kinds.FEED_URL, "HTTPS://Example.org/Feed", "https://Example.org/Feed"),
        (kinds.BASE_URL, "Http://news.example/", "http://news.example"),
        (kinds.HUB_URL, "HTTPS://hub.example/", "https://hub.example/"),
        (kinds.CONTACT, "HTTPS://desk.example/about", "https://desk.example/about"),
        (kinds.CONTACT, "Desk@Example.org", "Desk@Example.org"),
    ],
)
def test_scheme_of_an_address_is_read_in_any_case(kind: kinds.Kind[str], text: str, read: str):
    assert kind.read(text) == read
