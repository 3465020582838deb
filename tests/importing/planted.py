"""Planted distortions: reference lines of works that are one, and of works that only look so."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_FAMILIES = """Öztürk Acemoğlu Müller Nuñez García O’Brien Smith Lee Khan de_Waal van_Dijk al-Rasheed Ibn_Saud Çelik
Voigtländer Øster Łukasz Jones Abu-Lughod Mbembe Spivak Šimić Kowalski Tanaka Nguyễn Dos_Santos""".split()
_WORDS = """power empire borders water memory faith law debt exile labor media violence peace cities climate
gender islam justice migration truth oil hunger language trade youth prisons schools revolt silence archive""".split()
_PLACES = "Turkey Egypt Iran India Sudan Lebanon Mali Chile Kenya Yemen Bosnia Kashmir".split()
_JOURNALS = """Third World Quarterly|International Affairs|Journal of Democracy|Public Culture|Middle East Report
Political Geography|Critical Inquiry|Security Dialogue|The Journal of Peace Research|Race & Class""".replace(
    "\n", "|"
).split("|")


class Work(NamedTuple):
    """A work; *short* ones are told apart by what holds them."""

    family: str
    initial: str
    year: int
    title: str
    journal: str
    volume: int
    doi: str


def lines(seed: int, number: int) -> Iterator[tuple[int, str]]:
    """Yield *number* lines and the number of the work that each is, in no order."""
    chance = random.Random(seed)
    found: list[tuple[int, str]] = []
    works = 0
    while len(found) < number:
        base = _work(chance)
        for work in [base, *_others(chance, base)]:
            works += 1
            found += [(works, line) for line in dict.fromkeys(_written(chance, work))]
    chance.shuffle(found)
    yield from found[:number]


def _work(chance: random.Random) -> Work:
    first, second, third = chance.sample(_WORDS, 3)
    number = chance.randint(2, 99)
    title = chance.choice(
        (
            f"The {first} of {second}: {third.title()} and the state in {chance.choice(_PLACES)}",
            f"{first.title()} and {second} in {chance.choice(_PLACES)}, {1900 + number}–{1901 + number}",
            f"On {first}, part II: A history of {second} in {chance.choice(_PLACES)} after {number} years",
            f"What is {first}? {second.title()} and {third} reconsidered in volume {number}",
            chance.choice(
                (
                    "Introduction",
                    "Editorial",
                    "Preface",
                    f"On {first}",
                    f"{first.title()} and {second}",
                )
            ),
        )
    )
    doi = (
        f"10.{chance.randint(1000, 9999)}/{chance.randrange(10**9)}"
        if chance.random() < 0.4
        else ""
    )
    family = chance.choice(_FAMILIES).replace("_", " ")
    initial = chance.choice("ABCDEFGHJKLMNPRST")
    return Work(
        family,
        initial,
        chance.randint(1970, 2024),
        title,
        chance.choice(_JOURNALS),
        chance.randint(1, 80),
        doi,
    )


def _others(chance: random.Random, work: Work) -> Iterator[Work]:
    """Yield works that are nearly *work*, each by one of the ways in which works differ."""
    plain = work._replace(doi="")
    yield plain._replace(year=work.year + 1)
    if "II" in work.title:
        yield plain._replace(title=work.title.replace("II", "III"))
        yield plain._replace(title=work.title.replace("II", "IV"))
    digits = [sign for sign in work.title if sign.isdigit()]
    if digits:
        other = str((int(digits[-1]) + chance.randint(1, 8)) % 10)
        at = work.title.rindex(digits[-1])
        yield plain._replace(title=work.title[:at] + other + work.title[at + 1 :])
    if len(work.title.split()) < 4:
        journals = [name for name in _JOURNALS if name != work.journal]
        yield plain._replace(journal=chance.choice(journals), volume=work.volume + 1)
        yield plain._replace(volume=work.volume + 1)
    else:
        swapped = (
            work.title.replace("power", "peace") if "power" in work.title else f"{work.title} again"
        )
        yield plain._replace(title=swapped)
    yield plain._replace(initial=chr(ord(work.initial) + 1))
    if work.doi:
        yield work._replace(doi=f"{work.doi}9", title=work.title)


def _written(chance: random.Random, work: Work) -> Iterator[str]:
    """Yield lines of *work*, distorted as hands distort them."""
    for _ in range(chance.randint(1, 4)):
        family, title, journal = work.family, work.title, work.journal
        if chance.random() < 0.3:
            family = _bare(family)
        if chance.random() < 0.3:
            title = title.title() if chance.random() < 0.5 else title.lower()
        if chance.random() < 0.3:
            title = title.replace("–", "-").replace(":", " :").replace("’", "'")
        if chance.random() < 0.3:
            journal = journal.removeprefix("The ").replace("&", "and")
        initials = work.initial + (f". {chance.choice('ABC')}" if chance.random() < 0.2 else "")
        short = len(work.title.split()) < 4
        pages = f", {work.volume}–{work.volume + 9}" if chance.random() < 0.5 else ""
        where = f", {work.volume}{pages}" if short or chance.random() < 0.5 else ""
        doi = (
            f" https://doi.org/{work.doi.upper() if chance.random() < 0.3 else work.doi}"
            if work.doi
            else ""
        )
        stop = "" if title.endswith("?") else "."
        yield f"{family}, {initials}. ({work.year}). {title}{stop} {journal}{where}.{doi}"


def _bare(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
