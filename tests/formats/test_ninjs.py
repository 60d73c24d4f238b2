import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import FormatError
from bot.formats import parsing
from bot.formats.agencies import ninjs
from bot.formats.parts import Parts
from bot.model import Document, Enclosure, Entry, Subject, Wire

DATA = Path(__file__).parents[1] / "data" / "formats" / "ninjs"
FIXTURES = {path.name: path.read_bytes() for path in sorted(DATA.glob("*.json"))}


def document(content: bytes) -> Document:
    return Document(source="s", location="in/a.json", content=content, arrived=datetime(2024, 3, 13, tzinfo=UTC))


def parse(content: object) -> Parts:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return ninjs.parse(document(raw))


def entry(**fields: Any) -> Entry:
    (found,) = parse({"uri": "u:1", "headline": "Ferry aground", **fields}).entries
    return found


def wire(**fields: Any) -> Wire:
    found = entry(**fields).wire
    assert found is not None
    return found


def test_every_field_of_generation_1_is_kept():
    parts = parse(FIXTURES["generation1.json"])

    subjects = (
        Subject(name="maritime accident", code="http://cv.iptc.org/newscodes/mediatopic/20000151"),
        Subject(name="transport", code="04015000"),
        Subject(name="Runa Halvard", code="http://northwire.example/people/rh77"),
        Subject(name="Merrow Ferries"),
        Subject(name="Port Merrow", code="nwplace:PMW"),
        Subject(name="Merrow ferry grounding"),
        Subject(name="MV Solvane"),
    )
    assert parts.entries == (
        Entry(
            key="http://northwire.example/items/20240312-ferry",
            id="http://northwire.example/items/20240312-ferry",
            title="Two dead as ferry runs aground",
            summary="A ferry ran aground &lt; 1 km off Port Merrow.",
            body="<p>PORT MERROW (Northwire) - A ferry ran aground.</p><blockquote><p>All others are safe.</p></blockquote>",
            body_type="html",
            published=datetime(2024, 3, 12, 9, 15, tzinfo=UTC),
            updated=datetime(2024, 3, 12, 10, 40, tzinfo=UTC),
            authors=("Ingrid Solvane", "Tor Aske"),
            publisher="Northwire",
            language="en-GB",
            categories=tuple(subject.name for subject in subjects),
            enclosures=(
                Enclosure(
                    url="http://pictures.example/77.jpg",
                    media_type="image/jpeg",
                    length=481516,
                    width=2400,
                    height=1600,
                ),
            ),
            wire=Wire(
                item="http://northwire.example/items/20240312-ferry",
                version=3,
                status="usable",
                is_correction=True,
                embargo=datetime(2024, 3, 12, 11, tzinfo=UTC),
                slug="FERRY-GROUNDING",
                dateline="Port Merrow",
                copyright="(c) 2024 Northwire. All rights reserved.",
                urgency=2,
                note="CORRECTS number of passengers in second paragraph",
                subjects=subjects,
            ),
        ),
    )
    assert parts.skipped == (
        (
            "in/a.json: item 1, association background:"
            " a reference without a text (http://northwire.example/items/20240311-ferries)"
        ),
    )


