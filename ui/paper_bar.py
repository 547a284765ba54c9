"""A paper of the unit: looked at here, and saved as a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from app.documents.blocks import Document
from app.progress import Progress
from app.usecases.desk import Desk
from app.usecases.unit import unit_papers
from ui.long_look import LongLook
from ui.preview import Preview
from ui.session import Session
from ui.texts import tr
from ui.widgets.announce import announce
from ui.widgets.buttons import button
from ui.widgets.file_choice import choose_new_file
from ui.widgets.labels import Card, label

MakePaper = Callable[[Desk, Progress], Document]
"""Runs on the database thread, so that what is saved is what holds then."""


class PaperBar(Card):
    """Two buttons, and the paper under them while it is looked at."""

    def __init__(self, session: Session, make: MakePaper, file_name: str) -> None:
        super().__init__(role="row")
        self._make = make
        self._file_name = file_name
        self._preview = Preview()
        self._work = LongLook(session)
        self._told = label("", "ok")
        self._told.hide()
        self.add_row(
            button(tr("Visa som handling"), self.look, icon="eye"),
            button(tr("Spara som PDF …"), self._choose, icon="save"),
        )
        self.column.addWidget(self._work)
        self.column.addWidget(self._told)
        self.column.addWidget(self._preview)

    def look(self) -> None:
        self._work.look(partial(_preview, self._make), self._preview.show_document)

    def cover(self) -> None:
        self._preview.close_document()

    def _choose(self) -> None:
        places = QStandardPaths.StandardLocation
        folder = Path(QStandardPaths.writableLocation(places.DocumentsLocation))
        choose_new_file(
            self, tr("Spara som PDF"), folder / self._file_name, "PDF (*.pdf)", self.save_to
        )

    def save_to(self, path: Path) -> None:
        self._work.look(partial(_save, self._make, path), self._saved)

    def _saved(self, name: str) -> None:
        text = tr("Sparad som {name}.").format(name=name)
        self._told.setText(text)
        self._told.show()
        announce(self._told, text)


def _preview(make: MakePaper, desk: Desk, progress: Progress) -> bytes:
    return unit_papers.preview(desk, make(desk, progress))


def _save(make: MakePaper, path: Path, desk: Desk, progress: Progress) -> str:
    unit_papers.save(desk, make(desk, progress), path)
    return path.name
