"""Datelines in the shapes of many agencies, and sentences that only begin like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cleaning.furniture.datelines import SEEN, alone, read

ENGLISH = "The president spoke."
LEADS = {
    "ru": "Правительство в четверг утвердило план развития портов страны.",
    "ar": "قال وزير الخارجية اليوم الخميس إن بلاده مستعدة للحوار.",
    "asian": "外交部发言人十二日表示中方愿意继续推动双方合作。",
    "de": "Die Bundesregierung will nach Angaben vom Dienstag neue Regeln für die Häfen im Norden vorlegen.",
    "en": "The minister said on Tuesday that the plan for the harbour was not yet ready to be shown to the public.",
}


def lead(dateline: str) -> str:
    """A sentence in a language that goes with the letters of a dateline."""
    scripts = {"ru": ("\u0400", "\u04ff"), "ar": ("\u0600", "\u06ff"), "asian": ("\u3001", "\ud7ff")}
    for script, (first, last) in scripts.items():
        if any(first < character < last for character in dateline):
            return LEADS[script]
    return LEADS["de" if "berlin" in dateline.casefold() else "en"]


@pytest.mark.parametrize(
    "dateline, place, agency",
    [
        ("TAIPIE, Taiwan (AP) — ", "TAIPIE, Taiwan", "AP"),
        ("BEIJING, Oct 17, 2023 (Xinhua) -- ", "BEIJING", "Xinhua"),
        ("BEIJING, Oct. 17 (Xinhua) -- ", "BEIJING", "Xinhua"),
        ("LONDON (Reuters) - ", "LONDON", "Reuters"),
        ("LONDON Oct 17 (Reuters) - ", "LONDON", "Reuters"),
        ("WASHINGTON/BEIJING, Oct 17 (Reuters) - ", "WASHINGTON/BEIJING", "Reuters"),
        ("MOSCOW — ", "MOSCOW", None),
        ("MOSCOW–", "MOSCOW", None),
        ("NEW YORK - ", "NEW YORK", None),
        ("ST. PETERSBURG, Russia — ", "ST. PETERSBURG, Russia", None),
        ("SÃO PAULO (AFP) – ", "SÃO PAULO", "AFP"),
        ("RIO DE JANEIRO, Brazil (AP) _ ", "RIO DE JANEIRO, Brazil", "AP"),
        ("Berlin (dpa) - ", "Berlin", "dpa"),
        ("Pekín, 18 oct (EFE).- ", "Pekín", "EFE"),
        ("Madrid, 3 de octubre (Agencia Meridiana) – ", "Madrid", "Agencia Meridiana"),
        ("PORT MERROW, Kallan Islands (Northwire) — ", "PORT MERROW, Kallan Islands", "Northwire"),
        ("Port Merrow (Outlet) — ", "Port Merrow", "Outlet"),
        ("Washington, Oct 17 — ", "Washington", None),
        ("Feb 5 (Ledgerline) - ", None, "Ledgerline"),
        ("(Reuters) - ", None, "Reuters"),
        ("(The Associated Press) — ", None, "AP"),
        ("AP - ", None, "AP"),
    ],
)
def test_datelines_are_read(dateline: str, place: str | None, agency: str | None):
    assert read(f"{dateline}{ENGLISH}", ("Outlet",)) == (len(dateline), place, agency, ())


@pytest.mark.parametrize(
    "line",
    [
        "NATO — the alliance — said it would act.",
        "NATO — The alliance said.",
        "UPDATE — The president spoke.",
        "COVID-19 - The virus is back.",
        "Xi Jinping — The man who rules China.",
        "Olaf Scholz (SPD) – Der Kanzler sprach.",
        "The president (left) - He spoke.",
        "“BEIJING” — The capital",
        "He said on Monday — Tuesday was a holiday.",
        "Putin, 71 - The president of Russia",
        "2-0 - The final score",
        "MOSCOW — and then",
        "MOSCOW — ",
        "MOSCOW",
        "A (B) C — The",
        "The long-awaited decision came on Friday.",
        "",
    ],
)
def test_sentences_that_look_like_datelines_stay(line: str):
    assert read(line) is None


@pytest.mark.parametrize(
    "dateline, place, agency, authors",
    [
        ("LONDON (Reuters) - ", "LONDON", "Reuters", ()),
        ("WASHINGTON, March 12 (AP) — ", "WASHINGTON", "AP", ()),
        ("BEIJING, Oct. 17 (Xinhua) -- ", "BEIJING", "Xinhua", ()),
        ("(Reuters) - ", None, "Reuters", ()),
        ("March 12 (UPI) -- ", None, "UPI", ()),
        ("TOKYO – ", "TOKYO", None, ()),
        ("NEW DELHI: ", "NEW DELHI", None, ()),
        ("NEW DELHI, March 12 (PTI) ", "NEW DELHI", "PTI", ()),
        ("New Delhi, Mar 12 (PTI) ", "New Delhi", "PTI", ()),
        ("Mumbai: ", "Mumbai", None, ()),
        ("LONDON, England — ", "LONDON, England", None, ()),
        ("ABOARD THE USS X (AP) — ", "ABOARD THE USS X", "AP", ()),
        ("WASHINGTON / NEW YORK – ", "WASHINGTON, NEW YORK", None, ()),
        ("[LONDON] ", "LONDON", None, ()),
        ("Berlin (dpa) - ", "Berlin", "dpa", ()),
        ("Berlin (dpa/lno) - ", "Berlin", "dpa", ()),
        ("Berlin/Paris (AFP) – ", "Berlin/Paris", "AFP", ()),
        ("Berlin, 12. März (Reuters) - ", "Berlin", "Reuters", ()),
        ("BERLIN. ", "BERLIN", None, ()),
        ("Berlin. ", "Berlin", None, ()),
        ("Berlin - ", "Berlin", None, ()),
        ("Bern (awp/sda) - ", "Bern", "awp", ()),
        ("Wien/Graz (APA) – ", "Wien/Graz", "APA", ()),
        ("Paris, 12 mars 2026 (AFP) - ", "Paris", "AFP", ()),
        ("PARIS, 12 mars (Reuters) - ", "PARIS", "Reuters", ()),
        ("Bruxelles (Belga) - ", "Bruxelles", "Belga", ()),
        ("Madrid, 12 mar (EFE).- ", "Madrid", "EFE", ()),
        ("Madrid, 12 mar. (EUROPA PRESS) - ", "Madrid", "Europa Press", ()),
        ("MADRID, 12 (EUROPA PRESS) ", "MADRID", "Europa Press", ()),
        ("BUENOS AIRES (AP) — ", "BUENOS AIRES", "AP", ()),
        ("(ANSA) - ROMA, 12 MAR - ", "ROMA", "ANSA", ()),
        ("Roma, 12 mar. (Adnkronos) - ", "Roma", "Adnkronos", ()),
        ("ROMA (ITALPRESS) - ", "ROMA", "Italpress", ()),
        ("Milano, 12 mar. (askanews) – ", "Milano", "Askanews", ()),
        ("Lisboa, 12 mar 2026 (Lusa) - ", "Lisboa", "Lusa", ()),
        ("SÃO PAULO, SP (FOLHAPRESS) - ", "SÃO PAULO, SP", "Folhapress", ()),
        ("BRASÍLIA (Reuters) - ", "BRASÍLIA", "Reuters", ()),
        ("Warszawa (PAP) - ", "Warszawa", "PAP", ()),
        ("12.03. Warszawa (PAP) - ", "Warszawa", "PAP", ()),
        ("ANKARA (AA) - ", "ANKARA", "AA", ()),
        ("İSTANBUL (DHA)- ", "İSTANBUL", "DHA", ()),
        ("İSTANBUL, (DHA)- ", "İSTANBUL", "DHA", ()),
        ("МОСКВА, 12 мар — РИА Новости. ", "МОСКВА", "РИА Новости", ()),
        ("МОСКВА, 12 марта. /ТАСС/. ", "МОСКВА", "ТАСС", ()),
        ("ТУЛА, 11 марта. /Корр. ТАСС Ирина Долгушина/. ", "ТУЛА", "ТАСС", ("Ирина Долгушина",)),
        ("ПЕТРОЗАВОДСК, 12 мар - РИА Новости, Артем Лыткин. ", "ПЕТРОЗАВОДСК", "РИА Новости", ("Артем Лыткин",)),
        ("Москва. 12 марта. INTERFAX.RU - ", "Москва", "Interfax", ()),
        ("Москва. 27 марта. ИНТЕРФАКС-АФИ - ", "Москва", "Интерфакс-АФИ", ()),
        ("КИЕВ, 12 мар (Рейтер) - ", "КИЕВ", "Рейтер", ()),
        ("Киев. 12 марта. УНН. ", "Киев", "УНН", ()),
        ("г. Пермь, 18 марта 2026 г. — ", "Пермь", None, ()),
        ("MURMANSK, March 12. /TASS/. ", "MURMANSK", "TASS", ()),
        ("القاهرة (رويترز) - ", "القاهرة", "رويترز", ()),
        ("القاهرة 12 مارس (رويترز) - ", "القاهرة", "رويترز", ()),
        ("القاهرة 12 مارس آذار (رويترز) - ", "القاهرة", "رويترز", ()),
        ("الرياض 12 مارس 2026 (واس) -- ", "الرياض", "واس", ()),
        ("دبي – سكاي نيوز: ", "دبي", "سكاي نيوز", ()),
        ("تيماء 23 رمضان 1447 هـ الموافق 12 مارس 2026 م واس ", "تيماء", "واس", ()),
        ("أبوظبي في 2 إبريل / وام / ", "أبوظبي", "وام", ()),
        ("الدوحة في 30 مارس /قنا/ ", "الدوحة", "قنا", ()),
        ("نواكشوط (أ ف ب) - ", "نواكشوط", "أ ف ب", ()),
        ("الكويت - 12 - 3 (كونا) -- ", "الكويت", "كونا", ()),
        ("القاهرة – (أ ف ب): ", "القاهرة", "أ ف ب", ()),
        ("新华社北京3月12日电（记者张三、李四）", "北京", "新华社", ("张三", "李四")),
        ("中新网北京3月12日电 (记者 张三)", "北京", "中新网", ("张三",)),
        ("（中央社記者王大明台北12日電）", "台北", "中央社", ("王大明",)),
        ("（中央社台北12日電）", "台北", "中央社", ()),
        ("【北京＝山田太郎】", "北京", None, ("山田太郎",)),
        ("【ワシントン共同】", "ワシントン", "共同", ()),
        ("[東京 12日 ロイター] - ", "東京", "ロイター", ()),
        ("【ロンドン時事】", "ロンドン", "時事", ()),
        ("【3月12日 AFP】", None, "AFP", ()),
        ("【ワシントン秋山信一】", "ワシントン", None, ("秋山信一",)),
        ("【ワシントン＝山田太郎、北京＝佐藤花子】", "ワシントン、北京", None, ("山田太郎", "佐藤花子")),
        ("（서울=연합뉴스) 김철수 기자 = ", "서울", "연합뉴스", ("김철수",)),
        ("(서울=연합뉴스) 김철수 기자 = ", "서울", "연합뉴스", ("김철수",)),
        ("[서울=뉴시스]", "서울", "뉴시스", ()),
        ("[서울=뉴시스] 김철수 기자 = ", "서울", "뉴시스", ("김철수",)),
        ("[이데일리 김철수 기자] ", None, "이데일리", ("김철수",)),
        ("[헤럴드경제=김철수 기자] ", None, "헤럴드경제", ("김철수",)),
        ("财联社3月12日电，", None, "财联社", ()),
        ("本报讯（记者 张三）", None, None, ("张三",)),
        ("〔記者王大明／台北報導〕", "台北", None, ("王大明",)),
        ("ARTVİN (AA) - SELMA KORKMAZ - ", "ARTVİN", "AA", ("SELMA KORKMAZ",)),
        ("Veysel KARACA/KOZAN (Adana), (DHA)- ", "KOZAN (Adana)", "DHA", ("Veysel KARACA",)),
        ("(VAN) - ", "VAN", None, ()),
        ("BROKEN HILL, AAP - ", "BROKEN HILL", "AAP", ()),
        ("DUNMORE, Tenn., March 12, 2026 /PRNewswire/ -- ", "DUNMORE, Tenn.", "PR Newswire", ()),
        ("NEW YORK--(BUSINESS WIRE)--", "NEW YORK", "Business Wire", ()),
        ("SAN FRANCISCO, CA / ACCESSWIRE / March 12, 2026 / ", "SAN FRANCISCO, CA", "ACCESSWIRE", ()),
        ("Hannover (epd). ", "Hannover", "epd", ()),
        ("Zaragoza, 12 de marzo de 2026. ", "Zaragoza", None, ()),
        ("Brévanne, le 12 mars 2026 – ", "Brévanne", None, ()),
        ("Rabat, 12/03/2026 (MAP) - ", "Rabat", "MAP", ()),
        ("Kaldara (Niger), 12 mars 2026 (AFP) - ", "Kaldara (Niger)", "AFP", ()),
        ("BRUSSEL 14/03 (BELGA) = ", "BRUSSEL", "Belga", ()),
        ("São Paulo, 03 - ", "São Paulo", None, ()),
        ("La Habana, 12 mar (Prensa Latina) ", "La Habana", "Prensa Latina", ()),
        ("(Keystone-ATS) ", None, "Keystone-ATS", ()),
        ("MÉXICO.- ", "MÉXICO", None, ()),
        ("London CNN — ", "London", "CNN", ()),
        ("CNN — ", None, "CNN", ()),
        ("(CNN) -- ", None, "CNN", ()),
        ("Stockholm (TT) - ", "Stockholm", "TT", ()),
        ("PORT OF SPAIN, Trinidad — ", "PORT OF SPAIN, Trinidad", None, ()),
        ("Vancouver, British Columbia, March 12, 2026 (GLOBE NEWSWIRE) -- ", "Vancouver, British Columbia", "GlobeNewswire", ()),
        ("WITH UKRAINIAN FORCES NEAR BAKHMUT, Ukraine (AP) — ", "WITH UKRAINIAN FORCES NEAR BAKHMUT, Ukraine", "AP", ()),
        ("Köln/Düsseldorf (dpa/lnw) - ", "Köln/Düsseldorf", "dpa", ()),
        ("Praha 12. března (ČTK) - ", "Praha", "ČTK", ()),
        ("ΑΘΗΝΑ (ΑΠΕ-ΜΠΕ) - ", "ΑΘΗΝΑ", "ΑΠΕ-ΜΠΕ", ()),
        ("Helsinki (STT) – ", "Helsinki", "STT", ()),
        ("KØBENHAVN (Ritzau) - ", "KØBENHAVN", "Ritzau", ()),
        ("Oslo (NTB): ", "Oslo", "NTB", ()),
        ("OSLO (NTB) – ", "OSLO", "NTB", ()),
        ("Budapest, 2026. március 12., csütörtök (MTI) - ", "Budapest", "MTI", ()),
        ("Jakarta (ANTARA) - ", "Jakarta", "ANTARA", ()),
        ("HANOI, March 12 (VNA) – ", "HANOI", "VNA", ()),
        ("By JANE DOE SAN FRANCISCO (AP) -- ", "SAN FRANCISCO", "AP", ("JANE DOE",)),
        ("By Jane Doe and John Smith BEIJING/SEOUL, Oct 9 (Reuters) - ", "BEIJING/SEOUL", "Reuters", ("Jane Doe and John Smith",)),
        ("JAKARTA (Antara): ", "JAKARTA", "Antara", ()),
        ("تهران - ایرنا - ", "تهران", "ایرنا", ()),
    ],
)  # fmt: skip
def test_shapes_of_the_worlds_agencies_are_read(
    dateline: str, place: str | None, agency: str | None, authors: tuple[str, ...]
):
    assert read(dateline + lead(dateline)) == (len(dateline), place, agency, authors)


@pytest.mark.parametrize(
    "line",
    [
        "NATO — the alliance — said it would act.",
        "LONDON - that was the answer.",
        "PARIS is burning",
        "Berlin: Eine Stadt im Wandel",
        "Nein. Das sagte der Minister am Dienstag vor der Presse in der Hauptstadt Berlin.",
        "Rom – das war sein Traum",
        "Washington. Die Frau stand am Fenster.",
        "UPDATE: The minister said on Tuesday that nothing was lost.",
        "Trump: The minister said on Tuesday that nothing was lost at all in the house.",
        "Q: What did you say on Tuesday about it when they all asked you?",
        "Polizei: Der Mann sei am Dienstag gefunden worden, hieß es in der Mitteilung.",
        "Analyse: Der Mann sei am Dienstag gefunden worden, hieß es in der Mitteilung.",
        "ANALYSE: Der Mann sei am Dienstag gefunden worden, hieß es in der Mitteilung.",
        "Paris - Nice startet am Sonntag mit einem Zeitfahren in der Stadt an der Seine.",
        "IBM — The company said it would cut jobs.",
        "Berlin: 12 Grad, Regen am Dienstag. Paris: 14 Grad. London: 11 Grad und Nebel, wie immer.",
        "May 12 — The day everything changed.",
        "Stille. Die Stille am Dienstag war groß, und in Stille gedachten sie der Toten des Jahres.",
        "Am Montag, 12. März 2026. Die Sonne schien.",
        "Jane Smith (right) - She spoke.",
        "Deutschland – Frankreich endete am Dienstag 2:1.",
        "OPEC+ - The group",
        "STOP. The man said on Tuesday that he had had enough of all the lies and left.",
        "EXCLUSIVE — The minister resigned on Tuesday, two people said.",
        "【速報】東京で地震がありました。",
        "【独自】政府が方針を固めた。",
        "[속보] 대통령이 사퇴했다고 밝혔다.",
        "[앵커] 오늘 서울에서 큰 불이 났습니다.",
        "据新华社电，外交部发言人表示。",
        "新华社的记者昨天在北京采访了三位老人。",
        "(AP) is the name of a wire.",
        "I — The pronoun.",
        "Iran – Israel: der Krieg am Dienstag.",
        "1945 – The war ended.",
        "Moskau. Der Zug hielt.",
        "Москва. Как много в этом звуке для сердца русского слилось.",
        "Von der Leyen – Die Präsidentin sprach am Dienstag.",
        "Sports Direct — The retailer said.",
        "General Motors (GM) - The carmaker said.",
        "Angela Merkel (CDU): Ich bin dagegen.",
        "(SPD) - Der Kanzler",
        "القاهرة مدينة كبيرة - قال الوزير",
        "中央社記者在台北說，今天天氣很好。",
        "北京，今天，外交部发言人表示中方愿意。",
        "本报记者昨天到了上海，电话采访了三位老人。",
        "서울에서 김철수 기자는 오늘 취재를 했다.",
    ],
)
def test_sentences_in_many_languages_that_look_like_datelines_stay(line: str):
    assert read(line) is None


@pytest.mark.parametrize(
    "line, place, agency",
    [
        ("Skogsberga (TT)", "Skogsberga", "TT"),
        ("تيماء 23 رمضان 1447 هـ الموافق 12 مارس 2026 م واس", "تيماء", "واس"),
        ("NEW DELHI, March 12, 2026 14:05 IST", "NEW DELHI", None),
    ],
)
def test_a_line_may_be_nothing_but_a_dateline(line: str, place: str, agency: str | None):
    assert alone(line) == (len(line), place, agency, ())


@pytest.mark.parametrize(
    "text",
    [
        "MEANWHILE — The ferry sank off Halcyon on Monday, police said, and nobody knows why it did so.",
        "ONCE UPON A TIME — The valley had a king, a bridge and a bell, and none of the three could swim.",
        "GESTERN – Der Rat hat am Montag über die Brücke gestritten, sagte die Bürgermeisterin.",
    ],
)
def test_words_in_capitals_that_open_a_paragraph_are_no_places(text: str):
    assert read(text) is None


def test_a_word_of_the_desk_before_an_agency_is_no_place():
    found = read("BREAKING (AP) — The ferry sank off Halcyon on Monday, police said.")
    assert found is not None
    assert (found.place, found.agency) == (None, "AP")


@pytest.mark.parametrize("line", ["Berlin", "Paris, Texas", "Madrid 2026", "A long war ends (AP)", "London.", ""])
def test_a_line_that_is_a_heading_is_no_dateline(line: str):
    assert alone(line) is None


PARTS = st.sampled_from(
    [
        *("LONDON", "Berlin", "NATO", "(Reuters)", "(", ")", " - ", "— ", ". ", ": ", ", ", "/", "12 ", "March ", "/ТАСС/", "新华社"),
        *("北京", "3月12日电", "【", "】", "＝", "공동", "(서울=연합뉴스)", " 기자 = ", "قال ", "The man ", " ", "\u0640", "A", "İ", "é"),
    ]
)  # fmt: skip


@given(st.lists(PARTS, max_size=14).map("".join) | st.text(max_size=80))
def test_reading_any_text_takes_a_beginning_and_comes_to_an_end(text: str):
    while found := read(text):
        assert 0 < found.length < len(text) + 1
        assert found.place is None or found.place.strip()
        text = text[found.length :]
    assert read(text) is None
    assert alone(text) is None or alone(text)[0] == len(text)


@pytest.mark.parametrize(
    "piece", ["A ", "(", "LONDON, ", "12 ", "/ ", "北", "【北京", "Ab-", "A. ", "((A) ", ", ", "記者王", "서울="]
)
def test_no_more_than_the_beginning_of_a_long_text_is_looked_at(piece: str):
    text = piece * 200_000

    assert read(text) == read(text[:SEEN])
