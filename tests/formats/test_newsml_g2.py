"""NewsML-G2: every field that the standard has for what a story needs, agencies' ways to fill them, and what is none."""

import html
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import FormatError
from bot.formats import parsing
from bot.formats.agencies import newsml_g2
from bot.model import Document, Enclosure, Entry, Link, Subject, Wire

DATA = Path(__file__).parents[1] / "data" / "formats" / "newsml_g2"
NAR = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
PARAGRAPH = '<contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Text.</p></body></html></inlineXML></contentSet>'


def document(content: str | bytes) -> Document:
    content = content.encode() if isinstance(content, str) else content
    return Document(source="s", location="in/a.xml", content=content, arrived=datetime(2024, 3, 13, tzinfo=UTC))


def fixture(name: str) -> parsing.Parsed:
    return parsing.parse(document((DATA / f"{name}.xml").read_bytes()))


def one(name: str) -> tuple[Entry, Wire]:
    (entry,) = fixture(name).entries
    assert entry.wire is not None
    return entry, entry.wire


def item(meta: str = "", about: str = "", rest: str = PARAGRAPH, attributes: str = 'guid="g:1" version="1"') -> str:
    return (
        f'<newsItem {NAR} {attributes} xml:lang="en"><itemMeta>{meta}</itemMeta>'
        f"<contentMeta>{about}</contentMeta>{rest}</newsItem>"
    )


def read(*parts: str, **named: str) -> tuple[Entry, Wire]:
    (entry,) = parsing.parse(document(item(*parts, **named))).entries
    assert entry.wire is not None
    return entry, entry.wire


def said(refused: pytest.ExceptionInfo[FormatError]) -> str:
    return str(refused.value)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2024, 3, 12, hour, minute, tzinfo=UTC)


