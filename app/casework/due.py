"""What the dates in a case make due.

How long, by which law and how sure stands in the legal pack (``law.pack.Deadline``); which event
starts a time and what ends it stands here. Everything follows from the records alone, so that the
index can hold it; what today's date makes of it is for those who show it (``shown_from``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from app.casework import facts
from app.casework.moments import NotAMoment, day_or_none, parse
from app.casework.state import CaseState
from app.casework.weekdays import weekday_from
from app.ids import EntityId
from app.law.pack import DeadlineKey, LegalPack
from app.ports import DueRow

_STANDING = date.max
"""Reminders of our own have no start in the law: the newest entry counts."""


def due_rows(state: CaseState, law: LegalPack) -> tuple[DueRow, ...]:
    """Everything that is or will be due in a case, the earliest first. Never raises: a date that
    a record does not give makes nothing due. Of a disputed entity every side counts."""
    found = {
        *_slow_applications(state, law),
        *_follow_ups(state, law),
        *_ending_interventions(state, law),
        *_protection(state, law),
    }
    return tuple(sorted(found, key=lambda row: (row.due, row.code, row.entity)))


def overdue_follow_ups(state: CaseState, law: LegalPack, today: date) -> tuple[DueRow, ...]:
    """Plans and decisions whose day of follow-up has passed and that nobody has followed up, the
    longest overdue first."""
    return tuple(
        sorted(
            (row for row in _follow_ups(state, law) if row.due < today.isoformat()),
            key=lambda row: (row.due, row.code, row.entity),
        )
    )


def shown_from(row: DueRow, law: LegalPack) -> date:
    """The day from which something due is worth showing: the five months before the six of
    FL 12 §, a fortnight before a follow-up."""
    due = date.fromisoformat(row.due)
    rule = law.deadline(row.code, due)
    return rule.warns(due) if rule is not None else due


def appeal_ends(received_on: str, law: LegalPack) -> date | None:
    """The last day of appeal when the person got the decision on this day: three weeks after it,
    and never on a weekend or holiday (FL 44 §, lagen 1930:173). Shown, never counted as due: the
    time is the client's. None when the day is no whole date or no rule was in force."""
    start = day_or_none(received_on)
    rule = law.deadline(DeadlineKey.APPEAL, start) if start is not None else None
    if start is None or rule is None:
        return None
    return weekday_from(rule.due(start))


def _slow_applications(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """FL 12 §: from each application until a decision of that day or later."""
    decided = [_day(side.fact.decided_on) for each in state.decisions for side in each.sides]
    for intake in state.intakes:
        for fact in (side.fact for side in intake.sides):
            received = day_or_none(fact.received_on)
            if fact.kind is not facts.IntakeKind.APPLICATION or received is None:
                continue
            rule = law.deadline(DeadlineKey.APPLICATION_SLOW, received)
            if rule is not None and not any(day >= received for day in decided):
                yield _row(state, intake.id, DeadlineKey.APPLICATION_SLOW, rule.due(received))


def _follow_ups(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """The days that plans and decisions set. One is met by a signed note of type follow-up about
    a day from when it began to be shown; a plan's also by a new version with another day."""
    followed_up = [
        day
        for note in state.notes
        if note.latest.fact.type is facts.NoteType.FOLLOW_UP
        and (day := _event_day(note.latest.record.content.happened_at)) is not None
    ]
    dates = [
        *((DeadlineKey.PLAN_FOLLOW_UP, plan.id, side.fact.follow_up_on)
          for plan in state.plans for side in plan.sides),
        *((DeadlineKey.DECISION_FOLLOW_UP, decision.id, side.fact.follow_up_on)
          for decision in state.decisions for side in decision.sides),
    ]  # fmt: skip
    for key, entity, text in dates:
        day = day_or_none(text)
        rule = law.deadline(key, _STANDING)
        if day is None or rule is None:
            continue
        due = rule.due(day)
        if not any(met >= rule.warns(due) for met in followed_up):
            yield _row(state, entity, key, due)


def _ending_interventions(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """Granted interventions with an end, until there is a decision from the reminder on."""
    decided = [_day(side.fact.decided_on) for each in state.decisions for side in each.sides]
    rule = law.deadline(DeadlineKey.INTERVENTION_ENDS, _STANDING)
    if rule is None:
        return
    for decision in state.decisions:
        ends = (each.valid_to for side in decision.sides for each in side.fact.interventions)
        for day in _days(ends):
            due = rule.due(day)
            if not any(later >= rule.warns(due) for later in decided):
                yield _row(state, decision.id, DeadlineKey.INTERVENTION_ENDS, due)


def _protection(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    if state.protection is None:
        return
    entity = state.protection
    for fact in (side.fact for side in entity.sides):
        if fact.level is facts.ProtectionLevel.NONE:
            continue
        for key, text in (
            (DeadlineKey.PROTECTION_ENDS, fact.valid_to),
            (DeadlineKey.PROTECTION_CHECK, fact.checked_on),
        ):
            day = day_or_none(text)
            rule = law.deadline(key, _STANDING)
            if day is not None and rule is not None:
                yield _row(state, entity.id, key, rule.due(day))


def _row(state: CaseState, entity: EntityId, key: DeadlineKey, due: date) -> DueRow:
    return DueRow(state.stream, entity, key.value, due.isoformat())


def _days(texts: Iterable[str]) -> Iterator[date]:
    return (day for text in texts if (day := day_or_none(text)) is not None)


def _day(text: str) -> date:
    return day_or_none(text) or date.min


def _event_day(text: str) -> date | None:
    """The first day that a note's event may have been on: a note that only says which year meets
    nothing of that year, since a reminder too many is better than one too few."""
    try:
        return parse(text).first
    except NotAMoment:
        return None
