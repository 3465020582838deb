"""The bibliography file: no fault in one entry costs another, and each fault is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.bibliography import bibtex
from press.bibliography.reader import read, read_file
from press.bibliography.works import Work
from press.text.findings import Finding
from press.text.strings import nearest
from tests import golden_files
from tests.cost import calls

GOOD = "@book{%s, author = {Doe, Jane}, title = {A}, publisher = {House}, year = {2020}}\n"


def findings(text: str) -> list[Finding]:
    return [finding for _path, finding in read(text).findings]


def codes(text: str) -> list[tuple[int, str]]:
    return [(finding.line, finding.code) for finding in findings(text)]


def test_an_entry_arrives_as_pybtex_has_it() -> None:
    text = """
@String(ia = {International } # "Affairs")
@Article{deWaal2013,
  Author = {de Waal, Alex and {World   Bank} and Öztürk, Ayşe},
  editor = "Roe, Richard",
  title  = {A {Title}
            of two~lines},
  journal = ia, month = apr, year = 2013,
}
"""
    result = read(text)
    assert result.findings == ()
    assert result.lines == {"deWaal2013": 3}
    entry = result.entries["deWaal2013"]
    assert (entry.type, entry.key) == ("article", "deWaal2013")
    assert dict(entry.fields) == {
        "title": "A {Title} of two~lines",
        "journal": "International Affairs",
        "month": "April",
        "year": "2013",
    }
    assert [str(person) for person in entry.persons["author"]] == [
        "de Waal, Alex",
        "{World Bank}",
        "Öztürk, Ayşe",
    ]
    assert [str(person) for person in entry.persons["editor"]] == ["Roe, Richard"]


BROKEN = {
    "value not closed": "@book{x, title = {A {B}, year = {2020},\n}\n",
    "entry not closed": "@book{x, title = {A},\n",
    "quotation not closed": '@book{x, title = "A, year = {2020}}\n',
    "comma missing": "@book{x, title = {A} year = {2020}}\n",
    "equals sign missing": "@book{x, title {A}}\n",
    "brace too many": "@book{x, title = {A}}, year = {2020}}\n",
    "brace in quotation": '@book{x, title = "A } B"}\n',
    "no key": "@book{title = {A}}\n",
    "no key but a comma": "@book{, title = {A}}\n",
    "space in key": "@book{x y, title = {A}}\n",
    "no type": "@{x, title = {A}}\n",
    "no brace": "@book x, title = {A}\n",
    "braces without end": "@book{x, title = " + "{" * 200 + "\n",
    "only a sign": "@\n",
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_the_entries_around_a_broken_one_survive(broken: str) -> None:
    text = GOOD % "before" + broken + GOOD % "after" + GOOD % "last"
    assert list(read(text).entries) == ["before", "after", "last"]
    assert codes(text) == [(2, "broken-entry")]


def test_a_broken_entry_keeps_its_line() -> None:
    result = read(GOOD % "before" + BROKEN["comma missing"])
    assert result.lines == {"before": 1, "x": 2}
    assert list(result.entries) == ["before"]


def test_the_first_of_a_repeated_key_counts() -> None:
    text = GOOD % "Key" + "\n" + GOOD.replace("{A}", "{B}") % "key" + GOOD % "other"
    assert {key: entry.fields["title"] for key, entry in read(text).entries.items()} == {
        "Key": "A",
        "other": "A",
    }
    (finding,) = findings(text)
    assert (finding.line, finding.code) == (3, "repeated-key")
    assert "Key" in finding.message
    assert "line 1" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "me@example.org wrote this\n",
        "@comment{@book{hidden, title = {A}}}\n",
        "@Comment{\n@book{hidden, title = {A}}\n}\n",
        "% @book{hidden, title = {A}}\n",
        '@preamble{"\\newcommand{\\x}{}"}\n',
        '@string{ia = "International Affairs"}\n',
    ],
)
def test_what_is_no_entry_is_passed_over(text: str) -> None:
    result = read(text + GOOD % "good")
    assert result.findings == ()
    assert result.lines == {"good": text.count("\n") + 1}


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("date = {2020-02-29}", ""),
        ("date = {2021-02-29}", "bad-date"),
        ("date = {2020-04/2020-05}", ""),
        ("date = {2020/..}", ""),
        ("date = {2020-22}", ""),
        ("date = {2020-13}", "bad-date"),
        ("date = {2020-04-01/soon}", "bad-date"),
        ("date = {1377~}", ""),
        ("date = {-0349}", ""),
        ("date = {n.d.}", ""),
        ("date = {April 2020}", ""),
        ("origdate = {1377}", ""),
        ("urldate = {2026-11-23}", ""),
        ("urldate = {2026}", ""),
        ("month = {13}", "bad-date"),
        ("month = dec", ""),
        ("month = 4", ""),
        ("doi = {10.1093/ia/92.1}", ""),
        ("doi = {https://doi.org/10.1093/ia/92.1}", ""),
        ("doi = {10/fg6rf9}", ""),
        ("doi = {doi.org/10.1093/ia}", ""),
        ("doi = {10.1093 /ia}", "bad-doi"),
        ("url = {http://example.org/a\\_b}", ""),
        ("url = {javascript:alert(1)}", "bad-url"),
        ("url = {https://example.org/a b}", "bad-url"),
        ("note = {100\\% \\& \\$5 \\#1}", ""),
        ("note = {\\emph{x}}", ""),
        ("subtitle = {caf\\'e}", ""),
        ("subtitle = {\x07}", "control-character"),
        ("note = {<script>alert(1)</script>}", ""),
        ("note = nowhere", "undefined-string"),
        ("crossref = {other}", "crossref"),
        ("xdata = {other}", "crossref"),
        ("editor = {Doe, Jane, Roe, Richard}", "bad-name"),
        ("PUBLISHER = {Twice}", "repeated-field"),
    ],
)
def test_fields_have_a_form(field: str, code: str) -> None:
    entry = (GOOD % "key").replace(", year", f",\n\n{field},\nyear")
    assert codes(entry) == ([(3, code)] if code else [])
    assert list(read(entry).entries) == ["key"]


def test_an_unknown_type_is_kept_and_the_nearest_named() -> None:
    text = (GOOD % "key").replace("@book", "@boook")
    assert read(text).entries["key"].type == "boook"
    (finding,) = findings(text)
    assert finding.code == "unknown-type"
    assert "@book" in finding.message


def test_what_apa_needs_is_asked_for() -> None:
    (finding,) = findings("\n@article{key, author = {Doe, Jane}, title = {A}, year = {2020}}")
    assert (finding.line, finding.code) == (2, "missing-field")
    assert "journal" in finding.message


def test_one_work_stands_once() -> None:
    with_doi = GOOD.replace("title", "doi = {%s}, title")
    twice = with_doi % ("a", "10.1093/IA") + with_doi % ("b", "https://doi.org/10.1093/ia")
    assert codes(twice) == [(2, "repeated-doi")]
    assert codes(twice + with_doi % ("c", "10.1093/ib")) == [(2, "repeated-doi")]


def test_a_key_can_be_cited() -> None:
    for key in ("lanoszka2016russian", "DBLP:conf/ia-1", "öztürk2020", "a_b.c+d"):
        assert codes(GOOD % key) == []
    for key in ('a"b', "a\\b", "a`b", "-a", "a'b", "a&b"):
        assert codes(GOOD % key) == [(1, "bad-key")]


def test_an_empty_bibliography_is_told() -> None:
    """It prints nothing wrong, so it stops no build."""
    assert codes("") == codes("% nothing yet\n") == [(1, "empty-bibliography")]
    assert findings("")[0].note


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    result = read_file(tmp_path / "references.bib")
    assert (list(result.entries), result.lines) == ([], {})
    assert [(f.code, f.note) for _, f in result.findings] == [("unreadable-file", False)]


def test_a_file_that_is_not_utf_8_loses_no_entry(tmp_path: Path) -> None:
    path = tmp_path / "references.bib"
    text = GOOD % "one" + GOOD.replace("{A}", "{Café}") % "two" + GOOD % "three"
    path.write_bytes(text.replace("\n", "\r\n").encode("latin-1"))
    result = read_file(path)
    assert list(result.entries) == ["one", "two", "three"]
    assert [(f.line, f.code, f.note, f.work) for _, f in result.findings] == [
        (2, "lost-character", False, "two"),
        (2, "not-utf-8", True, ""),
    ]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("% Encoding: ISO8859_9\n", "iso8859-9"),
        ("%% Saved with string encoding Western (ISO Latin 1) \n", "latin-1"),
        ("%% Saved with string encoding Occidental (Windows-1252) \n", "cp1252"),
        ("", "utf-16"),
        ("", "utf-8-sig"),
    ],
)
def test_a_file_is_read_in_the_encoding_that_it_names(
    tmp_path: Path, head: str, encoding: str
) -> None:
    path = tmp_path / "references.bib"
    path.write_bytes((head + GOOD.replace("{A}", "{Café}") % "one").encode(encoding))
    result = read_file(path)
    assert result.findings == ()
    assert result.entries["one"].fields["title"] == "Café"


def test_the_golden_file() -> None:
    result = read_file(golden_files.FOLDER / "bad.bib")
    assert [finding for _path, finding in result.findings] == [
        finding
        for path, finding in golden_files.expected()
        if path == "bad.bib" and finding.code not in {"uncited", "title-case"}
    ]
    assert {"good2016", "good2017", "good2018"} <= result.entries.keys()


@given(
    st.text()
    | st.text(alphabet='@{}(),="#%\\ \nab1')
    | st.lists(
        st.sampled_from(
            ["@book{", "@string{", "@comment{", "a", ",", "=", "{", "}", '"', "\n", " and "]
        )
    ).map("".join)
)
def test_read_never_raises(text: str) -> None:
    result = read(text)
    assert result.entries.keys() <= result.lines.keys()
    assert result.entries or result.findings
    for _path, finding in result.findings:
        assert 1 <= finding.line <= text.count("\n") + text.count("\r") + 1
        assert "\n" not in finding.message


@given(st.lists(st.sampled_from([*BROKEN.values(), None]), min_size=1, max_size=8).filter(any))
def test_every_good_entry_survives_any_broken_ones(parts: list[str | None]) -> None:
    text = "".join(part or GOOD % f"good{number}" for number, part in enumerate(parts))
    good = [f"good{number}" for number, part in enumerate(parts) if part is None]
    assert list(read(text).entries) == good


PIECES = [
    *(GOOD % key for key in ("one", "two", "ONE", "three")),
    (GOOD % "four").replace("title", "doi = {10.1093/ia},\n\ntitle"),
    (GOOD % "five").replace("title", "doi = {10.1093/IA}, title"),
    (GOOD % "six").replace("{House}", "house"),
    (GOOD % "seven").replace("{2020}", "{soon},\nmonth = 13, note = nowhere"),
    (GOOD % "eight").replace("\n", " ") + GOOD % "nine",
    (GOOD % "ten").replace("{A}", "{A @misc{inner} B}"),
    "@string{house = {One}}\n",
    "@string{house = {Two}\n",
    "@STRING(nowhere = house # { Here})\n",
    "@comment{@book{hidden, title = {A}}}\n",
    "% a line\n",
    "\r\n",
    *BROKEN.values(),
]


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=12), min_size=2, max_size=4))
def test_what_was_read_before_changes_nothing(texts: list[list[str]]) -> None:
    """Reading one text after the other gives what reading each for the first time gives."""
    known = None
    for pieces in texts:
        fresh, again = read("".join(pieces)), read("".join(pieces), known)
        assert again == fresh
        assert again.entries.plain() == fresh.entries.plain()
        assert list(again.lines) == list(fresh.lines)
        known = again.readings


def test_only_a_changed_entry_is_parsed_again() -> None:
    text = "".join(GOOD % key for key in ("before", "edited", "after"))
    first = read(text)
    second = read(
        "\n\n" + text.replace("edited, author", "edited, note = {N},\nauthor"), first.readings
    )
    kept = [
        new is old for new, old in zip(second.entries.plain(), first.entries.plain(), strict=True)
    ]
    assert kept == [True, False, True]
    assert second.lines == {"before": 3, "edited": 4, "after": 6}


def test_an_entry_means_what_the_strings_before_it_say() -> None:
    entry = (GOOD % "key").replace("{House}", "house")
    first = read("@string{house = {One}}\n" + entry)
    for changed in ("@string{house = {Two}}\n", "@string{house = {One}} @STRING(House = {Two})\n"):
        again = read(changed + entry, first.readings)
        assert again.entries["key"].fields["publisher"] == "Two"
    assert read(entry, first.readings) == read(entry)
    assert codes(entry) == [(1, "undefined-string")]


def test_an_entry_is_made_of_plain_data_and_back() -> None:
    text = (
        "@Book{k, author = {de la Cruz, Jr, Ana Maria and {World Bank}}, editor = {}, Title = {A}}"
    )
    works = read(text).entries
    (work,) = works.plain()
    assert Work.of(work.entry()) == work
    assert works["k"] is works["k"]
    assert "de la Cruz, Jr, Ana Maria" in map(str, works["k"].persons["author"])
    with pytest.raises(KeyError):
        works["K"]


def test_a_digest_tells_content_apart() -> None:
    def of(text: str) -> str:
        (digest,) = read(text).entries.digests().values()
        return digest

    same = "@BOOK{other, YEAR = 2020, title = {A}, publisher = {House},\nauthor = {Doe, Jane}}"
    assert of(GOOD % "key") == of(same)
    assert of(GOOD % "key") == "5ceb76ef43825738d1264215d2d28d85"
    for old, new in [("Jane", "June"), ("{A}", "{B}"), ("title", "note"), ("@book", "@misc")]:
        assert of((GOOD % "key").replace(old, new)) != of(same)
    two = GOOD.replace("{Doe, Jane}", "{Doe, Jane and Roe, Jo}") % "key"
    assert of(two) != of(two.replace("Doe, Jane and Roe, Jo", "Roe, Jo and Doe, Jane"))
    assert of(two) != of(two.replace("author", "editor"))


def test_nearest_keys_come_first() -> None:
    keys = ["lanoszka2016russian", "lanoszka2017", "nunn2010columbian", "dewaal2013african"]
    assert nearest("lanozka2016rusian", keys)[0] == "lanoszka2016russian"
    assert nearest("Nunn2010Columbian", keys) == ["nunn2010columbian"]
    assert nearest("smith1999", keys) == []
    assert nearest("lanoszka2018", keys, 1) == nearest("lanoszka2018", keys[::-1], 1)


@pytest.mark.parametrize(
    "entry", [GOOD % "key%d", "@book{k%d, title = {A\n", "@comment{%d\n", "@ %d\n"]
)
def test_cost_grows_linearly(entry: str) -> None:
    """Ten times the entries, broken or not, cost ten times as much."""
    few, many = ("".join(entry % number for number in range(n)) for n in (100, 1000))
    read(few)  # What is made once, at first use, is not counted.
    assert calls(lambda: read(many)) < 11 * calls(lambda: read(few))


def test_suggestions_look_closely_at_few_of_many_keys() -> None:
    keys = [f"author{number}year{1970 + number % 50}word" for number in range(4_000)]
    assert nearest("auhtor123year1993word", keys)[0] == "author123year1993word"
    assert calls(lambda: nearest("auhtor123year1993word", keys)) < 20 * len(keys)


REGULAR = st.lists(
    st.sampled_from(
        [
            '@book{k, title = {A {B} "c"}, year = 2020}',
            '@book{k,\n  title = "A {B}",\n\n  month = apr,\n}',
            "@book{k, a = {b} # {c}}",
            "@book{k, a = apr # { 1}, b = {c}\n,\n}",
            "@book(k, a = {b})",
            '@book{k, a = {}, b = ""}',
            "@book{k, a = 12a}",
            "@book{k, title = {{{{{deep}}}}}}",
            "@book{k}",
            "@book{k,,}",
            "@book{k, a = {b},}",
            " } ",
            "\n, b = {c}",
        ]
    ),
    min_size=1,
    max_size=3,
).map("".join)


@given(REGULAR)
def test_an_entry_as_programs_write_it_is_what_the_parser_makes_of_it(text: str) -> None:
    """The quick way to read an entry gives what the slow one gives, or leaves it to that."""
    quick = list(bibtex.scan(text, {}, bibtex.Macros()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bibtex, "_read_regular", lambda *_: None)
        assert list(bibtex.scan(text, {}, bibtex.Macros())) == quick


def work(fields: str, kind: str = "misc") -> dict[str, str]:
    text = f"@{kind}{{k, author = {{Doe, Jane}}, title = {{T}}, year = 2020, {fields}}}"
    entry = read(text).entries["k"]
    return {name: entry.fields[name] for name in entry.fields if name not in {"title", "year"}}


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (r"howpublished = {\url{https://e.org/a\_b}}", {"url": "https://e.org/a_b"}),
        (
            r"howpublished = {Available at: \url{https://e.org}, accessed 2 May 2020}",
            {"url": "https://e.org"},
        ),
        ("howpublished = {https://e.org.}", {"url": "https://e.org"}),
        ("howpublished = {Leaflet, see https://e.org}", {"howpublished": "Leaflet, see https://e.org"}),
        ("howpublished = {Leaflet}", {"howpublished": "Leaflet"}),
        ("pages = {pp. 3--5}", {"pages": "3--5"}),
        ("pages = {S. 12}", {"pages": "12"}),
        ("volume = {Vol. 3}", {"volume": "3"}),
        ("journal = {J}, number = {No. 4}", {"journal": "J", "number": "4"}),
        ("number = {No. 4}", {"number": "No. 4"}),
        ("doi = {https://dx.doi.org/10.1093/IA}", {"doi": "10.1093/IA"}),
        ("doi = {DOI: 10.1093/a{\\_}b}", {"doi": "10.1093/a_b"}),
        ("abstract = {\\bad}, file = {x:\\y}, bdsk-url-1 = {z}, mendeley-groups = {g}", {}),
        ("custom = {kept}, publisher = {}", {"custom": "kept"}),
    ],
)  # fmt: skip
def test_what_a_field_says(written: str, kept: dict[str, str]) -> None:
    assert work(written) == kept


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("auther = {Roe, R.}", [("unknown-field", True)]),  # there is an author
        ("publishr = {P}", [("unknown-field", False)]),
        ("vol = {3}, page = {3-4}", [("unknown-field", False), ("unknown-field", False)]),
        ("vol = {3}, volume = {3}", [("unknown-field", True)]),
        ("journalyear = {2020}, xyzzy = {1}, numpages = {3}, issue_date = {May}", []),
        ("foreword = {Roe, R.}", [("unprinted-field", True)]),
        ("note = {In press}", [("unprinted-field", True)]),
        ("note = {\\bad}, annote = {\\bad}, keywords = {a\\bad b}", []),
        ("series = {\\bad}", [("latex-command", True)]),
        ("publisher = {\\bad}", [("latex-command", False)]),
        ("doi = {10.1000/1}, url = {nowhere}", [("bad-url", True)]),
        ("url = {nowhere}", [("bad-url", False)]),
        ("abstract = unknown", [("undefined-string", True)]),
        ("month = sept", []),
        ("month = Brumaire", [("bad-date", True), ("undefined-string", True)]),
        ("editor = {United Nations}", [("group-name", False)]),
        ("editor = {Roe, R.; Poe, P.}", [("bad-name", False)]),
        ("volume = 3, volume = 3", [("repeated-field", True)]),
    ],
)  # fmt: skip
def test_what_is_printed_counts(fields: str, told: list[tuple[str, bool]]) -> None:
    text = f"@misc{{k, author = {{Doe, Jane}}, title = {{T}}, year = 2020, {fields}}}"
    assert [(finding.code, finding.note) for finding in findings(text)] == told


def test_what_apa_has_a_rule_for_is_a_note() -> None:
    text = "@book{a, title = {T}}\n@article{b, title = {T}, year = 2020}\n@book{c, year = 2020}"
    told = {(f.work, f.message.split()[2]): f.note for f in findings(text)}
    assert told == {
        ("a", "date"): True,
        ("a", "publisher"): True,
        ("b", "journal"): False,
        ("c", "title"): False,
        ("c", "publisher"): True,
    }


def test_an_address_with_a_space_or_two_addresses_in_a_field() -> None:
    (space,) = findings("@misc{k, title={T}, year=2020, url={https://e.org/a?x=a b}}")
    assert "without spaces" in space.message
    (two,) = findings("@misc{k, title={T}, year=2020, url={https://e.org/a; https://e.org/b}}")
    assert "keep one address" in two.message


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        (
            "Center-{Periphery} {Relations}: {A} {Key} to {Turkish} {Politics}?",
            "Center-Periphery Relations: A Key to Turkish Politics?",
        ),
        ("The {Role} of {NATO} in the {Balkan} {Wars}", "The Role of {NATO} in the Balkan Wars"),
        ("African roles in the {Libyan} conflict of {North} {Africa} and {Europe}",) * 2,
        ("Bargaining with {Patriarchy}",) * 2,
        ("{Whole Title in Braces}",) * 2,
        ("{Islam} and {Politics} in {Modern} Egypt",) * 2,
    ],
)
def test_braces_around_every_capital_say_nothing(title: str, kept: str) -> None:
    (entry,) = read(f"@book{{k, title = {{{title}}}}}").entries.values()
    assert entry.fields["title"] == kept


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("The cafÃ© of modern life", "café"),
        ("TÃ¼rkiye", "Türkiye"),
        ("Itâ€™s late", "It’s"),
        ("Ø§Ù„Ø¥Ø³Ù„Ø§Ù…", "الإسلام"),
        ("Ä°stanbul", "İstanbul"),
    ],
)
def test_utf_8_read_as_something_else_is_told_with_what_it_says(typed: str, meant: str) -> None:
    found = read(
        f"@book{{k, author = {{Doe, J.}}, title = {{{typed}}}, publisher = {{P}}, year = 2020}}"
    )
    (told,) = [finding for _, finding in found.findings if finding.code == "misread-characters"]
    assert f"`{meant}`" in told.message
    assert not told.note


@pytest.mark.parametrize(
    "typed", ["São Paulo", "Ångström", "Ø’Brien", "L’Âge d’or", "ÄÖÜ", "Ã", "Ù…"]
)
def test_words_with_such_letters_are_not_told(typed: str) -> None:
    found = read(
        f"@book{{k, author = {{Doe, J.}}, title = {{{typed}}}, publisher = {{P}}, year = 2020}}"
    )
    assert "misread-characters" not in [finding.code for _, finding in found.findings]
