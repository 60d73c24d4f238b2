"""Who reports an event on their own account."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cleaning.agencies import SHORT
from bot.model import Cluster, Coverage, Decision, Member, Sighting, Story, Wire
from bot.topics.voices import Families, heard, said, who_was_first

MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
BARE = Families({}, {})


def member(key: str, outlet: str, *, copy: str = "", at: int = 0, seen_in: Iterable[str] = (), **more: Any) -> Member:
    """A story of an outlet, so many minutes after eight thirty; a copy of another's text where one is named."""
    when = MONDAY + at * MINUTE
    told: dict[str, Any] = {"source": outlet.casefold().replace(" ", "-"), "first_seen": when, **more}
    story = Story(key=key, title=key, text="Text.", html="", outlet=outlet, **told)
    decision = Decision(kind="join", story=key, cluster="a", copy=copy or key, score=1.0)
    sightings = tuple(
        Sighting(source=one, entry=key, story=key, url=None, seen=when) for one in (story.source, *seen_in)
    )
    return Member(story=story, sightings=sightings, decision=decision)


def cluster(*members: Member) -> Cluster:
    return Cluster(key="a", id="tag:storyfold.example,2026:cluster/a", members=members)


def voices(coverage: Coverage) -> dict[str, tuple[str, ...]]:
    return {voice.name: voice.stories for voice in coverage.voices}


def because(coverage: Coverage) -> list[str]:
    return [voice.because for voice in coverage.voices]


# One voice or two


def test_outlets_with_texts_of_their_own_are_voices_of_their_own():
    coverage = heard(cluster(member("a", "Harbour Post"), member("b", "Echo")), BARE)

    assert voices(coverage) == {"Harbour Post": ("a",), "Echo": ("b",)}
    assert because(coverage) == ["", ""]
    assert coverage.outlets == ("Harbour Post", "Echo")


def test_ten_outlets_that_carry_one_text_are_one_voice():
    ten = [member(f"{n}", f"Outlet {n}", copy="0", at=n) for n in range(10)]

    [voice] = heard(cluster(*ten), BARE).voices

    assert (voice.name, voice.because) == ("Outlet 0", "one text, carried by 10 outlets")
    assert voice.outlets == tuple(f"Outlet {n}" for n in range(10))


def test_outlets_that_credit_one_agency_are_one_voice_whatever_they_made_of_its_text():
    coverage = heard(
        cluster(
            member("a", "Harbour Post", credit="Reuters"),
            member("b", "Echo", wire=Wire(credit="Thomson Reuters")),
            member("c", "Gazette", authors=("Jane Doe, Reuters",)),
        ),
        BARE,
    )

    assert voices(coverage) == {"Reuters": ("a", "b", "c")}
    assert because(coverage) == ["the texts are Reuters's: credited by 3 outlets"]


def test_an_agency_s_own_story_and_its_reprints_are_its_voice():
    coverage = heard(
        cluster(member("a", "Reuters"), member("b", "Echo", copy="a", at=1), member("c", "Post", copy="a", credit="Reuters", at=2)),
        BARE,
    )  # fmt: skip

    assert voices(coverage) == {"Reuters": ("a", "b", "c")}
    assert because(coverage) == ["the text is Reuters's: credited by Post; one text, carried by 3 outlets"]


def test_one_credit_says_whose_text_all_its_copies_are():
    coverage = heard(
        cluster(
            member("a", "Harbour Post"), member("b", "Echo", copy="a", at=1, credit="AFP"), member("c", "AFP", at=2)
        ),
        BARE,
    )

    assert voices(coverage) == {"AFP": ("a", "b", "c")}


def test_an_agency_s_text_is_its_own_even_if_a_paper_dates_it_earlier():
    coverage = heard(cluster(member("a", "Echo"), member("b", "Reuters", copy="a", at=1), member("c", "Echo")), BARE)

    assert voices(coverage) == {"Reuters": ("a", "b"), "Echo": ("c",)}
    assert because(coverage) == ["one text, carried by 2 outlets", ""]


