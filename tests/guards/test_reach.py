"""What an article may reach: the build and ``press check`` refuse the same, in every format."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from press.checks.checks import check
from tests import golden_files
from tests.publication import Publication

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp

OUTSIDE = "WHAT-LIES-OUTSIDE"
FORMATS = ("html", "epub", "latex", "offprints")
WARNING = re.compile(
    r"(?P<path>[^:\n]+):(?P<line>\d+): WARNING: (?P<message>.+) \[press\.(?P<code>[\w-]+)\]"
)

Found = set[tuple[str, int, str, str]]


def told(publication: Publication) -> Found:
    """What the last build warned of; unknown works have tests, and words, of their own."""
    text = publication.warnings.replace(f"{publication.folder}/", "")
    return {
        (match["path"], int(match["line"]), match["code"], match["message"])
        for match in WARNING.finditer(text)
        if match["code"] != "unknown-key"
    }


def lines(found: Found) -> str:
    return "".join(f"\n{':'.join(map(str, it))}" for it in sorted(found))


def checked(publication: Publication) -> Found:
    return {
        (path.relative_to(publication.folder).as_posix(), found.line, found.code, found.message)
        for path, found in check(publication.folder)
        if not found.note and found.code != "unknown-key"
    }


def published(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield everything that readers get, what lies in e-books too."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "doctrees" not in path.parts:
            name = path.relative_to(folder).as_posix()
            yield name, path.read_bytes()
            if path.suffix == ".epub":
                with ZipFile(path) as book:
                    for member in book.namelist():
                        yield f"{name}/{member}", book.read(member)


@pytest.fixture
def hostile(tmp_path: Path, make_app: Callable[..., SphinxTestApp]) -> Publication:
    """The golden article of what is refused, and links that lead out of the tree."""
    secret = tmp_path / "secret.txt"
    secret.write_text(f"{OUTSIDE}\n")
    publication = Publication(tmp_path / "publication", make_app)
    golden = golden_files.FOLDER / "articles"
    for name in (
        "2025-05-09-reach.md",
        "2025-05-10-deep.md",
        "page.html",
        "part.txt",
        "unread.rst",
    ):
        publication.write(f"articles/2025/{name}", (golden / "2025" / name).read_text("utf-8"))
    publication.write("articles/about.md", (golden / "about.md").read_text("utf-8"))
    shutil.copytree(golden / "2025" / "img", publication.folder / "articles/2025/img")
    (publication.folder / ".git").mkdir()
    publication.write(".git/config", OUTSIDE)
    for name in ("linked.png", "linked.txt"):
        (publication.folder / "articles/2025" / name).symlink_to(secret)
    (publication.folder / "articles/2025/img/folder").symlink_to(tmp_path)
    (publication.folder / "articles/2025/2025-01-04-linked.md").symlink_to(secret)
    os.mkfifo(publication.folder / "articles/2025/pipe.png")
    publication.article(
        "2025-01-01-paths",
        f"""[a](../../.git/config) [b](/.git/config) ![c](linked.png) ![d](img/folder/secret.txt)
[e]({os.path.relpath(secret, publication.folder / "articles/2025")}) [f](linked.txt)
![g](pipe.png) ![h](%2e%2e/%2e%2e/conf.py)
{{download}}`linked.txt` [i](../../references.bib)

```{{literalinclude}} linked.txt
```

```{{include}} img/folder/secret.txt
```

```{{csv-table}} T
:file: linked.txt
```

```{{csv-table}} T
:url: file://{secret}
```

```{{literalinclude}} img/sound.svg
:diff: linked.txt
```

```{{figure}} img/sound.svg
:target: javascript:alert(1)

A caption.
```

