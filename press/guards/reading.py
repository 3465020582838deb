"""What is read, and how: files that may be, Markdown and nothing else, no exception to an editor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from myst_parser.mdit_to_docutils.base import token_line
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers import sphinx_

from press.citations.markdown_citations import with_citations
from press.core.layout import is_article
from press.guards.findings import sources_of, warn
from press.safety import documents, markup
from press.safety.paths import Sources
from press.text import characters
from press.text.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from markdown_it.tree import SyntaxTreeNode
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Have Sphinx look for no documents behind links to folders."""
    sources = Sources(Path(app.srcdir), exclude=tuple(config.exclude_patterns))
    linked = [*documents.linked_folders(sources)]
    if linked:
        config.exclude_patterns = [*config.exclude_patterns, *linked]


def on_builder_inited(app: Sphinx) -> None:
    """Have docutils refuse raw markup too; the files that it inserts are looked at before."""
    app.env.settings["raw_enabled"] = False


def on_env_get_outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Leave out the documents that may not be read, and say why."""
    sources = sources_of(env)
    for docname in sorted(added | changed):
        path = Path(env.doc2path(docname))
        if findings := documents.faults(sources, path):
            for finding in findings:
                if finding.message:
                    warn(finding, f"{path}:{finding.line}")
            env.project.docnames.discard(docname)
            added.discard(docname)
            changed.discard(docname)
            if docname in env.all_docs:
                removed.add(docname)
    return []


def on_source_read(app: Sphinx, docname: str, content: list[str]) -> None:
    """Tell of characters that no text may hold, and take them out; so of a page's front matter."""
    text = content[0]
    if is_article(docname):
        if characters.is_harmless(text):
            return
        first = documents.front_matter_length(text)
        head, body = documents.divided(text, first)
    else:
        head, findings, first = documents.page_head(text, docname)
        for finding in findings:
            warn(finding, (docname, finding.line))
        body = documents.divided(text, first)[1]
    faults = list(characters.text_faults(body, first + 1))
    for finding in faults:
        warn(finding, (docname, finding.line))
    if faults:
        body = characters.without_forbidden(body)
    if faults or not is_article(docname):
        content[0] = head + body


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Tell of the files among the articles that are no articles, and that no document names."""
    found = list(documents.strays(Path(env.srcdir)))
    named = {Path(env.srcdir, path) for path in _named(env)} if found else set()
    for path, finding in found:
        if path not in named:
            warn(finding, f"{path}:1")
    return []


def _named(env: BuildEnvironment) -> Iterator[str]:
    for files in env.dependencies.values():
        yield from map(str, files)
    yield from map(str, env.images)
    yield from map(str, env.dlfiles)


class Renderer(SphinxRenderer):
    """MyST's renderer, for Markdown alone: the checks read no second language."""

    def render_link_unknown(self, token: SyntaxTreeNode) -> None:
        """Take a path that is too long to be asked for as that of a file, which is judged later."""
        try:
            super().render_link_unknown(token)
        except (OSError, ValueError):
            self.render_link_path(token)

    def render_restructuredtext(self, token: SyntaxTreeNode) -> None:
        """Refuse ``{eval-rst}``."""
        line = token_line(token, 1)
        if finding := markup.directive_fault(line, "eval-rst", in_article=True):
            warn(finding, f"{self.document['source']}:{line}")


class Parser(sphinx_.MystParser):
    """MyST's parser, without what a file says of its own syntax (``myst:`` in front matter).

    The last line of defence: whatever goes wrong in a document is a warning that names it.
    """

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse a document; one that cannot be parsed is left empty, and told of."""
        # By MyST's name for it, which press.speedups.markdown_parser replaces.
        create: Any = sphinx_.create_md_parser  # type: ignore[attr-defined]
        parser: Any = with_citations(create(document.settings.env.myst_config, Renderer))
        parser.options["document"] = document
        # Every link is judged when it is read: markdown-it would show some as they are typed.
        parser.validateLink = _any_link
        try:
            parser.render(inputstring)
        # Whatever it is: an editor gets the document's name, and nobody a traceback.
        except Exception as error:  # noqa: BLE001
            docname = document.settings.env.current_document.docname
            warn(_unreadable(error), (docname, 1))
            document.children.clear()
            parser.render(f"# {docname.rpartition('/')[2]}")


def _any_link(url: str) -> bool:
    return True


def _unreadable(error: Exception) -> Finding:
    reason = "its markup is nested too deeply" if isinstance(error, RecursionError) else repr(error)
    message = (
        f"the document cannot be read ({reason[:300]}): make its markup simpler; where nothing is "
        "wrong with it, send the file and this line to the makers of press"
    )
    return Finding(1, "unreadable-document", message)
