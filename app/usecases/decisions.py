"""A decision with its reasons, and when it was sent and received (FL 31–33, 44 §§; F047)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.casework import facts
from app.casework.facts import Outcome
from app.casework.state import CaseState
from app.errors import Fault, Reason, Refusal
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.law.pack import Provision, Use
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import state_of
from app.usecases.references import needs_to_choose
from app.usecases.typed import Typed


def provisions_on(desk: Desk, typed_day: str) -> tuple[Provision, ...]:
    """What a decision of the typed day can rest on; of today while no date can be read."""
    fields = Typed({"day": typed_day}, desk.now().date())
    day = fields.day("day")
    return desk.law.decision_provisions(date.fromisoformat(day) if day else fields.today)


def sign_decision(desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject) -> Changes:
    """A decision that rests on a signed assessment.

    ``typed``: outcome, decided_on, applied_for, provision (key in the legal pack, in force on
    decided_on), reasons, decided_by_name, decided_by_title, delegation, assessment (record id),
    alternative_support, follow_up_on and interventions: rows of intervention, need (code of
    ``references.needs_to_choose`` of that very assessment), reason, extent, valid_from, valid_to.
    What is granted needs at least one intervention, each with a need and a reason of its own; a
    refusal has none. Raises InvalidFields; Refusal: case_unknown, assessment_not_signed,
    already_signed, conflict_unsettled when two versions of the assessment stand against each other.
    """
    state = state_of(desk, stream)
    if not state.bases:
        raise Refusal(Reason.ASSESSMENT_NOT_SIGNED)
    decision = _decision(desk, state, Typed(typed, desk.now().date()))
    if decision.assessment is not None and _in_force(state)[decision.assessment]:
        raise Refusal(Reason.CONFLICT_UNSETTLED)
    writing.add(desk, stream, entity, decision, happened_at=decision.decided_on)
    return Changes.of(stream, Part.DECISION, Part.CASE, Part.CASES, Part.DRAFTS, entity=entity)


def add_dispatch(desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject) -> Changes:
    """That a decision was sent. ``typed``: decision (record id), dispatched_on, how. Raises
    InvalidFields; Refusal: case_unknown, decision_missing, already_signed."""
    fields = Typed(typed, desk.now().date())
    dispatch = facts.Dispatch(
        decision=_decided(desk, stream, fields),
        dispatched_on=fields.day("dispatched_on", required=True, past=True),
        how=fields.line("how", required=True),
    )
    fields.check()
    writing.add(desk, stream, entity, dispatch, happened_at=dispatch.dispatched_on)
    return Changes.of(stream, Part.DECISION, Part.CASE, Part.DRAFTS, entity=entity)


def add_receipt(desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject) -> Changes:
    """That the person got the decision: from then run the three weeks of FL 44 §. ``typed``:
    decision (record id), received_on, how. Raises InvalidFields; Refusal: case_unknown,
    decision_missing, already_signed."""
    fields = Typed(typed, desk.now().date())
    receipt = facts.DecisionReceipt(
        decision=_decided(desk, stream, fields),
        received_on=fields.day("received_on", required=True, past=True),
        how=fields.line("how", required=True),
    )
    fields.check()
    writing.add(desk, stream, entity, receipt, happened_at=receipt.received_on)
    return Changes.of(stream, Part.DECISION, Part.CASE, Part.DRAFTS, entity=entity)


def _decided(desk: Desk, stream: StreamId, fields: Typed) -> RecordId:
    known = {
        version.record.id
        for entity in state_of(desk, stream).decisions
        for version in entity.versions
    }
    if not known:
        raise Refusal(Reason.DECISION_MISSING)
    return RecordId(fields.code("decision", known, required=True))


def _decision(desk: Desk, state: CaseState, fields: Typed) -> facts.Decision:
    outcome = fields.choice("outcome", Outcome)
    decided_on = fields.day("decided_on", required=True, past=True)
    provision = _provision(desk, fields, decided_on)
    assessment = RecordId(fields.code("assessment", _in_force(state), required=True))
    decision = facts.Decision(
        outcome=outcome,
        decided_on=decided_on,
        applied_for=fields.text("applied_for", required=True),
        provision=provision.key if provision else "",
        provision_text=provision.reference if provision else "",
        reasons=fields.text("reasons", required=True),
        decided_by_name=fields.line("decided_by_name", required=True),
        decided_by_title=fields.line("decided_by_title", required=True),
        delegation=fields.line("delegation", required=True),
        assessment=assessment,
        interventions=_interventions(state, assessment, fields, granted=outcome),
        alternative_support=fields.text("alternative_support"),
        follow_up_on=fields.day("follow_up_on"),
    )
    fields.not_before("follow_up_on", decision.follow_up_on, "decided_on", decided_on)
    fields.check()
    return decision


def _in_force(state: CaseState) -> Mapping[RecordId, bool]:
    """Signed assessments that no later version replaces, and whether each is disputed. A form
    that maps one subject or follows something up is no ground for a decision."""
    return {side.record.id: entity.disputed for entity in state.bases for side in entity.sides}


def _provision(desk: Desk, fields: Typed, decided_on: str) -> Provision | None:
    """The provision as it was on the decision's day: another law's number must not slip into a
    decision because the caseworker is used to it."""
    key = fields.line("provision", required=True)
    if not key or not decided_on:
        return None
    found = desk.law.provision(key, date.fromisoformat(decided_on))
    if found is None or found.use is not Use.DECISION:
        fields.problem("provision", Fault.NOT_A_CHOICE)
        return None
    return found


def _interventions(
    state: CaseState, assessment: RecordId, fields: Typed, *, granted: Outcome
) -> tuple[facts.GrantedIntervention, ...]:
    rows = fields.rows("interventions", needed=granted is not Outcome.REFUSED)
    if granted is Outcome.REFUSED:
        for row in rows:
            row.problem("intervention", Fault.NOT_A_CHOICE)
    needs = {choice.code: choice.ref for choice in needs_to_choose(state, assessment)}
    return tuple(_intervention(row, needs, str(at)) for at, row in enumerate(rows, 1))


def _intervention(
    row: Typed, needs: dict[str, facts.NeedRef], key: str
) -> facts.GrantedIntervention:
    code = row.line("need", required=True)
    if code and code not in needs:
        row.problem("need", Fault.UNKNOWN_REFERENCE)
    granted = facts.GrantedIntervention(
        key=key,
        intervention=row.line("intervention", required=True),
        need=needs.get(code, facts.NeedRef(assessment=RecordId(""), key="")),
        reason=row.text("reason", required=True),
        valid_from=row.day("valid_from", required=True),
        extent=row.line("extent"),
        valid_to=row.day("valid_to"),
    )
    row.not_before("valid_to", granted.valid_to, "valid_from", granted.valid_from)
    return granted
