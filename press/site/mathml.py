"""Formulas in HTML, as MathML: no script on a page, and the only way that an e-book has.

The site uses it unless ``html_math_renderer`` names another, for Sphinx's usual one
loads a script from elsewhere; the e-book always uses it.  :mod:`press.formulas` makes it.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.math import get_node_equation_number

from press.formulas.grammar import read, wrapped
from press.formulas.scanner import FormulaError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.writers.html5 import HTML5Translator

NAME = "mathml"


def mathml(node: nodes.math | nodes.math_block) -> str:
    """Return a formula's MathML; its source as code where it is none that is known.

    Those that stand in an article's text were looked at when it was read, and told of.
    """
    source = node.astext()
    is_block = isinstance(node, nodes.math_block)
    try:
        return wrapped(read(source, block=is_block), source, block=is_block)
    except FormulaError:
        return f"<code>{escape(source)}</code>"


def visit_math(translator: HTML5Translator, node: nodes.math) -> None:
    """Write a formula in the running text."""
    translator.body.append(mathml(node))
    raise nodes.SkipNode


def visit_math_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula of its own, with its number when it has one."""
    translator.body.append(translator.starttag(node, "div", CLASS="math"))
    if node["number"]:
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({escape(str(number))})</span>')
    translator.body.append(mathml(node) + "</div>\n")
    raise nodes.SkipNode


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Use the renderer where no other is named."""
    if config.html_math_renderer is None:
        config.html_math_renderer = NAME
