"""Articles and works as records of the site's open data, and lists of records as JSON.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from press import csl

if TYPE_CHECKING:
    from pybtex.database import Entry

    from press.article import Article

ARTICLES = "articles.json"
WORKS = "works.json"


def article(said: Article, address: str, cited: Sequence[str]) -> dict[str, Any]:
    """Return the record of an article at *address* that cites works by their keys."""
    record: dict[str, Any] = {
        "id": said.docname,
        "url": address,
        "title": said.title,
        "subtitle": said.subtitle,
        "date": said.date.isoformat(),
        "updated": said.updated.isoformat() if said.updated else "",
        "section": said.section,
        "topics": list(said.topics),
        "authors": list(said.authors),
        "language": said.lang,
        "summary": said.summary,
        "words": said.words,
        "works": list(cited),
        "further-reading": list(said.further_reading),
        "corrections": [
            {"date": note.date.isoformat(), "kind": note.kind, "text": note.text}
            for note in said.corrections
        ],
    }
    optional = {"subtitle", "updated", "further-reading"}
    return {name: value for name, value in record.items() if value or name not in optional}


def work(entry: Entry, citing: Iterable[str], listing: Iterable[str]) -> dict[str, Any]:
    """Return a work as a CSL-JSON item with the addresses of articles.

    *citing* cite it in their text, *listing* name it for further reading: under
    ``custom``, which CSL-JSON keeps for what its variables do not say.
    """
    custom = {"cited-by": list(citing), "further-reading-in": list(listing)}
    return {**csl.item(entry), "custom": {name: value for name, value in custom.items() if value}}


def array(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield a JSON array, a record a line."""
    before = "[\n"
    for record in records:
        yield before + json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
