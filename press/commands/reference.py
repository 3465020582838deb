"""``press reference [KEY…] [--file X.bib] [--format text|html|json]``: references as they are set.

For editors who want to see an entry as readers will, for tests, and for comparisons with
other styles.  Without keys all works are printed, in the order of a reference list.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from pybtex.backends import BaseBackend

from press import apa
from press.bibliography.reader import read_files
from press.citations.reference_html import reference_html
from press.commands import UsageError
from press.commands.bibliography_files import bibliography_files
from press.text.strings import nearest

if TYPE_CHECKING:
    import argparse

    from pybtex.richtext import BaseText

    from press.bibliography.works import Works
    from press.commands import Commands


def add(commands: Commands) -> None:
    """Give the command line this command."""
    command = commands.add_parser("reference", help="print works as the reference list sets them")
    command.add_argument("key", nargs="*", help="default: every work, in the order of a list")
    command.add_argument("--file", type=Path, action="append", help="default: conf.py's")
    command.add_argument("--format", choices=["text", "html", "json"], default="text")
    command.add_argument("--folder", type=Path, default=Path(), help="default: this one")
    command.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    works = _works(options.file, options.folder)
    keys = options.key or sorted(works, key=lambda key: apa.sort_key(works[key]))
    unknown = [key for key in keys if key not in works]
    for key in unknown:
        near = nearest(key, works)
        advice = f"did you mean {' or '.join(near)}?" if near else "no key is like it"
        print(f"{key} is no work in the bibliography: {advice}", file=sys.stderr)
    found = {key: apa.reference(works[key]) for key in keys if key in works}
    match options.format:
        case "text":
            for key, reference in found.items():
                print(f"{key}\t{plain_text(reference)}")
        case "html":
            for key, reference in found.items():
                print(f"{key}\t{reference_html(reference)}")
        case _:
            items = [_item(*each) for each in found.items()]
            print(json.dumps(items, ensure_ascii=False, indent=2))
    return 1 if unknown else 0


def _item(key: str, reference: BaseText) -> dict[str, str]:
    return {"key": key, "text": plain_text(reference), "html": reference_html(reference)}


def _works(files: list[Path] | None, folder: Path) -> Works:
    """Return the works of *files*, else those of the publication in *folder*, by key."""
    files = files or bibliography_files(folder)
    for path in files:
        if not path.is_file():
            raise UsageError(f"{path} is not there: name a .bib file with --file")
    return read_files(files).entries


class _PlainText(BaseBackend):  # type: ignore[misc]  # pybtex has no types
    """Rich text as text, italics between asterisks."""

    symbols: ClassVar[dict[str, str]] = {"ndash": "–", "newblock": " ", "nbsp": "\u00a0"}

    def format_str(self, text: str) -> str:
        return text

    def format_protected(self, text: str) -> str:
        return text

    def format_tag(self, tag: str, text: str) -> str:
        return f"*{text}*" if tag == "em" and text else text

    def format_href(self, url: str, text: str, external: bool = False) -> str:
        return text


_plain_text = _PlainText("utf-8")


def plain_text(reference: BaseText) -> str:
    """Return a reference as text, its italics between asterisks."""
    return str(reference.render(_plain_text))
