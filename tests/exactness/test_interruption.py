"""A build that dies at any moment leaves what the next one brings to the clean result."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.built_site import differences, tree
from tests.exactness.model import Model
from tests.exactness.workshop import KILLED, Job, Workshop

pytestmark = pytest.mark.slow

LONG = os.environ.get("EXACTNESS") == "long"
KILLS = 60 if LONG else 10


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    with Workshop(3) as workshop:
        yield workshop


class Site:
    """A publication's site, built again and again in one folder."""

    def __init__(self, folder: Path, workshop: Workshop) -> None:
        self.folder = folder
        self.workshop = workshop
        (folder / "source").mkdir()
        self.model = Model(folder / "source")
        self.model.fill(articles=28, works=12)

    def job(self, out: str = "kept", **changes: float) -> Job:
        parts = (self.folder / name for name in ("source", f"{out}/html", f"{out}/doctrees"))
        return Job(*map(str, parts), **changes)  # type: ignore[arg-type]

    def edit(self, number: int) -> None:
        """Change one article's text, add one, take the last one away, touch some."""
        article = self.model.articles[number % 20 + 1]
        article.texts.append(f"Edit {number}.")
        article.images = [(number % 3)]
        self.model.images[number % 3] = f"#{number:06}"
        self.model.articles.pop(max(self.model.articles))
        self.model.add_article(number * 7)
        self.model.publish()
        for touched in range(5):
            self.model.touch(number * 5 + touched)

    def is_clean(self, name: str) -> None:
        """Build both ways and compare."""
        kept = self.workshop.build(self.job())
        clean = self.workshop.build(self.job(name))
        assert (kept.status, kept.warnings) == (clean.status, clean.warnings) == (0, ())
        assert differences(tree(self.folder / "kept/html"), tree(self.folder / name / "html")) == []


@pytest.fixture
def site(tmp_path: Path, workshop: Workshop) -> Site:
    return Site(tmp_path, workshop)


def test_a_build_killed_at_any_moment_is_mended_by_the_next(site: Site) -> None:
    """In every phase, the first build and later ones, in one process and several."""
    chance = random.Random(4)
    whole = site.workshop.build(site.job("timed"))
    killed = 0
    for number in range(KILLS):
        after = chance.uniform(0.05, 1.0) * whole.seconds
        outcome = site.workshop.build(site.job(dies_after=after, jobs=1 + number % 2))
        killed += outcome.status == KILLED
        if number % 3 == 2:  # sometimes several builds die in a row
            site.is_clean(f"clean{number}")
            site.edit(number)
    site.is_clean("clean")
    assert killed > KILLS / 3


def test_a_file_left_half_written_is_written_again(site: Site) -> None:
    """Death at files spread over a whole build: doctrees, the environment, pages, the ledger."""
    writes = site.workshop.build(site.job()).writes
    for number in range(KILLS):
        site.edit(number)
        at = 1 + number * writes // KILLS
        outcome = site.workshop.build(site.job(dies_at=at))
        assert outcome.status in (0, KILLED)
        if number % 3 == 2:
            site.is_clean(f"clean{number}")
    site.is_clean("clean")


@pytest.mark.parametrize("part", [0, 100, 0.5, 0.999], ids=str)
def test_a_truncated_environment_is_read_anew(site: Site, part: float) -> None:
    """Sphinx writes its pickled environment in place."""
    site.workshop.build(site.job())
    pickle = site.folder / "kept/doctrees/environment.pickle"
    size = pickle.stat().st_size
    os.truncate(pickle, part if isinstance(part, int) else int(size * part))
    site.model.articles[3].texts.append("Edited.")
    site.model.publish()
    site.is_clean("clean")


@pytest.mark.parametrize("at", range(1, 8))
def test_what_died_and_was_undone_leaves_no_trace(site: Site, at: int) -> None:
    """Doctrees of a text that was taken back are newer than the file, and are not used."""
    site.workshop.build(site.job())
    article = site.model.articles[5]
    path = site.folder / f"source/{article.docname}.md"
    before = path.stat().st_mtime_ns
    article.texts.append("Never published.")
    site.model.publish()
    assert site.workshop.build(site.job(dies_at=at)).status == KILLED
    article.texts.pop()
    site.model.publish()
    os.utime(path, ns=(before, before))
    site.is_clean("clean")


def test_an_unfinished_build_of_another_format_costs_the_site_nothing_but_time(
    site: Site,
) -> None:
    site.workshop.build(site.job())
    site.edit(1)
    book = site.job()
    book = Job(book.source, str(site.folder / "kept/epub"), book.doctrees, "epub", dies_at=5)
    assert site.workshop.build(book).status == KILLED
    site.is_clean("clean")


@pytest.mark.parametrize("name", ["_images/0.svg", "index.html"])
def test_a_file_that_could_not_be_written_is_written_next_time(site: Site, name: str) -> None:
    """Where a folder stands in its way; Sphinx warns, and finishes."""
    site.workshop.build(site.job())
    path = site.folder / "kept/html" / name
    path.unlink()
    path.mkdir()
    site.edit(0)
    assert site.workshop.build(site.job()).warnings
    path.rmdir()
    site.is_clean("clean")


def test_a_finished_build_leaves_no_mark(site: Site) -> None:
    site.workshop.build(site.job())
    assert not list((site.folder / "kept").rglob(".unfinished"))
    assert not list((site.folder / "kept").rglob("*.new"))
