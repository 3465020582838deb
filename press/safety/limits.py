"""Limits: how much of a thing an article may have, each with the reason.

What costs time or memory without end stops a build for everybody; a limit stops it
for one file, with a line that says so.  They lie far above what anybody writes.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from press.text.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Letters of an article: three books of 300 pages.
LONGEST_TEXT = 2_000_000
#: Letters of a paragraph without a blank line: Markdown reads it as one, again and again.
LONGEST_PARAGRAPH = 100_000
#: Citations of an article: the e-book keeps the reference list's way back to each in memory.
MOST_CITATIONS = 1_500
#: Columns of a table: LaTeX sets no more on a page, and keeps each in a register.
MOST_COLUMNS = 40
#: Lists and quotations in each other: LaTeX sets four of a kind, and Markdown drops text at ten.
DEEPEST_LISTS = 4
#: Directives in each other: each calls the parser from within the parser.
DEEPEST_DIRECTIVES = 12
#: Files that include each other, and all that a document includes: each is read again.
DEEPEST_INCLUDES = 4
MOST_INCLUDES = 100
#: Brackets that open one after another: Markdown looks for the end of each.
MOST_OPEN_BRACKETS = 500
#: Runs of backticks of different lengths in one paragraph: Markdown looks for the end of each.
MOST_BACKTICKS = 50

#: Letters of a title, and of other fields of one line: cards, tabs, the contents hold them.
LONGEST_TITLE = 300
LONGEST_FIELD = 1_000
#: Items of a list in front matter: each author and topic has a page of its own.
MOST_ITEMS = 200
#: Bytes of a part of an address: file systems take 255, and suffixes are added.
LONGEST_PART = 200
#: Bytes of an address: what servers and zip files take without asking (RFC 9110, 4.1).
LONGEST_ADDRESS = 1_000

_CITATION = re.compile(r"\{cite(?::\w+)?\}`|(?<![\w\]])\[[^\[\]\n]{0,80}@\w")
_DELIMITERS = re.compile(r"[\s>|:-]*\|[\s|:-]*")
_FENCE = re.compile(r"(?P<before>[\s>]*)(?P<fence>`{3,}|~{3,}|:{3,})(?P<rest>.*)")
_ITEM = re.compile(r"(?:[-+*]|\d{1,9}[.)])(?=\s|$)")
# A line that starts with less than this cannot be in too many lists.
_DEEP = re.compile(rf"^[ \t>*+\-\d.)]{{{DEEPEST_LISTS + 1}}}", re.MULTILINE)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_RUN = re.compile(r"`+")


def text_faults(text: str, first_line: int = 1) -> Iterator[Finding]:
    """Yield the limits that *text*, that of an article or a page, goes beyond.

    *first_line* is the line at which *text* starts in its file.  Linear in the text.
    """
    if len(text) > LONGEST_TEXT:
        message = f"the text has {len(text):,} characters, {LONGEST_TEXT:,} is the most: divide it"
        yield Finding(first_line, "too-long", message)
        return
    if text.count("{cite") + text.count("@") > MOST_CITATIONS:
        number = sum(1 for _ in _CITATION.finditer(text))
        if number > MOST_CITATIONS:
            message = (
                f"the text cites {number:,} times, {MOST_CITATIONS:,} is the most: "
                "divide the article"
            )
            yield Finding(first_line, "too-many", message)
    yield from _paragraph_faults(text, first_line)
    yield from _table_faults(text, first_line)
    yield from _depth_faults(text, first_line)


def columns_fault(line: int, number: int) -> Finding | None:
    """Return the finding for a table of *number* columns, None where that is not too many."""
    if number <= MOST_COLUMNS:
        return None
    message = (
        f"the table has {number:,} columns, {MOST_COLUMNS} is the most: divide it, or give "
        "readers a .csv file"
    )
    return Finding(line, "too-many", message)


def widths_fault(line: int, widths: str) -> Finding | None:
    """Return the finding for columns whose widths (``:widths: 1 2 3``) TeX cannot count."""
    if all(len(number) < 4 for number in re.findall(r"\d+", widths)):
        return None
    message = f"widths are {widths[:40]}: write what part of the table each column takes, as in 1 2"
    return Finding(line, "bad-value", message)


def _paragraph_faults(text: str, first_line: int) -> Iterator[Finding]:
    # Most texts are below the limits as a whole.
    if not _paragraph_fault(text):
        return
    start = 0
    ends = [found.start() for found in _BLANK_LINE.finditer(text)]
    for end in (*ends, len(text)):
        if message := _paragraph_fault(text[start:end]):
            yield Finding(first_line + text.count("\n", 0, start + 1), "too-long", message)
        start = end + 1


def _paragraph_fault(paragraph: str) -> str:
    if len(paragraph) > LONGEST_PARAGRAPH:
        return (
            f"the paragraph has {len(paragraph):,} characters, {LONGEST_PARAGRAPH:,} is the most: "
            "divide it by blank lines"
        )
    if paragraph.count("[") > MOST_OPEN_BRACKETS:
        deepest = depth = 0
        for sign in re.finditer(r"[\[\]]", paragraph):
            depth = depth + 1 if sign[0] == "[" else max(0, depth - 1)
            deepest = max(deepest, depth)
        if deepest > MOST_OPEN_BRACKETS:
            return (
                f"{deepest:,} square brackets open here without an end, {MOST_OPEN_BRACKETS} is "
                r"the most: write \[ for a bracket that is text"
            )
    if paragraph.count("`") > MOST_BACKTICKS:
        lengths = {len(found[0]) for found in _RUN.finditer(paragraph)}
        if len(lengths) > MOST_BACKTICKS:
            return (
                f"runs of backticks have {len(lengths)} lengths here, {MOST_BACKTICKS} is the "
                r"most: write \` for a backtick that is text"
            )
    return ""


def _table_faults(text: str, first_line: int) -> Iterator[Finding]:
    if text.count("|") <= MOST_COLUMNS:
        return
    for number, line in enumerate(text.split("\n"), first_line):
        if line.count("|") > MOST_COLUMNS and _DELIMITERS.fullmatch(line) and "-" in line:
            columns = len([cell for cell in line.lstrip("> \t").strip("| \t").split("|") if cell])
            if finding := columns_fault(number, columns):
                yield finding


def _depth_faults(text: str, first_line: int) -> Iterator[Finding]:
    """Yield where lists and quotations, or directives, are in each other too deeply."""
    fenced = text.count("```") + text.count(":::") + text.count("~~~")
    if fenced <= DEEPEST_DIRECTIVES and not _DEEP.search(text):
        return
    lists: list[int] = []
    fences: list[str] = []
    told: set[str] = set()
    for number, line in enumerate(text.split("\n"), first_line):
        if not line or line.isspace():
            continue
        fence = _FENCE.match(line) if "```" in line or ":::" in line or "~~~" in line else None
        if fence is not None:
            _follow(fences, fence["fence"], fence["rest"])
        inside_code = bool(fences) and not fences[-1].endswith("{")
        depth = 0 if inside_code else _list_depth(line, lists)
        for kind, found, most in (
            ("lists and quotations", depth, DEEPEST_LISTS),
            ("directives", len(fences), DEEPEST_DIRECTIVES),
        ):
            if found > most and kind not in told:
                told.add(kind)
                message = (
                    f"{kind} are in each other here {found} deep, {most} is the most: "
                    "write it flatter"
                )
                yield Finding(number, "too-deep", message)


def _follow(fences: list[str], fence: str, rest: str) -> None:
    """Note that a fence opens or closes; one of a directive is noted with a brace behind it."""
    for at in range(len(fences) - 1, -1, -1):
        own = fences[at].rstrip("{")
        if not rest.strip() and fence.startswith(own):
            del fences[at:]
            return
        if not fences[at].endswith("{"):
            return  # In code, where nothing opens.
    is_directive = rest.lstrip().startswith("{") or fence.startswith(":")
    fences.append(f"{fence}{{" if is_directive else fence)


def _list_depth(line: str, lists: list[int]) -> int:
    """Return how many lists and quotations a line is in; *lists* are the columns of open items."""
    column = depth = 0
    rest = line.expandtabs(4)
    while True:
        stripped = rest.lstrip(" ")
        column += len(rest) - len(stripped)
        rest = stripped
        while lists and column < lists[-1]:
            lists.pop()
        if rest.startswith(">"):
            depth += 1
            column += 1
            rest = rest[1:]
            continue
        item = _ITEM.match(rest)
        if item is None:
            return depth + len(lists)
        column += item.end() + 1
        lists.append(column)
        rest = rest[item.end() + 1 :]
        if depth + len(lists) > DEEPEST_LISTS or not rest:
            return depth + len(lists)


#: Marks in the list of included files where one ends.
END = ""


def inclusion_fault(line: int, target: str, file: str, chain: Sequence[str]) -> Finding | None:
    """Return the finding for a file that may not be included here, None for one that may.

    *file* is its path; *chain* are the document's own path and those of the files that were
    included before, with :data:`END` where each of these ended.
    """
    opened: list[str] = []
    for name in chain:
        if name == END:
            opened.pop()
        else:
            opened.append(name)
    if file in opened:
        message = f"{target} includes itself: delete one of the two {{include}}"
        return Finding(line, "included-twice", message)
    if len(opened) > DEEPEST_INCLUDES:
        message = (
            f"files include each other here {len(opened)} deep, {DEEPEST_INCLUDES} is the most: "
            "write it flatter"
        )
        return Finding(line, "too-deep", message)
    if len(chain) > 2 * MOST_INCLUDES:
        message = f"the document includes more than {MOST_INCLUDES} files: write it flatter"
        return Finding(line, "too-many", message)
    return None