def test_what_everybody_credits_needs_no_other_reason():
    coverage = heard(cluster(member("a", "Reuters"), member("b", "Echo", copy="a", at=1, credit="Reuters")), BARE)

    assert because(coverage) == ["the text is Reuters's: credited by Echo"]


def test_an_edition_of_an_agency_is_called_by_the_agency_s_name():
    assert voices(heard(cluster(member("a", "Reuters UK")), BARE)) == {"Reuters": ("a",)}


def test_a_voice_s_stories_are_in_the_order_of_their_arrival():
    late = member("a", "Echo", at=5, published=MONDAY - MINUTE)

    assert voices(heard(cluster(late, member("b", "Echo", at=1)), BARE)) == {"Echo": ("b", "a")}


def test_an_outlet_s_own_report_beside_a_reprint_is_a_voice_of_its_own():
    coverage = heard(
        cluster(
            member("a", "Reuters"),
            member("b", "Harbour Post", copy="a", at=1, credit="Reuters"),
            member("c", "Harbour Post", at=2),
            member("d", "Harbour Post", at=3),
        ),
        BARE,
    )

    assert voices(coverage) == {"Reuters": ("a", "b"), "Harbour Post": ("c", "d")}
    assert coverage.outlets == ("Reuters", "Harbour Post")


def test_a_paper_that_credits_two_agencies_makes_no_voice_of_both():
    coverage = heard(
        cluster(member("a", "Reuters"), member("b", "AFP", at=1), member("c", "Post", at=2, credit="AFP/Reuters")), BARE
    )

    assert voices(coverage) == {"Reuters": ("a",), "AFP": ("b", "c")}


def test_an_agency_that_nobody_knows_is_known_by_its_name():
    coverage = heard(
        cluster(member("a", "Northwire"), member("b", "Echo", credit="NORTHWIRE"), member("c", "Post", credit="Northwire.")), BARE
    )  # fmt: skip

    assert voices(coverage) == {"Northwire": ("a", "b", "c")}


def test_a_paper_that_credits_itself_speaks_for_itself():
    coverage = heard(cluster(member("a", "Harbour Post", credit="HARBOUR POST"), member("b", "Harbour Post")), BARE)

    assert voices(coverage) == {"Harbour Post": ("a", "b")}
    assert because(coverage) == [""]


# Families


GROUP = Families(
    {"post-world": "Post Group", "post-sport": "Post Group", "google": "google"},
    {"Evening News": "Halcyon Group", "Halcyon Gazette": "Halcyon Group"},
    {"post-world": "Post: World", "post-sport": "Post: Sport", "google": "Google News"},
)


def test_sources_of_one_family_are_one_voice():
    coverage = heard(
        cluster(member("a", "Post: World", source="post-world"), member("b", "Post: Sport", source="post-sport")), GROUP
    )

    assert voices(coverage) == {"Post Group": ("a", "b")}
    assert because(coverage) == ["one publisher: Post Group"]
    assert coverage.outlets == ("Post: World", "Post: Sport")


def test_outlets_of_one_configured_family_are_one_voice():
    coverage = heard(cluster(member("a", "EVENING NEWS"), member("b", "Halcyon Gazette")), GROUP)

    assert voices(coverage) == {"Halcyon Group": ("a", "b")}
    assert because(coverage) == ["one publisher: Halcyon Group"]


def test_an_outlet_that_is_alone_of_its_family_is_called_by_its_own_name():
    assert voices(heard(cluster(member("a", "Evening News")), GROUP)) == {"Evening News": ("a",)}


def test_of_what_an_aggregator_brings_the_outlets_count():
    coverage = heard(
        cluster(
            member("a", "Echo", source="google"),
            member("b", "Evening News", source="google", at=1),
            member("c", "Post: Sport", source="google", at=2),
            member("d", "Post: World", source="post-world", at=3),
        ),
        GROUP,
    )

    assert voices(coverage) == {"Echo": ("a",), "Evening News": ("b",), "Post Group": ("c", "d")}


