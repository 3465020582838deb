"""Names in a title: which of its common words are part of one, by lists and by what stands beside them."""

from __future__ import annotations

from press.apa.institution_names import keep_institutions
from press.apa.title_words import ARTICLES_OF_NAMES, DEMONYM, PARTING, TitleWord
from press.apa.vocabulary import Lists, Names, is_common, lists

_MONTHS = frozenset({"march", "may"})
_REGIONS = frozenset(
    {
        "upper",
        "lower",
        "inner",
        "outer",
        "greater",
        "southern",
        "northern",
        "eastern",
        "central",
        "saint",
    }
)
# What stands after a people's adjective is a name less often: "Egyptian court".
_AFTER_PEOPLES = frozenset(
    "empire revolution war spring republic ocean sea canal peninsula union federation mandate kingdom"
    " caliphate sultanate dynasty desert gulf raj territories strait straits island islands"
    " declaration emirate mountains".split()
)


def keep_names(words: list[TitleWord], extra: Names) -> None:
    """Mark the common words that are part of a name."""
    known = lists()
    for place, word in enumerate(words):
        if word.kind == "common" and (word.lower in known.names.words or word.lower in extra.words):
            word.keep = True
        for phrases in (known.names.phrases, extra.phrases):
            _keep_phrase(words, place, phrases.get(word.lower, ()))
    for place, word in enumerate(words):
        before = words[place - 1] if place else None
        after = words[place + 1] if place + 1 < len(words) else None
        if word.kind == "common":
            word.keep = word.keep or _is_kept(word, before, after, known)
    keep_institutions(words)
    for place, word in enumerate(words[:-2]):
        if word.kind == "common" and word.lower in known.heads and not word.possessive:
            word.keep = word.keep or _heads_a_name(words[place + 1 : place + 4])
    # Titles before a name come one upon the other: Crown Prince Mohammed.
    for place in range(len(words) - 2, -1, -1):
        word, after = words[place], words[place + 1]
        if word.kind != "common" or word.keep or not after.follows:
            continue
        named = after.is_name and not DEMONYM.fullmatch(after.lower)
        if named and word.lower in known.honorifics | _REGIONS and not word.possessive:
            word.keep = word.lower not in known.names.words


def _keep_phrase(words: list[TitleWord], place: int, phrases: tuple[tuple[str, ...], ...]) -> None:
    """Keep the capitals of the longest phrase that begins at *place*."""
    for phrase in phrases:
        found = words[place : place + len(phrase)]
        if len(found) == len(phrase) and all(
            word.lower == part.lower()
            and (word.kind != "small" or part[0].islower())
            and (not at or not PARTING.search(word.before))
            for at, (word, part) in enumerate(zip(found, phrase, strict=True))
        ):
            for word, part in zip(found, phrase, strict=True):
                word.keep = not part[0].islower()
            return


def _heads_a_name(following: list[TitleWord]) -> bool:
    """Say whether "of", or "of the", and a name follow."""
    words = [word for word in following if word.text != "the"]
    if len(words) < 2 or words[0].text != "of" or not words[1].follows:
        return False
    return words[1].is_name and not DEMONYM.fullmatch(words[1].lower)


def _is_kept(
    word: TitleWord, before: TitleWord | None, after: TitleWord | None, known: Lists
) -> bool:
    """Say whether a word is part of a name by what stands beside it."""
    lower = word.lower
    if lower in _MONTHS:
        beside = (after and after.follows and after.kind == "number") or (
            before and word.follows and before.kind == "number"
        )
        return bool(beside)
    if lower == "prophet":
        return before is not None and before.lower == "the"
    if after and after.before == "-" and lower in ARTICLES_OF_NAMES:
        return after.is_name
    if before and word.follows and before.text in {"bin", "ibn", "bint", "abu", "umm"}:
        return True
    if before and word.follows and before.kind != "small" and not before.possessive:
        opening = before.first and before.kind == "fixed" and is_common(before.lower)
        if lower in known.institutions and before.is_name and not opening:
            peoples = DEMONYM.fullmatch(before.lower)
            return not peoples or lower in _AFTER_PEOPLES
        if lower in known.surnames and before.lower in known.given_names:
            return before.kind == "name" or before.keep or before.lower not in known.surnames
    if after and after.follows and lower in known.given_names:
        return after.is_name or after.lower in known.surnames
    return False
