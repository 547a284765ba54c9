"""Around a decision: communication, appeal, review, and the end of what was granted: D04, D05,
D14."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.casework import decided, facts
from app.casework.deadlines.execution import has_ended
from app.casework.deadlines.rows import counted, decided_days, followed_up_days, met
from app.casework.moments import day_or_none
from app.casework.state import CaseState
from app.law.pack import DeadlineKey, LegalPack
from app.ports import DueRow


def communications(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """D04, FL 25 §: the day that was set, until there is an answer, a note that none came, or a
    decision after the material was sent."""
    answered = {each.latest.fact.communication for each in state.of(facts.CommunicationAnswer)}
    days = decided_days(state)
    for each in state.of(facts.Communication):
        if not answered.isdisjoint(version.record.id for version in each.versions):
            continue
        for side in each.sides:
            sent = day_or_none(side.fact.sent_on)
            if sent is None or not any(day >= sent for day in days):
                key = DeadlineKey.COMMUNICATION_ANSWER
                yield from counted(state, law, key, each.id, side.fact.answer_by)


def appeals_open(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """D05, FL 44 §: when the time of appeal ends for each decision that has been received and
    not appealed. To know, never to do: the time is the person's. None for what is not appealed to
    the administrative court."""
    appealed = {each.latest.fact.decision for each in state.of(facts.Appeal)}
    for entity in state.decisions:
        mine = decided.versions_of(entity)
        if not appealed.isdisjoint(mine) or not decided.goes_to_court(entity.latest.fact):
            continue
        got = [each.latest.fact for each in state.receipts if each.latest.fact.decision in mine]
        if got:
            yield from counted(state, law, DeadlineKey.APPEAL, entity.id, got[-1].received_on)


def appeals_to_forward(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """FL 46 §: an appeal that is not late, until it has been handed over; also when the decision
    has been changed as the person asked, since the appeal then holds for the new one."""
    for each in state.of(facts.Appeal):
        for fact in (side.fact for side in each.sides):
            late = fact.timeliness is facts.AppealTimeliness.LATE
            if not (fact.forwarded_on or fact.court_decided_on or late):
                key = DeadlineKey.APPEAL_FORWARD
                yield from counted(state, law, key, each.id, fact.received_on)


def decision_follow_ups(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """The day that a decision sets, until somebody follows up from when it began to be shown."""
    followed_up = followed_up_days(state)
    for entity in state.decisions:
        for side in entity.sides:
            key = DeadlineKey.DECISION_FOLLOW_UP
            for row in counted(state, law, key, entity.id, side.fact.follow_up_on):
                if not met(row, law, followed_up):
                    yield row


def ending_interventions(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """D14: granted interventions with an end, until there is a decision from the reminder on."""
    days = decided_days(state)
    for entity in _in_force(state):
        for side in entity.sides:
            for granted in _going_on(state, entity, side.fact):
                key = DeadlineKey.INTERVENTION_ENDS
                for row in counted(state, law, key, entity.id, granted.valid_to):
                    if not met(row, law, days):
                        yield row


def decisions_to_review(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """D14: what is granted until further notice, from the decision or from the day it begins,
    and again from each follow-up."""
    followed_up = followed_up_days(state)
    for entity in _in_force(state):
        for side in entity.sides:
            going_on = _going_on(state, entity, side.fact)
            open_ended = [each for each in going_on if not each.valid_to]
            begins = [
                day
                for text in (side.fact.decided_on, *(each.valid_from for each in open_ended))
                if (day := day_or_none(text)) is not None
            ]
            if not open_ended or not begins:
                continue
            start: date = max(begins)
            start = max((day for day in followed_up if day >= start), default=start)
            yield from counted(state, law, DeadlineKey.DECISION_REVIEW, entity.id, start)


def _going_on(
    state: CaseState, entity: decided.Decided, decision: facts.Decision
) -> Iterator[facts.GrantedIntervention]:
    """What is granted, but for what is known to have ended."""
    return (
        granted for granted in decision.interventions if not has_ended(state, entity, granted.key)
    )


def _in_force(state: CaseState) -> Iterator[decided.Decided]:
    """Decisions that no later one changes or ends."""
    return (each for each in state.decisions if decided.replaced_on(state, each) is None)
