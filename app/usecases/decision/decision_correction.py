"""What a correction of a slip may never touch (FL 36 §)."""

from __future__ import annotations

from app.casework import facts
from app.errors import Fault
from app.jsonvalue import Json, JsonObject
from app.usecases.typed import Typed

_STANDS = ("outcome", "basis", "assessment", "changes")


def require_same_matter(
    fields: Typed, typed: JsonObject, before: facts.Decision, after: facts.Decision
) -> None:
    """Notes ``not_a_correction`` wherever the typed values decide something else than ``before``:
    that takes a decision of its own, with its own reasons and its own right to appeal."""
    for name in _STANDS:
        given = typed.get(name)
        if given and given != getattr(before, name):
            fields.problem(name, Fault.NOT_A_CORRECTION)
    if _keys(typed.get("interventions")) != [each.key for each in before.interventions]:
        fields.problem("interventions", Fault.NOT_A_CORRECTION)
    for at, (was, now) in enumerate(zip(before.interventions, after.interventions, strict=False)):
        if was.need != now.need:
            fields.problem(f"interventions/{at}/need", Fault.NOT_A_CORRECTION)
    if [each.outcome for each in before.items] != [each.outcome for each in after.items]:
        fields.problem("items", Fault.NOT_A_CORRECTION)


def _keys(rows: Json) -> list[Json]:
    """Of the rows as they stand in the form: a row that was added has no key."""
    if not isinstance(rows, (list, tuple)):
        return []
    return [row.get("key") for row in rows if isinstance(row, dict)]
