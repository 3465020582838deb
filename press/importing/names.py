"""Names in references: the author part of a reference line, as names for BibTeX.

:func:`inverted` reads «de Waal, A., & Robinson, J. A.», :func:`straight` reads «G. L. Beck
& A. One» as it stands before «(Eds.)».  Names come as BibTeX wants them: ``de Waal, A.``,
``King, Jr., M. L.``, and a group in braces, ``{Human Rights Watch}``.  Initials stay as
they were typed.

Pure functions on strings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ROLE = re.compile(
    r"\s*[(\[](?P<role>Eds?|Editors?|Hrsg|Dirs?|Directors?|Comps?|Trans|Hosts?|Producers?"
    r"|Executive Producers?|Writers?|Writer & Director|Writers? & Directors?|Narr|Narrator"
    r"|Curators?|Photographers?|Composers?|Artists?)\.?[)\]]\.?$",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"\s*\[(?P<handle>[^\[\]]{1,80})\]$")
_ET_AL = re.compile(r",?\s*(?:\b(?:et\.? ?al|and others|& others|u\. ?a|وآخرون)\b\.?)\s*$")
_GAP = re.compile(r",?\s*(?:\.\s?\.\s?\.(?:\s?\.)?|…)\s*(?:&\s*|and\s+)?")
_LINK = re.compile(r",?\s*(?:&|\band\b|\bund\b|\bve\b|\bet\b|\by\b)\s+")
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|II|III|IV")
_PARTICLES = (
    "de|del|della|der|den|di|da|das|dos|do|du|des|la|le|las|los|van|von|vom|zu|zum|zur|ten|ter|te"
    "|al|el|ibn|bin|bint|ben|abu|abū|ould|af|av|y|e|'t|of|san|st\\."
)
_PARTICLE = re.compile(rf"(?:{_PARTICLES})", re.IGNORECASE)
_MARK = "ʿʾʻʼ‘’'`"
# One initial, with or without its period: A., A.-M., Yu., ʿA., Th., al-R., J-P.
_INITIAL = (
    rf"(?:(?:al|el|ad|ar|as|at|az)-)?[{_MARK}]?[^\W\d_a-z]\w?\w?\.(?:-[{_MARK}]?\w{{1,2}}\.)*"
)
_BARE = r"[^\W\d_a-z]{1,3}(?:-[^\W\d_a-z])?"
_INITIALS = re.compile(
    rf"(?:{_INITIAL}|[^\W\d_a-z]-[^\W\d_a-z]\.)(?:[\s-]*{_INITIAL}|\s+(?:{_PARTICLES}|d’|d')\b-?|\s+{_BARE}(?=\s|$))*"
)
_BARE_INITIALS = re.compile(rf"{_BARE}(?:\s+[^\W\d_a-z])*")
# «W. Lance», «Lance W.», «R. Kelly»: a given name with at least one initial.
_MIXED = re.compile(
    rf"(?:{_INITIAL}\s*)+[^\W\d_][\w{_MARK}-]+|[^\W\d_][\w{_MARK}-]+(?:\s+{_INITIAL})+"
)
_GIVEN = re.compile(
    rf"[^\W\d_a-z][\w{_MARK}-]*(?:\s+(?:{_PARTICLES}|[^\W\d_a-z][\w{_MARK}-]*)){{0,3}}"
)
# Words that persons' names do not hold.
_GROUP_NOUNS = (
    r"(?:Department|Ministry|Office|Bureau|Agency|Institut\w*|Univers\w+|College"
    r"|School|Cent(?:er|re)|Council|Commission|Committee|Court|Bank|Fund|Foundation|Associat\w+"
    r"|Societ\w+|Organi[sz]ation|Union|Party|Group|Network|Project|Team|Staff|Editors|Board"
    r"|Federation|Alliance|Coalition|Campaign|Movement|Authority|Government|Assembly|Parliament"
    r"|Congress|Senate|Secretariat|Programme|Program|International|National|Nations|United|World"
    r"|Watch|News|Times|Post|Press|Media|Inc|Ltd|LLC|Corp\w*|Company|Trust|Museum|Library|Archives?"
    r"|Service|Services|Administration|Division|Initiative|Observatory|Labs?|Laborator\w+|Consortium"
    r"|Forum|Studios?|Productions?|Films?|Records|Systems|Technolog\w+)"
)
_GROUP_NOUN = re.compile(rf"\b{_GROUP_NOUNS}\b")
_GROUP_WORD = re.compile(rf"\b(?:of|for|the|on|in|{_GROUP_NOUNS})\b")


@dataclass(frozen=True)
class People:
    """The names of an author part; *sure* is False where a person may be a group or the reverse."""

    names: tuple[str, ...] = ()
    truncated: bool = False
    elided: bool = False
    role: str = ""
    handle: str = ""
    sure: bool = True
    initials: bool = False


def inverted(text: str) -> People:
    """Return the people of «Family, I., Family, I., & Group», without its last period."""
    text = text.strip().rstrip(",;:").strip()
    role = ""
    if match := _ROLE.search(text):
        role = match["role"].removesuffix("s")
        text = (
            text[: match.start()].rstrip(" ,.")
            if not _initials_end(text[: match.start()])
            else (text[: match.start()].rstrip(" ,"))
        )
    handle = ""
    if match := _HANDLE.search(text):
        handle, text = match["handle"].strip(), text[: match.start()].rstrip()
    truncated = False
    if match := _ET_AL.search(text):
        truncated, text = True, text[: match.start()].rstrip(" ,")
    parts = _GAP.split(text)
    truncated = truncated or len(parts) > 1
    if text.count("…") + text.count("...") and not parts[-1].strip():
        parts.pop()
    names: list[str] = []
    sure, initials = True, False
    for part in parts:
        found = _list(part.strip(" ,"))
        names += found.names
        sure, initials = sure and found.sure, initials or found.initials
    elided = len(parts) > 1 and bool(parts[-1].strip(" ,."))
    return People(tuple(names), truncated, elided, role, handle, sure, initials)


def _initials_end(text: str) -> bool:
    return re.search(r"(?:^|[\s.-])[^\W\d_]{1,2}\.$|\b(?:Jr|Sr)\.$", text.rstrip()) is not None


def _list(text: str) -> People:
    """Return the names of a list without an ellipsis."""
    if not text:
        return People()
    tokens, linked = _tokens(text)
    if not any(map(_is_initials, tokens)):
        return _without_initials(text, tokens, linked)
    names: list[str] = []
    place = 0
    while place < len(tokens):
        token, following = tokens[place], tokens[place + 1 : place + 3]
        if following and _is_initials(following[0]) and not _is_whole_group(token):
            suffix = following[1] if len(following) > 1 and _SUFFIX.fullmatch(following[1]) else ""
            names.append(_name(token, following[0], suffix))
            place += 3 if suffix else 2
        elif (
            following
            and len(following) > 1
            and _SUFFIX.fullmatch(following[0])
            and _is_initials(following[1])
        ):
            names.append(_name(token, following[1], following[0]))
            place += 3
        elif (straight_name := _straight_name(token)) is not None:
            names.append(straight_name)
            place += 1
        elif (
            following
            and place + 1 not in linked
            and _GIVEN.fullmatch(following[0])
            and not (
                _GROUP_WORD.search(token) or _GROUP_WORD.search(following[0]) or " " in following[0]
            )
            and not (len(following) > 1 and _is_initials(following[1]))
        ):
            names.append(_name(token, following[0], ""))
            place += 2
        else:
            names.append(f"{{{token}}}")
            place += 1
    return People(tuple(names), initials=True)


def _is_whole_group(token: str) -> bool:
    return len(token.split()) > 1 and _GROUP_WORD.search(token) is not None and not token.islower()


def _tokens(text: str) -> tuple[list[str], set[int]]:
    """Return what stands between commas and «&», and the places of tokens that follow «&»."""
    tokens: list[str] = []
    linked: set[int] = set()
    for part in re.split(r"\s*[,;،]\s+|\s*[,;،](?=[^\W\d_])", text):
        pieces = _LINK.split(part) if _splits(part) else [part]
        for number, piece in enumerate(pieces):
            if piece.strip():
                if number:
                    linked.add(len(tokens))
                tokens.append(piece.strip())
    return tokens, linked


def _splits(part: str) -> bool:
    """Say whether «&» or «and» in *part* stands between two names, and is not in a group's."""
    if re.match(r"(?:&|and|und|ve|et|y)\s", part) or re.search(
        r"(?:\.|\bJr|\bIII?)\s*(?:&|and|und|ve|et|y)\s", part
    ):
        return True
    return " & " in part and not _GROUP_WORD.search(part)


