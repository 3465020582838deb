"""Reference lines: a line of a reference list becomes a :class:`Reference`.

The archive's lines are APA or nearly so: «Authors. (Year). Title. Source.», with or without
volume, pages, DOI; also Harvard's and Chicago's «Author. Year. Title» and APA's references
to law.  The way of a line: links are taken off its end, the date is found, names stand
before it; behind it come title and source (:mod:`press.importing.source_parts`).

What a line leaves open is named as a guess; a line that cannot be read whole says so, and
is kept as it stands.  Pure functions on strings; time is linear in the line's length.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from press.importing import line_links, names, reference_dates
from press.importing.containers import kind_of
from press.importing.decisions import NO_DECISIONS
from press.importing.legal_lines import legal
from press.importing.line_parts import Part, boundaries
from press.importing.line_words import left_out
from press.importing.reference import Reference
from press.importing.source_parts import (
    chapter,
    guessed,
    institutional,
    journal,
    named,
    split_place,
    title_details,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from press.importing.decisions import Decisions
    from press.importing.line_parts import Boundary, Spans
    from press.importing.reference import Type

#: A longer line is no reference.
LONGEST = 4000
LONGEST_TITLE = 600

_BULLET = re.compile(r"(?:[•‣▪●◦*·–—-]\s+|\[\d{1,3}\]\s*|\d{1,3}[.)]\s+(?=\D))+")
_DATED = re.compile(r"[(\[](?P<inside>[^()\[\]]{1,60})[)\]]")
_BARE_YEAR = re.compile(
    r"(?P<head>[^\d(]{3,600}?)[.,]\s+(?P<year>\d{4}[a-z]?|n\.d\.)[.,:]\s+(?=\S)"
)
_ORIGINAL = re.compile(
    r"\s*[(\[](?:Original(?:ly)? (?:work )?(?:published|released|delivered)(?: in)?|Orijinal.{0,20}tarihi|Orig\. pub\.|Work first published)\s*:?\s*(?P<year>(?:ca?\.\s?|circa )?[^()\[\]]{1,25}?)[)\]]\.?"
)
_NOTE = re.compile(r"(?<=[.?!])\s*\((?P<note>[^()]{4,200})\)\.?$")
# «"Chapter" in Jones, K. (ed.) Book» (Harvard).
_QUOTED_CHAPTER = re.compile(
    r"[“\"‘'](?P<title>.{3,300}?)[.,]?[”\"’'],?\s+[Ii]n:?\s+(?=[^()]{3,200}\([Ee]ds?)"
)
_LOOKS = re.compile(
    r"(?P<head>.{2,1200}?)[(\[](?:ca?\. ?)?(?:\d{4}[a-z]?(?:[,/–-][^()\[\]]{1,40})?|n\.? ?d\.?(?:-[a-z])?|in press|forthcoming)[)\]]\s*(?P<sign>[.,:]?)\s+\S.{6,}"
)
_TITLE_WORD = re.compile(
    r"(?<!^)\b(?!(?:and|for|the|with|von|van|der|den|des|del|della|dos|bin|ibn|abu|ould|und|les|sur|los|las)\b)[a-zà-ÿ]{3,}\b"
)
_DESCRIPTIONS: tuple[tuple[str, Type], ...] = (
    (r"dissertation|thesis|tezi|these\b|thèse|habilitation|dissertationsschrift", "thesis"),
    (r"^(?:film|motion picture|tv series|television series|documentary)", "movie"),
    (r"podcast|audio|radio|song|album|speech audio|audiobook", "audio"),
    (r"data ?set|database$|veri seti", "dataset"),
    (r"software|mobile app|computer program|source code|large language model", "software"),
    (r"^(?:unpublished|manuscript|unpublished manuscript)", "unpublished"),
    (r"paper presentation|conference|poster|symposium|keynote|presentation|bildiri", "inproceedings"),
    (r"video|tweet|post|web ?page|website|blog|press release|infographic|photograph|map|webinar|status update|lecture|interview|speech|transcript|powerpoint|slides?|briefing|fact sheet|open letter|statement|testimony|thread|profile|image|interactive|live ?stream|tv series episode|episode|comment", "online"),
    (r"report|policy brief|working paper|white paper|brief|resolution|advisory opinion|judgment|census", "report"),
)  # fmt: skip
_KINDS = tuple((re.compile(pattern, re.IGNORECASE), kind) for pattern, kind in _DESCRIPTIONS)
# Abbreviations with which a title may end.
_ENDS = re.compile(
    r"(?:\bU\.S|\bU\.K|\bU\.N|\bD\.C|\bJr|\bSr|\bInc|\bCo|\bal|\betc|\bB\.C|\bA\.D|\b[IVX])\.$"
)
#: How many places from the end may be where the title ends.
_MOST = 6
_NOTHING = Reference("")
_ABBREVIATED = re.compile(r"[^\W\d_]{1,9}\.?")


def looks_like_reference(text: str) -> bool:
    """Say whether *text* is built like a reference: «Authors. (Year). Title…»."""
    match = _LOOKS.match(text.strip()) if len(text) < LONGEST else None
    if match is None:
        return False
    # Without a period behind the date, names with initials must stand before it.
    return (
        bool(match["sign"])
        or re.search(r",\s(?:[^\W\d_]\.[\s-]?)+,?\s*$", match["head"]) is not None
    )


def read_reference(
    text: str, italics: Spans = (), decisions: Decisions = NO_DECISIONS
) -> Reference:
    """Return what the line *text* says; *italics* are its italic runs, where they are known.

    Never raises: a line that cannot be read whole comes back with ``whole=False``.
    """
    if len(text) > LONGEST:
        return Reference(text, whole=False)
    line = Part.of(text, italics)
    if match := _BULLET.match(line.text):
        line = line.cut(match.end())
    links = line_links.find(line.text)
    reference = Reference(text, doi=links.doi, url=links.url, retrieved=links.retrieved)
    core = line.cut(0, links.before)
    reference, core, after = _last_notes(reference, core, links.after)
    found = _dated(core)
    if (
        law := legal(
            reference, core.text, dated=found is not None and bool(found[2].text.strip(" ."))
        )
    ) is not None:
        return _accounted(line.text, law)
    if found is None:
        return reference._replace(whole=False)
    head, date, body, bare = found
    reference = reference._replace(year=date.year, suffix=date.suffix, date=date.iso)
    reference, body = _headed(reference, head, body)
    reference = _bodied(reference, body, decisions, bare=bare)
    if after and not reference.note:
        reference = reference._replace(note=after.strip("() ."))
    return _accounted(line.text, _finished(reference))


def _accounted(line: str, reference: Reference) -> Reference:
    """Say which words of the line are in no field; the entry then keeps the line as a note."""
    words = left_out(line, reference) if reference.whole else ()
    if not words:
        return reference
    return guessed(
        reference._replace(left=words), "note", "words without a field", "", " ".join(words)
    )


def _last_notes(reference: Reference, core: Part, after: str) -> tuple[Reference, Part, str]:
    """Take «(Original work published 1377)» and other last notes off the line."""
    if match := _ORIGINAL.search(after):
        reference = reference._replace(original=match["year"].strip())
        after = (after[: match.start()] + after[match.end() :]).strip()
    if match := _ORIGINAL.search(core.text):
        reference = reference._replace(original=match["year"].strip())
        core = (
            core.cut(0, match.start())
            if not core.text[match.end() :].strip(" .")
            else Part(
                core.text[: match.start()] + core.text[match.end() :],
                core.mask[: match.start()] + core.mask[match.end() :],
            )
        )
    elif (match := _NOTE.search(core.text)) and reference_dates.parse(match["note"]) is None:
        reference = reference._replace(note=match["note"])
        core = core.cut(0, match.start())
    return reference, core, after


def _dated(core: Part) -> tuple[Part, reference_dates.Date, Part, bool] | None:
    """Return what stands before the date, the date, what follows, and whether it stood bare."""
    spare: tuple[Part, reference_dates.Date, Part, bool] | None = None
    for match in _DATED.finditer(core.text):
        date = reference_dates.parse(match["inside"])
        if date is None or not match.start():
            continue
        rest = core.text[match.end() :]
        if re.match(r"\s*(?:[.,:;]|$)", rest):
            return core.cut(0, match.start()), date, core.cut(match.end()).opened(" .,:;"), False
        spare = spare or (core.cut(0, match.start()), date, core.cut(match.end()), False)
    if bare := _BARE_YEAR.match(core.text):
        date = reference_dates.parse(bare["year"])
        if date is not None and (spare is None or bare.end() < len(spare[0].text)):
            return core.cut(0, bare.end("head")), date, core.cut(bare.end()), True
    return spare


def _headed(reference: Reference, head: Part, body: Part) -> tuple[Reference, Part]:
    """Read the authors; where the title takes their place, it becomes the body's beginning."""
    text = head.text.strip()
    people = names.inverted(_without_period(text))
    if _is_title(text, people, body):
        sign = "" if text.endswith((".", "?", "!", "]", ")")) else "."
        whole = f"{text}{sign} {body.text}".strip()
        mask = head.mask + b"\0" * (len(whole) - len(head.text) - len(body.text)) + body.mask
        return reference, Part(whole, mask)
    if people.role.lower() in {"ed", "editor", "hrsg", "dir", "comp"}:
        reference = reference._replace(editors=people.names)
    else:
        reference = reference._replace(authors=people.names, role=people.role)
    reference = reference._replace(
        truncated=people.truncated, elided=people.elided, handle=people.handle
    )
    if not people.sure:
        reference = guessed(
            reference,
            "authors",
            "; ".join(name.strip("{}") for name in people.names),
            "one group or other persons",
            text,
        )
    return reference, body


