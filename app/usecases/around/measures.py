"""Protective measures: what is done, who answers for it, how it stands (F044). How the police
work is never asked for."""

from __future__ import annotations

from app.casework import facts
from app.errors import Fault
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.typed import Typed


def sign_measure(desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject) -> Changes:
    """A new protective measure. ``typed``: measure, responsible, responsible_name (needed where
    the local police answer for it, F040), status, since, follow_up_on (needed while it is planned
    or under way), note. Raises InvalidFields; Refusal: case_unknown, already_signed."""
    measure = _measure(Typed(typed, desk.now().date()))
    writing.add(desk, stream, entity, measure, happened_at=measure.since)
    return _changes(stream, entity)


def revise_measure(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """How a measure stands now; the earlier versions stay readable. Raises InvalidFields; Refusal:
    case_unknown, entity_unknown, kind_newer, conflict_unsettled, revised_since."""
    measure = _measure(Typed(typed, desk.now().date()))
    writing.revise(desk, stream, entity, measure, builds_on=builds_on)
    return _changes(stream, entity)


def _changes(stream: StreamId, entity: EntityId) -> Changes:
    parts = (Part.THREAT, Part.ROUTE, Part.CASE, Part.WATCH, Part.DRAFTS)
    return Changes.of(stream, *parts, entity=entity)


_OPEN = frozenset({facts.MeasureStatus.PLANNED, facts.MeasureStatus.ONGOING})


def _measure(fields: Typed) -> facts.ProtectiveMeasure:
    measure = facts.ProtectiveMeasure(
        measure=fields.line("measure", required=True),
        responsible=fields.choice("responsible", facts.Owner),
        status=fields.choice("status", facts.MeasureStatus),
        responsible_name=fields.line("responsible_name"),
        since=fields.day("since"),
        follow_up_on=fields.day("follow_up_on"),
        note=fields.text("note"),
    )
    if measure.responsible is facts.Owner.LOCAL_POLICE and not measure.responsible_name:
        fields.problem("responsible_name", Fault.REQUIRED)
    if measure.status in _OPEN and not measure.follow_up_on:
        fields.problem("follow_up_on", Fault.REQUIRED)
    if measure.status is not facts.MeasureStatus.PLANNED and measure.since:
        fields.day("since", past=True)
    fields.not_before("follow_up_on", measure.follow_up_on, "since", measure.since)
    fields.check()
    return measure
