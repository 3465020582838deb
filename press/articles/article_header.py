"""Article header: what stands under an article's title, the same in every format.

Section, subtitle, authors, dates and reading time as standard nodes, topics
where the page has no foot, and a dated notice for each correction.  The title of
an article that was retracted says so: contents, bookmarks, running heads and all
that Sphinx makes of titles follow it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from press.articles.domain import article_domain
from press.articles.model import RETRACTION
from press.articles.titles import kind_of, reading_time, said_retracted
from press.core.builders import PAGE_BUILDERS, builder_of
from press.core.placeholders import Placeholders
from press.text.messages import Words, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from press.articles.model import Article, Correction


class article_head(nodes.General, nodes.Element):  # noqa: N801 (docutils' own style)
    """Placeholder for what stands under the title of article ``docname``."""


class MarkTitle(SphinxTransform):
    """Have the title of a retracted article say so; its address on the page stays."""

    # Before smart quotes (750) and the marks of other scripts (760): the title is text yet.
    default_priority = 740

    def apply(self, **_kwargs: Any) -> None:
        """Only articles have a title that is known beforehand."""
        article = article_domain(self.env).articles.get(self.env.current_document.docname)
        title = next(self.document.findall(nodes.title), None)
        if article is not None and article.retracted and title is not None:
            said = said_retracted(article, title.astext())
            title.children = []
            title += nodes.Text(said)


class MarkHead(SphinxTransform):
    """Put the head's placeholder under the title and count the words."""

    # Before the reference list is appended (860): its words are not the article's.
    default_priority = 855

    def apply(self, **_kwargs: Any) -> None:
        """Only articles have a head."""
        docname = self.env.current_document.docname
        domain = article_domain(self.env)
        section = next(self.document.findall(nodes.section), None)
        if docname in domain.articles and section is not None:
            words = sum(len(text.split()) for text in _running_text(section))
            domain.note_words(docname, words)
            section.insert(1, article_head("", docname=docname))


def _running_text(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Text):
        yield node.astext()
    elif not isinstance(node, addnodes.pending_xref) or node.get("refdomain") != "cite":
        for child in getattr(node, "children", ()):
            yield from _running_text(child)


class ArticleHeads(Placeholders):
    """Turn the placeholders into the head's lines."""

    placeholder = article_head

    def content(self, node: nodes.Element) -> list[nodes.Element]:
        """Return the head's lines and the notices of corrections."""
        article = article_domain(self.env).articles[node["docname"]]
        # What takes the article back stands first.
        told = sorted(article.corrections, key=lambda noted: noted.kind != RETRACTION)
        notices = [_notice(correction, words_in(article.lang)) for correction in told]
        lines = self._lines(article, on_site=builder_of(self.env).name in PAGE_BUILDERS)
        return [nodes.container("", *lines, classes=["article-head"]), *notices]

    def _lines(self, article: Article, *, on_site: bool) -> Iterator[nodes.paragraph]:
        section = self.config.press_sections.get(article.section, article.section)
        yield _line("kicker", _link(article, "section", article.section, section))
        if article.subtitle:
            yield _line("subtitle", nodes.Text(article.subtitle))
        if article.authors:
            yield _line("byline", *_links(article, "author", article.authors))
        yield _line("dates", *_facts(article))
        # On the site they stand at the foot (press.site.article_footer).
        if article.topics and not on_site:
            yield _line("topics", *_links(article, "topic", article.topics))


def _facts(article: Article) -> Iterator[nodes.Node]:
    _ = words_in(article.lang)
    yield nodes.inline("", _.date(article.date), classes=["date"])
    if article.updated:
        yield nodes.Text(" · ")
        updated = _("Updated %s") % _.date(article.updated)
        yield nodes.inline("", updated, classes=["updated"])
    yield nodes.Text(" · ")
    yield nodes.inline("", reading_time(article, _), classes=["reading-time"])


def _notice(correction: Correction, words: Words) -> nodes.Element:
    label = f"{kind_of(correction, words)}{words.comma}{words.date(correction.date)}: "
    text = nodes.paragraph("", "", nodes.strong("", label), nodes.Text(correction.text))
    strong = ["retraction"] if correction.kind == RETRACTION else []
    return nodes.container("", text, classes=["correction", *strong])


def _links(article: Article, kind: str, names: tuple[str, ...]) -> Iterator[nodes.Node]:
    for number, name in enumerate(names):
        if number:
            yield nodes.Text(words_in(article.lang).comma)
        yield _link(article, kind, name, name)


def _link(article: Article, kind: str, target: str, text: str) -> nodes.Element:
    return addnodes.pending_xref(
        "",
        nodes.inline("", text),
        refdomain="article",
        reftype=kind,
        reftarget=target,
        refdoc=article.docname,
        refwarn=False,
    )


def _line(name: str, *content: nodes.Node) -> nodes.paragraph:
    return nodes.paragraph("", "", *content, classes=[name])
