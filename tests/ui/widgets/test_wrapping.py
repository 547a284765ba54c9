"""Rows and buttons that break where there is too little room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Card, label
from ui.widgets.wrapping import WrappingButton


def nothing() -> None:
    pass


def test_a_row_breaks_and_nothing_sticks_out(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = FlowLayout(window)
    pressed = [button(f"Ganska lång knapp {n}", nothing) for n in range(6)]
    for each in pressed:
        row.addWidget(each)
    window.resize(420, 400)
    window.show()
    assert len({each.y() for each in pressed}) > 1
    assert all(each.geometry().right() < 420 for each in pressed)
    assert row.heightForWidth(2000) < row.heightForWidth(420)


def test_a_hidden_widget_takes_no_place(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = FlowLayout(window, spacing=0)
    first, second = button("Ett", nothing), button("Två", nothing)
    row.addWidget(first)
    row.addWidget(second)
    first.hide()
    window.resize(300, 100)
    window.show()
    assert second.x() == 0


def test_a_long_button_wraps_and_is_still_a_button(qtbot: QtBot, theme: Theme) -> None:
    pressed: list[str] = []
    long = WrappingButton("ord " * 60, lambda: pressed.append("tryckt"))
    box = Card(long)
    qtbot.addWidget(box)
    box.resize(300, 600)
    box.show()
    assert long.width() <= 300
    assert long.height() > 3 * long.fontMetrics().height()
    assert long.accessibleName() == "ord " * 60
    QTest.keyClick(long, Qt.Key.Key_Space)
    QTest.keyClick(long, Qt.Key.Key_Return)
    QTest.mouseClick(long, Qt.MouseButton.LeftButton)
    assert pressed == ["tryckt", "tryckt", "tryckt"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_a_button_and_holds_one_that_is_held(
    qtbot: QtBot, theme: Theme, key: Qt.Key
) -> None:
    said: list[str] = []
    held = button("Visa", lambda: said.append("tryckt"))
    held.pressed.connect(lambda: said.append("ned"))
    qtbot.addWidget(held)
    held.show()
    QTest.keyPress(held, key)
    assert said == ["ned"]
    QTest.keyRelease(held, key)
    assert said == ["ned", "tryckt"]
    assert not held.isDefault()


def test_text_is_never_markup(qtbot: QtBot, theme: Theme) -> None:
    shown = label("<b>x</b>")
    qtbot.addWidget(shown)
    assert shown.textFormat() is Qt.TextFormat.PlainText