def _is_initials(token: str) -> bool:
    if re.fullmatch(r"[a-z]\.", token):  # hooks, b.
        return True
    if _INITIALS.fullmatch(token) or _BARE_INITIALS.fullmatch(token) or _MIXED.fullmatch(token):
        return not _SUFFIX.fullmatch(token)
    return False


def _name(family: str, given: str, suffix: str) -> str:
    return ", ".join(part for part in (family, suffix, given) if part)


def _without_initials(text: str, tokens: list[str], linked: set[int]) -> People:
    """Return full names, «Fornusek, Martin», or one group, or groups."""
    if len(tokens) == 1 or _GROUP_WORD.search(text):
        groups = re.split(r",? & ", text) if " & " in text and _are_groups(text) else [text]
        return People(
            tuple(f"{{{group.strip()}}}" for group in groups if group.strip()),
            sure=len(groups) == 1,
        )
    if all(
        vancouver := [
            re.fullmatch(r"([^\W\d_][\w’'-]+(?: [^\W\d_][\w’'-]+)?) ([A-Z]{1,3})", token)
            for token in tokens
        ]
    ):
        return People(tuple(f"{match[1]}, {match[2]}" for match in vancouver if match), sure=False)
    pairs = [*zip(tokens[::2], tokens[1::2], strict=False)]
    paired = len(tokens) % 2 == 0 and not linked.intersection(range(1, len(tokens), 2))
    if paired and all(_GIVEN.fullmatch(given) or not given.isascii() for _, given in pairs):
        return People(
            tuple(_name(*pair, "") for pair in pairs),
            sure=not text.isascii() or len(pairs[0][0].split()) == 1,
        )
    if linked and len(tokens) > 2 and not linked.intersection({1}):
        # «Smith, John, and Jane Doe»: the first is inverted only (Chicago).
        first = _name(tokens[0], tokens[1], "")
        rest = [_straight_name(token, full=True) or f"{{{token}}}" for token in tokens[2:]]
        return People((first, *rest), sure=False)
    if linked:
        return People(tuple(f"{{{token}}}" for token in tokens), sure=False)
    return People((f"{{{text}}}",), sure=False)


