"""The choices that belong to the machine and not to any vault, put into effect and remembered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.errors import Refusal
from ui import machine_settings
from ui.machine_settings import MachineSettings
from ui.theme import Look, Theme

Write = Callable[[Path, bytes], None]


class Machine(QObject):
    """The theme and the settings file."""

    not_remembered = Signal(object)
    """The ``Refusal`` that kept a choice from being remembered; it is in effect all the same."""

    def __init__(self, theme: Theme, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._file = file
        self._write: Write | None = None
        self._settings = machine_settings.read(file)
        self._unwritten = False
        self.guards: frozenset[str] = frozenset()
        """Names of the guards in force: of ``storage.process.Protection``, and ``screen`` and
        ``sleep`` where the machine tells of those."""
        theme.set_text_percent(self._settings.text_percent)
        theme.set_look(self._settings.look)

    @property
    def settings(self) -> MachineSettings:
        return self._settings

    def write_with(self, write: Write) -> None:
        """How the file is written, once that is loaded. What was chosen before is written now."""
        self._write = write
        if self._unwritten:
            self._keep(self._settings)

    def choose_look(self, look: Look) -> None:
        self._theme.set_look(look)
        self._keep(replace(self._settings, look=look))

    def choose_text_percent(self, percent: int) -> None:
        self._theme.set_text_percent(percent)
        self._keep(replace(self._settings, text_percent=self._theme.text_percent))

    def remember_vault(self, vault: Path) -> None:
        if vault != self._settings.vault:
            self._keep(replace(self._settings, vault=vault))

    def _keep(self, settings: MachineSettings) -> None:
        self._settings = settings
        self._unwritten = self._write is None
        if self._write is None:
            return
        try:
            self._write(self._file, machine_settings.dump(settings))
        except Refusal as refusal:
            self.not_remembered.emit(refusal)
