"""Any history of edits and builds ends in what a clean build gives, byte for byte.

`make test` walks a few hundred steps of a fixed random walk. ``EXACTNESS=long`` walks
thousands of another one each time, and prints its seed; ``EXACTNESS_SEED`` repeats one.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import ClassVar
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, Phase, note, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.built_site import differences, tree
from tests.exactness.model import AUTHORS, COLOURS, TOPICS, Article, Model
from tests.exactness.workshop import KILLED, Job, Outcome, Workshop

pytestmark = pytest.mark.slow

LONG = os.environ.get("EXACTNESS") == "long"
STEPS, WALKS = 50, 45 if LONG else 4
LEAST = 2000 if LONG else 200
EDITS_BETWEEN_CHECKS = 4

# Two that belong to pages, and one that is the folder of another.
ALIASES = ("news/one", "news/one.html/two", "was/here/", "index", "topics/nato.html")

numbers = st.integers(0, 999)
formats = st.sampled_from(["html", "epub"])


class Editing(RuleBasedStateMachine):
    """A publication that is edited and built, and now and then compared with a clean build."""

    steps: ClassVar[int] = 0
    repeated: ClassVar[int] = 0  # builds that were spared
    workshops: ClassVar[tuple[Workshop, Workshop]]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="exactness-"))
        (self.folder / "source").mkdir()
        self.model = Model(self.folder / "source")
        self.model.fill(articles=28, works=12)
        self.edits = 0
        self.writes = {"html": 150, "epub": 70}
        self.build("html")
        self.checked = self.model.state()

    def teardown(self) -> None:
        self.check()
        shutil.rmtree(self.folder)

    def job(self, out: str, builder: str, **changes: int) -> Job:
        source, target = self.folder / "source", self.folder / out
        job = Job(str(source), str(target / builder), str(target / "doctrees"), builder)
        return replace(job, **changes)  # type: ignore[arg-type]  # numbers all of them

    def build(self, builder: str, **changes: int) -> Outcome:
        outcome = self.workshops[0].build(self.job("kept", builder, **changes))
        type(self).repeated += outcome.repeated
        return outcome

    def article(self, number: int) -> Article:
        return self.model.articles[sorted(self.model.articles)[number % len(self.model.articles)]]

    def key(self, number: int) -> str:
        return sorted(self.model.works)[number % len(self.model.works)]

    def edited(self, what: str) -> None:
        self.model.publish()
        note(what)
        self.edits += 1

    # -- articles -------------------------------------------------------------------

    @rule(day=numbers, cites=numbers, links=numbers)
    def add_article(self, day: int, cites: int, links: int) -> None:
        article = self.model.add_article(day)
        article.cited.append(("p", self.key(cites)))
        article.links.append((self.article(links).number, ("a text", "", "#")[links % 3]))
        self.edited(f"add {article.docname}")

    @rule(number=numbers, careless=st.booleans())
    def delete_article(self, number: int, careless: bool) -> None:
        """The careless editor leaves links to what is gone."""
        if len(self.model.articles) < 20:
            return
        article = self.article(number)
        del self.model.articles[article.number]
        self.model.former[article.number] = article
        if not careless:
            for other in self.model.articles.values():
                other.links = [link for link in other.links if link[0] != article.number]
        self.edited(f"delete {article.docname}, {careless=}")

    @rule(number=numbers, value=numbers)
    def edit_text(self, number: int, value: int) -> None:
        article = self.article(number)
        article.texts.append(f"Added {value}." + " And more." * (value % 300))
        self.edited(f"text of {article.docname}")

    @rule(number=numbers, value=numbers)
    def rename(self, number: int, value: int) -> None:
        article = self.article(number)
        article.slug = f"renamed-{article.number}-{value}"
        self.edited(f"rename to {article.docname}")

    @rule(number=numbers, day=numbers)
    def change_date(self, number: int, day: int) -> None:
        article = self.article(number)
        article.date = self.model.day(day)
        self.edited(f"date of {article.docname}")

    @rule(number=numbers)
    def change_section(self, number: int) -> None:
        article = self.article(number)
        names = sorted(self.model.sections)
        article.section = names[(names.index(article.section) + 1) % len(names)]
        self.edited(f"section of {article.docname}")

    @rule(number=numbers, topics=st.lists(st.sampled_from(TOPICS), unique=True))
    def change_topics(self, number: int, topics: list[str]) -> None:
        article = self.article(number)
        article.topics = topics
        self.edited(f"topics of {article.docname}")

    @rule(number=numbers, authors=st.lists(st.sampled_from(AUTHORS), unique=True))
    def change_authors(self, number: int, authors: list[str]) -> None:
        article = self.article(number)
        article.authors = authors
        self.edited(f"authors of {article.docname}")

    @rule(number=numbers, aliases=st.lists(st.sampled_from(ALIASES), unique=True, max_size=2))
    def change_aliases(self, number: int, aliases: list[str]) -> None:
        article = self.article(number)
        article.aliases = aliases
        self.edited(f"aliases of {article.docname}")

    @rule(number=numbers, value=numbers, what=st.sampled_from(["title", "summary", "heading"]))
    def change_words(self, number: int, value: int, what: str) -> None:
        article = self.article(number)
        setattr(article, what, f"Another {what} & <{value}>")
        self.edited(f"{what} of {article.docname}")

    @rule(
        number=numbers,
        what=st.sampled_from(["draft", "tldr", "updated", "corrected", "retracted", "unknown_key"]),
    )
    def switch(self, number: int, what: str) -> None:
        article = self.article(number)
        setattr(article, what, not getattr(article, what))
        self.edited(f"{what} of {article.docname}")

    @rule(number=numbers, value=numbers)
    def change_footnote(self, number: int, value: int) -> None:
        article = self.article(number)
        article.footnote = "" if article.footnote else f"A note {value}."
        self.edited(f"footnote of {article.docname}")

    @rule(number=numbers, other=numbers, name=st.sampled_from(["a text", "", "#"]))
    def change_links(self, number: int, other: int, name: str) -> None:
        article = self.article(number)
        link = (self.article(other).number, name)
        article.links = article.links[1:] if link in article.links else [*article.links, link]
        self.edited(f"links of {article.docname}")

    @rule(number=numbers, image=st.sampled_from([0, 1, 2]))
    def change_images(self, number: int, image: int) -> None:
        article = self.article(number)
        article.images = sorted({image}.symmetric_difference(article.images))
        self.edited(f"images of {article.docname}")

    @rule(image=st.sampled_from([0, 1, 2]), colour=st.sampled_from(COLOURS))
    def paint(self, image: int, colour: str) -> None:
        self.model.images[image] = colour
        self.edited(f"image {image} is {colour}")

    @rule(number=numbers, other=numbers)
    def swap_files(self, number: int, other: int) -> None:
        """Two articles change places, as with mv: the files keep their times."""
        self.edited(self.model.swap(self.article(number), self.article(other)))

    # -- works ----------------------------------------------------------------------

    @rule(number=numbers, value=numbers, role=st.sampled_from(["p", "t", "author", "year"]))
    def change_citations(self, number: int, value: int, role: str) -> None:
        article = self.article(number)
        citation = (role, self.key(value))
        known = citation in article.cited
        article.cited = article.cited[1:] if known else [*article.cited, citation]
        self.edited(f"citations of {article.docname}")

    @rule(number=numbers, keys=st.lists(numbers, max_size=3))
    def change_further_reading(self, number: int, keys: list[int]) -> None:
        article = self.article(number)
        article.further = sorted({self.key(key) for key in keys})
        self.edited(f"further reading of {article.docname}")

    @rule(number=st.integers(0, 30))
    def add_work(self, number: int) -> None:
        self.edited(f"add {self.model.add_work(number).key}")

    @rule(number=numbers, value=numbers, what=st.sampled_from(["title", "author", "year"]))
    def edit_work(self, number: int, value: int, what: str) -> None:
        work = self.model.works[self.key(number)]
        new = {"title": f"Book {value}", "author": "Smith, Jane", "year": 2010 + value % 9}
        setattr(work, what, new[what])
        self.edited(f"{what} of {work.key}")

    @rule(number=numbers)
    def break_or_mend_work(self, number: int) -> None:
        work = self.model.works[self.key(number)]
        work.broken = not work.broken
        self.edited(f"{work.key}: {work.broken=}")

    @rule(number=numbers, careless=st.booleans())
    def delete_work(self, number: int, careless: bool) -> None:
        if len(self.model.works) > 6:
            key = self.key(number)
            self.model.replace_key(key, None, in_articles=not careless)
            self.edited(f"delete {key}, {careless=}")

    @rule(number=numbers, value=numbers)
    def rename_work(self, number: int, value: int) -> None:
        key = self.key(number)
        self.model.replace_key(key, f"renamed_{value}:{key[-1]}", in_articles=True)
        self.edited(f"rename {key}")

    # -- the publication --------------------------------------------------------------

    @rule(name=st.sampled_from(["international", "opinion"]), value=st.integers(0, 2))
    def rename_section(self, name: str, value: int) -> None:
        self.model.sections[name] = f"{name.capitalize()} {value}"
        self.edited(f"section {name} is called {value}")

    @rule(number=numbers)
    def touch(self, number: int) -> None:
        self.edited(f"touch {self.model.touch(number)}")

    @rule()
    def take_back(self) -> None:
        """Everything is again as it was at the last comparison."""
        self.model.restore(self.checked)
        self.edited("take back all edits")

    # -- builds -----------------------------------------------------------------------

    @rule(builder=st.sampled_from(["html", "epub", "latex", "text"]), jobs=st.sampled_from([1, 2]))
    def build_between(self, builder: str, jobs: int) -> None:
        note(f"build {builder} -j {jobs}")
        assert self.build(builder, jobs=jobs).status == 0

    @rule(builder=formats, part=st.floats(0, 1), fails=st.booleans())
    def interrupted_build(self, builder: str, part: float, fails: bool) -> None:
        """A build that dies or fails at one of the files it writes, unless it needs none so late."""
        at = 1 + round(part * self.writes[builder])
        outcome = self.build(builder, **{"fails_at" if fails else "dies_at": at})
        note(f"build {builder} interrupted at write {at}, {fails=}: {outcome.status}")
        assert outcome.status in ((0, 3) if fails else (0, KILLED))

    @invariant()
    def count(self) -> None:
        type(self).steps += 1
        if self.edits >= EDITS_BETWEEN_CHECKS:
            self.check()

    def check(self) -> None:
        """Both formats, built on what is there and from nothing, are the same."""
        self.edits = 0
        shutil.rmtree(self.folder / "clean", ignore_errors=True)
        kept, clean = self.workshops
        for builder in ("html", "epub"):
            kept.start(self.job("kept", builder))
            clean.start(self.job("clean", builder))
            one, other = kept.finish(), clean.finish()
            type(self).repeated += one.repeated
            self.writes[builder] = other.writes
            note(f"check {builder}")
            assert one.status == other.status == 0, (one.warnings, other.warnings)
            assert sorted(set(one.warnings)) == sorted(set(other.warnings))
            built = [content(self.folder / out / builder) for out in ("kept", "clean")]
            assert differences(*built) == []
        self.checked = self.model.state()


def content(folder: Path) -> dict[str, bytes]:
    """Return the files of a site, or those in the e-book."""
    books = list(folder.glob("*.epub"))
    if not books:
        return tree(folder)
    with ZipFile(books[0]) as book:
        return {name: book.read(name) for name in book.namelist()}


def test_every_history_ends_in_the_clean_build(capsys: pytest.CaptureFixture[str]) -> None:
    number = int(os.environ.get("EXACTNESS_SEED") or (random.randrange(10**6) if LONG else 1))
    with capsys.disabled():
        sys.stdout.write(f"\nEXACTNESS_SEED={number}\n")
    Editing.steps = Editing.repeated = 0
    with Workshop(1) as kept, Workshop(2) as clean:
        Editing.workshops = (kept, clean)
        run_state_machine_as_test(
            seed(number)(Editing),
            settings=settings(
                max_examples=WALKS,
                stateful_step_count=STEPS,
                database=None,
                deadline=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            ),
        )
    with capsys.disabled():
        sys.stdout.write(f"{Editing.steps} steps, {Editing.repeated} builds spared\n")
    assert Editing.steps >= LEAST
    assert Editing.repeated
