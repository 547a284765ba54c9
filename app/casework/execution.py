"""Whether what has been granted is carried out, and what has waited for too long (SoL 34 kap. 1 §;
X13).

The time runs from the decision, and anew from an interruption. That the person has declined an
offer does not stop it: it is a reason to report, not a carrying out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.casework import facts
from app.casework.decided import GRANTS, Decided, replaced_on, versions_of
from app.casework.facts import ExecutionEvent
from app.casework.moments import day_or_none
from app.casework.state import CaseState, Entity
from app.ids import EntityId
from app.law.pack import LegalPack

NOT_EXECUTED = "not_executed"
"""Key in the legal pack of how long something may wait."""

REPORTED = frozenset({"sol-2025-11-1", "sol-2025-12-1", "sol-2001-4-1"})
"""Keys of the provisions whose favourable decisions are reported."""


class Standing(StrEnum):
    """Where one granted intervention stands."""

    WAITING = "waiting"
    RUNNING = "running"
    INTERRUPTED = "interrupted"
    OVER = "over"
    """Ended, or the decision no longer holds."""


@dataclass(frozen=True, slots=True)
class Carried:
    """One granted intervention as it stands on a day."""

    decision: EntityId
    decided_on: str
    provision: str
    granted: facts.GrantedIntervention
    standing: Standing
    since: date
    """Since when it has stood so."""
    events: tuple[Entity[facts.Execution], ...]
    """What has happened with it until the day, in the order of the days."""

    @property
    def reason(self) -> str:
        """The latest that was said of why it waits."""
        said = (each.latest.fact.reason for each in reversed(self.events))
        return next((reason for reason in said if reason), "")


@dataclass(frozen=True, slots=True)
class Wait:
    """A time in which something granted was not carried out, for longer than the law allows."""

    carried: Carried
    since: date
    until: date | None
    """The day it was carried out or no longer had to be; None while it waits."""
    resumed: bool
    """Whether it ended by being carried out."""


def carried_of(state: CaseState, entity: Decided, day: date) -> tuple[Carried, ...]:
    """Every granted intervention of a decision, as it stands on the day. A decision whose day
    cannot be read has none."""
    fact = entity.latest.fact
    start = day_or_none(fact.decided_on)
    if start is None or fact.outcome not in GRANTS:
        return ()
    return tuple(_carried(state, entity, granted, start, day) for granted in fact.interventions)


def all_carried(state: CaseState, day: date) -> Iterator[Carried]:
    for entity in state.decisions:
        yield from carried_of(state, entity, day)


def not_executed(state: CaseState, law: LegalPack, day: date) -> tuple[Carried, ...]:
    """What has waited for longer than the law allows, and still waits, the longest first."""
    found = (
        each
        for each in all_carried(state, day)
        if each.provision in REPORTED
        and each.standing in {Standing.WAITING, Standing.INTERRUPTED}
        and _too_long(each.since, day, law)
    )
    return tuple(sorted(found, key=lambda each: (each.since, each.granted.intervention)))


def waits_ended(state: CaseState, law: LegalPack, first: date, last: date) -> Iterator[Wait]:
    """Waits that were too long and ended between the two days, both included: what has been
    reported is told of once more when it has been carried out."""
    for carried in all_carried(state, last):
        if carried.provision not in REPORTED:
            continue
        for wait in _waits(carried):
            if (
                wait.until
                and first <= wait.until <= last
                and _too_long(wait.since, wait.until, law)
            ):
                yield wait


def _too_long(since: date, day: date, law: LegalPack) -> bool:
    rule = law.deadline(NOT_EXECUTED, since)
    return rule is not None and rule.due(since) < day


def _carried(
    state: CaseState,
    entity: Decided,
    granted: facts.GrantedIntervention,
    start: date,
    day: date,
) -> Carried:
    events = _events(state, entity, granted.key, day)
    standing, since = Standing.WAITING, start
    for happened, event in ((_day(each), each.latest.fact.event) for each in events):
        after = _AFTER.get(event, standing)
        if after is not standing:
            standing, since = after, happened
    over = _over_on(state, entity, granted)
    if standing is not Standing.OVER and over is not None and over <= day:
        standing, since = Standing.OVER, over
    fact = entity.latest.fact
    return Carried(entity.id, fact.decided_on, fact.provision, granted, standing, since, events)


_AFTER = {
    ExecutionEvent.STARTED: Standing.RUNNING,
    ExecutionEvent.RESUMED: Standing.RUNNING,
    ExecutionEvent.INTERRUPTED: Standing.INTERRUPTED,
    ExecutionEvent.ENDED: Standing.OVER,
}
"""An offer that was declined leaves it as it was."""


def _events(
    state: CaseState, entity: Decided, key: str, day: date
) -> tuple[Entity[facts.Execution], ...]:
    mine = versions_of(entity)
    found = [
        each
        for each in state.of(facts.Execution)
        if each.latest.fact.decision in mine
        and each.latest.fact.granted_key == key
        and _day(each) <= day
    ]
    return tuple(sorted(found, key=lambda each: (_day(each), each.first.record.content.lamport)))


def _day(event: Entity[facts.Execution]) -> date:
    return day_or_none(event.latest.fact.happened_on) or date.min


def _over_on(state: CaseState, entity: Decided, granted: facts.GrantedIntervention) -> date | None:
    """The first day on which nobody has to carry it out any more."""
    last = day_or_none(granted.valid_to)
    days = [replaced_on(state, entity)]
    if last is not None:
        days.append(last + timedelta(days=1) if last < date.max else last)
    return min((day for day in days if day is not None), default=None)


def _waits(carried: Carried) -> Iterator[Wait]:
    """Each time it waited, the one from the decision first."""
    since: date | None = day_or_none(carried.decided_on)
    for happened, event in ((_day(each), each.latest.fact.event) for each in carried.events):
        if since is None and event is ExecutionEvent.INTERRUPTED:
            since = happened
        elif since is not None and event in _ENDS_A_WAIT:
            yield Wait(carried, since, happened, resumed=event is not ExecutionEvent.ENDED)
            since = None
    if since is not None:
        over = carried.since if carried.standing is Standing.OVER else None
        yield Wait(carried, since, over, resumed=False)


_ENDS_A_WAIT = frozenset({ExecutionEvent.STARTED, ExecutionEvent.RESUMED, ExecutionEvent.ENDED})
