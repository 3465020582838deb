"""Unannounced changes: articles that changed after publication and do not say so.

Pure: the texts that were published go in beside those that will be, findings
come out.  Where they come from is :mod:`press.checks.git_history`'s business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press.articles import front_matter
from press.text.findings import Finding

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from press.articles.model import Article

# What a reader reads of the front matter.
_READ = ("title", "subtitle", "summary")


def unannounced(
    then: Mapping[str, str], now: Mapping[str, str], today: dt.date
) -> Iterator[tuple[str, Finding]]:
    """Yield what is wrong with the articles of *now*, by document name.

    *then* holds texts that were published, *now* those of the files that are there, both by
    document name; what did not change may stand in neither.  An article that was renamed names
    its old address under ``aliases``.  A change of white space is none, and ``minor`` in front
    matter excuses one change: what it says must not be what was published with it.  *today* is
    the day that an editor is told to write there.
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
        said_before = bool(article.minor) and old is not None and article.minor == old.minor
        if told or (article.minor and not said_before):
            continue
        line = _changed_field(article, old, text.split("\n")[:length])
        line = line or _changed_line(_lines(text, length), _lines(then[before], old_length), length)
        if line:
            yield (
                docname,
                Finding(line, "unannounced-change", _message(article, today, said_before)),
            )


def _message(article: Article, today: dt.date, said_before: bool) -> str:
    if said_before:
        minor = str(article.minor).lower()
        return (
            f"the text differs from the published one, which had `minor: {minor}` already: add an "
            f"entry to corrections, or write the day of this change, `minor: {today}`"
        )
    return (
        "the text differs from the published one and nothing says so: add an entry to "
        f"corrections, or the day, `minor: {today}`, where no reader need know"
    )


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
