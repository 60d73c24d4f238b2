from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.errors import FormatError
from bot.formats import parsing
from bot.model import Document, Enclosure, Entry, Identity, Link


def parse(document: Document) -> list[Entry]:
    return list(parsing.parse(document).entries)


DATA = Path(__file__).parents[1] / "data" / "formats"
ARRIVED = datetime(2024, 3, 13, tzinfo=UTC)


def document(content: bytes | str, media_type: str | None = None, base_url: str | None = None) -> Document:
    content = content.encode() if isinstance(content, str) else content
    return Document(
        source="s", location="feed.xml", content=content, media_type=media_type, base_url=base_url, arrived=ARRIVED
    )


def entries(name: str, base_url: str | None = "https://www.northwire.example/feed") -> list[Entry]:
    return parse(document((DATA / name).read_bytes(), base_url=base_url))


def rss(items: str) -> bytes:
    return f'<rss version="2.0"><channel><title>F</title>{items}</channel></rss>'.encode()


def test_rss_entry_keeps_every_field_that_curation_needs():
    assert entries("rss20.xml")[0] == Entry(
        key="nw-101",
        id="nw-101",
        url="https://www.northwire.example/a?id=1&page=2",
        links=(
            Link(rel="alternate", url="https://www.northwire.example/a?id=1&page=2", media_type="text/html"),
            Link(rel="enclosure", url="https://www.northwire.example/pictures/ferry.jpg", media_type="image/jpeg"),
        ),
        title="Harbour & ferry: ‘all safe’",
        summary="Short.",
        body='<p>The longer <a href="https://www.northwire.example/map">text</a>.</p>',
        body_type="html",
        published=datetime(2024, 3, 12, 10, 15, tzinfo=UTC),
        authors=("Anders Tellmark",),
        publisher="The Pella Herald",
        language="en-gb",
        categories=("ferries", "islands"),
        enclosures=(
            Enclosure(url="https://www.northwire.example/pictures/ferry.jpg", media_type="image/jpeg", length=48213),
        ),
    )


def test_link_behind_a_counting_redirect_is_the_publishers_own():
    feed = rss(
        "<item xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'><title>T</title>"
        "<link>http://feedproxy.google.com/~r/wire/~3/abc/</link>"
        "<feedburner:origLink>http://wire.example/fire</feedburner:origLink></item>"
    )
    (strict,) = parse(document(feed))
    (loose,) = parse(document(feed + b"<!-- not well-formed: -- -->"))

    assert strict.url == loose.url == "http://wire.example/fire"
    assert strict.key == loose.key == "http://feedproxy.google.com/~r/wire/~3/abc/"


def test_entry_without_guid_is_known_by_its_link_and_without_both_by_its_words():
    _, by_link, by_words, _ = entries("rss20.xml")

    assert by_link.key == "https://www.northwire.example/b"
    assert by_words.key == entries("rss20.xml")[2].key
    assert by_words.key.startswith("sha256:")


def test_absurd_or_unreadable_dates_and_lengths_become_none_and_lose_no_entry():
    _, undated, epoch, broken = entries("rss20.xml")

    assert (undated.published, epoch.published, broken.published) == (None, None, None)
    assert broken.enclosures == (Enclosure(url="https://cdn.example/x.mp3", media_type="audio/mpeg"),)


def test_rss_091_with_declared_latin_1_and_doctype_is_read():
    (entry,) = entries("rss091.xml")

    assert (entry.title, entry.body, entry.language) == ("Le préfet parle", "Une phrase entière.", "fr")


def test_rdf_entry_is_read():
    (entry,) = entries("rdf10.xml")

    assert (entry.key, entry.title, entry.authors) == ("http://rdf.example/7", "Seven boats return", ("Runa Skeld",))
    assert entry.published or entry.updated == datetime(2024, 3, 12, 8, 15, tzinfo=UTC)


