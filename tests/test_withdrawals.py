"""Embargoes, kills and corrections, from what is stored to the pages: nothing that is taken back can be read anywhere."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.model import Delivery
from tests.desk import CONFIG, MORNING, TOPICS, Desk
from tests.newsroom import BLAZE, FIRE, FLOOD, HOUR, SECRETS, Newsroom, said


@pytest.fixture
def newsroom(desk: Desk) -> Iterator[Newsroom]:
    yield Newsroom(desk)
    everything = b"".join(desk.published().values())
    assert not [secret for secret in SECRETS if secret.encode() in everything]


# Embargoes


def test_embargoed_story_appears_in_the_first_pass_after_its_end_without_any_delivery(newsroom: Newsroom) -> None:
    embargo = MORNING + 5 * HOUR + timedelta(minutes=17)
    fire = said("fire", FIRE, embargo=embargo)

    before, after = newsroom.run((MORNING, [fire]), (embargo - timedelta(seconds=1), []))
    assert (before.founded, after.founded) == (0, 0)
    assert newsroom.names(FIRE) == set()

    newsroom.run((embargo + timedelta(minutes=2), []))
    assert newsroom.titles() == [FIRE[0]]


def test_embargoed_story_appears_in_a_running_program_too(newsroom: Newsroom) -> None:
    fire = said("fire", FIRE, embargo=MORNING + HOUR)

    first, second, third = newsroom.run((MORNING, [fire]), (MORNING + HOUR, []), (MORNING + 2 * HOUR, []))

    assert (first.founded, second.founded, third.founded) == (0, 1, 0)
    assert third.written == 0


def test_end_of_an_embargo_is_not_published_and_the_entry_is_as_new_as_its_appearance(newsroom: Newsroom) -> None:
    embargo = MORNING + 5 * HOUR + timedelta(minutes=17)
    newsroom.run((MORNING, [said("fire", FIRE, embargo=embargo)]), (embargo + timedelta(minutes=2), []))

    everything = b"".join(newsroom.desk.published().values())
    assert b"11:17" not in everything
    assert newsroom.entry().published == "2026-03-02T11:19:00Z"
    assert newsroom.entry().updated[:19] == "2026-03-02T11:19:00"  # the fraction tells entries apart


def test_published_story_that_comes_under_an_embargo_is_away_until_its_end(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE)]))
    before = newsroom.entry()

    newsroom.run((MORNING + HOUR, [said("fire", FIRE, 2, embargo=MORNING + 5 * HOUR)]))
    assert newsroom.names(FIRE) == set()
    assert "not available" in newsroom.page("fire")
    assert "withdr" not in newsroom.page("fire")

    newsroom.run((MORNING + 5 * HOUR, []))
    after = newsroom.entry()
    assert (after.id, after.published) == (before.id, before.published)
    assert FIRE[1] in newsroom.page("fire")


def test_embargo_is_lengthened_shortened_and_lifted(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE)]))

    shown = []
    for version, until in ((2, 3), (3, 9), (4, 5), (5, None)):
        embargo = MORNING + until * HOUR if until else None
        newsroom.run((MORNING, [said("fire", FIRE, version, embargo=embargo)]), (MORNING + 4 * HOUR, []), (MORNING, []))
        newsroom.run((MORNING + 4 * HOUR, []))
        shown.append(bool(newsroom.titles()))

    assert shown == [True, False, False, True]


def test_clock_that_goes_back_behind_an_embargo_takes_the_story_with_it(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE, embargo=MORNING + 5 * HOUR)]), (MORNING + 6 * HOUR, []))
    assert newsroom.titles() == [FIRE[0]]

    newsroom.run((MORNING + HOUR, []))
    assert newsroom.titles() == []
    newsroom.run((MORNING + 5 * HOUR, []))
    assert newsroom.titles() == [FIRE[0]]


def test_story_comes_back_in_a_running_program_after_its_clock_went_back_behind_an_embargo(newsroom: Newsroom) -> None:
    fire, flood = said("fire", FIRE, embargo=MORNING + 5 * HOUR), said("flood", FLOOD)
    back = [(MORNING + 6 * HOUR, []), (MORNING + HOUR, [flood]), (MORNING + 7 * HOUR, [])]

    *_, at_the_end, after = newsroom.run((MORNING, [fire]), *back, (MORNING + 8 * HOUR, []))

    assert sorted(newsroom.titles()) == sorted([FIRE[0], FLOOD[0]])
    assert at_the_end.written > 0
    assert after.written + after.unchanged == 0


def test_kept_page_of_a_cluster_that_left_its_topics_waits_for_the_end_of_an_embargo_too(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE)]))
    newsroom.desk.configure(CONFIG, TOPICS.replace("[the, a, der, de]", "[nothing]"))
    newsroom.run((MORNING, [said("fire", FIRE, 2, embargo=MORNING + 5 * HOUR)]))
    assert newsroom.names(FIRE) == set()

    newsroom.run((MORNING + 5 * HOUR, []))
    assert newsroom.names(FIRE) == {f"clusters/{'fire':0>20}.html"}


def test_withheld_story_is_away_until_it_is_released(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE)]), (MORNING + HOUR, [said("fire", FIRE, 2, status="withheld")]))
    newsroom.run((MORNING + 9999 * HOUR, []))
    assert newsroom.names(FIRE) == set()

    newsroom.run((MORNING + 9999 * HOUR, [said("fire", FIRE, 3)]))
    assert newsroom.titles() == [FIRE[0]]


# Kills

KILL = ("Kill: mill story", "The story on the mill is wrong in every line. Do not use it.")


def killed(item: str, text: tuple[str, str] = KILL) -> Delivery:
    return said(item, text, 2, MORNING + HOUR, status="canceled")


def test_killed_story_leaves_a_page_that_says_who_withdrew_it_and_when(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("flood", FLOOD)]))
    newsroom.run((MORNING + 2 * HOUR, [killed("fire")]))

    assert newsroom.titles() == [FLOOD[0]]
    assert newsroom.names(FIRE, KILL) == set()
    page = newsroom.page("fire")
    assert '2 Mar 2026, 07:00 UTC</time> <b dir="auto">Northwire</b> withdrew its story.' in page


def test_kill_of_a_killed_story_again_writes_nothing(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE)]), (MORNING + HOUR, [killed("fire")]))

    [again] = newsroom.run((MORNING + 2 * HOUR, [killed("fire")]))

    assert (again.written, again.removed) == (0, 0)


def test_cluster_goes_on_without_its_killed_founder_under_the_same_id(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE)]), (MORNING + HOUR, [said("blaze", BLAZE)]))
    before = newsroom.entry()
    assert before.title in {FIRE[0], BLAZE[0]}

    newsroom.run((MORNING + 2 * HOUR, [killed("fire")]))

    after = newsroom.entry()
    assert (after.id, after.title) == (before.id, BLAZE[0])
    assert after.updated_parsed > before.updated_parsed
    assert newsroom.names(FIRE, KILL) == set()
    page = newsroom.page("fire")
    assert "withdrew a story that was on this page" in page
    assert "brigades, firefighters" not in page, "words in common say what was in it"
    assert "weighted words" not in page


def test_killed_story_that_spoke_for_others_speaks_no_more(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE)]), (MORNING + HOUR, [said("blaze", BLAZE)]))
    newsroom.run((MORNING + 2 * HOUR, [killed("blaze")]))

    assert newsroom.titles() == [FIRE[0]]
    assert newsroom.names(BLAZE, KILL) == set()


def test_kept_page_of_a_cluster_that_left_its_topics_forgets_what_is_killed(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE)]), (MORNING + HOUR, [said("blaze", BLAZE)]))
    newsroom.desk.configure(CONFIG, TOPICS.replace("[the, a, der, de]", "[nothing]"))
    newsroom.run((MORNING + HOUR, []))
    assert newsroom.titles() == []
    assert newsroom.names(FIRE)

    newsroom.run((MORNING + 2 * HOUR, [killed("fire")]))
    assert newsroom.names(FIRE, KILL) == set()
    assert BLAZE[1] in newsroom.page("fire")

    newsroom.run((MORNING + 3 * HOUR, [killed("blaze")]))
    assert newsroom.names(FIRE, BLAZE, KILL) == set()
    assert "This story was withdrawn" in newsroom.page("fire")


def test_other_clusters_pages_do_not_name_what_is_killed(newsroom: Newsroom) -> None:
    other = ("Rivers fall again", FLOOD[1] + " The paper mill was safe.")
    newsroom.run((MORNING, [said("fire", FIRE)]), (MORNING + HOUR, [said("flood", other)]))
    assert f"{'flood':0>20}" in "".join(newsroom.names(FIRE))  # as the nearest one that it was not put with

    newsroom.desk.configure(CONFIG, TOPICS.replace("[the, a, der, de]", "[nothing]"))
    newsroom.run((MORNING + HOUR, []))
    newsroom.run((MORNING + 2 * HOUR, [killed("fire")]))

    assert newsroom.names(FIRE, KILL) == set()
    assert other[0] in newsroom.page("flood")


def test_cluster_that_no_topic_ever_showed_gets_no_page_when_it_is_killed(newsroom: Newsroom) -> None:
    newsroom.desk.configure(CONFIG, TOPICS.replace("[the, a, der, de]", "[nothing]"))
    newsroom.run((MORNING, [said("fire", FIRE)]), (MORNING + HOUR, [killed("fire")]))

    assert not [path for path in newsroom.desk.published() if path.startswith("clusters/")]


def test_kill_that_comes_first_keeps_the_story_out(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [killed("fire")]), (MORNING + HOUR, [said("fire", FIRE)]), (MORNING + 2 * HOUR, []))

    assert newsroom.titles() == []
    assert newsroom.names(FIRE, KILL) == set()


def test_agency_may_bring_a_killed_story_back(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE)]))
    before = newsroom.entry()
    newsroom.run((MORNING + HOUR, [killed("fire")]))
    newsroom.run((MORNING + 2 * HOUR, [said("fire", BLAZE, 3, MORNING + 2 * HOUR)]))

    after = newsroom.entry()
    assert (after.id, after.title) == (before.id, BLAZE[0])
    assert "withdr" not in newsroom.page("fire")


def test_killed_story_attracts_no_other_in_a_running_program_nor_after_a_new_start(newsroom: Newsroom) -> None:
    kill = killed("fire", ("fire", ""))  # we keep its text
    newsroom.run((MORNING, [said("fire", FIRE)]), (MORNING + HOUR, [kill]), (MORNING + HOUR, [said("blaze", BLAZE)]))
    assert newsroom.entry().id.endswith(f"{'blaze':0>20}")

    newsroom.run((MORNING + 2 * HOUR, [killed("blaze", ("blaze", ""))]))
    newsroom.run((MORNING + 2 * HOUR, [said("third", (FIRE[0], BLAZE[1]))]))
    assert newsroom.entry().id.endswith(f"{'third':0>20}")


def test_story_that_came_back_attracts_others_again_in_a_running_program(newsroom: Newsroom) -> None:
    newsroom.run(
        (MORNING, [said("fire", FIRE)]),
        (MORNING + HOUR, [killed("fire")]),
        (MORNING + HOUR, [said("flood", FLOOD)]),
        (MORNING + 2 * HOUR, [said("fire", FIRE, 3, MORNING + 2 * HOUR)]),
        (MORNING + 3 * HOUR, [said("blaze", BLAZE)]),
    )

    assert len(newsroom.titles()) == 2


def test_pages_are_rewritten_after_a_crash_between_the_store_and_the_files(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE)]))
    path: Path = newsroom.desk.public / "clusters" / f"{'fire':0>20}.html"
    former = path.read_bytes()
    newsroom.run((MORNING + HOUR, [killed("fire")]))
    # As if the program had been killed before it wrote the page, and had not come to say that it did.
    path.write_bytes(former)
    newsroom.desk.query("UPDATE cluster SET kept_page = 'due'")

    newsroom.run((MORNING + 2 * HOUR, []))

    assert newsroom.names(FIRE) == set()


# Corrections and facts


def test_correction_is_told_and_moves_the_entry(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE)]))
    before = newsroom.entry()

    newsroom.run((MORNING + 9 * HOUR, [said("fire", FIRE, 2, MORNING + 8 * HOUR + HOUR / 12, is_correction=True)]))

    after = newsroom.entry()
    assert (after.id, after.published) == (before.id, before.published)
    assert after.updated_parsed > before.updated_parsed
    assert '<b>corrected</b> <time datetime="2026-03-02T14:05:00Z">14:05</time>' in newsroom.page("fire")


def test_page_says_what_an_agency_says_to_readers(newsroom: Newsroom) -> None:
    wire: dict[str, Any] = {
        "credit": "Northwire & Sons",
        "dateline": "DUNMORE",
        "copyright": "(c) Northwire 2026",
        "urgency": 2,
    }
    newsroom.run((MORNING, [said("fire", FIRE, **wire), said("flood", FLOOD, urgency=3)]))

    page = newsroom.page("fire")
    assert "DUNMORE · Northwire &amp; Sons" in page
    assert "(c) Northwire 2026" in page
    assert "<b>urgent</b>" in page
    assert "urgent" not in newsroom.page("flood")


def test_explain_says_to_editors_what_pages_never_show(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE, embargo=MORNING + 5 * HOUR), said("flood", FLOOD)]))

    waiting = newsroom.explain("fire")
    assert waiting["summary"].endswith("the first pass after its embargo gives it one")
    assert waiting["why"] == [
        "Its agency's item fire, version 1: usable.",
        "Under an embargo until 2026-03-02T11:00:00+00:00.",
        f"Note to editors: {SECRETS[0]}",
    ]
    assert newsroom.explain("flood")["why"][0] == "Its agency's item flood, version 1: usable."

    newsroom.run((MORNING + HOUR, [killed("fire")]))
    assert newsroom.explain("fire")["summary"].endswith("its agency withdrew it")
