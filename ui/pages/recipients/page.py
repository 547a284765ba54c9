"""The register of recipients: add, correct, and take out of use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.casework import facts
from app.casework.disputes import Dispute
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import conflicts, drafting, registers
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import DraftRow
from app.usecases.registers import RecipientRow
from ui.dispute_list import DisputeList
from ui.editor_slot import EditorSlot
from ui.fields.spec import FieldSpec, Kind
from ui.page import Page, Shortcut, bring_forward, page_column
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.editors.text import LineEditor
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack
from ui.words import RECIPIENT_KINDS, choices, word

_KIND = "recipient"


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the database thread hands over."""

    register: StreamId
    rows: tuple[RecipientRow, ...]
    drafts: tuple[DraftRow, ...]
    disputes: tuple[Dispute, ...]


class RecipientsPage(Page):
    """All recipients by organisation; those out of use last. One form at a time above them."""

    title = "Mottagare"
    shows = frozenset({Part.REGISTER})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._shown: _Shown | None = None
        self._wanted: JsonObject = {}
        self._wanted_entity: EntityId | None = None
        self._cards: dict[EntityId, QWidget] = {}
        self._slot = EditorSlot()
        self._slot.closed.connect(self.load)
        self._drafts, self._list, self._disputes = Stack(), Stack(), Stack()
        self._disputes.hide()
        self._filter = LineEditor(placeholder=tr("Visa bara de som innehåller …"), characters=40)
        self._filter.set_name(tr("Sök bland mottagarna"))
        self._filter.edited.connect(self._show_rows)
        head = Card(
            label(tr("Mottagare"), "title"),
            label(
                tr(
                    "Den som en handling får lämnas till. Skriv funktionen först; en persons "
                    "namn bara när det behövs. Skriv aldrig in någon som utgör ett hot."
                ),
                "muted",
            ),
        )
        head.add_row(
            button(tr("Ny mottagare"), self.begin, role="primary", icon="plus", shortcut="Ctrl+N"),
            self._filter,
        )
        column = page_column(self)
        for part in (head, self._slot, self._disputes, self._drafts, self._list):
            column.addWidget(part)
        column.addStretch(1)

    def shortcuts(self) -> tuple[Shortcut, ...]:
        return (Shortcut("Ctrl+N", tr("Ny mottagare")),)

    # ----------------------------------------------------------------------------- showing

    def load(self) -> None:
        self.session.run(_look, self._show, context=self)

    def _show(self, shown: _Shown) -> None:
        self._shown = shown
        self._show_disputes(shown)
        self._show_drafts()
        self._show_rows()
        opened = self._wanted.get("opened")
        if isinstance(opened, dict):
            self._open(opened)
            self._slot.restore_caret(self._wanted)
        self._wanted = {}

    def _show_disputes(self, shown: _Shown) -> None:
        """What two vaults have changed apart, until somebody has chosen."""
        self._disputes.clear()
        if shown.disputes:
            made = DisputeList(self.session, shown.register, shown.disputes, in_case=False)
            self._disputes.add(made)

    def _show_drafts(self) -> None:
        self._drafts.clear()
        for draft in self._shown.drafts if self._shown else ():
            if draft.entity != self._slot.opened.get("entity"):
                text = tr("En mottagare är inte sparad.")
                go_on = partial(self._open, {"entity": draft.entity})
                self._drafts.add(Notice(text, action=tr("Fortsätt skriva"), act=go_on))

    def _show_rows(self) -> None:
        self._list.clear()
        self._cards.clear()
        words = str(self._filter.value()).casefold().split()
        rows = self._shown.rows if self._shown else ()
        for row in sorted(rows, key=lambda each: each.recipient.retired):
            if all(each in _searched(row.recipient) for each in words):
                self._cards[row.entity] = self._card(row)
                self._list.add(self._cards[row.entity])
        if not self._cards:
            text = tr("Ingen mottagare stämmer.") if rows else tr("Det finns ingen mottagare ännu.")
            self._list.add(label(text, "muted"))
        if self._wanted_entity in self._cards:
            bring_forward(self._cards[self._wanted_entity])
            self._wanted_entity = None

    def _card(self, row: RecipientRow) -> QWidget:
        recipient = row.recipient
        card = Card(role="row", spacing=4)
        card.setAccessibleName(f"{recipient.name}, {recipient.organisation}")
        chips = [label(tr("Ur bruk"), "chip", wraps=False)] if recipient.retired else []
        if row.disputed:
            chips.append(label(tr("Ändrad på två håll"), "chip-warn", wraps=False))
        card.add_row(label(recipient.name, "label"), *chips)
        kind = word(RECIPIENT_KINDS, recipient.kind)
        card.column.addWidget(label(f"{recipient.organisation} · {kind}", "muted"))
        change = button(tr("Rätta"), partial(self._correct, row), icon="pen")
        if recipient.retired:
            again = button(tr("Ta i bruk igen"), partial(self._use_again, row))
            card.add_row(again)
        else:
            card.add_row(change, button(tr("Ta ur bruk"), partial(self._retire, row)))
        return card

    # ----------------------------------------------------------------------------- writing

    def begin(self) -> None:
        self.session.run(drafting.new_entity, self._begin_with, context=self)

    def _begin_with(self, entity: EntityId) -> None:
        self._open({"entity": entity})

    def _correct(self, row: RecipientRow) -> None:
        self._open({"entity": row.entity})

    def _open(self, opened: JsonObject) -> None:
        if self._shown is None:
            return
        entity = EntityId(str(opened.get("entity")))
        known = next((row.recipient for row in self._shown.rows if row.entity == entity), None)
        sign = registers.add_recipient if known is None else registers.revise_recipient
        editor = RecordEditor(
            self.session,
            _specs(),
            Target(self._shown.register, entity, _KIND),
            partial(_sign, sign, entity),
            sign_text=tr("Spara"),
            initial=_typed(known) if known else {},
        )
        heading = tr("Ny mottagare") if known is None else tr("Rätta mottagaren")
        hint = tr("Det som redan är utlämnat behåller namnet det lämnades till.") if known else ""
        self._slot.open(opened, heading, editor, hint)
        self._show_drafts()

    def _retire(self, row: RecipientRow) -> None:
        self.session.run(partial(_retire, row.entity), self._written, context=self)

    def _use_again(self, row: RecipientRow) -> None:
        work = partial(_revise, row.entity, _typed(row.recipient))
        self.session.run(work, self._written, context=self)

    def _written(self, changes: Changes) -> None:
        """The list is read anew by itself; the row just written is brought forward."""
        self._wanted_entity = changes.entity

    # ----------------------------------------------------------------------------- place

    def show_entity(self, entity: EntityId) -> None:
        self._wanted_entity = entity
        self._show_rows()

    def place(self) -> JsonObject:
        return self._slot.place()

    def restore(self, place: JsonObject) -> None:
        self._wanted = place
        if self._shown is not None:
            self._show(self._shown)


