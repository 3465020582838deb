"""A selection of articles: which ones a page or a listing shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Selection:
    """Articles of a volume, section, topic and author, all where none is named.

    *limit* is the most to show, 0 for no limit; the newest come first.
    """

    volume: str = ""
    section: str = ""
    topic: str = ""
    author: str = ""
    limit: int = 0

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        """The kinds and names to narrow by, the narrowest first."""
        return (
            ("topic", self.topic),
            ("author", self.author),
            ("volume", self.volume),
            ("section", self.section),
        )
