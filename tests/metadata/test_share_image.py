"""The picture of an article's title: small, the same every time, and set in every script."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, features

from press.metadata import lettering
from press.metadata.lettering import SERIF, Hand
from press.metadata.share_images import HEIGHT, WIDTH, Shared, address_of, draw

SITE = "The Tiny Review"
ENGLISH = Shared(SITE, "en", "Mediation after the ceasefire", "Opinion", "April 27, 2025")
ARABIC = Shared(SITE, "ar", "الوساطة بعد وقف إطلاق النار", "رأي", "27 أبريل 2025")
URDU = Shared(SITE, "ur", "جنگ بندی کے بعد ثالثی: میز پر کون رہتا ہے؟", "رائے", "27 اپریل، 2025")
TURKISH = Shared(SITE, "tr", "İğdır’dan Şırnak’a: ateşkesten sonra", "Görüş", "27 Nisan 2025")
MIXED = Shared(SITE, "ar", "قمة NATO في لاهاي (2025) و G20", "رأي", "27 أبريل 2025")
HEBREW = Shared(SITE, "he", "תיווך אחרי הפסקת האש (2025)", "דעה", "27 באפריל 2025")
CYRILLIC = Shared(SITE, "ru", "Посредничество после перемирия", "Мнение", "27 апреля 2025 г.")
LONG = ENGLISH._replace(title="A title that nobody should write, but somebody will. " * 12)
LONG_URDU = URDU._replace(title=f"{URDU.title} " * 12)
WORD = ENGLISH._replace(title="Donaudampfschifffahrt" * 20, section="Section " * 40)
SHORT = ENGLISH._replace(title="War")
EVERY = {
    "english": ENGLISH,
    "arabic": ARABIC,
    "urdu": URDU,
    "turkish": TURKISH,
    "mixed": MIXED,
    "hebrew": HEBREW,
    "cyrillic": CYRILLIC,
    "long": LONG,
    "long urdu": LONG_URDU,
    "word": WORD,
    "short": SHORT,
    "site": Shared(SITE, "en"),
}
PAPER = (0xFF, 0xFE, 0xFB)


def opened(shared: Shared) -> Image.Image:
    return Image.open(BytesIO(draw(shared))).convert("RGB")


def box(image: Image.Image, area: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """Return what is not paper in an area, in the picture's own places."""
    part = image.crop(area)
    found = ImageChops.difference(part, Image.new("RGB", part.size, PAPER)).getbbox()
    assert found
    return (found[0] + area[0], found[1] + area[1], found[2] + area[0], found[3] + area[1])


# Where an article's title stands.
TITLE = (0, 212, WIDTH, 530)


def lettered(text: str, hand: Hand) -> Image.Image:
    image = Image.new("L", (1200, 200))
    at = 1150 if hand.rtl else 50
    lettering.draw(ImageDraw.Draw(image), (at, 120), text, hand, 60, 255)
    return image


@pytest.mark.parametrize("shared", EVERY.values(), ids=EVERY)
def test_a_picture_is_what_other_sites_expect_and_stays_within_its_margins(shared: Shared) -> None:
    content = draw(shared)
    assert content == draw(shared)
    assert len(content) <= 60_000
    image = Image.open(BytesIO(content))
    assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
    rgb = image.convert("RGB")
    assert rgb.getpixel((0, 0)) == PAPER
    left, top, right, bottom = box(rgb, (0, 0, WIDTH, HEIGHT))
    # Letters such as gaf swing a little beyond their place.
    assert left >= 60
    assert top >= 50
    assert right <= WIDTH - 60
    assert bottom <= HEIGHT - 40


def test_another_process_draws_the_same() -> None:
    code = "import sys; from tests.metadata.test_share_image import *; sys.stdout.buffer.write(draw(URDU))"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=True)
    assert done.stdout == draw(URDU)


def test_the_address_tells_the_content() -> None:
    name = address_of(ENGLISH, "2025-04-27-mediation")
    assert name.startswith("share/2025-04-27-mediation.")
    assert name == address_of(ENGLISH, "2025-04-27-mediation")
    others = [ENGLISH._replace(**{field: "other"}) for field in ENGLISH._fields]
    assert len({address_of(shared, "2025-04-27-mediation") for shared in [ENGLISH, *others]}) == 6


