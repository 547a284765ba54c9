"""What is about to be made, and the making of it."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QProgressBar

from ui.pages.first_start.step import Step
from ui.texts import tr
from ui.widgets.labels import Card, label


class SummaryStep(Step):
    def __init__(self) -> None:
        super().__init__()
        self.title = tr("Sammanfattning")
        self._facts = QFormLayout()
        self._facts.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        box = Card()
        box.column.addLayout(self._facts)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(tr("Valvet skapas"))
        self._progress.hide()
        self._working = label(tr("Valvet skapas. Det tar några sekunder."), "muted")
        self._working.hide()
        self.lay_out(box, self._working, self._progress)

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        while self._facts.rowCount():
            self._facts.removeRow(0)
        for name, value in facts:
            self._facts.addRow(label(name, "label"), label(value))

    def show_busy(self, *, busy: bool) -> None:
        self._progress.setVisible(busy)
        self._working.setVisible(busy)
