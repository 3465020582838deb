"""Inline MyST: spans of a page as one line of Markdown, with everything escaped that is no markup.

The rules of emphasis are CommonMark's (section 6.2): a mark that opens must be followed by the
word and one that closes must follow it, and punctuation counts only beside spaces or more
punctuation.  Where a source breaks them («<b>Note:</b>text»), punctuation moves out of the
emphasis, or the emphasis goes: words never do.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from press.importing.page_model import Span
from press.text.strings import CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What MyST, its dollar math, its roles and Pandoc's citations read as markup in a line.
_SPECIAL = re.compile(
    r"(?=[\\`*{}\[\]<$^_&@])(?:[\\`*{}\[\]<$^]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|(?<![^\W_])@(?=\w))",
)
_MARKUP = re.compile(r"[\\`*{}\[\]<$^_&@]")
_PIPE = re.compile(r"\|")
# What a line may not begin with: headings, comments, block breaks, rules, quotations, fences,
# lists, tables, targets.
_START = re.compile(
    r"(?P<mark>[#%>|]|[-+=](?=[-+=\s]|$)|:(?=[-:])|~(?=~)|\((?=[^()]*\)=\s*$))"
    r"|(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)"
    r"|(?P<note>\[\^[^\]\s]+\])(?=:)"
)
_SPACES = re.compile(r"[ \t\r\n\f\v\u0085\u2028\u2029]+")
_RAISED = re.compile(r"[\w ,.+−–=-]+")
_TICKS = re.compile(r"`+")
_UNSAFE_IN_ADDRESS = re.compile(r"[\s<>()\\`\"\[\]{}|^]")
_AUTOLINK = re.compile(r"https?://[\w./?=&%~:+,;#@!-]+", re.ASCII)


def escape(text: str) -> str:
    """Return *text* so that MyST prints it as it is, but for what only a line's start means."""
    return _SPECIAL.sub(r"\\\g<0>", text) if _MARKUP.search(text) else text


def clean(text: str) -> str:
    """Return *text* in one line, without control characters; no-break spaces stay."""
    if text.isprintable() and "  " not in text:
        return text
    return CONTROL.sub("", _SPACES.sub(" ", text))


def address(target: str) -> str:
    """Return an address as the destination of a link, with what would end it percent-encoded."""
    return _UNSAFE_IN_ADDRESS.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), target.strip()
    )


def line_start(text: str) -> str:
    """Return a line so that its start is no list, heading, comment or fence."""

    def escaped(found: re.Match[str]) -> str:
        if found["mark"]:
            return "\\" + found["mark"]
        return f"{found['number']}\\{found['dot']}" if found["number"] else found["note"] + "\\"

    found = _START.match(text)
    return escaped(found) + text[found.end() :] if found else text


def inline(spans: Sequence[Span], *, in_table: bool = False, breaks: bool = True) -> str:
    """Return spans as MyST: one line, or several with hard breaks where *breaks* allows them."""
    lines = []
    for broken, group in groupby(spans, lambda span: span.kind == "break"):
        if not broken:
            lines.append(_line(list(group), in_table=in_table))
    lines = [line for line in lines if line]
    if not breaks:
        return " ".join(lines)
    return "\\\n".join(map(line_start, lines))


def _line(spans: list[Span], *, in_table: bool) -> str:
    if len(spans) == 1 and spans[0].kind == "text" and not spans[0].link and not spans[0].styles:
        text = escape(clean(spans[0].text)) if not spans[0].lang else ""
        if text:
            return (_PIPE.sub(r"\|", text) if in_table else text).strip(" ")
    atoms = list(_atoms(_spaced(spans), frozenset(), [0]))
    text = "".join(atom.text for atom in _flanked(atoms))
    text = _SPACES.sub(" ", text).strip(" ")
    return re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1\\|", text) if in_table else text


