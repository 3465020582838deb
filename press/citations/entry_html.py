"""HTML of works' entries, written at once without nodes.

The site has an entry in each list of an article and one in the catalogue; as
nodes, an article's list was three fifths of it.  What this module writes is
what a translator makes of :mod:`press.citations.entry_nodes`; a test compares the
two.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx.util.osutil import relative_uri

from press.articles.page_language import words_for
from press.text.markup import link, marked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinx.builders import Builder

    from press.citations.domain import CiteDomain
    from press.citations.entry_content import Entry, Link
    from press.citations.index import Place
    from press.text.messages import Words

_relative = lru_cache(maxsize=4096)(relative_uri)


def entry_list_html(
    entries: Iterable[Entry], domain: CiteDomain, builder: Builder, refdoc: str
) -> str:
    """Return the list of *entries* in the page *refdoc*."""
    to = _links_from(builder, refdoc)
    words = words_for(builder.env, refdoc)
    items: list[str] = []
    plain = True
    for entry in entries:
        reference = domain.reference_html(entry.key, entry.suffix) + _back_links(entry.back, words)
        blocks = "".join(_blocks(entry, to, words))
        plain = plain and not blocks
        below = f"\n{blocks}" if blocks else ""
        items.append(f'<li class="reference" id="{entry.id}"><p>{reference}</p>{below}</li>\n')
    # Docutils' word for a list whose items are a line each.
    simple = " simple" if plain else ""
    return f'<ul class="reference-list{simple}">\n{"".join(items)}</ul>\n'


def said_html(said: Iterable[tuple[Link, str]], builder: Builder, refdoc: str) -> str:
    """Return the list of sentences in the page *refdoc*, each behind the link to its place."""
    return _said(said, _links_from(builder, refdoc))


def _links_from(builder: Builder, refdoc: str) -> Callable[[Link], str]:
    own = builder.get_target_uri(refdoc)
    folder = own[: own.rfind("/") + 1]

    def to(place: Link) -> str:
        address = _relative(folder, builder.get_target_uri(place.docname))
        return link(f"{address}#{place.anchor}" if place.anchor else address, marked(place.text))

    return to


def _back_links(places: Sequence[Place], _: Words) -> str:
    """Return the links from an entry back to each place that cites it in its article."""
    if not places:
        return ""
    links = [
        link(
            f"#{place.anchor}",
            "↩" if len(places) == 1 else f"↩{number}",
            role="doc-backlink",
            aria_label=_("Back to citation %s in the text") % number,
        )
        for number, place in enumerate(places, 1)
    ]
    return f'<span class="backlinks"> {" ".join(links)}</span>'


def _blocks(entry: Entry, to: Callable[[Link], str], _: Words) -> Iterator[str]:
    """Yield the blocks below an entry's reference."""
    if entry.also:
        yield _line("also-cited", _("Also cited in") + " ", entry.also, to)
    if entry.cited:
        yield f'<p class="cited-in">{_("Cited in")}</p>\n'
        if entry.years:
            total = sum(count for _year, count in entry.years)
            numbers = (f"{to(year)}\N{NO-BREAK SPACE}({count})" for year, count in entry.years)
            years = "\N{NO-BREAK SPACE}· ".join(numbers)
            yield f'<p class="by-year">{_("All %s by year:") % total} {years}</p>\n'
        yield _said(entry.cited, to)
    if entry.listed:
        yield _line("listed-in", _("Further reading in") + " ", entry.listed, to)


def _said(said: Iterable[tuple[Link, str]], to: Callable[[Link], str]) -> str:
    items = (
        f'<li><p>{to(place)}: <span class="sentence">{marked(sentence)}</span></p></li>\n'
        for place, sentence in said
    )
    return f'<ul class="cited-in simple">\n{"".join(items)}</ul>\n'


def _line(name: str, words: str, links: Sequence[Link], to: Callable[[Link], str]) -> str:
    return f'<p class="{name}">{words}{"; ".join(map(to, links))}</p>\n'
