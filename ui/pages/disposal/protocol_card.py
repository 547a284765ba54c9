"""One protocol: what it says, its paper, and the next step."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal

from app.casework.unit_facts import DisposalStatus
from app.documents.blocks import Document
from app.ids import EntityId, StreamId
from app.progress import Progress
from app.usecases.desk import Desk
from app.usecases.handover.approvals.approval_requests import ApprovalRow
from app.usecases.keeping import disposal
from app.usecases.keeping.disposal import ProtocolRow
from ui.approval_box import ApprovalBox
from ui.pages.disposal import presenter
from ui.pages.disposal.words import STATUS
from ui.paper_bar import PaperBar
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.words import word

DISPOSAL: Final = "disposal"
"""Kind name."""


class ProtocolCard(Card):
    approve = Signal(object)
    withdraw = Signal(object)
    carry_out = Signal(object)
    """Each with the ``EntityId`` of the disposal."""
    ask = Signal(object)
    """The ``RecordId`` of the version to have approved by file."""

    def __init__(
        self, session: Session, row: ProtocolRow, register: StreamId, approval: ApprovalRow
    ) -> None:
        super().__init__(role="row", spacing=4)
        fact, entity = row.disposal, row.entity
        head = tr("Gallring av {number}").format(number=fact.case_number)
        self.setAccessibleName(head)
        self.add_row(label(head, "label"), label(word(STATUS, fact.status), "chip", wraps=False))
        for text in presenter.protocol_lines(fact):
            self.column.addWidget(label(text))
        for copy in fact.copies:
            self.column.addWidget(label(presenter.copy_text(copy), "muted"))
        if left := presenter.backup_text(row):
            self.column.addWidget(label(f"⚠ {left}"))
        if row.disputed:
            text = tr("Protokollet har ändrats på två håll. Inget kan göras förrän det är utrett.")
            self.column.addWidget(label(text, "problem"))
        else:
            self._add_steps(fact.status, entity, fact.case_number)
            if fact.status is DisposalStatus.PROPOSED:
                self._add_approval(session, register, approval)
        name = tr("Gallringsprotokoll {number}.pdf").format(number=fact.case_number)
        self.paper = PaperBar(session, partial(_paper, entity), name)
        self.column.addWidget(self.paper)

    def _add_steps(self, status: DisposalStatus, entity: EntityId, number: str) -> None:
        withdraw = button(tr("Ta tillbaka"), partial(self.withdraw.emit, entity), icon="undo")
        if status is DisposalStatus.PROPOSED:
            hint = tr(
                "En annan person än den som har föreslagit läser och prövar protokollet. Be om "
                "godkännande i en fil, eller skriv ut det, låt personen underteckna och notera det "
                "här."
            )
            self.column.addWidget(label(hint, "muted"))
            sign = button(tr("Notera godkännandet"), partial(self.approve.emit, entity))
            self.add_row(sign, withdraw)
        elif status is DisposalStatus.APPROVED:
            text = tr("Förstör akten {number} …").format(number=number)
            act = button(text, partial(self.carry_out.emit, entity), icon="trash")
            self.add_row(act, withdraw)

    def _add_approval(self, session: Session, register: StreamId, approval: ApprovalRow) -> None:
        ask = tr("Be om godkännande i fil …")
        box = ApprovalBox(session, register, approval, DISPOSAL, ask=ask)
        box.wanted.connect(self.ask)
        self.column.addWidget(box)


def _paper(entity: EntityId, desk: Desk, _progress: Progress) -> Document:
    return disposal.protocol_document(desk, entity)
