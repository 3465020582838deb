"""Reading an article: its front matter becomes data and its title a heading.

While reading, the front matter is parsed once, where the file's line numbers
are still known, and taken out of what MyST sees; the title goes back in as an
escaped heading.  Drafts, and files that cannot be read, are left out before reading.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from press.articles.domain import article_domain
from press.core.layout import front_page_is_missing, is_article, volume_of_page
from press.text.messages import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from press.text.findings import Finding

logger = logging.getLogger(__name__)

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def on_env_get_outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Leave out drafts, unless ``press_drafts`` is set, and files that cannot be read.

    A volume without an article is left out with them.  The sets are Sphinx's
    own: what is taken out of them here is not read.
    """

    def leave_out(docname: str) -> None:
        env.project.docnames.discard(docname)
        added.discard(docname)
        changed.discard(docname)
        if docname in env.all_docs:
            removed.add(docname)

    for docname in sorted(added | changed):
        text = _read(env.doc2path(docname))
        draft = text is not None and is_article(docname) and _is_draft(text)
        if text is None or (draft and not app.config.press_drafts):
            leave_out(docname)
    found = sorted(env.found_docs)
    folders = {docname.rpartition("/")[0] for docname in found if is_article(docname)}
    for docname in filter(volume_of_page, found):
        if docname.rpartition("/")[0] not in folders:
            leave_out(docname)
    return []


def _is_draft(text: str) -> bool:
    from press.articles import front_matter  # noqa: PLC0415 (see on_source_read)

    return front_matter.status(text) == "draft"


def _read(path: Path) -> str | None:
    """Return a file's text; say what is wrong and return None when it has none."""
    try:
        content = path.read_bytes()
    except OSError as error:
        reason, line = f"cannot be read ({error.strerror}): mend the file or delete it", 1
    else:
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            reason = f"byte {content[error.start]:#04x} is not UTF-8: save the file as UTF-8"
    logger.warning("%s", reason, location=f"{path}:{line}", type="press", subtype="unreadable-file")
    return None


def on_env_before_read_docs(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """End a build without a front page before anything is read: Sphinx would, with a traceback."""
    root: str = app.config.root_doc
    if root not in env.found_docs:
        logger.error(
            "%s",
            front_page_is_missing(root),
            location=f"{Path(app.srcdir, root)}.md:1",
            type="press",
            subtype="missing-index",
        )
        raise SystemExit(2)


def on_source_read(app: Sphinx, docname: str, content: list[str]) -> None:
    """Parse the front matter, log what is wrong with it, put the title in as a heading."""
    if not is_article(docname):
        return
    # Pydantic takes longer to import than all of press; a build that reads nothing does without.
    from press.articles import front_matter  # noqa: PLC0415

    sections = app.config.press_sections
    article, length, findings = front_matter.parse(content[0], docname, sections)
    _log(docname, findings)
    title = docname.rsplit("/", 1)[-1]
    if article is not None:
        title = article.title
        # Without a language of its own, an article is in the site's.
        head = content[0].split("\n")[:length]
        article = replace(
            article,
            lang=article.lang or words_of(app.config).language,
            further_reading_lines=tuple(_line_of(key, head) for key in article.further_reading),
        )
        article_domain(app.env).note_article(article)
    heading = "# " + _PUNCTUATION.sub(r"\\\1", " ".join(title.split()))
    # Divided where front_matter divides them: Python knows ends of lines that YAML does not.
    body = content[0].split("\n")[length:]
    # As many lines as before, so that warnings name the file's own lines.
    content[0] = heading + "\n" * max(length, 1) + "\n".join(body)


def _log(docname: str, findings: Iterable[Finding]) -> None:
    for finding in findings:
        logger.warning(
            "%s",
            finding.message,
            location=(docname, finding.line),
            type="press",
            subtype=finding.code,
        )


def _line_of(key: str, lines: list[str]) -> int:
    return next((number for number, line in enumerate(lines, 1) if key in line), 1)


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Put all articles in order; Sphinx rewrites the pages that show something changed."""
    return article_domain(env).make_index()
