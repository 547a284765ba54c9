"""Att göra: what dates, drafts and backups make due, the most pressing first. Neutral words only;
what it is about is inside the case (lag 2001:454, 7 a §)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.casework.deadlines.tasks import TASK as TASK  # noqa: PLC0414 - a code of this list
from app.casework.deadlines.tasks import WAITING
from app.casework.due import shown_from
from app.errors import Reason
from app.ids import EntityId, StreamId
from app.law.pack import DeadlineKey
from app.ports import Draft, DueRow, LogCode
from app.usecases.automatic_backup import missed, unsaved_work
from app.usecases.changes import Part, part_of
from app.usecases.desk import Desk
from app.usecases.keeping import retention
from app.usecases.route.intake_outcomes import entity_of_answer
from app.usecases.settings import last_backup, own_settings
from app.usecases.watching import vault_todo


class Urgency(StrEnum):
    LATE = "late"
    TODAY = "today"
    WEEK = "week"
    """Within seven days."""
    LATER = "later"


DRAFT = "draft"
BACKUP_NO_FOLDER = "backup_no_folder"
BACKUP_NEVER = "backup_never"
BACKUP_OLD = "backup_old"
BACKUP_MISSED = "backup_missed"
CLOCK_BEHIND = "clock_behind"
"""Codes of this module; the others are those of ``law.pack.DeadlineKey``."""

DRAFT_REMINDER = timedelta(days=14)
BACKUP_AGE = timedelta(days=7)
AGENDA = timedelta(weeks=4)
CLOCK_MAY_DIFFER = timedelta(minutes=2)
_LATEST_ROWS = 20

_OPENS: Mapping[str, Part] = {
    DeadlineKey.APPLICATION_SLOW: Part.DECISION,
    DeadlineKey.DECISION_REQUEST: Part.DECISION,
    DeadlineKey.COMMUNICATION_ANSWER: Part.DECISION,
    DeadlineKey.APPEAL: Part.DECISION,
    DeadlineKey.APPEAL_FORWARD: Part.DECISION,
    DeadlineKey.NOT_EXECUTED: Part.DECISION,
    DeadlineKey.DECISION_FOLLOW_UP: Part.DECISION,
    DeadlineKey.DECISION_REVIEW: Part.DECISION,
    DeadlineKey.INTERVENTION_ENDS: Part.DECISION,
    DeadlineKey.PLAN_DUE: Part.PLAN,
    DeadlineKey.PLAN_FOLLOW_UP: Part.PLAN,
    DeadlineKey.PLAN_AGE: Part.PLAN,
    DeadlineKey.SIP_FOLLOW_UP: Part.PLAN,
    DeadlineKey.FOLLOW_UP: Part.FOLLOW_UP,
    DeadlineKey.THREAT_REVIEW: Part.THREAT,
    DeadlineKey.THREAT_AGE: Part.THREAT,
    DeadlineKey.MEASURE_FOLLOW_UP: Part.THREAT,
    DeadlineKey.CONSENT_ENDS: Part.CONSENT,
    DeadlineKey.CONSENT_AGE: Part.CONSENT,
    DeadlineKey.PROTECTION_ENDS: Part.IDENTITY,
    DeadlineKey.PROTECTION_CHECK: Part.IDENTITY,
    DeadlineKey.CHILD_REPORT: Part.CHILDREN,
    DeadlineKey.MEETING: Part.MEETING,
    DeadlineKey.AGREED: Part.MEETING,
    DeadlineKey.REFERRAL_RECEIPT: Part.ROUTE,
    DeadlineKey.AFTER_CARE: Part.CLOSING,
    DeadlineKey.RETENTION: Part.DISPOSAL,
    **dict.fromkeys(
        (
            TASK,
            DeadlineKey.CHILD_ASSESSMENT,
            DeadlineKey.PLACEMENT_ASSESSMENT,
            DeadlineKey.COST_RECONCILIATION,
            DeadlineKey.AGREEMENT_ENDS,
            DeadlineKey.TRANSFER_ANSWER,
            DeadlineKey.SHELTER_COURT,
            DeadlineKey.SHELTER_APPLICATION,
        ),
        Part.WATCH,
    ),
}
"""Where each is dealt with; what the caseworker started by hand, where it was started."""


def part_for(code: str) -> Part:
    """The part of a case where something due is dealt with."""
    return _OPENS.get(code, Part.CASE)


def entity_for(code: str, entity: EntityId) -> EntityId:
    """What is to be opened there: of an intake that waits for its answer, the answer."""
    return entity_of_answer(entity) if code == DeadlineKey.INTAKE_WAITS else entity


@dataclass(frozen=True, slots=True)
class TodoItem:
    """One row of the start page."""

    code: str
    due: str
    """``YYYY-MM-DD``: of a draft the day 14 days after it was last saved."""
    urgency: Urgency
    stream: StreamId | None
    """None for what concerns the vault."""
    label: str
    """``2026-0014 Björk``; empty for what concerns the vault or a case not yet made."""
    part: Part
    """Where it opens."""
    entity: EntityId | None = None
    kind: str = ""
    """Of a draft: what it is a draft of."""
    reason: Reason | None = None
    """Of a backup that was missed: why."""
    text: str = ""
    """Of a task that belongs to no case: what is to be done. A task in a case shows its words
    only there."""


def todo(desk: Desk) -> tuple[TodoItem, ...]:
    """Everything that has begun to be worth showing, by date. Logged as a list shown."""
    desk.vault.log.write(LogCode.CASE_LISTED, {"list": "todo"})
    today = desk.now().date()
    labels = {row.stream: f"{row.case_number} {row.pseudonym}" for row in desk.vault.index.cases()}
    items = (
        *(_due(row, labels, today) for row in _disposable(desk, _shown(desk, today))),
        *(_draft(desk, draft, labels, today) for draft in desk.vault.drafts.all()),
        *_vault(desk, today),
        *_backup(desk, today),
        *_clock(desk),
    )
    return tuple(sorted(items, key=lambda item: (item.due, item.label, item.code)))


def _shown(desk: Desk, today: date) -> Iterator[DueRow]:
    """Rows that have begun to be worth showing, but for tasks that are put off."""
    rows, law = desk.vault.index.due(), desk.law
    waits = _put_off(rows, today)
    for row in rows:
        hidden = row.code == WAITING or (row.code == TASK and (row.stream, row.entity) in waits)
        if not hidden and shown_from(row, law) <= today:
            yield row


def _disposable(desk: Desk, rows: Iterable[DueRow]) -> Iterator[DueRow]:
    """The rows with those of disposal only where nothing keeps the case, on the last day for it
    (31 December the year after the five years)."""
    today, kept = desk.now().date().isoformat(), retention.retentions(desk)
    for row in rows:
        if row.code != DeadlineKey.RETENTION:
            yield row
        elif row.due <= today:
            found = kept(row.stream)
            if found.may_be_proposed and found.latest is not None:
                yield replace(row, due=found.latest.isoformat())


def _put_off(rows: Iterable[DueRow], today: date) -> set[tuple[StreamId, EntityId]]:
    """The tasks that wait for a day that has not come."""
    return {
        (row.stream, row.entity)
        for row in rows
        if row.code == WAITING and row.due > today.isoformat()
    }


def agenda(desk: Desk) -> tuple[TodoItem, ...]:
    """Everything that is due in the next four weeks, also what it is too early to remind of, and
    what is late; by date. A task that is put off stands on the day it comes back. Drafts and
    backups have no day of their own and stand in ``todo``. Logged as a list shown."""
    desk.vault.log.write(LogCode.CASE_LISTED, {"list": "agenda"})
    today = desk.now().date()
    last = (today + AGENDA).isoformat()
    labels = {row.stream: f"{row.case_number} {row.pseudonym}" for row in desk.vault.index.cases()}
    rows = desk.vault.index.due()
    items = (
        *(
            _due(row, labels, today)
            for row in _disposable(desk, rows)
            if row.due <= last and row.code != WAITING
        ),
        *(item for item in _vault(desk, today) if item.due <= last),
    )
    return tuple(sorted(items, key=lambda item: (item.due, item.label, item.code)))


def urgency(due: date, today: date) -> Urgency:
    if due < today:
        return Urgency.LATE
    if due == today:
        return Urgency.TODAY
    return Urgency.WEEK if due <= today + timedelta(days=7) else Urgency.LATER


def _due(row: DueRow, labels: Mapping[StreamId, str], today: date) -> TodoItem:
    return TodoItem(
        code=row.code,
        due=row.due,
        urgency=urgency(date.fromisoformat(row.due), today),
        stream=row.stream,
        label=labels.get(row.stream, ""),
        part=part_for(row.code),
        entity=entity_for(row.code, row.entity),
    )


def _vault(desk: Desk, today: date) -> Iterator[TodoItem]:
    """Tasks and times that belong to no case."""
    for each in vault_todo.items(desk, today):
        yield TodoItem(
            code=each.code,
            due=each.due.isoformat(),
            urgency=urgency(each.due, today),
            stream=None,
            label="",
            part=each.part,
            entity=each.entity,
            text=each.text,
        )


def _draft(desk: Desk, draft: Draft, labels: Mapping[StreamId, str], today: date) -> TodoItem:
    in_vault = draft.stream == desk.vault.journal.register
    part = part_of(draft.kind)
    if in_vault and part is Part.WATCH:
        part = Part.TASKS
    due = datetime.fromisoformat(draft.saved_at).date() + DRAFT_REMINDER
    return TodoItem(
        code=DRAFT,
        due=due.isoformat(),
        urgency=urgency(due, today),
        stream=None if in_vault else draft.stream,
        label=labels.get(draft.stream, ""),
        part=part,
        entity=draft.entity,
        kind=draft.kind,
    )


def _backup(desk: Desk, today: date) -> Iterator[TodoItem]:
    """A vault that lives on one disk alone is one coffee cup from being lost. An old backup that
    lacks nothing is as good as a new one."""
    if not own_settings(desk).backup_folder:
        yield TodoItem(BACKUP_NO_FOLDER, today.isoformat(), Urgency.TODAY, None, "", Part.SETTINGS)
        return
    newest, miss = last_backup(desk), missed(desk)
    due = today
    if newest is not None:
        due = datetime.fromisoformat(newest.made_at).date() + BACKUP_AGE
    if miss is not None:
        code = BACKUP_MISSED
    elif newest is None:
        code = BACKUP_NEVER
    elif due <= today and unsaved_work(desk):
        code = BACKUP_OLD
    else:
        return
    due = min(due, today)
    when, reason = urgency(due, today), miss.reason if miss is not None else None
    yield TodoItem(code, due.isoformat(), when, None, "", Part.BACKUPS, reason=reason)


def _clock(desk: Desk) -> Iterator[TodoItem]:
    """A clock that stands before what has already been written makes every new time wrong. The
    order of a case does not come from it, so it is warned about and nothing is refused."""
    now = desk.now()
    rows = desk.vault.log.entries(limit=_LATEST_ROWS)
    if any(datetime.fromisoformat(row.at) > now + CLOCK_MAY_DIFFER for row in rows):
        day = now.date().isoformat()
        yield TodoItem(CLOCK_BEHIND, day, Urgency.TODAY, None, "", Part.SETTINGS)
