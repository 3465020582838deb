"""Share images: pictures for where an address is shared, of each article and of the whole.

:mod:`press.metadata.share_images` draws it.  A picture's name tells its content, so what lies in the folder
is right and is drawn once.  An article whose own picture is large enough keeps that.

``press_share_images``
    Whether pictures are drawn, when all pages are written; without ``html_baseurl`` none is,
    for only an absolute address can be shared.

The picture that stands for a page where its address is shared: a title page, drawn.

1200 x 630 pixels, the size that https://ogp.me readers cut nothing off
(https://developers.facebook.com/docs/sharing/webmasters/images), with the colours of the
site and the fonts of the printed volume.  The same data gives the same bytes.
"""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ProcessPoolExecutor
from functools import cache, lru_cache
from importlib.metadata import version
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PIL import Image, ImageDraw

from press.articles.domain import article_domain
from press.articles.titles import listed_title
from press.core import addresses
from press.core.publication import Picture
from press.core.site_files import SiteFile
from press.metadata import lettering
from press.metadata.lettering import FONTS, SANS, SANS_BOLD, SERIF, Hand
from press.rebuild.atomic import write_whole
from press.text.bidi import direction
from press.text.messages import tag, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from press.articles.model import Article
    from press.articles.model import Picture as ArticlePicture
    from press.core.site_pages import SitePage


#: The least width of an article's own picture, and the kinds, that other sites show large.
_WIDE = 600
_RASTER = frozenset({".gif", ".jpeg", ".jpg", ".png", ".webp"})

# What is worth other processes, and how many pictures one is handed at a time.
_MANY = 64
_AT_A_TIME = 16


class ShareImages:
    """The pictures of one build."""

    def __init__(self) -> None:
        self._of_articles: dict[str, str] = {}
        self._of_site = ""
        self._shared: dict[str, Shared] = {}

    def on_press_site_files(
        self,
        app: Sphinx,
        builder: StandaloneHTMLBuilder,
        listed: Mapping[str, Any],
        shown: Mapping[str, str],
    ) -> Iterator[SiteFile]:
        """Yield the pictures' files, which this extension writes itself."""
        self._of_articles, self._of_site, self._shared = {}, "", {}
        if not app.config.press_share_images or not addresses.site(app.config):
            return
        site = Shared(app.config.project, tag(app.config.language or "en"))
        self._of_site = self._note(site, "site")
        for docname, article in sorted(article_domain(app.env).articles.items()):
            if _own(app.env, article) is None:
                name = docname.rpartition("/")[2]
                self._of_articles[docname] = self._note(_shared(app.config, article), name)
        for file in self._shared:
            yield SiteFile(file)

    def _note(self, shared: Shared, name: str) -> str:
        file = address_of(shared, name)
        self._shared[file] = shared
        return file

    def on_page_context(self, app: Sphinx, page: SitePage) -> None:
        """Give the head of a page its picture."""
        article = article_domain(app.env).articles.get(page.name)
        own = _own(app.env, article) if article else None
        file = self._of_articles.get(page.name, self._of_site)
        if own is not None and article is not None and article.image is not None:
            path, width, height = own
            address = addresses.of_file(
                page.builder, f"{page.builder.imagedir}/{app.env.images[path][1]}"
            )
            page.context["press_picture"] = Picture(address, article.image.alt, width, height)
        elif file:
            address = addresses.of_file(page.builder, file)
            page.context["press_picture"] = Picture(
                address, _alt(self._shared[file]), WIDTH, HEIGHT
            )

    def on_build_finished(self, app: Sphinx, exception: Exception | None) -> None:
        """Draw the pictures that are not there."""
        if exception is not None or not self._shared:
            return
        folder = os.path.join(app.outdir, "")  # noqa: PTH118 (with a slash behind)
        there = frozenset(os.listdir(f"{folder}share") if Path(folder, "share").is_dir() else ())  # noqa: PTH208
        missing = [
            (folder + file, shared)
            for file, shared in self._shared.items()
            if file.rpartition("/")[2] not in there
        ]
        processes = min(os.cpu_count() or 1, 4)
        if len(missing) < _MANY or processes == 1:
            for path, shared in missing:
                write(path, shared)
            return
        # Not forks, which would have all that this process remembers.
        pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"))
        with pool:
            paths, pictures = zip(*missing, strict=True)
            for _none in pool.map(write, paths, pictures, chunksize=_AT_A_TIME):
                pass


