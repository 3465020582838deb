"""What an editor does between two builds of the publication."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.projects import bibtex, write_article
from benchmarks.works import CITED_BY, make_work

Edit = Callable[[Corpus, Path], None]

NOTHING = "nothing changed"
TEXT_EDITED = "one article's text edited"
THREE_CITE = "one work edited that 3 articles cite"
_THREE_HUNDRED_CITE = "one work edited that 300 articles cite"
ARTICLE_ADDED = "one article added"


def change_nothing(corpus: Corpus, folder: Path) -> None:
    """Leave every file as it is."""


def edit_text(corpus: Corpus, folder: Path) -> None:
    """Put another word into the last paragraph of an article, which cites nothing."""
    _replace(_middle(corpus, folder), r"\S+\.\s*\Z", "tomorrow.\n")


def edit_title(corpus: Corpus, folder: Path) -> None:
    """Give an article another title; its address stays."""
    _replace(_middle(corpus, folder), r'^title: "\w+', 'title: "Revised')


def edit_work(key: str) -> Edit:
    """Return the edit that gives the work *key* another title."""

    def edit(corpus: Corpus, folder: Path) -> None:
        pattern = rf"^(@\w+{{{key},\n(?:  .*\n)*?  title = {{)"
        _replace(folder / "references.bib", pattern, r"\1A second edition of ")

    return edit


def add_work(corpus: Corpus, folder: Path) -> None:
    """Put a work that nothing cites yet in the middle of the bibliography."""
    work = make_work(len(corpus.works), "another")
    neighbor = corpus.works[len(corpus.works) // 2]
    # The entry's text holds no backslash, so it is a replacement as it is.
    _replace(folder / "references.bib", rf"^(?=@\w+{{{neighbor.key},)", bibtex(work) + "\n")


def add_article(corpus: Corpus, folder: Path) -> None:
    """Add an article after the newest."""
    write_article(corpus.another, folder)


#: In their order, each on top of those before.
EDITS: dict[str, Edit] = {
    NOTHING: change_nothing,
    TEXT_EDITED: edit_text,
    "one title changed": edit_title,
    THREE_CITE: edit_work("citedby3"),
    _THREE_HUNDRED_CITE: edit_work("citedby300"),
    "one work added": add_work,
    ARTICLE_ADDED: add_article,
}


def possible(name: str, corpus: Corpus) -> bool:
    """Tell whether the corpus has articles enough for the edit *name* to mean what it says."""
    return name != _THREE_HUNDRED_CITE or len(corpus.articles) >= CITED_BY["citedby300"]


def _middle(corpus: Corpus, folder: Path) -> Path:
    head = corpus.articles[len(corpus.articles) // 2].head
    return folder / f"articles/{head.name}.md"


def _replace(path: Path, pattern: str, replacement: str) -> None:
    """Replace the one place in the file where *pattern* is found.

    Raises LookupError where there is no such place, or more than one.
    """
    text, count = re.subn(pattern, replacement, path.read_text("utf-8"), flags=re.MULTILINE)
    if count != 1:
        raise LookupError(f"{path}: {pattern} is found {count} times, not once")
    path.write_text(text, encoding="utf-8")
