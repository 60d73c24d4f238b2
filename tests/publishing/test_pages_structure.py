"""Every page as browsers and assistive programs see it: one heading of the first level, landmarks, names, no dead end."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from lxml import html

from bot.model import Coverage, Enclosure, Site, Story, Topic, Voice
from bot.publishing.pages import Apart, Why, Withdrawn
from bot.publishing.pages.front import index
from bot.publishing.site import render

if TYPE_CHECKING:
    from tests.publishing.conftest import Desk

NOON = datetime(2024, 5, 6, 12, 0, tzinfo=UTC)
LONG = "Donaudampfschifffahrtsgesellschaft" * 9
HOSTILE = '"><script>alert(1)</script><b onload=x style="x">'


@pytest.fixture(scope="module")
def pages(topic: Topic, desk: "Desk", why: Why) -> dict[str, html.HtmlElement]:
    """All pages of a site with everything in it."""
    stories = [_told(desk, number) for number in range(12)]
    members = [
        replace(desk.member(one, founder=number == 0), decision=desk.member(one, founder=number == 0).decision)
        for number, one in enumerate(stories)
    ]
    cluster = desk.cluster("e0", *members)
    voices = (Voice(name="Outlet 0", because="one text", stories=("e0",), outlets=("Outlet 0", "Outlet 1")),)
    coverage = Coverage(outlets=tuple(one.outlet for one in stories), voices=voices, first="e0")
    big = replace(desk.entry(cluster), coverage=coverage, is_pinned=True)
    site = replace(desk.site, title=HOSTILE)
    full = replace(topic, entries=(big, *topic.entries), title=HOSTILE)
    apart = [
        Apart(cluster=desk.cluster("f0", desk.member(desk.story("f0"), founder=True)), representative=desk.story("f0")),
        Apart(cluster=replace(desk.cluster("g0"), members=()), representative=None),
    ]
    gone = {"g0": [Withdrawn(key="g0", outlet=HOSTILE, at=NOON)]}
    files = render(
        [full, replace(topic, slug="none", entries=())], site, why, apart=apart, merged={"old": "e0"}, withdrawn=gone
    )
    return {
        path: html.document_fromstring(content.decode()) for path, content in files.items() if path.endswith(".html")
    }


def _told(desk: "Desk", number: int) -> Story:
    """A story of a cluster of many: hostile, long, from right to left, or without spaces."""
    titles = [HOSTILE, LONG, "העבורת חזרה לפעול אחרי הסערה", "渡轮在风暴后恢复航行"]
    return desk.story(
        f"e{number}",
        title=titles[number % 4],
        outlet=f"Outlet {number}",
        source=("harbour", "coast", "drop")[number % 3],
        published=NOON + timedelta(minutes=7 * number),
        first_seen=NOON + timedelta(hours=3),
        text=f"The ferry sailed again at dawn.\n\nIt was late by {number} hours.",
        html='<h1>Head</h1><p>Text</p><img src="https://a.example/x.jpg"><h5>Deep</h5>' if number % 2 else "",
        enclosures=(Enclosure(url="https://a.example/p.jpg", media_type="image/jpeg"),),
    )


def test_each_page_has_one_first_heading_and_the_landmarks(pages: Mapping[str, html.HtmlElement]):
    assert {
        "index.html",
        "sources/coast.html",
        "clusters/e0.html",
        "clusters/g0.html",
        "clusters/old.html",
    } <= pages.keys()
    for path, page in pages.items():
        assert [len(page.findall(f".//{name}")) for name in ("h1", "main", "head/title")] == [1, 1, 1], path
        assert page.get("lang") == "en", path
        assert [len(page.findall(f"./body/{name}")) for name in ("header", "footer")] == [1, 1], path
        assert page.xpath("//a[@class='skip']/@href") == ["#main"], path
        levels = [int(node.tag[1]) for node in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert all(after - before <= 1 for before, after in pairwise(levels)), (path, levels)


def test_nothing_hostile_becomes_markup(pages: Mapping[str, html.HtmlElement]):
    for path, page in pages.items():
        assert not page.xpath("//script | //style | //@style | //@*[starts-with(name(), 'on')]"), path


def test_ids_are_unique_and_every_name_that_is_referred_to_is_there(pages: Mapping[str, html.HtmlElement]):
    for path, page in pages.items():
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), path
        for name in page.xpath("//@aria-labelledby | //label/@for"):
            assert set(name.split()) <= set(ids), (path, name)
        for field in page.xpath("//input | //select | //textarea"):
            assert page.xpath("//label[@for=$id]", id=field.get("id")), path


def test_pictures_have_a_place_and_wait(pages: Mapping[str, html.HtmlElement]):
    images = [image for page in pages.values() for image in page.iter("img")]
    assert images
    for image in images:
        assert image.get("alt") is not None
        assert image.get("loading") == "lazy"
    for page in pages.values():
        assert page.xpath("//meta[@name='referrer']/@content") == ["no-referrer"]


def test_no_link_within_the_site_is_dead(pages: Mapping[str, html.HtmlElement], desk: "Desk"):
    home = f"{desk.site.base_url}/"
    served = {home + path.removesuffix(".html").removesuffix("index"): page for path, page in pages.items()}
    feeds = {f"{home}topics/{slug}{end}" for slug in ("ferries", "none") for end in (".atom", ".rss", ".json")}
    known = served.keys() | feeds | {f"{home}{path}" for path in ("topics.opml", "static/style.css", "static/icon.svg")}
    for address, page in served.items():
        for href in page.xpath("//@href"):
            link, anchor = urldefrag(urljoin(address, href))
            if link.startswith(home):
                assert unquote(link) in known, (address, href)
                assert not anchor or link not in served or served[link].xpath("//*[@id=$id]", id=anchor), (
                    address,
                    href,
                )


def test_every_graph_is_told_in_words(pages: Mapping[str, html.HtmlElement]):
    graphs = [graph for page in pages.values() for graph in page.iter("{*}svg", "svg")]
    assert graphs
    for graph in graphs:
        is_named = graph.get("role") == "img" and graph.get("aria-labelledby")
        assert is_named or (graph.get("aria-hidden") == "true" and graph.getparent().find("span") is not None)


def test_heads_tell_others_what_the_page_is(pages: Mapping[str, html.HtmlElement], desk: "Desk"):
    for path, page in pages.items():
        canonical = page.xpath("//link[@rel='canonical']/@href")
        assert canonical == page.xpath("//meta[@property='og:url']/@content"), path
        assert canonical[0].startswith(f"{desk.site.base_url}/"), path
        assert len(page.xpath("//link[@rel='icon']")) == 1, path
        assert len(page.xpath("//meta[@name='theme-color']")) == 2, path
    types = ["application/atom+xml", "application/rss+xml", "application/feed+json"]
    assert pages["index.html"].xpath("//link[@rel='alternate']/@type") == [*types, *types]
    assert pages["clusters/e0.html"].xpath("//link[@rel='alternate']/@type") == types
    assert pages["clusters/e0.html"].xpath("//meta[@property='og:image']/@content") == ["https://a.example/p.jpg"]


def test_searching_is_offered_where_somebody_answers(topic: Topic, desk: "Desk", why: Why):
    def forms(site: Site) -> list[str]:
        files = render([topic], site, why)
        names = ("index.html", "topics/ferries.html", "sources/coast.html")
        return [
            action
            for name in names
            for action in html.document_fromstring(files[name].decode()).xpath("//form/@action")
        ]

    assert forms(desk.site) == ["search", "../search", "../search"]
    assert forms(replace(desk.site, is_served=False)) == []


def test_front_page_of_many_topics_offers_the_first_feeds_and_the_list_of_all(topic: Topic, desk: "Desk"):
    topics = [replace(topic, slug=f"t{number}", title=f"Topic {number}", entries=()) for number in range(40)]

    page = html.document_fromstring(index(topics, desk.site).decode())

    assert len(page.xpath("//link[@rel='alternate']")) == 3 * 30
    assert len(page.xpath("//h2")) == len(topics)
    [description] = page.xpath("//meta[@name='description']/@content")
    assert description.endswith("Topic 10, Topic 11 …")
    assert page.xpath("//a[contains(@href, 'topics.opml')]")
