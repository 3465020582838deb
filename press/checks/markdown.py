"""Markdown targets: what an article's text points at (works, pages, pictures), without a build.

A reader for checks, not a Markdown parser: it knows enough of MyST to leave
out code and comments, and gives the line of everything it finds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from press.safety.markup import directive_fault

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Pointer:
    """A citation's target, a link's address, a picture's file or a ``{doc}`` role's page.

    Also a ``{download}``, a file whose text is taken in ("file"; with its own markup, "include"),
    a directive that is refused, by its name, and an entry of a ``{toctree}`` with a title.
    """

    kind: Literal[
        "citation",
        "link",
        "image",
        "page",
        "download",
        "file",
        "include",
        "directive",
        "entry",
        "target",
        "widths",
    ]
    target: str
    line: int


_FENCE = re.compile(r"[\s>]*(`{3,}|~{3,}|:{3,})\s*(.*?)\s*")
_DIRECTIVE = re.compile(r"\{([\w:.+-]+)\}\s*(.*)")
_CODE = frozenset(
    {"code", "code-block", "csv-table", "eval-rst", "highlight", "include", "literalinclude"}
    | {"math", "raw", "sourcecode", "tabularcolumns", "toctree"}
)
# What options of a directive name.
_OPTION = re.compile(r":(file|url|diff|target|widths):\s*(\S.*?)\s*")
_OPTION_KINDS: dict[str, Literal["file", "target", "widths"]] = {
    "file": "file",
    "url": "file",
    "diff": "file",
    "target": "target",
    "widths": "widths",
}
_PICTURES = frozenset({"figure", "image"})
# A code span or, with a name in braces before it, a role; neither runs past a blank line.
_SPAN = re.compile(
    r"(?<![\\`])(?:\{(?P<role>[\w:.+-]+)\})?(?P<ticks>`+)(?!`)"
    r"(?P<content>(?:(?!\n[^\S\n]*\n).)+?)(?<!`)(?P=ticks)(?!`)",
    re.DOTALL,
)
_LINK = re.compile(r"(!\[[^\[\]]*)?\]\(\s*(?:<([^<>\n]*)>|([^\s()]*(?:\([^\s()]*\)[^\s()]*)*))")
# https://spec.commonmark.org/0.31.2/#absolute-uri, and a character behind a backslash
_AUTOLINK = re.compile(r"(?<!\()<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*)>")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[^\S\n]+<?([^\s>]+)", re.MULTILINE)
_TITLED = re.compile(r".*<([^<>]+)>\s*", re.DOTALL)
# sphinxcontrib-bibtex's grammar (citation_target.py): {pre}key{post}, separated by commas.
_TARGET = re.compile(r"\s*(?:\{[^{}]+\})?\s*(?P<key>[^{}\s,]+)\s*(?:\{[^{}]+\})?\s*")


def pointers(text: str, first_line: int = 1) -> Iterator[Pointer]:
    """Yield what *text* points at; *first_line* is the line at which it starts in its file."""
    prose, pictures = _without_code(text, first_line)
    yield from pictures
    spans = list(_SPAN.finditer(prose))
    for span in spans:
        line = first_line + prose.count("\n", 0, span.start())
        role = span["role"] or ""
        if role == "cite" or role.startswith("cite:"):
            yield Pointer("citation", span["content"], line)
        elif role == "raw":
            yield Pointer("directive", role, line)
        elif role in {"doc", "download"}:
            titled = _TITLED.fullmatch(span["content"])
            target = titled[1] if titled else span["content"].strip()
            yield Pointer("page" if role == "doc" else "download", target, line)
    prose = _SPAN.sub(lambda span: re.sub(r"[^\n]", " ", span[0]), prose)
    for link in _LINK.finditer(prose):
        line = first_line + prose.count("\n", 0, link.start())
        target = _ESCAPED.sub(r"\1", link[2] or link[3] or "")
        yield Pointer("image" if link[1] else "link", target, line)
    for link in _AUTOLINK.finditer(prose):
        yield Pointer("link", link[1], first_line + prose.count("\n", 0, link.start()))
    for definition in _DEFINITION.finditer(prose):
        line = first_line + prose.count("\n", 0, definition.start())
        yield Pointer("link", definition[1], line)


def cited_keys(target: str) -> list[str] | None:
    """Return the keys in a citation's target, ``None`` where it does not follow the grammar."""
    keys = []
    position = 0
    while (match := _TARGET.match(target, position)) is not None:
        keys.append(match["key"])
        position = match.end() + 1
        if match.end() == len(target):
            return keys
        if target[match.end()] != ",":
            return None
    return None


def _without_code(text: str, first_line: int) -> tuple[str, list[Pointer]]:
    """Return *text* with code and comments as empty lines, and the pictures of directives."""
    kept: list[str] = []
    pictures: list[Pointer] = []
    open_fences: list[str] = []
    code = ""
    in_toctree = False
    opened = 0  # the line of the directive whose options stand here
    for number, line in enumerate(text.split("\n"), first_line):
        option = _OPTION.fullmatch(line.strip()) if opened else None
        if option is not None:
            kind = _OPTION_KINDS[option[1]]
            pictures.append(Pointer(kind, option[2], opened if kind == "file" else number))
        elif not line.lstrip().startswith((":", "---")):
            opened = 0
        fence = _FENCE.fullmatch(line)
        closes = fence is not None and not fence[2]
        if code:
            entry = _TITLED.fullmatch(line) if in_toctree else None
            if entry is not None:
                pictures.append(Pointer("entry", entry[1], number))
            if fence is not None and closes and fence[1].startswith(code):
                code = ""
            kept.append("")
        elif fence is None:
            kept.append("" if line.startswith("%") else line)
        elif closes and open_fences and fence[1].startswith(open_fences[-1]):
            open_fences.pop()
            kept.append("")
        else:
            directive = _DIRECTIVE.fullmatch(fence[2])
            in_toctree = directive is not None and directive[1] == "toctree"
            if directive is not None:
                refused = directive_fault(number, directive[1], in_article=True)
                opened = 0 if refused else number
                pictures += _named_by(directive[1], directive[2], number)
            if directive is None or directive[1] in _CODE:
                code = "" if directive is None and fence[1].startswith(":") else fence[1]
                kept.append("")
                continue
            open_fences.append(fence[1])
            pictured = directive[1] in _PICTURES
            if pictured:
                pictures.append(Pointer("image", directive[2], number))
            kept.append("" if pictured else directive[2])
    return "\n".join(kept), pictures


def _named_by(name: str, argument: str, line: int) -> Iterator[Pointer]:
    """Yield a directive itself and, where its argument is one, the file that it takes in."""
    if directive_fault(line, name, in_article=True):
        yield Pointer("directive", name, line)
    if argument and name in {"include", "literalinclude"}:
        yield Pointer("include" if name == "include" else "file", argument, line)
