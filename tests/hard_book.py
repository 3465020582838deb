"""A tiny publication that holds whatever makes a book difficult: scripts, notes, tables, formulas."""

from __future__ import annotations

import random
import struct
import zlib
from typing import TYPE_CHECKING

from tests.publication import BIB, CONF

if TYPE_CHECKING:
    from pathlib import Path

    from tests.publication import Publication

#: Articles by their names, as documents.
MIXED = "articles/2025/2025-03-04-mixed"
ARABIC = "articles/2025/2025-02-03-arabic"
LONG = "articles/2024/2024-05-06-long"

_URL = "https://www.example.org/2020/02/03/" + "a-very-long-address-without-any-space/" * 4

_BIB = (
    BIB
    + """
@book{khaldun1377,
  author = {ابن خلدون, عبد الرحمن}, title = {المقدمة}, publisher = {دار الفكر}, year = {1377},
}
@book{fanon1961,
  author = {Fanon, Frantz}, title = {Les damnés de la terre}, publisher = {Maspero}, year = {1961},
}
@misc{long2020,
  author = {{International Organization with a Long Name}}, title = {A page at a long address},
  year = {2020}, url = {"""
    + _URL
    + """},
}
"""
)

_DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 160" width="400" height="160">
<path d="M20 140 L120 40 L220 110 L380 20" fill="none" stroke="#000" stroke-width="4"/>
<text x="24" y="30" font-size="22">طرابلس</text></svg>"""

_MIXED = f"""
```{{tldr}}
- The capital is طرابلس, as {{cite:t}}`khaldun1377` knew.
- A second point {{cite:p}}`smith2019first`.
```

Deterrence is hard {{cite:p}}`{{see}}lanoszka2016russian{{p. 180}}, nunn2010columbian`.[^one] The
phrase «المقدمة (1406م)». stands in English, **القاهرة** is bold, and Urdu has اسلام آباد میں.

> A quotation of some length, which ends in its source {{cite:p}}`smith2019second`.

> «قال ابن خلدون (ت. 808هـ/1406م) [في المقدمة] إن العدل أساس العمران» — ثم عاد إلى Tunis في سنة 1378.

## A table, and what it shows

:::{{table}} Four attempts, after {{cite:p}}`long2020`
| Attempt | Who sat at the table | Share (%) | Since |
|:------|:-------|----------:|:-------:|
| EU-3+3 | The EU-3, the United States, Russia and China {{cite:p}}`smith2019second` | 12.5 | 2006[^cell] |
| طرابلس | اتحادیه آفریقا | 7 | *2011* |
| Consultation | Internationalization of responsibilities, incomprehensibilities | 100 | 2003 |
:::

| Year | Government | Opposition | Mediators | Agreements | Ceasefires | Violations |
|------|------|------|------|------|------|------|
| 2019 | Reconciliation | Independent | International | Constitutional | Administrative | Demilitarization |
| 2020 | 1,250 | 890 | 12 | 4 | 3 | 17 |

## Drawings and photographs

:::{{figure}} chart.svg
:alt: A line that rises, falls and rises again
:name: chart

The line, after {{cite:t}}`smith2019first`.
:::

![A dark square](dot.png)

## Formulas

Inline $E = mc^2$, and on lines of their own:

$$
\\int_0^\\infty e^{{-x^2}}\\,dx = \\frac{{\\sqrt{{\\pi}}}}{{2}} = a_1 + a_2 + a_3 + a_4 + a_5 + a_6 + a_7 + a_8 + a_9 + a_{{10}} + a_{{11}} + a_{{12}} + a_{{13}}
$$

$$
a &\\le b \\\\
c &< \\sqrt{{2}}
$$ (law)

As {{eq}}`law` says. See <{_URL}> and [the article in Arabic](2025-02-03-arabic.md).

```python
print("a line of code that is rather long, and longer than any telephone has room for on a line")
```

1. First
2. Second
   - inside

