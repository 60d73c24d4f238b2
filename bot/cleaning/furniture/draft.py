"""A story while furniture is taken off it: its blocks, what the furniture said, and every cut with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from bot.cleaning.furniture.ordinary import ordinary
from bot.cleaning.markup.blocks import Block, Mark, cut
from bot.model import Cut

_BREAK = Mark("br")  # a label may stand in the first of several lines


class Trimmed(NamedTuple):
    """What is left of the story's blocks, and what the furniture said."""

    blocks: tuple[Block, ...]
    authors: tuple[str, ...] = ()  #: from bylines, not yet split into people
    credit: str | None = None  #: agency
    dateline: str | None = None  #: place
    highlights: tuple[str, ...] = ()  #: bullets that were taken off as they repeat the text
    cuts: tuple[Cut, ...] = ()  #: in the order in which they were made


class Page(NamedTuple):
    """What is known of a story besides its text."""

    title: str = ""
    outlets: tuple[str, ...] = ()  #: what the source is called, most specific first
    people: tuple[str, ...] = ()  #: who wrote it, as claimed


@dataclass(slots=True)
class Draft:
    """The state between two rules. A rule changes it by the methods below alone, so that no cut goes unsaid."""

    blocks: list[Block]
    authors: list[str] = field(default_factory=list)
    credit: str | None = None
    dateline: str | None = None
    highlights: list[str] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    above: list[Block] = field(default_factory=list)  #: the first blocks as the rules for them left them
    _ordinary: set[str] = field(init=False)  # texts of ordinary paragraphs

    def __post_init__(self) -> None:
        self._ordinary = _ordinary(self.blocks)

    def is_ordinary(self, block: Block) -> bool:
        """Whether a block is surely an ordinary paragraph, which only rules for the first and the last one look at."""
        return block.text in self._ordinary

    def doubtful(self) -> list[tuple[int, Block]]:
        """All blocks that may be something else, each with its index."""
        return [(at, block) for at, block in enumerate(self.blocks) if block.text not in self._ordinary]

    def take(self, index: int, because: str) -> None:
        """Take a whole block off."""
        block = self.blocks.pop(index)
        self.cuts.append(Cut(text=block.text, because=because, at=block.at))

    def take_run(self, start: int, end: int, because: str) -> None:
        """Take the blocks from *start* until before *end* off."""
        self.cuts += [Cut(text=block.text, because=because, at=block.at) for block in self.blocks[start:end]]
        del self.blocks[start:end]

    def keep(self, kept: Sequence[int], because: str) -> None:
        """Take all blocks off but these, which are in order."""
        stay = set(kept)
        self.cuts += [
            Cut(text=block.text, because=because, at=block.at)
            for index, block in enumerate(self.blocks)
            if index not in stay
        ]
        self.blocks[:] = [self.blocks[index] for index in kept]

    def cut_start(self, index: int, length: int, because: str) -> None:
        """Take so many characters off the begin of a block; the block, if nothing is left to read or to see."""
        block = self.blocks[index]
        self.cuts.append(Cut(text=block.text[:length].strip(), because=because, at=block.at, where="start"))
        self._replace(index, cut(block, length))

    def cut_end(self, index: int, end: int, because: str) -> None:
        """Keep the first *end* characters of a block; nothing of it, if none is left to read or to see."""
        block = self.blocks[index]
        self.cuts.append(Cut(text=block.text[end:].strip(), because=because, at=block.at, where="end"))
        self._replace(index, cut(block, 0, end))

    def describe(self, index: int, alt: str) -> None:
        """Describe the first picture of a block by *alt*, a serialised attribute, if nothing else describes it."""
        pieces = list(self.blocks[index].pieces)
        for at, piece in enumerate(pieces):
            if isinstance(piece, Mark) and piece.tag == "img":
                if " alt=" not in piece.attributes:
                    pieces[at] = piece._replace(attributes=alt + piece.attributes)
                    self.blocks[index] = replace(self.blocks[index], pieces=tuple(pieces))
                return

    def done(self) -> Trimmed:
        """Return the result."""
        return Trimmed(
            tuple(self.blocks),
            authors=tuple(self.authors),
            credit=self.credit,
            dateline=self.dateline,
            highlights=tuple(self.highlights),
            cuts=tuple(self.cuts),
        )

    def _replace(self, index: int, block: Block) -> None:
        if block.text.strip() or block.has_picture:
            self.blocks[index] = block
            self._ordinary |= _ordinary([block])
        else:
            self.blocks.pop(index)


def draft(blocks: Sequence[Block]) -> Draft:
    """Begin with these blocks."""
    return Draft(list(blocks))


def _ordinary(blocks: Sequence[Block]) -> set[str]:
    """The texts of those blocks that are ordinary paragraphs, of which no other block has the same text."""
    others = {block.text for block in blocks if block.path or block.has_picture or _has_break(block)}
    return ordinary(block.text for block in blocks if block.text not in others)


def _has_break(block: Block) -> bool:
    return len(block.pieces) > 1 and _BREAK in block.pieces
