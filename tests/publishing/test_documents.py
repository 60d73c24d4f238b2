"""Every feed is valid by a grammar and a schema, and two readers of each format find in it what was to be said."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import feedparser
import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bot.model import Document, Enclosure, Origin, Site, Source, Topic
from bot.publishing.items import Channel, Item, channel
from bot.publishing.jsonfeed import json_feed
from bot.publishing.syndication import atom, rss
from bot.publishing.text import instant, rfc822, rfc3339, web_url
from bot.reading.documents import read
from bot.reading.tasks import Task
from tests.publishing.conftest import NOON

if TYPE_CHECKING:
    from tests.publishing.conftest import Desk

ROOT = Path(__file__).parents[2]
GRAMMAR = etree.RelaxNG(etree.parse(ROOT / "tests" / "data" / "publishing" / "atom.rng"))
SCHEMA = jsonschema.Draft202012Validator(json.loads((ROOT / "docs" / "feed-schema.json").read_text()))
NS = {
    "a": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "m": "http://search.yahoo.com/mrss/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "c": "http://purl.org/rss/1.0/modules/content/",
}


# --- what was said, and what readers find ------------------------------------------------------------------------------


class Read(NamedTuple):
    """What every format says of an item."""

    id: str
    title: str
    content: str
    published: str
    updated: str
    authors: list[str]
    labels: list[str]
    language: str | None


def said(one: Item, language: str | None) -> Read:
    return Read(
        one.id,
        one.title,
        one.content,
        rfc3339(one.published),
        instant(one.updated),
        list(one.authors),
        [category.label for category in one.categories],
        one.language or language,
    )


def read_atom(document: bytes) -> list[Read]:
    root = etree.fromstring(document)
    own = root.get("{http://www.w3.org/XML/1998/namespace}lang")

    def text(entry: Any, name: str) -> str:
        [found] = entry.findall(f"a:{name}", NS)
        return found.text

    return [
        Read(
            *(text(entry, name) for name in ("id", "title", "content", "published", "updated")),
            [name.text for name in entry.iterfind("a:author/a:name", NS)],
            [category.get("label") for category in entry.iterfind("a:category", NS)],
            entry.get("{http://www.w3.org/XML/1998/namespace}lang") or own,
        )
        for entry in root.iterfind("a:entry", NS)
    ]


def read_rss(document: bytes) -> list[Read]:
    [own] = etree.fromstring(document).findall("channel")

    def text(item: Any, name: str) -> str:
        [found] = item.findall(name, NS)
        return found.text

    def published(item: Any) -> str:
        return rfc3339(datetime.strptime(text(item, "pubDate"), "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=UTC))

    return [
        Read(
            *(text(item, name) for name in ("guid", "title", "c:encoded")),
            published(item),
            text(item, "a:updated"),
            [author.text for author in item.iterfind("dc:creator", NS)],
            [category.text for category in item.iterfind("category")],
            item.findtext("dc:language", None, NS) or own.findtext("language"),
        )
        for item in own.iterfind("item")
    ]


def read_json(document: bytes) -> list[Read]:
    feed = json.loads(document)
    return [
        Read(
            *(item[name] for name in ("id", "title", "content_html", "date_published", "date_modified")),
            [author["name"] for author in item["authors"]],
            item.get("tags", []),
            item.get("language", feed.get("language")),
        )
        for item in feed["items"]
    ]


def read_by_feedparser(document: bytes) -> list[tuple[str, str, str, datetime, list[str]]]:
    feed = feedparser.parse(document, sanitize_html=False, resolve_relative_uris=False)
    assert feed.bozo is False, feed.get("bozo_exception")
    return [
        (
            entry.id,
            entry.title,
            entry.content[0].value,
            datetime(*entry.published_parsed[:6], tzinfo=UTC),
            [tag.label or tag.term for tag in entry.get("tags", ())],
        )
        for entry in feed.entries
    ]


FORMATS: tuple[tuple[Callable[[Channel], bytes], Callable[[bytes], list[Read]]], ...] = (
    (atom, read_atom),
    (rss, read_rss),
    (json_feed, read_json),
)


def check(feed: Channel) -> None:
    """Hold every document of a topic against the grammar, the schema, and the rules that neither can say."""
    documents = {write: write(feed) for write, _ in FORMATS}
    tree = etree.fromstring(documents[atom])
    GRAMMAR.assertValid(tree)
    in_json = json.loads(documents[json_feed])
    SCHEMA.validate(in_json)
    ids = [node.text for node in tree.iterfind("a:entry/a:id", NS)]
    assert len({*ids}) == len(ids)
    times = [node.text for node in tree.iterfind("a:entry/a:updated", NS)]
    assert len({*times}) == len(times)
    gone = [node.get("when") for node in tree.iterfind("at:deleted-entry", NS)]
    assert [datetime.fromisoformat(tree.findtext("a:updated", "", NS))] == [
        max(map(datetime.fromisoformat, times + gone), default=feed.updated)
    ]
    for entry, item in zip(tree.iterfind("a:entry", NS), in_json["items"], strict=True):
        assert entry.findtext("a:published", "", NS) <= entry.findtext("a:updated", "", NS)
        assert item["date_published"] <= item["date_modified"]
        links = [(link.get("rel"), link.get("href")) for link in entry.iterfind("a:link", NS)]
        assert len({*links}) == len(links)
        assert [rel for rel, _ in links].count("alternate") == 1
    relations = [link.get("rel") for link in tree.iterfind("a:link", NS)]
    assert relations == ["self", "alternate", *["hub"] * len(feed.hubs)]
    addresses = [*tree.iterfind("a:link", NS), *etree.fromstring(documents[rss]).iterfind("channel/a:link", NS)]
    assert [link.get("href") for link in addresses if link.get("rel") == "self"] == [
        f"{feed.address}.atom",
        f"{feed.address}.rss",
    ]
    assert in_json["feed_url"] == f"{feed.address}.json"


# --- tests ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("write, read_back", FORMATS)
def test_a_strict_reader_of_each_format_finds_what_was_said(
    whole: Topic, linked: Site, write: Callable[[Channel], bytes], read_back: Callable[[bytes], list[Read]]
):
    feed = channel(whole, linked)

    assert read_back(write(feed)) == [said(one, feed.language) for one in feed.items]


@pytest.mark.parametrize("write", [atom, rss])
def test_feedparser_finds_the_same(whole: Topic, linked: Site, write: Callable[[Channel], bytes]):
    feed = channel(whole, linked)

    assert read_by_feedparser(write(feed)) == [
        (one.id, one.title, one.content.strip(), one.published, [category.label for category in one.categories])
        for one in feed.items
    ]


@pytest.mark.parametrize("write, read_back", FORMATS)
def test_what_is_read_back_is_what_the_topic_holds(
    whole: Topic, linked: Site, write: Callable[[Channel], bytes], read_back: Callable[[bytes], list[Read]]
):
    found = read_back(write(channel(whole, linked)))

    assert [one.id for one in found] == [entry.cluster.id for entry in whole.entries]
    assert [one.title for one in found] == [entry.representative.title for entry in whole.entries]
    assert [one.published for one in found] == [rfc3339(entry.published) for entry in whole.entries]
    assert [one.updated[:19] for one in found] == [rfc3339(entry.updated)[:19] for entry in whole.entries]
    assert [one.language for one in found] == [entry.representative.language for entry in whole.entries]


def test_every_document_is_valid(whole: Topic, topic: Topic, linked: Site, desk: "Desk"):
    for one in (whole, topic, replace(topic, entries=()), replace(whole, entries=(), language=None)):
        for site in (linked, desk.site):
            check(channel(one, site))


TEXT = st.lists(
    st.text(st.characters() | st.characters(categories=["Cs", "Cc", "Cf", "Co", "Cn"]), max_size=10)
    | st.sampled_from(
        ("</b>", "<b>", "&copy;", "&#10;", "]]>", "<!--", "<?", "<script>", "\ufffd", "a@b.example", " ", "%")
    ),
    min_size=1,
    max_size=6,
).map("".join)
URL = TEXT | TEXT.map("https://a.example/".__add__) | TEXT.map("http://".__add__)


@settings(max_examples=80, deadline=None)
@given(TEXT, URL, st.integers(min_value=-3, max_value=2**40))
def test_hostile_text_makes_no_document_invalid(desk: "Desk", text: str, url: str, number: int):
    feed = channel(*desk.hostile(text, url, number))

    check(feed)
    for write, read_back in FORMATS:
        assert read_back(write(feed)) == [said(one, feed.language) for one in feed.items]


def test_the_seeds_make_valid_documents(desk: "Desk"):
    source = Source(name="drop", title="Drop folder", family="drop")
    paths = sorted((ROOT / "seeds").glob("*.txt"))
    found = [
        read(
            Task(
                document=Document(source="drop", location=path.name, content=path.read_bytes(), arrived=NOON),
                source=source,
            )
        )
        for path in paths
    ]
    stories = [delivery.story for delivery in chain.from_iterable(one.deliveries for one in found)]
    entries = [desk.entry(desk.cluster(story.key, desk.member(story, founder=True))) for story in stories]

    assert len(entries) == len(paths)
    check(channel(desk.topic(*entries), desk.site))


@pytest.mark.parametrize(
    "broken",
    [
        lambda text: text.replace("<updated>", "<updated>\n", 1),
        lambda text: text.replace("<title>", "<title>x</title><title>", 1),
        lambda text: text.replace('rel="alternate"', 'rel="Alternate"', 1),
        lambda text: text.replace('when="', 'when="2024-05-06 ', 1),
        lambda text: text.replace("<author>", "<editor/><author>", 1),
        lambda text: text.replace('width="640"', 'width="0"', 1),
        lambda text: text.replace(' scheme="', ' tag="', 1),
    ],
)
def test_the_grammar_refuses_what_is_wrong(whole: Topic, linked: Site, broken: Callable[[str], str]):
    document = atom(channel(whole, linked)).decode()

    changed = broken(document)

    assert changed != document
    assert not GRAMMAR.validate(etree.fromstring(changed.encode()))


def test_the_schema_is_one_and_refuses_what_is_wrong(whole: Topic, linked: Site):
    SCHEMA.check_schema(SCHEMA.schema)
    feed = json.loads(json_feed(channel(whole, linked)))

    feed["items"][0]["_storyfold"]["sources"][0]["why"]["score"] = 2

    assert not SCHEMA.is_valid(feed)


def test_an_entry_names_the_feed_that_its_story_came_from(whole: Topic, linked: Site):
    feed = channel(whole, linked)

    [source] = etree.fromstring(atom(feed)).findall("a:entry[1]/a:source", NS)
    in_rss = etree.fromstring(rss(feed)).find("channel/item/source")

    assert [node.text for node in source.iterfind("*") if node.text] == [
        "tag:post.example,2001:all",
        "Harbour Post: all & everything",
        "2024-05-06T12:00:00Z",
    ]
    assert [(link.get("rel"), link.get("type"), link.get("href")) for link in source.iterfind("a:link", NS)] == [
        ("self", "application/rss+xml", "https://post.example/feed?all=1&b=2"),
        ("alternate", "text/html", "https://post.example/"),
    ]
    [via] = etree.fromstring(atom(feed)).findall("a:entry[1]/a:link[@rel='via']", NS)
    assert (via.get("href"), via.get("title")) == (
        source.find("a:link", NS).get("href"),
        source.findtext("a:title", "", NS),
    )
    assert (in_rss.get("url"), in_rss.text) == (via.get("href"), via.get("title"))


def test_a_feed_without_an_id_of_its_own_has_one_that_stays_when_it_moves(whole: Topic, linked: Site):
    def id_of(origin: Origin) -> str:
        feed = channel(whole, replace(linked, origins={"harbour": origin}))
        return etree.fromstring(atom(feed)).findtext("a:entry/a:source/a:id", "", NS)

    before = id_of(Origin(title="Post", url="https://post.example/feed", id="not an id"))

    assert before == "tag:feeds.example,2024:source/harbour"
    assert id_of(Origin(title="Post", url="https://moved.example/")) == before


def test_a_story_from_a_folder_names_no_feed(whole: Topic, desk: "Desk"):
    document = atom(channel(whole, desk.site))

    assert b"<source>" not in document
    assert b'rel="via"' not in document


def test_what_went_is_said_with_where_it_went(whole: Topic, linked: Site):
    feed = channel(whole, linked)
    tree = etree.fromstring(atom(feed))

    gone = [(node.get("ref"), node.get("when")) for node in tree.iterfind("at:deleted-entry", NS)]
    assert gone == [
        ("tag:feeds.example,2024:cluster/m1", "2024-05-06T16:00:00Z"),
        ("tag:feeds.example,2024:cluster/w1", "2024-05-06T14:00:00Z"),
    ]
    pages = [node.get("href") for node in tree.iterfind("at:deleted-entry/a:link", NS)]
    assert pages == ["https://feeds.example/news/clusters/a1"]
    assert [(one["id"], one["at"]) for one in json.loads(json_feed(feed))["_storyfold"]["tombstones"]] == gone
    assert tree.findtext("a:updated", "", NS) == "2024-05-06T16:00:00.000000Z"


def test_pictures_and_players_each_get_what_they_are_for(whole: Topic, linked: Site):
    feed = channel(whole, linked)
    tree = etree.fromstring(atom(feed))
    item = etree.fromstring(rss(feed)).find("channel/item")

    for node in (tree.find("a:entry", NS), item):
        assert dict(node.find("m:content", NS).attrib) == {
            "url": "https://a1.example/deck.jpg",
            "medium": "image",
            "type": "image/jpeg",
            "width": "640",
            "height": "480",
            "fileSize": "4321",
        }
        assert node.find("m:thumbnail", NS).get("url") == "https://a1.example/deck.jpg"
    assert dict(item.find("enclosure").attrib) == {
        "url": "https://a1.example/sailing.mp3",
        "length": "99000",
        "type": "audio/mpeg",
    }
    assert json.loads(json_feed(feed))["items"][0]["image"] == "https://a1.example/deck.jpg"


def test_categories_have_a_vocabulary_that_is_the_same_in_every_topic_and_at_every_address(whole: Topic, linked: Site):
    elsewhere = replace(linked, base_url="https://moved.example")

    def schemes(topic: Topic, site: Site) -> set[tuple[str, str]]:
        tree = etree.fromstring(atom(channel(topic, site)))
        return {(one.get("term"), one.get("scheme")) for one in tree.iterfind("a:entry/a:category", NS)}

    assert schemes(whole, linked) == {("Transport & trade", "tag:feeds.example,2024:categories")}
    assert schemes(replace(whole, slug="other", title="Other"), elsewhere) == schemes(whole, linked)
    tree = etree.fromstring(atom(channel(whole, linked)))
    assert dict(tree.find("a:category", NS).attrib) == {
        "term": "ferries",
        "scheme": "tag:feeds.example,2024:topics",
        "label": "Ferries & <ports>",
    }


def test_all_three_name_the_hub(whole: Topic, linked: Site, desk: "Desk"):
    feed = channel(whole, linked)

    for root in (etree.fromstring(atom(feed)), etree.fromstring(rss(feed)).find("channel")):
        assert [one.get("href") for one in root.iterfind("a:link[@rel='hub']", NS)] == ["https://hub.example/"]
    assert json.loads(json_feed(feed))["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
    assert b"hub" not in atom(channel(whole, desk.site))


def test_rights_go_with_the_story(whole: Topic, linked: Site):
    feed = channel(whole, linked)

    assert etree.fromstring(atom(feed)).findtext("a:entry/a:rights", "", NS) == "© Harbour Post & Sons"
    assert etree.fromstring(rss(feed)).findtext("channel/item/dc:rights", "", NS) == "© Harbour Post & Sons"
    assert json.loads(json_feed(feed))["items"][0]["_storyfold"]["rights"] == "© Harbour Post & Sons"


def alike(desk: "Desk", keys: list[str]) -> Topic:
    """A topic whose entries changed in one second."""
    return desk.topic(*(desk.entry(desk.cluster(key, desk.member(desk.story(key), founder=True))) for key in keys))


def test_entries_of_one_second_have_times_of_their_own_that_do_not_depend_on_the_others(desk: "Desk"):
    keys = [f"{number:04x}" for number in range(60)]

    def times(some: list[str]) -> dict[str, datetime]:
        return {one.id: one.updated for one in channel(alike(desk, some), desk.site).items}

    everything, half = times(keys), times(keys[::-2])

    assert len({*everything.values()}) == len(keys)
    assert half.items() <= everything.items()
    assert {at.replace(microsecond=0) for at in everything.values()} == {
        (NOON + timedelta(hours=3)).replace(microsecond=0)
    }


def test_entries_whose_fractions_meet_still_have_times_of_their_own(desk: "Desk", monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bot.publishing.items._fraction", lambda _: 7)

    times = [one.updated.microsecond for one in channel(alike(desk, ["b2", "a1", "c3"]), desk.site).items]

    assert times == [8, 7, 9]  # in the order of their ids


def test_a_topic_without_entries_is_from_when_it_began(desk: "Desk"):
    began = datetime(2026, 3, 2, 6, 0, 0, 5, UTC)
    nothing = replace(desk.topic(), began=began)

    assert (
        etree.fromstring(atom(channel(nothing, desk.site))).findtext("a:updated", "", NS)
        == "2026-03-02T06:00:00.000000Z"
    )
    assert etree.fromstring(rss(channel(nothing, desk.site))).findtext("channel/lastBuildDate") == rfc822(began)


def test_an_entry_that_went_does_not_make_the_topic_older(whole: Topic):
    emptied = replace(whole, entries=())

    assert emptied.updated == whole.updated == whole.tombstones[0].at


def test_a_url_that_is_claimed_twice_is_one_enclosure(topic: Topic, linked: Site):
    story = replace(topic.entries[0].representative, enclosures=(Enclosure(url="https://a.example/é.jpg"),) * 2)

    [found] = (
        channel(replace(topic, entries=(replace(topic.entries[0], representative=story),)), linked).items[0].enclosures
    )

    assert found.url == web_url("https://a.example/é.jpg") == "https://a.example/%C3%A9.jpg"
