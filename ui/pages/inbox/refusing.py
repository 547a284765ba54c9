"""Saying no to a whole package. The reason goes to the sender with the receipt."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from app.errors import InvalidFields, Refusal
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.handover import receiving
from app.usecases.handover.receiving import Arrival
from ui.fields.form import FieldForm
from ui.fields.spec import FieldSpec, Kind
from ui.messages import sentence
from ui.page import bring_forward
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack


class Refusing(Card):
    """Takes no room until ``ask``."""

    refused = Signal(object)
    """The ``Changes``."""
    closed = Signal()

    def __init__(self, session: Session, arrival: Arrival) -> None:
        super().__init__(label(tr("Avböj paketet"), "heading"))
        self._session = session
        self._arrival = arrival
        hint = tr("Inget ur paketet tas emot. Skälet följer med kvittensen till avsändaren.")
        self.form = FieldForm(
            [FieldSpec("reason", tr("Skäl"), Kind.TEXT, required=True, help=hint)]
        )
        self._told = Stack()
        self.column.addWidget(self.form)
        self.column.addWidget(self._told)
        self.add_row(
            button(tr("Ja, avböj paketet"), self._refuse),
            button(tr("Avböj inte"), self._close),
        )
        self._told.hide()
        self.hide()

    def ask(self) -> None:
        self.show()
        bring_forward(self)
        self.form.focus_first()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def _refuse(self) -> None:
        self._told.clear()
        self.setEnabled(False)
        reason = str(self.form.values()["reason"])
        work = partial(_refuse, self._arrival, reason)
        self._session.run(work, self.refused.emit, context=self, failed=self._failed)

    def _failed(self, refusal: Refusal) -> None:
        self.setEnabled(True)
        if isinstance(refusal, InvalidFields):
            self.form.show_problems(refusal.problems)
        else:
            self._told.add(Notice(sentence(refusal), "notice-error"))


def _refuse(arrival: Arrival, reason: str, desk: Desk) -> Changes:
    return receiving.refuse(desk, arrival, reason)
