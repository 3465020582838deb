"""An imported article: from a page with its place to the file's text, with the account of its words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from press.apa import reference as set_in_apa
from press.articles.schema import LONGEST_SUMMARY
from press.bibliography.reader import read
from press.importing import account
from press.importing.citations import Listed, further_reading
from press.importing.citing import cite, italics
from press.importing.entries import difference
from press.importing.front_matter_writer import front_matter
from press.importing.illustrating import Pictures, illustrated
from press.importing.links_between import Map, linked
from press.importing.myst_inline import clean, escape
from press.importing.myst_words import read_back
from press.importing.myst_writer import body as written_body
from press.importing.page_model import Block, Page, Remark, Span, all_text, text_of, walk
from press.importing.reference_lines import read_reference
from press.importing.works_merge import Conflict, PossibleDuplicate, merge_works
from press.text.bidi import is_right_to_left
from press.text.bidi import language as script_language
from press.text.strings import clipped, one_line, slugify

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from press.importing.decisions import Decisions
    from press.importing.placement import Place
    from press.importing.reference import Reference

_EMOJI = re.compile("[\U0001f000-\U0001faff]")
_ENTRY = re.compile(r"^@\w+\s*\{\s*(?P<key>[^,\s]+)\s*,", re.MULTILINE)


class Site(Protocol):
    """What an article must know of its publication."""

    @property
    def name(self) -> str:
        """The publication's name."""
        ...

    @property
    def language(self) -> str:
        """Its language, as a BCP 47 tag."""
        ...

    @property
    def content_sources(self) -> Mapping[str, object]:
        """What its pages may load from other sites."""
        ...


class Bibliography:
    """The works of a run: merged once, then asked by line."""

    def __init__(self, text: str, decisions: Decisions) -> None:
        self.text = text
        self.decisions = decisions
        self.keys: tuple[str, ...] = ()
        self._by_line: dict[str, str] = {}
        self._duplicates: dict[str, list[PossibleDuplicate]] = {}
        self._conflicts: dict[str, list[Conflict]] = {}
        self._differences: dict[str, tuple[str, str] | None] = {}
        self._entries: dict[str, str] = {}

    def merge(self, references: Sequence[Reference]) -> None:
        """Take in the references of all pages."""
        unique = list({reference.text: reference for reference in references}.values())
        unique.sort(key=lambda reference: reference.text)
        if not unique:
            return
        merged = merge_works(self.text, unique, self.decisions)
        self.text = merged.text
        self.keys = merged.keys
        self._by_line = {one.text: key for one, key in zip(unique, merged.keys, strict=True)}
        for duplicate in merged.duplicates:
            self._duplicates.setdefault(unique[duplicate.index].text, []).append(duplicate)
        for conflict in merged.conflicts:
            self._conflicts.setdefault(unique[conflict.index].text, []).append(conflict)
        starts = [(found.start(), found["key"]) for found in _ENTRY.finditer(merged.text)]
        ends = [start for start, _ in starts[1:]] + [len(merged.text)]
        wanted = set(merged.keys)
        self._entries = {
            key: merged.text[start:end]
            for (start, key), end in zip(starts, ends, strict=True)
            if key in wanted
        }

    def key(self, reference: Reference) -> str:
        """Return the key of a line's work."""
        return self._by_line[reference.text]

    def difference(self, reference: Reference) -> tuple[str, str] | None:
        """Return how a line stood and how its work is printed, ``None`` where these are the same."""
        if reference.text not in self._differences:
            found = difference(reference)
            self._differences[reference.text] = (found.original, found.printed) if found else None
        return self._differences[reference.text]

    def _printed(self, key: str) -> str:
        """Return a work as the reference lists print it."""
        entry = read(self._entries.get(key, "")).entries.get(key)
        return str(set_in_apa(entry)) if entry is not None else ""

    def remarks(self, reference: Reference) -> Iterator[Remark]:
        """Yield what is to be told of a line."""
        text, key = reference.text, self.key(reference)
        if not reference.whole:
            message = f"the reference could not be read whole: {key} is @misc with the line as its note; write its fields"
            yield Remark("decide", "reference-unread", message, text)
        for guess in reference.guesses:
            yield Remark("note", "reference-guess", guess.message, text)
        for duplicate in self._duplicates.get(text, ()):
            message = (
                f"{key} may be the same work as {duplicate.other_key} ({duplicate.reason}): say `same` or "
                "`distinct` in import/decisions.toml"
            )
            yield Remark("decide", "possible-duplicate", message, text)
        for conflict in self._conflicts.get(text, ()):
            message = f"{key} keeps {conflict.field} “{conflict.kept}”, and this line says “{conflict.given}”: mend the entry if the line is right"
            yield Remark("decide", "reference-conflict", message, text)
        entry = self._entries.get(key, "")
        gone = account.missing(text, [entry])
        if gone:
            # What an entry holds as a number or a whole name, it prints as the line has it.
            gone = account.missing(text, [entry, self._printed(key)])
        if gone and self.difference(reference) is None and reference.whole:
            message = f"{key} has not these words of the line as they stand: {' '.join(gone)}"
            yield Remark("note", "reference-words", message, text)


