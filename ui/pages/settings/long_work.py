"""A button for work that takes its time: progress while it goes on, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from ui.texts import tr
from ui.widgets.buttons import button


class LongWork(QWidget):
    started = Signal()
    stopped = Signal()

    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        self._start = button(text, self._begin)
        self._stop = button(tr("Avbryt"), self.stopped.emit)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._start)
        row.addWidget(self._bar, 1)
        row.addWidget(self._stop)
        row.addStretch(0)
        self.show_idle()

    def show_idle(self) -> None:
        self._start.show()
        self._bar.hide()
        self._stop.hide()

    def show_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)

    def set_ready(self, *, ready: bool) -> None:
        self._start.setEnabled(ready)

    def _begin(self) -> None:
        self._start.hide()
        self._bar.setRange(0, 0)
        self._bar.show()
        self._stop.show()
        self._stop.setFocus()
        self.started.emit()
