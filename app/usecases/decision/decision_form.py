"""A decision between its facts and what stands in its form.

``typed``: outcome, decided_on, decided_by_name, decided_by_title and delegation (always needed),
presenter, took_part, preparation; reasons (needed); applied_for (needed but for a change or an
end); provision (key in the legal pack, in force on decided_on; needed where something is examined);
basis (``facts.DecisionBasis``; empty: an assessment), basis_reason (needed when urgent or without
assessment), assessment (record id, needed on that basis); interventions: rows of intervention, need
(code of ``references.needs_to_choose`` of that very assessment), reason, extent, valid_from,
valid_to, consideration; items: rows of what, outcome (granted, partly_granted, refused), reason
(needed with partly_granted); changes (record id of the decision that is changed or ended),
change_provision (key of ``decision_change.CHANGE_PROVISIONS``), change_reasons, ends_on (of an
end); correction_reason (of a correction);
alternative_support, protected_by, later_contact, follow_up_on, reservation.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import cast

import msgspec

from app.casework import facts
from app.casework.decided import CHANGES, GRANTS, PROCEDURAL
from app.casework.facts import DecisionBasis, Outcome
from app.casework.moments import day_or_none
from app.casework.state import CaseState
from app.errors import Fault, Reason, Refusal
from app.ids import RecordId
from app.jsonvalue import Json, JsonObject
from app.law.pack import LegalPack, Provision, Use
from app.usecases.decision.decision_change import changed_of
from app.usecases.references import need_code, needs_to_choose
from app.usecases.typed import Typed

WITH_REASON = frozenset({DecisionBasis.URGENT, DecisionBasis.WITHOUT_ASSESSMENT})
"""A decision without an assessment says why."""

_ANSWERS = frozenset({Outcome.GRANTED, Outcome.PARTLY_GRANTED, Outcome.REFUSED})


def decision_of_form(
    fields: Typed, state: CaseState, law: LegalPack, before: facts.Decision | None = None
) -> facts.Decision:
    """The decision of typed values. ``before``: the wording in which a slip is corrected, whose
    outcome, basis and choices stand. Raises InvalidFields with every problem; Refusal:
    assessment_not_signed, conflict_unsettled when it rests on, or changes, what two versions
    stand against."""
    outcome = before.outcome if before else fields.choice("outcome", Outcome)
    fields.check()  # all the rest depends on it
    basis = before.basis if before else _basis(fields, outcome)
    decided_on = fields.day("decided_on", required=True, past=True)
    if _before_application(state, decided_on):
        fields.problem("decided_on", Fault.BEFORE_APPLICATION)
    assessment = before.assessment if before else _assessment(fields, state, basis)
    examined = outcome not in PROCEDURAL and outcome is not Outcome.ENDED
    provision = _provision(fields, law, decided_on, required=examined)
    changed = changed_of(fields, state, law, outcome, decided_on, before=before)
    decision = facts.Decision(
        outcome=outcome,
        decided_on=decided_on,
        applied_for=fields.text("applied_for", required=outcome not in CHANGES),
        provision=provision.key if provision else "",
        provision_text=provision.reference if provision else "",
        reasons=fields.text("reasons", required=True),
        decided_by_name=fields.line("decided_by_name", required=True),
        decided_by_title=fields.line("decided_by_title", required=True),
        delegation=fields.line("delegation", required=True),
        basis=basis,
        basis_reason=fields.text("basis_reason", required=basis in WITH_REASON),
        assessment=assessment,
        items=_items(fields, outcome),
        interventions=_interventions(state, assessment, fields, outcome),
        presenter=fields.line("presenter"),
        took_part=fields.line("took_part"),
        preparation=fields.text("preparation"),
        alternative_support=fields.text("alternative_support"),
        protected_by=fields.text("protected_by"),
        later_contact=fields.text("later_contact"),
        follow_up_on=fields.day("follow_up_on"),
        reservation=fields.text("reservation"),
        changes=changed.record,
        change_provision=changed.provision.key if changed.provision else "",
        change_provision_text=changed.provision.reference if changed.provision else "",
        change_reasons=fields.text("change_reasons", required=outcome in CHANGES),
        ends_on=fields.day("ends_on", required=outcome is Outcome.ENDED),
        correction_reason=fields.text("correction_reason", required=before is not None),
    )
    _check_days(fields, decision)
    return decision


def _check_days(fields: Typed, decision: facts.Decision) -> None:
    """A decision that ends another does so from its own day on at the earliest: what has been
    given is not taken back."""
    days = (("follow_up_on", decision.follow_up_on), ("ends_on", decision.ends_on))
    for name, day in days:
        fields.not_before(name, day, "decided_on", decision.decided_on)


def typed_again(decision: facts.Decision) -> JsonObject:
    """The values of a signed decision as its form holds them, to correct a slip in."""
    typed = cast("dict[str, Json]", msgspec.to_builtins(decision))
    typed["interventions"] = [
        {**cast("dict[str, Json]", msgspec.to_builtins(each)), "need": need_code(each.need)}
        for each in decision.interventions
    ]
    for made in ("provision_text", "change_provision_text", "correction_reason"):
        del typed[made]
    return typed


# --------------------------------------------------------------------------------- the parts


def _basis(fields: Typed, outcome: Outcome) -> DecisionBasis:
    """F046: every decision rests on an assessment, unless it says why not."""
    if outcome in PROCEDURAL:
        return DecisionBasis.PROCEDURAL
    chosen = fields.choice_or_none("basis", DecisionBasis) or DecisionBasis.ASSESSMENT
    if chosen is DecisionBasis.PROCEDURAL:
        fields.problem("basis", Fault.NOT_A_CHOICE)
    return chosen


def _before_application(state: CaseState, decided_on: str) -> bool:
    received = [
        day
        for intake in state.intakes
        for side in intake.sides
        if side.fact.kind is facts.IntakeKind.APPLICATION
        and (day := day_or_none(side.fact.received_on)) is not None
    ]
    return bool(decided_on and received) and date.fromisoformat(decided_on) < min(received)


def in_force(state: CaseState) -> Mapping[RecordId, bool]:
    """Signed assessments that no later version replaces, and whether each is disputed. A form
    that maps one subject or follows something up is no ground for a decision."""
    return {side.record.id: entity.disputed for entity in state.bases for side in entity.sides}


def _assessment(fields: Typed, state: CaseState, basis: DecisionBasis) -> RecordId | None:
    if basis is not DecisionBasis.ASSESSMENT:
        return None
    known = in_force(state)
    if not known:
        raise Refusal(Reason.ASSESSMENT_NOT_SIGNED)
    assessment = RecordId(fields.code("assessment", known, required=True))
    if known.get(assessment):
        raise Refusal(Reason.CONFLICT_UNSETTLED)
    return assessment


def _provision(
    fields: Typed, law: LegalPack, decided_on: str, *, required: bool
) -> Provision | None:
    """The provision as it was on the decision's day: another law's number must not slip into a
    decision because the caseworker is used to it."""
    key = fields.line("provision", required=required)
    if not key or not decided_on:
        return None
    found = law.provision(key, date.fromisoformat(decided_on))
    if found is None or found.use is not Use.DECISION:
        fields.problem("provision", Fault.NOT_A_CHOICE)
        return None
    return found


def _items(fields: Typed, outcome: Outcome) -> tuple[facts.AppliedItem, ...]:
    """A partial refusal names what is refused and why (FL 32-33 §§)."""
    rows = fields.rows("items", needed=outcome is Outcome.PARTLY_GRANTED)
    items = tuple(_item(row, str(at)) for at, row in enumerate(rows, 1))
    if outcome is not Outcome.PARTLY_GRANTED:
        for row in rows:
            row.problem("what", Fault.NOT_A_CHOICE)
    elif items and all(item.outcome is Outcome.GRANTED for item in items):
        fields.problem("items", Fault.REFUSED_ITEM_NEEDED)
    return items


def _item(row: Typed, key: str) -> facts.AppliedItem:
    answer = row.code("outcome", _ANSWERS, required=True)
    outcome = Outcome(answer) if answer else Outcome.GRANTED
    return facts.AppliedItem(
        key=key,
        what=row.line("what", required=True),
        outcome=outcome,
        reason=row.text("reason", required=outcome is not Outcome.GRANTED),
    )


def _interventions(
    state: CaseState, assessment: RecordId | None, fields: Typed, outcome: Outcome
) -> tuple[facts.GrantedIntervention, ...]:
    rows = fields.rows("interventions", needed=outcome in GRANTS)
    if outcome not in GRANTS:
        for row in rows:
            row.problem("intervention", Fault.NOT_A_CHOICE)
    found = needs_to_choose(state, assessment) if assessment else ()
    needs = {choice.code: choice.ref for choice in found}
    return tuple(
        _intervention(row, needs, str(at), needed=assessment is not None)
        for at, row in enumerate(rows, 1)
    )


def _intervention(
    row: Typed, needs: Mapping[str, facts.NeedRef], key: str, *, needed: bool
) -> facts.GrantedIntervention:
    code = row.line("need", required=needed)
    if code and code not in needs:
        row.problem("need", Fault.UNKNOWN_REFERENCE)
    granted = facts.GrantedIntervention(
        key=key,
        intervention=row.line("intervention", required=True),
        need=needs.get(code),
        reason=row.text("reason", required=True),
        valid_from=row.day("valid_from", required=True),
        extent=row.line("extent"),
        valid_to=row.day("valid_to"),
        consideration=row.text("consideration"),
    )
    row.not_before("valid_to", granted.valid_to, "valid_from", granted.valid_from)
    return granted
