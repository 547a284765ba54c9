"""The forms of the overview: one at a time, in the page's slot."""

from __future__ import annotations

from functools import partial

import msgspec
from PySide6.QtCore import QObject

from app.casework import facts
from app.casework.projection import only_entity
from app.casework.state import CaseState, Entity
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import cases, drafting, identity, registers
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.identity import IdentityToEdit
from app.usecases.reading import CaseView
from app.usecases.route import intake_outcomes
from ui.editor_slot import EditorSlot
from ui.intake_fields import intake, registration_number
from ui.pages.overview import process_forms, specs
from ui.pages.overview.described import Form
from ui.pages.overview.identity_editor import IdentityEditor
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.texts import tr

KINDS = frozenset(
    {
        "identity",
        "protection",
        "responsibility",
        "case_file",
        "intake",
        "intake_outcome",
        "gender_factors",
        "step_mark",
    }
)
"""Kinds of drafts that belong to the overview."""

_OF_THE_COURSE = frozenset({"intake_outcome", "gender_factors", "step_mark"})
"""Kinds of ``process_forms``."""

_NAMING = frozenset({"responsibility", "intake", "intake_outcome"})
"""Kinds that name a caseworker or a unit: most often the one who writes."""


class OverviewForms(QObject):
    """Opens the form of a kind with what is known of it, and puts the caret back after a lock."""

    def __init__(self, session: Session, stream: StreamId, slot: EditorSlot) -> None:
        super().__init__(slot)
        self.view: CaseView | None = None
        """What the page shows; nothing can be opened before it has come."""
        self._session = session
        self._case = stream
        self._slot = slot
        self._wanted: JsonObject = {}

    @property
    def state(self) -> CaseState | None:
        return self.view.state if self.view else None

    def change_identity(self) -> None:
        self.open("identity", self._only())

    def change_protection(self) -> None:
        self.open("protection", self._only())

    def change_responsible(self) -> None:
        self.open("responsibility", self._only())

    def change_number(self) -> None:
        self.open("case_file", self._only())

    def note_gender(self) -> None:
        self.open("gender_factors", self._only())

    def add_intake(self) -> None:
        self._session.run(drafting.new_entity, self._new_intake, context=self)

    def _new_intake(self, entity: EntityId) -> None:
        self.open("intake", entity)

    def open_again(self, place: JsonObject) -> None:
        """The form that ``EditorSlot.place`` remembers, with its caret."""
        opened = place.get("opened")
        if not isinstance(opened, dict):
            return
        kind, entity = opened.get("form"), opened.get("entity")
        if isinstance(kind, str) and isinstance(entity, str):
            self._wanted = place
            self.open(kind, EntityId(entity))

    def open(self, kind: str, entity: EntityId) -> None:
        if self.state is None or kind not in KINDS:
            return
        if kind == "identity":
            work = partial(_to_edit, self._case)
            self._session.run(work, self._open_identity, context=self)
            return
        if kind in _NAMING:
            opened = partial(self._open_form, kind, entity)
            self._session.run(registers.own_card, opened, context=self)
            return
        self._open_form(kind, entity, None)

    def _open_form(self, kind: str, entity: EntityId, own: facts.AuthorCard | None) -> None:
        if self.view is None:
            return
        form = self._form(self.view, kind, entity, own)
        if form is None:
            return
        editor = RecordEditor(
            self._session,
            form.fields,
            Target(self._case, entity, kind),
            form.sign,
            sign_text=form.sign_text,
            initial=form.initial,
        )
        self._show(kind, entity, form.heading, editor, form.hint)

    def kind_of(self, entity: EntityId) -> str:
        """Which form an entity of the case is: one that came from a draft or from the process
        bar. Empty for what has none here."""
        if self.view is None:
            return ""
        if intake_outcomes.answered_intake(self.view.state, entity) is not None:
            return "intake_outcome"
        if process_forms.step_of(self.view.process, self._case, entity) is not None:
            return "step_mark"
        drafts = (draft.kind for draft in self.view.drafts if draft.entity == entity)
        known = "intake" if self.intake(entity) is not None else ""
        return next((kind for kind in drafts if kind in KINDS), known)

    def intake(self, entity: EntityId) -> Entity[facts.Intake] | None:
        return self.state.find(facts.Intake, entity) if self.state else None

    def _open_identity(self, to_edit: IdentityToEdit) -> None:
        editor = IdentityEditor(self._session, self._case, to_edit)
        self._show("identity", self._only(), tr("Identitet"), editor)

    def _show(
        self, kind: str, entity: EntityId, heading: str, editor: RecordEditor, hint: str = ""
    ) -> None:
        self._slot.open({"form": kind, "entity": entity}, heading, editor, hint)
        self._slot.restore_caret(self._wanted)
        self._wanted = {}

    def _only(self) -> EntityId:
        return only_entity(self._case)

    def _form(
        self, view: CaseView, kind: str, entity: EntityId, own: facts.AuthorCard | None
    ) -> Form | None:
        """None for an entity that the kind has no form for."""
        if kind in _OF_THE_COURSE:
            return self._course_form(view, kind, entity, own)
        state = view.state
        if kind == "protection":
            return Form(
                tr("Skydd av identiteten"),
                specs.protection(),
                partial(_set_protection, self._case),
                tr("Spara skyddet"),
                as_typed(state.protection.latest.fact) if state.protection else {},
            )
        if kind == "responsibility":
            return Form(
                tr("Byt ansvarig"),
                specs.responsible(),
                partial(_change_responsible, self._case),
                tr("Byt ansvarig"),
                _taken_over(state, own),
            )
        if kind == "case_file":
            return Form(
                tr("Diarienummer"),
                (registration_number(),),
                partial(_set_number, self._case),
                tr("Spara numret"),
                as_typed(state.case_file.latest.fact) if state.case_file else {},
            )
        return self._intake_form(entity, own)

    def _course_form(
        self, view: CaseView, kind: str, entity: EntityId, own: facts.AuthorCard | None
    ) -> Form | None:
        if kind == "intake_outcome":
            return process_forms.answer_form(view.state, self._case, entity, own)
        if kind == "gender_factors":
            return process_forms.gender_form(view.state, self._case)
        today = view.today.isoformat()
        return process_forms.mark_form(view.process, self._case, entity, today)

    def _intake_form(self, entity: EntityId, own: facts.AuthorCard | None) -> Form:
        known = self.intake(entity)
        if known is None:
            return Form(
                tr("Intresseanmälan eller ansökan"),
                intake(),
                partial(_add_intake, self._case, entity),
                tr("Spara"),
                {"received_by": own.name} if own else {},
            )
        return Form(
            tr("Rätta intresseanmälan eller ansökan"),
            intake(),
            partial(_correct_intake, self._case, entity, known.latest.record.id),
            tr("Spara rättelsen"),
            as_typed(known.latest.fact),
        )


def as_typed(fact: facts.Fact) -> JsonObject:
    """A fact as the values of its form."""
    typed: JsonObject = msgspec.to_builtins(fact)
    return {name: "" if value is None else value for name, value in typed.items()}


def _taken_over(state: CaseState, own: facts.AuthorCard | None) -> JsonObject:
    """The case as one's own. Who works beside stays, unless somebody takes the name away."""
    now = state.responsibility.latest.fact if state.responsibility else None
    named: JsonObject = {"name": own.name, "title": own.title} if own else {}
    return {**named, "co_worker": now.co_worker if now else ""}


def _to_edit(stream: StreamId, desk: Desk) -> IdentityToEdit:
    return identity.identity_to_edit(desk, stream)


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
