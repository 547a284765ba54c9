"""The unit's notebook: local knowledge that belongs to no person (F158)."""

from __future__ import annotations

from app.casework.state import Entity
from app.casework.unit_facts import UnitNote
from app.ids import EntityId, RecordId
from app.jsonvalue import JsonObject
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.typed import Typed
from app.usecases.unit.unit_entries import keep_entry, list_entries


def unit_notes(desk: Desk) -> tuple[Entity[UnitNote], ...]:
    """By heading. Logged."""
    found = list_entries(desk, UnitNote, "unit_notes")
    return tuple(sorted(found, key=lambda each: each.latest.fact.heading.casefold()))


def keep_note(
    desk: Desk, entity: EntityId, typed: JsonObject, *, builds_on: RecordId | None = None
) -> Changes:
    """``typed``: heading, text. The telephone of a youth centre belongs here and a client's does
    not, and no program can tell them apart: the page warns, nothing is refused. Raises
    InvalidFields; Refusal: kind_newer, conflict_unsettled, revised_since."""
    fields = Typed(typed, desk.now().date())
    note = UnitNote(
        heading=fields.line("heading", required=True),
        text=fields.text("text", required=True),
        noted_on=desk.now().date().isoformat(),
    )
    fields.check()
    return keep_entry(desk, entity, note, happened_at=note.noted_on, builds_on=builds_on)
