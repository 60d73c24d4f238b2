"""What HTTP says beside a feed is what the feed says of itself."""

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from bot.model import Site, Topic
from bot.publishing.items import channel
from bot.publishing.jsonfeed import json_feed
from bot.publishing.links import link_header
from bot.publishing.syndication import atom, rss

if TYPE_CHECKING:
    from tests.publishing.conftest import Desk

LINK = "{http://www.w3.org/2005/Atom}link"


def test_the_header_names_the_feed_and_its_hubs_as_its_document_does(whole: Topic, linked: Site):
    feed = channel(whole, linked)
    for ending, write in ((".atom", atom), (".rss", rss)):
        links = [(node.get("rel"), node.get("href")) for node in etree.fromstring(write(feed)).iter(LINK)]
        own, hub = (next(url for rel, url in links if rel == wanted) for wanted in ("self", "hub"))
        assert link_header(f"/topics/ferries{ending}", linked) == f'<{own}>; rel="self", <{hub}>; rel="hub"'
    told = json.loads(json_feed(feed))
    expected = f'<{told["feed_url"]}>; rel="self", <{told["hubs"][0]["url"]}>; rel="hub"'
    assert link_header("/topics/ferries.json", linked) == expected


def test_every_hub_is_named_once_it_is_a_url(linked: Site):
    site = replace(linked, hubs=("https://one.example/", "javascript:alert(1)", "https://two.example/?a=1"))

    assert link_header("/topics/ferries.atom", site) == (
        '<https://feeds.example/news/topics/ferries.atom>; rel="self", <https://one.example/>; rel="hub", '
        '<https://two.example/?a=1>; rel="hub"'
    )


def test_without_a_hub_and_in_an_archive_it_is_the_document_alone(linked: Site, desk: "Desk"):
    own = '<https://feeds.example/news/topics/ferries.rss>; rel="self"'
    assert link_header("/topics/ferries.rss", desk.site) == own
    archive = '<https://feeds.example/news/topics/ferries/2024-05.atom>; rel="self"'
    assert link_header("/topics/ferries/2024-05.atom", linked) == archive


@pytest.mark.parametrize(
    "path",
    ["/", "/topics/ferries", "/clusters/a1", "/private/abc/topics/ferries.atom", "/topics/x>.atom", "/topics/a/b.atom"],
)
def test_nothing_is_said_of_what_is_no_public_feed(path: str, linked: Site):
    assert link_header(path, linked) is None