def _without_period(text: str) -> str:
    if text.endswith(".") and not re.search(r"(?:^|[\s.,-])(?:[^\W\d_]{1,2}|Jr|Sr|al)\.$", text):
        return text[:-1].rstrip()
    return text


def _is_title(text: str, people: names.People, body: Part) -> bool:
    """Say whether the words before the date are the title of a work without an author."""
    if people.initials or people.role or people.truncated:
        return False
    if not body.text.strip(" .") or (text.endswith(("?", "!", "”", "]")) and not people.handle):
        return True
    if text.endswith(")") and title_details(_NOTHING, text[text.rfind("(") + 1 : -1]) is not None:
        return True
    if text.startswith(("“", '"', "‘")) or re.search(r"[:;?!]\s", text):
        return True
    if any(boundary.hard for boundary in boundaries(body.text)):
        return False
    if body.text.rstrip(" .").endswith(("]", ")")):
        return False
    words = len(_TITLE_WORD.findall(text))
    source = body.text.strip(" .")
    article = journal(_NOTHING, body)
    kind, sure = kind_of(article.container if article else source)
    group = names.is_group(text) and words < 2
    if (
        sure
        and not group
        and (kind in {"newspaper", "magazine", "publisher"} or (kind == "journal" and words))
    ):
        # A line has a title: what stands before the date is it.
        return True
    capitals = all(
        word[:1].isupper() or not word[:1].isalpha() or len(word) < 4 for word in source.split()
    )
    return words > 0 and capitals and len(source.split()) < 6 and not names.is_group(text)