def test_an_aggregator_counts_where_it_names_nobody():
    assert voices(heard(cluster(member("a", "", source="google")), GROUP)) == {"Google News": ("a",)}


def test_sources_that_name_no_outlet_are_told_apart_by_their_families():
    coverage = heard(cluster(member("a", "", source="google"), member("b", "", source="post-world", at=1)), GROUP)

    assert [voice.stories for voice in coverage.voices] == [("a",), ("b",)]
    assert coverage.outlets == ("Google News", "Post: World")


def test_a_source_that_shows_another_s_story_carries_it_and_is_no_voice():
    coverage = heard(cluster(member("a", "Echo", seen_in=["google"])), GROUP)

    assert coverage.outlets == ("Echo", "Google News")
    assert because(coverage) == ["one text, carried by 2 outlets"]


def test_a_publisher_s_other_feed_is_no_other_outlet():
    coverage = heard(cluster(member("a", "Post: World", source="post-world", seen_in=["post-sport"])), GROUP)

    assert coverage.outlets == ("Post: World",)
    assert because(coverage) == [""]


def test_a_configured_name_comes_before_what_is_known_of_agencies():
    families = Families({}, {"Thomson Reuters": "Big Wire", "Echo": "Big Wire"})

    assert [families.named(name) for name in ("reuters.com", "REUTERS", "Thomson Reuters", "The Echo")] == [
        "Big Wire"
    ] * 4


def test_the_family_of_an_agency_s_own_source_is_who_others_credit():
    families = Families({"rtr": "Big Wire"}, {}, {"rtr": "Reuters"})

    coverage = heard(cluster(member("a", "Reuters", source="rtr"), member("b", "Echo", credit="Reuters")), families)

    assert voices(coverage) == {"Big Wire": ("a", "b")}


def test_a_source_may_say_which_agency_it_is():
    families = Families({"wire-1": "reuters"}, {}, {"wire-1": "World news"})

    coverage = heard(
        cluster(member("a", "World news", source="wire-1"), member("b", "Echo", credit="Reuters")), families
    )

    assert voices(coverage) == {"Reuters": ("a", "b")}


def test_without_titles_a_configured_family_is_the_publisher():
    families = Families({"one": "Post Group", "two": "Post Group", "google": "google"}, {})
    members = [
        member("a", "One", source="one"),
        member("b", "Two", source="two", credit="TWO"),
        member("c", "Echo", source="google"),
    ]

    assert voices(heard(cluster(*members), families)) == {"Post Group": ("a", "b"), "Echo": ("c",)}


# Names


@pytest.mark.parametrize(
    ("byline", "agency"),
    [
        ("Reuters", "Reuters"),
        ("REUTERS", "Reuters"),
        ("Reuters staff", "Reuters"),
        ("By AP staff", "AP"),
        ("By The Associated Press", "AP"),
        ("Associated Press Writer", "AP"),
        ("Jane Doe, Reuters", "Reuters"),
        ("Jane Doe (AFP)", "AFP"),
        ("Jane Doe | Agence France-Presse", "AFP"),
        ("JANE DOE Associated Press", "AP"),
        ("Jane Doe Associated Press Writer", "AP"),
        ("Jane Doe of The Associated Press", "AP"),
        ("Von Jana Doe, dpa", "dpa"),
        ("mit Material von dpa", "dpa"),
        ("dpa/AFP", "dpa"),
        ("Reuters in Halcyon Bay", "Reuters"),
        ("PA Media", "PA"),
        ("PA", "PA"),
        ("dpa-AFX", "dpa-AFX"),
        ("Press Trust of India", "PTI"),
        ("ТАСС", "TASS"),
        ("Jane Doe, EFE", "EFE"),
        ("Keystone-ATS", "Keystone-SDA"),
        ("Jane Doe avec Agence France-Presse", "AFP"),
    ],
)
def test_a_byline_names_its_agency(byline: str, agency: str):
    assert BARE.in_byline(byline) == agency


