"""A picture for where a page's address is shared: of each article, and one of the publication.

:mod:`press.metadata.share_image` draws it.  A picture's name tells its content, so what lies in the folder
is right and is drawn once.  An article whose own picture is large enough keeps that.

``press_share_images``
    Whether pictures are drawn, when all pages are written; without ``html_baseurl`` none is,
    for only an absolute address can be shared.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from press.articles.domain import article_domain
from press.articles.retraction import listed_title
from press.core import addresses
from press.core.builders import page_builder
from press.core.publication import Picture
from press.core.site_files import SiteFile
from press.metadata.share_image import HEIGHT, WIDTH, Shared, address_of, write
from press.text.messages import tag, words_in

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from press.articles.model import Article
    from press.articles.model import Picture as ArticlePicture

#: The least width of an article's own picture, and the kinds, that other sites show large.
_WIDE = 600
_RASTER = frozenset({".gif", ".jpeg", ".jpg", ".png", ".webp"})

# What is worth other processes, and how many pictures one is handed at a time.
_MANY = 64
_AT_A_TIME = 16


class ShareImages:
    """The pictures of one build."""

    def __init__(self) -> None:
        self._of_articles: dict[str, str] = {}
        self._of_site = ""
        self._shared: dict[str, Shared] = {}

    def on_press_site_files(
        self,
        app: Sphinx,
        builder: StandaloneHTMLBuilder,
        listed: Mapping[str, Any],
        shown: Mapping[str, str],
    ) -> Iterator[SiteFile]:
        """Yield the pictures' files, which this extension writes itself."""
        self._of_articles, self._of_site, self._shared = {}, "", {}
        if not app.config.press_share_images or not addresses.site(app.config):
            return
        site = Shared(app.config.project, tag(app.config.language or "en"))
        self._of_site = self._note(site, "site")
        for docname, article in sorted(article_domain(app.env).articles.items()):
            if _own(app.env, article) is None:
                name = docname.rpartition("/")[2]
                self._of_articles[docname] = self._note(_shared(app.config, article), name)
        for file in self._shared:
            yield SiteFile(file)

    def _note(self, shared: Shared, name: str) -> str:
        file = address_of(shared, name)
        self._shared[file] = shared
        return file

    def on_html_page_context(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Give the head of a page its picture."""
        builder = page_builder(app)
        if builder is None:
            return
        article = article_domain(app.env).articles.get(pagename)
        own = _own(app.env, article) if article else None
        file = self._of_articles.get(pagename, self._of_site)
        if own is not None and article is not None and article.image is not None:
            path, width, height = own
            address = addresses.of_file(builder, f"{builder.imagedir}/{app.env.images[path][1]}")
            context["press_picture"] = Picture(address, article.image.alt, width, height)
        elif file:
            address = addresses.of_file(builder, file)
            context["press_picture"] = Picture(address, _alt(self._shared[file]), WIDTH, HEIGHT)

    def on_build_finished(self, app: Sphinx, exception: Exception | None) -> None:
        """Draw the pictures that are not there."""
        if exception is not None or not self._shared:
            return
        folder = os.path.join(app.outdir, "")  # noqa: PTH118 (with a slash behind)
        there = frozenset(os.listdir(f"{folder}share") if Path(folder, "share").is_dir() else ())  # noqa: PTH208
        missing = [
            (folder + file, shared)
            for file, shared in self._shared.items()
            if file.rpartition("/")[2] not in there
        ]
        processes = min(os.cpu_count() or 1, 4)
        if len(missing) < _MANY or processes == 1:
            for path, shared in missing:
                write(path, shared)
            return
        # Not forks, which would have all that this process remembers.
        pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"))
        with pool:
            paths, pictures = zip(*missing, strict=True)
            for _none in pool.map(write, paths, pictures, chunksize=_AT_A_TIME):
                pass


def _own(env: BuildEnvironment, article: Article) -> ArticlePicture | None:
    """Return an article's own picture, if other sites show it large."""
    picture = article_domain(env).pictures.get(article.docname)
    if picture is None or picture.path not in env.images:
        return None
    raster = os.path.splitext(picture.path)[1].lower() in _RASTER  # noqa: PTH122
    return picture if raster and picture.width >= _WIDE else None


def _shared(config: Config, article: Article) -> Shared:
    sections: Mapping[str, str] = config.press_sections
    return Shared(
        config.project,
        article.lang,
        listed_title(article),
        sections.get(article.section, article.section),
        words_in(article.lang).date(article.date),
    )


def _alt(shared: Shared) -> str:
    """Return what a picture says, for who does not see it."""
    return " · ".join(filter(None, (shared.title, shared.section, shared.date, shared.publication)))
