"""Tasks by their day. What a task says never leaves the case; here it is one code."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.casework import facts
from app.casework.moments import day_or_none
from app.casework.state import CaseState
from app.ports import DueRow

TASK = "task"
"""Code of a task. No deadline of the law: it is shown from the day it is made."""
WAITING = "task_waits"
"""Code of a row that only says until when a task is put off."""


def tasks(state: CaseState) -> Iterator[DueRow]:
    """Every task that is not done, on the day it is due, or later if it waits longer."""
    for each in state.of(facts.Task):
        for fact in (side.fact for side in each.sides):
            day = task_day(fact)
            if day is not None:
                yield DueRow(state.stream, each.id, TASK, day.isoformat())


def waiting(state: CaseState) -> Iterator[DueRow]:
    """For the index, which knows no texts: until when each task that is not done is put off. Of
    a disputed one the earliest day counts, and none if a side does not wait."""
    for each in state.of(facts.Task):
        days = [day_or_none(side.fact.wait_until) for side in each.sides if not side.fact.done_on]
        if days and None not in days:
            until = min(day for day in days if day is not None)
            yield DueRow(state.stream, each.id, WAITING, until.isoformat())


def task_day(task: facts.Task) -> date | None:
    """When a task is due; None for one that is done or has no day."""
    due, wait = day_or_none(task.due_on), day_or_none(task.wait_until)
    if task.done_on or due is None:
        return None
    return max(due, wait) if wait is not None else due
