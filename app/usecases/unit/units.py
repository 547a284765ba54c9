"""The register of units as the caseworker uses it (F001, F002, F010–F013, F016, F023–F027, F156).

Nothing is removed and nothing here is about a person. A change is a record of the unit's entity,
also for what the program brings, so that another version of the program does not undo it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from app.casework.unit_facts import EarlierName, Unit, UnitKind
from app.casework.units import RegisteredUnit, Units, units_of
from app.errors import Fault, Reason, Refusal
from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.law.pack import Certainty
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import register_of
from app.usecases.typed import Typed

MARKS = ("central", "adult", "has_sig")
"""What a unit can be marked as; named as the fields of ``Unit``."""

OLDEST = 120
"""No span of ages reaches further, in years."""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit as it is on a day."""

    entity: EntityId
    kind: UnitKind
    name: str
    """As it was called on that day."""
    under: tuple[str, ...]
    """Names of what it lies under, the topmost first."""
    came_of: tuple[str, ...]
    """Last names of the units that became this one."""
    became: tuple[str, ...]
    """First names of what it became."""
    unit: Unit
    shipped: bool
    changed: bool
    """This vault says something of its own about it."""
    differs: tuple[str, ...]
    """Fields that two versions say differently."""
    source: str
    certainty: Certainty

    @property
    def shown(self) -> str:
        """``Enheten för hemlösa, Socialförvaltningen``: with what it lies right under."""
        return ", ".join((self.name, *self.under[-1:]))


def all_units(desk: Desk) -> Units:
    """The whole register, over all time."""
    return units_of(desk.shipped_units(), register_of(desk))


def units_on(desk: Desk, day: date, kinds: Collection[UnitKind] = ()) -> tuple[UnitRow, ...]:
    """The units that exist on the day, of these kinds or of all, in the order of the register:
    what the program brings first. Not logged: nothing in it is about a person."""
    units = all_units(desk)
    return tuple(unit_row(units, unit, day) for unit in units.on(day, kinds))


def coming_units(desk: Desk, day: date) -> tuple[UnitRow, ...]:
    """Those that are not there yet, by the names they begin with."""
    units, text = all_units(desk), day.isoformat()
    coming = (unit for unit in units if unit.unit.valid_from > text)
    return tuple(unit_row(units, unit, date.fromisoformat(unit.unit.valid_from)) for unit in coming)


def ended_units(desk: Desk, day: date) -> tuple[UnitRow, ...]:
    """Those that are not there any more on the day, by their last names."""
    units = all_units(desk)
    text = day.isoformat()
    ended = (unit for unit in units if unit.unit.valid_to and unit.unit.valid_to < text)
    return tuple(unit_row(units, unit, date.fromisoformat(unit.unit.valid_to)) for unit in ended)


def unit_on(desk: Desk, entity: EntityId, day: date) -> UnitRow:
    """One unit, whether it exists on the day or not. Raises Refusal (entity_unknown)."""
    units = all_units(desk)
    return unit_row(units, _known(units, entity), day)


def unit_row(units: Units, unit: RegisteredUnit, day: date) -> UnitRow:
    above = units.levels(unit.id)[:-1]
    return UnitRow(
        entity=unit.id,
        kind=unit.unit.kind,
        name=unit.name(day),
        under=tuple(level.name(day) for level in above),
        came_of=tuple(
            before.unit.name for each in unit.unit.predecessors if (before := units.get(each))
        ),
        became=tuple(
            after.name(date.fromisoformat(after.unit.valid_from or day.isoformat()))
            for after in units.successors(unit.id)
        ),
        unit=unit.unit,
        shipped=unit.shipped,
        changed=unit.changed,
        differs=unit.differs,
        source=unit.source,
        certainty=unit.certainty,
    )


def central_units(desk: Desk, day: date) -> tuple[UnitRow, ...]:
    """The central units for people who leave organised crime; the first is proposed (F002)."""
    return tuple(row for row in units_on(desk, day) if row.unit.central)


