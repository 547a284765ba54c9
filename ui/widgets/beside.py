"""Cards beside each other where there is room for lines of text, else under each other."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.widgets.labels import Card

LEAST: Final = 48
"""Characters that each must have room for to stand beside another."""


class Beside(QWidget):
    """The reading order, which is that of the keyboard, is the same either way."""

    def __init__(self, *cards: Card, spacing: int = 12) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(spacing)
        for card in cards:
            card.column.addStretch(1)  # the lower one keeps its lines together at the top
            self._row.addWidget(card, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        each = self.width() / max(1, self._row.count())
        wide = each >= LEAST * self.fontMetrics().averageCharWidth()
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._row.direction() is not way:
            self._row.setDirection(way)

    def orientation(self) -> Qt.Orientation:
        """How the cards stand now."""
        sideways = self._row.direction() is QBoxLayout.Direction.LeftToRight
        return Qt.Orientation.Horizontal if sideways else Qt.Orientation.Vertical
