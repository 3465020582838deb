r"""Citations as Pandoc, Quarto, MyST and Zotero's pickers write them, and those of other systems.

``[@key]``, ``[see @a, p. 4; -@b]``, ``@key``, ``@key [p. 4]`` and ``-@key`` mean what the
roles mean: https://pandoc.org/MANUAL.html#citation-syntax.  In brackets everything with
``@key`` is a citation; outside them only a key that is known, so that handles and addresses
stay text.  ``\\cite{key}``, ``[^@key]``, ``{citep}`` and other dialects are recognized to
be told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterator


class Cite(NamedTuple):
    """One work in a citation: its key, the words around it, and whether its author is left out."""

    key: str
    pre: str = ""
    post: str = ""
    year_only: bool = False


class Citation(NamedTuple):
    """A citation in a text: where it ends, its works, and whether the sentence goes on with it."""

    end: int
    works: tuple[Cite, ...]
    narrative: bool = False


#: A role's name and content, or text where the name is "".
Piece = tuple[str, str]

#: A key as it can stand without braces.
KEY = r"\w+(?:[:.#$%&+?<>~/-]\w+)*"
_KEY = rf"(?:\{{(?P<braced>[^{{}}\s]+)\}}|(?P<key>{KEY}))"
_CITE = re.compile(
    rf"(?s)(?P<pre>(?:.*?(?<=[\s(\[“‘«—–]))??)(?P<minus>-?)@{_KEY}(?P<post>.*)", re.UNICODE
)
_BARE = re.compile(rf"(?P<minus>-?)@{_KEY}")
# Behind these a key in the text can stand; not in addresses, handles and code.
_BEFORE = re.compile(r"(?:^|[\s(\[{“‘«—–\"'*_|>])$")
# Classes and names of a span in Pandoc, which print nothing.
_ATTRIBUTE = r"(?:(?:[.#][\w-]+)+|[\w-]+=(?:\"[^\"\n]*\"|[\w-]+))"
_ATTRIBUTES = re.compile(rf"\{{[ \t]*{_ATTRIBUTE}(?:[ \t]+{_ATTRIBUTE})*[ \t]*\}}")
_LONGEST = 2000  # characters in brackets: a forgotten one must not cost the rest of the page


def bracketed(text: str, at: int) -> Citation | None:
    """Return the citation in brackets that starts at *at*, which holds ``[``."""
    end = _closing(text, at)
    if end < 0 or text[at + 1 : at + 2] == "^" or text[at - 1 : at] in {"!", "\\"}:
        return None
    if text[end : end + 1] == "(":  # a link
        return None
    content = text[at + 1 : end - 1]
    if "@" not in content or "`" in content or "](" in content or "[[" in content:
        return None
    works: list[Cite] = []
    for part in _parts(content):
        found = _CITE.fullmatch(part.strip())
        if found is None:
            if not works:
                return None
            last = works[-1]
            works[-1] = last._replace(post="; ".join(filter(None, [last.post, _words(part)])))
            continue
        if found["pre"].count("[") > found["pre"].count("]"):
            return None  # brackets around a citation in brackets of its own
        key = found["braced"] or found["key"]
        works.append(Cite(key, _words(found["pre"]), _place(found["post"]), bool(found["minus"])))
    attributes = _ATTRIBUTES.match(text, end)
    return Citation(attributes.end() if attributes else end, tuple(works))


def bare(text: str, at: int, known: Container[str]) -> Citation | None:
    """Return the citation outside brackets that starts at *at*, which holds ``@`` or ``-@``.

    The key is the longest that is *known*: a period or a colon behind it may belong to
    the sentence.
    """
    found = _BARE.match(text, at)
    if found is None or not _BEFORE.search(text[max(0, at - 1) : at]):
        return None
    end = found.end()
    if found["braced"]:
        key = found["braced"] if found["braced"] in known else ""
    else:
        key = next((each for each in _shortened(found["key"]) if each in known), "")
        end -= len(found["key"]) - len(key)
    if not key:
        return None
    if found["minus"]:
        return Citation(end, (Cite(key, year_only=True),))
    place, end = _place_behind(text, end)
    return Citation(end, (Cite(key, "", place),), narrative=True)


def candidate(text: str, at: int) -> str:
    """Return what could be a key outside brackets at *at*, known or not, or ""."""
    found = _BARE.match(text, at)
    if found is None or not _BEFORE.search(text[max(0, at - 1) : at]):
        return ""
    return found["braced"] or found["key"]


def _shortened(key: str) -> Iterator[str]:
    while key:
        yield key
        cut = re.search(r"[:.#$%&+?<>~/-]\w+$", key)
        key = key[: cut.start()] if cut else ""


def candidates(key: str) -> tuple[str, ...]:
    """Return the keys that a candidate can be short for, the longest first."""
    return tuple(_shortened(key))


def pieces(citation: Citation) -> tuple[Piece, ...]:
    """Return the roles that say the same, and the text between them."""
    if citation.narrative:
        return (("cite:t", _target(citation.works[0])),)
    years = [work.year_only for work in citation.works]
    if all(years) or not any(years):
        role = "cite:yearpar" if years[0] else "cite:p"
        return ((role, ", ".join(map(_target, citation.works))),)
    # Some without their authors: each run by itself, the parentheses around all.
    written: list[Piece] = [("", "(")]
    runs: list[tuple[str, list[str]]] = []
    for work in citation.works:
        role = "cite:year" if work.year_only else "cite:alp"
        if not runs or runs[-1][0] != role:
            runs.append((role, []))
        runs[-1][1].append(_target(work))
    for place, (role, targets) in enumerate(runs):
        written += [("", "; ")] if place else []
        written.append((role, ", ".join(targets)))
    return (*written, ("", ")"))


def as_roles(citation: Citation) -> str:
    """Return a citation as it is written with roles."""
    return "".join(
        f"{{{role}}}`{content}`" if role else content for role, content in pieces(citation)
    )


def _target(work: Cite) -> str:
    pre = f"{{{work.pre}}}" if work.pre else ""
    post = f"{{{work.post}}}" if work.post else ""
    return f"{pre}{work.key}{post}"


def _closing(text: str, at: int) -> int:
    """Return where the bracket at *at* is closed, behind it, or -1."""
    depth = 0
    for place in range(at, min(len(text), at + _LONGEST)):
        char = text[place]
        if char == "\\":
            continue
        if text[place - 1 : place] == "\\" and place > at:
            continue
        depth += (char == "[") - (char == "]")
        if not depth:
            return place + 1
    return -1


def _parts(content: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for place, char in enumerate(content):
        depth += (char in "[{") - (char in "]}")
        # A comma too is meant to divide, where a key follows.
        divides = char in ";؛" or (char in ",،" and re.match(r"\s*-?@[\w{]", content[place + 1 :]))
        if divides and depth <= 0:
            parts.append(content[start:place])
            start = place + 1
    return [*parts, content[start:]]


def _words(text: str) -> str:
    """Return words around a key as a role can hold them: one line, no braces, no emphasis."""
    text = re.sub(r"[{}`]", "", " ".join(text.split()))
    text = re.sub(r"(?<![\w*])(\*{1,2}|__?)(?=\S)(.+?)(?<=\S)\1(?![\w*])", r"\2", text)
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text).strip()


def _place(text: str) -> str:
    """Return the place in a work, from what follows its key: ``, p. 4``, ``{p. 4}, and passim``."""
    return _words(re.sub(r"^\s*[,،]?\s*", "", text))


def _place_behind(text: str, end: int) -> tuple[str, int]:
    """Return the place in brackets behind a key in a sentence, and where it ends."""
    behind = re.compile(r"[ \n]?\[(?![\^@])").match(text, end)
    if behind is None:
        return "", end
    close = _closing(text, behind.end() - 1)
    content = text[behind.end() : close - 1]
    if close < 0 or not content.strip() or re.search(r"[@`\[\]]", content):
        return "", end
    if text[close : close + 1] in {"(", "["} or content.strip().lower() == "x":
        return "", end
    return _place(content), close


# -- other dialects -----------------------------------------------------------------

#: Roles of other systems, and the role here that means the same.
FOREIGN_ROLES = {
    "citep": "cite:p", "citet": "cite:t", "citealp": "cite:alp", "citealt": "cite:alp",
    "citeauthor": "cite:author", "citeyear": "cite:year", "citeyearpar": "cite:yearpar",
    "parencite": "cite:p", "textcite": "cite:t", "autocite": "cite:p", "fullcite": "cite:p",
    "cites": "cite:p", "citation": "cite:p",
    "footcite": "cite:p", "footcitetext": "cite:p", "nocite": "cite:p", "bibcite": "cite:p",
}  # fmt: skip

_LATEX = re.compile(
    r"\\(?P<name>[Cc]ite[a-z]*|[Pp]arencite|[Tt]extcite|[Aa]utocite|footcite[a-z]*|fullcite|nocite)"
    r"\*?(?P<options>(?:\[[^\]\n]*\]){0,2})\{(?P<keys>[^{}\n]*)\}"
)
_FOOTNOTE = re.compile(r"\[\^@(?P<key>[^\]\s]+)\]")
_DOUBLE = re.compile(r"\[\[@(?P<key>[^\]\s|]+)[^\]\n]*\]\]")
_RST = re.compile(r":(?P<role>(?:foot)?cite(?::\w+)?):`(?P<keys>[^`\n]*)`")
_EMPTY = re.compile(r"\{(?P<role>(?:foot)?cite(?:[:\w]*)|citep|citet)\}``(?!`)")


class Foreign(NamedTuple):
    """A citation of another dialect: where it ends, and what to write instead of it."""

    end: int
    advice: str


def foreign(text: str, at: int) -> Foreign | None:
    """Return the citation of another dialect that starts at *at*."""
    if found := _LATEX.match(text, at):
        role = _of_latex(found["name"].lower())
        keys = [key.strip() for key in found["keys"].split(",") if key.strip()] or ["key"]
        options = re.findall(r"\[([^\]]*)\]", found["options"])
        pre, post = ["", *options][-2:] if options else ["", ""]
        keys[0] = f"{{{pre}}}{keys[0]}" if pre else keys[0]
        keys[-1] += f"{{{post}}}" if post else ""
        return Foreign(found.end(), f"{{{role}}}`{', '.join(keys)}`")
    if found := _FOOTNOTE.match(text, at) or _DOUBLE.match(text, at):
        return Foreign(found.end(), f"[@{found['key']}]")
    if found := _RST.match(text, at):
        role = "cite:p" if found["role"] in {"cite", "footcite"} else found["role"]
        return Foreign(found.end(), f"{{{role.removeprefix('foot')}}}`{found['keys']}`")
    if (found := _EMPTY.match(text, at)) and "``" not in text[found.end() :]:
        return Foreign(found.end(), f"{{{found['role']}}}`key`")
    return None


def _of_latex(name: str) -> str:
    if name in {"citet", "textcite", "citealt"}:
        return "cite:t"
    if name.startswith("citeauthor"):
        return "cite:author"
    if name.startswith("citeyear"):
        return "cite:year"
    return "cite:p"


def advice(text: str) -> str:
    """Return the message for *text*, a citation of another dialect."""
    found = foreign(text, 0)
    write = f": write {found.advice}" if found else ""
    return f"`{text}` is a citation of another system, and would be printed as it is{write}"


def advice_for_role(name: str, content: str, roles: Container[str]) -> str:
    """Return the message for a role that is none of *roles*, "" where it is no citation's."""
    domain, _, kind = name.rpartition(":")
    if domain == "footcite":
        meant = f"cite:{kind}" if kind in roles else "cite:p"
    elif domain == "cite" and kind not in roles:
        meant = "cite:p"
    elif name in FOREIGN_ROLES:
        meant = FOREIGN_ROLES[name]
    else:
        return ""
    why = ", works are cited in the text" if "foot" in name else ""
    return f"{{{name}}} is no role here{why}: write {{{meant}}}`{content}`"
