r"""Finder of formulas: where they stand in an article's text, and what is wrong with them, unbuilt.

The text is read by markdown-it with the plug-ins that MyST has
(https://myst-parser.readthedocs.io/en/latest/syntax/optional.html): between dollars, in the role and
in the directive ``{math}``, in whatever a directive holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from press.formulas import dollars
from press.formulas.grammar import read
from press.formulas.scanner import FormulaError
from press.text.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

#: A directive in a directive in a directive: nobody writes more.
_DEEPEST = 30
_DIRECTIVE = re.compile(r"\{([\w:.+-]+)\}\s*(.*)", re.DOTALL)
_OPTION = re.compile(r":[\w-]+:")
# What these hold is no text.
_CODE = frozenset(
    "code code-block csv-table eval-rst highlight include listing literalinclude parsed-literal "
    "raw sourcecode toctree".split()
)


@dataclass(frozen=True)
class Found:
    """A formula in an article's text."""

    source: str
    #: Where it begins, counted from 1 in the file.
    line: int
    #: Whether it stands on lines of its own.
    block: bool


def faults(text: str, first_line: int = 1, *, between_dollars: bool = True) -> Iterator[Finding]:
    """Yield what is wrong with the formulas of *text*, which starts in *first_line* of its file."""
    for found in formulas(text, first_line, between_dollars=between_dollars):
        try:
            read(found.source, block=found.block)
        except FormulaError as error:
            yield Finding(found.line, "math", str(error))


def formulas(text: str, first_line: int = 1, *, between_dollars: bool = True) -> Iterator[Found]:
    """Yield the formulas of *text*; *between_dollars* says that dollar signs may begin one."""
    if "$" in text or "math}" in text:
        yield from _in_text(text, first_line, between_dollars, _DEEPEST)


@cache
def _parser(between_dollars: bool) -> MarkdownIt:
    parser = (
        MarkdownIt("commonmark")
        .enable("table")
        .use(myst_block_plugin)
        .use(myst_role_plugin)
        .use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
        .use(colon_fence_plugin)
        .use(deflist_plugin)
        .use(attrs_plugin, spans=True, span_after="footnote_ref")
    )
    parser.disable(["html_block", "html_inline"])
    if between_dollars:
        parser.use(dollarmath_plugin, double_inline=True)
        dollars.use(parser)
    return parser


def _in_text(text: str, first: int, between_dollars: bool, depth: int) -> Iterator[Found]:
    place = 0
    for token in _parser(between_dollars).parse(text):
        place = token.map[0] if token.map else place
        if token.type in {"math_block", "math_block_label"}:
            yield Found(token.content, first + place, block=True)
        elif token.type in {"fence", "colon_fence"}:
            yield from _in_directive(token, first + place, between_dollars, depth)
        elif token.type == "inline":
            yield from _in_line(token, first + place)


def _in_line(token: Token, line: int) -> Iterator[Found]:
    children = token.children or []
    alone = len([child for child in children if child.content.strip() or child.nesting]) == 1
    for child in children:
        if child.type in {"math_inline", "math_inline_double"}:
            at = line + child.meta.get("line", 0)
            yield Found(child.content, at, block=alone and child.markup == "$$")
        elif child.type == "myst_role" and child.meta.get("name") == "math":
            yield Found(child.content, line, block=False)


def _in_directive(token: Token, line: int, between_dollars: bool, depth: int) -> Iterator[Found]:
    directive = _DIRECTIVE.fullmatch(token.info.strip())
    if directive is None or directive[1] in _CODE or not depth:
        return
    lines = token.content.split("\n")
    skipped = _options(lines)
    content = "\n".join(lines[skipped:])
    if directive[1] == "math":
        source = "\n\n".join(part for part in (directive[2], content) if part.strip())
        yield Found(source, line, block=True)
        return
    yield from _in_text(directive[2], line, between_dollars, 0)
    yield from _in_text(content, line + 1 + skipped, between_dollars, depth - 1)


def _options(lines: list[str]) -> int:
    """Return how many lines at the start of a directive are its options."""
    if lines and lines[0].strip() == "---":
        ends = (number for number, each in enumerate(lines[1:], 2) if each.strip() == "---")
        return next(ends, 0)
    return next((n for n, each in enumerate(lines) if not _OPTION.match(each.lstrip())), len(lines))
