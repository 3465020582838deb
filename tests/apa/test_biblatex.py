"""Where biblatex-apa sets the manual's own examples otherwise, by name: the manual counts."""

from __future__ import annotations

import pytest

from press.apa import reference
from tests.apa.shown import entries, shown


@pytest.mark.parametrize(
    ("why", "source", "ours"),
    [
        (
            "biblatex-apa lowers proper names that stand without braces (6.14, 6.17)",
            "@book{w, title = {The Book of Eibon}, date = {-2000~}}",
            "*The book of Eibon*. [ca. 2001 B.C.E.].",
        ),
        (
            "biblatex-apa dates a book to the day; a book has a year (9.14, 10.2)",
            "@book{w, author = {Bello, A.}, title = {T}, date = {2020-03-26}, publisher = {P}}",
            "Bello, A. (2020). *T*. P.",
        ),
        (
            (
                "biblatex-apa puts the editor of a reference work before an entry without an author;"
                " its title moves there (9.12)"
            ),
            (
                "@inreference{w, title = {Halab}, editor = {Doe, J.}, date = 2022,"
                " booktitle = {Encyclopedia of cities}, publisher = {P}}"
            ),
            "Halab. (2022). In J. Doe (Ed.), *Encyclopedia of cities*. P.",
        ),
        (
            "biblatex-apa writes Powerpoint; the manual PowerPoint (10.14, example 102)",
            (
                "@image{w, author = {Doe, J.}, title = {T}, entrysubtype = {powerpoint}, date = 2016,"
                " publisher = {SlideShare}}"
            ),
            "Doe, J. (2016). *T* [PowerPoint slides]. SlideShare.",
        ),
        (
            "biblatex-apa puts a comma after U.N. Charter; the manual none (11.9, example 28)",
            "@constitution{w, source = {unitednations}, type = {charter}, article = 1, part = 3}",
            "U.N. Charter art. 1, para. 3.",
        ),
        (
            (
                "biblatex-apa lowers all of a title that is mostly in sentence case; here only one in"
                " title case changes (6.17)"
            ),
            (
                "@online{w, author = {{NASA}}, title = {I'm an Astronaut who is happy to be back on"
                " the ground}, date = 2018, url = {https://example.org}}"
            ),
            (
                "NASA. (2018). *I’m an Astronaut who is happy to be back on the ground*."
                " https://example.org"
            ),
        ),
    ],
)
def test_the_manual_counts(why: str, source: str, ours: str) -> None:
    assert shown(reference(entries(source)["w"])) == ours, why
