"""Open data of the site: ``articles.json`` and ``works.json``.

Every article as its front matter tells it, and every work as CSL-JSON with the
articles that cite it.  They are written a record at a time, and again only
where an article or a work changed.

Articles and works as records of the site's open data, and lists of them as JSON.
"""

from __future__ import annotations

import json
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from press.articles.domain import article_domain
from press.bibliography import csl
from press.citations.domain import cite_domain
from press.core import addresses
from press.core.documents import document_domain
from press.core.site_files import SiteFile
from press.rebuild.atomic import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from press.articles.model import Article
    from press.citations.domain import CiteDomain


# Items of works, kept beside the doctrees; raise the version whenever press.bibliography.csl changes.
_MEMORY = "works-csl.json"
_VERSION = 1


def on_press_site_files(
    app: Sphinx,
    builder: StandaloneHTMLBuilder,
    listed: Mapping[str, Any],
    shown: Mapping[str, str],
) -> Iterator[SiteFile]:
    """Yield both files."""
    if not addresses.site(app.config):
        return
    cites = cite_domain(app.env)
    contents = document_domain(app.env).data["content"]
    articles = [(name, contents.get(name)) for name in sorted(article_domain(app.env).articles)]
    cited = sorted(cites.data["said"].items())
    keys = list(cites.works)
    yield SiteFile(ARTICLES, (articles, cited, keys), lambda: _articles(builder))
    works = [(key, digest, _places(cites, key)) for key, digest in _by_key(cites)]
    memory = Path(app.doctreedir) / _MEMORY
    yield SiteFile(WORKS, works, lambda: _works(builder, memory))


def _by_key(cites: CiteDomain) -> list[tuple[str, str]]:
    return sorted(cites.works.digests().items())


def _places(cites: CiteDomain, key: str) -> tuple[Sequence[str], Sequence[str]]:
    """Return the documents that cite a work, and those that list it for further reading."""
    return cites.index.readers(key), cites.index.listed_in(key)


def _articles(builder: StandaloneHTMLBuilder) -> Iterator[str]:
    domain = article_domain(builder.env)
    cites = cite_domain(builder.env)

    def cited(docname: str) -> list[str]:
        found = cites.index.cited.get(docname, ())
        keys = dict.fromkeys(target.key for citation in found for target in citation.targets)
        return [key for key in keys if key in cites.works]

    return array(
        as_json(article_record(article, addresses.of_page(builder, docname), cited(docname)))
        for docname, article in sorted(domain.articles.items())
    )


def _works(builder: StandaloneHTMLBuilder, memory: Path) -> Iterator[str]:
    cites = cite_domain(builder.env)
    items = _items(cites, memory)
    at = lru_cache(maxsize=None)(partial(addresses.of_page, builder))
    return array(
        work_record(item, *(map(at, docnames) for docnames in _places(cites, key)))
        for key, (_digest, item) in items.items()
    )


def _items(cites: CiteDomain, memory: Path) -> dict[str, list[str]]:
    """Return every work's digest and CSL-JSON item; those that did not change are remembered.

    An item takes a tenth of a millisecond, and a new article would pay for all works.
    """
    try:
        kept = json.loads(memory.read_text("utf-8"))
        known = kept["items"] if kept["version"] == _VERSION else {}
    except (OSError, ValueError, LookupError, TypeError):
        known = {}
    items = {}
    for key, digest in _by_key(cites):
        if key in known and known[key][0] == digest:
            items[key] = known[key]
        else:
            items[key] = [digest, as_json(csl.item(cites.works[key]))]
    if items != known:
        text = json.dumps({"version": _VERSION, "items": items}, ensure_ascii=False)
        write_whole(memory, text)
    return items


ARTICLES = "articles.json"
WORKS = "works.json"


def article_record(said: Article, address: str, cited: Sequence[str]) -> dict[str, Any]:
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


def work_record(item: str, citing: Iterable[str], listing: Iterable[str]) -> str:
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
