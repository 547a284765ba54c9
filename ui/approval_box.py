"""Where the approval of something stands, with the next step, on the card of what it is about."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from app.errors import Refusal
from app.handover.approval_standing import ApprovalStanding
from app.ids import EntityId, StreamId
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.handover.approvals import approval_requests
from app.usecases.handover.approvals.approval_requests import ApprovalRow
from ui.approval_words import told
from ui.changes_beside import ChangesBeside
from ui.messages import sentence
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice


class ApprovalBox(Card):
    """Has no form of its own: what asks stands beside the cards (``AskApproval``)."""

    wanted = Signal(object)
    """The ``RecordId`` of the version to ask about."""

    def __init__(
        self, session: Session, stream: StreamId, row: ApprovalRow, kind: str, *, ask: str = ""
    ) -> None:
        """``kind``: kind name of what it is about. ``ask``: what the button says, where it is not
        an attest."""
        super().__init__(label(tr("Attest"), "label"), role="row", spacing=4)
        self._session = session
        self._stream = stream
        self._row = row
        said = told(row)
        if said is not None:
            shown = Notice(said.text, said.role) if said.role else label(said.text)
            self.column.addWidget(shown)
            if said.small:
                self.column.addWidget(label(said.small, "small"))
        if row.view.standing is ApprovalStanding.CHANGED and row.view.changes:
            sides = (tr("Attesterat"), tr("Nu"))
            self.column.addWidget(ChangesBeside(kind, row.view.changes, *sides))
        self._problem = label("", "problem")
        self._problem.hide()
        if not session.only_read(stream):
            self._add_buttons(ask or tr("Be om attest …"))
        self.column.addWidget(self._problem)

    def _add_buttons(self, ask: str) -> None:
        buttons = []
        if self._row.may_ask:
            buttons.append(button(ask, self._ask))
        if self._row.view.standing is ApprovalStanding.WAITING:
            buttons.append(button(tr("Ta tillbaka begäran"), self._withdraw, icon="undo"))
        if buttons:
            self.add_row(*buttons)

    def _ask(self) -> None:
        self.wanted.emit(self._row.version)

    def _withdraw(self) -> None:
        request = self._row.view.request
        if request is not None:
            work = partial(_withdraw, self._stream, request)
            self._session.run(work, _shown_anew, context=self, failed=self._refused)

    def _refused(self, refusal: Refusal) -> None:
        self._problem.setText(sentence(refusal))
        self._problem.show()


def _shown_anew(_changes: Changes) -> None:
    """The page reads again, by what was changed."""


def _withdraw(stream: StreamId, request: EntityId, desk: Desk) -> Changes:
    return approval_requests.withdraw(desk, stream, request)
