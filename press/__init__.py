"""Press: the Sphinx extensions that make a publication of sourced articles.

List ``"press"`` in ``conf.py``'s ``extensions``; this module loads the rest in
order, by name only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

EXTENSIONS = (
    "press.speedups.garbage",
    "press.speedups.startup",
    "press.speedups.messages_of_sphinx",
    "press.speedups.trees",
    "press.speedups.docutils_settings",
    "press.speedups.markdown_parser",
    "press.speedups.lighter_transforms",
    "press.speedups.doctrees",
    "press.speedups.html_pages",
    "press.rebuild.repeat_warnings",
    "press.rebuild.build_record",
    "press.rebuild.dirty_marks",
    "press.site.html_attributes",
    "press.citations.bibliography_file",
    "press.citations.reference_lists",
    "press.citations.works_page",
    "press.core.publisher",
    "press.citations.previews",
    "press.citations.sources",
    "press.articles.reading",
    "press.articles.page_language",
    "press.rebuild.links",
    "press.articles.article_header",
    "press.articles.remote_pictures",
    "press.articles.pictures",
    "press.articles.tldr",
    "press.articles.credits",
    "press.site.listing",
    "press.articles.corrections",
    "press.rebuild.toctrees",
    "press.site.output_folder",
    "press.feeds.feeds",
    "press.feeds.discovery",
    "press.feeds.open_data",
    "press.feeds.aliases",
    "press.feeds.roles",
    "press.jats.files",
    "press.search.search_page",
    "press.site.navigation",
    "press.metadata.share_images",
    "press.metadata.meta_tags",
    "press.site.citation_files",
    "press.site.article_footer",
    "press.site.not_found",
    "press.site.theme_registration",
    "press.articles.bidi_marks",
    "press.site.security_policy",
    "press.print",
    "press.site.mathml",
    "press.epub.notes",
    "press.epub.semantics",
    "press.epub.builder",
    "press.offprints.builder",
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load every extension of the publication."""
    for name in EXTENSIONS:
        app.setup_extension(name)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
