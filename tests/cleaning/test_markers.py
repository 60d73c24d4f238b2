"""Markers of desks: in titles and in lines of their own."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.cleaning.stories import clean
from bot.cleaning.titles import markers, tidy
from bot.model import Entry, Marker, Source, Wire


@pytest.mark.parametrize(
    "title, expected, found",
    [
        ("UPDATE 2-Death toll rises", "Death toll rises", "update 2"),
        ("UPDATE: Ferry aground", "Ferry aground", "update"),
        ("(UPDATE) Ferry aground off Merrow", "Ferry aground off Merrow", "update"),
        ("WRAPUP 3-Ferry aground", "Ferry aground", "wrapup 3"),
        ("RPT-UPDATE 1-Ferry aground", "Ferry aground", "repeat; update 1"),
        ("CORRECTED-(OFFICIAL)-Ferry aground", "Ferry aground", "correction"),
        ("CORRECTED (OFFICIAL)-Ferry aground", "Ferry aground", "correction"),
        ("REFILE-Ferry", "Ferry", "repeat"),
        ("BREAKINGVIEWS-Ferry merger sinks", "Ferry merger sinks", "opinion"),
        ("FACTBOX-What sank", "What sank", ""),
        ("Ferry aground - video", "Ferry aground", "video"),
        ("Ferry aground – live", "Ferry aground", "live"),
        ("Ferry aground | Live updates", "Ferry aground", "live"),
        ("Ferry aground [Video]", "Ferry aground", "video"),
        ("Ferry aground (Photos)", "Ferry aground", "photos"),
        ("IN PICTURES: Ferry aground", "Ferry aground", "photos"),
        ("Opinion | Let it sink", "Let it sink", "opinion"),
        ("EILMELDUNG: Fähre gesunken", "Fähre gesunken", "breaking"),
        ("EIL: Fähre gesunken", "Fähre gesunken", "breaking"),
        ("+++ EIL +++ Fähre gesunken", "Fähre gesunken", "breaking"),
        ("+++ Liveticker +++: Fähre gesunken", "Fähre gesunken", "live"),
        ("Liveticker: Fähre gesunken", "Fähre gesunken", "live"),
        ("Live-Blog: Fähre gesunken", "Fähre gesunken", "live"),
        ("ROUNDUP 2: Fähre gesunken", "Fähre gesunken", "wrapup 2"),
        ("WDH/ROUNDUP: Fähre gesunken", "Fähre gesunken", "repeat; wrapup"),
        ("VIDEO/DIRECT: Le ferry coule", "Le ferry coule", "video; live"),
        ("EN DIRECT - Le ferry coule", "Le ferry coule", "live"),
        ("EN DIRECT Le ferry coule", "Le ferry coule", "live"),
        ("[VIDÉO] Le ferry coule", "Le ferry coule", "video"),
        ("ALERTE INFO - Le ferry coule", "Le ferry coule", "breaking"),
        ("URGENT Le ferry coule", "Le ferry coule", "breaking"),
        ("REPORTAGE. Le ferry coule", "Le ferry coule", "feature"),
        ("EN VIVO | Se hunde el ferry", "Se hunde el ferry", "live"),
        ("ÚLTIMA HORA: Se hunde el ferry", "Se hunde el ferry", "breaking"),
        ("(AMPLIACIÓN) Se hunde el ferry", "Se hunde el ferry", "update"),
        ("Se hunde el ferry (AMPL.)", "Se hunde el ferry", "update"),
        ("(CORRECCIÓN) Se hunde", "Se hunde", "correction"),
        ("AO VIVO: Barco afunda", "Barco afunda", "live"),
        ("Barco afunda (ATUALIZADA)", "Barco afunda", "update"),
        ("DIRETTA - Affonda il traghetto", "Affonda il traghetto", "live"),
        ("ULTIM'ORA: Affonda il traghetto", "Affonda il traghetto", "breaking"),
        ("++ ULTIM'ORA ++ Affonda il traghetto", "Affonda il traghetto", "breaking"),
        ("Affonda il traghetto (2)", "Affonda il traghetto", "update 2"),
        ("Affonda il traghetto (RPT)", "Affonda il traghetto", "repeat"),
        ("Affonda il traghetto (V. 'Traghetto: affonda' delle 12.03)", "Affonda il traghetto", ""),
        ("PILNE: Prom zatonął", "Prom zatonął", "breaking"),
        ("AKTUALIZACJA Prom zatonął", "AKTUALIZACJA Prom zatonął", ""),
        ("SON DAKİKA: Feribot battı", "Feribot battı", "breaking"),
        ("SON DAKİKA Feribot battı", "Feribot battı", "breaking"),
        ("CANLI | Feribot battı", "Feribot battı", "live"),
        ("СРОЧНО! Паром затонул", "Паром затонул", "breaking"),
        ("⚡️СРОЧНО: Паром затонул", "Паром затонул", "breaking"),
        ("ОБНОВЛЕНО: Паром затонул", "Паром затонул", "update"),
        ("Паром затонул (видео)", "Паром затонул", "video"),
        ("Паром затонул. Видео", "Паром затонул", "video"),
        ("Видео: паром затонул", "паром затонул", "video"),
        ("عاجل.. غرق العبارة", "غرق العبارة", "breaking"),
        ("عاجل: غرق العبارة", "غرق العبارة", "breaking"),
        ("عاجل | غرق العبارة", "غرق العبارة", "breaking"),
        ("مباشر.. غرق العبارة", "غرق العبارة", "live"),
        ("غرق العبارة (فيديو)", "غرق العبارة", "video"),
        ("快讯:渡轮沉没", "渡轮沉没", "breaking"),
        ("快讯|渡轮沉没", "渡轮沉没", "breaking"),
        ("渡轮沉没(图)", "渡轮沉没", "photos"),
        ("【速報】フェリー沈没", "フェリー沈没", "breaking"),
        ("フェリー沈没【動画】", "フェリー沈没", "video"),
        ("速報 フェリー沈没", "フェリー沈没", "breaking"),
        ("(1st Ld) Ferry sinks off coast", "Ferry sinks off coast", "update 1"),
        ("Ferry sinks (2nd LD)", "Ferry sinks", "update 2"),
        ("Ferry sinks (LEAD)", "Ferry sinks", "update"),
        ("Barco afunda; veja vídeo", "Barco afunda", "video"),
        ("Паром затонул. Фото", "Паром затонул", "photos"),
        ("(LEAD) Ferry sinks", "Ferry sinks", "update"),
        ("(2nd LD) Ferry sinks", "Ferry sinks", "update 2"),
        ("Ferry sinks -- Update", "Ferry sinks", "update"),
        ("Ferry sinks - 2nd UPDATE", "Ferry sinks", "update 2"),
        ("Ferry sinks (1st Lead-Writethru)", "Ferry sinks", "update 1"),
        ("Ferry sinks - Lead 1", "Ferry sinks", "update 1"),
        ("1-Ferry sinks", "1-Ferry sinks", ""),
        ("1ST LEAD Ferry sinks", "1ST LEAD Ferry sinks", ""),
        ("CORRECTED-UPDATE 1-Ferry", "Ferry", "correction; update 1"),
        ("Correction: Ferry story", "Ferry story", "correction"),
        ("KORREKTUR: Fähre gesunken", "Fähre gesunken", "correction"),
        ("Fähre gesunken (Zusammenfassung)", "Fähre gesunken", "wrapup"),
        ("(Meldung 14.05) Fähre gesunken", "Fähre gesunken", ""),
        ("Überblick: Fähre gesunken", "Fähre gesunken", "wrapup"),
        ("Hintergrund: Fähre gesunken", "Fähre gesunken", "analysis"),
        ("PODCAST: The ferry", "The ferry", "audio"),
        ("Interview: The ferry", "The ferry", "interview"),
        ("Watch live: Ferry aground", "Ferry aground", "live"),
        ("LIVE UPDATES: Ferry aground", "Ferry aground", "live"),
    ],
)
def test_markers_around_titles_become_data(title: str, expected: str, found: str):
    headline = tidy(title, ("The Gazette",))

    assert (headline.text, "; ".join(map(str, headline.markers))) == (expected, found)


@pytest.mark.parametrize(
    "title",
    [
        "Live Nation sues city",
        "Video games boom in Merrow",
        "Update on talks expected",
        "Opinion polls open in Merrow",
        "Correction officer shot",
        "Watch maker Omega sues",
        "Die Photos von gestern",
        "Exclusive club opens",
        "EXCLUSIVE club opens",
        "LIVE-Musik kehrt zurück",
        "VIDEO-Beweis abgeschafft",
        "Ukraine war: Talks resume",
        "Brexit: Talks resume",
        "Analysts: Ferry will sink",
        "Man - Machine - Music",
        "Putin | Xi: Two men, one table",
        "URGENT CARE CLINIC CLOSES",
        "Alert level raised in Merrow",
        "Analysis of samples shows lead in water",
        "Lead: the metal that poisons",
        "New: the word of the year",
        "More: a life of Thomas",
        "Direct flights resume",
        "Urgent care clinics close",
        "Interview with a vampire returns",
        "Breaking bad habits",
        "Photo finish decides race",
        "Ferry sinks (12 dead)",
        "Ferry sinks (video shows fire)",
        "Ferry (the band) returns",
        "A review of the review",
        "Ferry talks – a new beginning",
        "Preview screening cancelled",
        "Flash floods kill three",
        "FLASH FLOODS KILL THREE",
        "Bulletin board closes",
        "Extra time decides cup final",
        "Letters from the front",
        "The Guardian angel of Merrow",
        "Shares fall at Deutsche Post",
        "Streik bei der Post - Deutsche Post",
        "Dirty water - what we know so far about Merrow",
        "Poll: Most want a ferry",
        "Reuters: owner to sell the ferry",
        "Markets: up, down - and up again",
        "E-mail: the end of an era",
        "Mehr Geld für Schulen",
        "Neu: Fähre ab Montag",
        "G20 - G7 - what is the difference",
        "Sport and politics do not mix",
        "Radio: BBC cuts jobs",
        "Il: a story",
        "He left. Analysis",
        "Official: Merrow to move its harbour",
        "Ferry fares to rise in spring - official",
        "SNAP-ON TOOLS CORP 3RD QTR NET",
        "AUDIO/VIDEO CORP TO SELL UNIT",
    ],
)
def test_headlines_that_begin_like_markers_stay(title: str):
    headline = tidy(title, ("The Gazette",))

    assert (headline.text, headline.markers) == (title, ())


def test_a_cut_says_what_was_taken_off_and_where():
    headline = tidy("UPDATE 2-Ferry aground – video", ())

    assert [(cut.text, cut.where) for cut in headline.cuts] == [("UPDATE 2-", "start"), ("– video", "end")]


@pytest.mark.parametrize(
    "line, found",
    [
        ("URGENT", "breaking"), ("Eilmeldung", "breaking"), ("2nd take", "update 2"), ("+++ EIL +++", "breaking"), ("(Adds quotes)", "update"),
        ("(Aktualisierung: Angaben der Polizei)", "update"), ("СРОЧНО", "breaking"), ("عاجل", "breaking"), ("【速報】", "breaking"), ("(Wiederholung)", "repeat"),
        ("REPORTAJE", "feature"), ("FACTBOX", ""), ("(Corrects spelling of name)", "correction"), ("1st Ld-Writethru", "update 1"), ("❗️❗️❗️ СРОЧНО", "breaking"),
    ],
)  # fmt: skip
def test_lines_that_are_nothing_but_markers_are_read(line: str, found: str):
    assert "; ".join(map(str, markers.of_line(line) or ())) == found
    assert markers.of_line(line) is not None


@pytest.mark.parametrize(
    "line",
    ["Live", "More", "New", "List", "Urgent care", "The video", "(Corrects number of victims in paragraph 3.)", "Watch", "", "12", "It was urgent.", "x" * 500],
)  # fmt: skip
def test_other_lines_are_no_markers(line: str):
    assert markers.of_line(line) is None


@pytest.mark.parametrize(
    "line, found",
    [
        ("BC-US--Ferry Fire,3rd Ld-Writethru,0287", "update 3"),
        ("Eds: With Photos. Adds second reference in graf 2.", "update; photos"),
        ("(dpa photos available)", "photos"),
        ("=(Photo+Vidéo)=", "photos; video"),
        ("(foto) (vídeo)", "photos; video"),
        ("++ Frana sulla provinciale ++", "breaking"),
        ("FRANCE-INTEMPERIES-ENERGIE,LEAD", "update"),
        ("Philippines-quake,2ndlead", "update 2"),
        ("UWAGA, wraca depesza z poprawionym wymiarem kary", "correction"),
        ("HALCYON-FERRY", ""),
    ],
)
def test_markers_inside_of_lines_that_are_furniture_are_read(line: str, found: str):
    assert "; ".join(sorted(map(str, markers.of_furniture(line)))) == "; ".join(sorted(found.split("; ")))


_TEXT = "HALCYON, March 12 (Reuters) - A ferry ran onto a reef off Halcyon on Tuesday, the coast guard said. Nobody was hurt."


@pytest.mark.parametrize(
    "title, text, found",
    [
        ("UPDATE 2-Ferry runs aground", f"(Adds quotes)\n\n{_TEXT}", "update 2"),
        ("Ferry runs aground", f"(Adds quotes)\n\n{_TEXT}", "update"),
        ("Ferry runs aground - video", f"(Corrects spelling)\n\n{_TEXT}", "video; correction"),
        ("Ferry runs aground", f"{_TEXT}\n\nIt was urgent to adds photos, she said.", ""),
        ("", f"WATCH: Ferry runs aground\n\n{_TEXT}", "video"),
    ],
)
def test_a_story_has_the_markers_of_its_title_and_of_what_was_taken_off_its_text(title: str, text: str, found: str):
    story = clean(
        Entry(key="1", title=title, body=text),
        Source(name="s", title="", family="s"),
        datetime(2026, 3, 12, tzinfo=UTC),
    )

    assert (story.title, "; ".join(map(str, story.markers))) == ("Ferry runs aground", found)


def test_an_agencys_slug_and_note_are_read_too():
    wire = Wire(slug="BC-US--Ferry Fire,3rd Ld-Writethru", note="UPDATES with quotes. With AP Photos.")
    source = Source(name="s", title="", family="s")
    story = clean(
        Entry(key="1", title="Ferry runs aground", body=_TEXT, wire=wire), source, datetime(2026, 3, 12, tzinfo=UTC)
    )

    assert story.markers == (Marker("update", 3), Marker("photos"))


def test_of_one_kind_the_first_with_a_number_is_kept():
    assert markers.unique([Marker("update"), Marker("live"), Marker("update", 2), Marker("update", 3)]) == (
        Marker("update", 2),
        Marker("live"),
    )


_BITS = [
    "UPDATE",
    " 2",
    "-",
    ": ",
    " | ",
    "LIVE",
    "(",
    ")",
    "video",
    "++ ",
    " – ",
    "【",
    "】",
    "速報",
    "عاجل",
    "x",
    "Ferry",
    " ",
    "/",
    "İ",
    "RPT",
    "W+ ",
    "..",
]


@given(st.lists(st.sampled_from(_BITS), max_size=12).map("".join))
@example("Ferry | - | -")
def test_reading_markers_leaves_something_and_is_idempotent(title: str):
    once = tidy(title, ("Ferry",)).text

    assert tidy(once, ("Ferry",)).text == once
    assert any(map(str.isalnum, once)) or not any(map(str.isalnum, title))


@pytest.mark.parametrize(
    "unit",
    ["(", "UPDATE 2-", "- ", "A+ ", "W+ Live: ", "| ", "LIVE: ", "[", "++ ", "RPT/", "By a, ", "_", "a/", " – video"],
)
def test_hostile_titles_cost_no_time(unit: str):
    assert len(tidy(unit * 50_000, ("Ferry",)).text) <= 500
