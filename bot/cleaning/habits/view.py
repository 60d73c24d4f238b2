"""A story as it is kept in, the same without what its source always says out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple

from bot.cleaning import facts, furniture, markup, names, titles
from bot.cleaning.characters import squeeze
from bot.cleaning.furniture import Page
from bot.cleaning.habits import affixes
from bot.cleaning.habits.folding import fold
from bot.cleaning.habits.lines import LONGEST
from bot.cleaning.markup import Block
from bot.cleaning.markup import blocks as writing
from bot.cleaning.titles import Headline, markers
from bot.model import Cut, Facts, Habit, Story

#: Stories that are remembered as they are seen: what topics show is read again for every publication. Some 10 kB each.
_REMEMBERED = 2_000


@dataclass(slots=True)
class _OfSource:
    """Habits of one source, by what they are found by."""

    lines: dict[str, Habit] = field(default_factory=dict)
    affixes: dict[str, Habit] = field(default_factory=dict)
    lengths: set[int] = field(default_factory=set)  # of paragraphs that may be one of the lines

    def add(self, habit: Habit) -> None:
        if habit.kind == "line":
            self.lines[fold(habit.text)] = habit
            self.lengths |= {len(habit.text), len(f"- {habit.text}")}
        else:
            self.affixes[fold(habit.text)] = habit


class _Seen(NamedTuple):
    """What is left of a story, by the names of its fields."""

    text: str
    html: str
    authors: tuple[str, ...]
    credit: str | None
    dateline: str | None
    facts: Facts
    cuts: tuple[Cut, ...]


class Habits:
    """Habits to take off."""

    def __init__(self, habits: Iterable[Habit] = ()) -> None:
        self._of: dict[str, _OfSource] = {}
        self._remembered: dict[str, tuple[int, _Seen | None]] = {}
        for habit in habits:
            self._of.setdefault(habit.source, _OfSource()).add(habit)

    def without(self, story: Story) -> Story:
        """Take off a story what its source always says; the story itself where there is nothing of it.

        A story that has nothing else to say keeps it. Each thing is added to the story's cuts, with its place in the story
        as it is kept.
        """
        of = self._of.get(story.source)
        if of is None:
            return story
        headline = _headline(story.title, story.outlet, of.affixes) if of.affixes else None
        if headline is not None:
            found = markers.unique((*story.markers, *headline.markers))
            story = replace(story, title=headline.text, markers=found, cuts=(*story.cuts, *headline.cuts))
        if not of.lines or not _has_line(story.text, of):
            return story
        seen = self._without_lines(story, of.lines)
        return story if seen is None else replace(story, **seen._asdict())

    def _without_lines(self, story: Story, habits: Mapping[str, Habit]) -> _Seen | None:
        said = (story.title, story.text, story.html, story.authors, story.credit, story.dateline)
        asked = hash((*said, story.outlet, story.language, story.cuts))
        before, seen = self._remembered.get(story.key, (0, None))
        if before != asked or story.key not in self._remembered:
            seen = _without_lines(story, habits)
            self._remembered[story.key] = (asked, seen)
            if len(self._remembered) > _REMEMBERED:
                del self._remembered[next(iter(self._remembered))]
        return seen

    def title(self, source: str, title: str, outlet: str) -> str:
        """Take off a title what its source always says; what `without` makes of it."""
        of = self._of.get(source)
        headline = _headline(title, outlet, of.affixes) if of is not None and of.affixes else None
        return title if headline is None else headline.text


NONE = Habits()  #: nothing was learned


def _headline(title: str, outlet: str, habits: Mapping[str, Habit]) -> Headline | None:
    """Take off the ends of a title; None if it has none of them."""
    cuts: list[Cut] = []
    found: list[Headline] = []
    while one := next((one for one in _ends(title) if fold(one.text) in habits), None):
        because = _because(habits[fold(one.text)])
        cuts.append(Cut(text=one.text.strip(), because=because, where="start" if one.kind == "prefix" else "end"))
        # What was in front may have hidden a marker of the desk.
        found.append(titles.tidy(one.other, (outlet,) if outlet else ()))
        cuts += found[-1].cuts
        title = found[-1].text
    marked = [marker for headline in found for marker in headline.markers]
    return Headline(title, tuple(marked), tuple(cuts)) if found else None


def _ends(title: str) -> Iterator[affixes.Affix]:
    for split in (affixes.suffix, affixes.prefix):
        if one := split(title):
            yield one


def _has_line(text: str, of: _OfSource) -> bool:
    return any(len(part) in of.lengths and fold(part) in of.lines for part in text.split("\n\n"))


def _without_lines(story: Story, habits: Mapping[str, Habit]) -> _Seen | None:
    """Take lines off a text; None if nothing goes, or all would go."""
    page = Page(title=story.title, outlets=(story.outlet,) if story.outlet else (), people=story.authors)
    blocks: Sequence[Block] = markup.parse(story.html)
    authors, credit, dateline, cuts = story.authors, story.credit, story.dateline, list(story.cuts)
    while taken := _taken(blocks, habits):
        cuts += [Cut(text=text, because=_because(habits[fold(text)]), at=block.at) for block, text in taken]
        gone = {block.at for block, _ in taken}
        # What stood above may have hidden a dateline, what stood below a credit.
        trimmed = furniture.trim([block for block in blocks if block.at not in gone], page)
        blocks, cuts = trimmed.blocks, [*cuts, *trimmed.cuts]
        authors = (*authors, *trimmed.authors)
        credit, dateline = credit or trimmed.credit, dateline or trimmed.dateline
    text = writing.to_text(blocks)
    if not text or text == story.text:
        return None
    return _Seen(
        text=text,
        html=writing.to_html(blocks),
        authors=names.authors(authors),
        credit=credit,
        dateline=dateline,
        facts=facts.extract(text, story.language),
        cuts=tuple(cuts),
    )


def _taken(blocks: Sequence[Block], habits: Mapping[str, Habit]) -> list[tuple[Block, str]]:
    """Return the blocks to take off, each with the whole line that it is (a part of)."""
    taken: list[tuple[Block, str]] = []
    for _, run in groupby(enumerate(blocks), key=lambda numbered: _line(*numbered)):
        line = [block for _, block in run]
        text = " | ".join(filter(None, (squeeze(block.text) for block in line)))
        if len(text) <= LONGEST and fold(text) in habits and not any(block.has_picture for block in line):
            taken += [(block, text) for block in line]
    return taken


def _line(number: int, block: Block) -> tuple[int, int]:
    """What blocks of one line of the text have in common: their row of a table, or nothing."""
    row = next((container.number for container in reversed(block.path) if container.tag == "tr"), -1)
    return (row, -1 if row >= 0 else number)


def _because(habit: Habit) -> str:
    return f"repeated in {habit.stories} of {habit.of} stories of this source"
