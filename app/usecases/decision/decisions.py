"""A decision with its reasons, its corrections, and when it was sent and received (FL 31–33, 36,
44 §§; F046, F047, X11)."""

from __future__ import annotations

from datetime import date

from app.casework import facts
from app.errors import Reason, Refusal
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.law.pack import Provision
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.decision.decision_change import change_provisions
from app.usecases.decision.decision_correction import require_same_matter
from app.usecases.decision.decision_form import decision_of_form
from app.usecases.desk import Desk
from app.usecases.reading import state_of
from app.usecases.route.handling import sign
from app.usecases.typed import Typed


def provisions_on(desk: Desk, typed_day: str) -> tuple[Provision, ...]:
    """What a decision of the typed day can rest on; of today while no date can be read."""
    return desk.law.decision_provisions(_day(desk, typed_day))


def change_provisions_on(desk: Desk, typed_day: str) -> tuple[Provision, ...]:
    """What a change or an end of that day can rest on; of today while no date can be read."""
    return change_provisions(desk.law, _day(desk, typed_day))


def _day(desk: Desk, typed_day: str) -> date:
    fields = Typed({"day": typed_day}, desk.now().date())
    day = fields.day("day")
    return date.fromisoformat(day) if day else fields.today


def sign_decision(desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject) -> Changes:
    """A decision. ``typed`` as in ``decision_form``. Raises InvalidFields; Refusal: case_unknown,
    assessment_not_signed when it says that it rests on one, already_signed, conflict_unsettled
    when two versions of the assessment, or of the decision that it changes, stand against each
    other."""
    fields = Typed(typed, desk.now().date())
    decision = decision_of_form(fields, state_of(desk, stream), desk.law)
    fields.check()
    writing.add(desk, stream, entity, decision, happened_at=decision.decided_on)
    return _decided_on(stream, entity)


def correct_decision(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """A later wording in which a slip of the pen or of counting is put right (FL 36 §), with the
    reason (``correction_reason``); the earlier wording stays readable. ``typed`` as in
    ``decision_form.typed_again``. What was decided is never changed so: another outcome, basis or
    decision changed, other answers, or interventions added or taken away are problems of
    ``not_a_correction``. Raises InvalidFields; Refusal: case_unknown, entity_unknown, kind_newer,
    conflict_unsettled, revised_since."""
    state = state_of(desk, stream)
    known = state.find(facts.Decision, entity)
    if known is None:
        raise Refusal(Reason.ENTITY_UNKNOWN)
    before = known.latest.fact
    fields = Typed(typed, desk.now().date())
    decision = decision_of_form(fields, state, desk.law, before)
    require_same_matter(fields, typed, before, decision)
    fields.check()
    writing.revise(
        desk, stream, entity, decision, happened_at=decision.decided_on, builds_on=builds_on
    )
    return _decided_on(stream, entity)


def add_dispatch(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """That a decision was sent, or with ``builds_on`` a later wording that mends it. ``typed``:
    decision (record id), dispatched_on (not before the decision), how, and correction_reason
    (needed in a later wording). Raises InvalidFields; Refusal: decision_missing, and as
    ``handling.sign``."""
    fields = Typed(typed, desk.now().date())
    decision, decided_on = _decided(desk, stream, fields)
    dispatch = facts.Dispatch(
        decision=decision,
        dispatched_on=fields.day("dispatched_on", required=True, past=True),
        how=fields.line("how", required=True),
        correction_reason=fields.text("correction_reason", required=builds_on is not None),
    )
    fields.not_before("dispatched_on", dispatch.dispatched_on, "decision", decided_on)
    fields.check()
    day = dispatch.dispatched_on
    return sign(desk, stream, entity, dispatch, happened_at=day, builds_on=builds_on)


def add_receipt(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """That the person got the decision: from then run the three weeks of FL 44 §. With
    ``builds_on`` a later wording that mends it, and the three weeks run from its day instead.
    ``typed``: decision (record id), received_on (not before the decision), how, and
    correction_reason (needed in a later wording). Raises InvalidFields; Refusal: decision_missing,
    and as ``handling.sign``."""
    fields = Typed(typed, desk.now().date())
    decision, decided_on = _decided(desk, stream, fields)
    receipt = facts.DecisionReceipt(
        decision=decision,
        received_on=fields.day("received_on", required=True, past=True),
        how=fields.line("how", required=True),
        correction_reason=fields.text("correction_reason", required=builds_on is not None),
    )
    fields.not_before("received_on", receipt.received_on, "decision", decided_on)
    fields.check()
    day = receipt.received_on
    return sign(desk, stream, entity, receipt, happened_at=day, builds_on=builds_on)


def dispatch_again(dispatch: facts.Dispatch) -> JsonObject:
    """A dispatch as it was typed, to mend; why it is mended is asked anew."""
    return {
        "decision": dispatch.decision,
        "dispatched_on": dispatch.dispatched_on,
        "how": dispatch.how,
    }


def receipt_again(receipt: facts.DecisionReceipt) -> JsonObject:
    """A receipt as it was typed, to mend; why it is mended is asked anew."""
    return {"decision": receipt.decision, "received_on": receipt.received_on, "how": receipt.how}


def _decided(desk: Desk, stream: StreamId, fields: Typed) -> tuple[RecordId, str]:
    """Which wording of a decision it is about, and the day of that one."""
    known = {
        version.record.id: version.fact.decided_on
        for entity in state_of(desk, stream).decisions
        for version in entity.versions
    }
    if not known:
        raise Refusal(Reason.DECISION_MISSING)
    decision = RecordId(fields.code("decision", known, required=True))
    return decision, known.get(decision, "")


def _decided_on(stream: StreamId, entity: EntityId) -> Changes:
    parts = (Part.DECISION, Part.CASE, Part.CASES, Part.WATCH, Part.DRAFTS)
    return Changes.of(stream, *parts, entity=entity)
