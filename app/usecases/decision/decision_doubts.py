"""What somebody should think of before a decision is signed. Nothing here stops anybody: a doubt is
said, and the caseworker decides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from app.casework import facts
from app.casework.decided import LEGALITY_ONLY, PROCEDURAL, REFUSES
from app.casework.facts import DecisionBasis, Outcome
from app.casework.moments import day_or_none
from app.casework.state import CaseState, Entity
from app.ids import StreamId
from app.jsonvalue import Json, JsonObject
from app.usecases.decision import delegation
from app.usecases.decision.delegation import DelegationWarning
from app.usecases.desk import Desk
from app.usecases.reading import state_of
from app.usecases.typed import Typed

WITHOUT_ASSESSMENT = "sol-2025-11-5"
"""Key of the provision on help without individual assessment."""


class Doubt(StrEnum):
    NOT_COMMUNICATED = "not_communicated"
    """Neither communicated nor left out by an exception (FL 25 §)."""
    ANSWER_TIME_RUNS = "answer_time_runs"
    NO_APPLICATION = "no_application"
    ASSESSMENT_TO_COME = "assessment_to_come"
    WITHOUT_ASSESSMENT = "without_assessment"
    """Not for a contact person, a family home and some other help (SoL 11 kap. 5-6 §§)."""
    OTHER_PROVISION = "other_provision"
    """Help without individual assessment rests on its own provision."""
    LEGALITY_ONLY = "legality_only"
    """The person cannot appeal it to the administrative court."""
    NO_ALTERNATIVE = "no_alternative"
    NO_PROTECTION = "no_protection"
    NO_LATER_CONTACT = "no_later_contact"
    NO_REVIEW = "no_review"
    """Until further notice, without a day when it is looked at again."""
    DELEGATION_NOT_IN_FORCE = "delegation_not_in_force"
    DELEGATION_TITLE = "delegation_title"
    DELEGATION_DECISION = "delegation_decision"
    NO_DELEGATION_ORDER = "no_delegation_order"


_DELEGATION = {
    DelegationWarning.NOT_IN_FORCE: Doubt.DELEGATION_NOT_IN_FORCE,
    DelegationWarning.TITLE_NOT_LISTED: Doubt.DELEGATION_TITLE,
    DelegationWarning.NOT_FOR_THIS: Doubt.DELEGATION_DECISION,
}


def doubts(desk: Desk, stream: StreamId, typed: JsonObject) -> tuple[Doubt, ...]:
    """About what stands in the form of a decision (``decision_form``), finished or not. Empty
    until an outcome is chosen. Raises Refusal: case_unknown."""
    fields = Typed(typed, desk.now().date())
    outcome = fields.choice_or_none("outcome", Outcome)
    if outcome is None:
        return ()
    day = day_or_none(fields.day("decided_on")) or fields.today
    return (
        *case_doubts(state_of(desk, stream), typed, outcome, day),
        *_delegation_doubts(desk, typed, outcome, day),
    )


def case_doubts(
    state: CaseState, typed: JsonObject, outcome: Outcome, day: date
) -> tuple[Doubt, ...]:
    """Those that follow from the case and the form alone."""
    return (
        *_communication(state, outcome, day),
        *_basis(state, typed, outcome),
        *_refusal(typed, outcome),
        *_review(typed),
    )


def _communication(state: CaseState, outcome: Outcome, day: date) -> Iterator[Doubt]:
    if outcome is Outcome.WRITTEN_OFF:
        return
    now = _communicated_for(state, day)
    if not now:
        yield Doubt.NOT_COMMUNICATED
    answered = {each.latest.fact.communication for each in state.of(facts.CommunicationAnswer)}
    for each in now:
        ends = day_or_none(each.latest.fact.answer_by)
        mine = {version.record.id for version in each.versions}
        if ends is not None and day <= ends and not mine & answered:
            yield Doubt.ANSWER_TIME_RUNS
            return


def _communicated_for(state: CaseState, day: date) -> list[Entity[facts.Communication]]:
    """Since the decision before, up to the day of this one."""
    earlier = [
        decided
        for each in state.decisions
        if (decided := day_or_none(each.latest.fact.decided_on)) is not None and decided < day
    ]
    after = max(earlier, default=date.min)
    return [
        each
        for each in state.of(facts.Communication)
        if after < (day_or_none(each.latest.record.content.happened_at) or date.max) <= day
    ]


def _basis(state: CaseState, typed: JsonObject, outcome: Outcome) -> Iterator[Doubt]:
    kinds = {side.fact.kind for intake in state.intakes for side in intake.sides}
    if facts.IntakeKind.APPLICATION not in kinds:
        yield Doubt.NO_APPLICATION
    if outcome in PROCEDURAL:
        return
    if typed.get("provision") in LEGALITY_ONLY:
        yield Doubt.LEGALITY_ONLY
    basis = typed.get("basis")
    if basis == DecisionBasis.URGENT:
        yield Doubt.ASSESSMENT_TO_COME
    if basis == DecisionBasis.WITHOUT_ASSESSMENT:
        yield Doubt.WITHOUT_ASSESSMENT
        if typed.get("provision") and typed.get("provision") != WITHOUT_ASSESSMENT:
            yield Doubt.OTHER_PROVISION


def _refusal(typed: JsonObject, outcome: Outcome) -> Iterator[Doubt]:
    if outcome not in REFUSES:
        return
    fields = Typed(typed, date.min)
    for name, doubt in (
        ("alternative_support", Doubt.NO_ALTERNATIVE),
        ("protected_by", Doubt.NO_PROTECTION),
        ("later_contact", Doubt.NO_LATER_CONTACT),
    ):
        if not fields.given(name):
            yield doubt


def _review(typed: JsonObject) -> Iterator[Doubt]:
    rows = typed.get("interventions")
    fields = Typed(typed, date.min)
    if _open_ended(rows) and not fields.given("follow_up_on"):
        yield Doubt.NO_REVIEW


def _open_ended(rows: Json) -> bool:
    found = rows if isinstance(rows, (list, tuple)) else ()
    return any(
        isinstance(row, dict) and row.get("intervention") and not row.get("valid_to")
        for row in found
    )


def _delegation_doubts(
    desk: Desk, typed: JsonObject, outcome: Outcome, day: date
) -> Iterator[Doubt]:
    title = str(typed.get("decided_by_title") or "").strip()
    if not title:
        return
    if not delegation.has_order(desk):
        yield Doubt.NO_DELEGATION_ORDER
        return
    provision = str(typed.get("provision") or "")
    found = delegation.warning(desk, title, outcome, provision, day)
    if found is not None:
        yield _DELEGATION[found]


def waits_for_assessment(state: CaseState, decision: facts.Decision) -> bool:
    """Whether an urgent decision still waits for the assessment that was to come: none has been
    completed on its day or later."""
    if decision.basis is not DecisionBasis.URGENT:
        return False
    completed = (side.fact.completed_on for each in state.bases for side in each.sides)
    return not any(day >= decision.decided_on for day in completed)


def still_missing(state: CaseState, entity: Entity[facts.Decision]) -> tuple[Doubt, ...]:
    """Of a signed decision: what is to be done after it, or told to somebody who was told no."""
    fact = entity.latest.fact
    typed: JsonObject = {
        "alternative_support": fact.alternative_support,
        "protected_by": fact.protected_by,
        "later_contact": fact.later_contact,
    }
    urgent = (Doubt.ASSESSMENT_TO_COME,) if waits_for_assessment(state, fact) else ()
    return (*urgent, *_refusal(typed, fact.outcome))
