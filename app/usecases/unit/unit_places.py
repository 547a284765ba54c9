"""Where in the section of the unit something is shown."""

from __future__ import annotations

from app.ids import EntityId
from app.usecases.desk import Desk

_KINDS = (
    "unit",
    "delegation_order",
    "consulted",
    "unit_note",
    "lex_sarah",
    "quarter_report",
)


def kind_of_entry(desk: Desk, entity: EntityId) -> str:
    """The kind (without a version) of an entry of the unit, signed or only begun; empty for what
    the register does not hold, as for a shipped unit that nobody has changed."""
    register = desk.vault.journal.register
    records = desk.vault.journal.records(register)
    signed = (each.kind_name for each in records if each.content.entity == entity)
    begun = (each.kind for each in desk.vault.drafts.all(register) if each.entity == entity)
    return next((kind for kind in (*signed, *begun) if kind in _KINDS), "")
