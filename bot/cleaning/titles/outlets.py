"""A title in; how much of it is the outlet's name, its sections and its date out.

An outlet is known by what the source and the entry call it and by the page's host; one that nobody named by the look of it: an
agency, an address, a newspaper's name ("The Hallmere Courier"). Whatever stands behind a dash is a part of the headline else.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.cleaning import names
from bot.cleaning.titles import markers
from bot.cleaning.titles.sections import SECTIONS

_SEPARATOR = re.compile(r" +(?:[-–—|·•»«:/~]{1,2}|-{3}) +| ?[|｜] ?|(?<=[^\W\d_])_(?=[^\W\d_])")
_SPACED_SIGN = re.compile(" [-–—|·•»«:/~]")  # which one of the above has, if it is not one of these
_LONE_SIGNS = ("|", "｜", "_")
_BETWEEN_NAMES = re.compile(r" +[-–—|·•»«:>/~]{1,2} +| ?[|｜>] ?")
_DATE = re.compile(
    r"(?:[^\W\d_]{2,10},? )?(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}[./-]\d\d[./-]\d\d|\d{1,2}(?:st|nd|rd|th|er|\.)? (?:de |of )?[^\W\d_]{3,10}\.?,?(?: (?:de )?\d{4})"
    r"|[^\W\d_]{3,10}\.? \d{1,2},? \d{4}|\d{4}年\d{1,2}月\d{1,2}日)(?:,? (?:um )?\d{1,2}[:.]\d\d(?: ?(?:uhr|h|[ap]m))?)?",
    re.IGNORECASE,
)
_DATED = re.compile(r",? \(?(\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d)\)?$")
_TLD = "com|org|net|de|at|ch|fr|es|it|nl|be|pl|pt|br|ru|ua|se|dk|no|fi|tr|uk|us|ca|au|nz|ie|in|za|mx|ar|cl|co|cn|jp|info|news|tv|fm|io|eu|online|today|media|press|example|gov|edu|lu|cz"
_DOMAIN = re.compile(rf"(?:www\.)?(?!\d+\.)[\w-]{{2,40}}(?:\.[\w-]{{2,20}}){{0,2}}\.(?:{_TLD})", re.IGNORECASE)
_BY_AGENCY = re.compile(r" [Bb]y ((?:[^\W\d_][\w.'’-]{0,20} ){1,4}?)?[^\W\d_][\w.'’-]{1,25}, (\S{2,10})$")
_MANY_LABELS = frozenset("www m news amp mobile edition en de fr es it".split())
_NO_OUTLETS = frozenset("co com org gov net ac blogspot wordpress substack medium".split())
_SMALL = frozenset(
    "a and at da das de dei del della der des di do dos du e en et for für i in la las le les los of on og the und van von y & +".split()
)

# What papers and stations are called, in their names' last word; nothing that companies are called too (Post, Mail, Express, Star).
_LAST = frozenset(
    "advertiser advocate argus bugle bulletin chronicle citizen clarion courier dispatch echo examiner gazette globe guardian herald inquirer intelligencer"
    " journal ledger messenger monitor news newspaper newsroom nyheter observer online reporter review sentinel standard telegraph times tribune weekly"
    " allgemeine anzeiger blatt bote kurier nachrichten presse rundschau tageblatt tagblatt tageszeitung zeitung merkur volksblatt courant dagblad krant nieuws"
    " tidning tidningen bladet posten dagblad dagbladet avis avisa tidende gazetesi gazete haber haberleri wiadomości известия новости вестник ведомости правда газета новини news24 tv".split()
)  # fmt: skip
_LAST_ENDS = ("zeitung", "anzeiger", "tageblatt", "nachrichten", "rundschau", "tidning", "tidningen", "bladet", "avisen", "courant", "kurier", "gazetesi", "haberleri", "nytt.no")  # fmt: skip
_WITH_ARTICLE = frozenset(
    "post mail express star sun mirror record press age independent enquirer tablet leader voice nation democrat republican daily world".split()
)
_FIRST = frozenset(
    "diario el journal gazzetta giornale corriere correio jornal diário periódico heraldo courrier gazette écho l'écho voix nouvelles dépêche kurier gazeta dziennik głos portal agencia agência"
    " noticias notícias prensa observador omroep radio rádio гazeta вечерний вечерняя комсомольская российская новая деловая صحيفة جريدة وكالة قناة موقع شبكة بوابة".split()
)  # fmt: skip
# Known all over the world, whoever sends their headlines on.
_WORLD = frozenset(
    "abcnews aftenposten aftonbladet ajc aljazeera aljazeeraenglish apnews arabnews arte asahishimbun axios bbc bbcmundo bbcnews bbcnewspersian bbcsport bbcrussian bild businessinsider buzzfeednews cbc cbcnews cbsnews"
    " channelnewsasia cna clarin cnbc cnn cnninternational cnnespañol corrieredellasera dagensnyheter derspiegel derstandard dw dwnews elmundo elpaís elpais eltiempo euronews expressen faz financialtimes"
    " folhadespaulo forbes foxnews france24 franceinfo ft gazetapl g1 guardian handelsblatt hurriyet hürriyet ilsole24ore infobae interia irishtimes jiji kommersant kyodonews larepubblica lanacion lastampa"
    " lavanguardia leparisien lefigaro lemonde lemondefr lesechos libération lusa mdr milliyet msnbc nbcnews ndr newyorktimes nhk nos npr nrc nrk nytimes nzz observador oestadão oglobo"
    " onet onetpl orf ouestfrance pbsnewshour politico politicoeurope polsatnews publico público rainews rbc rbb repubblica reuters rfi rfe rferl rp rt rte rtbf rtl rtlnieuws rts sabah scmp skynews skytg24 skysports spiegel"
    " spiegelonline standard stern straitstimes süddeutschezeitung sueddeutsche svd svt svtnyheter sz tagesschau tagesschaude tagesspiegel tass taz techcrunch telegraph dailytelegraph time timesofindia thetimes"
    " thehindu thelocal tvn24 tvp tvpinfo uol upi usatoday volkskrant vrtnws vice wallstreetjournal washingtonpost wdr welt wikipedia wired wp wpwiadomości wsj yahoo yahoonews yle youtube zdf zdfheute zeit zeitonline"
    " aa dha iha anadoluajansı habertürk ntv sozcu sözcü риановости тасс интерфакс rbcru рбк ведомости коммерсантъ лентару lentaru газетару правда укрінформ українськаправда бибиси bbcnewsрусскаяслужба"
    " الجزيرة الجزيرةنت العربية العربيةنت سكاينيوزعربية bbcعربي بيبيسي فرانس24 روسيااليوم اليومالسابع الشرقالأوسط 新华网 人民网 央视网 新浪网 新浪新闻 腾讯新闻 网易新闻 搜狐 中国新闻网 澎湃新闻 联合早报 bbc中文"
    " 朝日新聞 朝日新聞デジタル 読売新聞 読売新聞オンライン 毎日新聞 日本経済新聞 産経ニュース 産経新聞 共同通信 時事通信 時事ドットコム nhkニュース yahooニュース 東京新聞".split()
)  # fmt: skip
_UNSPACED_OUTLET = re.compile(
    r"[-_—－｜]([^-_—－｜\s]{2,16}(?:网|網|日报|晚报|时报|日報|早报|新闻|新聞|ニュース|通信社|电视台))$"
)
_LONGEST_SECTION = 60  # characters, with signs around it
_MOST_PARTS = 5  # behind a headline: sections, outlet, date
_FEWEST_WORDS = 3  # of a headline that is left when what stands in front of it goes, or sections behind it


class Known(NamedTuple):
    """What an outlet may be called in its own titles, folded."""

    names: frozenset[str]
    short: frozenset[str]  #: initials and labels of the host, which may be followed by "News" or an ending


def known(outlets: tuple[str, ...], url: str | None) -> Known:
    """Collect what the outlets of a source, and the host of a page, are called in titles."""
    return _known(outlets, url.partition("//")[2].partition("/")[0] if url else "")


@lru_cache(maxsize=500)  # the entries of a feed mostly have the same
def _known(outlets: tuple[str, ...], host: str) -> Known:
    said = {plain(outlet) for outlet in outlets}
    for outlet in outlets:
        parts = [part for part in _BETWEEN_NAMES.split(outlet) if part.strip()]
        said |= {plain(part) for part in parts if not _is_section(part)}
        if _DOMAIN.fullmatch(outlet):
            said |= {plain(label) for label in outlet.split(".")[:-1] if label not in _MANY_LABELS}
    labels = _labels(host)
    initials = {"".join(word[0] for word in outlet.split() if word[0].isalnum()).casefold() for outlet in outlets}
    short = labels | {name for name in initials if len(name) >= 2}
    return Known(frozenset(name for name in said if len(name) >= 2), frozenset(short))


def behind(title: str, outlet: Known) -> int:
    """Return where the outlet, its sections and its date behind a headline begin; the title's length if there are none."""
    # Most titles need no more than to be asked for a comma near the end, and whether they are in ASCII.
    if ", " in title[-14:] and (by := _BY_AGENCY.search(title, max(len(title) - 120, 1))) and names.agency(by[2]):
        return by.start()
    if not title.isascii() and (unspaced := _UNSPACED_OUTLET.search(title, max(len(title) - 40, 1))):
        return unspaced.start()
    sign = _first_sign(title)
    separators = [*_SEPARATOR.finditer(title, sign)][-_MOST_PARTS:] if sign < len(title) else ()
    if not separators:
        return len(title)
    ends = [*(separator.start() for separator in separators[1:]), len(title)]
    parts = [title[separator.end() : end] for separator, end in zip(separators, ends, strict=True)]
    first = _first_of_outlet(parts, separators, outlet)
    if first is None:
        is_section = _is_bar(separators[-1]) and _is_section(parts[-1])
        is_cut = is_section and _words_before(title, separators[-1]) >= _FEWEST_WORDS
        return separators[-1].start() if is_cut else len(title)
    while first > 0 and _is_between(title, separators[first - 1 : first + 1], parts[first - 1], outlet):
        first -= 1
    begin = separators[first].start()
    return begin if any(map(str.isalnum, title[:begin])) else len(title)


