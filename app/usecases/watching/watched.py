"""Tasks as they are shown: by their day, those that are done last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.casework import facts
from app.casework.deadlines.tasks import task_day
from app.casework.moments import day_or_none
from app.casework.state import Entity


@dataclass(frozen=True, slots=True)
class WatchedTask:
    """A task with its text: only for inside its case, or for one that belongs to no case."""

    entity: Entity[facts.Task]
    due: date | None
    """None for one that is done, or whose day cannot be read."""
    days: int
    waits: bool
    """Put off to a day that has not come."""


def watched_tasks(every: tuple[Entity[facts.Task], ...], today: date) -> tuple[WatchedTask, ...]:
    """Tasks in the order they are shown."""
    shown = [_task(each, today) for each in every]
    left = sorted(
        (each for each in shown if each.due is not None), key=lambda each: each.due or date.max
    )
    done = sorted(
        (each for each in shown if each.due is None),
        key=lambda each: each.entity.latest.fact.done_on,
        reverse=True,
    )
    return (*left, *done)


def _task(each: Entity[facts.Task], today: date) -> WatchedTask:
    day = task_day(each.latest.fact)
    wait = day_or_none(each.latest.fact.wait_until)
    return WatchedTask(
        entity=each,
        due=day,
        days=(day - today).days if day is not None else 0,
        waits=wait is not None and wait > today,
    )
