"""Records of works from elsewhere, made entries of a bibliography: type, fields, key.

A record's fields are named as biblatex names them; their values are text with the markup of
:mod:`press.bibliography.latex_text`.  A file that uses BibTeX's own names gets those.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from press.bibliography.bib_text import Style, entry_text
from press.bibliography.date_fields import month_number, tidy_dates
from press.bibliography.latex_text import decode
from press.bibliography.people import read_people
from press.bibliography.work_keys import free_key
from press.text.strings import one_line, slugify

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from press.bibliography.works import Work


@dataclass
class Record:
    """A work as some source describes it."""

    type: str
    fields: dict[str, str] = field(default_factory=dict)
    #: The values are BibTeX, and stay as they are typed.
    as_typed: bool = False

    def put(self, name: str, value: object) -> None:
        """Give the field *name* a value from elsewhere, where that says something: HTML decoded."""
        text = str(value or "").replace("\\", "")
        text = one_line(decode(re.sub(r"[{}]", "", text)).text)
        if text and name not in self.fields:
            self.fields[name] = text

    def people(self, role: str, names: list[str]) -> None:
        """Give a role its names, each in BibTeX's form."""
        if any(names):
            self.fields.setdefault(role, " and ".join(filter(None, names)))


def person(family: str, given: str = "", particle: str = "", suffix: str = "") -> str:
    """Return a name in BibTeX's form; one without a given name is a group."""
    parts = [one_line(re.sub(r"[{}\\]", "", part)) for part in (family, given, particle, suffix)]
    family, given, particle, suffix = parts
    if not given and not particle:
        return f"{{{family}}}" if family else ""
    last = f"{particle} {family}".strip()
    if " and " in last.lower() or ("," in last):
        last = f"{{{last}}}"
    return ", ".join(filter(None, [last, suffix, given]))


def person_of(text: str) -> str:
    """Return a name that a page or database writes, ``Doe, Jane`` or ``Jane Doe``."""
    text = one_line(re.sub(r"[{}\\]", "", text))
    family, comma, given = text.partition(",")
    if comma:
        given, _, suffix = given.partition(",")
        return person(family, given, suffix=suffix)
    words = text.split()
    if len(words) < 2 or len(words) > 4 or read_people(text).faults:
        return person(text)
    small = next((at for at, word in enumerate(words[1:-1], 1) if word.islower()), len(words) - 1)
    return person(words[-1], " ".join(words[:small]), " ".join(words[small:-1]))


_SIGN = re.compile(r"(?<!\\)[&%#$_]")
_VERBATIM = frozenset({"doi", "url", "urldate", "date", "isbn", "issn", "year", "month"})
_OLD_NAMES = {"journaltitle": "journal", "location": "address"}
_NEW_NAMES = {"journal": "journaltitle", "address": "location", "school": "institution"}
_ORDER = (
    "author editor translator title subtitle titleaddon journaltitle booktitle eventtitle date year "
    "month edition series volume number pages eid version type entrysubtype publisher institution "
    "organization location pubstate doi eprint eprinttype url urldate isbn issn langid"
).split()


def entry_of(record: Record, key: str, style: Style, *, old: bool) -> str:
    """Return *record* as an entry; *old* asks for BibTeX's names in place of biblatex's."""
    kind, fields = record.type, dict(record.fields)
    kind, fields = _old(kind, fields) if old else _new(kind, fields)
    rank = {name: place for place, name in enumerate(_ORDER)}
    rank |= {new: rank[name] for name, new in _OLD_NAMES.items()} | {"school": rank["institution"]}
    names = sorted(fields, key=lambda name: rank.get(name, len(rank)))
    write = _braced if record.as_typed else _value
    return entry_text(kind, key, [(name, write(name, fields[name])) for name in names], style)


def _old(kind: str, fields: dict[str, str]) -> tuple[str, dict[str, str]]:
    fields = {_OLD_NAMES.get(name, name): value for name, value in fields.items()}
    date = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2]))?(?:-\d\d)?", fields.get("date", ""))
    if date is not None and not (date[2] and kind in {"online", "article"} and len(date[0]) > 7):
        del fields["date"]
        fields["year"] = date[1]
        if date[2]:
            fields["month"] = str(int(date[2]))
    if kind == "thesis":
        kind = "mastersthesis" if "master" in fields.get("type", "").lower() else "phdthesis"
        if "institution" in fields:
            fields["school"] = fields.pop("institution")
    return ("techreport" if kind == "report" else kind), fields


