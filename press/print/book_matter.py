r"""Front and back matter of a volume: the imprint, and the index of topics and authors.

The imprint, on the back of the title page, says who publishes and how to cite.  It comes from the settings (``press_publisher``, ``press_licence``,
``press_issn``, ``press_isbn``, ``copyright``, ``html_baseurl``); what is not set
has no line.  Written as ``\pressimprint`` for ``pressimprint.sty``.

The index at the end names topics and authors with their articles and pages.  It is made of nodes, so that titles in other scripts and links come out as they
do everywhere else; ``presstopics.sty`` sets it in columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from pybtex.backends import BaseBackend
from pybtex.database import Entry, Person
from sphinx import addnodes

from press.apa import reference
from press.apa.order import fold
from press.articles.titles import title_link
from press.core.addresses import site_address
from press.core.layout import volume_page
from press.core.publication import publisher
from press.print.latex import escape, link, shown_link, tex
from press.print.latex_language import from_left, typeset, typeset_from_left
from press.text.bidi import direction, is_left_to_right
from press.text.messages import words_of
from press.text.strings import slugify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sphinx.config import Config

    from press.articles.model import Article
    from press.editions.editions import Edition
    from press.text.messages import Words


def volume_title(config: Config, edition: Edition) -> str:
    """Return what a title page says below the title: "Volume 2025", "Volumes 2025–2026"."""
    if not edition.volumes:
        return ""
    _ = words_of(config)
    return (_("Volumes %s") if len(edition.volumes) > 1 else _("Volume %s")) % edition.years


def title(config: Config, edition: Edition) -> str:
    """Return the title of a file: "The Review 2025", "The Review" for all that there is."""
    return f"{config.project} {edition.years}" if edition.alone else str(config.project)


def imprint(config: Config, edition: Edition) -> str:
    r"""Return the imprint as ``\pressimprint{…}``, and the foot of the title page."""
    _ = words_of(config)
    blocks = [
        *_block("", _title(config, edition)),
        *_block("", _publisher(config)),
        *_block("", _numbers(config, edition)),
        *_block("", _rights(config, edition)),
        *_block(_("How to cite"), [_reference(config, edition)]),
    ]
    foot = typeset(_foot(config), _)
    return "\n".join([rf"\presspublisher{{{foot}}}", r"\pressimprint{%", *blocks, "}"])


def _block(label: str, lines: Iterator[str] | list[str]) -> Iterator[str]:
    r"""Yield a paragraph of lines as ``\pressimprintblock{label}{lines}``."""
    words = r"\\".join(lines)
    if words:
        # The label is in the book's language.
        yield rf"\pressimprintblock{{{escape(label)}}}{{{words}}}%"


def _title(config: Config, edition: Edition) -> Iterator[str]:
    yield rf"\emph{{{typeset(config.project, words_of(config))}}}"
    if edition.volumes:
        yield typeset(volume_title(config, edition), words_of(config))


def _publisher(config: Config) -> Iterator[str]:
    found = publisher(config)
    _ = words_of(config)
    yield typeset(_("Published by %s") % found.name, _)
    for line in found.lines:
        yield typeset(line, _)
    if found.place and found.place not in found.address:
        yield typeset(found.place, _)
    if found.email:
        yield from_left(link(f"mailto:{found.email}", found.email), _)
    for address in dict.fromkeys((found.url, config.html_baseurl)):
        if address:
            yield from_left(shown_link(address), _)


def _numbers(config: Config, edition: Edition) -> Iterator[str]:
    if config.press_issn:
        yield f"ISSN {escape(config.press_issn)}"
    for year in edition.volumes:
        if number := config.press_isbn.get(year, ""):
            of_volume = "" if edition.alone else f" ({year})"
            yield escape(f"ISBN {number}{of_volume}")


def _rights(config: Config, edition: Edition) -> Iterator[str]:
    holders = config.copyright
    _ = words_of(config)
    holder = holders if isinstance(holders, str) else ", ".join(holders)
    if holder:
        # Whoever writes the years into the setting has them said already.
        years = "" if any(map(str.isdigit, holder)) else edition.years
        yield typeset(" ".join(filter(None, ["©", years, holder])), _)
    licence = config.press_licence
    if licence.get("name"):
        terms = _("Unless stated otherwise, text and figures are licensed under %s")
        yield typeset(terms % licence["name"], _) + ("" if licence.get("url") else ".")
        if licence.get("url"):
            yield from_left(shown_link(licence["url"]), _)


def _reference(config: Config, edition: Edition) -> str:
    found = reference(_work(config, edition))
    words = words_of(config)
    if is_left_to_right(str(found)):
        return from_left(str(found.render(_Latex(typeset_from_left))), words)
    # In a book from right to left all of it is in the book's own font.
    by_script = escape if direction(words.language) == "rtl" else typeset_from_left
    return str(found.render(_Latex(by_script)))


class _Latex(BaseBackend):  # type: ignore[misc]
    """LaTeX of a reference: emphasis and links, and text as *escaped* gives it."""

    symbols = {"ndash": "–", "newblock": " ", "nbsp": "~"}  # noqa: RUF012 (pybtex's own style)

    def __init__(self, escaped: Callable[[str], str]) -> None:
        super().__init__()
        self._escaped = escaped

    def format_str(self, text: str) -> str:
        return self._escaped(text)

    def format_tag(self, tag: str, text: str) -> str:
        return rf"\emph{{{text}}}" if tag in {"em", "i"} else text

    def format_href(self, url: str, text: str, external: bool = False) -> str:
        return shown_link(url)

    def write_entry(self, key: str, label: str, text: str) -> None:
        raise NotImplementedError


def _work(config: Config, edition: Edition) -> Entry:
    """Return the file as a work in a bibliography; a group is its author, and may publish it."""
    docname = volume_page(edition.volumes[0]) if edition.alone else ""
    address = site_address(config, docname) if docname else config.html_baseurl
    fields = {
        "title": f"{{{' '.join(filter(None, [config.project, edition.years]))}}}",
        "date": "/".join(dict.fromkeys([*edition.volumes[-1:], *edition.volumes[:1]])),
        "publisher": publisher(config).name,
        "url": address,
    }
    present = {name: value for name, value in fields.items() if value}
    author = config.author or config.project
    return Entry("book", present, {"author": [Person(last=f"{{{author}}}")]})


def _foot(config: Config) -> str:
    """Return who publishes and where, "" where that is the title itself."""
    found = publisher(config)
    names = [found.name] if found.name != config.project else []
    return " · ".join(filter(None, [*names, found.place]))


#: Stands for the index where documents have their names: no file can have it.
INDEX = ":index"


def index(articles: Sequence[Article], refdoc: str, _: Words) -> list[nodes.Element]:
    """Return the index of *articles* as a part of the document; nothing where none has a topic.

    *_* are the words of the site.  Each article is looked at once.  Topics whose names differ and whose address
    on the site does not are one.
    """
    topics, authors = (_by_name(articles, kind) for kind in ("topics", "authors"))
    lists = {
        title: nodes.container("", *_entries(found, refdoc), classes=["name-index"])
        for title, found in ((_("Topics"), topics), (_("Authors"), authors))
        if found
    }
    if not lists:
        return []
    # One list alone needs no heading below another.
    heading = _("Index of topics") if topics else _("Index of authors")
    if len(lists) > 1:
        heading = _("Index")
    part = nodes.section("", nodes.title("", heading), ids=["index"])
    for title, entries in lists.items():
        if len(lists) == 1:
            part += entries
        else:
            part += nodes.section("", nodes.title("", title), entries, ids=[slugify(title)])
    return [addnodes.start_of_file("", part, docname=INDEX)]


def _by_name(articles: Sequence[Article], kind: str) -> Mapping[str, list[Article]]:
    """Return the articles of each name, in the order of the alphabet."""
    spelled: dict[str, str] = {}
    found: dict[str, list[Article]] = {}
    for article in articles:
        for name in getattr(article, kind):
            found.setdefault(spelled.setdefault(slugify(name), name), []).append(article)
    return {name: found[name] for name in sorted(found, key=lambda name: (fold(name), name))}


def _entries(found: Mapping[str, Sequence[Article]], refdoc: str) -> Iterator[nodes.Element]:
    initial = ""
    for name, articles in found.items():
        letter = fold(name)[:1]
        macro = r"\pressindexname{" if letter == initial else r"\pressindexletter\pressindexname{"
        initial = letter
        yield nodes.paragraph("", "", tex(macro), nodes.Text(name), tex("}"))
        for article in articles:
            yield nodes.paragraph(
                "",
                "",
                tex(r"\pressindexentry{"),
                title_link(article, refdoc),
                tex(f"}}{{{article.docname}::doc}}"),
            )