def sig_for_age(desk: Desk, age: int, day: date) -> tuple[UnitRow, ...]:
    """The social intervention groups whose span holds the age. The sources contradict each other,
    so that several can fit, or none: a suggestion, never a hinder (F011, F012)."""
    return tuple(row for row in units_on(desk, day, {UnitKind.SIG}) if _spans(row.unit, age))


def _spans(unit: Unit, age: int) -> bool:
    lowest = unit.age_from if unit.age_from is not None else 0
    highest = unit.age_to if unit.age_to is not None else OLDEST
    return lowest <= age <= highest


# --------------------------------------------------------------------------------------- writing


def add_unit(desk: Desk, entity: EntityId, typed: JsonObject) -> Changes:
    """A unit that was not there. ``typed``: kind and name, needed; valid_from, valid_to, parent
    (entity), code, marks (of ``MARKS``), age_from, age_to, contact, note. Raises InvalidFields;
    Refusal: already_signed."""
    units = all_units(desk)
    if units.get(entity) is not None:
        raise Refusal(Reason.ALREADY_SIGNED)
    unit = _typed_unit(units, entity, Typed(typed, desk.now().date()), None)
    return _write(desk, [(entity, unit)])


def revise_unit(desk: Desk, entity: EntityId, typed: JsonObject) -> Changes:
    """What is typed is what holds, whatever was said before; ``typed`` as for ``add_unit``. A new
    name here is a correction: what it was called is changed by ``rename_unit``. Where two versions
    contradict each other, both are built upon. Raises InvalidFields; Refusal: entity_unknown,
    kind_newer."""
    units = all_units(desk)
    before = _known(units, entity).unit
    unit = _typed_unit(units, entity, Typed(typed, desk.now().date()), before)
    return _write(desk, [(entity, unit)])


def rename_unit(desk: Desk, entity: EntityId, typed: JsonObject) -> Changes:
    """A new name from a day on; before it the old one still holds. ``typed``: name, from. Raises
    InvalidFields; Refusal: entity_unknown, kind_newer."""
    unit = _known(all_units(desk), entity).unit
    fields = Typed(typed, desk.now().date())
    name = fields.line("name", required=True)
    first = fields.day("from", required=True)
    fields.not_before("from", first, "valid_from", _day_after(unit.valid_from))
    for earlier in unit.earlier_names:
        fields.not_before("from", first, "earlier_name", _day_after(_day_after(earlier.until)))
    if first and unit.valid_to and first > unit.valid_to:
        fields.problem("from", Fault.NOT_IN_FORCE)
    fields.check()
    old = EarlierName(name=unit.name, until=_day_before(first))
    renamed = msgspec.structs.replace(unit, name=name, earlier_names=(*unit.earlier_names, old))
    return _write(desk, [(entity, renamed)])


def merge_units(desk: Desk, entity: EntityId, typed: JsonObject) -> Changes:
    """Several units become ``entity``, a new one, from a day on; the day before is their last.
    ``typed``: name, from, units (rows of unit, at least two of the same kind). The new one lies
    where the first of them lay. Raises InvalidFields; Refusal: already_signed, kind_newer."""
    units = all_units(desk)
    if units.get(entity) is not None:
        raise Refusal(Reason.ALREADY_SIGNED)
    fields = Typed(typed, desk.now().date())
    name = fields.line("name", required=True)
    first = fields.day("from", required=True)
    merging = _merging(units, fields, first)
    fields.check()
    model = merging[0].unit
    made = Unit(
        kind=model.kind,
        name=name,
        valid_from=first,
        parent=model.parent,
        predecessors=tuple(each.id for each in merging),
        central=any(each.unit.central for each in merging),
        adult=any(each.unit.adult for each in merging),
        has_sig=any(each.unit.has_sig for each in merging),
    )
    last = _day_before(first)
    ended = ((each.id, msgspec.structs.replace(each.unit, valid_to=last)) for each in merging)
    return _write(desk, [(entity, made), *ended])


