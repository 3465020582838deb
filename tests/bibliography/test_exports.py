"""What eight programs export is used as it is: nothing is told, and no command is printed."""

from __future__ import annotations

import re

import pytest

from press import apa
from press.bibliography.reader import read
from press.checks.checks import check
from press.commands.reference import plain_text
from tests.bibliography.exports import PROGRAMS, WORKS, export
from tests.publication import CONF, Publication

LEFT_OVER = re.compile(r"[\\{}$]|&(?:amp|#\d+);|</?(?:i|em|sub|sup|span)\b|~|--")


def test_a_third_of_the_works_is_turkish_or_arabic() -> None:
    assert len(WORKS) == 40
    marked = [work for work in WORKS if re.search("[ğışİçöāīūḥʿṬ\u0600-\u06ff]", repr(work))]
    assert len(marked) >= len(WORKS) / 3


@pytest.mark.parametrize("program", PROGRAMS)
def test_an_export_is_read_without_a_word(program: str) -> None:
    keys, text = export(program)
    bibliography = read(text)
    assert list(bibliography.entries) == keys
    assert [finding for _, finding in bibliography.findings if not finding.note] == []
    for key in keys:
        printed = plain_text(apa.reference(bibliography.entries[key]))
        assert not LEFT_OVER.search(re.sub(r"https?://\S+", "", printed)), printed
        assert printed.count("*") % 2 == 0


def names(program: str) -> list[list[str]]:
    """Return the surnames of each work, with one sign for ʿayn, hamza and apostrophes."""
    keys, text = export(program)
    works = read(text).entries
    return [
        [
            re.sub("[ʿʾ‘’{}]", "'", " ".join([*person.prelast_names, *person.last_names]))
            for person in works[key].persons["author"]
        ]
        for key in keys[: len(WORKS)]
    ]


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_program_names_the_same_people(program: str) -> None:
    assert [[n.strip("'") for n in each] for each in names(program)] == [
        [n.strip("'") for n in each] for each in names("zotero-bibtex")
    ]


def test_all_exports_are_cited_in_one_article(publication: Publication) -> None:
    files = {f"{program}.bib": export(program) for program in PROGRAMS}
    for name, (_keys, text) in files.items():
        publication.write(name, text)
    publication.write("conf.py", CONF.replace('["references.bib"]', repr(list(files))))
    keys = [key for keys, _text in files.values() for key in keys]
    body = "\n\n".join(f"Text {{cite:p}}`{key}`, @{key} [p. 4]." for key in keys)
    docname = publication.article("2025-01-01-one", body)
    publication.build()
    assert publication.warnings == ""
    page = publication.page(docname)
    listed = page.select("section.references li.reference")
    assert len(listed) == len(keys)
    for entry in listed:
        text = re.sub(r"https?://\S+", "", entry.get_text())
        assert not LEFT_OVER.search(text), text
    assert [finding for _, finding in check(publication.folder) if not finding.note] == []
