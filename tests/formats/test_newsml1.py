import base64
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import FormatError
from bot.formats import parsing
from bot.formats.agencies import newsml1
from bot.formats.parts import Parts
from bot.model import Document, Enclosure, Entry, Subject, Wire

DATA = Path(__file__).parents[1] / "data" / "formats" / "newsml1"
FIXTURES = {path.name: path.read_bytes() for path in sorted(DATA.glob("*.xml"))}


def document(content: bytes) -> Document:
    return Document(source="s", location="in/a.xml", content=content, arrived=datetime(2024, 3, 13, tzinfo=UTC))


def parse(content: bytes | str) -> Parts:
    return newsml1.parse(document(content.encode() if isinstance(content, str) else content))


def item(
    *,
    ids: str = "",
    management: str = "",
    component: str = "",
    provider: str = "northwire.example",
    lines: str = "<HeadLine>Title</HeadLine>",
) -> str:
    """One item as XML: what is said of it, and what is in its component."""
    own = f"<ProviderId>{provider}</ProviderId>{ids or '<DateId>20240312</DateId><NewsItemId>NW-1</NewsItemId><RevisionId>1</RevisionId>'}"
    identification = f"<Identification><NewsIdentifier>{own}</NewsIdentifier></Identification>"
    parts = f"<NewsLines>{lines}</NewsLines>{component}" if lines else component
    return f'<NewsItem>{identification}<NewsManagement>{management}</NewsManagement><NewsComponent Duid="D1">{parts}</NewsComponent></NewsItem>'


def entry(**fields: str) -> Entry:
    (found,) = parse(f"<NewsML>{item(**fields)}</NewsML>").entries
    return found


def wire(**fields: str) -> Wire:
    found = entry(**fields).wire
    assert found is not None
    return found


def text(data: str, about: str = "") -> str:
    return f"<ContentItem>{about}<DataContent>{data}</DataContent></ContentItem>"


def part(role: str, inside: str, attributes: str = "") -> str:
    return f'<NewsComponent {attributes}><Role FormalName="{role}"/>{inside}</NewsComponent>'


def test_every_field_is_kept():
    parts = parse(FIXTURES["full.xml"])

    subjects = (
        Subject(name="", code="03000000"),
        Subject(name="transport accident", code="03010000"),
        Subject(name="", code="03010003"),
        Subject(name="Runa Halvard", code="rh77"),
        Subject(name="Solvane"),
    )
    assert parts.skipped == ()
    assert parts.entries == (
        Entry(
            key="urn:newsml:northwire.example:20240312:NW-FERRY",
            id="urn:newsml:northwire.example:20240312:NW-FERRY:3U",
            title="Two dead as ferry runs aground",
            summary="<p>A ferry &amp; its passengers.</p>",
            body="<p>A ferry <em>ran</em> aground.</p><table><tr><td>Dead</td><td>2</td></tr></table>"
            "<blockquote><p>All others are safe.</p></blockquote>",
            body_type="html",
            published=datetime(2024, 3, 12, 9, 15, tzinfo=UTC),
            updated=datetime(2024, 3, 12, 10, 40, tzinfo=UTC),
            authors=("Ingrid Solvane", "Tor Aske"),
            publisher="Northwire",
            language="en-GB",
            categories=("transport accident", "Runa Halvard", "Solvane", "ferries", "islands"),
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
                item="urn:newsml:northwire.example:20240312:NW-FERRY",
                version=3,
                status="usable",
                is_correction=True,
                embargo=datetime(2024, 3, 12, 12, tzinfo=UTC),
                slug="FERRY-GROUNDING",
                dateline="PORT MERROW, March 12",
                credit="NW",
                copyright="(c) 2024 Northwire",
                urgency=2,
                note="Corrects number of passengers",
                subjects=subjects,
            ),
        ),
    )


def test_a_dtd_in_modules_is_no_obstacle_and_nitf_says_what_the_lines_do_not():
    mayor, killed = parse(FIXTURES["modules.xml"]).entries

    assert (mayor.title, mayor.authors, mayor.body) == (
        "Mayor resigns",
        ("Runa Halvard",),
        "<p>The mayor has resigned.</p>",
    )
    assert mayor.language == "en-US"
    assert mayor.published == mayor.updated == datetime(2024, 3, 12, 11, 21, 19, tzinfo=UTC)
    assert mayor.wire == Wire(
        item="urn:newsml:northwire.example:20240312:NW-2", version=1, dateline="HALDEN", urgency=9
    )
    assert (killed.key, killed.title, killed.body) == ("urn:newsml:northwire.example:20240312:NW-3", "", "")
    assert killed.wire is not None
    assert (killed.wire.version, killed.wire.status) == (2, "canceled")


