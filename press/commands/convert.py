"""``press convert --to roles|markdown [FILE…]``: citations written the other way.

``[@key, p. 4]`` becomes ``{cite:p}`key{p. 4}```, or the other way round.  Without ``--write``
the change is only shown.  Only what says the same is changed, and no other byte: what cannot
be said in the other way stays as it is.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from press.bibliography.reader import read_files
from press.checks.markdown import cited_targets, prose_of
from press.commands import UsageError
from press.commands.bibliography_files import article_files, bibliography_files
from press.commands.changes import read_exactly, show_or_write
from press.text import pandoc_citations

if TYPE_CHECKING:
    import argparse
    from collections.abc import Container, Iterator

    from press.commands import Commands


def add(commands: Commands) -> None:
    """Give the command line this command."""
    command = commands.add_parser("convert", help="write citations as roles, or as Markdown's own")
    command.add_argument("file", nargs="*", type=Path, help="default: every article")
    command.add_argument("--to", choices=["markdown", "roles"], required=True)
    command.add_argument("--write", action="store_true", help="change the files")
    command.add_argument("--folder", type=Path, default=Path(), help="default: this one")
    command.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    known = read_files(bibliography_files(options.folder)).entries
    paths = options.file or article_files(options.folder)
    ways = {"roles": to_roles, "markdown": to_markdown}
    changes = {}
    for path in paths:
        if not path.is_file():
            raise UsageError(f"{path} is not there: name an article's file")
        text = read_exactly(path)
        changes[path] = (text, ways[options.to](text, known))
    return show_or_write(changes, write=options.write)


_ROLE = re.compile(r"(?<![\\`])\{(cite(?::[a-z]+)?)\}`([^`]+)`(?!`)")
_BLANK = re.compile(r"\n[ \t\r]*\n")
_SIGN = re.compile(r"(?<!\\)\[(?=[^\]]*@)|-?@(?=[\w{])")


def to_roles(text: str, known: Container[str]) -> str:
    """Return *text*, an article's file, with Pandoc's citations as roles."""
    prose = prose_of(text)
    parts: list[str] = []
    done = 0
    for sign in _SIGN.finditer(prose):
        at = sign.start()
        if at < done:
            continue
        paragraph, place = _paragraph(prose, at)
        if sign[0] == "[":
            found = pandoc_citations.bracketed(paragraph, place)
        else:
            found = pandoc_citations.bare(paragraph, place, known)
        end = at + found.end - place if found else 0
        # A role ends in a backtick, to which another one behind it would add.
        if found is not None and text[end : end + 1] != "`":
            parts += [text[done:at], pandoc_citations.as_roles(found)]
            done = end
    return "".join([*parts, text[done:]])


def to_markdown(text: str, known: Container[str]) -> str:
    """Return *text*, an article's file, with roles as Pandoc's citations."""
    prose = prose_of(text)
    parts: list[str] = []
    done = 0
    for role in _ROLE.finditer(prose):
        written = next(
            (
                form
                for form in _forms(role[1], role[2])
                if _means(text[done : role.start()], form, text[role.end() :], role, known)
            ),
            None,
        )
        if written is not None:
            parts += [text[done : role.start()], written]
            done = role.end()
    return "".join([*parts, text[done:]])


def _paragraph(prose: str, at: int) -> tuple[str, int]:
    """Return the text around a place up to the paragraph's end, and the place in it."""
    stop = _BLANK.search(prose, at)
    return prose[max(0, at - 1) : stop.start() if stop else len(prose)], min(at, 1)


def _forms(role: str, content: str) -> Iterator[str]:
    targets = cited_targets(content)
    if targets is None:
        return
    if role == "cite:t" and len(targets) == 1 and not targets[0][0]:
        _pre, key, post = targets[0]
        name = key if re.fullmatch(pandoc_citations.KEY, key) else f"{{{key}}}"
        yield f"@{name} [{post}]" if post else f"@{name}"
        yield f"@{{{key}}} [{post}]" if post else f"@{{{key}}}"
    if role in {"cite", "cite:p", "cite:yearpar"}:
        minus = "-" if role == "cite:yearpar" else ""
        written = []
        for pre, key, post in targets:
            name = key if re.fullmatch(pandoc_citations.KEY, key) else f"{{{key}}}"
            words = f"{pre} {minus}@{name}" if pre else f"{minus}@{name}"
            written.append(f"{words}, {post}" if post else words)
        yield f"[{'; '.join(written)}]"


def _means(before: str, form: str, after: str, role: re.Match[str], known: Container[str]) -> bool:
    """Say whether *form* in its place is read as the role."""
    start = before[-1:]
    paragraph = start + form + after.partition("\n\n")[0]
    if form.startswith("["):
        found = pandoc_citations.bracketed(paragraph, len(start))
    else:
        found = pandoc_citations.bare(paragraph, len(start), known)
    if found is None or found.end != len(start) + len(form):
        return False
    name = "cite:p" if role[1] == "cite" else role[1]
    ((again, content),) = pandoc_citations.pieces(found)
    return again == name and cited_targets(content) == cited_targets(role[2])
