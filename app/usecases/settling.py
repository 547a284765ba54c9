"""A conflict is settled by a person, never by the program."""

from __future__ import annotations

from app.casework.handover_facts import KnownPerson, TrustState
from app.casework.register import fold_register
from app.errors import Reason, Refusal
from app.ids import EntityId, RecordId, StreamId
from app.usecases import legal_packs, writing
from app.usecases.changes import Changes, Part, part_of
from app.usecases.desk import Desk


def settle_conflict(desk: Desk, stream: StreamId, entity: EntityId, kept: RecordId) -> Changes:
    """What ``kept`` says is what holds: a new record, signed by the caseworker, that builds on
    every side. All sides stay readable, and the result may be revised like any other. A local value
    of a deadline, and a legal pack, hold at once. Raises Refusal: case_unknown, kind_newer;
    revised_since when ``kept`` is no longer a side of a conflict; key_card_revoked when it trusts a
    key card that another side has revoked."""
    _require_no_revoked_key_back(desk, stream, entity, kept)
    record = writing.settle(desk, stream, entity, kept)
    part = part_of(record.kind_name)
    if part is Part.LAW:
        legal_packs.take_up(desk)
        return Changes.of(stream, part, Part.WATCH, Part.DISPOSAL, Part.DRAFTS, entity=entity)
    return Changes.of(stream, part, Part.CASE, Part.CASES, entity=entity)


def _require_no_revoked_key_back(
    desk: Desk, stream: StreamId, entity: EntityId, kept: RecordId
) -> None:
    """A revocation is for ever: no choice between versions may take it back."""
    if stream != desk.vault.journal.register:
        return
    people = fold_register(desk.vault.journal.records(stream)).of(KnownPerson)
    sides = next((each.sides for each in people if each.id == entity), ())
    revoked = {side.record.id for side in sides if side.fact.state is TrustState.REVOKED}
    if revoked and kept not in revoked:
        raise Refusal(Reason.KEY_CARD_REVOKED)