def test_items_of_references_are_named():
    assert parse(FIXTURES["modules.xml"]).skipped == (
        "in/a.xml: item 3: is without a headline or a text (urn:newsml:northwire.example:20240312:NW-4)",
        "in/a.xml: a reference to urn:newsml:northwire.example:20240312:NW-2 without its text",
    )


def test_belga_has_two_languages_in_an_item_and_a_new_date_in_its_ids_every_time():
    dutch, french = parse(FIXTURES["languages.xml"]).entries

    assert (dutch.key, dutch.language, dutch.title) == ("urn:newsml:belga.be:98055798", "nl", "Veerboot loopt vast")
    assert (dutch.body_type, dutch.body) == ("html", "<p>Een <b>veerboot</b> liep vast.</p><p>Iedereen is veilig.</p>")
    assert (french.key, french.language, french.title) == (
        "urn:newsml:belga.be:98055798#fr",
        "fr",
        "Un ferry s'échoue",
    )
    assert (french.body_type, french.body) == ("text", "Un ferry s'est échoué.\n\nTous sont saufs.")
    assert dutch.wire is not None
    assert french.wire is not None
    assert (dutch.wire.version, dutch.wire.item, french.wire.item) == (4, dutch.key, french.key)
    assert dutch.publisher == "Belga"


def test_efe_has_its_slug_line_below_the_headline_and_initials_for_a_byline():
    found = entry(
        provider="texto.efeservicios.com",
        lines="<HeadLine>T</HeadLine><SubHeadLine>INDIA SUCESOS</SubHeadLine><ByLine>daa/mt/msr</ByLine>",
    )

    assert found.wire is not None
    assert (found.wire.slug, found.authors) == ("INDIA SUCESOS", ())


def test_ats_has_its_slug_line_among_others():
    lines = '<HeadLine>T</HeadLine><NewsLine><NewsLineType FormalName="CatchWord"/><NewsLineText>Animaux</NewsLineText></NewsLine>'

    assert wire(provider="www.sda-ats.ch", lines=lines).slug == "Animaux"
    assert wire(lines=lines).slug is None


def test_tass_has_no_ids_but_those_of_components_and_an_urgency_as_text():
    found = entry(
        provider="www.itar-tass.com", ids="<Comment/>", management="<Urgency>2</Urgency><Status>Usable</Status>"
    )

    assert (found.key, found.publisher) == ("urn:newsml:www.itar-tass.com:D1", "TASS")
    assert found.wire is not None
    assert (found.wire.urgency, found.wire.status) == (2, "usable")


@pytest.mark.parametrize(
    "ids, key",
    [
        # ANP has the version in one id, and not in the other.
        (
            (
                "<DateId>20181210</DateId><NewsItemId>ANPX-041-v2</NewsItemId><RevisionId>2</RevisionId>"
                "<PublicIdentifier>urn:newsml:anp.nl:20181210:ANPX-041:2</PublicIdentifier>"
            ),
            "urn:newsml:anp.nl:20181210:ANPX-041",
        ),
        (
            (
                "<DateId>20240312</DateId><NewsItemId>N1</NewsItemId><RevisionId>4</RevisionId>"
                "<PublicIdentifier>tag:northwire.example,2024:a:b:4N</PublicIdentifier>"
            ),
            "tag:northwire.example,2024:a:b",
        ),
        (
            (
                "<DateId>20240312</DateId><NewsItemId>N1</NewsItemId><RevisionId>4</RevisionId>"
                "<PublicIdentifier>urn:newsml:www.northwire.example</PublicIdentifier>"
            ),
            "urn:newsml:northwire.example:20240312:N1",
        ),
        ("<DateId>20240312</DateId><NewsItemId>N1</NewsItemId>", "urn:newsml:northwire.example:20240312:N1"),
        ("<PublicIdentifier>urn:x:1</PublicIdentifier>", "urn:x:1"),
        ("<NewsItemId>0</NewsItemId><RevisionId>0</RevisionId>", "in/a.xml"),
        ("<Comment/>", "in/a.xml"),
    ],
)
def test_key_is_the_same_in_all_revisions(ids: str, key: str):
    assert entry(ids=ids).key == key


