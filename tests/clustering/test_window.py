from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clustering.calendars import GATHERS
from bot.clustering.candidates import Index
from bot.clustering.features import TITLE, WEIGHT, Features, Packed, pack
from bot.clustering.window import Place, Stored, Window

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def terms(**weights: int) -> Packed:
    return np.array([int(name[1:]) | weight << WEIGHT for name, weight in weights.items()], dtype=np.int32)


def features(number: int) -> Features:
    return Features(
        "en", terms(**{f"t{2 + number % 50}": 10, f"t{100 + number % 7}": 20}), np.array([number], np.uint32), number
    )


def test_the_index_returns_the_heaviest_matches_first_and_the_earlier_at_a_tie():
    index = Index()
    for number, one in enumerate((terms(t2=2, t4=2), terms(t4=2, t6=9), terms(t2=2, t4=2), terms(t18=2))):
        index.add(number, one)
    asked = terms(t2=2, t4=2, t6=9)

    assert index.nearest(asked, 5) == [1, 0, 2]
    assert index.nearest(asked, 1) == [1]
    index.remove(1, terms(t4=2, t6=9))
    assert index.nearest(asked, 5) == [0, 2]
    assert index.nearest(terms(t8=3), 5) == []


def test_a_story_is_found_by_its_title_rather_than_by_heavier_words():
    index, heavy = Index(), {f"t{100 + 2 * n}": 12 for n in range(40)}
    titled = terms(**heavy, t2=9)
    titled[-1] |= TITLE
    index.add(0, titled)

    assert index.nearest(terms(t2=9), 5) == [0]


@given(st.lists(st.tuples(st.sampled_from(["add", "drop", "move", "replace"]), st.integers(0, 2000)), max_size=120))
def test_a_window_holds_what_a_plain_table_holds(steps: list[tuple[str, int]]):
    window, plain = Window(), {}
    for at, (what, dice) in enumerate(steps):
        if what == "add" or not plain:
            cluster = f"k{dice % 5}"
            number = window.add(f"s{at}", features(at), NOON + timedelta(seconds=at), NOON, Place(cluster, f"s{at}"))
            plain[number] = [f"s{at}", cluster, at]
            continue
        number = sorted(plain)[dice % len(plain)]
        if what == "drop":
            window.drop(number)
            del plain[number]
        elif what == "move":
            plain[number][1] = f"k{dice % 7}"
            window.move(number, plain[number][1], plain[number][0])
        else:
            plain[number][2] = dice
            window.replace(number, features(dice), None)
    assert len(window) == len(plain)
    for number, (key, cluster, of) in plain.items():
        assert (window.key(number), window.cluster(number)) == (key, cluster)
        assert window.terms(number).tolist() == features(of).terms.tolist()
        assert window.length(number) == of
        assert number in window.members[cluster]
        assert number in window.index.nearest(features(of).terms, 1000)
    for cluster in {cluster for _, cluster, _ in plain.values()}:
        assert list(window.members[cluster]) == sorted(n for n, story in plain.items() if story[1] == cluster)
    assert not any(f"k{n}" in window.members for n in range(7) if f"k{n}" not in {story[1] for story in plain.values()})


