import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import FormatError
from bot.formats import parsing
from bot.formats.parsing import Parsed
from bot.model import Document, Enclosure, Entry, Feed, Link

VERSION = "https://jsonfeed.org/version/1.1"


def document(content: bytes | str | dict[str, object]) -> Document:
    if isinstance(content, dict):
        content = json.dumps({"version": VERSION, **content})
    content = content.encode() if isinstance(content, str) else content
    arrived = datetime(2024, 3, 13, tzinfo=UTC)
    return Document(
        source="s", location="feed.json", content=content, base_url="https://a.example/feed.json", arrived=arrived
    )


def parse(content: bytes | str | dict[str, object]) -> Parsed:
    return parsing.parse(document(content))


def test_every_field_that_curation_needs_is_kept():
    parsed = parse(
        {
            "title": "Northwire",
            "home_page_url": "https://a.example/",
            "feed_url": "https://a.example/feed.json",
            "language": "en",
            "hubs": [{"type": "WebSub", "url": "https://hub.example/"}, {"type": "rssCloud", "url": "https://no.example/"}],
            "authors": [{"name": "The Desk"}],
            "items": [
                {
                    "id": "1",
                    "url": "/news/1",
                    "external_url": "https://b.example/report",
                    "title": "Ferry <i>runs</i> aground",
                    "content_html": '<p>All <a href="map">safe</a></p>',
                    "content_text": "All safe, and this is longer than the other one",
                    "summary": "5 < 6 boats",
                    "image": "https://a.example/1.jpg",
                    "banner_image": "/banner",
                    "date_published": "2024-03-12T09:15:00+01:00",
                    "date_modified": "2024-03-12T10:00:00Z",
                    "authors": [{"name": "Ingrid Solvane"}, {"url": "https://x.example"}],
                    "tags": ["ferries", "islands"],
                    "language": "de",
                    "attachments": [{"url": "https://a.example/1.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 123}],
                }
            ],
        }
    )  # fmt: skip

    assert parsed.feed == Feed(
        title="Northwire",
        home="https://a.example/",
        language="en",
        hubs=("https://hub.example/",),
        self_url="https://a.example/feed.json",
    )
    assert parsed.identity == "guid"
    assert parsed.entries == (
        Entry(
            key="1",
            id="1",
            url="https://a.example/news/1",
            links=(
                Link(rel="alternate", url="https://a.example/news/1", media_type="text/html"),
                Link(rel="related", url="https://b.example/report", media_type="text/html"),
                Link(rel="enclosure", url="https://a.example/1.mp3", media_type="audio/mpeg"),
            ),
            title="Ferry <i>runs</i> aground",
            summary="5 &lt; 6 boats",
            body='<p>All <a href="https://a.example/map">safe</a></p>',
            body_type="html",
            published=datetime(2024, 3, 12, 8, 15, tzinfo=UTC),
            updated=datetime(2024, 3, 12, 10, tzinfo=UTC),
            authors=("Ingrid Solvane",),
            language="de",
            categories=("ferries", "islands"),
            enclosures=(
                Enclosure(url="https://a.example/1.mp3", media_type="audio/mpeg", length=123),
                Enclosure(url="https://a.example/1.jpg", media_type="image/jpeg"),
                Enclosure(url="https://a.example/banner"),
            ),
        ),
    )


def test_version_1_author_and_the_feeds_author_are_taken():
    entries = parse(
        {
            "version": "https://jsonfeed.org/version/1",
            "author": {"name": "The Desk"},
            "items": [{"id": "1", "content_text": "a"}, {"id": "2", "content_text": "b", "author": {"name": "Runa"}}],
        }
    ).entries

    assert [entry.authors for entry in entries] == [("The Desk",), ("Runa",)]


@pytest.mark.parametrize(
    "claimed, key", [("7", "7"), ("12345678901234567890123", "12345678901234567890123"), ("1.50", "1.50")]
)
def test_an_id_that_is_a_number_is_the_text_that_was_written(claimed: str, key: str):
    text = f'{{"version": "{VERSION}", "items": [{{"id": {claimed}, "content_text": "a"}}]}}'

    assert parse(text).entries[0].key == key


def test_one_bad_item_loses_no_other_and_keeps_what_it_has():
    entries = parse(
        {
            "items": [
                None,
                "text",
                {"id": "1", "title": ["no"], "content_text": {"no": 1}, "url": True, "tags": "one", "attachments": 3},
                {"id": "2", "title": "good", "authors": "Runa"},
            ]
        }
    ).entries

    assert [(entry.key, entry.title, entry.categories) for entry in entries] == [("1", "", ("one",)), ("2", "good", ())]
    assert entries[1].authors == ("Runa",)


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + json.dumps({"version": VERSION, "items": [{"id": "1", "title": "Übung"}]}).encode(),
        json.dumps({"version": VERSION, "items": [{"id": "1", "title": "Übung"}]}, ensure_ascii=False).encode("utf-16"),
        f'{{"version":"{VERSION}","items":[{{"id":"0","id":"1","title":"Übung"}}]}}'.encode(),
        f'{{"version":"{VERSION}","items":{{"id":"1","title":"Übung"}}}}'.encode(),
        '\n{"version":"https:\\/\\/jsonfeed.org\\/version\\/1","items":[{"id":"1","title":"Ü\0bung"}]}'.encode(),
    ],
)
def test_marks_repeated_keys_and_escapes_do_not_lose_a_feed(content: bytes):
    (entry,) = parse(content).entries

    assert (entry.key, entry.title) == ("1", "Übung")