@pytest.mark.parametrize(
    "claimed, version", [("3", 3), ("0", 0), ("1615972033", 1615972033), ("A", None), ("9" * 40, None), ("", None)]
)
def test_version_is_a_whole_number_or_none(claimed: str, version: int | None):
    assert wire(ids=f"<NewsItemId>N1</NewsItemId><RevisionId>{claimed}</RevisionId>").version == version


USABLE_AT_NOON = '<StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>20240312T120000Z</DateAndTime></StatusWillChange>'
NOON = datetime(2024, 3, 12, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "management, status, embargo",
    [
        ("", "usable", None),
        ('<Status FormalName="USABLE"/>', "usable", None),
        ('<Status FormalName="Withheld"/>', "withheld", None),
        ('<Status FormalName="Canceled"/>', "canceled", None),
        ('<Status FormalName="Embargoed"/>', "withheld", None),  # nobody knows how long
        (f'<Status FormalName="Embargoed"/>{USABLE_AT_NOON}', "usable", NOON),
        (f'<Status FormalName="Withheld"/>{USABLE_AT_NOON}', "usable", NOON),
        (f'<Status FormalName="Canceled"/>{USABLE_AT_NOON}', "canceled", None),
        (
            (
                '<Status FormalName="Usable"/><StatusWillChange><FutureStatus FormalName="Canceled"/>'
                "<DateAndTime>20240312T120000Z</DateAndTime></StatusWillChange>"
            ),
            "usable",
            None,
        ),
        (
            (
                '<Status FormalName="Embargoed"/><StatusWillChange><FutureStatus FormalName="Usable"/>'
                "<DateAndTime>soon</DateAndTime></StatusWillChange>"
            ),
            "withheld",
            None,
        ),
        ('<Status FormalName="Usable"/><Instruction FormalName="Kill"/>', "canceled", None),
        ('<Instruction FormalName="Rescind"><RevisionStatus FormalName="Canceled"/></Instruction>', "usable", None),
        ('<Instruction FormalName="Cancel"><RevisionStatus FormalName="Canceled"/></Instruction>', "usable", None),
    ],
)
def test_status_and_embargo(management: str, status: str, embargo: datetime | None):
    found = wire(management=management)

    assert (found.status, found.embargo) == (status, embargo)


def test_a_headline_can_be_a_kill():
    assert wire(lines="<HeadLine>KILL: Mayor resigns</HeadLine>").status == "canceled"


@pytest.mark.parametrize(
    "management, is_correction",
    [
        ('<Instruction FormalName="Correction"/>', True),
        ('<NewsItemType FormalName="Rectificatif"/>', True),
        ('<Instruction FormalName="Update"/><NewsItemType FormalName="News"/>', False),
    ],
)
def test_corrections(management: str, is_correction: bool):
    assert wire(management=management).is_correction is is_correction


def test_of_equivalents_the_one_that_keeps_paragraphs_is_taken():
    both = text("Plain text.") + text("<nitf><body><body.content><p>With paragraphs.</p></body.content></body></nitf>")

    assert entry(component=part("Main", both, 'EquivalentsList="yes"')).body == "<p>With paragraphs.</p>"


def test_the_same_text_in_two_forms_is_one_though_nobody_says_so():
    both = text("The mayor resigned.") + text("<p>The mayor resigned.</p>")

    assert entry(component=part("Main", both)).body == "<p>The mayor resigned.</p>"


def test_texts_that_are_no_equivalents_follow_each_other():
    assert entry(component=text("One.") + text("Two.")).body == "One.\n\nTwo."
    assert entry(component=text("One.\n\nOne & more.".replace("&", "&amp;")) + text("<p>Two.</p>")).body == (
        "<p>One.</p><p>One &amp; more.</p><p>Two.</p>"
    )


def test_xhtml_comes_without_head_and_namespaces():
    page = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>No</title><style>p {}</style></head>'
        '<body><p class="a">A <b>b</b> &lt; c<br/>d</p><ul><li>e</li></ul></body></html>'
    )

    assert entry(component=text(page)).body == '<p class="a">A <b>b</b> &lt; c<br>d</p><ul><li>e</li></ul>'