def test_every_field_of_generation_3_is_kept():
    (found,) = parse(FIXTURES["generation3.json"]).entries

    subjects = (
        Subject(name="maritime accident", code="http://cv.iptc.org/newscodes/mediatopic/20000151"),
        Subject(name="Runa Halvard", code="http://northwire.example/people/rh77"),
        Subject(name="Merrow Ferries", code="MRF"),
        Subject(name="Port Merrow"),
        Subject(name="Merrow ferry grounding"),
        Subject(name="MV Solvane"),
    )
    assert found == Entry(
        key="urn:newsml:northwire.example:20240312:ferry",
        id="urn:newsml:northwire.example:20240312:ferry",
        title="Two dead as ferry runs aground",
        summary="A ferry ran aground.",
        body="<p>A ferry <em>ran</em> aground.</p><p>All others are safe.</p>",
        body_type="html",
        published=datetime(2024, 3, 12, 9, 15, tzinfo=UTC),
        updated=datetime(2024, 3, 12, 10, 40, tzinfo=UTC),
        authors=("Ingrid Solvane", "Tor Aske"),
        publisher="Merrow Coast Guard",
        language="en",
        categories=tuple(subject.name for subject in subjects),
        enclosures=(
            Enclosure(
                url="https://pictures.example/77.jpg",
                media_type="image/jpeg",
                length=10326191,
                width=4724,
                height=3149,
            ),
        ),
        wire=Wire(
            item="urn:newsml:northwire.example:20240312:ferry",
            version=2,
            embargo=datetime(2024, 3, 12, 11, tzinfo=UTC),
            slug="ferry",
            dateline="Port Merrow",
            credit="NORTHWIRE",
            copyright="(c) 2024 Northwire",
            urgency=3,
            note="Adds detail.",
            subjects=subjects,
        ),
    )


def test_generation_2_is_generation_3_in_lower_case():
    def lower(value: Any) -> Any:
        if isinstance(value, dict):
            return {name.lower(): lower(inside) for name, inside in value.items()}
        return [lower(inside) for inside in value] if isinstance(value, list) else value

    third = json.loads(FIXTURES["generation3.json"])

    assert parse(lower(third)) == parse(third)


def test_superdesk_has_a_guid_a_source_and_authors_with_roles():
    (found,) = parse(FIXTURES["superdesk.json"]).entries

    assert found.key == "urn:newsml:desk.northwire.example:2024-03-12T09:15:00.000000:7ca07622"
    assert (found.publisher, found.authors) == ("Northwire", ("Ingrid Solvane",))
    assert found.published == datetime(2024, 3, 12, 9, 30, tzinfo=UTC)
    assert found.categories == ("Domestic", "ferries", "islands")
    assert found.summary == "<p>A ferry and a tug collided.</p>"
    assert found.wire is not None
    assert (found.wire.version, found.wire.credit, found.wire.is_correction) == (4, "Northwire", True)


def test_ap_has_versions_in_its_uris_objects_as_bylines_and_kills_among_its_editorial_types():
    ferry, mayor = parse(FIXTURES["ap.json"]).entries

    assert (ferry.key, mayor.key) == ("00aa", "00bb")
    assert ferry.title == "Two dead as ferry runs aground off Port Merrow"
    assert ferry.authors == ("INGRID SOLVANE", "TOR ASKE")
    assert ferry.body == "<p>A ferry ran aground.</p>"
    assert ferry.wire is not None
    assert (ferry.wire.version, ferry.wire.is_correction) == (2, True)
    assert (ferry.wire.dateline, ferry.wire.credit) == ("Port Merrow", "NW")
    assert mayor.wire is not None
    assert (mayor.wire.version, mayor.wire.status) == (5, "canceled")


def test_ap_uri_without_another_id_loses_the_query_that_changes_with_the_version():
    found = entry(uri="http://api.ap.org/media/v/content/00cc?qt=a&et=1a0")

    assert found.key == "http://api.ap.org/media/v/content/00cc"
    assert found.id == "http://api.ap.org/media/v/content/00cc?qt=a&et=1a0"


def test_ap_ids_by_role_are_ids_by_name():
    found = entry(uri="http://api.ap.org/media/v/content/00cc?et=1", altIds=[{"role": "itemid", "value": "00cc"}])

    assert found.key == "00cc"


def test_tt_has_the_sign_of_a_correction_in_an_object():
    assert wire(signals={"updatetype": "KORR", "pageproduct": "A"}).is_correction
    assert not wire(signals={"updatetype": "UV"}).is_correction


