"""Markdown parser: one for all documents of the same settings, which counts no words.

MyST makes a parser, with its rules and plug-ins, for each document, and has it
count words for substitutions, which are off unless an extension of MyST's is on.

Gain: 2 %.  Risk: a plug-in that keeps something of one document in the parser; what
markdown-it keeps is in the environment of each call.  Upstream: none found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from myst_parser.parsers import sphinx_
from myst_parser.parsers.mdit import create_md_parser

from press.speedups.replaced import replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererProtocol
    from myst_parser.config.main import MdParserConfig


class Parsers:
    """The parser that was made last, and what for."""

    def __init__(self) -> None:
        self._made_for: tuple[Any, ...] = ()
        self._parser: MarkdownIt

    def get(
        self, config: MdParserConfig, renderer: Callable[[MarkdownIt], RendererProtocol]
    ) -> MarkdownIt:
        """Return a parser with the settings of *config*; what it parsed before is forgotten."""
        if self._made_for != (config, renderer):
            self._made_for = config, renderer
            self._parser = create_md_parser(config, renderer)
            if "substitution" not in config.enable_extensions:
                self._parser.disable("wordcount", ignoreInvalid=True)
        return self._parser


def install() -> None:
    """Replace the function that makes parsers."""
    replace("myst-parser", sphinx_, create_md_parser=Parsers().get)
