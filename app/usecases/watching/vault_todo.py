"""What is due for the vault and not for one case: own tasks, D07, D21 and D22, and the own key
cards that run out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.casework import facts
from app.casework.deadlines import by_hand
from app.casework.deadlines.rows import ends
from app.casework.deadlines.tasks import TASK, task_day
from app.casework.handover_facts import OwnKeyCard
from app.casework.moments import day_or_none
from app.casework.quarters import quarter_of
from app.casework.register import Register, fold_register
from app.casework.unit_facts import QuarterReport
from app.handover.trust import renew_from
from app.ids import EntityId, StreamId
from app.law.pack import Deadline, DeadlineKey
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.reading import register_of
from app.usecases.watching import packages_todo, started
from app.usecases.watching.watched import WatchedTask, watched_tasks

OWN_KEY_CARD = "own_key_card"
"""Code of an own card that is to be renewed."""


@dataclass(frozen=True, slots=True)
class VaultItem:
    """One thing that is due and concerns no case."""

    code: str
    due: date
    part: Part
    """Where it is dealt with."""
    entity: EntityId | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class VaultWork:
    """The caseworker's own tasks and times beside the cases."""

    register: StreamId
    """Where they are written."""
    tasks: tuple[WatchedTask, ...]
    times: tuple[by_hand.Running, ...]
    log_review: date | None
    """When the log is to be gone through; None while no rule says so."""
    to_start: tuple[Deadline, ...]
    today: date


def work(desk: Desk) -> VaultWork:
    """For the start page, whose list has been logged."""
    stream, today = desk.vault.journal.register, desk.now().date()
    register = fold_register(desk.vault.journal.records(stream))
    start = started.log_review_start(desk)
    rule = desk.law.deadline(DeadlineKey.LOG_REVIEW, start)
    return VaultWork(
        register=stream,
        tasks=watched_tasks(register.of(facts.Task), today),
        times=tuple(by_hand.running(register.of(facts.StartedDeadline), desk.law)),
        log_review=ends(rule, start) if rule is not None else None,
        to_start=started.to_start(desk, in_vault=True),
        today=today,
    )


def items(desk: Desk, today: date) -> Iterator[VaultItem]:
    """Everything that has begun to be worth showing today. A task that is put off waits."""
    register = register_of(desk)
    yield from _tasks(register, today)
    yield from _started(desk, register, today)
    yield from _log_review(desk, today)
    yield from _quarter(desk, register, today)
    yield from _own_cards(register, today)
    yield from _packages(desk, today)


def _packages(desk: Desk, today: date) -> Iterator[VaultItem]:
    for each in packages_todo.items(desk, today):
        yield VaultItem(each.code, each.due, Part.PACKAGES, each.entity)


def last_quarter_end(today: date) -> date:
    """The last day of the latest quarter that has ended; the calendar's first day before that."""
    first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    return first - timedelta(days=1) if first > date.min else date.min


def _tasks(register: Register, today: date) -> Iterator[VaultItem]:
    for each in register.of(facts.Task):
        fact = each.latest.fact
        due, wait = task_day(fact), day_or_none(fact.wait_until)
        if due is not None and (wait is None or wait <= today):
            yield VaultItem(TASK, due, Part.TASKS, each.id, fact.what)


def _started(desk: Desk, register: Register, today: date) -> Iterator[VaultItem]:
    for time in by_hand.running(register.of(facts.StartedDeadline), desk.law):
        if time.rule.warns(time.due) <= today:
            yield VaultItem(time.rule.key, time.due, Part.TASKS, time.entity, time.about)


def _log_review(desk: Desk, today: date) -> Iterator[VaultItem]:
    start = started.log_review_start(desk)
    rule = desk.law.deadline(DeadlineKey.LOG_REVIEW, start)
    if rule is not None and rule.warns(ends(rule, start)) <= today:
        yield VaultItem(rule.key, ends(rule, start), Part.TASKS)


def _own_cards(register: Register, today: date) -> Iterator[VaultItem]:
    """A card on paper takes its time to reach the others. One that is revoked is not renewed."""
    for each in register.of(OwnKeyCard):
        card = each.latest.fact
        if not card.revoked_on and renew_from(card.valid_to) <= today:
            yield VaultItem(OWN_KEY_CARD, date.fromisoformat(card.valid_to), Part.KEYS)


def _quarter(desk: Desk, register: Register, today: date) -> Iterator[VaultItem]:
    """D07: when the quarter that ended has decisions that were not carried out in three months
    and no report of it has been handed in."""
    end = last_quarter_end(today)
    rule = desk.law.deadline(DeadlineKey.QUARTER_REPORT, end)
    reported = {each.latest.fact.quarter for each in register.of(QuarterReport)}
    if rule is None or quarter_of(end) in reported:
        return
    late = DeadlineKey.NOT_EXECUTED
    if any(row.code == late and row.due <= end.isoformat() for row in desk.vault.index.due()):
        yield VaultItem(rule.key, ends(rule, end), Part.UNITS)
