"""Markdown targets: what an article's text points at (works, pages, pictures), without a build.

A reader for checks, not a Markdown parser: it knows enough of MyST to leave
out code and comments, and gives the line of everything it finds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from press.apa import ROLES
from press.safety.markup import directive_fault
from press.text import pandoc_citations

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Pointer:
    """A citation's target, a link's address, a picture's file or a ``{doc}`` role's page.

    Also a ``{download}``, a file whose text is taken in ("file"; with its own markup, "include"),
    a directive that is refused, by its name, and an entry of a ``{toctree}`` with a title.
    A *mention* is what could be a key in a sentence; *foreign* is what to say of a citation in
    another system's dialect.
    """

    kind: Literal[
        "citation",
        "mention",
        "foreign",
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
_TARGET = re.compile(
    r"\s*(?:\{(?P<pre>[^{}]+)\})?\s*(?P<key>[^{}\s,]+)\s*(?:\{(?P<post>[^{}]+)\})?\s*"
)


def pointers(text: str, first_line: int = 1) -> Iterator[Pointer]:
    """Yield what *text* points at; *first_line* is the line at which it starts in its file."""
    prose, pictures = _without_code(text, first_line)
    yield from pictures
    spans = list(_SPAN.finditer(prose))
    for span in spans:
        line = first_line + prose.count("\n", 0, span.start())
        role = span["role"] or ""
        told = pandoc_citations.advice_for_role(role, span["content"], ROLES)
        if told:
            yield Pointer("foreign", told, line)
        elif role == "cite" or role.startswith("cite:"):
            yield Pointer("citation", span["content"], line)
        elif role == "raw":
            yield Pointer("directive", role, line)
        elif role in {"doc", "download"}:
            titled = _TITLED.fullmatch(span["content"])
            target = titled[1] if titled else span["content"].strip()
            yield Pointer("page" if role == "doc" else "download", target, line)
    bare = _SPAN.sub(lambda span: re.sub(r"[^\n]", " ", span[0]), prose)
    yield from _in_other_words(prose, bare, first_line)
    prose = bare
    for link in _LINK.finditer(prose):
        line = first_line + prose.count("\n", 0, link.start())
        target = _ESCAPED.sub(r"\1", link[2] or link[3] or "")
        yield Pointer("image" if link[1] else "link", target, line)
    for link in _AUTOLINK.finditer(prose):
        yield Pointer("link", link[1], first_line + prose.count("\n", 0, link.start()))
    for definition in _DEFINITION.finditer(prose):
        line = first_line + prose.count("\n", 0, definition.start())
        yield Pointer("link", definition[1], line)


# What could start a citation that is no role.
_SIGN = re.compile(r"(?<!\\)\[(?=[^\]]*@)|-?@(?=[\w{])|\\(?=[A-Za-z])|:(?=\w*cite)|\{(?=\w*cite)")


def _in_other_words(prose: str, bare: str, first_line: int) -> Iterator[Pointer]:
    """Yield the citations that are no roles: Pandoc's, and those of other dialects to be told.

    *bare* is *prose* with blanks for code and roles.
    """
    defined = {" ".join(found[1].split()).upper() for found in _LABEL.finditer(prose)}
    end = 0
    for sign in _SIGN.finditer(bare):
        at = sign.start()
        if at < end:
            continue
        line = first_line + prose.count("\n", 0, at)
        # A citation is inside a paragraph.
        stop = prose.find("\n\n", at)
        text = prose[max(0, at - 1) : stop if stop >= 0 else len(prose)]
        place = min(at, 1)
        told = pandoc_citations.foreign(text, place)
        if told is not None:
            end = at + told.end - place
            yield Pointer("foreign", pandoc_citations.advice(text[place : told.end]), line)
        elif sign[0] == "[":
            found = pandoc_citations.bracketed(text, place)
            label = " ".join(text[place + 1 : found.end - 1].split()).upper() if found else ""
            if found is not None and label not in defined:
                end = at + found.end - place
                for work in found.works:
                    yield Pointer("citation", work.key, line)
        elif candidate := pandoc_citations.candidate(text, place):
            yield Pointer("mention", candidate, line)


_LABEL = re.compile(r"^ {0,3}\[(?!\^)([^\]\n]+)\]:", re.MULTILINE)


def cited_keys(target: str) -> list[str] | None:
    """Return the keys in a citation's target, ``None`` where it does not follow the grammar."""
    targets = cited_targets(target)
    return None if targets is None else [key for _pre, key, _post in targets]


def cited_targets(target: str) -> list[tuple[str, str, str]] | None:
    """Return the words before, the key and the words behind of each work in a citation's target.

    ``None`` where it does not follow the grammar.
    """
    targets = []
    position = 0
    while (match := _TARGET.match(target, position)) is not None:
        targets.append((match["pre"] or "", match["key"], match["post"] or ""))
        position = match.end() + 1
        if match.end() == len(target):
            return targets
        if target[match.end()] != ",":
            return None
    return None


def key_spans(prose: str, key: str) -> Iterator[tuple[int, int]]:
    """Yield where *key* stands as the key of a work in the citation roles of *prose*."""
    for span in _SPAN.finditer(prose):
        if not (span["role"] or "").startswith("cite"):
            continue
        at = span.start("content")
        while (match := _TARGET.match(prose, at, span.end("content"))) is not None:
            if match["key"] == key:
                yield match.span("key")
            at = match.end() + 1


def prose_of(text: str) -> str:
    """Return *text*, a page's file, with blanks for its front matter, code and comments.

    Every character that is left stands where it stood.
    """
    lines = text.split("\n")
    kept, _pictures = _without_code(text, 1)
    blanked = []
    head = _head(lines)
    for number, (line, rest) in enumerate(zip(lines, kept.split("\n"), strict=True)):
        if number < head or not rest:
            blanked.append(" " * len(line))
        else:
            blanked.append(" " * (len(line) - len(rest)) + rest if line.endswith(rest) else line)
    prose = "\n".join(blanked)
    return _SPAN.sub(
        lambda span: span[0] if span["role"] else re.sub(r"[^\n]", " ", span[0]), prose
    )


def _head(lines: list[str]) -> int:
    """Return the number of lines of a file's front matter."""
    if lines[0].rstrip() != "---":
        return 0
    ends = (place for place, line in enumerate(lines[1:], 2) if line.rstrip() == "---")
    return next(ends, 0)


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
