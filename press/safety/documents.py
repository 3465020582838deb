"""Documents: which files may be read as articles and pages, and what else lies among them.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from press.safety import limits
from press.text import yaml_block
from press.text.findings import Finding
from press.text.strings import nearest, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from press.safety.paths import Sources

#: What a page that is no article may say of itself, to Sphinx.
PAGE_FIELDS = ("nosearch", "orphan", "tocdepth")

# What somebody may have meant for an article, by the suffix.
_TEXTS = frozenset(
    ".md .markdown .mdown .mkd .txt .text .rst .rest .adoc .asciidoc .org .tex .html .htm .xhtml "
    ".docx .doc .odt .rtf .textile .typ .myst".split()
) | {""}


def faults(sources: Sources, path: Path) -> tuple[Finding, ...]:
    """Return why the file *path* is not read as a document; nothing where it is.

    The finding of a file that lies behind a link to a folder says nothing: that of the
    folder says it once (:func:`strays`).
    """
    if fault := _file_fault(sources, path):
        return (fault,)
    text, findings = read_text(path)
    return () if findings else tuple(sorted(limits.text_faults(text)))


def _file_fault(sources: Sources, path: Path) -> Finding | None:
    name = os.path.relpath(path, sources.folder)
    try:
        data = name.encode()
    except UnicodeEncodeError:
        message = "the file's name is not UTF-8: give it a name of letters, digits and hyphens"
        return Finding(1, "file-name", message)
    longest = max(map(len, data.split(b"/")))
    if longest > limits.LONGEST_PART or len(data) > limits.LONGEST_ADDRESS:
        return Finding(1, "too-long", _too_long(longest, "the file's name"))
    if not name.endswith(".md"):
        return stray_fault(path)
    try:
        mode = path.stat().st_mode
    except OSError:
        return None  # Who reads it says so.
    if os.path.realpath(path) != os.path.join(sources.real, name):  # noqa: PTH118
        message = _LINKED.format("file") if path.is_symlink() else ""
        return Finding(1, "linked-file", message)
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        return Finding(1, "unreadable-file", "this is no ordinary file: put an article there")
    return None


_LINKED = "the {0} is a symbolic link, which leads wherever it wants: put the {0} itself there"


def _too_long(number: int, what: str) -> str:
    return f"{what} has {number} bytes in a part, {limits.LONGEST_PART} is the most: shorten it"


def part_fault(line: int, what: str, address: str) -> Finding | None:
    """Return the finding for an *address* that no file can have, None for one that some can.

    *what* says whose address it is; parts of an address stand between slashes.
    """
    data = address.encode("utf-8", "replace")
    longest = max(map(len, data.split(b"/")))
    if longest > limits.LONGEST_PART:
        return Finding(line, "too-long", _too_long(longest, f"the address of {what}"))
    if len(data) > limits.LONGEST_ADDRESS:
        message = (
            f"the address of {what} has {len(data):,} bytes, {limits.LONGEST_ADDRESS:,} is the "
            "most: shorten it"
        )
        return Finding(line, "too-long", message)
    return None


def strays(folder: Path) -> Iterator[tuple[Path, Finding]]:
    """Yield what lies among the articles in *folder*, looks like articles and is not read.

    Files, which a document may still name for another use, and links to folders.
    """
    unreadable: list[OSError] = []
    for root, folders, files in os.walk(folder / "articles", onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if Path(root, name).is_symlink():
                yield Path(root, name), Finding(1, "linked-file", _LINKED.format("folder"))
        for name in sorted(files):
            suffix = os.path.splitext(name)[1]  # noqa: PTH122 (of every file, in every build)
            if suffix != ".md" and suffix.lower() in _TEXTS and not name.startswith("."):
                yield Path(root, name), stray_fault(Path(root, name))
    for error in unreadable:
        if not isinstance(error, FileNotFoundError):
            message = f"the folder cannot be read ({error.strerror}): mend its rights"
            yield Path(error.filename), Finding(1, "unreadable-file", message)


def linked_folders(sources: Sources) -> Iterator[str]:
    """Yield patterns for the folders in the publication that are symbolic links.

    Two that lead upwards make a tree without an end, in which Sphinx would look for documents.
    """
    for root, folders, _files in os.walk(sources.folder):
        kept = []
        for name in sorted(folders):
            path = os.path.join(root, name)  # noqa: PTH118 (of every folder, in every build)
            inside = os.path.relpath(path, sources.folder).replace(os.sep, "/")
            if os.path.islink(path):  # noqa: PTH114
                yield re.sub(r"[*?\[]", "?", inside)
            elif not name.startswith(".") and not sources.excludes(inside):
                kept.append(name)
        folders[:] = kept


def stray_fault(path: Path) -> Finding:
    """Return the finding for a file that looks like an article by its suffix and is none."""
    meant = path.with_suffix(".md").name
    message = (
        f"the file is not read, since its name does not end in .md: name it {meant}, or put it "
        "where no articles are"
    )
    return Finding(1, "unread-file", message)


# -- front matter ---------------------------------------------------------------


def front_matter_length(text: str) -> int:
    """Return the number of lines of the front matter of *text*, with the two lines around it."""
    if not text.startswith("---"):
        return 0
    lines = text.split("\n")
    ends = [number for number, line in enumerate(lines) if line.rstrip() == "---"][:2]
    return ends[1] + 1 if len(ends) == 2 and ends[0] == 0 else 0


def divided(text: str, length: int) -> tuple[str, str]:
    """Return the first *length* lines of *text*, and the rest."""
    at = 0
    for _ in range(length):
        at = text.find("\n", at) + 1
        if not at:
            return text, ""
    return text[:at], text[at:]


def page_head(text: str, docname: str) -> tuple[str, tuple[Finding, ...], int]:
    """Return what Sphinx may see of a page's front matter, what is wrong with it, its length.

    *docname* is the document's name; one that lies where only articles do is no page.
    A page that is no article says little of itself; MyST would take settings of its own
    syntax from here, and what goes into the head of the page.
    """
    length = front_matter_length(text)
    if docname.count("/") > 1 and not docname.endswith("/index"):
        message = "the file is not in a year's folder: an article belongs in articles/<year>/"
        return "\n" * length, (Finding(1, "wrong-volume", message),), length
    if not length:
        return "", (), 0
    block = "\n".join(text.split("\n")[1 : length - 1])
    data, lines, findings = yaml_block.load(block, 2)
    told = list(findings)
    kept = []
    for name, value in (data or {}).items():
        if name not in PAGE_FIELDS:
            meant = nearest(name, PAGE_FIELDS, 1)
            advice = f"did you mean {meant[0]}?" if meant else "delete it"
            message = f"{name} is no field of a page: {advice}"
            told.append(Finding(lines.get((name,), 1), "unknown-field", message))
        else:
            shown = getattr(value, "text", value)
            if isinstance(shown, str) and shown.isalnum():
                kept.append(f"{name}: {shown}")
            else:
                message = f"{name} will not do: write `{name}: true` or a number"
                told.append(Finding(lines.get((name,), 1), "bad-value", message))
    if not kept:
        return "\n" * length, tuple(told), length
    head = ["---", *kept, "---"]
    # As many lines as before: each field takes one at least.
    return "\n".join(head) + "\n" * (length - len(head) + 1), tuple(told), length


def same_address(first: str, second: str, address: str) -> str:
    """Return what to say of two names of topics or authors that have one page."""
    return f"{first!r} and {second!r} would share the page {address}: write one of them everywhere"
