"""PDF tags that WeasyPrint leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pydyf

if TYPE_CHECKING:
    from weasyprint import Document


def complete(document: Document, pdf: Any) -> None:
    """Say of every header cell in *pdf* whether it heads its column or its row.

    ISO 14289-1, 7.5, and ISO 32000-1, table 349: a row of nothing but headers
    heads the columns below it.  A ``finisher`` of WeasyPrint's.
    """
    elements = {
        thing.number: thing
        for thing in pdf.objects
        if isinstance(thing, pydyf.Dictionary) and thing.get("Type") == "/StructElem"
    }
    for row in [element for element in elements.values() if element.get("S") == "/TR"]:
        cells = [elements[int(reference.split()[0])] for reference in row["K"]]
        heads = [cell for cell in cells if cell.get("S") == "/TH"]
        scope = "/Column" if len(heads) == len(cells) else "/Row"
        for cell in heads:
            cell["A"]["Scope"] = scope