class TestFields:
    def test_identity_and_times_of_an_item(self):
        entry, wire = one("power")

        assert (entry.key, entry.id, wire.item, wire.version) == (*["tag:northwire.example,2024:ferry-7731"] * 3, 3)
        assert (entry.published, entry.updated, wire.embargo) == (at(8, 15), at(10, 45), at(11))

    def test_words_about_an_item_in_its_language(self):
        entry, wire = one("power")

        assert entry.title == "Two dead as ferry runs aground off Port Merrow"
        assert entry.summary == "Two passengers died &amp; twenty were hurt."
        assert entry.authors == ("Anders Tellmark", "Runa Skeld")
        assert (entry.publisher, entry.language, entry.url) == ("Northwire", "en-GB", None)
        assert (wire.slug, wire.dateline, wire.credit) == ("FERRY-AGROUND", "PORT MERROW", "Northwire")
        assert (wire.copyright, wire.urgency) == ("Copyright 2024 Northwire", 2)

    def test_note_has_what_editors_are_told_and_what_they_may_do(self):
        _, wire = one("power")

        assert (wire.note or "").split("\n") == [
            "Changes the number of passengers in paragraph 2",
            "Pictures to follow",
            "No use in Estvale before noon",
        ]

    def test_subjects_have_names_from_themselves_or_assertions_and_codes_by_declared_schemes(self):
        entry, wire = one("power")

        assert wire.subjects == (
            Subject(name="maritime accident", code="medtop:20000151"),
            Subject(name="Port Merrow harbour", code="http://cv.northwire.example/ports/merrow"),
            Subject(name="harbours"),
            Subject(name="", code="http://topics.example/t/9"),
            Subject(name="", code="medtop:20000139"),
        )
        assert entry.categories == ("maritime accident", "Port Merrow harbour", "harbours", "ferry", "Update")

    def test_links_have_their_relations(self):
        entry, _ = one("power")

        assert entry.links == (
            Link(rel="previousversion", url="tag:northwire.example,2024:ferry-7731"),
            Link(rel="related", url="https://ferries.example/inquiry", media_type="text/html", title="The inquiry"),
        )

    def test_body_keeps_paragraphs_quotes_lists_and_tables_and_nothing_of_the_page(self):
        entry, _ = one("power")

        assert entry.body_type == "html"
        assert [line.strip() for line in entry.body.splitlines() if line.strip()] == [
            "<p>PORT MERROW (Northwire) - A passenger ferry ran aground &amp; sank, <em>police</em> said.</p>",
            "<blockquote><p>“We saw it tilt &lt; 10 degrees.”</p></blockquote>",
            "<h2>What is known</h2>",
            '<p>There were 120 on board, said <a href="https://ferries.example/">the line</a>.</p>',
            "<ul><li>Two dead</li><li>Twenty hurt</li></ul>",
            '<table><tr><th colspan="2">Ferries</th></tr><tr><td>1</td><td>Skua</td></tr></table>',
            "<p>More at <a>our site</a>.<br>Second line.</p>",
        ]

    def test_renditions_are_enclosures_the_one_for_the_web_first_and_files_beside_the_document_none(self):
        entry, _ = one("power")

        jpeg = "image/jpeg"
        assert entry.enclosures == (
            Enclosure(url="https://pictures.example/w.jpg", media_type=jpeg, length=52100, width=640, height=480),
            Enclosure(url="https://pictures.example/h.jpg", media_type=jpeg, length=900000, width=3000, height=2000),
            Enclosure(url="https://pictures.example/t.jpg", media_type=jpeg, length=900, width=80, height=60),
            Enclosure(url="https://pictures.example/inside.jpg", width=800, height=600),
        )

    def test_core_item_without_most_of_it(self):
        entry, wire = read(attributes="")

        assert entry == Entry(key="in/a.xml", body="<p>Text.</p>", body_type="html", language="en", wire=Wire())
        assert wire.status == "usable"

    @pytest.mark.parametrize("claimed", ["", "0", "x", "-1", "٣", "9" * 5000])
    def test_version_that_is_none(self, claimed: str):
        _, wire = read(attributes=f'guid="g:1" version="{claimed}"')

        assert wire.version == (0 if claimed == "0" else None)

    @pytest.mark.parametrize("claimed, urgency", [("1", 1), ("9", 9), ("0", None), ("high", None), ("", None)])
    def test_urgency(self, claimed: str, urgency: int | None):
        assert read("", f"<urgency>{claimed}</urgency>")[1].urgency == urgency

    @pytest.mark.parametrize(
        "meta, about, published, updated",
        [
            (
                "<firstCreated>2024-03-12T08:00:00Z</firstCreated><versionCreated>2024-03-12T09:00:00Z</versionCreated>",
                "",
                8,
                9,
            ),
            (
                "<versionCreated>2024-03-12T09:00:00Z</versionCreated>",
                "<contentCreated>2024-03-12T07:00:00Z</contentCreated>",
                7,
                9,
            ),
            ("<versionCreated>2024-03-12T09:00:00Z</versionCreated>", "", 9, 9),
            (
                "",
                "<contentCreated>2024-03-12T07:00:00Z</contentCreated><contentModified>2024-03-12T08:00:00Z</contentModified>",
                7,
                8,
            ),
            ("<firstCreated>soon</firstCreated><versionCreated>2024-03-12T09:00:00Z</versionCreated>", "", 9, 9),
        ],
    )
    def test_times(self, meta: str, about: str, published: int, updated: int):
        entry, _ = read(meta, about)

        assert (entry.published, entry.updated) == (at(published), at(updated))

    @pytest.mark.parametrize(
        "about, title",
        [
            ('<headline role="hl:sub">Sub</headline><headline role="hl:main">Main one</headline>', "Main one"),
            ('<headline role="hl:short">Short</headline><headline>Plain one</headline>', "Plain one"),
            ('<headline rank="2">Second</headline><headline rank="1">First</headline>', "First"),
            ('<headline>Unranked</headline><headline rank="3">Ranked</headline>', "Ranked"),
            ('<headline role="hl:sub">Sub</headline><headline role="hl:web">Web</headline>', "Web"),
            ('<headline role="hl:sub">Sub alone</headline>', "Sub alone"),
            ('<headline xml:lang="fr">Français</headline><headline xml:lang="en-US">English</headline>', "English"),
            ('<headline xml:lang="fr">Français</headline>', "Français"),
            ("<headline>  </headline><headline>Over\n two<br/>lines</headline>", "Over two lines"),
        ],
    )
    def test_main_headline(self, about: str, title: str):
        assert read("", about)[0].title == title

    def test_title_of_an_item_without_a_headline(self):
        assert read("<title>Ferry runs aground</title>")[0].title == "Ferry runs aground"
        assert read("<title>FERRY-7731</title>")[0].title == ""
        part = "<partMeta><headline>Ferry from the air</headline><description>A deck.</description></partMeta>"
        entry, _ = read(rest=part + PARAGRAPH)
        assert (entry.title, entry.summary) == ("Ferry from the air", "A deck.")

    @pytest.mark.parametrize(
        "about, summary",
        [
            ('<description role="drol:caption">C</description><description role="drol:summary">S</description>', "S"),
            ('<description role="x:shotlist">L</description><description>Plain</description>', "Plain"),
            ('<description xml:lang="de">D</description><description xml:lang="en">E</description>', "E"),
            ('<headline>H</headline><headline role="hld:subHeadline">Under</headline>', "Under"),
            ('<description role="drol:summary"/>', ""),
        ],
    )
    def test_summary(self, about: str, summary: str):
        assert read("", about)[0].summary == summary

    def test_item_whose_only_text_is_its_description(self):
        entry, _ = read("", "<headline>Ferry</headline><description>It &lt;sank&gt;.</description>", rest="")

        assert (entry.summary, entry.body, entry.body_type) == ("", "<p>It &lt;sank&gt;.</p>", "html")

    def test_flash_of_one_headline(self):
        entry, _ = read("", "<urgency>1</urgency><headline>FERRY AGROUND</headline>", rest="")

        assert (entry.title, entry.body) == ("FERRY AGROUND", "")

    @pytest.mark.parametrize(
        "about, authors",
        [
            ("<by>By Jane Doe</by>", ("Jane Doe",)),
            ("<by>Jane Doe/NTX och Jo Lens/NTX</by>", ("Jane Doe", "Jo Lens")),
            ("<by/><creator><name>Jane Doe</name></creator>", ("Jane Doe",)),
            ('<creator role="crol:photographer"><name>Jo Lens</name></creator>', ("Jo Lens",)),
            ('<creator qcode="staff:jd"><name>doe.jane</name></creator>', ()),
            ('<creator type="cpnat:organisation"><name>News Desk</name></creator>', ()),
            ("<creator><name>Portside Television Ltd</name></creator>", ()),
            ("<creator><name>Zweite Welle</name><organisationDetails/></creator>", ()),
            ('<contributor role="ctrol:descrWriter"><name>A Clerk</name></contributor>', ()),
            ('<contributor role="ctrol:writer"><name>Max Writer</name></contributor>', ("Max Writer",)),
            ('<creator literal="Jane Doe"/>', ("Jane Doe",)),
        ],
    )
    def test_authors_are_people(self, about: str, authors: tuple[str, ...]):
        assert read("", about)[0].authors == authors

    @pytest.mark.parametrize(
        "meta, about, publisher",
        [
            ('<provider literal="Northwire"/>', "", "Northwire"),
            ('<provider qcode="p:1"><name>Northwire</name></provider>', "", "Northwire"),
            ('<provider qcode="p:9"/>', "", "Asserted Press"),
            ('<provider qcode="p:2"/>', "<infoSource><name>Portside</name></infoSource>", "Portside"),
            ("", "", None),
        ],
    )
    def test_publisher(self, meta: str, about: str, publisher: str | None):
        rest = f'<assert qcode="p:9"><name>Asserted Press</name></assert>{PARAGRAPH}'

        assert read(meta, about, rest=rest)[0].publisher == publisher

    @pytest.mark.parametrize(
        "about, place",
        [
            ("<dateline>PORT MERROW, Estvale, March 12 (Northwire) -</dateline>", "PORT MERROW, Estvale"),
            ("<dateline>Bad Stein-Au (nw) — </dateline>", "Bad Stein-Au"),
            ("<dateline>WASHINGTON, D.C.</dateline>", "WASHINGTON, D.C."),
            ('<located literal="Merrow"/>', "Merrow"),
            ("<dateline/><located><name>Merrow</name></located>", "Merrow"),
            ("", None),
        ],
    )
    def test_dateline_is_the_place(self, about: str, place: str | None):
        assert read("", about)[1].dateline == place

    def test_copyright_of_the_holder_alone(self):
        rights = '<rightsInfo><copyrightHolder qcode="h:1"><name>Northwire</name></copyrightHolder></rightsInfo>'

        assert read(rest=rights + PARAGRAPH)[1].copyright == "Northwire"

    def test_language_is_that_of_the_text_then_of_the_content_then_of_the_item(self):
        own = '<contentSet><inlineData xml:lang="fi" contenttype="text/plain">Teksti.</inlineData></contentSet>'

        assert read("", '<language tag="sv"/>', rest=own)[0].language == "fi"
        assert read("", '<language tag="sv"/>')[0].language == "sv"
        assert read()[0].language == "en"

    def test_language_of_the_message_counts_for_items_without_one(self):
        message = item().replace('xml:lang="en"', "").join(("<newsMessage xml:lang='et'>", "</newsMessage>"))

        assert parsing.parse(document(message)).entries[0].language == "et"


