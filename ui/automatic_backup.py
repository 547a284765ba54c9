"""The clock behind the automatic backup. Whether one is due, and why it was missed, is decided in
``app.usecases.automatic_backup``; this only asks, when nobody is waiting."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from app.errors import Refusal
from app.usecases.automatic_backup import back_up_when_due
from app.usecases.changes import Changes, Part
from ui.session import Session

SOON_MS = 20_000
"""After unlocking: let the first page come up and the first words be written."""
EVERY_MS = 60 * 60 * 1000
"""Between two looks, so that a stick that was put in at noon has its backup by one."""


class AutomaticBackup(QObject):
    """One look soon after ``start``, and one every hour. It is long work: what is typed meanwhile
    is saved first, and locking stops it at its next step."""

    def __init__(
        self,
        session: Session,
        parent: QObject | None = None,
        *,
        soon_ms: int = SOON_MS,
        every_ms: int = EVERY_MS,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._soon_ms = soon_ms
        self._every_ms = every_ms
        self._working = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        # Work that was asked for now would meet a vault that is closed.
        session.leaving.connect(self._timer.stop)
        session.changed.connect(self._changed)

    def start(self) -> None:
        self._timer.start(self._soon_ms)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        """A folder may have been chosen just now."""
        if changes.touch(None, Part.SETTINGS) and not self._working:
            self.start()

    def _look(self) -> None:
        self._working = True
        self._session.run_long(
            back_up_when_due,
            self._done,
            context=self,
            progressed=_unwatched,
            cancelled=_stopped,
            failed=self._failed,
        )

    def _done(self, _changes: Changes | None) -> None:
        self._rest()

    def _failed(self, refusal: Refusal) -> None:
        """Not even the reason could be kept in the vault: said above the page."""
        self._rest()
        self._session.refused.emit(refusal)

    def _rest(self) -> None:
        self._working = False
        self._timer.start(self._every_ms)


def _stopped() -> None:
    """Only locking stops it, and then there is no next time."""


def _unwatched(_done: int, _total: int) -> None:
    """The status line says that the program is working, and that is enough."""
