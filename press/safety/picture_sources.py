"""Picture sources: which pictures from other sites a page of this one shows.

Its Content-Security-Policy allows the site's own pictures, those that stand in the
page as ``data:``, and the hosts in ``press_content_sources = {"img-src": …}``.  The
build and the checks ask here, so that they say the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_HOST = re.compile(
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]*)://)?(?P<host>\*|[a-z0-9*.-]+)(?::(?P<port>\d+|\*))?(?P<path>/.*)?",
    re.IGNORECASE,
)
_PORTS = {"http": 80, "https": 443}


def is_remote(target: str) -> bool:
    """Say whether a picture's *target* is an address of its own and no file of the publication's."""
    return bool(_SCHEME.match(target)) and not target.lower().startswith("data:")


def fault(target: str, sources: Mapping[str, object]) -> str:
    """Return what is wrong with a picture at *target* and what to do, "" where pages show it.

    *sources* is ``press_content_sources``, the sources of directives by their names.
    """
    if not is_remote(target):
        return ""
    where = urlsplit(f"https:{target}" if target.startswith("//") else target)
    given = sources.get("img-src", "")
    if isinstance(given, str) and any(_allows(source, where) for source in given.split()):
        return ""
    advice = "put the file beside the article"
    if where.scheme in _PORTS and where.netloc:
        allowed = f'press_content_sources = {{"img-src": "{where.scheme}://{where.netloc}"}}'
        advice += f", or allow the site in conf.py: {allowed}"
    return (
        f"the picture {target} is on another site, and browsers are told not to show it: {advice}"
    )


def _allows(source: str, where: SplitResult) -> bool:
    """Say whether a source expression matches an address: CSP 3, section 6.7.2.8."""
    scheme = where.scheme.lower()
    if source == "*":
        return scheme in _PORTS
    if source.endswith(":"):
        return _same_scheme(source[:-1].lower(), scheme)
    found = _HOST.fullmatch(source)
    if found is None or not where.hostname:
        return False
    # Without a scheme it is that of the site.
    return (
        _same_scheme((found["scheme"] or "https").lower(), scheme)
        and _same_host(found["host"].lower(), where.hostname)
        and _same_port(found["port"], where)
        and _same_path(found["path"] or "", where.path)
    )


def _same_scheme(allowed: str, scheme: str) -> bool:
    return allowed == scheme or (allowed == "http" and scheme == "https")


def _same_host(allowed: str, host: str) -> bool:
    return allowed in {"*", host} or (allowed.startswith("*.") and host.endswith(allowed[1:]))


def _same_port(allowed: str | None, where: SplitResult) -> bool:
    try:
        port = where.port
    except ValueError:
        return False
    own = port or _PORTS.get(where.scheme)
    return allowed == "*" or (int(allowed) if allowed else _PORTS.get(where.scheme)) == own


def _same_path(allowed: str, path: str) -> bool:
    if allowed in {"", "/"}:
        return True
    return path.startswith(allowed) if allowed.endswith("/") else path == allowed
