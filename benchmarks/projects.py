"""The corpus as files, for each system in the way that its manual shows.

The text is the same everywhere.  What a system cannot say is left out: only
this publication knows an article's date, section, topics, authors and TL;DR as
data.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import Article, Citation, Corpus, Link, Paragraph
from press.settings import conf_file

if TYPE_CHECKING:
    from benchmarks.works import Work

ROOT = Path(__file__).resolve().parents[1]

Cite = Callable[[Citation], str]

_STOCK_CONF = """\
project = "Benchmark"
extensions = ["myst_parser", "sphinxcontrib.bibtex"]
myst_enable_extensions = ["colon_fence"]
bibtex_bibfiles = ["references.bib"]
bibtex_reference_style = "author_year"
suppress_warnings = ["bibtex.duplicate_citation"]
html_theme = "furo"
"""
_STOCK_LIST = """
## References

```{bibliography}
:filter: docname in docnames
```
"""
_STOCK_TREE = """\
# {title}

```{{toctree}}
:glob:

{pattern}
```
"""
# Nothing is asked of the network.
_MKDOCS_CONF = """\
site_name: Benchmark
theme:
  name: material
  font: false
  features: [{features}]
plugins:
  - search
  - bibtex:
      bib_file: references.bib
{style}
markdown_extensions: [admonition, footnotes]
"""


def write_publication(corpus: Corpus, folder: Path) -> None:
    """Write this publication's own settings and pages, with the corpus as its articles."""
    for name in ("conf.py", "index.md"):
        _write(folder / name, (ROOT / name).read_text("utf-8"))
    for page in (ROOT / "articles").glob("*.md"):
        text = re.sub(r"\{cite:\w\}`[^`]*`", "", page.read_text("utf-8"))
        _write(folder / "articles" / page.name, text)
    example = max((ROOT / "articles").glob("*/index.md"))
    for year in _years(corpus):
        text = example.read_text("utf-8").replace(example.parent.name, str(year))
        _write(folder / f"articles/{year}/index.md", text)
    write_bibliography(corpus.works, folder)
    for article in corpus.articles:
        write_article(article, folder)


def write_article(article: Article, folder: Path) -> Path:
    """Write an article of this publication; return its file."""
    head = article.head
    sections = conf_file.read(folder / "conf.py")[0].sections
    front = {
        "title": head.title,
        "date": head.date.isoformat(),
        "section": sections[head.section % len(sections)],
        "topics": head.topics,
        "authors": head.authors,
        "summary": head.summary,
    }
    # JSON is YAML. A date is a date only without quotation marks.
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in front.items()]
    lines[1] = f"date: {head.date}"
    tldr = "```{tldr}\n" + _text(article.tldr, _role) + "\n```"
    text = "\n".join(["---", *lines, "---", "", tldr, "", _sections(article, _role)])
    return _write(folder / f"articles/{head.name}.md", text)


def write_stock(corpus: Corpus, folder: Path) -> None:
    """Write a project of furo and sphinxcontrib-bibtex, a reference list in each article."""
    _write(folder / "conf.py", _STOCK_CONF)
    _write(folder / "index.md", _STOCK_TREE.format(title="Benchmark", pattern="articles/*/index"))
    for year in _years(corpus):
        text = _STOCK_TREE.format(title=year, pattern=f"{year}-*")
        _write(folder / f"articles/{year}/index.md", text)
    write_bibliography(corpus.works, folder)
    for article in corpus.articles:
        tldr = f":::{{note}}\n{_text(article.tldr, _role)}\n:::\n"
        text = f"# {article.head.title}\n\n{tldr}\n{_sections(article, _role)}{_STOCK_LIST}"
        _write(folder / f"articles/{article.head.name}.md", text)


def write_mkdocs(
    corpus: Corpus, folder: Path, *, features: str = "", style: Path | None = None
) -> None:
    """Write a project of mkdocs-material and mkdocs-bibtex.

    *features* are the theme's; *style* is a CSL file instead of the plug-in's own style.
    """
    setting = f"      csl_file: {style}" if style else ""
    _write(folder / "mkdocs.yml", _MKDOCS_CONF.format(features=features, style=setting))
    _write(folder / "docs/index.md", "# Benchmark\n")
    write_bibliography(corpus.works, folder)
    for article in corpus.articles:
        tldr = "!!! note\n\n" + re.sub("^", "    ", _text(article.tldr, _key), flags=re.MULTILINE)
        text = f"# {article.head.title}\n\n{tldr}\n\n{_sections(article, _key)}"
        _write(folder / f"docs/articles/{article.head.name}.md", text)


def write_pandoc(corpus: Corpus, folder: Path) -> None:
    """Write plain Markdown files for pandoc."""
    write_bibliography(corpus.works, folder)
    for article in corpus.articles:
        title = f"---\ntitle: {json.dumps(article.head.title)}\n---\n"
        text = f"{title}\n{_text(article.tldr, _key)}\n\n{_sections(article, _key)}\n# References\n"
        _write(folder / f"articles/{article.head.name}.md", text)


def write_bibliography(works: tuple[Work, ...], folder: Path) -> Path:
    """Write ``references.bib``; return its path."""
    return _write(folder / "references.bib", "\n".join(map(bibtex, works)))


def bibtex(work: Work) -> str:
    """Return the entry as BibTeX."""
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in work.fields)
    return f"@{work.kind}{{{work.key},\n{fields}}}\n"


def _sections(article: Article, cite: Cite) -> str:
    return "\n".join(
        f"## {heading}\n\n{_text(paragraphs, cite)}\n" for heading, paragraphs in article.sections
    )


def _text(paragraphs: tuple[Paragraph, ...], cite: Cite) -> str:
    def piece(thing: str | Citation | Link) -> str:
        if isinstance(thing, Citation):
            return cite(thing)
        if isinstance(thing, Link):
            return f"[{thing.text}](../{thing.target.name}.md)"
        return thing

    texts = [paragraph.mark + "".join(map(piece, paragraph.pieces)) for paragraph in paragraphs]
    return "\n\n".join(texts)


def _role(citation: Citation) -> str:
    """Return a citation as sphinxcontrib-bibtex reads it."""
    locator = f"{{{citation.locator}}}" if citation.locator else ""
    role = "t" if citation.textual else "p"
    return f"{{cite:{role}}}`{','.join(citation.keys)}{locator}`"


def _key(citation: Citation) -> str:
    """Return a citation as pandoc and mkdocs-bibtex read it."""
    locator = f", {citation.locator}" if citation.locator else ""
    return "[" + "; ".join(f"@{key}" for key in citation.keys) + locator + "]"


def _years(corpus: Corpus) -> list[int]:
    return sorted({article.head.date.year for article in (*corpus.articles, corpus.another)})


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
