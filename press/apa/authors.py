"""Author element: who stands in the author's place, and a work's other people (APA 9.7–9.12, 9.28)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from press.apa.fields import text
from press.apa.kinds import form
from press.apa.names import Name, annotated, author_list, inline_list, people, series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pybtex.database import Entry

_DIRECTED = frozenset({"movie"})
# A role in parentheses after the name, by the names of biblatex's editor types and of
# biblatex-apa's annotations; a writer who directs is named as writer first.
_ROLES = {
    "writer": "Writer",
    "writerdirector": "Writer & Director",
    "editor": "Ed.",
    "compiler": "Comp.",
    "director": "Director",
    "host": "Host",
    "guest": "Guest",
    "guestexpert": "Guest Expert",
    "producer": "Producer",
    "execproducer": "Executive Producer",
    "executiveproducer": "Executive Producer",
    "execproducers": "Executive Producer",
    "showrunner": "Showrunner",
    "narrator": "Narr.",
    "translator": "Trans.",
    "organizer": "Organizer",
    "chair": "Chair",
    "moderator": "Moderator",
    "interviewer": "Interviewer",
    "interviewee": "Interviewee",
    "speaker": "Speaker",
    "composer": "Composer",
    "lyricist": "Lyricist",
    "conductor": "Conductor",
    "performer": "Performer",
    "artist": "Artist",
    "photographer": "Photographer",
    "cartographer": "Cartographer",
    "illustrator": "Illustrator",
    "inventor": "Inventor",
    "principalinvestigator": "Principal Investigator",
    "founder": "Founder",
    "redactor": "Red.",
    "reviser": "Rev.",
}
_ORDER = {name: place for place, name in enumerate(_ROLES)}
_BESIDE_TITLE = (("editor", "Ed"), ("translator", "Trans"), ("narrator", "Narr"))
#: Fields that name who made a recording, and the role of each (Zotero, biblatex-apa).
MAKERS = (
    ("director", "director"),
    ("writer", "writer"),
    ("execproducer", "execproducer"),
    ("producer", "producer"),
    ("host", "host"),
    ("podcaster", "host"),
    ("interviewee", ""),
    ("performer", ""),
    ("artist", ""),
    ("composer", ""),
    ("cartographer", ""),
    ("inventor", ""),
    ("holder", ""),
)
# Forms in which the editors belong to the whole that the work is part of.
_EDITED_WHOLE = frozenset({"chapter", "episode", "presentation"})
# Forms that name who made the work in fields of their own.
_MADE = frozenset({"media", "episode", "generic", "image"})


def lead_role(entry: Entry) -> str:
    """Return the field that stands in the author's place, or nothing."""
    kind = form(entry)
    if kind == "legal":
        return ""
    if people(entry, "author"):
        return "author"
    if kind in _MADE:
        for field, _role_of in MAKERS:
            if people(entry, field) and not (kind == "episode" and field == "execproducer"):
                return field
    if kind in _EDITED_WHOLE:
        return ""
    return "editor" if people(entry, "editor") else ""


def lead(entry: Entry) -> tuple[Name, ...]:
    """Return the names in the author's place: the authors, else the editors of a whole work.

    Who made a recording, a picture or a map stands there too.  Empty when the title takes
    that place (APA 9.12).
    """
    role = lead_role(entry)
    return people(entry, role) if role else ()


def author_element(entry: Entry) -> str:
    """Return the author element without its period, or nothing when the title moves there."""
    place = lead_role(entry)
    if not place:
        return ""
    names = people(entry, place)
    roles, together = _roles(entry, place, names)
    handles = _handles(entry, place, len(names))
    after = [
        (f" [{handle}]" if handle else "") + (f" ({role})" if role else "")
        for handle, role in zip(handles, roles, strict=True)
    ]
    written = author_list(names, after)
    if together:
        written += f" ({together})"
    with_others = people(entry, "with")
    return f"{written} (with {author_list(with_others)})" if with_others else written


