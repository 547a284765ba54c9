"""A signed assessment, to read as it was."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.documents.blocks import Facts, Heading, TextStyle
from app.forms.print import PrintedBlock
from ui.page import page_column
from ui.pages.assessment.presenter import Reading
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label, selectable


class SignedAssessmentView(QWidget):
    """Text that can be marked and read aloud, and nothing to change."""

    closed = Signal()

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        column = page_column(self)
        self._back = button(tr("Tillbaka"), self._go_back, icon="arrow-left")
        head = Card(label(reading.wording.heading, "title"), label(reading.wording.signed, "small"))
        head.add_row(self._back)
        column.addWidget(head)
        for block in reading.blocks:
            _add(block, column)
        column.addStretch(1)

    def _go_back(self) -> None:
        self.closed.emit()

    def focus_first(self) -> None:
        self._back.setFocus()


def _add(block: PrintedBlock, column: QVBoxLayout) -> None:
    match block:
        case Heading(text=text, level=level):
            column.addWidget(label(text, "heading" if level == 2 else "label"))
        case Facts(rows=rows):
            for row in rows:
                column.addWidget(label(row.label, "label"))
                column.addWidget(selectable(row.value))
        case _:
            shown = selectable(block.text)
            own_words = block.style is TextStyle.OWN_WORDS
            column.addWidget(Card(shown, role="row") if own_words else shown)
