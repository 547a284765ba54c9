"""What became of an interest or an application (F035), and whether gender-specific factors were
noticed (F145, F173)."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid5

from app.casework import facts
from app.casework.facts import GenderState, IntakeAnswer
from app.casework.projection import only_entity
from app.casework.state import CaseState, Entity
from app.errors import Reason, Refusal
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import state_of
from app.usecases.typed import Typed
from app.usecases.unit.units import units_on


def entity_of_answer(intake: EntityId) -> EntityId:
    """An intake has one answer: two copies that each write one meet in the same entity."""
    return EntityId(str(uuid5(UUID(intake), "intake_outcome")))


def answered_intake(state: CaseState, answer: EntityId) -> Entity[facts.Intake] | None:
    """The intake that this entity answers; None when it answers none of the case's."""
    return next((each for each in state.intakes if entity_of_answer(each.id) == answer), None)


def answer_intake(desk: Desk, stream: StreamId, intake: EntityId, typed: JsonObject) -> Changes:
    """Enrolled, or a no; a later answer replaces the earlier, which stays readable. ``typed``:
    answer (``enrolled``, ``declined``), answered_on; unit_name for an enrolment; for a no reason,
    alternative and protected_by, and perhaps later_contact. Raises InvalidFields; Refusal:
    entity_unknown, case_unknown, kind_newer, conflict_unsettled."""
    found = state_of(desk, stream).find(facts.Intake, intake)
    if found is None:
        raise Refusal(Reason.ENTITY_UNKNOWN)
    fields = Typed(typed, desk.now().date())
    answer = fields.choice("answer", IntakeAnswer)
    no = answer is IntakeAnswer.DECLINED
    answered_on = fields.day("answered_on", required=True, past=True)
    unit_name = fields.line("unit_name", required=not no)
    fact = facts.IntakeOutcome(
        intake=found.latest.record.id,
        answer=answer,
        answered_on=answered_on,
        unit=None if no else _unit(desk, unit_name, answered_on),
        unit_name="" if no else unit_name,
        reason=fields.text("reason", required=no),
        alternative=fields.text("alternative", required=no),
        protected_by=fields.text("protected_by", required=no),
        later_contact=fields.text("later_contact"),
    )
    fields.not_before("answered_on", answered_on, "received_on", found.latest.fact.received_on)
    fields.check()
    entity = entity_of_answer(intake)
    writing.add_or_revise(desk, stream, entity, fact, happened_at=answered_on)
    return Changes.of(stream, Part.CASE, Part.CASES, Part.WATCH, Part.DRAFTS, entity=entity)


def note_gender_factors(desk: Desk, stream: StreamId, typed: JsonObject) -> Changes:
    """Whether gender-specific factors were noticed and in which ways. ``typed``: noted_on, state
    (``noticed``, ``not_relevant``, ``not_done``), ways (needed when noticed). Raises
    InvalidFields; Refusal: case_unknown, kind_newer, conflict_unsettled."""
    fields = Typed(typed, desk.now().date())
    state = fields.choice("state", GenderState)
    fact = facts.GenderFactors(
        noted_on=fields.day("noted_on", required=True, past=True),
        state=state,
        ways=fields.text("ways", required=state is GenderState.NOTICED),
    )
    fields.check()
    entity = only_entity(stream)
    writing.add_or_revise(desk, stream, entity, fact, happened_at=fact.noted_on)
    return Changes.of(stream, Part.CASE, Part.WATCH, Part.DRAFTS, entity=entity)


def _unit(desk: Desk, name: str, day: str) -> EntityId | None:
    """The unit of the register that was called so on that day; None for one that is not in it."""
    if not name or not day:
        return None
    rows = units_on(desk, date.fromisoformat(day))
    return next((row.entity for row in rows if row.name.casefold() == name.casefold()), None)
