"""URLs made absolute, most of them without taking them apart.

A page has dozens of links, and :func:`urllib.parse.urljoin` takes each address and its
base apart to put them together again.  Those that lead up and down folders of plain names,
or are absolute already, need none of it.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin

_PLAIN = r"[A-Za-z0-9_-][A-Za-z0-9_.%-]*"
_ABSOLUTE = re.compile(f"https?://(?:{_PLAIN}/)*{_PLAIN}/?")
_BELOW = re.compile(f"((?:\\.\\./)*)((?:{_PLAIN}/)*{_PLAIN}(?:#{_PLAIN})?)")


def absolute(base: str, address: str) -> str:
    """Return *address*, as it stands in the page at *base*, from anywhere (RFC 3986, section 5.2)."""
    if _ABSOLUTE.fullmatch(address):
        return address
    below = _BELOW.fullmatch(address)
    if below is not None and _ABSOLUTE.fullmatch(base):
        # As many parts of the base as there are steps up, and its own name.
        parts = base.rsplit("/", len(below[1]) // 3 + 1)
        if parts[0].count("/") >= 2:
            return f"{parts[0]}/{below[2]}"
    return urljoin(base, address)
