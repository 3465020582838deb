"""What a build of one edited page need not do before it starts.

Templates are compiled once, and kept beside the doctrees as Jinja keeps them.
Soup Sieve, which furo's navigation would need if it were asked for one, is
loaded when somebody looks into it.
"""

from __future__ import annotations

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec
from typing import TYPE_CHECKING

from jinja2 import FileSystemBytecodeCache
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.jinja2glue import BuiltinTemplateLoader

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def on_builder_inited(app: Sphinx) -> None:
    """Have Jinja keep what it compiles; it knows a template by its text."""
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder) and isinstance(
        builder.templates, BuiltinTemplateLoader
    ):
        folder = app.doctreedir / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        environment = builder.templates.environment
        environment.bytecode_cache = FileSystemBytecodeCache(str(folder))
        # No template changes while a build runs; Jinja would look at each file for every page.
        environment.auto_reload = False


def load_later(name: str) -> None:
    """Put a module that is loaded at its first use in the place of one that is not loaded yet.

    https://docs.python.org/3/library/importlib.html#importlib.util.LazyLoader
    """
    spec = None if name in sys.modules else find_spec(name)
    if spec is not None and spec.loader is not None:
        spec.loader = LazyLoader(spec.loader)
        module = module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)


def install() -> None:
    """Ahead of the theme, which a builder loads."""
    load_later("soupsieve")
