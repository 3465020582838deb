"""``{works}`` directive: every work of the bibliography, each with the places that cite it.

On screen each place shows the sentence that cites the work and links to it; in
print the entry gives the numbers of the pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from press.articles.page_language import words_for
from press.citations.catalogue import filter_form, shelf_list, work_list
from press.citations.domain import cite_domain
from press.citations.entry_content import on_shelves
from press.citations.shelving import first_shelves
from press.core.builders import PAGE_BUILDERS, builder_of
from press.core.placeholders import Placeholders

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from press.core.site_pages import SitePage


class works_list(nodes.General, nodes.Element):  # noqa: N801 (docutils' own style)
    """Placeholder for the list of all works in ``docname``."""


class Works(SphinxDirective):
    """Show every work, alphabetically, with "Cited in"."""

    def run(self) -> list[nodes.Node]:
        """Note the page, which shows what others cite, and leave a placeholder."""
        docname = self.env.current_document.docname
        cite_domain(self.env).note_works_page(docname)
        return [works_list("", docname=docname)]


class WorksLists(Placeholders):
    """Turn the placeholders into lists."""

    placeholder = works_list

    def content(self, node: nodes.Element) -> list[nodes.Node]:
        """Return the works, or their shelves where they have some."""
        domain = cite_domain(self.env)
        builder = builder_of(self.env)
        docname = node["docname"]
        if on_shelves(domain, builder):
            return shelf_list(domain, builder, first_shelves(domain.shelves), docname)
        works = work_list(domain, builder, domain.works, docname)
        if builder.name in PAGE_BUILDERS:
            works.insert(0, filter_form(words_for(self.env, docname)))
        return works


def _is_list(app: Sphinx, pagename: str) -> bool:
    domain = cite_domain(app.env)
    if pagename in domain.data["works_pages"]:
        return not domain.shelves
    shelf = domain.shelves.get(pagename.removeprefix("works/"))
    return shelf is not None and bool(shelf.keys)


def on_page_context(app: Sphinx, page: SitePage) -> None:
    """Load the script of the filter where there is one."""
    if _is_list(app, page.name):
        app.add_js_file("filter.js", type="module")
