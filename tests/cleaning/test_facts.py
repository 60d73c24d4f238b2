"""Facts of a text: its lead, numbers, dates, names and quotes."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cleaning import facts
from bot.cleaning.facts import figures, people, quotes
from bot.cleaning.titles import sentences
from bot.model import Facts


@pytest.mark.parametrize(
    "text, language, expected",
    [
        ("1.2 million people and 5 million more", "en", ("1200000", "5000000")),
        ("3.5% and 12 percent and 12.25 per cent and 40 pct", "en", ("3.5%", "12%", "12.25%", "40%")),
        ("$1,234,567 or €3.5 million or $40bn or 1.5m", "en", ("1234567", "3500000", "40000000000", "1500000")),
        ("It won 3-1 with 10km to go.", "en", ("3", "1", "10")),
        ("twelve boats, two million people", "en", ("12", "2000000")),
        ("2000 people paid $1999 or 1990 million", "en", ("2000", "1999", "1990000000")),
        ("3,5 Prozent, 1.234.567 Euro, 1.200 Menschen, 12,5 Mio. Euro, 3 Milliarden Euro", "de", ("3.5%", "1234567", "1200", "12500000", "3000000000")),
        ("2 Billionen Euro und zwölf Boote", "de", ("2000000000000", "12")),
        ("1'250 Franken", "de", ("1250",)),
        ("12 000 foyers, 3,5 %, 1,2 million", "fr", ("12000", "3.5%", "1200000")),
        ("el 3,5 por ciento de 1.200 personas, 2 millones", "es", ("3.5%", "1200", "2000000")),
        ("1,5 mln zł, 40 proc., 12 000 osób", "pl", ("1500000", "40%", "12000")),
        ("yüzde 3,5 ve %12, 1,2 milyon kişi", "tr", ("3.5%", "12%", "1200000")),
        ("1,2 млн человек, 3,5 процента, 12 000 рублей", "ru", ("1200000", "3.5%", "12000")),
        ("1,2 miljoner, 12 000 kronor", "sv", ("1200000", "12000")),
        ("1.2 مليون شخص و١٢ بالمئة", "ar", ("1200000", "12%")),
        ("1200万人,1.2亿元,3.5%", "zh", ("12000000", "120000000", "3.5%")),
        ("1,200 and 1.200", None, ("1200",)),
        ("12 of 12 and 12", "en", ("12",)),
        ("0 million and 0.5 million", "en", ("0", "500000")),
        ("a 41-year-old won 11-4. It was 38. “They” sold 2,300.", "en", ("41", "11", "4", "38", "2300")),
    ],
)  # fmt: skip
def test_numbers_are_decimals_whatever_the_language_writes(text: str, language: str | None, expected: tuple[str, ...]):
    assert figures.find(text, language)[0] == expected


@pytest.mark.parametrize(
    "text, language",
    [
        ("at 14:05 or 5 pm or 5 a.m.", "en"), ("um 14.05 Uhr", "de"), ("klockan 14.30", "sv"), ("A320, COVID-19, G20 and 5G", "en"),
        ("version 1.2.3.4", "en"), ("the 21st time", "en"), ("in 2025 and since 1999, the 2013 flood", "en"), ("06.00'dan itibaren", "tr"), ("the 2025/26 season", "en"), ("", "en"), ("one boat", "en"),
        ("an i9 with an i300 beside it", "en"), ("It opened in 1994. Since 2023, nothing", "en"),
    ],
)  # fmt: skip
def test_times_years_and_names_are_no_numbers(text: str, language: str):
    assert figures.find(text, language)[0] == ()


@settings(max_examples=300)
@given(
    st.sampled_from(["", "in ", "March ", "i", "$", "“", "a-", "7-"]),
    st.sampled_from(["7", "31", "1,200", "3.5", "1.200,5", "06.00", "1950", "1994", "12.34", "0,5"]),
    st.sampled_from(["", " million", " percent", "%", " boats", "-metre", ". The", ", May", " am", "m", "-4", " Billionen", ". Mai", ")"]),
    st.sampled_from(["en", "de", "fr", "pl", "tr", "zh", None]),
)  # fmt: skip
def test_a_number_that_is_read_at_once_is_read_as_if_all_had_been_asked(
    before: str, said: str, behind: str, language: str | None
):
    text = f"so {before}{said}{behind}"
    plain = figures.find(text, language)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(figures, "_plainly", lambda *_: None)
        assert figures.find(text, language) == plain


@pytest.mark.parametrize(
    "text, language, expected",
    [
        ("on March 12, 2026, and April 3", "en", ("2026-03-12", "--04-03")),
        ("12 March 2026; March 2026; the 21st of May", "en", ("2026-03-12", "2026-03", "--05-21")),
        ("2026-03-12", "en", ("2026-03-12",)),
        ("12.03.2026 und 12. März 2026 und 3. April", "de", ("2026-03-12", "--04-03")),
        ("am 1.5.26", "de", ("2026-05-01",)),
        ("13/04/2026 and 03/14/2026", "en", ("2026-04-13", "2026-03-14")),
        ("03/04/2026", "es", ("2026-04-03",)),
        ("le 1er mai 2026, 12 mars 2026", "fr", ("2026-05-01", "2026-03-12")),
        ("12 de marzo de 2026", "es", ("2026-03-12",)),
        ("12 marca 2026 r.", "pl", ("2026-03-12",)),
        ("12 марта 2026 года", "ru", ("2026-03-12",)),
        ("12 Mart 2026'da", "tr", ("2026-03-12",)),
        ("12 مارس 2026", "ar", ("2026-03-12",)),
        ("2026年3月12日,3月13日", "zh", ("2026-03-12", "--03-13")),
        ("12 Dezember", "de", ("--12-12",)),
    ],
)
def test_dates_are_read_as_far_as_they_are_told(text: str, language: str, expected: tuple[str, ...]):
    assert figures.find(text, language) == ((), expected)


@pytest.mark.parametrize(
    "text, language",
    [
        ("03/04/2026", "en"),
        ("33.13.2026", "de"),
        ("They may 12 times", "en"),
        ("12 marches", "en"),
        ("0 May", "en"),
        ("in 2026", "en"),
    ],
)
def test_what_may_be_two_dates_or_none_is_none(text: str, language: str):
    assert figures.find(text, language)[1] == ()


@pytest.mark.parametrize(
    "text, language, expected",
    [
        ("The Merrow Star left Port Halcyon. Nobody saw it. Smith said so, and Smith knew.", "en", ("Merrow Star", "Port Halcyon", "Smith")),
        ("Brussels waits. Talks in Brussels go on.", "en", ("Brussels",)),
        ("Brussels waits. Talks go on.", "en", ()),
        ("On Monday Jane O’Neil met Piet van der Berg of the Bank of England’s board.", "en", ("Jane O’Neil", "Piet van der Berg", "Bank of England")),
        ("He met Gov. Smith and Mr. Jones in the U.S. Senate.", "en", ("Smith", "Jones", "U.S. Senate")),
        ("She likes her iPhone and her eBike.", "en", ()),
        ("Die Polizei in Berlin sprach am Dienstag mit Angela von der Leyen über 20 Millionen Euro.", "de", ("Angela von der Leyen",)),
        ("Am Montag Nachmittag sprach Bundeskanzler Olaf Scholz.", "de", ("Bundeskanzler Olaf Scholz",)),
        ("Selon lui, Jean de La Tour a vu Marie Curie à Paris.", "fr", ("Jean de La Tour", "Marie Curie", "Paris")),
        ("Вчера Иван Петров прибыл в Москву.", "ru", ("Иван Петров", "Москву")),
        ("Thursday’s talks with Brussels’s envoys ended on Thursday.", "en", ("Brussels",)),
        ("Bir vapur Marmaray’ı geçip İstanbul'da durdu.", "tr", ("Marmaray", "İstanbul")),
        ("Das Wolfsbüro des Landes und die Zählung der Vögel.", "de", ()),
        ("北京欢迎客人来访。", "zh", ()),
        ("", "en", ()),
    ],
)  # fmt: skip
def test_names_are_words_in_capitals_that_no_sentence_asks_for(text: str, language: str, expected: tuple[str, ...]):
    assert people.find(text, language) == expected


@pytest.mark.parametrize(
    "text, language, expected",
    [
        ("“We won it,” she said. “No.”", "en", ("We won it",)),
        ('"This is a long one" and "no"', "en", ("This is a long one",)),
        ("“one ‘nested here’ quote”", "en", ("one ‘nested here’ quote",)),
        ("Er sagte: „Das ist nicht gut.“ Und »noch ein langer Satz«.", "de", ("Das ist nicht gut.", "noch ein langer Satz")),
        ("« Nous avons gagné », dit-il", "fr", ("Nous avons gagné",)),
        ("”Det är inte bra”, sade hon.", "sv", ("Det är inte bra",)),
        ("他说:「我们非常欢迎远方来的客人们到这里来」", "zh", ("我们非常欢迎远方来的客人们到这里来",)),
        ("“It opens here\n\nand never closes", "en", ()),
        ('the 5" and 6" pipes', "en", ()),
        ("“We won it,” she said. “We won it,” he said.", "en", ("We won it",)),
    ],
)  # fmt: skip
def test_quotes_are_what_stands_between_marks_if_it_is_more_than_a_word(
    text: str, language: str, expected: tuple[str, ...]
):
    assert quotes.find(text, language) == expected


@pytest.mark.parametrize(
    "text, language, expected",
    [
        ("The U.S. sent Mr. Smith and Gov. Jones. He left.", "en", "The U.S. sent Mr. Smith and Gov. Jones."),
        ("Bilanz zum 12. März liegt vor. Er ging.", "de", "Bilanz zum 12. März liegt vor."),
        ("Es waren rund 3,5 Mio. Euro, z.B. Spenden. Er ging.", "de", "Es waren rund 3,5 Mio. Euro, z.B. Spenden."),
        ("It opened in 12. Then it closed.", "en", "It opened in 12."),
        ("He said no. Then he left.", "en", "He said no."),
        ("Order No. 5 came. Then he left.", "en", "Order No. 5 came."),
        ("渡轮沉没。无人伤亡。", "zh", "渡轮沉没。"),
        ("«Non!» Elle part. Il reste.", "fr", "«Non!»"),
        ("Он прибыл в 2025 г. на ул. Садовую. Потом ушёл.", "ru", "Он прибыл в 2025 г. на ул. Садовую."),
        ("W 2025 r. prof. Nowak wyjechał. Wrócił.", "pl", "W 2025 r. prof. Nowak wyjechał."),
        ("No stop at all", "en", "No stop at all"),
    ],
)
def test_a_sentence_ends_at_a_stop_that_is_no_abbreviation(text: str, language: str, expected: str):
    assert sentences.first(text, language) == expected


def test_all_facts_of_a_story_are_found_in_their_order():
    text = "On March 12, 2026, 214 people left Port Merrow. “We are very lucky,” Ana Velde said.\n\nNearly 3.5% stayed."

    assert facts.extract(text, "en") == Facts(
        lead="On March 12, 2026, 214 people left Port Merrow.",
        numbers=("214", "3.5%"),
        dates=("2026-03-12",),
        names=("Port Merrow", "Ana Velde"),
        quotes=("We are very lucky",),
    )
    assert facts.extract("", None) == Facts()


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("- Bill passes\n\nThe bill passed on Monday. It is law.", "The bill passed on Monday."),
        ("In het kort\n\nHet kabinet viel.", "Het kabinet viel."),
        ("No stop here\n\nNor here", "No stop here"),
    ],
)
def test_the_lead_is_the_first_sentence_behind_headings_and_highlights(text: str, lead: str):
    assert facts.extract(text, "en").lead == lead


def test_no_more_than_forty_of_each_are_kept():
    text = " ".join(
        f"In {1000 + n * 7}.5 met Aa{chr(97 + n % 26)}{chr(97 + n // 26)} Bee, “a b c {n}”." for n in range(100)
    )
    found = facts.extract(text, "en")

    assert (len(found.numbers), len(found.names), len(found.quotes)) == (40, 40, 40)


_BITS = st.sampled_from(
    [
        "12",
        "1.2",
        "1,234",
        " million",
        "%",
        " March ",
        "2026",
        ". ",
        "Ana",
        " Velde",
        "“",
        "”",
        "年",
        "3月",
        "\n\n",
        " de ",
        ":",
        "/",
        "-",
        "'s",
        "zwölf ",
        "٣",
        "²",
        "½",
        "0",
    ]
)
_LANGUAGES = st.sampled_from([None, "en", "de", "fr", "zh", "tr", "ar", "sv"])


@given(st.lists(_BITS | st.text(max_size=3), max_size=30).map("".join), _LANGUAGES)
def test_any_text_has_facts_that_are_well_formed(text: str, language: str | None):
    found = facts.extract(text, language)

    assert all(number.removesuffix("%").replace(".", "", 1).isdecimal() for number in found.numbers)
    assert all(date.replace("-", "").isdecimal() for date in found.dates)
    assert all(name in text and name for name in found.names)
    assert all(quote in text for quote in found.quotes)
    assert text.startswith(found.lead) or found.lead in text


@pytest.mark.parametrize(
    "unit",
    ["1,234", "1 ", "“", "A", "A ", "A. ", "A de ", "1.", "12 de ", "«a", '"', "年1", "- ", ". ", "St. ", "1 000"],
)
def test_hostile_texts_cost_no_time(unit: str):
    began = time.process_time()
    facts.extract(unit * (200_000 // len(unit)), "fr")

    assert time.process_time() - began < 0.5
