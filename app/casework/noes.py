"""Every no that a person has got in a case, and what they got instead (F170).

A no is never the end: what was offered, who protects meanwhile and when there is contact again
belong to it. What is missing is told, never filled in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.casework import facts
from app.casework.facts import IntakeAnswer, MeasureStatus, Outcome, Owner, YesNoPending
from app.casework.state import CaseState
from app.ids import EntityId


class NoKind(StrEnum):
    DECISION_REFUSED = "decision_refused"
    DECISION_PARTLY = "decision_partly"
    DECISION_DISMISSED = "decision_dismissed"
    INTAKE = "intake"
    """No to enrolment."""
    TARGET_GROUP = "target_group"
    """BOPS: does not belong to the target group."""
    REFERRAL = "referral"
    """The unit that was asked said no."""
    WISH = "wish"
    """No to the programme or provider that the person wished for."""


class NoColumn(StrEnum):
    """What belongs to a no."""

    ALTERNATIVE = "alternative"
    PROTECTED_BY = "protected_by"
    LATER_CONTACT = "later_contact"


@dataclass(frozen=True, slots=True)
class No:
    """One no. Empty where nothing has been noted."""

    kind: NoKind
    entity: EntityId
    said_on: str
    alternative: str = ""
    protected_by: str = ""
    later_contact: str = ""
    protectors: tuple[Owner, ...] = ()
    """Who answers for measures that are going on, where no function is named."""

    @property
    def missing(self) -> tuple[NoColumn, ...]:
        found = {
            NoColumn.ALTERNATIVE: self.alternative,
            NoColumn.PROTECTED_BY: self.protected_by or self.protectors,
            NoColumn.LATER_CONTACT: self.later_contact,
        }
        return tuple(column for column, value in found.items() if not value)


_DECISIONS = {
    Outcome.REFUSED: NoKind.DECISION_REFUSED,
    Outcome.PARTLY_GRANTED: NoKind.DECISION_PARTLY,
    Outcome.DISMISSED: NoKind.DECISION_DISMISSED,
}


def noes(state: CaseState) -> tuple[No, ...]:
    """Every no of a case as it now stands, by day."""
    found = (*_decisions(state), *_intakes(state), *_police(state), *_asked(state), *_wishes(state))
    return tuple(sorted(found, key=lambda each: (each.said_on, each.kind, each.entity)))


def _decisions(state: CaseState) -> Iterator[No]:
    for entity in state.decisions:
        fact = entity.latest.fact
        if fact.outcome in _DECISIONS:
            yield No(
                _DECISIONS[fact.outcome],
                entity.id,
                fact.decided_on,
                fact.alternative_support,
                fact.protected_by,
                fact.later_contact,
            )


def _intakes(state: CaseState) -> Iterator[No]:
    for entity in state.of(facts.IntakeOutcome):
        fact = entity.latest.fact
        if fact.answer is IntakeAnswer.DECLINED:
            yield No(
                NoKind.INTAKE,
                entity.id,
                fact.answered_on,
                fact.alternative,
                fact.protected_by,
                fact.later_contact,
            )


def _wishes(state: CaseState) -> Iterator[No]:
    for entity in state.of(facts.Wish):
        fact = entity.latest.fact
        if fact.answer is YesNoPending.NO:
            yield No(
                NoKind.WISH,
                entity.id,
                fact.answered_on,
                fact.alternative,
                fact.protected_by,
                fact.later_contact,
            )


def _police(state: CaseState) -> Iterator[No]:
    """BOPS only answers the question. What the person got instead stands in the choice of way and
    in the protective measures."""
    for entity in state.threats:
        fact = entity.latest.fact
        if fact.owner is Owner.BOPS and fact.target_group is YesNoPending.NO:
            functions, owners = _protectors(state)
            yield No(
                NoKind.TARGET_GROUP,
                entity.id,
                fact.assessed_on,
                _way(state, fact.assessed_on),
                functions,
                fact.review_on,
                owners,
            )


def _asked(state: CaseState) -> Iterator[No]:
    for entity in state.of(facts.Referral):
        fact = entity.latest.fact
        if fact.accepted is YesNoPending.NO:
            functions, owners = _protectors(state)
            said_on = fact.received_on or fact.sent_on
            alternative = _way(state, said_on)
            yield No(NoKind.REFERRAL, entity.id, said_on, alternative, functions, protectors=owners)


def _way(state: CaseState, since: str) -> str:
    """The unit that handles the case from that day on, where one has been chosen since."""
    handling = state.only(facts.HandlingUnit)
    if handling is None or handling.latest.fact.valid_from < since:
        return ""
    return handling.latest.fact.unit_name


def _protectors(state: CaseState) -> tuple[str, tuple[Owner, ...]]:
    """Functions by name, and who answers where none is named."""
    active = [
        measure.latest.fact
        for measure in state.of(facts.ProtectiveMeasure)
        if measure.latest.fact.status in (MeasureStatus.PLANNED, MeasureStatus.ONGOING)
    ]
    named = dict.fromkeys(each.responsible_name for each in active if each.responsible_name)
    owners = dict.fromkeys(each.responsible for each in active if not each.responsible_name)
    return ", ".join(named), tuple(owners)
