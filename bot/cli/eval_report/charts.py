"""Draw the plots of the report as inline SVG: colours and letters are the style sheet's, all numbers are rounded."""

from collections.abc import Iterable, Sequence
from math import log10

from markupsafe import Markup

from bot.clustering.evaluation import Bin, Point, Size

_WIDTH, _HEIGHT = 400, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 388, 16, 256
_STEPS = 200  # of a curve, along each axis: more than a screen shows
_BAR = 0.8  # of the width that a bar has
# A cluster size that one cluster has is still a bar.
_FLOOR = 0.6


def precision_recall(curve: Sequence[Point], mark: Point, label: str) -> Markup:
    """Draw precision over recall, and where the shipped threshold is on it."""
    seen: dict[tuple[int, int], None] = {}
    for point in curve:
        seen[round(point.recall * _STEPS), round(point.precision * _STEPS)] = None
    line = _path((_x(recall / _STEPS), _y(precision / _STEPS)) for recall, precision in seen)
    x, y = _x(mark.recall), _y(mark.precision)
    left = mark.recall > 0.5
    said = _text(
        x + (-9 if left else 9),
        y + 20,
        f"{mark.threshold:.2f}: precision {mark.precision:.2f}, recall {mark.recall:.2f}",
        "mark end" if left else "mark start",
    )
    dot = Markup('<circle class="mark" cx="{}" cy="{}" r="5"/>').format(_number(x), _number(y))
    return _chart(
        label, [_unit_axes("recall", "precision"), Markup('<path class="line" d="{}"/>').format(line), dot, said]
    )


def reliability(bins: Sequence[Bin], threshold: float, label: str) -> Markup:
    """Draw, for each bin of probability, the share of pairs that is of one event, and how many pairs there are."""
    parts = [_unit_axes("probability as said", "share of one event")]
    for one in bins:
        title = (
            f"{one.low:.1f} to {one.high:.1f}: {one.count:,} pairs, said {one.said:.3f}, of one event {one.share:.3f}"
        )
        parts.append(_bar(_x(one.low) + 2, _x(one.high) - 2, _y(one.share), "found", title))
        if one.count:
            dash = Markup('<path class="said" d="M{} {}H{}"/>')
            parts.append(dash.format(_number(_x(one.low) + 2), _number(_y(one.said)), _number(_x(one.high) - 2)))
        parts.append(
            _text((_x(one.low) + _x(one.high)) / 2, _y(max(one.share, one.said)) - 4, _brief(one.count), "count")
        )
    parts.append(Markup('<path class="ideal" d="{}"/>').format(_path([(_x(0), _y(0)), (_x(1), _y(1))])))
    parts.append(
        Markup('<path class="threshold" d="{}"/>').format(_path([(_x(threshold), _TOP), (_x(threshold), _BOTTOM)]))
    )
    parts.append(_text(_x(threshold), _TOP - 4, f"threshold {threshold:.2f}", "mark"))
    return _chart(label, parts)


def cluster_sizes(found: Sequence[Size], gold: Sequence[Size], label: str) -> Markup:
    """Draw how many clusters of each size were found beside how many there are; both axes are logarithmic."""
    count = max(len(found), len(gold))
    most = max(one.clusters for one in (*found, *gold))
    top = max(log10(most), 1)
    width = (_RIGHT - _LEFT) / count

    def y(clusters: int) -> float:
        return _BOTTOM - (_BOTTOM - _TOP) * (log10(clusters) - log10(_FLOOR)) / (top - log10(_FLOOR))

    ticks = [(y(10**power), f"{10**power:,}") for power in range(int(top) + 1)]
    parts = [_grid([], ticks), _names("stories in the cluster", "clusters")]
    for number, one in enumerate(found if len(found) == count else gold):
        middle = _LEFT + width * (number + 0.5)
        parts.append(_text(middle, _BOTTOM + 15, f"{one.low}" if one.low == one.high else f"{one.low}+", "tick"))
        for kind, side, values in (("found", 0, found), ("gold", 1, gold)):
            clusters = values[number].clusters if number < len(values) else 0
            if clusters:
                left = middle + width * _BAR * (side - 1) / 2
                title = f"{one.low} to {one.high} stories: {clusters:,} clusters {_KINDS[kind]}"
                parts.append(_bar(left + 1, left + width * _BAR / 2 - 1, y(clusters), kind, title))
                parts.append(_text(left + width * _BAR / 4, y(clusters) - 4, _brief(clusters), "count"))
    return _chart(label, parts)


_KINDS = {"found": "found", "gold": "as labelled"}


def _x(share: float) -> float:
    return _LEFT + share * (_RIGHT - _LEFT)


def _y(share: float) -> float:
    return _BOTTOM - share * (_BOTTOM - _TOP)


def _unit_axes(across: str, up: str) -> Markup:
    shares = [number / 5 for number in range(6)]
    grid = _grid([(_x(share), f"{share:.1f}") for share in shares], [(_y(share), f"{share:.1f}") for share in shares])
    return grid + _names(across, up)


def _grid(across: Iterable[tuple[float, str]], up: Iterable[tuple[float, str]]) -> Markup:
    parts = []
    for x, said in across:
        parts.append(Markup('<path class="grid" d="{}"/>').format(_path([(x, _TOP), (x, _BOTTOM)])))
        parts.append(_text(x, _BOTTOM + 15, said, "tick"))
    for y, said in up:
        parts.append(Markup('<path class="grid" d="{}"/>').format(_path([(_LEFT, y), (_RIGHT, y)])))
        parts.append(_text(_LEFT - 6, y + 4, said, "tick end"))
    parts.append(
        Markup('<path class="axis" d="{}"/>').format(_path([(_LEFT, _TOP), (_LEFT, _BOTTOM), (_RIGHT, _BOTTOM)]))
    )
    return Markup("").join(parts)


def _names(across: str, up: str) -> Markup:
    upright = Markup('<text class="name" transform="rotate(-90)" x="{}" y="11">{}</text>')
    return _text((_LEFT + _RIGHT) / 2, _HEIGHT - 8, across, "name") + upright.format(_number(-(_TOP + _BOTTOM) / 2), up)


def _bar(left: float, right: float, top: float, kind: str, title: str) -> Markup:
    bar = Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect>')
    return bar.format(kind, _number(left), _number(top), _number(right - left), _number(_BOTTOM - top), title)


def _text(x: float, y: float, said: str, kind: str) -> Markup:
    return Markup('<text class="{}" x="{}" y="{}">{}</text>').format(kind, _number(x), _number(y), said)


def _chart(label: str, parts: Iterable[Markup]) -> Markup:
    chart = Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>')
    return chart.format(_WIDTH, _HEIGHT, label, Markup("\n").join(parts))


def _path(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in points)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _brief(count: int) -> str:
    """Write a count in at most four characters, as far as thousands go."""
    if count < 10_000:
        return str(count)
    return f"{count // 1000}k" if count < 1_000_000 else f"{count // 1_000_000}m"
