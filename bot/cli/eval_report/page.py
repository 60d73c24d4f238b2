"""Write the report as one page that needs no other file, no script and no network. Pure.

Everything that is not Markup is escaped; a name that the template misses is an error.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import fmean
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from bot.cli.eval_report import charts
from bot.cli.eval_report.gathering import Couple, Merge, Section
from bot.cli.printing import printable
from bot.clustering.words import stem, tokens
from bot.model import Story
from bot.publishing.layout import environment
from bot.publishing.text import one_line, scrub, shorten, spoken

# What a person reads of a story, of a list; arbitrary.
_EXCERPT = 300
_HEADLINE = 160
_LABEL = 80
_MOST_EVENTS = 8
_MOST_TITLES = 5  # of an event; more are folded
_MOST_FOLDED = 30
_COLOURS = 6  # in the style sheet
_LETTERS = "ABCDEFGH"

_BLANKS = re.compile(r"(\s+)")

#: What eval measures, for people; shares have three digits, the others are counts.
_MEASURES = (
    ("stories", "stories", "with a label"),
    ("gold_clusters", "events", "clusters, as labelled"),
    ("found_clusters", "clusters", "as found"),
    ("bcubed_precision", "B-cubed precision", "how much of a story's cluster is of its event, as a mean"),
    ("bcubed_recall", "B-cubed recall", "how much of a story's event is in its cluster, as a mean"),
    ("bcubed_f1", "B-cubed F1", "both in one figure"),
    ("pairwise_precision", "pairwise precision", "of the pairs put together, the share that is of one event"),
    ("pairwise_recall", "pairwise recall", "of the pairs of one event, the share put together"),
    ("pairwise_f1", "pairwise F1", "both in one figure; large clusters weigh most"),
    ("ari", "adjusted Rand index", "agreement beyond chance"),
    (
        "false_merge_rate",
        "false-merge rate",
        "of the stories in clusters of two or more, the share in one that mixes events",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measure:
    name: str
    meaning: str
    values: Sequence[str]  #: for each file; then the mean, if there are several files
    is_share: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    letter: str
    colour: int
    label: str
    count: int
    titles: Sequence[Story]
    folded: Sequence[Story]
    left: int  #: titles that are not shown at all


@dataclass(frozen=True, slots=True, kw_only=True)
class _Merge:
    merge: Merge
    events: Sequence[_Event]
    left: int  #: events that are not shown


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One file, drawn."""

    section: Section
    name: str
    curve: Markup
    reliability: Markup
    sizes: Markup
    merges: Sequence[_Merge]


def render(sections: Sequence[Section]) -> bytes:
    """Write the page; `sections` are those of the files in their order, at least one."""
    parts = [_part(section) for section in sections]
    template = _environment().get_template("report.html")
    return scrub(template.render(parts=parts, measures=list(_measures(sections)))).encode()


def _part(section: Section) -> _Part:
    name = printable(section.name)
    return _Part(
        section=section,
        name=name,
        curve=charts.precision_recall(section.curve, section.threshold, f"Precision and recall of pairs, {name}"),
        reliability=charts.reliability(section.bins, section.threshold.threshold, f"Calibration, {name}"),
        sizes=charts.cluster_sizes(section.found_sizes, section.gold_sizes, f"Sizes of clusters, {name}"),
        merges=[_merge(merge) for merge in section.merges],
    )


def _measures(sections: Sequence[Section]) -> Iterator[_Measure]:
    for key, name, meaning in _MEASURES:
        values: list[float] = [section.scores.as_dict()[key] for section in sections]
        is_share = isinstance(values[0], float)
        shown = [f"{value:.3f}" if is_share else f"{value:,}" for value in values]
        if len(sections) > 1:
            shown.append(f"{fmean(values):.3f}" if is_share else "")
        yield _Measure(name=name, meaning=meaning, values=shown, is_share=is_share)


def _merge(merge: Merge) -> _Merge:
    events = [
        _Event(
            letter=_LETTERS[number],
            colour=number % _COLOURS,
            label=shorten(one_line(event), _LABEL),
            count=len(stories),
            titles=stories[:_MOST_TITLES],
            folded=stories[_MOST_TITLES : _MOST_TITLES + _MOST_FOLDED],
            left=max(0, len(stories) - _MOST_TITLES - _MOST_FOLDED),
        )
        for number, (event, stories) in enumerate(merge.events[:_MOST_EVENTS])
    ]
    return _Merge(merge=merge, events=events, left=max(0, len(merge.events) - _MOST_EVENTS))


def highlighted(text: str, language: str | None, shared: Sequence[str]) -> Markup:
    """Mark the words of a text that count as the shared ones do, in whatever form they are written."""
    wanted = {stem(token, language) for word in shared for token in tokens(word, language)}
    return Markup("").join(part for chunk in _BLANKS.split(text) for part in _marked(chunk, language, wanted))


def _marked(chunk: str, language: str | None, wanted: set[str]) -> Iterator[Markup]:
    done = 0
    for token in tokens(chunk, language):
        at = chunk.find(token, done)
        if at < 0:  # not as written: a ligature, a full-width letter
            continue
        end = at + len(token)
        if stem(token, language) in wanted:
            yield escape(chunk[done:at]) + Markup("<mark>{}</mark>").format(token)
        else:
            yield escape(chunk[done:end])
        done = end
    yield escape(chunk[done:])


def _headline(story: Story, couple: Couple | None = None) -> Markup:
    title = shorten(one_line(story.title) or one_line(story.text) or "(neither title nor text)", _HEADLINE)
    return escape(title) if couple is None else highlighted(title, story.language, couple.shared)


def _excerpt(story: Story, couple: Couple) -> Markup:
    return highlighted(shorten(one_line(story.text), _EXCERPT), story.language, couple.shared)


def _origin(story: Story) -> str:
    date = spoken(story.published) if story.published else "no date"
    return " · ".join(filter(None, (one_line(story.outlet), date)))


def _label(couple: Couple) -> str:
    return shorten(one_line(couple.event), _LABEL)


def _counted(number: int, one: str, many: str | None = None) -> str:
    """Say how many: `1 story`, `7 stories`; the plural has an s if none is given."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@cache
def _environment() -> Environment:
    filters: dict[str, Callable[..., Any]] = {
        "headline": _headline,
        "excerpt": _excerpt,
        "origin": _origin,
        "label": _label,
    }
    filters["counted"] = _counted
    return environment("bot.cli.eval_report", filters)
