"""Layout of the sources: ``articles/<year>/<date>-<slug>.md``, and the page of each year.

The one place that knows it; a document's name is its path without the suffix.
"""

from __future__ import annotations

import re

_ARTICLE = re.compile(r"articles/\d{4}/(?!index$)[^/]+", re.ASCII)
_YEAR = re.compile(r"articles/(\d{4})/", re.ASCII)
_VOLUME_PAGE = re.compile(r"articles/(\d{4})/index", re.ASCII)
_VOLUME = """\
# {year}

```{{listing}}
:volume: {year}
```

```{{toctree}}
:glob:
:hidden:
:reversed:

{year}-*
```
"""


def is_article(docname: str) -> bool:
    """Say whether a document is an article rather than a page: ``articles/<year>/…``."""
    return _ARTICLE.fullmatch(docname) is not None


def folder_of(year: str) -> str:
    """Return the folder of a year's articles."""
    return f"articles/{year}"


def article_name(day: str, slug: str) -> str:
    """Return the document of an article: *day* is ``YYYY-MM-DD``."""
    return f"{folder_of(day[:4])}/{day}-{slug}"


def page_name(slug: str) -> str:
    """Return the document of a page that is no article."""
    return f"articles/{slug}"


def slug_of(docname: str) -> str:
    """Return the slug in the name of a document: what stands behind an article's day."""
    name = docname.rpartition("/")[2]
    return name[len("2025-04-27-") :] if is_article(docname) else name


def year_of(docname: str) -> str:
    """Return the year in whose folder a document lies, "" where it lies in none."""
    match = _YEAR.match(docname)
    return match[1] if match else ""


def volume_page(year: str) -> str:
    """Return the document that is the page of a year's volume."""
    return f"{folder_of(year)}/index"


def volume_page_text(year: str) -> str:
    """Return the text of the page of a year's volume, as it is begun."""
    return _VOLUME.format(year=year)


def volume_of_page(docname: str) -> str:
    """Return the year whose page a document is, "" where it is none."""
    match = _VOLUME_PAGE.fullmatch(docname)
    return match[1] if match else ""


def front_page_is_missing(docname: str) -> str:
    """Return what is said where the document of the front page is not among the sources."""
    return (
        f"the front page is missing: write {docname}.md, let include_patterns and exclude_patterns "
        "have it, or name another page with root_doc"
    )
