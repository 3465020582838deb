"""Lists of people in BibTeX, read into the parts of names, and what is wrong with a list.

``von Last, Jr, First and {Group}`` as BibTeX has it; biblatex's extended names
(``family=…, given=…, prefix=…, useprefix=…``: section 3.4 of its manual); classical Arabic
names that are no given name and surname.  What an editor or a database wrote otherwise
(``Smith, J.; Jones, K.``, a group that would be torn into initials) is told.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pybtex.bibtex.utils import split_name_list, split_tex_string
from pybtex.database import InvalidNameString, Person

#: First, middle, prelast, last and lineage names.
Names = tuple[tuple[str, ...], ...]


class People(NamedTuple):
    """The names of a field, and what is wrong with it: a finding's code and its words."""

    names: tuple[Names, ...]
    faults: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=8192)
def read_people(value: str) -> People:
    """Return the names in *value*, a field without LaTeX; it may still hold braces."""
    names: list[Names] = []
    faults: list[tuple[str, str]] = []
    # An "and" too many stands between nobody.
    value = re.sub(r"(?i)^(?:and\s+)+|(?:\s+and)+$|(?<=\sand)(?:\s+and)+(?=\s)", "", value.strip())
    parts = split_name_list(value) if " and " in value.lower() else [value]
    for part in filter(None, parts):
        extended = _extended(part)
        if extended is not None:
            names.append(extended)
            continue
        fault = _separators(part) or _group(part)
        if fault is not None:
            faults.append(fault)
        try:
            names.append(_name(part))
        except InvalidNameString:
            if fault is None:
                message = f"the name `{part}` has too many commas: put ` and ` between people"
                faults.append(("bad-name", message))
            names.append(((), (), (), (f"{{{part}}}",), ()))
    return People(tuple(names), tuple(faults))


# -- one name ---------------------------------------------------------------------

# "Given Family" without commas, braces, particles and ties, as most names in a list are.
_PLAIN = re.compile(r"[^\s,{}~\\]+(?: [^\s,{}~\\]+)*")
_COMMA = re.compile(r"([^\s,{}~\\]+), ([^\s,{}~\\]+(?: [^\s,{}~\\]+)*)")
# The whole is the name: APA 9.8 leaves classical names together.
_CLASSICAL = re.compile(
    r"(?:Ibn|İbn|Ibnu|Bint|ابن|بنت)\s.*|(?:Ab[uūiī]|Eb[uû]|Umm|أبو|أبي|أم|Al|El|al|el) \S+"
)


def _name(value: str) -> Names:
    comma = _COMMA.fullmatch(value)
    if comma is not None:
        first, *middle = comma[2].split(" ")
        return ((first,), tuple(middle), (), (comma[1],), ())
    if value.startswith("{") and _closes_at_end(value):
        return ((), (), (), (value,), ())
    if "," not in value and "{" not in value and _CLASSICAL.fullmatch(value):
        return ((), (), (), tuple(value.split()), ())
    person = Person(value)
    return (
        tuple(person.first_names),
        tuple(person.middle_names),
        tuple(person.prelast_names),
        tuple(person.last_names),
        tuple(person.lineage_names),
    )


def _closes_at_end(value: str) -> bool:
    depth = 0
    for place, char in enumerate(value):
        depth += (char == "{") - (char == "}")
        if not depth:
            return place == len(value) - 1
    return False


_KEY = re.compile(
    r"\s*(family|given|prefix|suffix|useprefix|(?:family|given|prefix|suffix)-i|id|hash|nametype)\s*=\s*"
)


def _extended(value: str) -> Names | None:
    """Return an extended name, or None where *value* is none.

    A prefix that is not used in sorting (``useprefix=false``) follows the given name:
    *Montclos, H. de*.
    """
    if _KEY.match(value) is None:
        return None
    found: dict[str, str] = {}
    for part in split_tex_string(value, ","):
        key = _KEY.match(part)
        if key is None:  # a comma inside a value without quotation marks
            continue
        found[key[1]] = part[key.end() :].strip().strip('"').strip()
    family, given = found.get("family", ""), _words(found.get("given", ""))
    prefix = _words(found.get("prefix", ""))
    used = found.get("useprefix", "true").lower() != "false"
    if not given and not prefix and " " in family and not family.startswith("{"):
        family = f"{{{family}}}"
    if not used:
        given, prefix = (*given, *prefix), ()
    last = (family,) if family.startswith("{") else _words(family)
    return (given[:1], given[1:], prefix, last, _words(found.get("suffix", "")))


def _words(value: str) -> tuple[str, ...]:
    return tuple(split_tex_string(value))


# -- people who are not separated ---------------------------------------------------

_ET_AL = re.compile(r"(?i)\bet\.?\s+al\b\.?|\band others\b|\bve diğerleri\b|\bvd\.|وآخرون")


def _separators(name: str) -> tuple[str, str] | None:
    """Return what stands in one name that belongs between names."""
    bare = re.sub(r"\{[^{}]*\}", "", name)
    if ";" in bare or "،" in bare or "؛" in bare:
        sign = next(sign for sign in ";،؛" if sign in bare)
        return ("bad-name", f"`{name}` holds `{sign}`: put ` and ` between people")
    if _ET_AL.search(bare) and bare.lower() != "others":
        return ("bad-name", f"`{name}` holds “et al.”: write ` and others` behind the last name")
    if re.search(r"(?<!\\)&|\s/\s|\s\+\s", bare):
        return ("bad-name", f"`{name}` holds `&`: put ` and ` between people, or a group in braces")
    if bare.count(",") > 2 or _many(bare):
        return ("bad-name", f"the name `{name}` has too many commas: put ` and ` between people")
    return None


