"""Citation cases: an article's list, and sentences with what their citations must become."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from press.importing.citations import Found, Listed
from press.importing.reference_lines import read_reference


@dataclass(frozen=True)
class Case:
    """A sentence, and its citations as :func:`shown` writes them."""

    part: str
    text: str
    wanted: str


def read(path: Path) -> tuple[list[Listed], list[Case]]:
    part = ""
    listed: list[Listed] = []
    cases: list[Case] = []
    for row in path.read_text(encoding="utf-8").splitlines():
        if row.startswith("## "):
            part = row[3:]
        elif not row or row.startswith("#"):
            continue
        elif part == "list":
            key, _, line = row.partition(" | ")
            listed.append(Listed(key, read_reference(line)))
        else:
            # Behind the first « | »: words behind a key have a bar without spaces.
            text, _, wanted = f"{row} ".partition(" | ")
            cases.append(Case(part, text, wanted.strip()))
    return listed, cases


def shown(found: Found) -> str:
    pieces = []
    for citation in found.citations:
        targets = (
            (f"<{target.pre}|" if target.pre else "")
            + target.key
            + (f"|{target.post}>" if target.post else "")
            for target in citation.targets
        )
        pieces.append((citation.start, f"{citation.mode}:{','.join(targets)}"))
    pieces += [(open_.start, "?") for open_ in found.unresolved]
    return " ; ".join(text for _, text in sorted(pieces))
