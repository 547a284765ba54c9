"""The programme that the person wishes for, and the answer to the wish (F168)."""

from __future__ import annotations

import msgspec

from app.casework import facts
from app.casework.facts import YesNoPending
from app.errors import Reason, Refusal
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import state_of
from app.usecases.typed import Typed


def note_wish(desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject) -> Changes:
    """A wish. ``typed``: wished, stated_on. Raises InvalidFields; Refusal: case_unknown,
    already_signed."""
    fields = Typed(typed, desk.now().date())
    wish = facts.Wish(
        wished=fields.text("wished", required=True),
        stated_on=fields.day("stated_on", required=True, past=True),
    )
    fields.check()
    writing.add(desk, stream, entity, wish, happened_at=wish.stated_on)
    return _changes(stream, entity)


def answer_wish(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """The answer. ``typed``: answer, answered_on; for a no also reason (needed), alternative,
    protected_by, later_contact, whose absence is pointed out and hinders nobody (F085, F170).
    Raises InvalidFields; Refusal: case_unknown, entity_unknown, kind_newer, conflict_unsettled,
    revised_since."""
    known = state_of(desk, stream).find(facts.Wish, entity)
    if known is None:
        raise Refusal(Reason.ENTITY_UNKNOWN)
    stated = known.latest.fact
    fields = Typed(typed, desk.now().date())
    answer = fields.choice("answer", YesNoPending)
    pending = answer is YesNoPending.PENDING
    answered = msgspec.structs.replace(
        stated,
        answer=answer,
        answered_on=fields.day("answered_on", required=not pending, past=True),
        reason=fields.text("reason", required=answer is YesNoPending.NO),
        alternative=fields.text("alternative"),
        protected_by=fields.line("protected_by"),
        later_contact=fields.text("later_contact"),
    )
    fields.not_before("answered_on", answered.answered_on, "stated_on", stated.stated_on)
    fields.check()
    writing.revise(
        desk, stream, entity, answered, happened_at=answered.answered_on, builds_on=builds_on
    )
    return _changes(stream, entity)


def _changes(stream: StreamId, entity: EntityId) -> Changes:
    parts = (Part.ROUTE, Part.CASE, Part.WATCH, Part.DRAFTS)
    return Changes.of(stream, *parts, entity=entity)