def _first_sign(title: str) -> int:
    """Return from where on separators are to be looked for; the title's length if there are none, as in most."""
    spaced = _SPACED_SIGN.search(title)
    first = spaced.start() if spaced else len(title)
    for sign in _LONE_SIGNS:
        if sign in title:
            first = min(first, max(title.index(sign) - 1, 0))
    return first


def _is_between(title: str, separators: Sequence[re.Match[str]], part: str, outlet: Known) -> bool:
    """Whether a part between the headline and the outlet is a section, or another name of the outlet."""
    if _words_before(title, separators[0]) < _FEWEST_WORDS - 1:
        return False
    is_short = len(part) <= 30 and len(part.split()) <= 3
    return _is_section(part) or (is_short and all(map(_is_bar, separators))) or _is_outlet(part, outlet)


def before(title: str, outlet: Known) -> int:
    """Return how long the outlet's name, or a section, in front of a headline is, its separator included; 0 if there is none."""
    head = title[:80]
    sign = _first_sign(head)
    if sign < len(head) and (separator := _SEPARATOR.search(head, sign)):
        part, rest = title[: separator.start()], title[separator.end() :]
        if _words(rest) >= _FEWEST_WORDS and (_is_told(part, separator[0].strip(), outlet) or _is_section(part)):
            return separator.end()
    slug = _SLUG.match(title) if ":" in title or "/" in title else None
    if slug is None or _words(title[slug.end() :]) < _FEWEST_WORDS - 1:
        return 0
    is_whole = not title[slug.end()].islower()
    return slug.end() if slug[1] is None or (_is_section(slug[1]) and is_whole) else 0


