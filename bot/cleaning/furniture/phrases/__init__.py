"""What outlets of each language write around their stories.

A module has some of the tables below. Most are a dict of a reason for people (as `storyfold clean --diff` shows it) and
patterns, which are regular expressions over folded lines (small letters, straight quotation marks, no signs and no stops
at the ends; not longer than `lines.LONGEST`) that begin with a word written out; `.{0,80}` stands for whatever may follow.

- ANYWHERE: the whole line, wherever it stands in the story, and a last sentence
- TOP: the whole line, above the first paragraph of the story
- END: the whole line, or the last sentence, behind the last paragraph of the story
- LABELS: a heading or a line of its own, above links, headlines, a box or the like: it goes with what belongs to it, and
  alone where nothing follows
- CLOSINGS: the whole line, behind the first paragraph: it goes with all that follows
- SENDERS: as CLOSINGS, but only if what follows is seen to be about the sender of a press release ("About ACME")
- SUMMARIES: a heading above sentences that repeat the text ("Key points"); it goes with those that do
- NOTES: a line in brackets above the text, a note from one desk to another ("(Adds quotes)"); also a last sentence in brackets

WITHIN is a dict of a reason and *plain phrases*, no patterns: whole words in small letters that stand anywhere in a line. A
line with one of them goes wherever it stands, if it is short and nothing is quoted in it. So they have to be words by
which an outlet speaks of itself to its readers ("our newsletter", "sign up here"), which no news sentence has.

The others are plain words in small letters, each a sequence:

- CALENDAR: names of months and days and what stands beside them; a line of nothing but these and numbers is a time
- ROLES: what journalists are called; a short line with one of them, above the story or below it, is about its author
- PICTURES: what pictures are called in captions and credits ("photo", "foto", "image"), and who sells them
- BUTTONS: what is written on buttons below a headline or a story ("share", "print", "facebook"), and the small words in
  between; a line without a stop that is nothing but these is a row of them
- AUTHORED: the words behind the name of an author that begin a note about him ("covers", "is")
"""

from importlib import import_module
from types import ModuleType

_MODULES = (
    "arabic arabic_ends chinese chinese_ends dutch english english_offers english_wire french french_ends "
    "french_offers german german_offers german_wire italian italian_ends italian_offers japanese japanese_ends "
    "korean nordic polish polish_ends portuguese portuguese_ends portuguese_offers russian russian_ends "
    "spanish spanish_ends spanish_offers turkish turkish_ends words "
)

TABLES: tuple[ModuleType, ...] = tuple(import_module(f"{__name__}.{name}") for name in _MODULES.split())
