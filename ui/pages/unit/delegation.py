"""Delegationsordning: who may decide what, as a table that decisions are compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from app.casework import moments
from app.casework.unit_facts import DelegationOrder, DelegationRow
from app.ids import StreamId
from app.jsonvalue import JsonObject
from app.law.pack import Provision
from app.usecases import drafting
from app.usecases.changes import Part
from app.usecases.decision import delegation
from app.usecases.decision.delegation import ANY, OrderView
from app.usecases.desk import Desk
from app.usecases.reading import DraftRow
from ui.editor_slot import EditorSlot
from ui.fields.spec import FieldSpec, Kind
from ui.page import Page, Shortcut, page_column
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.editors.choice import Choice
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack
from ui.words import OUTCOMES, choices, word

_KIND = "delegation_order"


@dataclass(frozen=True, slots=True)
class _Shown:
    view: OrderView
    provisions: tuple[Provision, ...]
    """What a decision can rest on today."""
    drafts: tuple[DraftRow, ...]
    today: date


class DelegationPlace(Page):
    title = "Delegationsordning"
    shows = frozenset({Part.UNITS, Part.LAW})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._register = session.desk.vault.journal.register  # fixed while the vault is open
        self._shown: _Shown | None = None
        self._wanted: JsonObject = {}
        self._slot, self._drafts, self._table = EditorSlot(), Stack(), Stack()
        self._slot.closed.connect(self.load)
        head = Card(
            label(tr(self.title), "title"),
            label(
                tr(
                    "Vem som får besluta vad, enligt nämndens delegationsordning. Programmet "
                    "varnar när beslutsfattarens titel inte står här, och hindrar aldrig."
                ),
                "muted",
            ),
        )
        head.add_row(
            button(tr("Ändra ordningen"), self._begin, role="primary", shortcut="Ctrl+N"),
        )
        column = page_column(self)
        for part in (head, self._slot, self._drafts, self._table):
            column.addWidget(part)
        column.addStretch(1)

    def shortcuts(self) -> tuple[Shortcut, ...]:
        return (Shortcut("Ctrl+N", tr("Ändra ordningen")),)

    def load(self) -> None:
        self.session.run(partial(_look, self._register), self._show, context=self)

    def _show(self, shown: _Shown) -> None:
        self._shown = shown
        self._table.clear()
        self._show_drafts()
        order = shown.view.order
        if order is None:
            text = tr("Ingen delegationsordning är inskriven, så inget beslut jämförs med den.")
            self._table.add(Notice(text))
        else:
            self._show_order(order, shown)
        if self._wanted.get("opened"):
            self._begin()
            self._slot.restore_caret(self._wanted)
        self._wanted = {}

    def _show_order(self, order: DelegationOrder, shown: _Shown) -> None:
        if shown.view.disputed:
            text = tr("Ordningen har ändrats på två håll. Spara den som gäller.")
            self._table.add(Notice(text, "notice-warn"))
        if order.valid_to and order.valid_to < shown.today.isoformat():
            text = tr("Ordningen gällde till {day}.").format(day=order.valid_to)
            self._table.add(Notice(text, "notice-warn"))
        decided = tr("Beslutad {day} av {who}").format(
            day=moments.shown(order.decided_on), who=order.decided_by
        )
        self._table.add(label(decided, "heading"))
        names = {each.key: each.short for each in shown.provisions}
        for row in order.rows:
            self._table.add(_row_card(row, names))

    def _show_drafts(self) -> None:
        self._drafts.clear()
        if self._shown is not None and self._shown.drafts and self._slot.editor is None:
            text = tr("En ändring av ordningen är inte sparad.")
            self._drafts.add(Notice(text, action=tr("Fortsätt skriva"), act=self._begin))

    def _begin(self) -> None:
        if self._shown is None:
            return
        order, entity = self._shown.view.order, self._shown.view.entity
        editor = RecordEditor(
            self.session,
            _fields(self._shown.provisions),
            Target(self._register, entity, _KIND),
            delegation.save_order,
            sign_text=tr("Spara ordningen"),
            initial=_typed(order) if order else {"rows": [{}]},
        )
        hint = tr("En ny ordning gäller från sin dag. Den förra gäller för dagarna innan.")
        self._slot.open({"entity": entity}, tr("Delegationsordning"), editor, hint)
        self._show_drafts()

    def place(self) -> JsonObject:
        return self._slot.place()

    def restore(self, place: JsonObject) -> None:
        self._wanted = place
        if self._shown is not None:
            self._show(self._shown)


def _row_card(row: DelegationRow, names: dict[str, str]) -> Card:
    decision = tr("Alla beslut") if row.decision == ANY else word(OUTCOMES, row.decision)
    provision = names.get(row.provision, row.provision) or tr("alla lagrum")
    card = Card(label(row.title, "label"), label(f"{decision} · {provision}"), role="row")
    more = [row.limit, tr("Punkt {item}").format(item=row.reference) if row.reference else ""]
    if any(more):
        card.column.addWidget(label(" · ".join(text for text in more if text), "muted"))
    return card


def _fields(provisions: tuple[Provision, ...]) -> tuple[FieldSpec, ...]:
    decisions = (Choice(ANY, tr("Alla beslut")), *choices(OUTCOMES))
    laws = tuple(Choice(each.key, each.short, each.heading) for each in provisions)
    row = (
        FieldSpec("title", tr("Titel"), required=True, help=tr("Som den står i ordningen.")),
        FieldSpec("decision", tr("Beslut"), Kind.CHOICE, required=True, choices=decisions),
        FieldSpec(
            "provision", tr("Lagrum"), Kind.CHOICE, choices=laws, placeholder=tr("Alla lagrum")
        ),
        FieldSpec("limit", tr("Gräns"), help=tr("I ord: belopp, tid eller slag av insats.")),
        FieldSpec("reference", tr("Punkt"), characters=12),
    )
    return (
        FieldSpec("decided_on", tr("När beslutades ordningen?"), Kind.DATE, required=True),
        FieldSpec("decided_by", tr("Vem beslutade den?"), required=True),
        FieldSpec(
            "valid_to", tr("Gäller till"), Kind.DATE, help=tr("Lämna tomt om den gäller än.")
        ),
        FieldSpec(
            "rows",
            tr("Vem får besluta vad"),
            Kind.ROWS,
            fields=row,
            row=tr("Rad"),
            add=tr("Lägg till rad"),
        ),
    )


def _typed(order: DelegationOrder) -> JsonObject:
    return {
        "decided_on": order.decided_on,
        "decided_by": order.decided_by,
        "valid_to": order.valid_to,
        "rows": [
            {
                "title": row.title,
                "decision": row.decision,
                "provision": row.provision,
                "limit": row.limit,
                "reference": row.reference,
            }
            for row in order.rows
        ],
    }


def _look(register: StreamId, desk: Desk) -> _Shown:
    today = desk.now().date()
    drafts = drafting.list_drafts(desk, register)
    return _Shown(
        delegation.order_now(desk),
        desk.law.decision_provisions(today),
        tuple(row for row in drafts if row.kind == _KIND),
        today,
    )
