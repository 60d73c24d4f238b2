"""Run the clusterer with its shipped defaults over the sets written for this project: look-alikes, and copies.

    python -m benchmarks.written [--misses] [--overlap] [--rows DIR]

The stories are in `benchmarks/written/`; `README.md` there says how they are written. The last two lines of the table are of
copies that nothing is trained on; `--overlap` and `--rows` leave these out. Each set is one stream in the order of
its dates, and once more without any date, so that time cannot tell events apart.
"""

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import NamedTuple, TypeAlias

from bot.clustering import evaluate
from bot.rows import Line, as_rows, place

HOME = Path(__file__).parent / "written"
SETS = ("look-alikes", "copies")
APART = "copies-apart"  #: copies that nothing is trained on
Pair: TypeAlias = tuple[str, str]
#: What a story is to the first one of its event; `report` where the set does not ask.
KINDS = ("report", "original", "paraphrase", "rewrite", "reprint", "version", "update", "account", "analysis")
_SEED = 20261122
_HEAD = re.compile(
    r"-- (?P<event>[A-Z])(?P<copy>\d?)(?: (?P<kind>[a-z]+))? (?P<date>-|\d{4}-\d\d-\d\dT\d\d:\d\d) (?P<source>.+)"
)
_KEEP = re.compile(r"@ (\d+)-(\d+)")
_REPEAT = re.compile(r"= (\d+)")
_CHANGE = re.compile(r"@ (.+) => (.*)")


class WrittenError(ValueError):
    """A file of the sets is not written as `README.md` there says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One story of a set, and what is right about it."""

    id: str
    event: str  #: the cluster it belongs to
    copy: str  #: the text it is a version of
    kind: str  #: one of `KINDS`
    lang: str
    date: str | None  #: ISO 8601, UTC
    source: str
    title: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The body, with an empty line between paragraphs."""
        return "\n\n".join(self.paragraphs)

    def row(self) -> dict[str, str | None]:
        """Return what the labelled sets have of a story, and its copy."""
        host = "-".join(re.findall("[a-z]+", self.source.casefold())) or "desk"
        return {
            "id": self.id,
            "title": self.title,
            "text": self.text,
            "date": self.date,
            "lang": self.lang,
            "source": self.source,
            "url": f"https://{host}.example/{self.id}",
            "cluster": self.event,
            "copy": self.copy,
        }


@dataclass(frozen=True, slots=True)
class Group:
    """Stories that look alike, or one affair and its copies."""

    name: str
    why: str  #: what tells its events apart, for people
    stories: tuple[Written, ...]

    @property
    def lang(self) -> str:
        """The language all of it is in."""
        return self.stories[0].lang


class Found(NamedTuple):
    """Where the clusterer put a story."""

    cluster: str
    copy: str


@cache
def groups(name: str) -> tuple[Group, ...]:
    """Return the groups of a set, by file and in the order of the file.

    Raises:
        WrittenError: a file is not written as it should be; named with the story.
    """
    return tuple(group for path in sorted((HOME / name).glob("*.txt")) for group in _groups(path))


def group_of(event: str) -> str:
    """Return the name of the group that an event belongs to."""
    return event.partition("/")[0]


def _groups(path: Path) -> Iterator[Group]:
    lang = path.stem.rpartition(".")[2]
    for written in re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, *stories = re.split(r"^(?=-- )", written, flags=re.MULTILINE)
        name, _, why = head.strip().partition("\n")
        told: list[Written] = []
        for number, story in enumerate(stories, 1):
            told.append(_story(f"{name}-{number}", name, lang, story, told))
        yield Group(name, why.removeprefix("why:").strip(), tuple(told))


def _story(key: str, group: str, lang: str, written: str, earlier: Sequence[Written]) -> Written:
    head, *lines = [line.strip() for line in written.splitlines() if line.strip()]
    found = _HEAD.fullmatch(head)
    if found is None or len(lines) < 2 or (found["kind"] or "report") not in KINDS:
        raise WrittenError(
            f"{key}: cannot read {head!r}, expected -- A1 kind 2024-05-02T07:10 Source, a title and a text"
        )
    event = f"{group}/{found['event']}"
    copy = event + found["copy"] if found["copy"] else key
    body = lines[1:]
    if body[0].startswith("@"):
        body = _reprinted(key, body, next((other.paragraphs for other in earlier if other.copy == copy), ()))
    body = [_repeated(key, line, earlier) for line in body]
    return Written(
        id=key,
        event=event,
        copy=copy,
        kind=found["kind"] or "report",
        lang=lang,
        date=None if found["date"] == "-" else f"{found['date']}:00+00:00",
        source=found["source"],
        title=lines[0],
        paragraphs=tuple(body),
    )


def _repeated(key: str, line: str, earlier: Sequence[Written]) -> str:
    """Return the line, or the paragraph of the group's first story that it asks for."""
    asked = _REPEAT.fullmatch(line)
    if asked is None:
        return line
    if not earlier or int(asked[1]) > len(earlier[0].paragraphs):
        raise WrittenError(f"{key}: there is no paragraph {asked[1]} to repeat from the first story of the group")
    return earlier[0].paragraphs[int(asked[1]) - 1]


