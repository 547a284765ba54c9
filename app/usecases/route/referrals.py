"""Referral to the unit that takes over the examination, with its receipt (F041)."""

from __future__ import annotations

import msgspec

from app.casework import criteria, facts
from app.casework.facts import YesNoPending
from app.casework.state import CaseState, Entity
from app.errors import Reason, Refusal
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import state_of
from app.usecases.typed import Typed
from app.usecases.unit.unit_choice import chosen_unit


def refer(desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject) -> Changes:
    """A referral. ``typed``: unit (id in the register) or to_name, sent_on, how, asks. Raises
    InvalidFields; Refusal: criteria_unmet, conflict_unsettled when two cards of criteria stand
    against each other, case_unknown, already_signed."""
    state = state_of(desk, stream)
    card = _card(state)
    fields = Typed(typed, desk.now().date())
    sent_on = fields.day("sent_on", required=True, past=True)
    unit, name = chosen_unit(desk, fields, sent_on, unit="unit", name="to_name")
    referral = facts.Referral(
        criteria=card.latest.record.id,
        to_name=name,
        to_unit=unit,
        sent_on=sent_on,
        how=fields.line("how", required=True),
        asks=fields.text("asks"),
    )
    fields.not_before("sent_on", sent_on, "judged_on", card.latest.fact.judged_on)
    fields.check()
    if not criteria.can_refer(state, desk.now().date()):
        raise Refusal(Reason.CRITERIA_UNMET)
    writing.add(desk, stream, entity, referral, happened_at=sent_on)
    return _changes(stream, entity)


def note_receipt(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """That the receipt has come back, and the answer when there is one. ``typed``: received_on,
    received_by (a function), accepted, answer (needed for a no). Raises InvalidFields; Refusal:
    case_unknown, entity_unknown, kind_newer, conflict_unsettled, revised_since."""
    known = state_of(desk, stream).find(facts.Referral, entity)
    if known is None:
        raise Refusal(Reason.ENTITY_UNKNOWN)
    sent = known.latest.fact
    fields = Typed(typed, desk.now().date())
    accepted = fields.choice_or_none("accepted", YesNoPending) or YesNoPending.PENDING
    received_on = fields.day("received_on", required=True, past=True)
    answered = msgspec.structs.replace(
        sent,
        received_on=received_on,
        received_by=fields.line("received_by", required=True),
        accepted=accepted,
        answer=fields.text("answer", required=accepted is YesNoPending.NO),
    )
    fields.not_before("received_on", received_on, "sent_on", sent.sent_on)
    fields.check()
    writing.revise(desk, stream, entity, answered, happened_at=received_on, builds_on=builds_on)
    return _changes(stream, entity)


def _card(state: CaseState) -> Entity[facts.Criteria]:
    card = state.only(facts.Criteria)
    if card is None:
        raise Refusal(Reason.CRITERIA_UNMET)
    if card.disputed:
        raise Refusal(Reason.CONFLICT_UNSETTLED)
    return card


def _changes(stream: StreamId, entity: EntityId) -> Changes:
    parts = (Part.ROUTE, Part.DISCLOSED, Part.CASE, Part.WATCH, Part.DRAFTS)
    return Changes.of(stream, *parts, entity=entity)
