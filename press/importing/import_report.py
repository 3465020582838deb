"""Report of an import: totals, then by article what a person must decide, and what was left out.

A function of what was imported and not of when: importing the same again gives the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MARKDOWN = "import-report.md"
JSON = "import-report.json"
_LEVELS = ("error", "decide", "note")


@dataclass(frozen=True, order=True)
class Item:
    """Something that is to be told of an article."""

    level: str
    code: str
    #: The line in the article's file, 0 where there is none.
    line: int
    message: str
    text: str = ""


@dataclass(frozen=True)
class Told:
    """What is to be told of one page or file."""

    #: The article's file, "" where none was written.
    output: str
    origin: str
    words: int
    items: tuple[Item, ...]
    #: (why, the text) of each piece that was left out on purpose.
    left_out: tuple[tuple[str, str], ...] = ()
    #: (as it stood, as it is printed now) of each reference that reads otherwise.
    references: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Report:
    """What an import is to tell."""

    told: tuple[Told, ...]
    totals: tuple[tuple[str, int], ...]

    @property
    def status(self) -> int:
        """0, 1 where a person has something to decide, 2 where something could not be done."""
        levels = {item.level for told in self.told for item in told.items}
        return 2 if "error" in levels else int("decide" in levels)


def as_json(report: Report) -> str:
    """Return a report for programs."""
    data = {
        "status": report.status,
        "totals": dict(report.totals),
        "pages": [asdict(told) for told in report.told],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def as_markdown(report: Report) -> str:
    """Return a report for people: what they must do comes first."""
    lines = ["# Import report", ""]
    lines += [f"- {name}: {number}" for name, number in report.totals]
    for level, title in zip(
        _LEVELS, ("Could not be done", "For a person to decide", "To know"), strict=True
    ):
        found = [(told, item) for told in report.told for item in told.items if item.level == level]
        if found:
            lines += ["", f"## {title}"]
            lines += _by_article(found)
    differing = [(told, pair) for told in report.told for pair in told.references]
    if differing:
        lines += ["", "## References that read otherwise than they stood"]
        for told, (stood, printed) in differing:
            lines += ["", f"{_name(told)}", "", f"- stood: {stood}", f"- prints: {printed}"]
    left = [told for told in report.told if told.left_out]
    if left:
        lines += ["", "## Left out on purpose"]
        for told in left:
            lines += ["", f"### {_name(told)}", ""]
            lines += [f"- {why}: “{' '.join(text.split())}”" for why, text in told.left_out]
    return "\n".join(lines) + "\n"


def _name(told: Told) -> str:
    return f"{told.output} ({told.origin})" if told.output else told.origin


def _by_article(found: Iterable[tuple[Told, Item]]) -> Sequence[str]:
    lines: list[str] = []
    last = None
    for told, item in found:
        if told is not last:
            lines += ["", f"### {_name(told)}", ""]
            last = told
        line = f"line {item.line}: " if item.line else ""
        quoted = f" — “{' '.join(item.text.split())}”" if item.text else ""
        lines.append(f"- {line}{item.message} [{item.code}]{quoted}")
    return lines
