"""Related works: what an entry says through biblatex's ``related`` (APA 9.41, 10.7).

A review names the work that it reviews, a reprint what it is reprinted from.  The other work
is found by its key, so this is done where all works are known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press.apa import dates
from press.apa.authors import lead, lead_role
from press.apa.fields import address, pages, raw, text
from press.apa.kinds import form, is_part
from press.apa.names import annotated, inline_list
from press.apa.sentence_case import of_fields
from press.apa.source import publisher, where

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pybtex.database import Entry

    from press.apa.vocabulary import Names

_REVIEWED = {
    "book": "Review of the book",
    "chapter": "Review of the chapter",
    "article": "Review of the article",
    "media": "Review of the film",
    "episode": "Review of the episode",
    "data": "Review of the software",
}
_MADE_BY = {"director": "Dir.", "editor": "Ed.", "translator": "Trans."}
_REPRINTS = frozenset({"reprintfrom", "reprintof"})
_ORIGINALS = frozenset({"translationof", "origpubas", "origpubin"})


def related_fields(entry: Entry, works: Mapping[str, Entry], names: Names) -> dict[str, str]:
    """Return the fields that a related work adds to *entry*; none where it is not known."""
    kind = raw(entry, "relatedtype").lower()
    other = works.get(raw(entry, "related").split(",")[0].strip())
    if other is None:
        return {}
    if kind == "reviewof" and not raw(entry, "titleaddon"):
        return {"titleaddon": "{" + _review(entry, other, names) + "}"}
    if kind in _REPRINTS and not raw(entry, "addendum"):
        return {"addendum": _reprint(entry, other, names)}
    if kind in _ORIGINALS and not raw(entry, "origdate", "origyear"):
        year = raw(other, "date", "year")
        return {"origdate": year} if year else {}
    return {}


def _review(entry: Entry, other: Entry, names: Names) -> str:
    what = raw(entry, "relatedstring") or _REVIEWED.get(form(other), "Review of the work")
    people = lead(other)
    by = f" by {inline_list(people)}" if people else ""
    role = annotated(other, lead_role(other) or "author", "role").get(1, "")
    role = role or raw(other, f"{lead_role(other)}type")
    roles = {part.strip() for part in role.split(",") if part.strip()}
    made = [*(["Writer"] if "writer" in roles else [])]
    made += [short for name, short in _MADE_BY.items() if name in roles]
    if not made and lead_role(other) == "editor":
        made = ["Eds." if len(people) > 1 else "Ed."]
    if by and made:
        by += f", {' & '.join(made)}"
    return f"{what} {_titled(other, names, comma=bool(by))}{by}"


def _reprint(entry: Entry, other: Entry, names: Names) -> str:
    said = raw(entry, "relatedstring") or "Reprinted from"
    year = dates.of_entry(other).year()
    if form(other) == "article":
        volume, number = raw(other, "volume"), raw(other, "number", "issue")
        issue = (f"\\emph{{{volume}}}" if volume else "") + (f"[{number}]" if number else "")
        journal = raw(other, "journaltitle", "journal")
        parts = [year, f"\\emph{{{journal}}}" if journal else "", issue, pages(raw(other, "pages"))]
    else:
        span = pages(raw(other, "pages"))
        people = lead(other)
        by = f"by {inline_list(people)}" if people else ""
        if by and lead_role(other) == "editor":
            by += ", Eds." if len(people) > 1 else ", Ed."
        parts = [
            f"pp. {span}" if "–" in span else span and f"p. {span}",
            by,
            year,
            publisher(other),
        ]
    parts += [address(where(other))]
    rest = ", ".join(filter(None, parts))
    return f"{said} {_titled(other, names, comma=bool(rest))} {rest}".rstrip()


def _titled(other: Entry, names: Names, *, comma: bool) -> str:
    """Return the other work's title as a field has it: italic, a part's in quotation marks."""
    title = ": ".join(filter(None, of_fields(other, "title", "subtitle", names)))
    after = "," if comma else ""
    kind = text(other, "entrysubtype").lower()
    if is_part(other) or "episode" in kind:
        return f"“{title}{after}”"
    return f"\\emph{{{title}}}{after}"