def _many(name: str) -> bool:
    """Say whether commas separate people: ``Smith J, Jones K, Lee P`` or ``Doe, Jane, Roe, Jo``.

    Two commas are right in ``King, Jr., Martin Luther``.
    """
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 2:
        return all(re.fullmatch(r"[^\W\d_][\w’'-]+ [A-Z]{1,3}", part) for part in parts)
    if len(parts) != 3:
        return False
    return re.fullmatch(r"(?i)jr|sr|[ivx]+|[2-9](?:nd|rd|th)|esq|filho|neto|júnior|père|fils|m\.?d|ph\.?d",
                        parts[1].rstrip(".")) is None and all(parts)  # fmt: skip


# -- groups without their second braces -----------------------------------------------

_WORDS = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
# Nouns that name no person, in the languages of the bibliographies seen.
_NOUNS = frozenset(
    """ministry ministries department departments council committee commission commissions
    organization organisation organizations association institute institution institutions
    university universities college academy school agency authority bureau office secretariat
    foundation federation confederation corporation company centre center network programme
    program initiative coalition alliance society union nations parliament congress senate
    assembly government court tribunal directorate consortium taskforce museum library archive
    laboratory observatory hospital embassy consulate fund trust press publishers news times
    inc ltd llc gmbh corp plc research league cross relief brotherhood core without borders
    daily tribune gazette team staff editors board panel working group international united european african
    development statistics intelligence affairs rights watch
    ministère conseil organisation université agence banque comité fondation gouvernement
    assemblée bibliothèque institut
    ministerium bundesamt bundesregierung universität stiftung gesellschaft verein verband akademie
    ministerio consejo organización universidad instituto comisión fundación asociación gobierno
    bakanlığı başkanlığı kurumu üniversitesi derneği vakfı müdürlüğü meclisi birliği merkezi
    enstitüsü kurulu bankası cumhuriyeti genel ajansı gazetesi kurumu
    kementerian badan lembaga majelis universitas dewan pusat yayasan
    وزارة جامعة مجلس مركز منظمة معهد هيئة مؤسسة جمعية اتحاد لجنة بنك حكومة جامعه سازمان وزارت دانشگاه
    مؤسسه بانك مركزى الأمم""".split()
)
# Of these a family may bear the name: two are needed, or a small word between.
_NAMES_TOO = frozenset(
    "school office college court union press news times board group trust fund academy united "
    "international program staff team watch european african society center intelligence "
    "affairs rights development statistics nations library archive editors panel network genel "
    "research league cross relief core borders working company alliance pusat badan dewan school institut verein "
    "majelis".split()
)
_SMALL = frozenset("of for the and on in to und für der des de la du des pour del".split())
_ENGLISH_SMALL = frozenset({"of", "for", "the", "on"})
_FIRST = frozenset(
    "world international associated united national central home foreign federal european african "
    "asian islamic arab muslim american human amnesty chatham royal deutsche türkiye new washington "
    "financial middle anadolu freedom red white supreme".split()
)
_LAST = frozenset("bank house international reuters monitor post journal jazeera".split())


_GERMAN = ("ministerium", "verband", "stiftung", "gesellschaft", "behörde", "universität")


def _is_noun(word: str) -> bool:
    return word in _NOUNS or word.removeprefix("ال") in _NOUNS or word.endswith(_GERMAN)


def _group(name: str) -> tuple[str, str] | None:
    """Return the finding for a group that is read as a person."""
    if "{" in name or " " not in name:
        return None
    family, comma, given = name.partition(",")
    words = [word.lower() for word in _WORDS.findall(name)] or [""]
    nouns = [word for word in words if _is_noun(word)]
    sure = [word for word in nouns if word not in _NAMES_TOO]
    if comma:
        # "Organization, W. H." and "Organization, World Health": torn apart by a program.
        last, rest = family.lower().split()[-1:], given.lower().split()
        torn = bool(last) and last[0] in _NOUNS and last[0] not in _NAMES_TOO
        if nouns and not torn and rest:
            torn = rest[-1] in _SMALL - {"de", "la", "der", "in"}
            torn = torn or bool(_ENGLISH_SMALL.intersection(rest))
    else:
        torn = bool(sure) or len(nouns) > 1 or bool(nouns and _SMALL.intersection(words))
        torn = torn or words[0] == "the" or (len(words) > 2 and bool(_ENGLISH_SMALL & {*words}))
        torn = torn or bool(nouns and re.match(r"[A-Z]{2,}\b", name))
        torn = torn or name.startswith("Al Jazeera ")
        torn = torn or (words[0] in _FIRST and (words[-1] in _LAST or words[-1] in _NOUNS))
    if not torn:
        return None
    whole = f"{given.strip()} {family}" if comma else name
    message = (
        f"`{name}` reads as a person: if it is a group, or one name, write {{{{{whole}}}}} "
        "in two pairs of braces"
    )
    return ("group-name", message)