def _handles(entry: Entry, place: str, number: int) -> list[str]:
    """Return each name's account: ``nameaddon``, or biblatex-apa's annotation (APA 9.8)."""
    marked = annotated(entry, place, "username")
    handles = [marked.get(at, "") for at in range(1, number + 1)]
    own = text(entry, "nameaddon")
    if own and not any(handles):
        handles[-1] = own
    return handles


def _roles(entry: Entry, place: str, names: Sequence[Name]) -> tuple[list[str], str]:
    """Return the role of each name where they differ, or the one of all (example 84)."""
    none = [""] * len(names)
    marked = annotated(entry, place, "role")
    each = [named_role(marked.get(at, marked.get(0, ""))) for at in range(1, len(names) + 1)]
    if not any(each):
        stated = text(entry, f"{place}type")
        parts = re.split(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+", stated)
        if stated and len(parts) == len(names) > 1:
            each = [named_role(part) for part in parts]
        else:
            return none, _role(entry, place, len(names))
    if len(set(each)) == 1:
        return none, plural(each[0], len(names))
    return each, ""


def named_role(name: str) -> str:
    """Return how a role is printed: ``Writer & Director`` for biblatex's ``director,writer``."""
    keys = [part.strip() for part in re.split(r",|\band\b", name)]
    known = [key for key in keys if key.lower().replace(" ", "") in _ROLES]
    if len(known) == len(keys) > 1:
        known.sort(key=lambda key: _ORDER[key.lower().replace(" ", "")])
        return " & ".join(_ROLES[key.lower().replace(" ", "")] for key in known)
    return _ROLES.get(name.lower().replace(" ", ""), name[:1].upper() + name[1:])


def _role(entry: Entry, place: str, number: int) -> str:
    default = "director" if place == "author" and entry.type in _DIRECTED else ""
    default = {"editor": "editor"}.get(place, dict(MAKERS).get(place, default))
    name = text(entry, f"{place}type") or default
    return plural(named_role(name), number)


def plural(role: str, number: int) -> str:
    """Return ``Ed.`` for one and ``Eds.`` for more; ``Trans.`` and ``Narr.`` do not change."""
    if number < 2 or not role or role in {"Trans.", "Narr."}:
        return role
    if " & " in role:
        return " & ".join(plural(part, number) for part in role.split(" & "))
    return f"{role[:-1]}s." if role.endswith(".") else role if role.endswith("s") else f"{role}s"


def contributors(entry: Entry) -> list[str]:
    """Return the people named after the title: ``H. Weaver, Trans.``.

    Who has two roles has both: ``J. Strachey, Ed. & Trans.``  Editors stand here for a work
    that has authors (APA 10.2, examples 23 and 28–29).
    """
    roles: dict[tuple[Name, ...], list[str]] = {}
    moved = lead_role(entry) != "author" or form(entry) in _EDITED_WHOLE
    for field, role in _BESIDE_TITLE:
        names = people(entry, field)
        if names and not (field == "editor" and moved):
            roles.setdefault(names, []).append(plural(f"{role}.", len(names)))
    return [f"{inline_list(names)}, {series(role, '&')}" for names, role in roles.items()]


def whole_editors(entry: Entry) -> str:
    """Return who made the whole that holds the work: ``A. One & B. Two (Eds.), `` or nothing."""
    makers = ("execproducer", "producer", "host") if form(entry) == "episode" else ()
    for place in ("editor", "editora", "editorb", "editorc", *makers):
        names = people(entry, place)
        if names and place != lead_role(entry):
            return f"{inline_list(names)} ({_role(entry, place, len(names))}), "
    names = people(entry, "bookauthor")
    return f"{inline_list(names)}, " if names else ""


def same_as_author(entry: Entry, publisher: str) -> bool:
    """Say whether *publisher* is already named as the author, and is left out (APA 9.29)."""
    return publisher.casefold() in {name.inverted.casefold() for name in lead(entry)}