@pytest.mark.parametrize(
    "byline",
    [
        "Jane Doe",
        "Jane Bloomberg",
        "Efe Aydin",
        "Aydin, Efe",
        "Staff and agencies",
        "Jane Doe, Pittsburgh, PA",
        "Jane Doe for PA",
        "pa",
        "aa",
        "Tt",
        "APA style desk",
        "Associated",
        "",
        " / , ",
    ],
)
def test_a_byline_of_somebody_else_names_none(byline: str):
    assert BARE.in_byline(byline) is None


@pytest.mark.parametrize(
    ("outlet", "publisher"),
    [
        ("Reuters - World news", "Reuters"),
        ("Reuters: Sport", "Reuters"),
        ("Reuters UK", "Reuters"),
        ("reuters.com", "Reuters"),
        ("The Associated Press", "AP"),
        ("PA", "PA"),
        ("AP Herald", "AP Herald"),  # of Andhra Pradesh
        ("The Wire", "The Wire"),
        ("Evening - PA", "Evening - PA"),
    ],
)
def test_an_outlet_s_name_may_be_an_agency_s_or_have_it_as_a_part(outlet: str, publisher: str):
    assert BARE.publisher(member("a", outlet).story) == publisher


def test_cleaning_and_topics_agree_on_the_names_of_agencies():
    """Cleaning credits the one or the other of an agency's names; both have to be one agency here."""
    known = {name: short for name, short in SHORT.items() if BARE.named(name)}

    assert len(known) > 150
    apart = {"afp＝時事", "afp=時事"}  # a credit to two
    assert {n: s for n, s in known.items() if n not in apart and BARE.named(n) != BARE.named(s)} == {}


def test_a_hostile_byline_costs_little():
    byline = ("by AP staff of " * 100_000)[:1_000_000]

    assert BARE.in_byline(byline) == "AP"
    assert BARE.credited(member("a", "Echo", credit="x, " * 300_000).story) is not None


# Who was first


def test_the_first_is_the_first_by_its_own_time_then_by_its_arrival():
    early = member("b", "Echo", at=9, published=MONDAY)
    coverage = heard(cluster(member("a", "Post", at=5), early, member("c", "Gazette", at=9, published=MONDAY)), BARE)

    assert coverage.first == "b"
    assert [voice.name for voice in coverage.voices] == ["Echo", "Gazette", "Post"]
    assert coverage.outlets == ("Echo", "Gazette", "Post")
    assert who_was_first(coverage) == "Echo"


def test_the_first_may_be_an_agency_that_a_paper_credits():
    coverage = heard(cluster(member("a", "Post", credit="Reuters"), member("b", "Echo", at=1)), BARE)

    assert because(coverage) == ["the text is Reuters's: credited by Post", ""]
    assert who_was_first(coverage) == "Reuters, in Post"


def test_who_passes_a_story_on_is_never_the_first():
    late = member("a", "Echo", at=5, seen_in=["google"])
    passed_on = replace(late.sightings[1], seen=MONDAY)

    coverage = heard(cluster(replace(late, sightings=(passed_on, late.sightings[0]))), GROUP)

    assert coverage.outlets == ("Echo", "Google News")


@pytest.mark.parametrize(
    ("outlets", "copy", "words"),
    [(1, "", "1 outlet"), (2, "", "2 outlets"), (3, "0", "3 outlets, 1 independent")],
)
def test_it_is_said_how_many_report_it(outlets: int, copy: str, words: str):
    coverage = heard(cluster(*(member(f"{n}", f"Outlet {n}", copy=copy, at=n) for n in range(outlets))), BARE)

    assert said(coverage) == words
    assert who_was_first(coverage) == ("" if outlets == 1 else "Outlet 0")


def test_nobody_reports_what_is_withdrawn():
    assert heard(cluster(), BARE) == Coverage(outlets=(), voices=(), first="")


# Laws

NAMES = ("Harbour Post", "Echo", "Gazette", "Reuters", "Evening News", "Post: World", "")
CREDITS = (None, None, "Reuters", "AFP", "Echo", "Northwire")
SOURCES = ("post-world", "post-sport", "google", "echo")


