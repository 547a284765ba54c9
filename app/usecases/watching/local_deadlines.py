"""Local values of the deadlines that no law sets (X12): how long, from which day, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.casework.register import fold_register
from app.casework.state import Entity, Signed
from app.casework.unit_facts import LocalDeadline
from app.errors import Fault
from app.ids import EntityId, RecordId
from app.journal.record import Record
from app.jsonvalue import JsonObject
from app.law.pack import Deadline
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import register_of
from app.usecases.typed import Typed

_SPAN = ("months", "weeks", "days")
LONGEST = {"months": 120, "weeks": 520, "days": 3650, "warn_days": 365}


@dataclass(frozen=True, slots=True)
class LocalRow:
    """A deadline that may have a local value, as it is today."""

    rule: Deadline
    entity: EntityId | None
    """Of its local value; None when it has none."""
    value: LocalDeadline | None
    sides: tuple[tuple[LocalDeadline, RecordId], ...]
    """Its wordings, each with its record; more than one while two stand against each other."""

    @property
    def disputed(self) -> bool:
        return len(self.sides) > 1


def local_rows(desk: Desk) -> tuple[LocalRow, ...]:
    """Every deadline that may have a local value, in the order of the legal pack."""
    today = desk.now().date()
    known = {each.latest.fact.key: each for each in _values(desk)}
    return tuple(
        _row(rule, known.get(rule.key))
        for rule in desk.law.deadlines
        if rule.local and rule.in_force(today)
    )


def local_values(desk: Desk) -> tuple[LocalDeadline, ...]:
    """Every local value that has held or will hold, for ``law.local.with_local``: earlier
    versions too, since a time that began under one goes on under it. A later version from the
    same or an earlier day replaces what stood there, and so does the side that was kept of a
    conflict. While two stand against each other both are there, and nothing is chosen."""
    return values_of(desk.vault.journal.records(desk.vault.journal.register))


def values_of(records: Iterable[Record]) -> tuple[LocalDeadline, ...]:
    """The same of the register's records."""
    every = fold_register(records).of(LocalDeadline)
    return tuple(value for each in every for value in _held(each))


def set_local(desk: Desk, entity: EntityId, typed: JsonObject) -> Changes:
    """``typed``: key, valid_from, months, weeks, days, warn_days, reason. Numbers are whole, empty
    is 0, and always without sign, also of a time that is counted back. The first value of a key,
    or a later one (``entity`` as ``local_rows`` gives it). Raises InvalidFields; Refusal:
    kind_newer, conflict_unsettled."""
    fields = Typed(typed, desk.now().date())
    rules = {rule.key: rule for rule in desk.law.deadlines if rule.local}
    numbers = {name: _number(fields, name, most) for name, most in LONGEST.items()}
    key = fields.code("key", rules.keys(), required=True)
    if key and not any(numbers[name] for name in _SPAN):
        fields.problem("months", Fault.REQUIRED)
    if key and _counts_back(rules[key]):
        numbers |= {name: -numbers[name] for name in _SPAN}
    value = LocalDeadline(
        key=key,
        valid_from=fields.day("valid_from", required=True),
        reason=fields.text("reason", required=True),
        **numbers,
    )
    fields.check()
    known = next((each.id for each in _values(desk) if each.latest.fact.key == value.key), entity)
    register = desk.vault.journal.register
    writing.add_or_revise(desk, register, known, value)
    desk.laws.put_local(local_values(desk))
    desk.vault.renew_index()
    return Changes.of(register, Part.LAW, Part.WATCH, Part.DRAFTS, entity=known)


def _held(entity: Entity[LocalDeadline]) -> Iterator[LocalDeadline]:
    if entity.disputed:
        return (each.fact for each in entity.versions)
    held: list[Signed[LocalDeadline]] = []
    for version in entity.versions:
        parents = version.record.content.parents
        if len(parents) > 1:
            held = [each for each in held if each.record.id not in parents]
        while held and held[-1].fact.valid_from >= version.fact.valid_from:
            held.pop()
        held.append(version)
    return (each.fact for each in held)


def _row(rule: Deadline, known: Entity[LocalDeadline] | None) -> LocalRow:
    if known is None:
        return LocalRow(rule, None, None, ())
    sides = tuple((side.fact, side.record.id) for side in known.sides)
    return LocalRow(rule, known.id, known.latest.fact, sides)


def _number(fields: Typed, name: str, most: int) -> int:
    return fields.whole(name, 0, most) if fields.line(name) else 0


def _counts_back(rule: Deadline) -> bool:
    """Whether the time ends before the day it looks to, such as 30 days before an end."""
    return rule.months + rule.weeks + rule.days < 0


def _values(desk: Desk) -> tuple[Entity[LocalDeadline], ...]:
    register = register_of(desk)
    return register.of(LocalDeadline)
