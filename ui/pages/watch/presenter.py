"""What the watch shows, decided without a window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.casework import facts
from app.casework.moments import shown
from app.ids import EntityId
from app.usecases.watching.watch import WatchRow
from app.usecases.watching.watched import WatchedTask
from ui.case_words import DUE, PART
from ui.task_words import RECURRENCE, days_left, rule_line, waiting, with_week
from ui.texts import tr
from ui.words import word


@dataclass(frozen=True, slots=True)
class RowView:
    """One day in words."""

    what: str
    when: str
    """``3 dagar för sent · tor 2026-11-19, v. 47``"""
    law: str
    late: bool
    goes_to: str
    """``till beslut``"""


@dataclass(frozen=True, slots=True)
class TaskView:
    entity: EntityId
    what: str
    when: str
    rows: tuple[str, ...]
    late: bool
    done: bool


def row_view(row: WatchRow) -> RowView:
    what = word(DUE, row.row.code)
    return RowView(
        what=f"{what}: {row.about}" if row.about else what,
        when=f"{waiting(row.row.code, row.days)} · {with_week(row.due)}",
        law=rule_line(row.rule),
        late=row.days < 0,
        goes_to=tr("Gå till {part}").format(part=word(PART, row.part)),
    )


def task_view(task: WatchedTask) -> TaskView:
    fact = task.entity.latest.fact
    return TaskView(
        entity=task.entity.id,
        what=fact.what,
        when=_when(task, fact),
        rows=tuple(_task_rows(fact)),
        late=task.due is not None and task.days < 0,
        done=task.due is None,
    )


def by_day(
    rows: Sequence[WatchRow], tasks: Sequence[WatchedTask]
) -> tuple[WatchRow | WatchedTask, ...]:
    """Times and tasks together, the earliest first; tasks that are done come last."""
    return tuple(sorted((*rows, *tasks), key=lambda each: each.due or date.max))


def key_of(row: WatchRow, taken: set[EntityId]) -> EntityId:
    """What the row is found by: what it is about, or its own name where that has a row already."""
    if row.row.entity not in taken:
        return row.row.entity
    return EntityId(f"{row.row.entity}/{row.row.code}/{row.row.due}")


def _when(task: WatchedTask, fact: facts.Task) -> str:
    if task.due is None:
        return tr("Klar {day}").format(day=shown(fact.done_on)) if fact.done_on else ""
    when = f"{days_left(task.days)} · {with_week(task.due)}"
    if task.waits:
        return tr("Väntar till {day}").format(day=shown(fact.wait_until))
    return when


def _task_rows(fact: facts.Task) -> list[str]:
    rows = [tr("Vem: {who}").format(who=fact.owner)]
    if fact.recurrence is not facts.Recurrence.NONE:
        rows.append(tr("Återkommer: {how}").format(how=word(RECURRENCE, fact.recurrence)))
    if fact.outcome:
        rows.append(tr("Utfall: {words}").format(words=fact.outcome))
    return rows
