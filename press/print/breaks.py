r"""Places where a line may end inside of code and of addresses that are no links.

LaTeX divides words, and ``xurl`` the addresses of links.  ``a.long_name/in/code``
is neither: it gets a ``\pressbreak`` after its own punctuation, as an address has.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.print.nodes import tex

if TYPE_CHECKING:
    from collections.abc import Iterator


# A text without such a word is left alone: nearly all are.
_LONG = re.compile(r"(?=\S{20})\S*[/_]")
_LONG_CODE = re.compile(r"\S{10}")
_AFTER = re.compile(r"(?<=[/._\-?&=:])(?=[^\s/._\-?&=:])")
_LEFT_ALONE = (nodes.FixedTextElement, nodes.math, nodes.raw, nodes.title)


class Breaks(SphinxPostTransform):
    """Let long code and addresses break."""

    # After the runs of other scripts are marked (700), which makes new texts.
    default_priority = 706
    formats = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Go through all texts."""
        for text in list(self.document.findall(nodes.Text)):
            is_code = isinstance(text.parent, nodes.literal)
            # The look for a character first: most texts end here.
            has_place = is_code or "/" in text or "_" in text
            long = _LONG_CODE if is_code else _LONG
            if has_place and long.search(text) and not _is_left_alone(text):
                parts = list(_parts(text, is_code=is_code))
                if len(parts) > 1:
                    at = text.parent.index(text)
                    text.parent[at : at + 1] = parts


def _parts(text: str, *, is_code: bool) -> Iterator[nodes.Node]:
    words = re.split(r"(\s+)", text)
    done = ""
    for word in words:
        if not (_LONG_CODE if is_code else _LONG).match(word):
            done += word
            continue
        *pieces, last = _AFTER.split(word)
        for piece in pieces:
            yield nodes.Text(done + piece)
            yield tex(r"\pressbreak{}")
            done = ""
        done += last
    yield nodes.Text(done)


def _is_left_alone(text: nodes.Node) -> bool:
    node = text.parent
    while node is not None and not isinstance(node, nodes.document):
        if isinstance(node, _LEFT_ALONE) or "refuri" in getattr(node, "attributes", {}):
            return True
        node = node.parent
    return False
