from itertools import combinations
from pathlib import Path
from time import process_time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clustering.background import BUCKETS, Frequencies, Terms, term_number
from bot.clustering.segments import segments
from bot.clustering.words import CAPITAL, stem, tokens, worded, written

EVENTS = Path(__file__).parents[1] / "data/clustering"
LANGUAGES = [None, "ar", "de", "en", "fr", "he", "ja", "ko", "ru", "th", "tr", "uk", "xx", "zh"]


def numbered(text: str, language: str | None, most: int = 10_000) -> Terms:
    return worded([(text, most)], language).terms


@pytest.mark.parametrize(
    "language, text, expected",
    [
        ("en", "Xi’s visit cost $1,250.50.", ["Xi’s", "visit", "cost", "1,250.50"]),
        ("hi", "भारत की राजधानी", ["भारत", "की", "राजधानी"]),
        ("fr", "l’Italie et d'une", ["l", "Italie", "et", "d", "une"]),
        ("it", "dell'arte", ["dell", "arte"]),
        ("en", "O'Brien", ["O'Brien"]),
        ("he", 'צה"ל הודיע', ['צה"ל', "הודיע"]),
        ("fr", "1 200 euros et 1 200 000,5", ["1200", "euros", "et", "1200000,5"]),
        ("en", "in 12 200 came", ["in", "12", "200", "came"]),
        ("zh", "习近平访问北京", ["习近平", "访问", "北京"]),
        ("zh", "習近平訪問北京", ["習近平", "訪問", "北京"]),
        ("ja", "ゼレンスキー大統領は東京", ["ゼレンスキー", "大統領", "は", "東京"]),
        ("ja", "AI規制", ["AI", "規制"]),
        ("th", "นายกรัฐมนตรีเยือนปักกิ่ง", ["นายก", "รัฐมนตรี", "เยือน", "ปักกิ่ง"]),
        (None, "", []),
    ],
)
def test_words_are_found_by_the_rules_of_the_language(language: str | None, text: str, expected: list[str]):
    assert tokens(text, language) == expected


@pytest.mark.parametrize(
    "language, number, expected",
    [
        ("en", "1,200", "1200"),
        ("de", "1.200", "1200"),
        ("de", "1'200", "1200"),
        ("en", "1.200", "1.200"),
        ("de", "1,5", "1.5"),
        ("de", "1.200,50", "1200.50"),
        ("es", "1,200", "1200"),
        ("es", "1,5", "1.5"),
        ("fr", "1,250,000", "1250000"),
        (None, "1.250.000", "1250000"),
        ("en", "1,200.50", "1200.50"),
        ("ar", "٣٫٥", "3.5"),
        ("fa", "۱۲۰۰", "1200"),
        ("de", "10:30", "10:30"),
        ("de", "12.03.2024", "12.03.2024"),
    ],
)
def test_ways_of_writing_a_number_are_one(language: str | None, number: str, expected: str):
    assert tokens(number, language) == [number]
    assert stem(number, language) == expected


