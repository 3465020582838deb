r"""Transforms for print: the text as LaTeX wants it, which no other format sees.

Sphinx's LaTeX writer drops the classes of paragraphs, titles and table cells.
What hangs on them is said here in nodes that it does write: containers, whose
classes are environments (``sphinxclass<name>`` in ``press.sty``), and macros.

A line may end inside of code and of addresses that are no links:
LaTeX divides words, and ``xurl`` the addresses of links.  ``a.long_name/in/code``
is neither: it gets a ``\pressbreak`` after its own punctuation, as an address has.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.articles.domain import article_domain
from press.articles.titles import listed_title, title_link
from press.core.addresses import site_address
from press.print.latex import classes_of, macro, tex, wrap, wrap_words
from press.print.latex_language import FROM_LEFT
from press.text.bidi import RIGHT_TO_LEFT, is_left_to_right, is_right_to_left, right_to_left
from press.text.messages import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from press.articles.model import Article


# Paragraphs that are set in a way of their own.
_LISTS = nodes.bullet_list | nodes.enumerated_list
_BLOCKS = frozenset({"also-cited", "credit-line"})
_LANGUAGES = frozenset({FROM_LEFT, *(f"language-{code}" for code in RIGHT_TO_LEFT)})


class Contents(SphinxPostTransform):
    """A volume opens with a list of its articles; other listings have no use in print."""

    # Before the listings become cards (8).
    default_priority = 7
    formats = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Replace the placeholders of ``{listing}``."""
        domain = article_domain(self.env)
        for node in [n for n in self.document.findall(nodes.Element) if n.tagname == "listing"]:
            articles = domain.select(node["selection"]) if node["selection"].volume else []
            main = self.config.language
            lines = [_contents_line(article, node["docname"], main) for article in articles]
            node.replace_self([nodes.container("", *lines, classes=["volume-contents"])])


def _contents_line(article: Article, refdoc: str, main: str) -> nodes.Element:
    page = f"}}{{{article.docname}::doc}}"
    link = title_link(article, refdoc)
    return nodes.paragraph(
        "", "", tex(r"\pressentry{"), link, tex("}{"), *_facts(article, main), tex(page)
    )


def _facts(article: Article, main: str) -> list[nodes.Node]:
    """Return authors and date, a date from the right as one run, its digits too."""
    words = words_in(article.lang)
    names = [nodes.Text(f"{words.comma.join(article.authors)} · ")] if article.authors else []
    return [*names, nodes.inline("", words.date(article.date), classes=_turned(article, main))]


def _turned(article: Article, main: str) -> list[str]:
    """Return the class of an article's language where it is read otherwise than the book."""
    language = right_to_left(article.lang)
    if language == right_to_left(main):
        return []
    return [f"language-{language}" if language else FROM_LEFT]


class Parts(SphinxPostTransform):
    """Pages are parts of the book, but what stands in them is no chapter."""

    # After DocumentTargetTransform (400), which looks for each document's first section.
    default_priority = 690
    formats = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Announce volumes and pages; lower the sections of pages."""
        for file in list(_outermost_files(self.document)):
            part = next(file.findall(nodes.section), None)
            if part is None:
                continue
            if any(True for _ in part.findall(addnodes.start_of_file)):
                file.insert(file.index(part), macro("pressvolume"))
                continue
            file.insert(file.index(part), macro("presspage"))
            for section in [child for child in part if isinstance(child, nodes.section)]:
                # A section without a title is a level and nothing else.
                wrap(section, nodes.section(""))


def _outermost_files(node: nodes.Element) -> Iterator[nodes.Element]:
    """Yield the documents that are not inside of others, from above: Sphinx sets no parents."""
    for child in node.children:
        if isinstance(child, addnodes.start_of_file):
            yield child
        elif isinstance(child, nodes.Element):
            yield from _outermost_files(child)


class Openings(SphinxPostTransform):
    """An article opens with its section above the title, and its facts below."""

    # Before runs of other scripts are marked (700): authors' names are repeated here.
    default_priority = 695
    formats = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Take the head's lines apart."""
        articles = article_domain(self.env).articles
        for file in self.document.findall(addnodes.start_of_file):
            section = next((node for node in file if isinstance(node, nodes.section)), None)
            if file["docname"] not in articles or section is None:
                continue
            article = articles[file["docname"]]
            for node in [n for n in section if isinstance(n, nodes.container)]:
                if "article-head" in classes_of(node):
                    self._open(article, file, section, node)
                elif "correction" in classes_of(node):
                    node["classes"][:0] = _turned(article, self.config.language)

    def _open(
        self, article: Article, file: nodes.Element, section: nodes.Element, head: nodes.Element
    ) -> None:
        lines = {name: line for line in head for name in classes_of(line)}
        kicker = self.config.press_sections.get(article.section, article.section)
        # Before the section: between a heading and its label nothing may stand.
        file.insert(file.index(section), macro("presskicker", nodes.Text(kicker)))
        language = _turned(article, self.config.language)
        if language == [FROM_LEFT]:
            file.insert(file.index(section), tex("\\pressfromleft\n"))
        elif language:
            file.insert(file.index(section), tex("\\pressfromright\n"))
            _mark_titles(section, language)
        file.insert(
            file.index(section), macro("presshead", nodes.Text(_head(listed_title(article))))
        )
        for inline in [n for n in head.findall(nodes.inline) if "reading-time" in classes_of(n)]:
            at = inline.parent.index(inline)
            del inline.parent[max(at - 1, 0) : at + 1]  # With the dot before it.
        facts = macro("presscontents", *_facts(article, self.config.language))
        head.children = []
        head += facts
        reads = is_left_to_right if language == [FROM_LEFT] else is_right_to_left
        for name in filter(lines.get, _PRINTED):
            # Names in other letters keep their own order and spaces.
            whole = language if name != "byline" or reads(lines[name].astext()) else []
            head += nodes.container("", lines[name], classes=[*whole, name])
        if address := site_address(self.config, article.docname):
            # Whoever reads on paper cites the article by it.
            link = nodes.reference("", address, refuri=address)
            head += nodes.container("", nodes.paragraph("", "", link), classes=["address"])


