"""Pages for people: what they show, what they refuse to show, where they link."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from bot.model import Marker, Subject, Topic, TopicEntry, Wire
from bot.publishing.pages import Apart, Placement, Why, Withdrawn, apart_page, cluster_page, index, topic_page
from bot.publishing.site import render

if TYPE_CHECKING:
    from tests.publishing.conftest import Desk

NOON = datetime(2024, 5, 6, 12, 0, 0, 250_000, UTC)


def read(page: bytes) -> html.HtmlElement:
    return html.document_fromstring(page.decode())


def test_topic_page_has_one_card_a_cluster_under_its_day(topic: Topic, desk: "Desk"):
    page = read(topic_page(topic, desk.site))

    assert [card.get("id") for card in page.iterfind(".//article")] == ["a1", "c3"]
    assert [node.text_content() for node in page.iterfind(".//h2[@class='day']")] == [
        "Monday 6 May 2024",
        "Sunday 5 May 2024",
    ]
    first = page.find(".//article")
    assert first.find("h3").text_content() == topic.entries[0].representative.title
    assert "3 sources" in first.text_content()
    assert [chip.text_content() for chip in first.xpath(".//a[contains(@class, 'chip')]")] == [
        "Harbour Post",
        "Coast <Radio>",
        "Drop folder",
    ]


def test_pages_offer_all_three_formats_to_readers(topic: Topic, desk: "Desk"):
    page = read(topic_page(topic, desk.site))

    offered = {node.get("type"): node.get("href") for node in page.xpath("//link[@rel='alternate']")}
    assert offered == {
        "application/atom+xml": "ferries.atom",
        "application/rss+xml": "ferries.rss",
        "application/feed+json": "ferries.json",
    }
    assert [node.text_content() for node in page.iterfind(".//aside//code")] == [
        "https://feeds.example/news/topics/ferries.atom",
        "https://feeds.example/news/topics/ferries.rss",
        "https://feeds.example/news/topics/ferries.json",
    ]


def test_cluster_page_shows_members_in_full_timeline_and_reasons(topic: Topic, desk: "Desk", why: Why):
    page = read(cluster_page([Placement(topic=topic, entry=topic.entries[0])], desk.site, why))

    assert [node.get("id") for node in page.iterfind(".//article")] == ["a1", "b2"]
    assert page.find(".//article//em").text == "dawn"
    timeline = page.xpath("//section[@class='timeline']//li")
    assert [node.find(".//time").get("datetime") for node in timeline] == [
        "2024-05-06T12:00:00Z",
        "2024-05-06T13:20:00Z",
        "2024-05-06T14:00:00Z",
    ]
    assert "1 h 20 min later" in timeline[1].text_content()
    reasons = page.xpath("//section[@class='why']")[0].text_content()
    for expected in (
        "Harbour Post says so <twice> & more",
        "Joined with a likeness of 0.81",
        "ferry, storm",
        "2 h 5 min",
        "“ferry” in the title",
        "it is the longest & newest text",
    ):
        assert expected in reasons


def test_every_link_within_the_site_leads_to_something_published(topic: Topic, desk: "Desk", why: Why):
    published = render([topic], desk.site, why)
    home = f"{desk.site.base_url}/"
    pages = {
        home + path.removesuffix(".html").removesuffix("index"): read(content)
        for path, content in published.items()
        if path.endswith(".html")
    }
    served = pages.keys() | {home + path for path in published}

    for address, page in pages.items():
        links = {urljoin(address, href) for href in page.xpath("//@href")}
        inside = {link for link in links if link.startswith(home)}
        assert len(inside) > 3
        for link in inside:
            target, anchor = urldefrag(link)
            assert target in served, (address, link)
            assert not anchor or pages[target].get_element_by_id(anchor) is not None


def test_index_shows_the_newest_of_each_topic_and_how_many_there_are(topic: Topic, desk: "Desk"):
    entry = topic.entries[0]
    many = replace(
        topic,
        slug="many",
        entries=tuple(replace(entry, cluster=replace(entry.cluster, key=f"k{i}")) for i in range(6)),
    )

    page = read(index([topic, many, replace(topic, slug="quiet", entries=())], desk.site))

    assert len(page.xpath("//section[2]//h3")) == 5
    assert "All 6 events" in page.text_content()
    assert "No story has matched this topic yet." in page.text_content()


def test_many_sources_are_folded_without_losing_one(topic: Topic, desk: "Desk"):
    story = desk.story("a1")
    carriers = tuple(f"carrier{i}" for i in range(9))
    entry = desk.entry(desk.cluster("a1", desk.member(story, founder=True, carried=carriers)))

    card = read(topic_page(desk.topic(entry), desk.site)).find(".//article")

    assert "10 sources" in card.text_content()
    assert len(card.xpath("./ul/li")) == 7
    assert len(card.xpath("./details//li")) == 3


@pytest.mark.parametrize("page", ["index.html", "topics/ferries.html", "clusters/a1.html"])
def test_pages_need_neither_script_nor_inline_style(topic: Topic, desk: "Desk", why: Why, page: str):
    root = read(render([topic], desk.site, why)[page])

    assert root.xpath("//script | //style | //@style | //@*[starts-with(name(), 'on')]") == []
    assert len(root.findall(".//h1")) == len(root.findall(".//main")) == 1
    assert root.get("lang") == "en"
    outside = root.xpath("//body//a[starts-with(@href, 'http')]")
    assert {node.get("rel") for node in outside} <= {"noopener nofollow"}


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(exclude_categories=[]), max_size=30)
    | st.sampled_from(["<script>x</script>", '"><b onload=x>'])
)
def test_hostile_text_stays_text(desk: "Desk", text: str):
    topic = replace(desk.hostile(text)[0], slug="h")
    why = [text]

    for path, content in render([topic], desk.site, lambda _: why).items():
        if path.endswith(".html"):
            root = read(content)
            assert root.xpath("//script | //@onload") == []


def test_page_says_what_was_withdrawn_and_keeps_its_place(topic: Topic, desk: "Desk", why: Why):
    gone = [
        Withdrawn(key="e5", outlet="Coast <Radio>", at=NOON + timedelta(hours=1)),
        Withdrawn(key="d4", outlet="Harbour Post", at=NOON),
    ]
    page = read(cluster_page([Placement(topic=topic, entry=topic.entries[0])], desk.site, why, gone))

    notices = page.xpath("//p[@class='notice']")
    assert [notice.get("id") for notice in notices] == ["d4", "e5"]
    assert [notice.text_content() for notice in notices] == [
        "On 6 May 2024, 12:00 UTC Harbour Post withdrew a story that was on this page.",
        "On 6 May 2024, 13:00 UTC Coast <Radio> withdrew a story that was on this page.",
    ]


@pytest.mark.parametrize(
    ("gone", "title"), [([Withdrawn(key="a1", outlet="Post", at=NOON)], "This story was withdrawn"), ([], "This story is not available")]
)  # fmt: skip
def test_page_of_a_cluster_without_stories_is_a_few_words(desk: "Desk", why: Why, gone: list[Withdrawn], title: str):
    cluster = replace(desk.cluster("a1"), members=())
    files = render(
        [desk.topic()], desk.site, why, withdrawn={"a1": gone}, apart=[Apart(cluster=cluster, representative=None)]
    )

    page = read(files["clusters/a1.html"])
    assert page.find(".//h1").text_content() == title
    assert [notice.get("id") for notice in page.xpath("//p[@class='notice']")] == [one.key for one in gone]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_page_of_a_cluster_that_no_topic_shows_has_its_stories_and_no_topic(topic: Topic, desk: "Desk", why: Why):
    cluster = topic.entries[0].cluster
    page = read(apart_page(Apart(cluster=cluster, representative=cluster.members[1].story), desk.site, why))

    assert [node.get("id") for node in page.iterfind(".//article")] == ["a1", "b2"]
    assert page.find(".//h1").text_content() == "Ferry back after storm"
    assert not page.xpath("//a[contains(@href, 'topics/')]")


WIRE = Wire(
    item="urn:x:secret-item",
    version=7,
    embargo=NOON - timedelta(hours=3, minutes=43),
    slug="secret-slug",
    dateline="TOLLAND",
    credit="Harbour Post",
    copyright="(c) Harbour Post",
    note="secret-note",
    subjects=(Subject(name="secret-subject", code="medtop:secret"),),
)


def wired(desk: "Desk", **given: Any) -> Topic:
    story = desk.story("a1", wire=replace(WIRE, **given), url=None)
    return desk.topic(desk.entry(desk.cluster("a1", desk.member(story, founder=True, entry="urn:x:secret-item"))))


def test_what_an_agency_says_to_editors_is_in_no_file(desk: "Desk", why: Why):
    everything = b"".join(render([wired(desk, urgency=1, is_correction=True)], desk.site, why).values())

    assert b"secret" not in everything
    assert b"08:17" not in everything


def facts(desk: "Desk", why: Why, **given: Any) -> list[str]:
    page = read(render([wired(desk, **given)], desk.site, why)["clusters/a1.html"])
    return [" ".join(node.text_content().split()) for node in page.xpath("//article//p[@class='fine']")]


def test_credit_is_shown_where_it_is_not_the_outlet(desk: "Desk", why: Why):
    usual = ["Harbour Post · 6 May 2024, 12:00 UTC", "By Ada Brandt"]

    assert facts(desk, why) == [*usual, "TOLLAND", "(c) Harbour Post"]
    assert facts(desk, why, credit="ANSA", copyright=None) == [*usual, "TOLLAND · ANSA"]


@pytest.mark.parametrize(("urgency", "is_urgent"), [(1, True), (2, True), (3, False), (None, False)])
def test_only_the_most_urgent_is_called_so(desk: "Desk", why: Why, urgency: int | None, is_urgent: bool):
    assert ("urgent" in facts(desk, why, urgency=urgency)[0]) == is_urgent


@pytest.mark.parametrize(
    ("updated", "said"),
    [
        (NOON + timedelta(hours=2, minutes=5), "corrected 14:05"),
        (NOON + timedelta(days=1), "corrected 7 May 2024, 12:00 UTC"),
        (None, "corrected"),
    ],
)
def test_correction_is_told_with_its_time(desk: "Desk", why: Why, updated: datetime | None, said: str):
    topic = wired(desk, is_correction=True)
    story = replace(topic.entries[0].representative, updated=updated)
    entry = desk.entry(desk.cluster("a1", desk.member(story, founder=True)))

    page = read(render([desk.topic(entry)], desk.site, why)["clusters/a1.html"])
    first = " ".join(page.xpath("//article//p[@class='fine']")[0].text_content().split())
    assert first == f"Harbour Post · 6 May 2024, 12:00 UTC · {said}"


@pytest.mark.parametrize(
    ("markers", "said"),
    [
        ((Marker("live"),), " · live"),
        ((Marker("wrapup", 2), Marker("opinion")), " · round-up · opinion"),
        ((Marker("breaking"),), " · urgent"),
        ((Marker("correction"), Marker("video")), " · video · corrected"),
        ((Marker("update", 2), Marker("repeat"), Marker("advisory")), ""),
    ],
)
def test_what_a_desk_calls_its_item_stands_beside_it(desk: "Desk", why: Why, markers: tuple[Marker, ...], said: str):
    entry = desk.entry(desk.cluster("a1", desk.member(desk.story("a1", markers=markers), founder=True)))

    page = read(render([desk.topic(entry)], desk.site, why)["clusters/a1.html"])
    first = " ".join(page.xpath("//article//p[@class='fine']")[0].text_content().split())
    assert first == f"Harbour Post · 6 May 2024, 12:00 UTC{said}"


def test_page_of_a_merged_cluster_leads_to_the_other_and_names_no_story(topic: Topic, desk: "Desk", why: Why):
    files = render([topic], desk.site, why, merged={"old1": "a1"})

    page = read(files["clusters/old1.html"])
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://feeds.example/news/clusters/a1"]
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=a1"]
    assert page.xpath("//main//a/@href") == ["a1"]
    assert not page.xpath("//meta[@name='robots']"), "readers are to find the other one"
    assert list(files).index("clusters/a1.html") < list(files).index("clusters/old1.html")
    assert "Ferry" not in page.text_content()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "merge"}, "Merged with a likeness of 0.81"),
        ({"former": "z9"}, "Moved with a likeness of 0.81"),
        ({}, "Joined with a likeness of 0.81"),
    ],
)
def test_reasons_of_a_story_say_how_it_came(topic: Topic, desk: "Desk", why: Why, given: dict[str, Any], said: str):
    first, second = topic.entries[0].cluster.members
    changed = replace(second, decision=replace(second.decision, **given))
    entry = desk.entry(desk.cluster("a1", first, changed))

    page = read(render([desk.topic(entry)], desk.site, why)["clusters/a1.html"])

    assert said in [node.text_content() for node in page.iterfind(".//summary")]


def days_of(desk: "Desk", *entries: TopicEntry) -> list[str]:
    page = read(topic_page(desk.topic(*entries), desk.site))
    return [node.get("datetime") for node in page.xpath("//h2[@class='day']/time")]


def test_cards_stand_under_the_days_by_which_they_are_in_order(desk: "Desk"):
    def entry(key: str, published: int, updated: int, *, is_pinned: bool = False) -> TopicEntry:
        one = desk.entry(desk.cluster(key, desk.member(desk.story(key), founder=True)))
        at = [NOON + timedelta(days=day) for day in (published, updated)]
        return replace(one, published=at[0], updated=at[1], is_pinned=is_pinned)

    assert days_of(desk, entry("a", 2, 2), entry("b", 1, 3)) == ["2024-05-08", "2024-05-07"]
    assert days_of(desk, entry("a", 1, 4), entry("b", 2, 3)) == ["2024-05-10", "2024-05-09"]
    assert days_of(desk, entry("a", 1, 2), entry("b", 2, 4), entry("c", 1, 2)) == []
    assert days_of(desk, entry("a", 0, 0, is_pinned=True), entry("b", 1, 2)) == ["2024-05-07"]
