"""Names with their values beside them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.widgets.labels import label


def values_table(rows: Iterable[tuple[str, str]]) -> QWidget:
    """Name and value beside each other; empty values are left out."""
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setColumnStretch(1, 1)
    for number, (name, value) in enumerate((name, value) for name, value in rows if value):
        grid.addWidget(label(name, "muted", wraps=False), number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(value), number, 1)
    return table
