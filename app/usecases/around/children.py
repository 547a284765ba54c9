"""What is known of children, and what is done at once when they come up (F084, F152, X22)."""

from __future__ import annotations

from app.casework import facts
from app.casework.facts import ReportState, YesNoUnknown
from app.casework.projection import only_entity
from app.errors import Fault
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.typed import Typed


def note_children(
    desk: Desk, stream: StreamId, typed: JsonObject, *, builds_on: RecordId | None = None
) -> Changes:
    """What is known of children now; what was known before stays readable. ``typed``: noted_on,
    responsible and at_risk (``YesNoUnknown``), who, contact, best_interest, others. Raises
    InvalidFields; Refusal: case_unknown, kind_newer, conflict_unsettled, revised_since."""
    fields = Typed(typed, desk.now().date())
    children = facts.Children(
        noted_on=fields.day("noted_on", required=True, past=True),
        responsible=fields.choice("responsible", YesNoUnknown),
        who=fields.text("who"),
        contact=fields.text("contact"),
        at_risk=fields.choice("at_risk", YesNoUnknown),
        best_interest=fields.text("best_interest"),
        others=fields.text("others"),
    )
    fields.check()
    entity = only_entity(stream)
    writing.add_or_revise(
        desk, stream, entity, children, happened_at=children.noted_on, builds_on=builds_on
    )
    return _changed(stream, entity)


def raise_alert(desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject) -> Changes:
    """Children have come up. What is not known yet may be left open and carried on later; until
    it is said that a report has been made, or why none is needed, it stands first among what is
    to be done. ``typed``: raised_on, what, told, report (``ReportState``), reported_on,
    reported_to, report_reason, division, agreed_with, agreed_on, measures, opened_on, closed_on,
    outcome. Raises InvalidFields; Refusal: case_unknown, already_signed."""
    alert = _alert(Typed(typed, desk.now().date()))
    writing.add(desk, stream, entity, alert, happened_at=alert.raised_on)
    return _changed(stream, entity)


def carry_alert_on(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """A later version of an alert. Raises InvalidFields; Refusal: case_unknown, entity_unknown,
    kind_newer, conflict_unsettled, revised_since."""
    alert = _alert(Typed(typed, desk.now().date()))
    writing.revise(desk, stream, entity, alert, happened_at=alert.raised_on, builds_on=builds_on)
    return _changed(stream, entity)


def _alert(fields: Typed) -> facts.ChildAlert:
    report = fields.choice("report", ReportState)
    done = report is ReportState.DONE
    alert = facts.ChildAlert(
        raised_on=fields.day("raised_on", required=True, past=True),
        what=fields.text("what", required=True),
        report=report,
        told=fields.text("told"),
        division=fields.text("division"),
        agreed_with=fields.line("agreed_with"),
        agreed_on=fields.day("agreed_on", past=True),
        measures=fields.text("measures"),
        reported_on=fields.day("reported_on", required=done, past=True),
        reported_to=fields.line("reported_to", required=done),
        report_reason=fields.text("report_reason", required=report is ReportState.NOT_NEEDED),
        opened_on=fields.day("opened_on", past=True),
        closed_on=fields.day("closed_on", past=True),
        outcome=fields.text("outcome"),
    )
    if alert.division and not alert.agreed_with:
        fields.problem("agreed_with", Fault.REQUIRED)
    if alert.closed_on and report is ReportState.TO_DO:
        fields.problem("closed_on", Fault.STILL_OPEN)
    fields.not_before("reported_on", alert.reported_on, "raised_on", alert.raised_on)
    fields.not_before("closed_on", alert.closed_on, "raised_on", alert.raised_on)
    fields.check()
    return alert


def _changed(stream: StreamId, entity: EntityId) -> Changes:
    parts = (Part.CHILDREN, Part.CASE, Part.WATCH, Part.DRAFTS)
    return Changes.of(stream, *parts, entity=entity)
