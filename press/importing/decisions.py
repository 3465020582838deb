"""Decisions of an editor about imported references: ``import/decisions.toml``.

What the import asked once stands there and is not asked again::

    [[same]]        # this line is that work
    line = "Regan, P. M., Frank, R., & Aydın, A. (2008). Diplomatic interventions …"
    key = "regan2009diplomatic"

    [[distinct]]    # this line is not that work
    line = "…"
    key = "…"

    [[container]]   # what a name is: journal, newspaper, magazine, publisher, institution, site
    name = "Polity"
    kind = "publisher"

    [[citation]]    # what a citation means: in one article, or in all; no keys: no citation
    text = "(Gartzke, 2011)"
    article = "2025-04-27-north-korean-troops"
    keys = ["gartzke2007liberal"]

Lines and texts are compared without regard to white space.  Pure: takes the file's text.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from press.importing.containers import KINDS, Kind, fold
from press.text.findings import Finding
from press.text.strings import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Decisions:
    """What an editor decided; every text is in one line, every name is folded."""

    #: The key of the work that a reference line is, by the line.
    same: Mapping[str, str] = field(default_factory=dict)
    #: The keys of the works that a reference line is not, by the line.
    distinct: Mapping[str, frozenset[str]] = field(default_factory=dict)
    #: What a container is, by its folded name.
    containers: Mapping[str, Kind] = field(default_factory=dict)
    #: The keys that a citation means, by article ("" for all) and text.
    citations: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def container(self, name: str) -> Kind | None:
        """Return what the editor says *name* is, or None."""
        return self.containers.get(fold(name)) if self.containers else None

    def citation(self, article: str, text: str) -> tuple[str, ...] | None:
        """Return the keys that the citation *text* means in *article*, or None."""
        if not self.citations:
            return None
        text = one_line(text)
        found = self.citations.get((article, text))
        return self.citations.get(("", text)) if found is None else found


NO_DECISIONS = Decisions()

_FIELDS = {
    "same": ("line", "key"),
    "distinct": ("line", "key"),
    "container": ("name", "kind"),
    "citation": ("text", "keys"),
}


def read_decisions(text: str) -> tuple[Decisions, tuple[Finding, ...]]:
    """Return the decisions in *text*, and what is wrong with it; never raises.

    What is wrong is left out; the rest counts.
    """
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        where = re.search(r"at line (\d+)", str(error))
        message = f"the decisions cannot be read as TOML ({error}): mend this line"
        return NO_DECISIONS, (
            Finding(int(where[1]) if where else text.count("\n") + 1, "bad-decision", message),
        )
    findings = []
    same: dict[str, str] = {}
    distinct: dict[str, frozenset[str]] = {}
    containers: dict[str, Kind] = {}
    citations: dict[tuple[str, str], tuple[str, ...]] = {}
    for table, line, decision in _decisions(text, data):
        if problem := _problem(table, decision):
            findings.append(Finding(line, "bad-decision", problem))
        elif table == "same":
            same[one_line(decision["line"])] = decision["key"]
        elif table == "distinct":
            about = one_line(decision["line"])
            distinct[about] = distinct.get(about, frozenset()) | {decision["key"]}
        elif table == "container":
            containers[fold(decision["name"])] = decision["kind"]
        else:
            place = (decision.get("article", ""), one_line(decision["text"]))
            citations[place] = tuple(decision["keys"])
    return Decisions(same, distinct, containers, citations), tuple(sorted(findings))


def _decisions(text: str, data: dict[str, Any]) -> list[tuple[str, int, Any]]:
    """Return every decision with the name and the line of its table."""
    lines: dict[str, list[int]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if match := re.match(r"\s*\[\[?\s*[\"']?(\w+)", line):
            lines.setdefault(match[1], []).append(number)
    found = []
    for table, decisions in data.items():
        rows = decisions if isinstance(decisions, list) else [decisions]
        at = lines.get(table, [])
        found += [
            (table, at[place] if place < len(at) else 1, row) for place, row in enumerate(rows)
        ]
    return found


def _problem(table: str, decision: Any) -> str:
    if table not in _FIELDS:
        return (
            f"[[{table}]] is no decision: use [[same]], [[distinct]], [[container]] or [[citation]]"
        )
    if not isinstance(decision, dict):
        return f"{table} must be a table: write [[{table}]] and its fields below"
    for name in _FIELDS[table]:
        value = decision.get(name)
        whole = isinstance(value, str) and bool(value.strip())
        if name == "keys":
            whole = isinstance(value, list) and all(isinstance(key, str) for key in value)
        if not whole:
            form = f'{name} = ["…"]' if name == "keys" else f'{name} = "…"'
            return f"[[{table}]] lacks {name}: write {form}"
    if unknown := sorted(set(decision) - {*_FIELDS[table], "article", "why"}):
        return f"[[{table}]] has no field {unknown[0]}: use {', '.join(_FIELDS[table])}, why"
    if not isinstance(decision.get("article", ""), str):
        return f'[[{table}]] names no article: write article = "…", the name of its file'
    if table == "container" and decision["kind"] not in KINDS:
        return f"kind is `{decision['kind']}`: write {', '.join(KINDS)}"
    return ""
