"""Turn times into the shapes of small pictures. They follow from the times alone, never from the clock.

Pictures are stretched to the width that they get; coordinates count in units of a picture of a fixed size, and strokes keep
their width whatever it is (`vector-effect`). Each comes with words that say the same.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.publishing.items import Line
from bot.publishing.layout import counted
from bot.publishing.pages.values import Place
from bot.publishing.text import day, spell

WIDTH = 600
HEIGHT = 120
#: Between the edge of a picture and what is drawn in it, so that strokes are not cut off.
MARGIN = 8

_DAYS = 14
_HOURS = 24
# A picture of fewer says less than their list.
_LEAST_REPORTS = 3
_LEAST_BARS = 2


class Pulse(NamedTuple):
    """How many events a topic had in each of its last days, or hours."""

    counts: Sequence[int]  #: oldest first
    bars: Sequence[int]  #: heights, 0 to 20
    words: str

    @property
    def is_seen(self) -> bool:
        """Whether a picture of it says more than the words."""
        return sum(map(bool, self.counts)) >= _LEAST_BARS


class Growth(NamedTuple):
    """How an event got from its first source to all of them."""

    path: str  #: steps up, one for each source
    area: str  #: the same, closed at the bottom
    dots: str  #: one for each report
    began: datetime
    last: datetime
    sources: int
    words: str


def pulse(places: Sequence[Place]) -> Pulse | None:
    """Count events by hours if all of them came within a day, else by days; the last one is that of the newest event."""
    if not places:
        return None
    times = sorted(one.published for one in places)
    newest = times[-1]
    if newest - times[0] < timedelta(hours=_HOURS):
        unit, units, name = timedelta(hours=1), _HOURS, "hours"
        end = newest.replace(minute=0, second=0, microsecond=0) + unit
    else:
        unit, units, name = timedelta(days=1), _DAYS, "days"
        end = newest.replace(hour=0, minute=0, second=0, microsecond=0) + unit
    counts = [0] * units
    for time in times:
        back = (end - time - timedelta(microseconds=1)) // unit
        if back < units:
            counts[units - 1 - back] += 1
    most = max(counts)
    bars = [round(20 * count / most) if count else 0 for count in counts]
    return Pulse(counts, [max(bar, 2) if bar else 0 for bar in bars], _in_words(times, sum(counts), units, name))


def _in_words(times: Sequence[datetime], shown: int, units: int, name: str) -> str:
    newest = times[-1].date()
    that_day = sum(time.date() == newest for time in times)
    began = f"{counted(that_day, 'event', 'events')} on {day(times[-1])}"
    return began if that_day == shown else f"{began}, {shown} in the {units} {name} up to then"


def strip(lines: Sequence[Line]) -> str:
    """Return a dot for each report on a line of 0 to 100 from the first one to the last one; "" where they are too few."""
    began, last = lines[0].time, lines[-1].time
    if len(lines) < _LEAST_REPORTS or began == last:
        return ""
    return "".join(f"M{_share(line.time, began, last):.4g} 5h0" for line in lines)


def growth(lines: Sequence[Line]) -> Growth | None:
    """Draw how the number of sources grew; None where there is nothing to see. *lines* are in order."""
    began, last = lines[0].time, lines[-1].time
    outlets = len({line.outlet for line in lines})
    if outlets < _LEAST_REPORTS or began == last:
        return None
    heard: set[str] = set()
    steps, dots = "", []
    for line in lines:
        heard.add(line.outlet)
        x = MARGIN + _share(line.time, began, last) * (WIDTH - 2 * MARGIN) / 100
        y = HEIGHT - MARGIN - len(heard) * (HEIGHT - 2 * MARGIN) / outlets
        steps += f"H{x:.1f}V{y:.1f}" if steps else f"M{x:.1f} {y:.1f}"
        dots.append(f"M{x:.1f} {y:.1f}h0")
    ground = HEIGHT - MARGIN
    return Growth(
        path=steps,
        area=f"{steps}V{ground}H{MARGIN}Z",
        dots="".join(dots),
        began=began,
        last=last,
        sources=outlets,
        words=f"From 1 source to {outlets} in {spell(last - began)}",
    )


def _share(time: datetime, began: datetime, last: datetime) -> float:
    return round(100 * ((time - began) / (last - began)), 2)
