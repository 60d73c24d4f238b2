"""What a soak showed: slopes, bars, a table as Markdown, and the memory as a picture (SVG)."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

MB = 2**20
WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 900, 360, 60, 40, 30


@dataclass(frozen=True, slots=True)
class Line:
    """Least squares through some points."""

    slope: float  #: per unit of x
    start: float  #: at x = 0

    def at(self, x: float) -> float:
        """Return its height at *x*."""
        return self.start + self.slope * x


def fit(points: Sequence[tuple[float, float]]) -> Line:
    """Return the line through *points*, two or more at different x."""
    count = len(points)
    middle_x, middle_y = sum(x for x, _ in points) / count, sum(y for _, y in points) / count
    spread = sum((x - middle_x) ** 2 for x, _ in points)
    slope = sum((x - middle_x) * (y - middle_y) for x, y in points) / spread
    return Line(slope, middle_y - slope * middle_x)


def last_part(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the last two thirds of the time: the first is warming up."""
    begin, end = points[0][0], points[-1][0]
    return [point for point in points if point[0] >= begin + (end - begin) / 3]


def plot(lines: dict[str, list[tuple[float, float]]], title: str, unit: str) -> str:
    """Draw some lines over minutes, the trend of the last two thirds of the first one dotted."""
    most_x = max(x for points in lines.values() for x, _ in points)
    most_y = max(y for points in lines.values() for _, y in points) * 1.1
    step = next(one for one in (5, 10, 25, 50, 100, 250, 500) if most_y / one <= 12)

    def place(x: float, y: float) -> str:
        across = LEFT + x / most_x * (WIDTH - LEFT - 130)
        return f"{across:.1f},{HEIGHT - BOTTOM - y / most_y * (HEIGHT - BOTTOM - TOP):.1f}"

    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/><text x="{LEFT}" y="18">{escape(title)}</text>',
    ]
    for y in range(0, int(most_y) + 1, step):
        (left, height), right = place(0, y).split(","), place(most_x, y).split(",")[0]
        drawn.append(f'<path d="M{left} {height}H{right}" stroke="#ddd"/>')
        drawn.append(f'<text x="{LEFT - 6}" y="{height}" text-anchor="end" dy="4">{y} {unit}</text>')
    for part in range(7):
        at = place(most_x * part / 6, 0).split(",")[0]
        drawn.append(f'<text x="{at}" y="{HEIGHT - 15}" text-anchor="middle">{most_x * part / 6:.0f} min</text>')
    for (name, points), colour in zip(
        lines.items(), ("#b3261e", "#1f5fa8", "#2c7a3f", "#7a5c00", "#6a3fa0"), strict=False
    ):
        drawn.append(
            f'<polyline fill="none" stroke="{colour}" stroke-width="1.5" points="{" ".join(place(*one) for one in points)}"/>'
        )
        across, height = place(*points[-1]).split(",")
        drawn.append(f'<text x="{float(across) + 6:.0f}" y="{height}" dy="4" fill="{colour}">{escape(name)}</text>')
    trended = last_part(next(iter(lines.values())))
    if len(trended) > 1:
        trend = fit(trended)
        ends = [place(x, trend.at(x)) for x in (trended[0][0], trended[-1][0])]
        drawn.append(f'<polyline fill="none" stroke="#000" stroke-dasharray="5 4" points="{" ".join(ends)}"/>')
    return "\n".join([*drawn, "</svg>", ""])


def logged(log: Path) -> tuple[Counter[str], list[str]]:
    """Return the lines of a log by level and event, and those (50 at most) that are no messages at all, or errors."""
    counts: Counter[str] = Counter()
    odd = []
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            entry = json.loads(line)
            level, event = entry["level"], entry["event"]
        except (ValueError, KeyError, TypeError):
            counts["no message"] += 1
            odd.append(line)
            continue
        counts[f"{level}: {event}"] += 1
        if level not in {"info", "warning", "debug"}:
            odd.append(line)
    return counts, odd[:50]
