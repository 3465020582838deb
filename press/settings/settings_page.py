"""The page of reference of settings, and the kept register of Sphinx's: what is made of tables.

``python -m press settings`` writes both.
"""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from press.settings.sphinx_settings import as_json
from press.settings.table import SETTINGS, Setting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.config import Config

#: Where the page stands, from the folder that holds ``press/``.
PAGE = "docs/settings.md"

_HEAD = """\
# Settings

What `conf.py` may set for `press`. The names of Sphinx, MyST and sphinxcontrib-bibtex work as \
their own manuals say; a value of a wrong type, and a name that is nearly one of these, is told by \
`press check` and by every build, with its line, and the default is used.

<!-- Made by `python -m press settings` from press/settings/table.py: do not edit it here. -->
"""

_REBUILDS = {
    "env": "every article is read again",
    "html": "every page is written again",
    "": "nothing is read or written again but what shows it",
}


def page() -> str:
    """Return the page, as Markdown."""
    return "\n".join([_HEAD, *map(_entry, SETTINGS)])


def _entry(setting: Setting) -> str:
    return "\n".join(_lines(setting))


def _lines(setting: Setting) -> Iterator[str]:
    yield f"## `{setting.name}`\n"
    yield re.sub("``([^`]*)``", r"`\1`", setting.says) + "\n"
    yield f"```python\n{setting.example}\n```\n"
    default = f'"{setting.default}"' if isinstance(setting.default, str) else repr(setting.default)
    yield f"- Value: {setting.shape.words}".replace("{", "`{").replace("}", "}`")
    yield f"- Default: `{default}`"
    yield f"- A change: {_REBUILDS[setting.rebuild]}\n"


def register() -> str:
    """Return the register of Sphinx's settings and those of the extensions, as JSON.

    Loads Sphinx with all its builders.
    """
    from press.settings.sphinx_config import register_of  # noqa: PLC0415 (loads Sphinx)

    own = {setting.name for setting in SETTINGS}
    found = register_of(_configuration())
    return as_json({name: entry for name, entry in found.items() if name not in own})


def _configuration() -> Config:
    from sphinx.application import Sphinx  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as name:
        sources = Path(name, "sources")
        sources.mkdir()
        app = Sphinx(
            sources,
            None,
            Path(name, "out"),
            Path(name, "doctrees"),
            "html",
            confoverrides={
                "extensions": "myst_parser,sphinxcontrib.bibtex,press",
                "bibtex_bibfiles": [],
                "html_theme": "press",
            },
            status=None,
            warning=io.StringIO(),
        )
        return app.config
