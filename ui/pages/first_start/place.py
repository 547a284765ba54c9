"""Where the vault is to lie."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from app.errors import Refusal
from ui.core import LoadCore
from ui.messages import sentence
from ui.pages.first_start.step import Step
from ui.tasks import Tasks
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.file_choice import choose_folder
from ui.widgets.labels import label

ENDING = ".aktvalv"
_FORBIDDEN = set('/\\:*?"<>|')
"""In no file system's names, so that a vault can be moved to another machine."""


class PlaceStep(Step):
    def __init__(self, tasks: Tasks, core: LoadCore, folder: Path) -> None:
        super().__init__()
        self.title = tr("Plats för valvet")
        self._tasks = tasks
        self._core = core
        self._name = QLineEdit(tr("Mitt valv"))
        self._name.textChanged.connect(self._typed)
        self._folder = QLineEdit(str(folder))
        self._folder.textChanged.connect(self._typed)
        name = label(tr("Valvets &namn"), "label")
        name.setBuddy(self._name)
        place = label(tr("&Mapp"), "label")
        place.setBuddy(self._folder)
        row = QHBoxLayout()
        row.addWidget(self._folder, 1)
        row.addWidget(button(tr("Bläddra …"), self._browse))
        self.lay_out(
            label(
                tr(
                    "Valvet är en mapp på den här datorns egen disk. Den får inte ligga på en "
                    "nätverksenhet eller i en mapp som synkroniseras."
                )
            ),
            name,
            label(tr("Syns utan lösenfras. Skriv inget namn på en människa."), "muted"),
            self._name,
            place,
            row,
        )

    def path(self) -> Path:
        """The folder that the vault will be."""
        return Path(self._folder.text().strip()).expanduser() / (self._vault_name() + ENDING)

    def entered(self) -> None:
        self._name.setFocus()
        self._name.selectAll()

    def ready(self) -> bool:
        return bool(self._vault_name()) and bool(self._folder.text().strip())

    def check(self, go_on: Callable[[], None]) -> None:
        name = self._vault_name()
        if name.startswith(".") or not name.isprintable() or _FORBIDDEN & set(name):
            self.show_problem(
                tr(
                    "Namnet kan inte vara namn på en mapp. "
                    "Använd bokstäver, siffror och mellanslag."
                )
            )
            return
        if not Path(self._folder.text().strip()).expanduser().is_absolute():
            self.show_problem(tr("Skriv hela sökvägen till mappen, eller välj den med Bläddra."))
            return
        path = self.path()
        self._tasks.run(
            lambda: self._core().check_place(path),
            partial(self._fits, go_on),
            context=self,
            failed=self._does_not_fit,
        )

    def _fits(self, go_on: Callable[[], None], _nothing: None) -> None:
        self.show_problem("")
        go_on()

    def _does_not_fit(self, refusal: Refusal) -> None:
        self.show_problem(sentence(refusal))

    def _vault_name(self) -> str:
        return self._name.text().strip().removesuffix(ENDING)

    def _typed(self) -> None:
        self.show_problem("")
        self.changed.emit()

    def _browse(self) -> None:
        start = Path(self._folder.text().strip()).expanduser()
        while not start.is_dir() and start != start.parent:
            start = start.parent
        choose_folder(self, tr("Välj mapp för valvet"), start, self._take_folder)

    def _take_folder(self, folder: Path) -> None:
        self._folder.setText(str(folder))