[data](data:text/html;base64,PHNjcmlwdD4=) [file](file:///etc/passwd) <vbscript:x>
""",
        section="opinion",
    )
    return publication


def test_every_format_refuses_what_the_checks_refuse(hostile: Publication) -> None:
    expected = checked(hostile)
    codes = {code for _path, _line, code, _message in expected}
    assert codes >= {
        "alias", "bad-image", "bad-link", "bad-path", "control-character", "forbidden-directive",
        "forbidden-file", "included-twice", "invisible-text", "linked-file", "missing-article",
        "missing-file", "outside-sources", "raw-markup", "too-deep", "too-long", "too-many",
        "unclosed-direction", "unknown-field", "unread-file",
    }  # fmt: skip
    for builder in FORMATS:
        hostile.build(builder, settings={"html_baseurl": "https://press.test/"})
        more, less = told(hostile) - expected, expected - told(hostile)
        assert more | less == set(), f"{builder}: {lines(more)}\n-- the checks alone:{lines(less)}"
        assert not re.sub(WARNING, "", hostile.warnings).strip().replace(f"{hostile.folder}/", "")
    for name, content in published(hostile.folder / "_build"):
        assert OUTSIDE.encode() not in content, name
        assert b"extensions = [" not in content, name
        assert not re.search(rb"""["']\s*(?:javascript|vbscript|data:text|file):""", content), name
        assert b"<script>1" not in content, name


def test_a_refused_target_leaves_its_words(hostile: Publication) -> None:
    hostile.article(
        "2025-01-01-paths", "See [the words](../../conf.py) ![a map](img/text.png) here."
    )
    hostile.build()
    article = hostile.page("articles/2025/2025-01-01-paths").select_one("article")
    assert article is not None
    assert "See the words a map here." in " ".join(article.text.split())
    assert not article.select("p > a[href*=conf], img")


def test_what_is_mended_is_seen(publication: Publication) -> None:
    name = publication.article("2025-01-01-one", "[a](data.csv) ![b](a.svg)")
    path = publication.write("articles/2025/a.svg", "")
    publication.build()
    assert {code for *_, code, _ in told(publication)} == {"missing-file", "bad-image"}
    publication.write("articles/2025/data.csv", "a,b\n")
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    publication.build()
    assert publication.warnings == ""
    assert len(publication.page(name).select("article a[download], article img")) == 2


def test_what_belongs_to_an_article_stays(publication: Publication) -> None:
    """Ordinary links, pictures, downloads, tables and included parts: no word of warning."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>x</title></svg>'
    publication.write("articles/2025/img/a b.svg", svg)
    publication.write("articles/2025/img/خريطة.svg", svg)
    publication.write("articles/2025/data/numbers.csv", "a,b\n1,2\n")
    publication.write("articles/2025/part.txt", "A part with [two](2025-01-02-two.md).\n")
    publication.article("2025-01-02-two", "Text.")
    name = publication.article(
        "2025-01-01-one",
        """[mail](mailto:a@example.org) [phone](tel:+123) [page](https://example.org/?a=b#c)
[two](2025-01-02-two.md) [numbers](data/numbers.csv) {download}`data/numbers.csv` [top](#top)
![a](<img/a b.svg>) ![b](img/خريطة.svg)

(top)=
```{include} part.txt
```

```{csv-table} Numbers
:file: data/numbers.csv
:header-rows: 1
```

```{literalinclude} data/numbers.csv
```

```{image} img/خريطة.svg
:target: 2025-01-02-two.md
```

```{image} img/خريطة.svg
:target: data/numbers.csv
```
""",
    )
    assert not checked(publication)
    publication.build()
    assert publication.warnings == ""
    page = publication.page(name)
    assert len(page.select("article img")) == 4, page.select_one("article")
    assert len(page.select('article a[href="2025-01-02-two.html"]')) >= 3
    publication.build("latex")
    assert publication.warnings == ""


def test_a_publication_without_a_first_page(publication: Publication) -> None:
    publication.article("2025-01-01-one", "Text.")
    (publication.folder / "index.md").unlink()
    with pytest.raises(SystemExit):
        publication.build()
    assert ("index.md", 1, "missing-index") in {found[:3] for found in checked(publication)}


def test_every_format_shows_every_kind_of_picture(publication: Publication) -> None:
    from PIL import Image

    folder = publication.folder / "articles/2025"
    name = publication.article("2025-01-01-one", "![a](a.gif) ![b](a.webp) ![c](a.jpg) ![d](a.png)")
    for kind, suffix in (("GIF", "gif"), ("WEBP", "webp"), ("JPEG", "jpg"), ("PNG", "png")):
        Image.new("RGB", (20, 10), "navy").save(folder / f"a.{suffix}", kind)
    publication.build()
    assert len(publication.page(name).select("article img")) == 4
    publication.build("latex")
    assert publication.warnings == ""
    (tex,) = (publication.folder / "_build/latex").glob("*.tex")
    shown = re.findall(r"includegraphics\{\{(.+?)\}\.(\w+)\}", tex.read_text("utf-8"))
    assert {suffix for _name, suffix in shown} == {"png", "jpg"}
    for stem, suffix in shown:
        assert (tex.parent / f"{stem}.{suffix}").is_file()
