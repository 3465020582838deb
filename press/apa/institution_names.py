"""Names of institutions in a title: ministries, councils, parties, courts, companies, laws.

They are made of common words (*the Ministry of Religious Endowments*, *the Welfare Party*, *the
Equality Act*), so a grammar tells them: a word for a kind of body, the words that qualify it, and
what it is "of", "for" or "on".  ``vocabulary/names.txt`` has the kinds of bodies, the words that
make none a name (*the ruling party*), and the institutions that no grammar finds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press.apa.title_words import DEMONYM, MINOR, PARTING, TitleWord
from press.apa.vocabulary import is_common, lists

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_LINKS = frozenset({"of", "for", "on"})
_LONGEST = 7
# A society is one by itself only with the sovereign's word; a centre only with two words before it.
_ROYAL = frozenset({"society", "college", "ballet", "opera"})
_VAGUE = frozenset({"center", "centre"})
_ADVERBS = frozenset("abroad today now revisited reconsidered again online".split())


def keep_institutions(words: Sequence[TitleWord]) -> None:
    """Keep the capitals of institutions among the *words* of a title."""
    known = lists()
    for place, word in enumerate(words):
        if word.kind != "common" or word.possessive:
            continue
        lower = word.lower
        if not word.keep and lower in known.bodies:
            _keep_from_name(words, place)
        if not word.keep and lower in known.offices | known.offices_for:
            _keep_office(words, place, _LINKS if lower in known.offices else {"for"})
        if lower in known.named_bodies:
            _keep_qualified(words, place)
        if lower in known.bodies_of_places:
            _keep_body_of_place(words, place)
        if not word.keep and lower in known.unions:
            _keep_union(words, place)
        if (
            word.keep
            and lower in known.bodies | known.named_bodies | known.offices | known.offices_for
        ):
            _keep_subject(words, place)


def _keep_from_name(words: Sequence[TitleWord], place: int) -> None:
    """Keep the words between a name and what kind of body it names: Aga Khan Development Network.

    A people's adjective makes no name by itself ("Egyptian opposition party").
    """
    start = place
    while start and words[start].follows:
        before = words[start - 1]
        if before.lower == "and" and place - start:
            start -= 1
            continue
        if before.kind not in {"common", "name", "fixed"}:
            return
        if before.possessive or before.lower in MINOR or place - start > 4:
            return
        start -= 1
        named = before.is_name and not DEMONYM.fullmatch(before.lower)
        opening = before.first and (before.kind == "common" or is_common(before.lower))
        if named and not opening:
            _keep(words[start + 1 : place + 1])
            return


def _qualifiers(words: Sequence[TitleWord], place: int) -> int:
    """Return where the words begin that qualify the one at *place*, back to "the", or *place*."""
    start = place
    rows = False
    while start and place - start < _LONGEST:
        before = words[start - 1]
        rows = rows or words[start].lower == "and"
        joined = words[start].follows or words[start].before == "-"
        if not joined and not (rows and words[start].before.strip() == ","):
            break
        if before.lower == "the":
            return start
        both = before.lower == "and" and place - start and _is_capital(words, start - 2)
        if not both and not _is_capital(words, start - 1):
            break
        start -= 1
    return place


def _is_capital(words: Sequence[TitleWord], place: int) -> bool:
    if not 0 <= place < len(words):
        return False
    word = words[place]
    return word.kind in {"common", "name", "fixed"} and word.lower not in MINOR


def _keep_qualified(words: Sequence[TitleWord], place: int) -> None:
    """Keep "the", qualifying words and a body: the Welfare Party, the British Trade Federation.

    The body ends its phrase, and one of the words before it tells more than a people or what
    every such body is.
    """
    start = _qualifiers(words, place)
    if start == place or not _ends_phrase(words, place):
        return
    before = [word for word in words[start:place] if word.lower != "and"]
    known = lists()
    head = words[place].lower
    people = [word for word in before if DEMONYM.fullmatch(word.lower)]
    telling = [word for word in before if word not in people]
    if not telling and head not in known.bodies_of_peoples:
        return
    if telling and all(word.lower in known.plain_qualifiers for word in telling):
        official = all(word.lower in known.official_qualifiers for word in telling)
        if not official or len(before) < 2:
            return
    if head in _ROYAL and before[0].lower != "royal":
        return
    if head in _VAGUE and len(before) < 2:
        return
    _keep(words[start : place + 1])


def _ends_phrase(words: Sequence[TitleWord], place: int) -> bool:
    after = words[place + 1] if place + 1 < len(words) else None
    return (
        after is None
        or not after.follows
        or after.kind in {"small", "number"}
        or after.lower in MINOR
    )


def _keep_office(words: Sequence[TitleWord], place: int, links: Collection[str]) -> None:
    """Keep an office of government and what it is for: Ministry of Justice, Bureau of Experts."""
    link = place + 1
    if not (
        link + 1 < len(words) and words[link].follows and words[link].lower in links
    ) or not _is_capital(words, _behind_the(words, link + 1)):
        return
    start = _qualifiers(words, place)
    plain = lists().plain_qualifiers - lists().official_qualifiers
    if any(word.lower in plain for word in words[start:place]):
        return
    if start == place and place and words[place - 1].text.lower() in {"a", "an", "every", "no"}:
        return
    _keep(words[start : place + 1])


def _keep_body_of_place(words: Sequence[TitleWord], place: int) -> None:
    """Keep "the", qualifying words, a body, "of" and a name: the Muslim Council of Britain."""
    behind = words[place + 1 : place + 4]
    if not behind or behind[0].lower != "of":
        return
    named = [word for word in behind[1:] if word.lower != "the"][:1]
    if not named or not named[0].is_name or not named[0].follows:
        return
    start = _qualifiers(words, place)
    plain = lists().plain_qualifiers - lists().official_qualifiers
    if start == place or any(word.lower in plain for word in words[start:place]):
        return
    _keep(words[start : place + 1])


def _keep_union(words: Sequence[TitleWord], place: int) -> None:
    """Keep a union and its members, in two words or more: Association of Southeast Asian Nations."""
    if place + 1 == len(words) or words[place + 1].lower not in {"of", "for"}:
        return
    start = _behind_the(words, place + 2)
    end = _capitals_end(words, start)
    if end - start > 1 and words[end - 1].text.endswith("s"):
        _keep(words[_qualifiers(words, place) : place + 1])
        _keep(words[start:end])


def _behind_the(words: Sequence[TitleWord], place: int) -> int:
    return place + 1 if place < len(words) and words[place].lower == "the" else place


def _keep_subject(words: Sequence[TitleWord], place: int) -> None:
    """Keep what an institution is of, for or on: … of Hajj and Umrah, … for International Peace."""
    at = place + 1
    joins = words[place].lower in lists().with_subjects
    links = _LINKS
    while at + 1 < len(words) and words[at].follows and words[at].lower in links:
        links = frozenset({"of"})
        start = _behind_the(words, at + 1)
        if not words[at + 1].follows:
            return
        end = _capitals_end(words, start)
        whose = start > at + 1 and words[at].lower == "of" and end - start < 2
        if end == start or (whose and words[start].lower not in lists().subjects):
            return
        _keep(words[start:end])
        at = _joined(words, end) if joins else end


def _joined(words: Sequence[TitleWord], at: int) -> int:
    """Go on behind "and", "," and a subject that offices have: … of Youth, Culture and Sport."""
    subjects = lists().subjects
    while at < len(words) and PARTING.sub("", words[at].before).strip(" ") == "":
        comma = words[at].before.strip() == ","
        start = at + 1 if words[at].lower in {"and", "&"} else at
        if start == at and not comma:
            return at
        end = _capitals_end(words, start)
        if end == start or words[end - 1].lower not in subjects:
            return at
        _keep(words[start:end])
        at = end
    return at


def _capitals_end(words: Sequence[TitleWord], start: int) -> int:
    """Return where the words with a capital end that begin at *start*."""
    end = start
    while _is_capital(words, end) and (
        end == start or words[end].follows or words[end].before == "-"
    ):
        if words[end].lower in _ADVERBS:
            break
        end += 1
    return end


def _keep(words: Sequence[TitleWord]) -> None:
    for word in words:
        word.keep = word.keep or (word.kind == "common" and word.lower not in MINOR)
