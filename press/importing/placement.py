"""Placement: which section, day, slug and former address a page has, and so which file it becomes.

What an editor gives as an option comes first, then the address, then what the source says.  What
none of them says is an error that names the option; nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from press.core.layout import article_name, page_name
from press.importing.page_model import Page, Remark
from press.text.strings import slugify

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_DATED = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})-(?P<slug>.+)")
_BY_DAY = re.compile(r"(?:^|/)(?P<year>\d{4})/(?P<month>\d{2})/(?P<day>\d{2})/(?P<slug>[^/]+)/?$")
_ALIAS = re.compile(r"[\w-][\w.-]*(?:/[\w-][\w.-]*)*/?")
_LONGEST_SLUG = 90


@dataclass(frozen=True)
class Options:
    """What an editor says of the pages of a run."""

    #: From a file's name, or "name#number" of an export's page, to its address.
    addresses: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    date: str = ""
    section: str = ""
    title: str = ""
    slug: str = ""


@dataclass(frozen=True)
class Place:
    """Where a page goes."""

    #: The document's name without the number that may follow where two have one slug.
    docname: str
    date: str
    section: str
    slug: str
    #: Its former path on the site, without the leading slash, "" where it has none.
    alias: str


def with_options(page: Page, options: Options) -> Page:
    """Return a page with the title and the address that the editor gave."""
    name = page.origin.rpartition("/")[2]
    address = options.address or next(
        (options.addresses[key] for key in (page.origin, name) if key in options.addresses), ""
    )
    return replace(page, title=options.title or page.title, address=address or page.address)


def place(
    page: Page, options: Options, sections: Sequence[str]
) -> tuple[Place | None, tuple[Remark, ...]]:
    """Return where a page goes, ``None`` where that cannot be known; and what is to be told."""
    remarks: list[Remark] = []
    path = _path(page.address)
    last = path.strip("/").rpartition("/")[2]
    last = re.sub(r"\.(?:html?|php|aspx?)$", "", last)
    dated = _DATED.fullmatch(last)
    by_day = _BY_DAY.search(path)
    slug = _slug(page, options, dated["slug"] if dated else last)
    if not slug and (slug := _numbered(page)):
        message = f"no slug in a-z and 0-9 can be made of the title or the address, so it became {slug}: rename the file, or import the page alone with --slug"
        remarks.append(Remark("decide", "slug", message, page.title))
    if not slug:
        message = "no slug in a-z and 0-9 can be made of the title or the address: add --slug, or --url with one"
        remarks.append(Remark("error", "no-slug", message, page.title))
    if not page.title:
        remarks.append(
            Remark(
                "error",
                "no-title",
                "the page has no title that can be told from its text: add --title",
            )
        )
    alias, told = _alias(page, path)
    remarks += told
    if page.kind == "page":
        if any(remark.level == "error" for remark in remarks):
            return None, tuple(remarks)
        return Place(page_name(slug), "", "", slug, alias), tuple(remarks)
    given = ""
    if dated:
        given = dated["date"]
    elif by_day:
        given = f"{by_day['year']}-{by_day['month']}-{by_day['day']}"
    day = options.date or given or page.date
    if not _is_day(day):
        what = f"its day ({day}) is none: " if day else "the day of publication is nowhere said: "
        remarks.append(
            Remark("error", "no-date", f"{what}add --date YYYY-MM-DD, or --url with a day in it")
        )
    elif given and page.date and given != page.date and not options.date:
        message = f"the address says {given} and the page says {page.date}: {given} was taken"
        remarks.append(Remark("note", "two-dates", message))
    section, told = _section(page, options, path if dated else "", sections)
    remarks += told
    if any(remark.level == "error" for remark in remarks):
        return None, tuple(remarks)
    docname = article_name(day, slug)
    if alias.removesuffix(".html").strip("/") == docname:
        alias = ""
    return Place(docname, day, section, slug, alias), tuple(remarks)


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _path(address: str) -> str:
    """Return the path of an address, whatever site it is on; percent signs are resolved."""
    try:
        return unquote(urlsplit(address.replace("__GHOST_URL__", "")).path)
    except ValueError:
        return ""


def _slug(page: Page, options: Options, last: str) -> str:
    candidates = [options.slug, last, page.slug, page.title]
    for candidate in candidates:
        slug = _plain(candidate)
        if slug:
            return slug
    return ""


def _numbered(page: Page) -> str:
    """Return a slug for a title in another script: the number in the export, or of the address."""
    number = re.search(r"#(\d+)$", page.origin)
    if number:
        return f"post-{number[1]}"
    return f"page-{sha256(page.address.encode()).hexdigest()[:8]}" if page.address else ""


def _plain(text: str) -> str:
    """Return *text* as a slug in a-z and 0-9; "" where that would leave out most of it."""
    whole = slugify(text)
    slug = re.sub(r"[^a-z0-9]+", "-", whole).strip("-")
    letters = sum(map(str.isalpha, whole))
    if not slug or 2 * sum(map(str.isalpha, slug)) < letters:
        return ""
    if len(slug) > _LONGEST_SLUG:
        slug = slug[: _LONGEST_SLUG + 1].rpartition("-")[0] or slug[:_LONGEST_SLUG]
    return slug


def _section(
    page: Page, options: Options, path: str, sections: Sequence[str]
) -> tuple[str, list[Remark]]:
    """Return a page's section: the option's, the address's, or one that the source names."""
    known = {slugify(name): name for name in sections}
    listed = ", ".join(sections)
    if options.section:
        if options.section in sections or not sections:
            return options.section, []
        message = f"{options.section} is no section of conf.py ({listed}): give --section another, or add it there"
        return "", [Remark("error", "unknown-section", message)]
    parts = path.strip("/").split("/")[:-1]
    for part in reversed(parts):
        if slugify(part) in known:
            return known[slugify(part)], []
    if len(parts) > 1:
        message = f"the address names the section {parts[-1]}, which is none of conf.py's ({listed}): give --section, or add it there"
        return "", [Remark("error", "unknown-section", message)]
    for name in (*page.sections, *page.topics):
        if slugify(name) in known:
            return known[slugify(name)], []
    message = f"the section is nowhere said: add --section (one of {listed})"
    return "", [Remark("error", "no-section", message)]


def _alias(page: Page, path: str) -> tuple[str, list[Remark]]:
    alias = path.lstrip("/")
    if not alias:
        if urlsplit(page.address).query:
            message = (
                f"the former address {page.address} has no path, so no page can redirect from it"
            )
            return "", [Remark("note", "alias", message)]
        return "", []
    if page.kind == "page":
        message = f"the page stood at /{alias}: its file cannot name a former address, so let the server redirect it"
        return "", [Remark("note", "alias", message)]
    if _ALIAS.fullmatch(alias) is None:
        message = f"the former address /{alias} holds signs that an alias cannot: let the server redirect it"
        return "", [Remark("decide", "alias", message)]
    return alias, []