@dataclass(frozen=True)
class Made:
    """An article as it is written, or why it is not."""

    #: The file's text, "" where an error keeps it from being written.
    text: str
    words: int
    remarks: tuple[Remark, ...]
    left_out: tuple[tuple[str, str], ...] = ()
    references: tuple[tuple[str, str], ...] = ()
    differences: tuple[tuple[str, str], ...] = ()
    pictures: dict[str, bytes] = field(default_factory=dict)

    def line_of(self, text: str) -> int:
        """Return the line of the file in which *text* begins, 1 where it is not found."""
        if not text or not self.text:
            return int(bool(self.text))
        for wanted in (escape(clean(text)).strip()[:60], clean(text).strip()[:30]):
            place = self.text.find(wanted)
            if wanted and place >= 0:
                return self.text.count("\n", 0, place) + 1
        return 1


def check_reading(page: Page) -> tuple[Remark, ...]:
    """Return an error where a reader's blocks are not the words of the source, in their order."""
    wanted = account.words(page.source_words)
    found = account.stream_words(page.blocks)
    faults = _reading_faults("reading", wanted, found)
    alts = [word for alt in page.source_alts for word in account.words(alt)]
    kept = [word for alt in account.alts(page.blocks) for word in account.words(alt)]
    return (*faults, *_faults("reading pictures", alts, kept))


def _reading_faults(what: str, wanted: list[str], found: list[str]) -> tuple[Remark, ...]:
    """Compare with the source: letters and their order; stray end tags may divide them otherwise."""
    return () if "".join(wanted) == "".join(found) else _faults(what, wanted, found)


def _faults(what: str, wanted: list[str], found: list[str]) -> tuple[Remark, ...]:
    return tuple(
        Remark(
            "error",
            "words-lost",
            f"{what} would lose or move words after “{one.after}”: {' '.join(one.missing) or 'none'} missing,"
            f" {' '.join(one.added) or 'none'} added; report this page to the makers of press",
        )
        for one in account.differences(wanted, found)
    )


def page_references(page: Page, decisions: Decisions) -> tuple[Reference, ...]:
    """Return the references of a page, in the order of its list."""
    return tuple(
        read_reference(one_line(text_of(block.spans)), _shifted(block), decisions)
        for block in walk(page.blocks)
        if block.kind == "reference"
    )


def _shifted(block: Block) -> tuple[tuple[int, int], ...]:
    """Return a line's italics as places of its text in one line."""
    text = text_of(block.spans)
    if one_line(text) == text:
        return italics(block.spans)
    found = []
    for start, end in italics(block.spans):
        before, inside = one_line(text[:start]), one_line(text[start:end])
        place = one_line(text).find(inside, max(0, len(before) - 1))
        if inside and place >= 0:
            found.append((place, place + len(inside)))
    return tuple(found)


