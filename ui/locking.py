"""The end of an unlocked vault: everything typed is saved, the key goes, the process with it.

The order is the promise: cover the windows, save every open editor, remember the place, close
the vault (which wipes the key), leave the process. Nothing can call it off, and a thread of its
own sees to it that it is over within five seconds, whatever the rest of the program is doing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.errors import Refusal
from app.usecases.settings import remember_place
from ui.clipboard_guard import forget_copied
from ui.environment import LOST, UNKNOWN, VAULT
from ui.navigation import Destination
from ui.session import Session
from ui.texts import tr
from ui.widgets.labels import label

LIMIT_SECONDS = 5.0

Leave = Callable[[Mapping[str, str]], None]
"""Ends this process, with this environment for the one that follows, if one does."""


class Locker(QObject):
    """Locks once."""

    def __init__(
        self,
        session: Session,
        *,
        place: Callable[[], Destination],
        cover: Callable[[], None],
        leave: Leave,
        limit_seconds: float = LIMIT_SECONDS,
    ) -> None:
        """``cover`` takes what is revealed away; ``leave`` is also called from another thread,
        when the limit is reached."""
        super().__init__(session)
        self._session = session
        self._place = place
        self._cover = cover
        self._leave = leave
        self._next_leave = leave
        self._limit_seconds = limit_seconds
        self._vault = session.desk.vault
        self._path = str(self._vault.facts.path)
        self._begun = False
        self._left = threading.Lock()

    @property
    def begun(self) -> bool:
        return self._begun

    @Slot()
    def lock(self) -> None:
        """Lock, and offer to unlock the same vault."""
        self._end(self._leave)

    def end(self, leave: Leave) -> None:
        """Lock, and leave the process in another way: the program is closed. Where a draft could
        not be saved, the unlock window comes up all the same, to say so."""
        self._end(leave)

    def _end(self, leave: Leave) -> None:
        if self._begun:
            return
        self._begun = True
        self._next_leave = leave
        watchdog = threading.Timer(self._limit_seconds, self._out_of_time)
        watchdog.daemon = True
        watchdog.start()
        cover_windows()
        forget_copied()
        try:
            self._hand_over()
        finally:
            # Whatever a page did wrong on the way, the vault is closed.
            self._session.tasks.run(
                self._vault.close, self._closed, context=self, failed=self._closed
            )

    def _hand_over(self) -> None:
        place = self._place()
        if self._session.tasks.cancel_long():
            self._vault.interrupt()
        self._session.leave()
        self._session.tasks.run(
            partial(remember_place, self._session.desk, place.to_json()),
            _done,
            context=self,
            failed=_not_remembered,
        )
        self._cover()

    def _closed(self, _outcome: object) -> None:
        lost = self._session.lost
        self._go(self._leave if lost else self._next_leave, str(lost))

    def _out_of_time(self) -> None:
        """On a thread of its own: the key is still in memory, so the memory is given back."""
        self._go(self._leave, UNKNOWN)

    def _go(self, leave: Leave, lost: str) -> None:
        if self._left.acquire(blocking=False):
            leave({VAULT: self._path, LOST: lost})


def cover_windows() -> None:
    """Take everything off the screen before anything else is done. Focus and caret stay where
    they are, so that the place can still be remembered."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            if window.parentWidget() is None:
                Cover(window)
            else:
                window.hide()


class Cover(QWidget):
    """Opaque, over all of a window. Paints itself, whatever a style sheet says."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        column = QVBoxLayout(self)
        column.addWidget(
            label(tr("Valvet låses …"), "title", wraps=False), 0, Qt.AlignmentFlag.AlignCenter
        )
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        # At once and without the event loop, which has other things to do first.
        window.repaint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.palette().window())


def _done(_result: object) -> None:
    """The place is remembered."""


def _not_remembered(_refusal: Refusal) -> None:
    """A read-only vault or a full disk: one comes back to the start page."""
