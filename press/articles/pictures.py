"""Pictures: an article's own, and the size of every picture, known before it is loaded.

``image`` in front matter becomes a figure under the article's head, its credit
below it, which Sphinx copies like any other; cards show it too.  On the site
and in the e-book every picture has its width and height: a browser keeps the
place free, and no line moves when the picture comes.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.images import get_image_size

from press.articles.domain import article_domain
from press.articles.model import Picture

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_SVG = re.compile(r"<svg\b[^>]*>")
_ATTRIBUTE = re.compile(r"""\b(width|height|viewBox)=["']([^"']*)["']""")
_PIXELS = re.compile(r"(\d+(?:\.\d+)?)(?:px)?")


class LeadPicture(SphinxTransform):
    """Put an article's picture under its head."""

    # After the head (855), before images are collected (880).
    default_priority = 857

    def apply(self, **_kwargs: Any) -> None:
        """Only an article with ``image`` has one."""
        article = article_domain(self.env).articles.get(self.env.current_document.docname)
        section = next(self.document.findall(nodes.section), None)
        if article is None or article.image is None or section is None:
            return
        image = nodes.image("", uri=article.image.src, alt=article.image.alt, classes=["lead"])
        image.source = self.document["source"]
        image.line = _line_of("image", Path(self.env.doc2path(article.docname)))
        figure = nodes.figure("", image, classes=["lead"])
        if article.image.credit:
            credit = nodes.paragraph("", article.image.credit, classes=["credit"])
            figure += nodes.legend("", credit)
        section.insert(2, figure)


def _line_of(word: str, path: Path) -> int:
    """Return the first line of a file that holds *word*, as the checks name it."""
    with path.open(encoding="utf-8", errors="replace", newline="\n") as lines:
        return next((number for number, line in enumerate(lines, 1) if word in line), 1)


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Note the size of every picture that is a file of ours."""
    docname = app.env.current_document.docname
    for image in doctree.findall(nodes.image):
        candidates: dict[str, str] = image.get("candidates", {})
        path = candidates.get("*", "")
        size = size_of(Path(app.srcdir, path)) if path else None
        if not size:
            continue
        width, height = size
        if not {"width", "height", "scale"} & image.attributes.keys():
            own = {"width": str(width), "height": str(height), "decoding": "async"}
            image["html_attributes"] = {**image.get("html_attributes", {}), **own}
        if "lead" in image["classes"]:
            article_domain(app.env).note_picture(docname, Picture(path, width, height))


def size_of(path: Path) -> tuple[int, int] | None:
    """Return a picture's width and height in CSS pixels, None where it does not say."""
    if not path.is_file():
        return None
    if path.suffix.lower() == ".svg":
        return _size_of_svg(path.read_text("utf-8", "replace"))
    return get_image_size(path)


def _size_of_svg(text: str) -> tuple[int, int] | None:
    """Read the root's attributes (SVG 2, section 8.12: without a size, that of the view box)."""
    root = _SVG.search(text)
    said = dict(_ATTRIBUTE.findall(root[0])) if root else {}
    sides = [_PIXELS.fullmatch(said.get(name, "").strip()) for name in ("width", "height")]
    if all(sides):
        width, height = (float(side[1]) for side in sides if side)
    else:
        box = re.split(r"[\s,]+", said.get("viewBox", "").strip())
        if len(box) != 4 or not all(map(_PIXELS.fullmatch, box[2:])):
            return None
        width, height = float(box[2]), float(box[3])
    return (round(width), round(height)) if width >= 1 and height >= 1 else None
