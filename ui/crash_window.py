"""What is shown when the program itself is wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label, selectable


class CrashWindow(QDialog):
    """One window however many faults come: a broken timer must not bury the screen."""

    lock = Signal()

    def __init__(self, parent: QWidget | None, *, unlocked: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle("Aktvalv")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._codes: list[str] = []
        self._code = selectable("", "heading")
        self._report = QPlainTextEdit()
        self._report.setReadOnly(True)
        self._report.setAccessibleName(tr("Felrapport"))
        saved = (
            tr(
                "Allt som är signerat är sparat. Det du skriver sparas som utkast varje sekund; "
                "bara de sista tecknen kan saknas. Lås valvet och lås upp det igen, så är du "
                "tillbaka på samma ställe."
            )
            if unlocked
            else tr("Inget valv är öppet, så inget är skadat. Starta om programmet.")
        )
        column = QVBoxLayout(self)
        column.setSpacing(12)
        for part in (
            label(tr("Ett fel i programmet"), "title"),
            label(saved),
            label(tr("Felkod, att lämna till den som sköter programmet:"), "muted"),
            self._code,
            label(tr("Hela rapporten. Den innehåller inga uppgifter ur ärenden."), "muted"),
            self._report,
        ):
            column.addWidget(part)
        row = FlowLayout()
        if unlocked:
            row.addWidget(button(tr("Lås valvet"), self._lock, role="primary", icon="lock"))
            row.addWidget(button(tr("Fortsätt ändå"), self.reject))
        else:
            row.addWidget(button(tr("Stäng"), self.reject, role="primary"))
        column.addLayout(row)
        self.resize(self.fontMetrics().averageCharWidth() * 80, self.sizeHint().height())

    def add(self, code: str, steps: tuple[str, ...]) -> None:
        """Another fault; the same one twice is shown once."""
        if code in self._codes:
            return
        self._codes.append(code)
        self._code.setText(", ".join(self._codes))
        self._report.appendPlainText("\n".join((code, *steps)) + "\n")

    def _lock(self) -> None:
        self.lock.emit()
