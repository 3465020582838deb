"""Title element: title, details in parentheses, description in brackets (APA 9.18–9.22)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pybtex.richtext import Text

from press.apa.authors import contributors
from press.apa.fields import raw, text
from press.apa.kinds import NEWS, form, is_part
from press.apa.parts import edition, em, is_arxiv, page_range, volume_title, volumes
from press.apa.titles import capitalized, title

if TYPE_CHECKING:
    from pybtex.database import Entry
    from pybtex.richtext import BaseText

_REPORT_TYPES = {
    "techreport": "Technical Report",
    "resreport": "Research Report",
    "patent": "Patent",
    "patentus": "U.S. Patent",
}
_THESIS_TYPES = {
    "phdthesis": "Doctoral dissertation",
    "mastersthesis": "Master’s thesis",
    "mathesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis",
}
_DESCRIPTIONS = {
    "video": "Video",
    "movie": "Film",
    "audio": "Audio recording",
    "podcast": "Audio podcast",
    "dataset": "Data set",
    "software": "Computer software",
}
_MANUSCRIPTS = {
    "inpreparation": "Manuscript in preparation",
    "submitted": "Manuscript submitted for publication",
}


def title_element(entry: Entry) -> BaseText:
    """Return the title and what follows it in parentheses and brackets, without the period.

    ``titleaddon`` is a translation of the title or belongs to it, and stands next to it (APA
    10.2, example 27); the description of the kind of work comes last (9.21).
    """
    name = _own_title(entry)
    addition = text(entry, "titleaddon")
    details = "; ".join(filter(None, [*contributors(entry), _details(entry)]))
    # A work without a title is described in its place, once (APA 9.22).
    kind = description(entry) if name or not addition else ""
    words: list[BaseText | str] = [name if is_part(entry) or not name else em(name)]
    words += [f"[{addition}]" if addition else "", f"({details})" if details else ""]
    words += [f"[{kind}]" if kind else ""]
    return Text(" ").join([part for part in words if part])


def _own_title(entry: Entry) -> str:
    if entry.type == "periodical" and raw(entry, "issuetitle"):
        return title(entry, "issuetitle", "issuesubtitle")
    whole = title(entry, "maintitle", "mainsubtitle") if form(entry) == "book" else ""
    return volume_title(whole, entry, title(entry))


def _details(entry: Entry) -> str:
    kind = form(entry)
    number = text(entry, "number")
    match kind:
        case "book":
            return ", ".join(filter(None, [edition(entry), *volumes(entry), page_range(entry)]))
        case "report":
            series = text(entry, "type") or text(entry, "series")
            default = "Patent" if entry.type == "patent" else "Report"
            name = _REPORT_TYPES.get(series.lower(), series) or default
            return _numbered(name, number)
        case "thesis":
            return _numbered("Publication", number)
        case "data":
            version = text(entry, "version")
            return "; ".join(filter(None, [number, f"Version {version}" if version else ""]))
        case "media" | "episode":
            return _numbered("", number)
        case "web" | "generic" | "unpublished":
            preprint = text(entry, "eprint") if is_arxiv(entry) else ""
            return f"arXiv:{preprint}" if preprint else _numbered("", number)
        case _:
            return ""


def _numbered(name: str, number: str) -> str:
    if not number or "No." in number or (not name and not number.isdigit()):
        return number
    return f"{name} No. {number}".strip()


def description(entry: Entry) -> str:
    """Return what a work is, for the brackets after the title (APA 9.21)."""
    kind = form(entry)
    own = text(entry, "entrysubtype") or text(entry, "type")
    match kind:
        case "article" | "book" | "chapter":
            subtype = text(entry, "entrysubtype")
            return "" if subtype.lower() in NEWS else capitalized(subtype)
        case "report":
            named = "" if text(entry, "number") else text(entry, "type")
            return capitalized(text(entry, "entrysubtype") or _REPORT_TYPES.get(named, named))
        case "thesis":
            return _thesis(entry)
        case "presentation":
            return capitalized(own or "Paper presentation")
        case "unpublished":
            state = raw(entry, "pubstate").lower()
            shared = raw(entry, "doi", "url", "eprint")
            default = "" if shared else "Unpublished manuscript"
            return capitalized(own or _MANUSCRIPTS.get(state, default))
        case "media" | "episode":
            name = own or _DESCRIPTIONS.get(entry.type, "")
            if name.lower() == "podcast":
                name = "Audio podcast"
            episode = kind == "episode" and "podcast" in name.lower() and "episode" not in name
            return capitalized(f"{name} episode" if episode else name)
        case _:
            return capitalized(own or _DESCRIPTIONS.get(entry.type, ""))


def _thesis(entry: Entry) -> str:
    name = text(entry, "type") or entry.type
    name = _THESIS_TYPES.get(name.lower(), "Thesis" if name == "thesis" else name)
    school = text(entry, "school", "institution")
    if thesis_is_published(entry):
        return ", ".join(filter(None, [capitalized(name), school]))
    return f"Unpublished {name[0].lower()}{name[1:]}"


def thesis_is_published(entry: Entry) -> bool:
    """Say whether readers can get the thesis from an archive or a database (APA 10.6)."""
    return bool(raw(entry, "url", "doi", "number", "publisher", "organization"))
