"""A publication as plain objects, and the files that say the same.

A rule of the state machine edits objects; :meth:`Model.publish` writes the files whose
content that changes, and no others, as an editor would.
"""

from __future__ import annotations

import datetime as dt
import os
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.publication import CONF, INDEX, VOLUME, WORKS

TOPICS = ("nato", "trade", "water", "Łódź")
AUTHORS = ("Ann Writer", "Bo Editor", "ليلى")
COLOURS = ("red", "green", "blue")


@dataclass
class Work:
    """An entry of ``references.bib``."""

    key: str
    author: str = "Smith, Jane"
    title: str = "A book"
    year: int = 2019
    broken: bool = False

    def text(self) -> str:
        """Return the entry; a broken one is never closed."""
        fields = f"author = {{{self.author}}}, title = {{{self.title}}}, year = {self.year}"
        return f"@book{{{self.key}, {fields}, publisher = {{Press}}" + (
            "\n\n" if self.broken else "}\n\n"
        )


@dataclass
class Article:
    """An article's front matter and the parts that its text is made of."""

    number: int
    date: dt.date
    section: str
    title: str
    summary: str = "A summary."
    slug: str = ""
    draft: bool = False
    topics: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    further: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    updated: bool = False
    corrected: bool = False
    retracted: bool = False
    tldr: bool = False
    texts: list[str] = field(default_factory=list)
    heading: str = ""
    cited: list[tuple[str, str]] = field(default_factory=list)  # a role and a key
    links: list[tuple[int, str]] = field(default_factory=list)  # an article and how it is named
    images: list[int] = field(default_factory=list)
    footnote: str = ""
    unknown_key: bool = False

    def __post_init__(self) -> None:
        self.slug = self.slug or f"article-{self.number}"

    @property
    def docname(self) -> str:
        """Where it stands."""
        return f"articles/{self.date.year}/{self.date}-{self.slug}"


