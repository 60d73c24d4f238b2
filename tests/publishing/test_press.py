"""Documents put together from what was made before are, byte for byte, those that are made anew; and no more is made than changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model import Change, Site, Tombstone, Topic, TopicEntry
from bot.publishing import press as printing
from bot.publishing.items import channel
from bot.publishing.jsonfeed import json_feed
from bot.publishing.pages import Why, index, topic_page
from bot.publishing.parts import parted
from bot.publishing.press import Press, Store
from bot.publishing.site import render, render_assets, render_changed, render_front
from bot.publishing.syndication import atom, rss
from tests.publishing.conftest import NOON

if TYPE_CHECKING:
    from tests.publishing.conftest import Desk

SLUGS = ("ferries", "ports")


@dataclass(frozen=True)
class Seen:
    """An entry, as far as it differs from others."""

    key: str
    title: str | None
    days: int
    seconds: int
    is_pinned: bool
    has_news: bool


SEEN = st.builds(
    Seen,
    key=st.sampled_from("abcdefg"),
    title=st.sampled_from((None, "Ferry & <quay>", "]]> </entry> </item>", "</feed>\n\x00{ü}")),
    days=st.integers(0, 2),
    seconds=st.integers(0, 2),
    is_pinned=st.booleans(),
    has_news=st.booleans(),
)
TOPIC = st.tuples(
    st.lists(SEEN, max_size=6, unique_by=lambda one: one.key),
    st.integers(0, 2),  # tombstones
    st.booleans(),  # whether something newer was there
    st.booleans(),  # whether archives are
)
STEPS = st.lists(st.tuples(st.sampled_from(SLUGS), TOPIC, st.sampled_from(("", "https://hub.example/"))), max_size=6)


def topic(desk: "Desk", slug: str, given_: tuple[Sequence[Seen], int, bool, bool]) -> Topic:
    seen, gone, was_newer, has_archives = given_
    return replace(
        desk.topic(*(entry(desk, one) for one in seen), slug=slug),
        tombstones=tuple(Tombstone(id=f"tag:gone-{n}", at=NOON + timedelta(hours=n), into="a") for n in range(gone)),
        last=NOON + timedelta(days=3) if was_newer else None,
        archives=("2024-03", "2024-04") if has_archives else (),
        began=NOON - timedelta(days=9),
    )


def entry(desk: "Desk", one: Seen) -> TopicEntry:
    member = desk.member(desk.story(one.key), founder=True, carried=("coast",))
    made = desk.entry(desk.cluster(one.key, member), age=timedelta(days=one.days))
    change = (Change(at=NOON, text="death toll 5 → 12", outlet="Harbour Post"),) if one.has_news else ()
    updated = made.updated + timedelta(seconds=one.seconds)
    return replace(made, title=one.title, updated=updated, is_pinned=one.is_pinned, changes=change)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, room=st.sampled_from((0, 30_000, 10**9)))
def test_whatever_changes_the_documents_are_those_made_anew(desk: "Desk", why: Why, steps: list, room: int):
    press = Press(Store(room))
    topics = {slug: topic(desk, slug, ([], 0, False, False)) for slug in SLUGS}
    site = desk.site
    there = print_(press, list(topics.values()), site, why, topics)
    for slug, given_, hub in steps:
        wanted = replace(desk.site, hubs=(hub,) if hub else ())
        topics[slug] = topic(desk, slug, given_)
        # Another site makes all documents others.
        changed = [slug] if wanted == site else list(topics)
        site = wanted
        there |= print_(press, [topics[one] for one in changed], site, why, topics)

        expected = render(list(topics.values()), site, why)
        kept = {path for path in there if path.startswith(("clusters/", "sources/"))}
        assert {path: there[path] for path in expected} == expected
        assert there.keys() - expected.keys() <= kept


def print_(press: Press, changed: list[Topic], site: Site, why: Why, topics: dict[str, Topic]) -> dict[str, bytes]:
    made = render_changed(changed, site, why, press, elsewhere=[one for one in topics.values() if one not in changed])
    heads = [replace(one, entries=()) for one in topics.values()]
    # Pages name their clusters' topics in the order of all of them: made whole here, as it is not the press that makes them.
    pages = {
        path: page for path, page in render(list(topics.values()), site, why).items() if path.startswith("clusters/")
    }
    return {**render_assets(), **made, **pages, **render_front(heads, site, press)}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_=TOPIC)
def test_documents_of_a_topic_are_what_their_writers_write(desk: "Desk", why: Why, given_: tuple):
    one = topic(desk, "ferries", given_)

    files = render([one], desk.site, why)

    feed = channel(one, desk.site)
    assert files["topics/ferries.atom"] == atom(feed)
    assert files["topics/ferries.rss"] == rss(feed)
    assert files["topics/ferries.json"] == json_feed(feed)
    assert files["topics/ferries.html"] == topic_page(one, desk.site)
    assert files["index.html"] == index([one], desk.site)


def test_of_what_did_not_change_nothing_is_made_again(desk: "Desk", why: Why):
    press = Press(Store())
    before = topic(desk, "ferries", ([Seen(key, None, 0, 0, False, False) for key in "abcdef"], 0, False, False))
    render_changed([before], desk.site, why, press, pages=())
    render_front([before], desk.site, press)
    after = replace(before, entries=(replace(before.entries[0], title="Another"), *before.entries[1:]))

    with (
        mock.patch.object(printing, "item", wraps=printing.item) as items,
        mock.patch.object(printing, "card", wraps=printing.card) as cards,
    ):
        files = render_changed([after], desk.site, why, press, pages=())

    assert [call.args[0].title for call in items.call_args_list] == ["Another"]
    assert [call.args[0].title for call in cards.call_args_list] == ["Another"]
    feeds = [f"topics/ferries.{ending}" for ending in ("atom", "html", "json", "rss")]
    assert sorted(files) == [*feeds, "topics/ferries/daily.html"]
    assert "index.html" in render_front([after], desk.site, press)
    assert render_front([after], desk.site, press) == {}


def test_store_holds_no_more_than_its_room(desk: "Desk", why: Why):
    store = Store(room=200_000)
    press = Press(store)
    for number in range(30):
        seen = [Seen(f"{number}-{one}", None, 0, 0, False, False) for one in range(3)]
        render_changed([topic(desk, f"t{number}", (seen, 0, False, False))], desk.site, why, press, pages=())

    kept = [number for number in range(30) if store.take((None, f"t{number}")).entries]

    assert 0 < len(kept) < 30
    assert kept == list(range(30 - len(kept), 30)), "what was asked for last stays"


@pytest.mark.parametrize("texts", [["</entry>", "<entry>"], ["a"], []])
def test_document_that_was_taken_apart_is_whole_again(texts: list[str]):
    escaped = [text.replace("<", "&lt;") for text in texts]
    document = f"<feed><title>x</title>{''.join(f'<entry>{one}</entry>' for one in escaped)}</feed>\n".encode()

    parts = parted(document, b"entry", b"</feed>")

    assert len(parts.entries) == len(texts)
    assert parts.whole(parts.entries) == document
