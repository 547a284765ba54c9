"""Work that takes its time in the vault: how far it has come, and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from app.errors import Refusal
from app.progress import Progress
from app.usecases.desk import Desk
from ui.session import Session
from ui.tasks import Ticket
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label

T = TypeVar("T")


class UnderWay(QWidget):
    """Takes no room but while it works. One piece of work at a time."""

    stopped = Signal()
    """Somebody had had enough, and nothing came of it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._ticket: Ticket | None = None
        self._text = label("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.stop = button(tr("Avbryt"), self._stop)
        card = Card(self._text, role="notice")
        card.add_row(self._bar, self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.hide()

    @property
    def working(self) -> bool:
        return self._ticket is not None

    def begin(
        self,
        text: str,
        work: Callable[[Desk, Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Refusal], None],
    ) -> None:
        """Say ``text`` until one of ``done``, ``failed`` and ``stopped`` tells how it went."""
        if self._ticket is not None:
            return
        self._text.setText(text)
        self._bar.setAccessibleName(text)
        self._bar.setRange(0, 0)
        self.show()
        self.stop.setEnabled(True)
        self.stop.setFocus()
        self._ticket = self._session.run_long(
            work,
            partial(self._over, done),
            context=self,
            progressed=self._progressed,
            cancelled=self._cancelled,
            failed=partial(self._over, failed),
        )

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        if self._ticket is not None:
            self._session.cancel(self._ticket)

    def _progressed(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)  # without a total it only moves
        self._bar.setValue(done)

    def _over(self, tell: Callable[[Any], None], answer: object) -> None:
        self._end()
        tell(answer)

    def _cancelled(self) -> None:
        self._end()
        self.stopped.emit()

    def _end(self) -> None:
        self._ticket = None
        self.hide()