def _new(kind: str, fields: dict[str, str]) -> tuple[str, dict[str, str]]:
    fields = {_NEW_NAMES.get(name, name): value for name, value in fields.items()}
    if "year" in fields and "date" not in fields:
        parts_of_date = ("year", "month", "day")
        dates: dict[str, str] = {name: fields[name] for name in parts_of_date if name in fields}
        if not list(tidy_dates(dates)):
            month = month_number(dates.get("month", "")) or dates.get("month", "")
            parts = [dates.get("year", ""), month, dates.get("day", "")]
            date = dates.get("date") or "-".join(f"{part:0>2}" for part in map(str, parts) if part)
            fields = {name: fields[name] for name in fields if name not in {"year", "month", "day"}}
            fields["date"] = date
    return {"techreport": "report"}.get(kind, kind), fields


def _braced(_name: str, value: str) -> str:
    return f"{{{value}}}"


def _value(name: str, value: str) -> str:
    if name in _VERBATIM:
        return f"{{{value}}}"
    if name in {"pages", "volume", "number"}:
        value = re.sub(r"(?<=\w)\s*[-–—]+\s*(?=\w)", "--", value) if name == "pages" else value
    return "{" + _SIGN.sub(lambda sign: f"\\{sign[0]}", value) + "}"


def uses_old_names(text: str) -> bool:
    """Say whether a file's *text* names fields as BibTeX does and not as biblatex."""
    old = len(re.findall(r"^\s*(?:journal|year|address)\s*=", text, re.MULTILINE | re.IGNORECASE))
    new = len(
        re.findall(r"^\s*(?:journaltitle|date|location)\s*=", text, re.MULTILINE | re.IGNORECASE)
    )
    return old > new


# -- keys ---------------------------------------------------------------------------


def house_key(work: Work, taken: Container[str]) -> str:
    """Return the key of a work by the house's rule that is not *taken*, keys in lower case."""
    fields = dict(work.fields)
    return free_key(_first_name(work), _year(work) or "nd", _bare(fields.get("title", "")), taken)


def _first_name(work: Work) -> str:
    """Return the family name of the first author, or of the first editor, with its particle."""
    persons = dict(work.persons)
    names = persons.get("author") or persons.get("editor")
    return _bare(" ".join([*names[0][2], *names[0][3]])) if names else ""


def _year(work: Work) -> str:
    fields = dict(work.fields)
    year = re.search(r"\d{4}", fields.get("date", "") or fields.get("year", ""))
    return year[0] if year else ""


def _bare(text: str) -> str:
    return re.sub(r"\\[A-Za-z]+|[{}\\]", "", text)


# -- the same work --------------------------------------------------------------------


def same_work(work: Work, others: Mapping[str, Work]) -> str:
    """Return the key of the work among *others* that *work* is, or ""."""
    wanted = _marks(work)
    for key, other in others.items():
        found = _marks(other)
        if any(found[name] and found[name] == wanted[name] for name in ("doi", "url", "isbn")):
            # The parts of a book share its number.
            if found["title"] == wanted["title"] or (found["doi"] and not wanted["title"]):
                return key
        elif wanted["title"] and all(
            found[name] == wanted[name] for name in ("title", "year", "author")
        ):
            return key
    return ""


def _marks(work: Work) -> dict[str, str]:
    fields = dict(work.fields)
    title = " ".join(filter(None, [fields.get("title", ""), fields.get("subtitle", "")]))
    address = re.sub(r"^https?://(?:www\.)?|/$|#.*$", "", fields.get("url", ""))
    return {
        "doi": fields.get("doi", "").lower(),
        "url": address,
        "isbn": re.sub(r"[^\dXx]", "", fields.get("isbn", ""))[-10:-1],
        "title": slugify(_bare(title)),
        "year": _year(work),
        "author": slugify(_first_name(work)),
    }
