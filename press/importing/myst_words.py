"""Reading back: the words of a written article, without the writer's help.

Reads the MyST that :mod:`press.importing.myst_writer` writes, line by line: what is markup is
dropped, what is escaped is taken as it is.  The tests compare it with MyST's own parser.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

_INLINE = re.compile(
    r"(?=[\\{`!\[\]<*])(?:"
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|\{(?P<role>[a-z][\w:.+-]*)\}(?P<ticks>`+)(?P<content>.+?)(?P=ticks)(?!`)"
    r"|(?<!`)(?P<fence>`+)(?!`)(?P<code>.+?)(?<!`)(?P=fence)(?!`)"
    r"|!\[(?P<alt>(?:\\.|[^\]\\])*)\]\([^\s()]*\)"
    r"|\[\^(?P<note>[^\]\s]+)\]"
    r"|(?P<drop>\]\([^\s()]*\)|\]\{[^{}]*\}|[\[\]*])"
    r"|<(?P<auto>https?:[^<>\s]*)>)"
)
_PREFIX = re.compile(
    r"(?: |> ?|[-*] (?![-*] - )|\d{1,9}[.)](?: |$)|[-*]$)*(?:\[\^(?P<note>[^\]\s]+)\]: ?)?(?:#{1,6} )?"
)
_TARGET = re.compile(r"\([\w-]+\)=")
_FENCE = re.compile(
    r"(?P<before>(?:[ >]|[-*] |\d{1,9}[.)] |\[\^[^\]\s]+\]: )*)(?P<ticks>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)"
)
_DIRECTIVE = re.compile(r"\{([\w-]+)\}\s*(.*)")
_OPTION = re.compile(r":([\w-]+):\s?(.*)")


@dataclass(frozen=True)
class Written:
    """What a written text says: its words as text, and its alternative texts in order."""

    text: str
    alts: tuple[str, ...]


def read_back(myst: str) -> Written:
    """Return what stands in an article's body."""
    lines: list[str] = []
    alts: list[str] = []
    fences: list[str] = []
    code = ""
    options = False
    for line in myst.split("\n"):
        fence = _FENCE.fullmatch(line)
        if code:
            if fence and fence["ticks"].startswith(code) and not fence["info"]:
                code = ""
            else:
                lines.append(line)
        elif fence and fences and not fence["info"] and fence["ticks"].startswith(fences[-1]):
            fences.pop()
        elif fence:
            directive = _DIRECTIVE.fullmatch(fence["info"])
            if directive is None:
                code = fence["ticks"]
                continue
            fences.append(fence["ticks"])
            options = True
            lines.append("" if directive[1] == "figure" else _text(directive[2], alts))
        elif options and (option := _OPTION.fullmatch(line.strip(" >"))):
            if option[1] == "alt":
                alts.append(json.loads(option[2]))
        else:
            options = False
            if _TARGET.fullmatch(line):
                continue
            prefix = _PREFIX.match(line)
            lines.extend([prefix["note"]] if prefix and prefix["note"] else [])
            lines.append(_text(line[prefix.end() if prefix else 0 :], alts))
    return Written("\n".join(lines), tuple(alts))


def _text(line: str, alts: list[str]) -> str:
    def shown(found: re.Match[str]) -> str:
        if found["escaped"]:
            return found["escaped"]
        if found["role"]:
            content = found["content"]
            if found["role"].startswith("cite"):
                return f" {found[0]} "
            return f" {content} " if found["role"] == "math" else content
        if found["alt"] is not None:
            alt = _text(found["alt"], alts)
            alts.extend([alt] if alt else [])
            return ""
        return found["code"] or found["note"] or found["auto"] or ""

    return _INLINE.sub(shown, line)