def make(
    page: Page,
    place: Place,
    docname: str,
    alias: str,
    references: Sequence[Reference],
    bibliography: Bibliography,
    places: Map,
    site: Site,
) -> Made:
    """Return a page as the article *docname*."""
    remarks = list(page.remarks)
    listed = [Listed(bibliography.key(reference), reference) for reference in references]
    for reference in references:
        remarks += bibliography.remarks(reference)
    cited = cite(page.blocks, listed, bibliography.decisions, docname.rpartition("/")[2])
    remarks += cited.remarks
    blocks, told = linked(cited.blocks, page, docname, places)
    remarks += told
    pictures = Pictures(page, place.slug, site.content_sources)
    blocks = illustrated(blocks, pictures)
    blocks, image = _feature(page, blocks, pictures)
    remarks += pictures.remarks
    lang = _language(page, blocks, site.language)
    blocks = _marked(blocks, lang or site.language)
    body = written_body(blocks)
    summary, told = _summary(page, blocks)
    remarks += told
    further = tuple(key for key in dict.fromkeys(further_reading(listed, cited.keys)))
    head = _head(page, place, alias, summary, further, image, lang)
    text = f"{front_matter(head)}\n{body}"
    if page.kind == "page":
        text = f"---\norphan: true\n---\n\n# {escape(clean(page.title))}\n\n{body}"
        head = [("title", page.title)]
    remarks += _pictographs(body)
    faults = _check(page, blocks, body)
    if not body.strip():
        faults = (*faults, Remark("error", "no-text", "the page has no text: nothing was written"))
    remarks += faults
    left = tuple(_left_out(blocks, front_matter(head)))
    words = len(account.words(page.source_words)) + sum(
        len(account.words(alt)) for alt in page.source_alts
    )
    pairs = tuple((reference.text, bibliography.key(reference)) for reference in references)
    differences = tuple(filter(None, map(bibliography.difference, references)))
    if faults:
        return Made("", words, tuple(remarks), left, pairs, differences)
    return Made(text, words, tuple(remarks), left, pairs, differences, pictures.files)


def _check(page: Page, blocks: Sequence[Block], body: str) -> tuple[Remark, ...]:
    """Compare what was read with the source once more, and what was written with what was read."""
    faults = _reading_faults(
        "sorting", account.words(page.source_words), account.stream_words(blocks)
    )
    back = read_back(body)
    faults += _faults("writing", account.written_words(blocks), account.words(back.text))
    alts = [word for alt in _written_alts(blocks) for word in account.words(alt)]
    return faults + _faults(
        "writing pictures", alts, [word for alt in back.alts for word in account.words(alt)]
    )


def _pictographs(body: str) -> Iterator[Remark]:
    """Yield a remark for each kind of emoji: the fonts of print have none, and print stops there."""
    for sign in dict.fromkeys(_EMOJI.findall(body)):
        message = f"no font of the printed volume has {sign}: write what it says, or take it away"
        yield Remark("decide", "emoji", message, sign)


def _written_alts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if block.kind in {"field", "reference", "left-out"}:
            continue
        if block.kind == "figure" and block.alt:
            yield block.alt
        yield from (span.alt for span in block.spans if span.kind == "picture" and span.alt)
        yield from _written_alts(block.blocks)


def _left_out(blocks: Sequence[Block], head: str) -> Iterator[tuple[str, str]]:
    """Yield what is left out and why, and the fields whose words read otherwise in front matter."""
    for block in walk(blocks):
        if block.kind == "left-out":
            if text := block.value or one_line(all_text(block)):
                yield block.name, text
            yield from ((f"{block.name}: a picture", span.alt) for span in block.spans if span.alt)
        elif block.kind == "field":
            text = one_line(all_text(block))
            if account.missing(text, [head]):
                yield f"read as the field {block.name}", text
        for span in block.spans:
            said = one_line(span.text)
            if span.kind == "left-out" and block.kind != "left-out" and (said or span.alt):
                if not span.value.startswith("written as"):
                    yield span.value, said or span.alt
            elif span.kind == "note" and said and account.words(said) != account.words(span.value):
                yield f"written as note {span.value}", said
            elif "s" in span.styles and said:
                yield "written without being struck through", said


def _feature(
    page: Page, blocks: tuple[Block, ...], pictures: Pictures
) -> tuple[tuple[Block, ...], dict[str, str]]:
    """Put a page's picture into the front matter, or with its caption above the text."""
    if not page.image:
        return blocks, {}
    caption = next(
        (n for n, b in enumerate(blocks) if b.kind == "field" and b.name == "image"), None
    )
    name = pictures.take(page.image)
    alt = one_line(page.image_alt)
    if caption is None:
        if name and alt and "://" not in name:
            return blocks, {"src": name, "alt": alt}
        figure = Block("figure", value=name, alt=alt)
        return ((figure, *blocks) if name else blocks), {}
    spans = blocks[caption].spans
    shown = Block("figure", spans, value=name, alt=alt) if name else Block("paragraph", spans)
    return (*blocks[:caption], shown, *blocks[caption + 1 :]), {}


