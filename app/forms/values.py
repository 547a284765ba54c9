"""The values an answer can have, and how they compare."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.casework.moments import parse

MAX_INTEGER = 2**31 - 1
"""An integer answer is a signed 32-bit number (FHIR ``integer``)."""


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


Value = bool | int | str | PartialDate | Coding


def same(one: Value, other: Value) -> bool:
    """Equality as conditions and options use it: the types agree, and codings agree in system
    and code. A coding without a system agrees with that code in any system."""
    if isinstance(one, Coding) and isinstance(other, Coding):
        systems_agree = one.system == other.system or "" in (one.system, other.system)
        return one.code == other.code and systems_agree
    return type(one) is type(other) and one == other


def compare(one: Value, other: Value) -> tuple[bool, bool] | None:
    """(certainly less, certainly greater), or None where there is no order between the two.

    Dates are intervals: 2019 is before 2020-05, but neither before nor after 2019-05.
    """
    if isinstance(one, PartialDate) and isinstance(other, PartialDate):
        return one.last < other.first, one.first > other.last
    if isinstance(one, bool) or isinstance(other, bool):
        return None
    if isinstance(one, int) and isinstance(other, int):
        return one < other, one > other
    if isinstance(one, str) and isinstance(other, str):
        return one < other, one > other
    return None
