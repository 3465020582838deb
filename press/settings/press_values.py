"""Values of the ``press_…`` settings: what of each is sound, and what is told of the rest.

A reader takes a value that has the setting's shape, tells what is wrong with it, and returns
what of it is used; None where that is nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urlsplit

from press.settings.shapes import shown
from press.text.isbn_issn import isbn, issn
from press.text.strings import slugify

if TYPE_CHECKING:
    from pathlib import Path

#: The kinds of article that schema.org knows (https://schema.org/NewsArticle).
ARTICLE_TYPES = frozenset(
    {
        "AnalysisNewsArticle",
        "AskPublicNewsArticle",
        "BackgroundNewsArticle",
        "NewsArticle",
        "OpinionNewsArticle",
        "ReportageNewsArticle",
        "ReviewNewsArticle",
    }
)

#: What ``press_publisher`` may say.
PUBLISHER_KEYS = ("name", "address", "place", "email", "url")

#: The fields of ``security.txt`` besides the contact and the day on which it expires (RFC 9116,
#: section 2.5), by their keys in ``press_security``; all are addresses but for the languages.
SECURITY_FIELDS = {
    "encryption": "Encryption",
    "acknowledgments": "Acknowledgments",
    "policy": "Policy",
    "hiring": "Hiring",
    "languages": "Preferred-Languages",
}

# Directives of the Content-Security-Policy that a page may be given more sources for.
_SOURCES = frozenset(
    f"{kind}-src"
    for kind in (
        "connect", "font", "frame", "img", "manifest", "media", "script", "style", "worker",
    )
)  # fmt: skip

_WEB = ("http", "https")
# What no address holds as it is (RFC 3986, section 2); letters of any script may (RFC 3987).
_NOT_IN_ADDRESSES = re.compile(r'[\x00-\x20\x7f-\xa0"<>\\^`{|}\u2028\u2029]')
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HOST = re.compile(r"[\w\-.~%!$&'()*+,;=]+|\[[0-9A-Fa-f:.]+\]")
_EMAIL = re.compile(r"""[^\s@<>"'(),:;\\\[\]]+@[^\s@<>"'(),:;\\\[\]/?#&=%]+""")
_SECURITY_ADDRESS = re.compile(r"(?:https|mailto|tel):[^\s\x00-\x1f\x7f]+")
_YEAR = re.compile(r"[0-9]{4}")
_PLACEHOLDERS = re.compile(r"\{(?:title|url|docname)\}")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a setting: *message* says so and what to do, in one line.

    *name* is the setting's, *key* that of the part of a dictionary that is meant.
    """

    message: str
    name: str
    key: object = None
    code: str = "bad-settings"


@dataclass(frozen=True)
class Asked:
    """A setting whose value is read: *settings* are the sound values of those before it."""

    name: str
    settings: Mapping[str, Any]
    faults: list[Fault]
    folder: Path  #: that of conf.py, from which files are named

    def tell(self, message: str, key: object = None) -> None:
        """Tell a fault."""
        self.faults.append(Fault(message, self.name, key))


#: From a value of the right shape to what of it is used, None for nothing.
Reader: TypeAlias = Callable[[Any, Asked], Any]


def as_it_is(value: Any, asked: Asked) -> Any:
    """Return a value of which there is nothing to say."""
    return value


def at_least_none(value: int, asked: Asked) -> int | None:
    """Return a number of things of which there may be none."""
    if value >= 0:
        return value
    asked.tell(f"{asked.name} is {value}: write a number of 0 or more")
    return None


def at_least_one(value: int, asked: Asked) -> int | None:
    """Return a number of things; there is no setting of which there may be none."""
    if value >= 1:
        return value
    asked.tell(f"{asked.name} is {value}: write a number of 1 or more")
    return None


# -- addresses --------------------------------------------------------------------


def address_fault(address: str, schemes: tuple[str, ...] = _WEB) -> str:
    """Return why *address* is not used as one, "" for an absolute address with one of *schemes*."""
    if not _SCHEME.match(address):
        return f"does not begin with {_listed(schemes)}"
    found = _NOT_IN_ADDRESSES.search(address)
    if found:
        code = "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))
        return f"has {found[0]!r}, which no address may hold: write it as {code}"
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "is no address"
    if parts.scheme not in schemes:
        return f"has the scheme {parts.scheme!r}, which is not one of {', '.join(schemes)}"
    if parts.scheme in _WEB and not _HOST.fullmatch(host):
        return "names no site"
    return "" if parts.netloc or parts.path else "names nothing"


def _listed(schemes: tuple[str, ...]) -> str:
    return " or ".join(f"{each}://" if each in _WEB else f"{each}:" for each in schemes)


def site_address(value: str, asked: Asked) -> str | None:
    """Return the address of a site, which may be empty."""
    fault = address_fault(value) if value else ""
    if fault:
        asked.tell(f'{asked.name} {fault} ({shown(value)}): write "https://www.example.org/"')
        return None
    return value


def report(value: str, asked: Asked) -> str | None:
    """Return ``press_report``, an address with places for an article's title and address."""
    # Letters that no address may hold are escaped where the link is made: a body is a text.
    written = _PLACEHOLDERS.sub("x", value).replace('"', "%22")
    fault = address_fault(written, ("https", "http", "mailto"))
    if value and fault:
        asked.tell(
            f'{asked.name} {fault} ({shown(value)}): write "mailto:desk@example.org" or '
            '"https://…", with {title}, {url} and {docname} where they belong'
        )
        return None
    return value


# -- dictionaries -----------------------------------------------------------------


def sections(value: dict[Any, Any], asked: Asked) -> dict[str, str]:
    """Return ``press_sections``: every key can stand in an address, and every section has a title."""
    sound: dict[str, str] = {}
    addresses: dict[str, str] = {}
    for key, title in value.items():
        if not (isinstance(key, str) and isinstance(title, str) and key.strip() and title.strip()):
            asked.tell(
                f"press_sections has {shown(key)}: {shown(title)}: "
                'write a key and a title, both in quotes, "economy": "Economy"',
                key,
            )
        elif not slugify(key):
            asked.tell(f"press_sections has the key {key!r}: write one with a letter", key)
        elif (other := addresses.setdefault(slugify(key), key)) != key:
            asked.tell(
                f"press_sections has {key!r} and {other!r}, whose pages have one address: "
                "give one of them another key",
                key,
            )
        else:
            sound[key] = title
    return sound


def content_sources(value: dict[Any, Any], asked: Asked) -> dict[str, str]:
    """Return ``press_content_sources``, without what no browser would understand."""
    sound = {}
    for directive, sources in value.items():
        if (
            directive in _SOURCES
            and isinstance(sources, str)
            and sources.isprintable()
            and not re.search(r'[;,<>"]', sources)
        ):
            sound[directive] = sources
            continue
        asked.tell(
            f"press_content_sources: {shown(directive)}: {shown(sources)} is no directive with its "
            'sources: write {"script-src": "https://one.example https://two.example"}',
            directive,
        )
    return sound


def publisher(value: dict[Any, Any], asked: Asked) -> dict[str, str]:
    """Return ``press_publisher``."""
    sound = {}
    for key, text in value.items():
        if key not in PUBLISHER_KEYS:
            keys = ", ".join(PUBLISHER_KEYS)
            asked.tell(f"press_publisher has a {shown(key)}: it may have {keys}", key)
        elif not isinstance(text, str):
            asked.tell(f"press_publisher: the {key} is {shown(text)}: write a text in quotes", key)
        elif key == "email" and text and not _EMAIL.fullmatch(text):
            asked.tell(
                f"press_publisher: the email is {shown(text)}: "
                'write an address as "desk@example.org"',
                key,
            )
        elif key == "url" and text and (fault := address_fault(text)):
            asked.tell(
                f"press_publisher: the url {fault} ({shown(text)}): "
                'write "https://www.example.org/"',
                key,
            )
        elif text.strip():
            sound[key] = text
    return sound


def licence(value: dict[Any, Any], asked: Asked) -> dict[str, str] | None:
    """Return ``press_licence``: a name, and an address where the licence has one."""
    sound = {}
    for key, text in value.items():
        if key not in ("name", "url"):
            asked.tell(f"press_licence has a {shown(key)}: it may have name, url", key)
        elif not isinstance(text, str):
            asked.tell(f"press_licence: the {key} is {shown(text)}: write a text in quotes", key)
        elif key == "url" and text and (fault := address_fault(text)):
            asked.tell(
                f"press_licence: the url {fault} ({shown(text)}): "
                'write "https://creativecommons.org/licenses/by/4.0/"',
                key,
            )
        elif text.strip():
            sound[key] = text
    if sound and "name" not in sound:
        asked.tell('press_licence has no name: add "name": "CC BY 4.0"')
        return None
    return sound


def article_types(value: dict[Any, Any], asked: Asked) -> dict[str, str]:
    """Return ``press_article_types``: sections that there are, and kinds that there are."""
    sound = {}
    for section, kind in value.items():
        known = isinstance(kind, str) and kind in ARTICLE_TYPES
        if not known or section not in asked.settings.get("press_sections", {}):
            asked.tell(
                f"press_article_types has {shown(section)}: {shown(kind)}: "
                "name a section of press_sections, and one of " + ", ".join(sorted(ARTICLE_TYPES)),
                section,
            )
        if known and isinstance(section, str):
            sound[section] = kind
    return sound


def serial_number(value: str, asked: Asked) -> str | None:
    """Return ``press_issn`` with its hyphen."""
    return _number("press_issn", value, issn, asked) if value else value


def book_numbers(value: dict[Any, Any], asked: Asked) -> dict[str, str]:
    """Return ``press_isbn``, each number by its year as text."""
    sound = {}
    for year, number in value.items():
        if isinstance(year, bool) or not _YEAR.fullmatch(str(year)):
            asked.tell(
                f"press_isbn has {shown(year)}: {shown(number)}: write the year of a volume and "
                'its number, "2025": "978-3-16-148410-0"',
                year,
            )
        elif found := _number(f"press_isbn of {year}", number, isbn, asked, year):
            sound[str(year)] = found
    return sound


def _number(
    name: str, value: object, read: Callable[[str], str], asked: Asked, key: object = None
) -> str | None:
    number = read(value) if isinstance(value, str) else ""
    if not number:
        asked.tell(
            f"{name} is {shown(value)}, which no such number can be: compare its digits", key
        )
    return number or None


# -- security.txt -----------------------------------------------------------------


def security(value: dict[Any, Any], asked: Asked) -> dict[str, Any] | None:
    """Return ``press_security``, all of it or nothing: half of it would help nobody."""
    faults = list(security_faults(value)) if value else []
    for message, key in faults:
        asked.tell(message, key)
    return None if faults else value


def security_faults(value: Mapping[Any, Any]) -> Iterator[tuple[str, object]]:
    """Yield what is wrong with ``press_security`` and what to do about it, with the key."""
    for name in value:
        if name not in {"contact", "expires", *SECURITY_FIELDS}:
            names = ", ".join(["contact, expires", *SECURITY_FIELDS])
            yield f"press_security knows no {shown(name)}: write {names}", name
    if not values_of(value.get("contact")):
        yield 'press_security names no contact: add "contact": "mailto:…" or "https://…"', "contact"
    for name in ("contact", *SECURITY_FIELDS):
        given = value.get(name, ())
        if not isinstance(given, str | list | tuple) or not all(
            isinstance(each, str) and each.isprintable() for each in values_of(given)
        ):
            yield (
                f"press_security: {name} is {shown(given)}: write a text, or a list of texts",
                name,
            )
            continue
        for each in values_of(given) if name != "languages" else ():
            if not _SECURITY_ADDRESS.fullmatch(each):
                yield (
                    (
                        f"press_security: {name} {shown(each)} is no address: "
                        "write mailto:…, https://… or tel:…"
                    ),
                    name,
                )
    if _day(value) is None:
        yield (
            'press_security says no day on which it expires: add "expires": "YYYY-MM-DD"',
            "expires",
        )


def security_has_expired(value: Mapping[str, Any], today: dt.date) -> str:
    """Return what to do about a sound ``press_security`` that has expired, "" if it has not.

    Only who names a day hears so: a build has none.
    """
    expires = _day(value)
    if expires is None or expires > today:
        return ""
    return (
        f"press_security has expired on {expires}: see whether the contact is right, "
        "and write a day within the next year"
    )


def _day(value: Mapping[str, Any]) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value.get("expires", "")))
    except ValueError:
        return None


def values_of(given: object) -> list[Any]:
    """Return the values of a field of ``press_security``, which may be one or several."""
    if isinstance(given, list | tuple):
        return list(given)
    return [given] if given else []
