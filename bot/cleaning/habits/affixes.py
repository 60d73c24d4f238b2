"""Titles of one source in, the outlet's names behind them and its sections in front of them out.

A kicker that names what the story is about ("Ukraine war: …") is information, and stays.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from bot.cleaning.habits import shares
from bot.cleaning.habits.folding import Found, fold, stems, telling
from bot.model import Story

_BEHIND = re.compile(r" (?:[-|–—·•»]|::) ")
_BEFORE = re.compile(r" [|/»] |: ")
_MOST_WORDS, _LONGEST = 6, 60
_ROUNDS = 3  # "… | Politics | The Gazette" has two
# A name behind (in front of) titles is what stories are about if so many of their texts name it.
_TOPIC = {"suffix": 0.5, "prefix": 0.25}
_ITS_OWN = 0.8  # of the stories with a section in the title are filed under it
_SECTIONS = frozenset(
    # English
    "agenda analysis arts books business climate comment commentary culture economy editorial editorials education"
    " entertainment environment feature features film finance football health leaders letters lifestyle local magazine markets"
    " money motoring music nation news obituaries obituary opinion opinions politics property science society sport sports"
    " tech technology theatre travel tv weather world"
    # German
    " feuilleton gesellschaft gesundheit kommentar kultur leitartikel lokales medien meinung netzwelt panorama politik reise"
    " sonstiges sport technik umwelt vermischtes wirtschaft wissen wissenschaft"
    # French
    " culture economie économie edito éditorial environnement monde politique santé sciences société sports tribune"
    # Spanish, Portuguese, Italian
    " ciencia cultura deportes economía editorial internacional mundo opinión política salud sociedad tecnología ciência"
    " desporto economia esporte esportes opinião saúde sociedade tecnologia ambiente cronaca esteri mondo politica salute"
    " scienze sport tecnologia"
    # Dutch, Swedish, Danish, Norwegian, Finnish, Polish
    " binnenland buitenland cultuur economie gezondheid opinie politiek wetenschap ekonomi inrikes krönika kultur ledare nöje"
    " politik utrikes vetenskap debat indland kronik udland debatt innenriks utenriks kotimaa ulkomaat urheilu gospodarka"
    " kultura nauka opinie polityka świat"
    # Russian, Ukrainian, Turkish, Chinese, Japanese
    " культура мир мнение наука общество политика спорт экономика думка культура політика світ ekonomi dünya spor siyaset"
    " 体育 国际 财经 评论 社説 政治 経済 スポーツ".split()
)


#: Stems of the words that a story has of its own, by its number.
Words: TypeAlias = Callable[[int], frozenset[str]]


class Affix(NamedTuple):
    """The begin or end of a title."""

    kind: Literal["prefix", "suffix"]
    text: str  # with its separator
    head: str  # what it says
    other: str  # the title without it


def suffix(title: str) -> Affix | None:
    """Return what stands behind the last separator."""
    last = None
    for last in _BEHIND.finditer(title):  # noqa: B007 - the last one is wanted
        pass
    if last is None:
        return None
    return _affix("suffix", title[last.start() :], title[last.end() :], title[: last.start()])


def prefix(title: str) -> Affix | None:
    """Return what stands in front of the first separator."""
    first = _BEFORE.search(title)
    if first is None:
        return None
    return _affix("prefix", title[: first.end()], title[: first.start()], title[first.end() :])


class Ends(NamedTuple):
    """What was found in titles, and the titles without it."""

    found: list[Found]
    titles: list[str]


def learn(stories: Sequence[Story], words: Words, share: float | None = None) -> Ends:
    """Find what titles repeat; *words* says which ones a story has of its own, without its title."""
    titles = [story.title for story in stories]
    found: list[Found] = []
    for split in (suffix, prefix):
        for _ in range(_ROUNDS):
            new = dict(_round(titles, stories, words, split, share))
            found += new.values()
            if not new:
                break
            titles = [one.other if (one := split(title)) and fold(one.text) in new else title for title in titles]
    return Ends(found, titles)


def _round(
    titles: Sequence[str],
    stories: Sequence[Story],
    words: Words,
    split: Callable[[str], Affix | None],
    share: float | None,
) -> Iterator[tuple[str, Found]]:
    having: dict[str, list[tuple[Affix, int]]] = {}
    for at, title in enumerate(titles):
        if one := split(title):
            having.setdefault(fold(one.text), []).append((one, at))
    of = len({title.casefold() for title in titles})
    for key, some in having.items():
        count = len({one.other.casefold() for one, _ in some})
        if count < shares.FEWEST:
            continue
        first, carriers = some[0][0], [stories[at] for _, at in some]
        is_section = first.head.casefold() in _SECTIONS
        is_filed = is_section or _is_filed(first.head, carriers)
        if first.text.endswith(": ") and not is_filed:
            continue
        if count < (shares.enough_of_section(of) if is_filed and share is None else shares.enough(of, share)):
            continue
        if is_section or not _is_topic(first, [words(at) | stems(one.other) for one, at in some]):
            yield key, Found(first.kind, first.text, count, of)


def _affix(kind: Literal["prefix", "suffix"], text: str, head: str, other: str) -> Affix | None:
    is_name = 0 < len(head) <= _LONGEST and len(head.split()) <= _MOST_WORDS and not head.endswith(("?", "!"))
    return Affix(kind, text, head, other) if is_name and other.strip() else None


def _is_filed(head: str, stories: Sequence[Story]) -> bool:
    """Whether nearly all of these stories have it as a category, or as a folder in their address."""
    named = head.casefold()
    slug = "-".join(named.split())
    own = sum(
        named in map(str.casefold, story.categories)
        or slug in (story.url or "").casefold().partition("://")[2].split("/")[1:-1]
        for story in stories
    )
    return own >= _ITS_OWN * len(stories)


def _is_topic(affix: Affix, rests: Sequence[frozenset[str]]) -> bool:
    words = telling(affix.head)
    return bool(words) and sum(len(words & rest) for rest in rests) >= _TOPIC[affix.kind] * len(words) * len(rests)