def test_members_of_a_package_are_entries_and_references_are_named():
    parts = parse(FIXTURES["package.json"])

    assert [(found.key, found.wire and found.wire.status) for found in parts.entries] == [
        ("http://northwire.example/items/1", "usable"),
        ("http://northwire.example/items/3", "canceled"),
    ]
    assert parts.skipped == (
        "in/a.json: item 1, association second: a reference without a text (http://northwire.example/items/2)",
    )


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda item: item,
        lambda item: [item],
        lambda item: {"items": [item], "total": 1},
        lambda item: {"results": [item]},
        lambda item: {"total": 1, "item": [item]},  # PA
        lambda item: {"_items": [item], "_meta": {}},  # Superdesk
        lambda item: {"data": {"items": [{"meta": {}, "item": item}]}},  # AP
    ],
)
def test_items_are_found_in_what_is_around_them(wrapped: Any):
    item = {"uri": "u:1", "versioncreated": "2024-03-12T10:40:00Z", "headline": "Ferry aground", "body_text": "Text."}

    assert parse(wrapped(item)).entries == parse(item).entries


def test_all_items_of_an_array_are_read_and_what_is_none_is_named():
    parts = parse([{"uri": "u:1", "headline": "A"}, {"weather": "fair"}, 7, None, {"uri": "u:2", "headline": "B"}])

    assert [found.key for found in parts.entries] == ["u:1", "u:2"]
    assert parts.skipped == ("in/a.json: item 2: an object with weather, expected an item",)


def test_of_two_versions_in_one_document_the_higher_one_counts():
    parts = parse(
        [{"uri": "u:1", "version": version, "headline": f"V{version}"} for version in ("9", "10", "3")]
        + [{"uri": "u:2", "headline": "B"}, {"uri": "u:2", "headline": "B"}, {"uri": "u:2", "headline": "C"}]
    )

    assert [(found.key, found.title) for found in parts.entries] == [("u:1", "V10"), ("u:2", "B"), ("u:2#2", "C")]
    assert len({found.key for found in parts.entries}) == 3
    assert parts.skipped == (
        "in/a.json: version 9 of u:1, version 10 is in it too",
        "in/a.json: version 3 of u:1, version 10 is in it too",
        "in/a.json: u:2 once more with the same text",
    )


@pytest.mark.parametrize(
    "claimed, version",
    [("3", 3), (3, 3), ("3.0", 3), (0, 0), ("draft", None), (None, None), (-1, None), (10**400, None), ([3], None)],
)
def test_version_is_a_whole_number_or_none(claimed: object, version: int | None):
    assert wire(version=claimed).version == version


@pytest.mark.parametrize(
    "fields, status",
    [
        ({}, "usable"),
        ({"pubstatus": "usable"}, "usable"),
        ({"pubStatus": "Withheld"}, "withheld"),
        ({"pubstatus": "canceled"}, "canceled"),
        ({"pubstatus": "cancelled"}, "canceled"),
        ({"pubstatus": "http://cv.iptc.org/newscodes/pubstatusg2/canceled"}, "canceled"),
        ({"pubstatus": "embargoed"}, "withheld"),  # nobody knows how long
        ({"pubstatus": "embargoed", "embargoed": "2024-03-12T12:00:00Z"}, "usable"),
        ({"altids": {"itemid": "1"}, "editorialtypes": ["HoldForRelease"]}, "withheld"),
        ({"altids": {"itemid": "1"}, "editorialtypes": ["Elimination"]}, "canceled"),
        ({"ednote": "EDITORS: MANDATORY KILL. Facts are wrong."}, "canceled"),
        ({"pubstatus": "unheard-of"}, "usable"),
    ],
)
def test_status(fields: dict[str, object], status: str):
    assert wire(**fields).status == status


def test_a_kill_without_any_text_is_an_entry():
    (found,) = parse({"uri": "u:1", "version": "4", "pubstatus": "canceled"}).entries

    assert (found.key, found.title, found.body) == ("u:1", "", "")
    assert found.wire == Wire(item="u:1", version=4, status="canceled")


