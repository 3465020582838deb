"""Byline: its names taken apart into persons and groups, family and given names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pybtex.database import Person

from press.text.strings import one_line

_LINEAGE = re.compile(r"(.+?),? ((?:Jr|Sr)\.?|II|III|IV)", re.DOTALL)


@dataclass(frozen=True)
class Name:
    """A person, or a group whose name is its *family* name."""

    family: str
    given: str = ""
    suffix: str = ""
    group: bool = False


@lru_cache(maxsize=4096)  # who writes, writes again
def name_of(text: str, groups: frozenset[str] = frozenset()) -> Name:
    """Return the name that a byline gives as *text*: "Alex de Waal", "Waal, Alex de".

    *groups* are the names that are no person's.  Particles belong to the family name
    (APA 8.20), a single word is a family name, and who has "and" in the name is a group.
    """
    text = one_line(text)
    if text in groups or re.search(r"\band\b", text, re.IGNORECASE):
        return Name(text, group=True)
    lineage = _LINEAGE.fullmatch(text)
    name, suffix = (lineage[1], lineage[2]) if lineage else (text, "")
    # Two commas and more are no name that BibTeX could take apart.
    parts = name.replace("{", "").replace("}", "")
    if name.count(",") > 1 or not parts.strip(" ,"):
        return Name(text, group=True)
    person = Person(parts)
    family = " ".join([*person.prelast_names, *person.last_names])
    given = " ".join([*person.first_names, *person.middle_names])
    return Name(family or given, given if family else "", suffix)
