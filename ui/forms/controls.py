"""Which control a question is answered in, and how its answers stand there.

Each class pairs an editor with the two translations: answers to what stands in the editor, and
back. What is typed and is no answer goes both ways as ``Malformed``, exactly as it was typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final, Protocol

from PySide6.QtCore import Qt

from app.forms.model import Constraint, Control, Item, Kind
from app.forms.typed import read_number, read_typed, shown
from app.forms.values import Entry, Malformed, Number, Quantity
from app.jsonvalue import Json
from ui.widgets.editors.base import Editor
from ui.widgets.editors.choice import (
    CheckListEditor,
    Choice,
    ComboEditor,
    RadioEditor,
    YesNoEditor,
)
from ui.widgets.editors.date import DateEditor
from ui.widgets.editors.numbers import IntegerEditor, NumberEditor
from ui.widgets.editors.own_words import OwnWordsEditor
from ui.widgets.editors.quantity import QuantityEditor
from ui.widgets.editors.ruler_scale import can_be_drawn
from ui.widgets.editors.search import SearchEditor
from ui.widgets.editors.several import SeveralEditor
from ui.widgets.editors.slider import SliderEditor
from ui.widgets.editors.text import LineEditor, TextEditor
from ui.widgets.editors.times import DateTimeEditor, TimeEditor

FEW: Final = 7
"""So many options are shown all at once when the template does not say how."""
MANY: Final = 40
"""More options than this are searched when the template does not say how."""

Entries = tuple[Entry, ...]


class Answering(Protocol):
    """How one question is answered."""

    def editor(self) -> Editor: ...

    def raw(self, entries: Sequence[Entry]) -> Json:
        """What stands in the editor for these answers."""
        ...

    def entries(self, raw: Json, *, today: date) -> Entries:
        """The answers that stand in the editor: the inverse of ``raw``."""
        ...


def answering(item: Item) -> Answering:
    """The control for a question."""
    if item.options:
        return _among_options(item)
    if item.kind is Kind.BOOLEAN:
        return _YesNo()
    one = _Measured(item) if item.kind is Kind.QUANTITY else _Typed(item)
    return _Several(item, one) if item.repeats else one


def _among_options(item: Item) -> Answering:
    searched = item.control is Control.AUTOCOMPLETE or (
        item.control is Control.USUAL and len(item.options) > MANY
    )
    if searched:
        return _Several(item, _Searched(item)) if item.repeats else _Searched(item)
    return _OwnWords(item, _Chosen(item)) if own_words(item) else _Chosen(item)


def own_words(item: Item) -> bool:
    """Whether something may be answered beside the options (V6). Codes cannot be typed."""
    if item.constraint is Constraint.OPTIONS_OR_TYPE:
        return item.kind is not Kind.CODING
    return item.constraint is Constraint.OPTIONS_OR_STRING


def has_slider(item: Item) -> bool:
    """Whether the question is answered on a ruler."""
    low, high = item.minimum, item.maximum
    return (
        item.control is Control.SLIDER
        and item.kind is Kind.INTEGER
        and not (item.options or item.repeats)
        and isinstance(low, int)
        and isinstance(high, int)
        and can_be_drawn(low, high, item.step or 1)
    )


# ------------------------------------------------------------------------------ what is chosen


def _choices(item: Item) -> tuple[Choice, ...]:
    """An option's code is its number: two code systems may share a code."""
    return tuple(
        Choice(str(number), f"{option.prefix} {option.label}".strip())
        for number, option in enumerate(item.options)
    )


def _number_of(item: Item, entry: Entry) -> str:
    option = item.option(entry)
    numbers = (number for number, each in enumerate(item.options) if each is option)
    return str(next(numbers, ""))


def _option(item: Item, code: Json) -> Entries:
    known = isinstance(code, str) and code.isdecimal() and int(code) < len(item.options)
    return (item.options[int(str(code))].value,) if known else ()


def _written(item: Item, text: str, *, today: date) -> Entries:
    """An answer in own words."""
    if not text.strip():
        return ()
    if not own_words(item):
        return (Malformed(text),)
    if item.constraint is Constraint.OPTIONS_OR_STRING:
        return (text,)
    found = read_typed(item, text, today=today)
    return () if found is None else (found,)


