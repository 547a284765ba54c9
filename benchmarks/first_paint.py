"""Run as a process of its own: says ``painted`` when its first window has been drawn, and ends.

``ours``: the program as ``python -m ui`` starts it, with a vault it remembers (in
``AKTVALV_VAULT``). ``bare``: a title, a field and a button of plain QtWidgets.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any


def painted() -> None:
    os.write(1, b"painted\n")
    os._exit(0)


def ours() -> None:
    """The program's own ``main``, with a watch on the window from the moment that it may exist."""
    from ui import __main__ as program

    harden: Callable[[], Any] = vars(program)["harden"]

    def harden_and_watch() -> Any:
        guards = harden()
        _watch_the_first_window()
        return guards

    vars(program)["harden"] = harden_and_watch
    program.main()


def _watch_the_first_window() -> None:
    from ui import entrance

    class Watched(entrance.EntranceWindow):
        def __init__(self) -> None:
            super().__init__()
            self.painted.connect(painted)

    vars(entrance)["EntranceWindow"] = Watched


def bare() -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import (
        QApplication,
        QLabel,
        QLineEdit,
        QPushButton,
        QVBoxLayout,
        QWidget,
    )

    class Window(QWidget):
        def __init__(self) -> None:
            super().__init__()
            column = QVBoxLayout(self)
            for widget in (QLabel("Lås upp"), QLineEdit(), QPushButton("Öppna")):
                column.addWidget(widget)
            self.resize(860, 760)

        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, painted)

    application = QApplication(sys.argv[:1])
    window = Window()
    window.show()
    application.exec()


if __name__ == "__main__":
    {"ours": ours, "bare": bare}[sys.argv[1]]()
