"""The form of Pagefind's index: what is read of it, and what is made of it."""

from __future__ import annotations

import gzip
from itertools import accumulate, product
from pathlib import Path
from random import Random
from typing import Any, cast

import pytest

from press.search import pagefind, pagefind_format, search_index

# What else a query loads, scripts, styles, WebAssembly and five results, is 145 kB.
MOST_BYTES = 295_000 - 145_000


def test_five_common_words_cost_little_among_1600_articles(tmp_path: Path) -> None:
    """In one of the shards: their pieces, and the list of all pieces and articles."""
    vocabulary = ["".join(parts) for parts in product(*(["ba", "do", "ke", "li", "mu"],) * 5)]
    Random(1).shuffle(vocabulary)
    # Zipf's law: the second word occurs half as often as the first, and so on. Those that are
    # asked for stand in every article, some six times, behind thirty such as "the" and "of".
    weights = list(accumulate(1 / rank for rank in range(1, len(vocabulary) + 1)))
    chance = Random(2)
    documents = []
    for number in range(1_600 // search_index.SHARDS):
        text = " ".join(chance.choices(vocabulary, cum_weights=weights, k=1_500))
        html = f'<html lang="xx"><body><p>{text}</p></body></html>'
        documents.append(pagefind.Document(f"{number:03}.html", html, "2025-01-01"))
    pagefind.write_index(documents, tmp_path / "made")
    [path] = (tmp_path / "made").glob("*.pf_meta")
    listed = cast("Any", pagefind_format.unpack_value(path.read_bytes()))[2]
    fetched = {
        name: tmp_path / f"made/index/{name}.pf_index"
        for word in vocabulary[30:35]
        for first, last, name in listed
        if word[: len(first)] >= first and word[: len(last)] <= last
    }
    assert len(fetched) == 5
    cost = sum(file.stat().st_size for file in (path, *fetched.values()))
    assert search_index.SHARDS * cost < MOST_BYTES


@pytest.mark.parametrize("content", [b"", b"not packed", gzip.compress(b"pagefind_other", mtime=0)])
def test_files_of_another_form_are_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"incomplete|incorrect|signature"):
        pagefind_format.unpack(content)


@pytest.mark.parametrize(
    "value",
    [0, 23, 24, 255, 256, 65_535, 65_536, 2**32, -1, -25, "", "é" * 30, [], [[1, "a"], [-300]]],
)
def test_values_are_read_as_they_were_written(value: pagefind_format.Value) -> None:
    assert pagefind_format.decode(pagefind_format.encode(value)) == value


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "ends too early"),
        (b"\x82\x01", "ends too early"),
        (b"\x63ab", "byte 0"),
        (b"\x01\x02", "1 bytes follow"),
        (b"\x9f\xff", "byte 0: a length that is not known ahead"),
        (b"\xa0", "byte 0: neither"),
    ],
)
def test_other_data_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        pagefind_format.decode(data)
