"""Sources of an article: what it says on the authority of which work, by kind and year.

A folded section below the article's lists, on the site only.  It is made of what
the citation domain keeps of the article's own sentences and works, so the digest
of its reference list speaks for it too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from press.articles.domain import article_domain
from press.articles.page_language import words_for
from press.bibliography.source_kinds import KINDS, Kind, kind_of
from press.citations.domain import cite_domain
from press.citations.index import entry_id
from press.text.markup import escape, link, marked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from press.citations.domain import CiteDomain
    from press.core.site_pages import SitePage
    from press.text.messages import Words

# Of a single work, the reference list says it all.
_LEAST = 2

_YEAR = re.compile(r"\d{4}")


def on_page_context(app: Sphinx, page: SitePage) -> None:
    """Give the template of an article's page the section."""
    if page.name in article_domain(app.env).articles:
        page.context["press_sources"] = "".join(_section(cite_domain(app.env), page.name))


def _section(domain: CiteDomain, docname: str) -> Iterator[str]:
    index = domain.index
    _ = words_for(domain.env, docname)
    labels = index.labels(docname)
    if len(labels) < _LEAST:
        return
    kinds: dict[Kind, list[str]] = {}
    for key in labels:
        kinds.setdefault(kind_of(index.works[key]), []).append(key)
    years = {key: found[0] for key in labels if (found := _YEAR.findall(labels[key].year))}
    count = _.plural("%(count)s work", "%(count)s works", len(labels))
    span = "–".join(dict.fromkeys([min(years.values()), max(years.values())])) if years else ""
    facts = " · ".join(filter(None, [count, span]))
    yield '<section class="sources">\n<details>\n<summary><h2>'
    title = _("Sources of this article")
    yield f'{title}</h2> <span class="count">{facts}</span></summary>\n'
    places = index.places_in(docname)
    names = _names(_)
    for kind in KINDS:
        if kind not in kinds:
            continue
        yield f'<h3>{names[kind]} <span class="count">{len(kinds[kind])}</span></h3>\n<ul>\n'
        for key in sorted(kinds[kind], key=lambda key: years.get(key, ""), reverse=True):
            name = marked(labels[key].text)
            work = link(f"#{entry_id('ref', key)}", name, role="doc-biblioref")
            yield f"<li><p>{work}</p>\n<ul>\n"
            for place in places[key]:
                sentence = marked(domain.sentences.sentence(place))
                yield f'<li><a href="#{escape(place.anchor)}">{sentence}</a></li>\n'
            yield "</ul></li>\n"
        yield "</ul>\n"
    yield "</details>\n</section>\n"


def _names(_: Words) -> dict[Kind, str]:
    return {
        "journal": _("Journal articles"),
        "book": _("Books"),
        "report": _("Reports and theses"),
        "official": _("Official documents"),
        "news": _("News"),
        "web": _("Websites"),
        "data": _("Data and software"),
        "media": _("Film and sound"),
        "other": _("Other sources"),
    }
