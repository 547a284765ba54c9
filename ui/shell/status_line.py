"""The line at the bottom: saved, encrypted, locks in, no network."""

from __future__ import annotations

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QStatusBar

from app.usecases.changes import Changes
from ui.texts import tr
from ui.widgets.labels import label


class StatusLine(QStatusBar):
    """Tells only what is known; nothing here blinks or moves."""

    def __init__(self, *, read_only: bool) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._saved = label(tr("Skrivskyddat") if read_only else tr("Inget ändrat än"))
        self._locks = label("")
        self._copied = label("")
        self._working = label("")
        for part in (
            self._saved,
            label(tr("Krypterat på den här datorn")),
            self._locks,
            label(tr("Ingen nätverksåtkomst")),
            self._copied,
            self._working,
        ):
            part.setWordWrap(False)
            part.setContentsMargins(8, 3, 8, 3)
            self.addWidget(part)
        self._locks.hide()
        self._copied.hide()

    def show_saved(self, _changes: Changes) -> None:
        when = QTime.currentTime().toString("HH:mm")
        self._saved.setText(tr("Sparat {when}").format(when=when))

    def show_lock_in(self, minutes: int) -> None:
        """Minutes until the vault locks itself; 0 is less than one."""
        text = tr("Låses om {n} min").format(n=minutes) if minutes else tr("Låses strax")
        self._locks.setText(text)
        self._locks.show()

    def show_copied(self, seconds: int) -> None:
        """Seconds until what was copied is taken back; 0 when it has been."""
        self._copied.setText(tr("Det kopierade rensas om {n} s").format(n=seconds))
        self._copied.setVisible(seconds > 0)

    def show_working(self, working: bool) -> None:
        self._working.setText(tr("Arbetar …") if working else "")
