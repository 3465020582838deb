"""String functions that more than one module needs: slugs, near spellings, reading a file."""

from __future__ import annotations

import re
import stat
import unicodedata
from difflib import SequenceMatcher
from heapq import nlargest, nsmallest
from typing import TYPE_CHECKING

from press.text.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# The noncharacters and the private characters (Unicode, 23.7 and 23.5) above the first plane.
_ABOVE = "".join(
    f"{chr((plane << 16) | 0xFFFE)}-{chr((plane << 16) | 0xFFFF)}" for plane in range(1, 17)
)
_ABOVE += "\U000f0000-\U000ffffd\U00100000-\U0010fffd"

#: Characters that XML 1.0 (section 2.2) forbids or discourages, Unicode's own line ends, and what
#: no two machines show alike: no page, feed or e-book may hold them, so no title, name or
#: reference may either.
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ue000-\uf8ff\ufdd0-\ufdef\ufff9-\ufffb"
    # One range, then a closer look: many ranges above the first plane cost ten times as much.
    f"\ufffe\uffff]|[\U0001fffe-\U0010ffff](?<=[{_ABOVE}])"
)

_NO_SLUG = re.compile(r"[^a-z0-9]+")
_SPACES = re.compile(r"[ \t\r\n]+")
_IN_WORDS = frozenset("'’ʼʿʾ")
# Letters that Unicode does not decompose into an ASCII letter and a mark.
_PLAIN = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
}  # fmt: skip


_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff]")
# The forms that a letter has in Arabic, Persian, Urdu and Kurdish, and digits.  The yeh of Persian
# looks as the two of Arabic do.
_PLAIN_ARABIC = {
    **dict.fromkeys("كڪ", "ک"),
    **dict.fromkeys("يىېۍ", "ی"),
    **dict.fromkeys("ہەۀۂ", "ه"),
    "ۃ": "ة",
    **{chr(first + digit): str(digit) for first in (0x0660, 0x06F0) for digit in range(10)},
}


def one_line(text: str) -> str:
    """Return *text* with every run of spaces, tabs and line ends as one space.

    No-break spaces stay: an editor types them on purpose.
    """
    if text.isprintable() and "  " not in text:  # Most text; nothing to replace.
        return text.strip(" ")
    return _SPACES.sub(" ", text).strip(" ")


def clipped(text: str, longest: int) -> str:
    """Return *text* in one line, cut after a word where it is longer than *longest*."""
    text = one_line(text)
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:.–—") + "…"


def slugify(text: str) -> str:
    """Return *text* as a part of an address, or "" when it holds no letter or digit.

    Latin letters lose their marks ("Öztürk" → "ozturk"), and so do those of the Arabic
    script, which are one letter in each of its languages; other scripts keep their
    letters and marks, everything else becomes one hyphen.
    """
    if text.isascii():
        return _NO_SLUG.sub("-", text.replace("'", "").lower()).strip("-")
    return "".join(_slug_characters(text)).strip("-")


def _slug_characters(text: str) -> Iterable[str]:
    hyphen = True
    for character in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFKD", character)
        bare = "".join(part for part in parts if not unicodedata.combining(part))
        letter = (bare if bare.isascii() and bare.isalnum() else character).lower()
        if _ARABIC.match(bare):
            letter = bare = "".join(_PLAIN_ARABIC.get(part, part) for part in bare)
            letter = letter.replace("\u0640", "")
            if not letter:
                continue
        elif _ARABIC.match(character):
            continue  # a mark
        category = unicodedata.category(letter[0])
        if character in _IN_WORDS or category == "Cf":
            continue
        if category[0] in "LN" or (category[0] == "M" and not hyphen):
            yield _PLAIN.get(letter, letter)
            hyphen = False
        elif not hyphen:
            yield "-"
            hyphen = True


def nearest(key: str, keys: Iterable[str], most: int = 3) -> list[str]:
    """Return up to *most* of *keys* that an editor may have meant by *key*, nearest first.

    Case is ignored.  Pairs of letters choose the fifty candidates that
    :mod:`difflib` then compares, so 40,000 keys take a fraction of a second.
    The answer does not depend on the order of *keys*.
    """
    wanted = key.lower()
    pairs = _pairs(wanted)
    candidates = nlargest(50, ((len(pairs & _pairs(other.lower())), other) for other in keys))
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    ranked = []
    for _, other in candidates:
        matcher.set_seq1(other.lower())
        if (ratio := matcher.ratio()) >= 0.6:
            ranked.append((-ratio, other))
    return [other for _, other in nsmallest(most, ranked)]


def _pairs(text: str) -> set[str]:
    padded = f" {text} "
    return {padded[index : index + 2] for index in range(len(padded) - 1)}


def read_text(path: Path) -> tuple[str, tuple[Finding, ...]]:
    """Return the text of the file *path*, and why it could not be read as UTF-8.

    Bytes that are not UTF-8 come as U+FFFD, an unreadable file as "".
    """
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            # A pipe would be waited for, and a device read, for ever.
            message = "this is no ordinary file: put a file there"
            return "", (Finding(1, "unreadable-file", message),)
        data = path.read_bytes()
    except OSError as error:
        message = f"the file cannot be read ({error.strerror}): put it there, or mend its rights"
        return "", (Finding(1, "unreadable-file", message),)
    findings: tuple[Finding, ...] = ()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = (
            f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8: save the file as UTF-8"
        )
        findings = (Finding(line, "not-utf-8", message),)
        text = data.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n"), findings
