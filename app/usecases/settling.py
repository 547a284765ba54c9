"""A conflict is settled by a person, never by the program."""

from __future__ import annotations

from app.ids import EntityId, RecordId, StreamId
from app.usecases import legal_packs, writing
from app.usecases.changes import Changes, Part, part_of
from app.usecases.desk import Desk


def settle_conflict(desk: Desk, stream: StreamId, entity: EntityId, kept: RecordId) -> Changes:
    """What ``kept`` says is what holds: a new record, signed by the caseworker, that builds on
    every side. All sides stay readable, and the result may be revised like any other. A local value
    of a deadline, and a legal pack, hold at once. Raises Refusal: case_unknown, kind_newer;
    revised_since when ``kept`` is no longer a side of a conflict."""
    record = writing.settle(desk, stream, entity, kept)
    part = part_of(record.kind_name)
    if part is Part.LAW:
        legal_packs.take_up(desk)
        return Changes.of(stream, part, Part.WATCH, Part.DISPOSAL, Part.DRAFTS, entity=entity)
    return Changes.of(stream, part, Part.CASE, Part.CASES, entity=entity)
