"""XML text: as XML 1.0 takes it."""

from __future__ import annotations

import re
from html import escape

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'

# What is no character of XML 1.0 (https://www.w3.org/TR/xml/#charsets), not even escaped.
_NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


# Most text has nothing to escape, and is only looked at.
_SPECIAL = re.compile(f"[&<>\"']|{_NO_CHARACTER.pattern}")


def text(value: str) -> str:
    """Return *value* escaped for an element's content or an attribute in double quotes."""
    if _SPECIAL.search(value) is None:
        return value
    return escape(_NO_CHARACTER.sub("\ufffd", value))


def element(name: str, content: str = "", **attributes: str) -> str:
    """Return an element that holds plain text; attributes that are empty are left out.

    A name that Python keeps for itself has an underscore behind it.
    """
    said = "".join(
        f' {key.rstrip("_").replace("__", ":")}="{text(value)}"'
        for key, value in attributes.items()
        if value
    )
    return f"<{name}{said}>{text(content)}</{name}>" if content else f"<{name}{said}/>"
