r"""Dollar signs in running text: which begin a formula, and which are prices.

``earning $25,000 to $34,000`` is money and ``CO$_2$`` is a formula.  Markdown's plug-in for formulas
(https://mdit-py-plugins.readthedocs.io, ``dollarmath``) takes whatever stands between two dollars, or
with its options refuses ``5$^{th}$`` together with the prices.  The rule here is Pandoc's
(``tex_math_dollars``: https://pandoc.org/MANUAL.html#math), which looks at the characters beside both
dollars, and one more: what reads as prose between them is prose.  ``\$`` is always a dollar.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

#: A formula in running text is short; a dollar far away is another's.
_FARTHEST = 500

# No price begins like this: a command, a script, a group.
_CERTAIN = re.compile(r"\\[A-Za-z,;:!|{}\\ ]|[\^_{']")
# What a price is followed by: the end of a bracket or clause, as in (US$) and US$, or.
_AFTER_PRICE = re.compile(r"[)\]},.;:!?/»”’%]")
# Words: everything that TeX has commands and braces for is left out before.
_WORD = r"[^\W\d_]{2,}"
_TWO_WORDS = re.compile(rf"(?<![^\W_]){_WORD}[’'.,;:]?\s+[(“‘«]?(?:{_WORD}|\d)(?![^\W_])?")
_WORD_IN_SPACE = re.compile(rf"(?:^|\s)[(“‘«]?{_WORD}[)”’».,;:]*(?=\s|$)")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_IN_BRACES = re.compile(r"\\[A-Za-z]+\*?\s*(?:\[[^\[\]]*\])?(?:\s*\{[^{}]*\})*|\{[^{}]*\}|\\.")
_MARKUP = re.compile(r"""["“”«»`]|\]\(|\s\*{1,2}(?=\w)|https?://|\[@|\{cite""")
_SPECIAL = re.compile(r"\\.|[${}]", re.DOTALL)
_CURRENCIES = re.compile("[€£¥₺₹₨﷼₽₩₪]")


def closing(text: str, start: int) -> int:
    """Return where the formula ends that the dollar at *start* of *text* begins.

    The place is that of the closing dollar; -1 says that the dollar is a price's.
    """
    if text[start + 1 : start + 2].isspace():
        return -1
    end = _next_dollar(text, start + 1)
    if end < 0:
        return -1
    content = text[start + 1 : end]
    before = text[start - 1 : start]
    after = text[end + 1 : end + 2]
    if not content or content[-1].isspace() or _MARKUP.search(content):
        return -1
    if _CERTAIN.match(content):
        return -1 if _is_prose(content, price=False) else end
    if after.isdecimal() or (after.isalpha() and content[-1] in ",;:/–—-("):
        return -1  # The closing dollar is another price's.
    if before.isdecimal() or (before.isascii() and before.isalpha()):
        return -1  # US$5, A$5, 10$
    if _AFTER_PRICE.match(content):
        return -1
    is_price = content[0].isdecimal() or _CURRENCIES.search(content) is not None
    return -1 if _is_prose(content, price=is_price) else end


def _next_dollar(text: str, start: int) -> int:
    r"""Return the next dollar outside of braces, or, where these do not close, the next one.

    A dollar in braces is inside of ``\text{…}``; ``\$`` is none.
    """
    depth, first = 0, -1
    for found in _SPECIAL.finditer(text, start, start + _FARTHEST):
        if found[0] == "$":
            if depth == 0:
                return found.start()
            first = found.start() if first < 0 else first
        elif found[0] in "{}":
            depth = max(depth + (1 if found[0] == "{" else -1), 0)
    return first


def _is_prose(content: str, *, price: bool) -> bool:
    """Say whether words of a sentence stand in *content*, which begins as a *price* or not."""
    bare, count = content, 1
    while count:
        bare, count = _IN_BRACES.subn("+", bare)
    if price and (
        _WORD_IN_SPACE.search(bare)
        or _LONG_WORD.search(bare)
        or _CURRENCIES.search(bare)
        or _unbalanced(bare)
    ):
        return True
    return any(_are_words(found[0]) for found in _TWO_WORDS.finditer(bare))


def _are_words(text: str) -> bool:
    """Say whether *text* is of letters that words have: two names of Greek letters are none."""
    return not all(
        unicodedata.name(letter, "").startswith("GREEK") for letter in text if letter.isalpha()
    )


def _unbalanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character in "([") - (character in ")]")
        if depth < 0:
            return True
    return depth > 0


# -- the rule for Markdown -------------------------------------------------------------------------


def rule(state: StateInline, silent: bool) -> bool:
    """Read a formula in running text: markdown-it's rule ``math_inline``."""
    text, start = state.src, state.pos
    if text[start] != "$":
        return False
    is_double = text[start : start + 2] == "$$"
    if is_double:
        # A display inside of a paragraph: TeX's own mark, which money never has twice.
        end = text.find("$$", start + 2)
        content = text[start + 2 : end]
        if end < 0 or not content.strip() or "$" in content or _is_prose(content, price=True):
            state.pos += 2
            if not silent:
                state.pending += "$$"
            return True
    else:
        end = closing(text, start)
        content = text[start + 1 : end]
        if end < 0:
            return False
    if not silent:
        token = state.push("math_inline_double" if is_double else "math_inline", "math", 0)
        token.content = content
        token.markup = "$$" if is_double else "$"
        # How many lines below the paragraph's first it begins.
        token.meta = {"line": text.count("\n", 0, start)}
    state.pos = end + len("$$" if is_double else "$")
    return True


def use(parser: MarkdownIt) -> None:
    """Have a parser with formulas between dollars read them by this rule."""
    if "math_inline" in parser.inline.ruler.get_all_rules():
        parser.inline.ruler.at("math_inline", rule)
