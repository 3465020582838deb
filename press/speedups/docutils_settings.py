"""Docutils' settings: worked out once a build, not two or three times a document.

Docutils makes a parser of command-line options, some hundred of them, to find
the defaults of its settings.  Sphinx asks for each document, MyST for each
piece of Markdown, for a document that it then seldom needs.

Gain: 5 %.  Risk: a component whose defaults change between two questions of one build, which
none does; a ``docutils.conf`` that is edited while the build runs.  Upstream:
https://github.com/sphinx-doc/sphinx/pull/10337 keeps the publisher, and with it the settings, for the
documents that Sphinx itself parses; none found for the rest.
"""

from __future__ import annotations

import warnings
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from docutils import frontend
from docutils.frontend import Values
from myst_parser.mdit_to_docutils import base
from sphinx.util import docutils

from press.speedups.replaced import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from docutils import Component


class Settings:
    """What *find* answered last, for the next call that asks the same."""

    def __init__(self, find: Callable[..., Values]) -> None:
        self._find = find
        self._asked: tuple[Any, ...] = ()
        self._found: dict[str, Any] = {}

    def __call__(
        self,
        *components: Component | type[Component],
        defaults: Mapping[str, Any] = MappingProxyType({}),
        **options: Any,
    ) -> Values:
        """Return fresh settings for *components* as *find* does."""
        kinds = [part if isinstance(part, type) else type(part) for part in components]
        asked = (kinds, dict(defaults), options)
        if asked != self._asked:
            given: dict[str, Any] = {"defaults": defaults, **options} if defaults else options
            self._asked, self._found = asked, vars(self._find(*components, **given))
        own = {
            name: value.copy() if isinstance(value, list | dict) else value
            for name, value in self._found.items()
            if name != "record_dependencies"  # one a document, which Values makes
        }
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
            return Values(own)


def install() -> None:
    """Replace both questions."""
    replace("Sphinx", docutils, _get_settings=Settings(docutils._get_settings))  # noqa: SLF001
    replace("myst-parser", base, get_default_settings=Settings(frontend.get_default_settings))