def _specs() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            "name",
            tr("Funktion eller namn"),
            required=True,
            help=tr("Till exempel ”Kontaktperson, boendet” eller ”Registrator”."),
        ),
        FieldSpec("organisation", tr("Organisation"), required=True),
        FieldSpec(
            "kind",
            tr("Slag"),
            Kind.CHOICE,
            required=True,
            choices=choices(RECIPIENT_KINDS),
        ),
    )


def _typed(recipient: facts.Recipient) -> JsonObject:
    return {
        "name": recipient.name,
        "organisation": recipient.organisation,
        "kind": recipient.kind,
    }


def _searched(recipient: facts.Recipient) -> str:
    kind = word(RECIPIENT_KINDS, recipient.kind)
    return f"{recipient.name} {recipient.organisation} {kind}".casefold()


def _look(desk: Desk) -> _Shown:
    register = desk.vault.journal.register
    return _Shown(
        register,
        registers.list_recipients(desk, retired=True),
        tuple(row for row in drafting.list_drafts(desk, register) if row.kind == _KIND),
        conflicts.register_conflicts(desk, _KIND),
    )


def _sign(
    sign: Callable[[Desk, EntityId, JsonObject], Changes],
    entity: EntityId,
    desk: Desk,
    typed: JsonObject,
) -> Changes:
    return sign(desk, entity, typed)


def _revise(entity: EntityId, typed: JsonObject, desk: Desk) -> Changes:
    return registers.revise_recipient(desk, entity, typed)


def _retire(entity: EntityId, desk: Desk) -> Changes:
    return registers.retire_recipient(desk, entity)
