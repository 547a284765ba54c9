"""What the dates in a case make due.

How long, by which law and how sure stands in the legal pack (``law.deadline``); which event
starts a time and what ends it stands in ``casework.deadlines``. Everything follows from the
records alone, so that the index can hold it; what today's date makes of it is for those who show
it (``shown_from``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from app.casework import facts
from app.casework.deadlines import (
    application,
    by_hand,
    children,
    closed,
    cooperation,
    decision,
    execution,
    follow_up,
    tasks,
    threat_consent,
)
from app.casework.deadlines.rows import Trigger, ends
from app.casework.moments import day_or_none
from app.casework.state import CaseState, CaseStatus
from app.ids import EntityId
from app.law.pack import Basis, DeadlineKey, LegalPack
from app.ports import DueRow

ALWAYS: Final[tuple[Trigger, ...]] = (
    application.slow_applications,
    application.decision_requests,
    decision.communications,
    decision.appeals_to_forward,
    execution.not_executed,
    children.child_reports,
    children.child_assessments,
    follow_up.after_care,
    by_hand.started,
    closed.retention,
)
"""What the law sets, what the caseworker started, and after-care: to close a case ends none of
it."""

WHILE_OPEN: Final[tuple[Trigger, ...]] = (
    application.waiting_intakes,
    decision.decision_follow_ups,
    decision.ending_interventions,
    decision.decisions_to_review,
    execution.plans_due,
    follow_up.plan_follow_ups,
    follow_up.planned_follow_ups,
    threat_consent.threats_to_review,
    threat_consent.consents,
    threat_consent.protection,
    threat_consent.measures,
    cooperation.meetings,
    cooperation.agreed,
    cooperation.coordinated_plans,
    cooperation.unconfirmed_referrals,
)

OVERDUE_FOLLOW_UPS: Final = frozenset({DeadlineKey.PLAN_FOLLOW_UP, DeadlineKey.DECISION_FOLLOW_UP})


def due_rows(state: CaseState, law: LegalPack) -> tuple[DueRow, ...]:
    """Everything that is or will be due in a case, the earliest first. Never raises: a date that
    a record does not give makes nothing due. Of a disputed entity every side counts."""
    triggers = ALWAYS if state.status is CaseStatus.CLOSED else (*ALWAYS, *WHILE_OPEN)
    handled = _handled(state)
    found = {
        row
        for trigger in triggers
        for row in trigger(state, law)
        if (row.code, row.entity, row.due) not in handled or not may_be_handled(row, law)
    }
    return _ordered({*found, *tasks.tasks(state)})


def index_rows(state: CaseState, law: LegalPack) -> tuple[DueRow, ...]:
    """``due_rows`` for a list that cannot read the case: with until when tasks are put off, and
    disposal on the day from which it is worth asking about."""
    rows = (row for row in due_rows(state, law) if row.code != DeadlineKey.RETENTION)
    return (*rows, *closed.retention_begins(state, law), *tasks.waiting(state))


def sealed_rows(state: CaseState, law: LegalPack) -> tuple[DueRow, ...]:
    """``index_rows`` of a case that somebody else has: to destroy the copy in its time is all there
    is left to do (SoL 16 kap. 1 §)."""
    return _ordered(closed.retention_of_copy(state, law))


def to_know(state: CaseState, law: LegalPack) -> tuple[DueRow, ...]:
    """Days that matter and that nobody here has anything to do by: the person's time of
    appeal."""
    return _ordered(decision.appeals_open(state, law))


def overdue_follow_ups(rows: Iterable[DueRow], today: date) -> tuple[DueRow, ...]:
    """Of everything due in a case (``due_rows``): plans and decisions whose day of follow-up has
    passed and that nobody has followed up, the longest overdue first."""
    return tuple(
        row for row in rows if row.code in OVERDUE_FOLLOW_UPS and row.due < today.isoformat()
    )


def shown_from(row: DueRow, law: LegalPack) -> date:
    """The day from which something due is worth showing: the five months before the six of
    FL 12 §, a fortnight before a follow-up. A task is shown at once."""
    if row.code == tasks.TASK:
        return date.min
    due = date.fromisoformat(row.due)
    rule = law.deadline(row.code, due)
    return rule.warns(due) if rule is not None else due


def may_be_handled(row: DueRow, law: LegalPack) -> bool:
    """Whether the caseworker may say that a reminder is dealt with though no record shows it. A
    time that the law sets ends by what the law asks for and by nothing else."""
    rule = law.deadline(row.code, date.fromisoformat(row.due))
    return rule is not None and rule.basis is not Basis.LAW and not rule.by_hand


def appeal_ends(received_on: str, law: LegalPack) -> date | None:
    """The last day of appeal when the person got the decision on this day: three weeks after it,
    and never on a weekend or holiday (FL 44 §, lagen 1930:173). Shown, never counted as due: the
    time is the client's. None when the day is no whole date or no rule was in force."""
    start = day_or_none(received_on)
    rule = law.deadline(DeadlineKey.APPEAL, start) if start is not None else None
    return ends(rule, start) if start is not None and rule is not None else None


def _handled(state: CaseState) -> frozenset[tuple[str, EntityId | None, str]]:
    """The reminders that were noted as dealt with (``usecases.tasks.note_handled``), each for the
    day it was due on: another day brings it back."""
    return frozenset(
        (each.latest.fact.raised_by, each.latest.fact.about, each.latest.fact.due_on)
        for each in state.of(facts.Task)
        if each.latest.fact.done_on and each.latest.fact.raised_by
    )


def _ordered(rows: Iterable[DueRow] | Iterator[DueRow]) -> tuple[DueRow, ...]:
    return tuple(sorted(set(rows), key=lambda row: (row.due, row.code, row.entity)))
