"""Pictures by their content: what a file is, whatever its name says, and whether it is whole.

Browsers, readers of e-books, LaTeX and WeasyPrint each take a broken picture in another
way, from silence to the end of the build.  What passes here is shown by all of them.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from press.safety import svg

if TYPE_CHECKING:
    from pathlib import Path

#: The kinds of pictures that every format shows, by the suffixes of their files.
KINDS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WEBP"}
#: The most pixels of a picture: as many as a page of A3 has at 600 dots an inch.
MOST_PIXELS = 70_000_000
#: The most bytes of a drawing.
LARGEST_DRAWING = 10_000_000


def fault(path: Path) -> str:
    """Return what is wrong with the picture in the file *path*, "" where nothing is.

    The text goes on after the file's name: "is empty".  *path* can be read.
    """
    suffix = path.suffix.lower()
    try:
        content = path.read_bytes()
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    if not content.strip():
        return "is empty"
    if suffix == ".svg":
        if len(content) > LARGEST_DRAWING:
            return f"has more than {LARGEST_DRAWING // 1_000_000} MB"
        return svg.read(content).fault
    if suffix not in KINDS:
        return "is no picture by its name: every format shows .png, .jpg, .gif, .webp and .svg"
    return raster_fault(content, KINDS[suffix])


def raster_fault(content: bytes, kind: str) -> str:
    """Return what is wrong with a picture of pixels that should be of *kind*, "" likewise."""
    # Pillow takes a while to import, and most articles have no picture.
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415

    try:
        with Image.open(BytesIO(content), formats=sorted(set(KINDS.values()))) as image:
            found, (width, height) = image.format, image.size
            if found == kind == "PNG":
                image.verify()  # the checksum of every part
    except UnidentifiedImageError:
        return f"is no picture: its content is not that of a {kind}"
    except Image.DecompressionBombError:
        return _too_many_pixels()
    # Pillow's readers of broken files raise what they happen to meet.
    except Exception as error:  # noqa: BLE001
        return f"is broken ({error})"
    if found != kind:
        return f"is a {found} by its content, and its name says {kind}"
    if width < 1 or height < 1:
        return "has no size"
    if width * height > MOST_PIXELS:
        return _too_many_pixels()
    return "" if _is_whole(content, kind) else "is cut off: its end is missing"


def _too_many_pixels() -> str:
    return f"has more than {MOST_PIXELS:,} pixels: make it smaller"


def _is_whole(content: bytes, kind: str) -> bool:
    """Say whether the end of a picture is there; what cameras and programs add behind it may be."""
    match kind:
        case "JPEG":
            return content.rfind(b"\xff\xd9") > 0
        case "GIF":
            return content.rstrip(b"\0")[-1:] == b";"
        case "WEBP":
            return len(content) >= int.from_bytes(content[4:8], "little") + 8
        case _:
            return content.find(b"IEND") > 0