def test_atom_xhtml_links_relations_and_source_are_read():
    entry = entries("atom10.xml", base_url=None)[0]

    assert entry.title == "Fähre läuft auf: 3 < 4"
    assert entry.url == "https://atom.example/news/faehre"
    assert entry.body_type == "html"
    assert "<b>Fähre</b>" in entry.body
    assert 'href="https://atom.example/news/karte"' in entry.body
    assert entry.published == datetime(2024, 3, 12, 8, 15, tzinfo=UTC)
    assert entry.updated == datetime(2024, 3, 12, 10, tzinfo=UTC)
    assert (entry.authors, entry.publisher) == (("Ingrid Solvane", "Peder Lunn"), "Kurier am Abend")
    assert (entry.categories, entry.language) == (("Schifffahrt",), "de")
    assert entry.enclosures == (Enclosure(url="https://cdn.example/f.jpg", media_type="image/jpeg", length=12),)


def test_atom_text_is_taken_literally_and_html_is_unmarked_as_declared():
    _, literal, marked_up = entries("atom10.xml")

    assert literal.title == "What the <b> tag does &amp; why"
    assert (literal.body, literal.body_type, literal.language) == ("Plain <i> text", "text", "en")
    assert marked_up.title == "Bold & brave"
    assert (marked_up.body, marked_up.updated) == ("", None)


def test_bodies_come_out_as_they_are_for_others_to_sanitise() -> None:
    (entry,) = parse(
        document(rss('<item><description>&lt;p onclick="x"&gt;a&lt;script&gt;1&lt;/script&gt;</description></item>'))
    )

    assert entry.body == '<p onclick="x">a<script>1</script>'


def test_keys_are_unique_when_all_guids_are_equal():
    items = "".join(
        f"<item><guid>same</guid><link>http://a.example/{n % 2}</link><title>T{n}</title></item>" for n in range(4)
    )

    keys = [entry.key for entry in parse(document(rss(items)))]

    assert len(set(keys)) == len(keys) == 4


def test_an_item_repeated_word_for_word_is_one_entry():
    assert len(parse(document(rss("<item><guid>g</guid><title>T</title></item>" * 5)))) == 1


def test_order_of_items_does_not_change_derived_keys():
    items = [f"<item><title>T{n}</title><description>D{n}</description></item>" for n in range(5)]

    def forward(chosen: list[str]) -> set[tuple[str, str]]:
        return {(entry.title, entry.key) for entry in parse(document(rss("".join(chosen))))}

    assert forward(items) == forward(items[::-1])


@pytest.mark.parametrize(
    "content, media_type, title",
    [
        ('<?xml version="1.0"?>' + rss("<item><title>Übung — ok</title></item>").decode(), None, "Übung — ok"),
        (rss("<item><title>Übung</title></item>").decode().encode("utf-16"), None, "Übung"),
        (rss("<item><title>Übung</title></item>").decode().encode("utf-8-sig"), None, "Übung"),
        (rss("<item><title>Übung</title></item>").decode().encode("latin-1"), "text/xml; charset=iso-8859-1", "Übung"),
        (
            b"<?xml version='1.0' encoding='windows-1251'?>" + rss("<item><title>Пекин</title></item>").decode().encode("cp1251"),
            None,
            "Пекин",
        ),
        (rss("<item><title>caf&eacute; &mdash; A & B</title></item>"), None, "café — A & B"),
        (b"\n\n  " + rss("<item><title>late prolog</title></item>"), None, "late prolog"),
        (b"<br />\n<b>Warning</b>: foo()\n" + rss("<item><title>junk first</title></item>"), None, "junk first"),
        (b"Notice: x\n<?xml version='1.0'?>" + rss("<item><title>notice first</title></item>"), None, "notice first"),
        (rss("<item><title>cut off</title></item><item><tit")[:-17], None, "cut off"),
    ],
)  # fmt: skip
def test_encodings_entities_and_rubbish_around_a_feed_do_not_lose_it(
    content: bytes, media_type: str | None, title: str
):
    assert parse(document(content, media_type))[0].title == title


