"""Settings of Sphinx and of the extensions that press works with: what their values may be.

Each is registered with types, and those are taken from there, so a setting that a new version
adds is checked without a word here.  What the types leave out (what a list holds, which texts
are an address) stands in :data:`_SHAPES`.  A list holds texts and a dictionary has texts as
keys, unless that table says otherwise.

``press check`` does not load Sphinx with all its builders: the registered types are kept in
``sphinx_settings.json``, which ``python -m press settings`` writes.
"""

from __future__ import annotations

import codecs
import json
import re
import sys
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from press.settings import press_values as values
from press.settings import shapes
from press.settings.shapes import (
    DICT,
    FLAG,
    NUMBER,
    TEXT,
    TEXT_DICT,
    TEXT_KEYS,
    TEXTS,
    TEXTS_DICT,
    Shape,
    either,
    rows,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from press.settings.press_values import Asked, Reader

#: The kept register, by the names of settings.
REGISTER = Path(__file__).with_name("sphinx_settings.json")


class Registered(NamedTuple):
    """What a setting is registered with: the names of *types*, or *choices*; neither: anything."""

    types: tuple[str, ...] = ()
    choices: tuple[Any, ...] = ()


def registered(default: Any, types: Any, choices: Collection[Any] = ()) -> Registered:
    """Return what a setting's *default* and its registered *types* allow."""
    if choices:
        return Registered(choices=tuple(sorted(choices, key=repr)))
    names = {getattr(each, "__name__", str(each)) for each in types or ()}
    if "Any" in names:
        names = set()
    if default is None and not names:
        return Registered()
    if not callable(default):
        names.add(type(default).__name__)
    return Registered(tuple(sorted(names)))


@cache
def kept_register() -> Mapping[str, Registered]:
    """Return the register that is kept, of the versions that press was made with."""
    kept = json.loads(REGISTER.read_text("utf-8"))
    return {
        name: Registered(tuple(entry.get("types", ())), tuple(entry.get("choices", ())))
        for name, entry in kept.items()
    }


def as_json(register: Mapping[str, Registered]) -> str:
    """Return a register as the kept file has it, a setting a line."""
    lines = (
        f"{json.dumps(name)}: "
        + json.dumps({key: value for key, value in entry._asdict().items() if value})
        for name, entry in sorted(register.items())
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"


def shape_of(name: str, entry: Registered) -> Shape | None:
    """Return the shape of a setting's values, None where they may be anything."""
    if name in _SHAPES:
        return _SHAPES[name]
    if entry.choices:
        return shapes.one_of(entry.choices)
    fitting = [_TYPES[each] for each in entry.types if each in _TYPES]
    if not entry.types or len(fitting) < len(entry.types):
        return None  # a type that is the extension's own
    return either(*dict.fromkeys(fitting))


def reader_of(name: str) -> Reader:
    """Return what reads a value that has the setting's shape."""
    return _READERS.get(name, values.as_it_is)


_NONE = Shape("None", lambda value: value is None, (type(None),))
_REAL = Shape(
    "a number", lambda value: isinstance(value, int | float) and not isinstance(value, bool)
)

_TYPES = {
    "NoneType": _NONE,
    "bool": FLAG,
    "dict": TEXT_KEYS,
    "float": _REAL,
    "frozenset": TEXTS,
    "int": NUMBER,
    "list": TEXTS,
    "set": TEXTS,
    "str": TEXT,
    "tuple": TEXTS,
}


# -- what the types leave out -----------------------------------------------------


def _texts_row(*lengths: int) -> Any:
    return lambda row: isinstance(row, list | tuple) and len(row) in lengths and TEXTS.fits(row)


def _is_asset(item: object) -> bool:
    if isinstance(item, list | tuple):
        return len(item) == 2 and TEXT.fits(item[0]) and TEXT_KEYS.fits(item[1])
    return TEXT.fits(item)


def _is_document(item: object) -> bool:
    return isinstance(item, list | tuple) and len(item) >= 5 and TEXTS.fits(item[:5])


def _is_manual_page(item: object) -> bool:
    return isinstance(item, list | tuple) and len(item) == 5 and all(map(TEXT.fits, item[:3]))


_ASSETS = rows('a list of files, ["one.css"]', _is_asset)
_TEXT_OR_TEXTS = either(TEXT, TEXTS)
_PAGES = rows('a list of files with their titles, [("file.xhtml", "Title")]', _texts_row(2))
_PAIRS = rows('a list of pairs of texts, [("…", "…")]', _texts_row(2))


def _said(words: str, shape: Shape) -> Shape:
    """Return a shape in words of the setting's own."""
    return replace(shape, words=words)


_SHAPES: Mapping[str, Shape] = {
    "bibtex_bibfiles": _said('a list of files, ["references.bib"]', TEXTS),
    "copyright": _TEXT_OR_TEXTS,
    "epub_cover": either(
        Shape("()", lambda value: value in ((), [])),
        Shape('a picture and a template, ("_static/cover.png", "epub-cover.html")', _texts_row(2)),
    ),
    "epub_css_files": _ASSETS,
    "epub_guide": rows('a list of rows, [("cover", "cover.xhtml", "Cover")]', _texts_row(3)),
    "epub_post_files": _PAGES,
    "epub_pre_files": _PAGES,
    "exclude_patterns": TEXTS,
    "extensions": _said('a list of names, ["myst_parser", "sphinxcontrib.bibtex", "press"]', TEXTS),
    "html_baseurl": _said('an address, "https://www.example.org/"', TEXT),
    "html_theme": _said('a name, "press"', TEXT),
    "highlight_options": TEXT_KEYS,
    "html_additional_pages": TEXT_DICT,
    "html_css_files": _ASSETS,
    "html_domain_indices": either(FLAG, TEXTS),
    "html_js_files": _ASSETS,
    "html_last_updated_fmt": either(TEXT, _NONE),
    "html_sidebars": TEXTS_DICT,
    "include_patterns": TEXTS,
    "language": _said('the code of a language, "en" or "ar"', TEXT),
    "latex_documents": rows(
        'a list of rows, [("index", "book.tex", "Title", "Author", "manual")]', _is_document
    ),
    "latex_domain_indices": either(FLAG, TEXTS),
    "latex_elements": TEXT_DICT,
    "linkcheck_allowed_redirects": TEXT_DICT,
    "linkcheck_auth": rows("a list of rows", lambda row: isinstance(row, list | tuple)),
    "linkcheck_request_headers": DICT,
    "locale_dirs": TEXTS,
    "man_pages": rows("a list of rows of five", _is_manual_page),
    "myst_disable_syntax": TEXTS,
    "myst_heading_slug_func": either(_NONE, TEXT, Shape("a function", callable)),
    "myst_html_meta": TEXT_DICT,
    "myst_ref_domains": either(_NONE, TEXTS),
    "myst_url_schemes": either(TEXTS, TEXT_KEYS),
    "needs_extensions": TEXT_DICT,
    "nitpick_ignore": _PAIRS,
    "nitpick_ignore_regex": _PAIRS,
    "numfig_format": TEXT_DICT,
    "primary_domain": either(TEXT, _NONE),
    "project_copyright": _TEXT_OR_TEXTS,
    "rsvg_converter_args": TEXTS,
    "setup": Shape("a function", callable),
    "smartquotes_excludes": TEXTS_DICT,
    "source_suffix": either(
        _said('a dictionary of texts, {".md": "markdown"}', TEXT_DICT),
        TEXT,
        _said('a list of texts, [".md"]', TEXTS),
    ),
    "texinfo_documents": rows("a list of rows", lambda row: isinstance(row, list | tuple)),
    "texinfo_elements": TEXT_DICT,
}

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
# What ends a file's name may have: a dot, letters and digits.
_SUFFIX = re.compile(r"(?:\.\w+)+")


def _language(value: str, asked: Asked) -> str | None:
    if _LANGUAGE.fullmatch(value):
        return value
    asked.tell(f'{asked.name} is {shapes.shown(value)}: write the code of a language, "en" or "ar"')
    return None


def _named(value: str, asked: Asked) -> str | None:
    """Return a name that a title page shows."""
    if value.strip():
        return value
    asked.tell(f"{asked.name} is empty: write a name in quotes")
    return None


def _document(value: str, asked: Asked) -> str | None:
    """Return the name of a document of the sources, without its suffix."""
    if value and all(part not in {"", ".", ".."} for part in value.split("/")):
        return value
    asked.tell(f'{asked.name} is {shapes.shown(value)}: write the name of a page, "index"')
    return None


def _suffix(value: str | None, asked: Asked) -> str | None:
    """Return the end of the names of a page's files."""
    if not value or _SUFFIX.fullmatch(value):
        return value
    asked.tell(f'{asked.name} is {shapes.shown(value)}: write a suffix, ".html"')
    return None


def _files(value: Any, asked: Asked) -> Any:
    """Return names of files that can stand in a page's head as they are."""
    for name in shapes.texts_in(value):
        if re.search(r'["<>\\]', name):
            asked.tell(f'{asked.name} is {shapes.shown(name)}: write the name of a file, "own.css"')
            return None
    return value


def _kinds(value: Any, asked: Asked) -> dict[str, str] | None:
    """Return the kinds of source files by their suffixes; ``.md`` alone is Markdown."""
    if not isinstance(value, dict):
        suffixes = [value] if isinstance(value, str) else sorted(value)
        value = {each: "markdown" if each == ".md" else "restructuredtext" for each in suffixes}
    for suffix, kind in value.items():
        if not _SUFFIX.fullmatch(suffix):
            asked.tell(f'source_suffix has {shapes.shown(suffix)}: write a suffix, ".md"', suffix)
            return None
        # Another extension may know another kind.
        if kind not in {"markdown", "restructuredtext"} and not _more_extensions(asked):
            what = f"{shapes.shown(suffix)}: {shapes.shown(kind)}"
            asked.tell(f'source_suffix has {what}: write {{".md": "markdown"}}', suffix)
            return None
    return dict(value)


def _file_name(value: str, asked: Asked) -> str | None:
    """Return the name of a file, which is no path."""
    if value and "/" not in value and "\\" not in value and not value.startswith("."):
        return value
    asked.tell(f'{asked.name} is {shapes.shown(value)}: write the name of a file, "the-book"')
    return None


def _extensions(value: list[str], asked: Asked) -> list[str] | None:
    """Return the names of extensions, all of which are installed."""
    missing = [name for name in value if not _is_installed(name)]
    for name in missing:
        asked.tell(
            f"extensions names {shapes.shown(name)}, which is not installed: "
            "install it, or delete the name"
        )
    if not missing and "press" not in value:
        asked.tell('extensions does not name "press": add it')
    return None if missing else value


def _is_installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except Exception:  # noqa: BLE001 (looking for a.b loads a, which may do anything)
        return False


def _theme(value: str, asked: Asked) -> str | None:
    """Return the name of a theme that there is."""
    if (
        value in {"press", "furo", "alabaster", "basic", "epub"}
        or asked.settings.get("html_theme_path")
        or (value.isidentifier() and _is_installed(value))
        or any(each.name == value for each in entry_points(group="sphinx.html_themes"))
    ):
        return value
    usual = "epub" if asked.name.startswith("epub") else "press"
    what = shapes.shown(value)
    asked.tell(f'{asked.name} is {what}, which is not installed: write "{usual}"')
    return None


def _patterns(value: Any, asked: Asked) -> Any:
    """Return regular expressions, all of which can be read."""
    for pattern in shapes.texts_in(value):
        try:
            re.compile(pattern)
        except (re.error, RecursionError, OverflowError) as error:
            asked.tell(
                f"{asked.name}: {shapes.shown(pattern)} is no regular expression ({error}): "
                "write a backslash before a character that stands for itself"
            )
            return None
    return value


def _utf_8(value: str, asked: Asked) -> str | None:
    """Return the encoding of the sources, which is UTF-8 with or without a mark."""
    if value.lower() in {"utf-8", "utf-8-sig", "utf8"}:
        return value
    asked.tell(f'{asked.name} is {shapes.shown(value)}: write "utf-8-sig", and save files as UTF-8')
    return None


def _encoding(value: str, asked: Asked) -> str | None:
    """Return the name of an encoding that Python knows."""
    try:
        "".encode(codecs.lookup(value).name)
    except (LookupError, ValueError):
        asked.tell(f'{asked.name} is {shapes.shown(value)}: write "utf-8-sig"')
        return None
    return value


def _no_html_4(value: bool, asked: Asked) -> bool | None:
    if value:
        asked.tell("html4_writer is True, and Sphinx writes HTML 5 only: delete it")
        return None
    return value


def _citation_style(value: str, asked: Asked) -> str | None:
    """Return the name of a style of citations that sphinxcontrib-bibtex knows."""
    group = "sphinxcontrib.bibtex.style.referencing"
    names = {each.name for each in entry_points(group=group)}
    # What conf.py has registered itself; only whoever registers one has loaded this.
    loaded = sys.modules.get("sphinxcontrib.bibtex.plugin")
    names.update(getattr(loaded, "_runtime_plugins", {}).get(group, ()))
    if value in names:
        return value
    asked.tell(f'{asked.name} is {shapes.shown(value)}, which is no style: write "author_year"')
    return None


def _math_renderer(value: str | None, asked: Asked) -> str | None:
    """Return the name of what sets formulas, where no other extension may bring one."""
    if value in {None, "mathml", "mathjax"} or _more_extensions(asked):
        return value
    asked.tell(f"{asked.name} is {shapes.shown(value)}, which is not there: delete it")
    return None


def _highlighting(value: str | None, asked: Asked) -> str | None:
    """Return the name of a style of Pygments, or of a class that is one."""
    if not value or value in {"none", "sphinx", "pyramid"}:
        return value
    if "." in value:
        known = _is_installed(value.rpartition(".")[0])
    else:
        known = value in import_module("pygments.styles").STYLE_MAP or any(
            each.name == value for each in entry_points(group="pygments.styles")
        )
    if known:
        return value
    asked.tell(f'{asked.name} is {shapes.shown(value)}, which is no style: write "default"')
    return None


def _class(value: str | None, asked: Asked) -> str | None:
    """Return the name of a class in a module that is installed."""
    if not value or _is_installed(value.rpartition(".")[0]):
        return value
    asked.tell(f"{asked.name} is {shapes.shown(value)}, which is not installed: delete it")
    return None


def _sphinx_version(value: str | None, asked: Asked) -> str | None:
    """Return the oldest version of Sphinx that will do, where this one will."""
    here = version("sphinx")
    if not value or value <= here:  # as texts: Sphinx compares them so
        return value
    asked.tell(
        f"needs_sphinx is {shapes.shown(value)}, and this is Sphinx {here}: "
        "install a newer one, or write what is enough"
    )
    return None


def _picture(value: str | None, asked: Asked) -> str | None:
    """Return the path or address of a picture; the file is there."""
    if not value or urlsplit(value).scheme in {"http", "https"}:
        return value
    if _is_there(Path(asked.folder, value), Path.is_file):
        return value
    asked.tell(
        f"{asked.name} is {shapes.shown(value)}, which is no file: put it there, or delete it"
    )
    return None


def _is_there(path: Path, ask: Callable[[Path], bool]) -> bool:
    try:
        return ask(path)
    except OSError:  # a name that is longer than a file system takes
        return False


def _folders(value: list[str], asked: Asked) -> list[str]:
    """Return the paths of folders and files that are there."""
    missing = [name for name in value if not _is_there(Path(asked.folder, name), Path.exists)]
    for name in missing:
        asked.tell(
            f"{asked.name} has {shapes.shown(name)}, which is not there: put it there, or delete it"
        )
    return [name for name in value if name not in missing]


def _latex_theme(value: str, asked: Asked) -> str | None:
    """Return the name of a theme for print: Sphinx's own, or one in a folder that is named."""
    if value in {"manual", "howto"} or asked.settings.get("latex_theme_path"):
        return value
    asked.tell(f'{asked.name} is {shapes.shown(value)}, which is not there: write "manual"')
    return None


def _more_extensions(asked: Asked) -> bool:
    known = {"myst_parser", "sphinxcontrib.bibtex", "press"}
    return not known.issuperset(asked.settings.get("extensions", ()))


_READERS: Mapping[str, Reader] = {
    "bibtex_encoding": _encoding,
    "bibtex_foot_reference_style": _citation_style,
    "bibtex_reference_style": _citation_style,
    "epub_basename": _file_name,
    "html4_writer": _no_html_4,
    "html_baseurl": values.site_address,
    "html_file_suffix": _suffix,
    "html_link_suffix": _suffix,
    "html_sourcelink_suffix": _suffix,
    "language": _language,
    "epub_language": _language,
    "epub_theme": _theme,
    "extensions": _extensions,
    "html_static_path": _folders,
    "html_style": _files,
    "html_theme": _theme,
    "html_extra_path": _folders,
    "html_favicon": _picture,
    "html_logo": _picture,
    "html_math_renderer": _math_renderer,
    "html_output_encoding": _utf_8,
    "latex_logo": _picture,
    "latex_theme": _latex_theme,
    "linkcheck_allowed_redirects": _patterns,
    "linkcheck_anchors_ignore": _patterns,
    "linkcheck_anchors_ignore_for_url": _patterns,
    "linkcheck_case_insensitive_urls": _patterns,
    "linkcheck_exclude_documents": _patterns,
    "linkcheck_ignore": _patterns,
    "nitpick_ignore_regex": _patterns,
    "master_doc": _document,
    "needs_sphinx": _sphinx_version,
    "project": _named,
    "pygments_dark_style": _highlighting,
    "pygments_style": _highlighting,
    "root_doc": _document,
    "source_encoding": _utf_8,
    "source_suffix": _kinds,
    "template_bridge": _class,
}