def _is_told(part: str, sign: str, outlet: Known) -> bool:
    """Whether what a sign sets off in front of a headline is an outlet's name."""
    if sign in {":", "/", "_"}:
        return False
    name = plain(part)
    return name in outlet.names or name in _WORLD


# "BUDGET/LEGIS: ", "POL-MER: ", "Podlaskie/ ", and sections: "Sport: ", "AGRO/".
_SLUG = re.compile(
    r"(?:[A-Z]{2,12}(?:/[A-Z]{2,12}){1,3}|(?:B?POL|FW|HZA|LPI|ZOLL|KFV|THW|LKA|BKA)-[A-ZÄÖÜ]{1,6}): (?=\S)"
    r"|[^\W\d_a-ząćęłńóśźż][^\W\d_]{2,20}(?:[ -][^\W\d_]{3,20})?/ (?=[^\W\d_a-z])|[\u0621-\u064a]{3,12} / (?=\S)"
    r"|([^\W\d_][^:/|\n]{2,24})(?:: |/)(?=\S)"
)


_NO_LETTERS = {code: None for code in range(128) if not chr(code).isalnum()}


def plain(name: str) -> str:
    """Fold a name for comparison: small letters and digits alone, without an article and an ending of an address."""
    folded = name.strip().casefold()
    for article in ("the ", "der ", "die ", "das "):
        folded = folded.removeprefix(article)
    return folded.translate(_NO_LETTERS) if folded.isascii() else "".join(filter(str.isalnum, folded))


