"""Links between the pages of an archive: an address of the old site becomes a link to an article.

A link that leads nowhere any more (a path without its site) keeps its words and loses its
address, which the report names.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin, urlsplit

from press.core.layout import slug_of
from press.importing.ghost import SITE
from press.importing.page_model import Block, Page, Remark, mapped, walk
from press.importing.source_files import is_picture_name
from press.text.strings import slugify

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_LONGEST_LABEL = 100
_KNOWN = re.compile(r"(?:https?|mailto):", re.IGNORECASE)


@dataclass(frozen=True)
class Map:
    """Where the addresses of the old site are now."""

    #: From a former path without slashes at its ends, or suffix ``.html``, to a document's name.
    documents: Mapping[str, str]
    #: The hosts of the old site.
    hosts: frozenset[str]


def path_key(path: str) -> str:
    """Return a path as :attr:`Map.documents` has it."""
    return re.sub(r"\.html?$", "", unquote(path).strip("/"))


def map_of(known: Mapping[str, str], pages: Iterable[tuple[str, str]]) -> Map:
    """Return the map of what is known and of a run's pages: their addresses and documents."""
    documents = {path_key(path): docname for path, docname in known.items()}
    hosts = set()
    for address, docname in pages:
        parts = _split(address)
        if path_key(parts[1]):
            documents[path_key(parts[1])] = docname
        if parts[0]:
            hosts.add(parts[0])
    return Map(documents, frozenset(hosts))


def _split(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address.replace(SITE, ""))
    except ValueError:
        return "", ""
    return parts.netloc.lower().removeprefix("www."), parts.path


def linked(
    blocks: Sequence[Block], page: Page, docname: str, places: Map
) -> tuple[tuple[Block, ...], tuple[Remark, ...]]:
    """Return blocks with every link leading where it can, and what is to be told."""
    remarks: list[Remark] = []
    headings = {block.name for block in walk(blocks) if block.kind == "heading" and block.name}
    reached: set[str] = set()
    anchors = {}
    for link in {span.link for block in walk(blocks) for span in block.spans if "#" in span.link}:
        name = _within(link, page.address, docname, places)
        if name is not None:
            anchors[link] = name if name in headings else ""
            reached.add(anchors[link])

    def change(block: Block) -> Block:
        if block.kind == "heading" and block.name:
            label = anchor(docname, block.name) if block.name in reached else ""
            block = replace(block, name=label)
        if not any(span.link for span in block.spans):
            return block
        spans = []
        for span in block.spans:
            if not span.link:
                spans.append(span)
                continue
            if span.link in anchors:
                name = anchors[span.link]
                spans.append(replace(span, link=f"#{anchor(docname, name)}" if name else ""))
                continue
            link = resolved(span.link, page.address, docname, places)
            part = urlsplit(span.link).fragment if link.endswith(".md") else ""
            if part:
                message = f"the link to the part #{part} of {link} leads to the whole article"
                remarks.append(Remark("note", "link-part", message, span.text))
            if span.kind == "picture" and is_picture_name(urlsplit(span.link).path):
                link = ""  # A picture that led to its own file.
            elif not link:
                message = f"the link to {span.link} leads to no page that is known and was taken away: write its whole address"
                remarks.append(Remark("note", "link", message, span.text))
            spans.append(replace(span, link=link))
        return replace(block, spans=tuple(spans))

    return mapped(blocks, change), tuple(dict.fromkeys(remarks))


def anchor(docname: str, name: str) -> str:
    """Return the label of a heading, of its article's slug and its name in the source.

    MyST takes a hundred letters of ASCII; what is longer or in another script is a digest.
    """
    label = slugify(f"{slug_of(docname)}-{unquote(name)}")
    if label.isascii() and len(label) <= _LONGEST_LABEL:
        return label
    return f"part-{sha256(f'{docname}#{name}'.encode()).hexdigest()[:16]}"


def _within(link: str, base: str, docname: str, places: Map) -> str | None:
    """Return the name of a place in the page itself to which a link leads; None for others."""
    try:
        whole = urljoin(base, link)
        host, path = _split(whole)
        fragment = unquote(urlsplit(whole).fragment)
    except ValueError:
        return None
    if link.startswith("#"):
        return fragment
    own = host in places.hosts or link.startswith(SITE)
    return fragment if own and places.documents.get(path_key(path)) == docname else None


def resolved(link: str, base: str, docname: str, places: Map) -> str:
    """Return where a link leads now: an article's file, an address, "" for nowhere."""
    link = link.strip()
    if link.lower().startswith("mailto:"):
        return link
    try:
        if link.startswith("//"):
            link = f"https:{link}"
        own = link.startswith(SITE) or not re.match(r"[a-z][a-z0-9+.-]*:", link, re.IGNORECASE)
        if own and not link.startswith(SITE):
            link = urljoin(base, link) if base else link
        host, path = _split(link)
        if own or host in places.hosts:
            target = places.documents.get(path_key(path))
            if target == docname:
                target = None
            if target:
                start = posixpath.dirname(docname)
                return quote(f"{posixpath.relpath(target, start)}.md", safe="/.-_")
    except ValueError:
        return ""
    return link if _KNOWN.match(link) and SITE not in link else ""
