"""The care plan (*vårdplan*) for a placement, by the headings that socialtjänstförordningen
(2025:468) 10 kap. 2 § prescribes (X20). A version that has been fixed is replaced, never changed.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.casework import facts
from app.casework.care_sections import prescribed_of
from app.casework.state import CaseState, Entity
from app.errors import Fault
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.law.plan_contents import Paper, PlanContent
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.identity import is_young
from app.usecases.reading import state_of
from app.usecases.registers import own_card
from app.usecases.typed import Typed


@dataclass(frozen=True, slots=True)
class CarePlanToEdit:
    """A care plan as typed values, ready for its form and for ``fix_care_plan``."""

    entity: EntityId
    typed: JsonObject
    number: int
    builds_on: RecordId | None
    headings: tuple[PlanContent, ...]
    """Every heading that may be prescribed today, for the young and for an adult."""


def care_plan_to_edit(desk: Desk, stream: StreamId) -> CarePlanToEdit:
    """The version in force as typed values, or an empty one that proposes the headings of the
    person's age and what the plan and the decisions already say. Raises Refusal: case_unknown."""
    state = state_of(desk, stream)
    today = desk.now().date()
    headings = tuple(
        each
        for each in desk.plan_contents.entries
        if each.paper is Paper.CARE_PLAN and each.in_force(today)
    )
    plans = state.of(facts.CarePlan)
    if not plans:
        return CarePlanToEdit(EntityId(desk.new_id()), _first(desk, state), 1, None, headings)
    latest = plans[-1].latest
    typed = _typed_again(latest.fact)
    return CarePlanToEdit(plans[-1].id, typed, _next_number(plans[-1]), latest.record.id, headings)


def fix_care_plan(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """Sign a version of the care plan. ``typed``: fixed_on (needed), young (``yes`` or ``no``),
    interventions, kin_contact, aim, view, guardians_view, others. What the law prescribes
    on that day for that person is needed. Raises InvalidFields; Refusal: case_unknown,
    kind_newer, conflict_unsettled, revised_since."""
    state = state_of(desk, stream)
    known = state.find(facts.CarePlan, entity)
    plan = _care_plan(desk, Typed(typed, desk.now().date()), known)
    writing.add_or_revise(
        desk, stream, entity, plan, happened_at=plan.fixed_on, builds_on=builds_on
    )
    parts = (Part.PLAN, Part.CASE, Part.WATCH, Part.DRAFTS)
    return Changes.of(stream, *parts, entity=entity)


def _care_plan(desk: Desk, fields: Typed, known: Entity[facts.CarePlan] | None) -> facts.CarePlan:
    young = fields.code("young", ("yes", "no"), required=True) == "yes"
    plan = facts.CarePlan(
        number=_next_number(known),
        fixed_on=fields.day("fixed_on", required=True, past=True),
        fixed_by=own_card(desk).name,
        young=young,
        interventions=fields.text("interventions"),
        kin_contact=fields.text("kin_contact"),
        aim=fields.text("aim"),
        view=fields.text("view"),
        guardians_view=fields.text("guardians_view") if young else "",
        others=fields.text("others"),
    )
    for heading in prescribed_of(desk.plan_contents, plan):
        if not getattr(plan, heading.field).strip():
            fields.problem(heading.field, Fault.REQUIRED)
    fields.check()
    return plan


def _first(desk: Desk, state: CaseState) -> JsonObject:
    young = is_young(desk, state.stream)
    plan = state.plans[-1].latest.fact if state.plans else None
    return {
        "young": "" if young is None else "yes" if young else "no",
        "interventions": "\n".join(
            granted.intervention
            for decision in state.decisions
            for granted in decision.latest.fact.interventions
        ),
        "kin_contact": plan.kin_contact if plan else "",
        "aim": "\n".join(each.text for each in plan.aims) if plan else "",
        "view": plan.own_words if plan else "",
        "others": plan.others_measures if plan else "",
    }


def _typed_again(plan: facts.CarePlan) -> JsonObject:
    return {
        "fixed_on": "",
        "young": "yes" if plan.young else "no",
        "interventions": plan.interventions,
        "kin_contact": plan.kin_contact,
        "aim": plan.aim,
        "view": plan.view,
        "guardians_view": plan.guardians_view,
        "others": plan.others,
    }


def _next_number(known: Entity[facts.CarePlan] | None) -> int:
    return max((each.fact.number for each in known.versions), default=0) + 1 if known else 1
