"""Take endings, and in Hebrew what is written in front, off the words of languages that Snowball has no stemmer for.

Small tables, and so rough: they bring the forms of nouns and names together, which is what two reports of one event share.
"""

from collections.abc import Callable
from functools import partial

# All Cyrillic or Latin, all in the order in which they are tried: the longest first.
_UKRAINIAN = (
    "ського ському ською ський ських ським ські ська ське ську цького цькому цькою цький цьких цька цькі "
    "ностями ностях ності ністю ність увати ювати ували ював увала ується юється ають яють ували алися илися "
    "ового овому овими ових овою ами ями ові еві єві ого ому ими ній ою ею єю ах ях ам ям ом ем єм ів їв ий ій "
    "ої ую юю ати ити іти ала ила али или ало ило ав ив ть ся а я о е є у ю и і ї ь й"
).split()
_BULGARIAN = (
    "ическите ическият ческите ческият ството ствата ство ства остта остите овете ищата ията ието иите ите ият ето ата ята ета овци "
    "ция ции еха аха ят ът та то те ия ие ии ове ал ел ил ена ени ено ен ата а я о е и"
).split()
_MACEDONIAN = (
    "ските скиот ските ската овите ствата ието ијата иите ите иот ата ето ија ии ве от та то те а о е и".split()
)
_SLOVAK = (
    "ovi ského skému ských ským skými skej skou ského ostiach osťou ostí osti osť ových ovými ovej ového ovému ovou ovia "
    "ami mi och iach ách om ám iam ou ého ému ých ými ým ej ov ích ím ú ý á é í a e i o u y"
).split()
_SLOVENE = "skega skemu skih skim ega emu imi ami ama ih im om em ov ev ah eh oma a e i o u".split()
_LATVIAN = "ajiem ajām iem ām ēm īm os ās ēs īs ā ē ī ū s š a e i u o m".split()
_KOREAN = (
    "으로부터 에서부터 이라고 에게서 께서는 에서는 으로는 에서도 에게는 이라는 입니다 습니다 하였다 했다고 하겠다 한다고 한다는 했다는 "
    "에서 에게 께서 으로 부터 까지 처럼 보다 마다 이나 라고 라는 이라 했다 한다 하는 하고 하며 했던 하기 하지 해서 된다 됐다 되는 이다 였다 "
    "들은 들이 들을 들의 은 는 이 가 을 를 의 에 와 과 도 로 만 들 인"
).split()
# "The", "and", "and the", "that the". In, to, from and as are too often the first letter of the word itself.
_HEBREW_FRONT = ("וה", "שה", "ה", "ו")
_HEBREW_ENDINGS = ("יהם", "יות", "ים", "ות", "יה", "ית")


def _without(endings: tuple[str, ...], least: int, word: str) -> str:
    """Take the first ending that fits off, if `least` characters are left."""
    for ending in endings:
        if word.endswith(ending) and len(word) >= len(ending) + least:
            return word[: -len(ending)]
    return word


def _hebrew(word: str) -> str:
    for front in _HEBREW_FRONT:
        if word.startswith(front) and len(word) >= len(front) + 4:
            word = word[len(front) :]
            break
    return _without(_HEBREW_ENDINGS, 3, word)


def _rule(endings: list[str], least: int) -> Callable[[str], str]:
    return partial(_without, tuple(sorted(set(endings), key=len, reverse=True)), least)


RULES: dict[str, Callable[[str], str]] = {
    "bg": _rule(_BULGARIAN, 3),
    "he": _hebrew,
    "ko": _rule(_KOREAN, 2),
    "lv": _rule(_LATVIAN, 3),
    "mk": _rule(_MACEDONIAN, 3),
    "sk": _rule(_SLOVAK, 3),
    "sl": _rule(_SLOVENE, 3),
    "uk": _rule(_UKRAINIAN, 3),
}  #: language -> the rule that turns a word, in small letters, into its stem
