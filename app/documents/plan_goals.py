"""The heart of the plan: need, goal in the person's own words, intervention, activity."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.casework import facts, moments, money
from app.casework.state import CaseState
from app.disclosure.categories import Category
from app.documents.blocks import (
    AnyBlock,
    Column,
    FactRow,
    Facts,
    Heading,
    Table,
    Text,
    TextStyle,
)

_COST_UNITS = {
    "day": "per dygn",
    "week": "per vecka",
    "month": "per månad",
    "once": "en gång",
}

_ACTIVITY_COLUMNS: tuple[tuple[str, int, Callable[[facts.Activity], str]], ...] = (
    ("Vad", 5, lambda activity: activity.what),
    ("Hur", 5, lambda activity: activity.how),
    ("När", 3, lambda activity: activity.when),
    ("Hur ofta", 3, lambda activity: activity.how_often),
    ("Vem", 3, lambda activity: activity.who),
)
"""Heading, share of the width, and what stands there."""


def sections(state: CaseState, plan: facts.Plan, shown: frozenset[Category]) -> Iterable[AnyBlock]:
    """One section a goal. What is withheld leaves no trace; what is missing says so."""
    if Category.GOALS in shown and not plan.goals:
        yield Heading(text="Mål")
        yield Text(text="Planen har inga mål ännu.", style=TextStyle.MUTED)
    for number, goal in enumerate(plan.goals, start=1):
        content = list(_goal(state, goal, shown))
        if content:
            yield Heading(text=f"Mål {number}")
            yield from content


def costs(plan: facts.Plan, shown: frozenset[Category]) -> Iterable[AnyBlock]:
    """Who pays what for each intervention, as one table. Nothing where the interventions stay,
    since the table names them."""
    if not {Category.ECONOMY, Category.INTERVENTIONS} <= shown:
        return
    rows = tuple(
        (
            each.intervention,
            each.provider if Category.PROVIDERS in shown else "",
            each.payer,
            _cost(each),
        )
        for goal in plan.goals
        for each in goal.interventions
        if each.payer or each.cost_ore is not None
    )
    if rows:
        yield Heading(text="Betalare och kostnad")
        yield _table(("Insats", "Utförare", "Betalare", "Kostnad"), rows, "Betalare och kostnad")


def _goal(state: CaseState, goal: facts.Goal, shown: frozenset[Category]) -> Iterable[AnyBlock]:
    need = _need(state, goal)
    if need and Category.NEEDS in shown:
        yield Facts(rows=(FactRow(label="Behov", value=need),))
    if Category.GOALS in shown:
        yield Text(text=goal.words, style=TextStyle.OWN_WORDS)
        if goal.measure:
            yield Facts(rows=(FactRow(label="Så märks det att målet är nått", value=goal.measure),))
    if Category.INTERVENTIONS in shown:
        for intervention in goal.interventions:
            yield from _intervention(state, intervention, shown)
        if not goal.interventions:
            yield Text(text="Ingen insats är knuten till målet.", style=TextStyle.MUTED)


def _need(state: CaseState, goal: facts.Goal) -> str:
    """As the plan words it, or the life area of the need that it points at."""
    if goal.need_text or goal.need is None:
        return goal.need_text
    for entity in state.assessments:
        for version in entity.versions:
            if version.record.id == goal.need.assessment:
                return next((n.area for n in version.fact.needs if n.key == goal.need.key), "")
    return ""


def _intervention(
    state: CaseState, intervention: facts.PlanIntervention, shown: frozenset[Category]
) -> Iterable[AnyBlock]:
    yield Heading(text=f"Insats: {intervention.intervention}", level=3)
    rows = []
    decision = _decision(state, intervention)
    if decision and Category.DECISIONS in shown:
        rows.append(FactRow(label="Beslut", value=decision))
    if intervention.provider and Category.PROVIDERS in shown:
        rows.append(FactRow(label="Utförare", value=intervention.provider))
    if intervention.consideration and Category.CONSIDERATION in shown:
        rows.append(FactRow(label="Särskild hänsyn", value=intervention.consideration))
    if rows:
        yield Facts(rows=tuple(rows))
    if intervention.activities:
        yield _activities(intervention)
    else:
        yield Text(text="Inga aktiviteter är bestämda ännu.", style=TextStyle.MUTED)


def _decision(state: CaseState, intervention: facts.PlanIntervention) -> str:
    for entity in state.decisions:
        for version in entity.versions:
            if version.record.id == intervention.decision:
                day = moments.in_words(version.fact.decided_on)
                return f"{day}, {version.fact.provision_text}"
    return ""


def _activities(intervention: facts.PlanIntervention) -> Table:
    """A column that nobody has filled is left out; what is done never is."""
    used = [
        column
        for column in _ACTIVITY_COLUMNS
        if column is _ACTIVITY_COLUMNS[0]
        or any(column[2](activity).strip() for activity in intervention.activities)
    ]
    return Table(
        columns=tuple(Column(title=title, weight=weight) for title, weight, _ in used),
        rows=tuple(
            tuple(read(activity) for _, _, read in used) for activity in intervention.activities
        ),
        caption=f"Aktiviteter i insatsen {intervention.intervention}",
        row_header=True,
    )


def _table(titles: tuple[str, ...], rows: tuple[tuple[str, ...], ...], caption: str) -> Table:
    """A table without the columns (but the first) that are empty in every row."""
    used = [i for i in range(len(titles)) if i == 0 or any(row[i] for row in rows)]
    return Table(
        columns=tuple(Column(title=titles[i]) for i in used),
        rows=tuple(tuple(row[i] for i in used) for row in rows),
        caption=caption,
        row_header=True,
    )


def _cost(intervention: facts.PlanIntervention) -> str:
    if intervention.cost_ore is None:
        return ""
    unit = _COST_UNITS.get(intervention.cost_unit, "")
    return f"{money.shown(intervention.cost_ore)} {unit}".strip()
