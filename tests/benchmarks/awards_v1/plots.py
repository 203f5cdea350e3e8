"""Plots of cost as small SVG pictures: lines over a logarithmic axis or two."""

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil, floor, log10

from attrs import frozen

Line = Sequence[tuple[float, float]]
WIDTH, HEIGHT = 720, 360
LEFT, RIGHT, TOP, BOTTOM = 70, 490, 36, 310
COLOURS = ("#1b6ca8", "#c0392b", "#2e7d32", "#8e44ad", "#b9770e", "#546e7a", "#00838f")
DASHES = ("", "6 3", "2 3", "8 3 2 3", "1 2", "10 4", "4 1")


@frozen
class Axis:
    """From values to places; `logarithmic`, or from 0."""

    values: Sequence[float]
    begin: float
    end: float
    logarithmic: bool = True

    @property
    def ticks(self) -> list[float]:
        """Where values are told."""
        if not self.logarithmic:
            return sorted(set(self.values))
        return [10.0**power for power in range(floor(log10(min(self.values))), ceil(log10(max(self.values))) + 1)]

    def at(self, value: float) -> float:
        """The place of a value."""
        low, high = self.ticks[0], self.ticks[-1]
        if self.logarithmic:
            low, high, value = log10(low), log10(high), log10(value)
        return self.begin + (self.end - self.begin) * (value - low) / ((high - low) or 1)


def plot(title: str, across: str, up: str, lines: Mapping[str, Line], *, logarithmic: bool = True) -> str:
    """A picture of lines by name; `across` and `up` say what the axes tell, `logarithmic` is about the one across."""
    points = [each for line in lines.values() for each in line]
    x = Axis([each for each, _ in points], LEFT, RIGHT, logarithmic)
    y = Axis([each for _, each in points], BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="12">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        _text(LEFT, 20, title, "start", ' font-weight="bold"'),
        _text((LEFT + RIGHT) / 2, HEIGHT - 10, across),
        _text(16, (TOP + BOTTOM) / 2, up, "middle", f' transform="rotate(-90 16 {(TOP + BOTTOM) / 2:.0f})"'),
    ]
    for tick in x.ticks:
        parts.append(_rule(x.at(tick), TOP, x.at(tick), BOTTOM))
        parts.append(_text(x.at(tick), BOTTOM + 16, _told(tick) if logarithmic else f"{tick * 100:.0f}%"))
    for tick in y.ticks:
        parts.append(_rule(LEFT, y.at(tick), RIGHT, y.at(tick)))
        parts.append(_text(LEFT - 6, y.at(tick) + 4, _told(tick), "end"))
    for number, (name, line) in enumerate(lines.items()):
        colour, dash = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
        places = [(x.at(a), y.at(b)) for a, b in line]
        way = " ".join(f"{a:.1f},{b:.1f}" for a, b in places)
        style = f'stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"'
        parts.append(f'<polyline points="{way}" fill="none" {style}/>')
        parts += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" fill="{colour}"/>' for a, b in places]
        height = TOP + 10 + 20 * number
        parts.append(f'<line x1="{RIGHT + 12}" y1="{height}" x2="{RIGHT + 40}" y2="{height}" {style}/>')
        parts.append(_text(RIGHT + 46, height + 4, name, "start"))
    return "\n".join((*parts, "</svg>\n"))


def _text(x: float, y: float, text: str, anchor: str = "middle", more: str = "") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" fill="#222"{more}>{escape(text)}</text>'


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#ddd"/>'


def _told(value: float) -> str:
    return f"{value:.0f}" if 1 <= value < 10_000 else f"10{_RAISED[round(log10(value))]}" if value else "0"


_RAISED = {n: "".join("⁻⁰¹²³⁴⁵⁶⁷⁸⁹"[1 + int(d)] if d != "-" else "⁻" for d in str(n)) for n in range(-12, 13)}

__all__ = ["plot"]
