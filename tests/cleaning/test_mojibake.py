"""Misread text is read again; what people write on purpose stays, however odd it looks."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cleaning.characters import one_line, scrub
from bot.cleaning.mojibake import mend

SENTENCES = {
    "en": "It’s “the last one” – he said… £5, €10, 30 °C, café, naïve — don’t",
    "de": "Österreich: Größe, Übung, «schön», „Straße“, ÄRGER, Ärzte, für, MÖGLICH – Öl",
    "fr": "L’été à Paris, où l’élève « ça va » dit : À côté, œuvre, Noël, Élysée, garçon, là à la",
    "es": "¿Qué pasó mañana? ¡El niño! España, Óscar, Íñigo, ESPAÑA, según, número",
    "pt": "São Paulo, ação, MAÇÃ, não, irmã, órgão, Índia, ÓRGÃO",
    "it": "perché è già più, È così, città, Perù",
    "pl": "Zażółć gęślą jaźń, Łódź, źródło, Śląsk, są, ćma, Żółw",
    "cs": "Příliš žluťoučký kůň, Škoda, Česko, ďábel, úpěl",
    "tr": "İstanbul’da güneş, ağaç, ışık, Çağrı, şöyle",
    "ro": "Președintele și țara, înainte, să, București",
    "hu": "Árvíztűrő tükörfúrógép, Őrség, kőszegi",
    "sv": "På ön är det åska, Åre, Göteborg, Älv",
    "ru": "Привет, в Москве президент и премьер сказали: «Да» — 25 апреля",
    "uk": "Київ і Львів, її, у 2024 році, ґрунт",
    "el": "Η Ελλάδα και η Αθήνα, ότι",
    "he": "שלום עולם, ישראל היום",
    "ar": "مرحبا بالعالم في القاهرة",
    "zh": "中国北京今天，二〇二四年。",
    "ja": "東京は今日、「晴れ」です。カタカナ",
    "ko": "안녕하세요 서울, 대통령",
    "hi": "नमस्ते दुनिया में",
    "th": "สวัสดีชาวโลก",
    "vi": "Nguyễn Văn Đức ở Hà Nội, những người được lễ tổng thống",
    "emoji": "Great 😀 news 🇫🇷 ❤️ ™ → •",
}


def misread(text: str, codec: str) -> str:
    """Read UTF-8 as another encoding; what that has no character for becomes a control, as browsers do it."""
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
def test_a_misread_sentence_of_any_language_is_read_again(language: str, codec: str):
    sentence = SENTENCES[language]

    assert mend(misread(sentence, codec)) == sentence
    assert mend(misread(misread(sentence, codec), codec)) == sentence


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "sv"])
def test_so_is_what_a_macintosh_misread(language: str):
    assert mend(misread(SENTENCES[language], "mac_roman")) == SENTENCES[language]


@pytest.mark.parametrize("language", ["ru", "uk", "en", "fr"])
def test_so_is_what_was_read_as_russian(language: str):
    assert mend(misread(SENTENCES[language], "cp1251")) == SENTENCES[language]


@pytest.mark.parametrize("language", SENTENCES)
def test_a_right_sentence_stays(language: str):
    assert mend(SENTENCES[language]) == SENTENCES[language]
    assert mend(SENTENCES[language].upper()) == SENTENCES[language].upper()


@pytest.mark.parametrize(
    "text",
    [
        "Le CAFÉ» ferme", "«CAFÉ»", "SÃO PAULO", "IRMÃ…", "“MAÇû", "AMANHÃ”, DISSE", "“Ã”", "« Â l’amour », dit-il", "HÚN VAR Ð…",
        "við”…", "„ÞAÐ” OG", "PÄIVÄ” ja", "TAMPERE–JYVÄSKYLÄ–HELSINKI", "PÅ… BLÅ”", "¿Qué…¿", "está»…", "10 Å²", "3×½", "10×°", "daß“ so",
        "à «\xa0oui", "stojá»„ano", "LUNEDÌ…", "C’È”", "DÜ”, Ü…", "ESPAÑ”", "№ 5", "‚Änderung‘", "√2 ≈ 1,41", "¬A ∧ ¬B", "Рік", "Ђ",
        "Ñ…", "Â", "Ã", "â", "5 °C", "Đ¡", "ASSO™", "Ä–Ö", "É™", "ÑANDÚ", "Ø…", "Å\xa0gå", "TÄMÄ\xa0ON", "GRÃ\xa0", "na\ufffdve", "apr\ufffds",
        "Jos\ufffds",
    ],
)  # fmt: skip
def test_what_somebody_may_have_meant_stays(text: str):
    assert mend(text) == text


@pytest.mark.parametrize(
    "misread, meant",
    [
        ("â€œHello,â€ he said", "“Hello,” he said"),
        ("Â£5m", "£5m"),
        ("itÂ’s", "it’s"),
        ("voilÃ\xa0", "voilà"),
        ("Ã‰cole", "École"),
        ("FerrÃ¡n Ã“scar", "Ferrán Óscar"),
        ("12â€“14", "12–14"),
        ("oÌˆ", "o\u0308"),
        ("textÂ\xa0text", "text\xa0text"),
        ("itï¿½s", "it’s"),
        ("Don\ufffdt say they\ufffdre", "Don’t say they’re"),
    ],
)
def test_single_accidents_are_mended(misread: str, meant: str):
    assert scrub(mend(misread)) == scrub(meant)


def test_every_field_is_scrubbed_of_it_however_it_is_written():
    assert one_line("caf\u00c3\u00a9\x00 donâ€™t") == "café don’t"
    assert one_line("itâ€\u200b™s") == "it’s"  # what is taken out kept them apart


ODD = st.text(st.sampled_from("aÃ©â€™œ\x9dÂ ¤°Р°вЂ√‚Äô¬†\ufffdsit\xa0ÐÑ¸"), max_size=25) | st.text(max_size=25)


@given(ODD)
def test_what_is_mended_stays_as_it_is(text: str):
    once = scrub(text)

    assert scrub(once) == once


@pytest.mark.parametrize(
    "text",
    ["Ã" * 90_000, "Ã©" * 60_000, "â€œ" * 45_000, "â€œ" + "a" * 150_000, "“â" * 60_000, "Р°" * 60_000, "√a" * 60_000, "it\ufffd" * 45_000, "ÃƒÂ" * 24_000],
    ids=lambda text: ascii(text[:3]),
)  # fmt: skip
def test_no_text_makes_it_slow(text: str):
    started = time.process_time()
    scrub(text)

    assert time.process_time() - started < 1