class TestStatus:
    @pytest.mark.parametrize(
        "meta, status",
        [
            ("", "usable"),
            ('<pubStatus qcode="stat:usable"/>', "usable"),
            ('<pubStatus qcode="stat:withheld"/>', "withheld"),
            ('<pubStatus qcode="stat:canceled"/>', "canceled"),
            ('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>', "canceled"),
            ('<pubStatus literal="Canceled"/>', "canceled"),
            ('<pubStatus qcode="stat:perhaps"/>', "withheld"),
            ('<pubStatus qcode="stat:usable"/><signal qcode="sig:kill"/>', "canceled"),
            ('<pubStatus qcode="stat:usable"/><signal qcode="act:delete"/>', "canceled"),
            ('<pubStatus qcode="stat:usable"/><signal qcode="sig:update"/>', "usable"),
            ('<embargoed>2024-03-12T12:00:00Z</embargoed><pubStatus qcode="stat:usable"/>', "usable"),
            ('<embargoed/><pubStatus qcode="stat:usable"/>', "withheld"),
            ("<embargoed>until further notice</embargoed>", "withheld"),
            ('<embargoed/><pubStatus qcode="stat:canceled"/>', "canceled"),
            ("<edNote>KILL: the item is wrong</edNote>", "canceled"),
            ("<edNote>Kill Bill is a film</edNote>", "usable"),
        ],
    )
    def test_status(self, meta: str, status: str):
        assert read(meta)[1].status == status

    def test_embargo_without_a_date_has_none(self):
        assert read("<embargoed/>")[1].embargo is None
        assert read("<embargoed>2024-03-12T13:00:00+01:00</embargoed>")[1].embargo == at(12)

    @pytest.mark.parametrize("meta", ['<pubStatus qcode="stat:canceled"/>', '<signal qcode="sig:kill"/>'])
    def test_kill_without_content_is_an_entry_that_says_so(self, meta: str):
        entry, wire = read(meta, rest="", attributes='guid="g:1" version="4"')

        assert (entry.key, entry.title, entry.body, wire.status, wire.version) == ("g:1", "", "", "canceled", 4)

    def test_killed_package(self):
        package = item('<pubStatus qcode="stat:canceled"/>', rest="").replace("newsItem", "packageItem")
        (entry,) = parsing.parse(document(package)).entries

        assert (entry.key, entry.wire and entry.wire.status) == ("g:1", "canceled")

    def test_killed_picture_without_its_picture(self):
        entry, wire = read('<itemClass qcode="ninat:picture"/><pubStatus qcode="stat:canceled"/>', rest="")

        assert (entry.key, wire.status) == ("g:1", "canceled")

    @pytest.mark.parametrize(
        "meta, is_correction",
        [
            ('<signal qcode="sig:correction"/>', True),
            ('<signal uri="http://cv.iptc.org/newscodes/signal/correction"/>', True),
            ('<role qcode="nwrole:corrected"/>', True),
            ('<signal qcode="sig:update"/>', False),
            ('<signal qcode="sig:correspondents"/>', False),
            ("<edNote>Corrects the number of passengers</edNote>", True),
            ("<edNote>New throughout</edNote>", False),
            ("", False),
        ],
    )
    def test_correction(self, meta: str, is_correction: bool):
        assert read(meta)[1].is_correction is is_correction


