"""Site: the pages of the web site, those without a source file too, and the folder they lie in.

:mod:`~press.site.output_folder` decides what is written and removes what nobody asks for;
:mod:`~press.site.page_digests` says what a page shows.  :mod:`~press.site.taxonomy_pages` are the
pages of sections, topics and authors, :mod:`~press.site.listing` the lists in a page's text,
:mod:`~press.site.cards` what stands in both.  Templates, styles and scripts are in ``theme/``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register theme, translator, directives and transforms; connect to the making of pages."""
    from press.core.builders import on_site
    from press.core.site_pages import EVENT
    from press.site import (
        article_footer,
        builder,
        citation_files,
        html_attributes,
        listing,
        mathml,
        navigation,
        not_found,
        output_folder,
        security_policy,
        theme_registration,
    )

    links = navigation.Navigation()
    pages = output_folder.Pages()

    app.add_html_theme("press", str(theme_registration.FOLDER))  # furo loads itself when used
    app.add_html_math_renderer(
        mathml.NAME, (mathml.visit_math, None), (mathml.visit_math_block, None)
    )
    app.set_translator("singlehtml", html_attributes.Translator)  # our own builders have it
    app.add_builder(builder.SiteBuilder, override=True)
    app.add_builder(builder.DirectorySiteBuilder, override=True)
    app.add_directive("listing", listing.Listing)
    app.add_directive("front-page", listing.FrontPageDirective)
    app.add_node(listing.listing)

    app.connect("config-inited", mathml.on_config_inited)
    app.connect("builder-inited", on_site(security_policy.on_builder_inited))
    # Behind the domains' own handlers (500).
    app.connect("env-updated", on_site(citation_files.on_env_updated), priority=800)
    app.connect("env-updated", on_site(pages.on_env_updated), priority=900)
    app.add_post_transform(listing.Listings)
    app.add_post_transform(theme_registration.OneIdEach)
    app.connect("write-started", on_site(links.on_write_started))

    # Ahead of everything that calls ``pathto``.
    app.connect(EVENT, not_found.on_page_context, priority=100)
    app.connect(EVENT, links.on_page_context, priority=400)
    app.connect(EVENT, citation_files.on_page_context, priority=460)
    app.connect(EVENT, article_footer.on_page_context, priority=460)
    # The template asks for the policy when all else is known.
    app.connect(EVENT, security_policy.on_page_context)

    app.connect("html-collect-pages", on_site(pages.on_html_collect_pages))
    app.connect("html-collect-pages", on_site(not_found.on_html_collect_pages))
    app.connect("build-finished", on_site(pages.on_build_finished))
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
