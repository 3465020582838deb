"""DOIs and addresses at the end of a reference line, with any sign that they can hold.

Pure functions on strings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from press.importing.reference_dates import parse

_START = re.compile(
    r"(?P<doi>(?:https?://\s?)?(?:(?:dx\.)?doi\.org/|www\.doi\.org/)\s?(?=10\.)|\bdoi\s*:?\s*(?:https?://(?:dx\.)?doi\.org/)?(?=10\.\d)|(?<![\w/.])(?=10\.\d{4,9}/\S))"
    r"|(?P<url>https?://\s?(?=\S)|(?<![\w./@])www\.(?=\w))",
    re.IGNORECASE,
)
_WORD = re.compile(r"\S+")
_LEAD = re.compile(
    r"[\s,;.]*[(\[<]?\s*(?:"
    r"(?P<retrieved>Retrieved|Accessed|Erişim(?: tarihi)?|Consulté le|Abgerufen am)(?:\s+on)?:?\s*(?P<day>[^.;:()]{0,40}?),?\s*(?:from|at|via)?:?"
    r"|Available\s+(?:online\s+)?(?:at|from)?:?|Available|URL:?|Link:?|DOI:?|At:?|Online:?|Web\.?"
    r")\s*[<(]?\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*[(\[]?(?:Last )?(?:accessed|retrieved|viewed|erişim tarihi|consulté le)(?:\s+on)?:?\s*(?P<day>[^()\[\]]{4,30}?)[)\]]?\.?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Links:
    """The links of a line, and the line without them."""

    before: int
    after: str
    doi: str = ""
    url: str = ""
    retrieved: str = ""


def find(text: str) -> Links:
    """Return the DOI and the address in *text*, where what comes before ends, and what follows."""
    doi = url = retrieved = ""
    before = len(text)
    position = 0
    while (match := _START.search(text, position)) is not None:
        word = _WORD.match(text, match.end())
        if word is None:
            position = match.end() + 1
            continue
        value, end = _trimmed(word[0], match.end())
        if match.group("doi") is not None and re.match(r"10\.\d{4,9}/\S", value):
            doi = doi or value
        elif match.group("url"):
            url = url or re.sub(r"\s", "", match[0]) + value
        else:
            position = end
            continue
        before = min(before, match.start())
        position = end
    if before == len(text):
        after = _AFTER.search(text)
        if after is not None and (day := _day(after["day"])):
            return Links(after.start(), "", retrieved=day)
        return Links(before, "")
    after_text = text[position:].strip(" .,;>)]") or ""
    after_text = text[position:].lstrip(" .,;>]") if after_text else ""
    if lead := _LEAD.search(text, max(0, before - 80), before):
        before = lead.start() + (1 if text[lead.start()] in ".?!" else 0)
        retrieved = _day(lead["day"] or "") if lead["retrieved"] else ""
    if (late := _AFTER.fullmatch(after_text)) and (day := _day(late["day"])):
        retrieved, after_text = day, ""
    return Links(before, after_text, doi, url, retrieved)


def _day(text: str) -> str:
    date = parse(text.strip(" ,"))
    return date.iso if date is not None and len(date.iso) == 10 else ""


def _trimmed(word: str, start: int) -> tuple[str, int]:
    """Return an address without the sentence's own signs behind it, and where it ends."""
    word = word.split(">", maxsplit=1)[0] if ">" in word and "<" not in word else word
    if (
        (glued := re.search(r"(?<=.)https?://", word))
        and "web.archive.org" not in word
        and "=" not in word[: glued.start()]
    ):
        word = word[: glued.start()]
    value = word.rstrip(".,;:!?”’\"'»")
    while (
        value
        and value[-1] in ")]"
        and value.count(value[-1]) > value.count("(["[")]".index(value[-1])])
    ):
        value = value[:-1].rstrip(".,;:")
    return value, start + len(value)