def _spaced(spans: list[Span]) -> list[Span]:
    """Return spans with what is left out as a space, and only the styles that can be written."""
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else None
        if span.kind == "left-out":
            found.append(Span(" "))
        elif span.kind == "text":
            text = clean(span.text)
            styled = any(map(str.isalnum, text))
            if text:
                found.append(replace(span, text=text, styles=span.styles if styled else ""))
        elif span.kind == "code" and last and last.kind == "code":
            # Two pieces of code side by side would be read as one with other marks.
            found[-1] = replace(last, text=last.text + span.text)
        elif span.kind == "code" and last and last.kind in {"citation", "math"}:
            found += [Span(" "), span]
        elif span.kind == "code" and last and ("^" in last.styles or "_" in last.styles):
            found[-1:] = [replace(last, styles=last.styles.strip("^_")), span]
        else:
            found.append(span)
    return found


@dataclass(slots=True)
class _Atom:
    """A piece of the line that nothing may divide; *pair* is the number of a pair of marks."""

    text: str
    pair: int = 0
    opens: bool = False


def _atoms(spans: Sequence[Span], active: frozenset[str], count: list[int]) -> Iterator[_Atom]:
    """Yield the pieces of a line, with the marks of emphasis and links around them."""
    place = 0
    while place < len(spans):
        looks = _looks(spans[place]) - active
        if not looks:
            yield from _plain(spans[place])
            place += 1
            continue
        runs = {look: _run(spans, place, look) for look in looks}
        look = max(sorted(runs), key=lambda name: runs[name])
        inside = spans[place : runs[look]]
        yield from _wrapped(look, list(_atoms(inside, active | {look}, count)), count)
        place = runs[look]


def _looks(span: Span) -> set[str]:
    looks = {style for style in span.styles if style in "bi" and span.kind in {"text", "code"}}
    if span.link and span.kind != "citation":
        looks.add(f"link:{span.link}")
    if span.lang and span.kind == "text":
        looks.add(f"lang:{span.lang}")
    return looks


def _run(spans: Sequence[Span], start: int, look: str) -> int:
    """Return where the run of spans with one look that begins at *start* ends."""
    end = start
    while end < len(spans) and look in _looks(spans[end]):
        end += 1
    return end


def _wrapped(look: str, atoms: list[_Atom], count: list[int]) -> list[_Atom]:
    if not any(atom.text.strip() for atom in atoms):
        return atoms
    if look.startswith("link:"):
        target = look.removeprefix("link:")
        text = "".join(atom.text for atom in atoms)
        if text.replace("\\", "") == target and _AUTOLINK.fullmatch(target):
            return [_Atom(f"<{target}>")]
        if text.replace("\\", "") == target.removeprefix("mailto:") != target:
            return [_Atom(f"[{text}]({address(target)})")]
        return [_Atom("["), *atoms, _Atom(f"]({address(target)})")]
    if look.startswith("lang:"):
        return [_Atom("["), *atoms, _Atom(f"]{{.language-{look.removeprefix('lang:')}}}")]
    # Spaces stand outside of emphasis.
    first = next(number for number, atom in enumerate(atoms) if atom.text.strip())
    last = next(number for number in range(len(atoms), 0, -1) if atoms[number - 1].text.strip())
    count[0] += 1
    mark = "**" if look == "b" else "*"
    return [
        *atoms[:first],
        _Atom(mark, count[0], opens=True),
        *atoms[first:last],
        _Atom(mark, count[0]),
        *atoms[last:],
    ]


def _plain(span: Span) -> Iterator[_Atom]:
    if span.kind == "code":
        yield _Atom(_code(clean(span.text)))
    elif span.kind == "note":
        yield _Atom(f"[^{span.value}]")
    elif span.kind == "citation":
        yield _Atom(span.value)
    elif span.kind == "added":
        yield _Atom(escape(clean(span.value)))
    elif span.kind == "math":
        yield _Atom(f"{{math}}`{span.value}`")
    elif span.kind == "picture":
        yield _Atom(f"![{escape(clean(span.alt)).strip()}]({address(span.value)})")
    elif ("^" in span.styles or "_" in span.styles) and _RAISED.fullmatch(span.text):
        role = "sup" if "^" in span.styles else "sub"
        before, text, after = re.fullmatch(r"( *)(.*?)( *)", span.text).groups()  # type: ignore[union-attr]
        yield from map(_Atom, (*before, f"{{{role}}}`{text}`" if text else "", *after))
    else:
        # The ends letter by letter: a mark of emphasis may have to move past punctuation.
        text = span.text
        ends = re.search(r"\w(?:.*\w)?", text)
        start, end = ends.span() if ends else (len(text), len(text))
        yield from (_Atom(escape_one(text, place)) for place in range(start))
        if end > start:
            yield _Atom(escape(text[start:end]))
        yield from (_Atom(escape_one(text, place)) for place in range(end, len(text)))


