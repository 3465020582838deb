"""HTML of text: escaped, and with every right-to-left run marked.

The same characters are escaped as docutils' HTML writers escape, and runs get
the tags that :mod:`press.articles.bidi_marks` gives them, so that what is written here
cannot be told from what a translator writes.
"""

from __future__ import annotations

from press.text.bidi import has_right_to_left, runs

_ESCAPED = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("@", "&#64;"))


def escape(text: str) -> str:
    """Return *text* with its special characters escaped, for content and for attributes."""
    for character, entity in _ESCAPED:
        if character in text:
            text = text.replace(character, entity)
    return text


def marked(text: str) -> str:
    """Return *text* as HTML, its right-to-left runs with their language and direction."""
    if not has_right_to_left(text):
        return escape(text)
    return "".join(
        f'<span dir="rtl" lang="{run.language}">{escape(run.text)}</span>'
        if run.language
        else escape(run.text)
        for run in runs(text)
    )


def link(href: str, content: str, kind: str = "internal", **attributes: str) -> str:
    """Return a link to *href* around *content*, which is HTML.

    *kind* is "internal" or "external", as themes tell them apart; in the names of
    *attributes* an underscore stands for a hyphen.
    """
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    named |= {"class": f"reference {kind}", "href": href}
    written = " ".join(f'{name}="{escape(named[name])}"' for name in sorted(named))
    return f"<a {written}>{content}</a>"
