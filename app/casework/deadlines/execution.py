"""Whether what was granted has begun: D06, D08."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.casework import decided, facts
from app.casework.deadlines.rows import counted
from app.casework.execution import REPORTED
from app.casework.moments import day_or_none
from app.casework.state import CaseState
from app.law.pack import DeadlineKey, LegalPack
from app.ports import DueRow

_BEGUN = frozenset({facts.ExecutionEvent.STARTED, facts.ExecutionEvent.RESUMED})


def not_executed(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """D06, SoL 34 kap. 1 §: from the decision, and again from an interruption, until what was
    granted has begun or ended, or another decision takes its place. Only what rests on the
    provisions that are reported, and still holds when the three months have gone."""
    for entity in state.decisions:
        if decided.replaced_on(state, entity) is not None:
            continue
        for side in entity.sides:
            if side.fact.provision not in REPORTED:
                continue
            for granted in side.fact.interventions:
                waits_from = _waits_from(state, entity, granted.key, side.fact.decided_on)
                for row in counted(state, law, DeadlineKey.NOT_EXECUTED, entity.id, waits_from):
                    if not (granted.valid_to and granted.valid_to < row.due):
                        yield row


def plans_due(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """D08: from when the first of what is granted began, by its execution or else by the day the
    decision gives, until there is a plan."""
    if state.plans:
        return
    for entity in state.decisions:
        if decided.replaced_on(state, entity) is not None:
            continue
        begun = [
            day
            for each in state.of(facts.Execution)
            if each.latest.fact.decision in decided.versions_of(entity)
            and each.latest.fact.event in _BEGUN
            and (day := day_or_none(each.latest.fact.happened_on)) is not None
        ]
        planned = [
            day
            for side in entity.sides
            for granted in side.fact.interventions
            if (day := day_or_none(granted.valid_from)) is not None
        ]
        start = min(begun or planned, default=None)
        yield from counted(state, law, DeadlineKey.PLAN_DUE, entity.id, start)


def has_ended(state: CaseState, entity: decided.Decided, granted_key: str) -> bool:
    """Whether the last that is known of what was granted is that it ended."""
    last = _last_event(state, entity, granted_key)
    return last is not None and last[1] is facts.ExecutionEvent.ENDED


def _waits_from(
    state: CaseState, entity: decided.Decided, granted_key: str, decided_on: str
) -> date | None:
    """The day from which nothing has been carried out; None while something is, or after its
    end."""
    last = _last_event(state, entity, granted_key)
    if last is None:
        return day_or_none(decided_on)
    return last[0] if last[1] is facts.ExecutionEvent.INTERRUPTED else None


def _last_event(
    state: CaseState, entity: decided.Decided, granted_key: str
) -> tuple[date, facts.ExecutionEvent] | None:
    """The last that happened with what was granted. An offer that was declined changes nothing:
    the intervention still waits."""
    mine = decided.versions_of(entity)
    events = sorted(
        (day, each.latest.record.content.lamport, each.latest.fact.event)
        for each in state.of(facts.Execution)
        if each.latest.fact.decision in mine
        and each.latest.fact.granted_key == granted_key
        and each.latest.fact.event is not facts.ExecutionEvent.OFFER_DECLINED
        and (day := day_or_none(each.latest.fact.happened_on)) is not None
    )
    return (events[-1][0], events[-1][2]) if events else None
