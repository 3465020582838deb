"""``.readthedocs.yaml``: valid by the published schema, and its commands do what they should."""

from __future__ import annotations

import json
import zipfile
from importlib import resources
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml
from bs4 import BeautifulSoup
from jsonschema import Draft202012Validator

from tests.clones import ROOT, borrow_packages, clone, run, system_packages

pytestmark = pytest.mark.slow

ADDRESS = "https://report.example.org/en/latest/"


def settings() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / ".readthedocs.yaml").read_text("utf-8"))
    return loaded


def test_the_file_fits_the_published_schema() -> None:
    vendored = resources.files("check_jsonschema") / "builtin_schemas/vendor/readthedocs.json"
    schema = json.loads(vendored.read_text("utf-8"))
    assert schema["additionalProperties"] is False  # so an unknown key is an error
    faults = [error.message for error in Draft202012Validator(schema).iter_errors(settings())]
    assert not faults


def test_its_system_packages_are_those_of_the_one_list() -> None:
    groups = system_packages()
    assert settings()["build"]["apt_packages"] == groups["environment"] + groups["print"]


def test_every_format_has_its_own_commands() -> None:
    """Read the Docs falls back to commands of its own for a format that has none."""
    assert "sphinx" not in settings()
    assert {"html", *settings()["formats"]} == set(settings()["build"]["jobs"]["build"])


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the jobs leave, run in their order in a clean clone, as Read the Docs runs them.

    It lays a clone, then gives each command a shell of its own and stops at the first that fails:
    https://docs.readthedocs.com/platform/stable/build-customization.html
    """
    folder = clone(tmp_path_factory.mktemp("checkout"))
    borrow_packages(folder)
    outputs = folder / "_readthedocs"
    jobs = settings()["build"]["jobs"]
    formats = ["html", "pdf", "epub"]
    for command in [*jobs["install"], *(c for name in formats for c in jobs["build"][name])]:
        result = run(
            folder,
            "bash",
            "-c",
            command,
            READTHEDOCS="True",
            READTHEDOCS_OUTPUT=str(outputs),
            READTHEDOCS_CANONICAL_URL=ADDRESS,
            SPHINXOPTS="",
        )
        assert result.returncode == 0, f"{command}\n{result.stdout}{result.stderr}"
        if "make latexpdf" in command or "make epub" in command:
            assert "0 added, 0 changed, 0 removed" in result.stdout, "the articles were read again"
    return outputs


def test_the_site_names_the_address_that_read_the_docs_gives_it(output: Path) -> None:
    page = BeautifulSoup((output / "html" / "index.html").read_bytes(), "html.parser")
    links = [str(link["href"]) for link in page.find_all("link", rel="canonical")]
    assert len(links) == 1
    assert links[0].startswith(ADDRESS)


def test_its_add_ons_are_not_forbidden(output: Path) -> None:
    """They compile code in the browser, which no policy here would allow."""
    page = BeautifulSoup((output / "html" / "index.html").read_bytes(), "html.parser")
    assert not page.find_all("meta", {"http-equiv": "Content-Security-Policy"})


def test_there_is_exactly_one_pdf(output: Path) -> None:
    (file,) = (output / "pdf").iterdir()
    assert file.suffix == ".pdf"
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) > 1


def test_there_is_exactly_one_e_book(output: Path) -> None:
    (file,) = (output / "epub").iterdir()
    assert file.suffix == ".epub"
    with zipfile.ZipFile(file) as book:
        assert book.read("mimetype") == b"application/epub+zip"
