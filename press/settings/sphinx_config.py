"""Sphinx's configuration, put right: wrong settings are told and taken back to their defaults.

From ``config-inited`` on every setting that ``conf.py`` or the command line sets has a value of
its own type and shape.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.config import CONFIG_FILENAME, ENUM
from sphinx.util import logging

from press.settings.conf_file import Places, faults_of, finding
from press.settings.sound_values import Sound, sound_values
from press.settings.sphinx_settings import Registered, kept_register, registered
from press.text.strings import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config

logger = logging.getLogger(__name__)

# Sphinx sets both when one of them is set.
_TWINS = {
    "copyright": "project_copyright",
    "project_copyright": "copyright",
    "master_doc": "root_doc",
    "root_doc": "master_doc",
}


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Take back what is wrong, then say so: Sphinx asks the settings how to say it."""
    register = {**kept_register(), **register_of(config)}
    path = Path(app.confdir, CONFIG_FILENAME)
    places = Places(read_text(path)[0])
    given: dict[str, Any] = config._raw_config  # noqa: SLF001 (nothing public tells what is set)
    sound = faults_of(_set_in(given), places, register, path.parent)
    _put(config, given, sound.values, register)
    overridden = _put_overrides(config, sound, register)
    _put_ours(config, given)
    for fault in sound.faults:
        found = finding(fault, places)
        logger.warning(
            "%s", found.message, location=f"{path}:{found.line}", type="press", subtype=found.code
        )
    for fault in overridden.faults:
        logger.warning("%s", fault.message, type="press", subtype=fault.code)


def _put_ours(config: Config, given: Mapping[str, Any]) -> None:
    """Have what is not set, or not soundly, as press needs it: the default would end a build."""
    if "html_theme" not in given and "html_theme" not in config.overrides:
        config.html_theme = "press"
    if "bibtex_bibfiles" in config and config.bibtex_bibfiles is None:
        config.bibtex_bibfiles = []


def register_of(config: Config) -> dict[str, Registered]:
    """Return what every setting of a configuration is registered with."""
    return {
        name: registered(
            option.default,
            (),
            option.valid_types._candidates,  # noqa: SLF001 (has no other face)
        )
        if isinstance(option.valid_types, ENUM)
        else registered(option.default, _types(option.valid_types))
        for name, option in config.values.items()
    }


def _types(valid_types: Any) -> tuple[Any, ...]:
    return tuple(valid_types) if isinstance(valid_types, frozenset) else (valid_types,)


def _set_in(given: Mapping[str, Any]) -> dict[str, Any]:
    hidden = {"tags", "__file__", "__builtins__"}
    return {name: value for name, value in given.items() if name not in hidden}


def _put(
    config: Config,
    given: dict[str, Any],
    sound: Mapping[str, Any],
    register: Mapping[str, Registered],
) -> None:
    """Have *config* take what is sound of *given*, and the defaults of the rest."""
    for name in [name for name in given if name in register and name in config]:
        if name not in sound:
            del given[name]
        elif given[name] is sound[name]:
            continue
        else:
            given[name] = sound[name]
        # What was read of it before is forgotten.
        for each in (name, _TWINS.get(name, name)):
            config.__dict__.pop(each, None)


def _put_overrides(config: Config, inside: Sound, register: Mapping[str, Registered]) -> Sound:
    """Do the same with what the command line sets; it knows texts only, which Sphinx converts."""
    given = {name: config[name] for name in config.overrides if name in config}
    settings = {**inside.values, **given}
    sound = sound_values(settings, register, inside.folder)
    sound.faults = [fault for fault in sound.faults if fault.name in given]
    _put(
        config,
        config.overrides,
        {name: value for name, value in sound.values.items() if name in given},
        register,
    )
    if "press_sections" in given:
        inside.faults[:] = [f for f in inside.faults if f.name != "press_sections"]
    return sound
