"""A signed form, to read as it was and to go on from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.documents.blocks import Facts, Heading, TextStyle
from app.forms.print import PrintedBlock
from ui.page import bring_forward, page_column
from ui.pages.assessment.presenter import Reading, standard_format
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.editors.text import TextEditor
from ui.widgets.labels import Card, label, selectable
from ui.widgets.stack import Stack


class SignedAssessmentView(QWidget):
    """Text that can be marked and read aloud, and nothing to change."""

    closed = Signal()
    paper_wanted = Signal()
    """To be looked at as a paper, and let out through the gate."""
    new_wanted = Signal()
    """A new form that begins with these answers."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self._reading = reading
        column = page_column(self)
        self._back = button(tr("Tillbaka"), self._go_back, icon="arrow-left")
        head = Card(label(reading.wording.heading, "title"), label(reading.wording.signed, "small"))
        head.add_row(
            self._back,
            button(tr("Gör ny utifrån denna"), self.new_wanted.emit, icon="plus"),
            button(tr("Skriv ut eller lämna ut …"), self.paper_wanted.emit, icon="document"),
        )
        column.addWidget(head)
        for section in _sections(reading.blocks):
            column.addWidget(section)
        self._format = Stack(spacing=6)
        column.addWidget(self._standard())
        column.addStretch(1)

    def _go_back(self) -> None:
        self.closed.emit()

    def focus_first(self) -> None:
        self._back.setFocus()

    # ------------------------------------------------------------------- the standard format

    def _standard(self) -> QWidget:
        """For checking on screen. Nothing is written here: see ``docs/adr/0010``."""
        text = tr(
            "Svaren kan visas i standardformatet (HL7, R5 och R4) som andra system läser. De kan "
            "ännu inte lämna valvet i det formatet."
        )
        box = Card(label(text, "small"))
        box.add_row(button(tr("Visa standardformat"), self._show_format))
        box.column.addWidget(self._format)
        return box

    def _show_format(self) -> None:
        text = TextEditor(lines=14)
        text.set_value(standard_format(self._reading))
        text.set_read_only(True)
        text.set_name(tr("Svaren i standardformat"))
        self._format.clear()
        self._format.add(text)
        bring_forward(text)


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
