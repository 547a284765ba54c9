"""What can be missing from the assessment to after-care."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.casework import facts
from app.casework.facts import FollowUpStatus, Outcome, ReportState, YesNoPending
from app.casework.process.codes import Missing
from app.casework.process.looked import Found, Gaps, Looked, when
from app.law.pack import DeadlineKey


def _needs(looked: Looked) -> bool:
    return bool(looked.state.bases) and not looked.state.bases[-1].latest.fact.needs


def _child_report(looked: Looked) -> Iterator[Found]:
    """At once: an alert is late from the day it was raised (SoL 19 kap.; F084)."""
    for alert in looked.state.of(facts.ChildAlert):
        if any(side.fact.report is ReportState.TO_DO for side in alert.sides):
            yield Found(alert.id, alert.first.fact.raised_on)


def _communication(looked: Looked) -> bool:
    """What the person is to see before the decision (FL 25 §). A case in which everything was
    granted needs none; neither does one whose matter was never examined."""
    outcomes = {each.latest.fact.outcome for each in looked.state.decisions}
    if outcomes and outcomes <= {Outcome.GRANTED, Outcome.WRITTEN_OFF, Outcome.DISMISSED}:
        return False
    return not looked.state.of(facts.Communication)


def _communication_answer(looked: Looked) -> Iterator[Found]:
    """Sent, and the time to answer still runs or nobody has noted what came."""
    answered = {
        side.fact.communication
        for each in looked.state.of(facts.CommunicationAnswer)
        for side in each.sides
    }
    for sent in looked.state.of(facts.Communication):
        versions = {version.record.id for version in sent.versions}
        fact = sent.latest.fact
        if fact.exception is None and versions.isdisjoint(answered) and not looked.decided:
            late = fact.answer_by if looked.passed(fact.answer_by) else ""
            yield Found(sent.id, late)


def _unsent(looked: Looked) -> Iterator[Found]:
    state = looked.state
    known = {each.latest.fact.decision for each in state.dispatches}
    known |= {each.latest.fact.decision for each in state.receipts}
    for decision in state.decisions:
        if known.isdisjoint(version.record.id for version in decision.versions):
            yield Found(decision.id)


def _unreceived(looked: Looked) -> Iterator[Found]:
    received = {each.latest.fact.decision for each in looked.state.receipts}
    for decision in looked.state.decisions:
        if received.isdisjoint(version.record.id for version in decision.versions):
            yield Found(decision.id)


def _wish(looked: Looked) -> Iterator[Found]:
    for wish in looked.state.of(facts.Wish):
        if wish.latest.fact.answer is YesNoPending.PENDING:
            yield Found(wish.id)


def _unplanned(looked: Looked) -> Iterator[Found]:
    """A granted intervention that is in no plan, by the decision's key for it."""
    state = looked.state
    planned = {
        (intervention.decision, intervention.granted_key)
        for plan in state.plans
        for goal in plan.latest.fact.goals
        for intervention in goal.interventions
    }
    for decision in state.decisions if state.plans else ():
        wordings = [version.record.id for version in decision.versions]
        for granted in decision.latest.fact.interventions:
            if not any((wording, granted.key) in planned for wording in wordings):
                yield Found(state.plans[-1].id)
                return


def _follow_up_day(looked: Looked) -> bool:
    state = looked.state
    planned = any(
        each.latest.fact.status is FollowUpStatus.PLANNED for each in state.of(facts.FollowUp)
    )
    named = any(each.latest.fact.follow_up_on for each in state.plans)
    return bool(state.plans) and not named and not planned


def _follow_up_late(looked: Looked) -> Iterator[Found]:
    """Nobody follows up a closed case, though it was planned."""
    if looked.closed:
        return
    for each in looked.state.of(facts.FollowUp):
        fact = each.latest.fact
        if fact.status is FollowUpStatus.PLANNED and looked.passed(fact.planned_on):
            yield Found(each.id, fact.planned_on)


def _overdue(key: DeadlineKey) -> Gaps:
    def gaps(looked: Looked) -> Iterator[Found]:
        for row in looked.overdue:
            if row.code == key:
                yield Found(row.entity, row.due)

    return gaps


def _running_decisions(looked: Looked) -> bool:
    """Closing ends no decision, so the note says what holds for those that run."""
    closing = looked.closing()
    return looked.closed and closing is not None and looked.runs and not closing.running_decisions


def _after_care(looked: Looked) -> bool:
    closing = looked.closing()
    return closing is not None and not closing.after_care


WORK_GAPS: Mapping[Missing, Gaps] = {
    Missing.ASSESSMENT: when(lambda looked: not looked.state.bases),
    Missing.NEEDS: when(_needs),
    Missing.CHILDREN: when(lambda looked: looked.state.only(facts.Children) is None),
    Missing.CHILD_REPORT: _child_report,
    Missing.GENDER: when(lambda looked: looked.state.only(facts.GenderFactors) is None),
    Missing.COMMUNICATION: when(_communication),
    Missing.COMMUNICATION_ANSWER: _communication_answer,
    Missing.DECISION: when(lambda looked: not looked.decided),
    Missing.DISPATCH: _unsent,
    Missing.RECEIPT: _unreceived,
    Missing.WISH: _wish,
    # No record of these yet: only a mark on the step answers.
    Missing.CLEARANCE: when(lambda _: True),
    Missing.MATCHING: when(lambda _: True),
    Missing.ASSIGNMENT: when(lambda _: True),
    Missing.PLAN: when(lambda looked: not looked.state.plans),
    Missing.INTERVENTION_IN_PLAN: _unplanned,
    Missing.FOLLOW_UP_DAY: when(_follow_up_day),
    Missing.PLAN_NOT_FOLLOWED_UP: _overdue(DeadlineKey.PLAN_FOLLOW_UP),
    Missing.FOLLOW_UP_LATE: _follow_up_late,
    Missing.DECISION_NOT_FOLLOWED_UP: _overdue(DeadlineKey.DECISION_FOLLOW_UP),
    Missing.CLOSING: when(lambda looked: not looked.closed),
    Missing.RUNNING_DECISIONS: when(_running_decisions),
    Missing.AFTER_CARE: when(_after_care),
}
