"""A paragraph in, its first sentence out, in any of our languages; and where a sentence may be cut to make a headline of it."""

import re

from bot.cleaning.characters import shorten

_LONGEST = 1000  # characters in which the first sentence has to end
# Begins with one set of signs, so that the search is quick.
_STOP = re.compile(r"[.!?…؟।。！？](?:(?<=[。！？])[」』”）]{0,2}|(?<![。！？])[.!?…]{0,3}[”\"’'»“)\]›]{0,3}(?= |$))")
# Words before a full stop that ends no sentence, in small letters: none of them is a word that a sentence of ours ends in.
_ABBREVIATED = frozenset(
    (
        "adm approx apr aug ave bros capt cf col cpl dec dept dr est feb fig ft gen gov hon inc jan jr jul jun lt ltd maj messrs mr mrs ms mt nov oct pp prof pvt reps rev sens sep sept sgt sr st supt univ vol vs"
        # German
        " abs allg betr bzw ca dez dipl evtl geb gegr gest ggf hbf hrsg inkl insb jh jhd kath mind mio mrd okt phil resp std str tsd urspr verh vgl z.b d.h u.a"
        # Dutch and Nordic
        " bijv blz dhr drs enz mevr mln mvr o.a bl.a d.v.s dvs f.eks jfr kl mia milj p.g.a t.ex tlf"
        # French, Spanish, Portuguese, Italian
        " av boul cap chap env hab mlle mme ndlr réf tél admón aprox arq avda cía dña excmo fdo gral núm pág págs prov sra sras sres srta sto ud uds drª exmo exma séc avv cfr dott dott.ssa ecc geom mons sig.ra sigg tel"
        # Polish, Turkish
        " godz gosp inż kpt mgr mjr mkw mld nadkom płk proc św tys tj tzw ul wg zob alb apt bkz cad doç hz mah müh öğr sok tic yrd şti"
        # Russian and Ukrainian
        " акад вв гг гл гр доц инж кв куб млн млрд напр обл просп проф руб тыс ул чел экз вул грн рр"
    ).split()
)  # fmt: skip
# Those that are a word elsewhere, or of their own language.
_ABBREVIATED_IN = {
    language: frozenset(words.split())
    for language, words in {
        "en": "co corp ed rep sen",
        "de": "bd bes exkl ing kap max med min nr rd tel u usw zt",
        "nl": "ing jl mr nr", "sv": "ca kap kr nr s.k", "da": "ca kr nr hr fr", "no": "ca kr nr",
        "fr": "art cf bd m mm no p ste", "es": "art d lic sr sta ing", "pt": "art eng dra sta n",
        "it": "art on pag sen sig ten ing", "pl": "al dyr gen hab im ks nr os pkt pl r red sp str wyd zł ok",
        "tr": "av gn sn no vb", "ru": "им пос пр рис сен стр тел тов шт", "uk": "ім тис сел стор тел",
    }.items()
}  # fmt: skip
_NUMBERED = frozenset("no nr art abs kap pag pág núm № ok рис ст п".split())  # where a number follows
_NONE: frozenset[str] = frozenset()
_ORDINAL_LANGUAGES = frozenset({"de", "da", "no", "pl", "tr"})  # "am 12. März"; others end a sentence so
# Behind a comma, these begin what the words before it are about: "Die Polizei teilte mit, dass …".
_OBJECT = frozenset("that dass daß ob wie at om że iż ki что чтобы що о який который которая que qu'il qu'elle".split())
# They begin a clause that says more of the main one.
_BEYOND = (
    " after ", " as ", " while ", " because ", " amid ", " following ", " despite ", " but ", " although ", " according to ",
    " nach dem ", " wegen ", " après ", " selon ", " tras ", " según ", " após ", " segundo ", " dopo ", " secondo ", " volgens ", " enligt ", " ifølge ",
)  # fmt: skip
# Words that open a clause which only sets the scene for the main one, as English agencies write long first sentences.
_SETTING = frozenset(
    "after against ahead although amid as at before by despite during following for if in on since under when while with".split()
)
_FEWEST_WORDS = 6  # fewer are no sentence; arbitrary
_FEWEST_CHARACTERS = 12  # of a clause in a script without spaces; arbitrary
_COMMA = re.compile(r"[,;–—] |[，、；]")


def first(text: str, language: str | None = None) -> str:
    """Return the first sentence of a paragraph; all of it (at most 1,000 characters) if no sentence ends there."""
    text = text[:_LONGEST]
    for stop in _STOP.finditer(text):
        mark = text[stop.start()]
        if mark in "。！？":
            if not text[stop.end() : stop.end() + 1] or text[stop.end()] not in "」』”）":
                return text[: stop.end()]
            continue
        follower = text[stop.end() + 1 : stop.end() + 2]
        if not follower or not (
            follower.islower()
            or (mark == "." and len(stop[0]) == 1 and _goes_on(text, stop.start(), follower, language))
        ):
            return text[: stop.end()]
    return text


def _goes_on(text: str, dot: int, follower: str, language: str | None) -> bool:
    """Whether the full stop at *dot* belongs to the word before it: an abbreviation, an initial, an ordinal number."""
    word = text[max(dot - 30, 0) : dot].rsplit(" ", 1)[-1].lstrip("“\"(‘'«„[¿¡")
    if word.isdigit():
        return language in _ORDINAL_LANGUAGES and len(word) <= 2 and follower.isalpha()
    if len(word) == 1:
        return word.isalpha()
    word = word.casefold()
    if "." in word or word in _ABBREVIATED or (follower.isdigit() and word in _NUMBERED):
        return True
    return word in _ABBREVIATED_IN.get(language or "en", _NONE)


def condense(sentence: str, longest: int) -> str:
    """Cut a sentence to *longest* characters, between two clauses if that leaves a sentence, else between two words."""
    if len(sentence) <= longest:
        return sentence
    setting, _, main = sentence.partition(", ")
    if setting.split(" ", 1)[0].lower() in _SETTING and len(main.split()) >= _FEWEST_WORDS:
        return condense(main[0].upper() + main[1:], longest)
    for comma in reversed([*_COMMA.finditer(sentence, 0, longest + 1)]):
        head = sentence[: comma.start()].rstrip()
        follower = sentence[comma.end() :].split(" ", 1)[0].casefold()
        if _is_enough(head) and follower not in _OBJECT:
            return head
    end = max(sentence.rfind(word, 0, longest) for word in _BEYOND)
    return sentence[:end] if end > 0 and _is_enough(sentence[:end]) else shorten(sentence, longest)


def _is_enough(head: str) -> bool:
    """Whether it is long enough to be a sentence, and leaves no bracket or quotation open."""
    if (
        any(head.count(one) > head.count(other) for one, other in ("()", "“”", "«»", "[]", "「」"))
        or head.count('"') % 2
    ):
        return False
    return len(head.split()) >= _FEWEST_WORDS or (
        not head.isascii() and " " not in head and len(head) >= _FEWEST_CHARACTERS
    )
