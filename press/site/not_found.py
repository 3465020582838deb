"""404 page: for an address that does not exist, with a way on.

A server answers with it at any depth, so its links start at the root of the
site: the path of ``html_baseurl``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from press.core.builders import PAGE_BUILDERS
from press.text.messages import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docutils import nodes
    from sphinx.application import Sphinx

PAGE = "404"

# An address in a tag that is neither absolute nor on this page.
_RELATIVE = re.compile(r'\b(href|src)="(?![a-zA-Z][\w+.-]*:|[/#])')


def on_html_collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Add the page to the site."""
    if app.builder.name in PAGE_BUILDERS:
        _ = words_of(app.config)
        yield PAGE, {"title": _("Page not found")}, "404.html"


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Make the page's links absolute."""
    if pagename != PAGE or app.builder.name not in PAGE_BUILDERS:
        return
    root: str = urlsplit(app.config.html_baseurl).path.rstrip("/") + "/"

    def pathto(otheruri: str, resource: bool = False, baseuri: str = "") -> str:
        if resource:
            return otheruri if "://" in otheruri else root + otheruri.lstrip("/")
        return root + app.builder.get_target_uri(otheruri)

    def absolute(tag: Callable[[Any], str]) -> Callable[[Any], str]:
        return lambda asset: _RELATIVE.sub(rf'\1="{root}', tag(asset))

    context["pathto"] = pathto
    context["content_root"] = root
    # There is no other address of this page than the one that was not found.
    context["pageurl"] = None
    for name in ("css_tag", "js_tag"):
        context[name] = absolute(context[name])
