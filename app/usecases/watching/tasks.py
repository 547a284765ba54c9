"""Tasks: something to do by a day, in a case or in the vault's own register.

Every change is a later version. A recurring task that is done gets its next day in the same
moment, so that it cannot be lost in between.
"""

from __future__ import annotations

from datetime import date

import msgspec
from dateutil.relativedelta import relativedelta

from app.casework import due, facts
from app.casework.moments import day_or_none
from app.casework.register import fold_register
from app.casework.state import Entity, Signed
from app.errors import Reason, Refusal
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.ports import DueRow
from app.usecases import registers, writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import state_of
from app.usecases.typed import Typed

_SPANS = {
    facts.Recurrence.WEEKLY: relativedelta(weeks=1),
    facts.Recurrence.MONTHLY: relativedelta(months=1),
    facts.Recurrence.QUARTERLY: relativedelta(months=3),
    facts.Recurrence.HALF_YEARLY: relativedelta(months=6),
    facts.Recurrence.YEARLY: relativedelta(years=1),
}


def raised(
    desk: Desk,
    *,
    what: str,
    code: str,
    due_on: str,
    about: EntityId | None = None,
    part: Part | None = None,
) -> writing.Entry:
    """A new task that the program raises, to be written by ``writing.append`` together with what
    raised it. ``code`` says what that was (``facts.Task.raised_by``); ``due_on`` is
    ``YYYY-MM-DD``; ``about`` and ``part`` say where it is dealt with. Raises Refusal:
    author_unknown."""
    task = facts.Task(
        what=what,
        owner=registers.own_card(desk).name,
        due_on=due_on,
        raised_by=code,
        about=about,
        part=part.value if part else "",
    )
    return writing.Entry(EntityId(desk.new_id()), task)


def add_task(desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject) -> Changes:
    """A new task. ``stream`` is a case, or the vault's register. ``typed``: what, due_on, owner
    (empty: who signs), recurrence (empty: none), wait_until. Raises InvalidFields; Refusal:
    case_unknown, already_signed, author_unknown."""
    writing.add(desk, stream, entity, _task(desk, typed))
    return _changed(desk, stream, entity)


