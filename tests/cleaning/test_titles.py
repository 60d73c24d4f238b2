"""Titles: what is taken off them, and what is made where there is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cleaning.markup import parse as parse_html
from bot.cleaning.markup.plain import parse
from bot.cleaning.titles import Headline, above, announced, from_text, heading, tidy, titles

OUTLETS = ("The Merrow Gazette", "Northwire")


@pytest.mark.parametrize(
    "title, expected",
    [
        ("Ferry aground | The Merrow Gazette", "Ferry aground"),
        ("Ferry aground - Merrow Gazette", "Ferry aground"),
        ("Ferry aground – Northwire", "Ferry aground"),
        ("Ferry aground - Other Paper", "Ferry aground - Other Paper"),
        ("Northwire", "Northwire"),
        ("The Merrow Gazette | Northwire", "The Merrow Gazette"),
        ("UPDATE 2-Death toll rises", "Death toll rises"),
        ("CORRECTED-UPDATE 1-Death toll rises", "Death toll rises"),
        ("LIVE: Ferry aground", "Ferry aground"),
        ("Watch: Ferry aground", "Ferry aground"),
        ("Watch your step: ferry aground", "Watch your step: ferry aground"),
        ("Correction: Ferry story", "Ferry story"),
        ("LIVE:", "LIVE:"),
        ("  Ferry\n aground\u200b ", "Ferry aground"),
        ("<b>Ferry</b> &amp;amp; boat &#8216;safe&#8217;", "Ferry & boat ‘safe’"),
        ("<<b>b>Ferry", "< b>Ferry"),
        ("AT&T, R&D, 3 < 4 & 5 > 2", "AT&T, R&D, 3 < 4 & 5 > 2"),
        ("What the <template> tag does", "What the <template> tag does"),
        ("", ""),
    ],
)
def test_titles_lose_slugs_outlets_and_markup(title: str, expected: str):
    assert tidy(title, OUTLETS).text == expected


@given(
    st.lists(st.sampled_from([" - ", "Northwire", "LIVE: ", "UPDATE 2-", "&amp;", "amp;", "<b>", "<", "b>", "x", " ", "…", "|", "&#39;"])).map("".join)
)  # fmt: skip
def test_tidying_a_title_is_idempotent(title: str):
    once = tidy(title, OUTLETS).text

    assert tidy(once, OUTLETS).text == once


def test_a_title_of_any_length_is_cut_to_what_fits():
    assert len(tidy("word " * 100_000, OUTLETS).text) <= 500


@pytest.mark.parametrize(
    "text, expected",
    [
        (
            "Leaders meet in Beijing\n\nThey will discuss the war in Ukraine on Friday and Saturday.",
            "Leaders meet in Beijing",
        ),
        ("Can the ferry be saved?\n\nThe second day of the rescue brought no news at all.", "Can the ferry be saved?"),
        ("They met.\n\nThey will discuss the war in Ukraine on Friday and Saturday.", None),
        ("- Leaders meet\n\nThey will discuss the war in Ukraine on Friday and Saturday.", "Leaders meet"),
        ("- Leaders meet\n- They eat\n\nThey will discuss the war in Ukraine on Friday and Saturday.", None),
        ("北京欢迎客人来访\n\n市长星期二在机场迎接了来自十二个国家的客人。", "北京欢迎客人来访"),
        ("Leaders meet in Beijing", None),
    ],
)
def test_a_short_first_line_without_a_stop_is_the_headline(text: str, expected: str):
    assert heading(parse(text), OUTLETS) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The U.S. sent Mr. Smith to the talks. He left.", "The U.S. sent Mr. Smith to the talks"),
        ("It grew 3.5 percent! Then it fell.", "It grew 3.5 percent!"),
        ("“We won.” They said so.", "“We won.”"),
        ("word " * 60, "word " * 21 + "word…"),
        ("* First bullet.\n* Second", "First bullet"),
    ],
)
def test_a_missing_title_is_made_of_the_first_sentence(text: str, expected: str):
    assert from_text(parse(text), ()) == expected


@pytest.mark.parametrize(
    "title, url, expected",
    [
        ("Ferry aground - The Gazette", "https://www.thegazette.example/1", "Ferry aground"),
        ("Ferry aground | BBC News", None, "Ferry aground"),
        ("Ferry aground - BBC News", None, "Ferry aground"),
        ("BBC News - Ferry runs aground off coast", None, "Ferry runs aground off coast"),
        ("Ferry aground - NYTimes.com", None, "Ferry aground"),
        ("Fähre gesunken – DW – 12.03.2026", None, "Fähre gesunken"),
        ("Fähre gesunken | tagesschau.de", None, "Fähre gesunken"),
        ("Se hunde el ferry - LA NACION", None, "Se hunde el ferry"),
        ("Ferry aground | The Guardian", None, "Ferry aground"),
        ("Ferry aground off the coast | World news | The Guardian", None, "Ferry aground off the coast"),
        ("Ferry aground off the coast | World | The Guardian", None, "Ferry aground off the coast"),
        ("Ferry aground - example.com", None, "Ferry aground"),
        ("Ferry aground - Merrow Daily News", "https://merrowdaily.example/x", "Ferry aground"),
        ("Ferry aground off the coast | News", None, "Ferry aground off the coast"),
        ("Ferry aground - Gazette", None, "Ferry aground"),
        ("Ferry aground — Общество — Вечерний Кедринск", None, "Ferry aground"),
        ("Ferry aground - Reuters", None, "Ferry aground"),
        ("Ferry aground - AP News", None, "Ferry aground"),
        ("渡轮沉没_新浪网", None, "渡轮沉没"),
        ("フェリー沈没:朝日新聞デジタル", None, "フェリー沈没:朝日新聞デジタル"),
        ("フェリー沈没 | NHK", None, "フェリー沈没"),
        ("Ferry aground - Merrow", "https://merrow.example/1", "Ferry aground"),
        (
            "Ferry aground at Merrow - and nobody saw it",
            "https://merrow.example/1",
            "Ferry aground at Merrow - and nobody saw it",
        ),
        ("Man, machine - the gazette of life", None, "Man, machine - the gazette of life"),
        ("World | The Gazette", None, "World"),
    ],
)
def test_names_of_outlets_sections_and_dates_go_and_dashes_of_the_story_stay(
    title: str, url: str | None, expected: str
):
    assert tidy(title, ("The Gazette", "Northwire"), url).text == expected


@pytest.mark.parametrize(
    "title, outlets, expected",
    [
        ("Bageriet stänger | VDT", ("Vall Dalarnas Tidning",), "Bageriet stänger"),
        ("Newsletter writer wins - BNN News", ("British Network News",), "Newsletter writer wins"),
        ("Orchestra reinstates cellist - The Hallmere Courier", ("Headline Stream",), "Orchestra reinstates cellist"),
        ("Storks nest on crane By Anneke Brill, dpa", (), "Storks nest on crane"),
        ("В Карелии открыли мост - РИА Новости, 12.03.2026", (), "В Карелии открыли мост"),
        ("Harbour closes at noon | World news", ("The Gazette | World news",), "Harbour closes at noon"),
        ("Letters arrive at Deutsche Post - Deutsche Post", ("The Gazette",), "Letters arrive at Deutsche Post - Deutsche Post"),
        ("Podlaskie/ Pożar tartaku pod Krzywiczami", (), "Pożar tartaku pod Krzywiczami"),
        ("POL-MER: Einbrecher schläft am Tatort ein", (), "Einbrecher schläft am Tatort ein"),
        ("FAITS DIVERS | Un camion se renverse à Oudeval", (), "Un camion se renverse à Oudeval"),
        ("Sport and politics: an old story", (), "Sport and politics: an old story"),
        ("Either/Or: the choice of Merrow", (), "Either/Or: the choice of Merrow"),
    ],
)  # fmt: skip
def test_outlets_are_known_by_other_names_too(title: str, outlets: tuple[str, ...], expected: str):
    assert tidy(title, outlets).text == expected


@pytest.mark.parametrize(
    "title, body, expected",
    [
        ("Ferry runs aground - Merrow 7", "<h1>Ferry runs aground</h1><p>Text.</p>", "Ferry runs aground"),
        ("Seven on Merrow | Ferry runs aground", "<h1>Ferry runs aground</h1><p>Text.</p>", "Ferry runs aground"),
        ("Ferry runs aground - again", "<p>Ferry runs aground</p><p>Text.</p>", "Ferry runs aground - again"),
        ("Ferry runs aground again", "<h1>Ferry runs aground</h1><p>Text.</p>", "Ferry runs aground again"),
        ("Ferry - a history", "<h1>Ferry</h1><p>Text.</p>", "Ferry - a history"),
    ],
)
def test_a_pages_own_heading_proves_where_the_headline_ends(title: str, body: str, expected: str):
    assert above(Headline(title), parse_html(body, None)).text == expected


@pytest.mark.parametrize(
    "line",
    [
        "URGENT", "FOR IMMEDIATE RELEASE", "Dear editor,", "```", "BC-Ferry", "HALCYON FERRY (2nd Lead)", "By Jane Doe", "Read more about it",
        "Eilmeldung", "HALCYON, March 12 (Reuters) -", "Sehr geehrte Damen und Herren,", "12.03.2026 14:05", "EDS: Adds quotes",
    ],
)  # fmt: skip
def test_furniture_above_a_text_is_no_headline(line: str):
    text = f"{line}\n\nThe ferry ran onto a reef in thick fog off Halcyon on Tuesday. Nobody was hurt."

    assert heading(parse(text), OUTLETS) is None
    assert from_text(parse(text)[1:], ()) == "The ferry ran onto a reef in thick fog off Halcyon on Tuesday"
    if "Reuters" not in line:  # a dateline has been taken off by then
        assert from_text(parse(text), ()) == "The ferry ran onto a reef in thick fog off Halcyon on Tuesday"


def test_a_first_line_with_a_marker_is_the_headline():
    text = "The ferry ran onto a reef in thick fog off Halcyon on Tuesday. Nobody was hurt."

    assert announced(parse(f"Watch: Ferry runs aground\n\n{text}")) == "Watch: Ferry runs aground"
    assert announced(parse(f"Watch the ferry run aground\n\n{text}")) is None
    assert announced(parse("Watch: Ferry runs aground")) is None


@pytest.mark.parametrize(
    "sentence, expected",
    [
        (f"Die Polizei teilte am späten Dienstagabend in Halcyon mit, dass die Fähre {'sehr ' * 20}lange im Nebel lag.", None),
        ("Die Fähre lief am Dienstag vor Halcyon auf ein Riff, nachdem der Kapitän im dichten Nebel die Einfahrt zum Hafen verfehlt hatte.",
         "Die Fähre lief am Dienstag vor Halcyon auf ein Riff"),
        ("渡轮星期二在浓雾中撞上礁石沉没，海岸警卫队表示，" + "船上共有二百一十四人" * 10 + "。", "渡轮星期二在浓雾中撞上礁石沉没，海岸警卫队表示"),
    ],
)  # fmt: skip
def test_a_headline_ends_with_a_clause_where_one_fits(sentence: str, expected: str | None):
    title = from_text(parse(sentence), ())

    assert title == expected if expected else title.endswith("…")
    assert len(title) <= 110


CUT = "the bank of Marland cut its key rate by half a point on Monday"


@pytest.mark.parametrize(
    "sentence, expected",
    [
        (f"In a move {'that surprised many ' * 5}in Marland, {CUT}.", f"T{CUT[1:]}"),
        (f"T{CUT[1:]}, a move {'that surprised many ' * 5}in Marland.", f"T{CUT[1:]}"),
        (
            f"Ferries, trains, {'buses and more ' * 10}stood still.",
            f"Ferries, trains, {'buses and more ' * 6}".strip() + "…",
        ),
    ],
)
def test_long_first_sentence_is_cut_at_its_clauses(sentence: str, expected: str) -> None:
    title = from_text(parse(sentence), ())

    assert title == expected
    assert len(title) <= 110


@settings(max_examples=300)
@given(
    st.lists(
        st.sampled_from(
            "Ferry Live URGENT Update sinks Gazette by Doe, Lead 3rd take LD (2nd [Video] 【速報】 | - – : / > « _ＡＰ新网 —新网 &amp; <b> 🔴 #sos "
            "Sport reuters.com 2 dpa KORR Ⅷ".split(" ")
        ),
        min_size=1,
        max_size=6,
    ).map(" ".join)
)
def test_a_title_without_a_sign_is_left_as_if_all_had_been_asked(title: str):
    found = tidy(title, ("The Gazette",), "https://www.gazette.example/")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(titles, "_is_bare", lambda _: False)
        assert tidy(title, ("The Gazette",), "https://www.gazette.example/") == found
