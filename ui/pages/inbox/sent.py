"""Skickat: every package that left, and which of them nobody has answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.ids import EntityId
from app.progress import Progress
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.handover.packages import lists, sending_again
from app.usecases.handover.packages.lists import SentRow
from app.usecases.handover.packages.sending import Sealed
from ui.navigation import Destination
from ui.package_file import PackageFile
from ui.page import page_column
from ui.pages.inbox import presenter
from ui.pages.inbox.cards_place import SHOWN, CardsPlace
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label


@dataclass(frozen=True, slots=True)
class _Shown:
    rows: tuple[SentRow, ...]
    today: date


class SentPlace(CardsPlace):
    """What waits for a receipt on top, the least time left first."""

    title = "Skickat"
    shows = frozenset({Part.PACKAGES, Part.KEYS, Part.CASES})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._shown: _Shown | None = None
        self._limit = SHOWN
        self.file = PackageFile(session)
        head = Card(
            label(tr(self.title), "title"),
            label(
                tr(
                    "Ett paket är framme när kvittensen har kommit. Öppna kvittensen under Öppna "
                    "ett paket. Dröjer den, ring mottagaren."
                ),
                "muted",
            ),
        )
        column = page_column(self)
        for part in (head, self.file, self._list):
            column.addWidget(part)
        column.addStretch(1)

    def load(self) -> None:
        self.session.run(_look, self._show, context=self)

    def _show(self, shown: _Shown) -> None:
        self._shown = shown
        self._begin_list()
        for group in presenter.sent_groups(shown.rows):
            self._add(tr(group.heading), group.rows, shown.today)
        if not shown.rows:
            self._list.add(label(tr("Inget paket har skickats härifrån."), "muted"))
        self._bring()

    def _add(self, heading: str, rows: tuple[SentRow, ...], today: date) -> None:
        text = tr("{heading} ({n})").format(heading=heading, n=len(rows))
        self._list.add(label(text, "heading"))
        for row in rows[: self._limit]:
            self._add_card(row.entity, self._card(row, today))
        if len(rows) > self._limit:
            self._list.add(button(tr("Visa alla {n}").format(n=len(rows)), self._show_all))

    def _show_all(self) -> None:
        if self._shown is not None:
            self._limit = len(self._shown.rows)
            self._show(self._shown)

    def _card(self, row: SentRow, today: date) -> QWidget:
        card = Card(role="row", spacing=4)
        head = presenter.sent_head(row)
        card.setAccessibleName(head)
        chips = [label(text, role, wraps=False) for text, role in presenter.sent_chips(row, today)]
        card.add_row(label(head, "label"), *chips)
        for text in presenter.sent_lines(row):
            card.column.addWidget(label(text))
        card.column.addWidget(label(presenter.sent_when(row), "small"))
        acts = []
        if row.may_again:
            acts.append(button(tr("Gör filen igen …"), partial(self._again, row.entity)))
        if row.stream is not None and row.case_label:
            to = Destination.case(row.stream)
            go = partial(self.session.navigate.emit, to)
            acts.append(button(tr("Öppna ärendet"), go, icon="arrow-right"))
        for each in acts:
            each.setAccessibleName(f"{each.text()}, {head}")
        if acts:
            card.add_row(*acts)
        return card

    def _again(self, entity: EntityId) -> None:
        self.file.ask(tr("Var ska filen ligga?"), partial(_seal_again, entity))


def _look(desk: Desk) -> _Shown:
    return _Shown(lists.sent(desk), desk.now().date())


def _seal_again(entity: EntityId, desk: Desk, folder: Path, progress: Progress) -> Sealed:
    return sending_again.seal_again(desk, entity, folder, progress)