def _mark_titles(section: nodes.Element, language: list[str]) -> None:
    """Have a title that reads from the right do so as a whole, its punctuation too."""
    for title in list(section.findall(nodes.title)):
        if isinstance(title.parent, nodes.section) and is_right_to_left(title.astext()):
            wrap_words(title, language)


_PRINTED = ("subtitle", "byline", "dates")
_LONGEST_HEAD = 62  # letters, in a running head of the smaller size


def _head(title: str) -> str:
    """Return a title as a running head has room for it: LaTeX would take Arabic words apart."""
    if len(title) <= _LONGEST_HEAD:
        return title
    short = title[:_LONGEST_HEAD]
    return (short.rpartition(" ")[0] or short).rstrip(" ,;:–—-") + "…"


class Classes(SphinxPostTransform):
    """Say direction and language in ways that the LaTeX writer hears."""

    # After the runs of other scripts are marked (700).
    default_priority = 710
    formats = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Wrap blocks and titles' runs."""
        elements = list(self.document.findall(nodes.Element))
        for found in elements:
            if isinstance(found, _LISTS):
                _mark_list(found)
        for block in filter(_is_marked_block, elements):
            wrap(block, nodes.container("", classes=classes_of(block)))
        for inline in filter(_is_marked_inline, elements):
            if _in_title(inline):
                # In headings the writer leaves out the role, which sets the font.
                role = tex(rf"\DUrole{{{_language(inline)}}}{{")
                inline.replace_self([role, *inline.children, tex("}")])


def _mark_list(listed: nodes.Element) -> None:
    """Have a list read from right to left as a whole, where all its items do, or none of it.

    LaTeX sets the mark of an item at the side where the list begins.
    """
    items = [item for item in listed.children if isinstance(item, nodes.list_item)]
    firsts = [child for item in items for child in item.children[:1]]
    languages = [_language(first) for first in firsts]
    if not any(languages):
        return
    if all(languages):
        wrap(listed, nodes.container("", classes=[languages[0]]))
    for first, language in zip(firsts, languages, strict=True):
        if language and isinstance(first, nodes.Element):
            first["classes"].remove(language)
            if not all(languages):
                wrap_words(first, [language])


def _is_marked_block(node: nodes.Node) -> bool:
    blocks = nodes.paragraph | nodes.block_quote
    named = _BLOCKS.intersection(classes_of(node)) or _language(node)
    return isinstance(node, blocks) and bool(named)


def _is_marked_inline(node: nodes.Node) -> bool:
    return isinstance(node, nodes.inline) and bool(_language(node))


def _language(node: nodes.Node) -> str:
    """Return the class that names a language read otherwise than the text around it."""
    return next((name for name in classes_of(node) if name in _LANGUAGES), "")


def _in_title(node: nodes.Node) -> bool:
    block: nodes.Element = node.parent
    while isinstance(block, nodes.Inline):
        block = block.parent
    return isinstance(block, nodes.title | nodes.rubric)


# A text without such a word is left alone: nearly all are.
_LONG = re.compile(r"(?=\S{20})\S*[/_]")
_LONG_CODE = re.compile(r"\S{10}")
_AFTER = re.compile(r"(?<=[/._\-?&=:])(?=[^\s/._\-?&=:])")
_LEFT_ALONE = (nodes.FixedTextElement, nodes.math, nodes.raw, nodes.title)


class Breaks(SphinxPostTransform):
    """Let long code and addresses break."""

    # After the runs of other scripts are marked (700), which makes new texts.
    default_priority = 706
    formats = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Go through all texts."""
        for text in list(self.document.findall(nodes.Text)):
            is_code = isinstance(text.parent, nodes.literal)
            # The look for a character first: most texts end here.
            has_place = is_code or "/" in text or "_" in text
            long = _LONG_CODE if is_code else _LONG
            if has_place and long.search(text) and not _is_left_alone(text):
                parts = list(_parts(text, is_code=is_code))
                if len(parts) > 1:
                    at = text.parent.index(text)
                    text.parent[at : at + 1] = parts


def _parts(text: str, *, is_code: bool) -> Iterator[nodes.Node]:
    words = re.split(r"(\s+)", text)
    done = ""
    for word in words:
        if not (_LONG_CODE if is_code else _LONG).match(word):
            done += word
            continue
        *pieces, last = _AFTER.split(word)
        for piece in pieces:
            yield nodes.Text(done + piece)
            yield tex(r"\pressbreak{}")
            done = ""
        done += last
    yield nodes.Text(done)


def _is_left_alone(text: nodes.Node) -> bool:
    node = text.parent
    while node is not None and not isinstance(node, nodes.document):
        if isinstance(node, _LEFT_ALONE) or "refuri" in getattr(node, "attributes", {}):
            return True
        node = node.parent
    return False
