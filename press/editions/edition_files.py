"""Edition files in a folder: each made again only where what it shows changed.

A digest of what an edition shows is kept beside the files (:mod:`press.rebuild.manifest`).
A build that finds the same digest does not even read the edition's doctrees.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sphinx import __display_version__

from press.articles.domain import article_domain
from press.citations.domain import cite_domain
from press.core.addresses import file_name
from press.core.documents import document_domain
from press.editions.editions import offprints, single
from press.rebuild.manifest import PAGES, Ledger, remove
from press.text.digests import content_digest, plain

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from press.editions.editions import Edition

_PROGRAM = Path(__file__).parents[1]

# What decides no edition: the site's theme, and what Python keeps.
_IDLE = frozenset({"theme", "__pycache__"})
_Names = TypeVar("_Names", bound=Iterable[str])


def _nothing(_name: str) -> object:
    return None


def volumes(
    builder: Builder, suffix: str, made_from: Callable[[str], object] = _nothing
) -> Iterator[tuple[Edition, str]]:
    """Yield the volumes that are to be made, each with the name of its file.

    *made_from* says what else than the sources decides a file.  Whoever asks for the
    next has made the last.  At the end the files of volumes that are no more are removed.
    """
    named = (
        (edition, (file_name(builder.config, edition.volumes[0], suffix),))
        for edition in single(builder.env)
    )
    for edition, (name,) in _outdated(builder, named, made_from):
        yield edition, name


def articles(builder: Builder, *names: str) -> Iterator[tuple[Edition, list[str]]]:
    """Yield the offprints that are to be made, each with its files, likewise.

    In *names* the article's document name stands in for ``{}``.
    """
    named = (
        (edition, [name.format(edition.article) for name in names])
        for edition in offprints(builder.env)
    )
    return _outdated(builder, named)


def _outdated(
    builder: Builder,
    named: Iterable[tuple[Edition, _Names]],
    made_from: Callable[[str], object] = _nothing,
) -> Iterator[tuple[Edition, _Names]]:
    """Yield the editions of which a file is missing, or shows what is no longer so."""
    folder = Path(builder.outdir)
    before = Ledger.read(folder / PAGES)
    shared = _shared(builder)
    made: dict[str, str] = {}
    for edition, names in named:
        others = [made_from(name) for name in names]
        shown = content_digest((shared, _shown(builder.env, edition), others))
        right = all(before.pages.get(name) == shown for name in names)
        if not right or not all((folder / name).is_file() for name in names):
            yield edition, names
        made.update(dict.fromkeys(names, shown))
    remove(folder, before.files - made.keys())
    Ledger(made, frozenset(made)).write(folder / PAGES)


def _shown(env: BuildEnvironment, edition: Edition) -> object:
    """Return what decides an edition's text: its documents, and what they show of others."""
    docnames = sorted(edition.inside(env))
    documents = document_domain(env).data
    of_articles = article_domain(env).data["shown"]
    return [
        (
            docname,
            env.toctree_includes.get(docname),
            documents["content"].get(docname),
            documents["shown"].get(docname),
            # An offprint does not name the articles before and after.
            of_articles.get(docname, ())[1 if edition.article else 0 :],
            # The page of works shows here what these documents cite, and nothing of others.
            docname in cite_domain(env).data["works_pages"]
            or cite_domain(env).data["shown"].get(docname),
        )
        for docname in docnames
    ]


def _shared(builder: Builder) -> object:
    """Return what decides every edition's text: settings, versions, and what makes it."""
    settings = {item.name: item.value for item in builder.config}
    program = _program(_PROGRAM)
    root = builder.env.toctree_includes.get(builder.config.root_doc)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return (plain(settings), program, root, epoch, __display_version__)


def _program(folder: Path) -> str:
    """Digest what makes editions: code, styles, templates, fonts."""
    program = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if _IDLE.isdisjoint(path.relative_to(folder).parts):
            program.update(hashlib.sha256(path.read_bytes()).digest())
    return program.hexdigest()
