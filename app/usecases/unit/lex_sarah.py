"""Reports of wrongs in the work, in a register of their own (X21; SoL 27 kap. 2–6 §§).

A case that showed the wrong is not named: the report is about the work, not about the person.
"""

from __future__ import annotations

from app.casework.state import Entity
from app.casework.unit_facts import LexSarah
from app.errors import Fault
from app.ids import EntityId, RecordId
from app.jsonvalue import JsonObject
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.typed import Typed
from app.usecases.unit.unit_entries import keep_entry, list_entries


def reports(desk: Desk) -> tuple[Entity[LexSarah], ...]:
    """The latest reported first. Logged."""
    found = list_entries(desk, LexSarah, "lex_sarah")
    return tuple(sorted(found, key=lambda each: each.latest.fact.reported_on, reverse=True))


def keep_report(
    desk: Desk, entity: EntityId, typed: JsonObject, *, builds_on: RecordId | None = None
) -> Changes:
    """``typed``: reported_on, happened_on, what, consequences, reported_to, measures,
    investigated_on, outcome, serious, ivo_on. An inquiry that is done has an outcome and says why
    it is or is not reported to IVO; so does a report to IVO before that. Raises InvalidFields;
    Refusal: kind_newer, conflict_unsettled, revised_since."""
    fields = Typed(typed, desk.now().date())
    report = LexSarah(
        reported_on=fields.day("reported_on", required=True, past=True),
        happened_on=fields.day("happened_on", required=True, past=True),
        what=fields.text("what", required=True),
        consequences=fields.text("consequences", required=True),
        reported_to=fields.line("reported_to", required=True),
        measures=fields.text("measures"),
        investigated_on=fields.day("investigated_on", past=True),
        outcome=fields.text("outcome"),
        serious=fields.text("serious"),
        ivo_on=fields.day("ivo_on", past=True),
    )
    fields.not_before("reported_on", report.reported_on, "happened_on", report.happened_on)
    for name in ("investigated_on", "ivo_on"):
        fields.not_before(name, getattr(report, name), "reported_on", report.reported_on)
    if report.investigated_on and not report.outcome:
        fields.problem("outcome", Fault.REQUIRED)
    if (report.investigated_on or report.ivo_on) and not report.serious:
        fields.problem("serious", Fault.REQUIRED)
    fields.check()
    return keep_entry(desk, entity, report, happened_at=report.reported_on, builds_on=builds_on)
