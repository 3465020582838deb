"""LaTeX settings: every one that ``make latexpdf`` needs, and what its title page says.

The settings are Sphinx's own, filled in where ``conf.py`` says nothing; the
style is in ``press.sty`` and ``pressfonts.sty``, the fonts lie beside them and
are copied with them, so that no font database is asked and the same sources
make the same bytes.  :mod:`press.print.transforms` brings the text into shape.

One document holds the whole publication: volumes and pages are parts, articles
are chapters.  Another document (a single article, say) is another entry of
``latex_documents`` with a LaTeX theme of its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import texescape

from press.print import latex_language
from press.text.messages import words_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_HERE = Path(__file__).parent

# https://www.sphinx-doc.org/en/master/latex.html
_ELEMENTS = {
    # press.sty numbers the pages for readers' programs: hyperref needs a run more to know them.
    "passoptionstopackages": r"\PassOptionsToPackage{pdfpagelabels=false}{hyperref}",
    "papersize": "a4paper",
    "pointsize": "11pt",
    "extraclassoptions": "openany",
    "babel": r"\usepackage[bidi=basic,layout=lists]{babel}",
    "polyglossia": "",
    "amsmath": r"\usepackage{amsmath}",
    "fontpkg": r"\usepackage{pressfonts}",
    "fncychap": "",
    "fvset": r"\fvset{fontsize=\small}",
    "maketitle": r"\pressmaketitle",
    "tableofcontents": r"\presstableofcontents",
    "makeindex": "",
    "printindex": "",
    # What has to be known before Sphinx's style is loaded: a measure of 134 mm, and no icons.
    "sphinxsetup": "hmargin={34mm,42mm},vmargin={30mm,32mm},iconpackage=none,verbatimforcewraps",
}

# ``press_print_size``: A4, and the trim size of a paperback. The measure is 134 mm and 111 mm.
_SIZES = {
    "a4": {},
    "6x9": {
        "geometry": r"\usepackage[paperwidth=6in,paperheight=9in]{geometry}",
        "pointsize": "10pt",
        "sphinxsetup": "hmargin={20mm,19mm},vmargin={22mm,22mm},iconpackage=none,verbatimforcewraps",
    },
}

_SETTINGS: dict[str, Any] = {
    "latex_engine": "lualatex",
    "latex_toplevel_sectioning": "part",
    "latex_table_style": ["booktabs"],
    "latex_show_urls": "no",
    "latex_domain_indices": False,
    "latex_use_xindy": False,
    # A space: no date of the day is put into the sources of the volume.
    "today": " ",
    # rsvg-convert with the volume's own fonts instead of the machine's, and no date in its PDF.
    "rsvg_converter_bin": "env",
    "rsvg_converter_args": [
        f"FONTCONFIG_FILE={_HERE / 'fonts' / 'fonts.conf'}",
        "SOURCE_DATE_EPOCH=0",
        "rsvg-convert",
    ],
}


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Fill in what ``conf.py`` leaves at Sphinx's defaults."""
    # The title and the author of the default document are escaped by tables that Sphinx fills
    # when it makes the builder, later.
    texescape.init()
    for name, value in _SETTINGS.items():
        if config[name] == _default(config, name):
            config[name] = value
    # As APA 7 (7.24) labels them; Sphinx says "Fig."
    config.numfig_format = {"figure": words_of(config)("Figure %s"), **config.numfig_format}
    given = config.latex_elements
    own = [r"\usepackage{press}", *latex_language.messages(config.language)]
    preamble = "\n".join(filter(None, [*own, given.get("preamble")]))
    # Sphinx warns of a size that is none of these.
    size = _SIZES.get(config.press_print_size, {})
    language = latex_language.elements(config.language)
    config.latex_elements = {**_ELEMENTS, **language, **size, **given, "preamble": preamble}
    files = [*sorted(_HERE.glob("*.sty")), *sorted(_HERE.glob("*.lua"))]
    files += sorted(_HERE.glob("fonts/*.[ot]tf"))
    config.latex_additional_files = [*map(str, files), *config.latex_additional_files]
    if config.latex_documents == _default(config, "latex_documents"):
        # Of the home page nothing but its contents: the last item says so.
        config.latex_documents = [(*entry, True) for entry in config.latex_documents]


def _default(config: Config, name: str) -> Any:
    default = config.values[name].default
    return default(config) if callable(default) else default
