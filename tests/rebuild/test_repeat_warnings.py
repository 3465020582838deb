"""A fault is told in every build until it is mended."""

from __future__ import annotations

import pytest

from tests.publication import Publication

FAULTS = {
    "unknown key": "Text {cite:p}`nobody1900`.",
    "missing article": "See [this](2024-01-01-gone.md).",
    "missing image": "![A map](img/gone.png)",
    "malformed citation": "Text {cite:p}`a b {`.",
}


@pytest.mark.parametrize("body", FAULTS.values(), ids=FAULTS.keys())
def test_a_second_build_repeats_the_warning(publication: Publication, body: str) -> None:
    publication.article("2025-01-01-one", body)
    publication.build()
    first = publication.warnings
    assert "2025-01-01-one.md:8: WARNING:" in first
    publication.build()
    assert publication.warnings == first
    publication.article("2025-01-01-one", "Mended.")
    publication.build()
    assert publication.warnings == ""
    publication.build()
    assert publication.warnings == ""


def test_a_sound_document_is_not_read_again(publication: Publication) -> None:
    publication.article("2025-01-01-one", "Text {cite:p}`nobody1900`.")
    publication.article("2025-01-02-two", "Text.")
    publication.build()
    publication.build()
    assert "0 added, 1 changed, 0 removed" in publication.status
