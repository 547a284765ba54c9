"""Notices that nobody is there."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot

SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)
FEWEST_MINUTES, MOST_MINUTES = 1, 15
WARN_SECONDS = 60
"""From here on every second is told, before that every minute."""


def steady_seconds() -> float:
    """Seconds by a clock that nobody can set back. On Linux and Windows it goes on while the
    machine sleeps; on macOS it stands still then, and only the waking hours count."""
    if sys.platform == "linux":
        seconds = time.clock_gettime(time.CLOCK_BOOTTIME)
    else:
        seconds = time.monotonic()
    return seconds


class IdleWatch(QObject):
    """Counts from the last key or movement in any of the program's windows."""

    idle = Signal()
    remaining = Signal(int)
    """Seconds until ``idle``: once a minute, and every second of the last one."""

    def __init__(
        self,
        minutes: int,
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = steady_seconds,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._seconds = 0
        self._last_sign = clock()
        self._told = -1
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.look)
        self.set_minutes(minutes)

    def start(self) -> None:
        application = QCoreApplication.instance()
        assert application is not None
        application.installEventFilter(self)
        self._last_sign = self._clock()
        self._timer.start()
        self.look()

    def stop(self) -> None:
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._timer.stop()

    def set_minutes(self, minutes: int) -> None:
        """From 1 to 15; a number outside is taken as the nearest."""
        self._seconds = 60 * min(MOST_MINUTES, max(FEWEST_MINUTES, minutes))
        self._told = -1

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in SIGNS_OF_LIFE:
            self._last_sign = self._clock()
            if 0 <= self._told <= WARN_SECONDS:
                self.look()
        return False

    @Slot()
    def look(self) -> None:
        """Compare with the clock now; the timer does it every second."""
        if not self._timer.isActive():
            return
        left = self._seconds - int(self._clock() - self._last_sign)
        if left <= 0:
            self.stop()
            self.idle.emit()
            return
        shown = left if left <= WARN_SECONDS else 60 * -(-left // 60)
        if shown != self._told:
            self._told = shown
            self.remaining.emit(shown)
