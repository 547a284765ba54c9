"""What BOPS, the local police, social services or the client have said of the threat. The program
keeps who answers for it and never computes a level of its own (F042, F043, F072)."""

from __future__ import annotations

from app.casework import facts
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.typed import Typed


def sign_threat_assessment(
    desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject
) -> Changes:
    """A new threat assessment. ``typed``: owner, assessed_on, level, type, target_group,
    relocation_needed, text, valid_to, and what may be left out: assessor, method, reference,
    review_on. Raises InvalidFields; Refusal: case_unknown, already_signed."""
    threat = _threat(Typed(typed, desk.now().date()))
    writing.add(desk, stream, entity, threat, happened_at=threat.assessed_on)
    return _changes(stream, entity)


def revise_threat_assessment(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """A later version of a threat assessment; the earlier stays readable. Raises InvalidFields;
    Refusal: case_unknown, entity_unknown, kind_newer, conflict_unsettled, revised_since."""
    threat = _threat(Typed(typed, desk.now().date()))
    writing.revise(
        desk, stream, entity, threat, happened_at=threat.assessed_on, builds_on=builds_on
    )
    return _changes(stream, entity)


def _changes(stream: StreamId, entity: EntityId) -> Changes:
    """What BOPS says also moves the criteria and the way the case should go (F039)."""
    parts = (Part.THREAT, Part.ROUTE, Part.CASE, Part.WATCH, Part.DRAFTS)
    return Changes.of(stream, *parts, entity=entity)


def _threat(fields: Typed) -> facts.ThreatAssessment:
    threat = facts.ThreatAssessment(
        owner=fields.choice("owner", facts.Owner),
        assessed_on=fields.day("assessed_on", required=True, past=True),
        level=fields.choice("level", facts.ThreatLevel),
        type=fields.choice("type", facts.ThreatType),
        target_group=fields.choice_or_none("target_group", facts.YesNoPending),
        relocation_needed=fields.choice_or_none("relocation_needed", facts.YesNoPending),
        text=fields.text("text"),
        valid_to=fields.day("valid_to"),
        assessor=fields.line("assessor"),
        method=fields.choice_or_none("method", facts.AssessmentMethod)
        or facts.AssessmentMethod.NOT_STATED,
        reference=fields.line("reference"),
        review_on=fields.day("review_on"),
    )
    fields.not_before("valid_to", threat.valid_to, "assessed_on", threat.assessed_on)
    fields.not_before("review_on", threat.review_on, "assessed_on", threat.assessed_on)
    fields.check()
    return threat
