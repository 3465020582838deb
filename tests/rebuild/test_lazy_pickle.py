"""A table of packed values is a table like any other, and unpacks what is asked for only."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from press.rebuild.toctrees import Packed
from tests.publication import Publication


class Counted:
    """A value that counts how often one like it is unpacked."""

    unpacked = 0

    def __init__(self) -> None:
        self.names = ["a"]

    def __setstate__(self, state: dict[str, Any]) -> None:
        type(self).unpacked += 1
        self.__dict__.update(state)


def again(table: Packed[Any]) -> Packed[Any]:
    copy: Packed[Any] = pickle.loads(pickle.dumps(table))  # noqa: S301 (its own)
    return copy


def test_it_is_a_table() -> None:
    table = Packed({"one": [1], "two": [2]})
    for each in (table, again(table)):
        assert dict(each) == {"one": [1], "two": [2]}
        each["two"] = [3]
        each["three"] = [4]
        assert each.pop("one") == [1]
        assert each.pop("one", None) is None
        assert sorted(each) == ["three", "two"]
        assert len(each) == 2
        with pytest.raises(KeyError):
            del each["one"]
        with pytest.raises(KeyError):
            each["one"]
        assert dict(again(each)) == {"two": [3], "three": [4]}


def test_only_what_is_asked_for_is_unpacked() -> None:
    Counted.unpacked = 0
    table = again(Packed({str(number): Counted() for number in range(9)}))
    assert "3" in table
    assert table["3"] is table["3"]
    assert Counted.unpacked == 1
    again(table)
    assert Counted.unpacked == 1


def test_what_was_changed_in_place_is_kept() -> None:
    table = again(Packed({"one": Counted()}))
    table["one"].names.append("b")
    assert again(table)["one"].names == ["a", "b"]


def test_tables_of_contents_stay_packed(publication: Publication) -> None:
    """An edited article unpacks its own and those of the pages that contain it."""
    for number in range(1, 9):
        publication.article(f"2025-01-0{number}-no{number}", "## A heading\n\nText.")
    publication.build()
    publication.article("2025-01-03-no3", "## Another heading\n\nText.")
    publication.build()
    assert publication.app
    tocs: Any = publication.app.env.tocs
    assert isinstance(tocs, Packed)
    assert "articles/2025/2025-01-05-no5" in tocs._packed
    assert "articles/2025/2025-01-05-no5" not in tocs._values
    assert tocs["articles/2025/2025-01-03-no3"].astext().endswith("Another heading")
