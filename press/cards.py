"""Cards: an article in a list, as standard docutils nodes for every format."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import _

from press.dates import format_date
from press.retracted import listed_title

if TYPE_CHECKING:
    from press.article import Article

#: Makes the link to an article out of its title.
MakeLink = Callable[["Article", nodes.Element], nodes.Element]

#: Articles shown as cards; the older ones are a line each, so that a list of
#: thousands stays one page on which everything can be found.
MOST_CARDS = 50


def article_list(
    articles: Sequence[Article], sections: Mapping[str, str], link: MakeLink
) -> list[nodes.Element]:
    """Return *articles*, newest first: cards, then titles under the years of their volumes."""
    if not articles:
        return [nodes.paragraph("", _("No articles yet."), classes=["no-articles"])]
    cards = (_card(article, sections, link) for article in articles[:MOST_CARDS])
    blocks: list[nodes.Element] = [
        nodes.container("", nodes.bullet_list("", *cards), classes=["cards"])
    ]
    for year, older in groupby(articles[MOST_CARDS:], key=lambda article: article.volume):
        lines = (_line(article, link) for article in older)
        blocks.append(nodes.rubric("", _("More of %s") % year, classes=["older"]))
        blocks.append(nodes.bullet_list("", *lines, classes=["older"]))
    return blocks


def _card(article: Article, sections: Mapping[str, str], link: MakeLink) -> nodes.list_item:
    section = sections.get(article.section, article.section)
    facts = f"{format_date(article.date)} · {_('%s min read') % article.minutes}"
    title = nodes.paragraph("", "", _link(article, link), classes=["card-title"])
    title["html_attributes"] = {"role": "heading", "aria-level": "2"}
    return nodes.list_item(
        "",
        nodes.paragraph("", section, classes=["card-kicker"]),
        title,
        nodes.paragraph("", article.summary, classes=["card-summary"]),
        nodes.paragraph("", facts, classes=["card-facts"]),
        classes=["card"],
    )


def _line(article: Article, link: MakeLink) -> nodes.list_item:
    date = nodes.inline("", format_date(article.date), classes=["date"])
    return nodes.list_item("", nodes.paragraph("", "", _link(article, link), nodes.Text(" "), date))


def _link(article: Article, link: MakeLink) -> nodes.Element:
    return link(article, nodes.inline("", listed_title(article)))
