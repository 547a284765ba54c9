"""Widgets under each other that come and go."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Stack(QWidget):
    """A column whose content is shown anew as a whole."""

    def __init__(self, *, spacing: int = 12) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)

    def add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)

    def is_empty(self) -> bool:
        return self._column.count() == 0

    def clear(self) -> None:
        """Delete everything in it."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