class TestContent:
    def content(self, inside: str, headline: str = "") -> Entry:
        return read("", f"<headline>{headline}</headline>", rest=f"<contentSet>{inside}</contentSet>")[0]

    def test_plain_text_keeps_its_paragraphs(self):
        entry = self.content('<inlineData contenttype="text/plain">\nOne &amp; two.\n\nThree.\n</inlineData>')

        assert (entry.body, entry.body_type) == ("One & two.\n\nThree.", "text")

    @pytest.mark.parametrize("kind", ['contenttype="text/plain"', 'contenttype="text/html"', ""])
    def test_markup_that_was_written_as_text_is_markup(self, kind: str):
        entry = self.content(f"<inlineXML {kind}>{html.escape('<p>One &amp; two.</p>')}</inlineXML>")

        assert (entry.body, entry.body_type) == ("<p>One &amp; two.</p>", "html")

    def test_best_rendition_of_a_text_is_taken(self):
        entry = self.content(
            '<inlineData contenttype="text/plain">Plain.</inlineData>'
            '<inlineXML contenttype="application/nitf+xml"><nitf><body><body.content><p>NITF.</p></body.content></body></nitf></inlineXML>'
            '<inlineXML contenttype="application/xhtml+xml"><html><body><p>XHTML.</p></body></html></inlineXML>'
        )

        assert entry.body == "<p>XHTML.</p>"

    def test_rendition_without_text_gives_way(self):
        entry = self.content(
            '<inlineXML contenttype="application/xhtml+xml"><html><body><p/></body></html></inlineXML>'
            '<inlineData contenttype="text/plain">Plain.</inlineData>'
        )

        assert (entry.body, entry.body_type) == ("Plain.", "text")

    def test_title_of_a_rendition_without_text_counts_where_no_other_has_text(self):
        heading = '<inlineXML contenttype="text/html"><html><body><h1>Flash</h1></body></html></inlineXML>'

        assert (self.content(heading).title, self.content(heading).body) == ("Flash", "")
        assert self.content(heading + '<inlineData contenttype="text/plain">Plain.</inlineData>').body == "Plain."

    def test_data_that_is_no_text_is_left_out(self):
        entry = self.content('<inlineData encoding="enc:base64" contenttype="text/plain">QUJD</inlineData>', "Title")

        assert entry.body == ""
        assert self.content('<inlineData contenttype="image/jpeg">QUJD</inlineData>', "Title").body == ""

    def test_heading_that_repeats_the_headline_is_left_out_and_others_stay(self):
        entry = self.content(
            "<inlineXML><html><body><h1>Ferry  aground</h1><h2>Later</h2><p>x</p></body></html></inlineXML>",
            "Ferry aground",
        )

        assert entry.body == "<h2>Later</h2><p>x</p>"

    def test_heading_is_the_title_of_an_item_without_one(self):
        entry = self.content("<inlineXML><html><body><h1>Ferry aground</h1><p>x</p></body></html></inlineXML>")

        assert (entry.title, entry.body) == ("Ferry aground", "<p>x</p>")

    def test_unknown_elements_are_paragraphs_outside_of_text_and_words_inside(self):
        entry = self.content(
            "<inlineXML><story><para>One <who>Skua</who>'s.</para><para>Two.</para></story></inlineXML>"
        )

        assert entry.body == "<p>One Skua's.</p><p>Two.</p>"

    def test_entities_of_html_become_their_characters(self):
        text = item(
            rest="<contentSet><inlineXML><p>One&nbsp;two &eacute;t&eacute; &nonsense; end.</p></inlineXML></contentSet>"
        )
        (entry,) = parsing.parse(document(f'<!DOCTYPE newsItem SYSTEM "x.dtd">{text}')).entries

        assert entry.body == "<p>One\xa0two été &amp;nonsense; end.</p>"

    @pytest.mark.parametrize(
        "claimed",
        [
            "pic.jpg",
            "./pic.jpg",
            "file:///pic.jpg",
            "ftp://a.example/p",
            "tag:a.example:1",
            "https://",
            "http://a b",
            "",
        ],
    )
    def test_what_has_no_address_is_no_enclosure(self, claimed: str):
        assert self.content(f'<inlineXML><p>x</p></inlineXML><remoteContent href="{claimed}"/>').enclosures == ()

    def test_address_that_comes_twice_is_one_enclosure_the_better_described_one(self):
        picture = '<remoteContent href="https://a.example/1" width="10"/>'
        entry = self.content(f'<inlineXML><p>x</p><img src="https://a.example/1"/></inlineXML>{picture}')

        assert entry.enclosures == (Enclosure(url="https://a.example/1", width=10),)

    def test_measures_that_are_no_pixels_or_no_numbers(self):
        entry = self.content(
            '<inlineXML><p>x</p></inlineXML><remoteContent href="https://a.example/1" width="10" height="5" widthunit="unit:cm" size="x"/>'
        )

        assert entry.enclosures == (Enclosure(url="https://a.example/1"),)


