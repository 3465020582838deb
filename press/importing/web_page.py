"""Saved web pages: the article on a page, whatever else the site put around it.

The element that holds the article is the one that says so (``article``, ``main``) and holds most
of the prose; a page without one is read whole, but for what its classes and links give away as
furniture.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from press.importing import furniture
from press.importing.bylines import read_names
from press.importing.html_blocks import Options, Walker
from press.importing.html_notes import find_notes
from press.importing.html_source import attribute, read_html, squeezed, text_inside, tokens
from press.importing.page_model import Page
from press.importing.reader import Opened, Reader, digest

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|article|main|div|section|p|h[1-6]|table|ul|ol)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(r"</(?:p|div|article|body|h[1-6]|li|td)\s*>", re.IGNORECASE)
_HEAD = re.compile(r"<head\b[^>]*>(?P<head>.*?)(?:</head\s*>|<body\b)", re.IGNORECASE | re.DOTALL)
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_SITE = re.compile(r"\s+[|·•»–—:-]\s+[^|·•»–—]{2,60}$")
_BYLINE = re.compile(
    r"(?:by-?line|authors?|vcard|dateline|(?:entry|post|article)[-_]{1,2}(?:meta|date|author|info|byline)|meta|posted-on|published(?:-on|-date)?|date|timestamp|pub-?date|reading-time)",
)


def _recognises(opened: Opened) -> bool:
    start = opened.text[:4096].lstrip("\ufeff")
    return bool(_PAGE.match(start)) or len(_TAGS.findall(opened.text[:20_000])) > 3


@dataclass
class _Meta:
    """What a page's head says of it."""

    names: dict[str, list[str]] = field(default_factory=dict)
    title: str = ""
    canonical: str = ""
    data: dict[str, object] = field(default_factory=dict)

    def first(self, *names: str) -> str:
        return next((value for name in names for value in self.names.get(name, ()) if value), "")


def _read(opened: Opened) -> Iterator[Page]:
    text = opened.text
    meta = _meta(text)
    tree = read_html(text)
    lang = _lang(text)
    root = _root(tree.body)
    title = _title(tree.body, root, meta)
    options = Options(
        notes=find_notes(tree.body),
        lang=lang,
        root=root,
        bold_headings=next(tree.body.iter("h2", "h3", "h4"), None) is None,
        fields=_bylines(root if root is not None else tree.body),
    )
    walker = Walker(options)
    blocks = walker.blocks(tree.body)
    day = meta.first(
        "article:published_time",
        "datepublished",
        "date",
        "dc.date",
        "dc.date.issued",
        "citation_publication_date",
        "pubdate",
        "sailthru.date",
    )
    day = (
        day
        or str(meta.data.get("datePublished") or "")
        or _time(root if root is not None else tree.body)
    )
    updated = meta.first("article:modified_time", "datemodified", "last-modified") or str(
        meta.data.get("dateModified") or ""
    )
    saved = _SAVED.search(text[:2000])
    topics = meta.names.get("article:tag", []) or [
        word for given in meta.names.get("keywords", []) for word in re.split(r"\s*[,;]\s*", given)
    ]
    yield Page(
        origin=opened.source.name,
        digest=digest(text),
        reader=READER.name,
        blocks=blocks,
        source_words=tree.text,
        source_alts=tree.alts,
        address=meta.canonical or (saved[1] if saved else ""),
        title=title,
        date=_day(day),
        updated=_day(updated),
        sections=tuple(
            filter(
                None, (meta.first("article:section"), str(meta.data.get("articleSection") or ""))
            )
        ),
        topics=tuple(filter(None, topics)),
        authors=_authors(meta),
        summary=meta.first("description", "og:description", "twitter:description"),
        lang=lang,
        remarks=tuple(walker.remarks),
        files=opened.source.folder.read,
    )


READER = Reader("web page", _recognises, _read)


def _day(text: str) -> str:
    found = re.match(r"\d{4}-\d{2}-\d{2}", text.replace("/", "-"))
    return found[0] if found else ""


def _lang(text: str) -> str:
    found = re.search(
        r"""<html\b[^>]*?\blang\s*=\s*["']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)""",
        text[:4096],
        re.IGNORECASE,
    )
    return found[1].lower() if found and "-" not in found[1] else found[1] if found else ""


