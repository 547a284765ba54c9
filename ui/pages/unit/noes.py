"""Alla nej: every no of every case, with what belongs to one (F170)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QWidget

from app.casework.noes import NoColumn, NoKind
from app.ids import EntityId
from app.usecases.changes import Part
from app.usecases.unit import no_list
from app.usecases.unit.no_list import NoRow
from ui.long_look import LongLook
from ui.navigation import CasePart, Destination
from ui.page import Page, page_column
from ui.pages.unit.words import NO_COLUMNS, NO_KINDS
from ui.paper_bar import PaperBar
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.editors.choice import Choice, ComboEditor
from ui.widgets.labels import Card, label
from ui.widgets.stack import Stack
from ui.widgets.text_table import TextTable
from ui.words import OWNERS, word

_OPENS = {
    NoKind.DECISION_REFUSED: CasePart.DECISION,
    NoKind.DECISION_PARTLY: CasePart.DECISION,
    NoKind.DECISION_DISMISSED: CasePart.DECISION,
    NoKind.INTAKE: CasePart.OVERVIEW,
    NoKind.TARGET_GROUP: CasePart.THREAT,
    NoKind.REFERRAL: CasePart.ROUTE,
    NoKind.WISH: CasePart.ROUTE,
}
HIDDEN = "–"


class NoesPlace(Page):
    """Latest first. What stands in the columns is read only when somebody follows up, and then
    under another name in the log."""

    title = "Alla nej"
    shows = frozenset({Part.DECISION, Part.CASE, Part.THREAT, Part.ROUTE, Part.CASES})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._rows: tuple[NoRow, ...] = ()
        self._year = ComboEditor((), placeholder=tr("Alla år"))
        self._year.set_name(tr("År"))
        self._year.edited.connect(self._show_rows)
        self._publish = QCheckBox(tr("För publicering (dölj antal under fem)"))
        self._publish.toggled.connect(self._show_rows)
        self._words = QCheckBox(tr("Visa vad som står (uppföljning, loggas)"))
        self._words.toggled.connect(self.load)
        self._look = LongLook(session)
        self._counts, self._list = Stack(), Stack()
        self._paper = PaperBar(session, no_list.board_paper, "Nej i siffror.pdf")
        head = Card(
            label(tr(self.title), "title"),
            label(
                tr(
                    "Varje nej ska ha ett alternativ, någon som skyddar under tiden och en senare "
                    "kontakt. Det som saknas är utmärkt."
                ),
                "muted",
            ),
        )
        head.add_row(self._year, self._words)
        column = page_column(self)
        for part in (head, self._look, self._counts, self._paper, self._list):
            column.addWidget(part)
        column.addStretch(1)

    def load(self) -> None:
        work = partial(no_list.no_list, with_words=self._words.isChecked())
        self._look.look(work, self._show)

    def cover(self) -> None:
        """The words are shown to whoever asked for them, and not to whoever comes back."""
        self._paper.cover()
        if self._words.isChecked():
            with QSignalBlocker(self._words):
                self._words.setChecked(False)
            self._rows = no_list.without_words(self._rows)
            self._show_rows()

    def _show(self, rows: tuple[NoRow, ...]) -> None:
        # The page may have been covered while they were read.
        self._rows = rows if self._words.isChecked() else no_list.without_words(rows)
        years = sorted({row.no.said_on[:4] for row in rows if row.no.said_on}, reverse=True)
        self._year.set_choices([Choice(year, year) for year in years])
        self._show_rows()

    def _show_rows(self) -> None:
        year = str(self._year.value())
        self._counts.clear()
        self._counts.add(self._count_card(year))
        self._list.clear()
        shown = [row for row in self._rows if row.no.said_on.startswith(year)]
        for row in shown:
            self._list.add(self._card(row))
        if not shown:
            self._list.add(label(tr("Inget nej är antecknat."), "muted"))

    def _count_card(self, year: str) -> QWidget:
        card = Card(label(tr("Antal"), "heading"))
        card.add_row(self._publish)
        total: int | None
        if self._publish.isChecked():
            told = no_list.publish_noes(self._rows, year)
            counts, total = dict(told.counts), told.total
        else:
            exact = no_list.count_noes(self._rows, year)
            counts, total = dict(exact), sum(exact.values())
        rows = [(word(NO_KINDS, kind), _count(counts[kind])) for kind in NoKind]
        rows.append((tr("Summa"), _count(total)))
        card.column.addWidget(TextTable((tr("Slag"), tr("Antal")), rows))
        return card

    def _card(self, row: NoRow) -> QWidget:
        kind = word(NO_KINDS, row.no.kind)
        card = Card(role="row", spacing=4)
        card.setAccessibleName(f"{kind}, {row.case_number}, {row.no.said_on}")
        card.column.addWidget(label(f"{row.no.said_on} · {kind} · {row.case_number}", "label"))
        missing = [
            label(
                tr("Saknas: {what}").format(what=word(NO_COLUMNS, column)), "chip-warn", wraps=False
            )
            for column in row.missing
        ]
        if missing:
            card.add_row(*missing)
        for column, text in _words_of(row):
            card.column.addWidget(label(f"{word(NO_COLUMNS, column)}: {text}"))
        opens = button(tr("Öppna i ärendet"), partial(self._open, row))
        opens.setAccessibleName(tr("Öppna {kind} i {case}").format(kind=kind, case=row.case_number))
        card.add_row(opens)
        return card

    def _open(self, row: NoRow) -> None:
        entity = EntityId(row.no.entity)
        self.session.navigate.emit(Destination.case(row.stream, _OPENS[row.no.kind], entity))


def _words_of(row: NoRow) -> list[tuple[NoColumn, str]]:
    protected = [row.no.protected_by, *(word(OWNERS, owner) for owner in row.no.protectors)]
    found = (
        (NoColumn.ALTERNATIVE, row.no.alternative),
        (NoColumn.PROTECTED_BY, ", ".join(text for text in protected if text)),
        (NoColumn.LATER_CONTACT, row.no.later_contact),
    )
    return [(column, text) for column, text in found if text]


def _count(count: int | None) -> str:
    return HIDDEN if count is None else str(count)
