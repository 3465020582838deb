"""Entries: a reference in the form of the bibliography, and set again in APA.

:func:`entry_text` writes the house's BibTeX: Unicode, one field a line, en dashes of pages
as ``--``.  A line that could not be read whole becomes ``@misc`` with the line in ``note``,
which the reference list prints as it stands.  :func:`difference` sets the entry with :mod:`press.apa` and says where that
does not read as the line did.

Pure functions.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from press.apa import reference as set_in_apa
from press.bibliography.bibtex import Field, Source
from press.bibliography.entries import read_entry
from press.importing.containers import fold, kind_of
from press.text.strings import clipped, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pybtex.database import Entry

    from press.importing.reference import Reference

_SIGN = re.compile(r"[&%$#_]")
# Signs that mean something else in BibTeX, and the like of each that means itself.
_LIKE = str.maketrans({"{": "(", "}": ")", "~": "∼", "\\": "∖"})
_IN_ADDRESSES = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
_UNESCAPED = frozenset({"doi", "url", "date", "urldate", "origdate"})
_DASH = re.compile(r"(?<=\w)\s*[-–—−]+\s*(?=\w)")
_GLUED = re.compile(r"(?<=[^\W\d_]\.)(?=[^\W\d_]\.)")
# News sites that are no newspapers: APA sets the title of a piece in italics (10.16).
_NEWS_SITES = frozenset(
    fold(name)
    for name in (
        "BBC; BBC News; CNN; CNN International; CNBC; MSNBC; NBC News; ABC News; CBS News; Fox News; NPR; PBS; PBS NewsHour"
        "; Reuters; Associated Press; AP News; AP; AFP; Agence France-Presse; Bloomberg; Bloomberg News; Al Jazeera; Al Jazeera English; Al-Jazeera"
        "; France 24; Deutsche Welle; DW; DW News; Euronews; Sky News; ITV News; Voice of America; VOA News; VOA; RFE/RL; Radio Free Europe/Radio Liberty"
        "; RT; TASS; Sputnik; Xinhua; Anadolu Agency; TRT World; Yonhap; NK News; HuffPost; BuzzFeed News; Vice News; Vice; Vox; Slate; Salon; Business Insider"
        "; Quartz; The Intercept; ProPublica; Politico; Axios; The Hill; Middle East Eye; Al-Monitor; The New Arab; Mondoweiss; The Electronic Intifada; Jadaliyya; Bianet"
        "; Meduza; The Kyiv Independent; Rappler; The Conversation; Space.com; CBC News; CTV News; Global News; SBS News; RNZ; RTÉ News; Swissinfo; Common Dreams; Truthout"
        "; Democracy Now!; Semafor; Sixth Tone; Rest of World; TechCrunch; The Verge; Press TV; Ahram Online; Scroll.in; The Wire; ThePrint; Daily Maverick; News24; T24; Diken"
    ).split(";")
)  # fmt: skip
_UNPUBLISHED = re.compile(r"^unpublished\s+(?=\w)", re.IGNORECASE)
_ENTRY_TYPES = {"newspaper": "article"}


@dataclass(frozen=True)
class Difference:
    """A line as it stood, and as the reference list will print it."""

    original: str
    printed: str


def entry_text(reference: Reference, key: str) -> str:
    r"""Return the entry of *reference* under *key*, with a line end behind its last brace."""
    lines = [f"  {name:<12} = {{{value}}},\n" for name, value in _written(reference)]
    return f"@{entry_type(reference)}{{{key},\n{''.join(lines)}}}\n"


def _written(reference: Reference) -> list[tuple[str, str]]:
    fields = [(name, value) for name, value in _fields(reference, entry_type(reference)) if value]
    if reference.whole and (note := _unplaced(reference, {value for _, value in fields})):
        fields.append(("note", note))
    return [(name, _value(name, value)) for name, value in fields]


_PLACED = (
    "title", "translation", "description", "container", "publisher", "place", "volume", "number", "pages",
    "edition", "series", "version", "archive", "doi", "url", "handle", "note",
)  # fmt: skip


def _unplaced(reference: Reference, values: set[str]) -> str:
    """Return the line, where it holds something for which an entry of its type has no field."""
    if reference.left:
        return reference.text
    said = {value for name in _PLACED if (value := getattr(reference, name))}
    editors = reference.title_editors if reference.editors else ()
    lost = said - values - {reference.title, "Advance online publication"}
    if reference.type == "thesis":  # «Unpublished», «Publication No.» are printed without a field
        lost = {_UNPUBLISHED.sub("", value) for value in lost} - {"Publication"}
    known = " ".join(values).casefold()
    return reference.text if editors or any(value.casefold() not in known for value in lost) else ""


@lru_cache(maxsize=256)  # a line is set again, and names its work in citations
def entry_of(reference: Reference) -> Entry:
    """Return pybtex's entry, as the publication's own reader makes it of :func:`entry_text`."""
    fields = tuple(Field(name, value, 1) for name, value in _written(reference))
    return read_entry(Source(entry_type(reference), "key", fields, 0, ())).work.entry()


def entry_type(reference: Reference) -> str:
    """Return the type of the entry that *reference* becomes."""
    if not reference.whole:
        return "misc"
    if _is_news_site(reference):
        return "online"
    return _ENTRY_TYPES.get(reference.type, reference.type)


def _is_news_site(reference: Reference) -> bool:
    return (
        reference.type == "newspaper"
        and bool(reference.url)
        and not reference.pages
        and fold(reference.container) in _NEWS_SITES
    )


def _is_news(reference: Reference) -> bool:
    """Say whether a page is from a newspaper or a news site, which may be its author."""
    names = [author.strip("{}") for author in reference.authors if author.startswith("{")]
    return reference.type == "newspaper" or any(
        kind_of(name).kind in {"newspaper", "magazine"} for name in names
    )


def _value(name: str, value: str) -> str:
    value = one_line(value)
    if name in {"author", "editor", "translator", "bookauthor"}:
        return _SIGN.sub(lambda match: f"\\{match[0]}", value)
    if name in _UNESCAPED:
        return value.translate(_IN_ADDRESSES)
    value = value.translate(_LIKE)
    if name in {"pages", "volume", "number"}:
        value = (
            _DASH.sub("--", value)
            if re.fullmatch(r"[\w\s.,–—−-]+", value) and name != "number"
            else value
        )
    return _SIGN.sub(lambda match: f"\\{match[0]}", value)


def _fields(reference: Reference, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the fields in the order of the house: people, title, where, when, which, link."""
    yield (
        "author",
        _people(reference.authors, truncated=reference.truncated, elided=reference.elided),
    )
    if not reference.whole:
        yield from _line_fields(reference)
        return
    if reference.authors and reference.role and reference.role.lower() not in {"ed", "editor"}:
        yield "authortype", reference.role
    yield "nameaddon", reference.handle
    editors = reference.editors or reference.title_editors
    yield "editor", _people(editors, truncated=reference.truncated and not reference.authors)
    yield "translator", _people(reference.translators)
    yield "bookauthor", _people(reference.book_authors)
    described = reference.title.startswith("[") and reference.title.endswith("]")
    yield "title", "" if described else reference.title
    yield "titleaddon", reference.title.strip("[]") if described else reference.translation
    yield from _container_fields(reference, kind)
    yield "date", reference.date or _year(reference.year)
    yield "origdate", _year(reference.original)
    yield "edition", reference.edition
    yield "volume", reference.volume
    yield "number", reference.number
    yield "version", reference.version
    yield ("eid" if reference.numbered else "pages"), reference.pages
    yield from _publisher_fields(reference, kind)
    yield "addendum", "" if reference.note == "Advance online publication" else reference.note
    yield "pubstate", "advanceonline" if reference.note == "Advance online publication" else ""
    yield "doi", reference.doi
    yield "url", reference.url
    yield "urldate", reference.retrieved
    if reference.retrieved and reference.year != "n.d.":
        yield "options", "retrieved"
    if kind == "online" and _is_news(reference):
        yield "keywords", "news"


