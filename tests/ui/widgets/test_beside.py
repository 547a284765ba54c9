"""Cards stand beside each other only where each has room for its lines."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.widgets.beside import Beside
from ui.widgets.labels import Card, label


def test_they_stand_beside_each_other_as_long_as_there_is_room(qtbot: QtBot) -> None:
    left, right = Card(label("Den ena")), Card(label("Den andra"))
    both = Beside(left, right)
    qtbot.addWidget(both)
    both.resize(1400, 300)
    both.show()
    assert both.orientation() is Qt.Orientation.Horizontal
    qtbot.waitUntil(lambda: left.y() == right.y())
    both.resize(300, 600)
    qtbot.waitUntil(lambda: left.y() < right.y())
    assert left.width() == right.width() == 300
