"""The machine asks the program to end: at logout, at shutdown, from a terminal that is closed.

Without an answer of ours the process would die where it stands: nothing secret stays, but the
last second of typing, the log's row about the lock and the mark of how far the vault had come
would be missing.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

if sys.platform == "win32":  # has no such signals

    def _listen() -> int | None:
        return None

else:
    import signal
    from types import FrameType

    def _listen() -> int | None:
        """A pipe that can be read once the process has been asked to end.

        Python runs its own handlers between two steps of Python, and Qt may wait long for an
        event; but the interpreter also writes to a pipe, at once, and Qt hears that.
        """
        heard, told = os.pipe()
        for end in (heard, told):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(told, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, _the_pipe_tells)
        return heard

    def _the_pipe_tells(_number: int, _frame: FrameType | None) -> None:
        """In place of the handlers that would end the process."""


class AskedToEnd(QObject):
    """Sends ``asked`` on the window's thread. One in a process, made on its first thread."""

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        heard = _listen()
        if heard is not None:
            self._heard = heard
            self._notifier = QSocketNotifier(heard, QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._came)

    @Slot()
    def _came(self) -> None:
        os.read(self._heard, 64)
        self.asked.emit()
