"""Articles and works as records of the site's open data, and lists of them as JSON.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from press.articles.model import Article

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


def work(item: str, citing: Iterable[str], listing: Iterable[str]) -> str:
    """Return a work's record from its CSL-JSON *item* and the addresses of articles.

    *citing* cite it in their text, *listing* name it for further reading: under
    ``custom``, which CSL-JSON keeps for what its variables do not say.
    """
    custom = {"cited-by": list(citing), "further-reading-in": list(listing)}
    said = as_json({name: value for name, value in custom.items() if value})
    return f'{item[:-1]},"custom":{said}}}'


def as_json(record: object) -> str:
    """Return a record in one line."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def array(records: Iterable[str]) -> Iterator[str]:
    """Yield a JSON array of records that are JSON already, one a line."""
    before = "[\n"
    for record in records:
        yield before + record
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
