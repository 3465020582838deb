"""MathML formulas: no script on a page, and the only way that an e-book has.

The site uses it unless ``html_math_renderer`` names another, for Sphinx's usual one
loads a script from elsewhere; the e-book always uses it.  docutils translates the TeX; what it cannot translate is a warning,
and the formula stands as it was typed.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils.math import latex2mathml
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.writers.html5 import HTML5Translator

logger = logging.getLogger(__name__)

NAME = "mathml"


def mathml(node: nodes.math | nodes.math_block) -> str:
    """Return a formula's MathML, or its source as code with a warning."""
    source = node.astext()
    is_block = isinstance(node, nodes.math_block)
    try:
        found = str(latex2mathml.tex2mathml(source, as_block=is_block))
    except ValueError as error:  # docutils' MathError is one
        logger.warning(
            "this formula cannot be shown (%s): write it with the TeX that docutils knows, "
            "https://docutils.sourceforge.io/docs/ref/rst/mathematics.html",
            " ".join(str(error).split()),
            location=node,
            type="press",
            subtype="math",
        )
        return f"<code>{escape(source)}</code>"
    # The source, for readers that cannot speak or show MathML.
    alternative = escape(" ".join(source.split()))
    found = found.replace("<math ", f'<math alttext="{alternative}" ', 1)
    # The one name that docutils writes for a character; XML does not know it.
    return found.replace("&ApplyFunction;", "\u2061")


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
