"""Consultations without identity: another unit asks about a person whom it does not name (F065).

Nothing of it stands in a case, and nothing of a case is copied here.
"""

from __future__ import annotations

from app.casework.state import Entity
from app.casework.unit_facts import Consulted
from app.errors import Fault
from app.ids import EntityId, RecordId
from app.jsonvalue import JsonObject
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.personal_data import personal_data_in
from app.usecases.typed import Typed
from app.usecases.unit.unit_entries import keep_entry, list_entries


def consultations(desk: Desk) -> tuple[Entity[Consulted], ...]:
    """The latest asked first. Logged."""
    found = list_entries(desk, Consulted, "consultations")
    return tuple(sorted(found, key=lambda each: each.latest.fact.asked_on, reverse=True))


def keep_consultation(
    desk: Desk, entity: EntityId, typed: JsonObject, *, builds_on: RecordId | None = None
) -> Changes:
    """``typed``: asked_on, asked_by (function and unit), code, question, advice, answered_on. A
    code that looks like a number of a person is refused at its field, and so is a question or
    advice that holds one. Raises InvalidFields; Refusal: kind_newer, conflict_unsettled,
    revised_since."""
    fields = Typed(typed, desk.now().date())
    consulted = Consulted(
        asked_on=fields.day("asked_on", required=True, past=True),
        asked_by=fields.line("asked_by", required=True),
        code=fields.line("code", required=True),
        question=fields.text("question", required=True),
        advice=fields.text("advice"),
        answered_on=fields.day("answered_on", past=True),
    )
    fields.not_before("answered_on", consulted.answered_on, "asked_on", consulted.asked_on)
    if consulted.advice and not consulted.answered_on:
        fields.problem("answered_on", Fault.REQUIRED)
    for name in ("code", "question", "advice"):
        if personal_data_in(getattr(consulted, name)):
            fields.problem(name, Fault.PERSONAL_DATA)
    fields.check()
    return keep_entry(desk, entity, consulted, happened_at=consulted.asked_on, builds_on=builds_on)
