"""Brådskande: what others have told at once, until somebody has said what was done."""

from __future__ import annotations

from functools import partial

from app.casework.moments import shown
from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.handover.cases import urgent_arrivals
from app.usecases.handover.cases.urgent_arrivals import UrgentRow
from ui.editor_slot import EditorSlot
from ui.fields.spec import FieldSpec, Kind
from ui.navigation import Destination
from ui.package_words import URGENT
from ui.page import page_column
from ui.pages.inbox.cards_place import SHOWN, CardsPlace
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.words import word

_KIND = "urgent"


class UrgentPlace(CardsPlace):
    """What waits first, each with its words in full: nobody should have to press to read them."""

    title = "Brådskande"
    shows = frozenset({Part.PACKAGES, Part.CASE})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._rows: tuple[UrgentRow, ...] | None = None
        self._opened: JsonObject = {}
        self.slot = EditorSlot()
        head = Card(
            label(tr(self.title), "title"),
            label(
                tr(
                    "Det som andra behöver att du vet genast. Det ligger kvar här tills du har "
                    "skrivit vad som är gjort."
                ),
                "muted",
            ),
        )
        column = page_column(self)
        for part in (head, self.slot, self._list):
            column.addWidget(part)
        column.addStretch(1)

    def load(self) -> None:
        self.session.run(_look, self._show, context=self)

    def _show(self, rows: tuple[UrgentRow, ...]) -> None:
        self._rows = rows
        self._begin_list()
        self._add(tr("Väntar på åtgärd"), [row for row in rows if row.waits])
        self._add(tr("Åtgärdat"), [row for row in rows if not row.waits][:SHOWN])
        if not rows:
            self._list.add(label(tr("Inget brådskande har kommit."), "muted"))
        if self._opened:
            self._open(EntityId(str(self._opened.get("entity"))))
        self._bring()

    def _add(self, heading: str, rows: list[UrgentRow]) -> None:
        if rows:
            self._list.add(label(tr("{what} ({n})").format(what=heading, n=len(rows)), "heading"))
        for row in rows:
            self._add_card(row.entity, self._card(row))

    def _card(self, row: UrgentRow) -> Card:
        said, what = row.message, word(URGENT, row.message.what)
        card = Card(spacing=6)
        card.setAccessibleName(what)
        card.column.addWidget(Notice(what, "notice-error") if row.waits else label(what, "label"))
        who = tr("Från {who}, {unit}. Hände {day}. Ärende {number} hos avsändaren.")
        text = who.format(
            who=said.from_name,
            unit=said.from_unit,
            day=shown(said.happened_on),
            number=said.case_number or "–",
        )
        card.column.addWidget(label(text, "muted"))
        card.column.addWidget(label(said.words))
        if said.agreed:
            card.column.addWidget(label(tr("Överenskommet: {what}").format(what=said.agreed)))
        if not row.waits:
            done = tr("{day}: {what}").format(day=shown(said.dealt_on), what=said.dealt_words)
            card.column.addWidget(label(done))
        opens = partial(self._open, row.entity)
        text = tr("Skriv vad som är gjort") if row.waits else tr("Ändra …")
        ways = [button(text, opens, role="primary" if row.waits else "link")]
        if row.in_case:
            ways.append(button(tr("Öppna ärendet"), partial(self._go, row), role="link"))
        card.add_row(*ways)
        return card

    def _go(self, row: UrgentRow) -> None:
        self.session.navigate.emit(Destination.case(row.stream))

    # ----------------------------------------------------------------------------- writing

    def _open(self, entity: EntityId) -> None:
        row = next((each for each in self._rows or () if each.entity == entity), None)
        self._opened = {}
        if row is None:
            return
        editor = RecordEditor(
            self.session,
            _FIELDS,
            Target(row.stream, entity, _KIND),
            partial(_deal, row),
            sign_text=tr("Signera"),
            initial={"dealt_words": row.message.dealt_words},
        )
        self.slot.open({"entity": entity}, word(URGENT, row.message.what), editor)

    def place(self) -> JsonObject:
        editor = self.slot.editor
        return {**self.slot.opened, "field": editor.place()} if editor is not None else {}

    def restore(self, place: JsonObject) -> None:
        self._opened = place
        if self._rows is not None:
            self._open(EntityId(str(place.get("entity"))))

    def cover(self) -> None:
        self.slot.close_editor()


_FIELDS = (
    FieldSpec(
        "dealt_words",
        "Vad som är gjort",
        Kind.TEXT,
        required=True,
        help="Vem som har gjort vad, och när. Avsändaren ser det om ni delar ärendet.",
    ),
)


def _look(desk: Desk) -> tuple[UrgentRow, ...]:
    return urgent_arrivals.list_urgent(desk)


def _deal(row: UrgentRow, desk: Desk, typed: JsonObject) -> Changes:
    return urgent_arrivals.deal_with(desk, row.stream, row.entity, typed)
