"""What is being typed, saved as it stands: mistakes and all, with the place of the caret."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.casework.codec import kind_name
from app.casework.facts import Identity
from app.ids import EntityId, StreamId
from app.jsonvalue import Json, JsonObject
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
    *,
    body: JsonObject,
    place: JsonObject,
) -> Changes:
    r"""Replace the draft of this stream, entity and kind (``journal_note`` …, as
    ``codec.kind_name`` names it). Half a character, which a broken paste can leave and no file can
    hold, is kept as ``\ufffd``. ``place``: ``{"field": …, "position": …}`` or empty. Raises
    Refusal: vault_read_only, disk_full, disk_error."""
    saved_at = desk.now().isoformat(timespec="seconds")
    kept = Draft(stream, entity, kind, _storable(body), _storable(place), saved_at)
    desk.vault.drafts.save(kept)
    return Changes.of(stream, Part.DRAFTS, entity=entity)


def get_draft(desk: Desk, stream: StreamId, entity: EntityId, kind: str) -> Draft | None:
    """What was typed, with the place of the caret. A draft of an identity shows the identity, and
    so is logged as a reveal before it is given."""
    draft = desk.vault.drafts.get(stream, entity, kind)
    if draft is not None and kind == _IDENTITY:
        desk.vault.log.write(LogCode.REVEALED, {"stream": stream, "reason": "draft"})
    return draft


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


def _storable(value: JsonObject) -> JsonObject:
    return {_whole(name): _item(item) for name, item in value.items()}


def _item(value: Json) -> Json:
    if isinstance(value, str):
        return _whole(value)
    if isinstance(value, Mapping):
        return _storable(value)
    if isinstance(value, Sequence):
        return [_item(item) for item in value]
    return value


def _whole(text: str) -> str:
    """Text without lone surrogates, at the same length, so that the caret stays right."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
