"""Words in, whether they are a date out: as datelines and bylines write them, in many languages. Which day it is nobody asks."""

import re
from functools import lru_cache

from bot.cleaning.places import fold

_MONTHS = """
january february march april may june july august september sept october november december
jan feb mar apr jun jul aug sep oct nov dec
januar februar märz juni juli oktober dezember mrz okt dez jänner feber
janvier février mars avril mai juin juillet août septembre octobre novembre décembre janv févr fév avr juil déc
enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre ene abr ago dic set
janeiro fevereiro março maio junho julho setembro outubro novembro dezembro fev out
gennaio febbraio aprile maggio giugno luglio settembre ottobre novembre dicembre gen mag giu lug ott
januari februari maart mei augustus mrt
januari februari maj augusti marts juni juli desember des
tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
ledna února března dubna května června července srpna září října listopadu prosince
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
ianuarie februarie martie aprilie iunie iulie septembrie octombrie noiembrie decembrie
január február március április május június július augusztus szeptember október november december
января февраля марта апреля мая июня июля августа сентября октября ноября декабря янв фев мар апр июн июл авг сен сент окт ноя нояб дек
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
януари февруари март април май юни юли август септември октомври ноември декември
يناير فبراير مارس أبريل إبريل ابريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين جانفي فيفري أفريل ماي جوان جويلية أوت
محرم صفر ربيع جمادى رجب شعبان رمضان شوال القعدة الحجة
ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר
ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου
"""
_WEEKDAYS = """
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo
lunedì martedì mercoledì giovedì venerdì sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag
poniedziałek wtorek środa czwartek piątek sobota niedziela понедельник вторник среда четверг пятница суббота воскресенье
hétfő kedd szerda csütörtök péntek szombat vasárnap pondělí úterý středa čtvrtek pátek sobota neděle
pazartesi salı çarşamba perşembe cuma cumartesi pazar
الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد
"""
# Words that stand between the parts of a date.
_BETWEEN = """
am at de del den der di du el em in le les la los of on på på the to year
г год года р року godz um uhr ore
في سنة عام الموافق هـ م ه من الأول الثاني الأولى الثانية الآخر الآخرة ذو ذي
gmt utc est edt et pst pdt pt cst cdt ct bst ist sgt aest aedt sast wat eat cet cest mez mesz msk мск ist gst pkt myt hkt jst kst
"""
_KINDS = {
    fold(word): kind
    for kind, words in {"between": _BETWEEN, "time": "pm a.m p.m uhr", "weekday": _WEEKDAYS, "month": _MONTHS}.items()
    for word in words.split()
}
_FIGURES = {
    kind: re.compile(pattern)
    for kind, pattern in {
        "number": r"\d{1,2}(?:st|nd|rd|th|er|º|°|ª|an?|e)?",
        "year": r"[12]\d{3}",
        "numeric": r"\d{1,2}[./-]\d{1,2}(?:[./-](?:\d{2}|\d{4}))?|\d{4}[./-]\d{1,2}[./-]\d{1,2}",
        "time": r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?h?|\d{1,2}(?::\d{2})?(?:am|pm|a\.m|p\.m|h)",
    }.items()
}


@lru_cache(maxsize=4000)  # the same words open most paragraphs
def kind(word: str) -> str | None:
    """Say what part of a date a word is: number, year, month, weekday, numeric (12/03), time or between; None if it is none."""
    bare = word.strip(".,،()")
    if bare[:1].isdigit():
        return next((name for name, pattern in _FIGURES.items() if pattern.fullmatch(bare)), None)
    return _KINDS.get(fold(bare))


def is_date(text: str) -> bool:
    """Whether a text is a day and nothing else: a number with a month, or two numbers; a year or a weekday may be with it."""
    return _is_day([kind(word) for word in text.split()[:12]]) and len(text) <= 80


def is_time_of_publication(text: str) -> bool:
    """Whether a text is a date, a time of the day, or both."""
    kinds = [kind(word) for word in text.replace(",", " ").split()[:12]]
    return (
        bool(kinds)
        and len(text) <= 80
        and None not in kinds
        and ("time" in kinds or "weekday" in kinds or _is_day(kinds))
    )


def split(segment: str) -> tuple[str, bool]:
    """Take a date off either end of "BEIJING Oct. 17", "12.03. Warszawa", "Rabat, le 12 mars"; tell whether there was one."""
    words = segment.split()
    kinds = [kind(word) for word in words[:16]]
    if len(words) > 16 or not any(kinds):
        return segment, False
    first = next((at for at, one in enumerate(kinds) if one is None), len(words))
    last = next((at for at in range(len(words), 0, -1) if kinds[at - 1] is None), 0)
    if _is_day(kinds[last:]):
        return " ".join(words[:last]), True
    if first and _is_day(kinds[:first]):
        return " ".join(words[first:]), True
    return segment, False


def is_word_of_time(word: str) -> bool:
    """Whether a word is the name of a month or of a weekday."""
    return kind(word) in {"month", "weekday"}


def _is_day(kinds: list[str | None]) -> bool:
    if not kinds or None in kinds or kinds[0] == "year":
        return False
    return "numeric" in kinds or ("month" in kinds and "number" in kinds)