def _language(page: Page, blocks: Sequence[Block], language: str) -> str:
    """Return an article's language, where it is not the publication's."""
    named = page.lang
    if not named:
        text = " ".join(
            text_of(block.spans) for block in walk(blocks) if block.kind == "paragraph"
        )[:4000]
        named = script_language(text, language) if is_right_to_left(text) else ""
    return named if named and named.split("-")[0] != language.split("-", maxsplit=1)[0] else ""


def _marked(blocks: Sequence[Block], language: str) -> tuple[Block, ...]:
    """Return blocks with a language named only where the letters do not tell it."""

    def change(span: Span) -> Span:
        lang = span.lang
        needed = (
            lang in {"ar", "fa", "ur", "he"}
            and span.text.strip()
            and script_language(span.text, language.split("-", maxsplit=1)[0]) != lang
        )
        return span if not lang or needed else replace(span, lang="")

    if not any(span.lang for block in walk(blocks) for span in block.spans):
        return tuple(blocks)

    def inside(block: Block) -> Block:
        spans = (
            tuple(map(change, block.spans))
            if any(span.lang for span in block.spans)
            else block.spans
        )
        return replace(block, spans=spans, blocks=tuple(map(inside, block.blocks)))

    return tuple(map(inside, blocks))


def _summary(page: Page, blocks: Sequence[Block]) -> tuple[str, tuple[Remark, ...]]:
    """Return a page's summary; where the source has none, the beginning of its text."""
    given = one_line(page.summary) or one_line(page.subtitle)
    if given:
        short = clipped(given, LONGEST_SUMMARY)
        if short == given:
            return given, ()
        message = f"the summary had {len(given)} characters and was cut after {LONGEST_SUMMARY}: shorten it by hand"
        return short, (Remark("decide", "summary", message, given),)
    if page.kind == "page":
        return "", ()
    boxes = [block for block in blocks if block.kind == "tldr"]
    for block in walk([*boxes, *blocks]):
        text = _said(block)
        if block.kind in {"paragraph", "item"} and len(account.words(text)) > 2:
            summary = clipped(text, LONGEST_SUMMARY)
            message = "the source has no summary: the beginning of the text stands in its place"
            return summary, (Remark("note", "summary", message, summary),)
    return page.title, (Remark("decide", "summary", "the source has no summary: write one"),)


def _said(block: Block) -> str:
    """Return a block's words as a summary may have them: without notes and citations in brackets."""
    text = "".join(
        span.text
        for span in block.spans
        if span.kind in {"text", "code", "break"}
        or (span.kind == "citation" and not span.value.startswith("{cite:p}"))
    )
    return re.sub(r"\s+(?=[.,;:!?])", "", one_line(text))


def _head(
    page: Page,
    place: Place,
    alias: str,
    summary: str,
    further: tuple[str, ...],
    image: dict[str, str],
    lang: str,
) -> list[tuple[str, object]]:
    """Return the fields of an article's front matter in their order."""
    updated = page.updated[:10] if page.updated[:10] > place.date else ""
    corrections = [
        {"date": day, "kind": kind, "text": text}
        for day, kind, text in page.corrections
        if day >= place.date
    ]
    subtitle = page.subtitle if one_line(page.subtitle) != summary else ""
    return [
        ("title", page.title),
        ("subtitle", subtitle),
        ("date", place.date),
        ("section", place.section),
        ("topics", _distinct(page.topics, place.section)),
        ("authors", _distinct(page.authors, "")),
        ("summary", summary),
        ("updated", updated),
        ("corrections", corrections),
        ("further-reading", further),
        ("aliases", (alias,) if alias else ()),
        ("image", image),
        ("lang", lang),
        ("status", "draft" if page.draft else ""),
    ]


def _distinct(names: Sequence[str], section: str) -> tuple[str, ...]:
    """Return names that make addresses of their own, each once."""
    found: dict[str, str] = {}
    for name in names:
        slug = slugify(name)
        if slug and slug != slugify(section):
            found.setdefault(slug, one_line(name))
    return tuple(found.values())
