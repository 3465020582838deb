"""Pages of an archive, made by a seed: what they say is known, so that what is lost can be counted.

A page is made as a list of parts first; each kind of source (a saved page, a page without meaning,
WordPress, Ghost, plain text, Markdown) is those parts in its own markup, with its furniture.
"""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from benchmarks.words import ARABIC_WORDS, TELLING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECTIONS = ("international", "opinion", "economy")
_HARD = (
    "5% $7 a_b_c {x} `tick` 2<3 &amp; @name #tag +++ % *star* [box] |bar| ~~~ \\back é naïve “quoted” 10°"
    " one—two … $a$ {role}`x` <b> _it_ !"
).split()
_FAMILIES = "Abbasi Bakker Camara Dupont Eriksen Farouk Hussein Jensen Khan Lindqvist Okafor Öztürk Petrov Rahman Tanaka Weiss".split()
KINDS = ("semantic", "soup", "wordpress", "ghost", "plain", "markdown")


@dataclass(frozen=True)
class Part:
    """A part of a page: its kind, and its texts (one, or one an item or cell)."""

    kind: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Made:
    """A page as it was made up."""

    number: int
    title: str
    date: str
    section: str
    parts: tuple[Part, ...]
    references: tuple[str, ...]

    @property
    def slug(self) -> str:
        """The last part of its address."""
        return f"page-{self.number}"

    @property
    def address(self) -> str:
        """Where it stood."""
        return f"https://old.example.org/news/{self.section}/{self.date}-{self.slug}"

    @property
    def texts(self) -> Iterator[str]:
        """What it says in its text, in order."""
        for part in self.parts:
            yield from part.texts


def make_page(number: int, seed: str = "archive") -> Made:
    """Return page *number*, some 900 to 1,200 words and eight references long."""
    chance = Random(f"{seed} {number}")
    references = tuple(_reference(chance) for _ in range(8))
    cited = [line.split(",")[0] + ", " + line.split("(")[1][:4] for line in references]
    parts: list[Part] = []
    for place in range(chance.randrange(22, 30)):
        kind = chance.choice(
            ("prose",) * 8
            + ("heading", "list", "numbers", "quote", "table", "code", "verse", "arabic", "figure")
        )
        if place and parts[-1].kind == "heading":
            kind = "prose"
        if kind == "prose":
            text = _prose(chance, chance.randrange(25, 60))
            if chance.random() < 0.4:
                text = f"{text[:-1]} ({chance.choice(cited)})."
            parts.append(Part(kind, (text,)))
        elif kind == "heading":
            parts.append(Part(kind, (_words(chance, 5).capitalize(),)))
        elif kind == "table":
            parts.append(Part(kind, tuple(_words(chance, 2) for _ in range(6))))
        elif kind == "code":
            parts.append(Part(kind, (f"value = '{_words(chance, 2)}'  # $ % {{x}}",)))
        elif kind == "arabic":
            words = " ".join(chance.choice(ARABIC_WORDS) for _ in range(12))
            parts.append(Part(kind, (f"{words}.",)))
        elif kind == "figure":
            parts.append(Part(kind, (_words(chance, 6).capitalize(),)))
        elif kind == "verse":
            parts.append(Part(kind, (f"{_prose(chance, 6)}", f"{_prose(chance, 6)}")))
        else:
            parts.append(Part(kind, tuple(_prose(chance, 9) for _ in range(3))))
    day = f"{2010 + number % 14}-{1 + number % 12:02}-{1 + number % 28:02}"
    title = f"{_words(chance, 5).capitalize()} number {number}"
    return Made(number, title, day, SECTIONS[number % 3], tuple(parts), references)


def _words(chance: Random, count: int) -> str:
    return " ".join(chance.choice(TELLING.things) for _ in range(count))


