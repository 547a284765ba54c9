"""What surrounds a decision is signed once, and mended by a later version."""

from __future__ import annotations

from app.casework import facts
from app.ids import EntityId, RecordId, StreamId
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk


def sign(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    fact: facts.Fact,
    *,
    happened_at: str,
    builds_on: RecordId | None,
) -> Changes:
    """The first record of the entity, or with ``builds_on`` (the wording that the writer was
    shown) a later version. Raises Refusal: case_unknown; already_signed for a first record;
    entity_unknown, kind_newer, conflict_unsettled, revised_since for a later one."""
    if builds_on is None:
        writing.add(desk, stream, entity, fact, happened_at=happened_at)
    else:
        writing.revise(desk, stream, entity, fact, happened_at=happened_at, builds_on=builds_on)
    return Changes.of(stream, Part.DECISION, Part.CASE, Part.WATCH, Part.DRAFTS, entity=entity)
