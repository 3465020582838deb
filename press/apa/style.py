"""APA 7 as a pybtex style plug-in, for ``{bibliography}`` and for pybtex itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle

from press.apa.labels import labels
from press.apa.order import sort_key
from press.apa.reference import reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pybtex.database import BibliographyData, Entry


class ApaStyle(BaseStyle):  # type: ignore[misc]  # pybtex ships no types
    """APA 7: :func:`~press.apa.reference` sorted by :func:`~press.apa.sort_key`.

    The label of an entry is its citation, ``Nunn & Qian, 2010``.  Unknown entry types
    are set as generic works.  One instance formats one list, as pybtex and
    sphinxcontrib-bibtex use it: the letters of the years are those of the last labels.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._suffixes: dict[str, str] = {}
        # The base class takes both from other plug-ins, as attributes.
        self.sort = _in_list_order
        self.format_labels = self._format_labels

    def _format_labels(self, entries: Sequence[Entry]) -> list[str]:
        named = labels(entries)
        self._suffixes = {key: label.suffix for key, label in named.items()}
        return [named[entry.key].text for entry in entries]

    def format_entry(
        self, label: str, entry: Entry, bib_data: BibliographyData | None = None
    ) -> FormattedEntry:
        """Return one entry, with the letter that its year has in the list."""
        return FormattedEntry(entry.key, reference(entry, self._suffixes.get(entry.key, "")), label)


def _in_list_order(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=sort_key)
