"""A host of static pages on this machine: compresses text, answers with 404.html, keeps files fresh."""

from __future__ import annotations

import functools
import gzip
import http.server
import re
import threading
import time
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)"')
_PIECE, _PAUSE = 1_500, 0.03  # bytes and seconds: a browser draws between two pieces
_TEXT = ("text/", "application/json", "application/xml", "image/svg+xml", "text/javascript")


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    mounted = "/"
    slowly = False

    def translate_path(self, path: str) -> str:
        """Return the file of an address below the path that the site is mounted at."""
        return super().translate_path("/" + path.removeprefix(self.mounted))

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with a file, compressed where that helps and the browser can read it."""
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        status = HTTPStatus.OK
        if not path.is_file():
            status, path = HTTPStatus.NOT_FOUND, Path(self.directory) / "404.html"
        body = path.read_bytes()
        kind = self.guess_type(path)
        self.send_response(status)
        charset = "; charset=utf-8" if kind.startswith("text/") else ""
        self.send_header("Content-Type", kind + charset)
        slowly = self.slowly and kind == "text/html"
        zipped = not slowly and "gzip" in self.headers.get("Accept-Encoding", "")
        if zipped and kind.startswith(_TEXT):
            body = gzip.compress(body, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        # What Sphinx names by its checksum may be kept for ever.
        kept = "max-age=31536000, immutable" if "?v=" in self.path else "max-age=0"
        self.send_header("Cache-Control", kept)
        self.end_headers()
        for piece in _pieces(body) if slowly else [body]:
            self.wfile.write(piece)
            time.sleep(_PAUSE if slowly else 0)


def _pieces(body: bytes) -> Iterator[bytes]:
    """Yield a page in pieces that end where its lines do.

    Half a line of words from right to left moves while it grows, and nothing can help it.
    """
    while body:
        end = body.find(b"\n", _PIECE) + 1 or len(body)
        yield body[:end]
        body = body[end:]


@contextmanager
def served(folder: Path, *, slowly: bool = False) -> Iterator[str]:
    """Serve a folder as long as the context lasts; give the address, with a slash at its end.

    A site that knows its address is served at the same path: its 404 page counts on it.  A page
    that is served *slowly* comes in pieces, and what a later one moves is seen to move.
    """
    canonical = _CANONICAL.search((folder / "index.html").read_text("utf-8"))
    mounted = urlsplit(canonical[1]).path.rpartition("/")[0] + "/" if canonical else "/"
    kind = type("_Mounted", (_Handler,), {"mounted": mounted, "slowly": slowly})
    handler = functools.partial(kind, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{mounted}"
        finally:
            server.shutdown()
            thread.join()
