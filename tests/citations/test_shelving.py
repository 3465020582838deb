"""Shelves of works: each work on one, none too long, at addresses that are told apart."""

from __future__ import annotations

import re
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from press.citations.shelving import MOST_LETTERS, Shelf, address, first_shelves, shelf_of, shelves

LETTERS = st.text(st.sampled_from("abu0øلاب中国한".replace("0", "")), max_size=MOST_LETTERS)


def by_letters(*names: str) -> dict[str, str]:
    return {f"work{number}": name for number, name in enumerate(names)}


@given(st.lists(LETTERS, max_size=60), st.integers(1, 5))
def test_each_work_stands_on_one_shelf_that_is_not_too_long(names: list[str], most: int) -> None:
    letters = by_letters(*names)
    found = shelves(letters, most)
    assert sorted(chain.from_iterable(shelf.keys for shelf in found.values())) == sorted(letters)
    for shelf in found.values():
        assert shelf.keys or shelf.parts
        assert list(shelf.keys) == sorted(shelf.keys)
        assert all(letters[key].startswith(shelf.letters) for key in shelf.keys)
        # Too many on one shelf are those that nothing tells apart.
        assert len(shelf.keys) <= most or len({letters[key] for key in shelf.keys}) == 1


@given(st.lists(LETTERS, max_size=60), st.integers(1, 5))
def test_a_divided_shelf_leads_to_all_its_parts(names: list[str], most: int) -> None:
    found = shelves(by_letters(*names), most)
    parts = list(chain.from_iterable(shelf.parts for shelf in found.values()))
    assert len(parts) == len(set(parts))
    for shelf in found.values():
        for part in shelf.parts:
            assert found[part].letters.startswith(shelf.letters)
            assert found[part].letters != shelf.letters
    assert sum(first_shelves(found).values()) == len(names)
    assert [shelf.letters for shelf in found.values()] == sorted(
        shelf.letters for shelf in found.values()
    )


@given(st.lists(st.text(max_size=6).map(str.lower), max_size=20, unique=True))
def test_addresses_are_plain_and_told_apart(names: list[str]) -> None:
    names = ["".join(filter(str.isalpha, name)) for name in names]
    found = {address(name) for name in names}
    assert len(found) == len(set(names))
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in found)


def test_a_shelf_has_two_letters_until_they_are_too_many() -> None:
    letters = by_letters("smith", "smythe", "taha", "li", "l", "")
    assert {name: shelf.letters for name, shelf in shelves(letters, 2).items()} == {
        "0": "",
        "l": "l",
        "li": "li",
        "sm": "sm",
        "ta": "ta",
    }
    divided = shelves(letters, 1)
    assert divided["sm"] == Shelf("sm", (), ("smi", "smy"))
    assert divided["smi"].keys == ("work0",)
    assert shelf_of(divided)["work1"] == "smy"


def test_what_all_go_on_with_divides_nothing() -> None:
    found = shelves(by_letters("hassanahmad", "hassanzayd", "hassan"), 1)
    assert found["ha"] == Shelf("ha", ("work2",), ("hassana", "hassanz"))
    assert list(found) == ["ha", "hassana", "hassanz"]
    assert first_shelves(found) == {"ha": 3}


def test_the_arabic_article_tells_nothing_apart() -> None:
    found = shelves(by_letters("البغدادي", "البصري", "الخطيب", "ابن"), 9)
    assert [shelf.letters for shelf in found.values()] == ["اب", "البص", "البغ", "الخط"]
    assert "u0627-u0644-u0628-u0635" in found


def test_a_script_without_an_alphabet_needs_one_letter() -> None:
    found = shelves(by_letters("毛泽东", "毛里求斯", "김대중"), 9)
    assert [shelf.letters for shelf in found.values()] == ["毛", "김"]