class TestDialects:
    def test_reuters_says_the_version_twice_and_corrections_in_the_headline(self):
        entry, wire = one("reuters")

        assert (entry.id, entry.key) == (
            "tag:reuters.com,2024:newsml_KBN0FL0NM:12",
            "tag:reuters.com,2024:newsml_KBN0FL0NM",
        )
        assert (wire.version, wire.is_correction, wire.slug) == (12, True, "ESTVALE-RATES/")
        assert (entry.publisher, entry.authors, wire.dateline) == ("Reuters", ("Jane Placeholder",), "ESTVALE CITY")
        assert wire.subjects == (Subject(name="", code="N2:EV"), Subject(name="", code="medtop:20000350"))
        assert entry.categories == ()
        assert entry.body.startswith("<p>ESTVALE CITY, March 12 (Reuters) - ")

    def test_afp_has_nitf_inside_and_counts_versions_in_the_id(self):
        entry, wire = one("afp")

        assert (wire.item, wire.version) == ("urn:newsml:afp.com:20240312T091500Z:TX-PAR-ABC12", 2)
        assert (entry.title, entry.summary) == ("Procès à Bellecombe: le maire relaxé", "Le maire est relaxé.")
        assert (entry.authors, entry.publisher, wire.is_correction) == (("Camille Exemple",), "AFP", True)
        assert (wire.slug, wire.dateline) == ("procès-santé-secours", "Bellecombe")
        assert entry.body == (
            "<p>Le maire de Bellecombe's a été relaxé par le tribunal.</p><h2>L'appel</h2>"
            '<blockquote><p>"C\'est fini"</p><p>Le maire</p></blockquote>'
            "<table><tr><td>1</td><td>2</td></tr></table><table><tr><td>3</td></tr></table>"
        )
        assert entry.enclosures == (
            Enclosure(url="https://pictures.example/maire.jpg", media_type="image/jpeg", width=200, height=100),
        )

    def test_dpa_has_logins_for_authors_and_notes_by_role(self):
        entry, wire = one("dpa")

        assert (entry.key, wire.version) == ("urn:newsml:dpa.com:20090101:240312-99-100200", 4)
        assert (entry.authors, entry.publisher, wire.dateline, wire.credit) == ((), "dpa", "Nordhaven", "dpa")
        assert (entry.title, wire.is_correction) == ("Berichtigung: Gasfeld vor Nordhaven entdeckt", True)
        assert (wire.note, wire.copyright) == ("Redaktion: +49 30 0000\nErweiterte Fassung", "Copyright 2024, dpa")
        assert entry.categories == ("Estvale", "Energie", "Gas", "Meldung")
        assert wire.subjects[-1] == Subject(name="", code="dpacat:wi")
        assert entry.body == "<p>Nordhaven (dpa) - Vor Nordhaven liegt Gas.</p><p>Das teilte der Konzern mit.</p>"

    def test_pa_has_roles_of_headlines_and_markup_as_text(self):
        entry, wire = one("pa")

        assert (entry.title, entry.publisher) == ("CORRECTION: Bridge shut after flood, council says", "PA")
        assert (entry.body, entry.body_type, wire.is_correction) == (
            "<p>A bridge was shut.</p><p>end</p>",
            "html",
            True,
        )

    def test_ansa_has_codes_as_literals_and_its_headline_among_the_subjects(self):
        entry, wire = one("ansa")

        assert (entry.key, entry.publisher, entry.authors) == ("tag:ansa.it,2024-03-12:40e5fb10", "ANSA", ())
        assert (entry.title, entry.summary) == ("Ponte chiuso a Montefiore", "Controlli dopo la piena")
        assert (wire.subjects, entry.categories) == ((Subject(name="", code="ALR"),), ())
        assert (entry.body_type, wire.dateline, wire.copyright) == ("html", "Montefiore", "ANSA")
        assert entry.body == "<p>(ANSA) - MONTEFIORE, 12 MAR - Il ponte &egrave; chiuso.</p>"
        assert (entry.published, entry.enclosures) == (at(9, 41), ())

    def test_efe_has_revisions_with_letters_compact_times_and_latin_1(self):
        entry, wire = one("efe")

        assert (wire.item, wire.version, wire.is_correction) == ("urn:newsml:efe.com:20240312:34567890", 2, True)
        assert (entry.title, entry.published) == ("(CORRECCIÓN) Cierran el puente", at(9, 15))
        assert (entry.publisher, wire.dateline, wire.slug) == ("EFE", "Puerto Alto", "ESTVALE PUENTE")

    def test_stt_has_no_end_of_empty_elements_and_versions_among_the_genres(self):
        entry, wire = one("stt")

        assert (wire.item, wire.version) == ("urn:newsml:stt.fi:20240312:101801633", 4)
        assert (wire.slug, wire.credit, entry.authors, entry.summary) == (None, "STT", (), "")
        assert (wire.note, entry.categories) == ("täydennetty kauttaaltaan", ("Politiikka", "Pääjuttu"))
        assert wire.subjects[0] == Subject(name="", code="stt-topics:437036")
        assert entry.body == "<h2>Väliotsikko</h2><p>Eduskunta hyväksyi lain. Yhtiönkin mielestä hyvä.</p>"

    def test_tt_has_markup_of_its_own_in_capitals(self):
        entry, wire = one("tt")

        assert (wire.item, wire.version) == ("urn:newsml:tt.se:20240312:TT:585167", 0)
        assert (entry.language, wire.dateline, entry.authors) == ("sv", "Bryssel", ("Vera Exempel",))
        assert wire.subjects == (Subject(name="", code="TT:11000000:POL"),)
        assert "".join(map(str.strip, entry.body.splitlines())) == (
            "<p>Hamnen stängs i dag efter stormen.</p><p>Vi måste, säger hamnchefen.</p><h2>Hårt väder</h2>"
            "<p>Båtar ligger kvar.</p><h2>Fakta: Hamnen</h2><ul><li>Byggd 1901</li></ul>"
        )
        assert [enclosure.url for enclosure in entry.enclosures] == ["http://pictures.example/hamn"]

    @pytest.mark.parametrize(
        "guid, provider, publisher",
        [
            ("tag:ap.org,2024:5bd0", "", "AP"),
            ("urn:publicid:ap.org:5bd0", "", "AP"),
            ("http://doc.afp.com/A3EN6KE", "", "AFP"),
            ("tag:reuters.com,2024:newsml_A", '<provider literal="Northwire"/>', "Reuters"),
            ("g:1", '<provider qcode="nprov:dpa"/>', "dpa"),
            ("g:1", '<provider qcode="x:1"><name>Deutsche Presse-Agentur GmbH</name></provider>', "dpa"),
            ("g:1", '<provider uri="http://cv.iptc.org/newscodes/newsprovider/ANSA"/>', "ANSA"),
            ("tag:notafp.com,2024:1", '<provider literal="Northwire"/>', "Northwire"),
            ("tag:afp.com.evil.example,2024:1", '<provider literal="Northwire"/>', "Northwire"),
        ],
    )
    def test_agency_is_known_by_who_minted_the_id_else_by_the_provider(self, guid: str, provider: str, publisher: str):
        assert read(provider, attributes=f'guid="{guid}"')[0].publisher == publisher

    def test_ntb_is_known_by_its_provider(self):
        entry, wire = read('<provider qcode="nprov:NTB"/>', "<headline>RETTELSE: Bro stengt</headline>")

        assert (entry.publisher, wire.is_correction) == ("NTB", True)

    @pytest.mark.parametrize(
        "guid, version, identity",
        [
            ("urn:newsml:afp.com:20240312:TX-1:3", "", ("urn:newsml:afp.com:20240312:TX-1", 3)),
            ("urn:newsml:afp.com:20240312:TX-1:3", "4", ("urn:newsml:afp.com:20240312:TX-1", 4)),
            ("urn:newsml:afp.com:20240312:TX-1:3", "1", ("urn:newsml:afp.com:20240312:TX-1", 3)),
            ("urn:newsml:desk.example:20240312:ferry:3", "3", ("urn:newsml:desk.example:20240312:ferry", 3)),
            ("urn:newsml:desk.example:20240312:ferry:3", "", ("urn:newsml:desk.example:20240312:ferry", 3)),
            ("urn:newsml:desk.example:20240312:ferry:17", "2", ("urn:newsml:desk.example:20240312:ferry:17", 2)),
            ("urn:newsml:desk.example:20240312:101801", "2", ("urn:newsml:desk.example:20240312:101801", 2)),
            ("http://doc.afp.com/A3EN6KE", "5", ("http://doc.afp.com/A3EN6KE", 5)),
            ("tag:reuters.com,2024:newsml_KBN0", "5", ("tag:reuters.com,2024:newsml_KBN0", 5)),
            (
                "urn:newsml:localhost:2024-03-12T06:15:35.379754:1234",
                "1",
                ("urn:newsml:localhost:2024-03-12T06:15:35.379754:1234", 1),
            ),
        ],
    )
    def test_id_without_the_version_that_agencies_put_into_it(self, guid: str, version: str, identity: tuple[str, int]):
        _, wire = read(attributes=f'guid="{guid}" version="{version}"')

        assert (wire.item, wire.version) == identity

    def test_versions_of_one_item_have_one_key(self):
        keys = {read(attributes=f'guid="urn:newsml:tt.se:20240312:TT:5:{n}"')[0].key for n in range(3)}

        assert keys == {"urn:newsml:tt.se:20240312:TT:5"}


