"""The machine asks the program to end: at logout, at shutdown, from a terminal that is closed.

Without an answer of ours the process would die where it stands: nothing secret stays, but the
last second of typing, the log's row about the lock and the mark of how far the vault had come
would be missing.
"""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_SIGNALS = ("SIGTERM", "SIGINT", "SIGHUP")


class AskedToEnd(QObject):
    """Sends ``asked`` on the window's thread. On Windows there are no such signals."""

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        if sys.platform == "win32":
            return
        # Python runs its own handlers between two steps of Python, and Qt may wait long for an
        # event; but the interpreter also writes to a pipe, at once, and Qt hears that.
        self._pipe, written = os.pipe()
        for end in (self._pipe, written):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(written, warn_on_full_buffer=False)
        for name in _SIGNALS:
            signal.signal(getattr(signal, name), _heard)
        self._notifier = QSocketNotifier(self._pipe, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._came)

    @Slot()
    def _came(self) -> None:
        os.read(self._pipe, 64)
        self.asked.emit()


def _heard(_number: int, _frame: FrameType | None) -> None:
    """The pipe tells of it."""
