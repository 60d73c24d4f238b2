"""Names and initials with no word that says what they are: what proves them, and what only looks like them."""

import pytest

from bot.cleaning import names
from bot.cleaning.furniture import Page, Trimmed, datelines, initials, trim, writers
from bot.cleaning.markup import plain

STORY = [
    "The ferry left Merrow at 9.40 a.m. on Tuesday with 214 people on board, the owner said in a statement.",
    "Two of them called for help before the ship ran onto the sandbank off Halcyon, where it still lies.",
    "Nobody was hurt, and all of them were brought ashore by noon, according to the harbour police.",
]


def trimmed(*lines: str, title: str = "Ferry runs aground off Halcyon") -> Trimmed:
    return trim(plain.parse("\n\n".join(lines)), Page(title, ("The Herald",)))


def texts(done: Trimmed) -> list[str]:
    return [block.text for block in done.blocks]


@pytest.mark.parametrize(
    "line",
    [
        "/vac/jha/mis",
        "/KVH/DVR/",
        "tys/ mow/ akub/",
        "NTX/RLV/ACG",
        "TC/CRB",
        "MAD // JLG",
        "JFX (MPA) // CRS",
        "AB---BI",
        "(afr)",
        "(MK-ÖD-Y)",
        "(00/0087/12.01.2026)",
        "CRO NG01 lca/fed",
        "com-gbr",
        "кш ав",
        "-0-ид",
        "مب/ص ك/ح س",
        "AMX-2026-03-12T04:15:00-04:00",
        "(NORDIS) 26-03-26 18:07:45 (0588) 5 NNNN",
        "---8<---",
    ],
)
def test_initials_at_the_end_go_and_uncover_what_is_above_them(line: str) -> None:
    assert texts(trimmed(*STORY, line)) == STORY
    assert texts(trimmed(*STORY, "© 2026 The Herald. All rights reserved.", line)) == STORY


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("dpa kag yyni n1 toz", "dpa"),
        ("rml (efe)", "EFE"),
        ("md/as/ek (AFP, Lusa, EFE)", "AFP, Lusa, EFE"),
        ("(mz, PAP)", "PAP"),
        ("-0- PANA MS/BEH/IS 12mars2026", "PANA"),
    ],
)
def test_the_agency_among_initials_is_credited(line: str, credit: str) -> None:
    done = trimmed(*STORY, line)
    assert (texts(done), done.credit) == (STORY, credit)


@pytest.mark.parametrize(
    "line",
    [
        "(lacht)",
        "(sic)",
        "to be or not",
        "ja und nein",
        "и он",
        "why not",
        "So it is",
        "3-1",
        "USA - UK",
        "NATO",
        "try my gym",
        "The end/beginning",
    ],
)
def test_words_at_the_end_are_no_initials(line: str) -> None:
    assert initials.find(line) is None


@pytest.mark.parametrize("sign", [" (afr)", " /vac/jha", "/vac/jha/mis", " (aw/gk)"])
def test_initials_behind_the_last_sentence_go(sign: str) -> None:
    assert texts(trimmed(*STORY[:2], STORY[2] + sign)) == STORY


@pytest.mark.parametrize("said", [" (sic)", " (lacht)", " (Nobody said why)", " (nein)", " (no)"])
def test_what_is_said_in_brackets_behind_the_last_sentence_stays(said: str) -> None:
    assert texts(trimmed(*STORY[:2], STORY[2] + said)) == [*STORY[:2], STORY[2] + said]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Hélène Vasseur (Clermont-Ferrand, envoyée spéciale)", ("Hélène Vasseur",)),
        ("Kashif Mirza-Lodhi Published March 12, 2026 Updated about 5 hours ago", ("Kashif Mirza-Lodhi",)),
        ("Malena Ferrúa PARA CRÓNICA RIOPLATENSE", ("Malena Ferrúa",)),
        ("Noemí Tarrazona · Edición: Santi Boix · Gráficos: Eli Prat", ("Noemí Tarrazona",)),
        ("Fatoumata Diarra, notre correspondante à Bamako", ("Fatoumata Diarra",)),
        ("Кирилл Ястребов Корреспондент отдела транспорта", ("Кирилл Ястребов",)),
        ("Wilmer Salas | wsalas@gaceta.example | @wsalas", ("Wilmer Salas",)),
        ("Priya Laidlaw (now) and Conor Estyn (earlier)", ("Priya Laidlaw", "Conor Estyn")),
        ("Inês Cabral de Melo (texto) e Rui Dias (fotografia)", ("Inês Cabral de Melo",)),
        ("Barış YONTAR / ÖZEL HABER", ("Barış YONTAR",)),
        ("سلمى الديب - الإسكندرية", ("سلمى الديب",)),
    ],
)
def test_names_with_what_bylines_have_behind_go_and_are_the_authors(line: str, people: tuple[str, ...]) -> None:
    done = trimmed(line, *STORY)
    assert (texts(done), names.authors(done.authors)) == (STORY, people)


def test_a_name_alone_is_the_author_beside_a_line_that_is_proven() -> None:
    done = trimmed("Jana Muster", "12 March 2026, 14:05", *STORY)
    assert (texts(done), done.authors) == (STORY, ("Jana Muster",))
    done = trimmed(*STORY, "Agata Wilk-Nowak", "awn/ jann/")
    assert (texts(done), done.authors) == (STORY, ("Agata Wilk-Nowak",))


