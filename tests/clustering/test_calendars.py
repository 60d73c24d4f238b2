import pytest

from bot.clustering.background import Frequencies
from bot.clustering.calendars import MONTHS, WEEKDAYS
from bot.clustering.features import pack, read, unpack
from tests.clustering.test_features import story

DAYS = "mon tue wed thu fri sat sun".split()
MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def named(text: str, language: str | None = "en") -> list[str]:
    bits = read(story(text, language=language), Frequencies(language)).calendar
    return [name for bit, name in enumerate(DAYS + MONTH_NAMES) if bits >> bit & 1]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The minister resigned on Tuesday after a vote in April.", ["tue", "apr"]),
        ("de", "Der Minister trat am Mittwochabend zurück, im März gewählt.", ["wed", "mar"]),
        ("fr", "Le ministre a démissionné jeudi, élu en août.", ["thu", "aug"]),
        ("es", "El ministro dimitió el sábado tras la votación de enero.", ["sat", "jan"]),
        ("it", "Il ministro si è dimesso lunedì, eletto a maggio.", ["mon", "may"]),
        ("pt", "O ministro demitiu-se na segunda-feira, eleito em dezembro.", ["mon", "dec"]),
        ("nl", "De minister trad vrijdag af na een stemming in maart.", ["fri", "mar"]),
        ("sv", "Ministern avgick på torsdagen efter en omröstning i oktober.", ["thu", "oct"]),
        ("nb", "Ministeren gikk av lørdag etter en avstemning i mai.", ["sat", "may"]),
        ("fi", "Ministeri erosi tiistaina äänestyksen jälkeen toukokuussa.", ["tue", "may"]),
        ("pl", "Minister podał się do dymisji w środę, wybrany w maju.", ["wed", "may"]),
        ("cs", "Ministr odstoupil ve čtvrtek po hlasování v květnu.", ["thu", "may"]),
        ("ru", "Министр ушел в отставку в пятницу после голосования в марте.", ["fri", "mar"]),
        ("uk", "Міністр пішов у відставку в неділю після голосування в травні.", ["sun", "may"]),
        ("hr", "Ministar je podnio ostavku u srijedu nakon glasanja u travnju.", ["wed", "apr"]),
        ("el", "Ο υπουργός παραιτήθηκε την Τρίτη μετά την ψηφοφορία του Απριλίου.", ["tue", "apr"]),
        ("hu", "A miniszter kedden lemondott a májusban tartott szavazás után.", ["tue", "may"]),
        ("tr", "Bakan, mart ayındaki oylamanın ardından perşembe günü istifa etti.", ["thu", "mar"]),
        ("ar", "استقال الوزير يوم الأربعاء بعد تصويت في أبريل", ["wed", "apr"]),
        ("he", "השר התפטר ביום שלישי אחרי הצבעה באפריל", ["tue", "apr"]),
        ("fa", "وزیر روز سه‌شنبه پس از رای‌گیری خرداد استعفا داد", ["tue", "mar"]),
        ("hi", "मंत्री ने अप्रैल के मतदान के बाद मंगलवार को इस्तीफा दिया", ["tue", "apr"]),
        ("zh", "部长在投票后于星期三辞职。", ["wed"]),
        ("ja", "大臣は採決を受け、木曜日に辞任した。", ["thu"]),
        ("ko", "장관은 표결 이후 금요일에 사임했다.", ["fri"]),
        ("th", "รัฐมนตรีลาออกเมื่อวันพฤหัสบดี หลังการลงมติในเดือนเมษายน", ["thu", "apr"]),
        ("vi", "Bộ trưởng từ chức hôm thứ Ba sau cuộc bỏ phiếu.", ["tue"]),
        ("id", "Menteri mengundurkan diri pada Rabu setelah pemungutan suara pada Maret.", ["wed", "mar"]),
        ("eo", "La ministro demisiis lundon.", []),
        (None, "The minister resigned on Tuesday.", []),
    ],
)
def test_days_and_months_are_found_in_many_languages(language: str | None, text: str, expected: list[str]):
    assert named(text, language) == expected


def test_a_word_that_is_a_month_with_a_capital_only_is_none_without():
    assert named("They may march on the capital.") == []
    assert named("They will vote in May, he said.") == ["may"]
    assert named("It may rain in May.") == []  # cannot be told from one story's words


def test_weekdays_are_those_of_the_first_words_and_months_those_of_all():
    background = " ".join(f"word{n}" for n in range(90))

    assert named(f"On Monday it rained. {background} It had rained on Friday, and in June.") == ["mon", "jun"]


def test_what_two_words_say_together_neither_says_alone():
    assert named("Foi a segunda vez que a feira abriu.", "pt") == []
    assert named("A quarta volta foi corrida na sexta-feira.", "pt") == ["fri"]


def test_days_and_months_are_packed_with_the_features():
    features = read(story("The vote was on Sunday in May."), Frequencies("en"))

    assert features.calendar & WEEKDAYS
    assert features.calendar & MONTHS
    assert unpack(pack(features)).calendar == features.calendar
