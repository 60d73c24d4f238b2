"""Characters, paragraphs of plain text, titles, names and languages."""

import logging
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cleaning.characters import one_line, scrub, shorten
from bot.cleaning.language import code_of, language_of
from bot.cleaning.markup.plain import parse
from bot.cleaning.names import agency, authors, unique
from bot.cleaning.titles import from_text, heading, tidy

OUTLETS = ("The Merrow Gazette", "Northwire")


@pytest.mark.parametrize(
    "text, expected",
    [
        ("a\x00b\x1fc\x7f\u200b\u202e\u2066\ufeff\xadd", "abcd"),
        ("a\ud800b\ufffec", "abc"),
        ("it\x92s 5 \x80", "it’s 5 €"),
        ("e\u0301", "é"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👨\u200d👩", "👨\u200d👩"),
        ("a\u200d\u200db\u200c", "ab"),
        ("tab\tand\nline", "tab\tand\nline"),
    ],
)
def test_invisible_characters_go_and_spelling_stays(text: str, expected: str):
    assert scrub(text) == expected


@given(st.text(st.characters() | st.sampled_from("\u200c\u200d\u200be\u0301می\x85\x92\ud800 "), max_size=40))
def test_scrubbing_is_idempotent_and_composed(text: str):
    once = scrub(text)

    assert scrub(once) == once == unicodedata.normalize("NFC", once)
    assert one_line(one_line(text)) == one_line(text)


@given(st.text("ab ,.", max_size=60), st.integers(5, 30))
def test_shortened_text_fits_and_is_a_beginning(text: str, length: int):
    short = shorten(text, length)

    assert len(short) <= length
    assert text.startswith(short.removesuffix("…"))


@pytest.mark.parametrize(
    "text, expected",
    [
        ("One.\n\nTwo\u00a0 two.\n \nThree.", ["One.", "Two two.", "Three."]),
        ("x" * 120 + "\n" + "y" * 120 + "\nSubhead\nz", ["x" * 120, "y" * 120, "Subhead", "z"]),
        ("The ferry left the harbour in the very early\nmorning of Tuesday and did not arrive.\n\nNobody knows the reason why it did not come\nback.",
         ["The ferry left the harbour in the very early morning of Tuesday and did not arrive.", "Nobody knows the reason why it did not come back."]),
        ("Short title\nThe ferry left the harbour in the early hours of the\nmorning.", ["Short title", "The ferry left the harbour in the early hours of the morning."]),
        ("- one\n- two\n\nText.", ["- one", "- two", "Text."]),
        ("   The ferry left the harbour in the early hours of the\nmorning.\n   The second left the harbour much later.",
         ["The ferry left the harbour in the early hours of the morning.", "The second left the harbour much later."]),
        ("", []),
    ],
)  # fmt: skip
def test_paragraphs_of_plain_text_are_found(text: str, expected: str):
    assert [block.text for block in parse(text)] == expected


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
        ("Correction: Ferry story", "Correction: Ferry story"),
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
        ("- Leaders meet\n\nThey will discuss the war in Ukraine on Friday and Saturday.", None),
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
    "claims, people",
    [
        (("Jane Doe and John Smith",), ("Jane Doe", "John Smith")),
        (("By Jane Doe, John Smith & Ann Other",), ("Jane Doe", "John Smith", "Ann Other")),
        (("desk@example.com (Jane Doe)",), ("Jane Doe",)),
        (("Jane Doe <jane@example.com>", "JANE DOE"), ("Jane Doe",)),
        (("Doe, Jane",), ("Doe, Jane",)),
        (("Jane Doe, Northwire", "Jane Doe, Associated Press", "Reuters"), ("Jane Doe",)),
        (("Josephine Aldous in Harbin",), ("Josephine Aldous",)),
        (("Herald staff and wire reports",), ("Herald staff",)),
        (("desk@example.com", "", " , "), ()),
        (("By Jane Doe and John O'Neil, in Tarsk",), ("Jane Doe", "John O'Neil")),
        (("Jane Doe, in Port Merrow, and John Smith",), ("Jane Doe", "John Smith")),
    ],
)
def test_bylines_become_people(claims: tuple[str | None, ...], people: tuple[str, ...]):
    assert authors(claims) == people


def test_agencies_have_one_short_name():
    assert [agency(name) for name in ("The Associated Press", "AP News", "reuters", "Xinhua News Agency", "Herald")] == [
        "AP", "AP", "Reuters", "Xinhua", None,
    ]  # fmt: skip
    assert unique((" A ", "a", "", "B")) == ("A", "B")


@pytest.mark.parametrize(
    "claim, code",
    [("en-US", "en"), ("EN", "en"), ("English", "en"), ("deu", "de"), ("iw", "he"), ("zh-Hans", "zh"), ("pt_BR", "pt"), ("und", None), ("", None), (None, None), ("klingon!", None)],
)  # fmt: skip
def test_claimed_languages_become_codes(claim: str | None, code: str | None):
    assert code_of(claim) == code


ENGLISH = "The ferry ran onto a reef in thick fog on Tuesday, the coast guard said, and more than two hundred people were on board. "
GERMAN = "Die Fähre lief am Dienstag im dichten Nebel auf ein Riff, teilte die Küstenwache mit. Mehr als zweihundert Menschen waren an Bord, als das Schiff sank."


@pytest.mark.parametrize(
    "text, claims, expected",
    [
        (GERMAN, (), "de"),
        (GERMAN, ("en",), "de"),
        (GERMAN[:40], ("en",), "en"),
        (GERMAN[:40], (None, "fr"), "fr"),
        (GERMAN.upper(), (), "de"),
        (" ".join(ENGLISH.upper().split()), (), "en"),
        (f"{GERMAN[:60]} {ENGLISH * 2}", ("de",), "en"),  # a name or quotation at the beginning confirms no claim
        ("12 345", (), None),
        ("", ("xyz",), None),
        ("北京欢迎俄罗斯总统普京前来访问并出席一带一路高峰论坛", (), "zh"),
    ],
)
def test_language_is_what_text_and_claim_make_likely(
    text: str, claims: tuple[str | None, ...], expected: str, caplog: pytest.LogCaptureFixture
):
    with caplog.at_level(logging.DEBUG):
        assert language_of(text, claims) == expected
    assert caplog.records == []


CUT = "the bank of Marland cut its key rate by half a point on Monday"


@pytest.mark.parametrize(
    "sentence, expected",
    [
        (f"In a move {'that surprised many ' * 5}in Marland, {CUT}.", f"T{CUT[1:]}"),
        (f"T{CUT[1:]}, a move {'that surprised many ' * 5}in Marland.", f"T{CUT[1:]}…"),
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