def _bodied(reference: Reference, body: Part, decisions: Decisions, *, bare: bool) -> Reference:
    """Read title and source."""
    body = body.stripped()
    if not body:
        return reference
    if inside := _QUOTED_CHAPTER.match(body.text):
        rest = body.cut(inside.end("title"))
        rest = rest.cut(rest.text.lower().index("in"))
        held = chapter(reference, Part(f"T. I{rest.text[1:]}", b"\0\0\0" + rest.mask))
        if held is not None and held[1].editors:
            return _titled(held[1], body.cut(inside.start("title"), inside.end("title")))
    if (quoted := _quoted(body, bare=bare)) is not None:
        title, source = quoted
        if (
            held := chapter(reference, Part(f"T. {source.text}", b"\0\0\0" + source.mask))
        ) is not None:
            return _titled(held[1], title)
        return _sourced(_titled(reference, title), source, decisions, italic_title=False)
    if (held := chapter(reference, body)) is not None:
        return _titled(held[1], held[0])
    title, source = _split(
        body, decisions, known=bool(reference.url or reference.doi or _own(reference))
    )
    italic_title = title.has_italics and title.italic
    reference = _titled(reference, title)
    if source:
        return _sourced(reference, source, decisions, italic_title=italic_title)
    return _alone(reference)


def _own(reference: Reference) -> bool:
    return bool(reference.authors) and reference.authors[0].startswith("{")


def _quoted(body: Part, *, bare: bool) -> tuple[Part, Part] | None:
    """Return title and source of «‘Title’, Source», as Harvard and Chicago write them."""
    match = re.match(
        r"[“\"‘'](?P<title>.{3,400}?)(?P<mark>[.,?!])?[”\"’'](?P<after>[.,])?\s+(?=[A-Z“\w])",
        body.text,
    )
    if match is None or not (match["after"] == "," or match["mark"] == "," or bare):
        return None
    if not (match["mark"] or match["after"]):
        return None
    end = match.end("mark") if match["mark"] in {"?", "!"} else match.end("title")
    return body.cut(match.start("title"), end), body.cut(match.end())


