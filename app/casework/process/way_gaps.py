"""What can be missing from the first contact to the choice of way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.casework import consents, criteria, facts, routing
from app.casework.consents import Standing
from app.casework.facts import IntakeAnswer, IntakeKind, Judged, Owner, ThreatLevel, YesNoPending
from app.casework.handling import takes_part
from app.casework.police import assessments_of, said_of_level, said_of_target
from app.casework.process.codes import Missing
from app.casework.process.looked import Found, Gaps, Looked, when
from app.casework.state import CaseState


def _application(looked: Looked) -> bool:
    kinds = {intake.latest.fact.kind for intake in looked.state.intakes}
    return IntakeKind.APPLICATION not in kinds


def _intake_answer(looked: Looked) -> Iterator[Found]:
    """The latest intake that nobody has answered. A decision is an answer too (F035), and who is
    enrolled since an interest is not enrolled again by applying."""
    if looked.decided or not looked.state.intakes or _enrolled(looked.state):
        return
    intake = looked.state.intakes[-1]
    versions = {version.record.id for version in intake.versions}
    answered = {
        side.fact.intake for each in looked.state.of(facts.IntakeOutcome) for side in each.sides
    }
    if versions.isdisjoint(answered):
        yield Found(intake.id)


def _enrolled(state: CaseState) -> bool:
    """Whether an answer since the last closing says so."""
    closings = (each.first.record.content.lamport for each in state.of(facts.Closing))
    closed = max(closings, default=0)
    return any(
        each.latest.fact.answer is IntakeAnswer.ENROLLED
        and each.latest.record.content.lamport > closed
        for each in state.of(facts.IntakeOutcome)
    )


def _consent_ended(looked: Looked) -> bool:
    """There was a consent and none holds now. A refusal is an answer (F184)."""
    held = [each.standing for each in consents.held(looked.state, looked.today)]
    answers = (Standing.VALID, Standing.REFUSED, Standing.NOT_YET)
    return bool(held) and not any(standing in answers for standing in held)


def _criteria(looked: Looked) -> bool:
    card = looked.state.only(facts.Criteria)
    return card is None or card.latest.fact.definition is Judged.NOT_JUDGED


def _threat(looked: Looked) -> bool:
    return not assessments_of(looked.state, Owner.BOPS, Owner.LOCAL_POLICE)


def _target_group(looked: Looked) -> bool:
    """BOPS has said something, but not whether the person belongs to its target group (F042)."""
    said = said_of_target(looked.state)
    unanswered = said is None or said.value == YesNoPending.PENDING
    return unanswered and bool(assessments_of(looked.state, Owner.BOPS))


def _protective_measure(looked: Looked) -> bool:
    """High and nobody has noted what protects the person (F044)."""
    level = said_of_level(looked.state)
    high = level is not None and level.value == ThreatLevel.HIGH
    return high and not looked.state.of(facts.ProtectiveMeasure)


def _threat_review(looked: Looked) -> Iterator[Found]:
    """The latest of each owner alone: an earlier assessment's day has been met by the later. A
    closed case is reviewed no more."""
    if looked.closed:
        return
    latest = {each.latest.fact.owner: each for each in looked.state.threats}
    for entity in latest.values():
        if looked.passed(day := entity.latest.fact.review_on):
            yield Found(entity.id, day)


def _police_counterpart(looked: Looked) -> bool:
    """One leading police counterpart (F001), once the police have said something."""
    leads = any(
        each.latest.fact.leads and takes_part(each.latest.fact, looked.today)
        for each in looked.state.of(facts.Actor)
    )
    return not leads and not _threat(looked)


def _taken_over(looked: Looked) -> bool:
    """The central unit itself has accepted the case: nothing is left to refer, and the handover's
    own receipt is the receipt (F036)."""
    return any(
        each.latest.fact.status is facts.TransferStatus.ACCEPTED
        for each in looked.state.of(facts.Transfer)
    )


def _referral(looked: Looked) -> bool:
    return not looked.state.of(facts.Referral) and not _taken_over(looked)


def _referral_receipt(looked: Looked) -> Iterator[Found]:
    if _taken_over(looked):
        return
    for referral in looked.state.of(facts.Referral):
        if not referral.latest.fact.received_on:
            yield Found(referral.id)


def _referral_answer(looked: Looked) -> Iterator[Found]:
    if _taken_over(looked):
        return
    for referral in looked.state.of(facts.Referral):
        fact = referral.latest.fact
        if fact.received_on and fact.accepted is YesNoPending.PENDING:
            yield Found(referral.id)


def _outdated(looked: Looked) -> bool:
    return routing.outdated(looked.state)


WAY_GAPS: Mapping[Missing, Gaps] = {
    Missing.INTAKE: when(lambda looked: not looked.state.intakes),
    Missing.APPLICATION: when(_application),
    Missing.INTAKE_ANSWER: _intake_answer,
    Missing.RESPONSIBLE: when(lambda looked: looked.state.responsibility is None),
    Missing.IDENTITY: when(lambda looked: looked.state.identity is None),
    Missing.PROTECTION: when(lambda looked: looked.state.protection is None),
    Missing.CONSENT: when(lambda looked: not looked.state.of(facts.Consent)),
    Missing.CONSENT_ENDED: when(_consent_ended),
    Missing.CRITERIA: when(_criteria),
    Missing.CRITERIA_OUTDATED: when(lambda looked: criteria.outdated(looked.state)),
    Missing.THREAT: when(_threat),
    Missing.TARGET_GROUP: when(_target_group),
    Missing.PROTECTIVE_MEASURE: when(_protective_measure),
    Missing.THREAT_REVIEW: _threat_review,
    Missing.HANDLING_UNIT: when(lambda looked: looked.state.only(facts.HandlingUnit) is None),
    Missing.ROUTING_OUTDATED: when(_outdated),
    Missing.POLICE_COUNTERPART: when(_police_counterpart),
    Missing.REFERRAL: when(_referral),
    Missing.REFERRAL_RECEIPT: _referral_receipt,
    Missing.REFERRAL_ANSWER: _referral_answer,
}
