"""Run as a process of its own: says ``painted`` when its first window has been drawn, and ends.

``ours``: the program as ``python -m ui`` starts it, with a vault it remembers (in
``AKTVALV_VAULT``). ``bare``: a title, a field for a passphrase and two buttons of plain QtWidgets,
without theme, fonts, settings or anything to load later. ``empty``: an empty window.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # what is imported when is what is measured
    from PySide6.QtWidgets import QWidget


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
    """What any PySide6 program with a passphrase to ask for has to load."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout

    def fill(window: QWidget) -> None:
        title = QLabel("Lås upp valvet")
        title.setTextFormat(Qt.TextFormat.PlainText)
        line = QLineEdit()
        line.setEchoMode(QLineEdit.EchoMode.Password)
        column = QVBoxLayout(window)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        for widget in (title, line, QPushButton("Lås upp"), QPushButton("Välj ett annat valv …")):
            column.addWidget(widget)

    _show_and_report(fill)


def empty() -> None:
    """The least that can be drawn."""
    _show_and_report(lambda _: None)


def _show_and_report(fill: Callable[[QWidget], None]) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

    class Window(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, painted)

    application = QApplication(sys.argv[:1])
    window = Window()
    fill(window)
    window.resize(860, 760)
    window.show()
    application.exec()


if __name__ == "__main__":
    {"ours": ours, "bare": bare, "empty": empty}[sys.argv[1]]()
