"""Bevakning: everything in a case that has a day, with the rule it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.casework import due, facts
from app.casework.deadlines.tasks import TASK
from app.casework.state import CaseState, Entity
from app.ids import EntityId, StreamId
from app.law.pack import Deadline
from app.ports import DueRow
from app.usecases import reading
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import CaseView
from app.usecases.watching import started
from app.usecases.watching.todo import part_for
from app.usecases.watching.watched import WatchedTask, watched_tasks


@dataclass(frozen=True, slots=True)
class WatchRow:
    """One day, of the law or of the case."""

    row: DueRow
    due: date
    days: int
    """From today; negative when it has passed."""
    rule: Deadline | None
    part: Part
    """Where it is dealt with."""
    may_be_handled: bool
    started: EntityId | None = None
    """The time that was started by hand, where it is one."""
    about: str = ""
    """What that time is about, in the caseworker's words."""


@dataclass(frozen=True, slots=True)
class WatchView:
    view: CaseView
    rows: tuple[WatchRow, ...]
    """What is to be done, the earliest first; tasks stand in ``tasks``."""
    to_know: tuple[WatchRow, ...]
    """Days to know of, that have not passed."""
    tasks: tuple[WatchedTask, ...]
    """Those to be done by their day, then those that are done, the latest first."""
    ended: tuple[Entity[facts.StartedDeadline], ...]
    """Times that were started by hand and have ended, the latest first."""
    to_start: tuple[Deadline, ...]
    owner: str


def look(desk: Desk, stream: StreamId, changes: Changes | None) -> WatchView:
    """The watch of a case: logged the first time, read again after a write. Raises Refusal:
    case_unknown."""
    view = reading.look(desk, stream, Part.WATCH, changes)
    today, state = desk.now().date(), view.state
    rows = tuple(_row(desk, state, row, today) for row in view.due if row.code != TASK)
    known = (_row(desk, state, row, today) for row in due.to_know(state, desk.law))
    return WatchView(
        view=view,
        rows=rows,
        to_know=tuple(row for row in known if row.days >= 0),
        tasks=watched_tasks(state.of(facts.Task), today),
        ended=_ended(state),
        to_start=started.to_start(desk),
        owner=desk.vault.author.function,
    )


def _row(desk: Desk, state: CaseState, row: DueRow, today: date) -> WatchRow:
    day = date.fromisoformat(row.due)
    begun = state.find(facts.StartedDeadline, row.entity)
    return WatchRow(
        row=row,
        due=day,
        days=(day - today).days,
        rule=desk.law.deadline(row.code, day),
        part=part_for(row.code),
        may_be_handled=due.may_be_handled(row, desk.law),
        started=begun.id if begun is not None else None,
        about=begun.latest.fact.about if begun is not None else "",
    )


def _ended(state: CaseState) -> tuple[Entity[facts.StartedDeadline], ...]:
    ended = (each for each in state.of(facts.StartedDeadline) if each.latest.fact.ended_on)
    return tuple(sorted(ended, key=lambda each: each.latest.fact.ended_on, reverse=True))
