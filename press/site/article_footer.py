"""Article footer: topics, related articles, those that link here, the link to report an error.

Print and the e-book have the topics under the title and leave the rest out.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from press.articles.domain import article_domain, page_name
from press.articles.titles import listed_title
from press.citations.domain import cite_domain
from press.core.addresses import site_address
from press.site.related_articles import beside
from press.text.bidi import direction
from press.text.markup import marked
from press.text.messages import words_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx

    from press.articles.model import Article
    from press.core.site_pages import SitePage
    from press.site.related_articles import Relation

# The shared works that are named; the rest is a number.
_MOST_NAMED = 3


def on_page_context(app: Sphinx, page: SitePage) -> None:
    """Give the template of an article's page what stands at its foot."""
    article = article_domain(app.env).articles.get(page.name)
    if article is None:
        return
    pathto: Callable[..., str] = page.context["pathto"]
    around = beside(app.env)
    page.context["press_topics"] = [
        {"href": pathto(page_name("topic", topic)), "title": marked(topic)}
        for topic in article.topics
    ]
    page.context["press_related"] = [
        {
            **_link(app, article, relation.docname, pathto),
            "why": [marked(reason) for reason in _reasons(app, page.name, relation)],
        }
        for relation in around.related(page.name)
    ]
    page.context["press_linking"] = [
        _link(app, article, docname, pathto) for docname in around.linking(page.name)
    ]
    page.context["press_report"] = escape(_report(app, article))


def _link(
    app: Sphinx, article: Article, docname: str, pathto: Callable[..., str]
) -> dict[str, Any]:
    """Return a link to another article; its language where that is not this one's."""
    other = article_domain(app.env).articles[docname]
    foreign = other.lang != article.lang
    return {
        "href": pathto(docname),
        "title": marked(listed_title(other)),
        "date": words_in(article.lang).date(other.date),
        "lang": other.lang if foreign else "",
        "dir": direction(other.lang),
    }


def _reasons(app: Sphinx, docname: str, relation: Relation) -> Iterator[str]:
    """Yield what two articles share, in words."""
    _ = words_in(article_domain(app.env).articles[docname].lang)
    if relation.works:
        labels = cite_domain(app.env).index.labels(docname)
        named = [labels[key] for key in relation.works[:_MOST_NAMED]]
        names = "; ".join(label.text for label in named)
        more = "; …" if len(relation.works) > _MOST_NAMED else ""
        yield _.plural(
            "Shares %(count)s source: %(works)s",
            "Shares %(count)s sources: %(works)s",
            len(relation.works),
            works=names + more,
        )
    if relation.topics:
        topics = ", ".join(relation.topics)
        yield (_("Also on: %s") if relation.works else _("On: %s")) % topics


def _report(app: Sphinx, article: Article) -> str:
    """Return the address at which an error is reported, "" where ``press_report`` names none."""
    values = {
        "title": article.title,
        "docname": article.docname,
        "url": site_address(app.config, article.docname),
    }
    address: str = app.config.press_report
    for name, value in values.items():
        address = address.replace(f"{{{name}}}", quote(value, safe=""))
    return address
