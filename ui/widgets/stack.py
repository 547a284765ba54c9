"""Widgets under each other that come and go."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.labels import label, selectable


class Stack(QWidget):
    """A column whose content is shown anew as a whole. Takes no room when it has been cleared."""

    def __init__(self, *, spacing: int = 12) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)

    def add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        if self.parentWidget() is not None and self.isHidden():
            self.show()

    def is_empty(self) -> bool:
        return self._column.count() == 0

    def clear(self) -> None:
        """Delete everything in it."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if self.parentWidget() is not None:
            self.hide()


def named(name: str, text: str) -> QWidget:
    """A text under its name, nearer to it than to what follows."""
    pair = Stack(spacing=1)
    pair.add(label(name, "label"))
    pair.add(selectable(text))
    return pair


def headed(heading: str, widget: QWidget) -> QWidget:
    """A widget under its heading; alone where the heading is empty, for the later ones of its
    sort."""
    if not heading:
        return widget
    pair = Stack()
    pair.add(label(heading, "heading"))
    pair.add(widget)
    return pair
