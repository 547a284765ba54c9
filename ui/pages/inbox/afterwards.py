"""What can be done with packages that have been answered: a receipt, undoing, going there."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import Refusal
from app.ids import EntityId
from app.progress import Progress
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.handover import receipts
from app.usecases.handover.packages import undo
from app.usecases.handover.packages.lists import ReceivedRow
from app.usecases.handover.packages.sending import Sealed
from ui.messages import sentence
from ui.package_file import PackageFile
from ui.pages.inbox.received_card import ReceivedCard
from ui.session import Session
from ui.texts import tr
from ui.widgets.told import Told


class Afterwards(QWidget):
    """Makes the cards, does what they ask for, and tells how it went above them."""

    undone = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.file = PackageFile(session)
        self._told = Told()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.file)
        column.addWidget(self._told)

    def card(self, row: ReceivedRow) -> ReceivedCard:
        made = ReceivedCard(row)
        made.receipt_wanted.connect(self._receipt)
        made.undo_wanted.connect(self._undo)
        made.went.connect(self._session.navigate)
        return made

    def forget(self) -> None:
        self._told.clear()
        self.file.forget()

    def _receipt(self, received: EntityId) -> None:
        self.forget()
        self.file.ask(tr("Var ska kvittensen ligga?"), partial(_make_receipt, received))

    def _undo(self, received: EntityId) -> None:
        self.forget()
        work = partial(_undo, received)
        self._session.run(work, self._was_undone, context=self, failed=self._refused)

    def _was_undone(self, _changes: Changes) -> None:
        text = tr(
            "Mottagandet är ångrat. Det som kom visas inte längre, och ärendet är som det var. "
            "Öppna filen igen om det ska tas emot ändå."
        )
        self._told.tell(text, "notice")
        self.undone.emit()

    def _refused(self, refusal: Refusal) -> None:
        self._told.tell(sentence(refusal), "notice-error")


def _make_receipt(received: EntityId, desk: Desk, folder: Path, progress: Progress) -> Sealed:
    return receipts.make_receipt(desk, received, folder, progress)


def _undo(received: EntityId, desk: Desk) -> Changes:
    return undo.undo(desk, received)
