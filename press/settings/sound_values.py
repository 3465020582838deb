"""Sound values: what ``conf.py`` sets, without what is wrong with it, which is told.

The build and ``press check`` both ask here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from press.settings import shapes
from press.settings.press_values import Asked, Fault, Reader
from press.settings.shapes import Shape, shown
from press.settings.sphinx_settings import Registered, reader_of, shape_of
from press.settings.table import SETTINGS
from press.text.strings import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

_TABLE = {setting.name: setting for setting in SETTINGS}

#: Names that mean something to Sphinx in a ``conf.py``, and are no settings.
_SPECIAL = frozenset({"extensions", "setup"})

# How much alike two names are that are one with a slip of the hand (difflib's measure, 0 to 1).
_ALIKE = 0.85


@dataclass
class Sound:
    """*values* are the sound values of what was set; what is wrong with the others is in *faults*."""

    folder: Path  #: that of conf.py
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def sound_values(
    given: Mapping[str, Any], register: Mapping[str, Registered], folder: Path
) -> Sound:
    """Go through the values that are *given* by name; names that are no settings are passed over.

    Files are named from *folder*, where ``conf.py`` lies.

    A value that is wrong is not among the sound ones, a dictionary that is wrong in part is
    without that part.
    """
    sound = Sound(folder)
    order = [name for name in _TABLE if name in given]
    # A theme is looked for in the folders that another setting names; an extension may know more.
    others = [name for name in given if name not in _TABLE]
    order += sorted(others, key=lambda name: name != "extensions" and not name.endswith("_path"))
    for name in order:
        setting = _TABLE.get(name)
        if setting is not None:
            advice = f"write {setting.example}"
            _read(name, given[name], setting.shape, setting.read, advice, sound)
        elif name in register or name in _SPECIAL:
            entry = register.get(name, Registered())
            shape = shape_of(name, entry)
            advice = f"write {shape.words}" if shape else ""
            _read(
                name, _as_sphinx_has_it(given[name], entry), shape, reader_of(name), advice, sound
            )
    if not sound.values.get("press_sections") and not _told(sound, "press_sections"):
        message = 'press_sections names no section: write press_sections = {"name": "Title"}'
        sound.faults.append(Fault(message, "press_sections"))
    return sound


def _as_sphinx_has_it(value: Any, entry: Registered) -> Any:
    """Return a tuple or set as the list that it might be written as, a 3 as 3.0."""
    is_another = isinstance(value, shapes.COLLECTIONS) and type(value).__name__ not in entry.types
    if is_another and "list" in entry.types:
        return list(value) if isinstance(value, tuple) else sorted(value, key=repr)
    if type(value) is int and entry.types == ("float",):
        return float(value)
    return value


def _told(sound: Sound, name: str) -> bool:
    return any(fault.name == name for fault in sound.faults)


def _read(
    name: str, value: Any, shape: Shape | None, read: Reader, advice: str, sound: Sound
) -> None:
    asked = Asked(name, sound.values, sound.faults, sound.folder)
    if shape is not None and not _fits(shape, value):
        asked.tell(f"{name} is {shown(value)}: {advice}")
        return
    if character := shapes.control_character(value):
        asked.tell(
            f"{name} has the character U+{ord(character):04X}, which no page can hold: delete it"
        )
        return
    found = read(value, asked)
    if found is not None or value is None:
        sound.values[name] = found


def _fits(shape: Shape, value: Any) -> bool:
    try:
        return bool(shape.fits(value))
    except Exception:  # noqa: BLE001 (an object of conf.py's own may do anything)
        return False


# -- names ------------------------------------------------------------------------


def misspelt_names(
    names: Collection[str],
    used: Collection[str],
    given: Mapping[str, Any],
    register: Mapping[str, Registered],
) -> list[Fault]:
    """Return the names that ``conf.py`` assigns and that were meant for settings.

    Of *names* (those that it assigns) none that it *used* itself afterwards: those are variables
    of its own.  A name that begins with ``press_``, or nearly so, is always meant for one; any
    other only where it is a known name but for a slip of the hand.
    """
    known = {*_TABLE, *register, *_SPECIAL}
    faults = []
    for name in names:
        if name in known or name.startswith("_") or name in used:
            continue
        meant = nearest(name, known, 1)
        if _is_of_press(name) or (meant and _is_slip(name, meant[0], given, register)):
            if _is_of_press(name):
                rests = {each.partition("_")[2]: each for each in _TABLE}
                meant = [rests[each] for each in nearest(name.partition("_")[2], rests, 1)]
            advice = f"did you mean {meant[0]}?" if meant else "delete it"
            message = f"{name} is no setting: {advice}"
            faults.append(Fault(message, name, code="unknown-setting"))
    return faults


def _is_of_press(name: str) -> bool:
    first, line, _ = name.partition("_")
    if not line:
        return False
    if first.lower() in {"press", "pres"}:
        return True
    meant = nearest(name, _TABLE, 1)
    return bool(meant) and _likeness(first.lower(), "press") >= 0.8 <= _likeness(name, meant[0])


def _is_slip(
    name: str, meant: str, given: Mapping[str, Any], register: Mapping[str, Registered]
) -> bool:
    if _likeness(name.lower(), meant) < _ALIKE:
        return False
    if "_" in name and "_" in meant:
        return True
    # A plain word may well be a variable: the `languages` of a site. It is meant for the setting
    # only if its value could be the setting's.
    if name == f"{meant}s":
        return False
    shape = shape_of(meant, register.get(meant, Registered()))
    return shape is not None and _fits(shape, given.get(name))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
