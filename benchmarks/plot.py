"""A line plot as SVG: time against articles on logarithmic axes, readable in light and dark."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from html import escape

_WIDTH, _HEIGHT = 960, 540
_LEFT, _RIGHT, _TOP, _BOTTOM = 90, 320, 50, 60
# Marks around (0, 0), so that lines are told apart without colour too.
_MARKS = (
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
    "M-5 -5h10v10h-10z",
    "M0 -7l7 7l-7 7l-7 -7z",
    "M0 -6l6 11h-12z",
    "M0 6l6 -11h-12z",
    "M-6 -2h12v4h-12z",
)
_STYLE = """\
.paper { fill: #fff }
text { font: 13px system-ui, sans-serif; fill: #222 }
.grid { stroke: #8884; stroke-width: 1 }
.line { fill: none; stroke-width: 2.5 }
.guess { stroke-dasharray: 5 5 }
.s0 { stroke: #0b6e4f; color: #0b6e4f } .s1 { stroke: #b3261e; color: #b3261e }
.s2 { stroke: #1f5fbf; color: #1f5fbf } .s3 { stroke: #7a3fa8; color: #7a3fa8 }
.s4 { stroke: #8a5a00; color: #8a5a00 } .s5 { stroke: #00707c; color: #00707c }
.mark { fill: currentColor }
@media (prefers-color-scheme: dark) {
  .paper { fill: #16181c }
  text { fill: #e6e6e6 }
  .s0 { stroke: #58d6a4; color: #58d6a4 } .s1 { stroke: #ff8a80; color: #ff8a80 }
  .s2 { stroke: #82b1ff; color: #82b1ff } .s3 { stroke: #cf9fff; color: #cf9fff }
  .s4 { stroke: #f0c060; color: #f0c060 } .s5 { stroke: #5fd4e0; color: #5fd4e0 }
}"""

Points = Mapping[int, float]


def plot(series: Mapping[str, Points], guesses: Mapping[str, Points], title: str) -> str:
    """Return the SVG of *series*: for each name the seconds by number of articles.

    *guesses* has, for some of the names, points that were not measured: a broken
    line leads to them.
    """
    series = {name: points for name, points in series.items() if points}
    everything = [*series.values(), *guesses.values()]
    sizes = {size for points in everything for size in points}
    scale = _Scale(sizes, [seconds for points in everything for seconds in points.values()])
    paper = f'<rect class="paper" width="{_WIDTH}" height="{_HEIGHT}"/>'
    parts = [paper, *_axes(scale), *_lines(series, guesses, scale)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n"
        + "\n".join(parts)
        + "\n</svg>\n"
    )


class _Scale:
    """Where a number of articles and of seconds lies in the picture."""

    def __init__(self, sizes: Iterable[int], seconds: Iterable[float]) -> None:
        self.sizes, seconds = sorted(sizes) or [1], list(seconds) or [1.0]
        self.low = math.floor(math.log10(min(seconds)))
        self.high = math.ceil(math.log10(max(seconds)))

    def x(self, size: float) -> float:
        low, high = math.log10(self.sizes[0]), math.log10(self.sizes[-1])
        part = (math.log10(size) - low) / ((high - low) or 1)
        return round(_LEFT + part * (_WIDTH - _LEFT - _RIGHT), 1)

    def y(self, seconds: float) -> float:
        part = (math.log10(seconds) - self.low) / ((self.high - self.low) or 1)
        return round(_HEIGHT - _BOTTOM - part * (_HEIGHT - _TOP - _BOTTOM), 1)


def _axes(scale: _Scale) -> Iterator[str]:
    right, bottom = _WIDTH - _RIGHT, _HEIGHT - _BOTTOM
    last = 0.0
    for size in scale.sizes:
        x = scale.x(size)
        yield f'<path class="grid" d="M{x} {_TOP}V{bottom}"/>'
        if x - last > 45:  # room for the number
            yield f'<text x="{x}" y="{bottom + 22}" text-anchor="middle">{size:,}</text>'
            last = x
    for power in range(scale.low, scale.high + 1):
        y = scale.y(10**power)
        yield f'<path class="grid" d="M{_LEFT} {y}H{right}"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 5}" text-anchor="end">{10**power:,} s</text>'
    middle = (_LEFT + right) / 2
    yield f'<text x="{middle}" y="{bottom + 46}" text-anchor="middle">articles</text>'
    yield f'<text x="{_LEFT}" y="{_TOP - 20}">CPU seconds of a clean build</text>'


def _lines(
    series: Mapping[str, Points], guesses: Mapping[str, Points], scale: _Scale
) -> Iterator[str]:
    labels = []
    for number, (name, points) in enumerate(series.items()):
        at = [(scale.x(size), scale.y(points[size])) for size in sorted(points)]
        yield f'<path class="line s{number}" d="{_path(at)}"/>'
        guess = guesses.get(name, {})
        if guess:
            more = [at[-1], *((scale.x(size), scale.y(guess[size])) for size in sorted(guess))]
            yield f'<path class="line guess s{number}" d="{_path(more)}"/>'
        yield from (_mark(number, x, y) for x, y in at)
        labels.append((at[-1][1], number, name))
    # In the order of the lines' ends, a line's height apart at least.
    height = 0.0
    for y, number, name in sorted(labels):
        height = max(y, height + 20)
        x = _WIDTH - _RIGHT + 16
        yield _mark(number, x, height)
        yield f'<text x="{x + 12}" y="{height + 5}">{escape(name)}</text>'


def _path(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in points)


def _mark(number: int, x: float, y: float) -> str:
    shape = _MARKS[number % len(_MARKS)]
    return f'<path class="mark s{number}" transform="translate({x} {y})" d="{shape}"/>'
