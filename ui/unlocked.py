"""An unlocked vault with its window, and everything that can lock it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Signal, Slot

from app.errors import Refusal
from app.jsonvalue import JsonObject
from app.ports import ReplaceProcess
from app.usecases.desk import Desk
from app.usecases.settings import OwnSettings, own_settings, recall_place
from ui.automatic_backup import AutomaticBackup
from ui.core import LoadCore
from ui.idle import IdleWatch
from ui.locking import Locker
from ui.machine import Machine
from ui.machine_watch import MachineWatch
from ui.main_window import MainWindow
from ui.navigation import Destination, Section
from ui.session import Session
from ui.tasks import Tasks


class Unlocked(QObject):
    """Lives until the process is replaced."""

    ended = Signal()
    """The vault was locked because the window was closed."""

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        machine: Machine,
        core: LoadCore,
        replace_process: ReplaceProcess,
    ) -> None:
        super().__init__()
        facts = desk.vault.facts
        self.session = Session(desk, tasks, self, machine=machine, core=core)
        self.window = MainWindow(self.session, training=facts.training, read_only=facts.read_only)
        self.window.installEventFilter(self)
        self._locker = Locker(
            self.session,
            place=self.window.place,
            cover=self.window.cover,
            leave=replace_process,
        )
        self._idle = IdleWatch(OwnSettings().idle_minutes, self)
        self._idle.idle.connect(self.lock)
        self._idle.remaining.connect(self._show_remaining)
        self.window.destroyed.connect(self._idle.stop)  # there is nobody left to tell
        self.session.lock_requested.connect(self.lock)
        self.session.idle_minutes_chosen.connect(self._idle.set_minutes)
        self._backup = AutomaticBackup(self.session, self)
        self._machine_watch = MachineWatch.on_this_machine(self)
        self._machine_watch.lock.connect(self.lock)
        machine.guards |= self._machine_watch.watched

    @property
    def is_locking(self) -> bool:
        return self._locker.begun

    def open(self) -> None:
        """Show the window at the place where one was, or on the start page when that cannot be
        read. The clock runs from now on: an open vault never waits for an answer unwatched."""
        self._idle.start()
        self.session.run(_settings_and_place, self._show, context=self, failed=self._show_anyway)

    @Slot()
    def lock(self) -> None:
        self._locker.lock()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Closing the window is locking, without a new window after it."""
        if watched is self.window and event.type() == QEvent.Type.Close:
            self._locker.end(self._end)
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _end(self, _environment: Mapping[str, str]) -> None:
        """Everything is saved and the key is gone."""
        self.ended.emit()

    def _show(self, found: tuple[OwnSettings, JsonObject | None]) -> None:
        settings, place = found
        self._idle.set_minutes(settings.idle_minutes)
        self._idle.look()
        self._backup.start()
        self.window.go(Destination.from_json(place) if place else Destination(Section.TODO))
        self.window.show()
        self.window.activateWindow()

    def _show_anyway(self, refusal: Refusal) -> None:
        self._show((OwnSettings(), None))
        self.window.show_refusal(refusal)

    def _show_remaining(self, seconds: int) -> None:
        self.window.status.show_lock_in(seconds // 60)


def _settings_and_place(desk: Desk) -> tuple[OwnSettings, JsonObject | None]:
    return own_settings(desk), recall_place(desk)
