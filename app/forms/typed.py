"""What was typed in a field → an answer, or what has to be put right."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Final

from app.casework.moments import Moment, at_time
from app.casework.typed_dates import read_date, read_moment
from app.forms.model import Item, Kind
from app.forms.values import (
    MAX_INTEGER,
    Coding,
    DateTime,
    Entry,
    Malformed,
    Number,
    PartialDate,
    Quantity,
    TimeOfDay,
    Value,
)

_INTEGER = re.compile(r"[+-]?[0-9]{1,10}")
_DECIMAL = re.compile(r"(?P<sign>[+-]?)0*(?P<whole>[0-9]*)(?:(?P<mark>[.,])(?P<part>[0-9]+))?")
_MOST_DIGITS: Final = 15
"""Before and after the comma. More than anything is measured with, and few enough to be read
back from a draft (``gate.MAX_DIGITS``)."""

_TIME = re.compile(
    r"(?:kl\.? ?|klockan )?(?P<hour>[0-9]{1,2})"
    r"(?:[:.](?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2}))?|(?P<packed>[0-9]{2}))?"
)
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s:]\S*")
_BARE_ADDRESS = re.compile(r"[^\s/:@]+\.[^\s/:@.]{2,}(?:[/?#]\S*)?")
_QUANTITY = re.compile(r"(?P<number>[^A-Za-zÅÄÖåäöµ°%/]*)(?P<unit>.*)", re.DOTALL)

Reading = Value | Malformed | None
"""An answer, something that is none, or nothing at all."""


def read_typed(item: Item, text: str, *, today: date) -> Reading:
    """The answer that a line or a text field holds. None when it is empty.

    Numbers may have spaces, a real minus sign and a comma; a date may be partial and is read as
    forgivingly as everywhere in the program; a time may be ``9.30``, ``0930`` or ``9``. A number
    without a unit is in the first unit that the question offers.
    """
    if not text.strip():
        return None
    if item.kind is Kind.QUANTITY:
        return _quantity(item, text) or Malformed(text)
    if item.kind in (Kind.DATE, Kind.DATE_TIME):
        return _date(item.kind, text, today) or Malformed(text)
    reader = _READERS.get(item.kind)
    if reader is None:
        return text
    found = reader(text)
    return Malformed(text) if found is None else found


def read_number(text: str) -> Number | Malformed | None:
    """A decimal number with all the digits that were typed, also the zeros at its end (V2)."""
    if not text.strip():
        return None
    return _number(text) or Malformed(text)


def shown(value: Entry) -> str:
    """A value as it stands in a line: the inverse of ``read_typed`` for what is typed."""
    match value:
        case Number(text):
            return text.replace(".", ",")
        case Quantity():
            return f"{shown(value.number)} {value.unit or value.code}".rstrip()
        case TimeOfDay(text):
            return text.removesuffix(":00") if text.count(":") == 2 else text
        case DateTime(text):
            return _local(text)
        case Coding():
            return value.display or value.code
        case _:
            return str(getattr(value, "text", value))


def is_address(text: str) -> bool:
    """Whether the text could be an address (``https://…``). It is only shown, never opened."""
    return _ADDRESS.fullmatch(text) is not None


def _integer(text: str) -> int | None:
    digits = _packed(text)
    if _INTEGER.fullmatch(digits) and abs(int(digits)) <= MAX_INTEGER:
        return int(digits)
    return None


def _number(text: str) -> Number | None:
    found = _DECIMAL.fullmatch(_packed(text))
    if found is None or not (found["whole"] or found["part"] or "0" in text):
        return None
    whole, part = found["whole"] or "0", found["part"] or ""
    if max(len(whole), len(part)) > _MOST_DIGITS:
        return None
    if found["mark"] == "." and len(part) == 3 and found["whole"]:
        return None  # one thousand two hundred, or one and a fifth?
    negative = found["sign"] == "-" and (whole + part).strip("0")
    return Number(("-" if negative else "") + (f"{whole}.{part}" if part else whole))


def _packed(text: str) -> str:
    return "".join(text.split()).replace("−", "-")


def _quantity(item: Item, text: str) -> Quantity | None:
    found = _QUANTITY.fullmatch(text)
    number = _number(found["number"]) if found else None
    if found is None or number is None:
        return None
    named = found["unit"].strip()
    units = item.units or (Coding("", "", item.unit),)
    for unit in units:
        if not named or named.casefold() in (unit.display.casefold(), unit.code.casefold()):
            return Quantity(number, unit.display or unit.code, unit.system, unit.code)
    return None if item.units or item.unit else Quantity(number, named)


def _time(text: str) -> TimeOfDay | None:
    with suppress(ValueError):
        return TimeOfDay(f"{text.strip()}:00" if text.count(":") == 1 else text.strip())
    found = _TIME.fullmatch(" ".join(text.casefold().split()))
    if found is None:
        return None
    minute = found["minute"] or found["packed"] or "00"
    written = f"{int(found['hour']):02}:{minute}:{found['second'] or '00'}"
    with suppress(ValueError):
        return TimeOfDay(written)
    return None


def _date(kind: Kind, text: str, today: date) -> PartialDate | DateTime | None:
    if kind is Kind.DATE:
        day = read_date(text, today=today)
        return PartialDate(day.text) if isinstance(day, Moment) else None
    with suppress(ValueError):
        return DateTime(text.strip())
    found = read_moment(text, today=today)
    if not isinstance(found, Moment):
        return None
    seconds = f"T{found.time}:00{found.offset}" if found.time else ""
    return DateTime(found.day_text + seconds)


def _local(text: str) -> str:
    """``2026-03-14 09:30`` where the offset is the one that Sweden had; else all of it."""
    day, _, time = text.partition("T")
    if not time:
        return day
    minutes = time[:5]
    local = at_time(date.fromisoformat(day), minutes)
    return f"{day} {minutes}" if text == f"{day}T{minutes}:00{local.offset}" else text


def _address(text: str) -> str | None:
    text = text.strip()
    if is_address(text):
        return text
    return f"https://{text}" if _BARE_ADDRESS.fullmatch(text) else None


_READERS: dict[Kind, Callable[[str], Value | None]] = {
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _number,
    Kind.TIME: _time,
    Kind.URL: _address,
}
