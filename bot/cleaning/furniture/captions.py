"""Captions and credits of pictures: where they stand beside one, and where their shape says so."""

import html
import re
from functools import lru_cache
from typing import NamedTuple

from bot.cleaning import names
from bot.cleaning.furniture import initials, lines
from bot.cleaning.furniture.draft import Draft, Page
from bot.cleaning.furniture.phrases import reasons
from bot.cleaning.markup.blocks import Block

_OTHERS = frozenset(
    {"table", "blockquote", "ul", "ol", "dl", "pre"}
)  # what else figures hold, with captions of their own
_LONGEST = 400  # characters of a caption that its shape gives away
_LONGEST_CREDIT = 80  # characters of a credit without a sentence
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,80})[)\]]\.?$")
_BEHIND_STOP = re.compile(
    r"(?:[.!?”\"»] (?:[|–—•·] )?| [|•·] |^)(?:[^\W\d_]+ )?([^\W\d_]+(?: [^\W\d_]+)?) ?[:：/©] ?[^.!?]{2,80}\.?$"
)
_CREDIT_SIGN = re.compile("[:：/©]")  # without which there is none
# "… - © Tous droits réservés", with no sentence before it
_COPYRIGHTED = re.compile(r"[^.!?\"“”„«»]{5,200}[-–—|(] ?©[^.!?]{2,60}")
# 江女把戒指交還失主。（記者林筱涵攝）   地下書庫＝金沢市で2月、西野あかり撮影   救援现场。张三摄
_ASIAN = re.compile(
    r"[（(【][^（）()【】。]{0,30}(?:撮影|提供|供图|供圖|翻摄|翻攝|摄|攝|图源|圖源)[）)】]$|[=＝、][^=＝、。\s]{2,14}(?:撮影|提供)$"
    r"|(?:^|[。 　])(?:新华社|新華社|本报|本報|中新社)?(?:记者|記者|通讯员)?[ 　]?[\u3400-\u9fff]{2,6}[ 　]?(?:摄|攝|供图|供圖)$"
)
_LABEL = re.compile(r"\[?((?:[^\W\d_]+ ){0,2}[^\W\d_]+) ?[:：|] ?\S")
_ASIAN_ENDS = frozenset("）】影供图圖摄攝")
_LONGEST_ASIAN_CREDIT = 60
_LONGEST_ASIAN = 120  # characters
_FEWEST_SMALL = 3  # words
_NAMES = lines.PICTURES | frozenset(
    "bildrechte bildquelle bildnachweis fotocredit fotoquelle gentileza cortesía cortesia courtesy archivbilder fotohinweis bildcredit fotonachweis".split()
)
_MOST_NAMED = 6  # words of a credit that ends in a stop
_MOST_CREDITED = 10  # words
_WORD = re.compile(r"[^\W\d_]+")
_NEXT_SENTENCE = re.compile(r"[.!?…] \W?\w")
_SPEECH = re.compile(r"[\"“”„«»]")


class _Figure(NamedTuple):
    """What a figure holds besides its captions."""

    picture: int | None  #: block with the first picture
    has_others: bool  #: tables, quotations, lists: their captions are story


def trim(draft: Draft, _: Page) -> None:
    """Take captions off; the picture is described by its own if it is described by nothing else."""
    blocks = draft.blocks
    figures = _figures(blocks)
    doubtful = [
        at
        for at, block in draft.doubtful()
        if (figures and block.path) or (0 < len(block.text) <= _LONGEST and _may_be_caption(block.text))
    ]
    if not doubtful:
        return  # of most stories
    if figures and not any(block.text and not _is_below_picture(block, figures) for block in blocks):
        return  # pictures with captions are the story
    taken: set[int] = set()
    for at in doubtful:
        block = blocks[at]
        if _is_below_picture(block, figures):
            if (picture := figures[_figure(block)].picture) is not None:
                draft.describe(picture, f' alt="{html.escape(block.text)}"')
            taken.add(at)
        elif not block.has_picture and is_caption(
            block, is_beside=_is_beside(blocks, at), is_last=at + 1 == len(blocks)
        ):
            taken.add(at)
    if taken:
        draft.keep([at for at in range(len(blocks)) if at not in taken], reasons.CAPTION)


@lru_cache(maxsize=1000)  # the rules are asked again when something has changed, mostly for the same lines
def _may_be_caption(text: str) -> bool:
    """Whether there is anything in a line that its shape could be judged by; looked for cheaply."""
    if text.endswith((")", "]", ").", "].")) or (len(text) <= _LONGEST_CREDIT and not text.endswith((".", "!", "?"))):
        return True
    if any(sign in text[-90:] for sign in ":：/©") or text[-1] in _ASIAN_ENDS:
        return True
    label = _LABEL.match(text) if any(sign in text[:60] for sign in ":：|") else None
    return label is not None and is_picture(label[1])


