"""What people are told that two stories have in common, and what each has for itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cleaning.facts import extract
from bot.clustering.common import Common, Side, in_common
from bot.clustering.saying import brief, sentences, span
from bot.model import Facts, Marker, Story

NOON = datetime(2026, 5, 6, 12, 30, tzinfo=UTC)


def story(title: str, text: str, *, language: str | None = "en", hours: float | None = None, **given: object) -> Story:
    values = {
        "key": title,
        "title": title,
        "text": text,
        "html": "",
        "published": None if hours is None else NOON + timedelta(hours=hours),
        "first_seen": NOON + timedelta(days=90),
        "source": "desk",
        "outlet": "",
        "language": language,
        "facts": extract(text, language),
    }
    return Story(**{**values, **given})  # type: ignore[arg-type]  # a table of mixed values


DAM = story(
    "Cracks found in dam",
    "Engineers found cracks in the Orvelle Dam on Monday, Mayor Tilda Brandvik said. She told reporters that “there is no "
    "danger to anybody today”. Some 3,800 people live in Lower Sund, and 12 villagers were treated, the Sund Herald reported.",
    hours=0,
)
LEAK = story(
    "Thousands live below leaking wall",
    "Brandvik saw the cracks in the Orvelle Dam herself. It is a matter of “no danger to anybody today, or so I am told”, "
    "she added. Another 14 villagers were treated in Port Ness, where 3,800 people live. Olaf Rune is in charge.",
    hours=2,
)


def test_names_are_folded_and_shown_as_both_have_them() -> None:
    common = in_common(DAM, LEAK)

    assert set(common.names) == {"the Orvelle Dam", "Brandvik"}
    assert common.names[0] == "the Orvelle Dam", "the most telling first"


def test_quotes_are_found_by_the_part_that_both_have() -> None:
    assert in_common(DAM, LEAK).quotes == ("no danger to anybody today",)
    assert in_common(DAM, DAM).quotes == ("there is no danger to anybody today",)


def test_figures_agree_or_differ() -> None:
    common = in_common(DAM, LEAK)

    assert common.numbers == ("3,800",)
    assert common.figures == (("12 villagers", "14 villagers"),)


@pytest.mark.parametrize(
    "text",
    [
        "At first, twelve villagers were treated, the mayor said, and 14 villagers were treated elsewhere.",  # the same in words
        "Some 14 villagers protested against the tax.",  # nothing of what is said around it
        "First 13 villagers were treated, then 14 villagers were treated.",  # nobody knows which
        "The 12 villagers were treated.",
        "In 2026 villagers were treated.",
    ],
)
def test_figures_do_not_differ_where_nobody_can_know(text: str) -> None:
    assert in_common(story("a", "Some 12 villagers were treated."), story("b", text)).figures == ()


def test_shares_differ_where_they_are_of_the_same() -> None:
    rise, fall = (
        story("a", "Exports of timber rose 4.1% in May."),
        story("b", "Timber: exports rose by 3.8% in May, it said."),
    )
    other = story("c", "Some 3.8% of voters are undecided.")

    assert in_common(rise, fall).figures == (("4.1%", "3.8%"),)
    assert in_common(rise, other).figures == ()


def test_what_only_one_says_is_told_only_if_the_other_does_not_say_it_in_any_form() -> None:
    one, other = in_common(DAM, LEAK).sides

    assert "Lower Sund" in one.names
    assert not [name for name in one.names if "Brandvik" in name], "the other says it shorter"
    assert set(other.names) == {"Olaf Rune", "Port Ness"}


def test_dates_meet_with_and_without_a_year() -> None:
    first = replace(DAM, facts=replace(DAM.facts, dates=("2026-05-04", "--12-24")))
    second = replace(LEAK, facts=replace(LEAK.facts, dates=("--05-04", "2026-05")))

    common = in_common(first, second)

    assert common.dates == ("2026-05-04",)
    assert "Both give the date 4 May 2026." in sentences(common)


def test_name_that_is_no_name_is_not_told() -> None:
    words = Facts(names=("Phase", "I've", "Re", "Northwire", "Ann Corley", "Brack", "D-Vik", "MY DAM"))
    text = "MY DAM (D-Vik). Phase one is over. I've seen phase two. Re Brack, Ann Corley told Northwire."
    one = story("a", text, facts=words, outlet="Northwire", authors=("Ann Corley",))

    assert in_common(one, replace(one, title="b")).names == ("Brack",)


def test_part_of_a_name_that_names_something_else_is_not_shared() -> None:
    bank = story("a", "The rate was cut by the Bank of Sundmark.", facts=Facts(names=("Bank of Sundmark",)))
    land = story("b", "It rained in Sundmark.", facts=Facts(names=("Sundmark",)))
    president = story("c", "Then came President Ola Vik Sund.", facts=Facts(names=("President Ola Vik Sund",)))
    other = story("d", "Then came President Ola Brekke.", facts=Facts(names=("President Ola Brekke",)))

    # Sundmark is a word of both texts; the name of the bank is none of the land's.
    assert "Bank of Sundmark" not in in_common(bank, land).names
    assert in_common(president, other).names == ()


def test_declined_names_are_one_and_shown_in_the_shorter_form() -> None:
    one = story("а", "Вчера министр Ольга Брекке встретила Ивана Сундина.", language="ru")
    other = story("б", "Там Иван Сундин ждал министра. Ольга Брекке молчала.", language="ru")

    assert set(in_common(one, other).names) == {"Иван Сундин", "Ольга Брекке"}


def test_name_or_quote_that_was_taken_off_the_text_is_not_told() -> None:
    bare = replace(DAM, text="Engineers found cracks.")

    common = in_common(bare, bare)

    assert (common.names, common.quotes) == ((), ())


@pytest.mark.parametrize(
    ("language", "one", "other", "word"),
    [
        ("zh", "奥维尔大坝发现裂缝,居民撤离。", "大坝出现裂缝,奥维尔居民连夜撤离。", "裂缝"),
        ("ja", "オルベルのダムでひび割れが見つかり、住民が避難した。", "住民が避難。オルベルのダムにひび割れ。", "ひび割れ"),
        ("ar", "العثور على تشققات في سد أورفيل وإجلاء السكان", "إجلاء السكان بعد تشققات في السد", "تشققات"),
        ("he", "סדקים התגלו בסכר אורבל והתושבים פונו", "התושבים פונו: סדקים בסכר", "סדקים"),
        (None, "wxyz qqqq dam", "dam wxyz", "wxyz"),
    ],
)  # fmt: skip
def test_rare_words_stand_in_where_no_name_is_known(language: str | None, one: str, other: str, word: str) -> None:
    common = in_common(story("1", one, language=language), story("2", other, language=language))

    assert common.names == ()
    assert word in common.words
    assert "rare word" in brief(common)


def test_stories_without_facts_are_compared_by_their_words() -> None:
    common = in_common(replace(DAM, facts=Facts()), replace(LEAK, facts=Facts()))

    assert common.names == common.quotes == common.numbers == ()
    assert "Orvelle" in common.words
    assert common.apart == timedelta(hours=2)


def test_passages_of_copies_are_shown_without_names_and_the_next_sentence() -> None:
    copy = replace(LEAK, text=DAM.text.partition(" on Monday")[0] + ". So it goes. Mayor Tilda Brandvik went.")

    common = in_common(DAM, copy)

    assert common.passages == ("Engineers found cracks in the Orvelle Dam",)
    assert 0.3 < common.verbatim < 0.8


def test_relations_of_the_sources_are_told() -> None:
    wire = replace(DAM, outlet="Associated Dispatch", markers=(Marker("update", 2),))
    paper = replace(LEAK, outlet="Sund Herald", credit="AD")

    assert in_common(wire, paper).credit == "AD"
    assert in_common(wire, replace(paper, outlet="associated dispatch")).outlet == "Associated Dispatch"
    assert in_common(wire, paper).sides[0].markers == ("update",)
    said = sentences(in_common(wire, paper))
    assert {"Both go back to the agency AD.", "The first is marked as an update."} <= set(said)


def test_sentences_say_what_is_for_it_first_and_what_is_against_it_last() -> None:
    said = sentences(in_common(DAM, LEAK), "the other", "this one")

    assert said == [
        "Both name the Orvelle Dam and Brandvik.",
        "Both quote “no danger to anybody today”.",
        "Both give the number 3,800.",
        "They were published 2 hours apart.",
        "The figures differ: 12 villagers in the other, 14 villagers in this one.",
        "Only the other names Sund Herald and Lower Sund.",
        "Only this one names Olaf Rune and Port Ness and gives the number 14.",
    ]


def test_brief_is_one_sentence_of_what_counts_most() -> None:
    said = brief(in_common(DAM, LEAK))

    assert said == (
        "Both name the Orvelle Dam and Brandvik; both quote “no danger to anybody today”; both give the number 3,800; 2 hours apart."
    )


def test_stories_with_nothing_in_common_have_no_brief() -> None:
    assert brief(in_common(DAM, story("Snow", "Snow fell.", hours=3))) == ""


def test_reprint_is_called_one() -> None:
    assert sentences(in_common(DAM, replace(DAM, key="b"))) == [
        "Both have the same title and text.",
        "They were published at the same time.",
    ]


def test_sources_that_only_date_their_stories_say_nothing_of_hours() -> None:
    midnight = datetime(2026, 5, 6, tzinfo=UTC)

    common = in_common(replace(DAM, published=midnight), replace(LEAK, published=midnight))

    assert "They were published on the same day." in sentences(common)
    later = in_common(replace(DAM, published=midnight), replace(LEAK, published=midnight + timedelta(days=1)))
    assert "They were published 1 day apart." in sentences(later)


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=89), "89 minutes"),
        (timedelta(minutes=91), "2 hours"),
        (timedelta(hours=47), "47 hours"),
        (timedelta(hours=49), "2 days"),
    ],
)
def test_lengths_of_time_are_said_as_people_say_them(gap: timedelta, said: str) -> None:
    assert span(gap) == said


TEXTS = st.text(st.sampled_from("Ab éß12.,%“” \n中大ा²٣"), max_size=80) | st.text(max_size=80)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_any_two_texts_can_be_compared_and_told(one: str, other: str) -> None:
    facts = Facts(names=tuple(one.split()[:9]), quotes=(one,))
    first, second = story("a", one, facts=facts), story("b", other)

    common, back = in_common(first, second), in_common(second, first)

    assert {name.casefold() for name in common.names} == {name.casefold() for name in back.names}
    assert common.figures == tuple((b, a) for a, b in back.figures)
    assert common.same_text == back.same_text
    assert all(line.endswith(".") and "\n" not in line for line in [*sentences(common), *sentences(back)])
    assert set(common.as_dict()) == set(Common().as_dict())


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_story_differs_in_nothing_from_itself(text: str) -> None:
    one = story("a", text)

    common = in_common(one, one)

    assert (common.figures, common.sides) == ((), (Side(), Side()))
    assert common.same_title
