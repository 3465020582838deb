"""Directives that take in files or another language, as an article may use them.

``{include}``, ``{literalinclude}`` and ``{csv-table}`` read files of the publication only,
as UTF-8.  ``{raw}``, ``{tabularcolumns}`` and ``{meta}`` would put HTML or TeX into some
formats, and are refused in all; so is ``{toctree}`` in an article.
"""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.directives.misc import Include as DocutilsInclude
from docutils.parsers.rst.directives.tables import CSVTable
from docutils.utils import SystemMessagePropagation
from myst_parser.mocking import MockIncludeDirective, MockState
from sphinx.deprecation import RemovedInSphinx11Warning
from sphinx.directives.code import LiteralInclude as SphinxLiteralInclude
from sphinx.directives.other import TocTree as SphinxTocTree
from sphinx.util.docutils import SphinxDirective

from press.core.layout import is_article
from press.guards.findings import note_file, targets_of, warn
from press.safety import limits, markup
from press.text.strings import read_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from press.text.findings import Finding

_CHAIN = "press_included"


def _without(spec: Any, *names: str) -> dict[str, Any]:
    return {name: kind for name, kind in (spec or {}).items() if name not in names}


class _Guarded(SphinxDirective):
    """A directive that names files."""

    def document_path(self) -> Path:
        """Return the file of the document that is being read."""
        return Path(self.env.doc2path(self.env.current_document.docname))

    def refuse(self, finding: Finding | None) -> bool:
        """Tell of a finding; say whether there is one."""
        if finding is None:
            return False
        warn(finding, self.get_location())
        return True

    def note_file(self, target: str) -> str:
        """Note that the document depends on *target*; return its path on this machine."""
        note_file(self.env, self.document_path(), target)
        return self.env.relfn2path(target)[1]

    def refuses_file(self, target: str) -> bool:
        """Tell what is wrong with a file that is to be taken in; say whether anything is."""
        targets = targets_of(self.env)
        return self.refuse(targets.included(self.document_path(), self.lineno, target))


class Include(_Guarded):
    """``{include}`` of a file of the publication, which may include others, but never itself."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = {
        **_without(DocutilsInclude.option_spec, "encoding", "parser"),
        "relative-images": directives.flag,
        "relative-docs": directives.path,
        "heading-offset": directives.nonnegative_int,
    }

    def run(self) -> Sequence[nodes.Node]:
        """Return what the file holds."""
        target = self.arguments[0].strip()
        path = self.note_file(target)
        chain: list[str] = self._chain()
        real = os.path.realpath(path)
        if (
            not isinstance(self.state, MockState)
            or self.refuse(limits.inclusion_fault(self.lineno, target, real, chain))
            or self.refuses_file(target)
        ):
            return []
        chain.append(real)
        try:
            directive = MockIncludeDirective(
                self.state._renderer,  # noqa: SLF001 (MyST has no other way to it)
                name=self.name,
                klass=DocutilsInclude,
                arguments=[target],
                options=self.options,
                body=list(self.content),
                lineno=self.lineno,
            )
            with warnings.catch_warnings():
                # myst-parser 5.2 asks the environment for the application, gone in Sphinx 11.
                about = r"'sphinx\.environment\.BuildEnvironment\.app'"
                warnings.filterwarnings("ignore", about, RemovedInSphinx11Warning)
                return directive.run()
        finally:
            chain.append(limits.END)

    def _chain(self) -> list[str]:
        """Return the files that were taken in so far, and where each ended."""
        document = self.state.document
        if not hasattr(document, _CHAIN):
            setattr(document, _CHAIN, [os.path.realpath(self.document_path())])
        found: list[str] = getattr(document, _CHAIN)
        return found


class LiteralInclude(SphinxLiteralInclude, _Guarded):
    """``{literalinclude}`` of a file of the publication."""

    option_spec: ClassVar[Any] = _without(SphinxLiteralInclude.option_spec, "encoding")

    def run(self) -> list[nodes.Node]:
        """Return the file as it is written."""
        for target in (self.arguments[0], self.options.get("diff", "")):
            if target:
                self.note_file(target)
                if self.refuses_file(target):
                    return []
        return super().run()


class CsvTable(CSVTable, _Guarded):
    """``{csv-table}`` of rows in the text, or in a file of the publication."""

    option_spec: ClassVar[Any] = _without(CSVTable.option_spec, "encoding")

    def run(self) -> list[Any]:
        """Return the table."""
        target = self.options.get("url") or self.options.get("file", "")
        if target:
            if not self.options.get("url"):
                self.note_file(target)
            if self.refuses_file(target):
                return []
        return list(super().run())

    def get_csv_data(self) -> tuple[list[str], str]:
        """Return the rows as lines, and where they are from."""
        if self.content or "file" not in self.options:
            found: tuple[list[str], str] = super().get_csv_data()  # type: ignore[no-untyped-call]
            return found
        _, path = self.env.relfn2path(self.options["file"])
        return read_text(Path(path))[0].split("\n"), path

    def parse_csv_data_into_rows(self, *given: Any) -> tuple[list[Any], int]:
        """Return the rows and the number of columns, of which there may not be too many."""
        rows, columns = super().parse_csv_data_into_rows(*given)  # type: ignore[no-untyped-call]
        finding = limits.columns_fault(self.lineno, columns)
        if self.refuse(finding):
            raise SystemMessagePropagation(nodes.comment())
        return rows, columns


class Refused(_Guarded):
    """A directive that no article may use, whatever stands in it."""

    optional_arguments = 1000
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[Any] = None

    def run(self) -> list[nodes.Node]:
        """Tell so, and leave out what stands in it."""
        self.refuse(markup.directive_fault(self.lineno, self.name, in_article=True))
        return []


class _AnyOption(dict[str, Any]):
    """Options of any name, so that the one finding is the directive's."""

    def __missing__(self, name: str) -> Any:
        return directives.unchanged

    def __contains__(self, name: object) -> bool:
        return True

    def __bool__(self) -> bool:
        return True


Refused.option_spec = _AnyOption()


class TocTree(SphinxTocTree, _Guarded):
    """``{toctree}``, which belongs to pages: an article is a leaf of the contents."""

    def run(self) -> list[nodes.Node]:
        """Return the placeholder of the contents."""
        in_article = is_article(self.env.current_document.docname)
        finding = markup.directive_fault(self.lineno, self.name, in_article=in_article)
        return [] if self.refuse(finding) else super().run()


def raw_role(
    _name: str, _rawtext: str, _text: str, lineno: int, inliner: Any, *_given: Any
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Refuse the role ``{raw}``."""
    if finding := markup.directive_fault(lineno, "raw", in_article=True):
        warn(finding, f"{inliner.document.current_source or inliner.document['source']}:{lineno}")
    return [], []


#: Every guarded directive by its name.
DIRECTIVES: dict[str, type[SphinxDirective]] = {
    "csv-table": CsvTable,
    "include": Include,
    "literalinclude": LiteralInclude,
    "toctree": TocTree,
    **dict.fromkeys(markup.REFUSED, Refused),
}
