"""Markup that no article may use: another language than Markdown, the machinery of a site.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

from press.text.findings import Finding

_OTHER_LANGUAGE = (
    "raw-markup",
    (
        "puts what only some formats understand into the page, and what nobody has checked: "
        "write Markdown"
    ),
)

#: Directives that are refused everywhere, each with a finding's code and why.
REFUSED = {
    "raw": _OTHER_LANGUAGE,
    "eval-rst": _OTHER_LANGUAGE,
    "tabularcolumns": _OTHER_LANGUAGE,
    "meta": (
        "raw-markup",
        "says something to browsers in the page's head: write title and summary instead",
    ),
    "date": (
        "forbidden-directive",
        "shows the clock, and the same sources make the same pages for ever: write the day",
    ),
    "role": ("forbidden-directive", "makes new markup: use what is there"),
    "default-role": ("forbidden-directive", "changes the markup: name the role where you use it"),
}


def directive_fault(line: int, name: str, *, in_article: bool) -> Finding | None:
    """Return the finding for a directive that may not be used, None for one that may."""
    if name == "toctree" and in_article:
        message = (
            "{toctree} makes a table of contents, and an article is never a part of it with "
            "parts of its own: delete it, and link to the pages"
        )
        return Finding(line, "forbidden-directive", message)
    if name not in REFUSED:
        return None
    code, reason = REFUSED[name]
    return Finding(line, code, f"{{{name}}} {reason}")
