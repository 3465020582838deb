"""Print builder: which volumes a document holds, and what it says of itself.

Sphinx's builder writes the text.  Here is what depends on the edition: the
newest volumes for the one PDF, and with ``press_by_volume`` a document for each
volume.  A link to what a document leaves out leads to the site.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.latex import LaTeXBuilder
from sphinx.util import logging
from sphinx.util.docutils import new_document
from sphinx.util.nodes import inline_all_toctrees

from press.articles.bidi_marks import PLAIN_TITLE
from press.core.addresses import site_address
from press.core.layout import volume_page
from press.editions import edition_files, editions
from press.editions.editions import Edition
from press.print import book_matter, latex_language
from press.print.book_matter import imprint, title, volume_title
from press.print.latex import escape, link
from press.print.latex_language import Locale, from_left, typeset
from press.print.markers import MarkedTranslator
from press.text.messages import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from sphinx.builders.latex.theming import Theme

logger = logging.getLogger(__name__)

ON_THE_SITE = "on-the-site"
_KEYWORDS = 12
# No run starts a program or reads or writes outside of its folder: pressguard.lua. Secrets of the
# build's environment are not passed on to it.
_GUARDED = r"""
my $kept = qr/^(PATH|HOME|TMPDIR|LANG|LANGUAGE|LC_\w+|TZ|TERM|LATEXOPTS|XINDYOPTS|SOURCE_DATE_EPOCH
    |FORCE_SOURCE_DATE|TEX\w*|OSFONTDIR|MAX_PRINT_LINE|ERROR_LINE)$/ix;
