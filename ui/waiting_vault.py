"""A vault that is open while the entrance still asks something: whether it is older than it should
be, or which passphrase it shall have. Nobody may walk up to that window either."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.usecases.settings import OwnSettings
from ui.idle import IdleWatch
from ui.machine_watch import MachineWatch


class WaitingVault(QObject):
    """Until the vault's own window takes over: the same key, clock and machine that lock it
    there."""

    lock = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._key = QShortcut(QKeySequence("Ctrl+L"), window)
        self._key.activated.connect(self.lock)
        self._machine_watch = MachineWatch.on_this_machine(self)
        self._machine_watch.lock.connect(self.lock)
        # The usual time: what the caseworker has chosen is read with the first page of the vault.
        self._idle = IdleWatch(OwnSettings().idle_minutes, self)
        self._idle.idle.connect(self.lock)
        self._idle.start()

    def stop(self) -> None:
        """The vault's own window watches from now on, or the vault is closed."""
        self._idle.stop()
        self._key.deleteLater()
        self.deleteLater()
