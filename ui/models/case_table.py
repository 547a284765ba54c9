"""The case list over immutable rows; ``data`` looks up and formats, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.ports import CaseRow
from ui.case_words import STATUS
from ui.texts import tr
from ui.words import OUTCOMES, word

Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()

COLUMNS: Final[tuple[tuple[str, Callable[[CaseRow], str]], ...]] = (
    ("Ärende", lambda row: f"{row.case_number} {row.pseudonym}"),
    ("Diarienummer", lambda row: row.registration_number),
    ("Läge", lambda row: word(STATUS, row.status)),
    ("Inkom", lambda row: row.received),
    ("Beslut", lambda row: word(OUTCOMES, row.decision) if row.decision else ""),
    ("Ansvarig", lambda row: row.responsible),
    ("Senast ändrat", lambda row: row.changed_at[:10]),
)


class CaseTable(QAbstractTableModel):
    """Neutral columns only (lag 2001:454, 7 a §): there is no way to add a sensitive one, since
    ``CaseRow`` has none."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[CaseRow, ...] = ()

    def show_rows(self, rows: tuple[CaseRow, ...]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, number: int) -> CaseRow:
        return self._rows[number]

    def rows(self) -> tuple[CaseRow, ...]:
        return self._rows

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return COLUMNS[index.column()][1](self._rows[index.row()])

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(COLUMNS[section][0])
        return None
