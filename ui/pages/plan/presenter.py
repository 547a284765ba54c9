"""What a plan looks like, decided without a window."""

from __future__ import annotations

from dataclasses import dataclass

from app.casework import facts, moments, money
from app.casework.state import CaseState, Conflict, Signed
from app.ids import EntityId, RecordId
from app.usecases.planning.plans import PlanStatus
from app.usecases.references import granted_to_choose, needs_to_choose
from ui import words
from ui.texts import tr
from ui.widgets.editors.choice import Choice

COST_UNITS = {
    "day": "per dygn",
    "week": "per vecka",
    "month": "per månad",
    "once": "engångskostnad",
}
STATUS = {
    PlanStatus.DRAFT: "Utkast",
    PlanStatus.FIXED: "Fastställd",
    PlanStatus.REPLACED: "Ersatt",
    PlanStatus.DISPUTED: "Ändrad på två håll",
}


@dataclass(frozen=True, slots=True)
class InterventionView:
    what: str
    rows: tuple[tuple[str, str], ...]
    """Provider, payer and cost, particular consideration, and that no decision is named."""
    activities: tuple[tuple[str, str], ...]
    """What is done, and how, when, how often and by whom."""


@dataclass(frozen=True, slots=True)
class GoalView:
    words: str
    rows: tuple[tuple[str, str], ...]
    interventions: tuple[InterventionView, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """One fixed version."""

    entity: EntityId
    record: RecordId
    heading: str
    """``Version 2 – fastställd 2026-06-01``"""
    in_force: bool
    follow_up: str
    aims: str
    """A line for each overall aim."""
    goals: tuple[GoalView, ...]
    rows: tuple[tuple[str, str], ...]
    signed: str


@dataclass(frozen=True, slots=True)
class PlansView:
    """The plans of a case: what holds now, what was, and what nobody has chosen between."""

    now: tuple[PlanView, ...]
    replaced: tuple[PlanView, ...]
    sides: tuple[tuple[EntityId, tuple[PlanView, ...]], ...]


def plans_view(state: CaseState) -> PlansView:
    now: list[PlanView] = []
    replaced: list[PlanView] = []
    sides: list[tuple[EntityId, tuple[PlanView, ...]]] = []
    for plan in reversed(state.plans):
        heads = plan.head.heads if isinstance(plan.head, Conflict) else (plan.head,)
        views = tuple(_view(plan.id, head, PlanStatus.FIXED, state) for head in heads)
        if plan.disputed:
            sides.append((plan.id, views))
        else:
            now += views
        open_now = {head.record.id for head in heads}
        replaced += [
            _view(plan.id, version, PlanStatus.REPLACED, state)
            for version in reversed(plan.versions)
            if version.record.id not in open_now
        ]
    return PlansView(tuple(now), tuple(replaced), tuple(sides))


def _view(
    entity: EntityId, version: Signed[facts.Plan], status: PlanStatus, state: CaseState
) -> PlanView:
    plan, content = version.fact, version.record.content
    people = "\n".join(
        ", ".join(part for part in (each.function, each.name) if part) for each in plan.participants
    )
    period = " – ".join(part for part in (plan.valid_from, plan.valid_to) if part)
    rows = (
        (tr("Delaktighet"), plan.participation),
        (tr("Med egna ord"), plan.own_words),
        (tr("Deltog i planeringen"), people),
        (tr("Samverkan"), plan.cooperation),
        (tr("Andra huvudmäns åtgärder"), plan.others_measures),
        (tr("Umgänge och närstående"), plan.kin_contact),
        (tr("Kontakt med socialtjänsten"), plan.board_contact),
        (tr("Egen säkerhet"), plan.own_safety),
        (tr("Gäller"), period),
    )
    how = " · ".join(part for part in (plan.follow_up_how, plan.follow_up_who) if part)
    return PlanView(
        entity=entity,
        record=version.record.id,
        heading=tr("Version {number} – {status} {day}").format(
            number=plan.number, status=tr(STATUS[status]).lower(), day=plan.fixed_on
        ),
        in_force=status is PlanStatus.FIXED,
        follow_up=moments.shown(plan.follow_up_on) + (f" · {how}" if how else ""),
        aims="\n".join(f"• {aim.text}" for aim in plan.aims),
        goals=tuple(_goal(goal, state) for goal in plan.goals),
        rows=tuple(row for row in rows if row[1]),
        signed=words.signed_by(content),
    )


def _goal(goal: facts.Goal, state: CaseState) -> GoalView:
    area = next(
        (each.need.area for each in needs_to_choose(state) if each.ref == goal.need),
        goal.need_text,
    )
    rows = ((tr("Behov"), area), (tr("Så ser vi att målet är nått"), goal.measure))
    return GoalView(
        words=goal.words,
        rows=tuple(row for row in rows if row[1]),
        interventions=tuple(_intervention(each) for each in goal.interventions),
    )


def _intervention(each: facts.PlanIntervention) -> InterventionView:
    cost = ""
    if each.cost_ore is not None:
        cost = f"{money.shown(each.cost_ore)} {tr(COST_UNITS.get(each.cost_unit, ''))}".strip()
    rows = (
        (tr("Utförare"), each.provider),
        (tr("Betalas av"), each.payer),
        (tr("Kostnad"), cost),
        (tr("Särskild hänsyn"), each.consideration),
        (tr("Beslut"), "" if each.decision else tr("inget beslut är valt")),
    )
    return InterventionView(
        what=each.intervention,
        rows=tuple(row for row in rows if row[1]),
        activities=tuple(
            (
                activity.what,
                " · ".join(
                    part
                    for part in (activity.how, activity.when, activity.how_often, activity.who)
                    if part
                ),
            )
            for activity in each.activities
        ),
    )


def need_choices(state: CaseState) -> tuple[Choice, ...]:
    return tuple(
        Choice(each.code, f"{each.need.area} ({each.need.level})", each.need.goal)
        for each in needs_to_choose(state)
    )


def granted_choices(state: CaseState) -> tuple[Choice, ...]:
    return tuple(
        Choice(each.code, f"{each.granted.intervention}, {each.granted.valid_from}")
        for each in granted_to_choose(state)
    )
