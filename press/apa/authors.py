"""Author element: who stands in the author's place, and a work's other people (APA 9.7–9.12, 9.28)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from press.apa.fields import text
from press.apa.kinds import form
from press.apa.names import Name, author_list, inline_list, people, series

if TYPE_CHECKING:
    from pybtex.database import Entry

_DIRECTED = frozenset({"movie"})
# A role in parentheses after the name, by the names of biblatex's editor types.
_ROLES = {
    "editor": "Ed.",
    "compiler": "Comp.",
    "director": "Director",
    "host": "Host",
    "producer": "Producer",
    "execproducer": "Executive Producer",
    "writer": "Writer",
    "narrator": "Narr.",
    "organizer": "Organizer",
    "chair": "Chair",
}
_BESIDE_TITLE = (("editor", "Ed"), ("translator", "Trans"), ("narrator", "Narr"))
# Forms in which the editors belong to the whole that the work is part of.
_EDITED_WHOLE = frozenset({"chapter", "episode"})


def lead(entry: Entry) -> tuple[Name, ...]:
    """Return the names in the author's place: the authors, else the editors of a whole work.

    Empty when the title takes that place (APA 9.12).
    """
    authors = people(entry, "author")
    if authors or form(entry) in _EDITED_WHOLE:
        return authors
    return people(entry, "editor")


def author_element(entry: Entry) -> str:
    """Return the author element without its period, or nothing when the title moves there."""
    names = lead(entry)
    if not names:
        return ""
    written = author_list(names)
    handle = text(entry, "nameaddon")
    if handle:
        written += f" [{handle}]"
    role = _role(entry, "author" if people(entry, "author") else "editor", len(names))
    return f"{written} ({role})" if role else written


def _role(entry: Entry, place: str, number: int) -> str:
    default = "editor" if place == "editor" else "director" if entry.type in _DIRECTED else ""
    name = text(entry, f"{place}type") or default
    return plural(_ROLES.get(name.lower(), name), number)


def plural(role: str, number: int) -> str:
    """Return ``Ed.`` for one and ``Eds.`` for more; ``Trans.`` and ``Narr.`` do not change."""
    if number < 2 or not role or role in {"Trans.", "Narr."}:
        return role
    return f"{role[:-1]}s." if role.endswith(".") else f"{role}s"


def contributors(entry: Entry) -> list[str]:
    """Return the people named after the title: ``H. Weaver, Trans.``.

    Who has two roles has both: ``J. Strachey, Ed. & Trans.``  Editors stand here for a work that has authors (APA 10.2, examples 23 and 28–29).
    """
    roles: dict[tuple[Name, ...], list[str]] = {}
    moved = not people(entry, "author") or form(entry) in _EDITED_WHOLE
    for field, role in _BESIDE_TITLE:
        names = people(entry, field)
        if names and not (field == "editor" and moved):
            roles.setdefault(names, []).append(plural(f"{role}.", len(names)))
    return [f"{inline_list(names)}, {series(role, '&')}" for names, role in roles.items()]


def whole_editors(entry: Entry) -> str:
    """Return who made the whole that holds the work: ``A. One & B. Two (Eds.), `` or nothing."""
    names = people(entry, "editor")
    if names:
        return f"{inline_list(names)} ({_role(entry, 'editor', len(names))}), "
    names = people(entry, "bookauthor")
    return f"{inline_list(names)}, " if names else ""


def same_as_author(entry: Entry, publisher: str) -> bool:
    """Say whether *publisher* is already named as the author, and is left out (APA 9.29)."""
    return publisher.casefold() in {name.inverted.casefold() for name in lead(entry)}
