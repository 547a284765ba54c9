"""With others: meetings and what was agreed at them, coordinated plans, referrals."""

from __future__ import annotations

from collections.abc import Iterator

from app.casework import facts
from app.casework.deadlines.rows import counted
from app.casework.state import CaseState
from app.law.pack import DeadlineKey, LegalPack
from app.ports import DueRow


def meetings(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """A planned meeting until it is held or cancelled; and the next day that one that was held
    names, until there is a later meeting of that kind."""
    every = state.of(facts.Meeting)
    for each in every:
        for fact in (side.fact for side in each.sides):
            if fact.status is facts.MeetingStatus.PLANNED:
                yield from counted(state, law, DeadlineKey.MEETING, each.id, fact.held_on)
            elif fact.status is facts.MeetingStatus.HELD and not any(
                other.id != each.id and _after(other.latest.fact, fact) for other in every
            ):
                yield from counted(state, law, DeadlineKey.MEETING, each.id, fact.next_on)


def _after(other: facts.Meeting, held: facts.Meeting) -> bool:
    planned_or_held = other.status is not facts.MeetingStatus.CANCELLED
    return planned_or_held and other.kind is held.kind and other.held_on > held.held_on


def agreed(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """What was agreed to be done by a day, until another meeting has been held on that day or
    later."""
    every = state.of(facts.Meeting)
    for each in every:
        others = [other.latest.fact for other in every if other.id != each.id]
        held = [other.held_on for other in others if other.status is facts.MeetingStatus.HELD]
        for fact in (side.fact for side in each.sides):
            if fact.status is not facts.MeetingStatus.HELD:
                continue
            for one in fact.agreed:
                if not any(later >= one.by for later in held):
                    yield from counted(state, law, DeadlineKey.AGREED, each.id, one.by)


def coordinated_plans(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """The day on which a coordinated individual plan is followed up (SoL 10 kap. 8–9 §§)."""
    for each in state.of(facts.Sip):
        for side in each.sides:
            day = side.fact.follow_up_on
            yield from counted(state, law, DeadlineKey.SIP_FOLLOW_UP, each.id, day)


def unconfirmed_referrals(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """A referral until somebody has confirmed it or answered it."""
    for each in state.of(facts.Referral):
        for fact in (side.fact for side in each.sides):
            answered = fact.accepted is not facts.YesNoPending.PENDING
            if not (fact.received_on or answered):
                key = DeadlineKey.REFERRAL_RECEIPT
                yield from counted(state, law, key, each.id, fact.sent_on)