def change_task(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """A later version, ``typed`` as ``add_task``. A task that was done is open again. Raises
    InvalidFields; Refusal: case_unknown, entity_unknown, kind_newer, conflict_unsettled,
    revised_since."""
    known = find_task(desk, stream, entity).latest.fact
    task = msgspec.structs.replace(
        _task(desk, typed), raised_by=known.raised_by, about=known.about, part=known.part
    )
    writing.revise(desk, stream, entity, task, builds_on=builds_on)
    return _changed(desk, stream, entity)


def put_off_task(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """*Vänta till*: not shown before ``typed["wait_until"]``, a whole date. The day it is due
    stays as it was. Raises InvalidFields; Refusal as ``change_task``."""
    fields = Typed(typed, desk.now().date())
    wait_until = fields.day("wait_until", required=True)
    fields.check()
    known = find_task(desk, stream, entity).latest.fact
    waiting = msgspec.structs.replace(known, wait_until=wait_until)
    writing.revise(desk, stream, entity, waiting, builds_on=builds_on)
    return _changed(desk, stream, entity)


def finish_task(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """Done. ``typed``: done_on (empty: today), outcome. A recurring task is to be done again on
    its next day, from the same transaction on. Raises InvalidFields; Refusal as
    ``change_task``; already_signed when it is done already."""
    fields = Typed(typed, desk.now().date())
    done_on = fields.day("done_on", past=True) or fields.today.isoformat()
    outcome = fields.text("outcome")
    fields.check()
    task = find_task(desk, stream, entity)
    known = task.latest.fact
    if known.done_on:
        raise Refusal(Reason.ALREADY_SIGNED)
    done = msgspec.structs.replace(known, done_on=done_on, outcome=outcome, wait_until="")
    again = next_day(task, date.fromisoformat(done_on))
    following = () if again is None else (_next(known, again),)
    writing.revise_in_turn(
        desk, stream, entity, (done, *following), builds_on=builds_on, happened_at=done_on
    )
    return _changed(desk, stream, entity)


def note_handled(
    desk: Desk, stream: StreamId, row: DueRow, entity: EntityId, typed: JsonObject
) -> Changes:
    """That a reminder of the case is dealt with though no record shows it (``typed``: outcome):
    a task that is done already, about what the row is about. The row is gone until its day is
    another one. Raises InvalidFields; Refusal: case_unknown, already_signed, author_unknown;
    reminder_of_law for a time that the law sets, which ends by what the law asks for."""
    if not due.may_be_handled(row, desk.law):
        raise Refusal(Reason.REMINDER_OF_LAW)
    fields = Typed(typed, desk.now().date())
    rule = desk.law.deadline(row.code, date.fromisoformat(row.due))
    handled = facts.Task(
        what=rule.heading if rule is not None else row.code,
        owner=registers.own_card(desk).name,
        due_on=row.due,
        done_on=fields.today.isoformat(),
        outcome=fields.text("outcome", required=True),
        raised_by=row.code,
        about=row.entity,
    )
    fields.check()
    writing.add(desk, stream, entity, handled)
    return _changed(desk, stream, entity)


def next_day(task: Entity[facts.Task], done_on: date) -> date | None:
    """The first day after both the one it was due on and the one it was done on, counted from
    the day that somebody typed: monthly from 31 January is 28 February and then 31 March. None
    for a task that does not recur, or beyond the calendar."""
    span = _SPANS.get(task.latest.fact.recurrence)
    last, start = day_or_none(task.latest.fact.due_on), _typed_day(task.versions)
    if span is None or last is None or start is None:
        return None
    passed = max(last, done_on)
    try:
        times = _whole_times(start, passed, span)
        while start + span * times <= passed:
            times += 1
        return start + span * times
    except (ValueError, OverflowError):
        return None


def find_task(desk: Desk, stream: StreamId, entity: EntityId) -> Entity[facts.Task]:
    """Raises Refusal: case_unknown, entity_unknown."""
    found = tasks_of(desk, stream)
    for task in found:
        if task.id == entity:
            return task
    raise Refusal(Reason.ENTITY_UNKNOWN)


def tasks_of(desk: Desk, stream: StreamId) -> tuple[Entity[facts.Task], ...]:
    """All tasks of a case, or of the vault's register, by their first record."""
    if stream == desk.vault.journal.register:
        return fold_register(desk.vault.journal.records(stream)).of(facts.Task)
    return state_of(desk, stream).of(facts.Task)


def _task(desk: Desk, typed: JsonObject) -> facts.Task:
    fields = Typed(typed, desk.now().date())
    recurrence = fields.choice_or_none("recurrence", facts.Recurrence)
    task = facts.Task(
        what=fields.line("what", required=True),
        owner=fields.line("owner") or registers.own_card(desk).name,
        due_on=fields.day("due_on", required=True),
        recurrence=recurrence or facts.Recurrence.NONE,
        wait_until=fields.day("wait_until"),
    )
    fields.check()
    return task


def _next(known: facts.Task, day: date) -> facts.Task:
    return msgspec.structs.replace(
        known, due_on=day.isoformat(), done_on="", outcome="", wait_until=""
    )


def _typed_day(versions: tuple[Signed[facts.Task], ...]) -> date | None:
    """The day of the version that the present round of days is counted from: back past the
    versions that recurrence made and those that left the day as it was."""
    at = len(versions) - 1
    while at > 0:
        now, before = versions[at].fact, versions[at - 1].fact
        made_by_recurrence = bool(before.done_on) and not now.done_on
        if not made_by_recurrence and before.due_on != now.due_on:
            break
        if before.recurrence is not now.recurrence:
            break
        at -= 1
    return day_or_none(versions[at].fact.due_on)


def _whole_times(start: date, until: date, span: relativedelta) -> int:
    """At most how often the span fits, so that a task that slept for years is counted at once."""
    longest = span.years * 366 + span.months * 31 + span.days
    return max(1, (until - start).days // longest)


def _changed(desk: Desk, stream: StreamId, entity: EntityId) -> Changes:
    if stream == desk.vault.journal.register:
        return Changes.of(stream, Part.TASKS, Part.DRAFTS, entity=entity)
    return Changes.of(stream, Part.WATCH, Part.CASE, Part.DRAFTS, entity=entity)