@dataclass(frozen=True)
class _Chosen:
    """A code, or a list of codes."""

    item: Item

    def editor(self) -> Editor:
        item, choices = self.item, _choices(self.item)
        if item.repeats:
            return CheckListEditor(choices, sideways=item.sideways)
        few = len(choices) <= FEW and item.control is not Control.DROP_DOWN
        if few or item.control is Control.RADIO:
            return RadioEditor(choices, sideways=item.sideways)
        return ComboEditor(choices)

    def raw(self, entries: Sequence[Entry]) -> Json:
        codes = [code for entry in entries if (code := _number_of(self.item, entry))]
        return [*codes] if self.item.repeats else "".join(codes[:1])

    def entries(self, raw: Json, *, today: date) -> Entries:  # noqa: ARG002 - as the others
        codes = raw if isinstance(raw, list | tuple) else [raw]
        return tuple(value for code in codes for value in _option(self.item, code))


@dataclass(frozen=True)
class _OwnWords:
    """``{"chosen": as for the choices, "own": as typed}``"""

    item: Item
    choices: _Chosen

    def editor(self) -> Editor:
        return OwnWordsEditor(
            self.choices.editor(), alone=not self.item.repeats, called=self.item.open_label
        )

    def raw(self, entries: Sequence[Entry]) -> Json:
        own = [_line(entry) for entry in entries if self.item.option(entry) is None]
        return {"chosen": self.choices.raw(entries), "own": "; ".join(own)}

    def entries(self, raw: Json, *, today: date) -> Entries:
        parts = raw if isinstance(raw, dict) else {}
        chosen = self.choices.entries(parts.get("chosen"), today=today)
        own = _written(self.item, str(parts.get("own") or ""), today=today)
        return (*chosen, *own) if self.item.repeats else (own or chosen)


@dataclass(frozen=True)
class _Searched:
    """``{"code": code, "own": as typed}``"""

    item: Item

    def editor(self) -> Editor:
        return SearchEditor(_choices(self.item), placeholder=self.item.entry_format)

    def raw(self, entries: Sequence[Entry]) -> Json:
        if not entries:
            return {"code": "", "own": ""}
        code = _number_of(self.item, entries[0])
        return {"code": code, "own": "" if code else _line(entries[0])}

    def entries(self, raw: Json, *, today: date) -> Entries:
        parts = raw if isinstance(raw, dict) else {}
        own = _written(self.item, str(parts.get("own") or ""), today=today)
        return _option(self.item, parts.get("code")) or own


@dataclass(frozen=True)
class _YesNo:
    def editor(self) -> Editor:
        return YesNoEditor()

    def raw(self, entries: Sequence[Entry]) -> Json:
        return bool(entries[0]) if entries else None

    def entries(self, raw: Json, *, today: date) -> Entries:  # noqa: ARG002 - as the others
        return (raw,) if isinstance(raw, bool) else ()


# ------------------------------------------------------------------------------- what is typed


def _text_editor(item: Item) -> Editor:
    return TextEditor(lines=4, placeholder=item.entry_format)


def _web_editor(item: Item) -> Editor:
    return LineEditor(placeholder=item.entry_format, hints=Qt.InputMethodHint.ImhUrlCharactersOnly)


_LINES: Final[Mapping[Kind, type[DateEditor | DateTimeEditor | TimeEditor | LineEditor]]] = {
    Kind.DATE: DateEditor,
    Kind.DATE_TIME: DateTimeEditor,
    Kind.TIME: TimeEditor,
    Kind.STRING: LineEditor,
}


