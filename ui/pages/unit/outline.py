"""The register as it is read: municipalities with what lies under them, and the rest by kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.casework.unit_facts import UnitKind
from app.casework.units import MUNICIPAL
from app.ids import EntityId
from app.usecases.unit.units import UnitRow
from ui.pages.unit.unit_card import marks_of
from ui.pages.unit.words import UNIT_KINDS
from ui.texts import tr
from ui.words import word


@dataclass(frozen=True, slots=True)
class Line:
    """One unit, ``depth`` steps in under the one it lies under."""

    row: UnitRow
    depth: int

    @property
    def text(self) -> str:
        """``Enheten för hemlösa · Enhet · Central avhopparverksamhet``"""
        ended = tr("Till och med {last}").format(last=self.row.unit.valid_to)
        parts = (self.row.name, word(UNIT_KINDS, self.row.kind), *marks_of(self.row.unit))
        return " · ".join((*parts, ended) if self.row.unit.valid_to else parts)


@dataclass(frozen=True, slots=True)
class Group:
    heading: str
    lines: tuple[Line, ...]


def outline(found: Sequence[UnitRow]) -> tuple[Group, ...]:
    """What was found, each once. What lies under nothing that was found stands furthest out."""
    municipal = [row for row in found if row.kind in MUNICIPAL]
    groups = [Group(tr("Kommuner"), tuple(_tree(municipal)))]
    for kind in UNIT_KINDS:
        lines = tuple(Line(row, 0) for row in found if row.kind == kind)
        if kind not in MUNICIPAL:
            groups.append(Group(word(UNIT_KINDS, UnitKind(kind)), lines))
    return tuple(group for group in groups if group.lines)


def with_those_above(found: Sequence[UnitRow], every: Sequence[UnitRow]) -> tuple[UnitRow, ...]:
    """What was found and all that it lies under, in the order of the register."""
    known = {row.entity: row for row in every}
    wanted = {row.entity for row in found}
    for row in found:
        above = row.unit.parent
        while above is not None and above in known and above not in wanted:
            wanted.add(above)
            above = known[above].unit.parent
    return tuple(row for row in every if row.entity in wanted)


def _tree(rows: Sequence[UnitRow]) -> Iterator[Line]:
    below: dict[EntityId | None, list[UnitRow]] = {}
    known = {row.entity for row in rows}
    for row in rows:
        parent = row.unit.parent if row.unit.parent in known else None
        below.setdefault(parent, []).append(row)
    yield from _under(None, 0, below)
    while below:  # a circle, which two vaults can make together
        yield from _under(next(iter(below)), 0, below)


def _under(
    parent: EntityId | None, depth: int, below: dict[EntityId | None, list[UnitRow]]
) -> Iterator[Line]:
    for row in below.pop(parent, []):
        yield Line(row, depth)
        yield from _under(row.entity, depth + 1, below)
