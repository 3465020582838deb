"""Builder of the site: Sphinx's, without what the site does otherwise or not at all.

Sphinx's search is off (:mod:`press.search` has another), neighbours are by date and not by
``toctree`` (:mod:`press.site.navigation`), and one process writes, however many read.  For each
page it emits the event of :mod:`press.core.site_pages`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from jinja2 import FileSystemBytecodeCache
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.jinja2glue import BuiltinTemplateLoader

from press.core.site_pages import EVENT, SitePage
from press.rebuild.manifest import remove
from press.site.html_attributes import Translator
from press.text.markup import escape

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

# What Sphinx's search and its highlighting consist of in a browser; no page loads any of it.
_SPHINX_SCRIPTS = frozenset(
    {
        "doctools.js",
        "documentation_options.js",
        "language_data.js",
        "searchtools.js",
        "sphinx_highlight.js",
        "translations.js",
    }
)


class SiteBuilder(StandaloneHTMLBuilder):
    """Writes the pages of the site, each to a file of its own name."""

    default_translator_class = Translator
    search = False
    # Sphinx resolves all trees in the first process, half of the work, and has the resolved ones
    # wait there for the others: at 6,400 articles and two processes they took ten gigabytes, and
    # the build longer than with one.
    allow_parallel: ClassVar[bool] = False

    def init_templates(self) -> None:
        """Keep what Jinja compiles beside the doctrees; it knows a template by its text.

        A build of one edited page compiles nothing.
        """
        super().init_templates()
        if isinstance(self.templates, BuiltinTemplateLoader):  # the setting template_bridge
            folder = self.doctreedir / "templates"
            folder.mkdir(parents=True, exist_ok=True)
            environment = self.templates.environment
            environment.bytecode_cache = FileSystemBytecodeCache(str(folder))
            # No template changes while a build runs; Jinja would look at each file for every page.
            environment.auto_reload = False

    def add_js_file(self, filename: str, **kwargs: Any) -> None:
        """Add a script to all pages, none of Sphinx's search."""
        if filename not in _SPHINX_SCRIPTS:
            super().add_js_file(filename, **kwargs)

    def copy_static_files(self) -> None:
        """Copy what the theme and the publication have, without the scripts of Sphinx's search."""
        super().copy_static_files()
        remove(Path(self.outdir), frozenset(f"_static/{name}" for name in _SPHINX_SCRIPTS))

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Forget the relatives by ``toctree``: Sphinx would render six titles for each page."""
        super().prepare_writing(docnames)
        self.relations = {}

    def render_partial(self, node: nodes.Node | None) -> dict[str, str]:
        """Render a node; a title of plain text needs neither transforms nor a visitor."""
        if isinstance(node, nodes.title) and all(isinstance(c, nodes.Text) for c in node.children):
            return {"title": escape(node.astext())}
        return super().render_partial(node)

    def update_page_context(
        self, pagename: str, templatename: str, ctx: dict[str, Any], event_arg: Any
    ) -> None:
        """Ask the rooms what the page's template is given."""
        self.events.emit(EVENT, SitePage(self, pagename, templatename, ctx, event_arg))


class DirectorySiteBuilder(DirectoryHTMLBuilder, SiteBuilder):
    """Writes each page as ``index.html`` in a folder of its name, for addresses without suffix."""