@dataclass(frozen=True)
class _Typed:
    """Text as typed."""

    item: Item

    def editor(self) -> Editor:
        item = self.item
        low, high = item.minimum, item.maximum
        if has_slider(item) and isinstance(low, int) and isinstance(high, int):
            ends = {"lower": item.beside(Control.LOWER), "upper": item.beside(Control.UPPER)}
            return SliderEditor(low, high, step=item.step or 1, **ends)
        match item.kind:
            case Kind.TEXT:
                return _text_editor(item)
            case Kind.URL:
                return _web_editor(item)
            case Kind.INTEGER:
                return IntegerEditor(placeholder=item.entry_format, unit=unit_of(item))
            case Kind.DECIMAL:
                return NumberEditor(placeholder=item.entry_format, unit=unit_of(item))
            case kind:
                return _LINES[kind](placeholder=item.entry_format)

    def raw(self, entries: Sequence[Entry]) -> Json:
        return _line(entries[0]) if entries else ""

    def entries(self, raw: Json, *, today: date) -> Entries:
        found = read_typed(self.item, raw if isinstance(raw, str) else "", today=today)
        return () if found is None else (found,)


@dataclass(frozen=True)
class _Measured:
    """``{"number": as typed, "unit": its number among the units}``. A malformed one keeps both,
    with the unit after the last space."""

    item: Item

    def editor(self) -> Editor:
        units = tuple(Choice(str(n), text) for n, text in enumerate(self._units()))
        return QuantityEditor(units, placeholder=self.item.entry_format)

    def _units(self) -> tuple[str, ...]:
        names = tuple(unit.display or unit.code for unit in self.item.units)
        return names or ((self.item.unit,) if self.item.unit else ())

    def raw(self, entries: Sequence[Entry]) -> Json:
        match entries[0] if entries else None:
            case Quantity(number=number) as quantity:
                unit = self._unit_of(quantity)
                return {"number": shown(number), "unit": unit}
            case Malformed(text):
                for place, name in enumerate(self._units()):
                    if text.endswith(f" {name}"):
                        return {"number": text.removesuffix(f" {name}"), "unit": str(place)}
                return {"number": text, "unit": ""}
            case _:
                return {"number": "", "unit": ""}

    def _unit_of(self, quantity: Quantity) -> str:
        for number, unit in enumerate(self.item.units):
            if (unit.system, unit.code) == (quantity.system, quantity.code):
                return str(number)
        names = self._units()
        return str(names.index(quantity.unit)) if quantity.unit in names else ""

    def entries(self, raw: Json, *, today: date) -> Entries:  # noqa: ARG002 - as the others
        parts = raw if isinstance(raw, dict) else {}
        text, code = str(parts.get("number") or ""), str(parts.get("unit") or "")
        found = read_number(text)
        if found is None:
            return ()
        number = int(code) if code.isdecimal() else 0
        if not isinstance(found, Number):
            names = self._units()
            return (Malformed(f"{text} {names[number]}" if number < len(names) else text),)
        if not self.item.units:
            return (Quantity(found, self.item.unit),)
        unit = self.item.units[number]
        return (Quantity(found, unit.display or unit.code, unit.system, unit.code),)


@dataclass(frozen=True)
class _Several:
    """A list of what one holds; empty ones are no answers."""

    item: Item
    one: Answering

    def editor(self) -> Editor:
        return SeveralEditor(partial(self.one.editor), most=self.item.max_occurs)

    def raw(self, entries: Sequence[Entry]) -> Json:
        return [self.one.raw((entry,)) for entry in entries] or [self.one.raw(())]

    def entries(self, raw: Json, *, today: date) -> Entries:
        rows = raw if isinstance(raw, list | tuple) else []
        return tuple(entry for row in rows for entry in self.one.entries(row, today=today))


def as_read(answered: Answering, raw: Json, *, today: date) -> Json:
    """What stands in the editor, with each line that is an answer written as it was read
    (``våren 2019`` as ``2019``). Empty lines, and what cannot be read, stay as they are."""
    match answered:
        case _Several(one=one) if isinstance(raw, list | tuple):
            return [as_read(one, row, today=today) for row in raw]
        case _Typed() | _Measured():
            entries = answered.entries(raw, today=today)
            unread = any(isinstance(entry, Malformed) for entry in entries)
            return answered.raw(entries) if entries and not unread else raw
        case _:
            return raw


def _line(entry: Entry) -> str:
    """An answer as it stands in a line."""
    return entry.text if isinstance(entry, Malformed) else shown(entry)


def unit_of(item: Item) -> str:
    """The unit that a number is given in, if the template says one."""
    return item.unit or item.beside(Control.UNIT)