def _own(env: BuildEnvironment, article: Article) -> ArticlePicture | None:
    """Return an article's own picture, if other sites show it large."""
    picture = article_domain(env).pictures.get(article.docname)
    if picture is None or picture.path not in env.images:
        return None
    raster = os.path.splitext(picture.path)[1].lower() in _RASTER  # noqa: PTH122
    return picture if raster and picture.width >= _WIDE else None


def _shared(config: Config, article: Article) -> Shared:
    sections: Mapping[str, str] = config.press_sections
    return Shared(
        config.project,
        article.lang,
        listed_title(article),
        sections.get(article.section, article.section),
        words_in(article.lang).date(article.date),
    )


def _alt(shared: Shared) -> str:
    """Return what a picture says, for who does not see it."""
    return " · ".join(filter(None, (shared.title, shared.section, shared.date, shared.publication)))


WIDTH, HEIGHT = 1200, 630

_MARGIN = 84
_MEASURE = WIDTH - 2 * _MARGIN
_PAPER = (0xFF, 0xFE, 0xFB)
_INKS = ((0x1B, 0x1B, 0x1A), (0x0C, 0x5A, 0x4B), (0x67, 0x66, 0x5F))
_INK, _GREEN, _GREY = range(3)
# Each ink has as many shades, from the paper to itself.
_SHADES = 16

_NAME_BASELINE, _RULE, _KICKER_BASELINE, _DATE_BASELINE = 98, 124, 192, 562
_TITLE_TOP, _TITLE_BOTTOM = 222, 512
_SITE_RULE = 246
_SIZES = (100, 92, 84, 76, 70, 64, 58, 53, 48, 44, 40, 36, 32)
_ELLIPSIS = "…"
# What draws.
_CODE = ("text/bidi", "metadata/lettering", "metadata/share_images")


class Shared(NamedTuple):
    """What the picture says: of an article, or with the first two alone of the publication."""

    publication: str
    language: str
    title: str = ""
    section: str = ""
    date: str = ""


def address_of(shared: Shared, name: str) -> str:
    """Return the name of a picture's file: another picture has another address.

    Who shares a page keeps the picture by its address, and would show the old one for ever.
    """
    content = hashlib.sha256("\0".join((_edition(), *shared)).encode()).hexdigest()
    return f"share/{name}.{content[:10]}.png"


