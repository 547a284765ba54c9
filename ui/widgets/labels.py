"""Labels that never take text from data for markup."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui.widgets.flow import FlowLayout

ROOM_AROUND = 6
"""Pixels beside the text that Qt adds when it breaks lines."""


class _Label(QLabel):
    """Wants one line where there is room; Qt's own wish for wrapped text is a square."""

    def sizeHint(self) -> QSize:
        if not self.wordWrap():
            return super().sizeHint()
        lines = self.text().split("\n")
        wide = max(self.fontMetrics().horizontalAdvance(line) for line in lines) + ROOM_AROUND
        return QSize(wide, self.heightForWidth(wide))


def label(text: str = "", role: str = "", *, wraps: bool = True) -> QLabel:
    """Plain text. ``role`` names a look in the style sheet: title, heading, label, muted,
    small, problem, ok, chip, chip-warn."""
    made = _Label(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if role:
        made.setProperty("role", role)
    return made


def selectable(text: str = "", role: str = "") -> QLabel:
    """As ``label``, and the text can be marked with mouse and keyboard."""
    made = label(text, role)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made


def plain_tip(text: str) -> str:
    """``text`` for a tool tip. A tool tip takes what looks like markup for markup, and would fetch
    a picture that a template names, from this machine or on Windows from another."""
    return QtGui.Qt.convertFromPlainText(text) if "<" in text else text


class Card(QFrame):
    """A framed box with its children under each other. ``role``: card, notice, notice-warn,
    notice-error or row."""

    def __init__(self, *children: QWidget, role: str = "card", spacing: int = 8) -> None:
        super().__init__()
        self.setProperty("role", role)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 13, 16, 13)
        self.column.setSpacing(spacing)
        for child in children:
            self.column.addWidget(child)

    def add_row(self, *children: QWidget) -> None:
        """Beside each other, from the left, and below each other where there is no room."""
        row = FlowLayout()
        for child in children:
            row.addWidget(child)
        self.column.addLayout(row)


def restyle(widget: QWidget) -> None:
    """After a property that the style sheet looks at has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
