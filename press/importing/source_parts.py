"""Sources of references: what follows the title: «Journal, 12(3), 45–67», «In A. One (Ed.), Book».

Pure functions on strings; each returns a changed :class:`Reference` or None.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from press.importing import names, reference_dates
from press.importing.containers import fold, is_city, kind_of
from press.importing.line_parts import Part, boundaries
from press.importing.reference import Guess

if TYPE_CHECKING:
    from press.importing.containers import Kind
    from press.importing.decisions import Decisions
    from press.importing.reference import Reference, Type

_PAGE = r"(?:[A-Za-z]{0,3}\d[\w.]*|[ivxlc]+)"
_PAGES = rf"{_PAGE}(?:\s?[-–—−]+\s?{_PAGE})?(?:,\s*{_PAGE}(?:\s?[-–—−]+\s?{_PAGE})?)*\+?"
_BEFORE_PAGES = r"(?:pp?\.?\s?|s\.\s?|S\.\s)?"
_ARTICLE_NUMBER = (
    r"(?:Article(?: No\.?)?|Art\.(?: No\.)?|art\. no\.|Artikel|Paper)\s(?P<eid>[\w.:/-]+)"
)
_JOURNAL = re.compile(
    r"(?P<name>(?=[^,]*[^\W\d_]).+?)"
    r"(?:,\s+(?:[Vv]ol(?:ume|\.)?\s?|[Cc]ilt:?\s?|[Bb]d\.\s?)?|\s+(?:[Vv]ol(?:ume|\.)?\s?)|\s+(?=\d+\s?(?:\(\d+[^()]*\)|, no\. ?\d+|:\d+|\(\d{4}\))))"
    r"(?P<volume>\d{1,4}[A-Za-z]?(?:[-–/]\d{1,4})?|[IVXLC]+)"
    r"(?:\s?\((?P<number>[^()]{1,60})\)|[,:]?\s*(?:[Nn][or]\.?º?|[Ii]ssue|[Ss]ayı:?|H\.|Heft|[Nn]umber)\s?(?P<number2>[\w/–-]+)|[.:/](?P<number3>\d{1,3})(?=[,:\s]|$))?"
    r"(?:\s?\((?P<when>[^()]*\d{4})\))?"
    rf"(?:\s?[,:;.]\s*(?:{_ARTICLE_NUMBER}|{_BEFORE_PAGES}(?P<pages>{_PAGES})))?"
)
_NUMBER_ONLY = re.compile(
    rf"(?P<name>(?:(?!,? [Vv]ol\b|, \d).)+?),\s+(?:\((?P<number>[^()]{{1,40}})\)|(?:[Nn]o\.|[Ii]ssue|[Ss]ayı)\s?(?P<number2>[\w/–-]+))(?:,\s*(?:{_ARTICLE_NUMBER}|{_BEFORE_PAGES}(?P<pages>{_PAGES})))?"
)
_PAGES_ONLY = re.compile(
    rf"(?P<name>.+?)(?:,\s+|:\s?)(?:(?:pp?\.?\s?)(?P<pages>{_PAGES})|(?P<pages2>[A-Z]{{1,2}}-?\d+(?:[-–,]\s?[A-Z]?\d+)*|\d+\s?[-–—]\s?\d+)|{_ARTICLE_NUMBER})"
)
_DAY_INSIDE = re.compile(
    rf"(?P<name>.+?),\s+(?P<day>(?:\d{{1,2}}\s+[^\W\d_]{{3,9}}|[^\W\d_]{{3,9}}\s+\d{{1,2}})(?:,?\s+\d{{4}})?)(?:,\s*pp?\.\s?(?P<pages>{_PAGES}))?"
)
_AHEAD = re.compile(
    r"(?:^|(?<=\.)\s*|,\s*)(?:Advance online publication|Advance access|Online first|Epub ahead of print)\.?$",
    re.IGNORECASE,
)
_ROLE = r"(?:(?:Series|Vol(?:ume|\.)?|Guest|General|Gen\.)\s)?(?:[Ee]ds?\b|[Ee]ditors?\b|[Hh]rsg|Hg\b|[Dd]irs?\b|[Éé]ds?\b|[Cc]oords?\b|[Oo]rgs?\b|[Tt]rans\b|Chairs?\b|Producers?\b|Executive Producers?\b|Directors?\b|Hosts?\b)[^()]*"
_EDITORS = re.compile(rf"(?P<names>[^()]{{3,600}}?)\s*\({_ROLE}\)[,.:]?\s*(?=\S)")
_EDITORS_BARE = re.compile(r"(?P<names>[^().]{1,3}\.[^()]{3,300}?),\s+(?:eds?|Eds?)\.,?\s+(?=\S)")
_PERSON = r"(?:[^\W\d_]\.[\s-]?)+(?:(?:de|van|von|der|al|bin|la|du) )*[^\W\d_][\w’'-]+"
_WRITERS = re.compile(
    rf"(?P<names>{_PERSON}(?:(?:, & |, | & | and |, and ){_PERSON}){{0,8}}),\s+(?=[^\W\d_]\w)"
)
_DETAIL = re.compile(
    r"\s*\((?=[^()]*(?:\bTrans\.|\bpp?\.|\bVols?\.|\bed\.|\bed\b|[Cc]hapter|\bChap\.|\bNo\.|\bArticle\b|[Ss]eason|[Ee]pisode|\bs\.\s?\d|\d\s?[-–]\s?\d))(?P<inside>(?:[^()]|\([^()]*\))*)\)"
)
_IN = re.compile(r"(?:In|IN|in|Dans|In:|in:)(?::|\s)\s*(?=\S)")
_MEETING = re.compile(
    r"\b(?:[Pp]roceedings|[Ss]ymposium|[Cc]olloquium|Annual (?:Meeting|Conference|Convention)|[Aa]dvances in [Nn]eural [Ii]nformation|[Kk]onferans\w*|[Kk]ongre\w+|[Ss]empozyum\w*|Proc\.|Actes du|Lecture [Nn]otes"
    r"|(?:\d(?:st|nd|rd|th)|International|World|Annual|National|European|IEEE|ACM|AAAI)\b.{0,80}\b(?:Congress|Conference|Workshop|Convention)|(?:Conference|Workshop|Congress) (?:on|for|of the))\b"
)
_ENCYCLOPEDIA = re.compile(
    r"\b(?:Encyclop[aæ]?e?dia|Encyclop[ée]die|Ansiklopedi\w*|Dictionary|Lexikon|Britannica|Wikipedia|Merriam-Webster)",
    re.IGNORECASE,
)
_EDITION = re.compile(
    r"(?P<edition>(?:\d+(?:st|nd|rd|th|e|\.)?|Rev\.?|Revised|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|International|Updated|Expanded|New|Anniversary|Kindle|Student|[\w\s.]{2,40}?(?<!\bdata)(?<!\bset)))\s*(?:ed\.?|edition|edn\.?|baskı|éd\.|Aufl\.)",
    re.IGNORECASE,
)
# Universities that name one of their cities.
_CAMPUS = re.compile(
    r"(?:University of (?:California|Illinois|Wisconsin|Texas|Michigan|North Carolina|Massachusetts|Maryland|Minnesota|Missouri|Nebraska|Colorado|London)|State University of New York|California State University|Indiana University|Purdue University), [A-Z][\w. ]+$"
)
_PAPER = re.compile(
    r"(?:[A-Z][\w-]+ ){0,3}(?:Paper|Brief|Briefing|Report|Note|Memo|Memorandum|Review|Series|Monograph|Backgrounder|Report Series|Fact ?[Ss]heet|Factsheet|Insight|Perspective|Analysis)",
    re.IGNORECASE,
)
_DEFAULTS: dict[Kind, str] = {
    "journal": "journal", "newspaper": "newspaper", "magazine": "magazine", "publisher": "publisher", "institution": "institution",
    "site": "website", "unknown": "journal",
}  # fmt: skip


def chapter(reference: Reference, body: Part) -> tuple[Part, Reference] | None:
    """Return the title and the reference with its book, of «Title. In A. One (Ed.), Book (pp. 1–2).»."""
    found = None
    for boundary in boundaries(body.text):
        match = _IN.match(body.text, boundary.start)
        if match is None:
            continue
        rest = body.cut(match.end())
        editors = _EDITORS.match(rest.text) or _EDITORS_BARE.match(rest.text)
        if editors is not None and not _are_people(editors["names"]):
            editors = None
        if not _is_whole(rest, editors is not None, opens=match[0].strip()):
            continue
        found = (boundary, rest, editors)
        if editors is not None:
            break
    if found is None:
        return None
    boundary, rest, editors = found
    if editors is not None:
        people = re.sub(rf"\s*\({_ROLE}\)\s*&?", " & ", editors["names"])
        reference = reference._replace(editors=names.straight(people))
        rest = rest.cut(editors.end())
    elif writers := _WRITERS.match(rest.text):
        reference = reference._replace(book_authors=names.straight(writers["names"]))
        rest = rest.cut(writers.end())
    return body.cut(0, boundary.end), _book(reference, rest, sure=editors is not None)


def _are_people(text: str) -> bool:
    return (
        re.search(r"[^\W\d_]\.|\bet al|\s", text) is not None
        and len(text.split()) < 60
        and ". " not in re.sub(r"\b[^\W\d_]{1,2}\. ", "", text)
    )


def _is_whole(rest: Part, edited: bool, *, opens: str) -> bool:
    """Say whether what follows «In» is a book, and «In» no word of the title."""
    text = rest.text
    if edited:
        return True
    details = _DETAIL.search(text)
    if details is not None and re.search(
        r"\bpp?\.|\bVol|\bed\b|[Cc]hapter|\d\s?[-–]\s?\d", details["inside"]
    ):
        return True
    if rest.mask[:1] == b"\1":
        return True
    return not (not opens.startswith(("In", "IN", "Dans")) or text[:1].islower())


def _book(reference: Reference, rest: Part, *, sure: bool) -> Reference:
    """Read «Book (2nd ed., Vol. 3, pp. 1–2). Publisher.»."""
    text = rest.text
    details = None
    for details in _DETAIL.finditer(text):
        if re.search(r"\bpp?\.\s?\w|\d\s?[-–]\s?\d", details["inside"]):
            break
    if details is not None and not text[details.end() :].lstrip().startswith((":", "–")):
        whole, after = rest.cut(0, details.start()), rest.cut(details.end()).stripped(" .,;:")
        reference = _details(reference, details["inside"])
        if (again := _DETAIL.search(whole.text)) and not whole.text[again.end() :].strip():
            reference = _details(reference, again["inside"])
            whole = whole.cut(0, again.start())
    else:
        sure_pages = re.search(rf",?\s*\(?pp?\.?\s?(?P<pages>{_PAGES})\)?(?=[.,;]|$)", text)
        if sure_pages is None:
            sure_pages = re.search(r",\s(?P<pages>\d+\s?[-–—]\s?\d+)(?=[.,;]|$)", text)
        if sure_pages is not None:
            reference = reference._replace(pages=sure_pages["pages"].rstrip("."))
            whole, after = (
                rest.cut(0, sure_pages.start()),
                rest.cut(sure_pages.end()).stripped(" .,;:"),
            )
            if not after.text:
                split = [b for b in boundaries(whole.text) if b.hard]
                if split:
                    whole, after = whole.cut(0, split[-1].end), whole.cut(split[-1].start)
        else:
            split = [b for b in boundaries(text) if b.hard]
            if rest.has_italics and split:
                run = rest.mask.find(b"\0", max(rest.mask.find(b"\1"), 0))
                split = [b for b in split if run < 0 or b.end >= run][:1] or split[-1:]
            whole, after = (
                (rest.cut(0, split[-1].end), rest.cut(split[-1].start))
                if split
                else (rest, Part("", b""))
            )
    booktitle = whole.text.strip(" .,;")
    if by := re.search(r",\s+edited by\s+(?P<names>.+)$", booktitle):
        reference = reference._replace(editors=reference.editors or names.straight(by["names"]))
        booktitle = booktitle[: by.start()]
    kind: Type = "incollection"
    if _MEETING.search(booktitle):
        kind = "inproceedings"
    elif _ENCYCLOPEDIA.search(booktitle) and not after:
        kind = "inreference"
    publisher, place = split_place(closed(after.text.strip(" ."), text)) if after else ("", "")
    reference = reference._replace(type=kind, container=booktitle, publisher=publisher, place=place)
    if not sure and not reference.pages and kind == "incollection":
        return guessed(
            reference,
            "container",
            "the book that holds the chapter",
            "part of the title",
            booktitle,
        )
    return reference


def _details(reference: Reference, inside: str) -> Reference:
    """Read «H. Zohn, Trans., 2nd ed., Vol. 3, pp. 1–2»."""
    if match := re.match(r"(?P<names>[^()]{4,120}?),\s+Trans\.(?:[,;]\s*|$)", inside):
        reference = reference._replace(translators=names.straight(match["names"]))
        inside = inside[match.end() :]
    if match := re.search(rf"\b(?:pp?\.?|s\.)\s?(?P<pages>{_PAGES})", inside):
        reference = reference._replace(pages=match["pages"].rstrip(".,"))
        inside = inside[: match.start()] + inside[match.end() :]
    elif match := re.search(r"(?:^|,\s*)(?P<pages>[A-Z]?\d+\s?[-–—]\s?\d+)$", inside):
        reference = reference._replace(pages=match["pages"])
        inside = inside[: match.start()]
    elif match := re.search(r"\bArticle\s(?P<eid>\S+)", inside):
        reference = reference._replace(pages=match["eid"], numbered=True)
    if match := re.search(r"\bVols?\.?\s?(?P<volume>[\w–-]+)", inside):
        reference = reference._replace(volume=match["volume"])
        inside = inside[: match.start()] + inside[match.end() :]
    if match := _EDITION.search(inside):
        reference = reference._replace(edition=match["edition"].strip(" ,"))
    return reference


def title_details(reference: Reference, inside: str) -> Reference | None:
    """Return the reference with what parentheses behind a title say; None where they belong to it.

    «2nd ed.», «Vol. 2», «R. Philcox, Trans.», «Report No. 12», «S/RES/1973».
    """
    left = []
    for piece in re.split(r";\s*", inside):
        changed = _people_detail(reference, piece) or _number_detail(reference, piece)
        if changed is None:
            changed = _edition_detail(reference, piece)
        if changed is None:
            left.append(piece)
        else:
            reference = changed
    return None if left else reference


def _people_detail(reference: Reference, piece: str) -> Reference | None:
    match = re.fullmatch(
        r"(?P<names>.+?),?\s+(?P<role>(?:Eds?|Trans|Eds?\.? (?:&|and) Trans|Trans\.? (?:&|and) Eds?|Tr|trans|çev|Çev|Hrsg|Übers|trad|Trad|Narr|Illus)\.?)",
        piece,
    )
    match = match or re.fullmatch(
        r"(?P<role>[Tt]rans(?:lated|\.)?(?: by)?|[Ee]d(?:ited|\.)? by|[Çç]ev\.)\s+(?P<names>.+)",
        piece,
    )
    if match is None:
        return None
    people, role = names.straight(match["names"]), match["role"].lower()
    if re.search(r"\bed|hrsg", role):
        reference = reference._replace(title_editors=people)
    if re.search(r"tr|çev|übers", role):
        reference = reference._replace(translators=people)
    return reference


def _number_detail(reference: Reference, piece: str) -> Reference | None:
    match = re.fullmatch(
        r"(?:(?P<series>[^\d();]{2,100}?)[,:]?\s+)?(?:No|no|Number|Nr|Sayı)\.?\s?(?P<number>[\w./–:-]+(?:\s\(\w+\))?)",
        piece,
    ) or re.fullmatch(
        r"(?P<series>Resolution|Publication|Document|Bill|Executive Order|Command Paper|Cm\.?|Cmnd\.?|Doc\.|Paper|HC)\s(?P<number>[\w./–-]+(?:\s[A-Z])?(?:\s\(\w+\))?)",
        piece,
    )
    if match is None and _PAPER.fullmatch(piece):
        return reference._replace(series=piece)
    if match is None and (
        version := re.fullmatch(r"(?:Version|Ver\.|v\.)\s?(?P<version>\d[\w.-]*)", piece)
    ):
        return reference._replace(version=version["version"])
    if match is None:
        code = re.fullmatch(
            r"(?P<number>(?:UN Doc\.?\s|U\.N\. Doc\.?\s|Document\s|Doc\.?\s)?[A-Z]{1,8}[/.-][\w./()-]*\d[\w./()-]*|A/[\w/.-]+|[A-Z]{2,5}\(\d{4}\)\s?\d+(?: final)?|[A-Z]{2,10}[\s-]\d[\w./-]*)",
            piece,
        )
        return reference._replace(number=code["number"]) if code else None
    series = (match["series"] or "").strip()
    return reference._replace(number=match["number"], series=series)


def _edition_detail(reference: Reference, piece: str) -> Reference | None:
    left = piece
    if match := re.search(rf"\b(?:pp?\.)\s?(?P<pages>{_PAGES})", left):
        reference = reference._replace(pages=match["pages"])
        left = left[: match.start()] + left[match.end() :]
    if match := re.search(
        r"\b(?:Vols?\.?|Volumes?|Cilt|Bd\.)\s?(?P<volume>[\dIVXLC]+(?:\s?[-–]\s?[\dIVXLC]+)?)\b",
        left,
    ):
        reference = reference._replace(volume=match["volume"])
        left = left[: match.start()] + left[match.end() :]
    left = left.strip(" ,.")
    if match := _EDITION.fullmatch(left if re.search(r"\bed|baskı|éd|Aufl", left) else "-"):
        return reference._replace(edition=match["edition"].strip(" ,"))
    if left.lower() in {"rev", "rev. ed", "revised ed"}:
        return reference._replace(edition="Rev.")
    return reference if not left and left != piece else None


def journal(reference: Reference, source: Part) -> Reference | None:
    """Return the reference with «Journal, 12(3), 45–67», or None where the source is something else."""
    text = source.text.strip(" .")
    ahead = _AHEAD.search(text)
    if ahead is not None:
        text = text[: ahead.start()].strip(" .,")
    if match := _NUMBER_ONLY.fullmatch(text):
        reference = _article(reference, match, match["number"] or match["number2"])
    elif (match := _JOURNAL.fullmatch(text)) and not re.search(r"\bpp?\.?\s?\d+$", match["name"]):
        number = match["number"] or match["number2"] or match["number3"] or ""
        if match["volume"] == reference.year and not (number or match["pages"] or match["eid"]):
            return None
        if split_place(match["name"])[1]:
            return None
        reference = _article(reference, match, number)
        reference = reference._replace(volume=match["volume"])
    elif match := _PAGES_ONLY.fullmatch(text):
        kind = kind_of(match["name"]).kind
        if kind in {"publisher", "institution"} or ":" in match["name"]:
            return None
        pages = match["pages"] or match["pages2"] or match["eid"]
        news = kind in {"newspaper", "magazine"} or len(reference.date) == 10
        reference = reference._replace(
            type="newspaper" if news else "article",
            container=match["name"].strip(" ,"),
            pages=pages,
            numbered=bool(match["eid"]),
            magazine=kind == "magazine",
        )
    elif ahead is not None and text:
        reference = reference._replace(type="article", container=text)
    else:
        return None
    return reference._replace(note="Advance online publication") if ahead else reference


def _article(reference: Reference, match: re.Match[str], number: str) -> Reference:
    pages = match["pages"] or match["eid"] or ""
    return reference._replace(
        type="article",
        magazine=bool(reference.date) and kind_of(match["name"]).kind == "magazine",
        container=match["name"].strip(" ,"),
        number=number.strip(),
        pages=pages.rstrip("."),
        numbered=bool(match["eid"]),
    )


def closed(name: str, source: str) -> str:
    """Return *name* with the period of «Inc.», which belongs to it where the source ends so."""
    ends = source.rstrip().endswith(".") and re.search(
        r"(?:\b(?:Inc|Co|Ltd|Corp|Bros)|\b[A-Z]\.[A-Z])$", name
    )
    return f"{name}." if ends else name


def split_place(text: str) -> tuple[str, str]:
    """Return the publisher and the place of «London: Verso», «Verso, London» or «Verso»."""
    if match := re.fullmatch(r"(?P<place>[^:]{2,60}?)\s*:\s+(?P<name>.+)", text):
        place, name = match["place"], match["name"]
        known = is_city(place)
        if known or (
            kind_of(name) == ("publisher", True)
            and kind_of(place).kind == "unknown"
            and len(place.split()) < 4
        ):
            return name.strip(" ."), place
    pieces = text.split(", ")
    for count in (2, 1):
        if _CAMPUS.search(text):
            break
        head, tail = ", ".join(pieces[:-count]), ", ".join(pieces[-count:])
        if head and is_city(tail) and kind_of(head).kind in {"publisher", "institution"}:
            return head, tail
    return text, ""


def guessed(reference: Reference, field: str, chosen: str, other: str, value: str) -> Reference:
    """Return the reference with a guess that the report names."""
    return reference._replace(guesses=(*reference.guesses, Guess(field, chosen, other, value)))


def named(
    reference: Reference, source: Part, decisions: Decisions, *, italic_title: bool
) -> Reference:
    """Return the reference with a source that is only a name: «Polity.», «Antipode.», «BBC News.»."""
    text = closed(source.text.strip(" .,;"), source.text)
    if match := _DAY_INSIDE.fullmatch(text):
        day = reference_dates.parse(
            match["day"]
            if re.search(r"\d{4}$", match["day"])
            else f"{match['day']} {reference.year}"
        )
        day = day or reference_dates.parse(f"{match['day']}, {reference.year}")
        if day is not None and day.iso and day.year == reference.year:
            reference = reference._replace(
                date=reference.date or day.iso, pages=match["pages"] or ""
            )
            text = match["name"]
    text = text.removesuffix(f", {reference.year}") if reference.year else text
    name, place = split_place(text)
    if (
        is_city(text)
        and reference.authors
        and reference.authors[0].startswith("{")
        and reference.type == "misc"
    ):
        return reference._replace(type="report", place=text)
    if fold(name) == "author" and reference.authors:
        return reference._replace(
            type="report", place=place, publisher=reference.authors[0].strip("{}")
        )
    decided = decisions.container(name)
    kind, sure = (decided, True) if decided else kind_of(name)
    if place and kind != "institution":
        kind, sure = "publisher", True
    elif source.has_italics and source.italic and kind not in {"newspaper", "magazine"}:
        kind, sure = "journal", True
    elif italic_title and not decided and kind in {"journal", "unknown"}:
        kind, sure = ("site" if reference.url else "publisher"), True
    elif not decided and kind in {"journal", "unknown"} and not sure and _is_book(reference):
        kind, sure = "publisher", True
    kind, sure = _by_date(reference, name, kind, sure=sure)
    reference = _placed(reference, name, place, kind)
    if not sure:
        other = {
            "journal": "a publisher",
            "newspaper": "a website",
            "institution": "a journal or a publisher of books",
            "publisher": "a journal",
            "site": "a newspaper",
        }.get(kind, "a publisher")
        reference = guessed(
            reference,
            "container",
            f"a {_DEFAULTS[kind]}" if kind != "institution" else "an institution",
            other,
            name,
        )
    return reference


def _is_book(reference: Reference) -> bool:
    """Say whether what stood before the source can only be a book's: an edition, an editor."""
    return bool(
        reference.edition
        or reference.translators
        or reference.title_editors
        or reference.original
        or (reference.editors and not reference.authors)
    )


