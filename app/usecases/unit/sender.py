"""Which levels of the register stand as sender on the unit's papers (F027, F156)."""

from __future__ import annotations

from app.casework.unit_facts import UnitKind
from app.errors import Fault
from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.usecases import registers
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.typed import Typed
from app.usecases.unit.units import all_units


def sender_levels(desk: Desk, entity: EntityId) -> tuple[tuple[EntityId, str], ...]:
    """The levels that can be chosen among, by their names today, topmost first. The municipality
    is not one of them: it always stands on the paper."""
    today = desk.now().date()
    return tuple(
        (level.id, level.name(today))
        for level in all_units(desk).levels(entity)
        if level.unit.kind is not UnitKind.MUNICIPALITY
    )


def use_as_sender(desk: Desk, entity: EntityId, typed: JsonObject) -> Changes:
    """The card of the vault's owner, which stands on every paper, gets the chosen levels of this
    unit and its municipality; a unit outside every municipality leaves that as it is. What has
    been signed keeps its sender. ``typed``: levels (codes of ``sender_levels``, at least one).
    Raises InvalidFields; Refusal: author_unknown."""
    names = dict(sender_levels(desk, entity))
    fields = Typed(typed, desk.now().date())
    chosen = fields.codes("levels", names, needed=True)
    if not names:
        fields.problem("levels", Fault.UNKNOWN_REFERENCE)
    fields.check()
    card = registers.own_card(desk)
    top = all_units(desk).levels(entity)[0]
    is_municipality = top.unit.kind is UnitKind.MUNICIPALITY
    municipality = top.name(desk.now().date()) if is_municipality else card.municipality
    changes = registers.revise_own_card(
        desk,
        {
            "name": card.name,
            "title": card.title,
            "function": card.function,
            "unit": ", ".join(name for level, name in names.items() if level in chosen),
            "municipality": municipality,
        },
    )
    return Changes(changes.streams, changes.parts | {Part.UNITS}, entity)