class TestItems:
    def test_message_gives_its_items_and_a_line_for_what_only_refers_to_others(self):
        parsed = fixture("message")

        assert [(entry.title, entry.body_type) for entry in parsed.entries] == [
            ("Ferry aground", "text"),
            ("A mast", "html"),
        ]
        assert parsed.entries[0].body == "A ferry ran aground.\n\nNobody was hurt."
        package = "packageItem tag:northwire.example,2024:package-1"
        assert parsed.skipped == (
            f"in/a.xml: {package} has no text, only references to 3 items, 1 of them not in this document",
            "in/a.xml: conceptItem tag:northwire.example,2024:concept-5 is no news, expected newsItem or packageItem",
        )

    def test_schemes_of_the_header_count_for_all_items(self):
        first, _ = fixture("message").entries

        assert first.wire is not None
        assert first.wire.subjects == (Subject(name="", code="medtop:20000151"),)

    def test_picture_with_a_caption_is_an_entry(self):
        _, picture = fixture("message").entries

        assert picture.body == "<p>The mast of the Skua &lt; 10 m above water</p>"
        assert picture.enclosures == (Enclosure(url="https://pictures.example/mast.jpg", media_type="image/jpeg"),)

    @pytest.mark.parametrize("kind", ["picture", "graphic", "video", "audio"])
    def test_picture_without_an_address_or_without_words_is_none(self, kind: str):
        meta = f'<itemClass qcode="ninat:{kind}"/>'
        remote = "<contentSet><remoteContent href='{}'/></contentSet>"

        with pytest.raises(FormatError) as refused:
            read(meta, "<headline>A mast</headline>", rest=remote.format("mast.jpg"))
        assert said(refused).endswith(
            f"newsItem g:1 is a {kind} without text and without a file at an http or https address"
        )
        with pytest.raises(FormatError) as refused:
            read(meta, rest=remote.format("https://a.example/mast.jpg"))
        assert said(refused).endswith(f"newsItem g:1 is a {kind} without text and without a headline or caption")

    def test_package_with_a_text_of_its_own_is_an_entry(self):
        package = item("", "<headline>Top stories</headline>").replace("newsItem", "packageItem")
        (entry,) = parsing.parse(document(package)).entries

        assert (entry.title, entry.body) == ("Top stories", "<p>Text.</p>")

    def test_package_alone_gives_one_line(self):
        package = (
            f'<packageItem {NAR} guid="p:1"><groupSet><group><itemRef residref="g:1"/></group></groupSet></packageItem>'
        )

        with pytest.raises(FormatError) as refused:
            parsing.parse(document(package))
        assert said(refused) == (
            "in/a.xml: no story in it: packageItem p:1 has no text, only references to 1 items, 1 of them not in this document"
        )

    def test_higher_version_of_an_item_in_one_message_is_kept(self):
        items = [item("", f"<headline>V{n}</headline>", attributes=f'guid="g:1" version="{n}"') for n in (2, 3, 1)]
        parsed = parsing.parse(document(f"<newsMessage {NAR}><itemSet>{''.join(items)}</itemSet></newsMessage>"))

        assert [entry.title for entry in parsed.entries] == ["V3"]
        assert len(parsed.skipped) == 2

    def test_items_without_ids_have_keys_of_their_own(self):
        items = item("", "<headline>A</headline>", attributes="")
        items += item("", "<headline>B</headline>", attributes='version="2"')
        parsed = parsing.parse(document(f"<newsMessage {NAR}><itemSet>{items}</itemSet></newsMessage>"))

        assert [(entry.title, entry.key) for entry in parsed.entries] == [("A", "in/a.xml"), ("B", "in/a.xml#2")]

    def test_wrappers_and_missing_or_foreign_namespaces_do_not_matter(self):
        bare = item("", "<headline>A</headline>").replace(NAR, "")
        prefixed = '<n:newsItem xmlns:n="urn:x" guid="g:2"><n:contentMeta><n:headline>B</n:headline></n:contentMeta></n:newsItem>'
        parsed = parsing.parse(document(f"<newsMessage><w><v>{bare}</v></w>{prefixed}</newsMessage>"))

        assert [entry.title for entry in parsed.entries] == ["A", "B"]

    def test_references_to_entities_between_items_do_not_matter(self):
        message = f"<newsMessage>&nbsp;{item('', '<headline>A</headline>')}&nbsp;</newsMessage>"
        parsed = parsing.parse(document(f'<!DOCTYPE newsMessage SYSTEM "x.dtd">{message}'))

        assert [entry.title for entry in parsed.entries] == ["A"]

    def test_line_about_an_item_is_one_whatever_its_id_is(self):
        with pytest.raises(FormatError) as refused:
            read(rest="", attributes=f'guid="a&#10;b{"c" * 5000}"')

        assert "newsItem a bccc" in said(refused)
        assert "\n" not in said(refused)
        assert len(said(refused)) < 400

    def test_item_inside_of_an_item_is_content(self):
        inside = f"<contentSet><inlineXML>{item('', '<headline>Inner</headline>')}</inlineXML></contentSet>"

        assert len(parsing.parse(document(item("", "<headline>Outer</headline>", rest=inside))).entries) == 1

    def test_one_empty_item_does_not_lose_the_others(self):
        items = item(rest="", attributes='guid="g:1"') + item("", "<headline>B</headline>", attributes='guid="g:2"')
        parsed = parsing.parse(document(f"<newsMessage {NAR}><itemSet>{items}</itemSet></newsMessage>"))

        assert [entry.title for entry in parsed.entries] == ["B"]
        assert parsed.skipped == ("in/a.xml: newsItem g:1 has neither a headline nor a text",)


