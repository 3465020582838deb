"""Cite this article: how to cite one of the publication in APA 7, BibTeX, RIS and CSL-JSON.

All four describe a page on a web site (APA 10.16): title in italics, date to the day, the
site's name, the address.  Where nobody is named the publication is the author, and its
name is not repeated as that of the site (APA 9.29).  What is retracted says so.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from pybtex.database import Entry, Person

from press import apa
from press.apa.sentence_case import AS_TYPED
from press.apa.titles import joined
from press.citations.byline import Name, name_of
from press.citations.reference_html import reference_html
from press.text.strings import one_line, slugify

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pybtex.richtext import BaseText

    from press.articles.model import Article

_RETRACTED = "Retracted"

# Names of languages as biblatex's ``langid`` has them; another is left out.
_LANGUAGES = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fa": "persian",
    "fr": "french",
    "he": "hebrew",
    "id": "indonesian",
    "tr": "turkish",
    "ur": "urdu",
}

# What BibTeX and LaTeX read as commands.  Braces are named, since BibTeX counts them whatever
# stands before them.
_COMMANDS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "&%$#_"},
    }
)

# Two characters that are read as one: dashes and quotation marks.
_LIGATURES = re.compile("-(?=-)|`(?=`)|'(?=')")


@dataclass(frozen=True)
class CiteThis:
    """One *article* as others cite it: *site* is the publication's title, *address* the page's.

    Without an *address* (the site's is not known) the work has none in any form.
    """

    article: Article
    site: str
    address: str = ""

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The authors, or the publication itself where nobody is named."""
        groups = frozenset({self.site})
        named = (name_of(author, groups) for author in self.article.authors)
        return tuple(named) or (Name(self.site, group=True),)

    @cached_property
    def title(self) -> str:
        """Title and subtitle."""
        return joined(one_line(self.article.title), one_line(self.article.subtitle))

    @property
    def container(self) -> str:
        """The site's name, nothing where it is the author."""
        return "" if Name(self.site, group=True) in self.names else self.site

    @cached_property
    def key(self) -> str:
        """The key in BibTeX, the id in CSL-JSON: ``doe-2025-slug``, in ASCII."""
        parts = (slugify(self.names[0].family), self.article.volume, self.article.slug)
        ascii_only = (re.sub(r"[^a-z0-9-]", "", part).strip("-") for part in parts)
        return "-".join(filter(None, ascii_only))

    # -- APA 7 ----------------------------------------------------------------

    def reference(self) -> BaseText:
        """Return the APA 7 reference as pybtex's rich text: ``em`` and one link."""
        entry = Entry("online")
        entry.fields = {
            "title": _literal(self.title),
            "titleaddon": _RETRACTED if self.article.retracted else "",
            "date": self.article.date.isoformat(),
            "organization": _literal(self.container),
            "options": AS_TYPED,
            "url": re.sub(r"([&%_$#~])", r"\\\1", self.address),
        }
        entry.persons = {"author": [_person(name) for name in self.names]}
        return apa.reference(entry)

    def apa_text(self) -> str:
        """Return the APA 7 reference as plain text."""
        return str(self.reference())

    def apa_html(self) -> str:
        """Return the APA 7 reference as HTML: ``em`` and a link, all else escaped."""
        return reference_html(self.reference())

    # -- files ----------------------------------------------------------------

    def bibtex(self) -> str:
        """Return an entry for biblatex, in plain Unicode.

        The title is in braces of its own: its capitals are those of the article.
        """
        article = self.article
        fields = {
            "author": " and ".join(map(_bibtex_name, self.names)),
            "title": _kept(one_line(article.title)),
            "subtitle": _kept(one_line(article.subtitle)),
            "titleaddon": _RETRACTED if article.retracted else "",
            "date": article.date.isoformat(),
            "organization": _kept(self.container),
            "url": self.address,
            "langid": _LANGUAGES.get(article.lang.partition("-")[0], ""),
            "keywords": ", ".join(_escaped(topic.replace(",", " ")) for topic in article.topics),
            "abstract": _escaped(one_line(article.summary)),
        }
        lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
        return f"@online{{{self.key},\n{''.join(lines)}}}\n"

    def ris(self) -> str:
        """Return a record in RIS: a line for each tag, lines ending in CR LF."""
        article = self.article
        retracted = f"[{_RETRACTED}] " if article.retracted else ""
        lines = [
            ("TY", "ELEC"),
            *(("AU", _ris_name(name)) for name in self.names),
            ("TI", retracted + self.title),
            ("T2", self.container),
            ("PY", str(article.date.year)),
            ("DA", article.date.strftime("%Y/%m/%d/")),
            ("AB", article.summary),
            *(("KW", topic) for topic in article.topics),
            ("LA", article.lang),
            ("UR", self.address),
        ]
        text = "".join(f"{tag}  - {one_line(value)}\r\n" for tag, value in lines if value)
        return f"{text}ER  - \r\n"

    def csl(self) -> dict[str, Any]:
        """Return the work in CSL-JSON (https://citeproc-js.readthedocs.io/en/latest/csl-json)."""
        article = self.article
        work = {
            "id": self.key,
            "type": "webpage",
            "author": [_csl_name(name) for name in self.names],
            "title": self.title,
            "genre": _RETRACTED if article.retracted else "",
            "container-title": self.container,
            "issued": {"date-parts": [[article.date.year, article.date.month, article.date.day]]},
            "URL": self.address,
            "language": article.lang,
            "abstract": one_line(article.summary),
            "keyword": ", ".join(article.topics),
        }
        return {name: value for name, value in work.items() if value}

    def csl_json(self) -> str:
        """Return a file of CSL-JSON: a list with this work in it."""
        return json.dumps([self.csl()], ensure_ascii=False, indent=1) + "\n"


def _literal(text: str) -> str:
    r"""Return *text* so that :func:`press.apa.fields.plain` gives it back.

    Only quotation marks become curly.
    """
    return _LIGATURES.sub(r"\g<0>{}", re.sub(r"([&%_$#{}~^])", r"\\\1", text))


@lru_cache(maxsize=4096)
def _person(name: Name) -> Person:
    person = Person()
    # Words are the parts of a name; a group's is one, in braces.
    if name.group:
        person.last_names = ["{" + _literal(name.family) + "}"]
        return person
    person.last_names = _literal(name.family).split()
    person.first_names = _literal(name.given).split()
    person.lineage_names = _literal(name.suffix).split()
    return person


def _escaped(text: str) -> str:
    return _LIGATURES.sub(r"\g<0>{}", text.translate(_COMMANDS))


def _kept(text: str) -> str:
    """Return *text* in braces of its own, which keep its capitals and its "and"."""
    return "{" + _escaped(text) + "}" if text else ""


def _bibtex_name(name: Name) -> str:
    if name.group:
        return _kept(name.family)
    parts = (_escaped(part) for part in (name.family, name.suffix, name.given) if part)
    return ", ".join(parts)


def _ris_name(name: Name) -> str:
    return ", ".join(filter(None, (name.family, name.given, name.suffix)))


def _csl_name(name: Name) -> dict[str, str]:
    if name.group:
        return {"literal": name.family}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: text for part, text in parts.items() if text}


class File(NamedTuple):
    """A file of an article: what readers call its form, its media type, what makes its text."""

    title: str
    type: str
    text: Callable[[CiteThis], str]


#: The files of an article by what follows its name.
FILES: Mapping[str, File] = {
    ".bib": File("BibTeX", "application/x-bibtex", CiteThis.bibtex),
    ".ris": File("RIS", "application/x-research-info-systems", CiteThis.ris),
    ".csl.json": File("CSL-JSON", "application/vnd.citationstyles.csl+json", CiteThis.csl_json),
}
