"""Who already has it gets a 304."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.conditional import is_fresh

TAG = '"abc"'
MODIFIED = datetime(2024, 5, 6, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize("asked", ['"abc"', 'W/"abc"', '"x", "abc"', ' "x" , W/"abc" ,"y"', "*", " * ", '"a,b","abc"'])
def test_matching_tag_is_fresh(asked: str):
    assert is_fresh(asked, None, TAG, MODIFIED)


@pytest.mark.parametrize("asked", ["", "abc", '"ab"', 'W/"ab"', '"x", "y"', '"x*"', '"ABC"', '"xabc"', '"x,"abc'])
def test_other_tag_is_not_fresh(asked: str):
    assert not is_fresh(asked, None, TAG, MODIFIED)


@pytest.mark.parametrize(
    "since, expected",
    [
        ("Mon, 06 May 2024 12:00:00 GMT", True),
        ("Tue, 07 May 2024 00:00:00 GMT", True),
        ("Monday, 06-May-24 12:00:00 GMT", True),
        ("Mon May  6 12:00:00 2024", True),
        ("Mon, 06 May 2024 11:59:59 GMT", False),
        ("yesterday", False),
        ("", False),
        ("Mon, 99 May 2024 99:00:00 GMT", False),
    ],
)
def test_date_decides_where_no_tag_is_sent(since: str, expected: bool):
    assert is_fresh(None, since, TAG, MODIFIED) is expected


def test_tag_takes_precedence_over_the_date():
    assert not is_fresh('"other"', "Tue, 07 May 2024 00:00:00 GMT", TAG, MODIFIED)


def test_request_without_conditions_is_not_fresh():
    assert not is_fresh(None, None, TAG, MODIFIED)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_header_gets_an_answer(tag: str, since: str):
    assert is_fresh(tag, None, TAG, MODIFIED) in {True, False}
    assert is_fresh(None, since, TAG, MODIFIED) in {True, False}