# Words with which journals begin, and publishers do not.
_ADJECTIVE = re.compile(
    r"(?:New|Social|Critical|Public|Third|Modern|Global|World|Contemporary|European|American|African|Asian|Middle|Islamic|Arab|Turkish|British|Canadian|Australian|Indian|International|Comparative|Political|Economic|Cultural|Human|Urban|Applied"
    r"|Quantitative|Qualitative|Current|Annual|Review|Environmental|Digital|Early|Postcolonial|Feminist|Radical|Rural|Nuclear|Strategic|Sustainable|Natural|Clinical|Ethnic|Religious|Philosophical|Historical)\b"
)


def _unknown(name: str) -> Kind:
    """Return what an unknown name is likeliest to be: several names are a publisher's."""
    words = name.split()
    proper = len(words) > 1 and all(
        word[:1].isupper() or word in {"&", "and", "et", "de", "la"} for word in words
    )
    return "publisher" if proper and not _ADJECTIVE.match(name) and ":" not in name else "journal"


def _hosts(name: str, url: str) -> bool:
    """Say whether a site's name stands in its address: «Climate Central», climatecentral.org."""
    host = re.match(r"https?://([^/]+)", url)
    bare = fold(name).replace(" ", "")
    return host is not None and len(bare) > 3 and bare in host[1].replace("-", "").lower()