def _are_groups(text: str) -> bool:
    parts = re.split(r",? & ", text)
    return len(parts) > 1 and all(
        len(part.split()) > 1 and _GROUP_WORD.search(part) for part in parts
    )


def is_group(text: str) -> bool:
    """Say whether *text* holds a word that names of persons and titles hardly hold: «Ministry»."""
    return _GROUP_NOUN.search(text) is not None


def straight(text: str) -> tuple[str, ...]:
    """Return the names of «G. L. Beck, A. One, & B. van Two», or of an inverted list."""
    text = text.strip().rstrip(",")
    match = _ET_AL.search(text)
    if match:
        text = text[: match.start()].rstrip(" ,")
    if re.match(r"[^,&]+,\s*(?:[^\W\d_]\.\s*)+(?:,|&|and\b|$)", text) and not re.match(
        r"[^\W\d_]\.", text
    ):
        return inverted(text).names
    names: list[str] = []
    for part in re.split(r"\s*,\s*(?:&|and\b)\s*|\s*[,،]\s*|\s+(?:&|and|und|et|ve|y)\s+", text):
        if not part:
            continue
        if _SUFFIX.fullmatch(part) and names:
            family, _, given = names[-1].partition(", ")
            names[-1] = _name(family, given, part)
        else:
            names.append(_straight_name(part, full=True) or f"{{{part}}}")
    return tuple(names)


def _straight_name(text: str, *, full: bool = False) -> str | None:
    """Return «G. L. Beck» as ``Beck, G. L.``; None of what is no such name.

    With *full* given names may be spelled out, «Gordon L. Beck».
    """
    match = re.fullmatch(rf"(?P<given>(?:{_INITIAL}\s*)+)(?P<rest>\S.*)", text)
    if match is not None:
        given, family = match["given"].strip(), match["rest"]
        # «R. Kelly Smith»: a name that is not a particle and is followed by more is given.
        words = family.split()
        while (
            len(words) > 1
            and not _PARTICLE.fullmatch(words[0])
            and re.fullmatch(_INITIAL, words[0])
        ):
            given, words = f"{given} {words[0]}", words[1:]
        suffix = words.pop() if len(words) > 1 and _SUFFIX.fullmatch(words[-1]) else ""
        return _name(" ".join(words), given, suffix)
    if not full or _GROUP_WORD.search(text):
        return None
    words = text.split()
    if len(words) < 2 or not all(word[0].isalpha() or word[0] in _MARK for word in words):
        return None
    at = len(words) - 1
    while at > 1 and _PARTICLE.fullmatch(words[at - 1]):
        at -= 1
    return _name(" ".join(words[at:]), " ".join(words[:at]), "")
