"""Who is behind a story: the publisher of its outlet, and the agency that it credits. Pure.

What somebody configured comes first; the world's agencies are known without.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from bot.model import Story

# Name that readers know; others behind ":", with "|" between. In any letters, but those in CAPITALS and ALONE.
_AGENCIES = """
Anadolu: aa|anadolu agency|anadolu ajansı|anadolu ajansi|agence anadolu|agencia anadolu|анадолу|الأناضول
AAP: australian associated press|aap newswire
Adnkronos: adn kronos
AFP: agence france-presse|agence france presse|агентство франс пресс|афп|أ ف ب|أ.ف.ب|فرانس برس|法新社
AGERPRES
ANI: asian news international
ANP: algemeen nederlands persbureau
ANSA: ansa.it|ansamed
AP: associated press|ap news|apnews|أ ب|أ.ب|美联社|美聯社
APA: austria presse agentur|apa-ots
Belga: belga news agency|persbureau belga
Bernama
Bloomberg: bloomberg news|彭博|彭博社
BTA: bulgarian news agency|бта|българска телеграфна агенция
Canadian Press: la presse canadienne|presse canadienne|cp
CNA: central news agency|中央社|中央通訊社
ČTK: ctk|česká tisková kancelář|czech news agency
Dow Jones: dow jones newswires|dow jones & company
dpa: deutsche presse-agentur|deutsche presse agentur|german press agency|د ب أ|د.ب.أ
dpa-AFX: dpa-afx broker|dpa afx
EFE: agencia efe
epd: evangelischer pressedienst
Europa Press: europapress
Hina
IANS: indo-asian news service|indo asian news service
Interfax: interfax.ru|интерфакс
IRNA: islamic republic news agency|ایرنا
Jiji: jiji press|時事|時事通信|時事通信社
KCNA: korean central news agency|朝鮮中央通信
Keystone-SDA: keystone-ats|keystone sda|keystone ats|ats|sda|agence télégraphique suisse|schweizerische depeschenagentur
KNA: katholische nachrichten-agentur
Kyodo: kyodo news|共同|共同通信|共同通信社
LETA
Lusa: agência lusa
MTI: magyar távirati iroda
NTB: norsk telegrambyrå
PA: pa media|press association|pa news agency
PAP: polska agencja prasowa
PTI: press trust of india
Reuters: thomson reuters|рейтер|рейтерс|رويترز|רויטרס|路透|路透社|ロイター|ロイター通信|로이터|로이터통신
RIA Novosti: риа|риа новости
Ritzau: ritzaus bureau|ritzaus|ritzau finans
STT: suomen tietotoimisto|stt-lehtikuva
TASR: tlačová agentúra slovenskej republiky
TASS: itar-tass|тасс|итар-тасс|塔斯社
Télam: telam
TT: tt nyhetsbyrån|tidningarnas telegrambyrå
Ukrinform: укрінформ|укринформ
UPI: united press international
Xinhua: xinhua news|xinhuanet|新华社|新華社|شينخوا
Yonhap: yonhap infomax|연합뉴스|韩联社|韓聯社|聯合ニュース
"""
#: Short names that are words or people's names as well: they count in these letters alone.
_CAPITALS = frozenset({"ANI", "ANP", "ANSA", "APA", "BTA", "CNA", "EFE", "KNA", "LETA", "MTI", "NTB", "PAP", "PTI"})
#: These stand for too much else (places, companies, grammar): they count as a whole credit alone, never inside a byline.
_ALONE = frozenset({"AA", "ATS", "CP", "PA", "SDA", "STT", "TT"})
#: What begins with these words is an edition or a desk of theirs: "Reuters UK", "Bloomberg View".
_WITH_EDITIONS = frozenset("AFP ANSA Bloomberg EFE Kyodo Reuters TASS UPI Xinhua Yonhap dpa".split())

_LONGEST = 500  # characters that are read of a name; what is longer is no name
_MOST_WORDS = 4  # of an agency's name behind a person's, without a comma
_PARTS = re.compile(r"[,;/|()\[\]·•،、]| [-–—] |: ")
_LITTLE_WORDS = re.compile(
    r"(?i) (?:and|at|avec|con|e|en|et|for|from|für|i|in|mit|och|of|og|par|para|por|pour|und|via|von|with|y) "
)
# What stands before and behind an agency's name in a byline: "By AP staff", "Reuters correspondent".
_BEFORE = frozenset("agence agencia agenzia av af avec by con de di door from mit par por the via von with".split())
_BEHIND = frozenset(
    "agency contributor contributors correspondent correspondents desk editor editors news newsroom newswire press reporter reporters service"
    " staff wire wires writer writers".split()
)


def folded(name: str) -> str:
    """Return what two spellings of a name have in common. Idempotent."""
    return _folded(name[:_LONGEST])


@lru_cache(maxsize=10_000)  # the same outlets report again and again
def _folded(name: str) -> str:
    bare = " ".join(unicodedata.normalize("NFKC", name.casefold()).casefold().split())
    while (less := bare.strip(" .,:;-–—()[]").removeprefix("the ")) != bare:
        bare = less
    return bare


def _listed() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return agencies by their names: in any letters, in capitals, and alone in capitals."""
    names: tuple[dict[str, str], dict[str, str], dict[str, str]] = ({}, {}, {})
    for line in filter(None, _AGENCIES.splitlines()):
        agency, _, others = line.partition(": ")
        for name in (agency, *filter(None, others.split("|"))):
            if name.upper() in _ALONE:
                names[2][name.upper()] = agency
            elif name in _CAPITALS:
                names[1][name] = agency
            else:
                names[0][folded(name)] = agency
    return names


