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

from press.bibliography.reader import read_files
from press.citations.domain import cite_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def on_builder_inited(app: Sphinx) -> None:
    """Read the files of ``bibtex_bibfiles`` when one of them changed."""
    paths = [(app.confdir / name).resolve() for name in app.config.bibtex_bibfiles or ()]
    encoding = app.config.bibtex_encoding
    domain = cite_domain(app.env)
    if paths and not is_bibdata_outdated(domain.bibdata, paths, encoding):
        return
    bibliography = read_files(paths, domain.readings)
    files = {path: BibFile(mtime=get_mtime(path), keys={}) for path in paths}
    # The works are not kept here: nothing of sphinxcontrib-bibtex that is in use looks at them.
    bibdata = BibData(encoding=encoding, bibfiles=files, data=BibliographyData())
    domain.note_bibliography(bibdata, bibliography)
