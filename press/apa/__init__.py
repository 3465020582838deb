r"""APA 7 for works in BibTeX: the reference list and the citations in the text.

Pure functions on pybtex's entries.  :func:`labels` names the works of one list,
:func:`in_text` sets a citation from those names, :func:`reference` sets an entry of the
list, :func:`sort_key` orders it; :func:`missing` says what an entry still needs.
"Section" and "example" refer to the *Publication Manual of the American Psychological
Association* (7th ed., 2020).

Titles in title case are set in sentence case, but for names
(:mod:`press.apa.sentence_case`).  Places of publication, series and private notes are not
printed.  Of ``doi`` and ``url`` the DOI is printed.  ``publisher`` is biblatex's list in an
entry with a ``date``: ``A and B`` are two, ``{A and B}`` and *Farrar, Straus and Giroux* one.

A field may hold ``\emph``, ``\textup``, ``\textsuperscript``, ``\textsubscript``,
``\enquote`` and braces (:mod:`press.apa.fields`); everything is put together as marked text
(:mod:`press.apa.rich`) and becomes pybtex's rich text at the end.

Fields whose use goes beyond BibTeX's and biblatex's: ``titleaddon`` (a translation of the
title, or what belongs to it, in brackets), ``origtitle`` (the title in its own language, of
which ``title`` is then the translation), ``entrysubtype`` (``newspaper``, ``magazine``,
``blog``, ``nonacademic``; else the kind of work, in brackets), ``nameaddon`` (an account's
handle; biblatex-apa's ``author+an:username`` too), ``authortype`` (``host``, ``director`` …, one
for each author with "and" or commas; ``author+an:role`` too), ``with``, ``shortauthor`` (a
group's abbreviation), ``addendum`` (a last note, in parentheses), and in ``options``
``titles=as-typed`` (leave the capitals of this entry), ``sentencecase`` (lower-case a title
outside braces whatever it looks like) and ``retrieved`` (print ``urldate`` of a dated work
that changes).
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
