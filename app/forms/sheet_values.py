"""What the cells of the sheets mean as values of the format: ``("Integer", 3)`` is written as
``answerInteger`` in a condition and as ``valueInteger`` in a bound."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from app.casework.moments import at_time
from app.forms.gate import Tree, TreeObject
from app.forms.sheet_language import TYPES
from app.forms.sheet_rows import Row
from app.forms.typed import is_address
from app.forms.values import DateTime, PartialDate, TimeOfDay

Typed = tuple[str, Tree]

_WHOLE = re.compile(r"-?[0-9]{1,9}")
_DECIMAL = re.compile(r"-?[0-9]{1,12}([.,][0-9]{1,6})?")
_TIME = re.compile(r"(?P<hour>[0-9]{1,2})[.:](?P<minute>[0-9]{2})(:(?P<second>[0-9]{2}))?")
_WITH_TIME = re.compile(r"(?P<day>\S+?)(?: |T| kl\.? )(?P<time>[0-9:.]{4,8})")
_AMOUNT = re.compile(r"(?P<number>-?[0-9.,]+) ?(?P<unit>.*)")

_UCUM = "http://unitsofmeasure.org"
_OWN_UNITS = "urn:aktvalv:enhet"
"""A code needs a system (qty-3), also that of a unit which only this template has."""
_UNITS: Mapping[str, tuple[str, str]] = {
    **{
        unit: (_UCUM, code)
        for unit, code in (
            *(("minuter", "min"), ("timmar", "h"), ("dagar", "d"), ("dygn", "d")),
            *(("veckor", "wk"), ("månader", "mo"), ("år", "a")),
            *(("mg", "mg"), ("g", "g"), ("kg", "kg"), ("cl", "cL"), ("l", "L")),
            *(("m", "m"), ("km", "km"), ("cm", "cm"), ("%", "%"), ("procent", "%")),
        )
    },
    "kr": ("urn:iso:std:iso:4217", "SEK"),
    "kronor": ("urn:iso:std:iso:4217", "SEK"),
}
"""Units as people write them → (system, code) of the two code systems that units have."""


def whole(text: str) -> int | None:
    """The whole number in a cell, or None."""
    text = text.replace("−", "-")
    return int(text) if _WHOLE.fullmatch(text) else None


def decimal(text: str) -> Decimal | None:
    """The number in a cell, with a comma or a point, or None."""
    text = text.replace("−", "-")
    return Decimal(text.replace(",", ".")) if _DECIMAL.fullmatch(text) else None


def units(row: Row) -> tuple[TreeObject, ...]:
    """The units in the column *enhet*, with commas between, as codings."""
    names = [name.strip() for name in row["enhet"].split(",")]
    return tuple(_unit(name) for name in names if name)


def read_value(row: Row, text: str) -> Typed | None:
    """The value that a cell gives for a question without a list of answers, in the type of the
    question; None when it is no such value."""
    kind = TYPES[row["typ"]].value if row["typ"] in TYPES else ""
    if kind == "Quantity":
        value: Tree = _quantity(text, units(row))
    else:
        value = _READERS[kind](text) if kind in _READERS else None
    return None if value is None else (kind, value)


def _boolean(text: str) -> bool | None:
    return {"ja": True, "nej": False}.get(text.casefold())


def _text(text: str) -> str | None:
    return text or None


def _uri(text: str) -> str | None:
    return text if is_address(text) else None


def _date(text: str) -> str | None:
    try:
        return PartialDate(text).text
    except ValueError:
        return None


def _time(text: str) -> str | None:
    """The format wants seconds, which nobody writes."""
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    try:
        time = f"{int(found['hour']):02}:{found['minute']}:{found['second'] or '00'}"
        return TimeOfDay(time).text
    except ValueError:
        return None


def _date_time(text: str) -> str | None:
    """A date that may be partial, or a day with a time as Swedish clocks show it that day."""
    found = _WITH_TIME.fullmatch(text)
    try:
        if found is None:
            return DateTime(text).text
        time = _time(found["time"])
        if time is None:
            return None
        offset = at_time(date.fromisoformat(found["day"]), time[:5]).offset
        return DateTime(f"{found['day']}T{time}{offset}").text
    except ValueError:
        return None


def _quantity(text: str, offered: tuple[TreeObject, ...]) -> TreeObject | None:
    """``5 kg``; without a unit the first one is meant."""
    found = _AMOUNT.fullmatch(text)
    number = decimal(found["number"]) if found else None
    if found is None or number is None:
        return None
    if not found["unit"]:
        return _amount(number, offered[0] if offered else {})
    unit = next((one for one in offered if one["display"] == found["unit"]), None)
    return None if unit is None else _amount(number, unit)


def _amount(number: Decimal, unit: TreeObject) -> TreeObject:
    if not unit:
        return {"value": number}
    return {
        "value": number,
        "unit": unit["display"],
        "system": unit["system"],
        "code": unit["code"],
    }


def _unit(name: str) -> TreeObject:
    system, code = _UNITS.get(name, (_OWN_UNITS, name))
    return {"system": system, "code": code, "display": name}


_READERS: Mapping[str, Callable[[str], Tree]] = {
    "Boolean": _boolean,
    "Integer": whole,
    "Decimal": decimal,
    "String": _text,
    "Uri": _uri,
    "Date": _date,
    "Time": _time,
    "DateTime": _date_time,
}
