"""Cards: articles in a list, as standard docutils nodes for every format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes

from press.articles.titles import listed_title, reading_time
from press.text.bidi import direction
from press.text.messages import Words, words_in

if TYPE_CHECKING:
    from press.articles.model import Article, Picture

#: Makes the link to an article out of its title.
MakeLink = Callable[["Article", nodes.Element], nodes.Element]

#: Articles shown as cards; the older ones are a line each, so that a list of
#: thousands stays one page on which everything can be found.
MOST_CARDS = 50


@dataclass(frozen=True)
class Cards:
    """How a page shows articles.

    *sections* are the titles of the sections by their keys, *pictures* those of
    articles by document name, *link* makes links from this page, which speaks *words*.
    """

    sections: Mapping[str, str]
    link: MakeLink
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    words: Words = field(default_factory=partial(words_in, "en"))

    def grid(self, articles: Sequence[Article], level: int = 2, name: str = "") -> nodes.Element:
        """Return *articles* as cards, their titles as headings of a level."""
        cards = (self.card(article, level) for article in articles)
        classes = ["cards", *filter(None, [name])]
        return nodes.container("", nodes.bullet_list("", *cards), classes=classes)

    def card(self, article: Article, level: int) -> nodes.list_item:
        """Return an article's picture, section, title, summary, date and reading time."""
        section = self.sections.get(article.section, article.section)
        facts = f"{self.words.date(article.date)} · {reading_time(article, self.words)}"
        title = nodes.paragraph("", "", self._title(article), classes=["card-title"])
        summary = nodes.paragraph("", article.summary, classes=["card-summary"])
        own = self._language_of(article)
        title["html_attributes"] = {"role": "heading", "aria-level": str(level), **own}
        summary["html_attributes"] = own
        return nodes.list_item(
            "",
            *self._picture(article),
            nodes.paragraph("", section, classes=["card-kicker"]),
            title,
            summary,
            nodes.paragraph("", facts, classes=["card-facts"]),
            # All of it stands on the side where its title begins.
            classes=["card", *(f"card-{side}" for key, side in own.items() if key == "dir")],
        )

    def line(self, article: Article) -> nodes.list_item:
        """Return an article's title and date."""
        date = nodes.inline("", self.words.date(article.date), classes=["date"])
        return nodes.list_item(
            "", nodes.paragraph("", "", self._title(article), nodes.Text(" "), date)
        )

    def _language_of(self, article: Article) -> dict[str, str]:
        if article.lang == self.words.language:
            return {}
        return {"lang": article.lang, "dir": direction(article.lang)}

    def _title(self, article: Article) -> nodes.Element:
        return self.link(article, nodes.inline("", listed_title(article)))

    def _picture(self, article: Article) -> Iterator[nodes.Element]:
        picture = self.pictures.get(article.docname)
        if picture is not None and article.image is not None:
            image = nodes.image("", uri=picture.path, alt=article.image.alt)
            image["candidates"] = {"*": picture.path}
            width, height = str(picture.width), str(picture.height)
            image["html_attributes"] = {"width": width, "height": height, "decoding": "async"}
            yield nodes.container("", image, classes=["card-picture"])


def article_list(articles: Sequence[Article], cards: Cards) -> list[nodes.Element]:
    """Return *articles*, newest first: cards, then titles under the years of their volumes."""
    if not articles:
        return [nodes.paragraph("", cards.words("No articles yet."), classes=["no-articles"])]
    blocks = [cards.grid(articles[:MOST_CARDS])]
    for year, older in groupby(articles[MOST_CARDS:], key=lambda article: article.volume):
        blocks.append(heading(cards.words("More of %s") % year, "older"))
        blocks.append(nodes.bullet_list("", *map(cards.line, older), classes=["older"]))
    return blocks


def by_month(articles: Sequence[Article], cards: Cards) -> list[nodes.Element]:
    """Return the articles of a volume under their months, the newest first.

    A month's heading has the anchor of :func:`month_anchor`.  Cards while they
    are few, else a line each.
    """
    if not articles:
        return article_list(articles, cards)
    blocks: list[nodes.Element] = []
    for month, found in groupby(articles, key=lambda article: article.date.month):
        of_month = list(found)
        title = heading(cards.words.month(month), "month", month_anchor(month))
        shown = (
            cards.grid(of_month, level=3)
            if len(articles) <= MOST_CARDS
            else nodes.bullet_list("", *map(cards.line, of_month), classes=["older"])
        )
        blocks.append(nodes.container("", title, shown, classes=["by-month"]))
    return blocks


def month_anchor(month: int) -> str:
    """Return the anchor of a month on a volume's page."""
    return f"month-{month:02}"


def heading(text: str, name: str, anchor: str = "", *links: nodes.Element) -> nodes.Element:
    """Return a heading of the second level that is no section of the document's contents."""
    rubric = nodes.rubric("", "" if links else text, *links, classes=[name])
    rubric["heading-level"] = 2
    if anchor:
        rubric["ids"].append(anchor)
    return rubric
