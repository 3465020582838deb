"""Entries that inherit, and several files that are one bibliography."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.bibliography.reader import Bibliography, judged, read, read_files

CHAPTER = (
    "@%s{part, author = {Roe, Jane}, title = {A chapter}, pages = {1--9}, crossref = {Whole}}\n"
)
WHOLE = (
    "@%s{whole, editor = {Doe, John}, title = {The whole}, subtitle = {Its end},"
    " publisher = {P}, date = {1989}, keywords = {news}}\n"
)


def fields(text: str, key: str) -> dict[str, str]:
    return dict(read(text).entries[key].fields)


def codes(bibliography: Bibliography) -> list[tuple[str, int, str, bool]]:
    return [(path.name, f.line, f.code, f.note) for path, f in bibliography.findings]


@pytest.mark.parametrize(
    ("child", "parent"),
    [
        ("incollection", "collection"),
        ("incollection", "book"),
        ("inbook", "book"),
        ("inproceedings", "proceedings"),
        ("inreference", "reference"),
    ],
)
def test_the_title_of_a_whole_is_the_booktitle_of_its_part(child: str, parent: str) -> None:
    for text in (CHAPTER % child + WHOLE % parent, WHOLE % parent + CHAPTER % child):
        assert fields(text, "part") == {
            "title": "A chapter",
            "pages": "1--9",
            "booktitle": "The whole",
            "booksubtitle": "Its end",
            "publisher": "P",
            "date": "1989",
        }
        assert [str(p) for p in read(text).entries["part"].persons["editor"]] == ["Doe, John"]
        assert codes(read(text)) == []


@pytest.mark.parametrize(
    ("child", "parent", "name"),
    [
        ("book", "mvbook", "maintitle"),
        ("incollection", "mvcollection", "maintitle"),
        ("article", "periodical", "journaltitle"),
    ],
)
def test_other_titles(child: str, parent: str, name: str) -> None:
    found = fields(CHAPTER % child + WHOLE % parent, "part")
    assert (found["title"], found[name]) == ("A chapter", "The whole")


def test_a_work_says_what_it_says_itself() -> None:
    child = CHAPTER.replace("pages", "year = {2001}, booktitle = {Own}, editor = {Poe, Ed}, pages")
    text = child % "incollection" + WHOLE % "collection"
    found = fields(text, "part")
    assert (found["booktitle"], found["year"]) == ("Own", "2001")
    assert "date" not in found
    assert [str(p) for p in read(text).entries["part"].persons["editor"]] == ["Poe, Ed"]


def test_the_author_of_a_whole() -> None:
    whole = WHOLE.replace("editor", "author") % "book"
    part = read(CHAPTER % "incollection" + whole).entries["part"]
    assert [str(p) for p in part.persons["author"]] == ["Roe, Jane"]
    assert [str(p) for p in part.persons["bookauthor"]] == ["Doe, John"]
    inside = read((CHAPTER % "inbook").replace("author = {Roe, Jane}, ", "") + whole).entries
    assert [str(p) for p in inside["part"].persons["author"]] == ["Doe, John"]


def test_xdata_is_inherited_whole_and_is_no_work() -> None:
    text = (
        "@xdata{press, publisher = {P}, xdata = {place}}\n@xdata{place, location = {Cairo}}\n"
        "@book{b, author = {Roe, J.}, title = {T}, date = {2001}, xdata = {press, more}}\n"
        "@xdata{more, series = {S}}\n"
    )
    found = fields(text, "b")
    assert (found["publisher"], found["location"], found["series"]) == ("P", "Cairo", "S")
    assert list(read(text).entries) == ["b"]
    assert codes(read(text)) == []


def test_a_set_is_cited_as_its_first_work() -> None:
    text = "@set{s, entryset = {a, b}}\n" + "".join(
        f"@book{{{key}, author = {{Roe, J.}}, title = {{{key}}}, publisher = {{P}}, date = 2001}}\n"
        for key in "ab"
    )
    assert fields(text, "s")["title"] == "a"
    assert read(text).entries["s"].type == "book"
    assert codes(read(text)) == []


def test_ties_that_lead_nowhere_are_told_where_the_work_is_cited() -> None:
    text = CHAPTER % "inbook" + "@book{self, title = {T}, date = 2001, crossref = {self}}\n"
    bibliography = read(text)
    assert [(f.line, f.code, f.work) for _, f in bibliography.findings if not f.note] == [
        (1, "crossref", "part"),
        (2, "crossref", "self"),
    ]
    seen = judged(bibliography.findings, ["self"], bibliography.parents)
    assert [f.work for _, f in seen if not f.note] == ["self"]


def test_long_and_round_chains_end() -> None:
    chain = "".join(f"@book{{k{n}, crossref = {{k{n + 1}}}, title = {{T}}}}\n" for n in range(3000))
    assert len(read(chain).entries) == 3000
    ring = "".join(f"@book{{k{n}, crossref = {{k{(n + 1) % 5}}}}}\n" for n in range(5))
    assert {f.code for _, f in read(ring).findings} == {"crossref", "missing-field"}


def test_an_edited_parent_changes_its_children_only() -> None:
    text = CHAPTER % "inbook" + WHOLE % "book" + "@book{other, title = {O}, date = 2001}\n"
    first = read(text)
    again = read(text.replace("The whole", "The new whole"), first.readings)
    old, new = first.entries.digests(), again.entries.digests()
    assert {key for key in old if old[key] != new[key]} == {"part", "whole"}
    assert again == read(text.replace("The whole", "The new whole"))


# -- several files ------------------------------------------------------------------


def files(folder: Path, **texts: str) -> Bibliography:
    paths = []
    for name, text in texts.items():
        paths.append(folder / f"{name}.bib")
        paths[-1].write_text(text, encoding="utf-8")
    return read_files(paths)


ARTICLE = "@article{%s, author = {Roe, J.}, title = {T}, journal = ia, year = {2001}}\n"


def test_strings_have_a_file_of_their_own(tmp_path: Path) -> None:
    found = files(tmp_path, abbrev='@string{ia = "International Affairs"}\n', works=ARTICLE % "a")
    assert codes(found) == []
    assert found.entries["a"].fields["journal"] == "International Affairs"
    assert found.places == {"a": (tmp_path / "works.bib", 1)}


def test_strings_count_in_the_files_after_theirs(tmp_path: Path) -> None:
    found = files(tmp_path, works=ARTICLE % "a", abbrev='@string{ia = "International Affairs"}\n')
    assert codes(found) == [("works.bib", 1, "undefined-string", False)]


def test_a_key_in_two_files_is_told_in_the_second(tmp_path: Path) -> None:
    one = '@string{ia = "J"}\n' + ARTICLE % "a"
    found = files(tmp_path, one=one, two=ARTICLE % "b" + ARTICLE % "A")
    assert codes(found) == [("two.bib", 2, "repeated-key", False)]
    assert "one.bib, line 2" in found.findings[0][1].message


def test_a_parent_stands_in_another_file(tmp_path: Path) -> None:
    found = files(tmp_path, parts=CHAPTER % "inbook", wholes=WHOLE % "book")
    assert found.entries["part"].fields["booktitle"] == "The whole"


def test_known_readings_of_several_files_change_nothing(tmp_path: Path) -> None:
    first = files(tmp_path, one='@string{ia = "One"}\n', two=ARTICLE % "a" + ARTICLE % "b")
    (tmp_path / "one.bib").write_text('@string{ia = "Two"}\n')
    paths = [tmp_path / "one.bib", tmp_path / "two.bib"]
    assert read_files(paths, first.readings) == read_files(paths)
    assert read_files(paths, first.readings).entries["b"].fields["journal"] == "Two"


DATA = (
    "@xdata{brill-house, publisher = {Brill}, location = {Leiden and Boston}}\n"
    "@xdata{team, author = {Doe, Jane and {World Bank} and van Roe, Richard}, series = {Studies}}\n"
)


@pytest.mark.parametrize(
    ("typed", "name", "value"),
    [
        ("publisher = {xdata=brill-house}", "publisher", "Brill"),
        ("location = {xdata=brill-house-location-2}", "location", "Boston"),
        ("organization = {xdata=brill-house-publisher}", "organization", "Brill"),
        ("number = {xdata = team-series}", "number", "Studies"),
    ],
)
def test_a_field_is_taken_from_xdata_by_itself(typed: str, name: str, value: str) -> None:
    for text in (f"{DATA}@book{{one, {typed}}}\n", f"@book{{one, {typed}}}\n{DATA}"):
        assert fields(text, "one")[name] == value


def test_people_are_taken_from_xdata_by_themselves() -> None:
    text = DATA + "@book{one, title = {T}, author = {Poe, E. and xdata=team-author-3}}\n"
    text += "@book{two, title = {T}, editor = {xdata=team-author}}\n"
    found = read(text).entries
    assert [str(person) for person in found["one"].persons["author"]] == [
        "Poe, E.",
        "van Roe, Richard",
    ]
    assert len(found["two"].persons["editor"]) == 3


@pytest.mark.parametrize("typed", ["publisher = {xdata=nowhere}", "author = {xdata=brill-house}"])
def test_xdata_that_is_not_there_is_told(typed: str) -> None:
    found = read(f"{DATA}@book{{one, title = {{T}}, {typed}}}\n")
    assert ("crossref", False) in [(finding.code, finding.note) for _, finding in found.findings]
    assert "xdata" not in str(dict(found.entries["one"].fields)) + str(found.entries["one"].persons)
