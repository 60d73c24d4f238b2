import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.headers import LONGEST_FRESHNESS, Fields, links, max_age, parse_date, server_time

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def at(hours: float) -> str:
    return format_datetime(NOON + timedelta(hours=hours), usegmt=True)


def fields(*lines: tuple[str, str]) -> Fields:
    return Fields([(name.encode(), value.encode("latin-1")) for name, value in lines])


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


@pytest.mark.parametrize(
    "lines, expected",
    [
        ([], None),
        ([("Cache-Control", "max-age=3600")], hours(1)),
        ([("cache-control", "public, MAX-AGE = 3600, s-maxage=9")], hours(1)),
        ([("Cache-Control", 'max-age="3600"')], hours(1)),
        ([("Cache-Control", "private"), ("Cache-Control", "max-age=3600")], hours(1)),
        ([("Cache-Control", "max-age=3600, max-age=7200")], hours(1)),
        ([("Cache-Control", "max-age=3600"), ("Age", "600")], hours(5 / 6)),
        ([("Cache-Control", "max-age=3600"), ("Age", "9999")], hours(0)),
        ([("Cache-Control", "max-age=3600"), ("Age", "-5")], hours(1)),
        ([("Cache-Control", "max-age=0")], hours(0)),
        ([("Cache-Control", "max-age=3600"), ("Expires", at(9))], hours(1)),
        ([("Cache-Control", "no-cache, max-age=3600"), ("Expires", at(9))], None),
        ([("Cache-Control", "no-store")], None),
        ([("Cache-Control", 'no-cache="Set-Cookie, X", max-age=3600')], hours(1)),
        ([("Cache-Control", "s-maxage=3600")], None),
        ([("Cache-Control", "max-age=-1"), ("Expires", at(2))], hours(2)),
        ([("Cache-Control", "max-age=soon")], None),
        ([("Cache-Control", "max-age=" + "9" * 5000)], LONGEST_FRESHNESS),
        ([("Cache-Control", "max-age=1000000000000")], LONGEST_FRESHNESS),
        ([("Expires", at(2))], hours(2)),
        ([("Expires", at(7)), ("Date", at(5))], hours(2)),
        ([("Expires", at(-2))], hours(0)),
        ([("Expires", "0")], hours(0)),
        ([("Expires", "-1")], hours(0)),
        ([("Expires", "Fri, 31 Dec 9999 23:59:59 GMT")], LONGEST_FRESHNESS),
        ([("Expires", at(2)), ("Date", "nonsense")], hours(2)),
    ],
    ids=lambda value: "-".join(text for line in value for text in line)[:50] if isinstance(value, list) else "",
)
def test_freshness_is_what_the_publisher_says(lines: list[tuple[str, str]], expected: timedelta | None) -> None:
    assert max_age(fields(*lines), NOON) == expected


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_no_header_raises_and_freshness_is_within_bounds(cache_control: str, expires: str, age: str) -> None:
    lines = {b"Cache-Control": "max-age=5," + cache_control, b"Expires": expires, b"Age": age, b"Link": cache_control}
    given_fields = Fields([(name, value.encode("utf-8", "replace")) for name, value in lines.items()])

    found = max_age(given_fields, NOON)

    assert found is None or timedelta(0) <= found <= LONGEST_FRESHNESS
    list(links(given_fields, "hub"))


@pytest.mark.parametrize(
    "text",
    ["", "x", "Mon, 99 Mar 2026", "Mon, 02 Mar 2026 12:00:00 +9999", "Mon, 02 Mar 99999999999 12:00:00 GMT", "9" * 5000,
     "Fri, 31 Dec 9999 23:59:59 -1200"],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Mon, 02 Mar 2026 12:00:00 GMT",
        "Monday, 02-Mar-26 12:00:00 GMT",
        "Mon Mar  2 12:00:00 2026",
        "02 Mar 2026 14:00:00 +0200",
    ],
)
def test_dates_of_all_http_forms_are_read(text: str) -> None:
    assert parse_date(text) == NOON
    assert server_time(fields(("Date", text)), NOON + hours(9)) == NOON


@pytest.mark.parametrize(
    "lines, expected",
    [
        (["<http://h/>; rel=hub"], ["http://h/"]),
        (['<http://h/>; rel="hub"'], ["http://h/"]),
        (['< /hub >;title="a, b; c";REL = "self HUB"'], ["/hub"]),
        (["<a>; rel=hub, <b>; rel=self,<c>;rel=hub"], ["a", "c"]),
        (["<a>; rel=hub", "<b>; rel=hub"], ["a", "b"]),
        (["<a>; rel=self; rel=hub"], []),
        (['<a>; rel=hub; anchor="/other"'], []),
        (['<a>; title="\\">; rel=hub"; rel=next'], []),
        (["<a,b;c>; rel=hub"], ["a,b;c"]),
        (["<a>", "a; rel=hub", "<<<>>>", ""], []),
        (['<a>; rel="hub'], []),
        (["<>; rel=hub"], [""]),
    ],
    ids=str,
)
def test_links_are_read_as_they_are_written(lines: list[str], expected: list[str]) -> None:
    assert list(links(fields(*(("Link", line) for line in lines)), "hub")) == expected


@pytest.mark.parametrize("unit", ["<", "<a>;", "<a>;b=", '<a>;b="', ",", '\\"', "<a>;rel=hub,", "; ;"])
def test_long_nonsense_takes_no_time(unit: str) -> None:
    value = (unit * 65536)[:65536]

    began = time.process_time()
    list(links(fields(("Link", value), ("Cache-Control", value)), "self"))
    max_age(fields(("Cache-Control", value)), NOON)
    assert time.process_time() - began < 1  # quadratic patterns take minutes
