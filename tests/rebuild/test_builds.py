"""Exactness: an incremental, a clean, a serial and a parallel build give the same bytes."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

import pytest

from tests.built_site import differences, tree
from tests.publication import BIB, Publication

pytestmark = pytest.mark.slow

SPHINX = (sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html")

# With an address the site has feeds, a sitemap and open data.
ADDRESS = {"html_baseurl": "https://press.test/"}


def fill(publication: Publication) -> None:
    publication.article(
        "2025-01-01-one",
        "One {cite:p}`smith2019first`. See [two](2025-02-01-two.md).",
        topics=["nato"],
        authors=["Ann Writer"],
        aliases=["news/one", "news/first"],
    )
    publication.article(
        "2025-02-01-two",
        "Two {cite:p}`smith2019first, smith2019second`.",
        topics=["nato", "trade"],
        section="opinion",
    )
    publication.article(
        "2026-03-01-three", "Three {cite:t}`lanoszka2016russian`.[^n]\n\n[^n]: A note."
    )


def edit_text(p: Publication) -> None:
    p.article("2025-01-01-one", "One, edited {cite:p}`nunn2010columbian`.", topics=["nato"])


def edit_title(p: Publication) -> None:
    p.article(
        "2025-02-01-two",
        "Two {cite:p}`smith2019first, smith2019second`.",
        title="Another title",
        topics=["nato", "trade"],
        section="opinion",
    )


def add(p: Publication) -> None:
    p.article("2025-03-01-new", "New {cite:p}`smith2019first`.", topics=["new"])


def add_year(p: Publication) -> None:
    p.article("2027-03-01-new", "New {cite:p}`smith2019first`.")


def rename(p: Publication) -> None:
    p.delete("articles/2025/2025-02-01-two")
    p.article("2025-02-01-renamed", "Two {cite:p}`smith2019first`.", topics=["trade"])
    p.article("2025-01-01-one", "One {cite:p}`smith2019first`.")


def delete(p: Publication) -> None:
    p.delete("articles/2026/2026-03-01-three")


def change_section(p: Publication) -> None:
    p.article("2026-03-01-three", "Three.", section="opinion", topics=["trade"])


def make_draft(p: Publication) -> None:
    p.article("2026-03-01-three", "Three.", status="draft")


def add_work(p: Publication) -> None:
    p.write(
        "references.bib", BIB + "@book{new, author={New, A.}, title={N}, publisher={P}, year=2020}"
    )


def edit_work(p: Publication) -> None:
    p.write("references.bib", BIB.replace("A first book", "A changed book"))


def reorder_works(p: Publication) -> None:
    p.write("references.bib", BIB.replace("A first book", "Z first book"))


def delete_work(p: Publication) -> None:
    p.write("references.bib", BIB[: BIB.index("@book{smith2019second")])
    p.article("2025-02-01-two", "Two {cite:p}`smith2019first`.", topics=["nato", "trade"])


def touch(p: Publication) -> None:
    p.write("references.bib", BIB)


def change_aliases(p: Publication) -> None:
    p.article("2025-01-01-one", "One.", aliases=["news/first", "articles/2025/2025-01-01-former"])


def update(p: Publication) -> None:
    p.article("2026-03-01-three", "Three.", updated="2026-04-01", lang="ar")


EDITS = [
    edit_text,
    change_aliases,
    update,
    edit_title,
    add,
    add_year,
    rename,
    delete,
    change_section,
    make_draft,
    add_work,
    edit_work,
    reorder_works,
    delete_work,
    touch,
]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_an_incremental_build_equals_a_clean_one(
    publication: Publication, edit: Callable[[Publication], None]
) -> None:
    fill(publication)
    publication.build(settings=ADDRESS)
    edit(publication)
    publication.build(settings=ADDRESS)
    assert publication.warnings == ""
    publication.build(out="_clean", settings=ADDRESS)
    assert publication.warnings == ""
    one, other = (tree(publication.folder / out / "html") for out in ("_build", "_clean"))
    assert differences(one, other) == []


def test_only_pages_that_show_a_work_are_written_when_it_changes(publication: Publication) -> None:
    fill(publication)
    publication.build()
    edit_work(publication)
    publication.build()
    status = publication.status
    assert "0 added, 0 changed, 0 removed" in status
    written = set(re.findall(r"writing output\.\.\. \[ *\d+%\] (\S+)", status))
    shown = {"articles/2025/2025-01-01-one", "articles/2025/2025-02-01-two", "articles/works"}
    # Sphinx writes the pages whose toctrees name a rewritten page along with it.
    assert shown <= written <= shown | {"index", "articles/2025/index"}


def test_nothing_is_read_or_written_when_nothing_changed(publication: Publication) -> None:
    fill(publication)
    publication.build(settings=ADDRESS)
    before = tree(publication.folder / "_build/html")
    publication.build(settings=ADDRESS)
    status = publication.status
    assert "0 added, 0 changed, 0 removed" in status
    assert "no targets are out of date" in status
    assert differences(before, tree(publication.folder / "_build/html")) == []


def test_a_second_format_reads_nothing_again(publication: Publication) -> None:
    fill(publication)
    publication.build()
    for builder in ("latex", "epub", "text"):
        publication.build(builder)
        assert "0 added, 0 changed, 0 removed" in publication.status, builder
        assert publication.warnings == "", builder


@pytest.mark.parametrize(
    "builder", ["html", "dirhtml", "singlehtml", "latex", "epub", "text", "man", "texinfo", "xml"]
)
def test_every_builder_is_silent(publication: Publication, builder: str) -> None:
    fill(publication)
    publication.build(builder)
    assert publication.warnings == ""
