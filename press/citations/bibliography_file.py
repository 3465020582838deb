"""Bibliography files: read once a build, and no entry is lost to another's fault.

sphinxcontrib-bibtex reads on ``builder-inited`` and stops at a repeated key.
This extension reads first, with our tolerant reader, and leaves the result
where sphinxcontrib-bibtex looks for it, marked with the file's time, so that
it finds everything up to date.  Of a changed file only the changed entries are parsed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pybtex.database import BibliographyData
from sphinxcontrib.bibtex.bibfile import BibData, BibFile, get_mtime, is_bibdata_outdated

from press.bibliography.reader import read_file
from press.citations.domain import cite_domain

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx

    from press.bibliography.reader import Reading
    from press.bibliography.works import Work
    from press.text.findings import Finding


def on_builder_inited(app: Sphinx) -> None:
    """Read the files of ``bibtex_bibfiles`` when one of them changed."""
    paths = [(app.confdir / name).resolve() for name in app.config.bibtex_bibfiles or ()]
    encoding = app.config.bibtex_encoding
    domain = cite_domain(app.env)
    if paths and not is_bibdata_outdated(domain.bibdata, paths, encoding):
        return
    files: dict[Path, BibFile] = {}
    works: dict[str, Work] = {}
    readings: dict[bytes, Reading] = {}
    findings: list[tuple[str, Finding]] = []
    for path in paths:
        files[path] = BibFile(mtime=get_mtime(path), keys={})
        bibliography = read_file(path, domain.readings)
        findings.extend((str(path), finding) for finding in bibliography.findings)
        readings.update(bibliography.readings)
        for work in bibliography.entries.plain():
            works.setdefault(work.key.lower(), work)
    # The works are not kept here: nothing of sphinxcontrib-bibtex that is in use looks at them.
    bibdata = BibData(encoding=encoding, bibfiles=files, data=BibliographyData())
    domain.note_bibliography(bibdata, tuple(works.values()), readings, findings)
