"""Two halves beside each other where there is room, and one at a time where there is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout

NARROW: Final = 120
"""Characters of width under which the halves take turns."""


class Sides(QWidget):
    def __init__(self, left: QWidget, left_name: str, right: QWidget, right_name: str) -> None:
        super().__init__()
        self._halves = (left, right)
        self._turns = QWidget()
        self._buttons = (
            self._turn(left_name, self.show_left),
            self._turn(right_name, self.show_right),
        )
        group = QButtonGroup(self)
        row = FlowLayout(self._turns)
        for each in self._buttons:
            group.addButton(each)
            row.addWidget(each)
        self._buttons[0].setChecked(True)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(left, 2)
        both.addWidget(right, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._turns)
        column.addLayout(both, 1)
        self._turns.hide()

    def _turn(self, name: str, chosen: Callable[[], None]) -> QPushButton:
        made = button(name, chosen, role="nav")
        made.setCheckable(True)
        return made

    def name_left(self, name: str) -> None:
        self._buttons[0].setText(name)

    def show_left(self) -> None:
        self._show(0)

    def show_right(self) -> None:
        self._show(1)

    def _show(self, number: int) -> None:
        self._buttons[number].setChecked(True)
        self._arrange(narrow=not self._turns.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(narrow=self.width() < NARROW * self.fontMetrics().averageCharWidth())

    def _arrange(self, *, narrow: bool) -> None:
        self._turns.setVisible(narrow)
        for half, turn in zip(self._halves, self._buttons, strict=True):
            half.setVisible(not narrow or turn.isChecked())
