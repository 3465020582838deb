"""PDFs of a folder of pages for print: each set again only where it would be another.

A digest of the page, of its drawings and of the program that sets it decides.
Processes that have WeasyPrint and its fonts loaded share the pages.
"""

from __future__ import annotations

import gc
import hashlib
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING

from press.offprints import drawings
from press.rebuild.manifest import PAGES, Ledger, remove

if TYPE_CHECKING:
    from collections.abc import Iterator

_PDFS = ".pdfs.json"
_PUBLISHED = ".published.json"
_HERE = Path(__file__).parent
_SUFFIXES = (".pdf", ".epub")


def set_outdated(folder: Path, processes: int) -> dict[str, list[str]]:
    """Set what is out of date in *folder*; return by page what is wrong with it.

    The pages are those that the builder of offprints has on record there.  A PDF
    whose page is gone is removed, and so is that of a page at fault.
    """
    program = _program()
    pages = [name for name in Ledger.read(folder / PAGES).pages if name.endswith(".html")]
    before = Ledger.read(folder / _PDFS)
    wanted = {_pdf(page): _digest(program, folder / page) for page in sorted(pages)}
    outdated = [
        pdf
        for pdf, digest in wanted.items()
        if before.pages.get(pdf) != digest or not (folder / pdf).is_file()
    ]
    remove(folder, frozenset((before.files - wanted.keys()).union(outdated)))
    faults = dict(_set(folder, outdated, processes))
    made = {pdf: digest for pdf, digest in wanted.items() if pdf not in faults}
    Ledger(made, frozenset(made)).write(folder / _PDFS)
    return {_page(pdf): said for pdf, said in sorted(faults.items())}


def publish(folder: Path, site: Path) -> None:
    """Copy the offprints of *folder* to *site*, each beside its article's page.

    Offprints that were copied before and are no more are removed there.
    """
    before = Ledger.read(folder / _PUBLISHED)
    found = {*Ledger.read(folder / _PDFS).files, *Ledger.read(folder / PAGES).files}
    names = frozenset(name for name in found if name.endswith(_SUFFIXES))
    remove(site, before.files - names)
    # Before anything is copied: what is on record twice is removed all the same.
    Ledger({}, before.files | names).write(folder / _PUBLISHED)
    for name in sorted(names):
        target = site / name
        content = (folder / name).read_bytes()
        if not target.is_file() or target.read_bytes() != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            copyfile(folder / name, target)
    Ledger({}, names).write(folder / _PUBLISHED)


def _set(folder: Path, pdfs: list[str], processes: int) -> Iterator[tuple[str, list[str]]]:
    """Yield the PDFs that could not be set, each with what is wrong."""
    if not pdfs:
        return
    from press.offprints.typeset import typeset  # noqa: PLC0415 (most of a second, for nothing else)

    # A page leaves what only the collector finds; looking for it all the time is a tenth of the work.
    gc.freeze()
    gc.set_threshold(200_000, 50, 100)
    pages = [folder / _page(pdf) for pdf in pdfs]
    targets = [folder / pdf for pdf in pdfs]
    # Forked, so that WeasyPrint and the fonts are loaded once; nothing runs beside it here.
    with ProcessPoolExecutor(min(processes, len(pdfs)), get_context("fork")) as pool:
        folders = [folder] * len(pages)
        done = pool.map(typeset, pages, targets, folders, chunksize=4)
        for pdf, said in zip(pdfs, done, strict=True):
            if said:
                yield pdf, said


def _pdf(page: str) -> str:
    return page.removesuffix(".html") + ".pdf"


def _page(pdf: str) -> str:
    return pdf.removesuffix(".pdf") + ".html"


def _digest(program: str, page: Path) -> str:
    """Return a digest of all that decides on a page's PDF."""
    content = page.read_bytes()
    digest = hashlib.sha256(program.encode() + content)
    for path in drawings.files(content.decode("utf-8"), page.parent):
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()[:16]


def _program() -> str:
    """Return a digest of what sets the pages: code, style, fonts, packages."""
    digest = hashlib.sha256(" ".join(map(version, ("weasyprint", "ziamath"))).encode())
    files = [*_HERE.glob("*.py"), *_HERE.glob("templates/*.css"), *drawings.FONTS.parent.iterdir()]
    for path in sorted(files):
        digest.update(path.read_bytes())
    return digest.hexdigest()
