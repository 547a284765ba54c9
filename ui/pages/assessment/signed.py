"""A signed assessment, to read as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.documents.blocks import Facts, Heading, TextStyle
from app.forms.print import PrintedBlock
from ui.page import page_column
from ui.pages.assessment.presenter import Reading
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label, selectable
from ui.widgets.stack import Stack


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
        for section in _sections(reading.blocks):
            column.addWidget(section)
        column.addStretch(1)

    def _go_back(self) -> None:
        self.closed.emit()

    def focus_first(self) -> None:
        self._back.setFocus()


def _sections(blocks: Sequence[PrintedBlock]) -> Iterator[Card]:
    """A card for each page of the form; a question stands close to its answer."""
    card = Card()
    question = Stack(spacing=2)
    for block in blocks:
        match block:
            case Heading(text=text, level=2):
                if card.column.count():
                    yield card
                card = Card(label(text, "heading"), spacing=12)
            case Heading(text=text):
                question = Stack(spacing=2)
                question.add(label(text, "label"))
                card.column.addWidget(question)
            case Facts(rows=rows):
                for row in rows:
                    question = Stack(spacing=2)
                    question.add(label(row.label, "label"))
                    question.add(selectable(row.value))
                    card.column.addWidget(question)
            case _:
                own_words = block.style is TextStyle.OWN_WORDS
                shown = selectable(block.text)
                question.add(Card(shown, role="row") if own_words else shown)
    if card.column.count():
        yield card
