"""Carrying a disposal out: two questions, the act, and writing the vault anew."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import Reason, Refusal
from app.ids import EntityId
from app.progress import Progress
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.keeping import disposal
from ui.messages import sentence
from ui.page import bring_forward
from ui.pages.disposal.act import Act
from ui.session import Session
from ui.texts import tr
from ui.widgets.told import Told


class CarryOut(QWidget):
    """Takes no room until ``ask``; then says how it went."""

    begun = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._told = Told()
        self._act = Act()
        self._act.agreed.connect(self._carry_out)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._told)
        column.addWidget(self._act)

    def ask(self, entity: EntityId, number: str) -> None:
        self._told.clear()
        self._act.ask(entity, number)
        bring_forward(self._act)
        self._act.keep.setFocus()

    def _carry_out(self, entity: EntityId) -> None:
        self.begun.emit()
        self._session.run(
            partial(_carry_out, entity), self._done, context=self, failed=self._refused
        )

    def _done(self, _changes: Changes) -> None:
        self._told.tell(tr("Akten är förstörd. Valvet skrivs om så att inget av den ligger kvar …"))
        self._session.run_long(
            _compact,
            self._compacted,
            context=self,
            progressed=_nothing,
            cancelled=self._put_off,
            failed=self._put_off,
        )

    def _compacted(self, _nothing: None) -> None:
        self._told.tell(
            tr("Akten är förstörd och valvet är omskrivet. Protokollet finns här nedan.")
        )

    def _put_off(self, refusal: Refusal | None = None) -> None:
        text = tr("Akten är förstörd. Valvet skrivs om när det låses upp nästa gång.")
        known = refusal is not None and refusal.reason in (Reason.DISK_FULL, Reason.MEMORY_SHORT)
        self._told.tell(f"{text} {sentence(refusal)}" if refusal is not None and known else text)

    def _refused(self, refusal: Refusal) -> None:
        self._told.tell(sentence(refusal), "notice-error")


def _nothing(*_step: int) -> None:
    """SQLite does it in one step, and tells nothing on the way."""


def _carry_out(entity: EntityId, desk: Desk) -> Changes:
    return disposal.carry_out(desk, entity)


def _compact(desk: Desk, progress: Progress) -> None:
    disposal.compact(desk, progress)
