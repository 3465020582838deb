"""What a document points at, checked: works, links, pictures, files that it takes in.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote

from press.checks.markdown import Pointer, cited_keys, pointers
from press.core.layout import is_article
from press.safety import limits, markup
from press.safety.schemes import link_fault
from press.text.findings import Finding
from press.text.strings import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from press.safety.targets import Targets

    Found = tuple[Path, Finding]


class CitedWorks(Protocol):
    """The works of the bibliography, as far as citations ask."""

    def cite(self, key: str, line: int) -> Iterable[Finding]:
        """Note that a work is cited; return what is wrong with its key."""

    def mention(self, candidate: str) -> None:
        """Note what could be a key in a sentence."""


class Judge:
    """Judges the pointers of the document *name* in the file *path*.

    *works* are told which are cited; the names of files that the document uses are added to
    *named*.
    """

    def __init__(
        self,
        targets: Targets,
        path: Path,
        name: str,
        works: CitedWorks,
        named: set[str],
    ) -> None:
        self.targets = targets
        self.path = path
        self.name = name
        self.works = works
        self.named = named
        self.chain = [os.path.realpath(path)]

    def faults(self, found: Iterable[Pointer], file: Path | None = None) -> Iterator[Found]:
        """Yield what is wrong with pointers, those of the document's own or of an included *file*."""
        place = file or self.path
        for pointer in found:
            if pointer.kind == "citation":
                yield from ((place, finding) for finding in self._citation(pointer))
                continue
            if pointer.kind == "mention":
                self.works.mention(pointer.target)
                continue
            if pointer.kind == "foreign":
                yield place, Finding(pointer.line, "foreign-citation", pointer.target)
                continue
            name = self.targets.sources.name_of(pointer.target, self.path)
            if isinstance(name, str):
                self.named.add(unquote(name))
            if finding := self._inclusion(pointer, str(name)) or self._target(pointer):
                yield place, finding
            elif pointer.kind == "include":
                yield from self._inside(self.targets.sources.folder / str(name))

    def _inside(self, file: Path) -> Iterator[Found]:
        self.chain.append(os.path.realpath(file))
        yield from self.faults(pointers(read_text(file)[0]), file)
        self.chain.append(limits.END)

    def _inclusion(self, pointer: Pointer, name: str) -> Finding | None:
        if pointer.kind != "include":
            return None
        real = os.path.realpath(self.targets.sources.folder / name)
        return limits.inclusion_fault(pointer.line, pointer.target, real, self.chain)

    def _citation(self, pointer: Pointer) -> Iterator[Finding]:
        keys = cited_keys(pointer.target)
        if keys is None:
            message = (
                f"`{pointer.target}` is no citation: write {{before}}key{{after}}, "
                "with commas between keys"
            )
            yield Finding(pointer.line, "bad-citation", message)
        for key in keys or ():
            yield from self.works.cite(key, pointer.line)

    def _target(self, pointer: Pointer) -> Finding | None:
        """Return what is wrong with a target; what may be a label is known to the build alone."""
        path, line, target = self.path, pointer.line, pointer.target
        match pointer.kind:
            case "image":
                return self.targets.picture(path, line, target)
            case "page":
                return self.targets.page(path, line, target)
            case "download":
                return self.targets.download(path, line, target)
            case "file" | "include":
                return self.targets.included(path, line, target)
            case "target":
                return self.targets.led_to(path, line, target)
            case "widths":
                return limits.widths_fault(line, target)
            case "entry":
                in_article = is_article(self.name)  # where the whole directive is refused
                return None if in_article else link_fault(line, target, self.targets.schemes)
            case "directive":
                return markup.directive_fault(line, target, in_article=is_article(self.name))
            case _:
                return self.targets.link(path, line, target)
