"""No setting's value, however wrong, ends a build or a check: each fault is one line, the same in both."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.testing.util import SphinxTestApp
from sphinx.util.console import nocolor

from press.settings import conf_file, settings_page
from press.settings.conf_file import BEFORE_EXTENSIONS
from press.settings.sphinx_config import register_of
from press.settings.sphinx_settings import REGISTER, kept_register, shape_of
from press.settings.table import SETTINGS
from tests.publication import CONF

PRESS = [setting.name for setting in SETTINGS]
OTHERS = sorted(kept_register())
_TABLE = {setting.name: setting for setting in SETTINGS}

HTML = "<script>CANARY()</script>\"onx=CANARY'"
WRONG: list[object] = [
    None, 7, -1, 2.5, True, "", HTML, "مجلة الأخبار", "Türkçe İstanbul", "a\0b", "x\u2028y",
    [], ["a", 1], [None], [["a"]], [HTML], ("a", "b"), {}, {"a": 1}, {1: "a"}, {"x": None},
    {"a": {"b": []}}, {"الاقتصاد": "Ekonomi"}, set(), {"z"}, b"bytes", object, len, Path("x"),
]  # fmt: skip


# A file or an extension that is not there; what the makers of other formats' help are set to.
_SPHINX_SAYS = re.compile(
    r"WARNING: (primary_domain"
    r"|Unknown (theme option|configure key)|The .* extension is required by needs_extensions"
    r"|The config value `(applehelp|devhelp|htmlhelp|qthelp)_)"
)


class Building:
    """An application whose settings are taken again and again, without a build."""

    def __init__(self, app: Sphinx, folder: Path, warnings: io.StringIO) -> None:
        self.app, self.conf, self._warnings = app, folder / "conf.py", warnings
        self._options = dict(app.config.values)

    def take(self, text: str, **given: Any) -> tuple[Config, list[str]]:
        """Take a ``conf.py`` with *text*, and what is *given* besides; return what was told."""
        self.conf.write_text(text, encoding="utf-8")
        self._warnings.seek(0)
        self._warnings.truncate()
        namespace: dict[str, Any] = {}
        exec(text, namespace)  # noqa: S102 (as Sphinx does)
        config = Config({**namespace, **given}, {})
        config._options = dict(self._options)
        self.app.config = config
        self.app.events.emit("config-inited", config)
        return config, self._warnings.getvalue().splitlines()

    def told(self, lines: list[str]) -> list[str]:
        """Return the lines as ``press check`` prints them; Sphinx's own are of sound types."""
        start = f"{self.conf}:"
        own = [line for line in lines if not line.startswith(start)]
        assert all(_SPHINX_SAYS.match(line) for line in own), own
        return [
            line.removeprefix(start).replace("WARNING: ", "") for line in lines if line not in own
        ]

    def checked(self) -> list[str]:
        """Return what the check says of the same file."""
        _, found = conf_file.read(self.conf)
        return [f"{each.line}: {each.message} [press.{each.code}]" for each in found]


@pytest.fixture(scope="module")
def building(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Building]:
    nocolor()
    folder = tmp_path_factory.mktemp("settings")
    (folder / "conf.py").write_text(CONF, encoding="utf-8")
    warnings = io.StringIO()
    app = SphinxTestApp("html", srcdir=folder, warning=warnings)
    yield Building(app, folder, warnings)
    app.cleanup()


@pytest.mark.parametrize("value", WRONG, ids=repr)
def test_a_wrong_value_is_one_line_in_the_build_and_in_the_check(
    building: Building, value: object
) -> None:
    """Every setting that there is has the value, each on a line of its own."""
    written = getattr(
        value, "__name__", repr(value).replace("PosixPath", "__import__('pathlib').Path")
    )
    names = [*PRESS, *OTHERS, "extensions"]
    lines = {CONF.count("\n") + number: name for number, name in enumerate(names, 1)}
    config, found = building.take(CONF + "".join(f"{name} = {written}\n" for name in names))
    told = building.told(found)
    assert told == building.checked()
    wrong: dict[str, list[str]] = {}
    for each in told:
        line, _, message = each.partition(": ")
        assert re.match(rf"{lines[int(line)]}\b", message), message
        assert re.search(r": (write|add|delete|name|compare|it may have|install|put)\b", message), (
            message
        )
        assert len(message) < 420
        assert message.isprintable()
        wrong.setdefault(lines[int(line)], []).append(message)
    # What security.txt lacks is told at once.
    several = {"press_security", "extensions", "html_static_path", "html_extra_path"}
    assert all(len(messages) <= 1 for name, messages in wrong.items() if name not in several)
    for name in names:
        if name == "extensions":
            continue
        shape = _TABLE[name].shape if name in _TABLE else shape_of(name, kept_register()[name])
        taken = config[name]
        if name in wrong:
            assert taken is not value, name
        elif shape is not None:
            assert shape.fits(value) or isinstance(value, set | tuple), name
        default = config.values[name].default
        default = default(config) if callable(default) else default
        assert (
            shape is None
            or shape.fits(taken)
            or taken == default
            or name in {"html_theme", "linkcheck_allowed_redirects"}
        ), name


