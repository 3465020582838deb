"""``press refs tidy|unused|rename``: the care of the bibliography.

``tidy`` puts entries and fields in order and shows what would change; ``unused`` lists the
works that nothing cites; ``rename OLD NEW`` gives a work another key, in the ``.bib`` file, in
all articles, and in what is kept of the source.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from press.bibliography import bib_text
from press.bibliography.reader import read, read_files
from press.checks.checks import check
from press.checks.markdown import key_spans, prose_of
from press.commands import UsageError
from press.commands.bibliography_files import article_files, bibliography_files
from press.commands.changes import read_exactly, show_or_write
from press.text.pandoc_citations import KEY
from press.text.strings import nearest

if TYPE_CHECKING:
    import argparse

    from press.commands import Commands


def add(commands: Commands) -> None:
    """Give the command line this command."""
    command = commands.add_parser(
        "refs", help="tidy the bibliography, list unused works, rename one"
    )
    kinds = command.add_subparsers(required=True, metavar="tidy|unused|rename")
    tidy = kinds.add_parser(
        "tidy", help="order, indentation, doubled fields; shows what would change"
    )
    tidy.add_argument("file", nargs="*", type=Path, help="default: conf.py's")
    tidy.add_argument("--write", action="store_true", help="change the files")
    tidy.set_defaults(run=_tidy)
    unused = kinds.add_parser("unused", help="list the works that nothing cites")
    unused.set_defaults(run=_unused)
    rename = kinds.add_parser("rename", help="give a work another key, wherever it stands")
    rename.add_argument("old")
    rename.add_argument("new")
    rename.add_argument("--dry-run", action="store_true", help="only show what would change")
    rename.set_defaults(run=_rename)
    for each in (tidy, unused, rename):
        each.add_argument("--folder", type=Path, default=Path(), help="default: this one")


def _tidy(options: argparse.Namespace) -> int:
    changes = {}
    for path in options.file or bibliography_files(options.folder):
        if not path.is_file():
            raise UsageError(f"{path} is not there: name a .bib file")
        text = read_exactly(path)
        after = bib_text.tidied(text)
        if _works(text) != _works(after):
            raise UsageError(f"{path} cannot be tidied without a change of what it says: "
                             "mend what `press check` tells of it first")  # fmt: skip
        changes[path] = (text, after)
    return show_or_write(changes, write=options.write)


def _works(text: str) -> dict[str, str]:
    return dict(sorted(read(text).entries.digests().items()))


def _unused(options: argparse.Namespace) -> int:
    found = [(path, f) for path, f in check(options.folder) if f.code == "uncited"]
    for path, finding in found:
        print(f"{path}:{finding.line}: {finding.work}")
    return 1 if found else 0


def _rename(options: argparse.Namespace) -> int:
    old, new = options.old, options.new
    paths = bibliography_files(options.folder)
    bibliography = read_files(paths)
    if old not in bibliography.places:
        near = nearest(old, bibliography.entries)
        advice = f"did you mean {' or '.join(near)}?" if near else "no key is like it"
        raise UsageError(f"{old} is no key of the bibliography: {advice}")
    if not re.fullmatch(r"\w(?:[\w:.+/-]*\w)?", new):
        raise UsageError(f"{new} cannot be cited: use letters, digits and - _ : . + / inside")
    taken = {key.lower(): key for key in bibliography.places}.get(new.lower())
    if taken not in {None, old}:
        raise UsageError(f"{taken} is the key of another work: choose another")
    changes = {}
    for path in paths:
        text = read_exactly(path)
        changes[path] = (text, bib_text.renamed(text, old, new))
    for path in article_files(options.folder):
        text = read_exactly(path)
        changes[path] = (text, renamed_in_article(text, old, new))
    status = show_or_write(changes, write=not options.dry_run)
    record = options.folder / "sources" / f"{old}.json"
    if record.is_file() and not options.dry_run:
        record.rename(record.with_name(f"{new}.json"))
        print(record.with_name(f"{new}.json"))
    return status


def renamed_in_article(text: str, old: str, new: str) -> str:
    """Return an article's file with the key *old* as *new* in citations and ``further-reading``."""
    prose = prose_of(text)
    edits = [(start, end, new) for start, end in key_spans(prose, old)]
    braced = new if re.fullmatch(KEY, new) else f"{{{new}}}"
    markdown = re.compile(
        rf"(?<![\w\\/])@(?:\{{{re.escape(old)}\}}|{re.escape(old)}(?!\w|[:.#$%&+?<>~/-]\w))"
    )
    edits += [(found.start() + 1, found.end(), braced) for found in markdown.finditer(prose)]
    edits += [(start, end, new) for start, end in _further_reading(text, old)]
    for start, end, key in sorted(set(edits), reverse=True):
        text = text[:start] + key + text[end:]
    return text


def _further_reading(text: str, key: str) -> list[tuple[int, int]]:
    """Return where *key* stands in the front matter's list of further reading."""
    head = re.match(r"---[ \t]*\r?\n.*?\n---[ \t]*\r?\n", text, re.DOTALL)
    field = re.search(
        r"^further-reading:.*?(?=^\S)", head[0] if head else "", re.DOTALL | re.MULTILINE
    )
    if field is None:
        return []
    whole = re.compile(rf"(?<![^\s,\[\"']){re.escape(key)}(?![^\s,\]\"'])")
    return [found.span() for found in whole.finditer(text, field.start(), field.end())]