def _by_date(reference: Reference, name: str, kind: Kind, *, sure: bool) -> tuple[Kind, bool]:
    """Return what a name of unknown kind is, from the date and the address of the work."""
    day = len(reference.date) >= 10
    if kind == "unknown":
        if reference.url:
            return "site", False
        return ("newspaper", False) if day else (_unknown(name), False)
    if kind == "journal" and not sure and reference.url and _hosts(name, reference.url):
        return "site", False
    if kind == "journal" and not sure and day:
        return ("site" if reference.url else "newspaper"), False
    if kind == "newspaper" and not sure and not reference.date and not reference.url:
        return "journal", False
    return kind, sure


def _placed(reference: Reference, name: str, place: str, kind: Kind) -> Reference:
    kind_given = reference.type
    if kind_given in {"thesis", "dataset", "software", "movie", "audio", "unpublished", "report"}:
        return reference._replace(publisher=name, place=place)
    if kind == "journal":
        return reference._replace(type="article", container=name)
    if kind in {"newspaper", "magazine"}:
        if kind_given == "online" and reference.description:
            return reference._replace(publisher=name)
        return reference._replace(type="newspaper", container=name, magazine=kind == "magazine")
    if kind == "publisher":
        kind_given = (
            "report"
            if reference.number or (reference.series and kind_given == "misc")
            else kind_given
        )
        return reference._replace(
            type=kind_given if kind_given in {"online", "report"} else "book",
            publisher=name,
            place=place,
        )
    if kind == "institution":
        return reference._replace(type=institutional(reference), publisher=name, place=place)
    return reference._replace(type="online", publisher=name)


