"""Pandoc's citations in articles: a plug-in of the Markdown parser.

What it finds becomes tokens of the roles that say the same, so the result is the same to
the byte.  Outside brackets a key is a citation where the bibliography has it; the domain
keeps what was asked, so that an article is read again when the answer changes.
Citations of other dialects become a role that tells what to write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib.bibtex.foot_domain import BibtexFootDomain

from press.citations.domain import CiteDomain
from press.citations.roles import FOREIGN
from press.text import pandoc_citations

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def with_citations(parser: MarkdownIt) -> MarkdownIt:
    """Return *parser* with the rules of this plug-in, which it gets once."""
    if "citation" not in parser.get_all_rules()["inline"]:
        ruler = parser.inline.ruler
        ruler.before("escape", "foreign_citation", _foreign)
        ruler.before("link", "citation", _citation)
        ruler.before("link", "citation_in_sentence", _in_sentence)
    return parser


def _domain(state: StateInline) -> tuple[CiteDomain, str] | None:
    """Return the domain, and the document that is parsed; None where nothing here cites."""
    document = state.md.options.get("document")
    env = getattr(getattr(document, "settings", None), "env", None)
    if env is None or not isinstance(env.domains.get("cite"), CiteDomain):
        return None
    return env.domains["cite"], env.current_document.docname


def _citation(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[" or "@" not in state.src or _domain(state) is None:
        return False
    found = pandoc_citations.bracketed(state.src, state.pos)
    if found is None or _is_label(state, found.end):
        return False
    if not silent:
        _push(state, found)
    state.pos = found.end
    return True


def _is_label(state: StateInline, end: int) -> bool:
    """Say whether the brackets are the label of a link that the document defines."""
    label = state.src[state.pos + 1 : end - 1]
    return " ".join(label.split()).upper() in state.env.get("references", {})


def _in_sentence(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "@-":
        return False
    candidate = pandoc_citations.candidate(state.src, state.pos)
    known = _domain(state) if candidate else None
    if known is None:
        return False
    domain, docname = known
    for key in pandoc_citations.candidates(candidate):
        domain.note_mention(docname, key)
    found = pandoc_citations.bare(state.src, state.pos, domain.works)
    if found is None:
        return False
    if not silent:
        _push(state, found)
    state.pos = found.end
    return True


def _foreign(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "\\[:{" or _domain(state) is None:
        return False
    found = pandoc_citations.foreign(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        token = state.push("myst_role", "", 0)
        token.meta = {"name": FOREIGN}
        token.content = state.src[state.pos : found.end]
    state.pos = found.end
    return True


def _push(state: StateInline, citation: pandoc_citations.Citation) -> None:
    for role, content in pandoc_citations.pieces(citation):
        if role:
            token = state.push("myst_role", "", 0)
            token.meta = {"name": role}
            token.content = content
        else:
            token = state.push("text", "", 0)
            token.content = content


def on_env_get_outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Have the documents read again that mention a key which is a work now, or is none any more."""
    domain = env.domains["cite"]
    assert isinstance(domain, CiteDomain)  # noqa: S101
    return sorted(domain.mentioned_otherwise() - removed)


def foreign_roles() -> list[tuple[str, str]]:
    """Return the domain ("" for none) and the name of every role of another dialect."""
    names = [("", FOREIGN), *(("", name) for name in pandoc_citations.FOREIGN_ROLES)]
    return [*names, *(("footcite", name) for name in BibtexFootDomain.roles)]