def _meta(text: str) -> _Meta:
    """Read a page's head, and the data for search engines wherever it stands."""
    found = _HEAD.search(text)
    meta = _Meta()
    for block in re.findall(
        r"""<script\b[^>]*application/ld\+json[^>]*>(.*?)</script""",
        text,
        re.IGNORECASE | re.DOTALL,
    ):
        meta.data |= _article_data(block)
    if found is None:
        return meta
    parser = etree.HTMLParser(encoding="utf-8", no_network=True)
    page = f"<html><head>{found['head']}</head><body></body></html>"
    head = etree.fromstring(page.encode("utf-8", "replace"), parser)
    for part in head.iter("meta", "link", "title") if head is not None else ():
        if part.tag == "title":
            meta.title = meta.title or squeezed(part.text or "")
        elif part.tag == "link":
            if "canonical" in (part.get("rel") or "").lower().split():
                meta.canonical = attribute(part, "href")
        else:
            name = (part.get("property") or part.get("name") or part.get("itemprop") or "").lower()
            if name and part.get("content"):
                meta.names.setdefault(name, []).append(attribute(part, "content"))
    meta.canonical = meta.canonical or meta.first("og:url")
    return meta


def _article_data(text: str) -> dict[str, object]:
    """Return schema.org's article in a page's JSON-LD, nothing where there is none."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    waiting = [data]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            if "datePublished" in item or str(item.get("@type", "")).endswith(
                ("Article", "BlogPosting")
            ):
                return item
            waiting.extend(value for value in item.values() if isinstance(value, dict | list))
    return {}


def _authors(meta: _Meta) -> tuple[str, ...]:
    given: list[str] = []
    people = meta.data.get("author")
    for person in people if isinstance(people, list) else [people]:
        name = person.get("name") if isinstance(person, dict) else person
        if isinstance(name, str):
            given.append(name)
    if not given:
        given = [
            name
            for value in meta.names.get("author", []) or meta.names.get("article:author", [])
            if not value.startswith("http")
            for name in read_names(value) or (value,)
        ]
    return tuple(dict.fromkeys(filter(None, map(squeezed, given))))


def _title(body: etree._Element, root: etree._Element | None, meta: _Meta) -> str:
    """Return a page's title: its only main heading, or what its head says without the site's name."""
    headings = [
        h for h in (root if root is not None else body).iter("h1") if squeezed(text_inside(h))
    ]
    headings = headings or [h for h in body.iter("h1") if squeezed(text_inside(h))]
    named = (
        meta.first("og:title", "twitter:title")
        or str(meta.data.get("headline") or "")
        or meta.title
    )
    if len(headings) == 1:
        return squeezed(text_inside(headings[0]))
    for heading in headings:
        text = squeezed(text_inside(heading))
        if text and named.startswith(text):
            return text
    if named:
        first = _starting(body, named)
        return first or (named if meta.first("og:title") == named else _SITE.sub("", named))
    return squeezed(text_inside(headings[0])) if headings else ""


def _starting(body: etree._Element, named: str) -> str:
    """Return the text of the block with which the title in the head begins."""
    for element in body.iter("h1", "h2", "h3", "p", "div", "span", "b", "strong"):
        text = squeezed(text_inside(element))
        if len(text) > 8 and named.startswith(text):
            return text
    return ""


def _root(body: etree._Element) -> etree._Element | None:
    """Return the element that holds the article, ``None`` where none says so."""
    best, most = None, 0
    for element in body.iter("article", "main"):
        if element.tag == "article" and furniture.reason(element):
            continue
        size = _prose(element)
        # An article in ``main`` holds the same prose; the inner one is more exact.
        if size > most or (size and size >= 0.9 * most and element.tag == "article"):
            best, most = element, size
    for element in body.iter("div"):
        if element.get("role") == "main" and _prose(element) > most:
            best, most = element, _prose(element)
    return best if best is not None and most >= 0.6 * _prose(body) else None


def _prose(element: etree._Element) -> int:
    """Return how many letters of running text an element holds."""
    return sum(len(text_inside(part)) for part in element.iter("p", "li", "blockquote", "td"))


def _time(element: etree._Element) -> str:
    for part in element.iter("time"):
        if part.get("datetime"):
            return attribute(part, "datetime")
    return ""


def _bylines(element: etree._Element) -> dict[etree._Element, tuple[str, str]]:
    """Return the elements that say who wrote a page and when: by their class, and short."""
    found: dict[etree._Element, tuple[str, str]] = {}
    for part in element.iter("div", "p", "span", "address", "ul", "header", "time"):
        if found and any(other in found for other in part.iterancestors()):
            continue
        named = part.tag in {"address", "time"} or any(map(_BYLINE.fullmatch, tokens(part)))
        if named and part.find(".//h1") is None and 0 < len(text_inside(part).split()) <= 30:
            if part.tag in {"span", "time"}:
                # The line around it, unless that is a sentence with a day in it.
                around = part.getparent()
                if around is None or around.tag not in {"p", "div", "li", "address", "header"}:
                    continue
                if around.find(".//h1") is None and len(text_inside(around).split()) <= 30:
                    found[around] = ("byline", "")
                    continue
                if around.tag == "p":
                    continue
            found[part] = ("byline", "")
    return found