def _line_fields(reference: Reference) -> Iterator[tuple[str, str]]:
    """Yield the fields of a line that is kept as it stands."""
    if not reference.authors:
        yield "shorttitle", clipped(reference.text, 60)
        yield "sorttitle", clipped(reference.text, 60)
    yield "date", reference.date or _year(reference.year)
    yield "note", reference.text


def _people(people: tuple[str, ...], *, truncated: bool = False, elided: bool = False) -> str:
    names = [_person(name) for name in people]
    if truncated:
        # «others» before the last name is the ellipsis of APA 9.8.
        names.insert(len(names) - 1 if elided else len(names), "others")
    return " and ".join(names)


def _person(name: str) -> str:
    """Return a name in the form of BibTeX; a group keeps its braces, and no others."""
    group = name.startswith("{")
    name = one_line(name.strip("{}") if group else name).translate(_LIKE)
    if group or re.search(r"\band\b", name) or name.count(",") > 2:
        # «and», and commas of another kind, would divide the name.
        return f"{{{name}}}"
    return _GLUED.sub(" ", name)


def _year(year: str) -> str:
    """Return a printed year as biblatex writes it; what it cannot write stays as printed."""
    if match := re.fullmatch(r"(?:ca?\.|circa)\s*(\d{4})", year):
        return f"{match[1]}~"
    if match := re.fullmatch(r"(\d{4})\s*[-–—]\s*(\d{4}|present)?", year):
        return f"{match[1]}/{'..' if match[2] in {None, 'present'} else match[2]}"
    if match := re.fullmatch(
        r"(?:(?P<circa>ca?\.|circa)\s*)?(?P<year>\d{1,4})\s?B\.?\s?C\.?(?:\s?E\.?)?", year
    ):
        return f"-{int(match['year']) - 1:04}{'~' if match['circa'] else ''}"
    return year


