"""Journal notes: a draft until signed, then locked and corrected only by a new linked entry
(SoL 2025:400 14 kap. 3 §, FL 27 §; X09)."""

from __future__ import annotations

from app.casework import facts
from app.casework.state import Entity
from app.errors import Fault, Reason, Refusal
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import state_of
from app.usecases.typed import Typed


def sign_note(desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject) -> Changes:
    """A note becomes part of the case file. ``typed``: event (when it happened: a whole or
    partial date, perhaps with a time), type, heading, facts, appraisal, source, participants.
    At least one of facts and appraisal must be there. Raises InvalidFields; Refusal:
    case_unknown, already_signed."""
    note, event = _note(Typed(typed, desk.now().date()), correction=False)
    writing.add(desk, stream, entity, note, happened_at=event)
    return Changes.of(stream, Part.JOURNAL, Part.CASE, Part.DRAFTS, entity=entity)


def correct_note(desk: Desk, stream: StreamId, note: RecordId, typed: JsonObject) -> Changes:
    """A new entry in place of ``note``, linked to it; the corrected one stays readable. ``typed``
    as ``sign_note``, and correction_reason. Raises InvalidFields; Refusal: case_unknown,
    entity_unknown, kind_newer, revised_since, conflict_unsettled."""
    correction, event = _note(Typed(typed, desk.now().date()), correction=True)
    entity = _entity_with(desk, stream, note)
    writing.revise(desk, stream, entity.id, correction, happened_at=event, builds_on=note)
    return Changes.of(stream, Part.JOURNAL, Part.CASE, Part.DRAFTS, entity=entity.id)


def add_objection(desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject) -> Changes:
    """What the client says is wrong ("anser uppgiften felaktig", SoL 2025:400 14 kap. 6 §) in any
    record of the case. ``typed``: about (a record's id), stated_on, words. Raises InvalidFields;
    Refusal: case_unknown, already_signed."""
    fields = Typed(typed, desk.now().date())
    known = {record.id: record for record in writing.case_records(desk, stream)}
    objection = facts.ClientObjection(
        about=RecordId(fields.line("about", required=True)),
        stated_on=fields.day("stated_on", required=True, past=True),
        words=fields.text("words", required=True),
    )
    if objection.about and objection.about not in known:
        fields.problem("about", Fault.UNKNOWN_REFERENCE)
    fields.check()
    writing.add(desk, stream, entity, objection, happened_at=objection.stated_on)
    return Changes.of(stream, Part.JOURNAL, Part.CASE, Part.DRAFTS, entity=entity)


def _note(fields: Typed, *, correction: bool) -> tuple[facts.JournalNote, str]:
    event = fields.moment("event", required=True, past=True)
    note = facts.JournalNote(
        type=fields.choice("type", facts.NoteType),
        heading=fields.line("heading", required=True),
        facts=fields.text("facts"),
        appraisal=fields.text("appraisal"),
        source=fields.line("source"),
        participants=fields.text("participants"),
        correction_reason=(fields.text("correction_reason", required=True) if correction else ""),
    )
    if not note.facts and not note.appraisal:
        fields.problem("facts", Fault.ONE_NEEDED)
    fields.check()
    return note, event


def _entity_with(desk: Desk, stream: StreamId, note: RecordId) -> Entity[facts.JournalNote]:
    for entity in state_of(desk, stream).notes:
        if any(version.record.id == note for version in entity.versions):
            return entity
    raise Refusal(Reason.ENTITY_UNKNOWN)
