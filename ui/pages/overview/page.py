"""Översikt: who the person is (hidden), how protected, how it came in, who is responsible."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple, TypeVar

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.casework import facts
from app.casework.projection import only_entity
from app.casework.state import CaseState, Conflict, Entity
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import cases, drafting, identity, reading
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.identity import IdentityToEdit, RevealedIdentity, RevealReason
from app.usecases.reading import CaseView
from ui.conflict_card import ConflictCard
from ui.editor_slot import EditorSlot
from ui.fields.spec import FieldSpec
from ui.pages.overview import cards, specs
from ui.pages.overview.identity_card import IdentityCard, identity_facts
from ui.pages.overview.identity_editor import IdentityEditor
from ui.pages.page import Page, Shortcut, page_column
from ui.record_editor import RecordEditor, Sign, Target
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack

F = TypeVar("F", bound=facts.Fact)


class _Form(NamedTuple):
    heading: str
    fields: tuple[FieldSpec, ...]
    sign: Sign
    sign_text: str


class OverviewPage(Page):
    title = "Ärende"
    shows = frozenset({Part.CASE, Part.IDENTITY})

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__(session, stream)
        self._case = stream
        self._state: CaseState | None = None
        self._wanted: JsonObject = {}
        self._slot = EditorSlot()
        self._identity = IdentityCard(session, stream)
        self._identity.edit.connect(self.edit_identity)
        self._above, self._below = Stack(), Stack()
        column = page_column(self)
        for part in (self._slot, self._above, self._identity, self._below):
            column.addWidget(part)
        self._above.hide()
        column.addStretch(1)

    # --------------------------------------------------------------------------- showing

    def load(self) -> None:
        work = partial(_open, self._case)
        self.session.run(work, self._show, context=self)

    def reload(self, changes: Changes) -> None:
        if self._case in changes.streams:
            work = partial(_again, self._case, changes)
            self.session.run(work, self._show, context=self)

    def _show(self, view: CaseView) -> None:
        state = view.state
        self._state = state
        self._identity.show_known(known=state.identity is not None)
        self._identity.hide_all()
        self._above.clear()
        self._below.clear()
        self._show_warnings(state)
        self._show_conflicts(state)
        self._above.setVisible(not self._above.is_empty())
        due = cards.due_card(view.due)
        if due is not None:
            self._below.add(due)
        self._below.add(cards.protection_card(state, self.change_protection))
        self._below.add(self._intakes(state))
        self._below.add(cards.responsible_card(state, self.change_responsible))
        self._below.add(cards.case_file_card(state, self.change_number))
        self._open_wanted()

    def _show_warnings(self, state: CaseState) -> None:
        if state.newer:
            text = tr(
                "{n} uppgifter är skrivna med en nyare version av Aktvalv. De finns kvar i "
                "ärendet men visas inte här. Uppdatera programmet."
            ).format(n=len(state.newer))
            self._above.add(Notice(text, "notice-warn"))
        if state.malformed:
            text = tr(
                "{n} uppgifter går inte att läsa. De finns kvar i ärendet; se Historik."
            ).format(n=len(state.malformed))
            self._above.add(Notice(text, "notice-warn"))

    def _show_conflicts(self, state: CaseState) -> None:
        self._conflict(state.protection, cards.protection_facts)
        self._conflict(state.responsibility, cards.responsible_facts)
        self._conflict(state.case_file, cards.case_file_facts)
        for intake in state.intakes:
            self._conflict(intake, cards.intake_facts)
        if state.identity_disputed:
            text = tr("Identiteten har ändrats på två håll. Visa båda och välj vilken som gäller.")
            self._above.add(
                Notice(text, "notice-warn", action=tr("Jämför"), act=self._compare_identities)
            )

    def _conflict(self, entity: Entity[F] | None, show: Callable[[F], QWidget]) -> None:
        if entity is None or not isinstance(entity.head, Conflict):
            return
        sides = [(show(side.fact), side.record.id) for side in entity.head.heads]
        self._above.add(ConflictCard(self.session, self._case, entity.id, sides))

    def _compare_identities(self) -> None:
        """A reveal of every side, logged as one; it goes when the page is left."""
        self.session.run(partial(_all_sides, self._case), self._show_identities, context=self)

    def _show_identities(self, revealed: RevealedIdentity) -> None:
        sides = [(identity_facts(side.identity), side.record) for side in revealed.sides]
        self._above.clear()
        self._above.add(ConflictCard(self.session, self._case, only_entity(self._case), sides))
        QTimer.singleShot(revealed.seconds * 1000, self, self._above.clear)

    def _intakes(self, state: CaseState) -> Card:
        box = Card(label(tr("Intresseanmälan och ansökan"), "heading"))
        for intake in state.intakes:
            correct = button(tr("Rätta …"), self._correct_intake, role="link")
            correct.setProperty("entity", intake.id)
            box.column.addWidget(cards.intake_facts(intake.latest.fact))
            box.add_row(correct)
        box.add_row(button(tr("Lägg till …"), self.add_intake, icon="plus"))
        return box

    # --------------------------------------------------------------------------- forms

    def edit_identity(self) -> None:
        work = partial(_to_edit, self._case)
        self.session.run(work, self._edit_identity, context=self)

    def _edit_identity(self, to_edit: IdentityToEdit) -> None:
        self._identity.hide_all()
        editor = IdentityEditor(self.session, self._case, to_edit)
        self._slot.open({"form": "identity"}, tr("Identitet"), editor)
        self._slot.restore_caret(self._wanted)
        self._wanted = {}

    def change_protection(self) -> None:
        state = self._state
        now = state.protection.latest.fact if state and state.protection else None
        initial = as_typed(now) if now else {}
        self._open_form("protection", self._only(), initial)

    def change_responsible(self) -> None:
        self._open_form("responsibility", self._only(), {})

    def change_number(self) -> None:
        state = self._state
        number = (
            state.case_file.latest.fact.registration_number if state and state.case_file else ""
        )
        self._open_form("case_file", self._only(), {"registration_number": number})

    def add_intake(self) -> None:
        self.session.run(drafting.new_entity, self._new_intake, context=self)

    def _new_intake(self, entity: EntityId) -> None:
        self._open_form("intake", entity, {})

    def _correct_intake(self) -> None:
        self._correct(EntityId(str(self.sender().property("entity"))))

    def _correct(self, entity: EntityId) -> None:
        known = self._intake(entity)
        self._open_form("intake", entity, as_typed(known.latest.fact) if known else {})

    def _intake(self, entity: EntityId) -> Entity[facts.Intake] | None:
        intakes = self._state.intakes if self._state else ()
        return next((intake for intake in intakes if intake.id == entity), None)

    def _only(self) -> EntityId:
        return only_entity(self._case)

    def _open_form(self, kind: str, entity: EntityId, initial: JsonObject) -> None:
        form = self._form(kind, entity)
        editor = RecordEditor(
            self.session,
            form.fields,
            Target(self._case, entity, kind),
            form.sign,
            sign_text=form.sign_text,
            initial=initial,
        )
        self._slot.open({"form": kind, "entity": entity}, form.heading, editor)
        self._slot.restore_caret(self._wanted)
        self._wanted = {}

    def _form(self, kind: str, entity: EntityId) -> _Form:
        case = self._case
        if kind == "protection":
            work: Sign = partial(_set_protection, case)
            return _Form(tr("Skydd av identiteten"), specs.protection(), work, tr("Spara skyddet"))
        if kind == "responsibility":
            work = partial(_change_responsible, case)
            return _Form(tr("Byt ansvarig"), specs.responsible(), work, tr("Byt ansvarig"))
        if kind == "case_file":
            work = partial(_set_number, case)
            return _Form(tr("Diarienummer"), specs.registration_number(), work, tr("Spara numret"))
        known = self._intake(entity)
        if known is None:
            work = partial(_add_intake, case, entity)
            return _Form(tr("Intresseanmälan eller ansökan"), specs.intake(), work, tr("Spara"))
        work = partial(_correct_intake, case, entity, known.latest.record.id)
        return _Form(
            tr("Rätta intresseanmälan eller ansökan"), specs.intake(), work, tr("Spara rättelsen")
        )

    # --------------------------------------------------------------------------- places

    def show_entity(self, entity: EntityId) -> None:
        """A draft from Att göra opens its form again."""
        if self._intake(entity) is not None:
            self._correct(entity)

    def place(self) -> JsonObject:
        return self._slot.place()

    def restore(self, place: JsonObject) -> None:
        self._wanted = place
        if self._state is not None:
            self._open_wanted()

    def _open_wanted(self) -> None:
        opened = self._wanted.get("opened")
        if not isinstance(opened, dict):
            return
        form, entity = opened.get("form"), opened.get("entity")
        if form == "identity":
            self.edit_identity()
        elif form == "protection":
            self.change_protection()
        elif form == "responsibility":
            self.change_responsible()
        elif form == "case_file":
            self.change_number()
        elif form == "intake" and isinstance(entity, str):
            self._correct(EntityId(entity))

    def cover(self) -> None:
        self._identity.hide_all()
        if self._state is not None and self._state.identity_disputed:
            self._above.clear()

    def shortcuts(self) -> tuple[Shortcut, ...]:
        return (Shortcut(tr("Mellanslag, nere"), tr("Visa identiteten medan tangenten hålls")),)


def as_typed(fact: facts.Fact) -> JsonObject:
    """A fact as the values of its form."""
    typed: JsonObject = msgspec.to_builtins(fact)
    return {name: "" if value is None else value for name, value in typed.items()}


def _open(stream: StreamId, desk: Desk) -> CaseView:
    return reading.open_part(desk, stream, Part.CASE)


def _again(stream: StreamId, changes: Changes, desk: Desk) -> CaseView:
    return reading.read_again(desk, stream, changes)


def _to_edit(stream: StreamId, desk: Desk) -> IdentityToEdit:
    return identity.identity_to_edit(desk, stream)


def _all_sides(stream: StreamId, desk: Desk) -> RevealedIdentity:
    return identity.reveal(
        desk,
        stream,
        identity.FIELDS,
        RevealReason.CHECK_OF_IDENTITY,
        identity.LONGEST_REVEAL,
    )


def _set_protection(stream: StreamId, desk: Desk, typed: JsonObject) -> Changes:
    return identity.set_protection(desk, stream, typed)


def _change_responsible(stream: StreamId, desk: Desk, typed: JsonObject) -> Changes:
    return cases.change_responsible(desk, stream, typed)


def _set_number(stream: StreamId, desk: Desk, typed: JsonObject) -> Changes:
    return cases.set_registration_number(desk, stream, typed)


def _add_intake(stream: StreamId, entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return cases.add_intake(desk, stream, entity, typed)


def _correct_intake(
    stream: StreamId, entity: EntityId, builds_on: RecordId, desk: Desk, typed: JsonObject
) -> Changes:
    return cases.correct_intake(desk, stream, entity, typed, builds_on=builds_on)