class TestRefused:
    @pytest.mark.parametrize(
        "content, seen",
        [
            (
                f"<newsMessage {NAR}><header/></newsMessage>",
                "no story in it: <newsMessage> without a newsItem or packageItem",
            ),
            (item(rest=""), "no story in it: newsItem g:1 has neither a headline nor a text"),
            (item()[:-20], "is not well-formed XML"),
            (
                f'<!DOCTYPE newsItem [<!ENTITY x SYSTEM "file:///etc/passwd">]>{item(rest="<title>&x;</title>")}',
                "declares entities",
            ),
            (
                f'<!DOCTYPE newsItem [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>{item(rest="<t>&b;</t>")}',
                "declares entities",
            ),
            (f"<newsItem {NAR}>" + "<a>" * 400_000, "built to cost time and memory"),
            (f"<newsItem {NAR}>" + "<a>" * 1000 + "</a>" * 1000 + "</newsItem>", "is not well-formed XML"),
        ],
        ids=["no item", "nothing in it", "cut off", "external entity", "bomb", "tags", "depth"],
    )
    def test_what_is_no_item_is_one_line(self, content: str, seen: str):
        with pytest.raises(FormatError) as refused:
            parsing.parse(document(content))

        assert said(refused).startswith("in/a.xml: ")
        assert seen in said(refused)
        assert "\n" not in said(refused)

    def test_deepest_text_that_a_parser_lets_through_is_read(self):
        deep = "<b>" * 240 + "deep" + "</b>" * 240
        entry, _ = read(
            "", f"<headline>{deep}</headline>", rest=f"<contentSet><inlineXML>{deep}</inlineXML></contentSet>"
        )

        assert entry.title == "deep"
        assert "deep" in entry.body


