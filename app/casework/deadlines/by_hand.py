"""Times that the caseworker has started, since nothing in the case shows their start: D11,
D15–D19, D21."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from app.casework import facts
from app.casework.deadlines.rows import counted, ends
from app.casework.moments import day_or_none
from app.casework.state import CaseState, Entity
from app.ids import EntityId
from app.law.pack import Deadline, DeadlineKey, LegalPack
from app.ports import DueRow

_KEYS = frozenset(DeadlineKey)


def started(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """Every time that was started in the case, until it is ended."""
    for each in state.of(facts.StartedDeadline):
        for fact in (side.fact for side in each.sides):
            if not fact.ended_on and fact.rule in _KEYS:
                yield from counted(state, law, DeadlineKey(fact.rule), each.id, fact.started_on)


@dataclass(frozen=True, slots=True)
class Running:
    """A started time that has not ended, of a case or of the vault."""

    entity: EntityId
    rule: Deadline
    started_on: date
    due: date
    about: str


def running(
    started_times: Iterable[Entity[facts.StartedDeadline]], law: LegalPack
) -> Iterator[Running]:
    """The times that go on, by the rule that was in force when each began. One that no rule knows
    is left out: it has no day."""
    for each in started_times:
        fact = each.latest.fact
        day = day_or_none(fact.started_on)
        rule = law.deadline(fact.rule, day) if day is not None else None
        if day is not None and rule is not None and not fact.ended_on:
            yield Running(each.id, rule, day, ends(rule, day), fact.about)
