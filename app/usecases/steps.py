"""Marks on the steps of the process: skipped, done elsewhere, taken back. Always with a reason."""

from __future__ import annotations

from uuid import UUID, uuid5

from app.casework import facts
from app.casework.facts import StepMarkKind
from app.casework.process.steps import mark_of
from app.errors import Fault, FieldProblem, InvalidFields, Reason, Refusal
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import state_of
from app.usecases.typed import Typed

KIND = "step_mark"


def entity_of_mark(stream: StreamId, step: str) -> EntityId:
    """A step has one mark in a case: two copies that each make one meet in the same entity."""
    return EntityId(str(uuid5(UUID(stream), step)))


def mark_step(desk: Desk, stream: StreamId, step: str, typed: JsonObject) -> Changes:
    """Say of a step that it is skipped, or done but not in this program. ``typed``: ``mark``
    (``skipped``, ``done_elsewhere``), ``marked_on``, ``reason``. Raises InvalidFields; Refusal:
    step_not_skippable, case_unknown, conflict_unsettled."""
    row = desk.process.step(step)
    if row is None or not row.skippable:
        raise Refusal(Reason.STEP_NOT_SKIPPABLE)
    fields = Typed(typed, desk.now().date())
    mark = fields.choice("mark", StepMarkKind)
    marked_on = fields.day("marked_on", required=True, past=True)
    reason = fields.text("reason", required=True)
    fields.check()
    if mark is StepMarkKind.REOPENED:
        raise InvalidFields((FieldProblem("mark", Fault.NOT_A_CHOICE),))
    fact = facts.StepMark(step=step, mark=mark, marked_on=marked_on, reason=reason)
    return _write(desk, stream, step, fact)


def reopen_step(desk: Desk, stream: StreamId, step: str, typed: JsonObject) -> Changes:
    """Take a mark back. ``typed``: ``marked_on``, ``reason``. Raises InvalidFields; Refusal:
    entity_unknown when there is no mark, case_unknown, conflict_unsettled."""
    if mark_of(state_of(desk, stream), step) is None:
        raise Refusal(Reason.ENTITY_UNKNOWN)
    fields = Typed(typed, desk.now().date())
    marked_on = fields.day("marked_on", required=True, past=True)
    reason = fields.text("reason", required=True)
    fields.check()
    fact = facts.StepMark(step=step, mark=StepMarkKind.REOPENED, marked_on=marked_on, reason=reason)
    return _write(desk, stream, step, fact)


def _write(desk: Desk, stream: StreamId, step: str, fact: facts.StepMark) -> Changes:
    entity = entity_of_mark(stream, step)
    writing.add_or_revise(desk, stream, entity, fact, happened_at=fact.marked_on)
    return Changes.of(stream, Part.CASE, Part.WATCH, Part.DRAFTS, entity=entity)
