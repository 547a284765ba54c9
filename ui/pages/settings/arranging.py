"""Parts of a box of the settings page: things under one another, and things in a row."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.flow import FlowLayout


def part(*children: QWidget | FlowLayout) -> QWidget:
    """What is shown and hidden together, its children under one another."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    for child in children:
        if isinstance(child, QWidget):
            column.addWidget(child)
        else:
            column.addLayout(child)
    return whole


def row(*children: QWidget) -> FlowLayout:
    """Children beside each other, on further lines where the window is narrow."""
    flow = FlowLayout()
    for child in children:
        flow.addWidget(child)
    return flow
