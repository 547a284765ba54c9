"""Where two versions of one thing stand against each other, by the step that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.casework import facts
from app.casework.process.codes import Missing
from app.casework.process.looked import Found, Gaps, Looked

_SHAPES: Mapping[Missing, tuple[type[facts.Fact], ...]] = {
    Missing.SETTLE_CASE: (
        facts.CaseFile,
        facts.Responsibility,
        facts.Intake,
        facts.IntakeOutcome,
        facts.GenderFactors,
    ),
    Missing.SETTLE_IDENTITY: (facts.Protection,),
    Missing.SETTLE_CONSENT: (facts.Consent, facts.ConsentWithdrawal, facts.Actor),
    Missing.SETTLE_THREAT: (facts.ThreatAssessment, facts.ProtectiveMeasure),
    Missing.SETTLE_ROUTE: (facts.Criteria, facts.HandlingUnit, facts.Referral, facts.Wish),
    Missing.SETTLE_ASSESSMENT: (facts.Assessment, facts.Children, facts.ChildAlert),
    Missing.SETTLE_DECISION: (facts.Decision, facts.Communication, facts.Appeal, facts.Execution),
    Missing.SETTLE_PLAN: (facts.Plan, facts.CarePlan, facts.Sip),
    Missing.SETTLE_FOLLOW_UP: (facts.FollowUp, facts.Meeting),
    Missing.SETTLE_CLOSING: (facts.Closing,),
}


def _settling(missing: Missing) -> Gaps:
    def gaps(looked: Looked) -> Iterator[Found]:
        state = looked.state
        for shape in _SHAPES[missing]:
            yield from (Found(each.id) for each in state.of(shape) if each.disputed)
        if missing is Missing.SETTLE_IDENTITY and state.identity_disputed:
            yield Found(state.identity)

    return gaps


SETTLING: Mapping[Missing, Gaps] = {missing: _settling(missing) for missing in _SHAPES}
