"""The file ``conf.py``: what it sets, on which lines, and why it cannot be read.

Python reads it, as Sphinx does (``sphinx.config.eval_config_file``); its syntax tree only says
where a name is assigned.
"""

from __future__ import annotations

import ast
import traceback
from dataclasses import dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING, Any

from press.settings.sound_values import Sound, misspelt_names, sound_values
from press.settings.sphinx_settings import Registered, kept_register
from press.text.findings import Finding
from press.text.strings import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from press.settings.press_values import Fault

#: Settings that Sphinx itself uses before it loads an extension: nobody can help it there.
BEFORE_EXTENSIONS = frozenset({"extensions", "language", "locale_dirs", "needs_sphinx", "setup"})


@dataclass(frozen=True)
class Configuration:
    """What a ``conf.py`` sets: the sound *values*, by name; what it does not set is not there."""

    values: Mapping[str, Any] = field(default_factory=dict)
    places: Places | None = None

    @property
    def sections(self) -> tuple[str, ...]:
        """The keys of the sections."""
        return tuple(self.values.get("press_sections", ()))

    @property
    def bibliographies(self) -> tuple[str, ...]:
        """The names of the bibliography's files."""
        return tuple(self.values.get("bibtex_bibfiles", ()))

    @property
    def root_doc(self) -> str:
        """The name of the front page's document."""
        return str(self.values.get("root_doc", self.values.get("master_doc", "index")))

    @property
    def include(self) -> tuple[str, ...]:
        """The patterns of the files that a build reads."""
        return tuple(self.values.get("include_patterns", ("**",)))

    @property
    def exclude(self) -> tuple[str, ...]:
        """The patterns of the files that a build leaves alone."""
        return tuple(self.values.get("exclude_patterns", ()))

    @property
    def schemes(self) -> tuple[str, ...]:
        """The schemes that a link may have beside the usual ones."""
        return tuple(self.values.get("myst_url_schemes", None) or ())

    @property
    def markdown_extensions(self) -> tuple[str, ...]:
        """What MyST is asked to read beside Markdown."""
        return tuple(self.values.get("myst_enable_extensions", ()))

    @property
    def titles(self) -> str:
        """How titles of works are printed: "sentence-case" or "as-typed"."""
        return str(self.values.get("press_titles", "sentence-case"))

    @property
    def security(self) -> Mapping[str, Any]:
        """What ``security.txt`` says; nothing where it has a fault."""
        found: Mapping[str, Any] = self.values.get("press_security", {})
        return found

    @property
    def content_sources(self) -> Mapping[str, str]:
        """What a page may load from other sites."""
        found: Mapping[str, str] = self.values.get("press_content_sources", {})
        return found

    def is_source(self, path: str) -> bool:
        """Say whether a build reads the file at *path*, from the folder of the sources."""
        from sphinx.util.matching import Matcher  # noqa: PLC0415 (loaded with the file's reading)

        included = Matcher(self.values.get("include_patterns", ["**"]))
        return included(path) and not Matcher(self.values.get("exclude_patterns", []))(path)

    def line(self, name: str, key: object = None) -> int:
        """Return the line of a setting, of one key of it where that is written out; else 1."""
        return self.places.line(name, key) if self.places else 1


class Places:
    """Where a ``conf.py`` assigns which names, and which it uses itself."""

    def __init__(self, text: str) -> None:
        self._values: dict[str, tuple[int, ast.expr | None]] = {}
        self.used: set[str] = set()
        try:
            module = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return
        for node in ast.walk(module):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                self.used.add(node.id)
        for statement in _outside_functions(module):
            self._note(statement)

    @property
    def assigned(self) -> tuple[str, ...]:
        """The names in order; not those that are imported or defined."""
        return tuple(self._values)

    def line(self, name: str, key: object = None) -> int:
        """Return the line on which *name*, or its *key*, has its value; 1 where none is found."""
        line, value = self._values.get(name, (1, None))
        if key is not None and isinstance(value, ast.Dict):
            for written in value.keys:
                if isinstance(written, ast.Constant) and written.value == key:
                    return written.lineno
        return line

    def _note(self, statement: ast.stmt) -> None:
        targets: list[ast.expr] = []
        value: ast.expr | None = None
        if isinstance(statement, ast.Assign):
            targets, value = statement.targets, statement.value
        elif isinstance(statement, ast.AnnAssign | ast.AugAssign):
            targets, value = [statement.target], statement.value
        for target in targets:
            for name in ast.walk(target):
                if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store):
                    self._values.pop(name.id, None)
                    self._values[name.id] = (statement.lineno, value)


