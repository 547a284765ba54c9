"""From the first contact to a decision: D01–D03."""

from __future__ import annotations

from collections.abc import Iterator

from app.casework import facts
from app.casework.deadlines.rows import counted, decided_days
from app.casework.moments import day_or_none
from app.casework.state import CaseState
from app.law.pack import DeadlineKey, LegalPack
from app.ports import DueRow


def waiting_intakes(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """D01: from each interest or application until it has been answered, or a form has been
    signed or a decision made after it."""
    answered = {each.latest.fact.intake for each in state.of(facts.IntakeOutcome)}
    worked = [each.latest.record.content.lamport for each in (*state.assessments, *state.decisions)]
    for intake in state.intakes:
        if not answered.isdisjoint(version.record.id for version in intake.versions):
            continue
        if any(later > intake.first.record.content.lamport for later in worked):
            continue
        for side in intake.sides:
            yield from counted(
                state, law, DeadlineKey.INTAKE_WAITS, intake.id, side.fact.received_on
            )


def slow_applications(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """D02, FL 12 §: from each application until a decision of that day or later."""
    decided = decided_days(state)
    for intake in state.intakes:
        for fact in (side.fact for side in intake.sides):
            received = day_or_none(fact.received_on)
            if fact.kind is not facts.IntakeKind.APPLICATION or received is None:
                continue
            if not any(day >= received for day in decided):
                yield from counted(state, law, DeadlineKey.APPLICATION_SLOW, intake.id, received)


def decision_requests(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """D03, FL 12 §: from the request until it is answered, by a decision or by a no."""
    for each in state.of(facts.DecisionRequest):
        for side in each.sides:
            if not side.fact.answered_on:
                start = side.fact.requested_on
                yield from counted(state, law, DeadlineKey.DECISION_REQUEST, each.id, start)
