"""Lines above a story that name its authors, and those that only begin so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cleaning import names
from bot.cleaning.furniture import bylines

CLAIMED, OUTLETS = ("Anna Claimed",), ("The Gazette", "Northwire")


@pytest.mark.parametrize(
    "line, people, agency",
    [
        ("By Jane Doe", ("Jane Doe",), None),
        ("By Jane Doe, Health Correspondent", ("Jane Doe",), None),
        ("Jane Doe, BBC News, Nairobi", ("Jane Doe",), None),
        ("By Jane Doe and John Smith in London", ("Jane Doe", "John Smith"), None),
        ("Jane Doe and John Smith in London, Reuters", ("Jane Doe", "John Smith"), None),
        ("Jane Doe | The Gazette", ("Jane Doe",), None),
        ("by jane doe", ("Jane Doe",), None),
        ("Text: Jana Muster, Fotos: Ole Brandt", ("Jana Muster",), None),
        ("Jane Doe, Reuters", ("Jane Doe",), None),
        ("Story by Jane Doe", ("Jane Doe",), None),
        ("Written by Jane Doe", ("Jane Doe",), None),
        ("Words: Jane Doe", ("Jane Doe",), None),
        ("Autor: Jan Nowak", ("Jan Nowak",), None),
        ("Redacción", (), None),
        ("AFP", (), "AFP"),
        ("Von unserem Korrespondenten Jan Muster", ("Jan Muster",), None),
        ("Jane Doe / Northwire", ("Jane Doe",), None),
        ("PTI | Mar 12, 2026", (), "PTI"),
        ("ANI | Updated: Mar 12, 2026 15:44 IST", (), "ANI"),
        ("Reported by: Jane Doe", ("Jane Doe",), None),
        ("By Jane Doe @janedoe", ("Jane Doe",), None),
        ("By Jane Doe (jane@paper.example)", ("Jane Doe",), None),
        ("By Jane Doe | 12 March 2026", ("Jane Doe",), None),
        ("By Jane Doe • 12 March 2026, 14:05", ("Jane Doe",), None),
        ("By The Associated Press", (), "AP"),
        ("By HANNAH BRIGHTWATER Associated Press", ("HANNAH BRIGHTWATER",), None),
        ("By Callum Rees-Hughes, PA Political Correspondent", ("Callum Rees-Hughes",), None),
        ("by Xinhua writers Luo Minhui, Pan Deqiang", ("Luo Minhui", "Pan Deqiang"), None),
        ("By Femi Adebowale-Cole, Ibadan", ("Femi Adebowale-Cole",), None),
        ("Von Jana Muster und Ole Brandt", ("Jana Muster", "Ole Brandt"), None),
        ("- von Nils Averkamp", ("Nils Averkamp",), None),
        ("Publiziert: 02.12.2025, 05:58 • von Fabio Caduff", ("Fabio Caduff",), None),
        ("Interview von Lea Brandstetter", ("Lea Brandstetter",), None),
        ("geschrieben von Wiebke Lorenzen am 21. Februar 2026", ("Wiebke Lorenzen",), None),
        ("Por Inés Quiñonero | marzo 12, 2026 | Botánica, Guías | 3 Comentarios", ("Inés Quiñonero",), None),
        ("Par Hélène Vasseur (Clermont-Ferrand, envoyée spéciale)", ("Hélène Vasseur",), None),
        ("Par Idrissa MOUNKAILA", ("Idrissa MOUNKAILA",), None),
        ("Publié par Solène Akoun le 12 mars 2026 dans Desserts, Recettes d'enfance | 14 commentaires", ("Solène Akoun",), None),
        ("Texte : Camille Roussin – Illustration : Zoé Pham", ("Camille Roussin",), None),
        ("di Chiara Bonfanti", ("Chiara Bonfanti",), None),
        ("autor: Marek Tyszko", ("Marek Tyszko",), None),
        ("Por Wellington Rocha, Portal Serra Dourada — Goiânia", ("Wellington Rocha",), None),
        ("Текст: Мария Пчёлкина", ("Мария Пчёлкина",), None),
        ("Av Elin Wallgren/TT", ("Elin Wallgren",), None),
        ("Text: Johanna Rask, johanna.rask@vdt.example", ("Johanna Rask",), None),
        ("Haber Merkezi", (), None),
        ("Haber-Kamera: Veysel KARACA/KOZAN (Adana), (DHA)", ("Veysel KARACA",), "DHA"),
        ("Haber: Kadir ÇİFTÇİ - Kamera: Ece POLAT", ("Kadir ÇİFTÇİ",), None),
        ("By Svetlana Brisk on 12 March 2026, 21:00 UTC", ("Svetlana Brisk",), None),
        ("by Desmond Akerley | March 12, 2026 | 4 min read | 37 Comments", ("Desmond Akerley",), None),
        ("Redacción Noticias 6 / Con información de AP", (), "AP"),
        ("记者 张三、李四", ("张三", "李四"), None),
        ("文／王大明", ("王大明",), None),
        ("記者王大明／台北報導", ("王大明",), None),
        ("김철수 기자", ("김철수",), None),
        ("山田太郎記者", ("山田太郎",), None),
        ("بقلم: سلمى الديب", ("سلمى الديب",), None),
        ("كتب: محمد علي", ("محمد علي",), None),
        ("من نهى الشربيني", ("نهى الشربيني",), None),
        ("Door Hedda Brouwer", ("Hedda Brouwer",), None),
        ("Posted on March 12, 2026 by Bartholomew Quist · 6 min read · Discuss on Hacker News", ("Bartholomew Quist",), None),
        ("Anna Claimed", ("Anna Claimed",), None),
        ("By Merrow Gazette staff", (), None),
        ("By Merrow Gazette Staff", (), None),
        ("By Harrow Ledger Staff", (), None),
        ("By Jane Doe for the Ledger", ("Jane Doe",), None),
        ("By Jane Doe Published 12 March", ("Jane Doe",), None),
        ("本报记者 王芳 李明 北京报道", ("王芳", "李明"), None),
        ("By Lachlan Druce and Mei-Lin Tarrant", ("Lachlan Druce", "Mei-Lin Tarrant"), None),
        ("Oleh: Budi Santoso", ("Budi Santoso",), None),
        ("AFP, Paris", (), "AFP"),
        ("Af Mette Holm, Ritzau", ("Mette Holm",), None),
        ("Szerző: Kovács János", ("Kovács János",), None),
        ("Av: Ola Nordmann", ("Ola Nordmann",), None),
        ("Материал подготовила Ольга Свешникова", ("Ольга Свешникова",), None),
    ],
)  # fmt: skip
def test_bylines_name_people_and_agencies(line: str, people: tuple[str, ...], agency: str | None):
    found = bylines.find(line, CLAIMED, OUTLETS)

    assert found is not None
    assert names.authors(found.people) == people
    assert found.agency == agency


@pytest.mark.parametrize(
    "line",
    [
        "By Monday, 300 people had left",
        "By Monday 300 people had left.",
        "Von Montag an gilt das neue Gesetz",
        "Por tercera vez en la semana",
        "Par ailleurs, le ministre a dit",
        "Par ailleurs",
        "By and large",
        "By The Sea",
        "Jane Doe and John Smith",
        "Jane Doe",
        "Jane Doe, who lives in London, said so.",
        "De Gaulle",
        "De Nederlandse Bank",
        "Di Maio si dimette",
        "Door de storm",
        "Av alle ting",
        "Text: The bill, as passed",
        "Berlin",
        "Author: unknown to us all.",
        "Par temps de pluie",
        "By 2030, China wants",
        "Od wczoraj",
        "Reuters said so.",
        "AP is a wire",
        "El Niño",
        "Words: they matter most.",
        "De la Rosa gana el premio",
        "The President, Russia and China",
        "Breaking News | Live",
        "By any means necessary",
        "Foto: Ole Brandt",
        "Los Angeles, California",
        "Le Monde, Paris",
        "Jane Doe, chief executive of Acme",
        "Interview: Der Minister spricht",
        "记者在北京采访了他们。",
        "Story: The man who came in from the cold",
        "By Royal Decree, the King said",
        "Von Anfang an",
        "De Montreal a Quebec",
        "By Jove",
        "Da Silva",
        "Par Lionel Messi, le but du siècle",
        "UPDATE | Mar 12, 2026",
        "Sport | Mar 12, 2026",
        "他是一名记者 他说",
        "Super Bowl 2026",
        "",
    ],
)
def test_lines_of_the_story_are_no_bylines(line: str):
    assert bylines.find(line, CLAIMED, OUTLETS) is None


def test_a_name_alone_is_a_byline_only_where_the_entry_claims_it():
    assert bylines.find("Jane Doe", ("By Jane Doe",)) == (("Jane Doe",), None)
    assert bylines.find("Jane Doe and John Smith", ("Jane Doe", "John Smith")) is not None
    assert bylines.find("Jane Doe", ("John Smith",)) is None


def test_who_is_named_is_told_without_what_else_is_known():
    assert bylines.read("By Jane Doe") == "Jane Doe"
    assert bylines.read("By Monday, they had left") is None


PARTS = st.sampled_from(
    [
        "By ",
        "Von ",
        "Jane Doe",
        " and ",
        ", ",
        " | ",
        "/",
        "AFP",
        "12 March",
        "记者 ",
        "文／",
        "@x",
        "(",
        ")",
        ".",
        "Text: ",
        " - ",
        "기자",
    ]
)


@given(st.lists(PARTS, max_size=12).map("".join) | st.text(max_size=60))
def test_any_line_can_be_asked(line: str):
    found = bylines.find(line, ("Jane Doe",), ("AFP",))

    assert found is None or found.people or found.agency or line.strip()


@pytest.mark.parametrize("piece", ["By A", "A ", " | ", ", ", "记者 ", "王", "by ", "Jane Doe and "])
def test_a_long_line_is_no_byline(piece: str):
    assert bylines.find(piece * 200_000) is None


@pytest.mark.parametrize(
    ("claim", "agency"),
    [
        ("Reuters", "Reuters"),
        ("Jane Doe, Reuters", "Reuters"),
        ("By AP staff", "AP"),
        ("Ana Ruiz (dpa)", "dpa"),
        ("HANNAH BRIGHTWATER Associated Press", "AP"),
        ("Jane Doe", None),
        ("Mary Parker and John Press", None),
        ("Ann Map", None),
        ("", None),
    ],
)
def test_agency_among_the_authors_is_credited(claim: str, agency: str | None):
    assert names.credited((claim,)) == agency
