"""Dates as Swedes type them: forgiving, but never guessing between two meanings.

Accepted: ``2026-11-21``, ``20261121``, ``261121``, ``21/11 2026``, ``21.11.2026``, ``21 november
2026``, ``den 21 nov 2026``, ``21/11`` (this year), ``2026-11``, ``november 2026``, ``våren 2026``
and ``slutet av 2026`` (kept as the year), ``2026``, ``omkring 2026`` and ``ca mars 2026`` (kept as
they are without the word, since a year or a month is not exact anyway), ``idag``, ``igår``,
``imorgon``; for moments also a time of day after it: ``2026-11-21 14:30``, ``idag kl 9``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

from app.casework.moments import MONTHS, Moment, NotAMoment, at_time, of_day, parse
from app.errors import Fault

_NAMES = {name: number for number, name in enumerate(MONTHS, 1)} | {
    short: number
    for number, shorts in enumerate(
        (
            ("jan",), ("feb", "febr"), ("mar",), ("apr",), (), ("jun",),
            ("jul",), ("aug",), ("sep", "sept"), ("okt",), ("nov",), ("dec",),
        ),
        1,
    )
    for short in shorts
}  # fmt: skip
_MONTH = "|".join(sorted(_NAMES, key=len, reverse=True))
_DAYS = {
    "idag": 0, "i dag": 0, "igår": -1, "i går": -1, "i förrgår": -2, "förrgår": -2,
    "imorgon": 1, "i morgon": 1, "imorron": 1, "i morron": 1,
}  # fmt: skip
_SEASON = (
    r"(?:(?:tidigt |sent )?(?:på )?"
    r"(?:(?:för|sen|hög|mid)?(?:vår|sommar|höst|vinter)(?:en|n)?|vårvintern?|julen|påsken)"
    r"|(?:första|andra) halvåret)"
)
_ABOUT = (
    r"(?:(?:omkring|cirka|ca\.?|runt|kring|ungefär|någon gång(?: i| under)?"
    r"|(?:i )?(?:början|mitten|slutet) (?:av|på)) )?"
)
_TIME = re.compile(
    r"(?P<day>.*?)[\s,]*(?:(?:kl\.?|klockan)\s*(?P<said>[0-9]{1,2}(?:[:.][0-9]{2})?)"
    r"|(?:^|(?<=[\s,])|(?<=[0-9]t))(?P<bare>[0-9]{1,2}:[0-9]{2})"
    r"|(?<=[0-9]{4}-[0-9]{2}-[0-9]{2}\s)(?P<dotted>[0-9]{1,2}\.[0-9]{2}))"
)

_Reader = Callable[[re.Match[str], date], Moment]


def _ymd(found: re.Match[str], _: date) -> Moment:
    return Moment(int(found["y"]), int(found["m"]), int(found["d"]))


def _short_year(found: re.Match[str], today: date) -> Moment:
    """Two digits of a year mean the latest such year that is at most ten years ahead."""
    latest = today.year + 10
    return Moment(latest - (latest - int(found["y"])) % 100, int(found["m"]), int(found["d"]))


def _this_year(found: re.Match[str], today: date) -> Moment:
    return Moment(today.year, int(found["m"]), int(found["d"]))


def _named(found: re.Match[str], _: date) -> Moment:
    return Moment(int(found["y"]), _NAMES[found["name"]], int(found["d"]))


def _named_this_year(found: re.Match[str], today: date) -> Moment:
    return Moment(today.year, _NAMES[found["name"]], int(found["d"]))


def _named_month(found: re.Match[str], _: date) -> Moment:
    return Moment(int(found["y"]), _NAMES[found["name"]])


def _month(found: re.Match[str], _: date) -> Moment:
    return Moment(int(found["y"]), int(found["m"]))


def _year(found: re.Match[str], _: date) -> Moment:
    return Moment(int(found["y"]))


_Y, _M, _D = r"(?P<y>[0-9]{4})", r"(?P<m>[0-9]{1,2})", r"(?P<d>[0-9]{1,2})"
_NAME = rf"(?P<name>{_MONTH})\.?"
_FORMS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(form), reader)
    for form, reader in (
        (rf"{_Y}[-/.]{_M}[-/.]{_D}", _ymd),
        (r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})", _ymd),
        (r"(?P<y>[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})", _short_year),
        (rf"(?:den )?{_D}[/.] ?{_M}[-/. ]? ?{_Y}", _ymd),
        (rf"{_D}-{_M}-{_Y}", _ymd),
        (rf"(?:den )?{_D}/{_M}", _this_year),
        (rf"(?:den )?{_D}(?::?e|:a)?\.? ?{_NAME} ?{_Y}", _named),
        (rf"(?:den )?{_D}(?::?e|:a)?\.? ?{_NAME}", _named_this_year),
        (rf"{_ABOUT}(?:i )?{_NAME} ?{_Y}", _named_month),
        (rf"{_Y}[-/](?P<m>[0-9]{{1,2}})", _month),
        (rf"{_ABOUT}(?:på )?{_SEASON} {_Y}", _year),
        (rf"{_ABOUT}(?:år |under )?{_Y}", _year),
    )
)


def read_date(typed: str, *, today: date) -> Moment | Fault:
    """The whole or partial date that was typed; ``NO_SUCH_DAY`` for a day that its month does not
    have, ``NOT_A_DATE`` for anything else."""
    words = _tidy(typed)
    if words in _DAYS:
        return of_day(today + timedelta(days=_DAYS[words]))
    for form, reader in _FORMS:
        found = form.fullmatch(words)
        if found is not None:
            moment = reader(found, today)
            if moment.exists:
                return moment
            day_of_month = moment.day is not None and moment.month in range(1, 13)
            return Fault.NO_SUCH_DAY if day_of_month else Fault.NOT_A_DATE
    return Fault.NOT_A_DATE


def read_full_date(typed: str, *, today: date) -> Moment | Fault:
    """A date that says which day; ``NOT_A_FULL_DATE`` for a year or a month."""
    found = read_date(typed, today=today)
    if isinstance(found, Moment) and not found.full:
        return Fault.NOT_A_FULL_DATE
    return found


def read_moment(typed: str, *, today: date) -> Moment | Fault:
    """A whole or partial date, or a whole date with a time of day in Sweden; a time alone is
    today, and the stored form is itself. ``NOT_A_TIME`` when the part after the date is no time
    of day."""
    with suppress(NotAMoment):
        return parse(typed.strip())
    words = _tidy(typed)
    found = _TIME.fullmatch(words)
    if found is None:
        return read_date(typed, today=today)
    time = _clock(found["said"] or found["bare"] or found["dotted"])
    if time is None:
        return Fault.NOT_A_TIME
    day_words = found["day"].rstrip("t") if found["bare"] else found["day"]
    day = read_full_date(day_words or "idag", today=today)
    return at_time(day.first, time) if isinstance(day, Moment) else day


def _tidy(typed: str) -> str:
    return " ".join(typed.replace("–", "-").replace("‑", "-").casefold().split())


def _clock(text: str) -> str | None:
    hours, _, minutes = text.replace(".", ":").partition(":")
    if int(hours) > 23 or int(minutes or 0) > 59:
        return None
    return f"{int(hours):02}:{int(minutes or 0):02}"
