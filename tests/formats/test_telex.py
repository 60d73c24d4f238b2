"""IPTC 7901 and ANPA 1312 text: every field, the agencies' dialects, and what must never be taken for either."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import FormatError
from bot.formats import parsing
from bot.formats.agencies import telex
from bot.formats.isolation import Isolated
from bot.formats.mails import mail
from bot.formats.parts import Parts
from bot.formats.texts import markdown
from bot.model import Document, Entry, Subject, Wire

FILES = Path(__file__).parent.parent / "data/formats/telex"
SEEDS = Path(__file__).parent.parent.parent / "seeds"
ARRIVED = datetime(2024, 3, 13, 6, tzinfo=UTC)
STORY = "Port Merrow (dpa) - Eine Fähre ist auf ein Riff gelaufen."


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def parts(content: bytes | str, arrived: datetime = ARRIVED) -> Parts:
    content = content.encode() if isinstance(content, str) else content
    return telex.parse(Document(source="wire", location="in/a.txt", content=content, arrived=arrived))


def read(content: bytes | str) -> Entry:
    (entry,) = parts(content).entries
    return entry


def wire(content: bytes | str) -> Wire:
    found = read(content).wire
    assert found is not None
    return found


def message(
    *above: str, header: str = "bdt0123 3 pl 20  dpa 0145", text: str = STORY, end: str = "120915 Mrz 24"
) -> str:
    """Write a message as dpa lays it out, without control characters."""
    return "\n".join((header, "", "Schifffahrt/Unfälle/", *above, "Fähre auf Grund =", "", text, "", end, ""))


def anpa(
    *above: str,
    slug: str = "BC-Ferry,61",
    number: str = "a0498",
    priority: str = "r",
    text: str = "A ferry ran aground.",
) -> str:
    """Write a message after ANPA 1312 with all its control characters."""
    lines = "".join(f"^{line}\r\r\n" for line in (f"{slug}<", "Ferry aground<", *above))
    return (
        f"\x16\x16\x01{number}\x1f-----\x1e\r\r\n{priority} i\x14\x11 BC-Ferry   03-12 0061\r\r\n"
        f"\x02{lines}\tPORT MERROW (AP) _ {text}\r\r\n\x03\r\r\nAP-NY-03-12-24 0915EDT<\r\r\n\x04"
    )


# IPTC 7901


def test_every_field_of_a_message_after_iptc_7901():
    entry = read((FILES / "dpa.iptc").read_bytes())

    assert entry == Entry(
        key="bdt0123/2024-03-12",
        id="bdt0123",
        title="Fähre läuft vor den Kallan-Inseln auf Grund - zwei Tote",
        body=(
            "Port Merrow (dpa) - Eine Fähre mit 214 Menschen an Bord ist am Dienstag im Nebel auf ein Riff gelaufen. "
            "Mindestens zwei Menschen kamen ums Leben, wie die Küstenwache mitteilte.\n\n"
            "«Die Zeit läuft gegen uns», sagte Kommandantin Ingrid Solvane. Die Strecke:\n\n"
            "| Tarsk       | 06.10 |\n| Port Merrow | 07.25 |"
        ),
        published=utc(2024, 3, 12, 12, 30),
        authors=("Anders Tellmark, dpa",),
        publisher="dpa",
        categories=("Vermischtes",),
        wire=Wire(
            item="bdt0123/2024-03-12",
            slug="Schifffahrt/Unfälle/Kallan-Inseln",
            dateline="Port Merrow",
            credit="dpa",
            urgency=3,
            note=(
                "(Zusammenfassung 1330)\n- Neu: Zahl der Toten\nOrte\n- [Hafenamt](Kai 1, 1000 Port Merrow)\nKontakte\n"
                "- Autor: Anders Tellmark (Port Merrow), +49 30 0000000"
            ),
            subjects=(Subject(name="Vermischtes", code="vm"),),
        ),
    )


def test_message_without_control_characters_and_in_another_charset_says_the_same():
    assert read((FILES / "dpa-bare.txt").read_bytes()) == read((FILES / "dpa.iptc").read_bytes())


def test_files_are_told_from_all_other_formats():
    for file in sorted(FILES.iterdir()):
        found = parsing.parse(Document(source="wire", location=file.name, content=file.read_bytes(), arrived=ARRIVED))
        assert all(entry.wire for entry in found.entries), file


@pytest.mark.parametrize(
    "header, urgency, category, credit",
    [
        ("eca0003 3 i 380  dpa 0045", 3, Subject(name="international", code="i"), "dpa"),
        ("nsb0012 4 vm 71  lni 0009", 4, Subject(name="Vermischtes", code="vm"), "dpa"),
        ("ecp0007 4 s 850  dpa-tns 0908", 4, Subject(name="sports", code="s"), "dpa"),
        ("FRA0123 1 POL 250 FRA /AFP-AB12", 1, Subject(name="politics", code="POL"), "AFP"),
        ("APA0123 5 CI 0123", 5, Subject(name="", code="CI"), "APA"),
        ("xyz00123 6 spo 12", 6, Subject(name="sport", code="spo"), "dpa"),
    ],
)
def test_header_gives_urgency_category_and_credit(header: str, urgency: int, category: Subject, credit: str):
    found = wire(message(header=header))

    assert (found.urgency, found.subjects, found.credit) == (urgency, (category,), credit)


def test_agency_that_nobody_knows_is_credited_as_it_signs():
    entry = read(message(header="nrw0123 3 i 20", text="PORT MERROW (Northwire) -- A ferry ran aground."))

    assert (entry.publisher, entry.wire and entry.wire.credit) == ("Northwire", "Northwire")


@pytest.mark.parametrize(
    "end, when",
    [
        ("120915 Mrz 24", utc(2024, 3, 12, 8, 15)),  # dpa's clock
        ("120915 Jul 23", utc(2023, 7, 12, 7, 15)),  # in summer
        ("310200 Mrz 24", utc(2024, 3, 31, 1)),  # the hour that is none
        ("120915 GMT Mar 24", utc(2024, 3, 12, 9, 15)),
        ("AFP 120915 GMT MAR 24", utc(2024, 3, 12, 9, 15)),
        ("120915 EST MAR 2024", utc(2024, 3, 12, 14, 15)),
        ("310915 Dez", utc(2023, 12, 31, 8, 15)),  # the year is that of the arrival, or the one before
        ("290915", utc(2024, 2, 29, 8, 15)),  # and the month
        ("APA0123 2024-03-12/09:15", utc(2024, 3, 12, 8, 15)),
        ("12-MAR-24 09:15 NNN", utc(2024, 3, 12, 8, 15)),
        ("03/12/09-15/24", utc(2024, 3, 12, 8, 15)),
        ("320915 Mrz 24", None),
        ("129915 Mrz 24", None),
        ("120915 Foo 24", None),
        ("120915 QQQ Mar 24", None),
    ],
)
def test_time_is_read_from_the_end_line(end: str, when: datetime | None):
    assert read(message(end=end)).published == when


@pytest.mark.parametrize("initials", ["dpa al yyhh n1 rmo", "ab/cd/ef", "(Schluss) ab/cd", "EFE"])
def test_initials_at_the_end_are_no_text(initials: str):
    assert read(message(text=f"{STORY}\n\n{initials}")).body == STORY


def test_paragraphs_begin_with_indents_marks_and_empty_lines():
    text = "   PARIS, 12 mars 2024 (AFP) - Un bac\ns'est échoué.\n   Personne n'est blessé.<\nLe vent\n\nse calme.\n- un\n- deux"
    entry = read(
        f"FRA0123 4 POL 250 FRA /AFP-AB12\nFrance-mer-accident\nUn bac s'échoue\n{text}\nab/cd\nAFP 120915 GMT MAR 24\n"
    )

    assert (entry.title, entry.wire and entry.wire.slug, entry.wire and entry.wire.dateline) == (
        "Un bac s'échoue", "France-mer-accident", "PARIS",
    )  # fmt: skip
    assert entry.body.split("\n\n") == [
        "PARIS, 12 mars 2024 (AFP) - Un bac s'est échoué.",
        "Personne n'est blessé.",
        "Le vent",
        "se calme.\n- un\n- deux",
    ]


def test_lines_before_stx_are_keywords_even_without_their_marks():
    entry = read(
        "\x01abc0123 4 spo 20\r\nChess Brannock\r\n\x02Marenko wins final\r\n\r\nBRANNOCK (PA) - She won.\r\n\x03\x04"
    )

    assert (entry.wire and entry.wire.slug, entry.title, entry.body) == (
        "Chess Brannock", "Marenko wins final", "BRANNOCK (PA) - She won.",
    )  # fmt: skip


def test_keywords_in_capitals_are_no_headline():
    entry = read(
        "EFE0123 4 POL 200\nFERRY KALLAN\nUn transbordador encalla y deja dos muertos\n\n"
        "Puerto Merrow, 12 mar (EFE).- Un transbordador encalló.\n\nEFE\n03/12/09-15/24\n"
    )

    assert (entry.title, entry.publisher) == ("Un transbordador encalla y deja dos muertos", "EFE")
    assert (entry.wire and entry.wire.slug, entry.wire and entry.wire.dateline) == ("FERRY KALLAN", "Puerto Merrow")
    assert entry.published == utc(2024, 3, 12, 8, 15)


def test_headline_in_the_middle_of_nowhere_is_not_made_of_a_paragraph():
    entry = read("abc0123 4 spo 20\nkey/word/\n" + "A long line of a story that goes on and on. " * 8 + "\nMore.\n")

    assert entry.title == ""
    assert entry.body.startswith("A long line")
    assert entry.body.endswith("More.")


@pytest.mark.parametrize(
    "byline, author",
    [
        ("Von Anders Tellmark, dpa", "Anders Tellmark, dpa"),
        ("By dpa correspondents", "dpa correspondents"),
        ("Par Anne TELL", "Anne TELL"),
        ("Por Lucía Ferrándiz", "Lucía Ferrándiz"),
        ("Av Runa Skeld", "Runa Skeld"),
        ("BY ANDERS TELLMARK", "ANDERS TELLMARK"),
    ],
)
def test_byline_below_the_headline_is_the_author(byline: str, author: str):
    entry = read(f"bdt0123 3 pl 20  dpa 0145\n\nMeer/\nFähre auf Grund\n{byline} =\n\n{STORY}\n")

    assert (entry.title, entry.authors) == ("Fähre auf Grund", (author,))


def test_several_messages_of_a_file_are_several_entries():
    text = message() + "\n" + message(header="bdt0124 3 pl 20  dpa 0146", text="Berlin (dpa) - Anderes.")

    for content in (text, "junk\n\n" + text, text.replace("bdt01", "ZCZC\nbdt01").replace("24\n", "24\nNNNN\n")):
        assert [entry.id for entry in parts(content).entries] == ["bdt0123", "bdt0124"]
    assert parts("junk\n\n" + text).skipped == ("in/a.txt: 4 characters before the first message",)


def test_same_message_twice_is_one_entry_and_two_texts_of_one_number_are_two():
    assert len(parts(f"{message()}\n{message()}").entries) == 1
    assert len(parts(f"{message()}\n{message()}").skipped) == 1
    two = parts(f"{message()}\n{message(text='Berlin (dpa) - Anderes.')}").entries
    assert [entry.key for entry in two] == ["bdt0123/2024-03-12", "bdt0123/2024-03-12#2"]


def test_number_of_zeros_is_no_id():
    two = f"{message(header='spe0000 3 sp 33  dpa-spe 0000')}\n{message(header='spe0000 3 sp 33  dpa-spe 0000', text='Anderes.')}"

    assert [(entry.key, entry.id) for entry in parts(two).entries] == [("in/a.txt", None), ("in/a.txt#2", None)]


def test_items_of_a_list_keep_their_further_lines():
    assert read(message(text="  * eins und\n    zwei\n  * drei\n\nEnde.")).body == "* eins und zwei\n* drei\n\nEnde."


def test_envelope_alone_is_a_header():
    entry = read("ZCZC ANS123\nFerry/\nFerry aground =\n\nMERROW (ANSA) - A ferry.\n\n12-MAR-24 09:15 NNN\nNNNN\n")

    assert (entry.id, entry.title, entry.publisher) == ("ANS123", "Ferry aground", "ANSA")


@pytest.mark.parametrize(
    "sign, version",
    [
        ("1ST LEAD", 2), ("2. Zusammenfassung", 3), ("ROUNDUP 2", 3), ("(Aktualisierung)", 2), ("(2. Neufassung)", 3),  # dpa, APA
        ("UPDATE 3", 4), ("LEAD 2", 3), ("(2e lead)", 3), ("(Ampliación 2)", 3), ("Aggiornamento", 2), ("Oppdatert 1", 2),
        ("Päivitys 3", 4), ("(Zusammenfassung 1330)", None), ("Meldung", None), ("(Eil)", None),
    ],
)  # fmt: skip
def test_updates_have_a_version_in_every_dialect(sign: str, version: int | None):
    found = wire(message(sign))

    assert (found.version, found.status, found.is_correction) == (version, "usable", False)
    assert sign in (found.note or "")
    assert read(message(sign)).title == "Fähre auf Grund"


@pytest.mark.parametrize(
    "sign",
    [
        "(Berichtigung: Zahl im ersten\nAbsatz)", "KORREKTUR", "CORRECTED", "RECTIFICATIF", "(CORRECCIÓN)", "VERSIÓN CORREGIDA",
        "Rettifica", "Rettelse:", "Korjaus", "Eds: CORRECTS graf 3", "CORRECTION",
    ],
)  # fmt: skip
def test_corrections_are_told_in_every_dialect(sign: str):
    assert wire(message(sign)).is_correction
    assert read(message(sign)).title == "Fähre auf Grund"


@pytest.mark.parametrize(
    "sign",
    [
        "BULLETIN KILL", "KILL", "(Rückziehung)", "RUECKZIEHUNG:", "ACHTUNG: Meldung bdt0122 zurückgezogen", "ANNULE", "ANNULATION:",
        "(Achtung) Bitte den Text bdt0122 nicht verwenden", "ANULA", "Nota anulada", "Notizia annullata", "Meldingen er trukket",
        "Juttu peruttu", "Story withdrawn", "Withdrawn", "(Storniert)", "KILL bdt0122", "ATTENTION: la dépêche est annulée",
    ],
)  # fmt: skip
def test_kills_are_told_in_every_dialect(sign: str):
    assert wire(message(sign)).status == "canceled"


@pytest.mark.parametrize(
    "headline",
    [
        "Kill rate rises in Kallan", "Killed: two men on a reef", "Anulada: la boda del año", "KILLED IN ACTION AFTER 40 YEARS",
        "ANULA EL GOBIERNO LA LEY", "CORRIGE EL INSTITUTO SUS DATOS", "Attention: troops are withdrawn from Tarsk",
        "Corrections officers strike", "Atención: sube el gas", "Embargo against Tarsk enters 3rd year", "Embargo: what it means",
        "Attention: how to kill weeds", "NY police chief quits", "Lead found in water", "Update of the law is near",
    ],
)  # fmt: skip
def test_words_of_a_headline_are_no_signs(headline: str):
    entry = read(f"abc0123 3 pol 20\n\nkey/word/\n{headline} =\n\nMERROW (PA) - Text.\n")

    assert entry.title == headline
    assert entry.wire is not None
    assert (entry.wire.status, entry.wire.is_correction, entry.wire.version) == ("usable", False, None)


def test_note_on_an_update_kills_nothing():
    for note in (
        "UPDATES with police: kill suspect",
        "UPDATES story with troops withdrawn",
        "Adds that rebels kill two",
    ):
        assert wire(anpa(f"Eds: {note}<")).status == "usable"
    assert wire(anpa("Eds: KILL this version<")).status == "canceled"
    assert wire(anpa("Editors: this story has been withdrawn<")).status == "canceled"


def test_kill_and_correction_are_on_the_item_that_they_name():
    assert wire(message("(Rückziehung)", text="Die Meldung bdt0101 ist falsch.")).item == "bdt0101/2024-03-12"
    assert wire(message("(Berichtigung)", header="bdt0123 3 pl 20  dpa 0145  bdt0099")).item == "bdt0099/2024-03-12"
    assert wire(message("1ST LEAD", text="Text, ersetzt bdt0099.")).version == 2
    # An update may mention another message by the way; a story always may.
    assert wire(message(text="Siehe auch bdt0101.")).item == "bdt0123/2024-03-12"


def test_kill_without_text_is_an_entry_and_any_other_message_without_text_is_none():
    (entry,) = parts(
        "bdt0123 3 pl 0  dpa 0145\n\nMeer/\n(Rückziehung bdt0101)\n(RÜCKZIEHUNG)\n\n120915 Mrz 24\n"
    ).entries
    assert (entry.title, entry.wire and entry.wire.status) == ("", "canceled")

    found = parts(f"bdt0122 3 pl 0  dpa 0144\n\n\n120915 Mrz 24\n\n{message()}")
    assert len(found.entries) == 1
    assert found.skipped == ("in/a.txt: a message without text (bdt0122), expected a story",)
    with pytest.raises(FormatError, match="without text"):
        parts("bdt0122 3 pl 0  dpa 0144\n\n\n120915 Mrz 24\n")


@pytest.mark.parametrize(
    "line, until",
    [
        ("Sperrfrist 13. März 14.20 Uhr", utc(2024, 3, 13, 13, 20)),
        ("Sperrfrist: 13.03.2024, 10:00 Uhr - Rede", utc(2024, 3, 13, 9)),
        ("(Sperrfrist 1500 Uhr)", utc(2024, 3, 12, 14)),
        ("EMBARGOED until 0001 GMT March 14", utc(2024, 3, 14, 0, 1)),
        ("EMBARGO: 2024-03-14 06:00 EST", utc(2024, 3, 14, 11)),
        ("HOLD FOR RELEASE at 6:30 p.m. EST, March 14, 2024", utc(2024, 3, 14, 23, 30)),
        ("NOT FOR PUBLICATION BEFORE 0600 GMT 14 March 2024", utc(2024, 3, 14, 6)),
        ("SOUS EMBARGO jusqu'au 14 mars 2024 à 10h00", utc(2024, 3, 14, 9)),
        ("EMBARGADO hasta las 10.00 horas del 14 de marzo de 2024", utc(2024, 3, 14, 9)),
        ("Sperrefrist 14. mars kl. 06.00", utc(2024, 3, 14, 5)),
        ("EMBARGO: 1 Jan 0001 GMT", utc(2024, 1, 1, 0, 1)),
    ],
)  # fmt: skip
def test_embargo_line_gives_the_time_from_which_it_may_be_published(line: str, until: datetime):
    found = wire(message(line))

    assert (found.embargo, found.status) == (until, "usable")
    assert line in (found.note or "")


@pytest.mark.parametrize("line", ["EMBARGOED until further notice", "SPERRFRIST: Beginn der Rede", "EMBARGO 0900 QQQ"])
def test_item_with_an_embargo_of_unclear_end_is_withheld(line: str):
    assert (wire(message(line)).embargo, wire(message(line)).status) == (None, "withheld")


@pytest.mark.parametrize(
    "note",
    [
        "Eds: Will be updated", "EDITORS: see also", "Achtung Redaktionen: Foto folgt", "(Wiederholung)", "Aux rédactions: photos",
        "A los editores: hay fotos", "Til redaksjonen: Bilder", "Toimituksille: kuvia", "REFILE", "(Foto Illustration)",
    ],
)  # fmt: skip
def test_notes_to_editors_are_no_headline_and_no_text(note: str):
    above = read(message(note))
    assert above.wire is not None
    assert (above.title, above.wire.note) == ("Fähre auf Grund", note)
    if ":" in note:
        inside = read(message(text=f"{STORY}\n\n{note}"))
        assert inside.wire is not None
        assert (inside.body, inside.wire.note) == (STORY, note)


# ANPA 1312


def test_every_field_of_a_message_after_anpa_1312():
    found = parts((FILES / "ap.anpa").read_bytes())

    assert found.entries == (
        Entry(
            key="halcyon-bay-ferry/2024-03-12",
            id="a0512",
            title="Two dead as ferry runs aground off Kallan Islands",
            summary="Two people have died after a ferry ran onto a reef in thick fog off the Kallan Islands.",
            body=(
                "PORT MERROW, Kallan Islands (AP) — A passenger ferry carrying 214 people ran aground on a reef in thick fog early "
                "Tuesday, killing at least two.\n\n“Time is against us,” Coast Guard Commander Ingrid Solvane said. “We're short of "
                "boats.”\n\nThe vessel — built in 1994 — was listing."
            ),
            published=utc(2024, 3, 12, 13, 15),
            updated=utc(2024, 3, 12, 13, 15),
            authors=("Anders Tellmark", "Runa Skeld"),
            publisher="AP",
            categories=("international",),
            wire=Wire(
                item="halcyon-bay-ferry/2024-03-12",
                version=2,
                is_correction=True,
                slug="BC-Halcyon Bay-Ferry, 1st Ld-Writethru",
                dateline="PORT MERROW, Kallan Islands",
                credit="AP",
                urgency=3,
                note=(
                    "AP Photo PMW101, PMW102\n"
                    "Eds: UPDATES with two dead, CORRECTS number aboard to 214 sted 241. With AP Photos."
                ),
                subjects=(Subject(name="international", code="i"),),
            ),
        ),
    )
    assert found.skipped == (
        "in/a.txt#2: replaces an earlier message on halcyon-bay-ferry/2024-03-12 in the same document",
    )


def test_kill_is_on_the_story_that_it_names():
    killed = wire((FILES / "ap-kill.anpa").read_bytes())

    assert (killed.item, killed.status, killed.version) == ("halcyon-bay-ferry/2024-03-12", "canceled", None)
    assert wire(anpa(slug="BC-Ferry, BULLETIN KILL")).status == "canceled"
    assert wire(anpa(slug="BC-Ferry, BULLETIN KILL")).item == wire(anpa()).item


@pytest.mark.parametrize(
    "version, number",
    [
        ("1st Ld", 2),
        ("2nd Ld-Writethru", 3),
        ("10th Ld-Writethru", 11),
        ("Writethru", 2),
        ("61", 1),
        ("CORRECTIVE", None),
    ],
)
def test_leads_are_versions_of_one_item(version: str, number: int | None):
    found = wire(anpa(slug=f"BC-Ferry, {version}"))

    assert (found.item, found.version) == ("ferry/2024-03-12", number)
    assert found.is_correction == (version == "CORRECTIVE")


def test_lead_that_is_named_in_the_header_only_is_a_version():
    assert wire(anpa().replace("BC-Ferry   03", "BC-Ferry 3rdLd-Writethru   03")).version == 4


def test_later_version_in_a_file_replaces_the_earlier_and_an_earlier_one_late_does_not():
    base, lead, kill = (
        anpa(),
        anpa(slug="BC-Ferry, 1st Ld", number="a0499"),
        anpa(slug="BC-Ferry, KILL", number="a0500"),
    )

    assert [entry.id for entry in parts(base + lead).entries] == ["a0499"]
    assert [entry.id for entry in parts(lead + base).entries] == ["a0499"]
    assert [entry.id for entry in parts(lead + kill + base).entries] == ["a0500"]


def test_additions_are_items_of_their_own():
    assert wire(anpa(slug="BC-Ferry, 1st Add")).item == "ferry/2024-03-12/part 1"
    assert wire(anpa(slug="BC-Ferry, Take 2")).item == "ferry/2024-03-12/part 2"


def test_keyword_that_many_stories_share_is_no_id():
    alerts = [anpa(slug="BC-US--APNewsAlert,17", number=number) for number in ("a0001", "a0002")]

    assert [entry.key for entry in parts("".join(alerts)).entries] == ["a0001/2024-03-12", "a0002/2024-03-12"]


@pytest.mark.parametrize("priority, urgency", [("f", 1), ("b", 2), ("u", 3), ("r", 4), ("d", 5), ("a", 6), ("s", 6)])
def test_priority_becomes_urgency(priority: str, urgency: int):
    assert wire(anpa(priority=priority)).urgency == urgency


def test_embargo_and_advance_notes_of_anpa_are_read():
    assert wire(anpa("EMBARGOED until 6 p.m. EDT March 14<")).embargo == utc(2024, 3, 14, 22)
    assert wire(anpa("Eds: Hold until word.<")).note == "Eds: Hold until word."


def test_anpa_without_control_characters_says_the_same():
    bare = (
        anpa("By RUNA SKELD=")
        .replace("\x14\x11", "")
        .translate(dict.fromkeys((*range(9), *range(0x0E, 0x20), 0x0D), ""))
    )

    assert "\x01" not in bare
    assert telex.is_one(bare)
    assert read(bare) == read(anpa("By RUNA SKELD="))


def test_list_of_headlines_is_text():
    text = (
        "V4644-----\nr e AP-Top-Headlines     03-12 0121\n^*9006< ^AP-Top-Headlines,176<\n^AP Top News at 9 p.m. EST<\n"
    )
    entry = read(
        text + "^Ferry aground off Kallan Islands, two dead\n^Calverdale sold\n\n\t   AP-WF-03-12-24 0423GMT<\n"
    )

    assert entry.title == "AP Top News at 9 p.m. EST"
    assert entry.body == "Ferry aground off Kallan Islands, two dead\n\nCalverdale sold"


# What is none


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_seeds_are_no_telex(seed: Path):
    assert not telex.is_one(seed.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "", "abc0123 4 pol 250 dpa 0123", "Room101 4 you 250 steps from here.\nIt is good.", "# Heading\n\nText *here*.",
        "From: a@b.example\nSubject: abc0123 4 pol 250\n\nText", "Title: x\nDate: 2024-03-12\n\nabc0123 4 pol 250\n",
        "r i love 03-12\nand more", "A0512 was the number.\nr i BC-Ferry 03-12", "ZCZC", "Zebra\nabc0123 4 pol 250\n",
        "^caret line<\n^another<", "KILL the lights, she said.\n\nThey did.",
    ],
)  # fmt: skip
def test_prose_mail_and_markdown_are_no_telex(text: str):
    assert not telex.is_one(text)


PROSE = st.lists(st.from_regex(r"[A-Z][a-zé,;' ]{3,80}[.!?]", fullmatch=True), min_size=1, max_size=8).map("\n\n".join)


@given(PROSE)
def test_prose_is_never_a_telex(text: str):
    assert not telex.is_one(text)


def test_telex_is_no_mail_and_no_markdown():
    for file in FILES.iterdir():
        text = file.read_bytes().decode("cp1252")
        assert telex.is_one(text)
        assert not mail.is_one(text)
        assert not markdown.is_one(text)


# Laws

PIECES = st.sampled_from(
    [
        "\x01", "\x02", "\x03", "\x04", "\x16\x16", "\r\r\n", "\n", "\n\n", "bdt0123 3 pl 20  dpa 0145", "a0512\x1f-----",
        "r i\x14\x11 BC-Ferry 03-12 0061", "^BC-Ferry, 1st Ld,61<", "^By X=", "\tText.", "KILL", "(Berichtigung: x", "EMBARGO 1 Jan 0001",
        "120915 Mrz 24", "AP-NY-02-30-24 0915EST<", "# Notizblock", "ZCZC ABC123", "NNNN", " =", "Sperrfrist 99.99.9999 99.99 Uhr",
        "000000 GMT Jan 00", "Word", "| a |", "\x10", "\x85", "\ufeff", "310915", "12:99 EMBARGO",
    ]
)  # fmt: skip


@given(
    st.one_of(
        st.binary(max_size=200),
        st.lists(PIECES | st.text(max_size=5), max_size=25).map(lambda parts: "".join(parts).encode()),
    )
)
def test_any_text_gives_entries_or_one_error(content: bytes):
    telex.is_one(content.decode("utf-8", "replace"))
    try:
        found = parts(content)
    except FormatError as error:
        assert "\n" not in str(error)  # noqa: PT017 - either outcome is fine, each has its law
    else:
        assert found.entries
        assert len({entry.key for entry in found.entries}) == len(found.entries)
        for entry in found.entries:
            text = f"{entry.title}{entry.body}{entry.summary}{entry.authors}{entry.wire}"
            assert not any(ord(character) < 32 and character != "\n" for character in text.replace("\t", ""))


@given(st.lists(PIECES | st.text(max_size=5), max_size=25), st.datetimes(timezones=st.just(UTC)))
def test_any_time_of_arrival_will_do(pieces: list[str], arrived: datetime):
    try:
        found = parts("bdt0123 3 pl 20  dpa 0145\n" + "\n".join(pieces), arrived)
    except FormatError as error:
        assert "\n" not in str(error)  # noqa: PT017 - either outcome is fine, each has its law
    else:
        assert found.entries
        assert all(entry.key for entry in found.entries)


def test_hostile_repetition_is_read_within_the_limits_of_a_child():
    pieces = [
        "^",
        "<",
        "(",
        "\x01",
        "a0512\n",
        "r i BC- ",
        "bdt0123 3 pl 20\n\n",
        "KILL ",
        "12 ",
        " \t",
        "=\n",
        "-",
        "``",
    ]
    contents = [f"bdt0123 3 pl 20  dpa 0145\n\n{piece * 20_000}".encode() for piece in pieces]
    documents = [Document(source="s", location="in/a", content=content, arrived=ARRIVED) for content in contents]

    with Isolated(telex.parse) as isolated:
        found = [str(one) for one in isolated.each(documents)]

    assert [line for line in found if "took longer" in line or "needed more" in line or "unexpected" in line] == []


def test_dpa_notebook_is_no_text_whatever_name_it_goes_by():
    content = (FILES / "dpa-bare.txt").read_bytes()

    assert read(content.replace(b"# Notizblock", b"# dpa-Notizblock")).body == read(content).body


@pytest.mark.parametrize(
    "sign", ["KILL KILL KILL", "KILL - KILL - KILL", "KILL-KILL-KILL", "KILL KILL", "KILL NOTICE", "STORY KILL"]
)
@pytest.mark.parametrize("stx", ["", "\x02"])
def test_kill_in_the_place_of_a_keyword_is_a_kill_of_the_item_that_the_lines_name(sign: str, stx: str):
    content = f"nwa0124 2 dis 50 kill\n\n{stx}{sign}\nPlease kill NWA0123 Ferry. The story is wrong.\n\n121015 mar 24\n"

    assert (wire(content).status, wire(content).item) == ("canceled", "nwa0123/2024-03-12")


@pytest.mark.parametrize("line", ["Please kill NWA0123 Ferry-Halcyon Bay.", "Please kill our NWA0123 of 1000 GMT"])
def test_request_to_kill_an_item_is_a_kill(line: str):
    content = f"nwa0124 2 dis 50 advisory\n\n{line}\nThe story is wrong.\n\n121015 mar 24\n"

    assert (wire(content).status, wire(content).item) == ("canceled", "nwa0123/2024-03-12")


@pytest.mark.parametrize(
    "line",
    ["Kill Bill returns to cinemas", "Please kill the lights", "KILL THE LIGHTS SAYS MAYOR", "Kill A380, union says"],
)
def test_headlines_about_killing_kill_nothing(line: str):
    assert (
        wire(f"nwa0124 2 dis 50 film\n\n{line}\n\n   PORT MERROW (NW) - It opened.\n\n121015 mar 24\n").status
        == "usable"
    )


@pytest.mark.parametrize("signed", ["nw at/ls", "dpa al/rmo", "at/ls", "EFE", "AFP"])
def test_signature_behind_the_last_sentence_is_no_text(signed: str):
    assert read(message(text=f"{STORY} {signed}")).body == STORY


@pytest.mark.parametrize("end", ["Use it and/or leave it.", "It was said on the AFP", "Bitte s/w drucken"])
def test_words_that_look_like_a_signature_inside_a_sentence_stay(end: str):
    assert read(message(text=f"{STORY} {end}")).body == f"{STORY} {end}"


@pytest.mark.parametrize("line", ["Two dead as ferry runs aground", "Governor Haskell resigns after audit"])
def test_a_first_line_that_is_no_keyword_is_the_headline(line: str):
    raw = anpa(slug=line).replace("^Ferry aground<\r\r\n", "")
    found = read(raw.encode("latin-1"))
    assert found.title == line
    assert found.wire is not None
    assert found.wire.slug == "BC-Ferry"


def test_a_short_first_line_is_the_keyword_with_no_cycle_before_it_too():
    assert read(anpa(slug="Ferry-Kallan").encode("latin-1")).title == "Ferry aground"


def test_the_version_of_a_keyword_line_stays_with_the_slug():
    assert wire(anpa(slug="BC-Ferry, 2nd Ld-Writethru,a0411,250")).slug == "BC-Ferry, 2nd Ld-Writethru"
