"""A built site: its files, compared with a clean build, and what its sitemap says."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from tests.publication import Publication

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}"/>'

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)

CORRECTIONS = """corrections:
  - date: 2025-03-02
    kind: correction
    text: The year was <wrong>.
  - date: 2025-03-04
    kind: retraction
    text: All of it was.
"""

BASE = "https://press.test/review/"

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas/sitemap.xsd"))

MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file of a built site but Sphinx's note to itself."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".buildinfo"
    }


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return the names of files that are missing on a side or differ."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def assert_clean(publication: Publication) -> None:
    """Build from nothing elsewhere, and compare."""
    publication.build(out="_clean")
    one, other = (tree(publication.folder / out / "html") for out in ("_build", "_clean"))
    assert differences(one, other) == []


def places(folder: Path, name: str = "sitemap.xml") -> dict[str, str]:
    """Return the day of every page in a sitemap, "" for none; the file is valid."""
    root = etree.parse(folder / name).getroot()
    assert SCHEMA.validate(root), SCHEMA.error_log
    return {
        str(url.findtext("s:loc", namespaces=MAP)): str(
            url.findtext("s:lastmod", "", namespaces=MAP)
        )
        for url in root
    }
