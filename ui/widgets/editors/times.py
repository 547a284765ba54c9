"""A time of day, and a date with a time, as people write them."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt

from ui.texts import tr
from ui.widgets.editors.date import DateEditor
from ui.widgets.editors.text import LineEditor

_DAY_AND_TIME = re.compile(
    r"(?P<day>.*?)[\s,T]+"
    r"(?P<time>(?:kl\.?|klockan)\s*[0-9]{1,2}(?:[:.]?[0-9]{2})?|[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2})?)"
    r"\s*",
    re.IGNORECASE,
)


class TimeEditor(LineEditor):
    """Typed text: ``9.30``, ``0930``, ``9:30``."""

    def __init__(self, *, placeholder: str = "") -> None:
        super().__init__(
            placeholder=placeholder or tr("TT:MM"),
            hints=Qt.InputMethodHint.ImhPreferNumbers,
            characters=max(8, len(placeholder)),
        )


class DateTimeEditor(DateEditor):
    """Typed text: ``2026-11-21 9.30``, ``idag kl 9``, or a date alone. The calendar writes the
    date and leaves the time as it is."""

    def __init__(self, *, placeholder: str = "") -> None:
        super().__init__(placeholder=placeholder or tr("ÅÅÅÅ-MM-DD TT:MM"), characters=26)

    def _day(self) -> str:
        found = _DAY_AND_TIME.fullmatch(self._line.text())
        return found["day"].strip() if found else super()._day()

    def _with_day(self, day: str) -> str:
        found = _DAY_AND_TIME.fullmatch(self._line.text())
        return f"{day} {found['time']}" if found else day
