"""Datelines of Chinese, Japanese and Korean papers and agencies, which write no spaces between place, day and agency.

新华社北京3月12日电（记者张三）   （中央社記者王大明台北12日電）   【北京＝山田太郎】   [東京 12日 ロイター] -   (서울=연합뉴스) 김철수 기자 =
"""

import re

from bot.cleaning import names, places
from bot.cleaning.furniture.datelines.dateline import Dateline

_ANY = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]")
_FIRST = re.compile(r"[(\[【〔（［「＜<◇◎]|[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]")
_HAN = r"[\u3400-\u9fff]"
_KANA = r"[\u30a0-\u30ff・]"
_DAY = r"(?:(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日)"
_OPEN, _CLOSE = r"[(\[【〔（［]", r"[)\]】〕）］]"
_AGENCY = (
    "新华社|新華社|新华网|中新社|中新网|中国新闻网|中央社|人民网|央视网|央广网|央视新闻|环球网|财联社|路透社?|法新社|美联社|美聯社|塔斯社|共同社"
    "|韩联社|韓聯社|彭博社?|本报|本報|本刊|本台|本网|澎湃新闻|界面新闻|证券时报|中证网|大公報|明報|文匯報|光明网|中国日报网|智通财经|每经网|美通社"
)
_REPORTER = r"(?:(?:本报|本報|特约|特派|实习|駐|驻)?(?:记者|記者|通讯员|通訊員|特派员|特派員|编译|編譯)[：: 　]?)"
_BRACKETED_REPORTER = rf"(?:{_OPEN}{_REPORTER}?(?P<people>[^()\[\]【】（）〔〕。]{{2,40}}?){_CLOSE})"
# 新华社北京3月12日电（记者张三、李四） ; 本报讯（记者 张三）; 财联社3月12日电，
_CHINESE = re.compile(
    rf"据?(?P<agency>{_AGENCY})[ /／]?(?P<place>{_HAN}{{2,8}}?)?[ ，,]?{_DAY}?[ ]?(?:综合|綜合)?(?P<kind>电|電|讯|訊|专电|專電|消息|报道|報道|報導)"
    rf"[ 　]*{_BRACKETED_REPORTER}?(?P<end>[ 　，,：:]*)"
)
# 路透新加坡4月14日 - ; 合肥2026年4月20日 /美通社/ --
_DASHED = re.compile(
    rf"(?:(?P<agency>{_AGENCY})[ /／]?(?P<place>{_HAN}{{2,8}}?)[ ]?{_DAY}|(?P<town>{_HAN}{{2,8}}?)[ ]?{_DAY}[ ]?[/／(（](?P<sender>[^/／()（）]{{2,20}})[/／)）])[ ]?[-–—―]{{1,3}}[ 　]*"
)
# （中央社記者王大明台北12日電） ; （中央社台北12日電） ; 【大紀元2026年03月12日訊】 ; 【本報訊】
_CHINESE_BRACKETED = re.compile(
    rf"{_OPEN}(?P<agency>{_AGENCY}|{_HAN}{{2,6}}?)[ /／]?(?:{_REPORTER}(?P<people>{_HAN}{{2,4}}(?:[、 　]{_HAN}{{2,4}}){{0,3}}?))??[/／ ]?"
    rf"(?P<place>{_HAN}{{2,5}}?)?[ ]?{_DAY}?[ ]?(?:综合|綜合)?(?:(?:专|專|外)?(?:电|電|讯|訊)(?:报道|報導|報道)?|报道|報導|報道){_CLOSE}[ 　]*(?:{_BRACKETED_REPORTER.replace('people', 'more')})?[ 　]*"
)
# 〔記者王大明／台北報導〕 ; 【記者王大明／台北報導】
_TAIWANESE = re.compile(
    rf"{_OPEN}{_REPORTER}(?P<people>{_HAN}{{2,4}}(?:[、 　]{_HAN}{{2,4}}){{0,3}})[/／](?P<place>{_HAN}{{2,6}}?)(?:綜合|即時|连线)?(?:报道|報導|報道|電|电){_CLOSE}[ 　]*"
)
# 【北京＝山田太郎】 ; 【ワシントン共同】 ; 【ロンドン＝AFP時事】 ; 【3月12日 AFP】 ; [東京 12日 ロイター] -
_IN_BRACKETS = re.compile(rf"{_OPEN}(?P<inside>[^()\[\]【】（）〔〕［］。]{{2,40}}){_CLOSE}[ 　]*(?:[-–—―][ 　]*)?")
_JAPANESE = re.compile(
    rf"(?P<place>{_KANA}{{2,12}}|{_HAN}{{2,4}})[＝=・ 　]?(?P<behind>{_HAN}{{2,5}}(?:[、]{_HAN}{{2,5}})?|[A-Z]{{2,4}}(?:[＝=]?{_HAN}{{2}})?|{_KANA}{{3,8}})?"
)
_JAPANESE_DATED = re.compile(rf"(?P<place>[^\s\d]{{2,12}})?[ 　]?{_DAY}[ 　]?(?P<agency>\S{{2,12}})")
# (서울=연합뉴스) 김철수 기자 = ; [서울=뉴시스] ; [헤럴드경제=김철수 기자] ; [이데일리 김철수 기자]
_TITLE = r"(?:선임|수습|인턴|객원|전문|북한전문|대학생|통신원)?(?:기자|특파원|통신원|논설위원|PD)"
_NAME = r"[가-힣]{2,4}"
_KOREAN = re.compile(
    rf"{_OPEN}(?P<place>[가-힣A-Za-z·, ]{{2,20}})[=＝](?P<agency>[가-힣A-Za-z0-9]{{2,12}}){_CLOSE}"
    rf"(?:[ ]?(?P<people>{_NAME}(?:[·, ]{{1,2}}{_NAME}){{0,4}}) {_TITLE}(?:[ ]?=)?)?[ ]*"
)
_KOREAN_PAPER = re.compile(
    rf"{_OPEN}(?P<agency>[가-힣A-Za-z0-9]{{2,15}})(?:[=＝ ]{{1,2}}(?P<place>[가-힣]{{2,4}})?[=＝ ]{{0,2}}(?P<people>{_NAME}(?:[·, ]{{1,2}}{_NAME}){{0,4}}) {_TITLE}){_CLOSE}[ ]*"
)
_KOREAN_REPORTER = re.compile(rf"(?P<people>{_NAME}(?:[·, ]{{1,2}}{_NAME}){{0,4}}) {_TITLE}[ ]?=[ ]?")
_BETWEEN_PEOPLE = re.compile(r"[、·,，;\s　]+")


