"""Rows of an access log, however many; ``data`` looks up and formats, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.casework.log_review import ReviewRow, happened_at
from ui.log_words import reason_of, what
from ui.texts import minute, tr

Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()

COLUMNS: Final[tuple[tuple[str, Callable[[ReviewRow], str]], ...]] = (
    ("Rad", lambda row: str(row.sequence)),
    ("Tid", lambda row: minute(happened_at(row))),
    ("Märke", lambda _row: ""),
    ("Vad", what),
    ("Ärende", lambda row: row.case_number),
    ("Skäl", reason_of),
)
MARK: Final = 2
"""Where it is seen also when the text is so large that the table scrolls sideways."""
_SHOWN: Final = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class LogTable(QAbstractTableModel):
    """All rows of a log, of which some are shown. Without marks their column is not there."""

    def __init__(self, *, with_marks: bool) -> None:
        super().__init__()
        numbers = range(len(COLUMNS))
        self._columns = [each for each in numbers if with_marks or each != MARK]
        self._rows: Sequence[ReviewRow] = ()
        self._shown: Sequence[int] = ()
        self._places: dict[int, int] = {}
        self._marks: Mapping[int, str] = {}

    def set_rows(self, rows: Sequence[ReviewRow]) -> None:
        """Other rows, all of them shown."""
        self.beginResetModel()
        self._rows = rows
        self._places = {row.sequence: at for at, row in enumerate(rows)}
        self._shown = range(len(rows))
        self.endResetModel()

    def show_only(self, numbers: Collection[int] | None) -> None:
        """Those with these sequence numbers, or all."""
        self.beginResetModel()
        if numbers is None:
            self._shown = range(len(self._rows))
        else:
            self._shown = sorted(self._places[each] for each in numbers if each in self._places)
        self.endResetModel()

    def set_marks(self, marks: Mapping[int, str]) -> None:
        """What stands in their column, by sequence number."""
        self._marks = marks
        if self._shown and MARK in self._columns:
            last = self.index(len(self._shown) - 1, MARK)
            self.dataChanged.emit(self.index(0, MARK), last)

    def row(self, number: int) -> ReviewRow:
        """What is shown in this row of the table."""
        return self._rows[self._shown[number]]

    def number_of(self, sequence: int) -> int:
        """Where it is shown; -1 where it is not."""
        place = self._places.get(sequence, -1)
        if isinstance(self._shown, range):
            return place
        return self._shown.index(place) if place in self._shown else -1

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role not in _SHOWN:
            return None
        row = self.row(index.row())
        column = self._columns[index.column()]
        return self._marks.get(row.sequence, "") if column == MARK else COLUMNS[column][1](row)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(COLUMNS[self._columns[section]][0])
        return None