@pytest.mark.parametrize("name", PRESS)
def test_the_table_takes_its_own_defaults_and_examples(building: Building, name: str) -> None:
    setting = next(each for each in SETTINGS if each.name == name)
    sections = 'press_sections = {"economy": "Economy", "opinion": "Opinion"}\n'
    config, lines = building.take(f"{CONF}\n{sections}{name} = {setting.default!r}\n")
    assert (config[name], lines) == (setting.default, []) or name == "press_sections"
    config, lines = building.take(f"{CONF}\n{sections}{setting.example}\n")
    namespace: dict[str, Any] = {}
    exec(setting.example, namespace)  # noqa: S102 (it is Python)
    assert (config[name], lines) == (namespace[name], [])


GOOD: Mapping[str, tuple[Any, ...]] = {
    "project": ("تقرير العالم الإسلامي", "İstanbul Günlüğü", "A <b>bold</b> & plain name"),
    "author": ("آمنة خالد", "Şule Çağlar"),
    "copyright": ("2025, آمنة", ["2025, A", "2026, B"]),
    "language": ("ar", "tr", "ur", "fa", "id", "en_GB", "pt-BR", "zh_Hans_CN"),
    "html_title": ("مجلة", "Türkçe", ""),
    "html_baseurl": ("", "https://example.org", "https://example.org/a/", "http://مثال.إختبار/"),
    "extensions": (["myst_parser", "sphinxcontrib.bibtex", "press"],),
    "source_suffix": (".md", [".md"], {".md": "markdown"}, {".md": "markdown", ".rst": "restructuredtext"}),
    "bibtex_bibfiles": ([], ["مراجع.bib"], ("a.bib",)),
    "myst_enable_extensions": (["dollarmath"], {"dollarmath"}, ("colon_fence",)),
    "html_css_files": (["a.css", ("b.css", {"media": "print"})],),
    "html_static_path": ([], ()),
    "html_last_updated_fmt": (None, "%Y"),
    "html_domain_indices": (False, True, ["py-modindex"]),
    "html_theme": ("press", "furo", "alabaster"),
    "latex_elements": ({}, {"preamble": "\\newcommand{\\x}{y}\n"}),
    "epub_show_urls": ("no", "footnote"),
    "exclude_patterns": (["_build"], ("_build", "drafts/**")),
    "primary_domain": (None, "py"),
    "pygments_style": (None, "default", "sphinx", "friendly"),
    "bibtex_reference_style": ("author_year", "label"),
    "needs_sphinx": (None, "7.0"),
    "linkcheck_ignore": ([r"https://a\.test/.*"],),
    "numfig": (True, False, 1),
    "latex_engine": ("lualatex", "xelatex"),
    "press_sections": ({"الاقتصاد": "الاقتصاد"}, {"görüş": "Görüş"}),
    "press_publisher": (
        {},
        {"name": "دار النشر", "email": "masa@örnek.com", "url": "https://örnek.com/ş"},
    ),
    "press_licence": ({}, {"name": "كل الحقوق محفوظة"}, {"name": "CC", "url": "https://c.org/a?b=c"}),
    "press_isbn": ({2025: "978-0-306-40615-7"}, {"2025": "9780306406157"}),
    "press_report": ("", "mailto:desk@example.org?subject={title}&body={url}", "https://e.org/?d={docname}"),
    "press_content_sources": ({}, {"script-src": "https://a.example 'unsafe-eval'"}),
    "press_description": ("تحليل موثق", "Haber & <yorum>"),
    "press_works_on_one_page": (1, 10**6),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(GOOD))
