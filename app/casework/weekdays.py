"""Days on which a time set by law may run out.

Source: lagen (1930:173) om beräkning av lagstadgad tid, 2 §: a time that ends on a Sunday, another
public holiday, a Saturday, Midsummer Eve, Christmas Eve or New Year's Eve ends on the next
weekday. The holidays are those of lagen (1989:253) om allmänna helgdagar; the ones that always
fall on a Saturday or Sunday need no mention.
"""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.easter import easter

_FIXED = frozenset({(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)})
"""Month and day."""
_FROM_EASTER = frozenset({-2, 1, 39})
"""Good Friday, Easter Monday, Ascension Day: days from Easter Sunday."""
_FRIDAY = 4


def is_weekday(day: date) -> bool:
    """Whether a time set by law can end on the day."""
    if day.weekday() > _FRIDAY or (day.month, day.day) in _FIXED:
        return False
    midsummer_eve = day.weekday() == _FRIDAY and day.month == 6 and 19 <= day.day <= 25
    return not midsummer_eve and (day - easter(day.year)).days not in _FROM_EASTER


def weekday_from(day: date) -> date:
    """The day itself if a time can end on it, else the next one that it can end on."""
    while not is_weekday(day) and day < date.max:
        day += timedelta(days=1)
    return day
