"""Atom, RSS and JSON Feed say the same, and it can be read back."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import feedparser
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from bot.model import Decision, Member, Topic
from bot.publishing.items import UNTITLED, channel, item
from bot.publishing.jsonfeed import json_feed
from bot.publishing.opml import opml
from bot.publishing.syndication import atom, rss
from bot.publishing.text import one_line, plain, rfc3339

if TYPE_CHECKING:
    from tests.publishing.conftest import Desk

NS = {"a": "http://www.w3.org/2005/Atom", "dc": "http://purl.org/dc/elements/1.1/"}


def parsed(document: bytes) -> Any:
    feed = feedparser.parse(document, sanitize_html=False, resolve_relative_uris=False)
    assert feed.bozo is False, feed.get("bozo_exception")
    return feed


@pytest.mark.parametrize("write", [atom, rss])
def test_feed_read_back_by_feedparser_equals_the_values(topic: Topic, desk: "Desk", write: Callable[..., bytes]):
    feed = parsed(write(channel(topic, desk.site)))

    assert feed.feed.title == topic.title
    assert [entry.id for entry in feed.entries] == [entry.cluster.id for entry in topic.entries]
    assert [entry.title for entry in feed.entries] == [entry.representative.title for entry in topic.entries]
    for read, entry in zip(feed.entries, topic.entries, strict=True):
        assert datetime(*read.published_parsed[:6], tzinfo=UTC) == entry.published.replace(microsecond=0)
        assert datetime(*read.updated_parsed[:6], tzinfo=UTC) == entry.updated.replace(microsecond=0)
        assert read.content[0].value == item(entry, desk.site).content.strip()
        assert read.link == entry.representative.url
        assert [tag.term for tag in read.tags] == ["Transport & trade"]


def test_all_formats_agree_on_ids_order_titles_content_and_times(topic: Topic, desk: "Desk"):
    from_atom, from_rss = parsed(atom(channel(topic, desk.site))), parsed(rss(channel(topic, desk.site)))
    from_json = json.loads(json_feed(channel(topic, desk.site)))

    in_json = [
        (i["id"], i["title"], i["content_html"].strip(), i["date_published"], i["date_modified"])
        for i in from_json["items"]
    ]
    for feed in (from_atom, from_rss):
        in_xml = [
            (
                entry.id,
                entry.title,
                entry.content[0].value,
                rfc3339(datetime(*entry.published_parsed[:6], tzinfo=UTC)),
                entry.updated,
            )
            for entry in feed.entries
        ]
        assert in_xml == in_json


def test_every_source_is_listed_with_outlet_headline_time_and_link(topic: Topic, desk: "Desk"):
    content = item(topic.entries[0], desk.site).content

    links = {node.get("href"): "".join(node.getparent().itertext()) for node in etree.HTML(content).iterfind(".//li/a")}
    assert links == {
        "https://a1.example/story?a=1&b=2": "Coast <Radio>: Ferry & freight <line> reopens, says a1, 6 May 2024, 13:20 UTC",
        "https://feeds.example/news/clusters/a1#b2": (
            "Drop folder: Ferry back after storm, 6 May 2024, 14:00 UTC (000_late.txt)"
        ),
    }
    # Both carriers of the first story link it alike; the map keeps the later one.
    assert "Harbour Post</b>" in content
    assert "6 May 2024, 12:00 UTC" in content


def test_source_url_that_is_not_for_the_web_is_never_linked(desk: "Desk"):
    story = desk.story("a1", url="javascript:alert(1)")
    entry = desk.entry(desk.cluster("a1", desk.member(story, founder=True)))

    for write in (atom, rss, json_feed):
        assert b"javascript:" not in write(channel(desk.topic(entry), desk.site))


def test_atom_links_carry_relation_type_and_title(topic: Topic, desk: "Desk"):
    root = etree.fromstring(atom(channel(topic, desk.site)))

    links = [dict(node.attrib) for node in root.iterfind("a:entry[1]/a:link", NS)]
    assert links == [
        {
            "rel": "alternate",
            "type": "text/html",
            "href": "https://a1.example/story?a=1&b=2",
            "title": "Ferry & freight <line> reopens, says a1",
        },
        {
            "rel": "related",
            "type": "text/html",
            "href": "https://feeds.example/news/clusters/a1#b2",
            "title": "Drop folder: Ferry back after storm",
        },
        {
            "rel": "related",
            "type": "text/html",
            "href": "https://feeds.example/news/clusters/a1",
            "title": "All versions, and why they are together",
        },
        {"rel": "enclosure", "href": "https://a1.example/deck.jpg", "type": "image/jpeg", "length": "4321"},
    ]
    assert root.findtext("a:id", None, NS) == "tag:feeds.example,2024:topic/ferries"
    own = {node.get("rel"): node.get("href") for node in root.iterfind("a:link", NS)}
    assert own == {
        "self": "https://feeds.example/news/topics/ferries.atom",
        "alternate": "https://feeds.example/news/topics/ferries",
    }
    assert [node.get("{http://www.w3.org/XML/1998/namespace}lang") for node in root.iterfind("a:entry", NS)] == [
        "en",
        "de",
    ]


def test_atom_entry_without_a_page_of_its_own_leads_to_the_cluster_and_has_the_outlet_as_author(
    topic: Topic, desk: "Desk"
):
    filed = topic.entries[0].cluster.members[1].story
    entry = replace(topic.entries[0], representative=filed)

    root = etree.fromstring(atom(channel(desk.topic(entry), desk.site)))

    alternates = root.xpath("a:entry/a:link[@rel='alternate']/@href", namespaces=NS)
    assert alternates == ["https://feeds.example/news/clusters/a1"]
    assert root.xpath("a:entry/a:author/a:name/text()", namespaces=NS) == ["Drop folder"]


def test_rss_channel_links_to_its_page_and_items_have_stable_non_permalink_guids(topic: Topic, desk: "Desk"):
    written = etree.fromstring(rss(channel(topic, desk.site))).find("channel")

    assert written.findtext("link") == "https://feeds.example/news/topics/ferries"
    assert written.find("a:link", NS).get("href") == "https://feeds.example/news/topics/ferries.rss"
    assert written.findtext("lastBuildDate") == "Mon, 06 May 2024 15:00:00 GMT"
    first = written.find("item")
    assert dict(first.find("guid").attrib) == {"isPermaLink": "false"}
    assert first.findtext("pubDate") == "Mon, 06 May 2024 12:00:00 GMT"
    assert first.findtext("dc:creator", None, NS) == "Ada Brandt"
    assert first.findtext("description") == "<p>The ferry sailed again at dawn, after nine days of storm.</p>"
    assert dict(first.find("enclosure").attrib) == {
        "url": "https://a1.example/deck.jpg",
        "length": "4321",
        "type": "image/jpeg",
    }


def test_rss_escapes_plain_text_by_hexadecimal_references(topic: Topic, desk: "Desk"):
    document = rss(channel(topic, desk.site))

    assert b"<title>Ferry &#x26; freight &#x3C;line&gt; reopens, says a1</title>" in document


def test_json_feed_keeps_sources_and_reasons(topic: Topic, desk: "Desk"):
    feed = json.loads(json_feed(channel(topic, desk.site)))

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://feeds.example/news/topics/ferries.json"
    first = feed["items"][0]
    assert first["url"] == "https://feeds.example/news/clusters/a1"
    assert first["external_url"] == "https://a1.example/story?a=1&b=2"
    assert [(s["source"], s["outlet"], s["published"], s["seen"]) for s in first["_storyfold"]["sources"]] == [
        ("harbour", "Harbour Post", "2024-05-06T12:00:00Z", "2024-05-06T12:20:00Z"),
        ("coast", "Coast <Radio>", "2024-05-06T12:00:00Z", "2024-05-06T13:20:00Z"),
        ("drop", "Drop folder", None, "2024-05-06T14:00:00Z"),
    ]
    assert first["_storyfold"]["sources"][2]["why"] == {
        "decision": "join",
        "score": 0.81,
        "refused": None,
        "nearest": "a1",
        "measures": {"vectors": 0.9, "words": 0.4123},
        "shared": ["ferry", "storm"],
        "gap_s": 7500,
    }


def test_json_feed_is_a_line_for_each_item_between_its_head_and_its_end(topic: Topic, desk: "Desk"):
    head, *items, end = json_feed(channel(topic, desk.site)).decode().splitlines()

    assert head.endswith('"items":[')
    read = [json.loads(item.removesuffix(","))["_storyfold"]["cluster"] for item in items]
    assert read == [entry.cluster.key for entry in topic.entries]
    assert end == "]}"


def test_json_feed_does_not_depend_on_the_order_in_which_likenesses_were_measured(topic: Topic, desk: "Desk"):
    def turned(member: Member) -> Member:
        measures = dict(reversed(member.decision.evidence.measures.items()))
        evidence = replace(member.decision.evidence, measures=measures)
        return replace(member, decision=replace(member.decision, evidence=evidence))

    entry = topic.entries[0]
    cluster = replace(entry.cluster, members=tuple(map(turned, entry.cluster.members)))

    assert json_feed(channel(desk.topic(replace(entry, cluster=cluster)), desk.site)) == json_feed(
        channel(desk.topic(entry), desk.site)
    )


def test_changed_representative_keeps_the_id_and_brings_its_own_headline(topic: Topic, desk: "Desk"):
    before = topic.entries[0]
    after = replace(
        before, representative=before.cluster.members[1].story, updated=before.updated + timedelta(minutes=1)
    )

    for write in (atom, rss):
        [old], [new] = (parsed(write(channel(desk.topic(entry), desk.site))).entries for entry in (before, after))
        assert old.id == new.id
        assert (old.title, new.title) == (before.representative.title, "Ferry back after storm")


def test_empty_topic_gives_valid_feeds(desk: "Desk"):
    nothing = desk.topic()

    assert parsed(atom(channel(nothing, desk.site))).feed.updated == "1970-01-01T00:00:00.000000Z"
    assert parsed(rss(channel(nothing, desk.site))).entries == []
    assert json.loads(json_feed(channel(nothing, desk.site)))["items"] == []


def test_opml_lists_each_topic_once_in_order(topic: Topic, desk: "Desk"):
    other = replace(topic, slug="quiet", language=None)

    root = etree.fromstring(opml([topic, other], desk.site))

    assert root.get("version") == "2.0"
    assert [node.get("xmlUrl") for node in root.iterfind("body/outline")] == [
        "https://feeds.example/news/topics/ferries.atom",
        "https://feeds.example/news/topics/quiet.atom",
    ]
    assert {node.get("type") for node in root.iterfind("body/outline")} == {"rss"}
    assert root.find("body/outline").get("text") == "Ferries & <ports>"


def test_feed_survives_years_that_strftime_writes_wrongly(topic: Topic, desk: "Desk"):
    long_ago = datetime(812, 1, 2, 3, 4, 5, tzinfo=UTC)
    entry = replace(topic.entries[0], published=long_ago)

    assert b"<pubDate>Mon, 02 Jan 0812 03:04:05 GMT</pubDate>" in rss(channel(desk.topic(entry), desk.site))


HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cs", "Cc", "Cf", "Co", "Cn"]),
        st.sampled_from("&<>\"'] \t\r\n\0\x0b\ufffe\uffff\u202e\u200f😀é]]>"),
    ),
    min_size=1,
    max_size=40,
) | st.sampled_from(["]]>", "&amp;", "<script>alert(1)</script>", "&#0;", "<!--", "שלום", "\ud800", "\x00"])


@settings(max_examples=150, deadline=None)
@given(HOSTILE)
def test_hostile_text_gives_valid_documents_with_equal_titles(desk: "Desk", text: str):
    topic, site = desk.hostile(text)
    expected = plain(one_line(text)) or UNTITLED

    in_atom = etree.fromstring(atom(channel(topic, site))).findtext("a:entry/a:title", None, NS)
    in_rss = etree.fromstring(rss(channel(topic, site))).findtext("channel/item/title")
    [in_json] = json.loads(json_feed(channel(topic, site)).decode())["items"]
    etree.fromstring(opml([topic], site))

    assert in_atom == in_rss == in_json["title"] == expected
    assert etree.HTML(in_json["content_html"]).find(".//script") is None


def is_repaired(text: str) -> bool:
    """Tell whether feedparser takes the text for UTF-8 that somebody read as ISO 8859-1, and reads it again."""
    try:
        return text.encode("iso-8859-1").decode() != text
    except UnicodeError:
        return False


@settings(max_examples=50, deadline=None)
@given(HOSTILE)
def test_hostile_titles_reach_a_reader_as_they_are(desk: "Desk", text: str):
    assume(not is_repaired(one_line(text)))
    topic, site = desk.hostile(text)

    titles = {parsed(write(channel(topic, site))).entries[0].title.strip() for write in (atom, rss)}

    assert titles == {(plain(text) or UNTITLED).strip()}


@pytest.mark.parametrize("write", [atom, rss])
def test_entry_that_goes_on_from_a_merged_cluster_keeps_its_id(topic: Topic, desk: "Desk", write: Callable[..., bytes]):
    entry = replace(topic.entries[0], id="tag:feeds.example,2024:cluster/old1")

    [read] = parsed(write(channel(desk.topic(entry), desk.site))).entries

    assert read.id == "tag:feeds.example,2024:cluster/old1"


def test_json_feed_says_how_a_story_came(topic: Topic, desk: "Desk"):
    first, second = topic.entries[0].cluster.members
    merged = Decision(kind="merge", story="z9", cluster="a1", copy="z9", score=0.625)
    came = replace(second, decision=replace(second.decision, cluster="z9", former="y8"), merges=(merged,))
    entry = desk.entry(desk.cluster("a1", first, came))

    [item_] = json.loads(json_feed(channel(desk.topic(entry), desk.site)))["items"]

    stayed, moved = (
        next(source["why"] for source in item_["_storyfold"]["sources"] if source["story"] == key)
        for key in ("a1", "b2")
    )
    assert moved["moved_from"] == "y8"
    assert moved["merged"] == [{"cluster": "z9", "into": "a1", "score": 0.625}]
    assert not {"moved_from", "merged"} & stayed.keys()
