r"""The index at the end of a volume: topics, and authors, with their articles and pages.

It is made of nodes, so that titles in other scripts and links come out as they
do everywhere else; ``presstopics.sty`` sets it in columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from press.apa.order import fold
from press.articles.links import title_link
from press.print.nodes import tex
from press.text.strings import slugify

if TYPE_CHECKING:
    from press.articles.model import Article
    from press.text.messages import Words

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