@st.composite
def clusters(draw: st.DrawFn) -> Cluster:
    count = draw(st.integers(1, 8))
    members = []
    for number in range(count):
        copy = draw(st.integers(0, number))
        group = members[copy].decision.copy if copy < number and draw(st.booleans()) else f"{number}"
        members.append(
            member(
                f"{number}",
                draw(st.sampled_from(NAMES)),
                copy=group,
                at=draw(st.integers(0, 3)),
                source=draw(st.sampled_from(SOURCES)),
                credit=draw(st.sampled_from(CREDITS)),
                authors=draw(st.sampled_from([(), ("Jane Doe", "AFP"), ("By Echo staff",)])),
                seen_in=draw(st.lists(st.sampled_from(SOURCES), max_size=2, unique=True)),
            )
        )
    return cluster(*members)


@given(clusters())
def test_every_story_is_in_exactly_one_voice_and_no_text_in_two(one: Cluster):
    coverage = heard(one, GROUP)
    keys = [key for voice in coverage.voices for key in voice.stories]
    voice_of = {key: voice.name for voice in coverage.voices for key in voice.stories}

    assert sorted(keys) == sorted(member.story.key for member in one.members)
    assert len(coverage.voices) <= len({member.decision.copy for member in one.members}) <= len(one.members)
    for group in {member.decision.copy for member in one.members}:
        assert len({voice_of[member.story.key] for member in one.members if member.decision.copy == group}) == 1


@given(clusters())
def test_the_first_voice_has_the_first_story_and_outlets_add_up(one: Cluster):
    coverage = heard(one, GROUP)

    assert coverage.first in coverage.voices[0].stories
    assert coverage.outlets[0] == coverage.voices[0].outlets[0]
    carried = {outlet.casefold() for voice in coverage.voices for outlet in voice.outlets}
    assert carried == {outlet.casefold() for outlet in coverage.outlets}
    assert len(carried) == len(coverage.outlets)


@given(clusters(), st.randoms(use_true_random=False))
def test_the_order_of_reading_changes_nothing(one: Cluster, random: Any):
    shuffled = [replace(each, sightings=tuple(reversed(each.sightings))) for each in one.members]
    random.shuffle(shuffled)

    assert heard(cluster(*shuffled), GROUP) == heard(one, GROUP)


@given(clusters(), st.data())
def test_another_copy_of_a_text_never_adds_a_voice(one: Cluster, data: st.DataObject):
    """It comes after its original; one that is the first to credit somebody says whose text it is, and may take it from another."""
    original = data.draw(st.sampled_from(one.members))
    copies = [each for each in one.members if each.decision.copy == original.decision.copy]
    is_attributed = any(GROUP.credited(each.story) for each in copies)
    more = member(
        "z",
        data.draw(st.sampled_from([name for name in NAMES if name != "Reuters" or is_attributed])),
        copy=original.decision.copy,
        at=9,
        source="google",
        credit=data.draw(st.sampled_from(CREDITS)) if is_attributed else None,
    )

    before, after = heard(one, GROUP), heard(replace(one, members=(*one.members, more)), GROUP)

    assert len(after.voices) == len(before.voices)
    assert [voice.stories[: len(voice.stories)] for voice in before.voices] == [
        tuple(key for key in voice.stories if key != "z") for voice in after.voices
    ]
    assert after.first == before.first


@given(st.text(max_size=40), st.sampled_from([BARE, GROUP]))
def test_any_name_may_be_asked_for(name: str, families: Families):
    found = families.named(name)

    assert families.in_byline(name) in (found, None) or found is None
    assert found is None or families.named(found) == found


def test_names_may_be_given_in_any_order():
    names: Sequence[tuple[str, str]] = [("reuters.com", "B"), ("Thomson Reuters", "A"), ("Echo", "A")]
    told: list[Mapping[str, str]] = [dict(names), dict(reversed(names))]

    assert Families({}, told[0]).named("Reuters") == Families({}, told[1]).named("Reuters") == "A"
