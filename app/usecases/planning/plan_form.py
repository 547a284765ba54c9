"""The plan between its facts and what stands in its form.

``typed``: fixed_on, aims: rows of text (needed), participation (needed), own_words,
participants (rows of name and function, at least one of them), cooperation, others_measures,
kin_contact, board_contact, own_safety, follow_up_on (needed), follow_up_how, follow_up_who,
valid_from, valid_to and goals: rows of words (needed), need (code of
``references.needs_to_choose``, or empty), need_text, measure and interventions: rows of
intervention (needed), granted (code of ``references.granted_to_choose``, or empty), provider,
payer, cost_ore (kronor as typed), cost_unit, consideration and activities: rows of what (needed),
how, when, how_often, who. A row's ``key`` stays the same from version to version; a row without
one gets the next that is free.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import msgspec

from app.casework import facts, money
from app.casework.state import CaseState
from app.errors import Fault
from app.ids import RecordId
from app.jsonvalue import Json, JsonObject
from app.usecases.references import (
    granted_code,
    granted_to_choose,
    need_code,
    needs_to_choose,
)
from app.usecases.typed import Typed

COST_UNITS = ("day", "week", "month", "once")


def first_plan(state: CaseState, aims: Sequence[facts.Aim]) -> JsonObject:
    """Typed values of a case's first plan: the given aims, a goal for each need of the latest
    assessment, and under it what has been granted for that need. Everything stands there to be
    rewritten in the client's own words, or taken away (F048, F070, F071)."""
    latest = state.bases[-1].latest.record.id if state.bases else None
    needs = needs_to_choose(state, latest) if latest else ()
    granted = granted_to_choose(state)
    return {
        "aims": [{"key": each.key, "text": each.text} for each in aims],
        "goals": [
            {
                "key": str(at),
                "words": choice.need.goal,
                "need": choice.code,
                "need_text": choice.need.area,
                "interventions": [
                    {
                        "key": str(place),
                        "intervention": each.granted.intervention,
                        "granted": each.code,
                    }
                    for place, each in enumerate(
                        (one for one in granted if one.granted.need == choice.ref), 1
                    )
                ],
            }
            for at, choice in enumerate(needs, 1)
        ],
    }


def next_plan(plan: facts.Plan) -> JsonObject:
    """Typed values of the version after this one: all of it, but the dates that must be set
    anew."""
    typed = cast("dict[str, Json]", msgspec.to_builtins(plan))
    for name in ("number", "fixed_by"):
        del typed[name]
    typed["fixed_on"] = ""
    typed["follow_up_on"] = ""
    typed["goals"] = [_goal_form(goal) for goal in plan.goals]
    return typed


def plan_of(fields: Typed, state: CaseState, *, number: int, fixed_by: str) -> facts.Plan:
    """The plan of typed values. Raises InvalidFields with every problem."""
    needs = {choice.code: choice.ref for choice in needs_to_choose(state)}
    decisions = {choice.code: choice.decision for choice in granted_to_choose(state)}
    aims = fields.rows("aims")
    goals = fields.rows("goals", needed=True)
    plan = facts.Plan(
        number=number,
        fixed_on=fields.day("fixed_on", required=True, past=True),
        fixed_by=fixed_by,
        goals=tuple(
            _goal(row, key, needs, decisions)
            for row, key in zip(goals, keys_of(goals), strict=True)
        ),
        participation=fields.text("participation", required=True),
        own_words=fields.text("own_words"),
        participants=tuple(
            facts.Participant(name=row.line("name"), function=row.line("function"))
            for row in fields.rows("participants")
        ),
        cooperation=fields.text("cooperation"),
        own_safety=fields.text("own_safety"),
        follow_up_on=fields.day("follow_up_on", required=True),
        follow_up_how=fields.text("follow_up_how"),
        follow_up_who=fields.line("follow_up_who"),
        valid_from=fields.day("valid_from"),
        valid_to=fields.day("valid_to"),
        aims=tuple(
            facts.Aim(key=key, text=row.text("text", required=True))
            for row, key in zip(aims, keys_of(aims), strict=True)
        ),
        others_measures=fields.text("others_measures"),
        kin_contact=fields.text("kin_contact"),
        board_contact=fields.text("board_contact"),
    )
    fields.not_before("follow_up_on", plan.follow_up_on, "fixed_on", plan.fixed_on)
    fields.not_before("valid_to", plan.valid_to, "valid_from", plan.valid_from)
    fields.check()
    return plan


def _goal(
    row: Typed,
    key: str,
    needs: Mapping[str, facts.NeedRef],
    decisions: Mapping[str, RecordId],
) -> facts.Goal:
    need = row.line("need")
    if need and need not in needs:
        row.problem("need", Fault.UNKNOWN_REFERENCE)
    interventions = row.rows("interventions")
    return facts.Goal(
        key=key,
        words=row.text("words", required=True),
        need=needs.get(need),
        need_text=row.line("need_text"),
        measure=row.text("measure"),
        interventions=tuple(
            _intervention(each, name, decisions)
            for each, name in zip(interventions, keys_of(interventions), strict=True)
        ),
    )


def _intervention(
    row: Typed, key: str, decisions: Mapping[str, RecordId]
) -> facts.PlanIntervention:
    granted = row.line("granted")
    if granted and granted not in decisions:
        row.problem("granted", Fault.UNKNOWN_REFERENCE)
    activities = row.rows("activities")
    cost = row.amount("cost_ore")
    return facts.PlanIntervention(
        key=key,
        intervention=row.line("intervention", required=True),
        decision=decisions.get(granted),
        granted_key=granted.partition("/")[2] if granted in decisions else "",
        provider=row.line("provider"),
        payer=row.line("payer"),
        cost_ore=cost,
        cost_unit=row.code("cost_unit", COST_UNITS, required=cost is not None),
        consideration=row.text("consideration"),
        activities=tuple(
            facts.Activity(
                key=name,
                what=each.text("what", required=True),
                how=each.text("how"),
                when=each.line("when"),
                how_often=each.line("how_often"),
                who=each.line("who"),
            )
            for each, name in zip(activities, keys_of(activities), strict=True)
        ),
    )


def keys_of(rows: tuple[Typed, ...]) -> tuple[str, ...]:
    """The rows' own keys; for a row without one, or with another's, the next free number."""
    given = [row.line("key") for row in rows]
    used: set[str] = set()
    keys: list[str] = []
    for own in given:
        key = own
        if not key or key in used:
            taken = used.union(given)
            key = next(str(n) for n in range(1, len(taken) + 2) if str(n) not in taken)
        used.add(key)
        keys.append(key)
    return tuple(keys)


def _goal_form(goal: facts.Goal) -> JsonObject:
    return {
        "key": goal.key,
        "words": goal.words,
        "need": need_code(goal.need),
        "need_text": goal.need_text,
        "measure": goal.measure,
        "interventions": [_intervention_form(each) for each in goal.interventions],
    }


def _intervention_form(each: facts.PlanIntervention) -> JsonObject:
    form = cast("dict[str, Json]", msgspec.to_builtins(each))
    del form["decision"], form["granted_key"]
    form["granted"] = granted_code(each.decision, each.granted_key)
    form["cost_ore"] = "" if each.cost_ore is None else money.to_edit(each.cost_ore)
    return form
