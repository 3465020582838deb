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

from press.offprints import drawings, formulas, tags

# Read when the first font is asked for: the machine's own fonts set nothing.
os.environ["FONTCONFIG_FILE"] = str(drawings.FONTS)

import weasyprint
from weasyprint.text.fonts import FontConfiguration

STYLE = Path(__file__).parent / "templates" / "offprint.css"

_fonts = FontConfiguration()
_style = weasyprint.CSS(filename=STYLE, font_config=_fonts)


class _Remarks(logging.Handler):
    """Keeps what WeasyPrint says of a page."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def typeset(page: Path, pdf: Path) -> list[str]:
    """Set the HTML file *page* as the file *pdf*; return what is wrong with it.

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
        document = weasyprint.HTML(string=text, base_url=str(page))
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
