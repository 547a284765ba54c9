"""Making a sealed file where somebody wants it, and telling how that went."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.errors import Refusal
from app.progress import Progress
from app.usecases.desk import Desk
from app.usecases.handover.packages.sending import Sealed
from ui.messages import sentence
from ui.session import Session
from ui.texts import tr
from ui.under_way import UnderWay
from ui.widgets.file_choice import choose_folder, documents_folder
from ui.widgets.told import Told

MakeFile = Callable[[Desk, Path, Progress], Sealed]
"""Seal something into a folder."""


class PackageFile(QWidget):
    """Takes no room until ``ask``. The folder is asked for first; nothing is sealed before."""

    made = Signal(object)
    """The ``Sealed``."""
    refused = Signal(object)
    """The ``Refusal``, after it has been told."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._make: MakeFile | None = None
        self.work = UnderWay(session)
        self.work.stopped.connect(self._stopped)
        self._told = Told()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.work)
        column.addWidget(self._told)

    def ask(self, title: str, make: MakeFile) -> QFileDialog:
        """``title`` of the dialog says what is made."""
        self._told.clear()
        self._make = make
        return choose_folder(self, title, documents_folder(), self.make_in)

    def seal_in(self, folder: Path, make: MakeFile) -> None:
        """Without asking: the folder has been chosen."""
        self._make = make
        self.make_in(folder)

    def make_in(self, folder: Path) -> None:
        if self._make is None or self.work.working:
            return
        self._told.clear()
        work = partial(_seal, self._make, folder)
        self.work.begin(tr("Filen förseglas och läses igenom …"), work, self._done, self._failed)

    def _done(self, sealed: Sealed) -> None:
        text = tr(
            "Filen {name} ligger i {folder}. Den är läst igenom och hel. Lämna den till mottagaren."
        ).format(name=sealed.path.name, folder=str(sealed.path.parent))
        self._told.tell(text, "notice")
        self.made.emit(sealed)

    def _failed(self, refusal: Refusal) -> None:
        self._told.tell(sentence(refusal), "notice-error")
        self.refused.emit(refusal)

    def _stopped(self) -> None:
        self._told.tell(tr("Avbrutet. Ingen fil har skrivits."), "notice-warn")

    def forget(self) -> None:
        """Take away what was told."""
        self._told.clear()


def _seal(make: MakeFile, folder: Path, desk: Desk, progress: Progress) -> Sealed:
    return make(desk, folder, progress)
