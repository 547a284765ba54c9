"""The whole of a case on one page: what was decided and how it stands, who is around the person,
what protects, what has been followed up and what has not (F162).

What the screen and the paper show is the same, and it is gathered here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.casework import decided, facts
from app.casework.execution import Standing, all_carried
from app.casework.facts import ActorRole, FollowUpStatus, MeasureStatus
from app.casework.handling import takes_part
from app.casework.state import CaseState, Entity
from app.ids import EntityId

POLICE = frozenset({ActorRole.BOPS, ActorRole.LOCAL_POLICE, ActorRole.EXIT_COORDINATOR})


@dataclass(frozen=True, slots=True)
class Decided:
    """One granted intervention, and how it stands."""

    decision: EntityId
    decided_on: str
    granted: facts.GrantedIntervention
    standing: Standing
    since: str
    """Since when it has stood so, ``YYYY-MM-DD``."""
    providers: tuple[str, ...]
    """Who carries it out, as the plan says."""


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """Follow-ups by how they stand, each in the order of their days."""

    overdue: tuple[Entity[facts.FollowUp], ...]
    coming: tuple[Entity[facts.FollowUp], ...]
    done: tuple[Entity[facts.FollowUp], ...]
    """The latest first."""


@dataclass(frozen=True, slots=True)
class Overview:
    """A case on a day. Of what is disputed the last in order, as lists show it."""

    handling: facts.HandlingUnit | None
    counterpart: facts.Actor | None
    """The leading police counterpart (F001)."""
    interventions: tuple[Decided, ...]
    """Those that are not over first."""
    actors: tuple[Entity[facts.Actor], ...]
    """Who is around the person now."""
    measures: tuple[Entity[facts.ProtectiveMeasure], ...]
    """Those that are planned or going on first."""
    follow_ups: FollowedUp
    aims: tuple[str, ...]
    children: Entity[facts.Children] | None
    alerts: tuple[Entity[facts.ChildAlert], ...]
    gender: Entity[facts.GenderFactors] | None
    wishes: tuple[Entity[facts.Wish], ...]
    referrals: tuple[Entity[facts.Referral], ...]
    answers: tuple[Entity[facts.IntakeOutcome], ...]


def overview(state: CaseState, today: date) -> Overview:
    """What a case adds up to on a day. Never raises."""
    handling = state.only(facts.HandlingUnit)
    actors = tuple(each for each in state.of(facts.Actor) if takes_part(each.latest.fact, today))
    police = [each.latest.fact for each in actors if each.latest.fact.role in POLICE]
    return Overview(
        handling=handling.latest.fact if handling else None,
        counterpart=next((actor for actor in police if actor.leads), None),
        interventions=tuple(sorted(_decided(state, today), key=_over_last)),
        actors=actors,
        measures=tuple(sorted(state.of(facts.ProtectiveMeasure), key=_stopped_last)),
        follow_ups=_followed_up(state, today),
        aims=tuple(aim.text for plan in state.plans[-1:] for aim in plan.latest.fact.aims),
        children=state.only(facts.Children),
        alerts=state.of(facts.ChildAlert),
        gender=state.only(facts.GenderFactors),
        wishes=state.of(facts.Wish),
        referrals=state.of(facts.Referral),
        answers=state.of(facts.IntakeOutcome),
    )


def _decided(state: CaseState, today: date) -> Iterator[Decided]:
    for carried in all_carried(state, today):
        yield Decided(
            decision=carried.decision,
            decided_on=carried.decided_on,
            granted=carried.granted,
            standing=carried.standing,
            since=carried.since.isoformat(),
            providers=_providers(state, carried.decision, carried.granted.key),
        )


def _providers(state: CaseState, decision: EntityId, key: str) -> tuple[str, ...]:
    entity = next(each for each in state.decisions if each.id == decision)
    wordings = decided.versions_of(entity)
    named = (
        intervention.provider
        for plan in state.plans
        for goal in plan.latest.fact.goals
        for intervention in goal.interventions
        if intervention.decision in wordings and intervention.granted_key == key
    )
    return tuple(dict.fromkeys(name for name in named if name))


def _over_last(each: Decided) -> bool:
    return each.standing is Standing.OVER


def _stopped_last(each: Entity[facts.ProtectiveMeasure]) -> bool:
    return each.latest.fact.status in (MeasureStatus.DONE, MeasureStatus.STOPPED)


def _followed_up(state: CaseState, today: date) -> FollowedUp:
    every = state.of(facts.FollowUp)
    planned = sorted(
        (each for each in every if each.latest.fact.status is FollowUpStatus.PLANNED),
        key=lambda each: each.latest.fact.planned_on,
    )
    done = [each for each in every if each.latest.fact.status is FollowUpStatus.DONE]
    now = today.isoformat()
    return FollowedUp(
        overdue=tuple(each for each in planned if each.latest.fact.planned_on < now),
        coming=tuple(each for each in planned if each.latest.fact.planned_on >= now),
        done=tuple(sorted(done, key=lambda each: each.latest.fact.done_on, reverse=True)),
    )
