"""Rows of a log, by views: which view, why it is worth a look, and the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.casework.log_review import ReviewRow, ViewCount
from app.jsonvalue import JsonObject
from ui.models.log_table import LogTable
from ui.pages.log_review.presenter import Mark, view_text
from ui.texts import tr
from ui.widgets.editors.choice import Choice, ComboEditor
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label
from ui.widgets.row_table import RowTable

ALL = "all"


class LogBrowser(QWidget):
    """Several rows can be chosen at once. The view and the row come back after a lock."""

    moved = Signal()
    """Another view is shown."""

    def __init__(self, rows: Sequence[ReviewRow], views: Sequence[ViewCount]) -> None:
        super().__init__()
        self._views = {view.key: view for view in views}
        self._all = len(rows)
        self.model = LogTable(with_marks=True)
        self.model.set_rows(rows)
        self.table = RowTable(self.model, tr("Rader i loggen"), many=True)
        self._view = ComboEditor(self._choices({}))
        self._view.set_name(tr("Visa"))
        self._view.edited.connect(self._chosen)
        self._why = label("", "muted")
        row = FlowLayout()
        row.addWidget(label(tr("Visa"), "label", wraps=False))
        row.addWidget(self._view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._why)
        column.addWidget(self.table)
        first = next((view.key for view in views if view.rows), ALL)
        self.show_view(first)

    def show_view(self, key: str) -> None:
        if key not in self._views and key != ALL:
            return
        self._view.set_value(key)
        self._chosen()

    def _chosen(self) -> None:
        view = self._views.get(self.view)
        self.model.show_only(view.rows if view is not None else None)
        why = view.why if view is not None else ""
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self.go_to(0)
        self.moved.emit()

    @property
    def view(self) -> str:
        return str(self._view.value())

    def numbers(self) -> list[int]:
        """Sequence numbers of the rows that are shown, in order."""
        return [self.model.row(at).sequence for at in range(self.model.rowCount())]

    def chosen(self) -> list[int]:
        """Sequence numbers of the rows that are chosen."""
        return [self.model.row(at).sequence for at in self.table.chosen_rows()]

    def go_to(self, row: int) -> None:
        if 0 <= row < self.model.rowCount():
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, 0))

    def show_marks(self, marks: Mapping[int, Mark]) -> None:
        """In the table, and counted in the names of the views."""
        self.model.set_marks({number: mark.text for number, mark in marks.items()})
        kept = self.view
        self._view.set_choices(self._choices(marks))
        self._view.set_value(kept)

    def _choices(self, marks: Mapping[int, Mark]) -> list[Choice]:
        whole = Choice(ALL, tr("Alla rader ({n})").format(n=self._all))
        return [
            *(Choice(view.key, view_text(view, marks)) for view in self._views.values()),
            whole,
        ]

    def place(self) -> JsonObject:
        index = self.table.currentIndex()
        number = self.model.row(index.row()).sequence if index.isValid() else 0
        return {"view": self.view, "row": number}

    def restore(self, place: JsonObject) -> None:
        self.show_view(str(place.get("view", "")))
        number = place.get("row")
        if isinstance(number, int):
            self.go_to(self.model.number_of(number))
