"""Personnummer and samordningsnummer: read, checked, shown.

Source: folkbokföringslagen (1991:481) 18 §, lagen (2022:1697) 2 kap. 8 §. What the law leaves
open is not held against the person: when a date's numbers have run out a nearby day is used, so
the date is *about* the birthday; numbers are in rare cases given anew; and the digit that once
told a sex tells nothing here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.casework.facts import NumberKind
from app.errors import Fault

_TYPED = re.compile(r"(?P<century>[0-9]{2})?(?P<date>[0-9]{6})(?P<sign>[-+]?)(?P<last>[0-9]{4})")
_DASHES = str.maketrans({"–": "-", "‐": "-", "‑": "-", "−": "-"})
_SPACES = re.compile(r"\s+")
_SAMORDNING = 60
"""Added to the day of a samordningsnummer."""
_OLDEST_KNOWN = 115
"""Years. Nobody in Sweden has lived so long; a number that says so is more likely mistyped."""


class Doubt(StrEnum):
    """What is unlikely about a number, and worth a warning, but no reason to refuse it."""

    IN_THE_FUTURE = "in_the_future"
    VERY_OLD = "very_old"


@dataclass(frozen=True, slots=True)
class Number:
    """A number whose length, date and check digit are right."""

    digits: str
    """Twelve digits, as they are stored: ``199001011239``."""
    kind: NumberKind
    born: date
    """The birthday, or a day near it."""

    @property
    def shown(self) -> str:
        """``19900101-1239``."""
        return f"{self.digits[:8]}-{self.digits[8:]}"

    @property
    def short(self) -> str:
        """The ten digits without century: ``9001011239``."""
        return self.digits[2:]

    @property
    def is_test_number(self) -> bool:
        """Individual number 980–999, which the Tax Agency keeps for made-up people."""
        return self.digits[8:10] in {"98", "99"}


def parse(typed: str, *, today: date) -> Number | Fault:
    """The number that somebody typed, with ten or twelve digits, with hyphen, plus, spaces or
    none. ``today`` settles the century of ten digits: a hyphen means under a hundred this year, a
    plus means that the person turns or has turned a hundred."""
    found = _TYPED.fullmatch(_SPACES.sub("", typed).translate(_DASHES))
    if found is None:
        return Fault.PERSONNUMMER_LENGTH
    century = found["century"] or _century(found["date"], found["sign"], today)
    digits = century + found["date"] + found["last"]
    born = _born(digits)
    if born is None:
        return Fault.PERSONNUMMER_DATE
    if digits[8:11] == "000" or _check_digit(digits[2:11]) != digits[11]:
        return Fault.PERSONNUMMER_CHECK_DIGIT
    coordination = int(digits[6:8]) > _SAMORDNING
    kind = NumberKind.SAMORDNINGSNUMMER if coordination else NumberKind.PERSONNUMMER
    return Number(digits, kind, born)


def parse_stored(digits: str) -> Number | Fault:
    """The number of twelve stored digits; every other writing is a fault."""
    if not re.fullmatch(r"[0-9]{12}", digits):
        return Fault.PERSONNUMMER_LENGTH
    return parse(digits, today=date.max)


def doubts(number: Number, *, today: date) -> tuple[Doubt, ...]:
    """What to warn about. Never a reason to refuse: registers have held stranger things."""
    if number.born > today:
        return (Doubt.IN_THE_FUTURE,)
    if today.year - number.born.year > _OLDEST_KNOWN:
        return (Doubt.VERY_OLD,)
    return ()


def with_check_digit(eleven: str) -> str:
    """Twelve digits from the date and the three digits after it. For made-up people."""
    return eleven + _check_digit(eleven[2:])


def _century(six: str, sign: str, today: date) -> str:
    year = today.year - (today.year - int(six[:2])) % 100
    born = _born(f"{year:04}{six[2:]}")
    if sign == "+" or (not sign and born is not None and born > today):
        year -= 100
    return f"{year:04}"[:2]


def _born(digits: str) -> date | None:
    day = int(digits[6:8])
    try:
        return date(
            int(digits[:4]), int(digits[4:6]), day - _SAMORDNING if day > _SAMORDNING else day
        )
    except ValueError:
        return None


def _check_digit(nine: str) -> str:
    """Modulus 10 with weights 2, 1, 2 … over the nine digits after the century."""
    total = 0
    for place, digit in enumerate(nine):
        product = int(digit) * (2 - place % 2)
        total += product // 10 + product % 10
    return str(-total % 10)
