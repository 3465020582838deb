"""Citations: who cites what where, the reference lists, and the page of all works.

A role becomes a citation with its sentence (:mod:`~press.citations.reference_lists`), kept by the
domain (:mod:`~press.citations.domain`) as plain data; after reading, the index
(:mod:`~press.citations.index`) leads from works to places and back.  An entry's content
(:mod:`~press.citations.entry_content`) is written as nodes (:mod:`~press.citations.entry_nodes`)
or, for the site, as HTML at once (:mod:`~press.citations.entry_html`).
:mod:`~press.citations.cite_this` says how to cite an article of the publication itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain over sphinxcontrib-bibtex's, roles, directives and transforms."""
    from press.citations import (
        bibliography_file,
        domain,
        markdown_citations,
        previews,
        reference_lists,
        roles,
        sources,
        works_page,
    )
    from press.core.site_pages import EVENT

    app.setup_extension("sphinxcontrib.bibtex")
    app.add_domain(domain.CiteDomain, override=True)
    app.add_role("cite", roles.CiteRole(), override=True)
    for owner, name in markdown_citations.foreign_roles():  # say what to write
        if owner:
            app.add_role_to_domain(owner, name, roles.ForeignCitation(), override=True)
        else:
            app.add_role(name, roles.ForeignCitation(), override=True)
    app.add_directive("bibliography", reference_lists.Bibliography, override=True)  # says no
    app.add_directive("works", works_page.Works)
    app.add_node(reference_lists.reference_list)
    app.add_node(works_page.works_list)

    # Ahead of sphinxcontrib-bibtex's handler (500).
    app.connect("builder-inited", bibliography_file.on_builder_inited, priority=400)
    app.connect("env-get-outdated", markdown_citations.on_env_get_outdated)
    # Ahead of articles (500), which take the front matter away.
    app.connect("source-read", reference_lists.on_source_read, priority=100)
    app.add_transform(reference_lists.CollectCitations)
    app.add_post_transform(reference_lists.ReferenceLists)
    app.add_post_transform(works_page.WorksLists)
    app.connect(EVENT, works_page.on_page_context)
    app.connect(EVENT, previews.on_page_context)
    app.connect(EVENT, sources.on_page_context)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