_REPORT_ADDRESS = re.compile(
    r"report|publication|/pubs?/|\.pdf|research|working|paper|/docs?/|document|library|bitstream|handle/|study|stats|statistic|outlook|survey|yearbook|index",
    re.IGNORECASE,
)
_REPORT_TITLE = re.compile(
    r"\b(?:report|reports|survey|outlook|review|assessment|statistics|index|trends?|yearbook|strategy|plan|guidelines?|framework|white paper|policy brief|working paper|findings|overview|analysis|study|inventory|census|estimates?|prospects|resolution|handbook|manual|bulletin|indicators|evaluation|monitor|update|profile|synthesis|summary)\b",
    re.IGNORECASE,
)
_PAGE_TITLE = re.compile(
    r"^(?:About|Home|Homepage|Who we are|What is|What are|FAQs?|Frequently asked|History|Our (?:work|story|history|mission)|Timeline|Country profile|Mission|Contact|Questions and answers|Q&A|How to|Press release|Statement|Biography|News)\b|\b(?:fact ?sheet|press release|statement)\b",
    re.IGNORECASE,
)
_PAGE_ADDRESS = re.compile(
    r"/news|/blog|/press|/story|/stories|/article|/about|/faq|/topics?/|/features?/|/commentary|/opinion|/explainer|/qa/|/fact|/statement|press\.|/media",
    re.IGNORECASE,
)


def institutional(reference: Reference) -> Type:
    """Return whether a work from an institution is a report or a page of its website."""
    if not reference.url:
        return "report"
    if reference.number or reference.doi:
        return "report"
    if (
        _REPORT_TITLE.search(reference.title)
        and not _PAGE_TITLE.search(reference.title)
        and not _PAGE_ADDRESS.search(reference.url)
    ):
        return "report"
    if reference.year == "n.d." or _PAGE_TITLE.search(reference.title):
        return "online"
    if _REPORT_ADDRESS.search(reference.url):
        return "report"
    if reference.date or _PAGE_ADDRESS.search(reference.url):
        return "online"
    return "report"