FIXTURES = [path.read_bytes() for path in sorted(DATA.glob("*.xml"))]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A fixture with a few pieces taken out, doubled, or replaced by others of it."""
    content = draw(st.sampled_from(FIXTURES))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content) - 1))
        end = min(len(content), start + draw(st.integers(0, 60)))
        other = draw(st.integers(0, len(content) - 1))
        new = draw(
            st.one_of(
                st.just(b""),
                st.binary(max_size=8),
                st.just(content[other : other + 30]),
                st.sampled_from([b"<", b">", b'"', b"&x;"]),
            )
        )
        content = content[:start] + new + content[end:] or b" "
    return content


@st.composite
def rearranged(draw: st.DrawFn) -> bytes:
    """Well-formed items of known elements in any order, with any values."""
    names = ["itemMeta", "contentMeta", "contentSet", "inlineXML", "inlineData", "headline", "subject", "name", "pubStatus",
             "embargoed", "by", "p", "h1", "table", "itemRef", "newsItem", "packageItem", "remoteContent", "assert", "catalog",
             "scheme", "versionCreated", "urgency", "dateline", "link", "partMeta", "description"]  # fmt: skip
    value = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12).map(html.escape)
    keys = st.sampled_from(
        ["qcode", "literal", "uri", "role", "guid", "version", "href", "rank", "width", "alias", "class"]
    )

    def element(depth: int) -> str:
        tag = draw(st.sampled_from(names))
        attributes = draw(st.dictionaries(keys, value, max_size=3))
        inside = "".join(element(depth - 1) for _ in range(draw(st.integers(0, 3)))) if depth else draw(value)
        written = "".join(f' {key}="{said}"' for key, said in attributes.items())
        return f"<{tag}{written}>{inside}</{tag}>"

    return f"<newsItem>{element(3)}{element(3)}{element(2)}</newsItem>".encode()


def check(content: bytes) -> None:
    """Entries with keys of their own, or one line."""
    refused = ""
    entries: tuple[Entry, ...] = ()
    try:
        entries = newsml_g2.parse(document(content)).entries
    except FormatError as error:
        refused = str(error)
    assert bool(entries) is not bool(refused)
    assert "\n" not in refused
    assert len({entry.key for entry in entries}) == len(entries)
    assert all(entry.wire for entry in entries)


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_any_bytes_are_entries_or_one_line(content: bytes):
    check(content)
    check(b"<newsItem>" + content + b"</newsItem>")


@settings(max_examples=300)
@given(mutated())
def test_damaged_items_are_entries_or_one_line(content: bytes):
    check(content)


@settings(max_examples=100)
@given(rearranged())
def test_any_arrangement_is_entries_or_one_line(content: bytes):
    check(content)
