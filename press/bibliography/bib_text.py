"""BibTeX as text: entries put in, renamed and tidied, and no other byte changed.

What is written looks like the rest of its file: the same indentation, the same column of
``=``, the same line ends, and in its place where the file is sorted by key.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from press.bibliography.bibtex import Place, scan

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: A field as it is written: its name, and its value with braces, quotation marks or ``#``.
RawField = tuple[str, str]


class Style(NamedTuple):
    """How a file is written."""

    indent: str = "  "
    column: int = 15  # characters before ``=``, the indentation not counted; 0: one space
    newline: str = "\n"
    last_comma: bool = True
    upper: bool = False


class EntryText(NamedTuple):
    """An entry where it stands: its key, its type as written, its fields, its place."""

    key: str
    type: str
    fields: tuple[RawField, ...]
    start: int
    end: int


def entries_of(text: str) -> list[EntryText]:
    """Return the whole entries of a file's *text*; broken ones are left out."""
    plain = text.replace("\r\n", "\n")
    places = _Places(text)
    found = []
    for place in scan(plain, {}):
        if isinstance(place, Place) and place.source is not None:
            start, end = place.start, place.start + place.source.length
            fields = tuple(_raw_fields(plain[start:end]))
            kind = place.source.type
            found.append(EntryText(place.key, kind, fields, places[start], places[end]))
    return found


class _Places:
    r"""Places in a text with ``\n`` alone, in the one with ``\r\n`` that it was made of."""

    def __init__(self, text: str) -> None:
        parts = text.split("\r\n")
        self._starts: list[int] = []
        at = 0
        for part in parts[:-1]:
            at += len(part)
            self._starts.append(at)
            at += 1

    def __getitem__(self, place: int) -> int:
        return place + bisect_right(self._starts, place - 1)


_NAME = re.compile(r"\s*,?\s*([^\s\"#%'(),={}]+)\s*=\s*")


def _raw_fields(entry: str) -> Iterable[RawField]:
    at = entry.find(",") + 1
    while at > 0 and (name := _NAME.match(entry, at)) is not None:
        end = _value_end(entry, name.end())
        yield name[1], entry[name.end() : end].strip()
        at = end


def _value_end(entry: str, at: int) -> int:
    """Return where a value ends: at the comma or brace outside its braces and quotation marks."""
    depth, quoted = 0, False
    for place in range(at, len(entry)):
        char = entry[place]
        if char == '"' and not depth:
            quoted = not quoted
        elif char == "{":
            depth += 1
        elif char == "}":
            if not depth:
                return place
            depth -= 1
        elif char in ",)" and not depth and not quoted and (char == "," or _closes(entry, place)):
            return place
    return len(entry)


def _closes(entry: str, place: int) -> bool:
    return place == len(entry) - 1


def style_of(text: str) -> Style:
    """Return how most of the fields in *text* are written; the house's style where there is none."""
    found = re.findall(r"^([ \t]*)([A-Za-z][\w+:-]*)([ \t]*)=", text, re.MULTILINE)
    newline = "\r\n" if "\r\n" in text else "\n"
    if len(found) < 3:
        return Style(newline=newline)
    indent = Counter(before for before, _name, _space in found).most_common(1)[0][0]
    columns = Counter(len(name) + len(space) for _before, name, space in found)
    column, times = columns.most_common(1)[0]
    single = sum(space == " " for _before, _name, space in found)
    none = sum(not space for _before, _name, space in found)
    aligned = times > max(single, none)
    upper = sum(name.isupper() for _before, name, _space in found) > len(found) / 2
    last = re.findall(r"(,?)[ \t]*\r?\n[ \t]*\}[ \t]*\r?$", text, re.MULTILINE)
    commas = sum(bool(comma) for comma in last) >= len(last) / 2
    width = column if aligned else -1 if none > single else 0
    return Style(indent, width, newline, commas, upper)


def entry_text(kind: str, key: str, fields: Sequence[RawField], style: Style) -> str:
    """Return an entry in *style*, without a line end behind its last brace."""
    if not fields:
        return f"@{kind}{{{key}}}"
    lines = [f"@{kind}{{{key},"]
    for place, (name, value) in enumerate(fields):
        name = name.upper() if style.upper else name  # noqa: PLW2901
        if style.column > 0:
            name = name.ljust(style.column - 1) + " "  # noqa: PLW2901
        elif not style.column:
            name += " "  # noqa: PLW2901
        comma = "," if style.last_comma or place < len(fields) - 1 else ""
        equals = "=" if style.column < 0 else "= "
        lines.append(f"{style.indent}{name}{equals}{value}{comma}")
    return style.newline.join([*lines, "}"])


_BLANK = re.compile(r"[ \t\r]*\Z")


