"""Article domain: every article's front matter, and which page shows what.

The one owner of what is known of articles across documents.  State is plain
data by document name; everything else is derived from it in ``env-updated``.

A selection of articles: which ones a page or a listing shows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import Domain
from sphinx.errors import NoUri
from sphinx.util import logging

from press.core.builders import PAGE_BUILDERS
from press.core.documents import ByDocument
from press.text.strings import slugify

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from press.articles.model import Article, Correction, Picture


logger = logging.getLogger(__name__)

#: Folder of the generated pages for each thing an article can be listed under.
FOLDERS = {"section": "sections", "topic": "topics", "author": "authors"}


class ArticleDomain(ByDocument, Domain):
    """Articles by document name, and the selections that pages show."""

    name = "article"
    label = "Articles"
    # Raise it whenever the fields of Article or Selection change: a test says so.
    data_version = 5
    initial_data: ClassVar[dict[str, Any]] = {
        "articles": {},  # docname -> Article
        "pictures": {},  # docname -> Picture
        "selections": {},  # docname -> tuple[Selection, ...]
        "corrections_pages": {},  # docname -> True
        "shown": {},  # docname -> what the page shows of other articles
    }
    by_document: ClassVar[tuple[str, ...]] = (
        "articles",
        "pictures",
        "selections",
        "corrections_pages",
        "shown",
    )

    #: Made from this and other domains by :mod:`press.site.related_articles`, once a build.
    beside: object = None

    # -- while reading --------------------------------------------------------

    @property
    def articles(self) -> dict[str, Article]:
        """Every article by its document name."""
        return cast("dict[str, Article]", self.data["articles"])

    @property
    def pictures(self) -> dict[str, Picture]:
        """The pictures of the articles that have one, by document name."""
        return cast("dict[str, Picture]", self.data["pictures"])

    def note_article(self, article: Article) -> None:
        """Remember an article."""
        self.articles[article.docname] = article

    def note_words(self, docname: str, words: int) -> None:
        """Add what only the text can tell."""
        self.articles[docname] = replace(self.articles[docname], words=words)

    def note_picture(self, docname: str, picture: Picture) -> None:
        """Remember an article's picture."""
        self.pictures[docname] = picture

    def note_selection(self, docname: str, selection: Selection) -> None:
        """Remember that *docname* shows a selection of articles."""
        self.data["selections"][docname] = (
            *self.data["selections"].get(docname, ()),
            selection,
        )

    def note_corrections_page(self, docname: str) -> None:
        """Remember that *docname* shows every correction."""
        self.data["corrections_pages"][docname] = True

    # -- after reading --------------------------------------------------------

    def make_index(self) -> list[str]:
        """Put all articles in order; return the documents that show something changed."""
        self.beside = None
        self.newest_first: Sequence[Article] = sorted(
            self.articles.values(), key=lambda article: article.order, reverse=True
        )
        self._position = {a.docname: at for at, a in enumerate(self.newest_first)}
        self._index: dict[str, defaultdict[str, list[Article]]] = {
            kind: defaultdict(list) for kind in ("volume", *FOLDERS)
        }
        for article in self.newest_first:
            for kind, names in _listed_under(article).items():
                for name in names:
                    self._index[kind][name].append(article)
        self._facts: dict[str, tuple[Any, ...]] = {}
        self._warn_of_repeated_slugs()
        shown = {docname: self._shown_by(docname) for docname in self._pages()}
        changed = [
            docname for docname in shown if self.data["shown"].get(docname) != shown[docname]
        ]
        self.data["shown"] = shown
        return changed

    def _pages(self) -> list[str]:
        pages = self.data["selections"].keys() | self.data["corrections_pages"].keys()
        return sorted(self.articles.keys() | pages)

    def _shown_by(self, docname: str) -> tuple[Any, ...]:
        neighbours = [(a.docname, (a.title, a.retracted)) for a in self.neighbours(docname) if a]
        selections = self.data["selections"].get(docname, ())
        cards = [self.card_facts(a) for s in selections for a in self.select(s)]
        if docname not in self.data["corrections_pages"]:
            return (neighbours, cards)
        noted = [
            (a.docname, (a.title, a.retracted), note.date, note.kind, note.text)
            for a, _number, note in self.corrections()
        ]
        return (neighbours, cards, noted)

    def card_facts(self, article: Article) -> tuple[Any, ...]:
        """Return what a card shows of an article, found once a build."""
        if article.docname not in self._facts:
            self._facts[article.docname] = self._card_facts(article)
        return self._facts[article.docname]

    def _card_facts(self, article: Article) -> tuple[Any, ...]:
        picture = self.pictures.get(article.docname)
        # A picture's file in a built folder is named with regard to the others.
        file = self.env.images[picture.path][1] if picture else ""
        return (
            article.docname,
            (article.title, article.retracted),
            article.date,
            article.section,
            article.summary,
            article.minutes,
            (article.lang, picture, file, article.image),
        )

    def _warn_of_repeated_slugs(self) -> None:
        count = Counter(article.slug for article in self.newest_first)
        first: dict[str, str] = {}
        for article in reversed(self.newest_first):
            if count[article.slug] > 1 and first.setdefault(article.slug, article.docname) != (
                article.docname
            ):
                logger.warning(
                    "the slug %r is already that of %s: give this article's file another name",
                    article.slug,
                    first[article.slug],
                    location=(article.docname, 1),
                    type="press",
                    subtype="duplicate-slug",
                )

    # -- looking up -----------------------------------------------------------

    def select(self, selection: Selection) -> list[Article]:
        """Return the selected articles, the newest first."""
        found: Iterable[Article] = self.newest_first
        narrowed = [(kind, name) for kind, name in selection.filters if name]
        if narrowed:
            kind, name = narrowed[0]
            found = self._index[kind].get(name, [])
        for kind, name in narrowed[1:]:
            members = {a.docname for a in self._index[kind].get(name, [])}
            found = [article for article in found if article.docname in members]
        return list(found)[: selection.limit or None]

    def neighbours(self, docname: str) -> tuple[Article | None, Article | None]:
        """Return the article before and the one after by date, None where there is none."""
        at = self._position.get(docname)
        if at is None:
            return None, None
        older = self.newest_first[at + 1] if at + 1 < len(self.newest_first) else None
        newer = self.newest_first[at - 1] if at else None
        return older, newer

    def corrections(self) -> list[tuple[Article, int, Correction]]:
        """Return every correction with its article and its number there, the newest first.

        Of a day, those of the newest article come first, and of an article the last noted.
        """
        found = [
            (article, number, note)
            for article in self.newest_first
            for number, note in enumerate(article.corrections, 1)
        ]
        found.sort(key=lambda it: (it[2].date, it[0].order, it[1]), reverse=True)
        return found

    def names(self, kind: str) -> Mapping[str, Sequence[Article]]:
        """Return everything articles are listed under for a kind, each with its articles.

        *kind* is "volume", "section", "topic" or "author".
        """
        return self._index[kind]

    # -- resolving ------------------------------------------------------------

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Link a section, topic or author to its page; plain text where pages do not exist.

        Raises :exc:`sphinx.errors.NoUri` there, which Sphinx answers with the text.
        """
        if builder.name not in PAGE_BUILDERS:
            raise NoUri
        page = page_name(typ, target)
        uri = builder.get_relative_uri(fromdocname, page)
        return nodes.reference("", "", contnode, internal=True, refuri=uri)


@cache
def page_name(kind: str, name: str) -> str:
    """Return the page of a section (by its key), a topic or an author (by their names)."""
    return f"{FOLDERS[kind]}/{slugify(name)}"


def _listed_under(article: Article) -> dict[str, Sequence[str]]:
    return {
        "volume": (article.volume,),
        "section": (article.section,),
        "topic": article.topics,
        "author": article.authors,
    }


def article_domain(env: BuildEnvironment) -> ArticleDomain:
    """Return the environment's article domain, typed."""
    return cast("ArticleDomain", env.get_domain("article"))


@dataclass(frozen=True)
class Selection:
    """Articles of a volume, section, topic and author, all where none is named.

    *limit* is the most to show, 0 for no limit; the newest come first.
    """

    volume: str = ""
    section: str = ""
    topic: str = ""
    author: str = ""
    limit: int = 0

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        """The kinds and names to narrow by, the narrowest first."""
        return (
            ("topic", self.topic),
            ("author", self.author),
            ("volume", self.volume),
            ("section", self.section),
        )
