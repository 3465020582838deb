"""Articles: front matter becomes data, a title becomes a heading, and text keeps its language.

:mod:`~press.articles.front_matter` reads the fields by the one schema
(:mod:`~press.articles.schema`) into an :class:`~press.articles.model.Article`;
:mod:`~press.articles.reading` puts it into the domain (:mod:`~press.articles.domain`), which
answers every question about more than one article.  The other modules are what an article's page
has in every format: its header, pictures, credits, ``{tldr}``, ``{corrections}``, directions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, directives and transforms; connect to the reading of a document."""
    from docutils.utils.smartquotes import smartchars

    from press.articles import (
        article_header,
        bidi_marks,
        directives,
        domain,
        page_language,
        pictures,
        reading,
        remote_pictures,
    )
    from press.core.site_pages import EVENT
    from press.text.messages import digest

    # What the catalogues say is in doctrees too: a change of them reads everything again.
    app.add_config_value("press_words", digest(), "env", types=str)
    smartchars.quotes.update(page_language.QUOTES)

    app.add_domain(domain.ArticleDomain)
    app.add_directive("tldr", directives.Tldr)
    app.add_directive("corrections", directives.Corrections)
    app.add_directive("figure", directives.Figure, override=True)  # docutils', with a credit line
    app.add_directive("table", directives.Table, override=True)
    app.add_node(article_header.article_head)
    app.add_node(directives.corrections_list)

    # -- while reading
    app.connect("env-get-outdated", reading.on_env_get_outdated)  # leaves drafts out
    # Ahead of the mark of a begun build (500): nothing is begun then.
    app.connect("env-before-read-docs", reading.on_env_before_read_docs, priority=100)
    app.connect("source-read", reading.on_source_read)  # takes the front matter out of the text
    app.add_transform(page_language.QuotesOfArticle)
    app.add_transform(page_language.QuotesOfSite)
    app.add_transform(article_header.MarkTitle)
    app.add_transform(article_header.MarkHead)
    app.add_transform(remote_pictures.RefusePictures)
    app.add_transform(pictures.LeadPicture)
    app.add_transform(bidi_marks.MarkBlocks)
    # Behind Sphinx's collector of images (880).
    app.connect("doctree-read", pictures.on_doctree_read, priority=890)
    app.connect("env-updated", reading.on_env_updated)

    # -- for a format
    app.add_post_transform(article_header.ArticleHeads)
    app.add_post_transform(remote_pictures.LinkPictures)
    app.add_post_transform(directives.CorrectionsLists)
    app.add_post_transform(bidi_marks.MarkRuns)
    # Ahead of those that add words to the page.
    app.connect(EVENT, page_language.on_page_context, priority=200)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
