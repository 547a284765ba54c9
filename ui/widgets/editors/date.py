"""A date as people write it, whole or in part, with a calendar at hand."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.icons import icon
from ui.texts import tr
from ui.widgets.buttons import icon_button
from ui.widgets.editors.text import LineEditor

_ISO = "yyyy-MM-dd"


class DateEditor(LineEditor):
    """Typed text: ``2026-11-21``, ``nov 2021``, ``2019``. The use case reads it. The calendar
    (button or Alt+Down) writes a whole date."""

    def __init__(self, *, placeholder: str = "", characters: int = 18) -> None:
        super().__init__(placeholder=placeholder or tr("ÅÅÅÅ-MM-DD"), characters=characters)
        self._button = icon_button("calendar", tr("Välj i kalender"), self.open_calendar)
        # The field has Alt+Down; a second stop for each date would make every form slower.
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._line)
        row.addWidget(self._button)
        row.addStretch(1)
        self._column.addLayout(row)
        keys = QShortcut(QKeySequence("Alt+Down"), self._line)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(self.open_calendar)

    def set_name(self, name: str, description: str = "") -> None:
        hint = tr("Alt och nedåtpil öppnar kalendern.")
        super().set_name(name, f"{description} {hint}".strip())

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self._button.setVisible(not read_only)

    def open_calendar(self) -> None:
        if self._line.isReadOnly():
            return
        popup = _Calendar(self, QDate.fromString(self._day(), _ISO))
        popup.calendar.activated.connect(self._chosen)
        popup.calendar.clicked.connect(self._chosen)
        popup.ensurePolished()
        popup.adjustSize()
        popup.move(self._line.mapToGlobal(self._line.rect().bottomLeft()))
        popup.show()
        popup.calendar.setFocus()

    def _chosen(self, date: QDate) -> None:
        for popup in self.findChildren(_Calendar):
            popup.close()
        written = self._with_day(date.toString(_ISO))
        if self._line.text() != written:
            self._line.selectAll()
            self._line.insert(written)  # insert, so that Ctrl+Z takes it back
            self.edited.emit()
        self._line.setFocus()

    def _day(self) -> str:
        """The part of the text that is the date."""
        return self._line.text().strip()

    def _with_day(self, day: str) -> str:
        """The text with another date in it."""
        return day


class _Calendar(QFrame):
    def __init__(self, parent: QWidget, shown: QDate) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        self.calendar = QCalendarWidget()
        self.calendar.setLocale(QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setAccessibleName(tr("Kalender"))
        # Qt paints weekends red, which is hard to read on dark and means nothing here.
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, QTextCharFormat())
        for name, arrow in (("prev", "arrow-left"), ("next", "arrow-right")):
            turn = self.calendar.findChild(QToolButton, f"qt_calendar_{name}month")
            if turn is not None:  # Qt draws its own arrows dark on dark
                turn.setIcon(icon(arrow))
        if shown.isValid():
            self.calendar.setSelectedDate(shown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.calendar)
