"""What holds for a time only: the police's assessment, consent, protection: D10, D12, D13."""

from __future__ import annotations

from collections.abc import Iterator

from app.casework import facts
from app.casework.consents import withdrawals_of
from app.casework.deadlines.rows import counted, met
from app.casework.moments import day_or_none
from app.casework.state import CaseState, Entity
from app.law.pack import DeadlineKey, LegalPack
from app.ports import DueRow

_POLICE = (facts.Owner.BOPS, facts.Owner.LOCAL_POLICE)
_GOES_ON = frozenset({facts.MeasureStatus.PLANNED, facts.MeasureStatus.ONGOING})


def threats_to_review(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """D10: the days that the newest assessment of BOPS and of the local police set. One of BOPS
    that sets none grows old."""
    for owner in _POLICE:
        theirs = [each for each in state.threats if each.latest.fact.owner is owner]
        if not theirs:
            continue
        newest = max(
            theirs,
            key=lambda each: (each.latest.fact.assessed_on, each.latest.record.content.lamport),
        )
        for fact in (side.fact for side in newest.sides):
            days = [text for text in (fact.valid_to, fact.review_on) if day_or_none(text)]
            if days:
                key = DeadlineKey.THREAT_REVIEW
                yield from counted(state, law, key, newest.id, min(days))
            elif owner is facts.Owner.BOPS:
                key = DeadlineKey.THREAT_AGE
                yield from counted(state, law, key, newest.id, fact.assessed_on)


def consents(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """D12: the day a consent ends, or when it is time to go through one that says no day; until
    it is withdrawn, or given anew to one of the same parties from the reminder on."""
    for each in state.of(facts.Consent):
        if withdrawals_of(state, each.id):
            continue
        for fact in (side.fact for side in each.sides):
            if fact.answer is not facts.ConsentAnswer.GIVEN:
                continue
            ends = day_or_none(fact.valid_to) is not None
            key = DeadlineKey.CONSENT_ENDS if ends else DeadlineKey.CONSENT_AGE
            start = fact.valid_to if ends else fact.given_on
            for row in counted(state, law, key, each.id, start):
                if not any(
                    met(row, law, [day])
                    for other in state.of(facts.Consent)
                    if _renews(other, each)
                    and (day := day_or_none(other.latest.fact.given_on)) is not None
                ):
                    yield row


def _renews(other: Entity[facts.Consent], consent: Entity[facts.Consent]) -> bool:
    if other.id == consent.id:
        return False
    return not _parties(other.latest.fact).isdisjoint(_parties(consent.latest.fact))


def _parties(consent: facts.Consent) -> set[str]:
    return {party.actor or party.recipient or party.name for party in consent.parties}


def protection(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """D13: before the protection of the identity ends, and a while after it was last checked."""
    if state.protection is None:
        return
    entity = state.protection
    for fact in (side.fact for side in entity.sides):
        if fact.level is facts.ProtectionLevel.NONE:
            continue
        yield from counted(state, law, DeadlineKey.PROTECTION_ENDS, entity.id, fact.valid_to)
        yield from counted(state, law, DeadlineKey.PROTECTION_CHECK, entity.id, fact.checked_on)


def measures(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """The day on which a protective measure is looked at again, while it is planned or goes on."""
    for each in state.of(facts.ProtectiveMeasure):
        for fact in (side.fact for side in each.sides):
            if fact.status in _GOES_ON:
                key = DeadlineKey.MEASURE_FOLLOW_UP
                yield from counted(state, law, key, each.id, fact.follow_up_on)
