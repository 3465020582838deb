r"""JSON text that may stand in a page: no character of it ends a ``script`` element.

``<``, ``>`` and ``&`` are written as ``\u003c`` and so on, which JSON reads as the same.
(https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements)
"""

from __future__ import annotations

import json

_ESCAPED = str.maketrans(
    {char: f"\\u{ord(char):04x}" for char in ("<", ">", "&", "\u2028", "\u2029")}
)


def json_text(value: object) -> str:
    """Return *value* as JSON, in one line and in Unicode."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)
