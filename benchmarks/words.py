"""Words, names and chance: what the corpus is written with.

The words occur as often as in real text (Zipf's law), so that whatever keeps
results of former work behaves here as it does there.  Chance is a function of
a seed: only ``Random.random`` is used, whose sequence Python promises to keep.
"""

from __future__ import annotations

import re
from bisect import bisect
from itertools import accumulate, product, starmap
from random import Random
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

T = TypeVar("T")

# The commonest words of English, the commonest first.
_COMMON = """
the of and to a in that is was for on as with by are from have it not be his they this or had
which at were an but has their its who been more would will when there all about into one than
other some no only may could these most what two such after over between also under even new
those before many because if we our can must through against while during where should still
first much both however any without each often within since now then being three yet same among
less until very toward upon rather whether again almost later despite today perhaps nearly once
""".split()

_STEMS = """
govern parliament treaty border region economy labor reform minister elect protest custom market
nation state council alliance sanction export import harvest river migrant refugee city province
tribe faith school court judge law right duty war peace army soldier weapon truce talk envoy
partner neighbor power trade debt bank budget tax wage price energy water climate land farm food
health vaccine hospital teacher student scholar press report broadcast network platform memory
history empire colony frontier coast harbor road rail capital village community family women
youth leader party vote ballot coalition opposition movement union strike petition rule order
secure intervene mediate negotiate promise recognize represent develop invest cooperate compete
depend resist persuade conceal reveal compare measure explain argue question doubt trust warn
""".split()
_BEGINNINGS = ("re", "un", "inter", "pre", "over", "non")
_ENDINGS = ("s", "ed", "ing", "er", "al", "ion", "ment", "ness", "able", "ive", "ly")

_GIVEN = """
Amina Bilal Carla Daniel Elif Farid Grace Hassan Ines Jonas Karima Liam Mariam Nadia Omar Petra
Qasim Rania Samuel Tariq Ulrike Vera Wei Xenia Yusuf Zainab Mehmet Ngozi Søren Zoë
""".split()
_FAMILY = """
Abbasi Bakker Camara Dupont Eriksen Farouk García Hussein Ibrahim Jensen Khan Lindqvist Mansour
Nakamura Okafor Öztürk Petrov Qureshi Rahman Siddiqui Tanaka Usman Varga Weiss Yıldız Zhang
Diallo Moreau Novák Hashemi
""".split()
_GIVEN_ARABIC = """
أمينة بلال فاطمة حسن إبراهيم جميل كريم ليلى مريم نادية عمر سمير طارق يوسف زينب
""".split()
_FAMILY_ARABIC = """
العباسي البغدادي الحسيني الخطيب الدمشقي الرفاعي الزهراوي الشامي الصالح القاسم المصري النجار
""".split()
#: What Arabic titles are made of.
ARABIC_WORDS = """
السلام الحرب التاريخ السياسة الاقتصاد الدولة المجتمع المدينة الحدود التجارة القانون الصحافة
""".split()


class Dice:
    """Chance that is the same on every machine for the same *seed*."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed).random

    def number(self, low: int, high: int) -> int:
        """Return a number from *low* to *high*, both included."""
        return low + int(self._random() * (high - low + 1))

    def pick(self, things: Sequence[T]) -> T:
        """Return one of *things*, each as likely as any other."""
        return things[int(self._random() * len(things))]

    def happens(self, chance: float) -> bool:
        """Tell whether something happens that does so with this *chance*."""
        return self._random() < chance

    def ranked(self, ranking: Ranking[T]) -> T:
        """Return one of the *ranking*'s things, the first ones most often."""
        return ranking.things[bisect(ranking.weights, self._random() * ranking.weights[-1])]


class Ranking(Generic[T]):
    """Things of which the one of rank r is drawn in proportion to 1/r to the *exponent*."""

    def __init__(self, things: Sequence[T], exponent: float) -> None:
        self.things = things
        self.weights = list(accumulate(rank**-exponent for rank in range(1, len(things) + 1)))


def shuffled(things: Iterable[T], seed: str) -> list[T]:
    """Return *things* in an order that depends on the *seed* alone."""
    dice = Dice(seed)
    rest = list(things)
    return [rest.pop(dice.number(0, len(rest) - 1)) for _ in range(len(rest))]


def _inflected(stem: str, ending: str) -> str:
    if ending[0] in "aei":
        stem = stem.removesuffix("e")
    return re.sub("y$", "i", stem) + ending if ending[0] != "i" else stem + ending


_INFLECTED = shuffled(starmap(_inflected, product(_STEMS, _ENDINGS)), "inflected words")
_DERIVED = shuffled(map("".join, product(_BEGINNINGS, _INFLECTED)), "derived words")
#: The words that carry meaning: as in a language, the long ones are the rare ones.
CONTENT = [*shuffled(_STEMS, "stems"), *_INFLECTED, *_DERIVED]
#: All words; the common ones come first.
VOCABULARY = Ranking([*_COMMON, *CONTENT], 1.0)
#: What titles and headings are made of.
TELLING = Ranking(CONTENT, 1.0)

#: (family name, given name)
LATIN_NAMES = shuffled(product(_FAMILY, _GIVEN), "Latin names")
ARABIC_NAMES = shuffled(product(_FAMILY_ARABIC, _GIVEN_ARABIC), "Arabic names")
