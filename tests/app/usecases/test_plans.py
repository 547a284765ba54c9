"""The implementation plan, version by version."""

from __future__ import annotations

import pytest

from app.casework import facts
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.ids import StreamId
from app.usecases import reading
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.drafting import save_draft
from app.usecases.planning import plans
from app.usecases.planning.plans import PlanStatus
from app.usecases.references import granted_to_choose, needs_to_choose
from tests.app.usecases import typed_forms


@pytest.fixture
def decided(desk: Desk) -> StreamId:
    stream = typed_forms.opened_case(desk)
    typed_forms.signed_assessment(desk, stream)
    typed_forms.signed_decision(desk, stream)
    return stream


def test_a_first_plan_starts_from_needs_and_what_was_granted(desk: Desk, decided: StreamId) -> None:
    state = reading.state_of(desk, decided)
    needs, granted = needs_to_choose(state), granted_to_choose(state)

    editing = plans.plan_to_edit(desk, decided)

    assert (editing.number, editing.builds_on) == (1, None)
    goals = editing.typed["goals"]
    assert [goal["need"] for goal in goals] == [need.code for need in needs]
    assert goals[0]["words"] == needs[0].need.goal
    assert [each["granted"] for each in goals[0]["interventions"]] == [granted[0].code]


def test_a_plan_goes_from_need_to_activity(desk: Desk, decided: StreamId) -> None:
    editing = plans.plan_to_edit(desk, decided)
    goals = [dict(goal) for goal in editing.typed["goals"]]
    goals[0]["words"] = "Jag vill sova lugnt."
    goals[0]["interventions"][0] |= {
        "payer": "Exempelkommun",
        "cost_ore": "2 450,50 kr",
        "cost_unit": "day",
        "activities": [{"what": "Flytta in", "when": "v. 23", "who": "Den enskilde"}],
    }

    plans.fix_plan(desk, decided, editing.entity, typed_forms.plan(goals=goals))

    state = reading.state_of(desk, decided)
    plan = state.plans[0].latest.fact
    assert (plan.number, plan.fixed_by) == (1, "Maja Exempelsson")
    goal = plan.goals[0]
    assert goal.words == "Jag vill sova lugnt."
    assert goal.need == needs_to_choose(state)[0].ref
    intervention = goal.interventions[0]
    assert intervention.decision == state.decisions[0].latest.record.id
    assert intervention.granted_key == "1"
    assert (intervention.cost_ore, intervention.cost_unit) == (245_050, "day")
    assert intervention.activities == (
        facts.Activity(key="1", what="Flytta in", when="v. 23", who="Den enskilde"),
    )
    assert ("plan_follow_up", "2026-09-01") in {
        (row.code, row.due) for row in reading.open_case(desk, decided).due
    }


def test_the_next_version_replaces_and_both_stay(desk: Desk, decided: StreamId) -> None:
    first = plans.plan_to_edit(desk, decided)
    plans.fix_plan(desk, decided, first.entity, typed_forms.plan())

    editing = plans.plan_to_edit(desk, decided)
    assert (editing.entity, editing.number) == (first.entity, 2)
    assert editing.typed["fixed_on"] == editing.typed["follow_up_on"] == ""
    again = {**editing.typed, "fixed_on": "idag", "follow_up_on": "2026-12-01"}
    plans.fix_plan(desk, decided, editing.entity, again, builds_on=editing.builds_on)
    save_draft(desk, decided, editing.entity, "plan", body=again, place={})

    view = reading.open_part(desk, decided, Part.PLAN)
    versions = plans.plan_versions(view)
    assert [(each.status, each.number) for each in versions] == [
        (PlanStatus.DRAFT, 3),
        (PlanStatus.FIXED, 2),
        (PlanStatus.REPLACED, 1),
    ]
    one, two = (each.fact for each in view.state.plans[0].versions)
    assert two.goals == one.goals


def test_a_version_that_another_has_replaced_is_not_built_on(desk: Desk, decided: StreamId) -> None:
    first = plans.plan_to_edit(desk, decided)
    plans.fix_plan(desk, decided, first.entity, typed_forms.plan())
    shown = plans.plan_to_edit(desk, decided)
    plans.fix_plan(desk, decided, shown.entity, typed_forms.plan(), builds_on=shown.builds_on)

    with pytest.raises(Refusal) as refused:
        plans.fix_plan(desk, decided, shown.entity, typed_forms.plan(), builds_on=shown.builds_on)

    assert refused.value.reason is Reason.REVISED_SINCE


def test_rows_keep_their_keys_and_new_ones_get_the_next_free(desk: Desk, decided: StreamId) -> None:
    goals = [{"key": "2", "words": "a"}, {"words": "b"}, {"key": "2", "words": "c"}, {}]
    entity = plans.plan_to_edit(desk, decided).entity

    plans.fix_plan(desk, decided, entity, typed_forms.plan(goals=goals))

    fixed = reading.state_of(desk, decided).plans[0].latest.fact.goals
    assert [(goal.key, goal.words) for goal in fixed] == [("2", "a"), ("1", "b"), ("3", "c")]


def test_every_problem_is_told_at_its_own_row(desk: Desk, decided: StreamId) -> None:
    goals = [
        {"words": "", "need": "ab" * 32 + "/1", "interventions": [{"cost_ore": "dyrt"}]},
        {
            "words": "b",
            "interventions": [
                {"intervention": "x", "cost_ore": "100", "activities": [{"how": "y"}]}
            ],
        },
    ]
    entity = plans.plan_to_edit(desk, decided).entity

    with pytest.raises(InvalidFields) as refused:
        plans.fix_plan(
            desk, decided, entity, typed_forms.plan(goals=goals, follow_up_on="2026-05-01")
        )

    assert {(each.field, each.fault) for each in refused.value.problems} == {
        ("goals/0/words", Fault.REQUIRED),
        ("goals/0/need", Fault.UNKNOWN_REFERENCE),
        ("goals/0/interventions/0/intervention", Fault.REQUIRED),
        ("goals/0/interventions/0/cost_ore", Fault.NOT_AN_AMOUNT),
        ("goals/1/interventions/0/cost_unit", Fault.REQUIRED),
        ("goals/1/interventions/0/activities/0/what", Fault.REQUIRED),
        ("follow_up_on", Fault.BEFORE),
    }
    assert reading.state_of(desk, decided).plans == ()
