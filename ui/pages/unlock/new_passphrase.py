"""After unlocking with the recovery code: a new passphrase, since the old one is forgotten."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.core import LoadCore
from ui.passphrase_choice import PassphraseChoice
from ui.tasks import Tasks
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label
from ui.widgets.problem_line import ProblemLine


class NewPassphrasePage(QWidget):
    chosen = Signal(object)
    """``bytearray``; its receiver wipes it."""
    later = Signal()

    def __init__(self, tasks: Tasks, core: LoadCore) -> None:
        super().__init__()
        self.choice = PassphraseChoice(tasks, core)
        self.choice.changed.connect(self._refresh)
        self._problem = ProblemLine()
        self._take = button(tr("Byt lösenfras"), self._give, role="primary")
        self._take.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(label(tr("Välj en ny lösenfras"), "title"))
        column.addWidget(
            label(
                tr(
                    "Valvet är öppnat med återställningskoden. Den gamla lösenfrasen slutar gälla "
                    "när du väljer en ny. Koden gäller fortfarande."
                )
            )
        )
        column.addWidget(self.choice)
        column.addWidget(self._problem)
        row = FlowLayout()
        row.addWidget(self._take)
        row.addWidget(button(tr("Behåll den gamla"), self._skip))
        column.addLayout(row)
        self._refresh()

    def start(self) -> None:
        self.choice.start()

    def show_problem(self, text: str) -> None:
        self._problem.say(text)
        self._take.setEnabled(True)

    def _refresh(self) -> None:
        self._problem.clear()
        self._take.setEnabled(self.choice.ready())

    def _give(self) -> None:
        if self.choice.ready():
            self._take.setEnabled(False)
            self.chosen.emit(self.choice.passphrase())

    def _skip(self) -> None:
        self.later.emit()
