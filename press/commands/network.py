"""The network, for commands: one question, one answer, or the reason why there is none.

Nothing else here opens a connection.  A build never does.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

from press import __version__

_SECONDS = 20
_LONGEST = 5_000_000  # bytes


@dataclass(frozen=True)
class Answer:
    """What a server sent: from which address, of which media type, as text."""

    url: str
    type: str
    text: str


@dataclass(frozen=True)
class NoAnswer:
    """Why nothing came: *missing* where the server knows no such thing, else it could not be asked."""

    url: str
    reason: str
    missing: bool = False


class _WebOnly(urllib.request.HTTPRedirectHandler):
    """Redirects that stay in the web."""

    max_redirections = 8

    def redirect_request(
        self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if not newurl.lower().startswith(("http://", "https://")):
            raise urllib.error.HTTPError(newurl, code, "leaves the web", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def ask(url: str, accept: str = "*/*") -> Answer | NoAnswer:
    """Return what the server at *url* answers; never raises."""
    if not url.lower().startswith(("http://", "https://")):
        return NoAnswer(url, "it is no address of the web")
    headers = {"Accept": accept, "User-Agent": f"sphinx-press/{__version__}"}
    try:
        request = urllib.request.Request(url, headers=headers)  # noqa: S310  (of the web, see above)
        opener = urllib.request.build_opener(_WebOnly())
        with opener.open(request, timeout=_SECONDS) as response:
            data = response.read(_LONGEST + 1)
            if len(data) > _LONGEST:
                return NoAnswer(url, "the answer is longer than 5 MB")
            kind = response.headers.get_content_type()
            charset = response.headers.get_content_charset() or "utf-8"
            return Answer(response.geturl(), kind, _text(data, charset))
    except urllib.error.HTTPError as error:
        return NoAnswer(url, f"{error.code} {error.reason}", missing=error.code in {404, 410})
    except urllib.error.URLError as error:
        return NoAnswer(url, str(error.reason))
    except (TimeoutError, OSError, ValueError) as error:
        return NoAnswer(url, str(error) or type(error).__name__)


def _text(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset, "replace")
    except LookupError:
        return data.decode("utf-8", "replace")
