"""HTML of a reference: pybtex's rich text written as the site shows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from pybtex.backends import BaseBackend

from press.text.markup import link, marked

if TYPE_CHECKING:
    from pybtex.richtext import BaseText

_RUN = re.compile(r"</?span[^>]*>")


class Backend(BaseBackend):  # type: ignore[misc]  # pybtex has no types
    """Rich text as HTML: italics and links are all that APA 7 asks for."""

    symbols: ClassVar[dict[str, str]] = {"ndash": "–", "newblock": " ", "nbsp": "\u00a0"}

    def format_str(self, text: str) -> str:
        """Return text, its right-to-left runs marked."""
        return marked(text)

    def format_protected(self, text: str) -> str:
        """Return text whose capitals were protected, and stand by now."""
        return text

    def format_tag(self, tag: str, text: str) -> str:
        """Return text in italics or whatever *tag* says."""
        return f"<{tag}>{text}</{tag}>" if text else ""

    def format_href(self, url: str, text: str, external: bool = False) -> str:
        """Return a link to another site; an address is one piece, whatever its letters."""
        if "://" in text:
            text = _RUN.sub("", text)
        return link(url, text, "external") if text else ""


_backend = Backend("utf-8")


def reference_html(reference: BaseText) -> str:
    """Return a reference's HTML."""
    return str(reference.render(_backend))
