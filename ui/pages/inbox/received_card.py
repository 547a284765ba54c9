"""One package that was opened here: what became of it, and what can still be done."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.casework.handover_facts import PackageOutcome
from app.handover.kinds import HandoverKind
from app.usecases.handover.packages.lists import ReceivedRow
from ui.navigation import CasePart, Destination, Section
from ui.pages.inbox import presenter
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label

_SHOWN_AT = {
    HandoverKind.LOG_EXTRACT: Section.LOG_REVIEW,
    HandoverKind.LOG_FINDINGS: Section.LOG_REVIEW,
    HandoverKind.APPROVAL_REQUEST: Section.INBOX,
}
"""Where what came in is shown, for what has a section of its own."""


class ReceivedCard(Card):
    receipt_wanted = Signal(object)
    undo_wanted = Signal(object)
    """Each with the ``EntityId`` of the ``received/1``."""
    went = Signal(object)
    """To this ``Destination``."""

    def __init__(self, row: ReceivedRow) -> None:
        super().__init__(role="row", spacing=4)
        self.row = row
        head = presenter.received_head(row)
        self.setAccessibleName(head)
        chips = [label(text, role, wraps=False) for text, role in presenter.received_chips(row)]
        self.add_row(label(head, "label"), *chips)
        for text in presenter.received_lines(row):
            self.column.addWidget(label(text))
        self.column.addWidget(label(presenter.received_when(row), "small"))
        self._add_acts(row, head)

    def _add_acts(self, row: ReceivedRow, head: str) -> None:
        acts = []
        if row.wants_receipt:
            acts.append(button(tr("Gör kvittens …"), self._receipt, icon="sign"))
        elif row.receipt_made:
            acts.append(button(tr("Gör kvittensen igen …"), self._receipt, role="link"))
        if row.may_undo:
            acts.append(button(tr("Ångra mottagandet"), self._undo, icon="undo"))
        destination = where(row)
        if destination is not None:
            text = tr("Öppna ärendet") if destination.stream else tr("Öppna")
            acts.append(button(text, self._go, icon="arrow-right"))
        for each in acts:
            each.setAccessibleName(f"{each.text()}, {head}")
        if acts:
            self.add_row(*acts)

    def _receipt(self) -> None:
        self.receipt_wanted.emit(self.row.entity)

    def _undo(self) -> None:
        self.undo_wanted.emit(self.row.entity)

    def _go(self) -> None:
        self.went.emit(where(self.row))


def where(row: ReceivedRow) -> Destination | None:
    """Where one reads what came in; None where nothing is shown of it."""
    if row.undone or row.outcome is PackageOutcome.REFUSED:
        return None
    section = _SHOWN_AT.get(HandoverKind(row.kind)) if row.kind in set(HandoverKind) else None
    if section is not None:
        return Destination(section, entity=row.shows)
    if row.stream is not None and row.case_label:
        return Destination.case(row.stream, CasePart.OVERVIEW)
    if row.kind == HandoverKind.APPROVAL and row.shows is not None:
        return Destination(Section.DISPOSAL, entity=row.shows)  # the answer is of no case
    return None
