"""A unit in a form: chosen from the register, or typed where it is not there."""

from __future__ import annotations

from datetime import date

from app.errors import Fault
from app.ids import EntityId
from app.usecases.desk import Desk
from app.usecases.typed import Typed
from app.usecases.unit import units


def chosen_unit(
    desk: Desk, fields: Typed, on: str, *, unit: str, name: str
) -> tuple[EntityId | None, str]:
    """The unit of the field ``unit`` with its name on the day ``on`` (empty: today); without one,
    what is typed in the field ``name``, which is needed then. Notes a problem for a unit that does
    not exist on that day."""
    code = fields.line(unit)
    typed = fields.line(name, required=not code)
    if not code:
        return None, typed
    day = date.fromisoformat(on) if on else fields.today
    found = next((row for row in units.units_on(desk, day) if row.entity == code), None)
    if found is None:
        fields.problem(unit, Fault.NOT_IN_FORCE)
        return None, typed
    return found.entity, found.name
