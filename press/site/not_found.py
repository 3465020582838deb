"""404 page: for an address that does not exist, with a way on.

A server answers with it at any depth, so its links start at the root of the
site: the path of ``html_baseurl``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from press.text.messages import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx

    from press.core.site_pages import SitePage

PAGE = "404"

# An address in a tag that is neither absolute nor on this page.
_RELATIVE = re.compile(r'\b(href|src)="(?![a-zA-Z][\w+.-]*:|[/#])')


def on_html_collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Add the page to the site."""
    _ = words_of(app.config)
    yield PAGE, {"title": _("Page not found")}, "404.html"


def on_page_context(app: Sphinx, page: SitePage) -> None:
    """Make the page's links absolute."""
    if page.name != PAGE:
        return
    root: str = urlsplit(app.config.html_baseurl).path.rstrip("/") + "/"

    def pathto(otheruri: str, resource: bool = False, baseuri: str = "") -> str:
        if resource:
            return otheruri if "://" in otheruri else root + otheruri.lstrip("/")
        return root + page.builder.get_target_uri(otheruri)

    def absolute(tag: Callable[[Any], str]) -> Callable[[Any], str]:
        return lambda asset: _RELATIVE.sub(rf'\1="{root}', tag(asset))

    page.context["pathto"] = pathto
    page.context["content_root"] = root
    # There is no other address of this page than the one that was not found.
    page.context["pageurl"] = None
    for name in ("css_tag", "js_tag"):
        page.context[name] = absolute(page.context[name])