@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.sampled_from(["en", "de", None]), st.booleans(), st.booleans(), st.booleans()),
        min_size=1,
        max_size=400,
    ),
    st.integers(0, 300),
)
def test_stories_that_are_put_back_at_once_are_those_that_came_one_by_one(
    stories: list[tuple[int, str | None, bool, bool, bool]], forgotten: int
):
    lived, again = Window(), Window()
    stored, seen = [], []
    for window in (lived, again):  # so that the rows do not begin where the numbers do
        for at in range(forgotten):
            window.drop(window.add(f"f{at}", features(at), NOON, None, Place(f"f{at}", f"f{at}")))
    for at, (cluster, language, has_time, founded, gathers) in enumerate(stories):
        one = replace(features(at), language=language, calendar=GATHERS if gathers else 3)
        claimed = NOON + timedelta(minutes=at) if has_time else None
        place = Place(f"s{cluster}", f"s{at}", has_founded=founded)
        seen.append(NOON + timedelta(seconds=at))
        lived.add(f"s{at}", one, seen[-1], claimed, place)
        stored.append(Stored(f"s{at}", place, NOON, claimed, pack(one)))

    numbers = again.put_back(stored, seen)

    assert list(numbers) == list(lived.numbers.values()) == list(again.numbers.values())
    assert (again.numbers, again.gathering, again.merged) == (lived.numbers, lived.gathering, lived.merged)
    for number in numbers:
        for what in (Window.key, Window.cluster, Window.copy, Window.language, Window.length, Window.claimed):
            assert what(again, number) == what(lived, number)
        assert again.calendar(number) == lived.calendar(number)
        assert again.terms(number).tolist() == lived.terms(number).tolist()
        assert again.pairs(number).tolist() == lived.pairs(number).tolist()
        assert list(again.members[again.cluster(number)]) == list(lived.members[lived.cluster(number)])
    assert (again.rows(numbers).norms == lived.rows(numbers).norms).all()
    asked = features(3).terms
    assert again.index.nearest(asked, 500) == lived.index.nearest(asked, 500)
    for limit in (NOON, NOON + timedelta(seconds=5), NOON + timedelta(days=1)):
        assert next(again.oldest(limit), None) == next(lived.oldest(limit), None)
    counted = {language: (sorted(terms.tolist()), texts) for language, terms, texts in again.spoken(numbers)}
    for language in {one[1] for one in stories}:
        own = [number for number in numbers if lived.language(number) == language]
        assert counted.pop(language) == (sorted(term for n in own for term in lived.terms(n).tolist()), len(own))
    assert not counted


@pytest.mark.parametrize("damaged", [b"", b"\x00" * 40, pack(features(1))[:-1], pack(features(1))[:5]])
def test_nothing_is_put_back_where_a_story_is_no_whole_one_of_today(damaged: bytes):
    window = Window()

    with pytest.raises(ValueError, match="and all of them"):
        window.put_back(
            [Stored(str(n), Place("0", str(n)), NOON, None, one) for n, one in enumerate((pack(features(2)), damaged))],
            [NOON] * 2,
        )

    assert len(window) == 0
    assert window.add("a", features(1), NOON, None, Place("a", "a")) == 0


def test_thousands_of_stories_may_come_and_go():
    window = Window()
    for at in range(3000):
        window.add(f"s{at}", features(at), NOON + timedelta(seconds=at), None, Place(f"s{at}", f"s{at}"))
        for number in window.oldest(NOON + timedelta(seconds=at - 400)):
            window.drop(number)

    assert len(window) == 401
    assert [window.key(number) for number in window.numbers.values()] == [f"s{at}" for at in range(2599, 3000)]
    assert window.terms(window.numbers["s2999"]).tolist() == features(2999).terms.tolist()
    assert window.rows([window.numbers["s2999"]]).norms.shape == (1, 16)


@given(st.integers(1, 40), st.booleans(), st.sampled_from(["en", "de", None]), st.integers(-9, 60))
def test_large_clusters_admit_whom_small_ones_do(size: int, has_times: bool, language: str | None, hours: int):
    window, week = Window(), 7.0 * 3600
    for at in range(size + 1):
        one = Features((None, "en")[at % 2], terms(t2=9), np.array([at], np.uint32), 1)
        claimed = NOON + timedelta(hours=at) if has_times and at % 3 else None
        window.add(f"s{at}", one, NOON, claimed, Place("s0", f"s{at}"))
    claimed_now = int(NOON.timestamp()) + hours * 3600
    gaps = [abs(hours - at) * 3600 for at in range(size + 1) if at % 3 and has_times]

    admitted = window.admits("s0", (language, claimed_now), week, None)

    assert admitted == (language != "de" and (not gaps or min(gaps) <= week))
    assert window.admits("s0", (language, None), week, None) == (language != "de")


def test_a_lasting_window_takes_no_more_rows_than_it_needs():
    window = Window()
    for at in range(9000):
        window.add(f"s{at}", features(at), NOON + timedelta(seconds=at), None, Place(f"s{at}", f"s{at}"))
        for number in window.oldest(NOON + timedelta(seconds=at - 1999)):
            window.drop(number)

    assert len(window) == 2000
    assert window.capacity <= 2000 * 1.25 + 256
