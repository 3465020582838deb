"""What a domain keeps by document: forgotten and merged in one place for all domains."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Any, ClassVar


class ByDocument:
    """A domain whose state is tables by document name, named in ``by_document``.

    Goes before the domain's other base class, whose methods it answers for.
    """

    data: dict[str, Any]
    by_document: ClassVar[tuple[str, ...]]

    def clear_doc(self, docname: str) -> None:
        """Forget everything that *docname* said."""
        for name in self.by_document:
            self.data[name].pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take what a parallel worker read in *docnames*."""
        for name in self.by_document:
            theirs = otherdata[name]
            self.data[name].update((doc, theirs[doc]) for doc in docnames if doc in theirs)

    def resolve_any_xref(self, *_args: object, **_kwargs: object) -> list[Any]:
        """Never answer Markdown's ambiguous links: nothing kept here is named by them."""
        return []