@pytest.mark.parametrize(
    "language, forms",
    [
        ("en", "Putin Putin’s putin"),
        ("en", "visits visited visiting"),
        ("de", "Ministerin Ministerinnen"),
        ("tr", "Ankara Ankara’da Ankara'nın"),
        ("uk", "Україна України Україну Україною Україні"),
        ("uk", "уряд уряду урядом урядові"),
        ("uk", "переговори переговорів переговорами переговорах"),
        ("uk", "Зеленський Зеленського Зеленському Зеленським"),
        ("bg", "министър министърът"),
        ("bg", "правителство правителството правителства"),
        ("bg", "избори изборите"),
        ("sk", "ministra ministrom ministri ministrovi"),
        ("sk", "Bratislava Bratislave Bratislavy Bratislavu"),
        ("ko", "대통령 대통령은 대통령이 대통령을 대통령의 대통령과"),
        ("ko", "서울 서울에서 서울로 서울의"),
        ("he", "ממשלה הממשלה והממשלה שהממשלה"),
        ("he", "בחירות הבחירות"),
        ("hr", "vlada vlade vladu vladi"),
        ("sr", "vlada влада"),
        ("ar", "الحكومة حكومة"),
        ("zh", "習近平 习近平"),
    ],
)
def test_forms_of_a_word_are_one(language: str, forms: str):
    assert len({stem(form, language) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "language, words",
    [
        ("uk", "Київ Харків Одеса Львів міністр президент парламент суд війна вибори"),
        ("bg", "министър президент парламент съд война избори София Варна"),
        ("ko", "대통령 총리 장관 국회 법원 서울 부산 대구 도이 미국"),
        ("he", "ממשלה כנסת בחירות ירושלים חיפה משטרה מלחמה ביטחון"),
        ("sk", "minister prezident parlament vojna voľby Bratislava Košice súd"),
    ],
)
def test_different_words_stay_apart(language: str, words: str):
    assert len({stem(word, language) for word in words.split()}) == len(words.split())


@pytest.mark.parametrize("text", ["ເຊື່ອມຕໍ່ປະເທດ", "ព្រះរាជាណាចក្រកម្ពុជា", "မြန်မာနိုင်ငံ", "กฎฬ์โซญฆ่าฐฤๅ"])
def test_no_word_begins_or_ends_inside_a_cluster_of_characters(text: str):
    marks = "\u0e30-\u0e3a\u0e47-\u0e4e\u0eb0-\u0ebd\u0ec8-\u0ece\u17b4-\u17d3\u102b-\u103e"
    for word in segments(text, None):
        assert not np.char.startswith(word, tuple(expand(marks))).any()
        assert word[-1] not in "\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4\u17d2\u1039"


def expand(ranges: str) -> list[str]:
    pairs = zip(ranges[::3], ranges[2::3], strict=True)
    return [chr(c) for first, last in pairs for c in range(ord(first), ord(last) + 1)]


@given(st.text("習近平訪問北京は東京大統領ゼレンスの岸田กรุงเทพมหานครา่", max_size=40), st.sampled_from(LANGUAGES))
def test_the_words_of_a_run_make_up_the_run(run: str, language: str | None):
    for part in ("".join(c for c in run if c < "\u2000"), "".join(c for c in run if c > "\u2000")):
        assert not part or "".join(segments(part, language)) == part


def term(token: str, language: str | None) -> int:
    return term_number(stem(token, language), is_number=token[0].isdigit()) | CAPITAL * token[0].isupper()


#: Where words begin and end: what stands at their ends, in them and between them, as it is and as another character becomes it.
EDGES = "aBz'’‘“”„…–—«».,:;-_\"#012389éÉßı״׳٣٬½ﬁ…\u0301\u0338\u00a0\u2009\u202f\u3000\u0085\x00\x1c<\t\n "


@given(st.text(max_size=80) | st.text(EDGES, max_size=40), st.sampled_from(LANGUAGES))
def test_what_is_read_is_tokens_and_stems_in_one(text: str, language: str | None):
    found = tokens(text, language)

    assert all(
        stem(token, language) for token in found if "ʼ" not in token
    )  # which may be an apostrophe and nothing else
    for _ in range(2):  # first what is not known, then what is remembered
        assert numbered(text, language).tolist() == [term(token, language) for token in found]


@pytest.mark.parametrize("language", ["en", "he", "it", "tr"])
def test_every_character_is_taken_for_what_it_is(language: str | None):
    characters = [chr(number) for number in (*range(0x2400), *range(0x2FF0, 0x3020), *range(0xFE00, 0xFFFF))]
    for template in ("a{}b", "{}a", "1{}000"):
        text = " ".join(template.format(character) for character in characters)
        expected = [term(token, language) for chunk in text.split() for token in tokens(chunk, language)]
        assert numbered(text, language, 50_000).tolist() == expected


def test_texts_that_are_no_valid_unicode_and_endless_words_are_read():
    assert numbered("a \ud800b c", "en").tolist() == [term(token, "en") for token in ("a", "b", "c")]
    assert numbered("x" * 5_000 + " 1" + "'000" * 50, "en").tolist() == [
        term("x" * 5_000, "en"),
        term("1" + "'000" * 50, "en"),
    ]


def test_words_are_told_as_they_are_first_written():
    title, text = "“Dam” cracks", "in Orvelle: well-known (U.S.) étude, Xi’s."
    words = worded([(title, 60), (text, 400)], "en")

    assert words.first == 2
    assert written(words, [*range(len(words.terms))], "en") == [
        "Dam", "cracks", "in", "Orvelle", "well", "known", "U", "S", "étude", "Xi’s",
    ]  # fmt: skip


def test_of_each_part_no_more_words_are_read_than_asked_for():
    words = worded([("one two-three four", 2), ("five", 0), ("six seven eight", 2)], "en")

    assert words.terms.tolist() == [term(token, "en") for token in ("one", "two", "six", "seven")]
    assert written(words, [1, 2], "en") == ["two-three", "six"]


def test_capitals_and_numbers_are_told_from_the_bits():
    terms = numbered("Gabuev spoke in 2024", "en")

    assert (terms & CAPITAL != 0).tolist() == [True, False, False, False]
    assert (terms & 1).tolist() == [0, 0, 0, 1]
    assert terms[0] & (BUCKETS - 1) == numbered("gabuev", "en")[0]


@pytest.mark.parametrize(
    "language, text", [("en", "A word of it, "), ("zh", "习近平访问北京，"), ("th", "นายกเยือนปักกิ่ง ")]
)
def test_no_more_words_than_asked_for_are_looked_at_and_no_fewer(language: str, text: str):
    assert numbered(text * 100, language, 20).tolist() == numbered(text * 100, language)[:20].tolist()


def likeness(first: str, second: str, language: str) -> float:
    """Return the cosine of the words, weighted by how rare the language's table says they are."""
    frequencies = Frequencies(language)
    terms = [np.unique(numbered(text, language) & (BUCKETS - 1)) for text in (first, second)]
    masses = [float((frequencies.idf(t) ** 2).sum()) for t in (*terms, np.intersect1d(*terms))]
    return masses[2] / float(np.sqrt(masses[0] * masses[1]))


@pytest.mark.parametrize("language, least", [("ja", 15), ("th", 15), ("zh", 13)])
def test_words_of_unspaced_scripts_tell_a_rewrite_from_a_like_event(language: str, least: int):
    blocks = (EVENTS / f"events.{language}.txt").read_text().partition("\n")[2].strip().split("\n\n")
    events = [block.splitlines() for block in blocks]
    told = [
        likeness(report, rewrite, language)
        > max(likeness(a, b, language) for a, b in ((report, other), (rewrite, other)))
        for report, rewrite, other in events
    ]
    reports = [event[0] for event in events]

    assert len(events) >= 15
    assert sum(told) >= least
    assert max(likeness(a, b, language) for a, b in combinations(reports, 2)) < 0.5


@pytest.mark.parametrize(
    "nasty", ["1 000", "1.000", "a'", "'a", "กา", "ကင်", "ア", "習", "\u0e31", "\u0301a", "1'000'", "ा", "်", "一ー"]
)
@pytest.mark.parametrize("language", ["fr", "en", "he", "ja"])
def test_any_text_is_read_in_a_time_that_grows_no_faster_than_it(nasty: str, language: str):
    def seconds(times: int) -> float:
        start = process_time()
        tokens(nasty * times, language)
        return process_time() - start

    small = min(seconds(2000) for _ in range(3))
    assert seconds(16_000) < 24 * small + 0.05
