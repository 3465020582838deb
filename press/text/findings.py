"""Findings: what is wrong with a source, where, and what to do about it.

Everything that reads what an editor wrote (front matter, ``references.bib``)
yields findings instead of raising, so that one run tells all there is to mend.
The build logs them as warnings, ``python -m press check`` prints them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, order=True)
class Finding:
    """One fault in one file.

    *line* counts from 1.  *code* is a stable, hyphenated name that serves as
    the warning's subtype (``press.<code>``).  *message* says what is wrong and
    what to do, in one line without the file's name.  A *note* is worth knowing
    and stops no build.  *work* is the key of the work that it is about: where
    nothing cites that, it is a note.
    """

    line: int
    code: str
    message: str
    note: bool = field(default=False, compare=False)
    work: str = field(default="", compare=False)

    def moved(self, first: int) -> Finding:
        """Return a finding in a part of a file as one in the file: *first* is the part's line."""
        return replace(self, line=first - 1 + self.line)
