"""JATS front and back: what stands around an article's text, from front matter and lists of works."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from press.text.xml_text import DECLARATION, element, text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from press.articles.model import Article, Correction

_DOCTYPE = (
    '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.3 20210610//EN"'
    ' "JATS-journalpublishing1.dtd">\n'
)
_NAMESPACES = (
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML"'
)
# Types of related articles, from the tag library's suggestions for the attribute.
_RELATED = {"correction": "correction-forward", "retraction": "retraction-forward"}

_TAG = re.compile(r"<(/?)(em|strong|span|a)\b([^>]*)>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True)
class Journal:
    """The publication, as every article names it."""

    title: str
    publisher: str
    issn: str
    address: str
    holder: str
    licence: str
    licence_address: str


@dataclass(frozen=True)
class Reference:
    """A work in a list: the id of its place, and its reference as HTML."""

    id: str
    html: str


def opening(language: str) -> str:
    """Return the beginning of an article's file."""
    attributes = f'article-type="news" dtd-version="1.3" xml:lang="{text(language)}"'
    return f"{DECLARATION}{_DOCTYPE}<article {_NAMESPACES} {attributes}>\n"


def front(article: Article, section: str, address: str, journal: Journal, tldr: str) -> str:
    """Return the front of an article at *address*; *tldr* is XML."""
    return "".join(_front(article, section, address, journal, tldr))


def _front(
    article: Article, section: str, address: str, journal: Journal, tldr: str
) -> Iterator[str]:
    yield "<front>\n<journal-meta>\n"
    yield f'<journal-id journal-id-type="publisher-id">{text(journal.address)}</journal-id>\n'
    yield f"<journal-title-group>{element('journal-title', journal.title)}</journal-title-group>\n"
    # The DTD asks for one; an empty element says that there is none.
    yield f"{element('issn', journal.issn)}\n"
    yield f"<publisher>{element('publisher-name', journal.publisher)}</publisher>\n"
    yield "</journal-meta>\n<article-meta>\n"
    yield f'<article-id pub-id-type="publisher-id">{text(article.docname)}</article-id>\n'
    subject = element("subject", section)
    yield f'<article-categories><subj-group subj-group-type="heading">{subject}</subj-group>'
    yield "</article-categories>\n"
    subtitle = element("subtitle", article.subtitle) if article.subtitle else ""
    yield f"<title-group>{element('article-title', article.title)}{subtitle}</title-group>\n"
    yield "<contrib-group>\n"
    for name in article.authors:
        # As one string, for front matter does not say which part of a name is the surname.
        whole = f"<name-alternatives>{element('string-name', name)}</name-alternatives>"
        yield f'<contrib contrib-type="author">{whole}</contrib>\n'
    if not article.authors:
        yield f'<contrib contrib-type="author">{element("collab", journal.title)}</contrib>\n'
    yield "</contrib-group>\n"
    day = _day(article.date)
    yield f'<pub-date date-type="pub" publication-format="electronic" {day}</pub-date>\n'
    yield f"{element('volume', article.volume)}{element('elocation-id', article.slug)}\n"
    yield from _history(article)
    yield from _permissions(article, journal)
    yield f'<self-uri xlink:href="{text(address)}"/>\n'
    for note in article.corrections:
        yield _related(note, address)
    yield f"<abstract><p>{text(article.summary)}</p></abstract>\n"
    if tldr:
        yield f'<abstract abstract-type="key-points">{tldr}</abstract>\n'
    if article.topics:
        topics = "".join(element("kwd", topic) for topic in article.topics)
        yield f'<kwd-group kwd-group-type="author">{topics}</kwd-group>\n'
    yield "</article-meta>\n</front>\n"


def _day(day: dt.date) -> str:
    parts = ("day", f"{day.day:02}"), ("month", f"{day.month:02}"), ("year", f"{day.year}")
    inner = "".join(element(name, value) for name, value in parts)
    return f'iso-8601-date="{day.isoformat()}">{inner}'


def _history(article: Article) -> Iterator[str]:
    days = [("corrected", note.date) for note in article.corrections]
    if article.updated:
        days.insert(0, ("updated", article.updated))
    if days:
        dates = "".join(f'<date date-type="{kind}" {_day(day)}</date>' for kind, day in days)
        yield f"<history>{dates}</history>\n"


def _permissions(article: Article, journal: Journal) -> Iterator[str]:
    yield "<permissions>"
    yield element("copyright-statement", f"© {article.date.year} {journal.holder}")
    yield element("copyright-year", str(article.date.year))
    yield element("copyright-holder", journal.holder)
    if journal.licence:
        where = text(journal.licence_address)
        yield f'<license xlink:href="{where}"><license-p>{text(journal.licence)}</license-p></license>'
    yield "</permissions>\n"


def _related(note: Correction, address: str) -> str:
    kind = _RELATED.get(note.kind, "update")
    said = text(f"{note.kind.capitalize()}, {note.date.isoformat()}: {note.text}")
    link = f'ext-link-type="uri" xlink:href="{text(address)}"'
    return f'<related-article related-article-type="{kind}" {link}>{said}</related-article>\n'


# -- the back -----------------------------------------------------------------


def back(lists: Iterable[tuple[str, Sequence[Reference]]], notes: Sequence[str]) -> str:
    """Return the lists of works by their titles, and the notes; nothing where there are none."""
    parts = [f"<fn-group>\n{''.join(notes)}</fn-group>\n"] if notes else []
    for title, references in lists:
        if references:
            works = "".join(map(_reference, references))
            parts.append(f"<ref-list>{element('title', title)}\n{works}</ref-list>\n")
    return f"<back>\n{''.join(parts)}</back>\n" if parts else ""


def _reference(work: Reference) -> str:
    said = _TAG.sub(_jats, work.html)
    return f'<ref id="{text(work.id)}"><mixed-citation>{said}</mixed-citation></ref>\n'


_NAMES = {"em": "italic", "strong": "bold", "span": "styled-content", "a": "ext-link"}


def _jats(tag: re.Match[str]) -> str:
    """Return a tag in a reference's HTML as JATS: italics, links, words in another language."""
    name = _NAMES[tag[2]]
    if tag[1] or name in {"italic", "bold"}:
        return f"<{tag[1]}{name}>"
    said = dict(_ATTRIBUTE.findall(tag[3]))
    if name == "ext-link":
        return f'<ext-link ext-link-type="uri" xlink:href="{said.get("href", "")}">'
    return f'<styled-content xml:lang="{said["lang"]}">' if "lang" in said else "<styled-content>"