def test_a_sound_value_is_taken(building: Building, name: str) -> None:
    for value in GOOD[name]:
        text = f"{CONF}\n{name} = {value!r}\n"
        if name not in BEFORE_EXTENSIONS:
            config, lines = building.take(text)
            assert lines == [], (name, value)
            if name not in {"source_suffix", "press_isbn", "html_css_files", "latex_elements"}:
                found = config[name]
                assert found == value or list(found) == list(value)
        building.conf.write_text(text, encoding="utf-8")
        assert building.checked() == [], (name, value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("html_baseurl = 'press.test'", "html_baseurl does not begin with http:// or https://"),
        ("html_baseurl = 'javascript:CANARY()'", "html_baseurl has the scheme 'javascript'"),
        ("html_baseurl = '//press.test/'", "html_baseurl does not begin with"),
        ("html_baseurl = 'https:///a'", "html_baseurl names no site"),
        ("html_baseurl = 'https://[::1'", "html_baseurl is no address"),
        ("html_baseurl = 'https://a.org:port/'", "html_baseurl is no address"),
        ("html_baseurl = 'https://a.org/<b>'", "html_baseurl has '<'"),
        ("html_baseurl = 'HTTPS://a.org/'", ""),
        ("press_report = 'javascript:CANARY()'", "press_report has the scheme 'javascript'"),
        ("press_report = 'JavaScript:x'", "press_report has the scheme 'javascript'"),
        ("press_report = ' javascript:x'", "press_report does not begin with"),
        ("press_report = 'java\\nscript:x'", "press_report does not begin with"),
        ("press_report = 'data:text/html,x'", "press_report has the scheme 'data'"),
        ("press_report = 'mailto:'", "press_report names nothing"),
        ("press_report = 'https://a.org/{who}'", "press_report has '{'"),
        ("press_licence = {'name': 'x', 'url': 'javascript:x'}", "press_licence: the url has the"),
        ("press_licence = {'name': 'x', 'url': 'https://x.org/^^5cinput'}", "press_licence: the url"),
        ("press_licence = {'url': 'https://x.org/'}", "press_licence has no name"),
        ("press_licence = {'name': 'x', 'URL': 'y'}", "press_licence has a 'URL'"),
        ("press_publisher = {'name': 'x', 'url': 'x.org'}", "press_publisher: the url does not"),
        ("press_publisher = {'name': 'x', 'email': 'a b@c'}", "press_publisher: the email is"),
        ("press_publisher = {'name': 'x', 'email': 'a@b?bcc=c@d'}", "press_publisher: the email is"),
        ("press_security = {'contact': 'javascript:x', 'expires': '2027-01-01'}", "press_security: c"),
        ("press_security = {'contact': 'tel:1\\nX: y', 'expires': '2027-01-01'}", "press_security: contact"),
        ("press_security = {'contact': {1: 2}, 'expires': '2027-01-01'}", "press_security: contact"),
        ("press_content_sources = {'img-src': 'https://a.org; script-src *'}", "press_content_sou"),
        ("press_content_sources = {'script': 'https://a.org'}", "press_content_sources: 'script'"),
        ("press_article_types = {'sport': 'NewsArticle'}", "press_article_types has 'sport'"),
        ("press_article_types = {'opinion': 'Poem'}", "press_article_types has 'opinion': 'Poem'"),
        ("press_isbn = {'25': '978-0-306-40615-7'}", "press_isbn has '25'"),
        ("press_isbn = {True: '978-0-306-40615-7'}", "press_isbn has True"),
        ("press_issn = '0378-5954'", "press_issn is '0378-5954', which no such number can be"),
        ("press_sections = {'a b': 'A', 'a-b': 'B'}", "press_sections has 'a-b' and 'a b'"),
        ("needs_sphinx = '99.1'", "needs_sphinx is '99.1', and this is Sphinx "),
        ("pygments_style = 'nowhere'", "pygments_style is 'nowhere', which is no style"),
        ("template_bridge = 'no.such.Class'", "template_bridge is 'no.such.Class', which is not"),
        ("html_math_renderer = 'nowhere'", "html_math_renderer is 'nowhere'"),
        ("bibtex_reference_style = 'nowhere'", "bibtex_reference_style is 'nowhere'"),
        ("html_output_encoding = 'nowhere'", "html_output_encoding is 'nowhere'"),
        ("source_encoding = 'latin-1'", "source_encoding is 'latin-1'"),
        ("bibtex_encoding = 'nowhere'", "bibtex_encoding is 'nowhere'"),
        ("source_suffix = {'.md': 'nowhere'}", "source_suffix has '.md': 'nowhere'"),
        ("linkcheck_ignore = ['(']", "linkcheck_ignore: '(' is no regular expression"),
        ("latex_theme = 'nowhere'", "latex_theme is 'nowhere', which is not there"),
        ("latex_logo = 'gone.png'", "latex_logo is 'gone.png', which is no file"),
        ("html_logo = 'شعار.svg'", "html_logo is 'شعار.svg', which is no file"),
        ("latex_logo = 'x' * 5000", "latex_logo is 'xxx"),
        ("html_static_path = ['gone']", "html_static_path has 'gone', which is not there"),
        ("html4_writer = True", "html4_writer is True"),
        ("press_print_articles = 0", "press_print_articles is 0: write a number of 1 or more"),
        ("press_print_size = 'a5'", "press_print_size is 'a5'"),
        ("html_theme = 'nowhere'", "html_theme is 'nowhere', which is not installed"),
        ("language = 'english'", "language is 'english'"),
        ("language = 'en; x'", "language is 'en; x'"),
        ("project = ' '", "project is empty"),
        ("html_file_suffix = '/x'", "html_file_suffix is '/x'"),
        ("root_doc = '../index'", "root_doc is '../index'"),
        ("epub_basename = 'a/b'", "epub_basename is 'a/b'"),
    ],
)  # fmt: skip
def test_what_would_be_wrong_in_a_page_is_told(building: Building, text: str, told: str) -> None:
    config, lines = building.take(f"{CONF}\n{text}\n")
    found = building.told(lines)
    assert found == building.checked()
    assert len(found) == bool(told)
    if told:
        assert found[0].partition(": ")[2].startswith(told)
        assert "javascript:" not in str(config.press_licence) + config.press_report
        assert "javascript:" not in config.html_baseurl


