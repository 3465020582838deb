"""Text and addresses as LaTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pybtex.backends import BaseBackend
from sphinx.util import texescape

if TYPE_CHECKING:
    from pybtex.richtext import BaseText


def escape(text: str) -> str:
    """Return text that LaTeX sets as it is."""
    return texescape.escape(text, "lualatex")


def link(address: str, text: str) -> str:
    """Return a link to a place on the web, plain text where there is no *address*."""
    if not address:
        return escape(text)
    for character in "%#&":
        address = address.replace(character, rf"\{character}")
    return rf"\href{{{address}}}{{{escape(text)}}}"


def shown_link(address: str) -> str:
    """Return a link that shows its address, which may break after a stroke or a full stop."""
    shown = link(address, address)
    at = shown.index("}{") + 2
    words = shown[at:].replace("/", r"/\allowbreak{}").replace(".", r".\allowbreak{}")
    return shown[:at] + words


def rich(text: BaseText) -> str:
    """Return a reference as :mod:`press.apa` makes it: emphasis and links."""
    return str(text.render(_Latex()))


class _Latex(BaseBackend):  # type: ignore[misc]
    symbols = {"ndash": "–", "newblock": " ", "nbsp": "~"}  # noqa: RUF012 (pybtex's own style)

    def format_str(self, text: str) -> str:
        return escape(text)

    def format_tag(self, tag: str, text: str) -> str:
        return rf"\emph{{{text}}}" if tag in {"em", "i"} else text

    def format_href(self, url: str, text: str, external: bool = False) -> str:
        return shown_link(url)

    def write_entry(self, key: str, label: str, text: str) -> None:
        raise NotImplementedError