def escape_one(text: str, place: int) -> str:
    """Return one letter of *text*, escaped as its neighbours ask for."""
    found = _SPECIAL.match(text, place)
    return f"\\{text[place]}" if found else text[place]


def _code(text: str) -> str:
    if not text.strip():
        return ""
    longest = max((len(run) for run in _TICKS.findall(text)), default=0)
    ticks = "`" * (longest + 1 if longest else 1)
    edge = text[0] == "`" or text[-1] == "`"
    padded = f" {text} " if edge or (text[0] == text[-1] == " ") else text
    return f"{ticks}{padded}{ticks}"


def _flanked(atoms: list[_Atom]) -> list[_Atom]:
    """Return pieces with every mark of emphasis where CommonMark reads it, or without it."""
    atoms = [atom for atom in atoms if atom.text]
    for pair in sorted({atom.pair for atom in atoms if atom.pair}, reverse=True):
        ends = [place for place, atom in enumerate(atoms) if atom.pair == pair]
        if len(ends) == 2 and not _settle(atoms, pair, *ends):
            atoms = [atom for atom in atoms if atom.pair != pair]
    while True:
        # A pair that moved may have brought a neighbour out of its place.
        wrong = {
            atom.pair
            for place, atom in enumerate(atoms)
            if atom.pair and not (_may_open if atom.opens else _may_close)(atoms, place)
        }
        if not wrong:
            return atoms
        atoms = [atom for atom in atoms if atom.pair != max(wrong)]


def _settle(atoms: list[_Atom], pair: int, start: int, end: int) -> bool:
    """Move a pair's marks past punctuation until they can be read; say whether they can."""
    while not _may_open(atoms, start):
        if start + 1 >= end - 1 or atoms[start + 1].pair or _kind(atoms[start + 1].text[-1]) == "w":
            return False
        atoms[start], atoms[start + 1] = atoms[start + 1], atoms[start]
        start += 1
    while not _may_close(atoms, end):
        if end - 1 <= start + 1 or atoms[end - 1].pair or _kind(atoms[end - 1].text[-1]) == "w":
            return False
        atoms[end], atoms[end - 1] = atoms[end - 1], atoms[end]
        end -= 1
    return end - start > 1


def _may_open(atoms: list[_Atom], place: int) -> bool:
    before, after = _beside(atoms, place, -1), _beside(atoms, place, 1)
    if _clash(atoms, place, -1):
        return False
    return after != " " and (after != "p" or before != "w")


def _may_close(atoms: list[_Atom], place: int) -> bool:
    before, after = _beside(atoms, place, -1), _beside(atoms, place, 1)
    if _clash(atoms, place, 1):
        return False
    return before != " " and (before != "p" or after != "w")


def _clash(atoms: list[_Atom], place: int, step: int) -> bool:
    """Say whether a mark that closes stands right before one that opens: ``**a***b*``."""
    other = place + step
    if not 0 <= other < len(atoms) or not atoms[other].pair:
        return False
    return atoms[other].opens != atoms[place].opens


def _beside(atoms: list[_Atom], place: int, step: int) -> str:
    """Return the kind of the character beside a run of marks: " ", "p"(unctuation) or "w"."""
    place += step
    while 0 <= place < len(atoms) and atoms[place].pair:
        place += step
    if not 0 <= place < len(atoms):
        return " "
    return _kind(atoms[place].text[0 if step > 0 else -1])


def _kind(character: str) -> str:
    if character.isspace():
        return " "
    category = unicodedata.category(character)[0]
    return "p" if category in "PS" else "w"