def read(head: str) -> Dateline | None:
    """Recognise one at the start of a text."""
    if not _FIRST.match(head) or not _ANY.search(head[:60]):
        return None
    for reader in (_chinese, _taiwanese, _korean, _in_brackets):
        found = reader(head)
        if found is not None and head[found.length :].strip():
            return found
    return None


def _chinese(head: str) -> Dateline | None:
    if (dashed := _DASHED.match(head)) and (short := _agency(dashed["agency"] or dashed["sender"])):
        return Dateline(dashed.end(), dashed["place"] or dashed["town"], short)
    found = _CHINESE.match(head)
    if found is None:
        return None
    has_end = bool(found["end"] or found["people"])
    is_said_by_others = head.startswith("据") and "，" in found["end"]  # "据新华社电，" is how sentences begin
    is_dated = "日" in found[0] or found["kind"] in "讯訊"
    if (
        is_said_by_others
        or not (has_end or found["place"])
        or not is_dated
        or found["kind"] in {"报道", "報道", "報導", "消息"}
    ):
        return None
    return Dateline(found.end(), found["place"], _agency(found["agency"]), _people(found["people"]))


def _taiwanese(head: str) -> Dateline | None:
    if found := _TAIWANESE.match(head):
        return Dateline(found.end(), found["place"], None, _people(found["people"]))
    found = _CHINESE_BRACKETED.match(head)
    if found is None:
        return None
    place, people = found["place"], found["people"] or ""
    if people and place is None and len(people) > 3 and places.is_city(people[-2:]):
        people, place = people[:-2], people[-2:]
    return Dateline(found.end(), place, _agency(found["agency"]), (*_people(people), *_people(found["more"])))


def _korean(head: str) -> Dateline | None:
    if found := _KOREAN.match(head):
        if names.agency(found["agency"]) or places.is_city(found["place"].split("·")[0].split(",")[0].strip()):
            agency = None if re.search(_TITLE, found["agency"]) else found["agency"]
            return Dateline(found.end(), found["place"].strip(), agency, _people(found["people"]))
    elif found := _KOREAN_PAPER.match(head):
        return Dateline(found.end(), found["place"], found["agency"], _people(found["people"]))
    elif found := _KOREAN_REPORTER.match(head):
        return Dateline(found.end(), None, None, _people(found["people"]))
    return None


def _in_brackets(head: str) -> Dateline | None:
    found = _IN_BRACKETS.match(head)
    if found is None:
        return None
    inside = found["inside"].strip()
    if dated := _JAPANESE_DATED.fullmatch(inside):
        short = names.agency(dated["agency"])
        return Dateline(found.end(), dated["place"], short) if short else None
    if short := names.agency(inside):
        return Dateline(found.end(), None, short)
    if places.is_city(inside):
        return Dateline(found.end(), inside, None)
    return _japanese(inside, found.end())


def _japanese(inside: str, end: int) -> Dateline | None:
    """Read 北京＝山田太郎, ワシントン共同, ワシントン秋山信一, and several of them with a comma between."""
    said: list[str] = []
    agency: str | None = None
    people: list[str] = []
    for part in inside.split("、")[:4]:
        place, behind = _place_and_behind(part)
        if place is None:
            return None
        said.append(place)
        if short := names.agency(behind):
            agency = agency or short
        elif behind:
            people.append(behind)
    is_sure = agency or any(map(places.is_city, said)) or (people and "＝" in inside)
    return Dateline(end, "、".join(said), agency, tuple(people)) if is_sure and (agency or people) else None


def _place_and_behind(part: str) -> tuple[str | None, str]:
    for sign in "＝=":
        if sign in part:
            place, _, behind = part.partition(sign)
            is_place = 0 < len(place) <= 12 and not any(map(str.isdigit, part))
            return (place if is_place else None), behind.strip()
    for length in range(len(part) - 1, 1, -1):  # the longest city that it begins with
        if places.is_city(part[:length]):
            return part[:length], part[length:].strip("・ 　")
    found = _JAPANESE.fullmatch(part)
    return (
        (found["place"], found["behind"]) if found and found["behind"] and names.agency(found["behind"]) else (None, "")
    )


def _agency(name: str) -> str | None:
    """The agency's short name, or the paper's; "our paper" and the like name nobody."""
    return None if name[0] == "本" else names.agency(name) or name


def _people(said: str | None) -> tuple[str, ...]:
    return tuple(filter(None, _BETWEEN_PEOPLE.split(said or "")))