@cache
def _edition() -> str:
    """Return what decides the bytes besides the data: this code, the fonts, the library."""
    code = [Path(__file__).parents[1] / f"{name}.py" for name in _CODE]
    digest = hashlib.sha256(version("pillow").encode())
    for path in (*code, *sorted(FONTS.glob("*.?tf"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def write(path: str, shared: Shared) -> None:
    """Write the picture, as a whole or not at all."""
    write_whole(Path(path), draw(shared))


def draw(shared: Shared) -> bytes:
    """Return the picture as a PNG."""
    image = Image.new("L", (WIDTH, HEIGHT))
    canvas = ImageDraw.Draw(image)
    rtl = direction(shared.language) == "rtl"
    if shared.title:
        _line(image, shared.publication, SERIF, shared.language, 34, _NAME_BASELINE, _INK)
        _rule(canvas, _RULE)
        _line(image, shared.section, SANS_BOLD, shared.language, 27, _KICKER_BASELINE, _GREEN)
        _line(image, shared.date, SANS, shared.language, 28, _DATE_BASELINE, _GREY)
        _title(canvas, shared.title, shared.language, _TITLE_TOP, _TITLE_BOTTOM, rtl=rtl)
    else:
        _rule(canvas, _SITE_RULE)
        _title(canvas, shared.publication, shared.language, _SITE_RULE + 56, 560, rtl=rtl)
    image.putpalette(_palette())
    file = BytesIO()
    image.save(file, "PNG", compress_level=3)
    return file.getvalue()


def _rule(canvas: ImageDraw.ImageDraw, top: int) -> None:
    canvas.rectangle((_MARGIN, top, WIDTH - _MARGIN - 1, top + 3), fill=_full(_GREEN))


def _full(ink: int) -> int:
    return ink * _SHADES + _SHADES - 1


@cache
def _palette() -> list[int]:
    return [
        round(paper + (full - paper) * shade / (_SHADES - 1))
        for ink in _INKS
        for shade in range(_SHADES)
        for paper, full in zip(_PAPER, ink, strict=True)
    ]


def _title(
    canvas: ImageDraw.ImageDraw, title: str, language: str, top: int, bottom: int, *, rtl: bool
) -> None:
    """Draw a title as large as it can be between *top* and *bottom*."""
    hand = Hand.of(SERIF, title, language)
    room = lettering.leading(title, hand)
    for size in _SIZES:
        most = 1 + int((bottom - top - (room.above + room.below) * size) / (room.line * size))
        if (
            lettering.count(title, hand, size, _MEASURE) <= most
            and lettering.widest(title, hand, size) <= _MEASURE
        ):
            break
    lines = lettering.wrap(title, hand, size, _MEASURE)
    words = " ".join(lines[:most]).split()
    while len(lines) > most:
        words.pop()
        lines = lettering.wrap(" ".join(words) + _ELLIPSIS, hand, size, _MEASURE)
    # What runs the other way than the page still begins at the page's side.
    for number, line in enumerate(lines):
        baseline = top + round((room.above + number * room.line) * size)
        _place(canvas, line, hand, size, baseline, _full(_INK), rtl=rtl)


def _place(
    canvas: ImageDraw.ImageDraw,
    line: str,
    hand: Hand,
    size: int,
    baseline: int,
    fill: int,
    *,
    rtl: bool,
) -> None:
    """Draw a line at the side where the page's lines begin."""
    at = WIDTH - _MARGIN if rtl else _MARGIN
    if hand.rtl != rtl:
        width = lettering.width(line, hand, size)
        at = round(at - width if rtl else at + width)
    lettering.draw(canvas, (at, baseline), line, hand, size, fill)


def _line(
    image: Image.Image, text: str, face: str, language: str, size: int, baseline: int, ink: int
) -> None:
    """Draw a line in an ink of its own; its end is left out where it is too long."""
    strip, drawn, left, above = _strip(text, face, language, size, ink)
    image.paste(strip, (left, baseline - above), drawn)


@lru_cache(200)
def _strip(
    text: str, face: str, language: str, size: int, ink: int
) -> tuple[Image.Image, Image.Image, int, int]:
    """Return a line, where it is drawn, how far from the left, and how far above its baseline.

    The name, the sections and days of much news are on many pictures.
    """
    hand = Hand.of(face, text, language)
    words = text.split()
    while words and lettering.width(text, hand, size) > _MEASURE:
        words.pop()
        text = " ".join(words) + _ELLIPSIS
    paper = ink * _SHADES
    strip = Image.new("L", (WIDTH, 4 * size), paper)
    rtl = direction(language) == "rtl"
    _place(ImageDraw.Draw(strip), text, hand, size, 2 * size, _full(ink), rtl=rtl)
    drawn = strip.point([255 if value > paper else 0 for value in range(256)])
    box = drawn.getbbox() or (0, 0, 1, 1)
    return strip.crop(box), drawn.crop(box), box[0], 2 * size - box[1]
