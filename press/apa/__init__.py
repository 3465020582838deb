"""APA 7 for works in BibTeX: the reference list and the citations in the text.

Pure functions on pybtex's entries.  :func:`labels` names the works of one list,
:func:`in_text` sets a citation from those names, :func:`reference` sets an entry of the
list, :func:`sort_key` orders it; :func:`missing` says what an entry still needs.
"Section" and "example" refer to the *Publication Manual of the American Psychological
Association* (7th ed., 2020).

Titles are printed in the capitals they are typed in.  Places of publication, series and
private notes are not printed.  Of ``doi`` and ``url`` the DOI is printed.  A publisher is
one name, even with "and" in it; several are written with semicolons.

Fields whose use goes beyond BibTeX's and biblatex's: ``titleaddon`` (a translation of the
title, or what belongs to it, in brackets), ``entrysubtype`` (``newspaper``, ``magazine``,
``blog``; else the kind of work, in brackets), ``nameaddon`` (an account's handle),
``authortype`` (``host``, ``director`` …), ``addendum`` (a last note, in parentheses),
``options = {sentencecase}`` (lower-case a title outside braces) and ``options =
{retrieved}`` (print ``urldate`` of a dated work that changes).
"""

from __future__ import annotations

from press.apa.in_text import ROLES, Cited, Piece, in_text
from press.apa.kinds import KINDS, missing, required_fields
from press.apa.labels import Facts, Label, facts, labels
from press.apa.order import sort_key
from press.apa.reference import reference
from press.apa.style import ApaStyle

__all__ = [
    "KINDS",
    "ROLES",
    "ApaStyle",
    "Cited",
    "Facts",
    "Label",
    "Piece",
    "facts",
    "in_text",
    "labels",
    "missing",
    "reference",
    "required_fields",
    "sort_key",
]