[^one]: A note with a citation {{cite:p}}`long2020`.
[^cell]: A note in a cell.
"""

_ARABIC = """
```{tldr}
- العدل أساس العمران {cite:p}`khaldun1377`.
```

قال ابن خلدون (ت. 808هـ/1406م) إن العدل أساس العمران {cite:p}`khaldun1377{ص. 12}`.[^hashiya] ثم عاد إلى
Tunis في سنة 1378، وكتب فيها {cite:t}`smith2019first`.

## العدل والعمران

> An English quotation inside of an Arabic article.

- أولاً
- ثانياً

[^hashiya]: حاشية قصيرة.
"""


def write(publication: Publication, *, paragraphs: int = 0) -> None:
    """Write the publication; *paragraphs* make its long article longer."""
    publication.write("conf.py", CONF + "\nhtml_baseurl = 'https://press.test/'\n")
    publication.write("references.bib", _BIB)
    publication.write("articles/2025/chart.svg", _DRAWING)
    _dot(publication.write("articles/2025/dot.png", ""))
    publication.article(
        MIXED[-16:],
        _MIXED,
        title="From طرابلس to İstanbul: What a Long Title Makes of a Small Screen",
        subtitle="Names in the letters of their owners",
        authors=["Ayşe Öztürk", "محمد جواد ظریف"],
        topics=["Libya", "ليبيا"],
        further_reading=["fanon1961"],
        updated="2025-03-09",
    )
    with (publication.folder / f"{MIXED}.md").open("r+", encoding="utf-8") as file:
        text = file.read().replace(
            "\ndate:",
            "\ncorrections:\n  - date: 2025-03-09\n    kind: correction\n"
            "    text: It was 100%, not 99%.\ndate:",
            1,
        )
        file.seek(0)
        file.write(text)
    publication.article(
        ARABIC[-17:], _ARABIC, title="العدل أساس العمران", lang="ar", summary="في العدل والعمران."
    )
    publication.article(LONG[-15:], _long(paragraphs), title="A Long Article", lang="en")


def _long(paragraphs: int) -> str:
    """Return a text of which no two lines are alike, in two scripts, with notes and headings."""
    chance = random.Random(1)
    blocks = ["It begins here {cite:p}`smith2019first`."]
    for number in range(paragraphs):
        words = chance.choices(_WORDS, k=80)
        text = f"Paragraph {number} counts: {' '.join(words)}; sum {number * 7919}."
        if number % 7 == 3:
            text += f" It cites {{cite:t}}`nunn2010columbian`, too.[^n{number}]"
            blocks.append(f"[^n{number}]: Note {number}, which has {words[3]} words.")
        if number % 3 == 2:
            first, second = (" ".join(chance.choices(_ARABIC_WORDS, k=60)) for _ in range(2))
            blocks.append(f"الفقرة {first} {number * 31} في سنة {1900 + number} ثم {second}.")
        if number % 9 == 4:
            blocks.append(f"## Section {words[0]} of {number}")
        blocks.append(text)
    return "\n\n".join(blocks)


_WORDS = "naught unity couple triad quartet quintet sextet septet octave novena".split()
_ARABIC_WORDS = "واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة".split()


def _dot(path: Path) -> None:
    """Write a PNG picture of 40 by 40 dark points."""
    rows = b"".join(b"\x00" + b"\x20\x30\x50" * 40 for _ in range(40))
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", 40, 40, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + b"".join(
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
            for kind, data in chunks
        )
    )


#: Pictures and tables of given widths.
WIDTHS = """A line in the middle {cite:p}`smith2019first`.

:::{figure} dot.png
:alt: A dark square
:width: 40%
:align: center

A caption & a credit.
:::

:::{list-table} Given widths
:widths: 30 70
:header-rows: 1
:stub-columns: 1
:name: given

* - One
  - Two
* - Three
  - Four
:::

4. A list that
5. goes on

Term
: What it means

---

| Left | Middle | Right |
|:-----|:------:|------:|
| a | b | c |

```{note}
Of a kind.
```

The end.
"""
