"""What each entry of somebody's register would mean here: the rows that are shown, and what would
be written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.casework.codec import kind_name
from app.casework.fact import Fact
from app.casework.facts import Recipient
from app.casework.history import between_facts
from app.casework.projection import only_entity
from app.casework.register import Register
from app.casework.state import Entity
from app.casework.unit_facts import DelegationOrder, LocalDeadline, Unit
from app.errors import Reason
from app.handover.register_body import Entry, cleaned, digest
from app.handover.register_merge import Beside, weigh
from app.ids import EntityId
from app.usecases.desk import Desk
from app.usecases.handover.packages.arrivals import LookRow, RowState
from app.usecases.handover.registers.register_packages import needed_units
from app.usecases.reading import register_of
from app.usecases.unit.units import all_units
from app.usecases.watching.local_deadlines import LONGEST

_STATES: Final[Mapping[Beside, RowState]] = {
    Beside.NEW: RowState.NEW,
    Beside.NEWER: RowState.NEWER,
    Beside.CONFLICT: RowState.CONFLICT,
    Beside.KNOWN: RowState.KNOWN,
}


@dataclass(frozen=True, slots=True)
class JudgedEntry:
    row: LookRow
    entity: EntityId | None
    """Where it would be written; None: an entity of its own."""
    fact: Fact
    """What would be written."""


@dataclass(frozen=True, slots=True)
class _Here:
    """What this vault has of what an entry is about."""

    entity: EntityId | None
    versions: Sequence[Fact] = ()
    """The one that holds last."""
    shipped: Fact | None = None
    """What the program brings, which nobody here has written."""
    disputed: bool = False


def judge_entries(desk: Desk, entries: Sequence[Entry]) -> tuple[JudgedEntry, ...]:
    """In the order in which they came."""
    register = register_of(desk)
    judged = [_judge(desk, register, each) for each in entries]
    return tuple(_without_those_that_lack(desk, entries, judged))


def _judge(desk: Desk, register: Register, entry: Entry) -> JudgedEntry:
    here = _here(desk, register, entry)
    shipped = () if here.shipped is None else (digest(here.shipped),)
    found = weigh(entry.fact, (*entry.before, *shipped), here.versions)
    state, reason = _STATES[found.beside], _hindrance(desk, entry.fact)
    if here.disputed and state is not RowState.KNOWN:
        reason = reason or Reason.CONFLICT_UNSETTLED
    now = here.versions[-1] if here.versions else None
    row = LookRow(
        key=f"{kind_name(type(entry.fact))}:{_key(entry)}",
        state=RowState.REFUSED if reason is not None else state,
        kind=kind_name(type(entry.fact)),
        happened_at=_day(entry.fact),
        author="",
        changes=between_facts(now, found.fact),
        reason=reason,
        name=_name(desk, entry.fact),
        replaces=state is RowState.CONFLICT,
    )
    return JudgedEntry(row, here.entity, found.fact)


def _key(entry: Entry) -> str:
    return entry.fact.key if isinstance(entry.fact, LocalDeadline) else entry.entity


# ------------------------------------------------------------------------------ what is here


def _here(desk: Desk, register: Register, entry: Entry) -> _Here:
    fact = entry.fact
    if isinstance(fact, Unit):
        return _unit_here(desk, register, entry.entity)
    if isinstance(fact, DelegationOrder):
        only = only_entity(desk.vault.journal.register)
        found = (each for each in register.of(DelegationOrder) if each.id == only)
        return _entry_here(next(found, None), only)
    if isinstance(fact, LocalDeadline):
        mine = (each for each in register.of(LocalDeadline) if each.latest.fact.key == fact.key)
        return _entry_here(next(mine, None), None)
    same = [each for each in register.recipients if each.id == entry.entity]
    alike = [each for each in register.recipients if _alike(each.latest.fact, fact)]
    return _entry_here(next(iter((*same, *alike)), None), entry.entity)


def _unit_here(desk: Desk, register: Register, entity: EntityId) -> _Here:
    brought = next((each.unit for each in desk.shipped_units() if each.id == entity), None)
    own = next((each for each in register.of(Unit) if each.id == entity), None)
    now = all_units(desk).get(entity)
    shipped = None if brought is None else cleaned(brought)
    versions = [] if shipped is None else [shipped]
    versions += [cleaned(version.fact) for version in own.versions] if own is not None else []
    if now is not None and versions[-1:] != [cleaned(now.unit)]:
        versions.append(cleaned(now.unit))  # of two that stand side by side
    return _Here(entity, versions, shipped)


def _entry_here(found: Entity[Fact] | None, entity: EntityId | None) -> _Here:
    if found is None:
        return _Here(entity)
    versions = tuple(cleaned(version.fact) for version in found.versions)
    return _Here(found.id, versions, disputed=found.disputed)


def _alike(one: Recipient, other: Fact) -> bool:
    """The same recipient, put in the two registers by hand."""
    return isinstance(other, Recipient) and _named(cleaned(one)) == _named(other)


def _named(fact: Fact) -> tuple[str, ...]:
    assert isinstance(fact, Recipient)
    return (fact.name.casefold(), fact.organisation.casefold(), fact.kind)


# ----------------------------------------------------------------------- what cannot be used


def _hindrance(desk: Desk, fact: Fact) -> Reason | None:
    """A local time for what the law in force here gives no local time, or counts another way."""
    if not isinstance(fact, LocalDeadline):
        return None
    rules = {rule.key: rule for rule in desk.law.deadlines if rule.local}
    rule = rules.get(fact.key)
    if rule is None:
        return Reason.REGISTER_LACKS
    span = fact.months + fact.weeks + fact.days
    back = rule.months + rule.weeks + rule.days < 0
    within = all(abs(getattr(fact, name)) <= most for name, most in LONGEST.items())
    return None if within and (span < 0) == back else Reason.RECORD_MALFORMED


def _without_those_that_lack(
    desk: Desk, entries: Sequence[Entry], judged: Iterable[JudgedEntry]
) -> list[JudgedEntry]:
    """A unit needs those that it names, here or in the package; one whose own cannot be taken in
    cannot be either."""
    units, rows = all_units(desk), list(judged)
    came = {each.entity: place for place, each in enumerate(entries) if isinstance(each.fact, Unit)}
    for place, entry in enumerate(entries):
        missing = [each for each in needed_units(entry.fact) if units.get(each) is None]
        if any(each not in came for each in missing):
            rows[place] = _lacking(rows[place])
        elif missing:
            needs = tuple(rows[came[each]].row.key for each in missing)
            rows[place] = replace(rows[place], row=replace(rows[place].row, needs=needs))
    lost = {each.row.key for each in rows if each.row.state is RowState.REFUSED}
    while more := [place for place, each in enumerate(rows) if _loses(each.row, lost)]:
        for place in more:
            rows[place] = _lacking(rows[place])
            lost.add(rows[place].row.key)
    return rows


def _loses(row: LookRow, lost: set[str]) -> bool:
    return row.key not in lost and not lost.isdisjoint(row.needs)


def _lacking(judged: JudgedEntry) -> JudgedEntry:
    row = replace(judged.row, state=RowState.REFUSED, reason=Reason.REGISTER_LACKS)
    return replace(judged, row=row)


# ------------------------------------------------------------------------------------- words


def _name(desk: Desk, fact: Fact) -> str:
    if isinstance(fact, Recipient):
        return f"{fact.name}, {fact.organisation}"
    if isinstance(fact, Unit):
        return fact.name
    if isinstance(fact, LocalDeadline):
        headings = {rule.key: rule.heading for rule in desk.law.deadlines}
        return headings.get(fact.key, fact.key)
    return ""


def _day(fact: Fact) -> str:
    if isinstance(fact, DelegationOrder):
        return fact.decided_on
    return fact.valid_from if isinstance(fact, (Unit, LocalDeadline)) else ""
