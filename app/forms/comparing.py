"""When two answers are equal, and which comes first."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from app.forms.values import Coding, DateTime, Number, PartialDate, Quantity, TimeOfDay, Value

Order = tuple[bool, bool]
"""(certainly less, certainly greater). Both are false where the two are equal, or where it cannot
be known: 2019 is neither before nor after 2019-05."""


def same(one: Value, other: Value) -> bool:
    """Equality as conditions and options use it (E7): the types agree, codings agree in system and
    code, numbers in size (2.50 is 2.5), quantities in unit too, times with an offset in the moment
    they name. A coding without a system agrees with that code in any system."""
    if type(one) is not type(other):
        return False
    if isinstance(one, Coding) and isinstance(other, Coding):
        systems_agree = one.system == other.system or "" in (one.system, other.system)
        return one.code == other.code and systems_agree
    point = _point(one)
    return one == other if point is None else point == _point(other)


def compare(one: Value, other: Value) -> Order | None:
    """Which comes first, or None where there is no order between the two: other types, other
    units (V11). Dates are intervals (V4): 2019 is before 2020-05, but neither before nor after
    2019-05."""
    point, bound = _point(one), _point(other)
    if point is not None and bound is not None and point[0] == bound[0]:
        return point[1] < bound[1], point[1] > bound[1]
    days, others = _days(one), _days(other)
    if days is None or others is None:
        return None
    return days[1] < others[0], days[0] > others[1]


def _point(  # noqa: PLR0911 - one line for each type
    value: Value,
) -> tuple[tuple[str, ...], Any] | None:
    """A scale and a place on it; None for what has no order and for dates, which are intervals.
    Places on one scale are of one type, which the types of Python have no way to say."""
    match value:
        case bool() | Coding() | PartialDate():
            return None
        case int():
            return ("number",), Decimal(value)
        case Number():
            return ("number",), value.value
        case Quantity():
            return ("quantity", *value.unit_key), value.number.value
        case TimeOfDay():
            return ("time",), value.seconds
        case DateTime():
            return (("moment",), datetime.fromisoformat(value.text)) if value.whole else None
        case _:
            return ("text",), value


def _days(value: Value) -> tuple[date, date] | None:
    """The first and the last day that a date may mean, in the time zone it was written in."""
    if isinstance(value, DateTime):
        value = PartialDate(value.text.partition("T")[0])
    return (value.first, value.last) if isinstance(value, PartialDate) else None
