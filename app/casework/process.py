"""The steps of a case and what is missing in each, for the bar that leads to it.

The program never stops anybody because of a step: it says what is missing and where that is done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.casework.facts import IntakeKind, Outcome
from app.casework.state import CaseState
from app.ids import EntityId
from app.law.pack import DeadlineKey
from app.ports import DueRow


class StepKey(StrEnum):
    INTAKE = "intake"
    ASSESSMENT = "assessment"
    DECISION = "decision"
    PLAN = "plan"
    IMPLEMENTATION = "implementation"


class StepStatus(StrEnum):
    DONE = "done"
    """Nothing is missing."""
    CURRENT = "current"
    """Something is missing, and this is the first step of which that is so."""
    LATER = "later"
    """Something is missing, and so it is in an earlier step."""
    NOT_NEEDED = "not_needed"
    """Everything that was applied for has been refused."""


class Missing(StrEnum):
    """What is missing. The value is also the code of the sentence shown."""

    INTAKE = "intake"
    APPLICATION = "application"
    """There is an interest, but no application yet."""
    RESPONSIBLE = "responsible"
    IDENTITY = "identity"
    PROTECTION = "protection"
    """Nobody has noted whether the identity is protected."""
    ASSESSMENT = "assessment"
    NEEDS = "needs"
    """The latest assessment names no need, so no intervention can be granted."""
    DECISION = "decision"
    DISPATCH = "dispatch"
    RECEIPT = "receipt"
    """Not known when the person got the decision, so the time of appeal has not begun."""
    PLAN = "plan"
    INTERVENTION_IN_PLAN = "intervention_in_plan"
    """A granted intervention that no plan has taken up."""
    FOLLOW_UP_DAY = "follow_up_day"
    """The plan says no day on which it is followed up."""
    PLAN_NOT_FOLLOWED_UP = "plan_not_followed_up"
    """The day on which the plan was to be followed up has passed."""
    DECISION_NOT_FOLLOWED_UP = "decision_not_followed_up"
    SETTLEMENT = "settlement"
    """Two versions stand against each other."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing and the part of the case where it is done, a value of
    ``usecases.changes.Part``."""

    missing: Missing
    part: str
    late_since: str = ""
    """The day, ``YYYY-MM-DD``, of what should have been done by then; empty for the rest."""
    entity: EntityId | None = None
    """Of what is late: what it is about."""


@dataclass(frozen=True, slots=True)
class Step:
    key: StepKey
    status: StepStatus
    gaps: tuple[Gap, ...]
    """In the order in which they are best dealt with."""

    @property
    def late(self) -> bool:
        return any(gap.late_since for gap in self.gaps)


_OPTIONAL = frozenset({Missing.IDENTITY})
"""What is named but holds nothing up: a person may stay unknown."""


_LATE = {
    DeadlineKey.PLAN_FOLLOW_UP: (Missing.PLAN_NOT_FOLLOWED_UP, "plan"),
    DeadlineKey.DECISION_FOLLOW_UP: (Missing.DECISION_NOT_FOLLOWED_UP, "decision"),
}


def steps(state: CaseState, overdue: Sequence[DueRow] = ()) -> tuple[Step, ...]:
    """The five steps in order, each with what it lacks. At most one is current. ``overdue`` is
    what ``due.overdue_follow_ups`` gives of the same state. Never raises."""
    gaps = {
        StepKey.INTAKE: tuple(_intake(state)),
        StepKey.ASSESSMENT: tuple(_assessment(state)),
        StepKey.DECISION: tuple(_decision(state)),
        StepKey.PLAN: tuple(_plan(state)),
        StepKey.IMPLEMENTATION: (*_follow_ups(overdue), *_implementation(state)),
    }
    unneeded: set[StepKey] = set()
    if _all_refused(state):
        gaps[StepKey.IMPLEMENTATION] = tuple(_follow_ups(overdue))
        unneeded = {StepKey.PLAN, *(() if overdue else (StepKey.IMPLEMENTATION,))}
    found: list[Step] = []
    current = False
    for key, missing in gaps.items():
        if key in unneeded:
            found.append(Step(key, StepStatus.NOT_NEEDED, ()))
            continue
        held_up = any(gap.missing not in _OPTIONAL for gap in missing)
        later = StepStatus.LATER if current else StepStatus.CURRENT
        found.append(Step(key, later if held_up else StepStatus.DONE, missing))
        current = current or held_up
    return tuple(found)


def _intake(state: CaseState) -> Iterator[Gap]:
    kinds = {intake.latest.fact.kind for intake in state.intakes}
    if not kinds:
        yield Gap(Missing.INTAKE, "case")
    elif IntakeKind.APPLICATION not in kinds:
        yield Gap(Missing.APPLICATION, "case")
    if state.responsibility is None:
        yield Gap(Missing.RESPONSIBLE, "case")
    if state.protection is None:
        yield Gap(Missing.PROTECTION, "identity")
    if state.identity is None:
        yield Gap(Missing.IDENTITY, "identity")
    for entity in (state.case_file, state.responsibility, *state.intakes):
        if entity is not None and entity.disputed:
            yield Gap(Missing.SETTLEMENT, "case")
            break
    if state.identity_disputed or (state.protection is not None and state.protection.disputed):
        yield Gap(Missing.SETTLEMENT, "identity")


def _assessment(state: CaseState) -> Iterator[Gap]:
    if not state.bases:
        yield Gap(Missing.ASSESSMENT, "assessment")
    elif not state.bases[-1].latest.fact.needs:
        yield Gap(Missing.NEEDS, "assessment")
    if any(each.disputed for each in state.assessments):
        yield Gap(Missing.SETTLEMENT, "assessment")


def _decision(state: CaseState) -> Iterator[Gap]:
    if not state.decisions:
        yield Gap(Missing.DECISION, "decision")
    dispatched = {each.latest.fact.decision for each in state.dispatches}
    received = {each.latest.fact.decision for each in state.receipts}
    versions = [{each.record.id for each in decision.versions} for decision in state.decisions]
    if any(dispatched.isdisjoint(ids) and received.isdisjoint(ids) for ids in versions):
        yield Gap(Missing.DISPATCH, "decision")
    if any(received.isdisjoint(ids) for ids in versions):
        yield Gap(Missing.RECEIPT, "decision")
    if any(each.disputed for each in state.decisions):
        yield Gap(Missing.SETTLEMENT, "decision")


def _plan(state: CaseState) -> Iterator[Gap]:
    if not state.plans:
        yield Gap(Missing.PLAN, "plan")
    elif _unplanned(state):
        yield Gap(Missing.INTERVENTION_IN_PLAN, "plan")
    if any(each.disputed for each in state.plans):
        yield Gap(Missing.SETTLEMENT, "plan")


def _implementation(state: CaseState) -> Iterator[Gap]:
    if not state.plans:
        yield Gap(Missing.PLAN, "plan")
    elif not any(each.latest.fact.follow_up_on for each in state.plans):
        yield Gap(Missing.FOLLOW_UP_DAY, "plan")


def _follow_ups(overdue: Sequence[DueRow]) -> Iterator[Gap]:
    for row in overdue:
        missing, part = _LATE[DeadlineKey(row.code)]
        yield Gap(missing, part, late_since=row.due, entity=row.entity)


def _unplanned(state: CaseState) -> bool:
    """Whether a granted intervention is in no plan, by the decision's key for it."""
    planned = {
        (intervention.decision, intervention.granted_key)
        for plan in state.plans
        for goal in plan.latest.fact.goals
        for intervention in goal.interventions
    }
    return any(
        not any((version.record.id, granted.key) in planned for version in decision.versions)
        for decision in state.decisions
        for granted in decision.latest.fact.interventions
    )


def _all_refused(state: CaseState) -> bool:
    return bool(state.decisions) and all(
        each.latest.fact.outcome is Outcome.REFUSED for each in state.decisions
    )