def _outside_functions(module: ast.Module) -> Iterator[ast.stmt]:
    """Yield the statements that run when the file does, in order."""
    for statement in module.body:
        yield from _below(statement)


def _below(statement: ast.AST) -> Iterator[ast.stmt]:
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return
    if isinstance(statement, ast.stmt):
        yield statement
    for child in ast.iter_child_nodes(statement):
        if isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
            yield from _below(child)


def faults_of(
    given: Mapping[str, Any],
    places: Places,
    register: Mapping[str, Registered],
    folder: Path,
) -> Sound:
    """Return the sound values of what a ``conf.py`` sets, and all faults in the order of its lines."""
    sound = sound_values(given, register, folder)
    plain = {
        name: value
        for name, value in given.items()
        if not callable(value) and not isinstance(value, ModuleType)
    }
    names = [name for name in places.assigned if name in plain]
    # Where one is not assigned but made (`globals()["press_…"] = …`), only its name is to go by.
    names += [name for name in plain if name.startswith("press_") and name not in names]
    sound.faults += misspelt_names(names, places.used, plain, register)
    sound.faults.sort(key=lambda fault: places.line(fault.name, fault.key))
    return sound


def finding(fault: Fault, places: Places) -> Finding:
    """Return a fault with its line."""
    return Finding(places.line(fault.name, fault.key), fault.code, fault.message)


def read(path: Path) -> tuple[Configuration, tuple[Finding, ...]]:
    """Return what the ``conf.py`` at *path* sets, and what is wrong with it.  Never raises."""
    text, findings = read_text(path)
    if findings and findings[0].code == "unreadable-file":
        return Configuration(), findings
    given, fault = _run(path)
    if fault is not None:
        return Configuration(), (fault,)
    places = Places(text)
    sound = faults_of(given, places, kept_register(), path.parent)
    told = tuple(finding(fault, places) for fault in sound.faults)
    return Configuration(sound.values, places), told


def stops(path: Path) -> tuple[Finding, ...]:
    """Return what is wrong with the ``conf.py`` at *path* where Sphinx would end without saying so."""
    configuration, findings = read(path)
    if configuration.places is None:
        return findings
    return tuple(finding for finding in findings if finding.message.split()[0] in BEFORE_EXTENSIONS)


def _run(path: Path) -> tuple[dict[str, Any], Finding | None]:
    """Return the names that the file at *path* sets, or what stopped it."""
    from sphinx.config import eval_config_file  # noqa: PLC0415 (takes as long as all of press)
    from sphinx.errors import ConfigError  # noqa: PLC0415
    from sphinx.util.tags import Tags  # noqa: PLC0415

    path = path.resolve()
    try:
        given = eval_config_file(path, Tags())
    except ConfigError as error:
        return {}, _stopped(error.__cause__ or error, path)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return {}, _stopped(error, path)
    own = {"__file__", "__builtins__", "tags", "__warningregistry__", "__annotations__"}
    return {name: value for name, value in given.items() if name not in own}, None


def _stopped(error: BaseException, path: Path) -> Finding:
    if isinstance(error, SyntaxError) and error.filename in (None, str(path)):
        message = f"the settings cannot be read ({error.msg}): mend the Python"
        return Finding(error.lineno or 1, "bad-settings", message)
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == str(path)
    ]
    said = " ".join(str(error).split())
    name = type(error).__name__
    what = f"{name}: {said}" if said else name
    if isinstance(error, SystemExit):
        what = "it calls sys.exit()"
    message = f"the settings cannot be read ({what}): mend the Python"
    return Finding(lines[-1] if lines and lines[-1] else 1, "bad-settings", message)
