"""What a plan is without and that somebody should know of. It is told and stops nobody: help can
be given without an individual decision (SoL 11 kap. 5 §), and a plan is often written in haste."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.casework import facts
from app.casework.state import CaseState
from app.law.plan_contents import Paper, PlanContent
from app.usecases.desk import Desk

_HEALTH_CARE = re.compile(
    r"\b(?:psykiatri\w*|bup|region(?:en|ens)?|vårdcentral\w*|hälso- och sjukvård\w*|"
    r"beroendemottagning\w*|beroendevård\w*|habilitering\w*)\b",
    re.IGNORECASE,
)
"""Words by which an intervention concerns the region's health care."""


@dataclass(frozen=True, slots=True)
class PlanDoubts:
    no_decision: bool = False
    """The case has no decision at all that grants anything."""
    ungranted: tuple[str, ...] = ()
    """Interventions of the plan that no decision is named for."""
    missing: tuple[PlanContent, ...] = ()
    """What the law asks of a young person's plan and that stands empty."""
    sip_to_consider: bool = False
    """An intervention concerns the region, and nobody has said whether a coordinated individual
    plan is needed (SoL 10 kap. 8–9 §§, X23)."""

    def __bool__(self) -> bool:
        return bool(self.no_decision or self.ungranted or self.missing or self.sip_to_consider)


def plan_doubts(
    desk: Desk, state: CaseState, plan: facts.Plan | None, *, young: bool | None
) -> PlanDoubts:
    """Of a fixed plan, or of none. ``young`` as ``identity.is_young``."""
    if plan is None:
        return PlanDoubts(no_decision=not grants_anything(state))
    return PlanDoubts(
        no_decision=not grants_anything(state),
        ungranted=tuple(each.intervention for each in interventions(plan) if not each.decision),
        missing=tuple(each for each in prescribed(desk) if not _holds(plan, each.field))
        if young
        else (),
        sip_to_consider=concerns_region(plan) and state.only(facts.Sip) is None,
    )


def grants_anything(state: CaseState) -> bool:
    return any(side.fact.interventions for each in state.decisions for side in each.sides)


def concerns_region(plan: facts.Plan) -> bool:
    """Whether an intervention, by its words, its provider or who pays, is health care's."""
    return any(
        _HEALTH_CARE.search(text)
        for each in interventions(plan)
        for text in (each.intervention, each.provider, each.payer)
    )


def interventions(plan: facts.Plan) -> Iterator[facts.PlanIntervention]:
    for goal in plan.goals:
        yield from goal.interventions


def prescribed(desk: Desk) -> tuple[PlanContent, ...]:
    """What the law asks today of a young person's implementation plan."""
    today = desk.now().date()
    return desk.plan_contents.prescribed(Paper.IMPLEMENTATION_PLAN, today, young=True)


def _holds(plan: facts.Plan, field: str) -> bool:
    if field == "activities":
        return all(each.activities for each in interventions(plan)) and any(interventions(plan))
    value = getattr(plan, field)
    return bool(value.strip() if isinstance(value, str) else value)
