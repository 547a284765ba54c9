"""Follow-ups: the days that plans set, those that are planned in two tracks, and after-care: D09,
F066."""

from __future__ import annotations

from collections.abc import Iterator

from app.casework import facts
from app.casework.deadlines.rows import counted, followed_up_days, met
from app.casework.moments import day_or_none
from app.casework.state import CaseState, Entity
from app.law.pack import DeadlineKey, LegalPack
from app.ports import DueRow


def plan_follow_ups(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """D09: the day that a plan sets, or a while after it was fixed when it sets none, until
    somebody follows up from when it began to be shown, or a new version sets another day."""
    followed_up = followed_up_days(state)
    for plan in state.plans:
        for fact in (side.fact for side in plan.sides):
            own_day = day_or_none(fact.follow_up_on) is not None
            key = DeadlineKey.PLAN_FOLLOW_UP if own_day else DeadlineKey.PLAN_AGE
            start = fact.follow_up_on if own_day else fact.fixed_on
            for row in counted(state, law, key, plan.id, start):
                if not met(row, law, followed_up):
                    yield row


def planned_follow_ups(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """Each planned follow-up until it is done or cancelled; and the next day that one that is
    done names, until its track has a later one, or what was planned for that day is cancelled."""
    every = state.of(facts.FollowUp)
    for each in every:
        for fact in (side.fact for side in each.sides):
            if fact.status is facts.FollowUpStatus.PLANNED:
                yield from counted(state, law, DeadlineKey.FOLLOW_UP, each.id, fact.planned_on)
            elif fact.status is facts.FollowUpStatus.DONE and not any(
                other.id != each.id and _after(other, fact) for other in every
            ):
                yield from counted(state, law, DeadlineKey.FOLLOW_UP, each.id, fact.next_on)


def _after(other: Entity[facts.FollowUp], done: facts.FollowUp) -> bool:
    """Whether the other comes after it in the same track. A cancelled one does so only where it
    had been planned for the very day: somebody has said why there is none."""
    latest = other.latest.fact
    if latest.track is not done.track:
        return False
    if latest.status is facts.FollowUpStatus.CANCELLED:
        return any(version.fact.planned_on == done.next_on for version in other.versions)
    return (latest.done_on or latest.planned_on) > done.done_on


def after_care(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """The day until which after-care was planned when the case was closed."""
    for each in state.of(facts.Closing):
        for side in each.sides:
            until = side.fact.after_care_until
            yield from counted(state, law, DeadlineKey.AFTER_CARE, each.id, until)
