"""SVG drawings: what one may hold that is shown to readers, and its size.

A drawing is opened by browsers, readers of e-books and two programs that print it.  It
must draw, and nothing else: no script, no event handler, no page inside
(``foreignObject``), nothing loaded from elsewhere, no entities that could name a file
or grow without end.  SVG 2, https://www.w3.org/TR/SVG2/; its secure static mode is
what is left (https://www.w3.org/TR/svg-integration/#secure-static-mode).

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.parsers import expat

from press.safety.schemes import LINKS, scheme_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_SVG = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
#: As deep as elements may lie in each other: programs that draw call themselves for each.
DEEPEST = 100
#: As many elements as a drawing may have.
MOST_ELEMENTS = 200_000

_REFUSED = frozenset(
    "script handler listener foreignobject iframe embed object audio video canvas source "
    "discard meta".split()
)
_TIMED = frozenset({"animate", "set", "animatemotion", "animatetransform"})
# What a style or an attribute may not hold: anything that is fetched, and escapes that hide it.
_FETCHES = re.compile(
    r"""@import|@namespace|javascript:|expression\s*\(|-moz-binding|\\|"""
    r"""(?:url|src|image|image-set|cross-fade|element)\(\s*(?!["']?\s*#)""",
    re.IGNORECASE,
)
# Attributes of words and names, which no style is read from.
_WORDS = ("aria-", "data-", "id", "class", "title", "alt", "label", "desc")
_RASTER = re.compile(r"data:image/(?:png|jpe?g|gif|webp)[;,]", re.IGNORECASE)
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?"
_LENGTH = re.compile(rf"\s*({_NUMBER})(px|pt|pc|mm|cm|in|em|ex|%)?\s*")
_PIXELS = {"": 1, "px": 1, "pt": 96 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
_LARGEST = 1_000_000


@dataclass(frozen=True)
class Drawing:
    """What a drawing says: its size in CSS pixels, and why it may not be shown ("" where it may)."""

    width: float = 0
    height: float = 0
    fault: str = ""


class _FaultError(Exception):
    """What is wrong with the drawing."""


def read(content: bytes) -> Drawing:
    """Return the size of the drawing in *content*, or what is wrong with it.  Never raises."""
    reader = _Reader()
    try:
        size = reader.read(content)
    except _FaultError as fault:
        return Drawing(fault=str(fault))
    except expat.ExpatError as error:
        return Drawing(fault=f"is no well-formed XML (line {error.lineno}: {error})")
    except (ValueError, LookupError, UnicodeError) as error:
        return Drawing(fault=f"cannot be read ({error})")
    return Drawing(*size)


class _Reader:
    """Goes through a drawing once, without making a tree of it."""

    def __init__(self) -> None:
        self.depth = self.elements = 0
        self.root: Mapping[str, str] | None = None
        self.style: list[str] = []
        self.in_style = 0

    def read(self, content: bytes) -> tuple[float, float]:
        # Names come as "namespace name", the default namespace's too.
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.EntityDeclHandler = self.entity
        parser.ProcessingInstructionHandler = self.instruction
        parser.Parse(content, True)
        if self.root is None:
            raise _FaultError("holds nothing")
        return _size(self.root)

    def entity(self, name: str, *_declared: object) -> None:
        raise _FaultError(f"declares an entity ({name})")

    def instruction(self, target: str, _data: str) -> None:
        if target.lower().startswith("xml-"):
            raise _FaultError(f"asks for a style sheet (<?{target}?>)")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        self.depth += 1
        self.elements += 1
        if self.depth > DEEPEST:
            raise _FaultError(f"has elements in each other more than {DEEPEST} deep")
        if self.elements > MOST_ELEMENTS:
            raise _FaultError(f"has more than {MOST_ELEMENTS:,} elements")
        if self.root is None:
            if local != "svg" or namespace != _SVG:
                raise _FaultError(f"is no SVG: its first element is <{local}>")
            self.root = attributes
        kind = local.lower()
        if namespace == _XHTML or (kind in _REFUSED and namespace in {_SVG, ""}):
            raise _FaultError(f"holds <{local}>")
        self.in_style += kind == "style"
        for attribute, value in attributes.items():
            space, _, own = attribute.rpartition(" ")
            # What programs that draw note for themselves under other names does nothing.
            if space in {"", _SVG, _XLINK, _XML}:
                self.attribute(kind, local, own.lower(), value)

    def attribute(self, kind: str, element: str, name: str, value: str) -> None:
        if name.startswith("on"):
            raise _FaultError(f"has an event handler ({name} of <{element}>)")
        if name == "base":
            raise _FaultError(f"has a base for addresses (xml:base of <{element}>)")
        if kind in _TIMED and name == "attributename":
            moved = value.strip().lower().rpartition(":")[2]
            if moved == "href" or moved.startswith("on"):
                raise _FaultError(f"changes {value} by <{element}>")
        if name in {"href", "src", "data", "action"}:
            _check_address(kind, element, value.strip())
        elif not name.startswith(_WORDS) and _FETCHES.search(value):
            raise _FaultError(f"loads something ({name} of <{element}>)")

    def end(self, name: str) -> None:
        self.depth -= 1
        if name.rpartition(" ")[2].lower() == "style":
            self.in_style -= 1
            if _FETCHES.search("".join(self.style)):
                raise _FaultError("loads something by its style sheet")
            self.style.clear()

    def text(self, text: str) -> None:
        if self.in_style:
            self.style.append(text)


def _check_address(kind: str, element: str, address: str) -> None:
    if address.startswith("#") or not address:
        return
    scheme = scheme_of(address)
    if kind == "a" and scheme in LINKS:
        return
    if kind in {"image", "feimage"} and _RASTER.match(address):
        return
    raise _FaultError(f"refers to {address[:60]} (<{element}>)")


def _size(root: Mapping[str, str]) -> tuple[float, float]:
    """Return the root's size (SVG 2, section 8.12: without one of its own, that of the view box)."""
    sides = [_length(root[name]) for name in ("width", "height") if name in root]
    if len(sides) == 2 and None not in sides:
        width, height = (side for side in sides if side is not None)
    else:
        box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
        if len(box) != 4 or not all(re.fullmatch(_NUMBER, number) for number in box):
            raise _FaultError(
                "does not say its size: give <svg> a width and a height, or a viewBox"
            )
        width, height = float(box[2]), float(box[3])
    if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
        raise _FaultError("has a size that cannot be drawn: mend its width and height")
    return width, height


def _length(text: str) -> float | None:
    """Return a length in pixels, None where it depends on what is around the drawing."""
    found = _LENGTH.fullmatch(text)
    if found is None:
        raise _FaultError(f"has a size that cannot be read ({text[:20]})")
    unit = found[2] or ""
    return float(found[1]) * _PIXELS[unit] if unit in _PIXELS else None
