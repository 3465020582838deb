"""Schemes of addresses: those that a link may have, and how browsers read one.

A browser passes over white space and control characters in front of an address, and
over tabs and line ends inside (https://url.spec.whatwg.org/#concept-basic-url-parser),
so ``java&#9;script:`` is JavaScript.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from press.text.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Collection

#: What a link may lead to: pages, mail, telephones, files of old archives.
LINKS = frozenset({"http", "https", "mailto", "tel", "ftp"})

_LEADING = re.compile(r"\A[\x00-\x20]+")
_PASSED_OVER = re.compile(r"[\t\n\r]")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")


def scheme_of(address: str) -> str:
    """Return an address's scheme in small letters, "" for a relative one."""
    if ":" not in address:
        return ""
    found = _SCHEME.match(_PASSED_OVER.sub("", _LEADING.sub("", address)))
    return found[1].lower() if found else ""


def link_fault(line: int, address: str, also: Collection[str] = ()) -> Finding | None:
    """Return the finding for a link whose scheme runs or holds something, or that nobody knows.

    *also* are further schemes that ``conf.py`` allows (``myst_url_schemes``).
    """
    scheme = scheme_of(address)
    if not scheme or scheme in LINKS or scheme in also:
        return None
    shown = address if len(address) <= 60 else f"{address[:60]}…"
    message = (
        f"{shown} is no address to link to ({scheme}:): write one that starts with https://, "
        "or the path of a file"
    )
    return Finding(line, "bad-link", message)