def _container_fields(reference: Reference, kind: str) -> Iterator[tuple[str, str]]:
    name = reference.container
    if kind == "article":
        yield "journaltitle", name
        if reference.magazine or reference.type == "newspaper":
            yield "entrysubtype", "magazine" if reference.magazine else "newspaper"
    elif kind == "online" and reference.type == "newspaper":
        yield "organization", name
    elif (
        kind == "inproceedings"
        and not (reference.publisher or reference.pages or reference.editors)
        and reference.description
    ):
        yield "eventtitle", name
        yield "venue", reference.place
    elif kind in {"incollection", "inproceedings", "inreference", "audio", "movie"}:
        yield "booktitle", name
    elif name:
        yield "journaltitle", name


def _publisher_fields(reference: Reference, kind: str) -> Iterator[tuple[str, str]]:
    name, description = reference.publisher, reference.description
    if kind == "thesis":
        yield "type", _capital(_UNPUBLISHED.sub("", description))
        yield "school", name
        yield "publisher", reference.archive
        yield "location", reference.place
        return
    if kind == "report":
        yield "type", reference.series or description
    elif description and reference.type != "newspaper":
        yield "entrysubtype", description
    elif description:
        yield "titleaddon", description
    yield {"report": "institution", "online": "organization"}.get(kind, "publisher"), name
    if not (kind == "inproceedings" and not name):
        yield "location", reference.place


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def set_again(reference: Reference) -> str:
    """Return the reference in APA, as the publication's reference lists print it."""
    return str(set_in_apa(entry_of(reference), reference.suffix))


def difference(reference: Reference) -> Difference | None:
    """Return both where the line set again does not read as it stood; None where it does.

    Signs of one meaning count as one: quotation marks, dashes, spaces, forms of a DOI.
    """
    printed = set_again(reference)
    if printed == reference.text or _read_alike(printed) == _read_alike(reference.text):
        return None
    return Difference(one_line(reference.text), printed)


_SAME_SIGNS = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "ʼ": "'",
        "–": "-",
        "—": "-",
        "−": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
    }
)


def _read_alike(line: str) -> str:
    line = unicodedata.normalize("NFC", line).translate(_SAME_SIGNS)
    line = re.sub(r"^\s*(?:[•‣▪●◦*·-]\s+|\[\d{1,3}\]\s*|\d{1,3}[.)]\s+)", "", line)
    line = re.sub(
        r"(?:https?://)?(?:dx\.)?(?:www\.)?doi\.org/|\bdoi:\s*(?=10\.)",
        "doi:",
        line,
        flags=re.IGNORECASE,
    )
    line = re.sub(r"\.\s?\.\s?\.(?:\s?\.)?|…", "…", line)
    line = re.sub(r"(?<=\w\.)(?=[^\W\d_]\.)", " ", line)
    line = re.sub(r"\s*-+\s*", "-", line)
    line = re.sub(r"([\"'])\.(?=\s|$)", r".\1", line)
    return re.sub(r"\s+", " ", line).strip(" .")
