"""What the triggers share: a row from a start, and who has followed something up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from app.casework import facts
from app.casework.moments import NotAMoment, day_or_none, parse
from app.casework.state import CaseState
from app.casework.weekdays import weekday_from
from app.ids import EntityId
from app.law.pack import Deadline, DeadlineKey, LegalPack
from app.ports import DueRow

Trigger = Callable[[CaseState, LegalPack], Iterator[DueRow]]
"""Everything that one kind of event makes due in a case. Never raises: a date that a record does
not give makes nothing due. Of a disputed entity every side counts."""


def ends(rule: Deadline, start: date) -> date:
    """The day a time runs out; one set by law never on a weekend or holiday (lagen 1930:173)."""
    due = rule.due(start)
    return weekday_from(due) if rule.weekday_rule else due


def counted(
    state: CaseState, law: LegalPack, key: DeadlineKey, entity: EntityId, start: str | date | None
) -> Iterator[DueRow]:
    """The row of a time that begins on this day, or that looks to it, by the rule that is in
    force on the day; nothing for a text that is no whole date or a day without a rule."""
    day = day_or_none(start) if isinstance(start, str) else start
    rule = law.deadline(key, day) if day is not None else None
    if day is not None and rule is not None:
        yield DueRow(state.stream, entity, key.value, ends(rule, day).isoformat())


def met(row: DueRow, law: LegalPack, days: list[date]) -> bool:
    """Whether one of the days lies on or after the day from which the row is shown."""
    due = date.fromisoformat(row.due)
    rule = law.deadline(row.code, due)
    return rule is not None and any(day >= rule.warns(due) for day in days)


def decided_days(state: CaseState) -> list[date]:
    """The days of all decisions; the calendar's first for one without a day."""
    return [
        day_or_none(side.fact.decided_on) or date.min
        for each in state.decisions
        for side in each.sides
    ]


def followed_up_days(state: CaseState) -> list[date]:
    """The days on which somebody followed something up: follow-ups that are done, and signed
    notes of that type. A note that only says which month counts from its first day."""
    notes = [
        day
        for note in state.notes
        if note.latest.fact.type is facts.NoteType.FOLLOW_UP
        and (day := _event_day(note.latest.record.content.happened_at)) is not None
    ]
    done = [
        day
        for each in state.of(facts.FollowUp)
        if each.latest.fact.status is facts.FollowUpStatus.DONE
        and (day := day_or_none(each.latest.fact.done_on)) is not None
    ]
    return [*notes, *done]


def _event_day(text: str) -> date | None:
    """The first day that a note's event may have been on: a note that only says which year meets
    nothing of that year, since a reminder too many is better than one too few."""
    try:
        return parse(text).first
    except NotAMoment:
        return None
