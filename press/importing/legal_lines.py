"""References to law, which APA writes in the form of lawyers (APA 11.4–11.10).

«Brown v. Board of Education, 347 U.S. 483 (1954).»  The name becomes the title, the place
in the collection the number.

Pure functions on strings.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from press.importing import reference_dates

if TYPE_CHECKING:
    from press.importing.reference import Reference, Type

_SOURCE = (
    r"\d+\s(?:U\.\s?S\.|S\.\s?Ct\.|F\.\s?(?:2d|3d|4th)?|F\.\s?Supp\.?(?:\s?[23]d)?|L\.\s?Ed\.?(?:\s?2d)?|[A-Z][\w.]*\.(?:\s?[23]d)?|U\.?N\.?T\.?S\.?|I\.?L\.?M\.?|Stat\.|F\.R\.|Fed\. Reg\.|C\.F\.R\.|U\.S\.C\.?A?\.?)\s(?:§+\s?)?[\d_]+"
    r"|Pub\. ?L\. (?:No\. )?[\d–-]+|[A-Z][\w.]+ Stat\. (?:Ann\. )?§|\d+ U\.S\.C\.? §|[GS]\.?[AC]\.? Res\. \d+|U\.N\. Doc\. \S+|\d+ C\.F\.R\.|\d{2,3}(?:st|nd|rd|th) Cong\.|\[\d{4}\] \d* ?[A-Z]{2,6} \d+"
    r"|\d{4} I\.C\.J\. \d+|No\. \d{2}-\d+|App\. No\. \d+|\(No\. \d+\)"
)
_LINE = re.compile(
    rf"(?P<title>.{{4,300}}?)(?:,|\.)\s(?P<number>(?:{_SOURCE})[^()]*(?:\([^()]*\)[^()]*)*?)\s*\((?P<when>[^()]{{4,60}})\)(?P<rest>\s*\([^()]*\))?\.?"
)
_TREATY = re.compile(
    rf"(?P<title>.{{4,300}}?),\s(?P<when>[A-Z][a-z]{{2,8}}\.?\s\d{{1,2}},\s\d{{4}})(?:,\s(?P<number>(?:{_SOURCE})[^()]*?))?\.?"
)
_CONSTITUTION = re.compile(
    r"(?P<title>(?:[A-Z][\w.]*\s){1,4}(?:Const\.|Charter)\s(?:art|amend|pmbl|§)[^()]{2,60}?)\.?"
)
_ORDER = re.compile(
    r"(?P<title>(?:Exec\. Order|Executive Order|Presidential Proclamation|H\.R\.|S\.|H\.R\. Res\.|S\. Res\.|S\.C\. Res\.|G\.A\. Res\.|S\. Rep\.|H\.R\. Rep\.)\s(?:No\.\s)?[\d,–-]+)(?:,\s(?P<number>[^()]+?))?\s\((?P<when>[^()]{4,40})\)(?P<rest>\s*\([^()]*\))?\.?"
)


def legal(reference: Reference, text: str, *, dated: bool) -> Reference | None:
    """Return the reference with the law that *text* names; None where it names none.

    *dated* says that the line has a date with a title behind it, as other works have.
    """
    if dated:
        return None
    text = text.strip()
    match = (
        _ORDER.fullmatch(text)
        or _LINE.fullmatch(text)
        or _TREATY.fullmatch(text)
        or _CONSTITUTION.fullmatch(text)
    )
    if match is None:
        return None
    found = match.groupdict()
    title, number = found["title"], found.get("number") or ""
    when = found.get("when") or ""
    year = re.search(r"\d{4}(?!.*\d{4})", when)
    if year is None and when:
        return None
    date = reference_dates.parse(when)
    if (court := re.fullmatch(r"(?P<court>.*[A-Za-z.])\s(?P<year>\d{4})", when)) and (
        date is None or not date.iso
    ):
        number = f"{number.strip(' ,')} ({court['court']})"
    return reference._replace(
        type=_type(title, number),
        title=title,
        number=number.strip(" ,"),
        year=year[0] if year else "n.d.",
        date=date.iso if date else "",
        note=(found.get("rest") or "").strip(" ()"),
    )


def _type(title: str, number: str) -> Type:
    if re.search(r"\sv\.?s?\.?\s|^(?:In re|Ex parte|Matter of)\b", title) and re.search(
        r"\d", number
    ):
        return "jurisdiction"
    if re.search(
        r"\b(?:Act|Law|Code|Statute|Order|Amendments?|Proclamation)\b|Const\.", title
    ) or re.search(r"Pub\. ?L\.|U\.S\.C|C\.F\.R|Stat\.|F\.R\.|Fed\. Reg", number):
        return "legislation"
    return "legal"