def inserted(text: str, entries: Sequence[tuple[str, str]]) -> str:
    r"""Return *text* with *entries*, pairs of a key and an entry's text.

    Where the file is sorted by key, so are they; in a file that is not, and where an entry
    does not begin behind an empty line, they stand at the end.  Line ends are those of the
    file.  Taking the new entries out again gives *text*, byte for byte.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    places = _insertion_places(text)
    keys = [key for key, _ in places]
    in_order = keys == sorted(keys)
    last: list[str] = []
    before: dict[int, list[str]] = {}
    for key, entry in sorted(entries, key=lambda entry: entry[0].lower()):
        at = bisect_right(keys, key.lower()) if in_order else len(keys)
        lines = entry.replace("\r\n", "\n").rstrip("\n") + "\n"
        written = lines.replace("\n", newline)
        if at < len(keys) and places[at][1] >= 0:
            before.setdefault(places[at][1], []).append(written + newline)
        else:
            last.append(written)
    pieces: list[str] = []
    position = 0
    for place in sorted(before):
        pieces += [text[position:place], *before[place]]
        position = place
    pieces.append(text[position:])
    if last:
        end = text.rstrip("\n\r")
        gap = text[len(end) :].count("\n")
        pieces.append(newline * max(0, (2 if end.strip("\ufeff") else 0) - gap))
        pieces.append(newline.join(last))
    return "".join(pieces)


def _insertion_places(text: str) -> list[tuple[str, int]]:
    """Return the key of every entry, in lower case, and where something can be put before it.

    That is where its line begins, or the comment directly above it; -1 where neither an
    empty line nor the start of the file is above.
    """
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    mark = len(text) - len(text.removeprefix("\ufeff"))
    plain = text[mark:].replace("\r\n", "\n")
    places = []
    for found in scan(plain, {}):
        if not isinstance(found, Place):
            continue
        number = first = found.line - 1
        while number > 0 and lines[number - 1].lstrip().startswith("%"):
            number -= 1
        opens = number == first == 0
        free = opens or (number > 0 and _BLANK.match(lines[number - 1]) is not None)
        line_start = plain.rfind("\n", 0, found.start) + 1
        alone = not plain[line_start : found.start].strip()
        places.append((found.key.lower(), max(starts[number], mark) if free and alone else -1))
    return places


def _with_comment(text: str, start: int) -> int:
    """Return where the comment directly above an entry begins, else the start of its line."""
    start = text.rfind("\n", 0, start) + 1
    while start > 0:
        above = text.rfind("\n", 0, start - 1) + 1
        if not text[above:start].lstrip().startswith("%"):
            break
        start = above
    return start


def renamed(text: str, old: str, new: str) -> str:
    """Return *text* with the key *old* as *new*, in its entry and where others name it."""
    edits: list[tuple[int, int]] = []
    whole = rf"(?<![^\s,{{\"]){re.escape(old)}(?![^\s,}}\"])"
    for entry in entries_of(text):
        if entry.key == old:
            at = text.index(old, text.index("{", entry.start) if "{" in text[entry.start : entry.end]
                            else entry.start)  # fmt: skip
            edits.append((at, at + len(old)))
        for name, _value in entry.fields:
            if name.lower() in {"crossref", "xdata", "entryset", "related", "xref"}:
                pattern = re.compile(rf"(?i:\b{re.escape(name)})\s*=\s*([^\n]*)")
                for field in pattern.finditer(text, entry.start, entry.end):
                    for found in re.finditer(whole, field[1]):
                        start = field.start(1) + found.start()
                        edits.append((start, start + len(old)))
    for start, end in sorted(set(edits), reverse=True):
        text = text[:start] + new + text[end:]
    return text


# -- tidying ------------------------------------------------------------------------

# The order of the house: who, what, in what, when, which, by whom, where.
_ORDER = (
    "author editor editora editorb editorc translator title subtitle titleaddon origtitle "
    "shorttitle booktitle booksubtitle booktitleaddon maintitle mainsubtitle journaltitle journal "
    "journalsubtitle eventtitle issuetitle date year month day origdate edition series volume "
    "volumes number issue part chapter pages eid version type entrysubtype publisher institution "
    "school organization howpublished location address venue pubstate doi eprint eprinttype "
    "archiveprefix eprintclass primaryclass url urldate isbn issn langid language keywords"
).split()
_RANK = {name: place for place, name in enumerate(_ORDER)}


def tidied(text: str) -> str:
    """Return *text* with entries by key, fields in the house's order and in one column.

    Of a field that is there twice with the same value one is left.  Entries are sorted
    between what stands still: text, comments with empty lines around them, strings, broken
    entries.
    """
    style = style_of(text)
    there = entries_of(text)
    parts: list[str] = []
    run: list[tuple[str, str]] = []  # key, comment and entry
    position = 0

    def settle() -> None:
        parts.extend(part for _key, part in sorted(run, key=lambda each: each[0].lower()))
        run.clear()

    for entry in there:
        start = max(position, _with_comment(text, entry.start))
        between = text[position:start].strip("\r\n\t ")
        if between:
            settle()
            parts.append(between)
        comment = text[start : entry.start].strip("\r\n")
        if comment.strip():
            comment = comment.rstrip(" \t") + style.newline
        written = entry_text(entry.type, entry.key, _ordered(entry.fields), style)
        run.append((entry.key, comment.lstrip(" \t") + written))
        position = entry.end
    settle()
    rest = text[position:].strip("\r\n\t ")
    parts += [rest] if rest else []
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    gap = style.newline * 2
    return mark + gap.join(part.strip("\ufeff") for part in parts) + style.newline


def _ordered(fields: Sequence[RawField]) -> list[RawField]:
    kept: dict[tuple[str, str], RawField] = {}
    for name, value in fields:
        value = re.sub(r"\s*\n\s*", " ", value)  # noqa: PLW2901
        kept.setdefault((name.lower(), value), (name, value))
    return sorted(kept.values(), key=lambda field: _RANK.get(field[0].lower(), len(_RANK)))
