"""Pictures that LaTeX cannot set, GIF and WebP: print gets them as PNG, the same bytes every time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image
from sphinx.transforms.post_transforms.images import ImageConverter

if TYPE_CHECKING:
    import os

    from docutils import nodes


class RasterConverter(ImageConverter):
    """Converts the first picture of a GIF or a WebP file."""

    conversion_rules: list[tuple[str, str]] = [  # noqa: RUF012 (an attribute of Sphinx's)
        ("image/gif", "image/png"),
        ("image/webp", "image/png"),
    ]

    def match(self, node: nodes.image) -> bool:
        """Say whether a picture is to be converted: only for print, all other formats show it."""
        return self.env._builder_cls.format == "latex" and super().match(node)  # noqa: SLF001

    def is_available(self) -> bool:
        """Pillow is always there."""
        return True

    def convert(self, _from: str | os.PathLike[str], _to: str | os.PathLike[str]) -> bool:
        """Write the picture as PNG; what Pillow cannot read was refused when it was read."""
        with Image.open(_from) as picture:
            picture.convert("RGBA").save(_to, "PNG", compress_level=6)
        return True
