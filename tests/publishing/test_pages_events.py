"""Pages of events, topics and sources: what they make of many stories."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markupsafe import Markup

from bot.model import Coverage, Enclosure, Evidence, Member, Origin, Topic, TopicEntry, Voice
from bot.publishing.pages import (
    Carried,
    Former,
    Place,
    Placement,
    Register,
    Why,
    card,
    carried,
    cluster_page,
    section,
    source_page,
    topic_page,
)
from bot.publishing.pages.graphs import pulse
from bot.publishing.pages.pictures import Picture, picture

if TYPE_CHECKING:
    from tests.publishing.conftest import Desk

NOON = datetime(2024, 5, 6, 12, 0, tzinfo=UTC)


def read(page: bytes | Markup) -> html.HtmlElement:
    return html.document_fromstring(page.decode() if isinstance(page, bytes) else str(page))


def words(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


def member(desk: "Desk", key: str, copy: str, text: str, minutes: int = 0, **given: Any) -> Member:
    story = desk.story(key, text=text, html="", published=NOON + timedelta(minutes=minutes), outlet=key, **given)
    made = desk.member(story, founder=key == copy == "a1")
    return replace(made, decision=replace(made.decision, copy=copy))


def event(desk: "Desk", why: Why, *members: Member, **former: Sequence[Former]) -> html.HtmlElement:
    entry = desk.entry(desk.cluster("a1", *members))
    return read(cluster_page([Placement(topic=desk.topic(entry), entry=entry)], desk.site, why, former=former))


TEXT = "The ferry sailed at dawn with 214 people on board, its owner said."


def test_copies_stand_under_the_text_that_they_are_copies_of(desk: "Desk", why: Why):
    page = event(
        desk,
        why,
        member(desk, "a1", "a1", TEXT),
        member(desk, "b2", "b2", "Nobody was hurt when the boat came in.", 5),
        member(desk, "c3", "a1", TEXT, 9),
        member(desk, "d4", "a1", TEXT.replace("214", "209"), 12),
        member(desk, "e5", "a1", "Words " * 300, 15),
    )

    assert words(page.get_element_by_id("versions")) == "5 stories, 2 texts, in full"
    sheets = page.find_class("sheet")
    assert [[one.get("id") for one in sheet.iter("article")] for sheet in sheets] == [["a1", "c3", "d4", "e5"], ["b2"]]
    assert "Word for word the same." in words(page.get_element_by_id("c3"))
    changed = page.get_element_by_id("d4")
    assert words(changed.find(".//summary")) == "The same but for 1 word less and 1 word more"
    assert [(node.tag, node.text) for node in changed.find_class("marked")[0].iter("ins", "del")] == [
        ("del", "214"),
        ("ins", "209"),
    ]
    assert words(page.get_element_by_id("e5").find(".//summary")).startswith("Told otherwise: ")
    assert TEXT not in words(page.get_element_by_id("c3")), "a text is there once"


def test_a_text_that_its_source_changed_shows_what_it_said_before(desk: "Desk", why: Why):
    before = [
        Former(title="Ferry sails", text=TEXT.replace("214", "200"), until=NOON + timedelta(hours=1)),
        Former(title="Ferry sails again", text=TEXT.replace("214", "209"), until=NOON + timedelta(hours=2)),
    ]
    page = event(desk, why, member(desk, "a1", "a1", TEXT, title="Ferry sails again"), a1=before)

    last, first = page.find_class("former")
    assert words(last.find("summary")) == (
        "Changed by a1, 6 May 2024, 14:00 UTC: the same but for 1 word less and 1 word more"
    )
    assert [node.text for node in last.iter("del", "ins")] == ["209", "214"]
    assert [node.text for node in first.iter("del", "ins")] == ["200", "209"]
    assert not last.findall(".//q")
    assert words(first.find(".//q")) == "Ferry sails"


def test_measures_have_names_for_people(desk: "Desk", why: Why):
    first, second = member(desk, "a1", "a1", TEXT), member(desk, "b2", "b2", "Another.", 3)
    evidence = Evidence(nearest="a1", measures={"other_lead_names": 0.25, "copy": 0.5, "same_day": 0.0, "odd_one": 1.0})
    page = event(desk, why, first, replace(second, decision=replace(second.decision, evidence=evidence)))

    terms = [words(node) for node in page.xpath("//section[@class='why']/ol/li[2]//dt")]
    assert terms == [
        "Most like",
        "That one is a copy of the other",
        "Names that differ, among the first words",
        "odd one",
    ]


def test_ids_of_mails_are_not_shown(desk: "Desk", why: Why):
    sent = replace(desk.member(desk.story("a1", url=None), founder=True, entry="20240506.7@mail.example"))
    page = event(desk, why, sent, desk.member(desk.story("b2", url=None), entry="late.txt"))

    assert "mail.example" not in page.text_content()
    assert [words(node) for node in page.find_class("file")] == ["late.txt"]


def test_growth_is_drawn_from_the_times_of_reports(desk: "Desk", why: Why):
    members = [member(desk, key, "a1", TEXT, minutes) for key, minutes in (("a1", 0), ("b2", 30), ("c3", 60))]
    page = event(
        desk, why, *(replace(one, story=replace(one.story, first_seen=NOON + timedelta(hours=2))) for one in members)
    )

    figure = page.find(".//figure")
    assert words(figure.find(".//title")) == "From 1 source to 3 in 1 h"
    steps = figure.xpath(".//*[@class='line']/@d")
    assert steps == ["M8.0 77.3H300.0V42.7H592.0V8.0"]


def test_card_names_each_outlet_once_and_marks_those_with_a_voice_of_their_own(desk: "Desk"):
    members = [member(desk, key, "a1", TEXT, number) for number, key in enumerate(("a1", "b2", "c3"))]
    again = replace(members[2], story=replace(members[2].story, key="d4"))
    voices = (
        Voice(name="a1", because="one text", stories=("a1", "b2"), outlets=("a1", "b2")),
        Voice(name="c3", because="", stories=("c3",), outlets=("c3",)),
    )
    coverage = Coverage(outlets=("a1", "b2", "c3"), voices=voices, first="a1")
    entry = replace(desk.entry(desk.cluster("a1", *members, again)), coverage=coverage)

    made = read(card(entry, desk.site, None))

    assert words(made.find_class("reach")[0]) == "3 sources, 2 independent"
    assert [(words(chip), chip.get("class")) for chip in made.find_class("chip")] == [
        ("a1", "chip own"),
        ("b2", "chip"),
        ("c3 ×2 reports", "chip own"),
    ]


def test_a_report_without_a_page_of_its_own_is_linked_within_the_site(desk: "Desk"):
    entry = desk.entry(desk.cluster("a1", desk.member(desk.story("a1", url=None), founder=True, entry="late.txt")))
    chip = read(card(entry, desk.site, None)).find_class("chip")[0]

    assert (chip.get("href"), chip.get("rel")) == ("../clusters/a1#a1", None)


def test_every_way_to_subscribe_is_a_plain_link(topic: Topic, desk: "Desk"):
    page = read(topic_page(topic, desk.site))
    ways = {words(link): link.get("href") for link in page.xpath("//ul[@class='readers']//a")}

    assert ways["An app on this device"] == "feed:https://feeds.example/news/topics/ferries.atom"
    escaped = "https%3A%2F%2Ffeeds.example%2Fnews%2Ftopics%2Fferries.atom"
    assert len(ways) == 7
    assert all(
        url.startswith("https://") and url.endswith(escaped) for name, url in ways.items() if not name.startswith("An")
    )
    secret = read(topic_page(replace(topic, is_private=True), desk.site))
    assert not [url for url in secret.xpath("//aside//a/@href") if url.startswith("http")], "nobody is told of a secret"


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, None),
        ({"enclosures": (Enclosure(url="https://a.example/a.mp3", media_type="audio/mpeg"),)}, None),
        ({"enclosures": (Enclosure(url="javascript:x", media_type="image/png"),)}, None),
        ({"enclosures": (Enclosure(url="https://a.example/1.gif", media_type="image/gif", width=1, height=1),)}, None),
        (
            {"enclosures": (Enclosure(url="https://a.example/p.jpg?w=9"),)},
            Picture("https://a.example/p.jpg?w=9", 0, 0),
        ),
        (
            {"enclosures": (Enclosure(url="https://a.example/p", media_type="image/png", width=640, height=480),)},
            Picture("https://a.example/p", 640, 480),
        ),
        (
            {"html": '<p>x</p><img src="https://a.example/t" width="1"><img alt="x" src="https://a.example/q?a&amp;b">'},
            Picture("https://a.example/q?a&b", 0, 0),
        ),
    ],
)  # fmt: skip
def test_the_picture_of_a_story_is_the_first_real_one(desk: "Desk", given: dict[str, Any], found: Picture | None):
    assert picture(desk.story("a1", **given)) == found


def places(*hours: float) -> list[Place]:
    return [Place(f"k{n}", NOON - timedelta(hours=back), NOON, False) for n, back in enumerate(hours)]


def test_pulse_counts_back_from_the_newest_event_by_hours_or_days():
    by_hour, by_day = pulse(places(0, 0.2, 3, 23)), pulse(places(0, 2, 24, 24 * 13, 24 * 14 + 1))
    assert by_hour is not None
    assert by_day is not None

    assert (len(by_hour.counts), by_hour.counts[-4:], by_hour.counts[0]) == (24, [1, 0, 1, 1], 1)
    assert by_hour.words == "3 events on Monday 6 May 2024, 4 in the 24 hours up to then"
    assert (by_day.counts[0], by_day.counts[-2:]) == (1, [1, 2])
    assert by_day.words == "2 events on Monday 6 May 2024, 4 in the 14 days up to then"
    assert pulse([]) is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0, 3000), min_size=1, max_size=60))
def test_pulse_shows_the_newest_event_and_counts_none_twice(hours: list[float]):
    found = pulse(places(*hours))
    assert found is not None
    assert found.counts[-1] >= 1
    assert sum(found.counts) <= len(hours)
    assert all((bar > 0) == (count > 0) for bar, count in zip(found.bars, found.counts, strict=True))


def test_front_page_says_how_a_topic_goes(topic: Topic):
    made = read(section(topic, [], places(0, 30, 60)))

    assert words(made.find_class("pulse")[0]) == "1 event on Monday 6 May 2024, 3 in the 14 days up to then"
    assert len(made.xpath("//rect")) == 14


def reported(source: str, cluster: str, *, first: bool = False, outlets: int = 1, hours: int = 0) -> Carried:
    return Carried(source, cluster, f"About {cluster}", "en", NOON + timedelta(hours=hours), first, outlets)


def test_page_of_a_source_lists_its_events_and_counts_what_it_had_first(desk: "Desk"):
    site = replace(
        desk.site, origins={"harbour": Origin(title="H", url="https://h.example/feed", home="https://h.example/")}
    )
    events = [
        reported("harbour", "k1", first=True, outlets=3),
        reported("harbour", "k2", outlets=2, hours=2),
        reported("harbour", "k3", first=True, hours=1),
        reported("harbour", "k1", first=True, outlets=3),
    ]
    page = read(source_page("harbour", events, site))

    assert words(page.find(".//h1")) == "Harbour Post"
    assert page.xpath("//header[@class='opening']//a/@href") == ["https://h.example/"]
    assert [words(node) for node in page.xpath("//section[@class='carried']//dd")] == [
        "3",
        "1 33 %",
        "2 67 %",
        "1 33 %",
    ]
    assert page.xpath("//ol[@class='results']//a/@href") == ["../clusters/k2", "../clusters/k3", "../clusters/k1"]


def test_an_event_is_told_of_each_of_its_sources_once(topic: Topic, desk: "Desk"):
    rows = carried(topic.entries[0], desk.site)

    assert [(row.source, row.is_first, row.outlets) for row in rows] == [
        ("harbour", True, 3),
        ("coast", False, 3),
        ("drop", False, 3),
    ]


def shown(*clusters: str, source: str = "harbour") -> dict[str, list[Carried]]:
    return {cluster: [reported(source, cluster)] for cluster in clusters}


def test_only_pages_of_sources_that_changed_are_written(desk: "Desk"):
    register = Register()
    register.note("one", shown("k1", "k2"))
    register.note("two", shown("k2") | shown("k3", source="coast"))
    assert list(register.pages(desk.site)) == ["sources/coast.html", "sources/harbour.html"]
    assert register.pages(desk.site) == {}

    register.note("one", shown("k1"))
    assert register.pages(desk.site) == {}, "another topic shows it still"

    register.note("two", shown("k3", source="coast"))
    changed = register.pages(desk.site)
    assert list(changed) == ["sources/harbour.html"]
    assert read(changed["sources/harbour.html"]).xpath("//ol[@class='results']//a/@href") == ["../clusters/k1"]

    register.keep_only(["one"])
    assert "None of its stories" in register.pages(desk.site)["sources/coast.html"].decode()
    register.again()
    assert list(register.pages(desk.site)) == ["sources/harbour.html"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("xyz"), st.frozensets(st.sampled_from(["k1", "k2", "k3"]))), max_size=8))
def test_register_ends_as_if_only_the_last_state_had_been_told(desk: "Desk", steps: list[tuple[str, frozenset[str]]]):
    told, fresh = Register(), Register()
    for slug, clusters in steps:
        told.note(slug, shown(*sorted(clusters)))
    for slug, clusters in dict(steps).items():
        fresh.note(slug, shown(*sorted(clusters)))
    told.pages(desk.site)
    fresh.pages(desk.site)
    told.again()
    fresh.again()

    assert told.pages(desk.site) == fresh.pages(desk.site)


def test_same_values_give_the_same_bytes(topic: Topic, desk: "Desk", why: Why):
    def all_of(entry: TopicEntry) -> list[bytes]:
        placed = [Placement(topic=topic, entry=entry)]
        return [cluster_page(placed, desk.site, why), card(entry, desk.site, None).encode()]

    assert all_of(topic.entries[0]) == all_of(replace(topic.entries[0]))