def _split(body: Part, decisions: Decisions, *, known: bool) -> tuple[Part, Part]:
    """Return the title and the source, which may be empty."""
    found = boundaries(body.text)
    if not found:
        return _by_comma(body)
    chosen = _by_italics(body, found) or _by_volume(body, found)
    if chosen is None:
        hard = [boundary for boundary in found if boundary.hard]
        chosen = hard[-1] if hard else _soft(body, found, decisions)
        if (
            hard
            and re.fullmatch(
                r"(?:Advance online publication|Print|Kindle edition|PDF|Online)\.?",
                body.text[hard[-1].start :],
                re.IGNORECASE,
            )
            and len(hard) > 1
        ):
            chosen = hard[-2]
        elif hard and known and not _is_name(body.text[hard[-1].start :], decisions):
            chosen = None
    if chosen is None:
        return _by_comma(body)
    return body.cut(0, chosen.end), body.cut(chosen.start)


def _by_comma(body: Part) -> tuple[Part, Part]:
    """Return title and source of «Title, Oxford: Oxford University Press» (Harvard)."""
    for match in re.finditer(r",\s+(?=[^,:]{2,40}(?:, [^,:]{2,20})?:\s)", body.text):
        if split_place(body.text[match.end() :].strip(" ."))[1]:
            return body.cut(0, match.start()), body.cut(match.end())
    return body, Part("", b"")


def _by_italics(body: Part, found: Sequence[Boundary]) -> Boundary | None:
    """Return where the title ends by the italics: those of the title, or those of the source."""
    if not body.has_italics:
        return None
    if body.mask[:4].count(b"\1") >= 2:
        end = body.mask.find(b"\0", 4)
        end = len(body.mask) if end < 0 else end
        return next((boundary for boundary in found if boundary.end >= end), None)
    return next(
        (
            boundary
            for boundary in found
            if body.mask[boundary.start : boundary.start + 2] == b"\1\1"
        ),
        None,
    )


_VOLUME_AT_END = re.compile(
    r"(?:,\s+(?:[Vv]ol\.?\s?)?(?:\d{1,4}[A-Z]?|[IVXLC]+)\s?(?:\([^()]*\)|[,:]\s?(?:no\.?|pp?\.|Article|e?\d)|\.?$|,?\s?no\.)|\s\d+\s?\(\d+\):\s?\d|\s\d+, no\. \d)"
)


def _by_volume(body: Part, found: Sequence[Boundary]) -> Boundary | None:
    """Return where the title ends by a volume behind the name of a journal."""
    for match in reversed([*_VOLUME_AT_END.finditer(body.text)][-_MOST:]):
        before = [boundary for boundary in found if boundary.start <= match.start()][-_MOST:]
        while before and journal(_NOTHING, body.cut(before[-1].start)) is None:
            before.pop()
        if not before:
            continue
        place = len(before) - 1
        if before[place].hard:
            # «Proc. Natl. Acad. Sci., 12(3)»: an abbreviated name holds periods.
            while place > 0 and _ABBREVIATED.fullmatch(
                body.text[before[place - 1].start : before[place].end]
            ):
                place -= 1
            return before[place]
        hard = [boundary for boundary in before if boundary.hard]
        mark = body.text[: before[place].end].rstrip("”’\"'»)")[-1:]
        return before[place] if mark in "?!؟…" or not hard else hard[-1]
    return None


def _soft(body: Part, found: Sequence[Boundary], decisions: Decisions) -> Boundary | None:
    """Return the mark that ends the title where no period does: «What works? Polity.»."""
    marks = [
        boundary for boundary in found if body.text[: boundary.end].rstrip("”’\"'»)")[-1:] in "?!؟"
    ]
    ends = [boundary for boundary in found if _ENDS.search(body.text[: boundary.end])]
    for boundary in reversed([*marks, *ends][-_MOST:]):
        name = body.text[boundary.start :].strip(" .")
        if (
            kind_of(name).sure
            or decisions.container(name)
            or journal(_NOTHING, body.cut(boundary.start))
        ):
            return boundary
    for boundary in reversed((marks or found)[-_MOST:]):
        if _is_name(body.text[boundary.start :], decisions):
            return boundary
    return None


def _is_name(text: str, decisions: Decisions) -> bool:
    """Say whether *text* can be the name of a journal or publisher, and not a sentence."""
    text = text.strip(" .")
    if (
        decisions.container(text)
        or kind_of(text).sure
        or journal(_NOTHING, Part(text, b"\0" * len(text)))
    ):
        return True
    words = text.split()
    small = sum(1 for word in words if word[:1].islower() and len(word) > 3)
    return len(words) <= 14 and small * 3 <= len(words) and not text.endswith("?")


