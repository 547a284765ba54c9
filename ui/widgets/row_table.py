"""A table of rows that can be many: one row is one line, and the keyboard moves by rows."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView

_WIDTH_FROM = 60
"""Rows that columns take their width from: all of them would be read before anything is shown."""
_LINES = 14


class RowTable(QTableView):
    """``many``: several rows can be chosen at once."""

    def __init__(self, model: QAbstractItemModel, name: str, *, many: bool = False) -> None:
        super().__init__()
        self.setModel(model)
        self.setProperty("role", "list")
        self.setAccessibleName(name)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        mode = QTableView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setResizeContentsPrecision(_WIDTH_FROM)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        model.modelReset.connect(self.fit)
        model.dataChanged.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Columns as wide as what stands in the first rows, and rows as high as a line. The last
        one takes what is left; where nothing is, the table scrolls sideways."""
        self.verticalHeader().setDefaultSectionSize(self._line())
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        self.resizeColumnsToContents()
        header.setStretchLastSection(header.length() < self.viewport().width())

    def chosen_rows(self) -> list[int]:
        """In order."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._line() * _LINES)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 20, self._line() * 6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def _line(self) -> int:
        return round(self.fontMetrics().lineSpacing() * 1.8)
