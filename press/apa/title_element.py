"""Title element: title, details in parentheses, description in brackets (APA 9.18–9.22)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from press.apa.authors import contributors
from press.apa.fields import raw, text, words
from press.apa.kinds import NEWS, form, is_part
from press.apa.parts import edition, is_arxiv, page_range, version, volume_title, volumes
from press.apa.rich import em
from press.apa.titles import addition, capitalized, is_translated, original, title
from press.apa.titles import periodical as periodical_title

if TYPE_CHECKING:
    from pybtex.database import Entry

_REPORT_TYPES = {
    "techreport": "Technical Report",
    "resreport": "Research Report",
    "patent": "Patent",
    "patentus": "U.S. Patent",
    "patenteu": "European Patent",
    "patentuk": "U.K. Patent",
    "patentde": "German Patent",
    "patentfr": "French Patent",
    "patreq": "Patent Application",
    "patrequs": "U.S. Patent Application",
    "patreqeu": "European Patent Application",
}
_THESIS_TYPES = {
    "phdthesis": "Doctoral dissertation",
    "mastersthesis": "Master’s thesis",
    "mathesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis",
    "candthesis": "Candidate thesis",
}
_DESCRIPTIONS = {
    "video": "Video",
    "movie": "Film",
    "film": "Film",
    "audio": "Audio recording",
    "podcast": "Audio podcast",
    "performance": "Performance",
    "interview": "Interview",
    "dataset": "Data set",
    "software": "Computer software",
    "hardware": "Apparatus",
    "map": "Map",
}
# biblatex-apa's words for kinds of recordings and pictures.
_KINDS = {
    "tvseries": "TV series",
    "tvepisode": "TV series episode",
    "podcastepisode": "Audio podcast episode",
    "powerpoint": "PowerPoint slides",
    "audiobook": "Audiobook",
    "clipart": "Clip art",
    "tweet": "Tweet",
}
_MANUSCRIPTS = {
    "inpreparation": "Manuscript in preparation",
    "maninprep": "Manuscript in preparation",
    "submitted": "Manuscript submitted for publication",
    "mansub": "Manuscript submitted for publication",
    "unpub": "Unpublished manuscript",
}
# Documents whose number follows their kind at once: Resolution 2728.
_NAMED_BY_NUMBER = frozenset(
    {"resolution", "decision", "directive", "regulation", "recommendation", "command paper"}
)
# Notes that belong to a title's details; all other notes are the editors' own.
_PRINTED_NOTE = re.compile(r"Accession No\.|.*\b(?:amended|revised|rev\.|effective)\b")


def title_element(entry: Entry) -> str:
    """Return the title and what follows it, without the period, as marked text.

    A translation of the title stands next to it (APA 10.2, example 27); details follow in
    parentheses, and in brackets what ``titleaddon`` says and the kind of work (9.21).
    """
    name = _own_title(entry)
    added = addition(entry)
    translation = added if is_translated(entry) else words(entry, "usera")
    own = original(entry)
    if own:
        name, translation = own, title(entry)
    added = "" if added == translation else added
    details = "; ".join(filter(None, [*contributors(entry), _details(entry)]))
    # A work without a title is described in its place, once (APA 9.22).
    kind = description(entry) if name or not (added or translation) else ""
    parts = [
        name if is_part(entry) or not name else em(name),
        f"[{translation}]" if translation else "",
        f"({details})" if details else "",
        f"[{capitalized(added)}]" if added else "",
        f"[{kind}]" if kind else "",
    ]
    return " ".join(filter(None, parts))


def _own_title(entry: Entry) -> str:
    issue = title(entry, "issuetitle", "issuesubtitle")
    if entry.type == "periodical" and issue and not periodical_title(entry):
        return issue
    whole = ""
    if form(entry) == "book":
        whole = title(entry, "maintitle", "mainsubtitle")
    own = title(entry)
    if not own and form(entry) == "book":
        own = title(entry, "booktitle", "booksubtitle")
    return volume_title(whole, entry, own)


def _details(entry: Entry) -> str:
    kind = form(entry)
    number = text(entry, "number")
    match kind:
        case "article":
            return _note(entry)
        case "book":
            return ", ".join(filter(None, [edition(entry), *volumes(entry), page_range(entry)]))
        case "report":
            return "; ".join(filter(None, [_report_number(entry), edition(entry), _note(entry)]))
        case "thesis":
            return _numbered("Publication", number)
        case "data":
            # A part of a data set or an app stands in its whole, and so does the version.
            whole = raw(entry, "booktitle", "maintitle")
            return "" if whole else data_details(entry)
        case "media" | "episode":
            return _numbered("", number)
        case "web" | "generic" | "unpublished" | "image":
            preprint = text(entry, "eprint") if is_arxiv(entry) else ""
            return f"arXiv:{preprint}" if preprint else _numbered("", number)
        case _:
            return ""


def data_details(entry: Entry) -> str:
    """Return the number and the version of data or software (APA 10.9, 10.10)."""
    return "; ".join(filter(None, [text(entry, "number"), version(entry)]))


def _note(entry: Entry) -> str:
    note = words(entry, "note")
    return note if _PRINTED_NOTE.match(note) else ""


def _report_number(entry: Entry) -> str:
    """Return a report's number as it calls itself (APA 10.4, examples 50–52).

    A bare number gets the name of its type or series, else ``Report No.``; a document
    symbol (``A/78/842``) and words (``Resolution 217 A (III)``) stand as they are.
    """
    number = text(entry, "number")
    series = text(entry, "type", "series", "issue")
    default = {"patent": "Patent", "standard": "Standard"}.get(entry.type, "Report")
    name = _REPORT_TYPES.get(series.lower(), series)
    if not number:
        return ""
    if name.lower() in number.lower() and name:
        return number
    if name.lower() in _NAMED_BY_NUMBER:
        return f"{name} {number}"
    if name:
        bare = re.fullmatch(r"[\w./,–-]*\d[\w./–-]*", number)
        return _numbered(name, number) if bare else f"{name} {number}"
    is_bare = re.fullmatch(r"[A-Za-z]{0,6}[-–.]?\d[\w.,–-]*", number)
    named = default if is_bare and not (entry.type == "standard" and number[0].isalpha()) else ""
    return _numbered(named, number) if named else number


def _numbered(name: str, number: str) -> str:
    if not number or "No." in number or (not name and not number.isdigit()):
        return number
    return f"{name} No. {number}".strip()


def description(entry: Entry) -> str:
    """Return what a work is, for the brackets after the title (APA 9.21)."""
    kind = form(entry)
    subtype = text(entry, "entrysubtype")
    subtype = _KINDS.get(subtype.lower(), subtype)
    own = subtype or text(entry, "type")
    match kind:
        case "article":
            issue = text(entry, "issuetitle") if periodical_title(entry) else ""
            return capitalized("" if subtype.lower() in NEWS else subtype or issue)
        case "book" | "chapter":
            return "" if subtype.lower() in NEWS else capitalized(subtype)
        case "report":
            named = "" if text(entry, "number") else text(entry, "type")
            return capitalized(subtype or _REPORT_TYPES.get(named.lower(), named))
        case "thesis":
            return _thesis(entry)
        case "presentation":
            whole = raw(entry, "booktitle", "maintitle")
            described = own or ("" if whole or raw(entry, "titleaddon") else "Paper presentation")
            return capitalized(described)
        case "unpublished":
            return capitalized(own or _manuscript(entry))
        case "media" | "episode":
            return capitalized(_recording(entry, own))
        case "data":
            return "" if raw(entry, "booktitle", "maintitle") else data_description(entry)
        case "legal":
            return ""
        case _:
            return capitalized(own or _DESCRIPTIONS.get(entry.type, ""))


def data_description(entry: Entry) -> str:
    """Return what data or software is: ``Data set``, ``Mobile app``."""
    own = text(entry, "entrysubtype", "type")
    return capitalized(own or _DESCRIPTIONS.get(entry.type, ""))


def _recording(entry: Entry, own: str) -> str:
    name = own or _DESCRIPTIONS.get(entry.type, "")
    if entry.type == "music" and not name:
        name = "Song" if form(entry) == "episode" else "Album"
    if name.lower() == "podcast":
        name = "Audio podcast"
    is_episode = form(entry) == "episode" and "podcast" in name.lower()
    if is_episode and "episode" not in name.lower():
        name += " episode"
    note = words(entry, "note")
    # What kind of film it is: [Film; educational DVD] (example 84).
    return f"{name}; {note}" if own and re.fullmatch(r"[a-z][\w -]*", note) else name


def _manuscript(entry: Entry) -> str:
    state = raw(entry, "pubstate").lower()
    how = raw(entry, "howpublished").lower()
    named = _MANUSCRIPTS.get(state) or _MANUSCRIPTS.get(how)
    if named:
        return named
    if entry.type == "letter":
        return "Letter" if raw(entry, "title") else ""
    if entry.type == "email":
        return "Email" if raw(entry, "title") else ""
    return "" if raw(entry, "doi", "url", "eprint") else "Unpublished manuscript"


_DEGREES = re.compile(
    r"(?P<doctor>ph\.?\s?d\.?|doctoral|d\.?phil\.?|dr\.?)|m\.?\s?a\.?|m\.?\s?sc\.?|master['’]?s?"
)


def _thesis(entry: Entry) -> str:
    name = text(entry, "type") or entry.type
    name = _THESIS_TYPES.get(name.lower(), "Thesis" if name == "thesis" else name)
    unpublished = re.match(r"unpublished\s+", name, re.IGNORECASE)
    if unpublished:
        name = name[unpublished.end() :]
    degree = re.fullmatch(rf"({_DEGREES.pattern})\s+(?:thesis|dissertation)", name.lower())
    if degree and not name.lower().startswith(("doctoral", "master")):
        name = "Doctoral dissertation" if degree["doctor"] else "Master’s thesis"
    school = text(entry, "school", "institution")
    if thesis_is_published(entry) and not unpublished:
        return ", ".join(filter(None, [capitalized(name), school]))
    small = name[:1] + name[1:2]
    return f"Unpublished {name if small.isupper() else name[0].lower() + name[1:]}"


def thesis_is_published(entry: Entry) -> bool:
    """Say whether readers can get the thesis from an archive or a database (APA 10.6)."""
    if text(entry, "type").lower().startswith("unpublished"):
        return False
    return bool(raw(entry, "url", "doi", "number", "publisher", "organization"))
