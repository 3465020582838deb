"""BibTeX read entry by entry, so that a broken entry costs no other.

pybtex stops at the first repeated key and reads a missing brace to the end of
the file.  Here its low-level parser is given one entry at a time, cut where a
line starts the next one (``@word{``).  That also keeps the cost linear.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pybtex.database.input.bibtex import LowLevelParser, month_names
from pybtex.scanner import PrematureEOF, PybtexSyntaxError
from pybtex.utils import CaseInsensitiveDict

from press.findings import Finding
from press.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping


@dataclass(frozen=True)
class Field:
    """A field as written: its name, its value with white space collapsed, its line."""

    name: str
    value: str
    line: int


@dataclass(frozen=True)
class Source:
    """An entry as written.  A *broken* one has a key and a line, but no fields."""

    type: str
    key: str
    line: int
    fields: tuple[Field, ...] = ()
    broken: bool = False


# An @ at the start of a line is meant to start an entry; elsewhere only one with all its signs.
_START = re.compile(r"^[^\S\n]*@|@(?=\s*\w+\s*[{(])", re.MULTILINE)
_NEXT = re.compile(r"^[^\S\n]*@\s*\w+\s*[{(]", re.MULTILINE)
_COMMENT = re.compile(r"^[^\S\n]*@\s*comment", re.MULTILINE | re.IGNORECASE)
_COMMAND = re.compile(r"@\s*(\w+)\s*([{(])")
# What cannot follow a whole entry: another brace, or a field.
_TAIL = re.compile(r"\s*(?:[})]|,?\s*[\w-]+\s*=\s*[{\"\w])")


def scan(text: str) -> Iterator[Source | Finding]:
    r"""Yield the entries of a BibTeX file, and what is wrong, in the order of the file.

    ``@string`` is followed, ``@comment{…}``, ``@preamble`` and text between
    entries are skipped, and so are entries in lines that start with ``%``.
    *text* has ``\n`` line ends.  Never raises.
    """
    macros = CaseInsensitiveDict(month_names)
    line, counted, position, limit = 1, 0, 0, -1
    while (start := _START.search(text, position)) is not None:
        at = start.end() - 1
        line += text.count("\n", counted, at)
        counted, position = at, start.end()
        if _is_commented(text, at):
            continue
        command = _COMMAND.match(text, at)
        if command is None:
            message = "this @ starts no entry: write @type{key, … }"
            yield Finding(line, "broken-entry", message)
        elif command[1].lower() == "comment":
            position = _after_comment(text, command)
        else:
            if limit <= at:
                following = _NEXT.search(text, command.end())
                limit = following.start() if following else len(text)
            parser = _Parser(text[at:limit], line, macros)
            yield from parser.results(line + text.count("\n", at, limit))
            if parser.whole:
                position = at + parser.pos


def _is_commented(text: str, at: int) -> bool:
    return text[text.rfind("\n", 0, at) + 1 : at].lstrip().startswith("%")


def _after_comment(text: str, command: re.Match[str]) -> int:
    """Return where an ``@comment{…}`` ends; one that never does ends at once."""
    following = _COMMENT.search(text, command.end())
    limit = following.start() if following else len(text)
    level = 1
    for sign in re.compile(r"[{}]" if command[2] == "{" else r"[()]").finditer(
        text, command.end(), limit
    ):
        level += 1 if sign[0] in "{(" else -1
        if not level:
            return sign.end()
    return command.end()


class _Parser(LowLevelParser):  # type: ignore[misc]
    """Parses the one entry at the start of *text*; *line* is its line in the file."""

    def __init__(self, text: str, line: int, macros: MutableMapping[str, str]) -> None:
        super().__init__(text, macros=macros)
        self.first_line = self.lineno = line
        self.whole = False
        self.field_lines: list[int] = []
        self.findings: list[Finding] = []

    def parse_field(self) -> None:
        self.eat_whitespace()
        line = self.lineno
        super().parse_field()
        if self.current_field_name:
            self.field_lines.append(line)

    def substitute_macro(self, name: str) -> str:
        if name not in self.macros:
            message = f"{name} is no @string: put the value in braces"
            self.findings.append(Finding(self.lineno, "undefined-string", message))
        return str(self.macros.get(name, name))

    def results(self, last_line: int) -> Iterator[Source | Finding]:
        """Yield the entry, if it is one, and the findings."""
        try:
            kind, content = next(iter(self))
        except PybtexSyntaxError as error:
            yield self._broken(error, last_line)
            if self.current_entry_key:
                yield Source("", self.current_entry_key, self.first_line, broken=True)
            return
        if kind.lower() not in {"string", "preamble"}:
            key, fields = content
            if re.search(r"[={}]", key):
                yield self._no_key()
                return
            if _TAIL.match(self.text, self.pos):
                message = f"entry {key} ends here, but more follows: delete a closing brace"
                yield Finding(self.lineno, "broken-entry", message)
                yield Source(kind, key, self.first_line, broken=True)
                return
            values = (
                Field(name, one_line("".join(parts)), line)
                for (name, parts), line in zip(fields, self.field_lines, strict=True)
            )
            yield Source(kind, key, self.first_line, tuple(values))
        yield from self.findings
        self.whole = True

    def _no_key(self) -> Finding:
        message = "the entry has no key: write @type{key, field = {value}, … }"
        return Finding(self.first_line, "broken-entry", message)

    def _broken(self, error: PybtexSyntaxError, last_line: int) -> Finding:
        key = self.current_entry_key
        rest = self.text[self.pos :]
        if key is None or (rest.startswith("=") and not self.field_lines):
            return self._no_key()
        if isinstance(error, PrematureEOF):
            message = (
                f"entry {key} is never closed: a brace or a quotation mark is missing "
                f"between here and line {last_line}"
            )
            return Finding(self.first_line, "broken-entry", message)
        words = rest.split("\n", 1)[0].strip()[:30]
        message = (
            f"entry {key} cannot be read at `{words}`: a comma, `=` or brace is missing before"
        )
        return Finding(self.lineno, "broken-entry", message)
