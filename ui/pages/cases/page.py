"""Ärenden: the list without sensitive columns, the search, and the way to a new case."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHeaderView, QStackedWidget, QTableView, QVBoxLayout, QWidget

from app.ids import StreamId
from app.jsonvalue import JsonObject
from app.ports import CaseRow
from app.usecases import reading
from app.usecases.cases import SuggestedCase, suggest_case
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from ui.models.case_table import CaseTable
from ui.navigation import Destination
from ui.page import Page, Shortcut, scrolled
from ui.pages.cases.new_case import NewCase
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.editors.text import LineEditor
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label

SEARCH_AFTER_MS = 350


class CasesPage(Page):
    """A list that can be searched, or the form of a new case."""

    title = "Ärenden"
    shows = frozenset({Part.CASES, Part.CASE, Part.DECISION})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._asked = ""
        self._new: NewCase | None = None
        self._area: QWidget | None = None
        self._wanted: JsonObject = {}
        self._model = CaseTable()
        self._list = QWidget()
        self._lay_out_list()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_AFTER_MS)
        self._timer.timeout.connect(self._ask)
        for keys, act in (("Ctrl+N", self.begin_case), ("Ctrl+F", self._search.target().setFocus)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _lay_out_list(self) -> None:
        self._search = LineEditor(
            placeholder=tr("Sök på namn, personnummer eller ärendenummer"), characters=44
        )
        self._search.set_name(tr("Sök ärende"))
        self._search.edited.connect(self._typed)
        self._told = label("", "muted")
        self._table = QTableView()
        self._table.setModel(self._model)
        self._table.setProperty("role", "list")
        self._table.setAccessibleName(tr("Ärenden"))
        self._table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self._table.setAlternatingRowColors(True)
        self._table.setShowGrid(False)
        self._table.setTabKeyNavigation(False)
        self._table.setWordWrap(False)
        self._table.verticalHeader().hide()
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._table.activated.connect(self._open)
        tools = FlowLayout(spacing=10)
        tools.addWidget(self._search)
        tools.addWidget(button(tr("Nytt ärende"), self.begin_case, role="primary", icon="plus"))
        column = QVBoxLayout(self._list)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(10)
        column.addWidget(label(tr("Ärenden"), "title"))
        column.addLayout(tools)
        column.addWidget(self._told)
        column.addWidget(self._table, 1)

    # --------------------------------------------------------------------------- the list

    def load(self) -> None:
        self._ask()

    def _typed(self) -> None:
        self._timer.start()

    def _ask(self) -> None:
        """All cases, or those that are searched for; the log has its row either way."""
        self._timer.stop()
        self._asked = str(self._search.value()).strip()
        asked = self._asked
        work = partial(_search, asked) if asked else reading.list_cases
        self.session.run(work, partial(self._show, asked), context=self)

    def _show(self, asked: str, rows: tuple[CaseRow, ...]) -> None:
        if asked != self._asked:
            return
        chosen = self._table.currentIndex().row()
        self._model.show_rows(rows)
        self._table.verticalHeader().setDefaultSectionSize(
            round(self._table.fontMetrics().lineSpacing() * 1.8)
        )
        self._table.selectRow(min(max(chosen, 0), len(rows) - 1))
        self._told.setText(_told(asked, len(rows)))
        self._go_to_wanted()

    def _open(self, index: QModelIndex) -> None:
        stream = self._model.row(index.row()).stream
        self.session.navigate.emit(Destination.case(stream))

    # --------------------------------------------------------------------------- a new case

    def begin_case(self) -> None:
        """A new case, under a name of its own from the first keystroke."""
        if self._new is None:
            self.session.run(suggest_case, self._show_form, context=self)

    def _show_form(self, suggested: SuggestedCase) -> None:
        if self._new is not None:
            return
        taken_up = self._wanted.get("new")
        stream = StreamId(taken_up) if isinstance(taken_up, str) else suggested.stream
        self._new = NewCase(self.session, stream, suggested, self._wanted)
        self._wanted = {}
        self._new.made.connect(self._made)
        self._new.closed.connect(self._close_form)
        self._area = scrolled(self._new)
        self._stack.addWidget(self._area)
        self._stack.setCurrentIndex(1)

    def _made(self, changes: Changes) -> None:
        stream = next(iter(changes.streams))
        self.session.navigate.emit(Destination.case(stream))

    def _close_form(self) -> None:
        if self._new is None:
            return
        self._new = None
        if self._area is not None:
            self._stack.removeWidget(self._area)
            self._area.deleteLater()
            self._area = None
        self._table.setFocus()

    # --------------------------------------------------------------------------- places

    def place(self) -> JsonObject:
        if self._new is not None:
            return {"new": self._new.stream, **self._new.place()}
        index = self._table.currentIndex()
        return {"row": self._model.row(index.row()).stream} if index.isValid() else {}

    def restore(self, place: JsonObject) -> None:
        self._wanted = place
        if "new" in place:
            self.begin_case()

    def _go_to_wanted(self) -> None:
        wanted = self._wanted.get("row")
        for number, row in enumerate(self._model.rows()):
            if row.stream == wanted:
                self._table.selectRow(number)
        if self._new is None and wanted is not None:
            self._table.setFocus()

    def shortcuts(self) -> tuple[Shortcut, ...]:
        return (
            Shortcut("Ctrl+N", tr("Nytt ärende")),
            Shortcut("Ctrl+F", tr("Sök ärende")),
            Shortcut("Enter", tr("Öppna det valda ärendet")),
        )


def _search(asked: str, desk: Desk) -> tuple[CaseRow, ...]:
    return reading.search_cases(desk, asked)


def _told(asked: str, count: int) -> str:
    if asked and not count:
        return tr("Inget ärende hittades. Sök på hela namn, hela nummer eller ärendenummer.")
    if not count:
        return tr("Inga ärenden än. Börja med Nytt ärende.")
    if count == 1:
        return tr("1 ärende")
    return tr("{n} ärenden").format(n=count)