def test_markup_as_text_is_markup():
    assert entry(component=text("<![CDATA[<p>A</p><p>B</p>]]>")).body == "<p>A</p><p>B</p>"
    assert entry(component=text("5 &lt; 6, he said")).body == "5 < 6, he said"
    nitf = "<![CDATA[<?xml version='1.0' encoding='utf-16'?><nitf><body><body.content><p>Ü</p></body.content></body></nitf>]]>"
    assert entry(component=text(nitf)).body == "<p>Ü</p>"


@pytest.mark.parametrize(
    "plain", ["Fährunglück.\n\nAlle leben.", "<nitf><body><body.content><p>Ü</p></body.content></body></nitf>"]
)
def test_base64_is_taken_off(plain: str):
    packed = base64.encodebytes(plain.encode()).decode()
    wrapped = f'<ContentItem><Encoding Notation="base64"><DataContent>{packed}</DataContent></Encoding></ContentItem>'

    assert entry(component=wrapped).body == ("<p>Ü</p>" if plain.startswith("<") else plain)


@pytest.mark.parametrize(
    "content, message",
    [
        (
            '<ContentItem><Encoding Notation="base64"><DataContent>?</DataContent></Encoding></ContentItem>',
            "that is no base64",
        ),
        (
            '<ContentItem><Encoding Notation="rot13"><DataContent>N</DataContent></Encoding></ContentItem>',
            "encoding rot13",
        ),
        (text("<![CDATA[<nitf><body>]]>"), "is not well-formed XML"),
        (text('<![CDATA[<!DOCTYPE nitf [<!ENTITY x "y">]><nitf>&x;</nitf>]]>'), "declares entities"),
    ],
)
def test_a_text_that_cannot_be_read_is_named_and_loses_no_headline(content: str, message: str):
    parts = parse(f"<NewsML>{item(component=content)}</NewsML>")

    assert [(found.title, found.body) for found in parts.entries] == [("Title", "")]
    assert len(parts.skipped) == 1
    assert message in parts.skipped[0]


def test_roles_say_what_is_what():
    component = (
        part("Title", text("Of the text"))
        + part("Lead", text("The lead."))
        + part("BodyText", text("The body."))
        + part("Photo", part("Main", text("Not the body.")) + part("Caption", text("Nor this.")))
        + part("StyleSheet", text("p {color: red}"))
    )

    found = entry(component=component, lines="")

    assert (found.title, found.summary, found.body) == ("Of the text", "The lead.", "The body.")


def test_a_lead_alone_is_the_body():
    found = entry(component=part("Lead", text("The lead.")))

    assert (found.summary, found.body) == ("", "The lead.")


def test_pictures_are_stories_only_with_a_file_that_readers_can_have():
    def picture(address: str) -> str:
        photo = f'<ContentItem Href="{address}"><MediaType FormalName="Photo"/></ContentItem>'
        return part("Photo", photo + part("Caption", text("On the rocks.")))

    found = entry(component=picture("http://pictures.example/1.jpg"))
    assert (found.title, found.body, found.enclosures[0].url) == (
        "Title",
        "On the rocks.",
        "http://pictures.example/1.jpg",
    )
    with pytest.raises(FormatError, match="without a text, or a file on the web"):
        entry(component=picture("1.jpg"))


def test_items_inside_of_items_are_entries_of_their_own():
    outer = item(
        component=text("Outer.") + part("Main", item(ids="<NewsItemId>N2</NewsItemId>", component=text("Inner.")))
    )

    assert [found.body for found in parse(f"<NewsML>{outer}</NewsML>").entries] == ["Outer.", "Inner."]


def test_of_two_revisions_in_one_document_the_higher_one_counts():
    revisions = [
        item(ids=f"<NewsItemId>N1</NewsItemId><RevisionId>{number}</RevisionId>", component=text(f"R{number}"))
        for number in (2, 10, 3)
    ]

    parts = parse(f"<NewsML>{''.join(revisions)}</NewsML>")

    assert [found.body for found in parts.entries] == ["R10"]
    assert len(parts.skipped) == 2


