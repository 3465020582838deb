"""A tiny publication in a temporary folder: write files, build, read what came out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from sphinx.util.console import nocolor

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp

CONF = """
project = "Tiny Review"
author = "Tiny Review"
extensions = ["myst_parser", "sphinxcontrib.bibtex", "press"]
include_patterns = ["index.md", "articles/**"]
myst_enable_extensions = ["attrs_inline", "colon_fence", "dollarmath"]
myst_footnote_transition = False
myst_disable_syntax = ["html_block", "html_inline"]
press_sections = {"international": "International", "opinion": "Opinion"}
bibtex_bibfiles = ["references.bib"]
html_theme = "press"
exclude_patterns = ["_build"]
"""

INDEX = """# Tiny Review

```{listing}
```

```{toctree}
:glob:
:hidden:
:reversed:

articles/*/index
```

```{toctree}
:hidden:

articles/works
```
"""

VOLUME = """# {year}

```{{listing}}
:volume: {year}
```

```{{toctree}}
:glob:
:hidden:
:reversed:

{year}-*
```
"""

WORKS = """# Works cited

```{works}
```
"""

BIB = """@article{lanoszka2016russian,
  author = {Lanoszka, Alexander},
  title = {Russian hybrid warfare and extended deterrence in eastern Europe},
  journal = {International Affairs},
  volume = {92}, number = {1}, pages = {175--195}, year = {2016},
}
@article{nunn2010columbian,
  author = {Nunn, Nathan and Qian, Nancy},
  title = {The Columbian exchange},
  journal = {Journal of Economic Perspectives},
  volume = {24}, number = {2}, pages = {163--188}, year = {2010},
}
@book{smith2019first,
  author = {Smith, Jane}, title = {A first book}, publisher = {Press}, year = {2019},
}
@book{smith2019second,
  author = {Smith, Jane}, title = {A second book}, publisher = {Press}, year = {2019},
}
"""


class Publication:
    """A publication's folder and its builds."""

    def __init__(self, folder: Path, make_app: Callable[..., SphinxTestApp]) -> None:
        self.folder = folder
        self._make_app = make_app
        self.warnings = self.status = ""
        self.app: SphinxTestApp | None = None
        self.write("conf.py", CONF)
        self.write("index.md", INDEX)
        self.write("articles/works.md", WORKS)
        self.write("references.bib", BIB)

    def write(self, name: str, text: str) -> Path:
        """Write a file below the publication's folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def article(self, name: str, body: str, **fields: Any) -> str:
        """Write an article ``<date>-<slug>`` with its volume's page; return its docname."""
        date, year = name[:10], name[:4]
        front: dict[str, Any] = {
            "title": f"Title of {name[11:]}",
            "date": date,
            "section": "international",
            "summary": f"Summary of {name[11:]}.",
        }
        front.update({key.replace("_", "-"): value for key, value in fields.items()})
        head = "".join(f"{key}: {_yaml(value)}\n" for key, value in front.items())
        if not (self.folder / f"articles/{year}/index.md").exists():
            self.write(f"articles/{year}/index.md", VOLUME.format(year=year))
        self.write(f"articles/{year}/{name}.md", f"---\n{head}---\n\n{body}\n")
        return f"articles/{year}/{name}"

    def delete(self, docname: str) -> None:
        """Delete an article's file."""
        (self.folder / f"{docname}.md").unlink()

    def build(
        self, builder: str = "html", *, out: str = "_build", settings: Mapping[str, Any] = {}
    ) -> None:
        """Build incrementally on what *out* holds; keep what it printed."""
        nocolor()
        if self.app is not None:
            self.app.cleanup()  # Docutils' registers are global: a second application needs them empty.
        self.app = self._make_app(
            builder,
            srcdir=self.folder,
            builddir=self.folder / out,
            confoverrides=dict(settings),
        )
        self.app.build()
        self.warnings = self.app.warning.getvalue()
        self.status = self.app.status.getvalue()

    def page(self, name: str, out: str = "_build") -> BeautifulSoup:
        """Return a built page, parsed."""
        html = (self.folder / out / "html" / f"{name}.html").read_text("utf-8")
        return BeautifulSoup(html, "lxml")


def _yaml(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    text = str(value)
    plain = text.replace("-", "").replace(" ", "").isalnum() and not text.startswith("-")
    return text if plain else "'" + text.replace("'", "''") + "'"
