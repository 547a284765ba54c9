"""The values an answer can have. How they compare: ``forms.comparing``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from app.casework.moments import parse

MAX_INTEGER = 2**31 - 1
"""An integer answer is a signed 32-bit number (FHIR ``integer``)."""

_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,17})?")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?")
_DATE_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?P<time>[0-9:.]+)(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])"
)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """``2019``, ``2019-03`` or ``2019-03-14``: whoever tells of the past seldom knows the day.
    Raises ValueError for anything else."""

    text: str

    def __post_init__(self) -> None:
        if parse(self.text).time:
            raise ValueError("not a date")

    @property
    def first(self) -> date:
        return parse(self.text).first

    @property
    def last(self) -> date:
        return parse(self.text).last


@dataclass(frozen=True, slots=True)
class Coding:
    """A code of a system. ``display`` is stored with every answer, so that an answer can be read
    without its template, but is no part of what the coding means."""

    code: str
    system: str = ""
    display: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A decimal number exactly as it was written, with a point: ``2.50`` is not ``2.5``, since the
    precision was meant (V2). Raises ValueError for anything else."""

    text: str

    def __post_init__(self) -> None:
        if not _NUMBER.fullmatch(self.text) or self.text == "-0":  # which JSON would read as 0
            raise ValueError("not a number")

    @property
    def value(self) -> Decimal:
        return Decimal(self.text)

    @property
    def decimals(self) -> int:
        """How many were written."""
        return len(self.text.partition(".")[2])


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """``09:30`` or ``09:30:15``. Raises ValueError for anything else."""

    text: str

    def __post_init__(self) -> None:
        if not _TIME.fullmatch(self.text):
            raise ValueError("not a time")

    @property
    def seconds(self) -> Decimal:
        """Since midnight."""
        hours, minutes, *rest = self.text.split(":")
        return 3600 * int(hours) + 60 * int(minutes) + Decimal(rest[0] if rest else 0)


@dataclass(frozen=True, slots=True)
class DateTime:
    """A date that may be partial, or a whole date with a time and its offset (V5):
    ``2026-03-14T09:30:00+01:00``. Raises ValueError for anything else."""

    text: str

    def __post_init__(self) -> None:
        if "T" not in self.text:
            PartialDate(self.text)
            return
        found = _DATE_TIME.fullmatch(self.text)
        if not found:
            raise ValueError("not a date with a time")
        TimeOfDay(found["time"])
        datetime.fromisoformat(self.text)

    @property
    def whole(self) -> bool:
        """Whether it has a time of day."""
        return "T" in self.text


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of something. Only quantities of the same unit compare (V11)."""

    number: Number
    unit: str = ""
    """As people write it: ``kg``."""
    system: str = ""
    code: str = ""

    @property
    def unit_key(self) -> tuple[str, str]:
        """What two quantities must have in common to be compared (V11): the code of the unit, or
        its word where it has none."""
        return (self.system, self.code) if self.code else ("", self.unit)


Value = bool | int | str | PartialDate | Coding | Number | TimeOfDay | DateTime | Quantity


@dataclass(frozen=True, slots=True)
class Malformed:
    """Typed, but no answer ("31 feb"). Kept in drafts exactly as it was typed, so that it is never
    lost; it blocks completion. Empty where an answer was taken away and something answered still
    stands under it."""

    text: str


Entry = Value | Malformed
"""What may stand where an answer is given."""


def values_of(entries: Iterable[Entry]) -> tuple[Value, ...]:
    """The answers among what was typed."""
    return tuple(entry for entry in entries if not isinstance(entry, Malformed))
