"""A small table to read: a heading over each column, and texts that can be marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.widgets.labels import label, selectable


class TextTable(QWidget):
    """The first column is as narrow as its texts; the others share what is left, and wrap."""

    def __init__(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(4)
        top = Qt.AlignmentFlag.AlignTop
        for column, heading in enumerate(headings):
            grid.addWidget(label(heading, "label", wraps=column > 0), 0, column, top)
            grid.setColumnStretch(column, int(column > 0))
        for number, row in enumerate(rows, 1):
            for column, text in enumerate(row):
                shown = selectable(text) if column else label(text, wraps=False)
                grid.addWidget(shown, number, column, top)