def test_a_part_of_a_dictionary_that_is_wrong_is_left_out(building: Building) -> None:
    text = (
        "press_sections = {'a': 'A', 'b': 7, 3: 'C', 'opinion': 'O'}\n"
        "press_publisher = {'name': 'A', 'url': 'x', 'fax': '1'}\n"
        "press_isbn = {2025: '978-0-306-40615-7', 2026: 'x'}\n"
    )
    config, lines = building.take(f"{CONF}\n{text}")
    assert config.press_sections == {"a": "A", "opinion": "O"}
    assert config.press_publisher == {"name": "A"}
    assert config.press_isbn == {"2025": "978-0-306-40615-7"}
    assert len(building.told(lines)) == 5
    assert building.told(lines) == building.checked()


def test_warnings_that_are_suppressed_wrongly_are_no_trouble(building: Building) -> None:
    _, lines = building.take(f"{CONF}\nsuppress_warnings = 7\npress_jats = 'x'\n")
    assert len(building.told(lines)) == 2
    _, lines = building.take(
        f"{CONF}\nsuppress_warnings = ['press.bad-settings']\npress_jats = 'x'\n"
    )
    assert lines == []


def test_what_press_needs_is_there_without_being_set(building: Building) -> None:
    conf = re.sub("^(html_theme|bibtex_bibfiles).*\n", "", CONF, flags=re.MULTILINE)
    config, lines = building.take(conf)
    assert (config.html_theme, config.bibtex_bibfiles, lines) == ("press", [], [])


def test_what_the_command_line_sets_is_checked_too(
    tmp_path: Path, make_app: Callable[..., SphinxTestApp]
) -> None:
    nocolor()
    (tmp_path / "conf.py").write_text(CONF, encoding="utf-8")
    overrides = {
        "press_drafts": "1",
        "press_works_on_one_page": "0",
        "html_baseurl": "javascript:x",
        "press_isbn": None,
        "press_issn": "03785955",
    }
    app = make_app("html", srcdir=tmp_path, confoverrides=overrides)
    config = app.config
    assert config.press_drafts is True
    assert config.press_works_on_one_page == 100
    assert (config.html_baseurl, config.press_isbn, config.press_issn) == ("", {}, "0378-5955")
    # Another application is alive in this process, whose directives are registered already.
    told = [each for each in app.warning.getvalue().splitlines() if "while setting up" not in each]
    assert sorted(line.split()[1] for line in told) == [
        "html_baseurl", "press_isbn", "press_works_on_one_page",
    ]  # fmt: skip


def test_the_register_and_the_page_are_current(building: Building) -> None:
    """`python -m press settings` writes both."""
    root = Path(__file__).parents[2]
    assert (root / settings_page.PAGE).read_text("utf-8") == settings_page.page()
    config, _ = building.take(CONF)
    found = {name: entry for name, entry in register_of(config).items() if name not in PRESS}
    kept = kept_register()
    assert {name: kept.get(name) for name in found} == found
    assert REGISTER.read_text("utf-8").count("\n") == len(kept) + 2
