"""SVG drawings with right-to-left words: WeasyPrint sets these letter by letter, unjoined.

rsvg-convert, which shapes them, turns the words into outlines, with the fonts of
the printed volume.  A drawing's text alternative stands in the page, so that
nothing is lost for who cannot see it.
"""

from __future__ import annotations

import base64
import os
import re
import subprocess
from functools import cache
from pathlib import Path

from press.text.bidi import has_right_to_left

FONTS = Path(__file__).parents[1] / "print" / "fonts" / "fonts.conf"

_SOURCE = re.compile(r'(?<=src=")([^":]+\.svg)(?=")')


def outlined(page: str, folder: Path) -> str:
    """Return an HTML page of *folder* whose drawings WeasyPrint can set.

    Raises :exc:`ValueError` for a drawing that cannot be read.
    """
    return _SOURCE.sub(lambda found: _address(found[1], folder), page)


def files(page: str, folder: Path) -> list[Path]:
    """Return the drawings and pictures of an HTML page in *folder*."""
    return [folder / name for name in re.findall(r'src="([^":]+)"', page)]


def _address(name: str, folder: Path) -> str:
    path = (folder / name).resolve()
    if not path.is_file() or not has_right_to_left(path.read_text("utf-8", "replace")):
        return name
    return f"data:image/svg+xml;base64,{base64.b64encode(_converted(path)).decode()}"


@cache
def _converted(path: Path) -> bytes:
    environment = {**os.environ, "FONTCONFIG_FILE": str(FONTS)}
    command = ["rsvg-convert", "--format=svg", str(path)]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise ValueError(f"the drawing {path.name} cannot be read: {said}")
    return done.stdout
