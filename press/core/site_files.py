"""Site files that are no pages: feeds, the sitemap, data, redirects.

Each says what decides its bytes, and can make them.  :mod:`press.site.output_folder` asks the
extensions for theirs with the event ``press-site-files``, has those made again
whose digest changed, and removes those that nobody asks for any more.
"""

from __future__ import annotations

import filecmp
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

#: The event: called with the application, the builder, the pages without a source file by
#: their names, and a digest of what each page shows; returns the files, in any order.
EVENT = "press-site-files"


@dataclass(frozen=True)
class SiteFile:
    """A file by its name in the site's folder, with forward slashes.

    *shown* is plain data: while it is the same, and the settings are, so are the
    bytes.  *make* is called when all pages are written, and yields the text in
    pieces.  Without it the file is written by who asks for it, with its page.
    """

    name: str
    shown: object = None
    make: Callable[[], Iterable[str]] | None = None


def text_file(name: str, text: str) -> SiteFile:
    """Return a small file, whose text is known already."""
    return SiteFile(name, text, lambda: [text])


def write_pieces(path: Path, pieces: Iterable[str]) -> None:
    """Write a text file as a whole, a piece at a time; leave one that holds the same alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    with new.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(pieces)
    if path.is_file() and filecmp.cmp(new, path, shallow=False):
        new.unlink()
    else:
        os.replace(new, path)  # noqa: PTH105 (Sphinx's paths are text, whose replace is another)
