"""Dates as people know them: whole, or only a year or a month, or to the minute.

The stored form is ``2019``, ``2019-03``, ``2019-03-14`` or ``2019-03-14T09:30+01:00``. A partial
date stands for every day that it may mean, so comparing is comparing intervals. What somebody
types is read by ``casework.typed_dates``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from datetime import time as ClockTime  # noqa: N812 ("time" is a field here)

from dateutil import tz

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)

SWEDISH_TIME = tz.tzstr("CET-1CEST,M3.5.0/2,M10.5.0/3")
"""Swedish time by its present rule (since 1996), without reading the machine's time zone files."""

_STORED = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})"
    r"(?:T(?P<time>(?:[01][0-9]|2[0-3]):[0-5][0-9])"
    r"(?P<offset>Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9]))?)?)?"
)


class NotAMoment(ValueError):
    """Text that is not in the stored form. Does not carry the text."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A whole or partial date, or a whole date with a time of day."""

    year: int
    month: int | None = None
    day: int | None = None
    time: str = ""
    """``09:30``; only with a day."""
    offset: str = ""
    """``+01:00`` or ``Z``; only with a time."""

    @property
    def text(self) -> str:
        """The stored form."""
        month = f"-{self.month:02}" if self.month is not None else ""
        day = f"-{self.day:02}" if self.day is not None else ""
        time = f"T{self.time}{self.offset}" if self.time else ""
        return f"{self.year:04}{month}{day}{time}"

    @property
    def first(self) -> date:
        """The first day it may mean."""
        month = 1 if self.month is None else self.month
        return date(self.year, month, 1 if self.day is None else self.day)

    @property
    def last(self) -> date:
        """The last day it may mean."""
        month = 12 if self.month is None else self.month
        day = monthrange(self.year, month)[1] if self.day is None else self.day
        return date(self.year, month, day)

    @property
    def exists(self) -> bool:
        """Whether the calendar has it."""
        try:
            return self.first <= self.last
        except ValueError:
            return False

    @property
    def full(self) -> bool:
        """Whether it says which day."""
        return self.day is not None

    @property
    def day_text(self) -> str:
        """The stored form without the time of day."""
        return self.text.partition("T")[0]

    def surely_before(self, other: Moment) -> bool:
        """Whether every day that this may mean comes before every day that the other may; of two
        times on one day, whether this is the earlier."""
        if self.time and other.time:
            return self._instant() < other._instant()
        return self.last < other.first

    def surely_after(self, day: date) -> bool:
        """Whether every day that this may mean comes after the day. For "in the future"."""
        return self.first > day

    def _instant(self) -> datetime:
        return datetime.fromisoformat(self.text)


def parse(text: str) -> Moment:
    """The moment of a stored text. Raises ``NotAMoment`` for anything else."""
    found = _STORED.fullmatch(text)
    if found is None:
        raise NotAMoment
    moment = Moment(
        year=int(found["year"]),
        month=int(found["month"]) if found["month"] else None,
        day=int(found["day"]) if found["day"] else None,
        time=found["time"] or "",
        offset=found["offset"] or "",
    )
    if not moment.exists:
        raise NotAMoment
    return moment


def day_or_none(text: str) -> date | None:
    """The day of a stored text that should be a whole date, for reading records: what somebody
    else's program has written may say less. A time of day is left out."""
    try:
        moment = parse(text)
    except NotAMoment:
        return None
    return moment.first if moment.full else None


def of_day(day: date) -> Moment:
    return Moment(day.year, day.month, day.day)


def at_time(day: date, time: str) -> Moment:
    """A time of day in Sweden, ``09:30``, with the offset that held that day."""
    local = datetime.combine(day, ClockTime.fromisoformat(time), SWEDISH_TIME)
    offset = local.strftime("%z")
    return Moment(day.year, day.month, day.day, time, f"{offset[:3]}:{offset[3:]}")


def shown(text: str) -> str:
    """A stored moment for screen and paper: ``2019``, ``mars 2019``, ``2019-03-14``,
    ``2019-03-14 kl. 09:30``. Text that is none is shown as it is."""
    try:
        moment = parse(text)
    except NotAMoment:
        return text
    if moment.time:
        return f"{moment.day_text} kl. {moment.time}"
    if moment.month and not moment.day:
        return f"{MONTHS[moment.month - 1]} {moment.year:04}"
    return moment.text


def in_words(text: str) -> str:
    """A whole date as running text: ``26 november 2021``. Other moments as ``shown``."""
    day = day_or_none(text)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else shown(text)


def week(day: date) -> str:
    """The ISO week: ``v. 47``."""
    return f"v. {day.isocalendar().week}"
