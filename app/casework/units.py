"""The register of units on a day: what the program brings, with what this vault says instead.

Units are never removed. They end, are renamed or become another unit, each from a day on, so that
an old paper keeps the name of its own time (F026). Only here do two versions merge by
themselves, field by field: a register entry is no statement that anybody has signed for a person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import msgspec

from app.casework.fact import Fact
from app.casework.register import Register
from app.casework.shipped_units import ShippedUnit
from app.casework.state import Entity, Signed
from app.casework.unit_facts import Unit, UnitKind
from app.ids import EntityId, RecordId
from app.law.pack import Certainty

F = TypeVar("F", bound=Fact)

POLICE = frozenset(
    {UnitKind.POLICE_REGION, UnitKind.LOCAL_POLICE, UnitKind.BOPS, UnitKind.EXIT_COORDINATOR}
)
MUNICIPAL = frozenset(
    {
        UnitKind.MUNICIPALITY,
        UnitKind.BOARD,
        UnitKind.ADMINISTRATION,
        UnitKind.DEPARTMENT,
        UnitKind.UNIT,
        UnitKind.SIG,
    }
)
"""The kinds that stand in the tree of a municipality."""


@dataclass(frozen=True, slots=True)
class RegisteredUnit:
    """One unit as the register has it, over all time."""

    id: EntityId
    unit: Unit
    shipped: bool
    """Whether the program brings it."""
    changed: bool
    """Whether this vault says something of its own about it."""
    differs: tuple[str, ...] = ()
    """Names of the fields that two versions say differently; the first version's are shown."""
    source: str = ""
    certainty: Certainty = Certainty.CERTAIN

    def exists(self, day: date) -> bool:
        return exists(self.unit, day)

    def name(self, day: date) -> str:
        return name_on(self.unit, day)


def exists(unit: Unit, day: date) -> bool:
    """Whether the unit is there on the day, its first and last day included."""
    text = day.isoformat()
    return unit.valid_from <= text and (not unit.valid_to or text <= unit.valid_to)


def name_on(unit: Unit, day: date) -> str:
    """What it was called on the day: the present name after the last change."""
    text = day.isoformat()
    earlier = sorted(unit.earlier_names, key=lambda each: each.until)
    return next((each.name for each in earlier if text <= each.until), unit.name)


class Units:
    """Every unit of the register, shipped or added here, in the order they came."""

    def __init__(self, units: Iterable[RegisteredUnit]) -> None:
        self._units: Mapping[EntityId, RegisteredUnit] = {unit.id: unit for unit in units}
        successors: dict[EntityId, list[RegisteredUnit]] = defaultdict(list)
        for unit in self._units.values():
            for before in unit.unit.predecessors:
                successors[before].append(unit)
        self._successors = successors

    def __iter__(self) -> Iterator[RegisteredUnit]:
        return iter(self._units.values())

    def get(self, name: EntityId | None) -> RegisteredUnit | None:
        return self._units.get(name) if name else None

    def on(self, day: date, kinds: Collection[UnitKind] = ()) -> tuple[RegisteredUnit, ...]:
        """Those that exist on the day, of these kinds or of all."""
        return tuple(
            unit for unit in self if unit.exists(day) and (not kinds or unit.unit.kind in kinds)
        )

    def levels(self, name: EntityId) -> tuple[RegisteredUnit, ...]:
        """The unit and what it lies under, the topmost first. A circle, which two vaults can
        make together, is cut where it closes."""
        found: dict[EntityId, RegisteredUnit] = {}
        unit = self.get(name)
        while unit is not None and unit.id not in found:
            found[unit.id] = unit
            unit = self.get(unit.unit.parent)
        return tuple(reversed(found.values()))

    def lies_under(self, name: EntityId, above: EntityId) -> bool:
        """Whether ``name`` is ``above``, or lies somewhere under it."""
        return any(level.id == above for level in self.levels(name))

    def successors(self, name: EntityId) -> tuple[RegisteredUnit, ...]:
        """What it became."""
        return tuple(self._successors.get(name, ()))

    def today_of(self, name: EntityId, day: date) -> tuple[RegisteredUnit, ...]:
        """The units that have its work on the day: itself while it exists, else what it became,
        however many steps away. Empty when it ended without becoming anything."""
        found: dict[EntityId, RegisteredUnit] = {}
        seen: set[EntityId] = set()
        waiting = [name]
        while waiting:
            unit = self.get(waiting.pop(0))
            if unit is None or unit.id in seen:
                continue
            seen.add(unit.id)
            if unit.exists(day):
                found[unit.id] = unit
            else:
                waiting.extend(each.id for each in self.successors(unit.id))
        return tuple(found.values())


def units_of(shipped: Iterable[ShippedUnit], register: Register) -> Units:
    """The shipped register with the records of this vault, which win unit by unit."""
    own = {entity.id: entity for entity in register.of(Unit)}
    brought = {each.id: each for each in shipped}
    return Units(
        (
            *(_registered(own.get(each.id), each) for each in brought.values()),
            *(_registered(entity, None) for entity in own.values() if entity.id not in brought),
        )
    )


def _registered(entity: Entity[Unit] | None, shipped: ShippedUnit | None) -> RegisteredUnit:
    if entity is None:
        if shipped is None:
            raise ValueError("a unit that nobody has told of")
        return RegisteredUnit(
            shipped.id, shipped.unit, True, False, (), shipped.source, shipped.certainty
        )
    base = _base(entity) or (shipped.unit if shipped else None)
    unit, differs = merged(base, tuple(side.fact for side in entity.sides))
    return RegisteredUnit(
        id=entity.id,
        unit=unit,
        shipped=shipped is not None,
        changed=True,
        differs=differs,
        source=shipped.source if shipped else "",
        certainty=shipped.certainty if shipped else Certainty.CERTAIN,
    )


def merged(base: F | None, sides: tuple[F, ...]) -> tuple[F, tuple[str, ...]]:
    """What several versions of an entry of the register say together, and the fields in which they
    contradict each other. What only one of them has changed since ``base`` holds; where they
    disagree the first side's value stands, and the field is named."""
    first = sides[0]
    values: dict[str, object] = {}
    differs: list[str] = []
    for name in first.__struct_fields__:
        said = [getattr(side, name) for side in sides]
        before = getattr(base, name) if base is not None else None
        changed = [value for value in said if base is None or value != before]
        values[name] = changed[0] if changed else before
        if any(value != changed[0] for value in changed):
            differs.append(name)
    return msgspec.structs.replace(first, **values), tuple(differs)


def _base(entity: Entity[Unit]) -> Unit | None:
    """The latest version that every side builds on."""
    known = {version.record.id: version for version in entity.versions}
    shared = [_built_on(side, known.get) for side in entity.sides]
    common = frozenset.intersection(*shared)
    return next((each.fact for each in reversed(entity.versions) if each.record.id in common), None)


def _built_on(
    side: Signed[Unit], known: Callable[[RecordId], Signed[Unit] | None]
) -> frozenset[RecordId]:
    found: set[RecordId] = set()
    waiting = [side]
    while waiting:
        version = waiting.pop()
        if version.record.id not in found:
            found.add(version.record.id)
            parents = (known(parent) for parent in version.record.content.parents)
            waiting.extend(parent for parent in parents if parent is not None)
    return frozenset(found)
