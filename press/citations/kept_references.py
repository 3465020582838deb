"""Cache of references as HTML: a work is written again when its entry changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from press.citations.reference_html import reference_html

if TYPE_CHECKING:
    from press.citations.index import CitationIndex

#: By key, the digest of a work and its reference without a year letter.
Written = Mapping[str, tuple[str, str]]


def write(index: CitationIndex, works: Mapping[str, str], kept: Written) -> Written:
    """Return the references of all *works*, which maps keys to digests.

    Those of *kept* are taken over where the work is the same.
    """
    return {
        key: before
        if (before := kept.get(key, ("", "")))[0] == digest
        else (digest, reference_html(index.reference(key)))
        for key, digest in works.items()
    }
