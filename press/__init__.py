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
    "press.garbage",
    "press.spared.startup",
    "press.spared.messages",
    "press.spared.trees",
    "press.spared.settings",
    "press.spared.markdown",
    "press.spared.transforms",
    "press.spared.doctrees",
    "press.spared.pages",
    "press.unmended",
    "press.finished",
    "press.interruption",
    "press.html_attributes",
    "press.citations.bibliography",
    "press.citations.references",
    "press.citations.works",
    "press.publisher",
    "press.citations.previews",
    "press.citations.sources",
    "press.articles",
    "press.language",
    "press.links",
    "press.head",
    "press.remote_pictures",
    "press.pictures",
    "press.tldr",
    "press.credits",
    "press.listing",
    "press.corrections",
    "press.contents",
    "press.pages",
    "press.machine.feeds",
    "press.machine.directory",
    "press.machine.open_data",
    "press.machine.aliases",
    "press.machine.file_role",
    "press.jats.page",
    "press.search.page",
    "press.navigation",
    "press.share_images",
    "press.meta_tags",
    "press.cite_files",
    "press.foot",
    "press.not_found",
    "press.theme",
    "press.scripts",
    "press.security_policy",
    "press.print",
    "press.formulas.parser",
    "press.formulas.transforms",
    "press.mathml",
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
