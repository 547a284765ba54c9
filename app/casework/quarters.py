"""Quarters of the calendar year, as ``2026-Q4``."""

from __future__ import annotations

import re
from datetime import date, timedelta

_FORM = re.compile(r"([0-9]{4})-Q([1-4])")


def quarter_of(day: date) -> str:
    return f"{day.year:04}-Q{(day.month + 2) // 3}"


def days_of(quarter: str) -> tuple[date, date]:
    """The first and the last day. Raises ValueError for anything but a quarter."""
    found = _FORM.fullmatch(quarter)
    if found is None:
        raise ValueError("not a quarter")
    year, number = int(found[1]), int(found[2])
    first = date(year, 3 * number - 2, 1)
    after = date(year + 1, 1, 1) if number == 4 else date(year, 3 * number + 1, 1)
    return first, after - timedelta(days=1)


def latest(day: date, count: int) -> tuple[str, ...]:
    """So many quarters, the one that the day is in first."""
    found: list[str] = []
    while len(found) < count:
        found.append(quarter_of(day))
        day = days_of(found[-1])[0] - timedelta(days=1)
    return tuple(found)