def _titled(reference: Reference, part: Part) -> Reference:
    """Read the title, and the brackets and parentheses behind it."""
    text = part.text.strip()
    while True:
        bare = text.rstrip(" .,") if not text.endswith("...") else text
        if match := re.search(r"\s*\[(?P<inside>[^\[\]]{2,200})\]$", bare):
            if not match.start():
                reference = reference._replace(
                    description=reference.description or match["inside"], title=bare
                )
                reference = reference._replace(type=_kind(match["inside"]) or reference.type)
                return reference._replace(title=bare)
            reference = _described(reference, match["inside"])
            text = bare[: match.start()]
        elif match := re.search(r"\s*\((?P<inside>(?:[^()]|\([^()]*\))+)\)$", bare):
            changed = title_details(reference, match["inside"]) or _thesis(
                reference, match["inside"]
            )
            if changed is None or not match.start():
                text = bare
                break
            reference, text = changed, bare[: match.start()]
        else:
            text = bare
            break
    if text.endswith((".S", ".K", ".C")) and part.text.startswith(f"{text}."):
        text += "."  # «Islam in the U.S.»
    text = re.sub(r"\.([”’\"'»])$", r"\1", text)
    return reference._replace(title=text.strip())


def _kind(words: str) -> Type | None:
    return next((kind for pattern, kind in _KINDS if pattern.search(words)), None)


def _described(reference: Reference, inside: str) -> Reference:
    kind = _kind(inside)
    if re.match(
        r"(?:Review of|Interview (?:with|by)|Special (?:issue|section)|Editorial|Letter to|Obituary|Commentary|Book review|Erratum|Correction|Abstract|Op-?ed|Opinion|Foreword|Introduction)\b",
        inside,
        re.IGNORECASE,
    ):
        return reference._replace(description=inside)
    if kind is None:
        return reference._replace(translation=reference.translation or inside)
    if kind == "thesis":
        return _thesis(reference, inside) or reference
    if kind in {"audio", "movie"} and reference.type == "incollection":
        guesses = tuple(guess for guess in reference.guesses if guess.field != "container")
        return reference._replace(description=inside, type=kind, guesses=guesses)
    return reference._replace(
        description=inside, type=kind if reference.type == "misc" else reference.type
    )


def _thesis(reference: Reference, inside: str) -> Reference | None:
    """Read «Doctoral dissertation, Harvard University»."""
    if not re.search(r"dissertation|thesis|tezi\b|thèse", inside, re.IGNORECASE):
        return None
    kind, _, school = inside.partition(", ")
    return reference._replace(type="thesis", description=kind, publisher=school)


def _sourced(
    reference: Reference, source: Part, decisions: Decisions, *, italic_title: bool
) -> Reference:
    """Read the source behind the title."""
    if reference.type == "thesis":
        name, place = split_place(source.text.strip(" ."))
        reference = reference._replace(place=place)
        if reference.publisher:
            return reference._replace(archive=name)
        return reference._replace(publisher=name)
    if reference.type == "inproceedings" and not reference.container:
        event, _, place = source.text.strip(" .").partition(", ")
        return reference._replace(container=event, place=place)
    if (article := journal(reference, source)) is not None:
        if reference.type in {"online", "movie", "audio", "dataset"}:
            return article._replace(type=reference.type)
        return article
    return named(reference, source, decisions, italic_title=italic_title)


def _alone(reference: Reference) -> Reference:
    """Return the type of a work whose line names no source."""
    if reference.type != "misc":
        return reference
    if reference.doi:
        kind: Type = "article"
        if reference.edition or (reference.editors and not reference.authors):
            kind = "book"
        elif _own(reference):
            kind = "report"
        other = "a report or a book" if kind == "article" else "an article"
        return guessed(
            reference._replace(type=kind), "type", f"a work of type {kind}", other, reference.title
        )
    if not reference.url and not _own(reference):
        return reference
    if _own(reference):
        changed = reference._replace(type=institutional(reference))
        return guessed(
            changed,
            "type",
            "a report" if changed.type == "report" else "a web page",
            "",
            reference.title,
        )
    return reference._replace(type="online")


def _finished(reference: Reference) -> Reference:
    """Say whether the line was read whole, and settle what is left open."""
    if not re.search(r"[^\W\d_]", reference.title) or len(reference.title) > LONGEST_TITLE:
        return reference._replace(whole=False)
    if any(
        re.search(r"[“”\"]|\d{3}|[?!:]\s", name)
        for name in (*reference.authors, *reference.editors)
    ):
        # A title or a source among the names: another style.
        return reference._replace(whole=False)
    if reference.type == "misc" and reference.publisher:
        reference = reference._replace(type="book")
    if reference.type == "book" and not (reference.publisher or reference.url or reference.doi):
        return guessed(reference, "publisher", "a book without a publisher", "", reference.title)
    if reference.type == "misc":
        return guessed(reference, "type", "a work without a source", "", reference.title)
    return reference