def end_unit(desk: Desk, entity: EntityId, typed: JsonObject) -> Changes:
    """``typed``: valid_to, its last day. Old papers and cases keep it. Raises InvalidFields;
    Refusal: entity_unknown, kind_newer."""
    unit = _known(all_units(desk), entity).unit
    fields = Typed(typed, desk.now().date())
    last = fields.day("valid_to", required=True)
    fields.not_before("valid_to", last, "valid_from", unit.valid_from)
    fields.check()
    return _write(desk, [(entity, msgspec.structs.replace(unit, valid_to=last))])


def _merging(units: Units, fields: Typed, first: str) -> tuple[RegisteredUnit, ...]:
    found: list[RegisteredUnit] = []
    for row in fields.rows("units", needed=True):
        unit = units.get(EntityId(row.line("unit", required=True)))
        if unit is None:
            row.problem("unit", Fault.UNKNOWN_REFERENCE)
        elif unit in found or (found and unit.unit.kind is not found[0].unit.kind):
            row.problem("unit", Fault.NOT_A_CHOICE)
        elif first and not unit.exists(date.fromisoformat(_day_before(first))):
            row.problem("unit", Fault.NOT_IN_FORCE)
        else:
            found.append(unit)
    if len(found) < 2:
        fields.problem("units", Fault.ONE_NEEDED)
    return tuple(found)


def _typed_unit(units: Units, entity: EntityId, fields: Typed, before: Unit | None) -> Unit:
    kind = fields.choice("kind", UnitKind)
    parent = EntityId(fields.line("parent"))
    if parent and units.get(parent) is None:
        fields.problem("parent", Fault.UNKNOWN_REFERENCE)
    elif parent and (parent == entity or units.lies_under(parent, entity)):
        fields.problem("parent", Fault.CIRCULAR)
    code = fields.line("code")
    if code and not (len(code) == 4 and code.isascii() and code.isdigit()):
        fields.problem("code", Fault.NOT_A_NUMBER)
    marks = fields.codes("marks", MARKS)
    unit = Unit(
        kind=kind,
        name=fields.line("name", required=True),
        valid_from=fields.day("valid_from"),
        valid_to=fields.day("valid_to"),
        parent=parent or None,
        code=code,
        predecessors=before.predecessors if before else (),
        earlier_names=before.earlier_names if before else (),
        central="central" in marks,
        adult="adult" in marks,
        has_sig="has_sig" in marks,
        age_from=_age(fields, "age_from"),
        age_to=_age(fields, "age_to"),
        contact=fields.text("contact"),
        note=fields.text("note"),
    )
    fields.not_before("valid_to", unit.valid_to, "valid_from", unit.valid_from)
    if unit.age_from is not None and unit.age_to is not None and unit.age_to < unit.age_from:
        fields.problem("age_to", Fault.TOO_LOW, limit=unit.age_from)
    fields.check()
    return unit


def _age(fields: Typed, name: str) -> int | None:
    return fields.whole(name, 0, OLDEST) if fields.line(name) else None


def _known(units: Units, entity: EntityId) -> RegisteredUnit:
    unit = units.get(entity)
    if unit is None:
        raise Refusal(Reason.ENTITY_UNKNOWN)
    return unit


def _write(desk: Desk, changed: Sequence[tuple[EntityId, Unit]]) -> Changes:
    """All of them in one transaction: a merger that is half done would leave a board twice."""
    register = desk.vault.journal.register
    records = writing.case_records(desk, register)
    entries = [writing.entry_upon(records, entity, unit) for entity, unit in changed]
    writing.append(desk, register, records, entries)
    return Changes.of(register, Part.UNITS, Part.DRAFTS, entity=changed[0][0])


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day else ""
