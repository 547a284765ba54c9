"""Reading a file that somebody else has made, while the page stays alive."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import Refusal
from app.progress import Progress
from ui.messages import sentence
from ui.session import Session
from ui.tasks import Ticket
from ui.texts import tr
from ui.widgets.announce import announce
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack

T = TypeVar("T")


class FileReading(QWidget):
    """Says that a file is being read, with a way to stop it; or why it could not be."""

    refused = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._ticket: Ticket | None = None
        self._round = 0
        self._text = label(tr("Filen läses …"), "muted", wraps=False)
        self._stop = button(tr("Avbryt läsningen"), self.stop)
        self._problem = Stack()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = FlowLayout()
        row.addWidget(self._text)
        row.addWidget(self._stop)
        column.addLayout(row)
        column.addWidget(self._problem)
        self._show_idle()

    @property
    def reading(self) -> bool:
        return self._ticket is not None

    def start(self, work: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        """Read anew; what was still being read is forgotten."""
        self.stop()
        self._round += 1
        self._problem.clear()
        self._text.show()
        self._stop.show()
        self.show()
        self._ticket = self._session.run_aside_long(
            work,
            partial(self._read, self._round, done),
            context=self,
            progressed=_nothing,
            cancelled=_nothing,
            failed=partial(self._refused, self._round),
        )

    def stop(self) -> None:
        """What was read before stays as it is."""
        if self._ticket is not None:
            self._session.cancel(self._ticket)
        self._round += 1
        self._show_idle()

    def _read(self, number: int, done: Callable[[T], None], result: T) -> None:
        if number == self._round:
            self._show_idle()
            done(result)

    def _refused(self, number: int, refusal: Refusal) -> None:
        if number != self._round:
            return
        self._show_idle()
        self._problem.add(Notice(sentence(refusal), "notice-error"))
        self.show()
        announce(self, sentence(refusal))
        self.refused.emit()

    def _show_idle(self) -> None:
        self._ticket = None
        self._problem.clear()
        self._text.hide()
        self._stop.hide()
        self.hide()


def _nothing(*_step: int) -> None:
    """A bar would only count the seconds to the longest time allowed."""