def test_what_is_missing_is_taken_from_elsewhere():
    found = entry(
        lines="<HeadLine>T</HeadLine><KeywordLine>ferry</KeywordLine><RightsLine>No use in Halden</RightsLine>",
        component='<AdministrativeMetadata><Source><Party FormalName="Coast Guard"/></Source></AdministrativeMetadata>'
        '<DescriptiveMetadata><Location HowPresent="Origin"><Property FormalName="City" Value="Halden"/></Location></DescriptiveMetadata>',
    )

    assert found.publisher == "Coast Guard"
    assert found.wire is not None
    assert (found.wire.slug, found.wire.copyright, found.wire.dateline) == ("ferry", "No use in Halden", "Halden")
    assert entry().publisher == "northwire.example"


@pytest.mark.parametrize(
    "raw, message",
    [
        ("", "is not well-formed"),
        ("<NewsML>", "is not well-formed"),
        ("<NewsML/>", "no NewsItem"),
        ("<NewsML><NewsItem/></NewsML>", "is without a headline or a text"),
        ('<!DOCTYPE NewsML [<!ENTITY a "b">]><NewsML/>', "declares entities"),
        ('<!DOCTYPE NewsML [<!ENTITY % a SYSTEM "x"> %a; <!ENTITY b "c">]><NewsML/>', "declares entities"),
        ('<!DOCTYPE NewsML [<!ENTITY a SYSTEM "file:///etc/passwd">]><NewsML>&a;</NewsML>', "declares entities"),
        ("<NewsML>" + "<NewsComponent>" * 300 + "</NewsComponent>" * 300 + "</NewsML>", "not well-formed|no NewsItem"),
    ],
)
def test_what_cannot_be_read_is_one_clear_error(raw: str, message: str):
    with pytest.raises(FormatError, match=message) as caught:
        parse(raw)

    assert "\n" not in str(caught.value)


def test_an_item_in_more_languages_than_anybody_writes_is_named():
    many = "".join(part("Main", text(f"Text {number}."), f'xml:lang="l{number}"') for number in range(60))

    parts = parse(f"<NewsML>{item(component=many)}</NewsML>")

    assert len(parts.entries) == 50
    assert parts.skipped == ("in/a.xml: item 1: is in 60 languages, expected at most 50",)


@pytest.mark.parametrize("name", sorted(FIXTURES))
def test_newsml_is_recognised_among_all_formats(name: str):
    assert parsing.parse(document(FIXTURES[name])).entries == parse(FIXTURES[name]).entries


def is_sound(content: bytes) -> bool:
    """Whether it gives entries with keys of their own, or one error of one line."""
    try:
        parts = newsml1.parse(document(content))
    except FormatError as error:
        return "\n" not in str(error)
    keys = [found.key for found in parts.entries]
    return bool(keys) and len(keys) == len(set(keys)) and all("\n" not in line for line in parts.skipped)


@given(st.binary(max_size=300))
def test_any_bytes_give_entries_or_one_error(content: bytes):
    assert is_sound(content)


@settings(max_examples=300)
@given(st.sampled_from(sorted(FIXTURES)), st.data())
def test_damaged_items_give_entries_or_one_error(name: str, data: st.DataObject):
    content = FIXTURES[name]
    at = data.draw(st.integers(0, len(content)))
    length = data.draw(st.integers(0, 40))
    inserted = data.draw(
        st.sampled_from([b"", b"<", b">", b"&x;", b"<p>", b"\xff", b"\0", b"]]>", b"<NewsItem/>", b'"', b"<Role/>"])
    )

    assert is_sound(content[:at] + inserted + content[at + length :])


TAGS = st.sampled_from(
    "NewsItem NewsComponent ContentItem DataContent Encoding nitf body body.content p html NewsLines HeadLine NewsManagement Status"
    " Identification NewsIdentifier NewsItemId RevisionId Role DescriptiveMetadata SubjectCode Subject Topic NewsItemRef".split()
)
LEAVES = st.sampled_from(["", "text", "urn:newsml:a:1:b:2", "20240312T1200", "&lt;p>", "7", "Zm9v"])
TREES = st.recursive(
    LEAVES,
    lambda inside: st.builds(
        lambda tag, name, parts: (
            f'<{tag} FormalName="{name}" Notation="base64" EquivalentsList="yes">{"".join(parts)}</{tag}>'
        ),
        TAGS,
        st.sampled_from(["", "Main", "Photo", "Canceled", "x"]),
        st.lists(inside, max_size=5),
    ),
    max_leaves=30,
)


@settings(max_examples=200)
@given(TREES)
def test_any_elements_in_any_order_give_entries_or_one_error(inside: str):
    assert is_sound(f"<NewsML>{inside}</NewsML>".encode())
