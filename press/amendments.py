"""Articles that were changed after publication, and do not say so.

Pure: the texts that were published go in beside those that will be, findings
come out.  Where they come from is :mod:`press.published`'s business.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press import front_matter
from press.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from press.article import Article

# What a reader reads of the front matter.
_READ = ("title", "subtitle", "summary")


def unannounced(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, Finding]]:
    """Yield what is wrong with the articles of *now*, by document name.

    *then* holds texts that were published, *now* those of the files that are there, both by
    document name; what did not change may stand in neither.  An article that was renamed names
    its old address under ``aliases``.  A change of white space is none.
    """
    for docname, text in sorted(now.items()):
        article, length, _findings = front_matter.parse(text, docname, ())
        if article is None:
            continue  # which is found by other checks
        before = docname if docname in then else _former(article, then.keys() - now.keys())
        if not before or front_matter.status(then[before]) != "published":
            continue
        old, old_length, _findings = front_matter.parse(then[before], before, ())
        told = set(article.corrections) - set(old.corrections if old else ())
        if told or article.minor:
            continue
        line = _changed_field(article, old, text.split("\n")[:length])
        line = line or _changed_line(_lines(text, length), _lines(then[before], old_length), length)
        if line:
            message = (
                "the text differs from the published one and nothing says so: add an entry to "
                "corrections, or `minor: true` where no reader need know"
            )
            yield docname, Finding(line, "unannounced-change", message)


def _former(article: Article, gone: set[str]) -> str:
    """Return the name under which an article was published, of those that are *gone*."""
    former = (alias.removesuffix("/").removesuffix(".html") for alias in article.aliases)
    return next((name for name in former if name in gone), "")


def _lines(text: str, length: int) -> list[str]:
    return text.split("\n")[length:]


def _changed_field(article: Article, old: Article | None, head: list[str]) -> int:
    """Return the line of the first field that reads otherwise, 0 if all read the same."""
    if old is None:
        return 0
    changed = [name for name in _READ if getattr(article, name) != getattr(old, name)]
    places = (
        number
        for number, line in enumerate(head, 1)
        if line.lstrip("\"'").startswith(tuple(changed))
    )
    return next(places, 1) if changed else 0


def _changed_line(body: list[str], old: list[str], above: int) -> int:
    """Return the line of the first word that differs, 0 if all words are the same."""
    words = " ".join(old).split()
    at = 0
    for number, line in enumerate(body, above + 1):
        found = line.split()
        if found != words[at : at + len(found)]:
            return number
        at += len(found)
    # What was at the end is gone: the last line that is left.
    last = next((n for n in range(len(body), 0, -1) if body[n - 1].strip()), 1)
    return above + last if at < len(words) else 0
