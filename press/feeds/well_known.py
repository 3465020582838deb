"""Small files that machines look for at a known place.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

from collections.abc import Mapping

from press.settings.press_values import SECURITY_FIELDS, values_of
from press.text.xml_text import DECLARATION, element

ROBOTS = "robots.txt"
OPEN_SEARCH = "opensearch.xml"
SECURITY = ".well-known/security.txt"


def robots(sitemap: str) -> str:
    """Return ``robots.txt`` (RFC 9309): everything may be read, and here is the list."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n"


def open_search(name: str, description: str, search: str, language: str) -> str:
    """Return an OpenSearch 1.1 description; *search* is the address of the search page.

    A short name has 16 characters at most, a long one 48, a description 1,024
    (https://github.com/dewitt/opensearch, "OpenSearch description elements").
    """
    lines = (
        element("ShortName", _first_words(name, 16)),
        element("LongName", _first_words(name, 48)),
        element("Description", _first_words(description, 1024)),
        element("Url", type="text/html", method="get", template=f"{search}?q={{searchTerms}}"),
        element("Language", language),
        element("InputEncoding", "UTF-8"),
        element("OutputEncoding", "UTF-8"),
    )
    body = "".join(f"{line}\n" for line in lines)
    namespace = "http://a9.com/-/spec/opensearch/1.1/"
    return f'{DECLARATION}<OpenSearchDescription xmlns="{namespace}">\n{body}</OpenSearchDescription>\n'


def _first_words(text: str, length: int) -> str:
    """Return as many whole words as fit, a piece of the first where it does not."""
    if len(text) <= length:
        return text
    kept = text[: length + 1].rpartition(" ")[0].rstrip()
    return kept or text[:length]


# -- security.txt -----------------------------------------------------------------


def security(settings: Mapping[str, object], address: str) -> str:
    """Return ``security.txt`` (RFC 9116) from settings without a fault."""
    lines = [f"Contact: {contact}" for contact in values_of(settings["contact"])]
    lines.append(f"Expires: {settings['expires']}T00:00:00Z")
    for name, field in SECURITY_FIELDS.items():
        lines += [f"{field}: {value}" for value in values_of(settings.get(name, ()))]
    lines.append(f"Canonical: {address}")
    return "".join(f"{line}\n" for line in lines)