def test_a_picture_shows_each_of_its_parts() -> None:
    for field in ENGLISH._fields:
        if field != "language":
            assert draw(ENGLISH._replace(**{field: "Other"})) != draw(ENGLISH)


@pytest.mark.parametrize(
    ("shared", "rtl"),
    [
        (ENGLISH, False),
        (TURKISH, False),
        (ARABIC, True),
        (URDU, True),
        (MIXED, True),
        (HEBREW, True),
    ],
    ids=["english", "turkish", "arabic", "urdu", "mixed", "hebrew"],
)
def test_a_line_begins_on_the_side_of_its_language(shared: Shared, rtl: bool) -> None:
    image = opened(shared)
    for area in ((0, 60, WIDTH, 112), (0, 140, WIDTH, 204), TITLE, (0, 536, WIDTH, HEIGHT)):
        left, _top, right, _bottom = box(image, area)
        at_left, at_right = abs(left - 84) < 12, abs(right - (WIDTH - 84)) < 12
        assert at_right if rtl else at_left


def test_a_short_title_is_larger_than_a_long_one() -> None:
    one, other = (box(opened(ENGLISH._replace(title=t)), TITLE) for t in ("HHH", "HHH " * 60))
    lines = 7
    assert one[3] - one[1] > 1.5 * (other[3] - other[1]) / lines


def test_a_title_that_is_too_long_ends_with_an_ellipsis() -> None:
    hand = Hand.of(SERIF, LONG.title, "en")
    assert draw(LONG) != draw(LONG._replace(title=LONG.title[:400]))
    assert draw(LONG) == draw(LONG._replace(title=f"{LONG.title} and more"))
    assert " ".join(lettering.wrap(LONG.title, hand, 40, 1032)).split() == LONG.title.split()


def test_lines_are_even() -> None:
    text = "The quick brown fox jumps over the lazy dog once more"
    hand = Hand.of(SERIF, text, "en")
    lines = lettering.wrap(text, hand, 60, 1032)
    assert len(lines) == lettering.count(text, hand, 60, 1032) == 2
    widths = [lettering.width(line, hand, 60) for line in lines]
    assert max(widths) <= 1032
    assert min(widths) > 0.75 * max(widths)


def test_arabic_is_shaped() -> None:
    """Letters join: their forms differ from those that each has alone."""
    assert features.check("raqm")
    hand = Hand.of(SERIF, "سلام", "ar")
    joined, apart = lettered("سلام", hand), lettered("\u200c".join("سلام"), hand)
    assert ImageChops.difference(joined, apart).getbbox()
    assert lettering.width("سلام", hand, 60) < 0.9 * lettering.width(
        "\u200c".join("سلام"), hand, 60
    )


def test_arabic_runs_from_right_to_left() -> None:
    """The first word stands at the right, as drawn alone."""
    hand = Hand.of(SERIF, "سلام NATO", "ar")
    whole, first = lettered("سلام NATO", hand), lettered("سلام", hand)
    area = (first.getbbox() or (0,))[0], 0, 1200, 200
    assert whole.crop(area).tobytes() == first.crop(area).tobytes()
    english = Hand.of(SERIF, "NATO سلام", "en")
    assert not english.rtl
    whole, first = lettered("NATO سلام", english), lettered("NATO", english)
    area = 0, 0, (first.getbbox() or (0, 0, 0))[2], 200
    assert whole.crop(area).tobytes() == first.crop(area).tobytes()


@pytest.mark.parametrize(("text", "language"), [("“ہے؟” (29%) …", "ur"), ("29 באפריל", "he"), ("Ελλάδα Мир", "en")])  # fmt: skip
def test_no_letter_is_missing(text: str, language: str) -> None:
    """A letter that a font lacks is drawn in another: never as the box that stands for it."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # has no types

    for piece in lettering._pieces(text, Hand.of(SERIF, text, language)):
        [path] = lettering.FONTS.glob(f"{piece.font}.?tf")
        letters = set(TTFont(path).getBestCmap())
        assert {ord(char) for char in piece.text} <= letters
