"""Mottaget: every package that was opened here, and what is still to be answered."""

from __future__ import annotations

from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.handover.packages import lists
from app.usecases.handover.packages.lists import ReceivedRow
from ui.page import page_column
from ui.pages.inbox.afterwards import Afterwards
from ui.pages.inbox.cards_place import SHOWN, CardsPlace
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label


class ReceivedPlace(CardsPlace):
    """Those that wait for a receipt first, then the newest."""

    title = "Mottaget"
    shows = frozenset({Part.PACKAGES, Part.KEYS, Part.CASE, Part.CASES})
    """Also what is written in a case: it is what ends the time to undo."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._rows: tuple[ReceivedRow, ...] | None = None
        self._limit = SHOWN
        self.after = Afterwards(session)
        head = Card(
            label(tr(self.title), "title"),
            label(
                tr(
                    "Avsändaren vet att paketet är framme först när den har fått kvittensen. Gör "
                    "den, och lämna filen på samma sätt som paketet kom."
                ),
                "muted",
            ),
        )
        column = page_column(self)
        for part in (head, self.after, self._list):
            column.addWidget(part)
        column.addStretch(1)

    def load(self) -> None:
        self.session.run(_look, self._show, context=self)

    def _show(self, rows: tuple[ReceivedRow, ...]) -> None:
        self._rows = rows
        self._begin_list()
        waiting = [row for row in rows if row.wants_receipt]
        self._add(tr("Kvittens ska göras"), waiting)
        self._add(tr("Övriga"), [row for row in rows if not row.wants_receipt])
        if not rows:
            self._list.add(label(tr("Inget paket har öppnats här."), "muted"))
        self._bring()

    def _add(self, heading: str, rows: list[ReceivedRow]) -> None:
        if not rows:
            return
        text = tr("{heading} ({n})").format(heading=heading, n=len(rows))
        self._list.add(label(text, "heading"))
        for row in rows[: self._limit]:
            self._add_card(row.entity, self.after.card(row))
        if len(rows) > self._limit:
            self._list.add(button(tr("Visa alla {n}").format(n=len(rows)), self._show_all))

    def _show_all(self) -> None:
        rows = self._rows or ()
        self._limit = len(rows)
        self._show(rows)


def _look(desk: Desk) -> tuple[ReceivedRow, ...]:
    return lists.received(desk)
