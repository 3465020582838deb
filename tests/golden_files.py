"""The golden publication, which holds every fault, and what is expected of it."""

from __future__ import annotations

import re
from pathlib import Path

from press.text.findings import Finding

FOLDER = Path(__file__).parent / "golden"

_LINE = re.compile(
    r"(?P<path>.+?):(?P<line>\d+): (?P<note>note: )?(?P<message>.+) \[(?P<code>[a-z0-9-]+)\]"
)


def expected() -> list[tuple[str, Finding]]:
    """Return the lines of ``expected.txt`` as paths and findings."""
    lines = (FOLDER / "expected.txt").read_text(encoding="utf-8").splitlines()
    matches = [match for line in lines if (match := _LINE.fullmatch(line))]
    assert len(matches) == len(lines) - 1, "all but the summary are findings"
    return [
        (
            match["path"],
            Finding(int(match["line"]), match["code"], match["message"], note=bool(match["note"])),
        )
        for match in matches
    ]
