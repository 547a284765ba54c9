"""Looking through every case: what takes seconds shows how far it has come, and can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from app.errors import Refusal
from app.progress import Progress
from app.usecases.desk import Desk
from ui.session import Session
from ui.tasks import Ticket
from ui.texts import tr
from ui.widgets.announce import announce
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack

T = TypeVar("T")
Look = Callable[[Desk, Progress], T]

SHOWN_AFTER_MS = 1000


class LongLook(QWidget):
    """Takes no room until work has gone on for a second. Drafts are saved meanwhile, and a newer
    question stops the one before."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._ticket: Ticket | None = None
        self._asked = 0
        self._question: tuple[Look[Any], Callable[[Any], None]] | None = None
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Ärendena läses"))
        self.stop = button(tr("Avbryt läsningen"), self._stop)
        self._under_way = Card(label(tr("Ärendena läses …")), role="notice")
        self._under_way.add_row(self._bar, self.stop)
        self._under_way.hide()
        self._told = Stack()
        self._patience = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._patience.timeout.connect(self._under_way.show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._under_way)
        column.addWidget(self._told)

    def look(self, work: Look[T], done: Callable[[T], None]) -> None:
        """``done`` gets the answer, unless it is stopped or something newer is asked."""
        self._stop()
        self._question = work, done
        self._asked += 1
        self._told.clear()
        self._bar.setRange(0, 0)
        self._patience.start()
        self._ticket = self._session.run_long(
            work,
            partial(self._answer, self._asked, done),
            context=self,
            progressed=self._progressed,
            cancelled=partial(self._stopped, self._asked),
            failed=partial(self._refused, self._asked),
        )

    def _stop(self) -> None:
        if self._ticket is not None:
            self._session.cancel(self._ticket)

    def _progressed(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)

    def _answer(self, number: int, done: Callable[[T], None], found: T) -> None:
        if self._is_over(number):
            done(found)

    def _stopped(self, number: int) -> None:
        if self._is_over(number):
            text = tr("Avbruten: alla ärenden är inte lästa.")
            self._told.add(Notice(text, "notice-warn", action=tr("Läs igen"), act=self._again))
            announce(self, text)

    def _refused(self, number: int, refusal: Refusal) -> None:
        if self._is_over(number):
            self._session.refused.emit(refusal)

    def _again(self) -> None:
        if self._question is not None:
            self.look(*self._question)

    def _is_over(self, number: int) -> bool:
        """False for the answer to a question that a newer one has replaced."""
        if number != self._asked:
            return False
        self._ticket = None
        self._patience.stop()
        self._under_way.hide()
        return True