class Model:
    """Articles, works, images, sections."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sections = {"international": "International", "opinion": "Opinion"}
        self.articles: dict[int, Article] = {}
        self.works: dict[str, Work] = {}
        self.former: dict[int, Article] = {}  # deleted, and still linked to
        self.images: dict[int, str] = {}
        self._works = 0
        self._written: dict[str, str] = {}

    # -- a publication to begin with ------------------------------------------------

    def fill(self, articles: int, works: int) -> None:
        """Write a first publication: every kind of part somewhere."""
        for number in range(works):
            self.add_work(number)
        for image in range(3):
            self.images[image] = COLOURS[image]
        for number in range(articles):
            article = self.add_article(number * 47)
            article.cited.extend(
                (("p", "t")[n % 2], f"work{(number * 3 + n) % works}") for n in range(number % 4)
            )
            if number:
                article.links.append((number, ("a text", "", "#")[number % 3]))
            if number % 5 == 0:
                article.images.append(number % 3)
            if number % 6 == 0:
                article.footnote = "A note."
            article.tldr = number % 4 == 1
            article.aliases = [f"news/{number}"] * (number % 7 == 2)
            if number % 3 == 0:
                article.further.append(f"work{number % works}")
        # More often than an entry of the catalogue shows.
        self.articles[1].cited.extend([("p", "work0")] * 31)
        self.publish()

    def add_article(self, day: int) -> Article:
        """Add an article dated *day* days after the first day of 2023."""
        number = len(self.articles) + len(self.former) + 1
        article = Article(
            number,
            self.day(day),
            section=tuple(self.sections)[number % len(self.sections)],
            title=f"Title {number}",
            topics=[TOPICS[number % len(TOPICS)]],
            authors=[AUTHORS[number % len(AUTHORS)]] if number % 2 else [],
            texts=[f"Text {number}."],
            heading=f"Heading {number}",
        )
        self.articles[number] = article
        return article

    def day(self, number: int) -> dt.date:
        """Return a day in one of three years, all of them gone by."""
        return dt.date(2023, 1, 1) + dt.timedelta(number % 1000)

    def swap(self, one: Article, other: Article) -> str:
        """Exchange two articles' texts; their files are moved, and keep their times."""
        for name in ("title", "summary", "texts", "heading", "cited", "footnote", "topics"):
            mine, theirs = getattr(one, name), getattr(other, name)
            setattr(one, name, theirs)
            setattr(other, name, mine)
        names = [f"{article.docname}.md" for article in (one, other)]
        times = [(self.folder / name).stat().st_mtime_ns for name in names]
        self.publish()
        for name, time in zip(names, reversed(times), strict=True):
            os.utime(self.folder / name, ns=(time, time))
        return f"swap {names}"

    def replace_key(self, key: str, new: str | None, *, in_articles: bool) -> None:
        """Rename a work, or delete it, and see to its citations."""
        self.works = {
            (new if name == key and new else name): work
            for name, work in self.works.items()
            if name != key or new
        }
        if new:
            self.works[new].key = new
        if in_articles:
            for article in self.articles.values():
                article.cited = [
                    (role, new if cited == key and new else cited)
                    for role, cited in article.cited
                    if cited != key or new
                ]
                article.further = [
                    new if name == key and new else name
                    for name in article.further
                    if name != key or new
                ]

    def add_work(self, number: int) -> Work:
        """Add a work: some share an author, and some of these a year."""
        self._works += 1
        key = f"work{number}" if f"work{number}" not in self.works else f"new-{self._works}"
        names = ("Smith, Jane", "Smith, Ann", "de Waal, Alex", "Ibn Khaldun")
        work = Work(key, names[number % 4], f"Book {self._works}", 2019 + number % 2)
        self.works[key] = work
        return work

    # -- the files ------------------------------------------------------------------

    def publish(self) -> None:
        """Write the files that the objects now say something else in; delete those they lack."""
        files = self._files()
        for name in self._written.keys() - files.keys():
            (self.folder / name).unlink()
        for name, text in files.items():
            if self._written.get(name) != text:
                path = self.folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
        self._written = files

    def state(self) -> dict[str, Any]:
        """Return a copy of all objects, for :meth:`restore`."""
        return deepcopy({name: value for name, value in vars(self).items() if name != "_written"})

    def restore(self, state: dict[str, Any]) -> None:
        """Make the objects what they were; the files follow with :meth:`publish`."""
        vars(self).update(deepcopy(state))

    def touch(self, number: int) -> str:
        """Give one file a new time and the old content."""
        name = sorted(self._written)[number % len(self._written)]
        (self.folder / name).touch()
        return name

    def _files(self) -> dict[str, str]:
        sections = {"international": "International", "opinion": "Opinion"}
        files = {
            "conf.py": CONF.replace(repr(sections).replace("'", '"'), repr(self.sections))
            # A few works more or less, and they stand on one page or on shelves.
            + "press_works_on_one_page = 12\n"
            # With an address there are feeds, a sitemap and data.
            + "html_baseurl = 'https://press.test/'\npress_feed_entries = 5\n",
            "index.md": INDEX.replace("works\n", "works\narticles/corrections\n"),
            "articles/corrections.md": "# Corrections\n\n```{corrections}\n```\n",
            "articles/works.md": WORKS,
            "references.bib": "".join(work.text() for work in self.works.values()),
        }
        for article in self.articles.values():
            year = article.date.year
            files[f"articles/{year}/index.md"] = VOLUME.format(year=year)
            files[f"{article.docname}.md"] = self._text(article)
            for image in article.images:
                files[f"articles/{year}/img/{image}.svg"] = _picture(f"{self.images[image]}", year)
        return files

    def _text(self, article: Article) -> str:
        lines = [
            "---",
            f"title: {article.title!r}",
            f"date: {article.date}",
            f"section: {article.section}",
            f"summary: {article.summary!r}",
            f"topics: {article.topics!r}",
        ]
        lines += [f"authors: {article.authors!r}"] * bool(article.authors)
        lines += [f"further-reading: {article.further!r}"] * bool(article.further)
        lines += [f"aliases: {article.aliases!r}"] * bool(article.aliases)
        lines += [f"updated: {article.date}"] * article.updated
        noted = ["correction"] * article.corrected + ["retraction"] * article.retracted
        lines += ["corrections:"] * bool(noted)
        lines += [f"  - {{date: {article.date}, kind: {kind}, text: Noted.}}" for kind in noted]
        lines += ["status: draft"] * article.draft
        lines += ["---", ""]
        if article.tldr:
            lines += ["```{tldr}", "- In short."]
            lines += [f"- {{cite:{role}}}`{key}`." for role, key in article.cited[:1]]
            lines += ["```", ""]
        lines += [" ".join(article.texts) + (" Noted.[^n]" if article.footnote else ""), ""]
        for role, key in article.cited:
            lines += [f"As {{cite:{role}}}`{key}` says.", ""]
        lines += ["Nobody {cite:p}`nobody1900`.", ""] * article.unknown_key
        for number, name in article.links:
            lines += [f"See {self._link(number, name)}.", ""]
        for image in article.images:
            lines += [f"![A picture](img/{image}.svg)", ""]
        if article.heading:
            lines += [f"(place-{article.number})=", f"## {article.heading}", "", "More."]
        if article.footnote:
            lines += ["", f"[^n]: {article.footnote}"]
        return "\n".join(lines) + "\n"

    def _link(self, number: int, name: str) -> str:
        """Return a link; "" shows the other's title, "#" the heading that it leads to."""
        target = self.articles.get(number) or self.former[number]
        anchor = f"#place-{number}" if name == "#" else ""
        return f"[{'' if name == '#' else name}](../../{target.docname}.md{anchor})"


def _picture(colour: str, year: int) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        f'<rect width="9" height="9" fill="{colour}"/><title>{year}</title></svg>\n'
    )
