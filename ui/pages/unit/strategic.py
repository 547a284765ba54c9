"""Underlag till strategisk grupp: counts that may leave the unit, and nothing else (F028)."""

from __future__ import annotations

from app.documents.strategic_material import CountGroup
from app.usecases.changes import Part
from app.usecases.unit.strategic import strategic_groups, strategic_paper
from ui.long_look import LongLook
from ui.page import Page, page_column
from ui.paper_bar import PaperBar
from ui.session import Session
from ui.texts import tr
from ui.widgets.labels import Card, label
from ui.widgets.stack import Stack
from ui.widgets.text_table import TextTable


class StrategicPlace(Page):
    title = "Underlag till strategisk grupp"
    shows = frozenset({Part.CASE, Part.CASES})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._look = LongLook(session)
        self._groups = Stack()
        self._paper = PaperBar(session, strategic_paper, "Underlag till strategisk grupp.pdf")
        head = Card(
            label(tr(self.title), "title"),
            label(
                tr(
                    "Avidentifierade antal. Antal under fem visas inte, och inte heller det som "
                    "annars hade gått att räkna ut dem från. Operativ grupp hanteras i ärendet."
                ),
                "muted",
            ),
        )
        column = page_column(self)
        for part in (head, self._look, self._paper, self._groups):
            column.addWidget(part)
        column.addStretch(1)

    def load(self) -> None:
        self._look.look(strategic_groups, self._show)

    def cover(self) -> None:
        self._paper.cover()

    def _show(self, groups: tuple[CountGroup, ...]) -> None:
        self._groups.clear()
        for group in groups:
            rows = [(tr(name), count) for name, count in group.shown_rows()]
            card = Card(label(tr(group.heading), "heading"))
            card.column.addWidget(TextTable((tr("Uppgift"), tr("Antal")), rows))
            self._groups.add(card)
