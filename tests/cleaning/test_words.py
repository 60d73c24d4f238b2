"""Characters, paragraphs of plain text, names and languages."""

import logging
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cleaning.characters import composed, one_line, scrub, shorten
from bot.cleaning.language import code_of, language_of
from bot.cleaning.markup.plain import parse
from bot.cleaning.names import agency, authors, unique


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
        ("\u202aa\u202bb\u202dc\u202ed\u202c \u2066e\u2067f\u2068g\u2069 \u200eh\u200fi\u061c", "abcd efg hi"),
        ("a\U000e0068\U000e0069b", "ab"),
        (
            "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
            "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        ),
        ("❤\ufe0f\u200d🔥 👩🏽\u200d🚀 🇮🇸 1\ufe0f\u20e3", "❤\ufe0f\u200d🔥 👩🏽\u200d🚀 🇮🇸 1\ufe0f\u20e3"),
        ("葛\U000e0100 a\U000e0100b", "葛\U000e0100 ab"),
        ("😀\ufe0f\ufe01\ufe02\U000e0110", "😀\ufe0f"),
        ("a\ufe0fb\u3164c\u115fd\ufffce\u034ff", "abcdef"),
        ("\uf09a Share 漢\ue012", " Share 漢\ue012"),
        ("a\U0001fffeb\ufdd0c\ufff9d", "abcd"),
        ("\ufffd", "\ufffd"),
    ],
)
def test_invisible_characters_go_and_spelling_stays(text: str, expected: str):
    assert scrub(text) == expected


@given(
    st.text(
        st.characters()
        | st.sampled_from(
            "\u200c\u200d\u200be\u0301می\x85\x92\ud800 ☀\ufe0f\ufe01漢\U000e0101\ue012🏴\U000e0067\U000e007fÃ©â€"
        ),
        max_size=40,
    )
)
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
        (("By Jane Doe, Health Correspondent",), ("Jane Doe",)),
        (("Jane Doe, BBC News, Nairobi",), ("Jane Doe",)),
        (("Jane Doe | The Gazette",), ("Jane Doe",)),
        (("Elin Wallgren/TT",), ("Elin Wallgren",)),
        (("HANNAH BRIGHTWATER Associated Press",), ("HANNAH BRIGHTWATER",)),
        (("Von Jana Muster und Ole Brandt",), ("Jana Muster", "Ole Brandt")),
        (("Por Ana Ruiz y Luis Gil, enviado especial",), ("Ana Ruiz", "Luis Gil")),
        (("Par Zoé Pham et Luc Roy (Bamako, correspondance)",), ("Zoé Pham", "Luc Roy")),
        (("Автор: Мария Пчёлкина и Иван Орлов",), ("Мария Пчёлкина", "Иван Орлов")),
        (("كتب: محمد علي وسلمى الديب",), ("محمد علي", "سلمى الديب")),
        (("记者 张三、李四",), ("张三", "李四")),
        (("김철수 기자",), ("김철수",)),
        (("Redacción", "Redaktion", "La rédaction", "Haber Merkezi"), ()),
        (("Jane Doe @janedoe",), ("Jane Doe",)),
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
    "name, short",
    [
        ("Agencia EFE", "EFE"),
        ("Deutsche Presse-Agentur", "dpa"),
        ("(ANSA)", "ANSA"),
        ("İHA", "İHA"),
        ("ТАСС", "ТАСС"),
        ("ИНТЕРФАКС", "Интерфакс"),
        ("وكالة رويترز", "رويترز"),
        ("أ.ف.ب", "أ ف ب"),
        ("新華社", "新华社"),
        ("共同通信", "共同"),
        ("연합뉴스", "연합뉴스"),
        ("MAP", "MAP"),
        ("Map", None),
        ("pa", None),
        ("sana", None),
        ("The Map", None),
        ("Trend", "Trend"),
        ("trend", None),
        ("x" * 1000, None),
        ("", None),
    ],
)
def test_agencies_are_known_in_their_own_scripts_and_words_are_none(name: str, short: str | None):
    assert agency(name) == short


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


def test_a_short_first_line_of_wrapped_text_goes_on_with_a_small_letter() -> None:
    text = "The ferry company said it\nwill sell two ferries to the town\n    It bought them in 1986."

    assert [block.text for block in parse(text)] == [
        "The ferry company said it will sell two ferries to the town",
        "It bought them in 1986.",
    ]


def test_what_is_not_composed_as_nothing_of_it_composes_is_composed():
    signs = [chr(code) for code in (*range(0xA0, 0x100), *range(0x2010, 0x2040))]

    for before in ("a", "E", "<", "=", " ", *signs):
        for sign in signs:
            text = before + sign + before
            assert composed(text, text.encode().translate(None, bytes(range(0x80)))) == unicodedata.normalize(
                "NFC", text
            )
    assert composed("e\u0301", b"\xcc\x81") == "é"