@pytest.mark.parametrize("name", ["rss20.xml", "atom10.xml"])
def test_entry_in_which_a_feed_breaks_off_is_left_for_the_next_time(name: str):
    content = (DATA / name).read_bytes()
    whole = entries(name)
    starts = [content.index(b"<item" if name.startswith("rss") else b"<entry"), len(content)]

    for end in range(starts[0], starts[1], 7):
        try:
            found = parse(document(content[:end], base_url="https://www.northwire.example/feed"))
        except FormatError:
            continue
        assert [(entry.title, entry.body, entry.url) for entry in found] == [
            (entry.title, entry.body, entry.url) for entry in whole[: len(found)]
        ]


@pytest.mark.parametrize("end", ["</channel></rss>", "</rss>", "</channel>"])
def test_entry_that_is_never_closed_in_a_feed_that_is_stands(end: str):
    content = f"<rss version='2.0'><channel><title>T</title><item><title>One</title><item><title>Two</title>{end}"

    assert [entry.title for entry in parse(document(content))] == ["One", "Two"]


def test_empty_but_titled_feed_gives_no_entries():
    assert parse(document(rss(""))) == []


@pytest.mark.parametrize("content", [b"<rss></rss>", b"<rss version='2.0'><channel></channel></rss>", b"<feed/>"])
def test_feed_root_without_entries_and_title_is_refused(content: bytes):
    with pytest.raises(FormatError, match="no entries and no title"):
        parse(document(content))


def test_no_file_or_network_is_touched_by_external_entities(tmp_path: Path):
    secret = tmp_path / "secret"
    secret.write_text("hunter2")
    content = (
        f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        '<rss version="2.0"><channel><title>T</title><item><title>&x; t</title></item></channel></rss>'
    )

    assert "hunter2" not in str(parse(document(content)))


@given(st.binary(max_size=200), st.integers(0, 3000))
@example(b"!\xa0!\xa0", 52)
def test_damaged_feeds_give_entries_or_a_format_error(noise: bytes, at: int):
    whole = (DATA / "atom10.xml").read_bytes()
    try:
        found = parse(document(whole[:at] + noise + whole[at:]))
    except FormatError:
        return

    assert len({entry.key for entry in found}) == len(found)


@given(
    st.sampled_from(
        [
            b"",
            b"<rss>",
            b"<feed xmlns='http://www.w3.org/2005/Atom'><entry>",
            b'{"version":"https://jsonfeed.org/version/1",',
        ]
    ),
    st.binary(max_size=100) | st.text(alphabet="<>/&;!?[]\"'= aitemlnkguid:x0\x85", max_size=100).map(str.encode),
    st.sampled_from([None, "guid", "content"]),
    st.sampled_from([None, 1]),
)
def test_any_bytes_give_entries_or_a_format_error(
    start: bytes, noise: bytes, identity: Identity | None, most: int | None
):
    try:
        parsed = parsing.parse(document(start + noise), identity=identity, max_entries=most)
    except FormatError:
        return

    assert most is None or len(parsed.entries) <= most


@pytest.mark.parametrize(
    "name", ["links", "tags", "authors", "contributors", "media_content", "media_thumbnail", "image"]
)
@pytest.mark.parametrize("place", ["<item>", "<channel>"])
def test_an_unknown_element_named_as_a_list_of_the_parser_takes_nothing_away(name: str, place: str) -> None:
    feed = "<rss version='2.0'><channel><title>News</title><item><title>Ferry</title><p></item></channel></rss>"
    content = feed.replace(place, f"{place}<{name} are='attached'>").encode()  # ill-formed, so that feedparser reads it

    (entry,) = parsing.parse(
        Document(source="s", location="f", content=content, arrived=datetime(2026, 3, 4, tzinfo=UTC))
    ).entries

    assert entry.title == "Ferry"
