"""Configuration: what ``conf.py`` declares, read without running it.

``conf.py`` declares and never computes, so its settings are literals.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from press.text.findings import Finding
from press.text.strings import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Configuration:
    """The settings that the checks need: the sections' names, the bibliography's files.

    *include*, *exclude* and *schemes* are what ``include_patterns``, ``exclude_patterns`` and
    ``myst_url_schemes`` say, *markdown_extensions* what ``myst_enable_extensions`` does.  *security* is what ``security.txt`` says, and *security_line* where; *content_sources*
    what pages may load from other sites.
    """

    sections: tuple[str, ...] = ()
    bibliographies: tuple[str, ...] = ()
    security: Mapping[str, object] = field(default_factory=dict)
    security_line: int = 1
    content_sources: Mapping[str, object] = field(default_factory=dict)
    include: tuple[str, ...] = ("**",)
    exclude: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()
    markdown_extensions: tuple[str, ...] = ()


def read(path: Path) -> tuple[Configuration, tuple[Finding, ...]]:
    """Return what the ``conf.py`` at *path* declares, and what is wrong with it."""
    text, findings = read_text(path)
    try:
        module = ast.parse(text)
    except SyntaxError as error:
        message = f"the settings cannot be read ({error.msg}): mend the Python"
        return Configuration(), (*findings, Finding(error.lineno or 1, "bad-settings", message))
    except ValueError as error:
        message = f"the settings cannot be read ({error}): mend the Python"
        return Configuration(), (*findings, Finding(1, "bad-settings", message))
    settings: dict[str, tuple[str, ...]] = {
        "press_sections": (),
        "bibtex_bibfiles": (),
        "include_patterns": ("**",),
        "exclude_patterns": (),
        "myst_url_schemes": (),
        "myst_enable_extensions": (),
    }
    faults = list(findings)
    security, line = {}, 1
    content_sources: Mapping[str, object] = {}
    for statement in module.body:
        if isinstance(statement, ast.Assign):
            names = [target.id for target in statement.targets if isinstance(target, ast.Name)]
            for name in settings.keys() & names:
                try:
                    settings[name] = _texts(statement.value)
                except ValueError:
                    message = f"{name} is not written out: list its texts one by one"
                    faults.append(Finding(statement.lineno, "bad-settings", message))
            if "press_security" in names:
                security, line = _dictionary(statement.value), statement.lineno
            if "press_content_sources" in names:
                content_sources = _dictionary(statement.value)
    if not settings["press_sections"] and not faults:
        message = 'press_sections names no section: write press_sections = {"name": "Title"}'
        faults.append(Finding(1, "bad-settings", message))
    configuration = Configuration(
        settings["press_sections"],
        settings["bibtex_bibfiles"],
        security,
        line,
        content_sources,
        settings["include_patterns"],
        settings["exclude_patterns"],
        settings["myst_url_schemes"],
        settings["myst_enable_extensions"],
    )
    return configuration, tuple(faults)


def _dictionary(expression: ast.expr) -> dict[str, object]:
    """Return a literal dictionary; an empty one where there is none, which the build refuses."""
    try:
        value = ast.literal_eval(expression)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _texts(expression: ast.expr) -> tuple[str, ...]:
    """Return the texts of a literal list, or the keys of a literal dictionary."""
    value = ast.literal_eval(expression)
    if not isinstance(value, (dict, list, tuple)) or not all(isinstance(key, str) for key in value):
        raise ValueError
    return tuple(value)
