"""Typesetting an offprint: WeasyPrint, with the fonts of the printed volume, makes its PDF.

The PDF is tagged (PDF/UA-1, ISO 14289-1): headings, lists, tables, figures with
their text alternatives, links; title and language are the page's.  It names no
clock and no folder, so that the same page makes the same bytes.

Loading this module loads WeasyPrint.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from press.offprints import drawings, formulas, tags

# Read when the first font is asked for: the machine's own fonts set nothing.
os.environ["FONTCONFIG_FILE"] = str(drawings.FONTS)

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

STYLE = Path(__file__).parent / "templates" / "offprint.css"

_fonts = FontConfiguration()
_style = weasyprint.CSS(filename=STYLE, font_config=_fonts)


class Fetcher(URLFetcher):  # type: ignore[misc]
    """Fetches what lies in the folder that is being built, or in the page, and nothing else."""

    def __init__(self, folder: Path) -> None:
        super().__init__(allowed_protocols=("file", "data"), allow_redirects=False)
        self.folder = folder.resolve()

    def fetch(self, url: str, headers: Any = None) -> Any:
        """Return the response for *url*; raise :exc:`ValueError` for what lies elsewhere."""
        where = urlsplit(url)
        if where.scheme != "data":
            path = Path(unquote(where.path)).resolve()
            if where.scheme != "file" or where.netloc or not path.is_relative_to(self.folder):
                raise ValueError(f"{url} is not in the folder of the offprints")
        return super().fetch(url, headers)


class _Remarks(logging.Handler):
    """Keeps what WeasyPrint says of a page."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def typeset(page: Path, pdf: Path, folder: Path) -> list[str]:
    """Set the HTML file *page* of *folder* as the file *pdf*; return what is wrong with it.

    A letter that no font has, an image that is missing, a formula that cannot be
    drawn: where anything is wrong there is no PDF.
    """
    remarks = _Remarks()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(remarks)
    logger.propagate = False
    try:
        text = page.read_text("utf-8")
        text = drawings.outlined(formulas.drawn(text), page.parent)
        document = weasyprint.HTML(string=text, base_url=str(page), url_fetcher=Fetcher(folder))
        content = document.write_pdf(
            finisher=tags.complete,
            font_config=_fonts,
            stylesheets=[_style],
            pdf_variant="pdf/ua-1",
        )
    except ValueError as error:
        return [str(error)]
    finally:
        logger.removeHandler(remarks)
    if not remarks.said:
        pdf.write_bytes(content)
    return list(dict.fromkeys(remarks.said))
