"""Egen logg: what stands in this vault's log, by day and by what was done."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from app.casework.log_review import ReviewRow
from app.errors import InvalidFields, Refusal
from app.jsonvalue import JsonObject
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.handover.logs.log_extracts import suggested_period
from app.usecases.handover.logs.own_log import own_log
from ui.case_words import LOG
from ui.fields.form import FieldForm
from ui.fields.spec import FieldSpec, Kind
from ui.models.log_table import LogTable
from ui.page import Page, page_column
from ui.session import Session
from ui.texts import tr
from ui.widgets.announce import announce
from ui.widgets.buttons import button
from ui.widgets.editors.choice import Choice, ComboEditor
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Card, label
from ui.widgets.row_table import RowTable
from ui.words import word

ALL = "all"


@dataclass(frozen=True, slots=True)
class _Begun:
    first_day: str
    today: str


class OwnLogPlace(Page):
    """Nothing is shown before the days have been asked for: each look is a row in the log."""

    title = "Egen logg"
    shows: frozenset[Part] = frozenset()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._rows: tuple[ReviewRow, ...] = ()
        self._wanted: JsonObject = {}
        self.form = FieldForm(
            (
                FieldSpec("first_day", tr("Från och med"), Kind.DATE, required=True),
                FieldSpec("last_day", tr("Till och med"), Kind.DATE, required=True),
            )
        )
        self.model = LogTable(with_marks=False)
        self.table = RowTable(self.model, tr("Rader i loggen"))
        self._code = ComboEditor([Choice(ALL, tr("Allt"))])
        self._code.set_name(tr("Visa"))
        self._code.edited.connect(self._filter)
        self._told = label("", "muted")
        head = Card(
            label(tr("Egen logg"), "title"),
            label(
                tr("Allt som visas, skrivs, skrivs ut och lämnas ut står här, med bara nummer."),
                "muted",
            ),
            self.form,
        )
        head.add_row(button(tr("Visa loggen"), self.ask, role="primary", icon="history"))
        self._below = Card(role="row")
        row = FlowLayout()
        row.addWidget(label(tr("Visa"), "label", wraps=False))
        row.addWidget(self._code)
        self._below.column.addLayout(row)
        self._below.column.addWidget(self._told)
        self._below.column.addWidget(self.table)
        self._below.hide()
        column = page_column(self)
        column.addWidget(head)
        column.addWidget(self._below)
        column.addStretch(1)

    def load(self) -> None:
        self.session.run(_begin, self._begun, context=self)

    def _begun(self, begun: _Begun) -> None:
        if not self.form.values().get("first_day"):
            self.form.set_values({"first_day": begun.first_day, "last_day": begun.today})
        if self._wanted:
            self.form.set_values(self._wanted)
            self._wanted = {}

    def ask(self) -> None:
        self.form.clear_problems()
        work = partial(_read, self.form.asked_values())
        self.session.run(work, self._show, context=self, failed=self._refused)

    def _show(self, rows: tuple[ReviewRow, ...]) -> None:
        self._rows = rows
        self.model.set_rows(rows)
        codes = sorted({row.code for row in rows}, key=lambda code: word(LOG, code))
        counts = {code: sum(1 for row in rows if row.code == code) for code in codes}
        self._code.set_choices(
            [
                Choice(ALL, tr("Allt ({n})").format(n=len(rows))),
                *(Choice(code, f"{word(LOG, code)} ({counts[code]})") for code in codes),
            ]
        )
        self._code.set_value(ALL)
        self._below.show()
        self._filter()
        if rows:
            self.table.selectRow(0)
            self.table.setFocus()

    def _filter(self) -> None:
        code = self._code.value()
        shown = None if code == ALL else {row.sequence for row in self._rows if row.code == code}
        self.model.show_only(shown)
        told = tr("{n} rader").format(n=self.model.rowCount())
        self._told.setText(told)
        announce(self, told)

    def _refused(self, refusal: Refusal) -> None:
        if isinstance(refusal, InvalidFields):
            self.form.show_problems(refusal.problems)
        else:
            self.session.refused.emit(refusal)

    def cover(self) -> None:
        """The rows are asked for anew, and logged anew."""
        self._rows = ()
        self.model.set_rows(())
        self._below.hide()

    def place(self) -> JsonObject:
        return dict(self.form.values())

    def restore(self, place: JsonObject) -> None:
        self._wanted = {key: place.get(key, "") for key in ("first_day", "last_day")}


def _begin(desk: Desk) -> _Begun:
    return _Begun(suggested_period(desk)[0], desk.now().date().isoformat())


def _read(typed: JsonObject, desk: Desk) -> tuple[ReviewRow, ...]:
    return own_log(desk, typed)
