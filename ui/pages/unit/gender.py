"""Könsspecifika faktorer: in which ways they were noticed, and in how many cases (F145, F173)."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from app.usecases.changes import Part
from app.usecases.unit.gender_list import GenderCount, GenderList, gender_list
from ui.long_look import LongLook
from ui.page import Page, page_column
from ui.pages.unit.words import GENDER_COUNTS
from ui.session import Session
from ui.texts import tr
from ui.widgets.labels import Card, label, selectable
from ui.widgets.stack import Stack
from ui.widgets.text_table import TextTable
from ui.words import word

HIDDEN = "–"


class GenderPlace(Page):
    title = "Könsspecifika faktorer"
    shows = frozenset({Part.CASE, Part.CASES})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._shown: GenderList | None = None
        self._publish = QCheckBox(tr("För publicering (dölj antal under fem)"))
        self._publish.toggled.connect(self._show_counts)
        self._look = LongLook(session)
        self._counts, self._ways = Stack(), Stack(spacing=6)
        head = Card(
            label(tr(self.title), "title"),
            label(
                tr(
                    "På vilka sätt könsspecifika faktorer har uppmärksammats, utan ärenden och "
                    "utan antal. Varje sätt står en gång, i bokstavsordning."
                ),
                "muted",
            ),
        )
        head.add_row(self._publish)
        column = page_column(self)
        for part in (head, self._look, self._counts, self._ways):
            column.addWidget(part)
        column.addStretch(1)

    def load(self) -> None:
        self._look.look(gender_list, self._show)

    def _show(self, shown: GenderList) -> None:
        self._shown = shown
        self._show_counts()
        self._ways.clear()
        self._ways.add(label(tr("Sätt som har noterats"), "heading"))
        for way in shown.ways:
            self._ways.add(selectable(way))
        if not shown.ways:
            self._ways.add(label(tr("Inget sätt är noterat."), "muted"))
        if shown.withheld:
            text = tr("{n} visas inte, eftersom de tycks innehålla personuppgifter.")
            self._ways.add(label(text.format(n=shown.withheld), "problem"))

    def _show_counts(self) -> None:
        self._counts.clear()
        if self._shown is None:
            return
        counts: dict[GenderCount, int | None] = dict(self._shown.counts)
        total: int | None = sum(self._shown.counts.values())
        if self._publish.isChecked():
            told = self._shown.for_publication
            counts, total = dict(told.counts), told.total
        rows = [(word(GENDER_COUNTS, each), _count(counts[each])) for each in GenderCount]
        rows.append((tr("Summa"), _count(total)))
        self._counts.add(TextTable((tr("I ärendet"), tr("Antal")), rows))


def _count(count: int | None) -> str:
    return HIDDEN if count is None else str(count)
