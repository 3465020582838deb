"""Front matter of pages that are no article: what of it would change how MyST reads the page.

``myst:`` in a page's front matter sets any of MyST's settings for it: raw HTML, templates that
see the whole configuration, ``meta`` elements that lead elsewhere.  ``conf.py`` sets these, for
all pages; the text of a page may not.  An article's front matter is never seen by MyST.
"""

from __future__ import annotations

import re

import yaml

from press.text.findings import Finding

# The second and third are former names of what belongs below the first, and work still.
_KEYS = ("myst", "html_meta", "substitutions")


def without_settings(text: str) -> tuple[str, tuple[Finding, ...]]:
    """Return a page's *text* without such settings, on as many lines, and what was taken out."""
    lines = text.splitlines(keepends=True)
    end = _end(lines)
    if not end:
        return text, ()
    try:
        data = yaml.safe_load("".join(lines[1:end]))
    except (yaml.YAMLError, ValueError, TypeError, RecursionError, AttributeError):
        return text, ()  # MyST cannot read it either, says so, and goes by conf.py
    found = [key for key in _KEYS if isinstance(data, dict) and key in data]
    if not found:
        return text, ()
    rest = {key: value for key, value in data.items() if key not in found}
    head = ["\n"] * (end + 1)
    if rest:
        head[0] = head[-1] = "---\n"
        head[1] = yaml.safe_dump(rest, default_flow_style=True, allow_unicode=True, width=10**9)
    return "".join([*head, *lines[end + 1 :]]), tuple(_finding(key, lines[:end]) for key in found)


def _end(lines: list[str]) -> int:
    """Return the index of the line that ends the front matter, as MyST sees it; 0 without one."""
    if not lines or not lines[0].startswith("---"):
        return 0
    for index, line in enumerate(lines[1:], 1):
        if line.startswith(("---", "...")):
            return index
    return len(lines)


def _finding(key: str, lines: list[str]) -> Finding:
    name = re.compile(rf"""["']?{key}["']?\s*:""")
    line = next((number for number, line in enumerate(lines, 1) if name.search(line)), 1)
    message = (
        f"{key} in a page's front matter would change how the page is read: delete it, "
        "and set in conf.py what holds for every page"
    )
    return Finding(line, "page-settings", message)