def is_slug(line: str) -> bool:
    """Whether a line is a slug: one word of several with hyphens, or a few in capitals ("BC-Ferry", "HALCYON FERRY")."""
    words = line.split()
    if len(words) == 1:
        return not line.endswith((".", "!", "?", "”", '"', "»")) and bool(
            re.fullmatch(r"[\w&]+(?:[-/_][\w&.]+)+", line[:80])
        )
    return len(words) <= 2 and line.isascii() and line.isupper() and not line.endswith((".", "!", "?", '"'))


def _first_of_outlet(parts: Sequence[str], separators: Sequence[re.Match[str]], outlet: Known) -> int | None:
    """Find the first part that names an outlet, with nothing of the story behind it."""
    first: int | None = None
    for at in range(len(parts) - 1, -1, -1):
        part = parts[at]
        if _is_outlet(part, outlet) or (_is_bar(separators[at]) and _is_own(part, outlet)):
            first = at
        elif not (_is_section(part) or _DATE.fullmatch(part.strip()[:60]) or _is_behind_own(parts, at, outlet)):
            break
    return first


def _is_behind_own(parts: Sequence[str], at: int, outlet: Known) -> bool:
    """Whether a part is short and stands behind the outlet's own name: no headline, but a section that we do not know."""
    is_behind = any(_is_own(before, outlet) or _DOMAIN.fullmatch(before) for before in parts[:at])
    return is_behind and len(parts[at].split()) <= 2


def _is_own(part: str, outlet: Known) -> bool:
    """Whether it is what the source is called."""
    folded = plain(_DATED.sub("", part))
    if folded in outlet.names or any(_is_most_of(folded, name) for name in outlet.names):
        return True
    if " " not in part.strip() and (folded.removesuffix("online") in outlet.short):
        return True
    label = folded
    for ending in (
        "news",
        "sport",
        "sports",
        "online",
        "nachrichten",
        "com",
        "de",
        "fr",
        "es",
        "it",
        "info",
        "example",
        "tv",
        "net",
        "org",
    ):
        label = label.removesuffix(ending) if label != ending else label
    return len(label) >= 2 and label in outlet.short and (label == folded or not part.islower() or "." in part)


def _is_most_of(part: str, name: str) -> bool:
    """Whether a name in titles is the end or begin of what the source is called."""
    return 4 <= len(part) < len(name) <= 2 * len(part) and (name.endswith(part) or name.startswith(part))


@lru_cache(maxsize=4000)  # the titles of a feed mostly end in the same
def _is_outlet(part: str, outlet: Known) -> bool:
    part = _DATED.sub("", part.strip())
    if not part or len(part) > 60:
        return False
    if _is_own(part, outlet) or _DOMAIN.fullmatch(part):
        return True
    folded = plain(part)
    if part[0].islower() and not part.startswith(("dpa", "tagesschau", "taz", "nrc", "rbb", "oe24")):
        return False
    return folded in _WORLD or names.agency(part) is not None or _is_called_like_one(part)


def _is_called_like_one(part: str) -> bool:
    """Whether a name looks like a paper's or a station's: two to five words in title case, with one that says so."""
    words = part.split()
    if not 2 <= len(words) <= 5 or any(word[0].islower() and word not in _SMALL for word in words):
        return False
    has_article = words[0] in {"The", "El", "La", "Le", "Il", "De", "Die", "Der", "O", "L'"}
    core = words[1:] if has_article else words
    last = core[-1].casefold()
    if last in _LAST or last.endswith(_LAST_ENDS):
        return True
    if words[0] == "The" or core[0] in {"Daily", "Morning", "Evening", "Sunday", "Weekly"}:
        return last in _WITH_ARTICLE and len(core) > 1
    return core[0].casefold() in _FIRST and (len(core) == 2 or core[1] in _SMALL)


def _is_section(part: str) -> bool:
    return len(part) <= _LONGEST_SECTION and markers.fold(part) in SECTIONS


def _is_bar(separator: re.Match[str]) -> bool:
    return separator[0].strip() in {"|", "||", "｜", "»", "«", "::", "·", "•"}


def _words_before(title: str, separator: re.Match[str]) -> int:
    return _words(title[: separator.start()])


def _words(text: str) -> int:
    """Count the words; signs that stand alone are none."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def _labels(host: str) -> frozenset[str]:
    """The labels of a host that may be a name, and the host itself."""
    labels = host.rpartition("@")[2].partition(":")[0].casefold().split(".")
    while len(labels) > 2 and labels[0] in _MANY_LABELS:
        labels = labels[1:]
    named = {plain(label) for label in labels[:-1] if len(label) >= 2}
    named -= _MANY_LABELS | _NO_OUTLETS
    more = {name.removeprefix("the") for name in named if len(name) > 6}
    return frozenset(named | more | {plain("".join(labels))}) - {""}
