"""Message catalogues: the words that the publication says itself, in the language of a page.

English stands in the code; the message catalogues are ``locale/<language>/LC_MESSAGES/press.po``,
read as they are, so that a translator's change needs no further step.  An article
speaks its own language, every other page that of the site.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Protocol

from babel import dates
from babel.messages import mofile, pofile

from press.text.bidi import right_to_left

_ARABIC_COMMA = frozenset({"ar", "fa", "ur"})
LOCALE = Path(__file__).parents[1] / "locale"


class Speaks(Protocol):
    """Settings that name a language, as Sphinx's ``Config`` does."""

    language: str | None


class Words:
    """What is said in one language, named by its BCP 47 tag; English where it is not known."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = _known(language)
        self._catalogue = catalogue(self._locale)

    def __call__(self, message: str) -> str:
        """Return the translation of a message."""
        return self._catalogue.gettext(message)

    def plural(self, one: str, many: str, count: int, **values: str) -> str:
        """Return the translation of *one* or *many*, in the form that *count* takes, filled in.

        A form may do without ``%(count)s``: Arabic has words for one and two of a thing.
        """
        return self._catalogue.ngettext(one, many, count) % {"count": count, **values}

    def date(self, day: dt.date) -> str:
        """Return a date in full."""
        return _date(day, "long", self._locale)

    @property
    def comma(self) -> str:
        """What parts the names of a list."""
        return "، " if right_to_left(self.language) in _ARABIC_COMMA else ", "

    def month(self, number: int) -> str:
        """Return the name of a month, as a heading says it."""
        return _date(dt.date(2000, number, 1), "LLLL", self._locale)


@cache
def words_in(language: str) -> Words:
    """Return the words of a language, named as Sphinx or as BCP 47 does."""
    return Words(tag(language))


def words_of(config: Speaks) -> Words:
    """Return the words of the site."""
    return words_in(config.language or "en")


def tag(language: str) -> str:
    """Return the BCP 47 tag of a language that Sphinx names as a locale: "pt-BR"."""
    return language.replace("_", "-")


@cache
def _date(day: dt.date, style: str, locale: str) -> str:
    return dates.format_date(day, style, locale=locale)


def _known(language: str) -> str:
    """Return the catalogue's name for a language: the whole tag's, else the language's, else "en"."""
    for name in (language.replace("-", "_"), re.split("[-_]", language)[0]):
        if _path(name).is_file():
            return name
    return "en"


def _path(locale: str) -> Path:
    return LOCALE / locale / "LC_MESSAGES" / "press.po"


@cache
def catalogue(locale: str) -> NullTranslations:
    """Return the message catalogue of a locale, an empty one for English."""
    if not _path(locale).is_file():
        return NullTranslations()
    compiled = BytesIO()
    with _path(locale).open("rb") as file:
        mofile.write_mo(compiled, pofile.read_po(file, locale=locale))
    compiled.seek(0)
    return GNUTranslations(compiled)


def digest() -> str:
    """Return a digest of all catalogues: what they say stands in what a build keeps."""
    digest = hashlib.sha256()
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/press.po")):
        digest.update(path.parent.parent.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
