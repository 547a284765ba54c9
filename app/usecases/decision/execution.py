"""What happens with what has been granted, and the quarterly list of what is not carried out
(SoL 34 kap. 1 §; X13)."""

from __future__ import annotations

from app.casework import facts
from app.casework.decided import GRANTS
from app.casework.facts import ExecutionEvent
from app.casework.state import CaseState
from app.errors import Fault, Reason, Refusal
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.reading import state_of
from app.usecases.references import granted_code
from app.usecases.route.handling import sign
from app.usecases.typed import Typed

_WITH_REASON = frozenset({ExecutionEvent.INTERRUPTED, ExecutionEvent.OFFER_DECLINED})
"""What must be told to those who ask why nothing has been carried out."""


def sign_event(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """``typed``: granted (code of ``references.granted_to_choose``), event
    (``facts.ExecutionEvent``), happened_on, reason (short; needed with an interruption and a
    declined offer). Nothing happens before the decision. Raises InvalidFields; Refusal:
    decision_missing when nothing has been granted, and as ``handling.sign``."""
    fields = Typed(typed, desk.now().date())
    state = state_of(desk, stream)
    known = {
        granted_code(version.record.id, granted.key): (version.record.id, granted.key)
        for each in state.decisions
        for version in each.versions
        if version.fact.outcome in GRANTS
        for granted in version.fact.interventions
    }
    if not known:
        raise Refusal(Reason.DECISION_MISSING)
    event = fields.choice("event", ExecutionEvent)
    decision, key = known.get(fields.code("granted", known, required=True), (RecordId(""), ""))
    made = facts.Execution(
        decision=decision,
        granted_key=key,
        event=event,
        happened_on=fields.day("happened_on", required=True, past=True),
        reason=fields.line("reason", required=event in _WITH_REASON),
    )
    if made.happened_on and made.happened_on < _decided_on(state, decision):
        fields.problem("happened_on", Fault.BEFORE, other="decided_on")
    fields.check()
    return sign(desk, stream, entity, made, happened_at=made.happened_on, builds_on=builds_on)


def typed_again(event: facts.Execution) -> JsonObject:
    """The values of an event as its form holds them."""
    return {
        "granted": granted_code(event.decision, event.granted_key),
        "event": event.event.value,
        "happened_on": event.happened_on,
        "reason": event.reason,
    }


def _decided_on(state: CaseState, decision: RecordId) -> str:
    return next(
        (
            version.fact.decided_on
            for each in state.decisions
            for version in each.versions
            if version.record.id == decision
        ),
        "",
    )
