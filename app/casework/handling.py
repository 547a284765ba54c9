"""Which unit handles the case, and which local police answer for its safety."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from app.casework.facts import (
    Actor,
    ActorRole,
    HandlingUnit,
    MeasureStatus,
    Owner,
    ProtectiveMeasure,
)
from app.casework.state import CaseState, Signed


def takes_part(actor: Actor, on: date) -> bool:
    """Whether the actor is still there on the day: an end that is yet to come has not come."""
    return not actor.valid_to or actor.valid_to >= on.isoformat()


def local_police(state: CaseState, today: date) -> str:
    """The local police area that is named in the case (F007, F040): as an actor of the network who
    is there today, or as the one who answers for a protective measure. Empty when none is."""
    actors = [
        each.latest.fact.name
        for each in state.of(Actor)
        if each.latest.fact.role is ActorRole.LOCAL_POLICE and takes_part(each.latest.fact, today)
    ]
    measures = [
        each.latest.fact.responsible_name
        for each in state.of(ProtectiveMeasure)
        if each.latest.fact.responsible is Owner.LOCAL_POLICE
        and each.latest.fact.status is not MeasureStatus.STOPPED
    ]
    return next((name for name in (*reversed(actors), *reversed(measures)) if name), "")


@dataclass(frozen=True, slots=True)
class Period:
    """One unit's time with the case."""

    chosen: Signed[HandlingUnit]
    until: str = ""
    """The day from which another handles it; empty for the one that does now."""


def periods(state: CaseState) -> tuple[Period, ...]:
    """Which unit handled the case when, the earliest first: one at a time (F001). A later version
    from the same or an earlier day puts right what stood there, and replaces it."""
    chosen = state.only(HandlingUnit)
    held: list[Signed[HandlingUnit]] = []
    for version in chosen.versions if chosen else ():
        while held and held[-1].fact.valid_from >= version.fact.valid_from:
            held.pop()
        held.append(version)
    ended = tuple(Period(each, later.fact.valid_from) for each, later in pairwise(held))
    return (*ended, *(Period(each) for each in held[-1:]))