def test_half_a_character_is_replaced_and_a_whole_one_is_not():
    (entry,) = parse(
        f'{{"version": "{VERSION}", "items": [{{"id": "1", "title": "a\\ud800b \\ud83d\\ude00 \\\\ud800"}}]}}'
    ).entries

    assert entry.title == "a\ufffdb 😀 \\ud800"


@pytest.mark.parametrize(
    "content, message",
    [
        (f'{{"version": "{VERSION}", "items": [', "a JSON Feed that is no JSON \\(.* at line 1 column "),
        (f'{{"version": "{VERSION}", "items": {"[" * 99_999}', "nested too deep"),
        (f'{{"version": "{VERSION}", "items": [{"{}," * 300_000}]}}', "300001 of '{'"),
        (f'{{"version": "{VERSION}"}}', "no items and no title"),
        (f'{{"version": "{VERSION}", "items": [{{}}]}}', "no items and no title"),
        ('{"version": "1", "items": []}', "is JSON without what ninjs or a JSON Feed has, expected a feed"),
    ],
)
def test_what_is_no_feed_is_refused_with_a_line_that_says_why(content: str, message: str):
    with pytest.raises(FormatError, match=message):
        parse(content)


def test_of_too_many_items_the_newest_are_kept_in_their_order():
    start = datetime(2024, 3, 1, tzinfo=UTC)
    items = [{"id": str(n), "date_published": (start + timedelta(days=n % 5)).isoformat()} for n in range(10)]

    parsed = parsing.parse(document({"items": items}), max_entries=4)

    assert ([entry.key for entry in parsed.entries], parsed.cut) == (["3", "4", "8", "9"], 6)


FIELDS = st.sampled_from(
    "items id url external_url title content_html content_text summary image date_published authors author name tags "
    "attachments mime_type size_in_bytes hubs type feed_url home_page_url language".split()
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(FIELDS, inner, max_size=6),
    max_leaves=25,
)


@given(st.dictionaries(FIELDS, JSON, max_size=8))
def test_any_values_anywhere_give_entries_with_keys_of_their_own_or_a_format_error(feed: dict[str, object]):
    try:
        entries = parse({**feed, "version": VERSION}).entries
    except FormatError:
        return

    assert len({entry.key for entry in entries}) == len(entries)
    assert "".join(f"{entry.title}{entry.body}{entry.key}" for entry in entries).encode() is not None
