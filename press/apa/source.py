"""Source element: where to find the work (APA 9.23–9.37)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from pybtex.richtext import HRef, Text

from press.apa import dates
from press.apa.authors import same_as_author, whole_editors
from press.apa.fields import address, options, pages, raw, text
from press.apa.kinds import Form, form
from press.apa.parts import edition, em, ended, is_arxiv, page_range, volume_title, volumes
from press.apa.title_element import thesis_is_published
from press.apa.titles import title

if TYPE_CHECKING:
    from pybtex.database import Entry
    from pybtex.richtext import BaseText

_PUBLISHERS: dict[Form, tuple[str, ...]] = {
    "report": ("institution", "publisher", "organization"),
    "thesis": ("publisher", "organization"),
    "web": ("organization", "publisher", "institution", "howpublished"),
    "unpublished": ("institution", "organization", "school", "howpublished"),
    "presentation": ("eventtitle", "organization"),
}
_AHEAD = frozenset({"advanceonline", "aheadofprint", "prepublished", "advance online publication"})


def publisher(entry: Entry) -> str:
    """Return who published the work, or nothing when that is the author (APA 9.29)."""
    names = _PUBLISHERS.get(form(entry), ("publisher", "organization", "institution"))
    if form(entry) == "generic" or entry.type == "booklet":
        names += ("howpublished",)
    if form(entry) == "thesis" and not thesis_is_published(entry):
        names = ("school", "institution")
    value = text(entry, *(name for name in names if not _is_address(raw(entry, name))))
    if not value and is_arxiv(entry):
        value = "arXiv"
    return "" if same_as_author(entry, value) else value


def _is_address(value: str) -> bool:
    return address(value).startswith(("http://", "https://"))


def link(entry: Entry) -> BaseText:
    """Return the DOI, else the address (APA 9.34–9.36).

    ``urldate`` is printed only for a work that changes: one without a date, or with
    ``options = {retrieved}`` (APA 9.16).
    """
    doi = re.sub(
        r"^(https?://(dx\.)?doi\.org/|doi:)", "", address(raw(entry, "doi")), flags=re.IGNORECASE
    )
    if doi:
        return HRef("https://doi.org/" + quote(doi, safe="/:;()._-"), f"https://doi.org/{doi}")
    url = address(raw(entry, "url"))
    if not url and _is_address(raw(entry, "howpublished")):
        url = address(raw(entry, "howpublished"))
    if not url and is_arxiv(entry):
        url = "https://arxiv.org/abs/" + address(raw(entry, "eprint"))
    if not url:
        return Text()
    target = HRef(url, url) if _is_address(url) else Text(url)
    changes = dates.of_entry(entry).words == "n.d." or "retrieved" in options(entry)
    day = dates.accessed(entry) if changes else ""
    return Text(f"Retrieved {day}, from ", target) if day else target


def periodical(entry: Entry) -> BaseText:
    """Return the source of an article: *Journal*, *12*(3), 45–67 (APA 9.25–9.27)."""
    name = title(entry, "journaltitle", "journalsubtitle") or text(entry, "journal")
    if not name and entry.type == "periodical" and raw(entry, "issuetitle"):
        name = title(entry)
    volume, number = text(entry, "volume"), pages(raw(entry, "number") or raw(entry, "issue"))
    volume_number = Text(em(volume), f"({number})" if number else "")
    article = text(entry, "eid")
    where = f"Article {article}" if article else pages(raw(entry, "pages"))
    known = [part for part in (em(name), volume_number, where) if len(part)]
    ahead = "Advance online publication." if raw(entry, "pubstate").lower() in _AHEAD else ""
    return Text(" ").join([part for part in (ended(Text(", ").join(known)), ahead) if len(part)])


def whole(entry: Entry) -> BaseText:
    """Return the book that holds a chapter, or the series of an episode (APA 9.28)."""
    own = title(entry, "booktitle", "booksubtitle")
    name = volume_title(title(entry, "maintitle", "mainsubtitle"), entry, own)
    inside = [] if form(entry) == "episode" else [edition(entry), *volumes(entry)]
    inside += [page_range(entry)]
    details = ", ".join(filter(None, inside))
    return Text(
        f"In {whole_editors(entry)}",
        em(name),
        f" ({details})" if details else "",
    )
