"""Citations in the text become roles where the article's own list has the work.

«(Rhodes et al., 2014; Quiroga et al., 2014)» becomes one ``{cite:p}``, «Hsü (1971)» a
``{cite:t}``, of «Smith’s (2019)» the year a ``{cite:yearpar}``.  What cannot be resolved
stays as printed and is listed with the works that come nearest; what is no citation,
«(2003–15)», «Arab Spring (2011)», «(37% in 2025)», is left alone.  APA 8.10–8.21.

Pure functions on a paragraph's plain text; time is linear in its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from press.importing import cited_names
from press.importing.citation_roles import Citation, Found, Reason, RoleWriter, Target, Unresolved
from press.importing.citation_words import BEFORE, COUNTRIES, EVENT, NO_AUTHOR, TITLE, VERB, WORD
from press.importing.cited_names import Listed, Names, Shelf, plain
from press.importing.containers import is_city
from press.importing.decisions import NO_DECISIONS
from press.text.strings import one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from press.importing.decisions import Decisions

__all__ = [
    "Citation",
    "CitationReader",
    "Found",
    "Listed",
    "Target",
    "Unresolved",
    "further_reading",
]

_YEAR = r"(?:(?:\d{4}|ca?\. ?\d{3,4})(?:/\d{4})?(?:-?[a-z])?(?![\w%]|[-–—]\d)|n\.\s?d\.(?:-[a-z])?|in press|forthcoming)"
_YEARS = rf"{_YEAR}(?:\s*(?:,|and|&|;)\s*(?:{_YEAR}|[a-z](?![\w.])))*"
_BRACKET = re.compile(r"[()\[\]]")
_HAS_YEAR = re.compile(r"\d{4}|n\.\s?d\.|in press|forthcoming")
_ONLY_YEARS = re.compile(rf"\s*(?P<years>{_YEARS})(?:\s*(?:,|:|;)\s*(?P<post>\S.*?))?\s*")
_PART = re.compile(
    rf"(?P<lead>.*?)(?:,\s*|\s+|\s*\()(?P<years>{_YEARS})\)?(?:\s*(?:,|:|(?=\s(?:and|&)\s))\s*(?P<post>.*))?\s*",
    re.DOTALL,
)
_PRE = re.compile(
    r"(?P<pre>(?:(?:see|see also|also|but see|cf\.?|e\.g\.?|i\.e\.?|compare|contra|viz\.|for example|for instance|for a review|for reviews|for an overview|for more|for details|for discussion|as cited in|as quoted in"
    r"|cited in|quoted in|following|according to|in|from|by|adapted from|based on|reported by|as reported by|as argued by|as in|after|notably|especially|particularly|including|such as|source:|sources:|data from|per|via|reviewed in|discussed in|summarized in|drawing on|building on|inspired by|most recently|recently|originally)\b[.,:]*\s*)+)(?=\S)",
    re.IGNORECASE,
)
_PARTICLE = r"(?:de|del|della|der|den|di|da|dos|du|la|le|van|von|vom|zu|al|el|ibn|bin|bint|ben|abu|al-|el-|st\.|'t|ould|of|for|the|and|in|on)"
_NAME = rf"(?:(?:[^\W\d_]\.[\s-]?)+\s*)?(?:(?:de|del|della|der|den|di|da|dos|du|la|le|van|von|vom|zu|al|el|ibn|bin|bint|ben|abu|'t)\s+|d’|d'|al-|el-|ʿ|ʾ|‘)*{WORD}(?:[\s-](?:(?:de|del|la|van|von|der|ibn|bin|al)\s)*{WORD}){{0,3}}"
_LIST = rf"{_NAME}(?:(?:,\s+{_NAME})*,?\s+(?:&|and)\s+{_NAME})?(?:,?\s+et\.?\s?al\.?)?(?:,\s+(?:[^\W\d_]\.\s?)+)?"
_PEOPLE = re.compile(_LIST)
_PEOPLE_AT_END = re.compile(rf"(?:{_LIST})$")
_TWO_PERSONS = re.compile(rf"(?:[^\W\d_]\.\s?)*{WORD},?\s+(?:and|&)\s+{WORD}")
_ET_AL = re.compile(r"\bet\.?\s?al\b")
# What a work is called behind its year: «Smith (2010) study».
_WORK_BEHIND = re.compile(
    r"\s+(?:study|work|book|concept|theory|analysis|argument|notion|account|research|findings|article|essay|paper)\b"
)
# An abbreviation behind the name of a group: «(HRW)», «[WHO]», «(WHO, 2020)».
_SHORT = re.compile(r"(?<=\s)[(\[](?P<short>[A-Z][\w.&-]{1,11})[)\],]")


@dataclass(frozen=True)
class _Part:
    """One part of a parenthesis: where it stands, what it resolves to, or why not."""

    start: int
    end: int
    targets: tuple[Target, ...] = ()
    names: str = ""
    year: str = ""
    reason: Reason | None = None


class CitationReader:
    """Reads the paragraphs of one article, whose own list of works is *listed*.

    *article* is the name by which :class:`Decisions` speak of the article.
    """

    def __init__(
        self, listed: Sequence[Listed], decisions: Decisions = NO_DECISIONS, article: str = ""
    ) -> None:
        self._shelf = Shelf(listed)
        self._listed = listed
        self._decisions = decisions
        self._article = article
        self._defined: set[str] = set()
        self._roles = RoleWriter(listed)

    def define(self, text: str) -> None:
        """Learn the abbreviations that a paragraph defines: «Human Rights Watch (HRW)»."""
        if ("(" not in text and "[" not in text) or text in self._defined:
            return
        self._defined.add(text)
        for match in _SHORT.finditer(text):
            before = text[max(0, match.start() - 120) : match.start()].rstrip()
            words = before.split()[-10:]
            for start in range(len(words) - 1):
                if words[start][:1].isupper():
                    self._shelf.define(" ".join(words[start:]), match["short"])

    def read(self, text: str) -> Found:
        """Return the citations in one paragraph; they never overlap."""
        self.define(text)
        citations: list[Citation] = []
        unresolved: list[Unresolved] = []
        taken: list[tuple[int, int]] = []
        for start, end in _groups(text):
            if any(start < last and first < end for first, last in taken):
                continue
            inside = text[start + 1 : end - 1]
            if not _HAS_YEAR.search(inside):
                continue
            if (decided := self._decided(text, start, end)) is not None:
                found = decided
            elif match := _ONLY_YEARS.fullmatch(inside):
                found = self._narrative(text, start, end, match)
            else:
                found = self._parenthetical(text, start, end)
            citations += found.citations
            unresolved += found.unresolved
            taken += [(one.start, one.end) for one in found.citations]
            taken += [(one.start, one.end) for one in found.unresolved]
        return Found(
            tuple(sorted(citations, key=lambda one: one.start)),
            tuple(sorted(unresolved, key=lambda one: one.start)),
        )

    def _decided(self, text: str, start: int, end: int) -> Found | None:
        """Return what an editor decided of the citation whose parenthesis stands there."""
        if not self._decisions.citations:
            return None
        for (article, wanted), keys in self._decisions.citations.items():
            if article not in {"", self._article}:
                continue
            begin = end - len(wanted)
            if begin <= start and begin >= 0 and one_line(text[begin:end]) == wanted:
                known = {work.key for work in self._listed}
                targets = tuple(Target(key) for key in keys if key in known)
                if not keys:
                    return Found()
                if len(targets) == len(keys):
                    return Found(
                        (
                            self._roles.citation(
                                text, begin, end, "p" if begin == start else "t", targets
                            ),
                        )
                    )
        return None

    # In parentheses

    def _parenthetical(self, text: str, start: int, end: int) -> Found:
        parts = self._parts(text, start + 1, end - 1)
        if not any(part.targets or part.reason for part in parts):
            return Found()
        if all(part.targets for part in parts):
            targets = tuple(target for part in parts for target in part.targets)
            if (narrative := self._introduced(text, start, end, parts)) is not None:
                return narrative
            return Found((self._roles.citation(text, start, end, "p", targets),))
        citations = tuple(
            self._roles.citation(text, part.start, part.end, "p", part.targets, inside=True)
            for part in parts
            if part.targets
        )
        whole = len([part for part in parts if part.reason]) == len(parts)
        unresolved = tuple(
            self._unresolved(
                text,
                start if whole and len(parts) == 1 else part.start,
                end if whole and len(parts) == 1 else part.end,
                part,
            )
            for part in parts
            if part.reason
        )
        return Found(citations, unresolved)

    def _introduced(self, text: str, start: int, end: int, parts: Sequence[_Part]) -> Found | None:
        """Return «World Health Organization (WHO, 2020)», where the words before name the group."""
        if (
            len(parts) != 1
            or len(parts[0].targets) != 1
            or not re.fullmatch(r"[\w.&-]{2,12}", parts[0].names)
        ):
            return None
        target = parts[0].targets[0]
        work = next(work for work in self._listed if work.key == target.key)
        group = (work.reference.authors or ("",))[0].strip("{}")
        at = start - len(group) - 1
        if (
            at < 0
            or plain(text[at:start]) != plain(group)
            or not group.strip()
            or plain(group) == plain(parts[0].names)
        ):
            return None
        return Found((self._roles.citation(text, at, end, "t", (target,)),))

    def _parts(self, text: str, start: int, end: int) -> list[_Part]:
        parts: list[_Part] = []
        last: Names | None = None
        position = start
        for piece in re.split(r"(;)", text[start:end]):
            if piece != ";" and piece.strip():
                lead = len(piece) - len(piece.lstrip())
                found, last = self._part(piece.strip(), position + lead, last)
                parts += found
            position += len(piece)
        return parts

    def _part(self, piece: str, at: int, last: Names | None) -> tuple[list[_Part], Names | None]:
        """Read «e.g., Jones, 2011, 2013, p. 4»; *last* are the names of the part before."""
        end = at + len(piece)
        if (match := _ONLY_YEARS.fullmatch(piece)) and last is not None:
            return [self._resolved(at, end, last, match["years"], "", match["post"] or "")], last
        match = _PART.fullmatch(piece)
        if match is None or not match["lead"].strip():
            return [_Part(at, end)], last
        pre, lead = "", match["lead"].strip(" ,")
        while before := _PRE.match(lead):
            pre += before["pre"]
            lead = lead[before.end() :]
        names, pre, lead = self._authors(lead, pre)
        if names is None:
            return [_Part(at, end)], last
        post = (match["post"] or "").strip()
        more: list[_Part] = []
        if (
            post
            and (follows := re.match(r"(?:(?:and|&|or)\s+)?(?=\D)", post))
            and (inner := _PART.fullmatch(post[follows.end() :]))
        ):
            # «Smith, 2010, Jones, 2012»: a second work behind a comma.
            tail = post[follows.end() :]
            more, _ = self._part(tail, end - len(tail), names)
            if inner["lead"] and any(part.targets for part in more):
                end = at + match.end("years")
                post = ""
            else:
                more = []
        part = self._resolved(at, end, names, match["years"], pre.strip(), post)
        if part.reason == "unlisted" and not self._seems_cited(lead):
            part = _Part(at, end)
        return [part, *more], names

    def _authors(self, lead: str, pre: str) -> tuple[Names | None, str, str]:
        """Return the names at the end of *lead*, and what stands before them."""
        lead = lead.strip(" ,")
        quoted = re.fullmatch(r"(?P<pre>.*?)[“\"‘'](?P<title>[^“”\"]+?),?[”\"’'],?", lead)
        if quoted and self._shelf.find(Names(plain(quoted["title"]), (plain(quoted["title"]),))):
            return (
                Names(plain(quoted["title"]), (plain(quoted["title"]),)),
                f"{pre}{quoted['pre']}",
                quoted["title"],
            )
        bare = re.sub(r"\s*\[[\w.&-]{2,14}\]$", "", lead)
        names = cited_names.parse(bare)
        if self._shelf.find(names):
            return names, pre, bare
        for match in re.finditer(r"(?<=[\s,(])(?=\S)", bare):
            if bare[: match.start()].rstrip().endswith(("&", " and", "and")) or self._continues(
                bare[: match.start()], bare[match.start() :]
            ):
                continue
            names_after = cited_names.parse(bare[match.start() :])
            if self._shelf.find(names_after) and _is_pre(bare[: match.start()]):
                return names_after, pre + bare[: match.start()], bare[match.start() :]
        if _PEOPLE.fullmatch(bare) or re.fullmatch(
            rf"{WORD}(?:\s+(?:{_PARTICLE}\s+)*{WORD}){{0,9}}(?:\s+et al\.?)?", bare
        ):
            return names, pre, bare
        return None, pre, bare

    def _continues(self, before: str, after: str) -> bool:
        """Say whether the last word before may belong to the name behind it."""
        word = re.findall(r"[\w’'.-]+", before)
        return (
            bool(word)
            and word[-1][:1].isupper()
            and plain(word[-1]) not in BEFORE
            and not before.rstrip().endswith((".", ":"))
        )

    def _seems_cited(self, words: str) -> bool:
        """Say whether the words before a year are authors, and not an event or a place."""
        first = re.split(r"\s+", words.strip())[0] if words.strip() else ""
        if not words.strip() or first.lower().strip(".,") in NO_AUTHOR or EVENT.search(words):
            return False
        if words.lower().startswith(("the ", "a ")) and not self._shelf.has_family(plain(words)):
            return False
        return (
            plain(words) not in COUNTRIES
            and not is_city(words)
            and not re.search(r"\d|%|\$|€|£", words)
        )

    def _resolved(
        self, start: int, end: int, names: Names, years: str, pre: str, post: str
    ) -> _Part:
        targets = []
        tokens = _year_tokens(years)
        for place, (year, suffix) in enumerate(tokens):
            keys = self._keys(names, year, suffix)
            if len(keys) != 1:
                return _Part(start, end, (), names.words, year, "ambiguous" if keys else "unlisted")
            targets.append(Target(keys[0], pre, post if place == len(tokens) - 1 else ""))
        if any(re.search(r"[`{}\\]", target.pre + target.post) for target in targets):
            return _Part(start, end, (), names.words, tokens[0][0], "ambiguous")
        return _Part(start, end, tuple(targets), names.words, tokens[0][0])

    def _keys(self, names: Names, year: str, suffix: str, initial: str = "") -> list[str]:
        """Return the keys of the works by *names* of that year; more than one is ambiguous."""
        found = []
        for place in self._shelf.find(names):
            reference = self._listed[place].reference
            given = self._shelf.given_initial(place)
            if not _same_year(year, reference.year, reference.original) or (
                initial and given and given not in initial
            ):
                continue
            if suffix and reference.suffix and suffix != reference.suffix:
                continue
            found.append(place)
        exact = [
            place for place in found if suffix and self._listed[place].reference.suffix == suffix
        ]
        return list(dict.fromkeys(self._listed[place].key for place in exact or found))

    # In the sentence

    def _narrative(self, text: str, start: int, end: int, match: re.Match[str]) -> Found:
        """Read «Hsü (1971)»: the names end where the parenthesis begins."""
        begin = max(0, start - 160)
        window = text[begin:start]
        stop = [
            found.end() for found in re.finditer(r"[;:?!)\]”“\"]\s|[)\]]|(?<=[a-z]{3})\.\s", window)
        ]
        if stop:
            begin += stop[-1]
            window = text[begin:start]
        owner = re.search(r"(?:[’']s|(?<=s)[’'])\s*$", window)
        team = re.search(
            r"\s+(?:and|&)\s+(?:colleagues|others|co-?authors|(?:his|her|their)\s+(?:team|colleagues))(?:[’']s?)?\s*$",
            window,
        )
        junior = re.search(r",?\s+(?:Jr|Sr)\.?(?:[’']s)?\s*$|\s+I{2,3}(?:[’']s)?\s*$", window)
        cut = team or junior or owner
        phrase_end = cut.start() if cut else len(window.rstrip())
        phrase = window[:phrase_end]
        post = (match["post"] or "").strip()
        chosen, conflict = self._phrase(phrase, match["years"], team=team is not None)
        if chosen is None:
            return self._unlisted(
                text,
                begin,
                start,
                end,
                phrase,
                match["years"],
                conflict,
            )
        at, keys, loose = chosen
        targets = tuple(
            Target(key, "", post if place == len(keys) - 1 else "")
            for place, key in enumerate(keys)
        )
        if re.search(r"[`{}\\]", post):
            return Found()
        if cut is not None or loose:
            # The words before hold more than the role prints: «Daron Acemoğlu and James Robinson».
            return Found((self._roles.citation(text, start, end, "y", targets),))
        return Found((self._roles.in_sentence(text, begin + at, start, end, targets),))

    def _phrase(
        self, phrase: str, years: str, *, team: bool
    ) -> tuple[tuple[int, list[str], bool] | None, Reason | None]:
        """Return where the names at the end of *phrase* begin, and the works; or what forbids it."""
        tokens = _year_tokens(years)
        conflict: Reason | None = None
        best: tuple[int, list[str], bool] | None = None
        starts = [found.start() for found in re.finditer(r"(?<![\w’'.-])[\wʿʾʻ‘’'“\"]", phrase)]
        for at in starts[-14:]:
            words = phrase[at:].strip()
            names = cited_names.parse(words)
            if team:
                names = Names(names.words, names.families, names.initial, et_al=True)
            if not words or not (_starts_name(words) or self._shelf.is_written_small(plain(words))):
                continue
            places = self._shelf.find(names, short=re.search(r"[A-Z]{2}", words) is not None)
            loose = any(self._shelf.is_loose(place, names) for place in places)
            if not places or (loose and len(names.families) == 1):
                continue
            initial, free = self._context(phrase[:at], names)
            found = [self._keys(names, year, suffix, initial) for year, suffix in tokens]
            if all(len(keys) == 1 for keys in found) and free:
                best = (at, [keys[0] for keys in found], loose)
                break
            conflict = conflict or (
                "ambiguous" if any(len(keys) > 1 for keys in found) else "unlisted"
            )
        return best, conflict

    def _context(self, before: str, names: Names) -> tuple[str, bool]:
        """Return the initials of given names before the names, and whether they begin there.

        «Mary Smith» is not the list's «Smith, J.», and «Lee and Smith» not its «Smith».
        """
        before = before.rstrip()
        if re.search(rf"{WORD}(?:\s+et al\.)?,?\s+(?:and|&)$", before) or re.search(
            rf"{WORD},(?:\s+and|\s*&)?$", before
        ):
            joined = re.search(r"([\w’'.-]+)(?:\s+et al\.)?,?(?:\s+(?:and|&))?$", before)
            word = joined[1] if joined else ""
            return "", not word[:1].isupper() or self._unnamed(word, before)
        if names.initial:
            return "", True
        run = re.search(rf"(?:(?:{WORD}|[A-Z]\.)\s+)*(?:{WORD}|[A-Z]\.)$", before)
        words = run[0].split() if run else []
        while words and (plain(words[0]) in BEFORE or TITLE.fullmatch(words[0])):
            words = words[1:]
        if not words or plain(words[-1]) in BEFORE or TITLE.fullmatch(words[-1]):
            return "", True
        return "".join(plain(word)[:1] for word in words), True

    def _unnamed(self, word: str, before: str) -> bool:
        """Say whether a capitalized word before «and» is plainly no author: a country, «However,»."""
        return (
            plain(word) in COUNTRIES
            or (before.endswith(",") and plain(word) in BEFORE)
            or is_city(word)
            or bool(EVENT.fullmatch(word))
        )

    def _unlisted(
        self,
        text: str,
        begin: int,
        start: int,
        end: int,
        phrase: str,
        years: str,
        conflict: Reason | None,
    ) -> Found:
        """List a name and a year that look like a citation, and no event, place or thing."""
        found = _PEOPLE_AT_END.search(phrase.rstrip())
        if found is None:
            return Found()
        first, _, rest = found[0].partition(" ")
        words = rest if rest and plain(first) in BEFORE else found[0]
        at = begin + found.end() - len(words)
        families = cited_names.parse(words).families
        known = conflict is not None or any(
            self._shelf.has_family(family) or self._shelf.has_family(family.rpartition(" ")[2])
            for family in families
        )
        the = phrase[: found.start()].rstrip().lower().endswith("the")
        persons = _ET_AL.search(words) or (_TWO_PERSONS.fullmatch(words) and not the)
        told = VERB.match(text, end) or _WORK_BEHIND.match(text, end)
        if not self._seems_cited(words) or (the and not known):
            return Found()
        if not (known or persons or told):
            return Found()
        nearest = self._shelf.nearest(words, _year_tokens(years)[0][0])
        return Found((), (Unresolved(at, end, text[at:end], conflict or "unlisted", nearest),))

    # What is written

    def _unresolved(self, text: str, start: int, end: int, part: _Part) -> Unresolved:
        return Unresolved(
            start,
            end,
            text[start:end],
            part.reason or "unlisted",
            self._shelf.nearest(part.names, part.year),
        )


def _is_pre(words: str) -> bool:
    """Say whether words before the names of a citation are an introduction: «as argued in»."""
    telling = list(re.findall(r"[^\W\d_][\w’'-]*", words))
    return (
        len(telling) <= 12
        and not any(word[0].isupper() for word in telling[1:])
        and not re.search(r"\d", words)
    )


def _starts_name(words: str) -> bool:
    first = words.lstrip("ʿʾʻ‘’'“\"")[:1]
    return (
        first.isupper()
        or first.lower() == first.upper()
        or re.match(
            r"(?:de|del|van|von|al|el|bin|ibn|da|di|du|la|le|den|der|dos|ben|abu|d)[\s’'-]", words
        )
        is not None
    )


def _year_tokens(years: str) -> list[tuple[str, str]]:
    """Return year and letter of each of «2011, 2013», «2019a, b», «n.d.-a»."""
    tokens: list[tuple[str, str]] = []
    for token in re.split(r"\s*(?:,|;|&|\band\b)\s*", years.strip()):
        if not token:
            continue
        if re.fullmatch(r"[a-z]", token) and tokens:
            tokens.append((tokens[-1][0], token))
        elif match := re.fullmatch(r"n\.\s?d\.(?:-(?P<suffix>[a-z]))?", token):
            tokens.append(("n.d.", match["suffix"] or ""))
        elif match := re.fullmatch(r"(?P<year>.*?\d)-?(?P<suffix>[a-z])?", token):
            tokens.append((match["year"], match["suffix"] or ""))
        else:
            tokens.append((token, ""))
    return tokens


def _same_year(cited: str, year: str, original: str) -> bool:
    if cited == year:
        return True
    first, slash, second = cited.partition("/")
    if slash:
        return second == year and (not original or first in original)
    bare = re.sub(r"^ca?\. ?", "", cited)
    return bare == re.sub(r"^(?:ca?\.|circa) ?", "", year) or (
        bool(original) and cited == original and year != "n.d."
    )


def _groups(text: str) -> list[tuple[int, int]]:
    """Return the parentheses and brackets of *text*, inner ones first, each with its signs."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for sign in _BRACKET.finditer(text):
        place = sign.start()
        if sign[0] in "([":
            opened.append(place)
        elif opened:
            start = opened.pop()
            if place - start < 1200:
                found.append((start, place + 1))
    return found


def further_reading(listed: Sequence[Listed], cited: Collection[str]) -> tuple[str, ...]:
    """Return the keys of the works that are listed and never cited, in the order of the list."""
    return tuple(dict.fromkeys(work.key for work in listed if work.key not in cited))
