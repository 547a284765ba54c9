"""What is being typed, saved as it stands: mistakes and all, with the place of the caret."""

from __future__ import annotations

from app.casework.codec import kind_name
from app.casework.facts import Identity
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.ports import Draft, LogCode
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import DraftRow

_IDENTITY = kind_name(Identity)


def new_stream(desk: Desk) -> StreamId:
    """A name for a case that is about to be typed."""
    return StreamId(desk.new_id())


def new_entity(desk: Desk) -> EntityId:
    """A name for a note, decision … that is about to be typed."""
    return EntityId(desk.new_id())


def save_draft(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    kind: str,
    body: JsonObject,
    place: JsonObject,
) -> Changes:
    """Replace the draft of this stream, entity and kind (``journal_note`` …, as
    ``codec.kind_name`` names it). ``place``: ``{"field": …, "position": …}`` or empty. Raises
    Refusal: vault_read_only, disk_full, disk_error."""
    saved_at = desk.now().isoformat(timespec="seconds")
    desk.vault.drafts.save(Draft(stream, entity, kind, body, place, saved_at))
    return Changes.of(stream, Part.DRAFTS, entity=entity)


def get_draft(desk: Desk, stream: StreamId, entity: EntityId, kind: str) -> Draft | None:
    """What was typed, with the place of the caret. A draft of an identity shows the identity, and
    so is logged first as a reveal."""
    if kind == _IDENTITY:
        desk.vault.log.write(LogCode.REVEALED, {"stream": stream, "reason": "draft"})
    return desk.vault.drafts.get(stream, entity, kind)


def list_drafts(desk: Desk, stream: StreamId | None = None) -> tuple[DraftRow, ...]:
    """Which drafts there are, newest first; of a case, or of the whole vault."""
    return tuple(
        DraftRow(draft.stream, draft.entity, draft.kind, draft.saved_at)
        for draft in desk.vault.drafts.all(stream)
    )


def discard_draft(desk: Desk, stream: StreamId, entity: EntityId, kind: str) -> Changes:
    """Remove a draft that a person gave up. Its snapshots stay for 14 days."""
    desk.vault.drafts.discard(stream, entity, kind)
    return Changes.of(stream, Part.DRAFTS, entity=entity)
