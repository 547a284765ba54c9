"""From a backup file to a vault folder that can be unlocked."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.errors import Refusal
from ui.core import LoadCore
from ui.messages import sentence
from ui.tasks import Tasks
from ui.texts import tr
from ui.widgets.file_choice import choose_file, choose_folder

ENDING = ".aktvalv"


class Restoring(QObject):
    """Asks for the file, then for the folder. Overwrites nothing: a name that is taken gets a
    number."""

    restored = Signal(object)
    """The ``Path`` of the new vault folder."""
    refused = Signal(str)

    def __init__(self, window: QWidget, tasks: Tasks, core: LoadCore) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._core = core
        self._backup = Path()

    def ask(self) -> None:
        choose_file(
            self._window,
            tr("Välj säkerhetskopia"),
            Path.home(),
            tr("Säkerhetskopior (*.aktvalv-kopia)"),
            self.take_backup,
        )

    def take_backup(self, backup: Path) -> None:
        self._backup = backup
        choose_folder(
            self._window, tr("Välj mappen att återställa i"), Path.home(), self.take_folder
        )

    def take_folder(self, folder: Path) -> None:
        backup = self._backup
        self._tasks.run(
            partial(self._restore, backup, folder),
            self.restored.emit,
            context=self,
            failed=self._refuse,
        )

    def _restore(self, backup: Path, folder: Path) -> Path:
        target = free_name(folder, backup.name.partition(".aktvalv")[0])
        self._core().door.restore(backup, target)
        return target

    def _refuse(self, refusal: Refusal) -> None:
        self.refused.emit(sentence(refusal))


def free_name(folder: Path, name: str) -> Path:
    """``folder/name återställt.aktvalv``, numbered where that is taken."""
    path, number = folder / f"{name} återställt{ENDING}", 1
    while path.exists():
        number += 1
        path = folder / f"{name} återställt {number}{ENDING}"
    return path