def _reprinted(key: str, changes: Iterable[str], original: tuple[str, ...]) -> list[str]:
    """Return the original's paragraphs as a reprint has them: cut, its house style changed, lines added at the end."""
    kept, added = list(original), []
    for line in changes:
        if cut := _KEEP.fullmatch(line):
            kept = kept[int(cut[1]) - 1 : int(cut[2])]
        elif change := _CHANGE.fullmatch(line):
            if not any(change[1] in paragraph for paragraph in kept):
                raise WrittenError(f"{key}: {change[1]!r} is not in what the reprint keeps")
            kept = [paragraph.replace(change[1], change[2]) for paragraph in kept]
        else:
            added.append(line)
    return kept + added


def stream(name: str, *, dated: bool = True) -> list[Written]:
    """Return a set in the order of arrival: by date, then the undated ones, shuffled with a fixed seed."""
    stories = [story for group in groups(name) for story in group.stories]
    if not dated:
        stories = [replace(story, date=None) for story in stories]
    undated = [story for story in stories if story.date is None]
    random.Random(_SEED).shuffle(undated)
    return sorted((story for story in stories if story.date), key=lambda story: str(story.date)) + undated


def places(stories: Sequence[Written]) -> dict[str, Found]:
    """Return where the shipped clusterer puts each story of a stream at its end, by id. The only use of it here."""
    rows = [story.row() for story in stories]
    lines = [
        Line(
            number=number,
            id=str(row["id"]),
            title=row["title"],
            text=row["text"],
            date=row["date"],
            lang=row["lang"],
            source=row["source"],
            url=row["url"],
            cluster=row["cluster"],
        )
        for number, row in enumerate(rows, 1)
    ]
    return {str(placed.id): Found(placed.key, str(placed.copy)) for _, placed in place(as_rows(lines))}


class LookAlikes(NamedTuple):
    """What became of the look-alikes."""

    groups: int
    merged: tuple[str, ...]  #: groups with a story in a cluster that mixes events
    pairs: int  #: of one event, which belong together
    pairs_found: int


class Copies(NamedTuple):
    """What became of the copies. Pairs are those of one event, but for the last figure."""

    precision: float
    recall: float
    f1: float
    missed: tuple[Pair, ...]  #: of one text, and not found
    invented: tuple[Pair, ...]  #: of one event and two texts, and called one text
    kinds: dict[str, tuple[int, int]]  #: kind -> how many are found to be copies of the original, of how many
    bcubed_f1: float  #: of the clusters
    across: int  #: pairs of two events that are called one text


def judge_look_alikes(sets: Sequence[Group], where: dict[str, Found]) -> LookAlikes:
    """Hold what the clusterer found against the look-alikes."""
    stories = [story for group in sets for story in group.stories]
    events = Counter(cluster for cluster, _ in {(where[story.id].cluster, story.event) for story in stories})
    merged = [group.name for group in sets if any(events[where[story.id].cluster] > 1 for story in group.stories)]
    pairs = [(a, b) for group in sets for a, b in combinations(group.stories, 2) if a.event == b.event]
    together = sum(where[a.id].cluster == where[b.id].cluster for a, b in pairs)
    return LookAlikes(len(sets), tuple(merged), len(pairs), together)


