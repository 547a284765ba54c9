"""The units that the program brings, read from ``resources/registers``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec

from app.casework.unit_facts import Unit, UnitKind
from app.ids import EntityId
from app.law.entry import Certainty
from app.toml_table import Table, read_table

MUNICIPALITIES_SOURCE = "Valmyndigheten, 2022"


@dataclass(frozen=True, slots=True)
class ShippedUnit:
    """One unit with its fixed id, and where it is known from."""

    id: EntityId
    unit: Unit
    source: str
    certainty: Certainty


class _File(Table, frozen=True):
    format: Literal[1]
    unit: tuple[dict[str, object], ...]


class _About(Table, frozen=True):
    id: str
    source: str
    certainty: Certainty


_ABOUT = frozenset(_About.__struct_fields__)


def read_shipped_units(units: bytes, municipalities: bytes) -> tuple[ShippedUnit, ...]:
    """The bytes of ``units.toml`` and ``municipalities.tsv``: the municipalities first, then the
    units in the order of the file. Raises ValueError for anything else than what the program
    was built with: the files are ours, so that is a mistake of ours."""
    rows = read_table(units, _File).unit
    return (*_municipalities(municipalities), *(_unit(row) for row in rows))


def _unit(row: dict[str, object]) -> ShippedUnit:
    about = msgspec.convert({name: row.get(name) for name in _ABOUT}, _About)
    unit = msgspec.convert({name: row[name] for name in row if name not in _ABOUT}, Unit)
    return ShippedUnit(EntityId(about.id), unit, about.source, about.certainty)


def _municipalities(data: bytes) -> tuple[ShippedUnit, ...]:
    lines = [line for line in data.decode("utf-8").splitlines() if not line.startswith("#")]
    if lines[0].split("\t") != ["id", "kod", "namn", "lan"]:
        raise ValueError("municipalities of another format")
    return tuple(_municipality(*line.split("\t")) for line in lines[1:])


def _municipality(name_of: str, code: str, name: str, _county: str) -> ShippedUnit:
    unit = Unit(kind=UnitKind.MUNICIPALITY, name=name, code=code)
    return ShippedUnit(EntityId(name_of), unit, MUNICIPALITIES_SOURCE, Certainty.CERTAIN)
