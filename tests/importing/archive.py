"""The exports of tests/importing/exports as files to import, and a publication to import into."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from tests.publication import CONF, INDEX, WORKS

EXPORTS = Path(__file__).with_name("exports")
SINGLE = (
    "semantic.html soup.html word.html gutenberg.xml classic.xml arabic.xml"
    " ghost-cards.json ghost-lexical.json ghost-old.json plain.txt folder"
).split()
ZIPPED = ("substack-notes", "substack-pictures", "substack-hard")


def exports(folder: Path) -> list[Path]:
    """Copy the exports into *folder*, zip those of Substack, and return the others."""
    shutil.copytree(EXPORTS, folder, dirs_exist_ok=True)
    paths = [folder / name for name in SINGLE]
    for name in ZIPPED:
        path = folder / f"{name}.zip"
        with zipfile.ZipFile(path, "w") as file:
            for member in sorted((EXPORTS / name).rglob("*")):
                if member.is_file():
                    info = zipfile.ZipInfo(member.relative_to(EXPORTS / name).as_posix())
                    file.writestr(info, member.read_bytes())
            if name == "substack-hard":
                file.writestr(zipfile.ZipInfo("../../outside.html"), "<p>Out of the folder.</p>")
    return paths


def letters(folder: Path) -> list[Path]:
    """Return Substack's exports, which name no sections."""
    return [folder / f"{name}.zip" for name in ZIPPED]


def publication(folder: Path, bibliography: str = "") -> Path:
    """Make an empty publication."""
    folder.mkdir(parents=True, exist_ok=True)
    conf = CONF.replace('"opinion": "Opinion"', '"opinion": "Opinion", "economy": "Economy"')
    conf = conf.replace("Tiny Review", "The Test Courier")
    (folder / "articles").mkdir()
    (folder / "conf.py").write_text(conf, encoding="utf-8")
    (folder / "index.md").write_text(INDEX, encoding="utf-8")
    (folder / "articles" / "works.md").write_text(WORKS, encoding="utf-8")
    (folder / "references.bib").write_text(bibliography, encoding="utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