@pytest.mark.parametrize(
    "note",
    ["Corrects spelling", "(CORRECTION)", "Berichtigung: Name", "RECTIFICATIF", "Rettelse i 2. avsnitt", "Korjaus"],
)
def test_a_note_says_that_it_is_a_correction(note: str):
    assert wire(ednote=note, version="2").is_correction


@pytest.mark.parametrize("note", ["", "Noe utvidet.", "Adds quotes", "The correct way"])
def test_other_notes_do_not(note: str):
    assert not wire(ednote=note, version="2").is_correction


@pytest.mark.parametrize("claimed, urgency", [(1, 1), ("9", 9), (0, None), (10, None), ("high", None), (2.5, None)])
def test_urgency(claimed: object, urgency: int | None):
    assert wire(urgency=claimed).urgency == urgency


def test_the_best_form_of_a_body_is_taken():
    plain, nitf = "Plain.", "<nitf><body><body.content><p>NITF.</p></body.content></body></nitf>"

    assert entry(body_text=plain, body_html="<p>HTML.</p>", body_nitf=nitf).body == "<p>HTML.</p>"
    assert entry(body_text=plain, body_html="<p> </p>", body_nitf=nitf).body == "<p>NITF.</p>"
    assert (entry(body_text=plain).body, entry(body_text=plain).body_type) == (plain, "text")
    assert entry(body_special="One <b>bold</b> word<br>and more").body_type == "html"
    assert entry(bodies="Alone").body == "Alone"
    assert entry(bodies={"value": "Alone"}).body == "Alone"


def test_a_whole_page_as_a_body_is_what_is_in_it():
    page = "<html><head><title>No text</title></head><body class='x'><p>Text.</p></body></html>"

    assert entry(body_html5=page).body == "<p>Text.</p>"


def test_nitf_that_cannot_be_read_is_named_and_the_plain_text_stands_in_for_it():
    parts = parse({"uri": "u:1", "headline": "H", "body_nitf": "<nitf><body>"})

    assert (parts.entries[0].title, parts.entries[0].body) == ("H", "")
    assert len(parts.skipped) == 1
    assert parts.skipped[0].startswith("in/a.json: item 1: a body in NITF that is not well-formed XML")
    assert entry(body_nitf="<nitf><body>", body_text="Plain.").body == "Plain."


def test_nitf_with_entities_of_its_own_gives_nothing_of_them():
    bomb = '<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]><nitf><body><body.content>&x;</body.content></body></nitf>'

    assert entry(body_nitf=bomb).body == ""


def test_a_description_that_stands_alone_is_the_body():
    found = entry(description_text="Only this.")

    assert (found.body, found.summary) == ("Only this.", "")


def test_a_headline_alone_is_a_story():
    assert entry().title == "Ferry aground"


def test_pictures_are_stories_only_with_a_file_that_readers_can_have():
    picture = {"uri": "u:1", "type": "picture", "headline": "Ferry", "description_caption": "On the rocks"}
    web, local = "http://pictures.example/1.jpg", "1.jpg"

    (found,) = parse({**picture, "renditions": {"r": {"href": web}}}).entries
    assert (found.title, found.body, found.enclosures) == ("Ferry", "On the rocks", (Enclosure(url=web),))
    with pytest.raises(FormatError, match="is a picture without a text, or a file on the web"):
        parse({**picture, "renditions": {"r": {"href": local}}})


def test_plans_are_no_stories():
    with pytest.raises(FormatError, match="is an event, expected a story"):
        parse({"uri": "u:1", "type": "event", "title": "Council meets", "eventDetails": {}})


def test_items_without_an_id_are_told_apart_by_place():
    parts = parse([{"headline": "A", "body_text": "a"}, {"headline": "B", "body_text": "b"}])

    assert [(found.key, found.id) for found in parts.entries] == [("in/a.json", None), ("in/a.json#2", None)]


def test_a_name_that_comes_twice_counts_as_what_it_says_last():
    (found,) = parse(b'{"uri": "u:1", "headline": "A", "headline": "B", "Headline": ""}').entries

    assert found.title == "B"


