"""The lowest and the highest answer that a template allows."""

from __future__ import annotations

from app.forms.fields import Node
from app.forms.model import Kind
from app.forms.problems import Code
from app.forms.values import DateTime, Number, PartialDate, Quantity, TimeOfDay, Value


def read_bound(extension: Node, kind: Kind) -> Value | None:
    """The value of ``minValue``, ``maxQuantity`` … as an answer of this kind is written. A bound
    of another type, or one that is computed, makes the template one for reading only."""
    if "extension" in extension.value or any(key.startswith("_") for key in extension.value):
        extension.unsupported("cqf-expression")
        return None
    value = extension.choice("value")
    bound = None if value is None else _of_kind(value, kind)
    if value is not None and bound is None:
        extension.faults.error(Code.BOUNDS_TYPE, extension.where, extension.link_id)
    return bound


def _of_kind(value: Value, kind: Kind) -> Value | None:  # noqa: PLR0911 - one line for each kind
    match kind, value:
        case (_, bool()):
            return None
        case (Kind.INTEGER, int()):
            return value
        case (Kind.DECIMAL, int()):
            return Number(str(value))
        case (Kind.DECIMAL, Number()):
            return value
        case (Kind.DATE, PartialDate()) | (Kind.TIME, TimeOfDay()) | (Kind.QUANTITY, Quantity()):
            return value
        case (Kind.DATE, DateTime(text)) if "T" not in text:
            return PartialDate(text)
        case (Kind.DATE_TIME, PartialDate(text) | DateTime(text)):
            return DateTime(text)
        case _:
            return None
