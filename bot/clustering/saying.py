"""Say in sentences for people what two stories have in common, and what speaks against one event: the important first."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.clustering.common import Common, Side
from bot.model import MarkerKind

_MOST_NAMES, _MOST_ONLY, _MOST_QUOTES, _MOST_NUMBERS = 5, 3, 2, 4
_MOST_BRIEF = 3
_LONGEST = 120  # characters of a quote or passage
_LONGEST_BRIEF = 70  # characters
_MUCH = 0.3  # share of a text that is worth a sentence
_MONTHS = "January February March April May June July August September October November December".split()
_MARKS = '“”„«»"'
_HOUR = 3600  # seconds
_BRIEF_MINUTES, _BRIEF_HOURS = 90, 48  # as people count: 80 minutes, 36 hours
_KINDS: dict[MarkerKind, str] = {
    "update": "an update",
    "correction": "a correction",
    "repeat": "sent again",
    "live": "a live page, which tells of more than one event",
    "breaking": "breaking news",
    "wrapup": "a round-up, which tells of more than one event",
    "exclusive": "an exclusive",
    "analysis": "an analysis",
    "opinion": "an opinion",
    "interview": "an interview",
    "feature": "a feature",
    "explainer": "an explainer",
    "advisory": "an advisory",
}


def sentences(common: Common, one: str = "the first", other: str = "the second") -> list[str]:
    """Return what speaks for one event, then what speaks against it; *one* and *other* are what the stories are called."""
    return [*_for(common), *_times(common, (one, other)), *_against(common, (one, other))]


def brief(common: Common) -> str:
    """Return the most important of it in one sentence; "" if there is nothing to say."""
    parts = list(_brief(common))[:_MOST_BRIEF]
    if not parts:
        return ""
    if common.apart is not None:
        parts.append(_gap(common))
    return _capital(f"{'; '.join(parts)}.")


def listed(items: Sequence[str]) -> str:
    """Write as `a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def span(gap: timedelta) -> str:
    """Write a length of time as people say it: `40 minutes`, `2 hours`, `3 days`."""
    seconds = gap.total_seconds()
    if seconds < _BRIEF_MINUTES * 60:
        return _counted(round(seconds / 60), "minute")
    if seconds < _BRIEF_HOURS * _HOUR:
        return _counted(round(seconds / _HOUR), "hour")
    return _counted(round(seconds / _HOUR / 24), "day")


def scored(score: float, needed: float) -> str:
    """Write a score so that it can be told from the one that is needed: 0.34; 0.337, where 0.34 is needed."""
    digits = next((digits for digits in (2, 3, 4) if round(score, digits) != round(needed, digits)), 2)
    return f"{score:.{digits}f}"


def shortened(text: str, longest: int = _LONGEST) -> str:
    """Cut a text behind a word if it is longer than so many characters."""
    if len(text) <= longest:
        return text
    return f"{text[:longest].rpartition(' ')[0] or text[:longest]} …"


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")


def _quoted(text: str, longest: int = _LONGEST) -> str:
    return f"“{shortened(text.strip(_MARKS), longest)}”"


def _for(common: Common) -> Iterator[str]:
    same = [what for what, is_same in (("title", common.same_title), ("text", common.same_text)) if is_same]
    if same:
        yield f"Both have the same {listed(same)}."
    if len(same) > 1:
        return
    if common.names:
        yield f"Both name {_some(common.names, _MOST_NAMES)}."
    if not common.same_text:
        yield from _said(common)


def _said(common: Common) -> Iterator[str]:
    if common.words:
        yield f"Both have the rare {_plural('word', common.words)} {listed(common.words[: 2 * _MOST_NAMES])}."
    if common.quotes:
        yield f"Both quote {listed([_quoted(quote) for quote in common.quotes[:_MOST_QUOTES]])}."
    if common.numbers:
        yield f"Both give the {_plural('number', common.numbers)} {_some(common.numbers, _MOST_NUMBERS)}."
    if common.dates:
        told = [_date(date) for date in common.dates[:_MOST_NUMBERS]]
        yield f"Both give the {_plural('date', told)} {listed(told)}."
    if common.passages:
        yield from _passages(common)


def _plural(word: str, items: Sequence[str]) -> str:
    return f"{word}s" if len(items) > 1 else word


def _passages(common: Common) -> Iterator[str]:
    if common.verbatim >= _MUCH:
        share = f"{_percent(common.verbatim)} of the shorter text is in the other word for word"
        yield f"{share}, such as {_quoted(common.passages[0])}."
    else:
        yield f"Both have the words {_quoted(common.passages[0])}."


def _times(common: Common, called: tuple[str, str]) -> Iterator[str]:
    if common.apart is not None:
        yield f"They were published {_gap(common)}."
    if common.outlet:
        yield f"Both are from {common.outlet}."
    elif common.credit:
        yield f"Both go back to the agency {common.credit}."
    for name, side in zip(called, common.sides, strict=True):
        for marker in side.markers:
            if marker in _KINDS:
                yield _capital(f"{name} is marked as {_KINDS[marker]}.")


def _gap(common: Common) -> str:
    if common.apart:
        days = common.by_day and common.apart >= timedelta(days=1)
        return f"{_counted(common.apart.days, 'day') if days else span(common.apart)} apart"
    return "on the same day" if common.by_day else "at the same time"


def _against(common: Common, called: tuple[str, str]) -> Iterator[str]:
    if common.same_text:
        return
    if common.figures:
        told = [f"{one} in {called[0]}, {other} in {called[1]}" for one, other in common.figures[:_MOST_ONLY]]
        yield f"The figures differ: {'; '.join(told)}."
    for name, side in zip(called, common.sides, strict=True):
        if said := _own(side):
            yield f"Only {name} {said}."


def _own(side: Side) -> str:
    parts = []
    if side.names:
        parts.append(f"names {_some(side.names, _MOST_ONLY)}")
    if side.numbers:
        parts.append(f"gives the {_plural('number', side.numbers)} {_some(side.numbers, _MOST_ONLY)}")
    return " and ".join(parts)


def _some(items: Sequence[str], most: int) -> str:
    return listed(items[:most])


def _brief(common: Common) -> Iterator[str]:
    if common.same_text:
        yield "both have the same text"
    elif common.verbatim >= 2 * _MUCH:
        yield f"{_percent(common.verbatim)} of the shorter text is in the other word for word"
    if common.same_title:
        yield "both have the same title"
    if common.names:
        yield f"both name {listed(common.names[:3])}"
    if common.words:
        yield f"both have the rare {_plural('word', common.words)} {listed(common.words[:_MOST_NAMES])}"
    if common.same_text:
        return
    if common.quotes:
        yield f"both quote {_quoted(common.quotes[0], _LONGEST_BRIEF)}"
    if common.numbers:
        yield f"both give the number {common.numbers[0]}"
    if common.passages:
        yield f"both have the words {_quoted(common.passages[0], _LONGEST_BRIEF)}"


def _date(date: str) -> str:
    if date.startswith("--"):
        month, day = date[2:].split("-")
        return f"{int(day)} {_MONTHS[int(month) - 1]}"
    year, month, *days = date.split("-")
    return " ".join([*(str(int(day)) for day in days), _MONTHS[int(month) - 1], year])


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
