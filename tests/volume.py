"""A printed volume: built from its sources as ``make latexpdf`` does, and read as a reader does."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pikepdf

ROOT = Path(__file__).resolve().parents[1]

#: A tiny publication of everything that has ever gone wrong in print.
TRAPS = ROOT / "tests/roots/test-print"


@dataclass(frozen=True)
class Link:
    """A link inside the volume: where it stands (in points from above) and where it leads."""

    page: int
    box: tuple[float, float, float, float]
    target: str


@dataclass(frozen=True)
class Bookmark:
    """An entry of the outline."""

    title: str
    page: int
    children: tuple[Bookmark, ...]


class Volume:
    """The PDF that a folder of sources becomes."""

    def __init__(self, source: Path, out: Path, **settings: object) -> None:
        self.out = out / "latex"
        sphinx = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "latex"]
        sphinx += [f"-D{name}={value}" for name, value in settings.items()]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        environment.pop("SOURCE_DATE_EPOCH", None)
        _run([*sphinx, "-d", str(out / "doctrees"), str(source), str(self.out)], environment)
        (self.tex,) = self.out.glob("*.tex")
        _run([str(ROOT / "tools/typeset"), str(self.tex)], environment)
        self.path = self.tex.with_suffix(".pdf")

    @cached_property
    def log(self) -> str:
        """The log of the last run."""
        return self.path.with_suffix(".log").read_text("utf-8", "replace")

    @property
    def passes(self) -> int:
        """How often LaTeX has run."""
        said = self.path.with_suffix(".latexmk.log").read_text("utf-8", "replace")
        return said.count("\nRun number ")

    @cached_property
    def pdf(self) -> pikepdf.Pdf:
        """The PDF's structure."""
        return pikepdf.open(self.path)

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page."""
        return self.read("-layout").split("\f")[:-1]

    @cached_property
    def text(self) -> str:
        """All text, with single spaces."""
        return " ".join(self.read().split())

    @cached_property
    def outline(self) -> tuple[Bookmark, ...]:
        """The bookmarks as a reader sees them."""
        with self.pdf.open_outline() as outline:
            return tuple(map(self._bookmark, outline.root))

    @cached_property
    def destinations(self) -> dict[str, tuple[int, float]]:
        """Every named place: its page, counted from 1, and its height there."""
        names = pikepdf.NameTree(self.pdf.Root.Names.Dests)
        return {str(name): self._place(value) for name, value in names.items()}

    @cached_property
    def addresses(self) -> set[str]:
        """Every address on the web that a link leads to."""
        annotations = [a for page in self.pdf.pages for a in page.get("/Annots", [])]
        return {str(a.A.URI) for a in annotations if "/A" in a and "/URI" in a.A}

    @cached_property
    def links(self) -> list[Link]:
        """Every link inside the volume."""
        return list(self._links())

    def number(self, page: int) -> str:
        """Return what a reader's program calls a page, which is what is printed on it."""
        return str(self.pdf.pages[page - 1].label)

    def words(self, page: int) -> dict[str, tuple[float, float]]:
        """Return a page's words with their left and right edges."""
        box = self.read("-bbox", "-f", str(page), "-l", str(page))
        found = re.findall(r'xMin="([\d.]+)".*?xMax="([\d.]+)".*?>(.*?)</word>', box)
        return {word: (float(left), float(right)) for left, right, word in found}

    def columns(self, page: int) -> list[str]:
        """Return the text of a page's two columns."""
        box = self.pdf.pages[page - 1].mediabox
        width, height = int(box[2]), int(box[3])
        halves = ((0, width // 2), (width // 2, width))
        return [
            self.read(
                *("-layout", "-f", str(page), "-l", str(page), "-r", "72"),
                *("-x", str(left), "-y", "0", "-W", str(right - left), "-H", str(height)),
            )
            for left, right in halves
        ]

    def fonts(self) -> dict[str, bool]:
        """Return the fonts' names, each with whether it is embedded."""
        lines = _run(["pdffonts", str(self.path)]).splitlines()[2:]
        return {line.split()[0].split("+")[-1]: line.split()[-5] == "yes" for line in lines}

    def covered(self, link: Link) -> str:
        """Return the text that a link covers."""
        return self._crop(link.page, *link.box)

    def reached(self, link: Link) -> str:
        """Return the text that a link leads to: the lines at its place."""
        page, height = self.destinations[link.target]
        return self._crop(page, 0, self._height(page) - height, 600, 26)

    def _links(self) -> Iterator[Link]:
        for number, page in enumerate(self.pdf.pages, 1):
            for annotation in page.get("/Annots", []):
                if annotation.Subtype != "/Link" or "/A" not in annotation:
                    continue
                action = annotation.A
                if action.S == "/GoTo":
                    x0, y0, x1, y1 = map(float, annotation.Rect)
                    box = (x0, self._height(number) - y1, x1 - x0, y1 - y0)
                    yield Link(number, box, str(action.D))

    def _height(self, page: int) -> float:
        return float(self.pdf.pages[page - 1].mediabox[3])

    def _bookmark(self, item: pikepdf.OutlineItem) -> Bookmark:
        name = str(item.action.D if item.action is not None else item.destination)
        return Bookmark(
            item.title, self.destinations[name][0], tuple(map(self._bookmark, item.children))
        )

    def _place(self, value: pikepdf.Object) -> tuple[int, float]:
        array = value.D if isinstance(value, pikepdf.Dictionary) else value
        return pikepdf.Page(array[0]).index + 1, float(array[3])

    def _crop(self, page: int, x: float, y: float, width: float, height: float) -> str:
        box = [f"-{name}" for name in "xyWH"]
        sizes = [str(round(value)) for value in (x, max(y, 0), width + 1, height + 1)]
        numbers = [part for pair in zip(box, sizes, strict=True) for part in pair]
        return " ".join(self.read("-f", str(page), "-l", str(page), "-r", "72", *numbers).split())

    def read(self, *options: str) -> str:
        """Return what pdftotext makes of it."""
        return _run(["pdftotext", *options, str(self.path), "-"])


def copy(source: Path, target: Path) -> Path:
    """Return a copy of a folder of sources, to be changed or built elsewhere."""
    shutil.copytree(source, target)
    return target


def _run(
    command: list[str], environment: dict[str, str] | None = None, folder: Path | None = None
) -> str:
    done = subprocess.run(
        command, env=environment, cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise VolumeError(f"{command[0]} failed:\n{done.stdout[-4000:]}{done.stderr[-4000:]}")
    return done.stdout


class VolumeError(Exception):
    """A program failed; the message is what it said."""
