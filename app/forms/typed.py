"""What was typed in a field → an answer, or what has to be put right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from app.casework.moments import Moment
from app.casework.typed_dates import read_date
from app.forms.model import Item, Kind
from app.forms.values import MAX_INTEGER, PartialDate, Value

_INTEGER = re.compile(r"[+-]?[0-9]{1,10}")


@dataclass(frozen=True, slots=True)
class Malformed:
    """Typed, but no answer. Kept as it was typed."""

    text: str


def read_typed(item: Item, text: str, *, today: date) -> Value | Malformed | None:
    """The answer that a line or a text field holds. None when it is empty.

    A whole number may have spaces and a real minus sign; a date may be partial and is read as
    forgivingly as everywhere in the program.
    """
    if not text.strip():
        return None
    if item.kind is Kind.INTEGER:
        digits = "".join(text.split()).replace("−", "-")
        if _INTEGER.fullmatch(digits) and abs(int(digits)) <= MAX_INTEGER:
            return int(digits)
        return Malformed(text)
    if item.kind is Kind.DATE:
        found = read_date(text, today=today)
        return PartialDate(found.text) if isinstance(found, Moment) else Malformed(text)
    return text


def shown(value: Value) -> str:
    """A value as it stands in a line: the inverse of ``read_typed`` for what is typed."""
    return str(getattr(value, "text", value))