delete @ENV{grep { !/$kept/ } keys %ENV};
$ENV{'openin_any'} = $ENV{'openout_any'} = 'p';
$pdflatex = $lualatex = 'lualatex --lua=pressguard.lua --no-shell-escape --no-socket '
    . ($ENV{'LATEXOPTS'} // '') . ' %O %S';
"""


class Print(LaTeXBuilder):
    """Builds one document of the newest volumes, or one of each volume."""

    edition = Edition(())
    default_translator_class = MarkedTranslator

    def init(self) -> None:
        """Keep the preamble of the settings, to which each document adds its own."""
        super().init()
        self._preamble = self.context["preamble"]

    def init_babel(self) -> None:
        """Name the language as babel's locales do; the writer warns where none is known."""
        self.babel = Locale(self.config.language)

    def init_multilingual(self) -> None:
        """Have English loaded beside the language of the book: most works are cited in it."""
        super().init_multilingual()
        own = f",{self.babel.get_language()}"
        self.context["classoptions"] = self.context["classoptions"].removesuffix(own) + ",english"

    def copy_assets(self) -> None:
        """Put beside the document how LaTeX is to run, and where words may be divided."""
        super().copy_assets()
        with Path(self.outdir, "latexmkrc").open("a", encoding="utf-8", newline="\n") as settings:
            settings.write(_GUARDED)
        tag = words_of(self.config).language
        is_english = self.babel.get_language() == "english"
        found = "" if is_english else latex_language.patterns(tag)
        path = Path(self.outdir, latex_language.FILE)
        if found:
            path.write_text(found, encoding="utf-8", newline="\n")
        else:
            path.unlink(missing_ok=True)

    # -- which documents ------------------------------------------------------

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write a ``.tex`` file for each edition."""
        for edition, entry in self._editions():
            self.edition = edition
            self.document_data = [entry]
            super().write_documents(docnames)

    def _editions(self) -> Iterator[tuple[Edition, Any]]:
        entries = self.document_data
        for entry in entries:
            if entry[0] != self.config.root_doc:
                if not self.config.press_by_volume:
                    yield editions.whole(self.env), entry
            elif self.config.press_by_volume:
                for edition, name in edition_files.volumes(self, ".tex"):
                    yield edition, [entry[0], name, *entry[2:]]
            else:
                edition = editions.newest(self.env, self.config.press_print_articles)
                if edition.left_out:
                    logger.info("%s: %s", entry[1], self._left_out(edition))
                yield edition, entry

    @property
    def held(self) -> AbstractSet[str]:
        """The documents that the one being written holds."""
        return cast("AbstractSet[str]", self.docnames)  # a set from assemble_doctree on

    def assemble_doctree(
        self, indexfile: str, toctree_only: bool, appendices: list[str]
    ) -> nodes.document:
        """Return the document's tree, as Sphinx does, without what the edition leaves out."""
        tree = self.env.get_doctree(indexfile)
        if toctree_only:
            tree = _toctrees(tree, self.config.project)
        self.docnames = held = {indexfile, *appendices}
        passed = [indexfile, *sorted(self.edition.outside(self.env))]
        tree = inline_all_toctrees(self, held, indexfile, tree, str, passed)
        tree["docname"] = indexfile
        _mark_plain_title(tree)
        for docname in appendices:
            appendix = self.env.get_doctree(docname)
            appendix["docname"] = docname
            tree.append(appendix)
        tree += book_matter.index(self.edition.articles(self.env), indexfile, words_of(self.config))
        self.env.resolve_references(tree, indexfile, self)
        return tree

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return a place in the document, or the address on the site of what is not in it.

        Raises :exc:`sphinx.errors.NoUri` where the site's address is not known,
        which Sphinx answers with plain text.
        """
        if docname not in self.docnames and docname in self.env.found_docs:
            address = site_address(self.config, docname)
            if address:
                return address
        return super().get_target_uri(docname, typ)

    def finish(self) -> None:
        """Leave a note for ``make volumes`` where the site links to the volumes."""
        super().finish()
        note = Path(self.outdir) / ON_THE_SITE
        if self.config.press_by_volume and self.config.press_volume_files:
            note.touch()
        else:
            note.unlink(missing_ok=True)

    # -- what a document says of itself -----------------------------------------

    def update_doc_context(self, title: str, author: str, theme: Theme) -> None:
        """Tell LaTeX what it cannot know: the years on the title page, the PDF's metadata."""
        super().update_doc_context(title, author, theme)
        self.context["preamble"] = "\n".join([self._preamble, *self._facts()])

    def _facts(self) -> Iterator[str]:
        config, edition = self.config, self.edition
        articles = edition.articles(self.env)
        found = Counter(topic for article in articles for topic in article.topics)
        keywords = sorted(found, key=lambda name: (-found[name], name))[:_KEYWORDS]
        newest = max((article.updated or article.date for article in articles), default=None)
        metadata = {
            "pdftitle": title(config, edition),
            "pdfauthor": config.author,
            "pdfsubject": f"{config.project} {edition.years}",
            "pdfkeywords": ", ".join(keywords),
            "pdflang": config.language,
            **dict(latex_language.options(config.language)),
            # The last day of the contents, not of the clock.
            "pdfcreationdate": f"D:{newest:%Y%m%d}000000Z" if newest else "",
        }
        options = ",".join(f"{key}={{{escape(value)}}}" for key, value in metadata.items() if value)
        _ = words_of(config)
        volumes = typeset(volume_title(config, edition), _)
        yield rf"\pressvolumes{{{edition.years}}}{{{volumes}}}"
        name = typeset(config.project, _)
        if name != escape(config.project):
            yield rf"\renewcommand*\presstitle{{{name}}}"
        yield rf"\hypersetup{{{options}}}"
        if edition.left_out and not edition.alone:
            yield f"% {self._left_out(edition)}"
            links = [link(site_address(config, volume_page(y)), y) for y in edition.left_out]
            home = config.html_baseurl
            on_site = typeset(_("on the site"), _)
            where = f"{on_site} {from_left(link(home, home), _) if home else ''}".rstrip()
            yield rf"\pressleftout{{{', '.join(links)}}}{{{where}}}"
        yield imprint(config, edition)

    def _left_out(self, edition: Edition) -> str:
        """Return what a build says of the volumes that are not in the document."""
        most, names = self.config.press_print_articles, ", ".join(edition.left_out)
        return f"Not in it, for press_print_articles is {most}: {names}"


def _mark_plain_title(tree: nodes.document) -> None:
    """Make the document's own title plain text, and say so to those who mark words in titles."""
    title = next(tree.findall(nodes.title), None)
    if title is not None:
        text = nodes.Text(title.astext())
        title.children = []
        title += text
        title[PLAIN_TITLE] = True


def _toctrees(tree: nodes.document, title: str) -> nodes.document:
    """Return a document of nothing but another's contents."""
    found = new_document("<latex output>")
    section = nodes.section("", nodes.title(title, title))
    section += list(tree.findall(addnodes.toctree))
    found += section
    return found
