"""The words that the publication says itself: the message catalogue ``press``.

``_`` translates into the language of the site.
"""

from __future__ import annotations

from sphinx.locale import get_translation

_ = get_translation("press")


def ngettext(one: str, many: str, count: int) -> str:
    """Return *one* or *many*."""
    return _(one) if count == 1 else _(many)
