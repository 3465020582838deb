"""Remote pictures: a fault unless the site allows them, and never fetched.

A picture that pages may not show becomes a link with its words; so does every one
in print and in books, which would have to ask the other site while they are built.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from press.core.builders import PAGE_BUILDERS, builder_of
from press.safety.picture_sources import fault, is_remote

logger = logging.getLogger(__name__)


class RefusePictures(SphinxTransform):
    """Warn of pictures that the policy of the pages refuses."""

    # Before images are collected (880), where Sphinx takes `//host/a.png` for a file.
    default_priority = 856

    def apply(self, **_kwargs: Any) -> None:
        """Look at every picture's address."""
        for image in list(self.document.findall(nodes.image)):
            uri: str = image["uri"]
            if is_remote(uri) and (reason := fault(uri, self.config.press_content_sources)):
                logger.warning("%s", reason, location=image, type="press", subtype="remote-image")
                _link(image)
            elif uri.startswith("//"):
                image["uri"] = f"https:{uri}"


class LinkPictures(SphinxPostTransform):
    """Have print and books link to pictures on other sites."""

    # Before Sphinx downloads them (100).
    default_priority = 90

    def run(self, **_kwargs: Any) -> None:
        """Look at every picture's address."""
        if builder_of(self.env).name not in PAGE_BUILDERS:
            for image in list(self.document.findall(nodes.image)):
                if is_remote(image["uri"]):
                    _link(image)


def _link(image: nodes.image) -> None:
    """Put a link with the picture's words in its place."""
    uri: str = image["uri"]
    words = image.get("alt") or uri
    parent: nodes.Element = image.parent
    if isinstance(parent, nodes.reference):
        image.replace_self(nodes.Text(words))
        return
    link = nodes.reference("", words, refuri=f"https:{uri}" if uri.startswith("//") else uri)
    inline = isinstance(parent, nodes.TextElement)
    image.replace_self(link if inline else nodes.paragraph("", "", link))