def _prose(chance: Random, count: int) -> str:
    words = [chance.choice(TELLING.things) for _ in range(count)]
    for _ in range(count // 12):
        words[chance.randrange(1, count)] = chance.choice(_HARD).replace("&amp;", "&")
    return f"{' '.join(words).capitalize()}."


def _reference(chance: Random) -> str:
    family, initial = chance.choice(_FAMILIES), chance.choice("ABCDEFGHJKLMNPRST")
    title = _words(chance, 6).capitalize()
    journal = f"{_words(chance, 1).capitalize()} Review"
    return f"{family}, {initial}. ({chance.randrange(1980, 2024)}). {title}. {journal}, {chance.randrange(1, 90)}({chance.randrange(1, 6)}), {chance.randrange(1, 90)}–{chance.randrange(100, 190)}."


def _html(page: Made, tag: str = "p") -> str:
    """Return a page's parts as HTML; *tag* is what its paragraphs are."""
    lines = []
    for part in page.parts:
        texts = [html.escape(text, quote=False) for text in part.texts]
        if part.kind in {"prose", "arabic"}:
            word, _, rest = texts[0].partition(" ")
            lines.append(f"<{tag}><b>{word}</b> {rest}</{tag}>")
        elif part.kind == "verse":
            lines.append(f"<{tag}>{'<br>'.join(texts)}</{tag}>")
        elif part.kind == "heading":
            lines.append(f"<h2>{texts[0]}</h2>")
        elif part.kind in {"list", "numbers"}:
            name = "ul" if part.kind == "list" else "ol"
            lines.append(f"<{name}>{''.join(f'<li>{text}</li>' for text in texts)}</{name}>")
        elif part.kind == "quote":
            lines.append(f"<blockquote>{''.join(f'<p>{text}</p>' for text in texts)}</blockquote>")
        elif part.kind == "table":
            rows = [texts[0:2], texts[2:4], texts[4:6]]
            cells = (
                "".join(f"<{'td' if n else 'th'}>{cell}</{'td' if n else 'th'}>" for cell in row)
                for n, row in enumerate(rows)
            )
            lines.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")
        elif part.kind == "code":
            lines.append(f"<pre><code>{texts[0]}</code></pre>")
        else:
            lines.append(f"<p>{texts[0]}</p>")
    items = "".join(f"<li>{html.escape(line, quote=False)}</li>" for line in page.references)
    return "\n".join([*lines, f"<h2>References</h2><ul>{items}</ul>"])


def semantic(page: Made) -> str:
    """Return a saved page that says what is what."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{page.title} | Courier</title>'
        f'<link rel="canonical" href="{page.address}"></head><body><header><nav><a href="/">Home</a> <a href="/n">News</a></nav></header>'
        f"<main><article><h1>{page.title}</h1>{_html(page)}</article></main><aside><a href='/1'>One other page</a> <a href='/2'>Two other pages</a></aside>"
        "<footer>Imprint of the courier</footer></body></html>"
    )


def soup(page: Made) -> str:
    """Return a saved page of boxes."""
    return (
        f'<html><head><title>{page.title} - Courier</title><link rel="canonical" href="{page.address}"></head><body><div class="menu"><a href="/">Home</a></div>'
        f'<div class="w"><div class="title">{page.title}</div><div class="share"><a href="#">Share</a></div>{_html(page, "div")}</div><div id="footer">Imprint</div></body></html>'
    )


def plain(page: Made) -> str:
    """Return a page as it is copied."""
    lines = [page.title]
    for part in page.parts:
        if part.kind == "list":
            lines.append("\n".join(f"  • {text}" for text in part.texts))
        elif part.kind == "table":
            lines.append("\n".join(f"{part.texts[n]}\t{part.texts[n + 1]}" for n in (0, 2, 4)))
        else:
            lines += part.texts
    return (
        "\n\n".join([*lines, "References", "\n".join(f"• {line}" for line in page.references)])
        + "\n"
    )


def markdown(page: Made) -> str:
    """Return a page as Markdown with front matter."""
    escape = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]<>#+!|~"})
    lines = [
        f'---\ntitle: "{page.title}"\ndate: {page.date}\ncategories: [{page.section}]\nurl: {page.address}\n---'
    ]
    for part in page.parts:
        texts = [text.translate(escape) for text in part.texts]
        if part.kind == "heading":
            lines.append(f"## {texts[0]}")
        elif part.kind in {"list", "numbers"}:
            lines.append(
                "\n".join(f"{'-' if part.kind == 'list' else '1.'} {text}" for text in texts)
            )
        elif part.kind == "quote":
            lines.append("\n>\n".join(f"> {text}" for text in texts))
        elif part.kind == "code":
            lines.append(f"```\n{part.texts[0]}\n```")
        else:
            lines += texts
    references = (line.translate(escape) for line in page.references)
    return (
        "\n\n".join([*lines, "## References", "\n".join(f"- {line}" for line in references)]) + "\n"
    )


def wordpress(pages: list[Made]) -> str:
    """Return pages as an export of WordPress."""
    items = "".join(
        f"<item><title>{page.title}</title><link>{page.address}</link><content:encoded><![CDATA[<!-- wp:html -->{_html(page)}]]></content:encoded>"
        f"<excerpt:encoded></excerpt:encoded><wp:post_id>{page.number}</wp:post_id><wp:post_date>{page.date} 08:00:00</wp:post_date>"
        f"<wp:post_name>{page.slug}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>"
        for page in pages
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">'
        f"<channel><wp:wxr_version>1.2</wp:wxr_version>{items}</channel></rss>"
    )


def ghost(pages: list[Made]) -> str:
    """Return pages as an export of Ghost."""
    posts = [
        {
            "id": str(page.number),
            "title": page.title,
            "slug": page.slug,
            "html": _html(page),
            "status": "published",
            "published_at": f"{page.date}T08:00:00.000Z",
            "canonical_url": page.address,
        }
        for page in pages
    ]
    return json.dumps({"db": [{"data": {"posts": posts}}]}, ensure_ascii=False)


def write_archive(folder: Path, pages: list[Made]) -> tuple[list[Path], Path]:
    """Write pages in all kinds of sources; return what is imported, and the table of addresses."""
    folder.mkdir(parents=True, exist_ok=True)
    by_kind: dict[str, list[Made]] = {kind: [] for kind in KINDS}
    for number, page in enumerate(pages):
        by_kind[KINDS[number % len(KINDS)]].append(page)
    singles = {
        "semantic": (semantic, "html"),
        "soup": (soup, "htm"),
        "plain": (plain, "txt"),
        "markdown": (markdown, "md"),
    }
    paths = []
    for kind, (render, suffix) in singles.items():
        inside = folder / kind
        inside.mkdir(exist_ok=True)
        for page in by_kind[kind]:
            (inside / f"{page.number}.{suffix}").write_text(render(page), encoding="utf-8")
        if by_kind[kind]:
            paths.append(inside)
    for kind, export, name in (
        ("wordpress", wordpress, "export.xml"),
        ("ghost", ghost, "export.json"),
    ):
        if by_kind[kind]:
            (folder / name).write_text(export(by_kind[kind]), encoding="utf-8")
            paths.append(folder / name)
    table = folder / "urls.tsv"
    table.write_text(
        "".join(f"{page.number}.txt\t{page.address}\n" for page in by_kind["plain"]),
        encoding="utf-8",
    )
    return paths, table
