"""The implementation plan: need → goal in the client's own words → intervention → activity →
follow-up. A fixed version is never changed; the next one replaces it (SOSFS 2014:5)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.casework import facts
from app.casework.state import CaseState
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.planning import plan_form
from app.usecases.reading import CaseView, state_of
from app.usecases.registers import own_card
from app.usecases.typed import Typed


@dataclass(frozen=True, slots=True)
class PlanToEdit:
    """A plan as typed values, ready for its form and for ``fix_plan``."""

    entity: EntityId
    typed: JsonObject
    number: int
    """Which version this becomes when it is fixed."""
    builds_on: RecordId | None
    """The version in force, if there is one."""


class PlanStatus(StrEnum):
    DRAFT = "draft"
    FIXED = "fixed"
    REPLACED = "replaced"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class PlanVersion:
    entity: EntityId
    status: PlanStatus
    number: int
    dated: str
    """When it was fixed, or when the draft was last saved."""
    fixed_by: str = ""
    record: RecordId | None = None
    """None for a draft."""


def plan_to_edit(desk: Desk, stream: StreamId) -> PlanToEdit:
    """The version in force as typed values; the first time a new plan with the default aims, a
    goal for each need and the interventions that were granted for it. A saved draft is not looked
    at: see ``drafting.get_draft`` with the kind ``plan``. Raises Refusal: case_unknown."""
    state = state_of(desk, stream)
    if not state.plans:
        typed = plan_form.first_plan(state, desk.aims)
        return PlanToEdit(EntityId(desk.new_id()), typed, 1, None)
    plan = state.plans[-1]
    return PlanToEdit(
        plan.id,
        plan_form.next_plan(plan.latest.fact),
        plan.latest.fact.number + 1,
        plan.latest.record.id,
    )


def fix_plan(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """Sign a version of the plan. ``typed`` as in ``plan_form``. Raises InvalidFields; Refusal:
    case_unknown, kind_newer, conflict_unsettled, revised_since when another version has been
    fixed than the one the writer was shown."""
    state = state_of(desk, stream)
    plan = draft_plan(desk, state, entity, typed)
    if any(each.id == entity for each in state.plans):
        writing.revise(desk, stream, entity, plan, happened_at=plan.fixed_on, builds_on=builds_on)
    else:
        writing.add(desk, stream, entity, plan, happened_at=plan.fixed_on)
    return Changes.of(
        stream, Part.PLAN, Part.CASE, Part.CASES, Part.WATCH, Part.DRAFTS, entity=entity
    )


def draft_plan(desk: Desk, state: CaseState, entity: EntityId, typed: JsonObject) -> facts.Plan:
    """What would be signed. Raises InvalidFields."""
    return plan_form.plan_of(
        Typed(typed, desk.now().date()),
        state,
        number=_next_number(state, entity),
        fixed_by=own_card(desk).name,
    )


def plan_versions(view: CaseView) -> tuple[PlanVersion, ...]:
    """Drafts first, then every fixed version, the latest first."""
    drafts = tuple(
        PlanVersion(
            draft.entity,
            PlanStatus.DRAFT,
            _next_number(view.state, draft.entity),
            draft.saved_at,
        )
        for draft in view.drafts
        if draft.kind == "plan"
    )
    fixed = (
        PlanVersion(
            plan.id,
            _status(plan.disputed, last=signed is plan.latest),
            signed.fact.number,
            signed.fact.fixed_on,
            signed.fact.fixed_by,
            signed.record.id,
        )
        for plan in reversed(view.state.plans)
        for signed in reversed(plan.versions)
    )
    return (*drafts, *fixed)


def _next_number(state: CaseState, entity: EntityId) -> int:
    for plan in state.plans:
        if plan.id == entity:
            return max(signed.fact.number for signed in plan.versions) + 1
    return 1


def _status(disputed: bool, *, last: bool) -> PlanStatus:
    if last:
        return PlanStatus.DISPUTED if disputed else PlanStatus.FIXED
    return PlanStatus.REPLACED
