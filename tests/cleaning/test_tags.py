import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cleaning.stories import clean
from bot.cleaning.tags import untagged
from bot.model import Entry, Source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ferry <script>alert(1)</script> sinks", "Ferry  alert(1)  sinks"),
        ("Ferry <svg/onload=prompt(8)>", "Ferry  "),
        ("Ferry <img src=x onerror=alert(1)", "Ferry  "),
        ("Ferry <scr<script>ipt>alert(1)", "Ferry <scr ipt>alert(1)"),
        ("<div style='x'>Ferry</div>", " Ferry</div>"),
        ("<!-- more --> Ferry <?php x ?>", "  Ferry  "),
        ("<custom-tag onclick=x>Ferry", " Ferry"),
    ],
)
def test_markup_goes(text: str, expected: str) -> None:
    assert untagged(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a < b and c > d",
        "SERVOTRONICS <SVT> SETS DIVIDEND",
        "I <3 ferries",
        "How to centre a <div> at last",
        "x <y",
        "<",
    ],
)
def test_what_only_looks_like_a_tag_stays(text: str) -> None:
    assert untagged(text) == text


@given(st.text(alphabet="<>/=!? abscriptvg'\"", max_size=60))
def test_what_is_untagged_stays_so(text: str) -> None:
    assert untagged(untagged(text)) == untagged(text)


@pytest.mark.parametrize("attack", ["<a", "<a ", "<!", '<a x="', "<b><", "<b"])
def test_tags_in_tags_without_end_cost_no_more_than_a_look_at_each(attack: str) -> None:
    said = f"Ferry {attack * 200_000}{'>' * 200_000}"

    began = time.process_time()
    left = untagged(said)

    assert time.process_time() - began < 5  # seconds; quadratic, it took hours
    assert left.startswith("Ferry ")
    assert untagged(left) == left


def test_no_field_of_a_story_that_is_plain_text_has_markup() -> None:
    attack = "Ferry <svg onload=alert(1)> <script>x</script>"
    entry = Entry(key="1", title=attack, authors=(f"Jane {attack}",), categories=(attack,), publisher=attack)

    story = clean(entry, Source(name="s", title=attack, family="s"), datetime(2026, 1, 1, tzinfo=UTC))

    assert "<" not in "".join((story.title, *story.authors, *story.categories, story.outlet))