def is_caption(block: Block, *, is_beside: bool, is_last: bool) -> bool:
    """Whether the shape of a line says that it is below a picture, though the picture may be gone."""
    return not block.is_item and _is_caption(block.text, is_beside=is_beside, is_last=is_last)


@lru_cache(maxsize=500)  # the rules are asked again when something has changed, mostly for the same lines
def _is_caption(text: str, *, is_beside: bool, is_last: bool) -> bool:
    if not 0 < len(text) <= _LONGEST or text.endswith("?") or (is_last and initials.find(text)):
        return False  # "Bild: Minister, why do you say nothing?" is a newspaper's question
    if text.endswith((")", "]", ").", "].")) and (credit := _IN_BRACKETS.search(text)) and credit[1][-1] not in ".!?":
        is_all = credit.start() == 0
        is_named = is_picture(credit[1]) or (_is_agency_and_name(credit[1]) and (not is_last or is_all))
        if is_named:
            return not is_last or is_all or is_beside
    if (label := _LABEL.match(text)) and is_picture(label[1]):
        return _is_labelled(text, label, is_beside=is_beside)
    if _has_credit(text):
        return not is_last or is_beside
    return len(text) <= _LONGEST_CREDIT and not text.endswith((".", "!", "?")) and _is_agency_of_pictures(text)


def _is_labelled(text: str, label: re.Match[str], *, is_beside: bool) -> bool:
    """Whether what stands behind "Photo:" is a caption or a credit; a sentence may be the story."""
    if text.endswith(("。", "！", "？")) or _is_sentence(text[label.end() - 1 :]):
        return False  # "写真：と書くべき欄に、…。", "Video: det är allt vi har."
    if text.endswith((".", "!", "?", "”", '"')) and len(text.split()) > _MOST_NAMED:
        # "Photo: an exhibition opens on Friday." may be the story; "File photo: A ferry on Friday." is not.
        return len(_WORD.findall(label[1])) > 1 and not _NEXT_SENTENCE.search(text)
    return len(text) <= _LONGEST_CREDIT or is_beside or len(_WORD.findall(label[1])) > 1


def _has_credit(text: str) -> bool:
    """Whether a line ends in who took the picture, in any script."""
    if "©" in text and _COPYRIGHTED.fullmatch(text):
        return True
    if not text.isascii() and len(text) <= _LONGEST_ASIAN and _ASIAN.search(text[-_LONGEST_ASIAN_CREDIT:]):
        return True
    credit = _BEHIND_STOP.search(text[-120:]) if _CREDIT_SIGN.search(text[-120:]) else None
    return credit is not None and is_picture(credit[1]) and not _SPEECH.search(text)


def is_picture(credit: str) -> bool:
    """Whether a credit names a picture or who sells them: `Image: Carrowdale Live`, `File photo`, `Getty Images`."""
    found = _WORD.findall(credit.casefold())
    if not found or len(found) > _MOST_CREDITED:
        return False
    # "Photo by", "File photo:", "Internet photo"; in the middle only beside a stroke, as in "M. Schipper/Getty Images for X".
    named = found if "/" in credit or ":" in credit else [*found[:2], found[-1]]
    return not _NAMES.isdisjoint(named)


def _is_sentence(said: str) -> bool:
    """Whether what stands behind "Video:" is one: it has a stop, and small words from the first on."""
    words = said.split()
    small = [word for word in words if word[0].islower()]
    return said.endswith((".", "!")) and len(small) >= _FEWEST_SMALL and words[0] == small[0]


def _is_agency_of_pictures(text: str) -> bool:
    words = _WORD.findall(text.casefold())
    return bool(words) and words[0] in _SELLERS and len(words) <= 6


_SELLERS = frozenset("getty shutterstock istock alamy unsplash pexels pixabay depositphotos imago".split())


def _is_agency_and_name(credit: str) -> bool:
    one, slash, other = credit.partition("/")
    return bool(slash) and (names.agency(one) is not None or names.agency(other) is not None)


def _is_beside(blocks: list[Block], at: int) -> bool:
    return any(blocks[other].has_picture for other in (at - 1, at + 1) if 0 <= other < len(blocks))


def _figure(block: Block) -> int:
    """The number of the figure that a block is in; -1 for none."""
    return next((part.number for part in block.path if part.tag == "figure"), -1) if block.path else -1


def _figures(blocks: list[Block]) -> dict[int, _Figure]:
    figures: dict[int, _Figure] = {}
    for at, block in enumerate(blocks):
        if block.path and (number := _figure(block)) != -1:
            picture, has_others = figures.get(number, _Figure(None, has_others=False))
            picture = at if picture is None and block.has_picture else picture
            is_other = block.tag == "pre" or any(part.tag in _OTHERS for part in block.path)
            figures[number] = _Figure(picture, has_others or is_other)
    return figures


def _is_below_picture(block: Block, figures: dict[int, _Figure]) -> bool:
    if block.has_picture or (number := _figure(block)) == -1 or figures[number].has_others:
        return False
    return figures[number].picture is not None or any(part.tag == "figcaption" for part in block.path)
