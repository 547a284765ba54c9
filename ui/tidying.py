"""Python's reference cycles are collected on the window's thread and nowhere else.

Python collects cycles on whichever thread happens to allocate. A cycle may hold a Qt object
without a parent (a timer, a page that was closed), and Qt does not survive being freed on a
thread that did not make it. So the collector is put to rest, and does its work from a timer.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY_MS: Final = 500


class Tidying(QObject):
    """As long as it lives, and as Python would itself: each generation when it has grown."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due, which takes the younger with it."""
        grown, limits = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if limits[generation] and grown[generation] > limits[generation]:
                gc.collect(generation)
                return
