"""Charset: bytes of an unknown file as text, and what had to be assumed for it.

In the order of the HTML standard (section 13.2.3.2): a byte order mark, UTF-8 if the bytes are
UTF-8, the charset that the page or the XML declares, and Windows-1252 for what is none of these.
UTF-8 comes before what is declared, since no other text is valid UTF-8 by chance and many pages
were saved as UTF-8 with the declaration of their first days.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)|<meta[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)
# What browsers read as Windows-1252 (Encoding standard, section 4.2).
_LATIN = frozenset({"iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii", "cp1252"})


def decode(data: bytes) -> tuple[str, str]:
    r"""Return bytes as text with ``\\n`` line ends, and a note where something was assumed."""
    text, note = _decode(data)
    return text.replace("\r\n", "\n").replace("\r", "\n"), note


def _decode(data: bytes) -> tuple[str, str]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(name, "replace")
            return text, _bad(text, name)
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    found = _DECLARED.search(data[:4096])
    declared = (found[1] or found[2]).decode("ascii", "replace").lower() if found else ""
    if declared and declared not in _LATIN and not declared.startswith("windows-1252"):
        try:
            name = codecs.lookup(declared).name
            if not name.startswith("utf-16"):  # A page that says so in ASCII is not.
                text = data.decode(name, "replace")
                return text, _bad(text, declared)
        except LookupError:
            pass
    if data[1:2] == b"\0" or data[:1] == b"\0":
        name = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
        text = data.decode(name, "replace")
        return text, f"the file names no charset and was read as {name}"
    # Five bytes are no character in Windows-1252: browsers read them as controls.
    text = (
        "".join(
            data[place : place + 1].decode("cp1252", "ignore") or chr(data[place])
            for place in range(len(data))
        )
        if any(byte in data for byte in b"\x81\x8d\x8f\x90\x9d")
        else data.decode("cp1252")
    )
    if declared in _LATIN or declared.startswith("windows-1252"):
        return text, ""
    return text, (
        "the file is not UTF-8 and was read as Windows-1252: look at its accents, quotation marks "
        "and dashes, or save it as UTF-8"
    )


def _bad(text: str, name: str) -> str:
    bad = text.count("\ufffd")
    return f"{bad} bytes are no {name}: they stand as � in the text" if bad else ""