def test_numbers_that_are_none_do_no_harm():
    raw = b'{"uri": "u:1", "headline": "A", "version": NaN, "urgency": 1e999, "charcount": ' + b"9" * 5000 + b"}"

    assert parse(raw).entries[0].wire == Wire(item="u:1")


def test_half_characters_are_replaced():
    raw = rb'{"uri": "u:1", "headline": "A \ud83d B \ud83d\ude00"}'

    assert parse(raw).entries[0].title == "A \ufffd B \U0001f600"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_other_encodings_are_read(encoding: str):
    raw = json.dumps({"uri": "u:1", "headline": "Fähre"}, ensure_ascii=False).encode(encoding)

    assert parse(raw).entries[0].title == "Fähre"


@pytest.mark.parametrize(
    "raw, message",
    [
        (b"", "is no JSON"),
        (b'{"uri": "u:1"', "is no JSON"),
        (b"[" * 5000 + b"]" * 5000, "nested too deep"),
        (b'{"a":' * 5000 + b"1" + b"}" * 5000, "nested too deep"),
        (b"[" + b"[]," * 200_001 + b"1]", "built to cost time and memory"),
        (b"7", "JSON without an item"),
        (b"[]", "JSON without an item"),
        (b"{}", "an object with nothing in it"),
        (b'{"weather": "fair"}', "an object with weather"),
        (b'{"uri": "u:1"}', "neither a headline nor a text"),
    ],
)
def test_what_cannot_be_read_is_one_clear_error(raw: bytes, message: str):
    with pytest.raises(FormatError, match=message) as caught:
        parse(raw)

    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["generation1.json", "generation3.json", "superdesk.json", "ap.json", "package.json"])
def test_ninjs_is_recognised_among_all_formats(name: str):
    assert parsing.parse(document(FIXTURES[name])).entries == parse(FIXTURES[name]).entries


def is_sound(content: bytes) -> bool:
    """Whether it gives entries with keys of their own, or one error of one line."""
    try:
        parts = ninjs.parse(document(content))
    except FormatError as error:
        return "\n" not in str(error)
    keys = [found.key for found in parts.entries]
    for found in parts.entries:
        f"{found.title}{found.body}{found.summary}".encode()
    return bool(keys) and len(keys) == len(set(keys)) and all("\n" not in line for line in parts.skipped)


NAMES = st.sampled_from(
    "uri guid type headline headlines body_html body_nitf bodies value role version pubStatus urgency associations renditions"
    " href items item data altids itemid subject name signals genres authors byline by bylines embargoed located".split()
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["text", "picture", "<p>x", "composite", "1"]),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(NAMES, inside, max_size=6),
    max_leaves=25,
)


@settings(max_examples=200)
@given(VALUES)
def test_any_json_gives_entries_or_one_error(value: object):
    assert is_sound(json.dumps(value).encode())


@given(st.binary(max_size=400))
def test_any_bytes_give_entries_or_one_error(content: bytes):
    assert is_sound(content)


@settings(max_examples=200)
@given(st.sampled_from(sorted(FIXTURES)), st.data())
def test_damaged_items_give_entries_or_one_error(name: str, data: st.DataObject):
    content = FIXTURES[name]
    at = data.draw(st.integers(0, len(content)))
    length = data.draw(st.integers(0, 40))
    inserted = data.draw(
        st.sampled_from([b"", b'"', b"null", b"[]", b"{}", b"\\", b"\xff", b"7", b"<p>", b'{"value": "x"}'])
    )

    assert is_sound(content[:at] + inserted + content[at + length :])


@settings(max_examples=200)
@given(st.sampled_from(sorted(FIXTURES)), VALUES, st.data())
def test_items_with_a_value_of_another_type_give_entries_or_one_error(name: str, value: object, data: st.DataObject):
    item = json.loads(FIXTURES[name])
    item[data.draw(st.sampled_from(sorted(item)))] = value

    assert is_sound(json.dumps(item).encode())