def judge_copies(sets: Sequence[Group], where: dict[str, Found], *, leave_out: str = "") -> Copies:
    """Hold what the clusterer found against the copies; stories of one kind may be left out of the count."""
    stories = [story for group in sets for story in group.stories if story.kind != leave_out]
    missed, invented, hits, across = [], [], 0, 0
    kinds: dict[str, tuple[int, int]] = {}
    for a, b in combinations(stories, 2):
        called = where[a.id] == where[b.id]
        if a.copy == b.copy:
            hits += called
            missed += [] if called else [(a.id, b.id)]
            if a.kind == "original":
                found, of = kinds.get(b.kind, (0, 0))
                kinds[b.kind] = (found + called, of + 1)
        elif called and a.event == b.event:
            invented.append((a.id, b.id))
        else:
            across += called
    precision = hits / (hits + len(invented)) if hits else 0.0
    recall = hits / (hits + len(missed)) if hits else 0.0
    return Copies(
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / (precision + recall) if hits else 0.0,
        missed=tuple(missed),
        invented=tuple(invented),
        kinds=kinds,
        bcubed_f1=evaluate([s.event for s in stories], [where[s.id].cluster for s in stories]).bcubed_f1,
        across=across,
    )


_HEADER = (
    "| stream | look-alikes merged | same event found | copies P | R | F1 | F1 without rewrites "
    "| reprints found | paraphrases found | rewrites found | clusters B³ F1 | copies across events |"
)


def _report(*, misses: bool) -> Iterator[str]:
    alike = groups("look-alikes")
    yield _HEADER
    yield "|---" * 12 + "|"
    wrong = []
    for name, dated, copied in (
        ("dated", True, "copies"),
        ("undated", False, "copies"),
        ("apart, dated", True, APART),
        ("apart, undated", False, APART),
    ):
        a = judge_look_alikes(alike, places(stream("look-alikes", dated=dated)))
        where = places(stream(copied, dated=dated))
        c = judge_copies(groups(copied), where)
        seeds_like = judge_copies(groups(copied), where, leave_out="rewrite")
        kinds = " | ".join("{} of {}".format(*c.kinds[kind]) for kind in ("reprint", "paraphrase", "rewrite"))
        yield (
            f"| {name} | {len(a.merged)} of {a.groups} | {a.pairs_found} of {a.pairs} | {c.precision:.3f} | {c.recall:.3f} "
            f"| {c.f1:.3f} | {seeds_like.f1:.3f} | {kinds} | {c.bcubed_f1:.3f} | {c.across} |"
        )
        wrong += [f"{name}, merged: {', '.join(a.merged) or 'none'}"]
        wrong += [f"{name}, missed: {one} {other}" for one, other in c.missed]
        wrong += [f"{name}, invented: {one} {other}" for one, other in c.invented]
    if misses:
        yield ""
        yield from wrong


def overlap(one: str, other: str, length: int) -> float:
    """Return the share of runs of so many words that two texts have in common, of the text with fewer of them, 0-1."""
    runs = []
    for text in (one, other):
        words = re.findall(r"\w+", text.casefold())
        runs.append({tuple(words[i : i + length]) for i in range(len(words) - length + 1)})
    return len(runs[0] & runs[1]) / max(1, min(map(len, runs)))


def _overlaps() -> Iterator[str]:
    """How near to the original each kind of story is, in English."""
    yield "| | stories | words | pairs | runs of 4 |"
    yield "|---" * 5 + "|"
    for kind in KINDS[2:]:
        sets = [group.stories for group in groups("copies") if group.lang == "en"]
        texts = [(stories[0].text, story.text) for stories in sets for story in stories if story.kind == kind]
        means = [sum(overlap(a, b, length) for a, b in texts) / len(texts) for length in (1, 2, 4)]
        yield f"| {kind} | {len(texts)} | {' | '.join(f'{mean:.2f}' for mean in means)} |"


def _write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in SETS:
        lines = [json.dumps(story.row(), ensure_ascii=False) for story in stream(name)]
        (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--misses", action="store_true", help="name the groups merged and the pairs that went wrong")
    parser.add_argument(
        "--overlap", action="store_true", help="how near to its original each kind of copy is; runs nothing"
    )
    parser.add_argument("--rows", type=Path, metavar="DIR", help="write the sets there as rows, and run nothing")
    arguments = parser.parse_args()
    if arguments.rows:
        _write(arguments.rows)
        return
    for line in _overlaps() if arguments.overlap else _report(misses=arguments.misses):
        print(line)


if __name__ == "__main__":
    main()
