"""``press build``: sphinx-build, unless its last build would only be repeated.

Takes sphinx-build's arguments.  Loading Sphinx and all that it remembers takes
most of a build in which nothing has changed, and this takes none of it.
"""

from __future__ import annotations

import os
import sys

from press.rebuild import skip_build


def main(arguments: list[str]) -> None:
    """Build what is out of date; this process goes on as Sphinx."""
    call = skip_build.Call.of(arguments)
    if call is not None and skip_build.is_repeated(call):
        return
    os.execv(sys.executable, [sys.executable, "-m", "sphinx", *arguments])  # noqa: S606


if __name__ == "__main__":
    main(sys.argv[1:])
