"""Pages for people: what they show, what they refuse to show, where they link."""

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from bot.model import Topic
from bot.publishing.pages import Placement, Why, cluster_page, index, topic_page
from bot.publishing.site import render

if TYPE_CHECKING:
    from tests.publishing.conftest import Desk


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
    assert [li.find("*").text_content() for li in first.iterfind(".//li")] == [
        "Harbour Post",
        "Coast <Radio>",
        "Drop folder",
    ]
    assert "000_late.txt" in first.text_content()


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

    assert len(page.xpath("//section[2]//h3")) == 4
    assert "All 6 stories" in page.text_content()
    assert "No story has matched this topic yet." in page.text_content()


def test_many_sources_are_folded_without_losing_one(topic: Topic, desk: "Desk"):
    story = desk.story("a1")
    carriers = tuple(f"carrier{i}" for i in range(9))
    entry = desk.entry(desk.cluster("a1", desk.member(story, founder=True, carried=carriers)))

    card = read(topic_page(desk.topic(entry), desk.site)).find(".//article")

    assert "10 sources" in card.text_content()
    assert len(card.xpath("./ul/li")) == 5
    assert len(card.xpath("./details//li")) == 5


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
    topic = replace(desk.hostile(text), slug="h")
    why = [text]

    for path, content in render([topic], desk.site, lambda _: why).items():
        if path.endswith(".html"):
            root = read(content)
            assert root.xpath("//script | //@onload") == []
