"""Choosing a unit's key card, and comparing it with what the manager reads aloud."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.errors import Refusal
from ui.core import LoadCore, UnitKey
from ui.messages import sentence
from ui.tasks import Tasks
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.file_choice import choose_file
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Card, label, selectable
from ui.widgets.problem_line import ProblemLine

CARD_BYTES = 8192


class UnitCardChoice(QWidget):
    changed = Signal()
    """``ready`` may have another answer now."""

    def __init__(self, tasks: Tasks, core: LoadCore) -> None:
        super().__init__()
        self._tasks = tasks
        self._core = core
        self._card: bytes | None = None
        self._key: UnitKey | None = None
        self._choose = button(tr("Välj nyckelkort …"), self._browse)
        self._shown = self._card_shown()
        self._problem = ProblemLine()
        row = FlowLayout()
        row.addWidget(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self._shown)
        column.addWidget(self._problem)

    def _card_shown(self) -> QWidget:
        """What a chosen card says, to be compared with what the manager reads aloud."""
        self._name = label("", "heading")
        self._fingerprint = selectable()
        self._compared = QCheckBox(tr("Jag har jämfört kontrolltalet med min chef"))
        self._compared.toggled.connect(self._ticked)
        shown = Card(
            self._name,
            label(tr("Kontrolltal, att läsa upp för chefen:"), "muted"),
            self._fingerprint,
            self._compared,
        )
        shown.add_row(button(tr("Ta bort kortet"), self.forget))
        shown.hide()
        return shown

    def card(self) -> bytes | None:
        """The card's bytes, or None where there is none."""
        return self._card

    def unit(self) -> str:
        """The name on the card; empty without one."""
        return self._key.name if self._key is not None else ""

    def ready(self) -> bool:
        """Whether one may go on: there is no card, or it has been compared."""
        return self._card is None or self._compared.isChecked()

    def start(self) -> None:
        self._choose.setFocus()

    def _browse(self) -> None:
        choose_file(self, tr("Välj nyckelkort"), Path.home(), tr("Alla filer (*)"), self.take_file)

    def problem(self) -> str:
        """Why the last file was not taken; empty when it was."""
        return self._problem.text()

    def take_file(self, path: Path) -> None:
        """Read a card and show what it says."""
        self._problem.say("")
        self._tasks.run(
            lambda: self._read(path), self._show_card, context=self, failed=self._refused
        )

    def _read(self, path: Path) -> tuple[bytes, UnitKey]:
        core = self._core()
        data = core.read_file(path, CARD_BYTES)
        return data, core.read_unit_card(data)

    def _show_card(self, read: tuple[bytes, UnitKey]) -> None:
        self._card, self._key = read
        digits = self._key.fingerprint
        fours = " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))
        self._name.setText(self._key.name)
        self._fingerprint.setText(fours)
        self._compared.setChecked(False)
        self._shown.show()
        self.changed.emit()

    def _refused(self, refusal: Refusal) -> None:
        self._problem.say(sentence(refusal))

    def forget(self) -> None:
        """Go on without the card."""
        self._card = self._key = None
        self._shown.hide()
        self.changed.emit()

    def _ticked(self) -> None:
        self.changed.emit()