_AGENCY, _IN_CAPITALS, _STANDING_ALONE = _listed()


class Families:
    """The publisher or agency that each source, outlet, credit and byline stands for.

    *by_source* has the family of each source by the source's name: the name itself where none was configured. *names* has the
    families of outlets, credits and bylines, in any case; it comes before what is known of agencies. *titles* has the titles of
    sources: an outlet of another name than its source's title is somebody else, whom an aggregator names.
    """

    def __init__(
        self, by_source: Mapping[str, str], names: Mapping[str, str], titles: Mapping[str, str] | None = None
    ) -> None:
        self._titles = dict(titles or {})
        self._families = {source: by_source[source] for source in sorted(by_source) if by_source[source] != source}
        self._names = {folded(family): family for family in names.values()}
        self._names |= {folded(name): family for name, family in names.items()}
        for name in sorted(names):  # what is said of Thomson Reuters goes for Reuters
            if agency := _agency(name):
                self._names.setdefault(folded(agency), names[name])
        for source, family in self._families.items():
            if self._whole(family) is None:
                self._names[folded(family)] = family
                if agency := _agency(self._titles.get(source, "")):
                    self._names.setdefault(folded(agency), family)
        self._titled: dict[str, str] = {}
        for source in self._families:
            self._titled.setdefault(folded(self._titles.get(source, "")), self.of_source(source))
        # The same outlets report again and again, and who writes for one writes often.
        self._publisher = lru_cache(maxsize=4000)(self._published_by)
        self._byline = lru_cache(maxsize=4000)(self._within)

    def named(self, name: str) -> str | None:
        """Return the family or agency that this is the whole name of, if it is known."""
        return self._whole(name) or (self._titled.get(key) if (key := folded(name)) else None)

    def in_byline(self, byline: str) -> str | None:
        """Return the family or agency that a byline names, as in "Jane Doe, Reuters" and "By AP staff"; None if it names none."""
        return self._byline(byline[:_LONGEST])

    def of_source(self, source: str) -> str:
        """Return the family of a source; where none was configured its title, and its name where that is not known."""
        if family := self._families.get(source):
            return self._whole(family) or family
        title = self._titles.get(source) or source
        return self._of_outlet(title) or title

    def publisher(self, story: Story) -> str:
        """Return who put the story up: the family of its outlet, which is its source's where the outlet is the source."""
        return self._publisher(story.source, story.outlet[:_LONGEST])

    def credited(self, story: Story) -> str | None:
        """Return whose text it is by its own words, which are its credit or its byline; None if they name nobody known."""
        for credit in (story.credit or "", (story.wire and story.wire.credit) or ""):
            if folded(credit):
                is_own = folded(credit) == folded(story.outlet)
                return self.publisher(story) if is_own else self.named(credit) or self.in_byline(credit) or credit
        return _first(map(self.in_byline, story.authors))

    def outlet_of(self, source: str) -> str:
        """Return what readers know a source as: its title, else its family."""
        return self._titles.get(source) or self.of_source(source)

    def _whole(self, name: str) -> str | None:
        if found := self._names.get(folded(name)):
            return found
        agency = _agency(name)
        return None if agency is None else self._names.get(folded(agency), agency)

    def _published_by(self, source: str, outlet: str) -> str:
        if found := self._of_outlet(outlet):
            return found
        title = self._titles.get(source)
        is_own = source in self._families if title is None else folded(outlet) == folded(title)
        return self.of_source(source) if is_own or not folded(outlet) else self.named(outlet) or outlet

    def _of_outlet(self, outlet: str) -> str | None:
        """Also by a part of the name: "Reuters - World news", "Reuters UK"."""
        if found := self._whole(outlet) or _first(map(self._part, _PARTS.split(outlet))):
            return found
        first = outlet.partition(" ")[0]
        return self._whole(first) if first in _WITH_EDITIONS else None

    def _within(self, byline: str) -> str | None:
        parts = _PARTS.split(byline)
        return (
            self._whole(byline)
            or (_first(map(self._whole, byline.split("/"))) if "/" in byline else None)
            or _first(map(self._framed, parts))
            or _first(self._framed(piece) for part in parts for piece in _LITTLE_WORDS.split(f" {part} "))
        )

    def _framed(self, part: str) -> str | None:
        """Find a name between the words that stand around names, or behind a person's: "Jane Doe Associated Press"."""
        if found := self._part(part):  # "agence" is a part of names as well
            return found
        words = part.split()
        while words and words[0].casefold() in _BEFORE:
            del words[0]
        while words:
            behind = range(len(words) - 2, max(len(words) - _MOST_WORDS, 2) - 1, -1)
            if found := _first(self._part(" ".join(words[at:])) for at in (0, *behind)):
                return found
            if words.pop().casefold() not in _BEHIND:
                break
        return None

    def _part(self, name: str) -> str | None:
        # What was configured counts anywhere.
        return None if name.strip() in _STANDING_ALONE and folded(name) not in self._names else self._whole(name)


def is_agency(name: str) -> bool:
    """Tell whether it is one of the world's agencies."""
    return _agency(name) is not None


def _agency(name: str) -> str | None:
    bare = name.strip(" .,:;()[]")
    return _AGENCY.get(folded(bare).removesuffix(".com")) or _IN_CAPITALS.get(bare) or _STANDING_ALONE.get(bare)


def _first(found: Iterable[str | None]) -> str | None:
    return next(filter(None, found), None)
