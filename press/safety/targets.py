"""Targets: what a document names (a link, a picture, a download, a file to include), judged.

Each function takes the document's file, the line and the target as it is written, and
returns a finding or None.  The build calls them on what it has read, ``press check`` on
what it finds in the text: same code, same words.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, unquote_to_bytes

from press.safety import image_content, limits
from press.safety.image_content import KINDS
from press.safety.paths import Refusal, Sources
from press.safety.picture_sources import is_remote
from press.safety.schemes import link_fault, scheme_of
from press.text import characters
from press.text.findings import Finding
from press.text.strings import nearest, read_text

if TYPE_CHECKING:
    from collections.abc import Collection

#: Kinds of files that a reader may be given: none of them runs in a browser, as HTML, XML,
#: scripts and style sheets do, served from the publication's own address.
DOWNLOADS = frozenset(
    ".bib .bz2 .csv .docx .epub .flac .geojson .gz .ics .ipynb .json .log .m4a .md .mp3 .mp4 "
    ".odp .ods .odt .oga .ogg .ogv .parquet .pdf .ppt .pptx .py .r .rds .ris .rtf .sav .doc .dta "
    ".sql .srt .tab .tar .tex .toml .tsv .txt .wav .webm .xls .xlsx .xz .yaml .yml .zip".split()
) | {*KINDS, ".svg"}

#: Schemes of MyST's own, which name files and documents.
_PROJECT = ("project:", "path:")
_INVENTORY = "inv"
_SUFFIX = re.compile(r"\.\w+$")
_DATA = re.compile(r"data:image/(png|jpe?g|gif|webp)((?:;[\w=.-]+)*?)(;base64)?,", re.IGNORECASE)

_MISSING = {".md": "missing-article"}


@dataclass(frozen=True)
class Targets:
    """The judge of targets in the publication of *sources*.

    *schemes* are those that ``myst_url_schemes`` in ``conf.py`` allows beside the usual ones.
    """

    sources: Sources
    schemes: Collection[str] = ()

    # -- links ------------------------------------------------------------------

    def link(self, document: Path, line: int, target: str) -> Finding | None:
        """Return what is wrong with a link to an address, a document or a file."""
        if target.startswith(_PROJECT):
            target = target.partition(":")[2]
        scheme = scheme_of(target)
        if scheme:
            return None if scheme == _INVENTORY else link_fault(line, target, self.schemes)
        if target.startswith(("#", "//")) or not target.strip():
            return None
        path = unquote(re.split(r"[#?]", target, maxsplit=1)[0])
        named = self.sources.name_of(path, document) if path else ""
        if isinstance(named, Refusal):
            return _finding(line, target, named)
        if _leaves(named):
            return self._resolved(document, line, path, target)
        if not _SUFFIX.search(path) and not Path(self.sources.folder, named).is_file():
            return None  # A label, which only the build can know.
        if path.endswith(".md"):
            return self._resolved(document, line, path, target, "missing-article")
        return self.download(document, line, path, target)

    def led_to(self, document: Path, line: int, target: str) -> Finding | None:
        """Return what is wrong with what a picture leads to (``:target:``): no label, but all else."""
        path = unquote(re.split(r"[#?]", target, maxsplit=1)[0])
        if scheme_of(target) or not path or target.startswith("//") or path.endswith(".md"):
            return self.link(document, line, target)
        return self.download(document, line, path, target)

    def page(self, document: Path, line: int, target: str) -> Finding | None:
        """Return what is wrong with a document's name, as the role ``{doc}`` takes it."""
        named = self.sources.name_of(target, document)
        if isinstance(named, Refusal):
            return _finding(line, target, named)
        return self._resolved(document, line, f"{target}.md", target, "missing-article")

    def download(self, document: Path, line: int, path: str, target: str = "") -> Finding | None:
        """Return what is wrong with a file that readers are given: *path*, written as *target*."""
        target = target or path
        if scheme_of(path):
            return link_fault(line, path, self.schemes)
        file = self.sources.resolve(path, document)
        if isinstance(file, Refusal):
            return self._refused(document, line, path, target, file, "missing-file")
        suffix = file.suffix.lower()
        if suffix not in DOWNLOADS:
            message = (
                f"{target} is no kind of file to give to readers, since a browser might run it: "
                "link to a page on the web, or put the text into a PDF or a .txt file"
            )
            return Finding(line, "forbidden-file", message)
        if suffix in KINDS or suffix == ".svg":
            return _picture_finding(line, target, file)
        return None

    # -- pictures ---------------------------------------------------------------

    def picture(self, document: Path, line: int, target: str) -> Finding | None:
        """Return what is wrong with a picture's file, or with one that stands in the text (``data:``).

        Whether a picture of another site may be shown is another question
        (:mod:`press.safety.picture_sources`).
        """
        if target[:5].lower() == "data:":
            reason = _data_fault(target)
            message = f"{target[:40]}… {reason}: put a file beside the article"
            return Finding(line, "bad-image", message) if reason else None
        if is_remote(target):
            scheme = scheme_of(target)
            return link_fault(line, target) if scheme not in {"", "http", "https"} else None
        path = self.picture_path(document, target)
        file = self.sources.resolve(path, document)
        shown = target if path.isascii() else path
        if isinstance(file, Refusal):
            return self._refused(document, line, path, shown, file, "missing-image")
        return _picture_finding(line, shown, file)

    def picture_path(self, document: Path, target: str) -> str:
        """Return the path that a picture's *target* stands for: Markdown writes a space as ``%20``."""
        if "%" in target and isinstance(self.sources.resolve(target, document), Refusal):
            return unquote(target)
        return target

    # -- files that become text ---------------------------------------------------

    def included(self, document: Path, line: int, target: str) -> Finding | None:
        """Return what is wrong with a file whose text an article takes in (``{include}`` and others)."""
        if scheme_of(target) or target.startswith("//"):
            message = f"{target} is no file of the publication: put it beside the article"
            return Finding(line, "outside-sources", message)
        file = self.sources.resolve(target, document)
        if isinstance(file, Refusal):
            return self._refused(document, line, target, target, file, "missing-file")
        text, faults = read_text(file)
        faults = (*faults, *characters.text_faults(text), *limits.text_faults(text))
        if faults:
            first = min(faults)
            name = Path(os.path.relpath(file, self.sources.folder)).as_posix()
            message = f"{target} cannot be taken in: {name}:{first.line}: {first.message}"
            return Finding(line, first.code, message)
        return None

    # -- findings -----------------------------------------------------------------

    def _resolved(
        self, document: Path, line: int, path: str, target: str, missing: str = "missing-file"
    ) -> Finding | None:
        file = self.sources.resolve(path, document)
        if isinstance(file, Refusal):
            return self._refused(document, line, path, target, file, missing)
        return None

    def _refused(
        self, document: Path, line: int, path: str, target: str, refusal: Refusal, missing: str
    ) -> Finding:
        if refusal.code != "missing-file":
            return _finding(line, target, refusal)
        near = self._near(document, path)
        advice = f"did you mean {near}?" if near else refusal.advice
        return Finding(line, missing, f"{target} {refusal.reason}: {advice}")

    def _near(self, document: Path, path: str) -> str:
        """Return the name in the folder of a missing file that is most like it, "" for none."""
        named = self.sources.name_of(path, document)
        if isinstance(named, Refusal):
            return ""
        file = Path(self.sources.folder, named)
        try:
            names = [other.name for other in file.parent.iterdir() if other.suffix == file.suffix]
        except (OSError, ValueError):
            return ""
        return next(iter(nearest(file.name, sorted(names), 1)), "")


def _leaves(name: str) -> bool:
    """Say whether a path leads out of the publication or into what is hidden, there or not."""
    return any(part.startswith(".") and part != "." for part in name.split("/"))


def _finding(line: int, target: str, refusal: Refusal) -> Finding:
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in target[:200])
    return Finding(line, refusal.code, f"{shown} {refusal.reason}: {refusal.advice}")


def _picture_finding(line: int, target: str, file: Path) -> Finding | None:
    reason = image_content.fault(file)
    if not reason:
        return None
    return Finding(line, "bad-image", f"{target} {reason}: save the picture anew")


def _data_fault(target: str) -> str:
    found = _DATA.match(target)
    if found is None:
        return "is no picture that may stand in the text: it is none of PNG, JPEG, GIF and WebP"
    body = target[found.end() :]
    try:
        content = base64.b64decode(body, validate=True) if found[3] else unquote_to_bytes(body)
    except (binascii.Error, ValueError):
        return "cannot be read"
    kind = found[1].upper().replace("JPG", "JPEG")
    return image_content.raster_fault(content, kind)
