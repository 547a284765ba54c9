"""Ctrl+K: to a case by name, number or case number, and by nothing else (X05)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from app.ports import CaseRow
from app.usecases import reading
from app.usecases.desk import Desk
from ui.models.case_table import CaseTable
from ui.navigation import Destination
from ui.session import Session
from ui.texts import tr
from ui.widgets.cover import Panel
from ui.widgets.editors.text import LineEditor
from ui.widgets.labels import label

SEARCH_AFTER_MS = 350
"""Each search is a row in the log, so that one is made when the typing rests, not at each key."""


class Jump(Panel):
    """A line and what it finds. What was typed is forgotten when the panel closes."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._session = session
        self._asked = ""
        self._line = LineEditor(placeholder=tr("Namn, personnummer eller ärendenummer"))
        self._line.set_name(tr("Gå till ärende"))
        self._line.edited.connect(self._typed)
        self._line.target().installEventFilter(self)
        self._model = CaseTable()
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setProperty("role", "list")
        self._list.setAccessibleName(tr("Funna ärenden"))
        self._list.activated.connect(self._go)
        self._told = label("", "muted")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_AFTER_MS)
        self._timer.timeout.connect(self._search)
        for part in (label(tr("Gå till ärende"), "heading"), self._line, self._list, self._told):
            self.column.addWidget(part)

    def open(self) -> None:
        self._clear()
        super().open()
        self._line.target().setFocus()

    def dismiss(self) -> None:
        self._clear()
        super().dismiss()

    def _clear(self) -> None:
        self._timer.stop()
        self._line.set_value("")
        self._asked = ""
        self._model.show_rows(())
        self._told.setText(tr("Enter öppnar, Escape stänger."))

    def _typed(self) -> None:
        self._timer.start()

    def _search(self) -> None:
        self._timer.stop()
        self._asked = str(self._line.value())
        self._session.run(
            partial(_search, self._asked),
            partial(self._found, self._asked),
            context=self,
        )

    def _found(self, asked: str, rows: tuple[CaseRow, ...]) -> None:
        if asked != self._asked:
            return
        self._model.show_rows(rows)
        if rows:
            self._list.setCurrentIndex(self._model.index(0, 0))
        self._told.setText(
            tr("Enter öppnar, Escape stänger.")
            if rows
            else tr("Inget ärende hittades. Sök på hela namn, hela nummer eller ärendenummer.")
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the line, the arrows move in the list and Enter opens."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._move(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter()
                return True
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        row = self._list.currentIndex().row() + step
        if 0 <= row < self._model.rowCount():
            self._list.setCurrentIndex(self._model.index(row, 0))

    def _enter(self) -> None:
        if self._timer.isActive() or self._asked != self._line.value():
            self._search()
        elif self._list.currentIndex().isValid():
            self._go(self._list.currentIndex())

    def _go(self, index: QModelIndex) -> None:
        stream = self._model.row(index.row()).stream
        self.dismiss()
        self._session.navigate.emit(Destination.case(stream))


def _search(asked: str, desk: Desk) -> tuple[CaseRow, ...]:
    return reading.search_cases(desk, asked)