def test_a_name_alone_stays_where_nothing_proves_it() -> None:
    assert texts(trimmed("Jana Muster", *STORY)) == ["Jana Muster", *STORY]
    assert texts(trimmed(*STORY, "Jana Muster")) == [*STORY, "Jana Muster"]


def test_sections_and_people_of_the_news_are_no_authors() -> None:
    assert trimmed("Local News", "12 March 2026, 14:05", *STORY).authors == ()
    known = trimmed("Tomas Brekkan", "12 March 2026, 14:05", *STORY, title="Minister Brekkan steps down")
    assert (texts(known), known.authors) == (STORY, ())


@pytest.mark.parametrize(
    ("line", "person"),
    [("/Денис Кровопусков/", "Денис Кровопусков"), ("【岡本健】", "岡本健"), ("[西野あかり]", "西野あかり")],
)
def test_a_framed_name_at_the_end_is_the_author(line: str, person: str) -> None:
    done = trimmed(*STORY, line)
    assert (texts(done), done.authors) == (STORY, (person,))


@pytest.mark.parametrize(
    "line",
    ["【速報】", "[Applause]", "Supreme Court", "Real Madrid", "Manchester United", "Food Safety", "Der Fall Müller"],
)
def test_what_is_written_like_a_name_is_none(line: str) -> None:
    assert writers.find(line) is None


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Text: Johanna Rask, johanna.rask@herald.example", ("Johanna Rask",)),
        ("(Reporting by Ana Ruiz and Tom Weller; Editing by Greta Lowe)", ("Ana Ruiz", "Tom Weller")),
        ("autor: Marek Tyszko", ("Marek Tyszko",)),
        ("Propos recueillis par Quentin Lemoal", ("Quentin Lemoal",)),
    ],
)
def test_lines_that_say_who_wrote_it_name_the_authors_as_they_go(line: str, people: tuple[str, ...]) -> None:
    done = trimmed(*STORY, line, "ab/cd")
    assert done.authors == (people if texts(done) == STORY else ())


def test_the_staff_of_an_outlet_is_nobody() -> None:
    done = trimmed("By Harrow Ledger Staff", *STORY)

    assert texts(done) == STORY
    assert names.authors(tuple(done.authors)) == ()


def test_a_byline_above_the_story_is_better_than_what_is_said_below() -> None:
    done = trimmed("By Jana Muster", *STORY, "(Reporting by Ana Ruiz; Editing by Greta Lowe)")
    assert (texts(done), done.authors) == (STORY, ("Jana Muster",))


@pytest.mark.parametrize(
    ("line", "credit"),
    [("Quelle: dpa", "dpa"), ("(APP)", "APP"), ("© PA Media", "PA"), ("(Keystone-SDA/fca)", "Keystone-SDA")],
)
def test_the_agency_in_a_line_that_goes_is_credited(line: str, credit: str) -> None:
    done = trimmed(*STORY, line)
    assert (texts(done), done.credit) == (STORY, credit)


def test_a_byline_below_the_standfirst_goes_with_the_lines_beside_it() -> None:
    done = trimmed(STORY[0], "Lucía Mairena", "Cádiz - 12 MAR 2026 - 05:30 CET", *STORY[1:])
    assert (texts(done), done.authors, done.dateline) == (STORY, ("Lucía Mairena",), "Cádiz")
    done = trimmed(STORY[0], "By Jana Muster, Northern Correspondent", *STORY[1:])
    assert texts(done) == STORY


@pytest.mark.parametrize("line", ["Lucía Mairena", "By Monday, 300 people had come", "12 March", "Real Madrid"])
def test_what_only_looks_like_a_byline_below_the_first_paragraph_stays(line: str) -> None:
    assert texts(trimmed(STORY[0], line, *STORY[1:])) == [STORY[0], line, *STORY[1:]]


def test_a_dateline_with_an_agency_goes_below_a_standfirst() -> None:
    done = trimmed(
        "Twelve people were saved from a ferry, and its captain will not say why it ran aground.",
        "MERROW, March 12 (Reuters) - " + STORY[0],
        *STORY[1:],
    )
    assert (texts(done)[1:], done.credit, done.dateline) == (STORY, "Reuters", "MERROW")


@pytest.mark.parametrize(
    ("line", "place", "credit"),
    [
        ("12.03. Białystok (PAP) - aktl. - dochodzi wypowiedź rzecznika straży", "Białystok", "PAP"),
        ("TORREQUEMADA, 12 (SERVIMEDIA)", "TORREQUEMADA", "Servimedia"),
        ("اللاذقية-سانا", "اللاذقية", "سانا"),
    ],
)
def test_lines_that_are_datelines_go(line: str, place: str, credit: str) -> None:
    done = trimmed(line, *STORY)
    assert (texts(done), done.dateline, done.credit) == (STORY, place, credit)


@pytest.mark.parametrize(
    ("head", "place", "credit"),
    [
        ("合肥2026年4月20日 /美通社/ -- ", "合肥", "美通社"),
        ("路透新加坡4月14日 - ", "新加坡", "路透社"),
        ("财联社4月9日电，", None, "财联社"),
    ],
)
def test_chinese_datelines_with_a_day_and_a_dash_are_read(head: str, place: str | None, credit: str) -> None:
    found = datelines.read(head + "欣岛央行周二意外将基准利率下调25个基点至3.00%，为一年多来首次降息。")
    assert found is not None
    assert (found.length, found.place, found.agency) == (len(head), place, credit)
