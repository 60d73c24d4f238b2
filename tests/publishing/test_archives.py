"""What a topic showed in months that are over: every entry once, in documents that lead from one to the next."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bot.model import Site, Topic, TopicEntry
from bot.publishing import archives
from bot.publishing.items import channel
from bot.publishing.syndication import atom, rss
from tests.publishing.test_documents import GRAMMAR, NS, read_atom, read_by_feedparser, read_rss

if TYPE_CHECKING:
    from tests.publishing.conftest import Desk

HISTORY = "{http://purl.org/syndication/history/1.0}archive"
LINK = "{http://www.w3.org/2005/Atom}link"
ADDRESS = "https://feeds.example/news/topics/ferries"
MARCH = datetime(2024, 3, 1, tzinfo=UTC)
COUNTS = {"2024-01": 2, "2024-02": 0, "2024-03": 5, "2024-05": 1}


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST", 2)


@pytest.fixture
def archived(desk: "Desk") -> Topic:
    return replace(desk.topic(), archives=archives.names(COUNTS.items()))


def entries(desk: "Desk", month: datetime, count: int) -> list[TopicEntry]:
    found = []
    for number in range(count):
        key = f"k{month.month}-{number}"
        cluster = desk.cluster(key, desk.member(desk.story(key), founder=True))
        when = month + timedelta(days=number)
        found.append(replace(desk.entry(cluster), published=when, updated=when + timedelta(hours=1)))
    return found


def links(document: bytes) -> dict[str, str]:
    """The links of a feed or a channel, and not of its entries."""
    root = etree.fromstring(document)
    head = root if root.find("channel") is None else root.find("channel")
    return {node.get("rel"): node.get("href") for node in head.iterchildren(LINK) if node.get("rel") != "hub"}


def test_documents_are_named_by_month_and_a_large_month_goes_on():
    assert archives.names(COUNTS.items()) == ("2024-01", "2024-03", "2024-03-2", "2024-03-3", "2024-05")


def test_each_entry_is_in_one_document_the_newest_first(archived: Topic, desk: "Desk", linked: Site):
    march = entries(desk, MARCH, 5)

    files = archives.documents(archived, linked, {"2024-03": march})

    names = ("2024-03", "2024-03-2", "2024-03-3")
    assert [*files] == [f"topics/ferries/{name}.{ending}" for name in names for ending in ("atom", "rss")]
    for ending, read in (("atom", read_atom), ("rss", read_rss)):
        found = [[one.id[-4:] for one in read(files[f"topics/ferries/{name}.{ending}"])] for name in names]
        assert found == [["k3-1", "k3-0"], ["k3-3", "k3-2"], ["k3-4"]]


def test_an_entry_is_in_an_archive_as_it_was_in_the_feed(archived: Topic, desk: "Desk", linked: Site):
    [entry] = entries(desk, MARCH, 1)
    feed = channel(replace(archived, entries=(entry,)), linked)
    topic = replace(archived, archives=("2024-03",))

    files = archives.documents(topic, linked, {"2024-03": [entry]})

    assert read_atom(files["topics/ferries/2024-03.atom"]) == read_atom(atom(feed))
    assert read_rss(files["topics/ferries/2024-03.rss"]) == read_rss(rss(feed))
    assert len({tuple(map(str, read_by_feedparser(document))) for document in files.values()}) == 1


@pytest.mark.parametrize("at_once", [1, 2, 100])
def test_a_document_has_the_same_bytes_however_many_entries_are_held_at_a_time(
    archived: Topic, desk: "Desk", linked: Site, monkeypatch: pytest.MonkeyPatch, at_once: int
):
    monkeypatch.setattr(archives, "MOST", 10)
    monkeypatch.setattr(archives, "AT_ONCE", at_once)
    march = [replace(one, updated=MARCH) for one in entries(desk, MARCH, 5)]
    topic = replace(archived, archives=("2024-02", "2024-03"))

    files = archives.documents(topic, linked, {"2024-03": iter(march)})

    whole = channel(replace(topic, entries=tuple(march[::-1]), tombstones=(), last=None), linked, "2024-03")
    assert files == {"topics/ferries/2024-03.atom": atom(whole), "topics/ferries/2024-03.rss": rss(whole)}


@pytest.mark.parametrize("ending", ["atom", "rss"])
def test_who_follows_the_links_from_the_feed_finds_every_document(
    archived: Topic, desk: "Desk", linked: Site, ending: str
):
    months = {"2024-01": 1, "2024-03": 3, "2024-05": 5}
    files = archives.documents(
        archived,
        linked,
        {name: entries(desk, MARCH.replace(month=month), COUNTS[name]) for name, month in months.items()},
    )
    feed = channel(archived, linked)
    subscribed = {"atom": atom, "rss": rss}[ending](feed)
    assert HISTORY not in {node.tag for node in etree.fromstring(subscribed).iter()}
    assert links(subscribed)["self"] == f"{ADDRESS}.{ending}"
    assert not {"current", "next-archive"} & links(subscribed).keys()

    found, at, later = [], links(subscribed).get("prev-archive"), None
    while at is not None:
        document = files[at.removeprefix("https://feeds.example/news/")]
        told = links(document)
        assert len(list(etree.fromstring(document).iter(HISTORY))) == 1
        assert (told["self"], told["current"]) == (at, f"{ADDRESS}.{ending}")
        assert told.get("next-archive") == later
        found.append(at)
        at, later = told.get("prev-archive"), at
    assert found == [f"{ADDRESS}/{name}.{ending}" for name in reversed(archived.archives)]


def test_the_only_archive_there_is_leads_to_the_feed_alone(desk: "Desk", linked: Site):
    topic = replace(desk.topic(), archives=("2024-03",))

    for path, document in archives.documents(topic, linked, {"2024-03": entries(desk, MARCH, 1)}).items():
        ending = path.rpartition(".")[2]
        told = {rel: url for rel, url in links(document).items() if rel != "alternate"}
        assert told == {"self": f"{ADDRESS}/2024-03.{ending}", "current": f"{ADDRESS}.{ending}"}
        assert not list(etree.fromstring(document).iter(HISTORY))


def test_archives_are_valid_and_have_the_feeds_id_and_neither_hub_nor_tombstones(
    whole: Topic, archived: Topic, desk: "Desk", linked: Site
):
    topic = replace(archived, tombstones=whole.tombstones, last=MARCH + timedelta(days=90))

    files = archives.documents(topic, linked, {"2024-03": entries(desk, MARCH, 5), "2024-05": []})

    for path, document in files.items():
        root = etree.fromstring(document)
        assert not list(root.iter("{http://purl.org/atompub/tombstones/1.0}deleted-entry"))
        assert b'rel="hub"' not in document
        if path.endswith(".atom"):
            GRAMMAR.assertValid(root)
            assert root.findtext("a:id", None, NS) == "tag:feeds.example,2024:topic/ferries"
    last = etree.fromstring(files["topics/ferries/2024-03-3.atom"])
    assert last.findtext("a:updated", None, NS) == last.findtext("a:entry/a:updated", None, NS)


def test_an_entry_that_comes_late_in_a_month_moves_no_other(archived: Topic, desk: "Desk", linked: Site):
    march = entries(desk, MARCH, 5)
    before = archives.documents(archived, linked, {"2024-03": march[:4]})
    after = archives.documents(archived, linked, {"2024-03": march})

    same = {path for path in before if before[path] == after[path]}
    assert same >= {
        f"topics/ferries/{name}.{ending}" for name in ("2024-03", "2024-03-2") for ending in ("atom", "rss")
    }


NAMES = st.lists(st.sampled_from(["2024-01", "2024-02", "2024-03", "2024-03-2", "2024-04"]), unique=True).map(sorted)


@given(NAMES, NAMES)
def test_months_whose_neighbours_change_are_written_anew_and_no_others(before: list[str], now: list[str]):
    moved = archives.moved(before, now)

    def around(chain: list[str], name: str) -> Any:
        at = chain.index(name)
        return chain[max(at - 1, 0) : at], chain[at + 1 : at + 2]

    assert moved == {name[:7] for name in now if name not in before or around(before, name) != around(now, name)}


def test_paths_are_those_of_the_documents_and_known_as_archives(archived: Topic, desk: "Desk", linked: Site):
    written = archives.documents(archived, linked, {"2024-03": entries(desk, MARCH, 5)})

    assert written.keys() < archives.paths(archived)
    assert all(map(archives.is_archive, archives.paths(archived)))
    assert not any(
        map(archives.is_archive, ("topics/ferries.atom", "topics/ferries/daily.html", "clusters/2024-03.atom"))
    )
