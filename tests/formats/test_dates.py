import time
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.formats.dates import parse_date


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Tue, 12 Mar 2024 09:15:00 +0000", "2024-03-12T09:15:00"),
        ("Tue, 12 Mar 2024 09:15:00 GMT", "2024-03-12T09:15:00"),
        ("12 Mar 24 09:15 EST", "2024-03-12T14:15:00"),
        ("Tue, 12 Mar 2024 09:15:00 EDT", "2024-03-12T13:15:00"),
        ("Tue, 12 Mar 2024 09:15:00 BST", "2024-03-12T08:15:00"),
        ("Tue, 12 Mar 2024 09:15:00 CET", "2024-03-12T08:15:00"),
        ("Tue, 12 Mar 2024 09:15:00 MSK", "2024-03-12T06:15:00"),
        ("Tue, 12 Mar 2024 09:15:00 IST", "2024-03-12T03:45:00"),
        ("Tue, 12 Mar 2024 09:15:00 XYZ", "2024-03-12T09:15:00"),
        ("Tue, 12 Mar 2024 09:15:00 -0730", "2024-03-12T16:45:00"),
        ("2024-03-12T09:15:00Z", "2024-03-12T09:15:00"),
        ("2024-03-12T09:15:00.123456+01:00", "2024-03-12T08:15:00.123456"),
        ("2024-03-12 09:15", "2024-03-12T09:15:00"),
        ("2024-03-12", "2024-03-12T00:00:00"),
        ("20240312", "2024-03-12T00:00:00"),
        ("March 12, 2024", "2024-03-12T00:00:00"),
        ("12. March 2024 9:15 pm", "2024-03-12T21:15:00"),
        ("12.03.2024 09:15", "2024-03-12T09:15:00"),
        ("5.6.24", "2024-06-05T00:00:00"),
        ("Sat, 31 Dec 2016 23:59:60 GMT", "2016-12-31T23:59:59"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59"),
    ],
)
def test_full_dates_are_read_as_utc(text: str, expected: str):
    assert parse_date(text) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["", "10:30", "Friday", "Tuesday 10:30", "March 12", "12 Mar", "March 2024", "2024", "1710234900", "yesterday", "0000-00-00",
     "Tue, 99 Mar 2024", "12/2024", "9" * 5000, "1" * 40, "0001-01-01T00:00:00+14:00", "12 Mar 2024 09:15 +2400", "T", "٣ ٣ ٣"],
)  # fmt: skip
def test_incomplete_and_impossible_dates_are_none(text: str):
    assert parse_date(text) is None


@given(st.text(max_size=60) | st.text("0123456789-:/ TZ+.,amp", max_size=30))
def test_any_text_gives_an_aware_utc_time_or_none(text: str):
    when = parse_date(text)

    assert when is None or when.utcoffset() == timedelta(0)


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31)),  # noqa: DTZ001 - the strategy wants naive bounds
    st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
def test_what_the_standard_library_writes_is_read_back(when: datetime, zone: timezone):
    when = when.replace(tzinfo=zone)

    assert parse_date(when.isoformat()) == when
    assert parse_date(format_datetime(when)) == when.replace(microsecond=0)


@pytest.mark.parametrize(
    "zone", ["Europe/London", "America/New_York", "Australia/Sydney", "Asia/Kathmandu", "Asia/Kolkata"]
)
def test_the_machines_zone_has_no_say(zone: str, monkeypatch: pytest.MonkeyPatch):
    texts = [
        "2024-07-12 09:15",
        *(f"12 July 2024 09:15 {name}" for name in ("BST", "EST", "AEST", "IST", "+0545", "+13", "XYZ")),
    ]
    expected = [parse_date(text) for text in texts]
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        found = [parse_date(text) for text in texts]
    finally:
        monkeypatch.undo()
        time.tzset()

    assert found == expected
    assert found[-2:] == [datetime(2024, 7, 11, 20, 15, tzinfo=UTC), datetime(2024, 7, 12, 9, 15, tzinfo=UTC)]
