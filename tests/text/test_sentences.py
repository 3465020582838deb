"""Sentences: where they start, and which one holds a citation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.text.sentences import CITATION, boundaries, sentences_at


def split(text: str) -> list[str]:
    starts = boundaries(text)
    return [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("J. J. Mearsheimer wrote it. He did.", ["J. J. Mearsheimer wrote it.", "He did."]),
        ("The U.S. Senate met, e.g. in May.", ["The U.S. Senate met, e.g. in May."]),
        ("He said “Stop.” Then he left.", ["He said “Stop.”", "Then he left."]),
        ("It cost 3.5 million. Later 4.", ["It cost 3.5 million.", "Later 4."]),
        ("كتب ذلك؟ ثم مضى. انتهى", ["كتب ذلك؟", "ثم مضى.", "انتهى"]),
        ("یہ ختم ہوا۔ پھر شروع", ["یہ ختم ہوا۔", "پھر شروع"]),
        ("See Dr. Khan, pp. 3–5. Next.", ["See Dr. Khan, pp. 3–5.", "Next."]),
        ("An ellipsis … goes on. Done.", ["An ellipsis … goes on.", "Done."]),
        ("", [""]),
    ],
)
def test_where_sentences_start(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (f"First. Second {CITATION}. Third.", f"Second {CITATION}."),
        (f"First. Second.{CITATION} Third.", f"Second.{CITATION}"),
        (f"First. Second. {CITATION} thirds it.", f"{CITATION} thirds it."),
        (f"{CITATION} says so. Second.", f"{CITATION} says so."),
    ],
)
def test_the_sentence_of_a_citation(text: str, sentence: str) -> None:
    [(start, end)] = sentences_at(text, [text.index(CITATION)])
    assert text[start:end].strip() == sentence


@given(st.text(alphabet=st.sampled_from(f"ab A.?!…”) {CITATION}")))
def test_every_citation_lies_in_its_sentence(text: str) -> None:
    offsets = [offset for offset, char in enumerate(text) if char == CITATION]
    for offset, (start, end) in zip(offsets, sentences_at(text, offsets), strict=True):
        assert 0 <= start <= offset < end <= len(text)


@given(st.text())
def test_sentences_cover_the_text_in_order(text: str) -> None:
    starts = boundaries(text)
    assert starts[0] == 0
    assert starts == sorted(set(starts))
